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
    if isinstance(cause, OSError) or (isinstance(fault, DBAPIError) and fault.connection_invalidated):
        return StoreError(message)
    return None
