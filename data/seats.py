"""What one process has at a time among all that share a store: a seat for as long as it lives, or a turn.

Both are PostgreSQL's advisory locks. A seat is a session's, on a connection of its own, so the server frees it when the
process dies; it is also freed where the process says nothing for a minute (frozen, or out of reach), and who has it
stops to rely on it well before. A turn is a transaction's. On SQLite one process has all of it.

Source: PostgreSQL 15, "Advisory Locks"; "idle_session_timeout" (14 or newer); "tcp_keepalives_idle".
"""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.model.processes import ShardRange
from data.engines import SEAT, session_engine, turn_engine
from data.faults import as_store_errors

_LOG = logging.getLogger(__name__)

LOOK_S = 3.0
"""Seconds between two looks at a seat."""
TRUSTED_S = 30.0
"""Seconds after a look for which a seat is relied on."""
FREED_S = 60
"""Seconds of silence after which the server frees a seat; who had it has not relied on it for half of that."""
_PATIENCE_S = 5.0

_SILENT = f"""
    SELECT set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
        set_config('tcp_keepalives_count', '4', false),
        CASE WHEN current_setting('server_version_num')::int >= 140000
            THEN set_config('idle_session_timeout', '{FREED_S}s', false) END
"""
_HAS = text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_TRY, _TRY_SHARED = (text(f"SELECT pg_try_advisory_lock{kind}(:kind, :number)") for kind in ("", "_shared"))
_WAIT = text("SELECT pg_advisory_xact_lock(:kind, 0)")


class _Kind(IntEnum):
    """First numbers of the locks; any others than those of another program in the same database."""

    POSTER = 0x62630001
    ALL_SHARDS = 0x62630002
    SHARD = 0x62630003
    FILLING = 0x62630011
    KEEPING = 0x62630012


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A lock: its two numbers, and whether several may have it that all want to share it."""

    kind: int
    number: int = 0
    is_shared: bool = False


POSTER = (Place(kind=_Kind.POSTER),)
"""The seat of who posts what is owed."""


def shard_places(shards: ShardRange | None) -> tuple[Place, ...]:
    """Return the seat of a gateway: each of its shards, or all that there are, where it has no range."""
    if shards is None:
        return (Place(kind=_Kind.ALL_SHARDS),)
    return (
        Place(kind=_Kind.ALL_SHARDS, is_shared=True),
        *(Place(kind=_Kind.SHARD, number=number) for number in shards.numbers),
    )


class Turn(IntEnum):
    """Work that one process does at a time, in little time."""

    FILLING = _Kind.FILLING
    """Reading what comes with the program into a store that has it not."""
    KEEPING = _Kind.KEEPING
    """Looking whether a text is known, and keeping it where it is not."""


class Standing(StrEnum):
    """How a process stands to a seat."""

    HELD = "held"
    TAKEN = "taken"
    """Another process has it."""
    UNKNOWN = "unknown"
    """The store does not answer, so nobody can take it."""


class Seat:
    """Some places that a process has together or not at all. `look` takes it, and must be called every few seconds."""

    def __init__(
        self, engine: AsyncEngine | None, places: Sequence[Place], *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """Take nothing yet; without an engine it is always free.

        Args:
            engine: Opens a connection for each seat.
            places: Never the same twice.
            monotonic: Seconds of a clock that only goes forward, also while the process is stopped.
        """
        self._engine = engine
        self._places = places
        self._monotonic = monotonic
        self._connection: AsyncConnection | None = None
        self._seen_s: float | None = None

    @property
    def is_held(self) -> bool:
        """Whether the seat is this process's; False where that was not seen for half a minute."""
        return self._seen_s is not None and (self._engine is None or self._monotonic() - self._seen_s < TRUSTED_S)

    async def look(self) -> Standing:
        """Take the seat where it is free, or see whether it is still there; never raises for a fault of the store."""
        asked_s = self._monotonic()
        if self._engine is None:
            self._seen_s = asked_s
            return Standing.HELD
        try:
            async with asyncio.timeout(_PATIENCE_S):
                is_held = await (self._take(self._engine) if self._connection is None else self._has(self._connection))
        except (DBAPIError, OSError, TimeoutError) as error:
            _LOG.warning("seat_not_seen error=%s", type(error).__name__)
            await self._drop()
            return Standing.UNKNOWN
        if is_held:
            self._seen_s = asked_s
            return Standing.HELD
        await self.leave()
        return Standing.TAKEN

    async def leave(self) -> None:
        """Give the seat back; a second call does nothing."""
        self._seen_s = None
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(DBAPIError, OSError):
                await connection.close()

    async def _drop(self) -> None:
        """Break a connection off over which nothing comes back."""
        if self._connection is not None:
            with suppress(DBAPIError, OSError):
                await self._connection.invalidate()
        await self.leave()

    async def _take(self, engine: AsyncEngine) -> bool:
        self._connection = connection = await engine.connect()
        await connection.execute(text(_SILENT))
        for place in self._places:
            statement = _TRY_SHARED if place.is_shared else _TRY
            if not await connection.scalar(statement, {"kind": place.kind, "number": place.number}):
                return False
        return await self._has(connection)

    async def _has(self, connection: AsyncConnection) -> bool:
        """Ask for the locks themselves: behind a pooler each statement may be another session's."""
        found: int | None = await connection.scalar(_HAS)
        return found == len(self._places)


class Seats:
    """Gives seats and turns in one store."""

    def __init__(self, address: URL) -> None:
        """Open nothing yet; `address` is the store's."""
        is_shared = address.get_backend_name() == "postgresql"
        self._sessions = session_engine(address, SEAT) if is_shared else None
        self._turns = turn_engine(address, size=len(Turn)) if is_shared else None
        self._given: list[Seat] = []
        self._here: defaultdict[Turn, asyncio.Lock] = defaultdict(asyncio.Lock)

    def seat(self, places: Sequence[Place], *, monotonic: Callable[[], float] = time.monotonic) -> Seat:
        """Return a seat that is yet to be taken; see `Seat`."""
        self._given.append(Seat(self._sessions, places, monotonic=monotonic))
        return self._given[-1]

    @asynccontextmanager
    async def turn(self, turn: Turn) -> AsyncIterator[None]:
        """Wait for a turn among all processes, and have it until the block ends.

        Raises:
            StoreError: The store can't be used.
        """
        async with self._here[turn]:
            if self._turns is None:
                yield
                return
            with as_store_errors():
                connection = await self._turns.connect()
            try:
                with as_store_errors():
                    await connection.execute(_WAIT, {"kind": turn})
                yield
            finally:
                with suppress(DBAPIError, OSError):  # the server ended it: what was kept meanwhile is kept
                    await connection.close()

    async def close(self) -> None:
        """Leave all seats and close what is open; a second call does nothing."""
        for seat in self._given:
            await seat.leave()
        for engine in (self._sessions, self._turns):
            if engine is not None:
                await engine.dispose()
