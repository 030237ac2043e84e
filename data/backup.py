"""Backups of a SQLite store: whole copies, checked before they get their name, and put back into an empty place only.

A copy is made by `VACUUM INTO` on a connection of its own: it sees one snapshot and lets everybody write meanwhile.
All functions here block; call them in a thread. For PostgreSQL there are pg_dump and pg_restore.
"""

import os
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

from sqlalchemy import URL, make_url

from bot.model.errors import StoreError
from data.faults import as_store_errors
from data.migrate import HEAD, known_revisions

_OURS = frozenset({"alembic_version", "article", "event", "guild_settings"})
_NAME = re.compile(r"backchannel-(\d{8}T\d{6}Z)\.sqlite3")
_STAMP = "%Y%m%dT%H%M%SZ"
_PARTS = ".backchannel-*.part"
_BUSY_TIMEOUT_S = 5.0
_FOR_POSTGRESQL = "This store is in PostgreSQL: use pg_dump and pg_restore for its backups."


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A store's file that was looked through.

    Attributes:
        path: Where it lies.
        size: Bytes.
        revision: Of its schema; "" for an empty store.
    """

    path: Path
    size: int
    revision: str


def store_file(url: str) -> Path:
    """Return the file of a SQLite store.

    Raises:
        StoreError: It is in PostgreSQL, which has its own tools.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        raise StoreError("no file", user_text=_FOR_POSTGRESQL)
    return _path_of(address)


def _path_of(address: URL) -> Path:
    (path, *_), _ = address.get_dialect()().create_connect_args(address)
    return Path(str(path).removeprefix("file:").split("?", 1)[0])


def back_up(source: Path, target: Path) -> Copy:
    """Copy a store, in use or not, to a new file that only its owner may read.

    Args:
        source: The store's file.
        target: Must not exist; missing folders are made. It has its name only once the copy was found whole.

    Raises:
        StoreError: There is no store, there is something at the target, or the copy could not be made or is damaged.
    """
    if not source.is_file():
        raise StoreError("no store", user_text=f"There is no store at {source}.")
    if target.exists():
        raise StoreError("target exists", user_text=f"{target} exists already. A backup never takes a file's place.")
    with _as_damage(source), _as_copy_errors(target), _beside(target) as part:
        with closing(_opened(source, "rw")) as connection:
            connection.execute("VACUUM INTO ?", (str(part),))
        looked_through(part)
        _give_name(part, target)
    return looked_through(target, is_whole=True)


def restore(backup: Path, target: Path) -> Copy:
    """Put a backup where no store is yet.

    Args:
        backup: A store's file, of this program's schema or an older one.
        target: Absent, empty, or a database without tables; a store that holds something is never touched.

    Returns:
        The store as it lies there now.

    Raises:
        StoreError: The backup is no store, newer than this program or damaged, or the target is not empty or in use.
    """
    looked_through(backup)
    _refuse_unless_empty(target)
    with _as_damage(backup), _as_copy_errors(target), _beside(target) as part:
        with closing(_opened(backup, "ro")) as connection:
            connection.execute("VACUUM INTO ?", (str(part),))
        looked_through(part)
        _refuse_unless_empty(target)
        if target.exists():
            part.replace(target)
        else:
            _give_name(part, target)
    return looked_through(target, is_whole=True)


def looked_through(path: Path, *, is_whole: bool = False) -> Copy:
    """Look whether a file is a whole store that this program can open; nothing in it is changed.

    Args:
        path: The file.
        is_whole: Its pages were looked through already.

    Raises:
        StoreError: With a sentence that says what is wrong with it.
    """
    if not path.is_file():
        raise StoreError("no file", user_text=f"There is no file {path}.")
    with _as_damage(path), closing(_opened(path, "ro")) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not names >= _OURS:
            raise StoreError("no store", user_text=f"{path} is no store of Backchannel’s.")
        revision = str((connection.execute("SELECT version_num FROM alembic_version").fetchone() or [""])[0])
        if revision != HEAD and revision not in known_revisions():
            raise StoreError(
                f"revision {revision}",
                user_text=f"{path} was written by a newer Backchannel. Update this program first.",
            )
        if not is_whole and (fault := quick_check(connection)) is not None:
            raise StoreError(fault, user_text=f"{path} is damaged: take another backup.")
    return Copy(path=path, size=path.stat().st_size, revision=revision)


def quick_check(connection: sqlite3.Connection) -> str | None:
    """Return the first thing that is wrong with a database's pages; None for a whole one."""
    try:
        found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as fault:
        found = str(fault)
    return None if found == "ok" else found


