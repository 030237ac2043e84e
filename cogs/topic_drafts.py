"""/filter add, and the card on which a filter is written and changed: checked and tried at each step, then saved."""

from collections.abc import Awaitable, Callable

from discord import app_commands

from bot.cards.filter_form import FilterForm, FilterInput
from bot.cards.filter_ids import (
    FilterAdd,
    FilterDiscard,
    FilterDraft,
    FilterEdit,
    FilterEffect,
    FilterKinds,
    FilterSave,
    FilterType,
    FilterWeight,
)
from bot.cards.filters import draft_card, filter_card, filters_card
from bot.client import Backchannel
from bot.model.errors import InvalidInputError
from bot.model.plover import EventType
from bot.model.topic_trials import Draft, DraftView
from bot.replies import answer_error
from bot.rights import Right, check_right, needs
from bot.routing import (
    Chosen,
    Interaction,
    JoiningCog,
    defer,
    defer_edit,
    guild_of,
    member_of,
    open_form,
    pressed,
    replace_card,
    show,
)
from bot.speech import speak_privately


class TopicDrafts(JoiningCog):
    """The filter that a person is writing or changing."""

    GROUP = "filter"

    @app_commands.command()
    @needs(Right.MANAGE)
    async def add(self, interaction: Interaction) -> None:
        """Write a new filter; before it is saved, it is tried on the last hundred entries."""
        await self._open_form(interaction, Draft(), is_new=True)

    @pressed(FilterAdd)
    async def add_one(self, interaction: Interaction, _card: FilterAdd, _: Chosen) -> None:
        """Open the form of a new filter."""
        await self._open_form(interaction, Draft(), is_new=True)

    @pressed(FilterEdit)
    async def edit(self, interaction: Interaction, card: FilterEdit, _: Chosen) -> None:
        """Begin to change a filter."""
        await self._change(interaction, lambda: self.services.topics.edit(card.topic, member_of(interaction)))

    @pressed(FilterDraft)
    async def look(self, interaction: Interaction, _card: FilterDraft, _: Chosen) -> None:
        """Show the filter that is being changed."""
        await self._change(interaction, lambda: self.services.topics.look(member_of(interaction)))

    @pressed(FilterType)
    async def type(self, interaction: Interaction, _card: FilterType, _: Chosen) -> None:
        """Open the form with what was typed before."""
        await check_right(interaction, Right.MANAGE)
        draft = await self.services.topics.draft(member_of(interaction))
        await self._open_form(interaction, draft, is_new=False)

    @pressed(FilterEffect)
    async def choose_effect(self, interaction: Interaction, card: FilterEffect, _: Chosen) -> None:
        """Have the filter let in or keep out."""
        await self._change(interaction, lambda: self.services.topics.choose(member_of(interaction), effect=card.effect))

    @pressed(FilterKinds)
    async def choose_kinds(self, interaction: Interaction, _card: FilterKinds, chosen: Chosen) -> None:
        """Choose the kinds of events; none for all."""
        kinds = frozenset(map(EventType, chosen))
        await self._change(interaction, lambda: self.services.topics.choose(member_of(interaction), kinds=kinds))

    @pressed(FilterWeight)
    async def choose_weight(self, interaction: Interaction, _card: FilterWeight, chosen: Chosen) -> None:
        """Choose the least weight."""
        await self._change(
            interaction, lambda: self.services.topics.choose(member_of(interaction), weight=float(chosen[0]))
        )

    @pressed(FilterSave)
    async def save(self, interaction: Interaction, _card: FilterSave, _: Chosen) -> None:
        """Save the filter; what can't be saved stays on the card, with the reason."""
        await check_right(interaction, Right.MANAGE)
        await defer_edit(interaction)
        try:
            view = await self.services.topics.save(member_of(interaction))
        except InvalidInputError as error:
            draft = await self.services.topics.look(member_of(interaction))
            problem = "" if error.user_text in draft.checked.problems.values() else error.user_text
            await replace_card(interaction, draft_card(draft, self.services.gazetteer, problem=problem))
            return
        await replace_card(interaction, filter_card(view, self.services.gazetteer, is_saved=True))

    @pressed(FilterDiscard)
    async def discard(self, interaction: Interaction, _card: FilterDiscard, _: Chosen) -> None:
        """Drop what was typed, and show the list."""
        await check_right(interaction, Right.MANAGE)
        await self.services.topics.discard(member_of(interaction))
        topics = await self.services.topics.topics(guild_of(interaction))
        server = interaction.guild.name if interaction.guild else ""
        await replace_card(interaction, filters_card(topics, self.services.gazetteer, server=server))

    async def _open_form(self, interaction: Interaction, draft: Draft, *, is_new: bool) -> None:
        """Open the form of what is typed; sent from a card, its answer takes the card's place."""
        speak_privately(interaction)
        await check_right(interaction, Right.MANAGE)

        async def submit(sent: Interaction, typed: FilterInput) -> None:
            await self._change(sent, lambda: self._typed(sent, typed, is_new=is_new))

        await open_form(interaction, FilterForm(submit, answer_error, draft=draft))

    async def _typed(self, sent: Interaction, typed: FilterInput, *, is_new: bool) -> DraftView:
        return await self.services.topics.typed(
            member_of(sent),
            name=typed.name,
            words=typed.words,
            pairs=typed.pairs,
            outlets=typed.outlets,
            is_new=is_new,
        )

    async def _change(self, interaction: Interaction, change: Callable[[], Awaitable[DraftView]]) -> None:
        """Make a change of the draft, and show what it comes to: on the card that was used, else on a new one."""
        await check_right(interaction, Right.MANAGE)
        if interaction.message is None:
            await defer(interaction, is_private=True)
            await show(interaction, draft_card(await change(), self.services.gazetteer), is_private=True)
            return
        await defer_edit(interaction)
        await replace_card(interaction, draft_card(await change(), self.services.gazetteer))


async def setup(bot: Backchannel) -> None:
    """Add the cog to the group of filters; discord.py calls it."""
    await TopicDrafts.join(bot)
