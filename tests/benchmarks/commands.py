"""Commands' round trips through the real bot on simcord: `python -m tests.benchmarks.commands [EVENTS]`.

The store holds 100,000 events, once in SQLite and once in PostgreSQL where that is there. A round trip is from the
person's act until the command is done and its answer stands, simcord's own work on both ends in it; a command that
answers at once with one word shows how much that is.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.env import Env

from bot.app import build_services
from bot.client import Backchannel
from bot.reading_pool import ReadingPool
from bot.studio import Studio
from config.settings import Settings
from data.store import Store
from tests import postgresql
from tests.benchmarks.filling import fill
from tests.benchmarks.table import Found, Row, Skipped, print_head, print_rows
from tests.discord.conftest import MODEL, new_bot, now

EVENTS = 100_000
_TRIPS = 100
_WARM_UP = 5
_BARE = "bare"
_COMMANDS = (_BARE, "events", "summary", "onthisday")


def rows(events: int = EVENTS) -> Iterator[Found]:
    """Measure a bare command and those that read most, in each database that is there."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _engine("SQLite", events, f"sqlite+aiosqlite:///{Path(folder) / 'store.sqlite3'}")
    try:
        with postgresql.served() as server:
            yield from _engine("PostgreSQL", events, server.migrated())
    except pytest.skip.Exception as missing:
        yield Skipped(f"commands over PostgreSQL: skipped, {missing}")


def _engine(engine: str, events: int, url: str) -> Iterator[Found]:
    trips = asyncio.run(_measure(events, url))
    bare = trips[f"/{_BARE}"]
    for name, taken in trips.items():
        ratio = f"{median(taken) / median(bare):.1f} x /{_BARE}, p99 {_p99(taken) / _p99(bare):.1f} x"
        told = "answers with one word" if name == f"/{_BARE}" else ratio
        yield Row(
            what=f"{engine}: {name}, {_TRIPS} round trips, median",
            figure=f"{median(taken):.1f} ms",
            beside=f"{told}; p99 {_p99(taken):.1f} ms",
        )


def _p99(taken: Sequence[float]) -> float:
    return sorted(taken)[int(0.99 * len(taken)) - 1]


async def _measure(events: int, url: str) -> dict[str, list[float]]:
    async with connected(events, url) as (env, bot):
        guild = env.create_guild("Newsroom")
        channel = guild.create_text_channel("general")
        member = guild.add_member(env.create_user("bob"))
        await env.settle()
        return {f"/{name}": await _trips(bot, member, channel, name) for name in _COMMANDS}


async def _trips(bot: Backchannel, member: MemberActor, channel: ChannelHandle, command: str) -> list[float]:
    """Return what each of a hundred round trips took, in milliseconds."""
    done: list[float] = []

    async def note(_interaction: discord.Interaction, _command: object) -> None:
        done.append(time.perf_counter())

    bot.add_listener(note, "on_app_command_completion")
    begun = []
    for _ in range(_WARM_UP + _TRIPS):
        begun.append(time.perf_counter())
        await member.slash(channel, command)
    bot.remove_listener(note, "on_app_command_completion")
    return [(end - start) * 1000 for start, end in zip(begun, done, strict=True)][_WARM_UP:]


@asynccontextmanager
async def connected(events: int, url: str) -> AsyncIterator[tuple[Env, Backchannel]]:
    """Give the real bot on a store with so many events and the starter pack in it, with one more command."""
    readers, studio = ReadingPool(MODEL), Studio()
    store = await Store.open(url, clock=now)
    settings = Settings(costly_a_minute_user=0, costly_a_minute_server=0)  # who measures asks for more than people do
    services = build_services(settings, store, readers, studio, clock=now)
    await fill(store, events)
    await services.intake.fill_starter(lambda _: None)
    bot = new_bot(services)

    @bot.tree.command(name=_BARE, description="Answer at once")
    async def bare(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Here", allowed_mentions=discord.AllowedMentions.none())

    env = Env(bot, shard_count=1)
    await env.start()
    try:
        yield env, bot
    finally:
        await bot.close()
        await env.shutdown()
        await studio.close()
        await readers.close()
        await store.close()


if __name__ == "__main__":
    print_head()
    print_rows(rows(*map(int, sys.argv[1:])))
