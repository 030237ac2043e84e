"""Moves a store from a SQLite file to an empty PostgreSQL database.

Each table is copied in the order of its key, some hundred rows in a transaction, so that a move that was cut off goes
on where the target's rows end. Then every row of both is read again. Until that is done the target holds a mark, and
no bot opens it. The source is never changed.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Table, func, insert, literal, make_url, select, text, tuple_
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.errors import StoreError
from data.backup import refuse_in_use, store_file
from data.engines import migration_engine, reader_engine
from data.faults import as_store_errors
from data.migrate import HEAD, MOVING, migrate
from data.schema import metadata
from data.store import schema_of

_AT_ONCE = 500
_LOCK = 0x6D6F7665
_OTHER = "The target is in the middle of a move from another store. Take an empty database."
_NOT_EMPTY = "The target holds rows already. Take an empty database: nothing is ever moved into a store that is in use."


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedTable:
    """A table that lies in the target as it did in the source.

    Attributes:
        name: The table's.
        rows: How many rows it has.
        copied: How many of them this run copied; the others were there from one that was cut off.
    """

    name: str
    rows: int
    copied: int


async def move_store(source: str, target: str, *, told: Callable[[MovedTable], None]) -> tuple[MovedTable, ...]:
    """Move a store, or go on with a move that was cut off.

    Args:
        source: Address of a store in a SQLite file, of this program's schema, that nobody has open.
        target: Address of a PostgreSQL database, empty but for what an earlier move from this source left.
        told: Hears of each table once all of its rows were read in both and found the same.

    Raises:
        StoreError: The source is none, in use, or older; the target is not empty, or can't be used; or rows differ at
            the end, so that the target is not to be used. Nothing in the source was changed.
    """
    path = store_file(source).absolute()
    await asyncio.to_thread(_refuse_source, path)
    if (found := await schema_of(source)) != HEAD:
        raise StoreError(f"schema {found}", user_text="The store's schema is older: run `python -m bot migrate` first.")
    if make_url(target).get_backend_name() != "postgresql":
        raise StoreError("target", user_text="A store is moved to PostgreSQL: --to postgresql+asyncpg://…")
    with as_store_errors():
        old, new = reader_engine(make_url(source), {}), migration_engine(make_url(target))
        try:
            if not await _is_moving(target):
                await migrate(new)
            async with old.connect() as reading, new.connect() as writing:
                await _take_hold(writing, str(path))
                moved = []
                for table in metadata.sorted_tables:
                    moved.append(await _move_table(reading, writing, table))
                    told(moved[-1])
                await _finish(reading, writing)
        finally:
            await old.dispose()
            await new.dispose()
    return tuple(moved)


def _refuse_source(path: Path) -> None:
    """Raise `StoreError` where there is no store, or somebody has it open; blocks."""
    if not path.is_file():
        raise StoreError("no store", user_text=f"There is no store at {path}.")
    refuse_in_use(path)


async def _is_moving(target: str) -> bool:
    engine = migration_engine(make_url(target))
    try:
        async with engine.connect() as connection:
            return bool(await connection.scalar(text("SELECT to_regclass(:mark) IS NOT NULL"), {"mark": MOVING}))
    finally:
        await engine.dispose()


async def _take_hold(writing: AsyncConnection, source: str) -> None:
    """See that the target is this move's, and mark it; one move at a time works on it.

    Raises:
        StoreError: It is not to be moved to.
    """
    async with writing.begin():
        if not await writing.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _LOCK}):
            raise StoreError("moving", user_text="Another move to this target is running.")
        if await writing.scalar(text("SELECT to_regclass(:mark) IS NOT NULL"), {"mark": MOVING}):
            kept = (await writing.execute(text(f"SELECT source, revision FROM {MOVING}"))).one()  # noqa: S608 (our own name)
            if (kept.source, kept.revision) != (source, HEAD):
                raise StoreError("another move", user_text=_OTHER)
            return
        for table in metadata.sorted_tables:
            if await writing.scalar(select(select(table).exists())):
                raise StoreError(f"{table.name} has rows", user_text=_NOT_EMPTY)
        await writing.execute(text(f"CREATE TABLE {MOVING} (source TEXT NOT NULL, revision TEXT NOT NULL)"))
        await writing.execute(
            text(f"INSERT INTO {MOVING} VALUES (:source, :revision)"),  # noqa: S608 (our own name)
            {"source": source, "revision": HEAD},
        )


async def _move_table(reading: AsyncConnection, writing: AsyncConnection, table: Table) -> MovedTable:
    """Copy what the target lacks of a table, and compare all of it."""
    async with writing.begin():
        after = await _last_key(writing, table)
    copied = 0
    async for rows in _batches(reading, table, after):
        try:
            async with writing.begin():
                await writing.execute(insert(table), rows)
        except DBAPIError as fault:
            if (getattr(fault.orig, "sqlstate", None) or "")[:2] not in {"22", "23"}:
                raise
            told = (
                f"A row of the table {table.name} can't be stored in PostgreSQL. The move can go on once it is mended."
            )
            raise StoreError(f"{table.name}: {fault.orig}", user_text=told) from fault
        copied += len(rows)
    before = await _checksum(reading, table)
    async with writing.begin():
        there = await _checksum(writing, table)
    if before != there:
        told = (
            f"The table {table.name} differs: {before[0]} rows in the source, {there[0]} in the target, or other "
            "content. Don't use the target: move to another empty database, with the bot stopped."
        )
        raise StoreError(f"{table.name} differs", user_text=told)
    return MovedTable(name=table.name, rows=before[0], copied=copied)


async def _batches(
    connection: AsyncConnection, table: Table, after: Sequence[Any] | None
) -> AsyncIterator[list[dict[str, Any]]]:
    """Yield a table's rows in the order of its key, those after one key where that is given."""
    key = list(table.primary_key)
    while True:
        asked = select(table).order_by(*key).limit(_AT_ONCE)
        if after is not None:
            asked = asked.where(tuple_(*key) > tuple_(*starmap(_value, zip(after, key, strict=True))))
        rows = (await connection.execute(asked)).mappings().all()
        if not rows:
            return
        yield [dict(row) for row in rows]
        after = [rows[-1][column.name] for column in key]


