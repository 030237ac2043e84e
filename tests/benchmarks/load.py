"""Commands at a steady rate over the wire: `python -m tests.benchmarks.load [RATE [MINUTES [GATEWAYS]]]`.

Members of a hundred servers give so many commands a second, each at its moment whether or not earlier ones were
answered. Every other server has an article of its own, so that its answers are no other's. A round trip is from the act
until the whole answer stands at the server; the simulated Discord's own work is part of it. The bot's memory is read
once a minute, and what its processes took of a processor is told for a command. With several gateways, each has a shard
of the servers, and the store is in PostgreSQL.
"""

import asyncio
import gc
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bot.model.ids import GuildId
from bot.sandbox.child import BotProcess
from bot.sandbox.simcord_private import ChannelHandle, MemberActor
from bot.sandbox.wire import WireServer
from data.store import Store
from tests import postgresql
from tests.benchmarks.bare import MODULE, NAME
from tests.benchmarks.table import Found, Row, print_head, print_rows
from tests.benchmarks.wired import bot_on, is_answered, processor_ms, resident_mib
from tests.data.build import Told, add, on

RATE, MINUTES = 200, 5.0
_SERVERS = 100
_SHARES: Mapping[str, int] = {"events": 4, "summary": 2, "about": 2, "who": 1, "onthisday": 1, NAME: 1}
"""How often each command is given beside the others; the last answers at once with one word."""
_OPTIONS: Mapping[str, dict[str, str]] = {"who": {"person": "Antony Blinken"}}
_LOST_AFTER_S = 15.0
_WARM_UP_S = 15.0
_REFUSED = 400
"""The least status that is no success; 404 is Discord's answer for a command without permissions of its own, too."""
_COUNTED_EACH_S = 10
_LOOK_S = 0.002


@dataclass(slots=True)
class Load:
    """What came of it: round trips in milliseconds, answers lost, requests by status, memory in MiB over time."""

    trips_ms: list[float] = field(default_factory=list)
    by_command: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in _SHARES})
    lost: int = 0
    late_ms: list[float] = field(default_factory=list)
    """How late the acts themselves were, which is the simulated Discord's doing."""
    memory_mib: list[float] = field(default_factory=list)
    refused: Counter[int] = field(default_factory=Counter)
    took_s: float = 0.0
    counted_to_s: float = field(default_factory=time.monotonic)
    processor_ms: float = 0.0
    """What the bot's processes took of a processor; 0 where the system doesn't tell."""
    simulated_ms: float = 0.0

    def note_memory(self, bots: Sequence[BotProcess]) -> None:
        """Note what the bot's processes hold together, where the system tells."""
        held = [resident_mib(bot.pid) for bot in bots]
        if None not in held:
            self.memory_mib.append(sum(mib or 0.0 for mib in held))

    def count_refusals(self, wire: WireServer) -> None:
        """Count what the API refused since the last look; the server keeps only its last few thousand requests."""
        fresh = [one for one in wire.requests if one.at_s > self.counted_to_s]
        self.refused.update(one.status for one in fresh if one.status >= _REFUSED)
        self.counted_to_s = max((one.at_s for one in fresh), default=self.counted_to_s)


