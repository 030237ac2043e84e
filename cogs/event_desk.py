"""/event review, /event edit, /event history: the event desk, for those who edit a server's events."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from discord import app_commands

from bot.cards.event_desk import (
    desk_card,
    done_words,
    history_card,
    leaving_options,
    preview_card,
    walk_card,
    withdrawn_notice,
)
from bot.cards.event_desk_forms import (
    CodingForm,
    CodingInput,
    MergeForm,
    MergeInput,
    SplitForm,
    SplitInput,
    WithdrawForm,
    WordingForm,
    WordingInput,
)
from bot.cards.event_desk_ids import (
    DeskConfirm,
    DeskDrop,
    DeskHistory,
    DeskMerge,
    DeskMore,
    DeskRecode,
    DeskReword,
    DeskSave,
    DeskShow,
    DeskSplit,
    DeskUndo,
    DeskWalk,
    DeskWithdraw,
)
from bot.client import Backchannel
from bot.event_desk.edits import Coding, Wording, coding_of, wording_of
from bot.event_numbers import event_numbered
from bot.model.decisions import Decision
from bot.model.ids import EventId
from bot.replies import answer_error
from bot.rights import Right, check_right
from bot.routing import Chosen, Interaction, JoiningCog, defer, guild_of, member_of, pressed, replace_card, show
from bot.suggestions import suggest_events

Drafting = Callable[[], Awaitable[Decision]]


class EventDesks(JoiningCog):
    """Decisions about events. Every card of it is seen by one editor alone."""

    GROUP: ClassVar[str] = "event"

    @app_commands.command(name="review")
    async def review(self, interaction: Interaction) -> None:
        """Walk through the events that are in doubt: confirm, edit, merge, split or withdraw each."""
        await check_right(interaction, Right.EDIT_EVENTS)
        await defer(interaction, is_private=True)
        found = await self.services.event_desk.review(guild_of(interaction), 0)
        await show(interaction, walk_card(found, self.services.gazetteer), is_private=True)

    @app_commands.command(name="edit")
    @app_commands.describe(number="As a timeline shows it: E147")
    @app_commands.autocomplete(number=suggest_events)
    async def edit(self, interaction: Interaction, number: str) -> None:
        """Put one event on the desk: confirm, edit, merge, split or withdraw it."""
        await check_right(interaction, Right.EDIT_EVENTS)
        await defer(interaction, is_private=True)
        case = await self.services.event_desk.case(guild_of(interaction), event_numbered(number))
        await show(interaction, desk_card(case, self.services.gazetteer), is_private=True)

    @app_commands.command(name="history")
    @app_commands.describe(number="As a timeline shows it: E147")
    @app_commands.autocomplete(number=suggest_events)
    async def history(self, interaction: Interaction, number: str) -> None:
        """What editors decided about one event, by whom, when and why, with a way back."""
        await check_right(interaction, Right.EDIT_EVENTS)
        case, decided = await self.services.event_desk.history(guild_of(interaction), event_numbered(number))
        await show(interaction, history_card(case, decided, page=0), is_private=True)

    @pressed(DeskWalk)
    async def walk(self, interaction: Interaction, card: DeskWalk, _: Chosen) -> None:
        """Go to another stop."""
        await check_right(interaction, Right.EDIT_EVENTS)
        await self._walk_on(interaction, card.page)

    @pressed(DeskShow)
    async def show_event(self, interaction: Interaction, card: DeskShow, _: Chosen) -> None:
        """Show an event, as it is now."""
        await check_right(interaction, Right.EDIT_EVENTS)
        await self._show_event(interaction, card.event, card.page)

    @pressed(DeskMore)
    async def show_more(self, interaction: Interaction, card: DeskMore, _: Chosen) -> None:
        """Offer the less usual things."""
        await check_right(interaction, Right.EDIT_EVENTS)
        await self._show_event(interaction, card.event, card.page, is_more=True)

    @pressed(DeskConfirm)
    async def confirm(self, interaction: Interaction, card: DeskConfirm, _: Chosen) -> None:
        """Confirm an event, and walk on."""
        await check_right(interaction, Right.EDIT_EVENTS)
        taken = await self.services.event_desk.confirm(member_of(interaction), card.event, card.version)
        await self._go_on(interaction, taken, card.page)

    @pressed(DeskReword)
    async def ask_wording(self, interaction: Interaction, card: DeskReword, _: Chosen) -> None:
        """Open the form for headline, date and place."""
        await check_right(interaction, Right.EDIT_EVENTS)
        case = await self.services.event_desk.case(guild_of(interaction), card.event)
        now = wording_of(case.event)

        async def propose(sent: Interaction, typed: WordingInput) -> None:
            wording = Wording(headline=typed.headline, date=typed.date, place=typed.place)
            desk = self.services.event_desk
            await self._preview(
                sent,
                card.page,
                lambda: desk.reword(member_of(sent), card.event, card.version, wording, typed.reason),
            )

        form = WordingForm(
            propose, answer_error, number=f"E{card.event}", headline=now.headline, date=now.date, place=now.place
        )
        await interaction.response.send_modal(form)

    @pressed(DeskRecode)
    async def ask_coding(self, interaction: Interaction, card: DeskRecode, _: Chosen) -> None:
        """Open the form for kind, status and sides."""
        await check_right(interaction, Right.EDIT_EVENTS)
        case = await self.services.event_desk.case(guild_of(interaction), card.event)
        now = coding_of(case.event, self.services.gazetteer)

        async def propose(sent: Interaction, typed: CodingInput) -> None:
            coding = Coding(kind=typed.kind, status=typed.status, source=typed.source, target=typed.target)
            desk = self.services.event_desk
            await self._preview(
                sent,
                card.page,
                lambda: desk.recode(member_of(sent), card.event, card.version, coding, typed.reason),
            )

        form = CodingForm(
            propose,
            answer_error,
            number=f"E{card.event}",
            kind=now.kind,
            status=now.status,
            source=now.source,
            target=now.target,
        )
        await interaction.response.send_modal(form)

    @pressed(DeskWithdraw)
    async def ask_why(self, interaction: Interaction, card: DeskWithdraw, _: Chosen) -> None:
        """Open the form that withdraws an event."""
        await check_right(interaction, Right.EDIT_EVENTS)

        async def withdraw(sent: Interaction, reason: str) -> None:
            await check_right(sent, Right.EDIT_EVENTS)
            taken = await self.services.event_desk.withdraw(member_of(sent), card.event, card.version, reason)
            await (
                self._go_on(sent, taken, card.page)
                if card.page
                else replace_card(sent, withdrawn_notice(taken, page=card.page))
            )

        await interaction.response.send_modal(WithdrawForm(withdraw, answer_error, number=f"E{card.event}"))

    @pressed(DeskMerge)
    async def ask_other(self, interaction: Interaction, card: DeskMerge, _: Chosen) -> None:
        """Open the form that names the other event."""
        await check_right(interaction, Right.EDIT_EVENTS)

        async def propose(sent: Interaction, typed: MergeInput) -> None:
            desk = self.services.event_desk
            await self._preview(
                sent,
                card.page,
                lambda: desk.merge(member_of(sent), card.event, card.version, typed.event, typed.reason),
            )

        await interaction.response.send_modal(MergeForm(propose, answer_error, number=f"E{card.event}"))

    @pressed(DeskSplit)
    async def ask_leaving(self, interaction: Interaction, card: DeskSplit, _: Chosen) -> None:
        """Open the form that chooses which reports leave."""
        await check_right(interaction, Right.EDIT_EVENTS)
        case = await self.services.event_desk.case(guild_of(interaction), card.event)

        async def propose(sent: Interaction, typed: SplitInput) -> None:
            desk = self.services.event_desk
            await self._preview(
                sent,
                card.page,
                lambda: desk.split(member_of(sent), card.event, card.version, typed.leaving, typed.reason),
            )

        form = SplitForm(
            propose,
            answer_error,
            number=f"E{card.event}",
            reports=leaving_options(case),
            must_stay=not case.is_shared,
        )
        await interaction.response.send_modal(form)

    @pressed(DeskSave)
    async def save(self, interaction: Interaction, card: DeskSave, _: Chosen) -> None:
        """Let a draft hold, and walk on."""
        await check_right(interaction, Right.EDIT_EVENTS)
        taken = await self.services.event_desk.save(member_of(interaction), card.decision)
        await self._go_on(interaction, taken, card.page)

    @pressed(DeskDrop)
    async def drop(self, interaction: Interaction, card: DeskDrop, _: Chosen) -> None:
        """Forget a draft, and show the event as it is."""
        await check_right(interaction, Right.EDIT_EVENTS)
        await self.services.event_desk.drop(member_of(interaction), card.decision)
        await self._show_event(interaction, card.event, card.page)

    @pressed(DeskHistory)
    async def show_history(self, interaction: Interaction, card: DeskHistory, _: Chosen) -> None:
        """Show what was decided about an event."""
        await check_right(interaction, Right.EDIT_EVENTS)
        case, decided = await self.services.event_desk.history(guild_of(interaction), card.event)
        await replace_card(interaction, history_card(case, decided, page=card.page, older=card.older))

    @pressed(DeskUndo)
    async def undo(self, interaction: Interaction, card: DeskUndo, _: Chosen) -> None:
        """Take a decision back, and show what is left of them."""
        await check_right(interaction, Right.EDIT_EVENTS)
        undone = await self.services.event_desk.undo(member_of(interaction), card.decision)
        case, decided = await self.services.event_desk.history(guild_of(interaction), undone.event)
        done = done_words(undone, is_undone=True)
        await replace_card(interaction, history_card(case, decided, page=card.page, done=done))

    async def _preview(self, sent: Interaction, page: int, draft: Drafting) -> None:
        """Show what a change would do, in place of the card that its form was opened from."""
        await check_right(sent, Right.EDIT_EVENTS)
        await replace_card(sent, preview_card(await draft(), page=page))

    async def _go_on(self, interaction: Interaction, taken: Decision, page: int) -> None:
        """Show the next stop, which has the place of the one that was decided; or the event, off the walk."""
        if page:
            await self._walk_on(interaction, page, done=done_words(taken))
        else:
            await self._show_event(interaction, taken.event, page, done=done_words(taken))

    async def _walk_on(self, interaction: Interaction, page: int, *, done: str = "") -> None:
        found = await self.services.event_desk.review(guild_of(interaction), max(page, 1) - 1)
        await replace_card(interaction, walk_card(found, self.services.gazetteer, done=done))

    async def _show_event(
        self, interaction: Interaction, event: EventId, page: int, *, done: str = "", is_more: bool = False
    ) -> None:
        case = await self.services.event_desk.case(guild_of(interaction), event)
        await replace_card(interaction, desk_card(case, self.services.gazetteer, page=page, done=done, is_more=is_more))


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await EventDesks.join(bot)
