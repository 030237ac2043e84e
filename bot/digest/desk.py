"""Use cases of server settings and digests: change a schedule, enqueue what is due, deliver, look at what was done."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.digest.delivery import CannotSendError, Delivered, Delivery, Outcome, Posted, SendProblem
from bot.digest.due import Due, next_due, upcoming, zone_named
from bot.digest.editor import Origin, compose_edition
from bot.digest.ledger import Ledger
from bot.digest.updates import UpdateDesk
from bot.digest.window import Window, plan_due, window_now
from bot.model.digest import (
    PLAIN,
    DigestDecision,
    Edition,
    LedgerEntry,
    NewOutboxItem,
    OutboxState,
    Posting,
)
from bot.model.errors import InvalidInputError, StoreError
from bot.model.ids import GuildId, OutboxId, UserId
from bot.model.settings import Cadence, GuildSettings, Place, QuietRule
from data import digests, guilds
from data.store import Connection, Store

_LOG = logging.getLogger(__name__)

SCHEDULED = "digest"
"""The outbox's kind of a digest that came by its schedule."""
KEPT = timedelta(days=3)
"""How long a digest that Discord refused is kept, to be posted once it may be."""
_DUE_AT_ONCE = 200
_DECISIONS = 10
_RUNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Makes cards' stored texts; the digest's rules know no card.

    Attributes:
        edition: Of an edition, the cards in their order.
        opener: Of an edition, the name of its thread and the line that opens it.
        paused: Of a server's settings after its digest was paused, the note to those who run the server.
    """

    edition: Callable[[Edition], tuple[str, ...]]
    opener: Callable[[Edition], tuple[str, str]]
    paused: Callable[[GuildSettings], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What was decided about a server's digests, newest first, and when the next ones come, soonest first."""

    settings: GuildSettings
    decisions: tuple[LedgerEntry, ...]
    runs: tuple[Due, ...]


