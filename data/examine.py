"""Looks a store through for the doctor, and changes nothing in it. What looks at a file blocks; call it in a thread."""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, make_url, select, text

from data.backup import is_in_use, quick_check
from data.engines import reader_engine
from data.faults import as_store_errors
from data.schema import feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was seen.

    Attributes:
        size: Bytes, the write-ahead log included.
        wal_size: Bytes of the write-ahead log alone.
        is_wal: Whether the file is in WAL mode.
        is_writable: Whether this program may write the file and its folder.
        is_in_use: Whether another connection has it open.
        fault: The first thing that is wrong with its pages; None for a whole one.
    """

    size: int
    wal_size: int
    is_wal: bool
    is_writable: bool
    is_in_use: bool
    fault: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedCounts:
    """How the feeds stand that servers follow.

    Attributes:
        asked: How many are asked for.
        failing: How many of these failed at the last look.
        stopped: How many are asked for no more, since they failed for days or are gone.
    """

    asked: int
    failing: int
    stopped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedServer:
    """What was seen of a store in PostgreSQL.

    Attributes:
        version: The server's, as it says it: "15.3".
        size: Bytes of the whole database.
        others: Other connections to it, of the bot or of any program.
        is_writable: Whether this user may change the schema and the server takes writes.
        feeds: How the feeds stand; None where there is no schema yet.
    """

    version: str
    size: int
    others: int
    is_writable: bool
    feeds: FeedCounts | None


_SERVER = text(
    """
    SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
        pg_database_size(current_database()) AS size,
        (SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()) AS others,
        NOT pg_is_in_recovery() AND NOT current_setting('default_transaction_read_only')::bool
            AND has_schema_privilege(current_schema(), 'CREATE') AS is_writable,
        to_regclass('feed') IS NOT NULL AS has_feeds
    """
)


async def examine_server(url: str) -> ExaminedServer:
    """Look a store in PostgreSQL through.

    Raises:
        StoreError: It can't be reached or read.
    """
    with as_store_errors():
        engine = reader_engine(make_url(url), {})
        try:
            async with engine.connect() as connection:
                seen = (await connection.execute(_SERVER)).one()
                feeds = None
                if seen.has_feeds:
                    failing = func.sum(func.least(feed.c.failures, 1))
                    asked = select(feed.c.state, func.count(), failing).group_by(feed.c.state)
                    feeds = _counted((await connection.execute(asked)).all())
        finally:
            await engine.dispose()
    return ExaminedServer(
        version=seen.version, size=seen.size, others=seen.others, is_writable=seen.is_writable, feeds=feeds
    )


def count_feeds(path: Path) -> FeedCounts:
    """Return how a store's feeds stand.

    Raises:
        StoreError: It can't be opened or read.
    """
    with as_store_errors(), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        is_there = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'feed'"
        if not connection.execute(is_there).fetchone()[0]:
            return FeedCounts(asked=0, failing=0, stopped=0)
        found = connection.execute("SELECT state, count(*), sum(failures > 0) FROM feed GROUP BY state").fetchall()
    return _counted(found)


def _counted(found: Iterable[Sequence[Any]]) -> FeedCounts:
    """Return rows of state, number and number of failing ones as counts."""
    whole = {state: (number, failing) for state, number, failing in found}
    asked, failing = whole.pop("active", (0, 0))
    return FeedCounts(asked=asked, failing=failing, stopped=sum(number for number, _ in whole.values()))


def examine(path: Path) -> Examined:
    """Look a store's file through.

    Raises:
        StoreError: It can't be opened or read.
    """
    wal = Path(f"{path}-wal")
    wal_size = wal.stat().st_size if wal.exists() else 0
    is_writable = os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
    with as_store_errors():
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5.0)) as connection:
            mode = str(connection.execute("PRAGMA journal_mode").fetchone()[0])
            fault = quick_check(connection)
        return Examined(
            size=path.stat().st_size + wal_size,
            wal_size=wal_size,
            is_wal=mode == "wal",
            is_writable=is_writable,
            is_in_use=is_writable and fault is None and is_in_use(path),
            fault=fault,
        )
