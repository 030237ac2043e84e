"""What the barometer asks of a pair: its dated events with their weight and their independent sources."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.barometer import PairEvent
from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.ids import EventId, GuildId
from bot.model.plover import EventType
from bot.model.reading import Status
from data.schema import article, event, event_pair, event_report, sentence
from data.visibility import standing, visible_to
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
    rows = (await conn.execute(_newest(pair, guild, since, limit + 1))).all()
    sources = await _sources(conn, [row.event for row in rows[:limit] if row.articles > 1], guild)
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


def _newest(pair: Dyad, guild: GuildId | None, since: date | None, limit: int) -> Select[Any]:
    """Return the query of the newest events.

    It asks for one owner at a time: for a list of them, SQLite looks through all events of the pair.
    """
    conditions: list[ColumnElement[bool]] = [event_pair.c.start_date.is_not(None)]
    if since is not None:
        conditions = [event_pair.c.start_date >= since - _LONGEST, event_pair.c.end_date >= since]
    conditions.append(standing(event_pair.c.event, guild))
    of_owners = [
        select(_of_owner(pair, owner, conditions, _articles(guild), limit).subquery()) for owner in visible_to(guild)
    ]
    found = union_all(*of_owners).subquery()
    return select(found).order_by(found.c.start_date.desc(), found.c.event.desc()).limit(limit)


def _articles(guild: GuildId | None) -> ScalarSelect[int]:
    """Return, for an event, how many articles tell it that a server may see."""
    return (
        select(func.count(event_report.c.article.distinct()))
        .join(article, article.c.id == event_report.c.article)
        .where(event_report.c.event == event_pair.c.event, article.c.guild.in_(visible_to(guild)))
        .correlate(event_pair)
        .scalar_subquery()
    )


def _of_owner(
    pair: Dyad, owner: int, conditions: Sequence[ColumnElement[bool]], articles: ScalarSelect[int], limit: int
) -> Select[Any]:
    """Return the query of the newest events that the starter pack or one server owns."""
    return (
        select(
            event_pair.c.event,
            event_pair.c.type,
            event_pair.c.status,
            event_pair.c.start_date,
            event_pair.c.end_date,
            event_pair.c.salience,
            articles.label("articles"),
        )
        .join(event, event.c.id == event_pair.c.event)
        .where(
            event_pair.c.pair == pair.key,
            event_pair.c.guild == owner,
            event_pair.c.status.in_(_ASKED),
            event.c.withdrawn_at.is_(None),
            *conditions,
        )
        .order_by(event_pair.c.start_date.desc(), event_pair.c.event.desc())
        .limit(limit)
    )


async def _sources(conn: AsyncConnection, ids: Sequence[int], guild: GuildId | None) -> dict[int, int]:
    """Count the independent sources of events that several articles tell, by those that a server may see."""
    if not ids:
        return {}
    found = await conn.execute(
        select(event_report.c.event, article.c.source, article.c.url, sentence.c.text)
        .join(article, article.c.id == event_report.c.article)
        .join(
            sentence,
            (sentence.c.article == event_report.c.article) & (sentence.c.number == event_report.c.sentence_number),
        )
        .where(event_report.c.event.in_(ids), article.c.guild.in_(visible_to(guild)))
    )
    origins: dict[int, list[Origin]] = defaultdict(list)
    for row in found:
        origins[row.event].append(origin_of(source=row.source, url=row.url, sentence=row.text))
    return {number: independent(them) for number, them in origins.items()}
