"""Pairs with a union as a side, for events that were stored before it could be one (docs/adr/0033)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.bodies import BodyNames
from bot.model.countries import IGO
from bot.model.ids import CountryCode, EventId
from bot.model.pairs import pairs_between
from data.event_rows import SOURCE
from data.schema import event, event_pair, event_party

REPEATED = ("guild", "type", "act", "status", "start_date", "end_date", "start_month", "precision", "salience")
"""Columns of `event` that `event_pair` repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Some events that bodies take part in.

    Attributes:
        last: The last of them; None where there is none left.
        amiss: Those whose pairs are not what the table of unions says, each with what they should be.
    """

    last: EventId | None
    amiss: Sequence[tuple[EventId, frozenset[str]]]


async def look_at_unions(conn: AsyncConnection, bodies: BodyNames, *, after: EventId, limit: int) -> Looked:
    """Return the next events, by number, in which bodies between states take part.

    Args:
        conn: Any connection.
        bodies: The names by which unions are known.
        after: Only events with a higher number.
        limit: How many to look at.
    """
    asked = select(event_party.c.event).where(event_party.c.country == IGO, event_party.c.event > after)
    ids = (await conn.scalars(asked.distinct().order_by(event_party.c.event).limit(limit))).all()
    if not ids:
        return Looked(last=None, amiss=())
    stored: defaultdict[int, set[str]] = defaultdict(set)
    for row in await conn.execute(select(event_pair.c.event, event_pair.c.pair).where(event_pair.c.event.in_(ids))):
        stored[row.event].add(row.pair)
    told = await _pairs(conn, ids, bodies)
    amiss = [(EventId(number), pairs) for number, pairs in told.items() if pairs != stored[number]]
    return Looked(last=EventId(ids[-1]), amiss=amiss)


async def _pairs(conn: AsyncConnection, ids: Sequence[int], bodies: BodyNames) -> dict[int, frozenset[str]]:
    """Return the pairs that some events join, by event."""
    sides: defaultdict[tuple[int, bool], list[CountryCode | None]] = defaultdict(list)
    for row in await conn.execute(select(event_party).where(event_party.c.event.in_(ids))):
        code = None if row.country is None else CountryCode(row.country)
        sides[row.event, row.role == SOURCE].append(bodies.side(code, row.name, row.office))
    rows = await conn.execute(select(event.c.id, event.c.reciprocal).where(event.c.id.in_(ids)))
    return {row.id: pairs_between(sides[row.id, True], sides[row.id, False], reciprocal=row.reciprocal) for row in rows}


async def settle_unions(conn: AsyncConnection, amiss: Sequence[tuple[EventId, frozenset[str]]]) -> None:
    """Write the pairs of some events anew; the rest of what they are stays.

    Args:
        conn: A writing connection.
        amiss: Events with the pairs that they join.
    """
    ids = [number for number, _ in amiss]
    rows = await conn.execute(select(event.c.id, *(event.c[name] for name in REPEATED)).where(event.c.id.in_(ids)))
    columns = {row.id: {name: getattr(row, name) for name in REPEATED} for row in rows}
    await conn.execute(delete(event_pair).where(event_pair.c.event.in_(ids)))
    pairs = [
        {"pair": pair, "event": number, **columns[number]}
        for number, told in amiss
        if number in columns
        for pair in sorted(told)
    ]
    if pairs:
        await conn.execute(insert(event_pair), pairs)
