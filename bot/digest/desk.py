"""Use cases of server settings and digests: change a schedule, enqueue what is due, deliver, look at what was done."""

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.digest.delivery import CannotSendError, Delivered, Delivery, Outcome, Posted, SendProblem
from bot.digest.due import Due, next_due, upcoming, zone_named
from bot.digest.editor import Origin, compose_edition
from bot.digest.ledger import Ledger
from bot.digest.updates import UpdateDesk
from bot.digest.window import Plan, Window, plan_due, window_now
from bot.model.barometer import Portrait, Portrayal
from bot.model.digest import (
    PLAIN,
    Digest,
    DigestDecision,
    Edition,
    LedgerEntry,
    NewOutboxItem,
    OutboxState,
    Posting,
    Stop,
)
from bot.model.errors import BackchannelError, InvalidInputError, StoreError
from bot.model.ids import GuildId, OutboxId, UserId
from bot.model.settings import Cadence, DigestForm, GuildSettings, Place, QuietRule
from data import digests, guilds
from data.store import Connection, Store

_LOG = logging.getLogger(__name__)

SCHEDULED = "digest"
"""The outbox's kind of a digest that came by its schedule."""
KEPT = timedelta(days=3)
"""How long a digest that Discord refused is kept, to be posted once it may be."""
_DUE_AT_ONCE = 50
_DECISIONS = 10
_RUNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Makes cards' stored texts; the digest's rules know no card.

    Attributes:
        portrait: Of a pair, its barometer; None where there is too little for one.
        edition: Of an edition, the cards in their order.
        opener: Of an edition, the name of its thread and the line that opens it.
        stopped: Of what is posted no more, the note to those who run the server.
    """

    portrait: Callable[[Portrayal], Awaitable[Portrait | None]]
    edition: Callable[[Edition], tuple[str, ...]]
    opener: Callable[[Edition], tuple[str, str]]
    stopped: Callable[[Stop], str]


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
        self._ledger = Ledger(clock=clock, note_of_stop=press.stopped)
        self._delivery: Delivery | None = None

    @property
    def store(self) -> Store:
        """The store that holds the outbox."""
        return self._store

    def deliver_with(self, delivery: Delivery) -> None:
        """Take the delivery, once there is a connection to deliver over."""
        self._delivery = delivery

    async def stop(self) -> None:
        """Post nothing more; what is on its way is let arrive, for some seconds."""
        if self._delivery is not None:
            await self._delivery.stop()

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
        return await self._edition(settings, window_now(settings, self._clock()))

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
        made = await self._edition(settings, window)
        items = self._items(settings, window, self._printed(made), kind=f"now-{key}", now=now)
        ids = await self._store.write(lambda c: digests.enqueue(c, items))
        if self._delivery is not None:
            for row in ids:
                await self._delivery.deliver_one(row, self._ledger.note)
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
            if self._updates is not None:
                await self._updates.look()
            if self._delivery is None:
                await self.enqueue_due()
            else:
                async with aclosing(self._enqueue_in_batches()) as batches:
                    await self._delivery.deliver(self._ledger.note, refill=batches)
        except StoreError as error:
            _LOG.warning("tick_failed error=%s", error)

    async def enqueue_due(self) -> int:
        """Put each due digest into the outbox, its schedule moved on in the same transaction; return how many were due.

        One that can't be made is logged and tried again at the next tick; the others go on.

        Raises:
            StoreError: The store can't be used.
        """
        return sum([count async for count in self._enqueue_in_batches()])

    async def _enqueue_in_batches(self) -> AsyncGenerator[int, None]:
        """Put due digests into the outbox, some servers at a time; yield how many were due. See `enqueue_due`."""
        last: GuildSettings | None = None
        known: _Known = {}
        while due := await self._store.read(
            partial(guilds.due_guilds, now=self._clock(), limit=_DUE_AT_ONCE, after=last)
        ):
            *_, last = due
            with_own = await self._store.read(partial(guilds.with_articles, asked=[each.guild for each in due]))
            ready = [await self._prepared(each, {} if each.guild in with_own else known) for each in due]
            await self._put([each for each in ready if each is not None])
            yield len(due)

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

    async def _prepared(self, settings: GuildSettings, known: "_Known") -> "_Owed | None":
        """Make the digests that a server is owed; None where it is owed none, or one can't be made, which is logged."""
        now = self._clock()
        try:
            plan = plan_due(settings, now)
            if plan is None or settings.digest_channel is None:
                await self._store.write(lambda c: guilds.set_next_due(c, settings.guild, None))
                return None
            return await self._made(settings, plan, now, known)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - the edge of a job: one bad server must not stop the others
            _LOG.exception("digest_not_made guild=%d", settings.guild)
            return None

    async def _made(self, settings: GuildSettings, plan: Plan, now: datetime, known: "_Known") -> "_Owed":
        """Make the digests of a plan, or say why one is not made."""
        was_quiet = settings.digest.quiet is QuietRule.ONCE and await self._store.read(
            lambda c: digests.was_last_quiet(c, settings.guild, kind=SCHEDULED)
        )
        items: list[NewOutboxItem] = []
        entries = [_missed(settings, due, plan.windows, now) for due in plan.missed]
        for window in plan.windows:
            printed = await self._printed_once(settings, window, known)
            decision = _decision(printed.edition, settings.digest.quiet, was_quiet=was_quiet)
            entries.append(_entry(settings, window, decision, printed.edition, now))
            was_quiet = printed.edition.is_quiet
            if decision is DigestDecision.ENQUEUED:
                items += self._items(settings, window, printed, kind=SCHEDULED, now=now)
        return _Owed(
            guild=settings.guild,
            items=items,
            entries=entries,
            following=plan.following.at,
            told_until=plan.windows[-1].until if plan.windows else None,
        )

    async def _printed_once(self, settings: GuildSettings, window: Window, known: "_Known") -> "_Printed":
        """Return an edition with its cards, made once for all servers that have set the same and see the same."""
        alike = _alike(settings)
        if (alike, window) not in known:
            known[alike, window] = self._printed(await self._edition(settings, window))
        return known[alike, window]

    async def _edition(self, settings: GuildSettings, window: Window) -> Edition:
        """Compose what a server's digest tells of a time, with the portraits of its pairs."""
        made = await self._store.read(lambda c: compose_edition(c, settings, window))
        return replace(made, digests=tuple([await self._portrayed(one, settings, window) for one in made.digests]))

    async def _portrayed(self, digest: Digest, settings: GuildSettings, window: Window) -> Digest:
        """Return a digest with its pair's barometer; without one where it can't be made, so that none comes late."""
        asked = Portrayal(
            pair=digest.pair,
            guild=settings.guild,
            until=window.period.end,
            palette=settings.digest.palette,
            has_chart=not digest.is_quiet,
        )
        try:
            return replace(digest, portrait=await self._press.portrait(asked))
        except StoreError:
            raise
        except BackchannelError as error:
            _LOG.warning("portrait_not_made guild=%d error=%s", settings.guild, error)
            return digest

    def _printed(self, made: Edition) -> "_Printed":
        name, line = self._press.opener(made)
        return _Printed(edition=made, cards=self._press.edition(made), thread=name, line=line)

    async def _put(self, owed: Sequence["_Owed"]) -> None:
        """Put servers' digests into the outbox, each with its schedule's advance and its lines in the ledger."""

        async def put(conn: Connection) -> None:
            # Where a schedule is there already, another process was faster.
            mine = [
                one for one in owed if await digests.advance(conn, one.guild, one.following, told_until=one.told_until)
            ]
            await digests.enqueue(conn, [item for one in mine for item in one.items])
            await digests.record_decision(conn, *(entry for one in mine for entry in one.entries))

        if owed:
            await self._store.write(put)

    def _items(
        self, settings: GuildSettings, window: Window, printed: "_Printed", *, kind: str, now: datetime
    ) -> list[NewOutboxItem]:
        """Return the messages of an edition; the first one mentions and opens the thread, the others follow it."""
        assert settings.digest_channel is not None
        is_scheduled = kind == SCHEDULED
        form = settings.digest
        first = Posting(
            ping=form.ping if is_scheduled else None,
            is_silent=form.is_silent,
            thread=printed.thread,
            line=printed.line if form.place is Place.THREAD else "",
        )
        origins = [Origin.of(digest, window) for digest in printed.edition.digests]
        items = []
        charts = [_chart(digest) for digest in printed.edition.digests]
        for part, payload in enumerate(printed.cards):
            origin = origins[part] if part < len(origins) else None
            items.append(
                NewOutboxItem(
                    guild=settings.guild,
                    channel=settings.digest_channel,
                    kind=kind,
                    period=window.local_date,
                    part=part,
                    payload=payload,
                    picture=charts[part] if part < len(charts) else None,
                    not_before=now,
                    posting=first if part == 0 else replace(PLAIN, is_silent=form.is_silent),
                    origin=None if origin is None else origin.to_text(),
                    due_at=window.until if is_scheduled else None,
                    events=() if origin is None else origin.shown,
                )
            )
        return items


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """An edition with its cards' stored texts, and the name and line of its thread."""

    edition: Edition
    cards: tuple[str, ...]
    thread: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owed:
    """What a server is owed now, and how far its schedule moves on with it."""

    guild: GuildId
    items: Sequence[NewOutboxItem]
    entries: Sequence[LedgerEntry]
    following: datetime
    told_until: datetime | None


