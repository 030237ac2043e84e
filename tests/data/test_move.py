"""A store is moved whole or not at all, and a move that was cut off goes on."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import Table, func, insert, make_url, select, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import JSON, BigInteger, Boolean, Date, DateTime, Float, Integer, LargeBinary, Time, TypeEngine

from bot.model.errors import StoreError
from bot.model.stored import EventQuery
from data import move, timeline
from data.migrate import HEAD
from data.move import MovedTable, move_store
from data.schema import event, metadata
from data.store import Store, schema_of
from tests.data.build import GUILD, NOON, Told, add, on
from tests.data.conftest import address

ODD = "“Ünï” \U0001f600 中国 \\ ' \" \ufffd\n"


def value_of(kind: TypeEngine[object], number: int) -> object:
    """A value of a column's type that a careless copy would spoil."""
    known: dict[type, object] = {
        JSON: {"z": [1, None, ODD], "a": 0.1 + number},
        Boolean: bool(number % 2),
        DateTime: NOON.replace(microsecond=number),
        Date: NOON.date(),
        Time: NOON.time(),
        Float: number / 3,
        LargeBinary: bytes([number % 256, 0, 255]),
        BigInteger: 2**62 + number,
        Integer: number,
    }
    impl = getattr(kind, "impl", kind)
    found = next((value for one, value in known.items() if isinstance(impl, one)), None)
    return (f"{number}" if getattr(impl, "length", None) else f"{number} {ODD}") if found is None else found


def row_of(table: Table, number: int) -> dict[str, object]:
    """A row with a value in every column; what refers to another row refers to the one of the same number."""
    row = {one.name: value_of(one.type, number) for one in table.columns}
    keys = {one.parent.name for one in table.foreign_keys} | {"id"}
    row |= {one.name: number for one in table.columns if one.name in keys and isinstance(one.type, Integer)}
    if table.name in {"event", "event_pair", "event_report"}:
        row |= {"start_date": NOON.date(), "end_date": NOON.date()}
    if table.name == "guild_settings":
        row |= {"weekday": 1, "month_day": 2}
    return row | ({"weight": 0.25} if table.name == "topic" else {})


async def fill(path: Path, rows: int) -> None:
    """Put rows into each table of a store."""
    store = await Store.open(address(path))

    async def put(conn: AsyncConnection) -> None:
        for table in metadata.sorted_tables:
            await conn.execute(insert(table), [row_of(table, number) for number in range(1, rows + 1)])

    await store.write(put)
    await store.close()


async def rows_of(url: str) -> dict[str, list[tuple[object, ...]]]:
    store = await Store.open(url)
    found = {
        table.name: [
            tuple(row)
            for row in await store.read(lambda c, t=table: c.execute(select(t).order_by(*t.primary_key)))  # type: ignore[misc]  # bound per turn
        ]
        for table in metadata.sorted_tables
    }
    await store.close()
    return found


async def test_every_row_of_every_table_is_moved_as_it_was(path: Path, empty_database: str) -> None:
    await fill(path, 7)
    told: list[MovedTable] = []
    moved = await move_store(address(path), empty_database, told=told.append)
    assert [(one.name, one.rows, one.copied) for one in moved] == [(one.name, 7, 7) for one in metadata.sorted_tables]
    assert tuple(told) == moved
    before = await rows_of(address(path))
    assert await rows_of(empty_database) == before
    assert {len(rows) for rows in before.values()} == {7}
    assert await schema_of(empty_database) == HEAD


async def test_a_moved_store_works_on_and_gives_no_number_twice(path: Path, empty_database: str) -> None:
    store = await Store.open(address(path))
    told = Told(headline="They meet", when=on("2023-06-14"))
    first = await add(store, told, guild=GUILD)
    await store.write(lambda conn: conn.execute(text("DELETE FROM article")))
    await store.write(lambda conn: conn.execute(text("DELETE FROM event")))
    await store.close()
    await move_store(address(path), empty_database, told=lambda _one: None)
    store = await Store.open(empty_database)
    second = await add(store, told, guild=GUILD)
    assert (second.id, second.event_ids[0]) == (first.id + 1, first.event_ids[0] + 1)
    found = await store.read(lambda conn: timeline.timeline(conn, EventQuery(guild=GUILD, words="meets")))
    assert found.total == 1
    await store.close()


