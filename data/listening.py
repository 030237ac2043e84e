"""What another process wrote to the record, heard by PostgreSQL's LISTEN and NOTIFY (docs/adr/0040).

A transaction that wrote tells of it by `tell`; the server sends that on when it has committed, and never else. Who
listens does so on a connection of its own, since a pool's come and go.

Source: PostgreSQL 15, "NOTIFY" (delivered at commit, and between two statements of who listens), "LISTEN",
"pg_listening_channels".
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import uuid4

from asyncpg import InterfaceError, PostgresError
from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from data.engines import LISTENER, session_engine

_LOG = logging.getLogger(__name__)

CHANNEL = "backchannel_record"
_PATIENCE_S = 2.0
_TELL = text("SELECT pg_notify(:channel, :payload)")
_LISTENS = text("SELECT count(*) FROM pg_listening_channels() AS name WHERE name = :channel")


class Listener:
    """Calls a function whenever another process that uses the same database has written to the record."""

    def __init__(self, address: URL, heard: Callable[[], None]) -> None:
        """Open nothing yet.

        Args:
            address: A PostgreSQL database.
            heard: Is called on the event loop, once or more for each transaction of another.
        """
        self._engine = session_engine(address, LISTENER)
        self._heard = heard
        self._name = uuid4().hex
        self._connection: AsyncConnection | None = None

    async def tell(self, connection: AsyncConnection) -> None:
        """Let the others hear of this transaction once it has committed; its own listener isn't called.

        Raises:
            DBAPIError: The database can't be used.
        """
        await connection.execute(_TELL, {"channel": CHANNEL, "payload": self._name})

    async def mark(self) -> object:
        """Return what stays the same while nothing can have been missed; None where the others can't be heard.

        All that was committed before the call has been heard when it returns. It never raises for a fault of the store,
        and takes four seconds at most where nothing comes back.
        """
        if self._connection is not None and await self._listens():
            return self._connection
        await self._leave()
        if await self._listens():
            return self._connection
        await self._leave()
        return None

    async def _listens(self) -> bool:
        """Listen where that isn't done yet, and ask the session whether it does: a pooler may have given another."""
        try:
            async with asyncio.timeout(_PATIENCE_S):
                if self._connection is None:
                    self._connection = await self._engine.connect()
                    await self._listen(self._connection)
                count: int | None = await self._connection.scalar(_LISTENS, {"channel": CHANNEL})
                return count == 1
        except (DBAPIError, PostgresError, InterfaceError, OSError, TimeoutError) as error:
            _LOG.warning("others_not_heard error=%s", type(error).__name__)
            return False
        except BaseException:  # whoever asked was cancelled: what has come over the connection is unknown
            await self._leave()
            raise

    async def _listen(self, connection: AsyncConnection) -> None:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.add_listener(CHANNEL, self._on_notice)

    def _on_notice(self, _connection: object, _pid: int, _channel: str, payload: str) -> None:
        if payload != self._name:
            self._heard()

    async def _leave(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(DBAPIError, OSError):
                await connection.invalidate()
                await connection.close()

    async def close(self) -> None:
        """Stop to listen; a second call does nothing."""
        await self._leave()
        await self._engine.dispose()
