import asyncio
import multiprocessing
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.digest import DigestDecision, LedgerEntry
from bot.model.errors import StoreError
from bot.model.ids import GuildId
from data import digests
from data.schema import digest_ledger
from data.store import Store
from tests.data.build import NOON
from tests.data.conftest import address

ENTRY = LedgerEntry(
    guild=GuildId(1), kind="digest", period=date(2023, 6, 14), decided_at=NOON, decision=DigestDecision.SENT
)


async def add(conn: AsyncConnection) -> None:
    await digests.record_decision(conn, ENTRY)


async def count(conn: AsyncConnection) -> int:
    return await conn.scalar(select(func.count()).select_from(digest_ledger)) or 0


async def test_a_new_store_makes_its_folders_and_opens_again(tmp_path: Path) -> None:
    url = address(tmp_path / "deep" / "er" / "new.sqlite3")
    first = await Store.open(url)
    await first.write(add)
    await first.close()
    again = await Store.open(url)
    assert await again.read(count) == 1
    await again.close()
    await again.close()


@pytest.mark.sqlite_only
async def test_the_connections_have_the_settings_that_were_measured(store: Store) -> None:
    async def pragmas(conn: AsyncConnection) -> dict[str, object]:
        names = ("journal_mode", "foreign_keys", "query_only", "busy_timeout")
        return {name: (await conn.exec_driver_sql(f"PRAGMA {name}")).scalar() for name in names}

    writer, reader = await store.write(pragmas), await store.read(pragmas)
    assert writer == {"journal_mode": "wal", "foreign_keys": 1, "query_only": 0, "busy_timeout": 5000}
    assert reader == {"journal_mode": "wal", "foreign_keys": 1, "query_only": 1, "busy_timeout": 5000}


async def test_a_write_that_raises_changes_nothing(store: Store) -> None:
    async def fail(conn: AsyncConnection) -> None:
        await add(conn)
        raise LookupError("its own reason")

    with pytest.raises(LookupError, match="its own reason"):
        await store.write(fail)
    assert await store.read(count) == 0


async def test_a_cancelled_write_changes_nothing_and_the_next_one_works(store: Store) -> None:
    started = asyncio.Event()

    async def wait(conn: AsyncConnection) -> None:
        await add(conn)
        started.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(store.write(wait))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await store.write(add)
    assert await store.read(count) == 1


async def test_writes_at_once_wait_for_each_other(store: Store) -> None:
    await asyncio.gather(*(store.write(add) for _ in range(20)), *(store.read(count) for _ in range(20)))
    assert await store.read(count) == 20


async def test_a_read_sees_one_snapshot(store: Store) -> None:
    async def twice(conn: AsyncConnection) -> tuple[int, int]:
        before = await count(conn)
        await store.write(add)
        return before, await count(conn)

    assert await store.read(twice) == (0, 0)
    assert await store.read(count) == 1


async def test_a_read_can_not_write(store: Store) -> None:
    with pytest.raises(StoreError, match=r"read-?only"):
        await store.read(add)


async def test_a_query_at_fault_is_not_blamed_on_the_store(store: Store) -> None:
    with pytest.raises(DBAPIError, match=r"no such table|does not exist"):
        await store.read(lambda conn: conn.exec_driver_sql("SELECT * FROM absent"))


async def test_an_error_that_is_logged_holds_no_value_of_its_statement(store: Store) -> None:
    with pytest.raises(DBAPIError) as caught:
        await store.write(lambda conn: conn.execute(text("UPDATE absent SET title = :t"), {"t": "a person's words"}))
    assert "a person's words" not in str(caught.value)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_a_lock_held_elsewhere_is_named_and_reading_goes_on(path: Path) -> None:
    store = await Store.open(address(path), busy_timeout_s=0.05)
    with locked(path):
        assert await store.read(count) == 0
        with pytest.raises(StoreError) as caught:
            await store.write(add)
    assert caught.value.user_text == (
        "The store is locked by another program. Nothing was changed; try again in a moment."
    )
    await store.write(add)
    await store.close()