def _value(value: Any, column: Column[Any]) -> Any:
    return literal(value, column.type)


async def _last_key(connection: AsyncConnection, table: Table) -> Sequence[Any] | None:
    key = list(table.primary_key)
    row = (await connection.execute(select(*key).order_by(*(one.desc() for one in key)).limit(1))).one_or_none()
    return None if row is None else tuple(row)


async def _checksum(connection: AsyncConnection, table: Table) -> tuple[int, str]:
    """Return how many rows a table has, and a SHA-256 of all their values in the order of the key."""
    count, digest = 0, hashlib.sha256()
    async for rows in _batches(connection, table, None):
        count += len(rows)
        for row in rows:
            digest.update(repr(tuple(row.values())).encode("utf-8", "surrogatepass"))
    return count, digest.hexdigest()


async def _finish(reading: AsyncConnection, writing: AsyncConnection) -> None:
    """Have the target's numbers go on where the source's ended, and take the mark away, in one transaction."""
    given: dict[str, int] = {
        row.name: row.seq for row in await reading.execute(text("SELECT name, seq FROM sqlite_sequence"))
    }
    async with writing.begin():
        for table in metadata.sorted_tables:
            (first, *others) = table.primary_key
            place = {"owner": f'"{table.name}"', "name": first.name}
            sequence = await writing.scalar(text("SELECT pg_get_serial_sequence(:owner, :name)"), place)
            if others or sequence is None:
                continue
            last = max(int(given.get(table.name, 0)), await writing.scalar(select(func.max(first))) or 0)
            if last:
                await writing.execute(
                    text("SELECT setval(CAST(:sequence AS regclass), :last)"), {"sequence": sequence, "last": last}
                )
        await writing.execute(text(f"DROP TABLE {MOVING}"))
