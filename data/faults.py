"""What a database's failure means for a person: one plain sentence each, as a `StoreError`."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.model.errors import StoreError

# Primary result codes; the extended ones carry them in their low byte. Source: https://www.sqlite.org/rescode.html
_SQLITE_TEXTS = {
    sqlite3.SQLITE_BUSY: "The store is locked by another program. Nothing was changed; try again in a moment.",
    sqlite3.SQLITE_LOCKED: "The store is locked by another program. Nothing was changed; try again in a moment.",
    sqlite3.SQLITE_PERM: "The store can't be written: its file or folder is read-only for this program.",
    sqlite3.SQLITE_READONLY: "The store can't be written: its file or folder is read-only for this program.",
    sqlite3.SQLITE_CANTOPEN: "The store can't be opened: its path must name a file in a folder that can be written.",
    sqlite3.SQLITE_IOERR: "The store's disk could not be read or written. Nothing was changed.",
    sqlite3.SQLITE_FULL: "The store's disk is full. Nothing was changed.",
    sqlite3.SQLITE_CORRUPT: "The store's file is damaged. Restore the last backup.",
    sqlite3.SQLITE_NOTADB: "The store's file is not a database. Nothing was changed.",
}
# Classes of SQLSTATE, or whole codes. Source: PostgreSQL 15, appendix A.
_POSTGRESQL_TEXTS = {
    "08": "The database server can't be reached. Nothing was changed; try again in a moment.",
    "28": "The database server refuses this user or its password. Look at BACKCHANNEL_DATABASE_URL.",
    "3D": "The database server has no database of this name. Create it, encoded in UTF8.",
    "40": "The store is too busy right now. Nothing was changed; try again in a moment.",
    "53100": "The store's disk is full. Nothing was changed.",
    "53": "The database server has no room for this right now. Nothing was changed; try again in a moment.",
    "54": "The store can't hold this: an address or a name in it is too long. Nothing was changed.",
    "55P03": "The store is locked by another program. Nothing was changed; try again in a moment.",
    "57": "The database server is stopping, starting or was told to stop this. Nothing was changed.",
    "25006": "The store can't be written: the database server is read-only for this program.",
    "42501": "The store can't be used: its user lacks a right in the database. See docs/operations.md.",
    "58": "The store's disk could not be read or written. Nothing was changed.",
    "XX001": "The store's database is damaged. Restore the last backup.",
    "XX002": "The store's database is damaged. Restore the last backup.",
}
_UNREACHABLE = _POSTGRESQL_TEXTS["08"]
# What a transaction meets that ran beside another: serialization_failure, deadlock_detected, and a row that came or
# went meanwhile (foreign_key_violation, unique_violation).
_CONFLICTS = frozenset({"40001", "40P01", "23503", "23505"})
_TOO_BUSY = "The store is too busy right now. Nothing was changed; try again in a moment."


@contextmanager
def as_store_errors() -> Iterator[None]:
    """Turn failures of the database itself into `StoreError`; a query's own mistake passes unchanged."""
    try:
        yield
    except PoolTimeoutError as fault:
        raise StoreError(str(fault), user_text=_TOO_BUSY) from fault
    except (DBAPIError, sqlite3.Error, OSError) as fault:
        error = _store_error(fault)
        if error is None:
            raise
        raise error from fault


def is_conflict(fault: DBAPIError) -> bool:
    """Tell whether a transaction failed that may succeed when it runs again without others beside it."""
    return _sqlstate(fault) in _CONFLICTS


def lacks_right(fault: DBAPIError) -> bool:
    """Tell whether PostgreSQL refused what its user may not do (insufficient_privilege)."""
    return _sqlstate(fault) == "42501"


def _sqlstate(fault: DBAPIError) -> str:
    """Return PostgreSQL's code of an error; "" where it is none of its errors."""
    return getattr(fault.orig, "sqlstate", None) or ""


def _store_error(fault: DBAPIError | sqlite3.Error | OSError) -> StoreError | None:
    """Return what to raise for a failure; None where the query, not the database, is at fault."""
    if isinstance(fault, DBAPIError):
        cause = fault.orig
        # The statement and its values stay out of the message: they hold users' text.
        message = f"{type(cause).__name__}: {cause}"
    else:
        cause, message = fault, str(fault)
    if isinstance(cause, sqlite3.Error):
        user_text = _SQLITE_TEXTS.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
        return None if user_text is None else StoreError(message, user_text=user_text)
    if isinstance(fault, DBAPIError) and (code := _sqlstate(fault)):
        user_text = _POSTGRESQL_TEXTS.get(code) or _POSTGRESQL_TEXTS.get(code[:2])
        return None if user_text is None else StoreError(message, user_text=user_text)
    if isinstance(cause, OSError) or (isinstance(fault, DBAPIError) and fault.connection_invalidated):
        return StoreError(message)
    return None
