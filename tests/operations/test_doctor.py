"""The doctor on real stores, a real loopback Discord, and values that Discord might answer."""

import re
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from pydantic import SecretStr
from sqlalchemy import make_url

from bot.operations import machine_checks as machine
from bot.operations.discord_checks import (
    NEEDED,
    Answer,
    clock_finding,
    discord_findings,
    gateway_finding,
    intents_finding,
    permissions_finding,
)
from bot.operations.doctor import examine
from bot.operations.findings import Finding, Grade
from bot.operations_cli import table_of
from bot.posting import INVITE_PERMISSIONS
from bot.sandbox.wire import Fault, WireServer
from config.settings import Settings
from data import backup
from data.migrate import HEAD
from data.store import Store, schema_of
from tests.data.conftest import address
from tests.data.test_backup import damage, foreign, letter, newer

NOW = datetime(2027, 6, 15, 12, 0, tzinfo=UTC)
TOKEN = "abcdefghijklmnopqrstuvwxyz.secret.abcdefghijklmnopqrstuvwxyz"
KEY = "sk-another-secret"


def real_now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
async def wire() -> AsyncIterator[WireServer]:
    server = WireServer()
    await server.start()
    yield server
    await server.stop()


def grades(findings: tuple[Finding, ...]) -> dict[str, Grade]:
    return {one.name: one.grade for one in findings}


async def of_wire(wire: WireServer, token: str) -> tuple[Finding, ...]:
    return await discord_findings(token, api=wire.api_base, gateway=wire.gateway_url, now=real_now)


async def test_a_token_that_discord_takes(wire: WireServer) -> None:
    found = grades(await of_wire(wire, wire.token))
    assert found.pop("permissions") is Grade.WARNING  # in no server yet
    assert found.pop("clock", Grade.FINE) is Grade.FINE
    assert found == {"token": Grade.FINE, "intents": Grade.FINE, "gateway": Grade.FINE}


async def test_a_token_that_discord_refuses(wire: WireServer) -> None:
    found = await of_wire(wire, TOKEN)
    assert (found[0].name, found[0].grade) == ("token", Grade.FAULT)
    assert "refuses" in found[0].case
    assert "developer portal" in found[0].advice


@pytest.mark.parametrize(("status", "words"), [(429, "limits"), (503, "status 503")])
async def test_a_discord_that_answers_otherwise(wire: WireServer, status: int, words: str) -> None:
    wire.inject(Fault(method="GET", path_pattern="/users/@me", status=status, code=0, message="No", times=None))
    found = await of_wire(wire, wire.token)
    assert (found[0].grade, words in found[0].case) == (Grade.WARNING, True)


async def test_a_gateway_that_is_shut(wire: WireServer) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"ws://127.0.0.1:{taken.getsockname()[1]}"
        found = await discord_findings(wire.token, api=wire.api_base, gateway=nobody, now=real_now)
    assert grades(found)["gateway"] is Grade.FAULT


async def test_without_a_network_the_doctor_says_so() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}/api/v10"
        (found,) = await discord_findings(TOKEN, api=nobody, now=real_now)
    assert (found.name, found.grade) == ("Discord", Grade.FAULT)


@pytest.mark.parametrize(
    ("token", "grade"),
    [(None, Grade.WARNING), ("the token", Grade.FAULT), ("123", Grade.FAULT), ("a.b.c", Grade.FAULT)],
)
async def test_a_token_that_is_none_is_not_sent_anywhere(token: str | None, grade: Grade) -> None:
    (found,) = await discord_findings(token, now=real_now)
    assert (found.name, found.grade) == ("token", grade)


def answer(body: Any, status: int = 200, **more: Any) -> Answer:
    return Answer(**{"status": status, "body": body, "asked_at": NOW, "took_s": 0.1, **more})


@pytest.mark.parametrize(
    ("flags", "named"),
    [(0, ""), (1 << 18, "message content"), (1 << 19 | 1 << 15, "server members, message content"), (1 << 23, "")],
)
def test_intents_that_are_not_needed_are_named(flags: int, named: str) -> None:
    found = intents_finding(answer({"flags": flags}))
    assert found.grade is (Grade.WARNING if named else Grade.FINE)
    assert named in found.case


