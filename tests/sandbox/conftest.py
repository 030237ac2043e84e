"""A wire with a server in it, and the sample bot connected through discord.py's real client."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import discord
import pytest
import yarl

from bot.sandbox.simcord_private import ChannelHandle, MemberActor
from bot.sandbox.wire import LimitRules, WireServer
from tests.sandbox.sample_bot import SampleBot


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A bot in a server with one channel and two people."""

    wire: WireServer
    bot: SampleBot
    channel: ChannelHandle
    alice: MemberActor
    bob: MemberActor

    @property
    def bot_channel(self) -> discord.PartialMessageable:
        return self.bot.get_partial_messageable(self.channel.id)


class ManualClock:
    """Seconds that go forward when told."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@asynccontextmanager
async def running_bot(wire: WireServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SampleBot]:
    monkeypatch.setattr(discord.http.Route, "BASE", wire.api_base)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(wire.gateway_url))
    async with SampleBot() as bot:
        running = asyncio.create_task(bot.start(wire.token))
        ready = asyncio.create_task(bot.was_ready.wait())
        await asyncio.wait((running, ready), return_when=asyncio.FIRST_COMPLETED, timeout=10)
        assert ready.done(), running
        yield bot
        await bot.close()
        await running


@pytest.fixture
def monotonic() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def scene(monkeypatch: pytest.MonkeyPatch, monotonic: ManualClock) -> AsyncIterator[Scene]:
    wire = WireServer(limits=LimitRules(), allows_privileged_intents=False, monotonic=monotonic)
    guild = wire.env.create_guild("Quiet place")
    channel = guild.create_text_channel("talk")
    alice = guild.add_member(wire.env.create_user("alice"))
    bob = guild.add_member(wire.env.create_user("bob"))
    await wire.start()
    try:
        async with running_bot(wire, monkeypatch) as bot:
            yield Scene(wire=wire, bot=bot, channel=channel, alice=alice, bob=bob)
    finally:
        await wire.stop()