class DigestDesk:
    """The desk between the store, the digest's rules and whoever asks."""

    def __init__(
        self, store: Store, *, clock: Callable[[], datetime], press: Press, updates: UpdateDesk | None = None
    ) -> None:
        """Join the rooms.

        Args:
            store: The event store.
            clock: Gives the present, aware UTC.
            press: Makes the cards.
            updates: Owes what follows from changed events; None where nobody is to be told of them.
        """
        self._store = store
        self._clock = clock
        self._press = press
        self._updates = updates
        self._ledger = Ledger(store, clock=clock, note_of_pause=press.paused)
        self._delivery: Delivery | None = None
        self._delivering = asyncio.Lock()

    @property
    def store(self) -> Store:
        """The store that holds the outbox."""
        return self._store

    def deliver_with(self, delivery: Delivery) -> None:
        """Take the delivery, once there is a connection to deliver over."""
        self._delivery = delivery

    async def settings(self, guild: GuildId) -> GuildSettings:
        """Return what a server has set, the defaults where it has set nothing."""
        return await self._store.read(lambda c: guilds.get_settings(c, guild))

    async def change(
        self, guild: GuildId, user: UserId, edit: Callable[[GuildSettings], GuildSettings]
    ) -> GuildSettings:
        """Change a server's settings and work out anew when its digest and its quiz are due.

        What Discord refused in the last days is owed again where the digest goes on or goes elsewhere.

        Args:
            guild: The server.
            user: Who changes them.
            edit: Makes the new settings of the present ones.

        Returns:
            The settings as saved.

        Raises:
            InvalidInputError: The new ones name no time zone.
            StoreError: They could not be saved; nothing was changed.
        """
        now = self._clock()

        async def save(conn: Connection) -> GuildSettings:
            before = await guilds.get_settings(conn, guild)
            edited = edit(before)
            zone_named(edited.schedule.zone)
            saved = _dated(before, replace(edited, changed_by=user, changed_at=now), now)
            await guilds.save_settings(conn, saved)
            if _goes_on(before, saved) and saved.digest_channel is not None:
                since = now - KEPT
                await digests.revive(conn, guild, kind=SCHEDULED, channel=saved.digest_channel, since=since, now=now)
            return saved

        return await self._store.write(save)

    async def why(self, guild: GuildId) -> Why:
        """Return the last decisions about a server's digests, and the next runs."""
        settings = await self.settings(guild)
        entries = await self._store.read(lambda c: digests.ledger(c, guild, limit=_DECISIONS))
        is_on = settings.next_due_at is not None
        runs = upcoming(settings.schedule, self._clock(), _RUNS) if is_on else ()
        return Why(settings=settings, decisions=entries, runs=runs)

    async def preview(self, guild: GuildId) -> Edition:
        """Compose what a digest sent by hand would tell now, and post nothing."""
        settings = await self.settings(guild)
        window = window_now(settings, self._clock())
        return await self._store.read(lambda c: compose_edition(c, settings, window))

    async def post_now(self, guild: GuildId, key: int) -> tuple[Delivered | None, ...]:
        """Compose a digest of the time since the last due one, post it, and leave the schedule alone.

        Args:
            guild: The server.
            key: Makes the posting one: the interaction's snowflake. The same key never posts twice.

        Returns:
            What became of each of its cards; None for one that was handed on to a later try. Empty for a known key.

        Raises:
            InvalidInputError: No digest channel is set.
        """
        settings = await self.settings(guild)
        if settings.digest_channel is None:
            raise InvalidInputError(user_text="No digest channel is set. Choose one with /settings.")
        now = self._clock()
        window = window_now(settings, now)
        made = await self._store.read(lambda c: compose_edition(c, settings, window))
        items = self._items(settings, window, made, kind=f"now-{key}", now=now)
        ids = await self._store.write(lambda c: digests.enqueue(c, items))
        await self._deliver()
        return tuple([await self._ended(row) for row in ids])

    async def tick(self) -> None:
        """Put what is due into the outbox, follow what changed, and deliver what is owed.

        It is called every few seconds, never twice at once.

        A store that can't be reached is logged and tried again at the next tick.
        """
        now = self._clock()
        try:
            if not await self._store.read(lambda c: digests.has_work(c, now)):
                return  # most ticks end here
            await self.enqueue_due()
            if self._updates is not None:
                await self._updates.look()
            await self._deliver()
        except StoreError as error:
            _LOG.warning("tick_failed error=%s", error)

    async def enqueue_due(self) -> int:
        """Put each due digest into the outbox, its schedule moved on in the same transaction; return how many were due.

        One that can't be made is logged and tried again at the next tick; the others go on.

        Raises:
            StoreError: The store can't be used.
        """
        now = self._clock()
        due = await self._store.read(lambda c: guilds.due_guilds(c, now, _DUE_AT_ONCE))
        for settings in due:
            try:
                await self._enqueue(settings, now)
            except StoreError:
                raise
            except Exception:  # noqa: BLE001 - the edge of a job: one bad server must not stop the others
                _LOG.exception("digest_not_made guild=%d", settings.guild)
        return len(due)

    async def _ended(self, row: OutboxId) -> Delivered | None:
        """Return what became of a row, whoever delivered it; None where it still waits."""
        item = await self._store.read(lambda c: digests.get_item(c, row))
        if item.state is OutboxState.PENDING:
            return None
        if item.message is not None and item.place is not None:
            return Delivered(item=item, outcome=Outcome.SENT, posted=Posted(message=item.message, place=item.place))
        assert item.reason is not None
        problem = CannotSendError(SendProblem(item.reason))
        return Delivered(item=item, outcome=Outcome.REFUSED, problem=problem)

    async def _enqueue(self, settings: GuildSettings, now: datetime) -> None:
        """Make the digests that a server is owed, or note why none is made, and move its schedule on."""
        plan = plan_due(settings, now)
        if plan is None or settings.digest_channel is None:
            await self._store.write(lambda c: guilds.set_next_due(c, settings.guild, None))
            return
        was_quiet = await self._store.read(lambda c: digests.was_last_quiet(c, settings.guild, kind=SCHEDULED))
        items: list[NewOutboxItem] = []
        entries = [_missed(settings, due, plan.windows, now) for due in plan.missed]
        for window in plan.windows:
            made = await self._store.read(lambda c, window=window: compose_edition(c, settings, window))  # type: ignore[misc]  # bound per turn
            decision = _decision(made, settings.digest.quiet, was_quiet=was_quiet)
            entries.append(_entry(settings, window, decision, made, now))
            was_quiet = made.is_quiet
            if decision is DigestDecision.ENQUEUED:
                items += self._items(settings, window, made, kind=SCHEDULED, now=now)
        told = plan.windows[-1].until if plan.windows else None

        async def put(conn: Connection) -> None:
            if not await digests.advance(conn, settings.guild, plan.following.at, told_until=told):
                return  # another process was faster
            if items:
                await digests.enqueue(conn, items)
            for entry in entries:
                await digests.record_decision(conn, entry)

        await self._store.write(put)

    def _items(
        self, settings: GuildSettings, window: Window, made: Edition, *, kind: str, now: datetime
    ) -> list[NewOutboxItem]:
        """Return the messages of an edition; the first one mentions and opens the thread, the others follow it."""
        assert settings.digest_channel is not None
        is_scheduled = kind == SCHEDULED
        form = settings.digest
        name, line = self._press.opener(made)
        first = Posting(
            ping=form.ping if is_scheduled else None,
            is_silent=form.is_silent,
            thread=name,
            line=line if form.place is Place.THREAD else "",
        )
        origins = [Origin.of(digest, window) for digest in made.digests]
        items = []
        for part, payload in enumerate(self._press.edition(made)):
            origin = origins[part] if part < len(origins) else None
            items.append(
                NewOutboxItem(
                    guild=settings.guild,
                    channel=settings.digest_channel,
                    kind=kind,
                    period=window.local_date,
                    part=part,
                    payload=payload,
                    not_before=now,
                    posting=first if part == 0 else replace(PLAIN, is_silent=form.is_silent),
                    origin=None if origin is None else origin.to_text(),
                    due_at=window.until if is_scheduled else None,
                    events=() if origin is None else origin.shown,
                )
            )
        return items

    async def _deliver(self) -> None:
        """Deliver what the outbox owes; the tick and a digest by hand take turns, so each sees how its row ended."""
        if self._delivery is None:
            return
        async with self._delivering:
            for done in await self._delivery.deliver():
                await self._ledger.note(done)


