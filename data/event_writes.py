"""Events from values to rows: an event is written of the reports that tell it, and again when they change.

`data.grouping` says which reports are one event; this module sees that the rows say so too, and that the numbers of
events, which people have seen, stay with what they meant.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.decisions import DecisionKind
from bot.model.ids import ArticleId, EventId, GuildId
from bot.model.pairs import pairs_between
from bot.model.reading import Event, Reading
from data import codec
from data.changes import note_changes
from data.decisions import bonds_for, follow, recognise, rulings_for
from data.event_rows import SOURCE, TARGET
from data.fingerprint import fingerprint
from data.grouping import Grouping, Known, regroup
from data.item_events import move_items
from data.marks import ReportMark, mark_of
from data.overlay import NO_RULING, Ruling, Rulings, ruled
from data.posted import move_shown
from data.reference import load_gazetteer
from data.schema import (
    STARTER,
    actor_name,
    event,
    event_decision,
    event_moved,
    event_pair,
    event_party,
    event_report,
    mistake_report,
)
from data.telling import Key, Telling, composed, report_columns, sighting_of, tellings_of
from data.unions import REPEATED
from data.upsert import insert_or
from data.visibility import owner
from data.weight import by_sources, independent, origin_of

_WITHDRAWAL = ("withdrawn_at", "withdrawn_reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """The reports of one event, the first in rank first, and the number that it keeps; None for a new one."""

    keys: tuple[Key, ...]
    number: EventId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What the rows say now.

    Attributes:
        numbers: The number of each report's event.
        changed: The events that are new, gained a report or lost one.
    """

    numbers: Mapping[Key, EventId]
    changed: frozenset[EventId]


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
    new = incoming(article_id, reading, guild=guild)
    await recognise(conn, article_id, marks_of(new))
    grouping = await regroup(conn, new, guild=guild, bonds=await bonds_for(conn, guild))
    settled = await settle(conn, grouping, guild=guild, at=at)
    await note_changes(conn, settled.changed, guild=guild, at=at)