def rows(rate: int = RATE, minutes: float = MINUTES, gateways: int = 1) -> Iterator[Found]:
    """Measure so many commands a second for so many minutes, by so many processes."""
    if gateways == 1:
        with tempfile.TemporaryDirectory() as folder:
            database = f"sqlite+aiosqlite:///{Path(folder) / 'store.sqlite3'}"
            load = asyncio.run(_run(rate, minutes, database, gateways))
    else:
        with postgresql.served() as server:
            load = asyncio.run(_run(rate, minutes, server.migrated(), gateways))
    trips = sorted(load.trips_ms)
    given = len(trips) + load.lost
    p50, p99 = trips[len(trips) // 2], trips[int(0.99 * len(trips)) - 1]
    yield Row(
        what=f"{given:,} commands at {rate}/s, {gateways} at the gateway, median",
        figure=f"{p50:.1f} ms",
        beside=f"p99 {p99:.1f} ms; really {given / load.took_s:.0f}/s",
    )
    least_ms = _p99(load.by_command[NAME])
    for name, taken in load.by_command.items():
        yield Row(
            what=f"/{name} among them, median of {len(taken):,}",
            figure=f"{median(taken):.1f} ms",
            beside=f"p99 {_p99(taken):.1f} ms, {_p99(taken) / least_ms:.1f} x /{NAME}",
        )
    yield Row(
        what="not answered; refusals of the API",
        figure=f"{load.lost}; {dict(load.refused) or 0}",
        beside=f"acts were late by {sorted(load.late_ms)[int(0.99 * given) - 1]:.1f} ms (p99)",
    )
    if load.processor_ms:
        yield Row(
            what="processor time of the bot, a command",
            figure=f"{load.processor_ms / given:.1f} ms",
            beside=f"{load.simulated_ms / load.processor_ms:.2f} x that, the simulated Discord",
        )
    if load.memory_mib:
        first, last = load.memory_mib[0], load.memory_mib[-1]
        yield Row(
            what="resident memory of the bot, at the end",
            figure=f"{last:.0f} MiB",
            beside=f"{last / first:.2f} x at the beginning; highest {max(load.memory_mib):.0f} MiB",
        )


def _p99(taken: Sequence[float]) -> float:
    return sorted(taken)[max(0, int(0.99 * len(taken)) - 1)]


async def _run(rate: int, minutes: float, database: str, gateways: int) -> Load:
    wire = WireServer(allows_privileged_intents=False, shards=gateways)
    people, having = [], []
    for number in range(_SERVERS):
        server = wire.env.create_guild(f"Server {number}")
        member = server.add_member(wire.env.create_user(f"member{number}"))
        people.append((member, server.create_text_channel("general")))
        if number % 2:
            having.append(GuildId(server.id))
    await wire.start()
    gc.collect()
    gc.freeze()
    try:
        async with AsyncExitStack() as running:
            bots = [
                await running.enter_async_context(
                    bot_on(wire, database, gateway=number, gateways=gateways, module=MODULE)
                )
                for number in range(gateways)
            ]
            await _hand_in(database, having)
            await _give(wire, people, bots, rate, _WARM_UP_S)
            return await _give(wire, people, bots, rate, minutes * 60)
    finally:
        gc.unfreeze()
        await wire.stop()


async def _hand_in(database: str, guilds: Sequence[GuildId]) -> None:
    """Give each of some servers an article of its own."""
    store = await Store.open(database)
    try:
        for guild in guilds:
            told = Told(headline="The two governments resume their talks", when=on("2023-06-14"))
            await add(store, told, guild=guild, text=f"What server {guild} handed in.")
    finally:
        await store.close()


async def _give(
    wire: WireServer, people: list[tuple[MemberActor, ChannelHandle]], bots: list[BotProcess], rate: int, seconds: float
) -> Load:
    load = Load()
    spent_ms = sum(processor_ms(bot.pid) or 0.0 for bot in bots), time.process_time() * 1000
    pick = random.Random(3)
    names = [name for name, share in _SHARES.items() for _ in range(share)]
    begun = time.perf_counter()
    waiting: list[_Asked] = []
    watching = asyncio.create_task(_watch(waiting, load))
    for number in range(int(rate * seconds)):
        moment = begun + number / rate
        await asyncio.sleep(max(0.0, moment - time.perf_counter()))
        load.late_ms.append(max(0.0, time.perf_counter() - moment) * 1000)
        if number % (rate * 60) == 0:
            load.note_memory(bots)
        if number % (rate * _COUNTED_EACH_S) == 0:
            load.count_refusals(wire)
        member, place = people[number % len(people)]
        name = pick.choice(names)
        at = time.perf_counter()
        async with wire.env.turn:
            await member.slash(place, name, **_OPTIONS.get(name, {}))
            waiting.append(_Asked(name=name, at=at, interaction=next(reversed(wire.backend.interactions.values()))))
    waiting.append(_LAST)
    await watching
    load.count_refusals(wire)
    load.took_s = time.perf_counter() - begun
    load.note_memory(bots)
    load.processor_ms = sum(processor_ms(bot.pid) or 0.0 for bot in bots) - spent_ms[0]
    load.simulated_ms = time.process_time() * 1000 - spent_ms[1]
    return load


async def _watch(waiting: list["_Asked"], load: Load) -> None:
    """Look again and again which commands have their answers, until the last one was given and all are settled."""
    while waiting != [_LAST]:
        await asyncio.sleep(_LOOK_S)
        now = time.perf_counter()
        left = [_LAST] if _LAST in waiting else []
        for one in waiting:
            if one is _LAST:
                continue
            took_ms = (now - one.at) * 1000
            if is_answered(one.interaction):
                load.trips_ms.append(took_ms)
                load.by_command[one.name].append(took_ms)
            elif took_ms > _LOST_AFTER_S * 1000:
                load.lost += 1
            else:
                left.append(one)
        waiting[:] = left


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A command that waits for its answer."""

    name: str
    at: float
    interaction: Any


_LAST = _Asked(name="", at=0.0, interaction=None)
"""Stands behind all others once no more are given."""


if __name__ == "__main__":
    print_head()
    rate, minutes, gateways = (*sys.argv[1:], *(str(RATE), str(MINUTES), "1")[len(sys.argv) - 1 :])
    print_rows(rows(int(rate), float(minutes), int(gateways)))
