"""The poster at the wire: a real store, discord.py's real client, three servers with a digest due, a clock by hand."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.digest.delivery import Delivery
from bot.digest.desk import DigestDesk
from bot.digest.sending import Sender
from bot.model.digest import DigestDecision, OutboxItem
from bot.model.ids import ChannelId, GuildId, OutboxId, UserId
from bot.model.settings import Cadence, Schedule
from bot.press import press_of
from bot.sandbox.simcord_private import ChannelHandle
from bot.sandbox.wire import LimitRules, WireServer
from bot.sender import DiscordSender
from data import digests
from data.reference import load_gazetteer
from data.store import Connection, Store
from tests.clock import Clock

DAILY = Schedule(cadence=Cadence.DAILY, at=time(7, 30), zone="Europe/Berlin")
ADMIN = UserId(3)
SERVERS = 3
DUE = datetime(2027, 6, 15, 5, 30, tzinfo=UTC)
"""Later than simcord's own beginning, before which it would give ids twice."""
POSTS = "/channels/*/messages"


PRESS = press_of(load_gazetteer())


@dataclass
class DiscordClock:
    """Discord's clock: goes with the machine's, and is so far ahead of it."""

    clock: Clock
    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return self.clock() + self.ahead


@dataclass
class Office:
    """The poster and everything around it; `desk` is this start's, `restart` makes another one."""

    wire: WireServer
    store: Store
    clock: Clock
    discord_clock: DiscordClock
    client: discord.Client
    guilds: list[GuildId]
    channels: list[ChannelHandle]
    desk: DigestDesk = field(init=False)
    starts: int = 0

    async def set_up(self, guild: GuildId, channel: ChannelId) -> None:
        await self.desk.change(guild, ADMIN, lambda s: replace(s, digest_channel=channel, schedule=DAILY))

    @property
    def sender(self) -> Sender:
        return DiscordSender(self.client)

    def jump(self, **by: float) -> None:
        """Put this machine's clock wrong, or right; Discord's is not touched."""
        self.clock.move(**by)
        self.discord_clock.ahead -= timedelta(**by)

    def restart(
        self,
        *,
        send_timeout_s: float = 10.0,
        sender: Sender | None = None,
        messages_per_s: float = 1000,
        may_post: Callable[[], bool] = lambda: True,
    ) -> DigestDesk:
        """Begin anew, as a process that knows nothing but the store."""
        self.starts += 1
        self.desk = DigestDesk(self.store, clock=self.clock, press=PRESS)
        self.desk.deliver_with(
            Delivery(
                self.store,
                sender or self.sender,
                owner=f"start {self.starts}",
                clock=self.clock,
                messages_per_s=messages_per_s,
                send_timeout_s=send_timeout_s,
                may_post=may_post,
            )
        )
        return self.desk

    async def tick_after(self, **by: float) -> None:
        self.clock.move(**by)
        await self.desk.tick()

    def posted(self) -> list[int]:
        """Count the messages of each channel."""
        return [len(self.wire.backend.messages.get(channel.id, {})) for channel in self.channels]

    def asked(self, method: str) -> int:
        """Count the requests about messages that reached the wire."""
        return sum(one.method == method and one.path.endswith("/messages") for one in self.wire.requests)

    async def rows(self) -> list[OutboxItem]:
        async def work(conn: Connection) -> list[OutboxItem]:
            ids = (await conn.exec_driver_sql("SELECT id FROM outbox ORDER BY id")).scalars().all()
            return [await digests.get_item(conn, OutboxId(one)) for one in ids]

        return await self.store.read(work)

    async def states(self) -> list[str]:
        """Return what became of each digest."""
        return [row.state.value for row in await self.rows() if not row.kind.startswith("told")]

    async def decisions(self, server: int) -> list[DigestDecision]:
        return [entry.decision for entry in (await self.desk.why(self.guilds[server])).decisions]


@pytest.fixture
async def office(tmp_path: Path, empty_store: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """Three servers whose digest comes due this very moment."""
    clock = Clock(DUE - timedelta(hours=18))
    discord_clock = DiscordClock(clock)
    wire = WireServer(
        limits=LimitRules(global_per_s=10_000, channel_messages=10_000),
        now=discord_clock,
        monotonic=lambda: discord_clock().timestamp(),
    )
    servers = [wire.env.create_guild(f"Server {n}") for n in range(SERVERS)]
    channels = [server.create_text_channel("digest") for server in servers]
    await wire.start()
    monkeypatch.setattr(discord.http.Route, "BASE", wire.api_base)
    path = tmp_path / "store.sqlite3"
    await asyncio.to_thread(shutil.copy, empty_store, path)
    store = await Store.open(f"sqlite+aiosqlite:///{path}", clock=clock, busy_timeout_s=0.05)
    async with discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30.0) as client:
        await client.login(wire.token)
        made = Office(wire, store, clock, discord_clock, client, [GuildId(server.id) for server in servers], channels)
        made.restart()
        for guild, channel in zip(made.guilds, channels, strict=True):
            await made.set_up(guild, ChannelId(channel.id))
        clock.now = DUE
        yield made
    await store.close()
    await wire.stop()


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file without rows, made once."""
    path = tmp_path_factory.mktemp("template") / "store.sqlite3"

    async def make() -> None:
        await (await Store.open(f"sqlite+aiosqlite:///{path}")).close()

    asyncio.run(make())
    return path


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let discord.py's own waits pass at once, and list them, in seconds."""
    waited: list[float] = []

    async def sleep(delay: float, *_: Any) -> None:
        waited.append(delay)
        await asyncio.sleep(0)

    hasty = {name: getattr(asyncio, name) for name in dir(asyncio)} | {"sleep": sleep}
    monkeypatch.setattr(discord.http, "asyncio", SimpleNamespace(**hasty))
    return waited
