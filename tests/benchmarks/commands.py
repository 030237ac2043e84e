"""Commands' round trips through the real bot: `python -m tests.benchmarks.commands [EVENTS]`.

The store holds 100,000 events, once in SQLite and once in PostgreSQL where that is there. First the bot is a process of
its own on the simulated Discord's wire, as it is in life: a round trip is from the member's act until the whole answer
stands at the server. Then it runs in simcord's process, where nothing is sent. A command that answers at once with one
word shows how much of a round trip is not the bot's.
"""

import asyncio
import gc
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
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
from bot.sandbox.wire import WireServer
from bot.studio import Studio
from config.settings import Settings
from data.store import Store
from tests import postgresql
from tests.benchmarks.bare import MODULE, NAME, bare
from tests.benchmarks.filling import fill
from tests.benchmarks.table import Found, Row, Skipped, print_head, print_rows
from tests.benchmarks.wired import bot_on, wire_trip
from tests.discord.conftest import MODEL, new_bot, now

EVENTS = 100_000
_TRIPS = 400
_WARM_UP = 5
_COMMANDS = (NAME, "about", "events", "summary", "onthisday")


def rows(events: int = EVENTS) -> Iterator[Found]:
    """Measure a bare command and those that read most, in each database that is there."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _engine("SQLite", events, [f"sqlite+aiosqlite:///{Path(folder) / name}.sqlite3" for name in "ab"])
    try:
        with postgresql.served() as server:
            yield from _engine("PostgreSQL", events, [server.migrated(), server.migrated()])
    except pytest.skip.Exception as missing:
        yield Skipped(f"commands over PostgreSQL: skipped, {missing}")


def _engine(engine: str, events: int, urls: Sequence[str]) -> Iterator[Found]:
    """Measure over the wire on one store, and in one process on another."""
    yield from _told(f"{engine}, over the wire", asyncio.run(_measure_wired(events, urls[0])))
    yield from _told(f"{engine}, in one process", asyncio.run(_measure(events, urls[1])))


def _told(where: str, trips: Mapping[str, Sequence[float]]) -> Iterator[Found]:
    bare = trips[NAME]
    for name, taken in trips.items():
        ratio = f"{median(taken) / median(bare):.1f} x /{NAME}, p99 {_p99(taken) / _p99(bare):.1f} x"
        yield Row(
            what=f"{where}: /{name}, {len(taken)} round trips, median",
            figure=f"{median(taken):.1f} ms",
            beside=f"{'answers with one word' if name == NAME else ratio}; p99 {_p99(taken):.1f} ms",
        )


def _p99(taken: Sequence[float]) -> float:
    return sorted(taken)[int(0.99 * len(taken)) - 1]


async def _measure(events: int, url: str) -> dict[str, list[float]]:
    async with connected(events, url) as (env, bot):
        guild = env.create_guild("Newsroom")
        channel = guild.create_text_channel("general")
        member = guild.add_member(env.create_user("bob"))
        await env.settle()
        return {name: await _trips(bot, member, channel, name) for name in _COMMANDS}


async def _measure_wired(events: int, url: str) -> dict[str, list[float]]:
    """Return the same over the wire, each command given in its turn when the one before was answered."""
    store = await Store.open(url, clock=now)
    await fill(store, events)
    await store.close()
    wire = WireServer(allows_privileged_intents=False)
    guild = wire.env.create_guild("Newsroom")
    place, member = guild.create_text_channel("general"), guild.add_member(wire.env.create_user("bob"))
    await wire.start()
    gc.collect()
    gc.freeze()  # what the simulated Discord stalls over its own world is not the bot's
    taken: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    try:
        async with bot_on(wire, url, module=MODULE):
            for _ in range(_WARM_UP + _TRIPS):
                for name in _COMMANDS:
                    taken[name].append(await wire_trip(wire, member, place, name))
        return {name: trips[_WARM_UP:] for name, trips in taken.items()}
    finally:
        gc.unfreeze()
        await wire.stop()


async def _trips(bot: Backchannel, member: MemberActor, channel: ChannelHandle, command: str) -> list[float]:
    """Return what each round trip took, in milliseconds."""
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

    bot.tree.add_command(bare)
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