@pytest.mark.parametrize("after", [0, 1, 9, 40])
async def test_a_move_that_was_cut_off_goes_on_and_no_bot_starts_between(
    path: Path, empty_database: str, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(move, "_AT_ONCE", 2)
    await fill(path, 5)
    heard: list[MovedTable] = []

    def cut_off(one: MovedTable) -> None:
        heard.append(one)
        if len(heard) > after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await move_store(address(path), empty_database, told=cut_off)
    with pytest.raises(StoreError) as caught:
        await Store.open(empty_database)
    assert "the move has not ended" in caught.value.user_text
    moved = await move_store(address(path), empty_database, told=lambda _one: None)
    assert [one.copied for one in moved] == [0] * (after + 1) + [5] * (len(moved) - after - 1)
    assert await rows_of(empty_database) == await rows_of(address(path))


async def test_a_table_that_was_cut_off_in_its_middle_is_ended(
    path: Path, empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(move, "_AT_ONCE", 2)
    await fill(path, 5)
    batches = move._batches
    seen = 0

    async def fail(*words: object) -> AsyncIterator[object]:
        nonlocal seen
        async for rows in batches(*words):  # type: ignore[arg-type]  # handed on
            seen += 1
            if seen == 2:
                raise KeyboardInterrupt
            yield rows

    monkeypatch.setattr(move, "_batches", fail)
    with pytest.raises(KeyboardInterrupt):
        await move_store(address(path), empty_database, told=lambda _one: None)
    monkeypatch.setattr(move, "_batches", batches)
    moved = await move_store(address(path), empty_database, told=lambda _one: None)
    assert (moved[0].rows, moved[0].copied) == (5, 3)


def older(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0017'")


def absent(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("spoil", "says"), [(older, "run `python -m bot migrate` first"), (absent, "There is no store at")]
)
async def test_a_source_that_can_not_be_moved_is_refused_and_the_target_left_alone(
    path: Path, empty_database: str, spoil: Callable[[Path], None], says: str
) -> None:
    await asyncio.to_thread(spoil, path)
    with pytest.raises(StoreError) as caught:
        await move_store(address(path), empty_database, told=lambda _one: None)
    assert says in caught.value.user_text
    assert await schema_of(empty_database) is None


async def test_a_store_that_is_open_is_not_moved(path: Path, empty_database: str) -> None:
    store = await Store.open(address(path))
    await store.read(lambda conn: conn.scalar(select(func.count()).select_from(event)))
    with pytest.raises(StoreError) as caught:
        await move_store(address(path), empty_database, told=lambda _one: None)
    assert "stop the bot first" in caught.value.user_text
    await store.close()


async def test_a_target_that_holds_something_is_refused_and_left_alone(path: Path, empty_database: str) -> None:
    await fill(path, 1)
    store = await Store.open(empty_database)
    await add(store, Told(headline="They meet", when=on("2023-06-14")), guild=GUILD)
    await store.close()
    before = await rows_of(empty_database)
    with pytest.raises(StoreError) as caught:
        await move_store(address(path), empty_database, told=lambda _one: None)
    assert "holds rows already" in caught.value.user_text
    assert await rows_of(empty_database) == before


async def test_nothing_is_moved_to_a_file(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        await move_store(address(path), address(tmp_path / "other.sqlite3"), told=lambda _one: None)
    assert "moved to PostgreSQL" in caught.value.user_text


async def test_a_row_that_came_out_otherwise_is_found(path: Path, empty_database: str) -> None:
    await fill(path, 3)

    def stop(_one: MovedTable) -> None:
        if _one.name == "event":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await move_store(address(path), empty_database, told=stop)
    dsn = make_url(empty_database).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(dsn)
    await connection.execute("UPDATE event SET salience = salience + 1e-9 WHERE id = 2")
    await connection.close()
    with pytest.raises(StoreError) as caught:
        await move_store(address(path), empty_database, told=lambda _one: None)
    assert "The table event differs" in caught.value.user_text