_Known = dict[tuple[GuildSettings, Window], _Printed]
"""Editions that were made already, by what makes them."""


def _chart(digest: Digest) -> bytes | None:
    """Return the picture that a digest's card shows."""
    has_chart = digest.portrait is not None and not digest.is_quiet
    return digest.portrait.image if has_chart and digest.portrait is not None else None


def _alike(settings: GuildSettings) -> GuildSettings:
    """Return settings without what a digest doesn't tell; a new setting is told until it is named here."""
    form = DigestForm(
        more_pairs=settings.digest.more_pairs,
        floor=settings.digest.floor,
        cap=settings.digest.cap,
        locale=settings.digest.locale,
        palette=settings.digest.palette,
    )
    return GuildSettings(guild=GuildId(0), pair=settings.pair, schedule=settings.schedule, digest=form)


def _dated(before: GuildSettings, after: GuildSettings, now: datetime) -> GuildSettings:
    """Return settings with the moments at which the digest and the quiz are due under them, and updates began."""
    is_off = after.digest_channel is None or after.schedule.cadence is Cadence.OFF
    due = None if is_off or after.is_paused else next_due(after.schedule, now)
    asked = None if after.quiz.channel is None else next_due(after.quiz_schedule, now)
    was_off = before.digest_channel is None or before.schedule.cadence is Cadence.OFF
    return replace(
        after,
        next_due_at=due.at if due else None,
        told_until=None if was_off or is_off else after.told_until,
        failures=0 if before.is_paused and not after.is_paused else after.failures,
        updates=replace(after.updates, since=_updates_since(before, after, now)),
        quiz=replace(after.quiz, due_at=asked.at if asked else None),
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
