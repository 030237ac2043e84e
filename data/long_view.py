"""A timeline over all of its pages: the query of the time line's picture and of its decades."""

from collections import Counter
from dataclasses import replace

from sqlalchemy import Integer, cast, extract, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.dates import DateRange
from bot.model.ids import EventId
from bot.model.long_view import MOST_BRIEFS, Brief, Decade, LongView
from bot.model.plover import EventType
from bot.model.reading import Status, shown_type
from bot.model.stored import EventQuery
from data.schema import event
from data.schema.base import AnyRow
from data.timeline import id_of, narrowed, of_types, plan, rows_of
from data.turning import turning_points

_MONTHS_A_DECADE = 120


async def long_view(conn: AsyncConnection, query: EventQuery, *, limit: int = MOST_BRIEFS) -> LongView:
    """Return all dated events of a question in brief, and how many events touch each decade.

    Args:
        conn: Any connection.
        query: As of the timeline; its order, offset and limit don't matter, and its period not to the decades.
        limit: Events at most.
    """
    await plan(conn, query)
    rows = rows_of(query)
    counts = select(func.count(), func.count(rows.c.start_date)).where(*narrowed(conn, query), *of_types(query))
    total, dated = (await conn.execute(counts)).one()
    whole, decades = await _decades(conn, query)
    found = await _heaviest(conn, query, limit)
    return LongView(
        briefs=tuple(_brief(row) for row in found if row.withdrawn_at is None),
        undated=total - dated,
        withdrawn=sum(row.withdrawn_at is not None for row in found),
        more=dated - len(found),
        whole=whole,
        decades=decades,
    )


async def _heaviest(conn: AsyncConnection, query: EventQuery, limit: int) -> list[AnyRow]:
    """Return the rows of dated events, turning points first, then by salience.

    They are chosen by what the query's own table holds; only the chosen ones are looked up in another.
    """
    rows = rows_of(query)
    is_turning = id_of(query).in_(turning_points(query.pair))
    chosen = (
        select(
            id_of(query).label("number"),
            rows.c.start_date,
            rows.c.end_date,
            rows.c.type,
            rows.c.act,
            rows.c.status,
            rows.c.salience,
            is_turning.label("is_turning"),
        )
        .where(*narrowed(conn, query), *of_types(query), rows.c.start_date.is_not(None))
        .order_by(is_turning.desc(), rows.c.salience.desc(), id_of(query))
        .limit(limit)
        .subquery()
    )
    asked = (
        select(chosen, event.c.headline, event.c.withdrawn_at)
        .join(event, event.c.id == chosen.c.number)
        .order_by(chosen.c.is_turning.desc(), chosen.c.salience.desc(), chosen.c.number)
    )
    return list((await conn.execute(asked)).all())


def _brief(row: AnyRow) -> Brief:
    status = Status(row.status)
    return Brief(
        id=EventId(row.number),
        days=DateRange(start=row.start_date, end=row.end_date),
        type=shown_type(EventType(row.type), EventType(row.act), status),
        is_firm=status is Status.OCCURRED,
        is_turning=bool(row.is_turning),
        salience=row.salience,
        headline=row.headline,
    )


async def _decades(conn: AsyncConnection, query: EventQuery) -> tuple[DateRange | None, tuple[Decade, ...]]:
    """Return the days of all dated events, and their decades, without the question's period."""
    rows, whole = rows_of(query), replace(query, period=None)
    first, last = rows.c.start_month // _MONTHS_A_DECADE, cast(extract("year", rows.c.end_date), Integer) // 10
    groups = (
        await conn.execute(
            select(
                first.label("first"),
                last.label("last"),
                func.count().label("events"),
                func.min(rows.c.start_date).label("start"),
                func.max(rows.c.end_date).label("end"),
            )
            .where(*narrowed(conn, whole), *of_types(whole), rows.c.start_date.is_not(None))
            .group_by(first, last)
        )
    ).all()
    if not groups:
        return None, ()
    counted: Counter[int] = Counter()
    for group in groups:
        for decade in range(group.first, group.last + 1):
            counted[decade] += group.events
    span = DateRange(start=min(group.start for group in groups), end=max(group.end for group in groups))
    return span, tuple(Decade(first_year=decade * 10, events=counted[decade]) for decade in sorted(counted))
