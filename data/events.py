"""Events: one by its id, those of a digest, and the names for autocompletion. The timeline has a module of its own."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.countries import Dyad
from bot.model.errors import NotFoundError
from bot.model.ids import EventId, GuildId
from bot.model.language import told
from bot.model.reading import Status
from bot.model.stored import StoredEvent
from data.changes import note_changes
from data.event_rows import current_number, current_numbers, load_events
from data.item_events import withdraw_items_of
from data.related import related_events
from data.schema import actor_name, event, event_pair
from data.timeline import between, timeline
from data.visibility import owner, standing, visible_to, withdrawn_by

__all__ = [
    "actor_names",
    "coming_up",
    "count_visible",
    "current_numbers",
    "get_event",
    "give_reason",
    "overruled",
    "still_known",
    "timeline",
    "withdraw_event",
    "withdrawn_here",
]


async def count_visible(conn: AsyncConnection, *, guild: GuildId | None) -> int:
    """Return how many events a server may see, as its timeline over everything counts them."""
    seen = select(func.count()).select_from(event).where(event.c.guild.in_(visible_to(guild)))
    return await conn.scalar(seen.where(standing(event.c.id, guild))) or 0


async def get_event(conn: AsyncConnection, event_id: EventId, *, guild: GuildId | None) -> StoredEvent:
    """Return one event with its reports and the events related to it, a withdrawn one too.

    Args:
        conn: Any connection.
        event_id: Its number, or one that it had before it turned out to be the same as another.
        guild: Whose articles may be seen besides the starter pack's.

    Raises:
        NotFoundError: There is none of this id that the server may see.
    """
    event_id = await current_number(conn, event_id)
    seen = select(event.c.id).where(event.c.id == event_id, event.c.guild.in_(visible_to(guild)))
    if await conn.scalar(seen) is None:
        raise NotFoundError(f"no event {event_id} for server {guild}")
    (found,) = await load_events(conn, [event_id], guild=guild)
    return replace(found, related=await related_events(conn, event_id, guild=guild))


async def withdraw_event(
    conn: AsyncConnection,
    event_id: EventId,
    *,
    guild: GuildId | None,
    reason: str,
    at: datetime,
) -> None:
    """Withdraw an event: it keeps its line in the timeline, marked, and leaves digests, merging and quizzes' scores.

    Args:
        conn: A writing connection.
        event_id: The event.
        guild: The server whose article told it; None: the starter pack's, for the operator.
        reason: Why, in words for readers.
        at: Aware UTC.

    Raises:
        NotFoundError: The event is not this server's own, or is not there.
    """
    result = await conn.execute(
        update(event)
        .where(event.c.id == event_id, event.c.guild == owner(guild))
        .values(withdrawn_at=at, withdrawn_reason=reason)
    )
    if result.rowcount == 0:
        raise NotFoundError(
            f"no event {event_id} of server {guild}",
            user_text=told("Only an event from this server's own articles can be withdrawn."),
        )
    await withdraw_items_of(conn, event_id, at=at)
    await note_changes(conn, [event_id], guild=guild, at=at)


async def give_reason(conn: AsyncConnection, numbers: Collection[EventId], guild: GuildId, reason: str) -> None:
    """Say otherwise why a server's own events are withdrawn that are so in their row, in words for readers."""
    is_one = (event.c.id.in_(numbers), event.c.guild == owner(guild), event.c.withdrawn_at.is_not(None))
    await conn.execute(update(event).where(*is_one).values(withdrawn_reason=reason))


async def withdrawn_here(conn: AsyncConnection, guild: GuildId | None) -> frozenset[EventId]:
    """Return the events that a server's editors withdrew, shared ones among them."""
    return frozenset(map(EventId, await conn.scalars(withdrawn_by(guild))))


async def overruled(conn: AsyncConnection, among: Collection[EventId], guild: GuildId | None) -> frozenset[EventId]:
    """Return those of some events that are withdrawn, or of which editors set something against what articles say."""
    asked = select(event.c.id).where(
        event.c.id.in_(among),
        or_(event.c.withdrawn_at.is_not(None), event.c.edited.is_not(None), event.c.id.in_(withdrawn_by(guild))),
    )
    return frozenset(map(EventId, await conn.scalars(asked)))


async def actor_names(conn: AsyncConnection, prefix: str, *, guild: GuildId | None, limit: int = 25) -> tuple[str, ...]:
    """Return names of actors of which a word begins with what was typed, most used first.

    Args:
        conn: Any connection.
        prefix: Any text, any case; "" finds all. Wildcards mean themselves.
        guild: Whose articles may be seen besides the starter pack's.
        limit: Names at most.
    """
    typed = " ".join(prefix.casefold().split())
    found = await conn.scalars(
        select(actor_name.c.name)
        .where(
            actor_name.c.guild.in_(visible_to(guild)),
            or_(
                actor_name.c.folded.startswith(typed, autoescape=True),
                actor_name.c.folded.contains(f" {typed}", autoescape=True),
            ),
        )
        .group_by(actor_name.c.name)
        .order_by(func.sum(actor_name.c.uses).desc(), actor_name.c.name)
        .limit(limit)
    )
    return tuple(found)


async def coming_up(
    conn: AsyncConnection, *, pair: Dyad, guild: GuildId | None, after: date, limit: int
) -> tuple[StoredEvent, ...]:
    """Return planned events between two countries whose range ends after a day, soonest first; none undated."""
    return await _digest_events(
        conn,
        pair,
        [event_pair.c.status == Status.PLANNED.value, event_pair.c.end_date > after],
        [event_pair.c.start_date, event_pair.c.end_date, event_pair.c.salience.desc(), event_pair.c.event],
        guild=guild,
        limit=limit,
    )


async def still_known(
    conn: AsyncConnection, ids: Sequence[EventId], *, guild: GuildId | None
) -> tuple[StoredEvent, ...]:
    """Return events as they are told now, withdrawn ones too, in the order of `ids`.

    Args:
        conn: Any connection.
        ids: Numbers that events have or had; one of an event that is no more is passed over, and of two that turned
            out to be one, the second.
        guild: Whose articles may be seen besides the starter pack's; an event without a visible report is passed over.
    """
    now = dict.fromkeys((await current_numbers(conn, ids)).values())
    known = set(await conn.scalars(select(event.c.id).where(event.c.id.in_(now), event.c.guild.in_(visible_to(guild)))))
    return await load_events(conn, [one for one in now if one in known], guild=guild)


async def _digest_events(
    conn: AsyncConnection,
    pair: Dyad,
    conditions: Sequence[ColumnElement[bool]],
    order: Sequence[ColumnElement[Any]],
    *,
    guild: GuildId | None,
    limit: int,
) -> tuple[StoredEvent, ...]:
    """Return a pair's events that were not withdrawn, under further conditions."""
    ids = await conn.scalars(
        select(event_pair.c.event)
        .join(event, event.c.id == event_pair.c.event)
        .where(*between(pair, guild), event.c.withdrawn_at.is_(None), *conditions)
        .order_by(*order)
        .limit(limit)
    )
    return await load_events(conn, ids.all(), guild=guild)