async def test_a_store_that_is_locked_at_the_start_says_so(path: Path) -> None:
    with locked(path), pytest.raises(StoreError) as caught:
        await Store.open(address(path), busy_timeout_s=0.05)
    assert "locked by another program" in caught.value.user_text


def sql(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(statement)


def break_newer(path: Path) -> None:
    sql(path, "UPDATE alembic_version SET version_num = '9999'")


def break_foreign(path: Path) -> None:
    path.unlink()
    sql(path, "CREATE TABLE wallpaper (colour TEXT)")


def break_text(path: Path) -> None:
    path.write_text("Dear diary, this is no database. " * 100, encoding="utf-8")


def break_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (break_newer, "written by a newer Backchannel"),
        (break_foreign, "another program's tables"),
        (break_text, "is not a database"),
        (break_folder, "can't be opened"),
    ],
    ids=["newer", "another-programs", "no-database", "a-folder"],
)
async def test_a_file_that_can_not_be_used_is_refused_and_left_alone(
    path: Path, spoil: Callable[[Path], None], says: str
) -> None:
    spoil(path)
    before = content(path)
    with pytest.raises(StoreError) as caught:
        await Store.open(address(path))
    assert says in caught.value.user_text
    assert content(path) == before


async def test_a_path_below_a_file_is_refused(path: Path) -> None:
    with pytest.raises(StoreError):
        await Store.open(address(path / "store.sqlite3"))


async def test_a_read_only_file_is_refused(path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        await Store.open(f"sqlite+aiosqlite:///file:{path}?mode=ro&uri=true")
    assert "read-only" in caught.value.user_text


@pytest.mark.sqlite_only
async def test_a_full_disk_is_named_and_changes_nothing(store: Store) -> None:
    async def fill(conn: AsyncConnection) -> None:
        # SQLite gives the full disk's error where a file would outgrow this many pages.
        await conn.exec_driver_sql("PRAGMA max_page_count = 1")
        values = {"guild": 1, "kind": "k", "period": NOON.date(), "decided_at": NOON, "decision": "skipped"}
        await conn.execute(insert(digest_ledger), [{**values, "reason": "x" * 4000} for _ in range(200)])

    with pytest.raises(StoreError) as caught:
        await store.write(fill)
    assert caught.value.user_text == "The store's disk is full. Nothing was changed."
    assert await store.read(count) == 0


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("not an address", "can't be read"),
        ("mysql://localhost/x", "“mysql” is no supported database"),
        ("sqlite+aiosqlite://", "names no file"),
        ("postgresql+asyncpg://localhost/x?sslmode=require", "“sslmode” can't stand in the store's address"),
        ("sqlite+aiosqlite:///:memory:", "names no file"),
    ],
)
async def test_an_address_that_can_not_be_used_is_refused(url: str, says: str) -> None:
    with pytest.raises(StoreError) as caught:
        await Store.open(url)
    assert says in caught.value.user_text


def work_beside(url: str, writes: int) -> None:
    """Open the store in a process of its own and write to it."""

    async def run() -> None:
        store = await Store.open(url)
        for _ in range(writes):
            await store.write(add)
        await store.close()

    asyncio.run(run())


@pytest.mark.timeout(60)
async def test_two_processes_may_make_one_store_and_write_to_it(tmp_path: Path) -> None:
    url = address(tmp_path / "shared.sqlite3")
    processes = [multiprocessing.get_context("spawn").Process(target=work_beside, args=(url, 10)) for _ in range(2)]
    for process in processes:
        process.start()
    await asyncio.gather(*(asyncio.to_thread(process.join) for process in processes))
    assert [process.exitcode for process in processes] == [0, 0]
    store = await Store.open(url)
    assert await store.read(count) == 20
    await store.close()


async def test_a_copy_of_the_file_opens(path: Path, tmp_path: Path) -> None:
    store = await Store.open(address(path))
    await store.write(add)
    await store.close()
    copy = await Store.open(address(Path(shutil.copy(path, tmp_path / "copy.sqlite3"))))
    assert await copy.read(count) == 1
    await copy.close()