@pytest.mark.parametrize(
    ("left", "grade"), [(1000, Grade.FINE), (10, Grade.FINE), (9, Grade.WARNING), (0, Grade.WARNING)]
)
def test_few_starts_are_told(left: int, grade: Grade) -> None:
    body = {"url": "wss://x", "shards": 1, "session_start_limit": {"remaining": left, "reset_after": 7_200_000}}
    found = gateway_finding(answer(body), has_hello=True)
    assert found.grade is grade
    assert ("2.0 hours" in found.case) is (grade is Grade.WARNING)


ENOUGH = INVITE_PERMISSIONS.value


@pytest.mark.parametrize(
    ("permissions", "words"),
    [
        (ENOUGH, "Enough"),
        (1 << 3, "Enough"),
        (ENOUGH & ~(1 << 16), "7 lacks Read Message History"),
        (0, "View Channel"),
    ],
    ids=["enough", "administrator", "no-history", "none"],
)
def test_servers_that_lack_permissions_are_named_by_number(permissions: int, words: str) -> None:
    found = permissions_finding(answer([{"id": "7", "name": "Private club", "permissions": str(permissions)}]))
    assert words in found.case
    assert "club" not in found.case


def test_all_permissions_that_the_bot_is_invited_with_are_asked_for() -> None:
    assert sum(1 << bit for bit in NEEDED.values()) == INVITE_PERMISSIONS.value


@pytest.mark.parametrize(
    ("off_s", "grade"),
    [(0, Grade.FINE), (5, Grade.FINE), (7, Grade.WARNING), (-8, Grade.WARNING), (59, Grade.WARNING), (90, Grade.FAULT)],
)
def test_a_wrong_clock(off_s: float, grade: Grade) -> None:
    (found,) = clock_finding(answer(None, date=NOW - timedelta(seconds=off_s)))
    assert found.grade is grade
    assert ("ahead of" in found.case) is (grade is not Grade.FINE and off_s > 0)


def test_an_answer_without_a_date_compares_no_clocks() -> None:
    assert clock_finding(answer(None)) == ()


async def test_a_store_that_is_whole(path: Path) -> None:
    found = await machine.store_finding(address(path))
    assert (found.grade, "whole" in found.case) == (Grade.FINE, True)
    store = await Store.open(address(path))
    await store.write(lambda conn: conn.exec_driver_sql("DELETE FROM article"))
    assert "in use" in (await machine.store_finding(address(path))).case
    await store.close()


@pytest.mark.parametrize("spoil", [damage, newer, letter], ids=["damaged", "newer", "letter"])
async def test_a_store_that_is_not(spoil: Any, path: Path) -> None:
    spoil(path)
    found = await machine.store_finding(address(path))
    assert found.grade is Grade.FAULT
    assert found.advice


async def test_another_programs_database(tmp_path: Path) -> None:
    foreign(tmp_path / "other.sqlite3")
    found = await machine.store_finding(address(tmp_path / "other.sqlite3"))
    assert found.grade is not Grade.FINE


async def test_a_store_that_is_not_there_yet_is_not_made(tmp_path: Path) -> None:
    found = await machine.store_finding(address(tmp_path / "new" / "store.sqlite3"))
    assert found.grade is Grade.FINE
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("kept", "age_days", "grade"),
    [(7, 1, Grade.FINE), (7, 3, Grade.WARNING), (7, None, Grade.WARNING), (0, 1, Grade.WARNING)],
    ids=["fresh", "old", "none", "off"],
)
def test_backups(kept: int, age_days: int | None, grade: Grade, path: Path, tmp_path: Path) -> None:
    if age_days is not None:
        backup.back_up(path, tmp_path / "kept" / backup.backup_name(NOW - timedelta(days=age_days)))
    found = machine.backups_finding(address(path), str(tmp_path / "kept"), kept, now=NOW)
    assert found.grade is grade


