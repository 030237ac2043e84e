"""`python -m bot doctor`, `backup`, `restore` and `migrate` as an operator meets them: real processes, real files."""

import asyncio
import json
import os
import re
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest
from alembic import command
from sqlalchemy import create_engine, make_url

from bot.sandbox.wire import WireServer
from data import migrate
from data.migrate import HEAD
from data.store import Store
from tests.data.conftest import address
from tests.test_command_line import ROOT, last_line, run

SECRET = "abcdefghijklmnopqrstuvwxyz.secret.abcdefghijklmnopqrstuvwxyz"


def revision_of(file: Path) -> str:
    with closing(sqlite3.connect(file)) as store:
        return str(store.execute("SELECT version_num FROM alembic_version").fetchone()[0])


async def test_a_backup_and_back_again(path: Path, tmp_path: Path) -> None:
    place = {"BACKCHANNEL_DATABASE_URL": address(path)}
    status, out, _ = await run("backup", cwd=tmp_path, **place)
    (kept,) = (tmp_path / "backups").glob("backchannel-*.sqlite3")
    assert status == 0
    assert str(kept) in out
    status, _, err = await run("restore", str(kept), cwd=tmp_path, **place)
    assert (status, "holds something already" in last_line(err)) == (1, True)
    elsewhere = tmp_path / "elsewhere.sqlite3"
    status, out, _ = await run("restore", str(kept), cwd=tmp_path, BACKCHANNEL_DATABASE_URL=address(elsewhere))
    assert (status, revision_of(elsewhere)) == (0, HEAD)
    status, _, err = await run("backup", str(elsewhere), cwd=tmp_path, **place)
    assert (status, "exists already" in last_line(err)) == (1, True)
    assert "Traceback" not in err


def make_older(path: Path, revision: str) -> None:
    """Make a store as an older program did."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


async def test_migrating_says_from_where_to_where_and_keeps_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    make_older(path, "0006")
    place = {"BACKCHANNEL_DATABASE_URL": address(path)}
    status, out, _ = await run("migrate", cwd=tmp_path, **place)
    assert (status, last_line(out)) == (0, f"backchannel: the store's schema went from 0006 to {HEAD}.")
    (kept,) = (tmp_path / "backups").glob(f"before-{HEAD}-*.sqlite3")
    assert (revision_of(kept), revision_of(path)) == ("0006", HEAD)
    status, out, _ = await run("migrate", cwd=tmp_path, **place)
    assert (status, "nothing to do" in out) == (0, True)


async def test_a_store_in_use_is_not_migrated(path: Path, tmp_path: Path) -> None:
    store = await Store.open(address(path))
    await store.write(lambda conn: conn.exec_driver_sql("UPDATE alembic_version SET version_num = '0006'"))
    status, _, err = await run("migrate", cwd=tmp_path, BACKCHANNEL_DATABASE_URL=address(path))
    await store.close()
    assert (status, "in use: stop the bot first" in last_line(err)) == (1, True)
    assert revision_of(path) == "0006"


async def test_a_store_is_moved_and_the_password_told_nowhere(path: Path, tmp_path: Path, empty_database: str) -> None:
    status, out, err = await run("move", "--to", empty_database, cwd=tmp_path, BACKCHANNEL_DATABASE_URL=address(path))
    assert (status, err) == (0, "")
    assert "moved 0 rows in" in out
    assert empty_database not in out
    password = make_url(empty_database).password
    assert isinstance(password, str)
    assert password not in out + err


@pytest.mark.parametrize("words", [("backup",), ("restore", "x")])
async def test_postgresql_is_left_to_its_own_tools(words: tuple[str, ...], tmp_path: Path) -> None:
    url = "postgresql+asyncpg://reader:a-secret@127.0.0.1:1/store"
    status, out, err = await run(*words, cwd=tmp_path, BACKCHANNEL_DATABASE_URL=url)
    assert (status, "pg_dump and pg_restore" in last_line(err)) == (1, True)
    assert "a-secret" not in out + err


async def test_the_doctor_ends_with_one_where_there_is_a_fault(tmp_path: Path) -> None:
    status, out, err = await run(
        "doctor", cwd=tmp_path, DISCORD_TOKEN=SECRET, BACKCHANNEL_DISCORD_API="http://127.0.0.1:1"
    )
    assert status == 1
    assert re.search(r"^fault +Discord +Discord’s API can’t be reached", out, flags=re.MULTILINE)
    assert "secret" not in out + err
    assert not (tmp_path / "data").exists()


async def test_the_doctor_without_a_token_finds_no_fault(tmp_path: Path) -> None:
    status, out, _ = await run("doctor", cwd=tmp_path)
    assert status == 0
    assert "To do: Set DISCORD_TOKEN" in " ".join(out.split())


@pytest.fixture
async def wire() -> AsyncIterator[WireServer]:
    server = WireServer()
    await server.start()
    yield server
    await server.stop()


async def test_a_running_bot_is_ready_and_counts(wire: WireServer, path: Path, tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BACKCHANNEL_", "DISCORD_"))}
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", cwd=tmp_path,
        env={
            **clean, "PYTHONPATH": str(ROOT), "DISCORD_TOKEN": wire.token, "BACKCHANNEL_DISCORD_API": wire.api_base,
            "BACKCHANNEL_DISCORD_GATEWAY": wire.gateway_url, "BACKCHANNEL_DATABASE_URL": address(path),
            "BACKCHANNEL_HEALTH_PORT": str(port), "BACKCHANNEL_TICK_S": "15",
        },
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    told = b""
    while not re.search(rb"\bready\b.* guilds=", told):
        line = await process.stderr.readline()
        assert line, told.decode()
        told += line
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        async with session.get("/readyz") as answer:
            ready = answer.status, json.loads(await answer.text())
        async with session.get("/metrics") as answer:
            counted = await answer.text()
        async with session.get("/healthz") as answer:
            assert answer.status == 200
    status, out, _ = await run("restore", str(path), cwd=tmp_path, BACKCHANNEL_DATABASE_URL=address(path))
    assert (status, out) == (1, "")
    process.terminate()
    await process.communicate()
    assert ready == (200, {"status": "ready", "reasons": [], "roles": ["worker"], "posting": True})
    assert re.search(r'backchannel_articles_total\{outcome="read"\} [1-9]', counted)
    assert re.search(r'backchannel_discord_requests_total\{status="2xx"\} [1-9]', counted)
    assert re.search(r'backchannel_store_seconds_count\{operation="write"\} [1-9]', counted)


def free_port() -> int:
    import socket

    with closing(socket.socket()) as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])
