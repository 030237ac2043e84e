"""Events from rows to values: many at once, with their reports. `data.event_writes` knows the way back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.ids import ArticleId, CountryCode, EventId, GuildId
from bot.model.packs import PackNote, PublicSource
from bot.model.plover import Context, EventType, Mode
from bot.model.reading import Event, Party, Span, Status
from bot.model.statement import Statement
from bot.model.stored import EventSource, StoredEvent
from data import codec
from data.copies import copies_of
from data.hiding import hidden_outlets
from data.reference.sources import load_outlets
from data.schema import (
    article,
    event,
    event_decision,
    event_moved,
    event_party,
    event_report,
    former_report,
    pack_entry,
    sentence,
)
from data.schema.base import AnyRow
from data.visibility import visible_to, withdrawn_by

SOURCE, TARGET = "source", "target"
"""The roles of a party, as its row has them."""


async def current_number(conn: AsyncConnection, event_id: EventId) -> EventId:
    """Return an event's number, or that of the event it turned out to be."""
    moved = await conn.scalar(select(event_moved.c.event).where(event_moved.c.id == event_id))
    return event_id if moved is None else EventId(moved)


async def current_numbers(conn: AsyncConnection, ids: Iterable[EventId]) -> dict[EventId, EventId]:
    """Return, for numbers that events have or had, in their order, those that these have now."""
    wanted = list(ids)
    found = await conn.execute(select(event_moved.c.id, event_moved.c.event).where(event_moved.c.id.in_(wanted)))
    moved = {row.id: EventId(row.event) for row in found}
    return {one: moved.get(one, one) for one in wanted}


async def load_events(conn: AsyncConnection, ids: Sequence[int], *, guild: GuildId | None) -> tuple[StoredEvent, ...]:
    """Return events with those of their reports that a server may see, in the order of `ids`.

    Args:
        conn: Any connection.
        ids: Of events that the server sees.
        guild: The server; None: only the starter pack's reports.
    """
    if not ids:
        return ()
    gone = withdrawn_by(guild).add_columns(event_decision.c.decided_at, event_decision.c.reason).subquery()
    asked = select(event, gone.c.decided_at, gone.c.reason).outerjoin(gone, gone.c.event == event.c.id)
    rows = {row.id: row for row in await conn.execute(asked.where(event.c.id.in_(ids)))}
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
            event_report.c.start_date,
            event_report.c.end_date,
            event_report.c.precision,
            event_report.c.dated_by,
            pack_entry.c.pack,
            pack_entry.c.key,
            pack_entry.c.significance,
            pack_entry.c.checked,
            pack_entry.c.sources,
        )
        .join(article, article.c.id == event_report.c.article)
        .outerjoin(
            pack_entry,
            (pack_entry.c.article == event_report.c.article) & (pack_entry.c.position == event_report.c.position),
        )
        .join(
            sentence,
            (sentence.c.article == event_report.c.article) & (sentence.c.number == event_report.c.sentence_number),
        )
        .where(event_report.c.event.in_(ids), article.c.guild.in_(visible_to(guild)))
        .order_by(article.c.published.is_(None), article.c.published, article.c.id, event_report.c.position)
    )
    grouped: dict[int, dict[tuple[int, int], EventSource]] = defaultdict(dict)
    for row in found:
        grouped[row.event].setdefault((row.id, row.number), _noted(_source(row), row))
    untold = [one for one in ids if one not in grouped]
    for row in await _former(conn, untold, guild) if untold else ():
        grouped[row.event].setdefault((row.id, row.number), _source(row))
    return await _as_seen(conn, {one: list(reports.values()) for one, reports in grouped.items()}, guild)


async def _former(conn: AsyncConnection, ids: Sequence[int], guild: GuildId | None) -> Iterable[AnyRow]:
    """Return the reports of events that no article tells any more, as `_reports` finds those that one tells."""
    columns = former_report.c
    return await conn.execute(
        select(
            columns.event,
            columns.article.label("id"),
            columns.title,
            columns.source,
            columns.url,
            columns.published,
            columns.sentence_count,
            columns.sentence_number.label("number"),
            columns.sentence.label("text"),
            columns.start_date,
            columns.end_date,
            columns.precision,
            columns.dated_by,
        )
        .where(columns.event.in_(ids), columns.guild.in_(visible_to(guild)))
        .order_by(columns.published.is_(None), columns.published, columns.article, columns.sentence_number)
    )


