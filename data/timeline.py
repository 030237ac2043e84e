"""The timeline: which events a query finds, in what order, and the counts over all of them.

A query that names a pair is answered from `event_pair` alone, any other from `event`: both have the columns that a
timeline filters, counts and sorts by, under the same names.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, case, func, or_, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.countries import IGO, Dyad
from bot.model.dates import DateRange
from bot.model.ids import ArticleId, CountryCode, GuildId
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.model.stored import EventPage, EventQuery
from data import fulltext
from data.event_rows import load_events
from data.planning import plan_by_values
from data.reference import load_gazetteer
from data.schema import actor_name, article, event, event_pair, event_party, event_report, sentence
from data.schema.base import AnyRow
from data.visibility import standing, visible_to

_Ids = Select[int]


async def timeline(conn: AsyncConnection, query: EventQuery) -> EventPage:
    """Return one page of events, with counts over the whole query.

    Args:
        conn: Any connection.
        query: See its fields. `oldest_first`, or an `article`: by first day, then last day. Else newest first: by the
            month an event began, in a month planned ones first, then by last day. Undated events last either way.

    Returns:
        The page; `total` counts all pages; `counts` has, in the order of `EventType`, each type with as many events
        as choosing that type alone would show (an event counts under its type and under its act); `span` is of all
        pages. All empty where nothing is found.
    """
    await plan(conn, query)
    rows = rows_of(query)
    conditions = narrowed(conn, query)
    groups = (
        await conn.execute(
            select(rows.c.type, rows.c.act, func.count(), func.min(rows.c.start_date), func.max(rows.c.end_date))
            .where(*conditions)
            .group_by(rows.c.type, rows.c.act)
        )
    ).all()
    shown = [group for group in groups if not query.types or not query.types.isdisjoint(_types(group))]
    conditions += of_types(query)
    ids = await conn.scalars(
        select(id_of(query)).where(*conditions).order_by(*_order(query)).offset(query.offset).limit(query.limit)
    )
    return EventPage(
        events=await load_events(conn, ids.all(), guild=query.guild),
        total=sum(group[2] for group in shown),
        counts=_counts(groups),
        span=_span(shown),
    )


def between(pair: Dyad, guild: GuildId | None) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on `event_pair` for what a server sees of a pair."""
    seen = (event_pair.c.pair == pair.key, event_pair.c.guild.in_(visible_to(guild)))
    return (*seen, standing(event_pair.c.event, guild))


def rows_of(query: EventQuery) -> Table:
    """Return the table that answers a query."""
    return event if query.pair is None else event_pair


def of_types(query: EventQuery) -> tuple[ColumnElement[bool], ...]:
    """Return the condition on a query's types; none where it asks for all."""
    if not query.types:
        return ()
    rows, names = rows_of(query), sorted(kind.value for kind in query.types)
    return (or_(rows.c.type.in_(names), rows.c.act.in_(names)),)


def _types(group: AnyRow) -> frozenset[EventType]:
    return frozenset((EventType(group[0]), EventType(group[1])))


def _counts(groups: Sequence[AnyRow]) -> tuple[tuple[EventType, int], ...]:
    """Return how many events each type's filter would show."""
    counted: Counter[EventType] = Counter()
    for group in groups:
        for kind in _types(group):
            counted[kind] += group[2]
    return tuple((kind, counted[kind]) for kind in EventType if counted[kind])


def _span(groups: Sequence[AnyRow]) -> DateRange | None:
    """Return the days from the first to the last dated event."""
    starts = [group[3] for group in groups if group[3] is not None]
    ends = [group[4] for group in groups if group[4] is not None]
    return DateRange(start=min(starts), end=max(ends)) if starts and ends else None


def id_of(query: EventQuery) -> ColumnElement[int]:
    """Return the column that holds the event's id, of the table that answers a query."""
    return event.c.id if query.pair is None else event_pair.c.event


async def plan(conn: AsyncConnection, query: EventQuery) -> None:
    """Have a query planned for its own words and sides, which few or very many events may have."""
    if query.words is not None or query.actor is not None or query.country is not None:
        await plan_by_values(conn)


