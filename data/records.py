"""Records of other data sets, as they are asked for: a pair's page by page, one by its number, how many there are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, and_, func, literal, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.countries import Dyad
from bot.model.errors import NotFoundError
from bot.model.ids import CountryCode, GuildId, RecordId
from bot.model.plover import EventType, Mode
from bot.model.records import MOST_COUNTED, Dataset, ImportedRecord, RecordPage, Side, StoredRecord
from bot.model.stored import EventQuery
from data.schema import imported_record
from data.schema.base import AnyRow
from data.visibility import visible_to


async def records_of(conn: AsyncConnection, query: EventQuery) -> RecordPage:
    """Return one page of a pair's records, with counts over the whole query.

    Args:
        conn: Any connection.
        query: Its pair must be set; of its other fields the guild, types, period, order, offset and limit count.

    Returns:
        The page, by day and then by number, newest or oldest first. All empty where nothing is found.
    """
    counts = await _counts(conn, query)
    page = _first(query, query.offset + query.limit).subquery()
    order = _order(page.c.day, page.c.id, is_oldest_first=query.oldest_first)
    ids = (await conn.scalars(select(page.c.id).order_by(*order).offset(query.offset).limit(query.limit))).all()
    return RecordPage(
        records=await _load(conn, ids),
        total=sum(number for kind, number in counts.items() if not query.types or kind in query.types),
        counts=tuple((kind, counts[kind]) for kind in EventType if counts[kind]),
    )


async def get_record(conn: AsyncConnection, record_id: RecordId, *, guild: GuildId | None) -> StoredRecord:
    """Return one record.

    Raises:
        NotFoundError: There is none of this number that the server may see.
    """
    found = await conn.execute(
        select(imported_record).where(imported_record.c.id == record_id, imported_record.c.guild.in_(visible_to(guild)))
    )
    row = found.one_or_none()
    if row is None:
        raise NotFoundError(f"no record {record_id} for server {guild}")
    return _stored(row)


async def some_records(conn: AsyncConnection, pair: Dyad, *, guild: GuildId | None) -> int:
    """Count a pair's records up to `MOST_COUNTED`, which costs the same however many there are."""
    some = (
        select(imported_record.c.day)
        .where(imported_record.c.pair == pair.key, imported_record.c.guild.in_(visible_to(guild)))
        .limit(MOST_COUNTED)
        .subquery()
    )
    return await conn.scalar(select(func.count()).select_from(some)) or 0


async def records_after(
    conn: AsyncConnection, *, query: EventQuery, last: StoredRecord | None
) -> tuple[StoredRecord, ...]:
    """Return a pair's next records in falling order of day and number, all of them in as many calls as it takes.

    Args:
        conn: Any connection.
        query: As for `records_of`; its limit is that of one call, its offset does not count.
        last: The last one of the call before; None for the first.
    """
    rest: list[ColumnElement[bool]] = []
    if last is not None:
        is_earlier = and_(imported_record.c.day == last.record.day, imported_record.c.id < last.id)
        rest = [imported_record.c.day <= last.record.day, or_(imported_record.c.day < last.record.day, is_earlier)]
    page = _first(query, query.limit, rest).subquery()
    ids = await conn.scalars(select(page.c.id).order_by(page.c.day.desc(), page.c.id.desc()).limit(query.limit))
    return await _load(conn, ids.all())


async def _counts(conn: AsyncConnection, query: EventQuery) -> Counter[EventType]:
    """Return how many records of each type there are, whatever types are asked for."""
    every = [
        select(literal(kind.value).label("type"), func.count().label("number")).where(*conditions)
        for kind, conditions in _trees(query, frozenset(EventType))
    ]
    counted: Counter[EventType] = Counter()
    for row in await conn.execute(union_all(*every)):
        counted[EventType(row.type)] += row.number
    return counted


def _first(query: EventQuery, most: int, rest: Sequence[ColumnElement[bool]] = ()) -> CompoundSelect[Any]:
    """Return the query of the first ids and days of each owner and type, in the order of the index that serves it."""
    number, day = imported_record.c.id, imported_record.c.day
    parts = [
        select(number, day)
        .where(*conditions, *rest)
        .order_by(*_order(day, number, is_oldest_first=query.oldest_first))
        .limit(most)
        .subquery()
        for _, conditions in _trees(query, query.types or frozenset(EventType))
    ]
    return union_all(*(select(part) for part in parts))


def _trees(query: EventQuery, types: frozenset[EventType]) -> Iterator[tuple[EventType, list[ColumnElement[bool]]]]:
    """Yield what finds the records of one owner and type, for each: a stretch of the pair's index, in order of days."""
    assert query.pair is not None
    for owner in visible_to(query.guild):
        for kind in sorted(types):
            conditions = [
                imported_record.c.pair == query.pair.key,
                imported_record.c.guild == owner,
                imported_record.c.type == kind.value,
            ]
            if query.period is not None:
                conditions.append(imported_record.c.day.between(query.period.start, query.period.end))
            yield kind, conditions


async def _load(conn: AsyncConnection, ids: Sequence[int]) -> tuple[StoredRecord, ...]:
    """Return records in the order of their numbers."""
    rows = await conn.execute(select(imported_record).where(imported_record.c.id.in_(ids)))
    found = {row.id: _stored(row) for row in rows}
    return tuple(found[one] for one in ids)


def _order(
    day: ColumnElement[Any], number: ColumnElement[int], *, is_oldest_first: bool
) -> tuple[ColumnElement[Any], ...]:
    return (day, number) if is_oldest_first else (day.desc(), number.desc())


def _stored(row: AnyRow) -> StoredRecord:
    return StoredRecord(
        id=RecordId(row.id),
        dataset=Dataset(row.dataset),
        record=ImportedRecord(
            key=row.key,
            source=Side(country=CountryCode(row.source), name=row.source_name, role=row.source_role),
            target=Side(country=CountryCode(row.target), name=row.target_name, role=row.target_role),
            type=EventType(row.type),
            mode=None if row.mode is None else Mode(row.mode),
            code=row.code,
            day=row.day,
            place=row.place,
            outlet=row.outlet,
            url=row.url,
        ),
    )