async def _as_seen(
    conn: AsyncConnection, reports: dict[int, list[EventSource]], guild: GuildId | None
) -> dict[int, list[EventSource]]:
    """Return reports with where else their articles stand, without those of outlets that the server hides.

    An event of which only hidden outlets tell keeps its reports: none is shown without its proof.
    """
    outlets = load_outlets()
    hidden = await hidden_outlets(conn, guild)
    seen: dict[int, list[EventSource]] = defaultdict(list)
    for one, found in reports.items():
        shown = [each for each in found if outlets.key_of(each.source, each.url) not in hidden] if hidden else found
        seen[one] = shown or found
    told_in = {each.article for found in seen.values() for each in found}
    copies = await copies_of(conn, told_in, guild=guild, hidden=hidden)
    for one, found in seen.items():
        seen[one] = [replace(each, copies=tuple(copies.get(each.article, ()))) for each in found]
    return seen


def _source(row: AnyRow) -> EventSource:
    return EventSource(
        article=ArticleId(row.id),
        title=row.title,
        source=row.source,
        url=row.url,
        published=row.published,
        sentence_index=row.number,
        sentence_count=row.sentence_count,
        sentence=row.text,
        when=_when(row),
        outlet=load_outlets().find(row.source, row.url),
    )


def _noted(report: EventSource, row: AnyRow) -> EventSource:
    """Return a report with what its pack says, and the address of the first of its sources; an article's as it is."""
    if row.pack is None:
        return report
    note = PackNote(
        pack=row.pack,
        key=row.key,
        significance=row.significance,
        checked=row.checked,
        sources=tuple(PublicSource(**one) for one in row.sources),
    )
    return replace(report, note=note, url=note.sources[0].url)


def _stored_event(row: AnyRow, parties: Sequence[AnyRow], reports: Sequence[EventSource]) -> StoredEvent:
    sources = [party for party in parties if party.role == SOURCE]
    targets = [party for party in parties if party.role == TARGET]
    withdrawn_at = row.decided_at if row.withdrawn_at is None else row.withdrawn_at
    return StoredEvent(
        id=EventId(row.id),
        event=Event(
            type=EventType(row.type),
            act=EventType(row.act),
            mode=None if row.mode is None else Mode(row.mode),
            source=tuple(map(_party, sources)),
            target=tuple(map(_party, targets)),
            reciprocal=row.reciprocal,
            status=Status(row.status),
            alleged=row.alleged,
            when=_when(row),
            place=row.place,
            context=tuple(map(Context, row.context)),
            headline=row.headline,
            sentence=row.sentence_number,
            span=Span(start=row.span_start, end=row.span_end),
            salience=row.salience,
            statement=None if row.statement is None else codec.loads(Statement, row.statement),
        ),
        source_names=tuple(party.name for party in sources),
        target_names=tuple(party.name for party in targets),
        source_codes=_codes(sources),
        target_codes=_codes(targets),
        reports=tuple(reports),
        is_withdrawn=withdrawn_at is not None,
        withdrawn_at=withdrawn_at,
        withdrawn_reason=row.reason if row.withdrawn_at is None else row.withdrawn_reason,
        edited=frozenset((row.edited or "").split()),
    )


def _party(row: AnyRow) -> Party:
    return Party(actor=row.actor, country=None if row.country is None else CountryCode(row.country))


def _codes(parties: Sequence[AnyRow]) -> tuple[CountryCode, ...]:
    """Return the distinct sides in order of mention."""
    return tuple(dict.fromkeys(CountryCode(party.country) for party in parties if party.country is not None))


def _when(row: AnyRow) -> EventDate:
    dates = None if row.start_date is None else DateRange(start=row.start_date, end=row.end_date)
    return EventDate(range=dates, precision=Precision(row.precision), dated_by=DatedBy(row.dated_by))
