"""A full disk and a locked database, before a digest is made, before it is sent and after it is posted."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.digest.sending import Posted, Search, Sender
from bot.model.digest import OutboxItem
from bot.model.errors import StoreError
from data.store import Connection
from tests.faults.conftest import SERVERS, Office
from tests.faults.test_answers import is_sent_once

_LEASE_S = 91


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the file as another process does in the middle of its writing."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def fill(office: Office) -> None:
    """Fill the disk: no page can be added, and the ledger's last one has no room left."""

    async def no_more(conn: Connection) -> None:
        pages = (await conn.exec_driver_sql("PRAGMA page_count")).scalar_one()
        await conn.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    async def write(conn: Connection) -> None:
        await conn.exec_driver_sql(
            "INSERT INTO digest_ledger (guild, kind, period, decided_at, decision) "
            "VALUES (9, 'digest', '2023-06-01', '2023-06-01 00:00:00', 'sent')"
        )

    await office.store.write(no_more)
    is_full = False
    while not is_full:
        try:
            await office.store.write(write)
        except StoreError as error:
            is_full = "full" in str(error)


async def make_room(office: Office) -> None:
    await office.store.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1000000"))


@dataclass
class Interrupted:
    """A sender during whose posting something happens to the store."""

    sender: Sender
    happens: list[str]
    office: Office

    async def send(self, item: OutboxItem, *, nonce: str, search: Search | None, note: str) -> Posted:
        posted = await self.sender.send(item, nonce=nonce, search=search, note=note)
        if self.happens:
            self.happens.pop()
            await fill(self.office)
        return posted


async def test_a_full_disk_when_digests_are_due_loses_none(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    await fill(office)
    for _ in range(3):
        await office.tick_after(seconds=20)
    assert "tick_failed" in caplog.text
    await make_room(office)
    for _ in range(2):
        await office.tick_after(seconds=_LEASE_S)
    assert await is_sent_once(office)


@pytest.mark.parametrize("pause_s", [_LEASE_S, 3600], ids=["for a moment", "for an hour"])
async def test_a_disk_that_is_full_after_the_posting_doubles_none(
    office: Office, caplog: pytest.LogCaptureFixture, pause_s: int
) -> None:
    office.restart(sender=Interrupted(office.sender, ["the disk is full"], office))
    await office.desk.tick()
    assert "digest_not_noted" in caplog.text
    assert office.posted() == [1] * SERVERS
    office.clock.move(seconds=pause_s)
    await make_room(office)
    await office.desk.tick()
    assert await is_sent_once(office)


async def test_a_locked_database_delays_and_loses_none(
    office: Office, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with locked(path):
        await office.desk.tick()
    assert "tick_failed" in caplog.text
    assert office.posted() == [0] * SERVERS
    await office.tick_after(seconds=20)
    assert await is_sent_once(office)


@pytest.mark.parametrize("pause_s", [_LEASE_S, 1000], ids=["while the nonce is known", "when only the history tells"])
async def test_a_database_that_is_locked_after_the_posting_doubles_none(
    office: Office, path: Path, caplog: pytest.LogCaptureFixture, pause_s: int
) -> None:
    await office.desk.enqueue_due()
    lock = locked(path)

    class Locking(Interrupted):
        async def send(self, item: OutboxItem, *, nonce: str, search: Search | None, note: str) -> Posted:
            if self.happens:
                self.happens.pop()
                lock.__enter__()
            return await self.sender.send(item, nonce=nonce, search=search, note=note)

    office.restart(sender=Locking(office.sender, ["another process writes"], office))
    await office.desk.tick()
    lock.__exit__(None, None, None)
    assert caplog.text.count("digest_not_noted") == SERVERS
    assert office.posted() == [1] * SERVERS
    await office.tick_after(seconds=pause_s)
    assert await is_sent_once(office)
