"""Records of other data sets, as they are asked for: a pair's page by page, one by its number, how many there are."""

from collections import Counter
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union_all
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
    assert query.pair is not None
    pair = query.pair
    by_type: Counter[EventType] = Counter()
    for owner in visible_to(query.guild):
        counted = await conn.execute(
            select(imported_record.c.type, func.count())
            .where(*_conditions(query, pair, owner))
            .group_by(imported_record.c.type)
        )
        by_type.update({EventType(kind): number for kind, number in counted})
    page = _page(query, pair).subquery()
    rows = await conn.execute(
        select(imported_record)
        .join(page, page.c.id == imported_record.c.id)
        .order_by(*_order(imported_record.c.day, imported_record.c.id, is_oldest_first=query.oldest_first))
    )
    return RecordPage(
        records=tuple(map(_stored, rows)),
        total=sum(number for kind, number in by_type.items() if not query.types or kind in query.types),
        counts=tuple((kind, by_type[kind]) for kind in EventType if by_type[kind]),
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
    assert query.pair is not None
    day, number = imported_record.c.day, imported_record.c.id
    parts = []
    for owner in visible_to(query.guild):
        conditions = _conditions(query, query.pair, owner)
        if query.types:
            conditions.append(imported_record.c.type.in_(sorted(kind.value for kind in query.types)))
        if last is not None:
            is_earlier = and_(day == last.record.day, number < last.id)
            conditions += [day <= last.record.day, or_(day < last.record.day, is_earlier)]
        part = select(number, day).where(*conditions).order_by(day.desc(), number.desc()).limit(query.limit)
        parts.append(select(part.subquery()))
    found = union_all(*parts).subquery()
    page = select(found.c.id).order_by(found.c.day.desc(), found.c.id.desc()).limit(query.limit).subquery()
    rows = await conn.execute(
        select(imported_record).join(page, page.c.id == number).order_by(day.desc(), number.desc())
    )
    return tuple(map(_stored, rows))


def _conditions(query: EventQuery, pair: Dyad, owner: int) -> list[ColumnElement[bool]]:
    """Return what narrows a query, besides its types."""
    conditions = [imported_record.c.pair == pair.key, imported_record.c.guild == owner]
    if query.period is not None:
        conditions.append(imported_record.c.day.between(query.period.start, query.period.end))
    return conditions


def _page(query: EventQuery, pair: Dyad) -> Select[Any]:
    """Return the query of a page's ids. It asks for one owner at a time, so that each answer comes from the index."""
    parts = []
    for owner in visible_to(query.guild):
        conditions = _conditions(query, pair, owner)
        if query.types:
            conditions.append(imported_record.c.type.in_(sorted(kind.value for kind in query.types)))
        part = (
            select(imported_record.c.id, imported_record.c.day)
            .where(*conditions)
            .order_by(*_order(imported_record.c.day, imported_record.c.id, is_oldest_first=query.oldest_first))
            .limit(query.offset + query.limit)
        )
        parts.append(select(part.subquery()))
    found = union_all(*parts).subquery()
    order = _order(found.c.day, found.c.id, is_oldest_first=query.oldest_first)
    return select(found.c.id).order_by(*order).offset(query.offset).limit(query.limit)


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
