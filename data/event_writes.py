"""Events from values to rows: an event is written of the reports that tell it, and again when they change.

`data.grouping` says which reports are one event; this module sees that the rows say so too, and that the numbers of
events, which people have seen, stay with what they meant.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import ArticleId, EventId, GuildId
from bot.model.pairs import pairs_of
from bot.model.reading import Event, Reading
from data import codec
from data.changes import note_changes
from data.event_rows import SOURCE, TARGET
from data.fingerprint import fingerprint
from data.grouping import Grouping, Known, regroup
from data.item_events import move_items
from data.posted import move_shown
from data.schema import STARTER, actor_name, event, event_moved, event_pair, event_party, event_report, mistake_report
from data.telling import Key, Telling, composed, report_columns, sighting_of, tellings_of
from data.upsert import insert_or
from data.visibility import owner
from data.weight import by_sources, independent, origin_of

# Columns of `event` that `event_pair` repeats.
_REPEATED = ("guild", "type", "act", "status", "start_date", "end_date", "start_month", "precision", "salience")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """The reports of one event, the first in rank first, and the number that it keeps; None for a new one."""

    keys: tuple[Key, ...]
    number: EventId | None


async def record_events(
    conn: AsyncConnection, article_id: ArticleId, reading: Reading, *, guild: GuildId | None, at: datetime
) -> None:
    """Add what an article tells: each of its events is a report of one that is known, or of a new one.

    Args:
        conn: A writing connection; the article and its sentences are in the store.
        article_id: The article.
        reading: Its events' sentences are indices of `sentences`.
        guild: Whose article it is; None: the starter pack's.
        at: When it was added, aware UTC.
    """
    grouping = await regroup(conn, incoming(article_id, reading, guild=guild), guild=guild)
    changed = await write_grouping(conn, grouping, guild=guild, at=at)
    await note_changes(conn, changed, guild=guild, at=at)


def incoming(article_id: ArticleId, reading: Reading, *, guild: GuildId | None) -> dict[Key, Known]:
    """Return what an article tells as reports that belong to no event yet."""
    return {
        (article_id, position): Known(
            telling=telling,
            sighting=sighting_of(
                telling,
                (article_id, position),
                article=fingerprint(reading.article.text),
                is_shared=guild is None,
                published=reading.posted,
            ),
            origin=origin_of(
                source=reading.article.source,
                url=reading.article.url,
                sentence=reading.sentence(telling.event.sentence),
            ),
            event=None,
        )
        for position, telling in enumerate(tellings_of(reading))
    }


async def write_grouping(
    conn: AsyncConnection,
    grouping: Grouping,
    *,
    guild: GuildId | None,
    at: datetime,
    touched: Collection[EventId] = frozenset(),
) -> frozenset[EventId]:
    """Write the events of reports that were placed, each under its number.

    Args:
        conn: A writing connection.
        grouping: As `regroup` gives it.
        guild: Whose article it is; None: the starter pack's.
        at: The moment of the change, aware UTC.
        touched: Events that are written anew though they have the reports that they had: one says something else.

    Returns:
        The events that are new, gained a report or lost one.
    """
    groups = _numbered(grouping)
    numbers: dict[Key, EventId] = {}
    for group in groups:
        number = await _write(conn, group, grouping, owner(guild), touched)
        numbers.update(dict.fromkeys(group.keys, number))
    await _write_reports(conn, grouping, numbers)
    kept = {group.number for group in groups}
    await _move_away(conn, grouping, numbers, kept, at)
    return _changed(grouping, numbers, kept)


def _changed(grouping: Grouping, numbers: dict[Key, EventId], kept: Collection[EventId | None]) -> frozenset[EventId]:
    """Return the events that are new, gained a report or lost one."""
    moved = [(one.event, numbers[key]) for key, one in grouping.known.items() if one.event != numbers[key]]
    left = {before for before, _ in moved if before is not None and before in kept}
    return frozenset(left | {now for _, now in moved})


def _numbered(grouping: Grouping) -> list[_Group]:
    """Return the groups in the order of rank, with their numbers.

    A number stays with the event's first report while that is first, else it goes to the first group of the event's
    other reports. The number of an event of the starter pack stays with the starter pack's.
    """
    known = grouping.known
    keys = {first: sorted(found, key=grouping.rank) for first, found in grouping.members.items() if found}
    firsts = sorted(keys, key=grouping.rank)
    shared = {one.event for one in known.values() if one.sighting.is_shared}
    numbers: dict[Key, EventId] = {}
    for first in firsts:
        number = known[first].event
        if number is not None and number not in numbers.values() and _may_keep(number, first, known, shared):
            numbers[first] = number
    for first in firsts:
        if first not in numbers:
            free = {known[key].event for key in keys[first]} - set(numbers.values()) - {None}
            kept = sorted(one for one in free if one is not None and _may_keep(one, first, known, shared))
            numbers |= {first: kept[0]} if kept else {}
    return [_Group(keys=tuple(keys[first]), number=numbers.get(first)) for first in firsts]


def _may_keep(number: EventId, first: Key, known: dict[Key, Known], shared: Collection[EventId | None]) -> bool:
    return known[first].sighting.is_shared or number not in shared


async def _write(
    conn: AsyncConnection, group: _Group, grouping: Grouping, guild: int, touched: Collection[EventId]
) -> EventId:
    """Write a group's own row where it is new or says another thing than before; return its number."""
    reports = [grouping.known[key] for key in group.keys]
    is_shared = reports[0].sighting.is_shared
    now = _told_by(reports, is_shared=is_shared)
    if group.number is None:
        return await _insert_event(conn, now, STARTER if is_shared else guild)
    before = {key: one for key, one in grouping.known.items() if one.event == group.number}
    if group.number in touched or (
        before.keys() != set(group.keys) and now != _told_by(before.values(), is_shared=is_shared)
    ):
        await _update_event(conn, group.number, now, STARTER if is_shared else guild)
    return group.number