def narrowed(conn: AsyncConnection, query: EventQuery) -> list[ColumnElement[bool]]:
    """Return what narrows a query, besides its types, as conditions on the table that answers it."""
    rows = rows_of(query)
    conditions: list[ColumnElement[bool]] = []
    if query.pair is not None:
        conditions += between(query.pair, query.guild)
    elif query.article is None:
        conditions.append(event.c.guild.in_(visible_to(query.guild)))
    if query.pair is None:
        conditions.append(standing(event.c.id, query.guild))
    if query.period is not None:
        conditions += [rows.c.start_date <= query.period.end, rows.c.end_date >= query.period.start]
    found: list[Any] = []
    if query.article is not None:
        found.append(_told_by(query.article, query.guild))
    if query.country is not None:
        found.append(_with_side(query.country, query.guild))
    if query.actor is not None:
        found.append(_with_actor(query.actor, query.guild))
    conditions += [id_of(query).in_(ids) for ids in found]
    if query.words is not None:
        conditions += fulltext.each_word(query.words, lambda word: id_of(query).in_(_telling(conn, word, query.guild)))
    return conditions


def _told_by(told: ArticleId, guild: GuildId | None) -> _Ids:
    """Return the events of an article; none where the server may not see it."""
    return (
        select(event_report.c.event)
        .join(article, article.c.id == event_report.c.article)
        .where(event_report.c.article == told, article.c.guild.in_(visible_to(guild)))
    )


def _with_side(code: CountryCode, guild: GuildId | None) -> Any:
    """Return the events of a country; of a union those that it joins with another side, and those that name it."""
    gazetteer = load_gazetteer()
    if code not in gazetteer.unions:
        return select(event_party.c.event).where(event_party.c.country == code)
    others = (other for other in (*gazetteer.countries, *gazetteer.unions) if other != code)
    pairs = sorted(Dyad(first=code, second=other).key for other in others)
    names = sorted(name.casefold() for name in gazetteer.body_names.names_of(code))
    return union(
        select(event_pair.c.event).where(event_pair.c.pair.in_(pairs), event_pair.c.guild.in_(visible_to(guild))),
        select(event_party.c.event).where(event_party.c.country == IGO, event_party.c.folded.in_(names)),
    )


def _with_actor(words: str, guild: GuildId | None) -> _Ids:
    """Return the events of which one party has all these words in its name, found through the table of names."""
    names = select(actor_name.c.folded).where(
        actor_name.c.guild.in_(visible_to(guild)),
        *(actor_name.c.folded.contains(word, autoescape=True) for word in words.casefold().split()),
    )
    return select(event_party.c.event).where(event_party.c.folded.in_(names))


def _telling(conn: AsyncConnection, word: str, guild: GuildId | None) -> Any:
    """Return the events of which the headline, or a sentence that reports them and may be seen, has a word."""
    hits = fulltext.SENTENCES.hits(conn.dialect, word).cte()
    reported = (
        select(event_report.c.event)
        .select_from(hits)
        .join(sentence, sentence.c.id == hits.c.id)
        .join(
            event_report,
            (event_report.c.article == sentence.c.article) & (event_report.c.sentence_number == sentence.c.number),
        )
        .join(article, article.c.id == event_report.c.article)
        .where(article.c.guild.in_(visible_to(guild)))
    )
    return union(fulltext.EVENTS.hits(conn.dialect, word), reported)


def _order(query: EventQuery) -> tuple[ColumnElement[Any], ...]:
    """Return the order of a timeline."""
    rows = rows_of(query)
    if query.oldest_first or query.article is not None:
        return (rows.c.start_date.is_(None), rows.c.start_date, rows.c.end_date, id_of(query))
    return (
        rows.c.start_month.is_(None),
        rows.c.start_month.desc(),
        case((rows.c.status == Status.PLANNED.value, 0), else_=1),
        rows.c.end_date.desc(),
        rows.c.salience.desc(),
        id_of(query).desc(),
    )