def incoming(article_id: ArticleId, reading: Reading, *, guild: GuildId | None) -> dict[Key, Known]:
    """Return what an article tells as reports that belong to no event yet."""
    words = fingerprint(reading.article.text)
    return {
        (article_id, position): Known(
            telling=telling,
            sighting=sighting_of(
                telling,
                (article_id, position),
                article=words,
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


def marks_of(told: Mapping[Key, Known]) -> dict[int, ReportMark]:
    """Return by what an article's reports are known again, by position."""
    return {position: mark_of(one.sighting, one.origin) for (_, position), one in told.items()}


async def settle(
    conn: AsyncConnection,
    grouping: Grouping,
    *,
    guild: GuildId | None,
    at: datetime,
    again: Collection[Key] = (),
    revived: Mapping[Key, EventId] = MappingProxyType({}),
) -> Settled:
    """Let the rows say which reports are one event, and what each event is.

    Args:
        conn: A writing connection.
        grouping: All reports of the events concerned, as `regroup` gives them.
        guild: Whose article, or whose editor, changes them; None: the starter pack's.
        at: When, aware UTC.
        again: Reports whose events are written anew in any case: one says something else, or editors decided of it.
        revived: By a report, the number that its event had before a merge that is undone; free now.
    """
    rulings = await rulings_for(conn, guild)
    numbers: dict[Key, EventId] = {}
    kept: set[EventId] = set()
    writer = _Writer(grouping=grouping, rulings=rulings, guild=owner(guild), again=frozenset(again), revived=revived)
    fresh: list[tuple[_Group, _Row]] = []
    for group in _numbered(grouping):
        row = writer.row(group)
        number = await writer.write(conn, group, row)
        if number is None:
            fresh.append((group, row))
        else:
            numbers.update(dict.fromkeys(group.keys, number))
        kept |= {group.number} if group.number is not None else set()
    for (group, _), number in zip(fresh, await _insert_events(conn, [row for _, row in fresh]), strict=True):
        numbers.update(dict.fromkeys(group.keys, number))
    await _write_reports(conn, grouping, numbers)
    await _move_away(conn, grouping, numbers, kept, at)
    await follow(conn, numbers)
    return Settled(numbers=numbers, changed=_changed(grouping, numbers, kept))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """An event as its row is to tell it, and whose it is."""

    told: Telling
    ruling: Ruling
    guild: int

    @property
    def columns(self) -> dict[str, Any]:
        """The values of the event's own row."""
        return _event_columns(self.told.event, self.guild, self.ruling)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """Writes the rows of events; `again` and `revived` as for `settle`."""

    grouping: Grouping
    rulings: Rulings
    guild: int
    again: frozenset[Key]
    revived: Mapping[Key, EventId]

    def row(self, group: _Group) -> "_Row":
        """Return what a group's own row is to say."""
        is_shared = self.grouping.known[group.keys[0]].sighting.is_shared
        told, ruling = self._told_by(group.keys, is_shared=is_shared)
        return _Row(told=told, ruling=ruling, guild=STARTER if is_shared else self.guild)

    async def write(self, conn: AsyncConnection, group: _Group, row: "_Row") -> EventId | None:
        """Write a group's own row where it says another thing than before; return its number, None for a new one's."""
        if group.number is None:
            number = next((self.revived[key] for key in group.keys if key in self.revived), None)
            return None if number is None else await _insert_event(conn, row, number)
        before = self.grouping.of_event(group.number)
        is_shared = row.guild == STARTER
        is_other = before != set(group.keys) and (row.told, row.ruling) != self._told_by(before, is_shared=is_shared)
        if is_other or not self.again.isdisjoint(group.keys):
            await _update_event(conn, group.number, row)
        return group.number

    def _told_by(self, keys: Collection[Key], *, is_shared: bool) -> tuple[Telling, Ruling]:
        """Return an event as its owner's reports and editors tell it, and as salient as so many sources make it.

        A shared event is the same for all servers, so no server's editors change it.
        """
        ruling = NO_RULING if is_shared else self.rulings.of(keys)
        own = [one for key in keys if (one := self.grouping.known[key]).sighting.is_shared == is_shared]
        told = composed([(one.sighting, one.telling) for one in own])
        salience = by_sources(told.event.salience, independent(one.origin for one in own))
        return ruled(replace(told, event=replace(told.event, salience=salience)), ruling), ruling


async def _write_reports(conn: AsyncConnection, grouping: Grouping, numbers: dict[Key, EventId]) -> None:
    """Insert the reports that came in, and lead those to their events that changed them."""
    new = [
        {"article": article, "position": position, "event": numbers[article, position]}
        | report_columns(one.telling, one.sighting)
        for (article, position), one in grouping.known.items()
        if one.event is None
    ]
    if new:
        await conn.execute(insert(event_report), new)
    for (article, position), one in grouping.known.items():
        number = numbers[article, position]
        if one.event is not None and one.event != number:
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
        for table in (event_report, mistake_report, event_moved, event_decision):
            await conn.execute(update(table).where(table.c.event == old).values(event=new))
        is_part = (event_decision.c.other == old, event_decision.c.kind == DecisionKind.SPLIT.value)
        await conn.execute(update(event_decision).where(*is_part).values(other=new))
        await move_items(conn, old, new, at=at)
        await move_shown(conn, old, new)
        guild = await conn.scalar(select(event.c.guild).where(event.c.id == old))
        await _uncount_names(conn, old, guild or STARTER)
        await conn.execute(delete(event).where(event.c.id == old))
        await conn.execute(insert(event_moved).values(id=old, event=new, joined=new))


async def _insert_events(conn: AsyncConnection, rows: Sequence[_Row]) -> list[EventId]:
    """Insert new events with their parties, pairs and names; return their numbers, in the rows' order."""
    if not rows:
        return []
    columns = [row.columns for row in rows]
    made = await conn.scalars(insert(event).returning(event.c.id, sort_by_parameter_order=True), columns)
    numbers = [EventId(number) for number in made]
    await _insert_parts(conn, list(zip(numbers, rows, strict=True)))
    return numbers


async def _insert_event(conn: AsyncConnection, row: _Row, number: EventId) -> EventId:
    """Insert an event under a number that it had before, with its parties, pairs and names."""
    await conn.execute(insert(event).values({"id": number, **row.columns}))
    await _lead_back(conn, number)
    await _insert_parts(conn, [(number, row)])
    return number


async def _lead_back(conn: AsyncConnection, revived: EventId) -> None:
    """Let the numbers lead to a revived event again that led elsewhere only because its own did."""
    into = await conn.scalar(select(event_moved.c.event).where(event_moved.c.id == revived))
    await conn.execute(delete(event_moved).where(event_moved.c.id == revived))
    asked = select(event_moved.c.id, event_moved.c.joined).where(event_moved.c.event == into)
    joined = {row.id: row.joined for row in await conn.execute(asked)}
    back: set[int] = {revived}
    while further := {one for one, first in joined.items() if first in back} - back:
        back |= further
    await conn.execute(update(event_moved).where(event_moved.c.id.in_(back)).values(event=revived))


async def _update_event(conn: AsyncConnection, number: EventId, row: _Row) -> None:
    """Write an event anew under its number."""
    await _uncount_names(conn, number, row.guild)
    # No editor withdraws a shared event for all, so a row of it that is withdrawn is so by the operator, and stays so.
    is_kept = row.guild == STARTER
    written = {name: value for name, value in row.columns.items() if not (is_kept and name in _WITHDRAWAL)}
    await conn.execute(update(event).where(event.c.id == number).values(written))
    for table in (event_party, event_pair):
        await conn.execute(delete(table).where(table.c.event == number))
    await _insert_parts(conn, [(number, row)])


async def _insert_parts(conn: AsyncConnection, events: Sequence[tuple[EventId, _Row]]) -> None:
    """Insert the parties, pairs and names of events."""
    parties: list[dict[str, Any]] = []
    pairs: list[dict[str, Any]] = []
    uses: Counter[tuple[int, str, str]] = Counter()
    for number, row in events:
        own = list(_party_rows(number, row.told))
        parties += own
        uses.update({(row.guild, party["name"], party["folded"]) for party in own})
        columns = row.columns
        repeated = {name: columns[name] for name in REPEATED}
        pairs += [{"pair": pair, "event": number, **repeated} for pair in sorted(_pairs_of(row.told))]
    if parties:
        await conn.execute(insert(event_party), parties)
        await _count_names(conn, uses)
    if pairs:
        await conn.execute(insert(event_pair), pairs)


def _pairs_of(told: Telling) -> frozenset[str]:
    """Return the pairs that an event joins; a union that may be a side stands there by its own code."""
    bodies = load_gazetteer().body_names
    source, target = (
        [bodies.side(party.country, party.name, party.office) for party in parties]
        for parties in (told.source, told.target)
    )
    return pairs_between(source, target, reciprocal=told.event.reciprocal)


def _event_columns(found: Event, guild: int, ruling: Ruling) -> dict[str, Any]:
    """Return the values of an event's own row."""
    dates, gone = found.when.range, ruling.withdrawal
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
        "edited": ruling.edited,
        "withdrawn_at": None if gone is None else gone.at,
        "withdrawn_reason": None if gone is None else gone.reason,
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


async def _count_names(conn: AsyncConnection, uses: Mapping[tuple[int, str, str], int]) -> None:
    """Count more uses of names, by the server, the name and its folded form."""
    statement = insert_or(conn, actor_name)
    more = {"uses": actor_name.c.uses + statement.excluded.uses}
    statement = statement.on_conflict_do_update(index_elements=["guild", "name"], set_=more)
    rows = [
        {"guild": guild, "name": name, "folded": folded, "uses": count} for (guild, name, folded), count in uses.items()
    ]
    await conn.execute(statement, rows)


async def _uncount_names(conn: AsyncConnection, number: EventId, guild: int) -> None:
    """Count one use less of each name that an event's rows have, and forget those that no event has."""
    names: Sequence[str] = (
        await conn.scalars(select(event_party.c.name).where(event_party.c.event == number).distinct())
    ).all()
    is_one = (actor_name.c.guild == guild, actor_name.c.name.in_(names))
    await conn.execute(update(actor_name).where(*is_one).values(uses=actor_name.c.uses - 1))
    await conn.execute(delete(actor_name).where(*is_one, actor_name.c.uses <= 0))
