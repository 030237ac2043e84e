"""The servers at the wire, their store, and the clock that all of them, and the poster, go by."""

import asyncio
import multiprocessing
import sqlite3
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from bot.digest.desk import DigestDesk
from bot.model.digest import SCHEDULED
from bot.model.ids import ChannelId, GuildId, UserId
from bot.model.settings import Cadence, Schedule
from bot.sandbox.simcord_private import ChannelHandle
from bot.sandbox.wire import WireServer
from data.store import Store
from tests.soak.count import NEVER_MADE, Count, Texts, count, texts_of, texts_of_payload
from tests.soak.poster import PRESS, Orders, clock_of, run

_FIRST_DAY = date(2027, 6, 15)
_AT = clock_time(5, 30)
_DAILY = Schedule(cadence=Cadence.DAILY, at=_AT, zone="UTC")
_ADMIN = UserId(1)
_DAY = timedelta(days=1)
_LOOK_S = 0.1
_SQL = "%Y-%m-%d %H:%M:%S.%f"
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.soak.poster"])


@dataclass(slots=True)
class Town:
    """All servers, each with one channel and a daily digest.

    Attributes:
        ahead: How far the clock of this world is ahead of this machine's.
        days: Those whose digests are due.
    """

    database: Path
    messages_per_s: float
    wire: WireServer = field(init=False)
    channels: dict[GuildId, ChannelHandle] = field(default_factory=dict)
    ahead: timedelta = timedelta(0)
    days: list[date] = field(default_factory=lambda: [_FIRST_DAY])

    def now(self) -> datetime:
        """Return the present of this world."""
        return clock_of(self.ahead)()

    def monotonic(self) -> float:
        """Return seconds that go with this world's clock; the wire's memory for nonces follows them."""
        return time.monotonic() + self.ahead.total_seconds()

    def start_poster(self) -> ForkServerProcess:
        """Start a poster as a process of its own."""
        orders = Orders(
            database=self.database,
            api_base=self.wire.api_base,
            token=self.wire.token,
            ahead=self.ahead,
            messages_per_s=self.messages_per_s,
        )
        process = _FORKS.Process(target=run, args=(orders,), daemon=True)
        process.start()
        return process

    @property
    def posted(self) -> int:
        """How many messages stand in all channels."""
        return sum(len(self.wire.backend.messages.get(one.id, {})) for one in self.channels.values())

    @property
    def is_done(self) -> bool:
        """Whether as many messages stand there as digests were due."""
        return self.posted >= len(self.days) * len(self.channels)

    def begin_day(self) -> None:
        """Let the next day's digests come due."""
        self.days.append(self.days[-1] + _DAY)
        self._set_clock(self.days[-1])

    def _set_clock(self, day: date) -> None:
        self.ahead = datetime.combine(day, _AT, tzinfo=UTC) - datetime.now(UTC)

    async def owes_nothing(self) -> bool:
        """Return whether no digest is due and none waits in the outbox."""
        pending = await self._select("SELECT id FROM outbox WHERE state = 'pending' LIMIT 1")
        due = await self._select(
            "SELECT guild FROM guild_settings WHERE next_due_at <= ? LIMIT 1", f"{self.now():{_SQL}}"
        )
        return not pending and not due

    async def until_settled(self, longest_s: float) -> None:
        """Wait until nothing is owed, or so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(longest_s):
                while not await self.owes_nothing():  # noqa: ASYNC110 - the store belongs to another process
                    await asyncio.sleep(_LOOK_S)

    async def count(self) -> Count:
        """Count what stands in the channels."""
        made = await self._made()
        return count(
            {
                channel.id: [made.get((guild, day), NEVER_MADE) for day in self.days]
                for guild, channel in self.channels.items()
            },
            {channel.id: self._shown(channel) for channel in self.channels.values()},
        )

    def _shown(self, channel: ChannelHandle) -> Sequence[Texts]:
        return [texts_of(message.components) for message in self.wire.backend.messages.get(channel.id, {}).values()]

    async def _made(self) -> dict[tuple[int, date], Texts]:
        """Return the texts of each digest in the outbox, by server and day."""

        rows = await self._select("SELECT guild, period, payload FROM outbox WHERE kind = ?", SCHEDULED)
        return {(guild, date.fromisoformat(day)): texts_of_payload(payload) for guild, day, payload in rows}

    async def _select(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        def ask() -> list[tuple[Any, ...]]:
            with closing(sqlite3.connect(self.database)) as connection:
                return connection.execute(query, values).fetchall()

        return await asyncio.to_thread(ask)

    async def set_up(self, servers: int) -> None:
        """Make the servers and their settings, and let the first digests come due."""
        self._set_clock(_FIRST_DAY)
        self.wire = WireServer(now=self.now, monotonic=self.monotonic)
        for number in range(servers):
            server = self.wire.env.create_guild(f"Server {number}")
            self.channels[GuildId(server.id)] = server.create_text_channel("digest")
        self.ahead -= _DAY / 2
        store = await Store.open(f"sqlite+aiosqlite:///{self.database}", clock=self.now)
        desk = DigestDesk(store, clock=self.now, press=PRESS)
        for guild, channel in self.channels.items():
            await _follow(desk, guild, ChannelId(channel.id))
        await store.close()
        self._set_clock(_FIRST_DAY)


async def _follow(desk: DigestDesk, guild: GuildId, channel: ChannelId) -> None:
    await desk.change(guild, _ADMIN, lambda s: replace(s, digest_channel=channel, schedule=_DAILY))


@asynccontextmanager
async def town_of(servers: int, folder: Path, *, messages_per_s: float = 40) -> AsyncIterator[Town]:
    """Give a town of so many servers, at the wire's limits, which are Discord's.

    Args:
        servers: Each has one digest a day.
        folder: For the store's file.
        messages_per_s: The poster's pace.
    """
    town = Town(folder / "store.sqlite3", messages_per_s)
    await town.set_up(servers)
    await town.wire.start()
    try:
        yield town
    finally:
        await town.wire.stop()
