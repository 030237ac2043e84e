"""Commands' round trips through the real bot on simcord: `python -m tests.benchmarks.commands`.

A round trip is from the person's act until the command is done and its answer stands, simcord's own work on both ends
in it; a command that answers at once with one word shows how much that is.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.env import Env

from bot.app import build_services
from bot.client import Backchannel
from bot.reading_pool import ReadingPool
from bot.studio import Studio
from config.settings import Settings
from data.store import Store
from tests.benchmarks.table import Found, Row, print_head, print_rows
from tests.discord.conftest import MODEL, new_bot, now

_TRIPS = 100
_WARM_UP = 5
_BARE = "bare"


def rows() -> Iterator[Found]:
    """Measure a bare command, the timeline and the summary."""
    trips = asyncio.run(_measure())
    bare = trips[f"/{_BARE}"]
    for name, taken in trips.items():
        told = "answers with one word" if name == f"/{_BARE}" else f"{median(taken) / median(bare):.1f} x /{_BARE}"
        yield Row(
            what=f"{name}, {_TRIPS} round trips, median",
            figure=f"{median(taken):.1f} ms",
            beside=f"{told}; p99 {sorted(taken)[int(0.99 * len(taken)) - 1]:.1f} ms",
        )


async def _measure() -> dict[str, list[float]]:
    async with connected() as (env, bot):
        guild = env.create_guild("Newsroom")
        channel = guild.create_text_channel("general")
        member = guild.add_member(env.create_user("bob"))
        await env.settle()
        return {f"/{name}": await _trips(bot, member, channel, name) for name in (_BARE, "events", "summary")}


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
async def connected() -> AsyncIterator[tuple[Env, Backchannel]]:
    """Give the real bot on a store with the starter pack in it, with one more command."""
    readers = ReadingPool(MODEL)
    with tempfile.TemporaryDirectory() as folder:
        store = await Store.open(f"sqlite+aiosqlite:///{Path(folder) / 'store.sqlite3'}", clock=now)
        services = build_services(Settings(), store, readers, Studio(), clock=now)
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
            await readers.close()
            await store.close()


if __name__ == "__main__":
    print_head()
    print_rows(rows())
