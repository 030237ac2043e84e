"""Use cases of server settings and digests: change a schedule, compose, enqueue, deliver, look at what was done."""

import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from bot.digest.compose import MOST_COMING_UP, MOST_EVENTS, Record, compose
from bot.digest.delivery import CannotSendError, Delivered, Delivery, SendProblem
from bot.digest.due import latest_due, next_due, zone_named
from bot.model.dates import DateRange
from bot.model.digest import Digest, DigestDecision, LedgerEntry, NewOutboxItem, OutboxItem, OutboxState
from bot.model.errors import InvalidInputError, StoreError
from bot.model.ids import ChannelId, GuildId, OutboxId, UserId
from bot.model.settings import Cadence, GuildSettings
from data import articles, digests, events, guilds, news
from data.store import Connection, Store

_LOG = logging.getLogger(__name__)

SCHEDULED = "digest"
_MOST_ARTICLES = 50
_DUE_AT_ONCE = 50
_DAY = timedelta(days=1)

_PAUSE_REASONS = {
    SendProblem.FORBIDDEN: "Discord does not let Backchannel post in the channel.",
    SendProblem.GONE: "The channel is gone.",
    SendProblem.INVALID: "Discord refused the digest.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """What one digest covers: from the last one up to, not at, its own moment."""

    since: datetime
    until: datetime
    local_date: date
    zone: ZoneInfo

    @property
    def period(self) -> DateRange:
        """The local days, the digest's own left out unless it is the only one."""
        start = self.since.astimezone(self.zone).date()
        return DateRange(start=start, end=max(start, self.local_date - _DAY))


_Made = dict[tuple[GuildSettings, _Window], str]
"""Cards made in one tick, by what they were made of."""
_Due = tuple[NewOutboxItem, datetime]
"""A digest, and when its server's next one is due."""
_OWN: dict[str, Any] = {
    "guild": GuildId(0),
    "digest_channel": None,
    "next_due_at": None,
    "changed_by": None,
    "changed_at": None,
    "is_paused": False,
    "pause_reason": None,
}
"""What a server's settings have that a digest doesn't tell: a new setting is told until it is named here."""


class DigestDesk:
    """The desk between the store, the digest's rules and whoever asks."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime], render: Callable[[Digest], str]) -> None:
        """Join the rooms.

        Args:
            store: The event store.
            clock: Gives the present, aware UTC.
            render: Makes the card's stored text of a digest.
        """
        self._store = store
        self._clock = clock
        self._render = render
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
        """Change a server's settings and work out anew when its digest is due.

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
            edited = edit(await guilds.get_settings(conn, guild))
            zone_named(edited.schedule.zone)
            saved = replace(edited, next_due_at=_due_after(edited, now), changed_by=user, changed_at=now)
            await guilds.save_settings(conn, saved)
            return saved

        return await self._store.write(save)

    async def history(self, guild: GuildId) -> tuple[LedgerEntry, ...]:
        """Return the last decisions about a server's digests, newest first."""
        return await self._store.read(lambda c: digests.ledger(c, guild, limit=10))

    async def post_now(self, guild: GuildId, key: int) -> Delivered | None:
        """Compose a digest of the time since the last due one, post it, and leave the schedule alone.

        Args:
            guild: The server.
            key: Makes the posting one: the interaction's snowflake. The same key never posts twice.

        Returns:
            What became of it; None where it was handed on to a later try.

        Raises:
            InvalidInputError: No digest channel is set.
        """
        settings = await self.settings(guild)
        if settings.digest_channel is None:
            raise InvalidInputError(user_text="No digest channel is set. Choose one with /settings.")
        now = self._clock()
        window = _window_now(settings, now)
        item = await self._item(settings, window, kind=f"now-{key}", now=now)
        ids = await self._store.write(lambda c: digests.enqueue(c, [item], next_due_at=None))
        if not ids:
            return None
        if self._delivery is not None:
            await self._delivery.deliver_one(ids[0], self._note)
        return await self._ended(ids[0])

    async def tick(self) -> None:
        """Put what is due into the outbox and deliver what it owes; called every few seconds, never twice at once.

        A store that can't be reached is logged and tried again at the next tick.
        """
        try:
            if not await self._store.read(lambda c: digests.has_work(c, self._clock())):
                return
            if self._delivery is None:
                await self.enqueue_due()
            else:
                async with aclosing(self._enqueue_in_batches()) as batches:
                    await self._delivery.deliver(self._note, refill=batches)
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
        """Put due digests into the outbox, some at a time; yield how many were due. See `enqueue_due`."""
        last: GuildSettings | None = None
        made: _Made = {}
        while due := await self._store.read(
            partial(guilds.due_guilds, now=self._clock(), limit=_DUE_AT_ONCE, after=last)
        ):
            *_, last = due
            with_own = await self._store.read(partial(guilds.with_articles, asked=[each.guild for each in due]))
            ready = [await self._prepared(each, None if each.guild in with_own else made) for each in due]
            await self._put([each for each in ready if each is not None])
            yield len(due)

    async def _ended(self, row: OutboxId) -> Delivered | None:
        """Return what became of a row, whoever delivered it; None where it still waits."""
        item = await self._store.read(lambda c: digests.get_item(c, row))
        if item.state is OutboxState.PENDING:
            return None
        problem = CannotSendError(SendProblem(item.reason)) if item.reason else None
        return Delivered(item=item, message=item.message, problem=problem)

    async def _prepared(self, settings: GuildSettings, made: _Made | None) -> _Due | None:
        """Make a server's due digest; None where it has none any more, or where it can't be made, which is logged."""
        now = self._clock()
        try:
            window = _window_due(settings, now)
            following = next_due(settings.schedule, now)
            if window is None or following is None or settings.digest_channel is None:
                await self._store.write(lambda c: guilds.set_next_due(c, settings.guild, None))
                return None
            return await self._item(settings, window, kind=SCHEDULED, now=now, made=made), following.at
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - the edge of a job: one bad server must not stop the others
            _LOG.exception("digest_not_made guild=%d", settings.guild)
            return None

    async def _put(self, due: Sequence[_Due]) -> None:
        """Put servers' digests into the outbox, each with its schedule's advance and its line in the ledger."""
        now = self._clock()

        async def put(conn: Connection) -> None:
            fresh = await digests.enqueue_due(conn, due)
            entries = [_entry(item, now, DigestDecision.ENQUEUED, None) for item, _ in due if item.guild in fresh]
            await digests.record_decision(conn, *entries)

        if due:
            await self._store.write(put)

    async def _item(
        self, settings: GuildSettings, window: _Window, *, kind: str, now: datetime, made: _Made | None = None
    ) -> NewOutboxItem:
        assert settings.digest_channel is not None
        return NewOutboxItem(
            guild=settings.guild,
            channel=ChannelId(settings.digest_channel),
            kind=kind,
            period=window.local_date,
            part=0,
            payload=await self._payload(settings, window, {} if made is None else made),
            not_before=now,
        )

    async def _payload(self, settings: GuildSettings, window: _Window, made: _Made) -> str:
        """Return the card, made once for all servers that have set the same and see the same."""
        alike = replace(settings, **_OWN)
        if (alike, window) not in made:
            made[alike, window] = self._render(await self._compose(settings, window))
        return made[alike, window]

    async def _compose(self, settings: GuildSettings, window: _Window) -> Digest:
        pair, guild, since, until = settings.pair, settings.guild, window.since, window.until

        async def ask(conn: Connection) -> tuple[Record, int]:
            record = Record(
                new_events=await news.recorded_events(
                    conn, pair=pair, guild=guild, since=since, until=until, limit=MOST_EVENTS + MOST_COMING_UP
                ),
                coming_up=await events.coming_up(
                    conn, pair=pair, guild=guild, after=window.local_date - _DAY, limit=MOST_COMING_UP
                ),
                on_this_day=await events.on_this_day(conn, pair=pair, guild=guild, day=window.local_date),
                articles=await news.articles_added(conn, guild=guild, since=since, until=until, limit=_MOST_ARTICLES),
            )
            return record, await articles.count_articles(conn, guild=guild, added_from=since, added_to=until)

        record, count = await self._store.read(ask)
        due = next_due(settings.schedule, until) if not settings.is_paused else None
        return compose(
            record,
            pair=pair,
            cadence=settings.schedule.cadence,
            period=window.period,
            today=window.local_date,
            articles_read=count,
            next_run=due.at if due else None,
        )

    async def _note(self, conn: Connection, done: Delivered) -> None:
        """Write down what became of a row; a schedule that Discord refuses for good is paused with the reason."""
        now = self._clock()
        reason = _PAUSE_REASONS[done.problem.problem] if done.problem else None
        decision = DigestDecision.FAILED if done.problem else DigestDecision.SENT
        entry = _entry(done.item, now, decision, reason)
        await digests.record_decision(conn, entry)
        if reason is not None and done.item.kind == SCHEDULED:
            settings = await guilds.get_settings(conn, done.item.guild)
            if settings.digest_channel != done.item.channel:
                return  # another channel was chosen meanwhile, and that one has refused nothing
            await guilds.save_settings(
                conn, replace(settings, is_paused=True, pause_reason=reason, next_due_at=None, changed_at=now)
            )
            await digests.record_decision(conn, replace(entry, decision=DigestDecision.PAUSED))


def _due_after(settings: GuildSettings, now: datetime) -> datetime | None:
    if settings.is_paused or settings.digest_channel is None:
        return None
    due = next_due(settings.schedule, now)
    return due.at if due else None


def _window_due(settings: GuildSettings, now: datetime) -> _Window | None:
    """Return what the due digest covers; after a standstill one digest covers all that was missed."""
    last = latest_due(settings.schedule, now)
    first = settings.next_due_at
    if last is None or first is None:
        return None
    before = latest_due(settings.schedule, first - timedelta(seconds=1))
    assert before is not None
    zone = zone_named(settings.schedule.zone)
    return _Window(since=before.at, until=last.at, local_date=last.local_date, zone=zone)


def _window_now(settings: GuildSettings, now: datetime) -> _Window:
    """Return the time since the last due digest, a day at least; what a digest sent by hand covers."""
    zone = zone_named(settings.schedule.zone)
    last = latest_due(settings.schedule, now - _DAY) if settings.schedule.cadence is not Cadence.OFF else None
    since = last.at if last else now - _DAY
    return _Window(since=since, until=now, local_date=now.astimezone(zone).date(), zone=zone)


def _entry(
    item: NewOutboxItem | OutboxItem, now: datetime, decision: DigestDecision, reason: str | None
) -> LedgerEntry:
    return LedgerEntry(
        guild=item.guild, kind=item.kind, period=item.period, decided_at=now, decision=decision, reason=reason
    )
