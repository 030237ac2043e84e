"""Servers that the bot left: marked at once, forgotten some time after; a mark is cleared when the bot comes back."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, insert, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.digest import OutboxState
from bot.model.ids import GuildId
from data.schema import departure, feed_follow, feed_want, metadata, outbox

LEFT = "gone"
"""The reason of a message that is not sent any more."""

_LARGE = frozenset({"event", "event_pair", "event_change", "actor_name", "outbox", "digest_ledger"})
"""Tables that name no server which none of the others names."""


async def mark_left(conn: AsyncConnection, guilds: Collection[GuildId], now: datetime) -> int:
    """Note that the bot is in some servers no more, and give up what they are owed.

    Args:
        conn: A writing connection.
        guilds: Their numbers; those that are marked already keep their day.
        now: Aware UTC.

    Returns:
        How many were marked.
    """
    known = frozenset(await conn.scalars(select(departure.c.guild).where(departure.c.guild.in_(guilds))))
    new = sorted(set(guilds) - known)
    if new:
        await conn.execute(insert(departure), [{"guild": guild, "left_at": now} for guild in new])
        await conn.execute(
            update(outbox)
            .where(outbox.c.guild.in_(new), outbox.c.state == OutboxState.PENDING.value)
            .values(state=OutboxState.FAILED.value, reason=LEFT, finished_at=now, owner=None, lease_until=None)
        )
        await conn.execute(delete(feed_want).where(feed_want.c.guild.in_(new), feed_want.c.outcome.is_(None)))
    return len(new)


async def mark_back(conn: AsyncConnection, guilds: Collection[GuildId]) -> int:
    """Note that the bot is in some servers again; return how many were marked as left.

    Their feeds go on as after a pause: what they brought meanwhile is no news.
    """
    marked = select(departure.c.guild).where(departure.c.guild.in_(guilds))
    await conn.execute(update(feed_follow).where(feed_follow.c.guild.in_(marked)).values(sighted_at=None))
    return (await conn.execute(delete(departure).where(departure.c.guild.in_(guilds)))).rowcount


async def departed(conn: AsyncConnection, *, before: datetime | None = None) -> tuple[GuildId, ...]:
    """Return the servers that are marked as left, longest ago first.

    Args:
        conn: Any connection.
        before: Only those left before this moment, aware UTC; None for all.
    """
    asked = select(departure.c.guild).order_by(departure.c.left_at, departure.c.guild)
    if before is not None:
        asked = asked.where(departure.c.left_at < before)
    return tuple(map(GuildId, await conn.scalars(asked)))


async def known_guilds(conn: AsyncConnection) -> frozenset[GuildId]:
    """Return every server that something is kept of, without those that are marked as left."""
    columns = [
        table.c.guild
        for table in metadata.sorted_tables
        if "guild" in table.c and table.name not in _LARGE and table is not departure
    ]
    found = await conn.scalars(union(*(select(column).where(column > 0) for column in columns)))
    return frozenset(map(GuildId, found)) - frozenset(await departed(conn))
