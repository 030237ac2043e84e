"""Engines for the two databases, with the settings that the measurements asked for (docs/adr/0006).

SQLite: one writer whose transactions begin IMMEDIATE, four readers that can't write, WAL, foreign keys on.
PostgreSQL: four writers in SERIALIZABLE transactions, so that what reads and then writes holds as with one writer, and
four readers in REPEATABLE READ, so that a read sees one snapshot (docs/adr/0035).
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

READERS = 4
WRITERS = {"sqlite": 1, "postgresql": 4}
"""How many transactions of one process write at once."""
ALONE = "backchannel_alone"
"""Execution option of a writing engine: on PostgreSQL its transactions run while no other process' or task's does."""

SEAT = "backchannel seat"
"""What sessions that hold a seat are called in `pg_stat_activity`."""
LISTENER = "backchannel listener"
"""What sessions are called that hear what other processes wrote."""

_BUSY_TIMEOUT_S = 5.0
_POOL_TIMEOUT_S = 30.0
_CONNECT_TIMEOUT_S = 10.0
_SESSION = {"application_name": "backchannel", "TimeZone": "UTC", "jit": "off", "lock_timeout": "30s"}


def probe(url: URL) -> None:
    """Open a SQLite file once and read its head; blocks, and changes nothing but that the file is made.

    A file that can't be opened is found here, because aiosqlite leaves a thread behind where it fails to connect,
    and that thread speaks to an event loop which may be closed by then.

    Raises:
        sqlite3.Error: The file can't be opened or is no database.
    """
    (path, *_), options = url.get_dialect()().create_connect_args(url)
    with closing(sqlite3.connect(path, uri=bool(options.get("uri")))) as connection:
        connection.execute("PRAGMA schema_version")


def writer_engine(url: URL, options: dict[str, Any], *, busy_timeout_s: float = _BUSY_TIMEOUT_S) -> AsyncEngine:
    """Return the engine of `Store.write`; `options` are execution options of all its connections."""
    if url.get_backend_name() != "sqlite":
        engine = _postgresql_engine(url, options, isolation="SERIALIZABLE", size=WRITERS["postgresql"])
        event.listen(engine.sync_engine, "begin", _take_turn)
        return engine
    pragmas = ("PRAGMA foreign_keys = ON", "PRAGMA synchronous = NORMAL")
    return _sqlite_engine(url, options, pragmas, begin="BEGIN IMMEDIATE", size=1, busy_timeout_s=busy_timeout_s)


def reader_engine(url: URL, options: dict[str, Any], *, busy_timeout_s: float = _BUSY_TIMEOUT_S) -> AsyncEngine:
    """Return the engine of `Store.read`, which refuses to write."""
    if url.get_backend_name() != "sqlite":
        options = {**options, "postgresql_readonly": True}
        return _postgresql_engine(url, options, isolation="REPEATABLE READ", size=READERS)
    pragmas = ("PRAGMA foreign_keys = ON", "PRAGMA query_only = ON", "PRAGMA cache_size = -8000")
    return _sqlite_engine(url, options, pragmas, begin="BEGIN", size=READERS, busy_timeout_s=busy_timeout_s)


async def foreign_mark(engine: AsyncEngine) -> tuple[object, int]:
    """Return what stays the same while no other process commits to a SQLite file: its writer and its `data_version`.

    Args:
        engine: The writing engine, which has one connection; no transaction may run.

    Source: https://www.sqlite.org/pragma.html#pragma_data_version (unchanged for commits of the same connection).
    """
    async with engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        async with driver.execute("PRAGMA data_version") as cursor:
            (version,) = await cursor.fetchone()
    return driver, version


def migration_engine(url: URL, *, busy_timeout_s: float = _BUSY_TIMEOUT_S) -> AsyncEngine:
    """Return a short-lived engine for migrations: foreign keys off, and the file turned to WAL."""
    if url.get_backend_name() != "sqlite":
        return _postgresql_engine(url, {}, isolation="READ COMMITTED", size=1)
    pragmas = ("PRAGMA journal_mode = WAL", "PRAGMA foreign_keys = OFF")
    return _sqlite_engine(url, {}, pragmas, begin="BEGIN IMMEDIATE", size=1, busy_timeout_s=busy_timeout_s)


def session_engine(url: URL, name: str) -> AsyncEngine:
    """Return an engine of PostgreSQL that opens a session of this name for each connection and keeps none."""
    return create_async_engine(
        url,
        poolclass=NullPool,
        hide_parameters=True,
        isolation_level="AUTOCOMMIT",
        connect_args={"timeout": _CONNECT_TIMEOUT_S, "server_settings": {**_SESSION, "application_name": name}},
    )


def turn_engine(url: URL, *, size: int) -> AsyncEngine:
    """Return an engine of PostgreSQL whose transactions wait for a lock for as long as that takes (`data.seats`)."""
    return _postgresql_engine(url, {}, isolation="READ COMMITTED", size=size, session={**_SESSION, "lock_timeout": "0"})


def _postgresql_engine(
    url: URL, options: dict[str, Any], *, isolation: str, size: int, session: Mapping[str, str] = _SESSION
) -> AsyncEngine:
    """Return an engine on a PostgreSQL server; a connection that the server closed meanwhile is opened anew."""
    engine = create_async_engine(
        url,
        pool_size=size,
        max_overflow=0,
        pool_timeout=_POOL_TIMEOUT_S,
        pool_pre_ping=True,
        hide_parameters=True,
        isolation_level=isolation,
        connect_args={"timeout": _CONNECT_TIMEOUT_S, "server_settings": dict(session)},
        execution_options=options,
    )
    event.listen(engine.sync_engine, "handle_error", _leave_values_out)
    return engine


def _take_turn(connection: Connection) -> None:
    """Let writers pass each other, and one that runs alone pass nobody.

    LOCK is the one statement that waits before its transaction has a snapshot, so that who waited sees what the others
    wrote; an advisory lock would not do.

    Source: PostgreSQL 15, "LOCK": a SERIALIZABLE transaction's view is frozen when its first SELECT or data
    modification statement begins.
    """
    mode = "EXCLUSIVE" if connection.get_execution_options().get(ALONE) else "ROW EXCLUSIVE"
    connection.exec_driver_sql(f"LOCK TABLE alembic_version IN {mode} MODE")


def _leave_values_out(context: ExceptionContext) -> None:
    """Take the row out of an error: PostgreSQL quotes it in DETAIL, it is users' text, and errors may be logged."""
    for fault in (context.original_exception, context.original_exception.__cause__):
        if getattr(fault, "detail", None) is not None:
            fault.detail = None  # type: ignore[union-attr]  # asyncpg's errors have one


def _sqlite_engine(
    url: URL, options: dict[str, Any], pragmas: tuple[str, ...], *, begin: str, size: int, busy_timeout_s: float
) -> AsyncEngine:
    """Return an engine on a SQLite file whose BEGIN is ours, not the driver's.

    Source: SQLAlchemy 2.1, "Enabling Non-Legacy SQLite Transactional Modes" (the event hooks serve all Pythons;
    the driver's `autocommit=False` needs 3.12 and can't begin IMMEDIATE).
    """
    engine = create_async_engine(
        url,
        pool_size=size,
        max_overflow=0,
        pool_timeout=_POOL_TIMEOUT_S,
        hide_parameters=True,  # a statement's values are users' text, and its error may be logged
        connect_args={"timeout": busy_timeout_s},
        execution_options=options,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        try:
            cursor = connection.cursor()
            for pragma in pragmas:
                cursor.execute(pragma)
            cursor.close()
        except Exception:
            # The pool forgets a connection that its hook refused, and an open one would keep its thread.
            connection.close()
            raise

    @event.listens_for(engine.sync_engine, "begin")
    def begin_ours(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
