"""Use cases of updates: a new event is told at once where a server wants that, and posted cards follow their events.

Nobody calls it when an event changes: it looks at the queue of changes in the tick (docs/adr/0020).
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.digest.due import zone_named
from bot.digest.mending import MeanwhileError, Mended, Mender, MendPress
from bot.digest.origin import UpdateOrigin
from bot.digest.told import Memory
from bot.model.countries import Dyad
from bot.model.digest import DigestDecision, LedgerEntry, NewOutboxItem, Update
from bot.model.errors import InvalidInputError, StoreError
from bot.model.ids import EventId, GuildId
from bot.model.language import say, say_n
from bot.model.settings import GuildSettings
from bot.model.stored import StoredEvent
from bot.model.stories import Story
from bot.stories import WINDOW, stories, told_before
from data import changes, digests, events, updates
from data.changes import Change
from data.reference.sources import outlet_key
from data.store import Connection, Store
from data.stories import story_parts

_LOG = logging.getLogger(__name__)

HOUR = timedelta(hours=1)
"""The time in which a server has no more than so many updates; it rolls."""
_MONTH = timedelta(days=31)
_INSTANT = timedelta(microseconds=1)
"""So that what came in at this very moment counts."""
_AT_ONCE = 100
"""Rows of the queue that one tick looks at."""


def owed_pair(settings: GuildSettings, pairs: Collection[str], *, salience: float, recorded: datetime) -> Dyad | None:
    """Say of which of its pairs a server is owed an update.

    Args:
        settings: The server's.
        pairs: Keys (`Dyad.key`) of the pairs that the event joins.
        salience: The event's in the store, 0 to 1.
        recorded: When the server could first see a report of it, aware UTC.

    Returns:
        The first one that it follows; None where it is not told at once: updates are off, the event is below the floor,
        of another pair, or was recorded before they were switched on.
    """
    plan = settings.updates
    if plan.channel is None or plan.since is None or recorded < plan.since or salience < plan.floor:
        return None
    return next((pair for pair in settings.pairs if pair.key in pairs), None)


def is_news(stored: StoredEvent) -> bool:
    """Tell whether an event is what its reports are about, by its date: not what they only look back on.

    Returns:
        False where it ended more than a month before each of its reports; True also where a date is not known.
    """
    when = stored.event.when.range
    return when is None or not stored.told_on or min(stored.told_on) - when.end <= _MONTH


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owed:
    """An update that a server is owed, if it has not had enough of them."""

    settings: GuildSettings
    item: NewOutboxItem
    instead: EventId | None = None
    """The event by which its story was told already."""


class UpdateDesk:
    """The desk between the queue of changes and the outbox."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime], press: MendPress) -> None:
        """Join the rooms.

        Args:
            store: The event store.
            clock: Gives the present, aware UTC.
            press: Makes the cards.
        """
        self._store = store
        self._clock = clock
        self._press = press
        self._mender = Mender(press)

    async def look(self) -> int:
        """Owe what follows from the changes that wait, the most salient event first; return how many there were.

        A change that can't be taken is logged and tried again at the next tick; the others go on.

        Raises:
            StoreError: The store can't be used.
        """
        waiting = await self._store.read(lambda c: changes.waiting_changes(c, limit=_AT_ONCE))
        idle = []
        told: dict[GuildId, Sequence[Story]] = {}
        for change in waiting:
            try:
                if not await self._take(change, told):
                    idle.append(change)
            except StoreError:
                raise
            except MeanwhileError:
                _LOG.info("change_moved_on event=%d", change.event)
            except Exception:  # noqa: BLE001 - the edge of a job: one bad event must not stop the others
                _LOG.exception("change_not_taken event=%d", change.event)
        if idle:
            await self._store.write(lambda c: _settle_all(c, idle))
        return len(waiting)

    async def _take(self, change: Change, told: dict[GuildId, Sequence[Story]]) -> bool:
        """Owe what follows from one change, in the transaction that settles it; return False where nothing does.

        Args:
            change: The change.
            told: The stories of the last days by server, as far as this tick asked for them.

        Raises:
            MeanwhileError: It changed again, or another process was faster; nothing was changed.
        """
        owed = await self._store.read(lambda c: self._owed(c, change, told))
        mended = await self._store.read(lambda c: self._mender.prepare(c, change))
        if not owed and not mended:
            return False
        await self._store.write(lambda c: self._put(c, change, owed, mended))
        return True

    async def _put(self, conn: Connection, change: Change, owed: Sequence[_Owed], mended: Sequence[Mended]) -> None:
        now = self._clock()
        if not await changes.settle_change(conn, change):
            raise MeanwhileError
        for card in mended:
            await self._mender.put(conn, card, now)
        for one in owed:
            await _owe(conn, change, one, now)

    async def _owed(self, conn: Connection, change: Change, told: dict[GuildId, Sequence[Story]]) -> tuple[_Owed, ...]:
        """Return what servers are owed of an event that nothing was decided of before."""
        servers = await updates.servers_with_updates(conn, change.guild)
        if not servers:
            return ()
        pairs = await updates.pairs_of_event(conn, change.event)
        recorded = await updates.first_recorded(conn, change.event, [one.guild for one in servers])
        owed = []
        for settings in servers:
            first = recorded.get(settings.guild)
            pair = None if first is None else owed_pair(settings, pairs, salience=change.salience, recorded=first)
            if pair is None:
                continue
            try:
                owed += await self._owed_to(conn, settings, pair, change, told)
            except InvalidInputError as error:  # its zone is none; that must not stop the others
                _LOG.warning("update_not_made guild=%d event=%d error=%s", settings.guild, change.event, error)
        return tuple(owed)

    async def _owed_to(
        self,
        conn: Connection,
        settings: GuildSettings,
        pair: Dyad,
        change: Change,
        told: dict[GuildId, Sequence[Story]],
    ) -> list[_Owed]:
        """Return the update that a server is owed of one of its pairs, if it was not decided of before.

        Raises:
            InvalidInputError: The server's zone is none.
        """
        if await updates.was_decided(conn, change.event, settings.guild):
            return []
        found = await events.still_known(conn, [change.event], guild=settings.guild)
        return [
            _Owed(
                settings=settings,
                item=self._item(settings, pair, stored),
                instead=await self._told_instead(conn, settings.guild, stored, told),
            )
            for stored in found
            if not stored.is_withdrawn and is_news(stored)
        ]

    async def _told_instead(
        self, conn: Connection, guild: GuildId, stored: StoredEvent, found: dict[GuildId, Sequence[Story]]
    ) -> EventId | None:
        """Return the event by which a server was told an event's story within the last days, None where it wasn't."""
        now = self._clock()
        told = await updates.told_since(conn, guild, since=now - WINDOW)
        if not told:
            return None
        if guild not in found:
            parts = await story_parts(conn, guild, since=now - WINDOW, until=now + _INSTANT)
            # A fifth of a second of work for a busy server, which nobody's click should wait for.
            found[guild] = await asyncio.to_thread(stories, parts, outlet_key)
        return told_before(found[guild], stored.id, told, salience=stored.event.salience)

    def _item(self, settings: GuildSettings, pair: Dyad, stored: StoredEvent) -> NewOutboxItem:
        """Return the message that tells a server of an event; it pings nobody."""
        assert settings.updates.channel is not None
        now = self._clock()
        with self._press.says(settings.digest.locale):
            payload = self._press.update(Update(pair=pair, event=stored))
        return NewOutboxItem(
            guild=settings.guild,
            channel=settings.updates.channel,
            kind=updates.update_kind(stored.id),
            period=now.astimezone(zone_named(settings.schedule.zone)).date(),
            part=0,
            payload=payload,
            not_before=now,
            origin=UpdateOrigin(pair=pair, memory=Memory.of([stored])).to_text(),
            due_at=now,
            events=(stored.id,),
        )


