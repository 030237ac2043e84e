"""Looks a SQLite store through for the doctor, and changes nothing in it. Blocks; call it in a thread."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from data.backup import is_in_use, quick_check
from data.faults import as_store_errors


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
