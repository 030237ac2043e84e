"""What became of each message of the outbox, written down with its reason; what keeps being refused is stopped."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.digest.notes import note_to_server
from bot.digest.sending import Delivered, Outcome, SendProblem
from bot.model.digest import (
    OF_QUIZZES,
    OF_UPDATES,
    SCHEDULED,
    DigestDecision,
    LedgerEntry,
    Stop,
    Stream,
)
from bot.model.ids import ChannelId
from bot.model.language import Speaking, in_english, noted
from bot.model.setting_changes import Origin
from bot.model.settings import GuildSettings
from data import digests, guilds
from data.store import Connection

MOST_FAILURES = 3
"""Refusals in a row after which a schedule is paused."""
_OF_CHANNEL = frozenset({SendProblem.FORBIDDEN, SendProblem.GONE})
"""Refusals that say that the next card will be refused, too."""

_REASONS = {
    SendProblem.FORBIDDEN: noted("Discord does not let Backchannel post in the channel."),
    SendProblem.GONE: noted("The channel is gone."),
    SendProblem.INVALID: noted("Discord refused the card."),
}
_DECISIONS = {
    Outcome.SENT: DigestDecision.SENT,
    Outcome.REFUSED: DigestDecision.FAILED,
    Outcome.FORBIDDEN: DigestDecision.NO_PERMISSION,
    Outcome.DELAYED: DigestDecision.DELAYED,
}
_TRIED_AGAIN = noted("Discord did not take it; it is tried again.")


class Ledger:
    """Notes outcomes, counts refusals, stops what is refused and tells of it once."""

    def __init__(
        self, *, clock: Callable[[], datetime], note_of_stop: Callable[[Stop], str], says: Speaking = in_english
    ) -> None:
        """Take the clock (aware UTC), what makes the card that tells of a stop, and what speaks a server's language."""
        self._clock = clock
        self._note_of_stop = note_of_stop
        self._says = says

    async def note(self, conn: Connection, done: Delivered) -> None:
        """Write down what became of a message in one attempt, on the connection that notes it.

        A passing fault is written down once, however often it is tried; so is a missing permission. That a further
        card arrived, or an edit was made, goes without saying.
        """
        item = done.item
        is_again = (done.outcome is Outcome.DELAYED and item.attempts > 1) or (
            done.outcome is Outcome.FORBIDDEN and item.refusals > 0
        )
        entry = LedgerEntry(
            guild=item.guild,
            kind=item.kind,
            period=item.period,
            decided_at=self._clock(),
            decision=_DECISIONS[done.outcome],
            reason=_reason(done),
        )
        is_further = item.part > 0 and done.outcome is Outcome.SENT
        if not is_again and not is_further:
            await digests.record_decision(conn, entry)
        if item.kind == SCHEDULED:
            await self._count(conn, done, entry)
        elif done.outcome is Outcome.REFUSED and done.problem is not None and done.problem.problem in _OF_CHANNEL:
            await self._turn_off(conn, done, entry)

    async def _count(self, conn: Connection, done: Delivered, entry: LedgerEntry) -> None:
        """Count the refusals in a row, and pause the schedule at the third, or at once where the channel is gone."""
        settings = await guilds.get_settings(conn, done.item.guild)
        if done.problem is None:
            if done.outcome is Outcome.SENT and settings.failures:
                await guilds.note_failures(conn, settings.guild, 0)
            return
        if done.item.part == 0 and settings.digest_channel != done.item.channel:
            return  # another channel was chosen meanwhile, and that one has refused nothing
        failures = settings.failures + 1
        is_hopeless = done.problem.problem is SendProblem.GONE
        if settings.is_paused or not (is_hopeless or failures >= MOST_FAILURES):
            await guilds.note_failures(conn, settings.guild, failures)
            return
        reason = _REASONS[done.problem.problem]
        paused = replace(settings, is_paused=True, pause_reason=reason, failures=failures, next_due_at=None)
        await guilds.save_settings(conn, paused, origin=Origin.BOT, at=self._clock())
        await digests.record_decision(conn, replace(entry, decision=DigestDecision.PAUSED))
        await self._tell(conn, paused, Stream.DIGEST, paused.digest_channel, reason)

    async def _turn_off(self, conn: Connection, done: Delivered, entry: LedgerEntry) -> None:
        """Turn updates or the quiz off where their channel takes none, for good or for more than an hour."""
        settings = await guilds.get_settings(conn, done.item.guild)
        channel, reason = done.item.channel, entry.reason or ""
        if done.item.kind.startswith(OF_UPDATES) and settings.updates.channel == channel:
            stream, off = Stream.UPDATES, replace(settings, updates=replace(settings.updates, channel=None))
        elif done.item.kind.startswith(OF_QUIZZES) and settings.quiz.channel == channel:
            quiz = replace(settings.quiz, channel=None, due_at=None)
            stream, off = Stream.QUIZ, replace(settings, quiz=quiz)
        else:
            return
        await guilds.save_settings(conn, off, origin=Origin.BOT, at=self._clock())
        await digests.record_decision(conn, replace(entry, decision=DigestDecision.PAUSED))
        await self._tell(conn, settings, stream, channel, reason)

    async def _tell(
        self, conn: Connection, settings: GuildSettings, stream: Stream, channel: ChannelId | None, reason: str
    ) -> None:
        """Owe a note to the channel that the server chose for such, else to who changed the settings last.

        Where that person takes none, it goes to where Discord itself tells the server's moderators.
        """
        with self._says(settings.digest.locale):
            note = self._note_of_stop(Stop(stream=stream, pair=settings.pair, channel=channel, reason=reason))
        item = note_to_server(
            settings,
            about=stream.value,
            payload=note,
            now=self._clock(),
            users=(settings.changed_by,),
        )
        await digests.enqueue(conn, [item])


def _reason(done: Delivered) -> str | None:
    if done.problem is not None:
        return _REASONS[done.problem.problem]
    return _TRIED_AGAIN if done.outcome is Outcome.DELAYED else None