def _told_by(reports: Iterable[Known], *, is_shared: bool) -> Telling:
    """Return an event as its owner's reports tell it, and as salient as so many sources make it."""
    own = [one for one in reports if one.sighting.is_shared == is_shared]
    told = composed([(one.sighting, one.telling) for one in own])
    salience = by_sources(told.event.salience, independent(one.origin for one in own))
    return replace(told, event=replace(told.event, salience=salience))


async def _write_reports(conn: AsyncConnection, grouping: Grouping, numbers: dict[Key, EventId]) -> None:
    """Insert the reports that came in, and lead those to their events that changed them."""
    for (article, position), one in grouping.known.items():
        number = numbers[article, position]
        if one.event is None:
            columns = report_columns(one.telling, one.sighting)
            await conn.execute(insert(event_report).values(article=article, position=position, event=number, **columns))
        elif one.event != number:
            is_it = (event_report.c.article == article, event_report.c.position == position)
            await conn.execute(update(event_report).where(*is_it).values(event=number))


async def _move_away(
    conn: AsyncConnection,
    grouping: Grouping,
    numbers: dict[Key, EventId],
    kept: Collection[EventId | None],
    at: datetime,
) -> None:
    """Delete the events that are no more, and let their numbers lead to where their first report went."""
    known = grouping.known
    for old in sorted({one.event for one in known.values() if one.event is not None} - set(kept)):
        new = numbers[min((key for key, one in known.items() if one.event == old), key=grouping.rank)]
        for table in (event_report, mistake_report, event_moved):
            await conn.execute(update(table).where(table.c.event == old).values(event=new))
        await move_items(conn, old, new, at=at)
        await move_shown(conn, old, new)
        guild = await conn.scalar(select(event.c.guild).where(event.c.id == old))
        await _uncount_names(conn, old, guild or STARTER)
        await conn.execute(delete(event).where(event.c.id == old))
        await conn.execute(insert(event_moved).values(id=old, event=new))


async def _insert_event(conn: AsyncConnection, told: Telling, guild: int) -> EventId:
    """Insert an event with its parties, pairs and names; return its number."""
    columns = _event_columns(told.event, guild)
    result = await conn.execute(insert(event).values(columns))
    (number,) = result.inserted_primary_key or (None,)
    assert number is not None
    await _insert_parts(conn, EventId(number), told, columns)
    return EventId(number)


async def _update_event(conn: AsyncConnection, number: EventId, told: Telling, guild: int) -> None:
    """Write an event anew under its number."""
    columns = _event_columns(told.event, guild)
    await _uncount_names(conn, number, guild)
    await conn.execute(update(event).where(event.c.id == number).values(columns))
    for table in (event_party, event_pair):
        await conn.execute(delete(table).where(table.c.event == number))
    await _insert_parts(conn, number, told, columns)


async def _insert_parts(conn: AsyncConnection, number: EventId, told: Telling, columns: dict[str, Any]) -> None:
    """Insert an event's parties, pairs and names."""
    parties = list(_party_rows(number, told))
    if parties:
        await conn.execute(insert(event_party), parties)
        await _count_names(conn, {row["name"]: row["folded"] for row in parties}, columns["guild"])
    repeated = {name: columns[name] for name in _REPEATED}
    pairs = [{"pair": pair, "event": number, **repeated} for pair in sorted(pairs_of(told.event))]
    if pairs:
        await conn.execute(insert(event_pair), pairs)


def _event_columns(found: Event, guild: int) -> dict[str, Any]:
    """Return the values of an event's own row."""
    dates = found.when.range
    return {
        "guild": guild,
        "type": found.type.value,
        "act": found.act.value,
        "mode": None if found.mode is None else found.mode.value,
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
        "statement": None if found.statement is None else codec.dumps(found.statement),
    }


def _party_rows(number: EventId, told: Telling) -> Iterator[dict[str, Any]]:
    """Yield the rows of both roles' parties."""
    sides = ((SOURCE, told.event.source, told.source), (TARGET, told.event.target, told.target))
    for role, parties, names in sides:
        for position, (party, named) in enumerate(zip(parties, names, strict=True)):
            yield {
                "event": number,
                "role": role,
                "position": position,
                "actor": party.actor,
                "name": named.name,
                "folded": named.name.casefold(),
                "country": named.country,
                "kind": named.kind.value,
                "office": named.office,
            }


async def _count_names(conn: AsyncConnection, names: dict[str, str], guild: int) -> None:
    """Count one more use of each name."""
    statement = insert_or(conn, actor_name)
    statement = statement.on_conflict_do_update(index_elements=["guild", "name"], set_={"uses": actor_name.c.uses + 1})
    rows = [{"guild": guild, "name": name, "folded": folded, "uses": 1} for name, folded in names.items()]
    await conn.execute(statement, rows)


async def _uncount_names(conn: AsyncConnection, number: EventId, guild: int) -> None:
    """Count one use less of each name that an event's rows have, and forget those that no event has."""
    names: Sequence[str] = (
        await conn.scalars(select(event_party.c.name).where(event_party.c.event == number).distinct())
    ).all()
    is_one = (actor_name.c.guild == guild, actor_name.c.name.in_(names))
    await conn.execute(update(actor_name).where(*is_one).values(uses=actor_name.c.uses - 1))
    await conn.execute(delete(actor_name).where(*is_one, actor_name.c.uses <= 0))