async def _owe(conn: Connection, change: Change, owed: _Owed, now: datetime) -> None:
    """Owe a server an update, or leave it to the digest where it has had enough; note either in the ledger."""
    settings, item = owed.settings, owed.item
    if await updates.was_decided(conn, change.event, settings.guild):
        return
    most = settings.updates.per_hour
    is_enough = await updates.count_updates(conn, settings.guild, since=now - HOUR) >= most
    is_left = is_enough or owed.instead is not None
    if not is_left:
        await digests.enqueue(conn, [item])
    entry = LedgerEntry(
        guild=settings.guild,
        kind=item.kind,
        period=item.period,
        decided_at=now,
        decision=DigestDecision.LEFT_TO_DIGEST if is_left else DigestDecision.ENQUEUED,
        reason=_why_left(change, owed.instead, most) if is_left else None,
    )
    await digests.record_decision(conn, entry)


def _why_left(change: Change, instead: EventId | None, most: int) -> str:
    """Return why an event is left to the digest: its story was told, or there were enough updates within the hour."""
    event = f"E{change.event}"
    if instead is not None:
        return say("Its story was told with {other}; the digest tells {event}.", other=f"E{instead}", event=event)
    return say_n(
        "{n} an hour at most; the digest tells {event}.",
        "{n} an hour at most; the digest tells {event}.",
        most,
        event=event,
    )


async def _settle_all(conn: Connection, idle: Sequence[Change]) -> None:
    for change in idle:
        await changes.settle_change(conn, change)
