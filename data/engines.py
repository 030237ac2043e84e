"""Engines for the two databases, with the settings that the measurements asked for (docs/adr/0006).

SQLite: one writer whose transactions begin IMMEDIATE, four readers that can't write, WAL, foreign keys on.
PostgreSQL needs none of this; its engines differ in their pool sizes only.
"""

import sqlite3
from contextlib import closing
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

READERS = 4
_BUSY_TIMEOUT_S = 5.0
_POOL_TIMEOUT_S = 30.0


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
        return create_async_engine(
            url, pool_size=READERS, pool_pre_ping=True, hide_parameters=True, execution_options=options
        )
    pragmas = ("PRAGMA foreign_keys = ON", "PRAGMA synchronous = NORMAL")
    return _sqlite_engine(url, options, pragmas, begin="BEGIN IMMEDIATE", size=1, busy_timeout_s=busy_timeout_s)


def reader_engine(url: URL, options: dict[str, Any], *, busy_timeout_s: float = _BUSY_TIMEOUT_S) -> AsyncEngine:
    """Return the engine of `Store.read`, which refuses to write."""
    if url.get_backend_name() != "sqlite":
        return create_async_engine(
            url,
            pool_size=READERS,
            pool_pre_ping=True,
            hide_parameters=True,
            execution_options={**options, "postgresql_readonly": True},
        )
    pragmas = ("PRAGMA foreign_keys = ON", "PRAGMA query_only = ON", "PRAGMA cache_size = -8000")
    return _sqlite_engine(url, options, pragmas, begin="BEGIN", size=READERS, busy_timeout_s=busy_timeout_s)


def migration_engine(url: URL, *, busy_timeout_s: float = _BUSY_TIMEOUT_S) -> AsyncEngine:
    """Return a short-lived engine for migrations: foreign keys off, and the file turned to WAL."""
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, pool_size=1, hide_parameters=True)
    pragmas = ("PRAGMA journal_mode = WAL", "PRAGMA foreign_keys = OFF")
    return _sqlite_engine(url, {}, pragmas, begin="BEGIN IMMEDIATE", size=1, busy_timeout_s=busy_timeout_s)


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
