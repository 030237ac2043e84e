"""Events between values and rows: how one is written, and how many are read at once with their reports.

`data.events` asks, `data.articles` adds; this module knows the columns.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.countries import Dyad
from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.ids import ArticleId, CountryCode, EventId, GuildId
from bot.model.plover import Context, EventType
from bot.model.reading import Actor, ActorKind, Event, Party, Span, Status
from bot.model.stored import EventSource, StoredEvent
from data.merge import SidedName, Sighting
from data.schema import actor_name, article, event, event_pair, event_party, event_report, sentence
from data.schema.base import AnyRow
from data.upsert import insert_or
from data.visibility import owner, visible_to

_SOURCE, _TARGET = "source", "target"
_CANDIDATES = 200
# Columns of `event` that `event_pair` repeats.
_REPEATED = ("guild", "type", "act", "status", "start_date", "end_date", "start_month", "precision", "salience")
_LOOK_BACK = timedelta(days=366)
"""No event that began longer before another is compared with it."""


def pairs_of(found: Event) -> frozenset[str]:
    """Return the keys of all pairs of countries that an event joins.

    Args:
        found: Each country of its source with each other one of its target; in a reciprocal event any two.

    Returns:
        Keys as `Dyad.key` writes them; empty where fewer than two countries take part.
    """
    sources = {p.country for p in found.source if p.country is not None}
    targets = {p.country for p in found.target if p.country is not None}
    if found.reciprocal:
        sources = targets = sources | targets
    return frozenset(Dyad(first=a, second=b).key for a in sources for b in targets if a != b)


def sighting_of(found: Event, actors: Sequence[Actor]) -> Sighting:
    """Return what a reading tells of an event, for comparison."""
    return Sighting(
        act=found.act,
        status=found.status,
        reciprocal=found.reciprocal,
        alleged=found.alleged,
        dates=found.when.range,
        place=found.place,
        context=found.context,
        headline=found.headline,
        source=tuple(_sided(party, actors) for party in found.source),
        target=tuple(_sided(party, actors) for party in found.target),
    )


def _sided(party: Party, actors: Sequence[Actor]) -> SidedName:
    actor = actors[party.actor]
    return SidedName(name=actor.name, kind=actor.kind, country=party.country)


async def insert_event(
    conn: AsyncConnection, found: Event, actors: Sequence[Actor], *, guild: GuildId | None
) -> EventId:
    """Insert an event with its parties, pairs and names; return its id. Its reports are the caller's."""
    columns = _event_columns(found, guild)
    result = await conn.execute(insert(event).values(columns))
    (event_id,) = result.inserted_primary_key or (None,)
    assert event_id is not None
    parties = list(_party_rows(event_id, found, actors))
    if parties:
        await conn.execute(insert(event_party), parties)
        await _count_names(conn, {row["name"]: row["folded"] for row in parties}, owner(guild))
    repeated = {name: columns[name] for name in _REPEATED}
    pairs = [{"pair": pair, "event": event_id, **repeated} for pair in sorted(pairs_of(found))]
    if pairs:
        await conn.execute(insert(event_pair), pairs)
    return EventId(event_id)


def _event_columns(found: Event, guild: GuildId | None) -> dict[str, Any]:
    """Return the values of an event's own row."""
    dates = found.when.range
    return {
        "guild": owner(guild),
        "type": found.type.value,
        "act": found.act.value,
        "status": found.status.value,
        "reciprocal": found.reciprocal,
        "alleged": found.alleged,
        "start_date": None if dates is None else dates.start,
        "end_date": None if dates is None else dates.end,
        "start_month": None if dates is None else dates.start.year * 12 + dates.start.month - 1,
        "precision": found.when.precision.value,
        "dated_by": found.when.dated_by.value,
        "place": found.place,
        "context": [one.value for one in found.context],
        "headline": found.headline,
        "sentence_number": found.sentence,
        "span_start": found.span.start,
        "span_end": found.span.end,
        "salience": found.salience,
    }


def _party_rows(event_id: int, found: Event, actors: Sequence[Actor]) -> Iterator[dict[str, Any]]:
    """Yield the rows of both roles' parties."""
    for role, parties in ((_SOURCE, found.source), (_TARGET, found.target)):
        for position, party in enumerate(parties):
            actor = actors[party.actor]
            yield {
                "event": event_id,
                "role": role,
                "position": position,
                "actor": party.actor,
                "name": actor.name,
                "folded": actor.name.casefold(),
                "country": party.country,
                "kind": actor.kind.value,
                "office": actor.office,
            }


async def _count_names(conn: AsyncConnection, names: dict[str, str], guild: int) -> None:
    """Count one more use of each name."""
    statement = insert_or(conn, actor_name)
    statement = statement.on_conflict_do_update(index_elements=["guild", "name"], set_={"uses": actor_name.c.uses + 1})
    rows = [{"guild": guild, "name": name, "folded": folded, "uses": 1} for name, folded in names.items()]
    await conn.execute(statement, rows)


async def candidates(
    conn: AsyncConnection, found: Event, *, guild: GuildId | None
) -> tuple[tuple[EventId, Sighting], ...]:
    """Return the stored events that a new one might be, oldest first, for `data.merge` to judge.

    Args:
        conn: A writing connection.
        found: The new event.
        guild: Whose article tells it; only events that this server sees are given.
    """
    pairs = pairs_of(found)
    rows, event_id = (event_pair, event_pair.c.event) if pairs else (event, event.c.id)
    conditions = [
        rows.c.guild.in_(visible_to(guild)),
        rows.c.act == found.act.value,
        rows.c.status == found.status.value,
        *_near(rows, found.when.range),
    ]
    if pairs:
        conditions.append(event_pair.c.pair.in_(sorted(pairs)))
    statement = select(event_id).where(*conditions).order_by(event_id.desc()).limit(_CANDIDATES)
    ids = sorted(set(await conn.scalars(statement)))
    known = {
        row.id: row
        for row in await conn.execute(select(event).where(event.c.id.in_(ids), event.c.withdrawn_at.is_(None)))
    }
    parties = await _parties(conn, ids)
    return tuple((EventId(one), _sighting(known[one], parties[one])) for one in ids if one in known)


