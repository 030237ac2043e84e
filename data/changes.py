"""The queue of events that came in or changed, written in the transaction that changes an event, so that none is lost.

What follows from a change (a card, an edit) is `bot.digest`'s, which takes it off the queue as it owes that.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import EventId, GuildId, OutboxId
from data.schema import event, event_change, outbox, outbox_event
from data.schema.base import AnyRow
from data.visibility import guild_of, owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An event that came in, gained or lost a report, or was withdrawn; perhaps several times.

    Attributes:
        event: Its number.
        guild: The server for which it changed; None where it did for all that see it. A server's article about an event
            of the starter pack changes nothing for the others.
        salience: The store's, 0 to 1.
        at: When it changed last, aware UTC.
        rows: Of the queue, at least one.
    """

    event: EventId
    guild: GuildId | None
    salience: float
    at: datetime
    rows: tuple[int, ...]


async def note_changes(
    conn: AsyncConnection, events: Iterable[EventId], *, guild: GuildId | None, at: datetime
) -> None:
    """Queue events that changed.

    Args:
        conn: The writing connection that changes them.
        events: All in the store, in any order, may be empty.
        guild: The server whose article, or withdrawal, changes them; None: the starter pack's, so for all servers.
        at: Aware UTC.
    """
    rows = [{"event": one, "guild": owner(guild), "changed_at": at} for one in sorted(events)]
    if rows:
        await conn.execute(insert(event_change), rows)


async def note_stale(conn: AsyncConnection, item: OutboxId, *, at: datetime) -> None:
    """Queue the events of a card that was sent, where one of them changed while it was on its way."""
    shown = (
        select(outbox_event.c.event, outbox.c.guild, literal(at, event_change.c.changed_at.type))
        .join(outbox, outbox.c.id == outbox_event.c.outbox)
        .where(outbox.c.id == item, outbox.c.is_stale)
    )
    await conn.execute(insert(event_change).from_select(["event", "guild", "changed_at"], shown))


async def waiting_changes(conn: AsyncConnection, *, limit: int) -> tuple[Change, ...]:
    """Return the changes that wait longest, at most `limit` rows of the queue, the most salient event first."""
    found = await conn.execute(
        select(event_change, event.c.salience)
        .join(event, event.c.id == event_change.c.event)
        .order_by(event_change.c.id)
        .limit(limit)
    )
    grouped: dict[tuple[int, int], list[AnyRow]] = defaultdict(list)
    for row in found:
        grouped[row.event, row.guild].append(row)
    changes = [
        Change(
            event=EventId(number),
            guild=guild_of(guild),
            salience=rows[0].salience,
            at=max(row.changed_at for row in rows),
            rows=tuple(row.id for row in rows),
        )
        for (number, guild), rows in grouped.items()
    ]
    return tuple(sorted(changes, key=lambda one: (-one.salience, one.event)))


async def settle_change(conn: AsyncConnection, change: Change) -> bool:
    """Take a change off the queue; False where another process did, or where its event is no more."""
    result = await conn.execute(delete(event_change).where(event_change.c.id.in_(change.rows)))
    return result.rowcount == len(change.rows)