def is_in_use(path: Path) -> bool:
    """Tell whether another connection, of the bot or of any program, has a store open.

    A connection holds a shared lock on a file in WAL mode for as long as it lives, so nobody else can lock it whole.
    """
    if not path.is_file() or path.stat().st_size == 0:
        return False
    with closing(_opened(path, "rw", timeout_s=0.0)) as connection:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError as fault:
            if (getattr(fault, "sqlite_errorcode", 0) & 0xFF) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                return True
            raise
    return False


def refuse_in_use(path: Path) -> None:
    """Do nothing for a store that nobody has open.

    Raises:
        StoreError: It is in use.
    """
    with as_store_errors():
        if is_in_use(path):
            raise StoreError("in use", user_text=f"The store at {path} is in use: stop the bot first.")


def backup_name(at: datetime) -> str:
    """Return the file name of a backup made at a moment (aware UTC)."""
    return f"backchannel-{at.astimezone(UTC):{_STAMP}}.sqlite3"


def made_at(path: Path) -> datetime | None:
    """Return when a backup was made, by its name (aware UTC); None for a file that is none."""
    found = _NAME.fullmatch(path.name)
    return None if found is None else datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)


def backups_in(folder: Path) -> tuple[Path, ...]:
    """Return a folder's backups, oldest first; may be empty."""
    found = ((made_at(path), path) for path in folder.glob("backchannel-*.sqlite3"))
    return tuple(path for at, path in sorted((at, path) for at, path in found if at is not None))


def rotate(folder: Path, *, kept: int, now: datetime) -> tuple[Path, ...]:
    """Delete a folder's oldest backups and what a killed copy left behind; other files are never touched.

    Args:
        folder: Where the backups lie.
        kept: How many of the newest stay, at least 1.
        now: Aware UTC.

    Returns:
        The backups that were deleted, oldest first.
    """
    gone = backups_in(folder)[: -max(1, kept)]
    for path in gone:
        path.unlink(missing_ok=True)
    for part in folder.glob(_PARTS):
        if now - datetime.fromtimestamp(part.stat().st_mtime, UTC) > timedelta(days=1):
            part.unlink(missing_ok=True)
    return gone


def is_backup_due(newest: datetime | None, now: datetime, *, hour: int) -> bool:
    """Tell whether a backup is to be made: none was made since the last time that the hour struck.

    Args:
        newest: When the newest one was made, aware UTC; None where there is none.
        now: Aware UTC.
        hour: 0 to 23, in UTC.
    """
    struck = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    if struck > now:
        struck -= timedelta(days=1)
    return newest is None or newest < struck


def _refuse_unless_empty(target: Path) -> None:
    """Raise `StoreError` unless a backup may be put here."""
    if target.is_file() and target.stat().st_size:
        refuse_in_use(target)
        with as_store_errors(), closing(_opened(target, "ro")) as connection:
            is_empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if not is_empty:
            _refuse(target)
    elif target.exists() and not target.is_file():
        _refuse(target)
    for left in (Path(f"{target}-wal"), Path(f"{target}-journal")):
        if left.exists() and left.stat().st_size:
            told = f"{left} belongs to a store that is not here any more: move it away first."
            raise StoreError("left over", user_text=told)


def _refuse(target: Path) -> NoReturn:
    raise StoreError(
        "not empty",
        user_text=f"{target} holds something already. Move it away, or name another place in "
        "BACKCHANNEL_DATABASE_URL; a backup is put into an empty place only.",
    )


def _opened(path: Path, mode: str, *, timeout_s: float = _BUSY_TIMEOUT_S) -> sqlite3.Connection:
    """Open a file that exists; `mode` is "ro" or "rw"."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=timeout_s, isolation_level=None)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Hand out an empty file beside a target that only its owner may read; it is gone afterwards."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.parent / f".backchannel-{secrets.token_hex(6)}.part"
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _give_name(part: Path, target: Path) -> None:
    """Give a finished copy its name, unless another file took that meanwhile.

    Raises:
        FileExistsError: It did.
    """
    with part.open("rb") as file:
        os.fsync(file.fileno())
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError(target) from None
        part.rename(target)


@contextmanager
def _as_damage(path: Path) -> Iterator[None]:
    """Turn every failure to read a file into a `StoreError`: where its schema is spoilt, SQLite blames the query."""
    try:
        with as_store_errors():
            yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise StoreError(str(error), user_text=f"{path} is damaged: take another backup.") from error


@contextmanager
def _as_copy_errors(target: Path) -> Iterator[None]:
    """Turn what can go wrong with a copy's file into `StoreError`s that name it."""
    try:
        with as_store_errors():
            yield
    except StoreError as error:
        if isinstance(error.__cause__, OSError):
            told = f"{target} could not be written: {error.__cause__.strerror or type(error.__cause__).__name__}."
            raise StoreError(str(error), user_text=told) from error.__cause__
        raise
