"""What is recorded of a pair: the queries of `bot.relation_desk`."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.countries import IGO, Dyad
from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.ids import CountryCode, EventId, GuildId
from bot.model.plover import EventType
from bot.model.reading import ActorKind, Status
from bot.model.relations import Encounter
from bot.model.stored import StoredEvent
from data.event_rows import load_events
from data.reference import load_gazetteer
from data.schema import event, event_pair, event_party
from data.timeline import between
from data.turning import turning_points

_MOST_ENCOUNTERS = 500
"""Meetings that are looked at, the latest."""


_DATED: tuple[ColumnElement[bool], ...] = (
    event_pair.c.start_date.is_not(None),
    ~exists().where(event.c.id == event_pair.c.event, event.c.withdrawn_at.is_not(None)),
)
"""What is dated, and was not withdrawn for all."""


async def count_of_pair(conn: AsyncConnection, pair: Dyad, *, guild: GuildId | None) -> int:
    """Return how many events of a pair a server sees."""
    return await conn.scalar(select(func.count()).select_from(event_pair).where(*between(pair, guild))) or 0


async def latest_of_pair(
    conn: AsyncConnection, pair: Dyad, *, guild: GuildId | None, until: date, limit: int
) -> tuple[StoredEvent, ...]:
    """Return the last dated events of a pair that occurred, newest first, none that ends after a day."""
    asked = (
        *between(pair, guild),
        *_DATED,
        event_pair.c.status == Status.OCCURRED.value,
        event_pair.c.end_date <= until,
    )
    ids = await conn.scalars(
        select(event_pair.c.event)
        .where(*asked)
        .order_by(event_pair.c.end_date.desc(), event_pair.c.salience.desc(), event_pair.c.event)
        .limit(limit)
    )
    return await load_events(conn, ids.all(), guild=guild)


async def ahead_of_pair(
    conn: AsyncConnection, pair: Dyad, *, guild: GuildId | None, since: date, limit: int
) -> tuple[StoredEvent, ...]:
    """Return the planned events of a pair that end on a day or later, soonest first."""
    asked = (
        *between(pair, guild),
        *_DATED,
        event_pair.c.status == Status.PLANNED.value,
        event_pair.c.end_date >= since,
    )
    ids = await conn.scalars(
        select(event_pair.c.event)
        .where(*asked)
        .order_by(event_pair.c.start_date, event_pair.c.salience.desc(), event_pair.c.event)
        .limit(limit)
    )
    return await load_events(conn, ids.all(), guild=guild)


async def turning_of_pair(conn: AsyncConnection, pair: Dyad, *, guild: GuildId | None) -> tuple[EventId, ...]:
    """Return the events of a pair that its chronology calls turning points, newest first."""
    ids = await conn.scalars(
        select(event_pair.c.event)
        .where(*between(pair, guild), *_DATED, event_pair.c.event.in_(turning_points(pair)))
        .order_by(event_pair.c.start_date.desc(), event_pair.c.event)
    )
    return tuple(map(EventId, ids))


async def encounters(conn: AsyncConnection, pair: Dyad, *, guild: GuildId | None) -> tuple[Encounter, ...]:
    """Return the events in which persons of both sides met or spoke, the latest first."""
    asked = (
        *between(pair, guild),
        *_DATED,
        event_pair.c.type == EventType.CONSULT.value,
        event_pair.c.status == Status.OCCURRED.value,
    )
    rows = (
        await conn.execute(
            select(event_pair.c.event, event_pair.c.start_date, event_pair.c.end_date, event_pair.c.precision)
            .where(*asked)
            .order_by(event_pair.c.start_date.desc(), event_pair.c.event)
            .limit(_MOST_ENCOUNTERS)
        )
    ).all()
    persons = await _persons([row.event for row in rows], pair, conn)
    return tuple(
        Encounter(
            persons=persons[row.event],
            when=EventDate(
                range=DateRange(start=row.start_date, end=row.end_date),
                precision=Precision(row.precision),
                dated_by=DatedBy.EXPRESSION,
            ),
        )
        for row in rows
        if {code for _, code in persons[row.event]} == pair.codes
    )


async def _persons(
    ids: Sequence[int], pair: Dyad, conn: AsyncConnection
) -> defaultdict[int, tuple[tuple[str, CountryCode], ...]]:
    """Return the persons of a pair's two sides in some events, in the order in which these name them."""
    found: defaultdict[int, tuple[tuple[str, CountryCode], ...]] = defaultdict(tuple)
    asked = (
        select(event_party.c.event, event_party.c.name, event_party.c.country, event_party.c.office)
        .where(
            event_party.c.event.in_(ids),
            event_party.c.kind == ActorKind.PERSON.value,
            event_party.c.country.in_(sorted({*pair.codes, IGO})),
        )
        .order_by(event_party.c.event, event_party.c.role, event_party.c.position)
    )
    bodies = load_gazetteer().body_names
    for row in await conn.execute(asked):
        side = bodies.side(CountryCode(row.country), row.name, row.office)
        if side in pair.codes and all(row.name != name for name, _ in found[row.event]):
            found[row.event] += ((row.name, side),)
    return found
