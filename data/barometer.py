"""What the barometer asks of a pair: its dated events with their weight and their independent sources."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Subquery, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.barometer import PairEvent
from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.ids import EventId, GuildId
from bot.model.plover import EventType
from bot.model.reading import Status
from data.schema import article, event, event_pair, event_report, sentence
from data.timeline import between
from data.visibility import visible_to
from data.weight import Origin, independent, origin_of

MOST_EVENTS = 5000
"""The newest that are looked at: seven years of two events a day."""
_LONGEST = timedelta(days=366)
"""An event that is dated less finely is of no use here, so none that began longer before the first day is looked at."""
_ASKED = (Status.OCCURRED.value, Status.PLANNED.value)


async def pair_events(
    conn: AsyncConnection, *, pair: Dyad, guild: GuildId | None, since: date | None, limit: int = MOST_EVENTS
) -> tuple[tuple[PairEvent, ...], bool]:
    """Return a pair's dated events that occurred or are planned and were not withdrawn, newest first.

    Args:
        conn: Any connection.
        pair: The two, in any order.
        guild: Whose articles may be seen besides the starter pack's.
        since: Only events that end on this day or later; None for all.
        limit: Events at most.

    Returns:
        The events, and whether there are older ones besides.
    """
    chosen = _chosen(pair, guild, since, limit + 1)
    rows = (await conn.execute(select(chosen))).all()
    sources = await _sources(conn, chosen, guild)
    found = [
        PairEvent(
            id=EventId(row.event),
            type=EventType(row.type),
            status=Status(row.status),
            when=DateRange(start=row.start_date, end=row.end_date),
            salience=row.salience,
            sources=sources.get(row.event, 1),
        )
        for row in rows[:limit]
    ]
    return tuple(found), len(rows) > limit


def _chosen(pair: Dyad, guild: GuildId | None, since: date | None, limit: int) -> Subquery:
    conditions: list[Any] = [event_pair.c.start_date.is_not(None)]
    if since is not None:
        conditions = [event_pair.c.start_date >= since - _LONGEST, event_pair.c.end_date >= since]
    return (
        select(
            event_pair.c.event,
            event_pair.c.type,
            event_pair.c.status,
            event_pair.c.start_date,
            event_pair.c.end_date,
            event_pair.c.salience,
        )
        .join(event, event.c.id == event_pair.c.event)
        .where(*between(pair, guild), event_pair.c.status.in_(_ASKED), event.c.withdrawn_at.is_(None), *conditions)
        .order_by(event_pair.c.start_date.desc(), event_pair.c.event.desc())
        .limit(limit)
        .subquery()
    )


async def _sources(conn: AsyncConnection, chosen: Subquery, guild: GuildId | None) -> dict[int, int]:
    """Count the independent sources of those events that have several reports which a server may see."""
    visible = article.c.guild.in_(visible_to(guild))
    several = (
        select(event_report.c.event)
        .join(chosen, chosen.c.event == event_report.c.event)
        .join(article, article.c.id == event_report.c.article)
        .where(visible)
        .group_by(event_report.c.event)
        .having(func.count(event_report.c.article.distinct()) > 1)
        .subquery()
    )
    found = await conn.execute(
        select(event_report.c.event, article.c.source, article.c.url, sentence.c.text)
        .join(several, several.c.event == event_report.c.event)
        .join(article, article.c.id == event_report.c.article)
        .join(
            sentence,
            (sentence.c.article == event_report.c.article) & (sentence.c.number == event_report.c.sentence_number),
        )
        .where(visible)
    )
    origins: dict[int, list[Origin]] = defaultdict(list)
    for row in found:
        origins[row.event].append(origin_of(source=row.source, url=row.url, sentence=row.text))
    return {number: independent(told) for number, told in origins.items()}
