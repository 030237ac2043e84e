"""The store: opens the database, hands connections to query functions, and says plainly what is wrong.

Queries live in the aggregates' modules (`data.articles`, `data.events`, …), each a function of a connection:

    page = await store.read(lambda conn: events.timeline(conn, query))
    article, is_new = await store.write(lambda conn: articles.add_article(conn, new))
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Self, TypeAlias, TypeVar, cast

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.model.errors import StoreError
from bot.model.ids import GuildId
from bot.model.settings import GuildSettings
from data.cache import SettingsCache
from data.engines import ALONE, WRITERS, foreign_mark, migration_engine, probe, reader_engine, writer_engine
from data.faults import as_store_errors, is_conflict
from data.guilds import READ_CACHE, SAVED, get_settings
from data.listening import Listener
from data.migrate import check, migrate, revision_of
from data.recalled import NOTHING, WRITTEN, Lookout, Recalled, is_of_record, note_writes
from data.seats import Seats
from data.visibility import has_own

T = TypeVar("T")
P = ParamSpec("P")
Connection: TypeAlias = AsyncConnection
"""What `read` and `write` hand to their functions; rooms outside `data/` pass it on and never look inside."""

Watch: TypeAlias = Callable[[str, float], None]
"""Is told of each use of the store: "read" or "write", and the seconds that it took."""

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
_POSTGRESQL_OPTIONS = frozenset(
    {"host", "port", "passfile", "ssl", "target_session_attrs", "prepared_statement_cache_size"}
)
_BUSY_TIMEOUT_S = 5.0
_TRIES = 3
_STANDPOINTS = 20_000
"""Servers of which is kept whether they have anything of their own, a few words each."""


def _now() -> datetime:
    """Return the present moment, aware UTC."""
    return datetime.now(UTC)


class Store:
    """One database, open. Use `Store.open`, and `close` at the end.

    A `read` sees one snapshot; a `write` is one transaction, committed when its function returns and rolled back
    when it raises. On SQLite writes of one process wait for each other in a queue, those of several in the database;
    on PostgreSQL four of a process run at once.
    """

    def __init__(
        self,
        *,
        reader: AsyncEngine,
        writer: AsyncEngine,
        clock: Callable[[], datetime],
        cache: SettingsCache,
        writers: int,
        seats: Seats,
        watch: Watch | None = None,
    ) -> None:
        self.seats = seats
        """What one process has at a time among all that share this store."""
        self._watch = watch
        self._reader = reader
        self._writer = writer
        self._cache = cache
        self._recalled = Recalled()
        self._standpoints = Recalled(most=_STANDPOINTS)
        self._listener = Listener(writer.url, self._forget) if writer.dialect.name == "postgresql" else None
        mark = self._file_mark if self._listener is None else self._listener.mark
        self._lookout = Lookout(clock, mark, self._forget)
        note_writes(writer)
        self._writing = asyncio.Semaphore(writers)

    @classmethod
    async def open(
        cls,
        url: str,
        *,
        clock: Callable[[], datetime] = _now,
        busy_timeout_s: float = _BUSY_TIMEOUT_S,
        watch: Watch | None = None,
    ) -> Self:
        """Open a store, creating and migrating it where needed.

        Args:
            url: "sqlite+aiosqlite:///PATH" (missing folders are made) or "postgresql+asyncpg://…"; without a driver
                the one named here is used.
            clock: Returns aware UTC; ages what is kept in memory.
            busy_timeout_s: How long a locked SQLite file is waited for.
            watch: Is told of each read and write ("read", "write") and the seconds that it took.

        Raises:
            StoreError: With a sentence for the operator: the address is malformed, the path can't be written, the
                file is no database, another program's, damaged, locked, or newer than this program.
        """
        address = _parse(url)
        cache = SettingsCache(clock)
        with as_store_errors():
            if address.get_backend_name() == "sqlite":
                await asyncio.to_thread(_make_folder, address)
                await asyncio.to_thread(probe, address)
            await _prepare(address, busy_timeout_s)
        return cls(
            reader=reader_engine(address, {READ_CACHE: cache}, busy_timeout_s=busy_timeout_s),
            writer=writer_engine(address, {}, busy_timeout_s=busy_timeout_s),
            clock=clock,
            cache=cache,
            writers=WRITERS[address.get_backend_name()],
            seats=Seats(address),
            watch=watch,
        )

    async def read(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Run a function on a read-only connection and one snapshot; return what it returns.

        Raises:
            StoreError: The database can't be used. What `work` raises passes through.
        """
        with as_store_errors(), self._timed("read"):
            async with self._reader.connect() as connection:
                return await work(connection)

    async def settings(self, guild: GuildId) -> GuildSettings:
        """Return a server's settings as `data.guilds.get_settings` reads them; from memory, they cost no connection.

        Raises:
            StoreError: The database can't be used.
        """
        kept = self._cache.get(guild)
        return await self.read(lambda conn: get_settings(conn, guild)) if kept is None else kept

    async def recall(
        self, work: Callable[Concatenate[AsyncConnection, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Read what many ask alike: an answer that was given before is given again while it holds.

        It is what `read` would return, up to five seconds old if another process wrote since.

        Args:
            work: A function of the module's top level that reads tables of the record only (none of
                `data.recalled.APART`), and whose answer depends on nothing but those and the arguments.
            *args: Its arguments behind the connection, hashable.
            **kwargs: Those by name; a server is given as its `standpoint`, so that those with nothing of their own
                share their answers.

        Raises:
            StoreError: The database can't be used. What `work` raises passes through, and is not kept.
        """
        return await self._recall(self._recalled, work, *args, **kwargs)

    async def standpoint(self, guild: GuildId | None) -> GuildId | None:
        """Return as whom to read what a server sees: None, as which all see, where it has nothing of its own.

        Raises:
            StoreError: The database can't be used.
        """
        if guild is None or not await self._recall(self._standpoints, has_own, guild):
            return None
        return guild

    async def _recall(
        self,
        kept: Recalled,
        work: Callable[Concatenate[AsyncConnection, P], Awaitable[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        await self._lookout.look()
        question = (work, args, frozenset(kwargs.items()))
        answer = kept.get(question)
        if answer is not NOTHING:
            return cast(T, answer)
        generation = kept.generation
        found = await self.read(lambda conn: work(conn, *args, **kwargs))
        kept.keep(question, found, generation)
        return found

    async def _file_mark(self) -> object:
        """Return what stays the same while nobody else writes; None while a write of this process is going on."""
        if self._writing.locked():
            return None
        with as_store_errors():
            async with self._writing:
                return await foreign_mark(self._writer)

    def _forget(self) -> None:
        self._recalled.forget()
        self._standpoints.forget()

    async def write(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Run a function in one transaction; return what it returns once that is committed.

        On PostgreSQL the transaction is SERIALIZABLE: what comes of writes that run at once is what would come of them
        one after the other, in some order. One that the database can't fit into such an order is run again, the last
        time while no other is, so each comes to its end.

        Args:
            work: Must not wait for anything but the connection: every other write may wait meanwhile. It may be run
                more than once, so it changes nothing but the store.

        Raises:
            StoreError: The database can't be used; nothing was changed. What `work` raises passes through.
        """
        with as_store_errors(), self._timed("write"):
            async with self._writing:
                for _ in range(_TRIES - 1):
                    try:
                        return await self._transaction(work, is_alone=False)
                    except DBAPIError as fault:
                        if not is_conflict(fault):
                            raise
                return await self._transaction(work, is_alone=True)

    async def _transaction(self, work: Callable[[AsyncConnection], Awaitable[T]], *, is_alone: bool) -> T:
        """Run a function in one transaction, and forget what was kept of what it wrote, however it ended."""
        saved: set[GuildId] = set()
        written: set[str] = set()
        options: dict[str, Any] = {SAVED: saved, WRITTEN: written, ALONE: is_alone}
        try:
            async with self._writer.execution_options(**options).begin() as connection:
                result = await work(connection)
                if self._listener is not None and is_of_record(written):
                    await self._listener.tell(connection)
                return result
        finally:
            self._cache.settle(saved)
            self._recalled.settle(written)
            self._standpoints.settle(written)

    @contextmanager
    def _timed(self, operation: str) -> Iterator[None]:
        """Tell the watch how long something took, also where it failed."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            if self._watch is not None:
                self._watch(operation, time.perf_counter() - begun)

    async def close(self) -> None:
        """Close all connections; a second call does nothing."""
        await self.seats.close()
        if self._listener is not None:
            await self._listener.close()
        await self._reader.dispose()
        await self._writer.dispose()


async def schema_of(url: str) -> str | None:
    """Return the revision of a store's schema, None where there is none yet; nothing is made or changed.

    Raises:
        StoreError: It can't be opened, is another program's, or newer than this program.
    """
    address = _parse(url)
    if address.get_backend_name() == "sqlite" and not _has_file(address):
        return None
    with as_store_errors():
        engine = reader_engine(address, {}, busy_timeout_s=_BUSY_TIMEOUT_S)
        try:
            return await revision_of(engine)
        finally:
            await engine.dispose()


def _has_file(address: URL) -> bool:
    assert address.database is not None
    return address.database.startswith("file:") or Path(address.database).is_file()


async def _prepare(address: URL, busy_timeout_s: float) -> None:
    """Look at the database first, then turn a SQLite file to WAL and migrate the schema."""
    for engine, step in (
        (reader_engine(address, {}, busy_timeout_s=busy_timeout_s), check),
        (migration_engine(address, busy_timeout_s=busy_timeout_s), migrate),
    ):
        try:
            await step(engine)
        finally:
            await engine.dispose()


def _parse(url: str) -> URL:
    """Return the address with its driver.

    Raises:
        StoreError: It is no address, or of a database that is not supported.
    """
    try:
        address = make_url(url)
    except ArgumentError as fault:
        raise StoreError(
            "malformed address",
            user_text="The store's address can't be read. Example: sqlite+aiosqlite:///data/backchannel.sqlite3",
        ) from fault
    backend = address.get_backend_name()
    if backend not in _DRIVERS:
        raise StoreError(
            f"unsupported database {backend}",
            user_text=f"“{backend}” is no supported database: use sqlite or postgresql.",
        )
    if backend == "sqlite" and address.database in {None, "", ":memory:"}:
        raise StoreError("no file named", user_text="The store's address names no file, and a store needs one.")
    if backend == "postgresql" and (unknown := sorted(set(address.query) - _POSTGRESQL_OPTIONS)):
        told = f"“{unknown[0]}” can't stand in the store's address: {', '.join(sorted(_POSTGRESQL_OPTIONS))} can."
        raise StoreError(f"unknown option {unknown[0]}", user_text=told)
    return address.set(drivername=_DRIVERS[backend])


def _make_folder(address: URL) -> None:
    """Make the folder of a SQLite file; an address in SQLite's own `file:` form is taken as it is."""
    assert address.database is not None
    if not address.database.startswith("file:"):
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
