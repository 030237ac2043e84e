"""/filter: what a server takes from its feeds. People read "filter" for what code calls a topic; see `topic_drafts`."""

import discord
from discord import app_commands

from bot.cards.desk_ids import TopicsOpen
from bot.cards.filter_history import history_card, undo_card
from bot.cards.filter_ids import (
    FilterHistory,
    FilterOpen,
    FilterRemove,
    FilterRemoveNow,
    FilterShow,
    FiltersPage,
    FilterSwitch,
    FilterTry,
    FilterUndo,
    FilterUndoNow,
    Shown,
    Trial,
)
from bot.cards.filter_run import dry_run_card
from bot.cards.filters import filter_card, filters_card, remove_card
from bot.cards.message import Card
from bot.client import Backchannel
from bot.model.budget import Cost
from bot.model.errors import InvalidInputError
from bot.model.language import say
from bot.rights import Right, check_right, needs
from bot.routing import (
    CardCog,
    Chosen,
    Interaction,
    defer,
    defer_edit,
    guild_of,
    member_of,
    pressed,
    replace_card,
    show,
)
from bot.speech import speak_privately


class Topics(CardCog):
    """The list of filters, each of them, and what they would have done."""

    filters = app_commands.Group(
        name="filter",
        description="What this server takes from its feeds.",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @filters.command(name="list")
    @needs(Right.MANAGE)
    async def list_filters(self, interaction: Interaction) -> None:
        """Every filter: edit, turn on or off, remove."""
        speak_privately(interaction)
        await show(interaction, await self._list(interaction), is_private=True)

    @filters.command(name="test")
    @needs(Right.MANAGE)
    async def test(self, interaction: Interaction) -> None:
        """A dry run on the last hundred entries: what passes, and why the rest does not."""
        self.spend(interaction, Cost.SEARCH)
        await defer(interaction, is_private=True)
        await show(interaction, await self._try(interaction, Trial.SAVED), is_private=True)

    @pressed(TopicsOpen)
    async def open_list(self, interaction: Interaction, _card: TopicsOpen, _: Chosen) -> None:
        """Show the list in place of the card."""
        await check_right(interaction, Right.MANAGE)
        await replace_card(interaction, await self._list(interaction))

    @pressed(FiltersPage)
    async def turn(self, interaction: Interaction, card: FiltersPage, _: Chosen) -> None:
        """Turn the page of the list."""
        await check_right(interaction, Right.MANAGE)
        await replace_card(interaction, await self._list(interaction, page=card.page))

    @pressed(FilterOpen)
    async def open_one(self, interaction: Interaction, card: FilterOpen, _: Chosen) -> None:
        """Show one filter."""
        await self._begin(interaction)
        view = await self.services.topics.topic(guild_of(interaction), card.topic)
        await replace_card(interaction, filter_card(view, self.services.gazetteer))

    @pressed(FilterSwitch)
    async def switch(self, interaction: Interaction, card: FilterSwitch, _: Chosen) -> None:
        """Switch a filter on or off."""
        await self._begin(interaction)
        view = await self.services.topics.switch(card.topic, member_of(interaction), is_on=bool(card.on))
        await replace_card(interaction, filter_card(view, self.services.gazetteer, is_saved=True))

    @pressed(FilterRemove)
    async def ask_to_remove(self, interaction: Interaction, card: FilterRemove, _: Chosen) -> None:
        """Ask whether a filter is to be removed."""
        await self._begin(interaction)
        await replace_card(
            interaction, remove_card(await self.services.topics.topic(guild_of(interaction), card.topic))
        )

    @pressed(FilterRemoveNow)
    async def remove(self, interaction: Interaction, card: FilterRemoveNow, _: Chosen) -> None:
        """Remove a filter."""
        await check_right(interaction, Right.MANAGE)
        gone = await self.services.topics.remove(card.topic, member_of(interaction))
        await replace_card(
            interaction, await self._list(interaction, said=say("“{filter}” is removed", filter=gone.name))
        )

    @pressed(FilterTry)
    async def try_page(self, interaction: Interaction, card: FilterTry, _: Chosen) -> None:
        """Show a page of a dry run."""
        self.spend(interaction, Cost.SEARCH)
        await self._begin(interaction)
        await replace_card(interaction, await self._try(interaction, card.trial, card.shown, card.page))

    @pressed(FilterShow)
    async def choose_shown(self, interaction: Interaction, card: FilterShow, chosen: Chosen) -> None:
        """Choose which entries a dry run lists."""
        await self._begin(interaction)
        await replace_card(interaction, await self._try(interaction, card.trial, Shown(chosen[0])))

    @pressed(FilterHistory)
    async def show_history(self, interaction: Interaction, card: FilterHistory, _: Chosen) -> None:
        """Show what was changed of the filters."""
        await check_right(interaction, Right.MANAGE)
        await replace_card(interaction, await self._history(interaction, page=card.page))

    @pressed(FilterUndo)
    async def ask_to_undo(self, interaction: Interaction, card: FilterUndo, _: Chosen) -> None:
        """Ask whether a change is to be undone."""
        await self._begin(interaction)
        undoing = await self.services.topics.undoing(guild_of(interaction), card.change)
        await replace_card(interaction, undo_card(undoing, self.services.gazetteer))

    @pressed(FilterUndoNow)
    async def undo(self, interaction: Interaction, card: FilterUndoNow, _: Chosen) -> None:
        """Undo a change; what can't be undone stays as it is, with the reason."""
        await self._begin(interaction)
        try:
            change = await self.services.topics.undo(card.change, member_of(interaction))
        except InvalidInputError as error:
            undoing = await self.services.topics.undoing(guild_of(interaction), card.change)
            await replace_card(interaction, undo_card(undoing, self.services.gazetteer, problem=error.user_text))
            return
        await replace_card(
            interaction,
            await self._history(interaction, said=say("The change of “{filter}” is undone", filter=change.name)),
        )

    async def _begin(self, interaction: Interaction) -> None:
        """Let go on who may, and promise another card."""
        await check_right(interaction, Right.MANAGE)
        await defer_edit(interaction)

    async def _list(self, interaction: Interaction, *, page: int = 0, said: str = "") -> Card:
        topics = await self.services.topics.topics(guild_of(interaction))
        server = interaction.guild.name if interaction.guild else ""
        return filters_card(topics, self.services.gazetteer, server=server, page=page, said=said)

    async def _history(self, interaction: Interaction, *, page: int = 0, said: str = "") -> Card:
        history = await self.services.topics.history(guild_of(interaction), page)
        server = interaction.guild.name if interaction.guild else ""
        return history_card(history, self.services.gazetteer, server=server, said=said)

    async def _try(self, interaction: Interaction, trial: Trial, shown: Shown = Shown.ALL, page: int = 0) -> Card:
        run = await self.services.topics.dry_run(member_of(interaction), is_draft=trial is Trial.DRAFT)
        return dry_run_card(run, trial=trial, shown=shown, page=page)


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Topics(bot))