def _dated(before: GuildSettings, after: GuildSettings, now: datetime) -> GuildSettings:
    """Return settings with the moments at which the digest and the quiz are due under them, and updates began."""
    is_off = after.digest_channel is None or after.schedule.cadence is Cadence.OFF
    due = None if is_off or after.is_paused else next_due(after.schedule, now)
    quiz = after.quiz
    timed = replace(quiz.schedule, zone=after.schedule.zone)
    asked = None if quiz.channel is None else next_due(timed, now)
    was_off = before.digest_channel is None or before.schedule.cadence is Cadence.OFF
    return replace(
        after,
        next_due_at=due.at if due else None,
        told_until=None if was_off or is_off else after.told_until,
        failures=0 if before.is_paused and not after.is_paused else after.failures,
        updates=replace(after.updates, since=_updates_since(before, after, now)),
        quiz=replace(quiz, due_at=asked.at if asked else None),
    )


def _updates_since(before: GuildSettings, after: GuildSettings, now: datetime) -> datetime | None:
    """Return when updates were switched on; another channel, floor or number does not begin anew."""
    if after.updates.channel is None:
        return None
    return now if before.updates.channel is None else before.updates.since


def _goes_on(before: GuildSettings, after: GuildSettings) -> bool:
    """Tell whether a digest that was refused may be taken now."""
    is_resumed = before.pause_reason is not None and not after.is_paused
    return is_resumed or (before.digest_channel != after.digest_channel and not after.is_paused)


def _decision(made: Edition, rule: QuietRule, *, was_quiet: bool) -> DigestDecision:
    """Say whether an edition is posted."""
    if not made.is_quiet or rule is QuietRule.TELL or (rule is QuietRule.ONCE and not was_quiet):
        return DigestDecision.ENQUEUED
    return DigestDecision.BELOW_FLOOR if made.below_floor else DigestDecision.QUIET


def _missed(settings: GuildSettings, due: Due, windows: Sequence[Window], now: datetime) -> LedgerEntry:
    told = f"What came in is told on {windows[0].local_date.isoformat()}." if windows else "The next one tells it."
    return LedgerEntry(
        guild=settings.guild,
        kind=SCHEDULED,
        period=due.local_date,
        decided_at=now,
        decision=DigestDecision.MISSED,
        reason=f"Backchannel was not running. {told}",
    )


def _entry(
    settings: GuildSettings, window: Window, decision: DigestDecision, made: Edition, now: datetime
) -> LedgerEntry:
    below = made.below_floor
    reasons = {
        DigestDecision.QUIET: "Nothing new.",
        DigestDecision.BELOW_FLOOR: f"{below} new, all below the salience floor.",
    }
    told_quiet = digests.TOLD_QUIET if made.is_quiet else None
    return LedgerEntry(
        guild=settings.guild,
        kind=SCHEDULED,
        period=window.local_date,
        decided_at=now,
        decision=decision,
        reason=reasons.get(decision, told_quiet),
    )
