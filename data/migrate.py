"""Brings a store's schema to what this program needs, safely where several processes start at once."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, inspect, select, table, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.model.errors import StoreError
from data.faults import lacks_right

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

HEAD = "0019"
"""The newest revision. A test holds it against the folder, so that a usual start need not load Alembic."""

MOVING = "backchannel_moving"
"""The table that stands in a database as long as a store is being moved to it: what lies there is not whole."""

_FOLDER = Path(__file__).with_name("migrations")
_ADVISORY_LOCK = 0x6261636B
_VERSION = table("alembic_version", column("version_num"))
_OLDEST_POSTGRESQL = 130000
_BY_LOCALE = """
    SELECT c.relname AS owner, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
    FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attcollation = (SELECT oid FROM pg_collation WHERE collname = 'default')
    ORDER BY c.relname, a.attnum
"""
_UNFIT = "The store's PostgreSQL must be version 13 or newer, and the database encoded in UTF8."
_TOO_NEW = "The store was written by a newer Backchannel. Update this program, or start it with another store."
_HALF_MOVED = "A store is being moved to this database, and the move has not ended. Run `python -m bot move` again."
_NOT_THE_OWNER = (
    "The store's schema is older than this program, and its user may not change it: "
    "run `python -m bot migrate` as the database's owner."
)
_FOREIGN = "The database holds another program's tables. Start Backchannel with a new or an empty one."


async def check(engine: AsyncEngine) -> None:
    """Look whether a database is this program's to use, before anything in it is changed.

    Raises:
        StoreError: The schema is newer than this program, or is not this program's.
    """
    async with engine.connect() as connection:
        await connection.run_sync(_revision)


async def migrate(engine: AsyncEngine) -> None:
    """Bring the schema up to `HEAD` in one transaction; a second process waits, then finds nothing to do.

    Args:
        engine: On SQLite with foreign keys off, or a revision that rebuilds a table would delete its children, and
            with transactions that begin IMMEDIATE.

    Raises:
        StoreError: The schema is newer than this program, or is not this program's.
    """
    async with engine.begin() as connection:
        await connection.run_sync(_upgrade)


async def revision_of(engine: AsyncEngine) -> str | None:
    """Return the schema's revision, None for an empty database; nothing is changed.

    Raises:
        StoreError: The schema is newer than this program, or is not this program's.
    """
    async with engine.connect() as connection:
        return await connection.run_sync(_revision)


def known_revisions() -> tuple[str, ...]:
    """Return all revisions that this program knows, newest first."""
    return tuple(one.revision for one in _scripts().walk_revisions())


def _revision(connection: Connection) -> str | None:
    """Return the schema's revision, None for an empty database; raises `StoreError` for one that is not to be used."""
    if connection.dialect.name == "postgresql":
        _refuse_unfit(connection)
    names = set(inspect(connection).get_table_names())
    if MOVING in names:
        raise StoreError("half moved", user_text=_HALF_MOVED)
    if "alembic_version" not in names:
        if names:
            raise StoreError(f"unknown tables: {', '.join(sorted(names)[:5])}", user_text=_FOREIGN)
        return None
    found: str | None = connection.scalar(select(_VERSION.c.version_num))
    if found not in {None, HEAD} and found not in known_revisions():
        raise StoreError(f"schema revision {found} is unknown here", user_text=_TOO_NEW)
    return found


def _upgrade(connection: Connection) -> None:
    """Run all missing revisions; the caller commits."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
    if _revision(connection) == HEAD:
        # SQLite begins an IMMEDIATE transaction on a read-only file too. This fails at the start, not at midnight.
        connection.execute(update(_VERSION).values(version_num=HEAD))
        return

    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except DBAPIError as fault:
        if lacks_right(fault):
            raise StoreError("may not change the schema", user_text=_NOT_THE_OWNER) from fault
        raise
    if connection.dialect.name == "postgresql":
        _order_by_bytes(connection)
    else:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise StoreError(f"{len(broken)} rows lost their parents in the migration to {HEAD}")


def _refuse_unfit(connection: Connection) -> None:
    """Raise `StoreError` for a PostgreSQL that can't hold a store."""
    asked = text(
        "SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding"
    )
    found = connection.execute(asked).one()
    if int(found.version) < _OLDEST_POSTGRESQL or found.encoding != "UTF8":
        raise StoreError(f"PostgreSQL {found.version}, {found.encoding}", user_text=_UNFIT)


def _order_by_bytes(connection: Connection) -> None:
    """Have PostgreSQL compare all texts by their bytes, as SQLite does, whatever the database's locale says.

    Lists come in one order in both, a system's new locale breaks no index, and the beginning of a name is found by one.
    """
    for table_name, columns in groupby(connection.execute(text(_BY_LOCALE)), key=lambda row: row.owner):
        changes = ", ".join(f'ALTER COLUMN "{one.name}" TYPE {one.type} COLLATE "C"' for one in columns)
        connection.execute(text(f'ALTER TABLE "{table_name}" {changes}'))


# Alembic takes a good part of a second to load, and a usual start has nothing to migrate.
def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return config


def _scripts() -> "ScriptDirectory":
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config())
