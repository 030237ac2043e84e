"""The bot in ten thousand servers: memory, and when it answers first: `python -m tests.benchmarks.servers [SERVERS]`.

The real bot, a process of its own, is connected to the simulated Discord: once with an empty store, which it fills with
the starter pack, and once again. The first command is given as soon as the bot is connected and has published its
commands, which is when it can be typed; it counts from the start of the process.
"""

import asyncio
import gc
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bot.sandbox.wire import WireServer
from tests.benchmarks.table import Found, Row, Skipped, print_head, print_rows
from tests.benchmarks.wired import bot_on, resident_mib, wire_trip

SERVERS = 10_000
_FEW = 10
_CHANNELS, _ROLES = 12, 8
"""Of a server, beside those that every server has: a small community's."""
_TRIPS = 60
_COMMAND = "events"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the bot.

    Attributes:
        first_s: From the start of its process to the first whole answer, in seconds, with an empty store.
        again_s: The same at the next start.
        memory_mib: Of its own process, after the commands; None where the system doesn't tell.
        trips_ms: Round trips of a command.
    """

    first_s: float
    again_s: float
    memory_mib: float | None
    trips_ms: list[float]


def rows(servers: int = SERVERS) -> Iterator[Found]:
    """Measure a few servers, then many."""
    few, many = (asyncio.run(_run(count)) for count in (_FEW, servers))
    for what, took_s, with_few_s in (
        ("start to the first answer", many.again_s, few.again_s),
        ("the same with an empty store", many.first_s, few.first_s),
    ):
        yield Row(
            what=f"{what}, {servers:,} servers",
            figure=f"{took_s:.1f} s",
            beside=f"{took_s / with_few_s:.2f} x with {_FEW} servers ({with_few_s:.1f} s)",
        )
    if few.memory_mib is None or many.memory_mib is None:
        yield Skipped("memory: skipped, it is read from /proc, which this system has not")
    else:
        each_kib = (many.memory_mib - few.memory_mib) * 1024 / (servers - _FEW)
        yield Row(
            what=f"resident memory of the bot, {servers:,} servers",
            figure=f"{many.memory_mib:.0f} MiB",
            beside=f"{few.memory_mib:.0f} MiB with {_FEW}; {each_kib:.1f} KiB a server",
        )
    yield Row(
        what=f"/{_COMMAND}, {servers:,} servers, median of {_TRIPS}",
        figure=f"{median(many.trips_ms):.1f} ms",
        beside=f"{median(many.trips_ms) / median(few.trips_ms):.2f} x with {_FEW}; "
        f"p99 {sorted(many.trips_ms)[int(0.99 * _TRIPS) - 1]:.1f} ms",
    )


async def _run(servers: int) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        wire = WireServer(allows_privileged_intents=False)
        for number in range(servers):
            server = wire.env.create_guild(f"Server {number}")
            for index in range(_CHANNELS):
                server.create_text_channel(f"channel-{index}")
            for index in range(_ROLES):
                server.create_role(f"Role {index}")
        newsroom = wire.env.create_guild("Newsroom")
        place, member = newsroom.create_text_channel("general"), newsroom.add_member(wire.env.create_user("bob"))
        await wire.start()
        gc.collect()
        gc.freeze()  # the server must not stall over its own world

        async def trip() -> float:
            return await wire_trip(wire, member, place, _COMMAND)

        database = f"sqlite+aiosqlite:///{Path(folder) / 'store.sqlite3'}"

        async def start(trips: int) -> tuple[float, list[float], float | None]:
            begun_s = time.monotonic()
            async with bot_on(wire, database) as bot:
                await trip()
                took_s = time.monotonic() - begun_s
                return took_s, [await trip() for _ in range(trips)], resident_mib(bot.pid)

        try:
            first_s, _, _ = await start(0)
            again_s, trips, memory_mib = await start(_TRIPS)
            return Run(first_s=first_s, again_s=again_s, memory_mib=memory_mib, trips_ms=trips)
        finally:
            gc.unfreeze()
            await wire.stop()


if __name__ == "__main__":
    print_head()
    print_rows(rows(*map(int, sys.argv[1:])))
