"""Which servers want to be told of new events at once, and what was decided about an event before."""

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.digest import OF_UPDATES
from bot.model.ids import EventId, GuildId
from bot.model.settings import GuildSettings
from data.event_rows import current_numbers
from data.guild_rows import settings_of_row
from data.guilds import IS_HERE
from data.schema import article, digest_ledger, event_moved, event_pair, event_report, guild_settings, outbox
from data.visibility import of_packs, visible_to

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
_AFTER = "update."
"""The first text after all that begin with the prefix: a range of an index, which LIKE is not."""


def update_kind(event: EventId) -> str:
    """Return the outbox's and the ledger's kind of the card that tells an event at once."""
    return f"{OF_UPDATES}{event}"


def is_update(kind: str) -> bool:
    """Return whether a kind of the outbox is that of a card that tells an event at once."""
    return kind.startswith(OF_UPDATES)


async def servers_with_updates(conn: AsyncConnection, only: GuildId | None) -> tuple[GuildSettings, ...]:
    """Return the settings of servers that want updates, by their number.

    Args:
        conn: Any connection.
        only: The one server that comes into question; None for all.
    """
    asked = select(guild_settings).where(guild_settings.c.updates_channel.is_not(None), IS_HERE)
    if only is not None:
        asked = asked.where(guild_settings.c.guild == only)
    return tuple(settings_of_row(row) for row in await conn.execute(asked.order_by(guild_settings.c.guild)))


async def pairs_of_event(conn: AsyncConnection, event: EventId) -> frozenset[str]:
    """Return the keys (`Dyad.key`) of the pairs of countries that an event joins."""
    return frozenset(await conn.scalars(select(event_pair.c.pair).where(event_pair.c.event == event)))


async def first_recorded(conn: AsyncConnection, event: EventId, guilds: Collection[GuildId]) -> dict[GuildId, datetime]:
    """Return when each of some servers could first see a report of an event, aware UTC; not those that see none.

    Of an event whose first report came of the first sight of a feed that is long ago: a server is not told at once what
    a feed had before it followed it. What a newer version of an article added was recorded with that version. What a
    pack tells is no news, whoever reports it.
    """
    if await conn.scalar(of_packs().where(event_report.c.event == event).limit(1)) is not None:
        return dict.fromkeys(guilds, _LONG_AGO)
    found = await conn.execute(
        select(article.c.guild, article.c.added_at, article.c.is_background, event_report.c.recorded_at)
        .join(event_report, event_report.c.article == article.c.id)
        .where(event_report.c.event == event)
    )
    first: dict[int, tuple[datetime, bool]] = {}
    for row in found:
        is_background = row.is_background and row.recorded_at is None
        at = row.recorded_at or row.added_at
        first[row.guild] = min((at, is_background), first.get(row.guild, (at, True)))
    seen = {guild: [first[one] for one in visible_to(guild) if one in first] for guild in guilds}
    earliest = {guild: min(reports) for guild, reports in seen.items() if reports}
    return {guild: _LONG_AGO if is_background else at for guild, (at, is_background) in earliest.items()}


async def was_decided(conn: AsyncConnection, event: EventId, guild: GuildId) -> bool:
    """Return whether a server was told of an event at once, or it was left to the digest, under any of its numbers."""
    older = await conn.scalars(select(event_moved.c.id).where(event_moved.c.event == event))
    kinds = [update_kind(EventId(one)) for one in (event, *older)]
    for table in (outbox, digest_ledger):
        asked = select(table.c.id).where(table.c.guild == guild, table.c.kind.in_(kinds)).limit(1)
        if await conn.scalar(asked) is not None:
            return True
    return False


async def told_since(conn: AsyncConnection, guild: GuildId, *, since: datetime) -> frozenset[EventId]:
    """Return the events that a server was told of at once after a moment (aware UTC), by the numbers of now."""
    kinds = await conn.scalars(
        select(outbox.c.kind).where(
            outbox.c.guild == guild, outbox.c.due_at > since, outbox.c.kind > OF_UPDATES, outbox.c.kind < _AFTER
        )
    )
    told = [EventId(int(kind.removeprefix(OF_UPDATES))) for kind in kinds]
    return frozenset((await current_numbers(conn, told)).values())


async def count_updates(conn: AsyncConnection, guild: GuildId, *, since: datetime) -> int:
    """Return how many updates a server was owed after a moment (aware UTC), whether or not they have arrived."""
    return (
        await conn.scalar(
            select(func.count()).where(
                outbox.c.guild == guild,
                outbox.c.due_at > since,
                outbox.c.kind > OF_UPDATES,
                outbox.c.kind < _AFTER,
            )
        )
        or 0
    )