def _near(rows: Table, dates: DateRange | None) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on when a candidate was."""
    if dates is None:
        return (rows.c.start_date.is_(None),)
    return (
        rows.c.start_date <= dates.end,
        rows.c.start_date >= dates.start - _LOOK_BACK,
        rows.c.end_date >= dates.start,
    )


def _sighting(row: AnyRow, parties: Sequence[AnyRow]) -> Sighting:
    return Sighting(
        act=EventType(row.act),
        status=Status(row.status),
        reciprocal=row.reciprocal,
        alleged=row.alleged,
        dates=_dates(row),
        place=row.place,
        context=tuple(map(Context, row.context)),
        headline=row.headline,
        source=tuple(_sided_name(party) for party in parties if party.role == _SOURCE),
        target=tuple(_sided_name(party) for party in parties if party.role == _TARGET),
    )


def _sided_name(party: AnyRow) -> SidedName:
    return SidedName(name=party.name, kind=ActorKind(party.kind), country=party.country)


async def load_events(conn: AsyncConnection, ids: Sequence[int], *, guild: GuildId | None) -> tuple[StoredEvent, ...]:
    """Return events with those of their reports that a server may see, in the order of `ids`.

    Args:
        conn: Any connection.
        ids: Of events that the server sees.
        guild: The server; None: only the starter pack's reports.
    """
    if not ids:
        return ()
    rows = {row.id: row for row in await conn.execute(select(event).where(event.c.id.in_(ids)))}
    parties = await _parties(conn, ids)
    reports = await _reports(conn, ids, guild)
    return tuple(_stored_event(rows[one], parties[one], reports[one]) for one in ids)


async def _parties(conn: AsyncConnection, ids: Sequence[int]) -> dict[int, list[AnyRow]]:
    """Return the parties of events, in their reading's order."""
    grouped: dict[int, list[AnyRow]] = defaultdict(list)
    for row in await conn.execute(
        select(event_party)
        .where(event_party.c.event.in_(ids))
        .order_by(event_party.c.event, event_party.c.role, event_party.c.position)
    ):
        grouped[row.event].append(row)
    return grouped


async def _reports(conn: AsyncConnection, ids: Sequence[int], guild: GuildId | None) -> dict[int, list[EventSource]]:
    """Return the visible reports of events, earliest published first, one for each proving sentence."""
    found = await conn.execute(
        select(
            event_report.c.event,
            article.c.id,
            article.c.title,
            article.c.source,
            article.c.url,
            article.c.published,
            article.c.sentence_count,
            sentence.c.number,
            sentence.c.text,
        )
        .join(article, article.c.id == event_report.c.article)
        .join(
            sentence,
            (sentence.c.article == event_report.c.article) & (sentence.c.number == event_report.c.sentence_number),
        )
        .where(event_report.c.event.in_(ids), article.c.guild.in_(visible_to(guild)))
        .order_by(article.c.published.is_(None), article.c.published, article.c.id, event_report.c.position)
    )
    grouped: dict[int, dict[tuple[int, int], EventSource]] = defaultdict(dict)
    for row in found:
        grouped[row.event].setdefault(
            (row.id, row.number),
            EventSource(
                article=ArticleId(row.id),
                title=row.title,
                source=row.source,
                url=row.url,
                published=row.published,
                sentence_index=row.number,
                sentence_count=row.sentence_count,
                sentence=row.text,
            ),
        )
    return defaultdict(list, {one: list(reports.values()) for one, reports in grouped.items()})


def _stored_event(row: AnyRow, parties: Sequence[AnyRow], reports: Sequence[EventSource]) -> StoredEvent:
    sources = [party for party in parties if party.role == _SOURCE]
    targets = [party for party in parties if party.role == _TARGET]
    return StoredEvent(
        id=EventId(row.id),
        event=Event(
            type=EventType(row.type),
            act=EventType(row.act),
            source=tuple(map(_party, sources)),
            target=tuple(map(_party, targets)),
            reciprocal=row.reciprocal,
            status=Status(row.status),
            alleged=row.alleged,
            when=EventDate(range=_dates(row), precision=Precision(row.precision), dated_by=DatedBy(row.dated_by)),
            place=row.place,
            context=tuple(map(Context, row.context)),
            headline=row.headline,
            sentence=row.sentence_number,
            span=Span(start=row.span_start, end=row.span_end),
            salience=row.salience,
        ),
        source_names=tuple(party.name for party in sources),
        target_names=tuple(party.name for party in targets),
        source_codes=_codes(sources),
        target_codes=_codes(targets),
        reports=tuple(reports),
        is_withdrawn=row.withdrawn_at is not None,
    )


def _party(row: AnyRow) -> Party:
    return Party(actor=row.actor, country=None if row.country is None else CountryCode(row.country))


def _codes(parties: Sequence[AnyRow]) -> tuple[CountryCode, ...]:
    """Return the distinct sides in order of mention."""
    return tuple(dict.fromkeys(CountryCode(party.country) for party in parties if party.country is not None))


def _dates(row: AnyRow) -> DateRange | None:
    return None if row.start_date is None else DateRange(start=row.start_date, end=row.end_date)
