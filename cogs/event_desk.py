"""/event review, /event edit, /event history: the event desk, for those who edit a server's events."""

from typing import ClassVar

from discord import app_commands

from bot.cards.event_decisions import done_words, history_card
from bot.cards.event_desk import desk_card, walk_card
from bot.cards.event_desk_ids import (
    DeskConfirm,
    DeskDrop,
    DeskHistory,
    DeskMore,
    DeskSave,
    DeskShow,
    DeskUndo,
    DeskWalk,
)
from bot.client import Backchannel
from bot.event_numbers import event_numbered
from bot.model.decisions import Decision
from bot.model.ids import EventId
from bot.rights import Right, check_right, needs
from bot.routing import Chosen, Interaction, JoiningCog, defer, guild_of, member_of, pressed, replace_card, show
from bot.speech import speak_privately
from bot.suggestions import suggest_events


class EventDesks(JoiningCog):
    """Decisions about events. Every card of it is seen by one editor alone."""

    GROUP: ClassVar[str] = "event"

    @app_commands.command(name="review")
    @needs(Right.EDIT_EVENTS)
    async def review(self, interaction: Interaction) -> None:
        """Walk through the events that are in doubt: confirm, edit, merge, split or withdraw each."""
        await defer(interaction, is_private=True)
        found = await self.services.event_desk.review(guild_of(interaction), 0)
        await show(interaction, walk_card(found, self.services.gazetteer), is_private=True)

    @app_commands.command(name="edit")
    @app_commands.describe(number="As a timeline shows it: E147")
    @app_commands.autocomplete(number=suggest_events)
    @needs(Right.EDIT_EVENTS)
    async def edit(self, interaction: Interaction, number: str) -> None:
        """Put one event on the desk: confirm, edit, merge, split or withdraw it."""
        await defer(interaction, is_private=True)
        case = await self.services.event_desk.case(guild_of(interaction), event_numbered(number))
        await show(interaction, desk_card(case, self.services.gazetteer), is_private=True)

    @app_commands.command(name="history")
    @app_commands.describe(number="As a timeline shows it: E147")
    @app_commands.autocomplete(number=suggest_events)
    @needs(Right.EDIT_EVENTS)
    async def history(self, interaction: Interaction, number: str) -> None:
        """What editors decided about one event, by whom, when and why, with a way back."""
        speak_privately(interaction)
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