@pytest.mark.parametrize(
    ("rows", "grade", "words"),
    [
        (None, Grade.FINE, "0 are asked for"),
        ([("active", 0), ("active", 2), ("active", 0)], Grade.FINE, "3 are asked for; 1 failed"),
        ([("active", 1), ("active", 2), ("active", 0)], Grade.WARNING, "2 failed at the last look"),
        (
            [("active", 0), ("paused", 9), ("gone", 1)],
            Grade.WARNING,
            "1 are asked for; 0 failed at the last look, 2 were",
        ),
    ],
    ids=["none", "one-fails", "most-fail", "stopped"],
)
async def test_feeds(rows: list[tuple[str, int]] | None, grade: Grade, words: str, tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with closing(sqlite3.connect(path)) as store, store:
        if rows is None:
            store.execute("CREATE TABLE other (id INTEGER)")
        else:
            store.execute("CREATE TABLE feed (state TEXT, failures INTEGER)")
            store.executemany("INSERT INTO feed VALUES (?, ?)", rows)
    found = await machine.feeds_finding(address(path))
    assert (found.grade, words in found.case) == (grade, True), found.case


def test_a_port_that_is_taken() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert machine.port_finding("127.0.0.1", port).grade is Grade.WARNING
    assert machine.port_finding("127.0.0.1", port).grade is Grade.FINE


async def test_a_model_that_is_not_installed() -> None:
    found = await machine.reader_finding("xx_no_model")
    assert (found.grade, "xx_no_model" in found.case) == (Grade.FAULT, True)


async def test_no_token_and_no_key_is_printed(wire: WireServer, path: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        settings = Settings(
            discord_token=SecretStr(TOKEN),
            database_url=address(path),
            language_model_url=f"http://127.0.0.1:{taken.getsockname()[1]}/v1",
            language_model_key=SecretStr(KEY),
            discord_api=wire.api_base,
            discord_gateway=wire.gateway_url,
        )
        found = await examine(settings, now=real_now)
    told = table_of(found) + repr(found)
    assert "secret" not in told
    assert grades(found)["token"] is Grade.FAULT
    assert grades(found)["language model"] is Grade.WARNING
    assert grades(found)["reader"] is Grade.FINE


async def test_a_store_whose_tables_are_spoilt_is_told_beside_the_rest(path: Path) -> None:
    with closing(sqlite3.connect(path)) as store, store:
        store.execute("PRAGMA writable_schema = ON")
        store.execute("UPDATE sqlite_master SET sql = 'CREATE TABEL nonsense' WHERE name = 'article'")
    found = grades(await examine(Settings(database_url=address(path)), now=real_now))
    assert found["store"] is Grade.FAULT
    assert found["time zones"] is Grade.FINE


async def test_a_postgresql_address_keeps_its_password() -> None:
    url = "postgresql+asyncpg://reader:a-secret@127.0.0.1:1/store"
    store = await machine.store_finding(url)
    backups = machine.backups_finding(url, None, 7, now=NOW)
    assert store.grade is Grade.FAULT
    assert "secret" not in repr((store, backups))


async def test_a_store_in_postgresql_is_looked_through_and_not_changed(empty_database: str) -> None:
    store, feeds = await machine.store_finding(empty_database), await machine.feeds_finding(empty_database)
    assert (store.grade, "schema none" in store.case, feeds.case) == (Grade.WARNING, True, "None yet.")
    assert await schema_of(empty_database) is None
    await (await Store.open(empty_database)).close()
    store, feeds = await machine.store_finding(empty_database), await machine.feeds_finding(empty_database)
    assert store.grade is Grade.FINE
    assert re.fullmatch(rf"PostgreSQL [0-9.]+ answers, [0-9.]+ MB.*, schema {HEAD}\.", store.case)
    assert feeds.case == "0 are asked for; 0 failed at the last look, 0 were stopped."


async def test_a_user_who_may_not_write_in_postgresql_is_told(empty_database: str) -> None:
    address = make_url(empty_database)
    connection = await asyncpg.connect(address.set(drivername="postgresql").render_as_string(hide_password=False))
    await connection.execute(f'ALTER DATABASE "{address.database}" SET default_transaction_read_only = on')
    await connection.close()
    found = await machine.store_finding(empty_database)
    assert found.grade is Grade.FAULT
    assert "may not write" in found.case
