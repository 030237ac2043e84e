"""Two thousand servers due in one minute, and a tick with nothing due: `python -m tests.benchmarks.digests [SERVERS]`.

The real bot, a process of its own, is connected to the simulated Discord at Discord's limits (50 requests a second, 5
messages a channel in 5 seconds). A member gives commands all the while, before the digests are due and while they are
posted; a round trip is from the act until the whole answer stands at the server. A server in ten has an article of its
own, so that its digest is like no other's.
"""

import asyncio
import gc
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

from bot.digest.delivery import Delivery
from bot.digest.desk import DigestDesk
from bot.digest.sending import Posted, Search
from bot.model.digest import OutboxItem
from bot.model.ids import ChannelId, GuildId, UserId
from bot.model.settings import Cadence, GuildSettings, Schedule
from bot.press import press_of
from bot.sandbox.simcord_private import ChannelHandle, MemberActor
from bot.sandbox.wire import WireServer
from data import articles, guilds
from data.reference import load_gazetteer
from data.store import Connection, Store
from tests.benchmarks.table import Found, Row, print_head, print_rows
from tests.benchmarks.wired import bot_on, is_answered
from tests.data.build import Told, new, on, reading

SERVERS = 2000
_PACE_PER_S = 40
_WITH_OWN = 10
_COMMANDS = ("events", "summary")
_IDLE_TRIPS = 60
_BETWEEN_S = 0.2
_DONE_WITHIN_S = 300.0
_TICKS = 200
_TICK_SERVERS = (10, 10_000)
_FAR = timedelta(days=300)


@dataclass(slots=True)
class Meanwhile:
    """Round trips of commands, in milliseconds, by command."""

    trips_ms: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in _COMMANDS})


@dataclass(slots=True)
class Run:
    """One run of the bot.

    Attributes:
        begun_s: When the digests were made due, monotonic; `posted_s` when each message came in, oldest first.
        refused: Answers of 429.
    """

    idle: Meanwhile
    busy: Meanwhile
    begun_s: float
    posted_s: list[float]
    lost: int
    doubled: int
    refused: int


def rows(servers: int = SERVERS) -> Iterator[Found]:
    """Measure the minute, then the tick."""
    run = asyncio.run(_minute(servers))
    allowed_s = servers / _PACE_PER_S
    took_s = run.posted_s[-1] - run.posted_s[0]
    first_s = run.posted_s[0] - run.begun_s
    yield Row(
        what=f"{servers:,} servers due at once, first to last message",
        figure=f"{took_s:.1f} s",
        beside=f"{took_s / allowed_s:.2f} x what {_PACE_PER_S} messages a second allow",
    )
    yield Row(
        what="from the due moment to the first message", figure=f"{first_s:.1f} s", beside="a tick comes every 15 s"
    )
    yield Row(what="lost; doubled; answers of 429", figure=f"{run.lost}; {run.doubled}; {run.refused}")
    for name in _COMMANDS:
        idle, busy = run.idle.trips_ms[name], run.busy.trips_ms[name]
        yield Row(
            what=f"/{name} while nothing is posted, median of {len(idle)}",
            figure=f"{median(idle):.1f} ms",
            beside=f"p95 {_p95(idle):.1f} ms",
        )
        yield Row(
            what=f"/{name} while digests are posted, median of {len(busy)}",
            figure=f"{median(busy):.1f} ms",
            beside=f"{median(busy) / median(idle):.2f} x idle; p95 {_p95(busy):.1f} ms",
        )
    bare, ticks = asyncio.run(_ticks())
    for count, taken in ticks.items():
        beside = f"{taken / bare:.2f} x an empty query ({bare:.2f} ms)"
        if count != _TICK_SERVERS[0]:
            beside += f", {taken / ticks[_TICK_SERVERS[0]]:.2f} x at {_TICK_SERVERS[0]} servers"
        yield Row(what=f"a tick with nothing due, {count:,} servers", figure=f"{taken:.2f} ms", beside=beside)


def _p95(taken: list[float]) -> float:
    return sorted(taken)[int(0.95 * len(taken))]


async def _minute(servers: int) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite+aiosqlite:///{Path(folder) / 'store.sqlite3'}"
        wire = WireServer(allows_privileged_intents=False)
        channels: dict[GuildId, ChannelHandle] = {}
        for number in range(servers):
            server = wire.env.create_guild(f"Server {number}")
            channels[GuildId(server.id)] = server.create_text_channel("digest")
        newsroom = wire.env.create_guild("Newsroom")
        place, member = newsroom.create_text_channel("general"), newsroom.add_member(wire.env.create_user("bob"))
        await wire.start()
        store = await Store.open(database)
        await _fill(store, channels)
        gc.collect()
        gc.freeze()  # the server must not stall over its own world: what waits for it comes in a burst then
        try:
            async with bot_on(wire, database):
                return await _measure(wire, store, channels, member, place)
        finally:
            await store.close()
            await wire.stop()


async def _measure(
    wire: WireServer,
    store: Store,
    channels: dict[GuildId, ChannelHandle],
    member: MemberActor,
    place: ChannelHandle,
) -> Run:
    filled = datetime.now(UTC)
    await _trips(wire, member, place, _COMMANDS, trips=5)
    idle = await _trips(wire, member, place, _COMMANDS, trips=_IDLE_TRIPS)
    due = datetime.now(UTC).replace(second=0, microsecond=0)
    if due <= filled:  # what the bot has read so far must have come in before the digest's moment
        due += timedelta(minutes=1)
        await asyncio.sleep((due - datetime.now(UTC)).total_seconds())
    schedule = Schedule(cadence=Cadence.DAILY, at=due.time(), zone="UTC")

    async def make_due(conn: Connection) -> None:
        for guild in channels:
            settings = await guilds.get_settings(conn, guild)
            await guilds.save_settings(conn, replace(settings, schedule=schedule, next_due_at=due))

    await store.write(make_due)
    begun_s = time.monotonic()
    done = asyncio.create_task(_until_posted(wire, channels))
    busy = await _trips(wire, member, place, _COMMANDS, until=done)
    await done
    posts = [one for one in wire.requests if one.method == "POST" and one.path.endswith("/messages")]
    counts = [len(wire.backend.messages.get(channel.id, {})) for channel in channels.values()]
    return Run(
        idle=idle,
        busy=busy,
        begun_s=begun_s,
        posted_s=sorted(one.at_s for one in posts if one.status == 200),
        lost=counts.count(0),
        doubled=sum(count - 1 for count in counts if count),
        refused=sum(one.status == 429 for one in wire.requests),
    )


async def _until_posted(wire: WireServer, channels: dict[GuildId, ChannelHandle]) -> None:
    """Wait until a message stands in every channel."""
    waiting = {channel.id for channel in channels.values()}
    async with asyncio.timeout(_DONE_WITHIN_S):
        while waiting:
            await asyncio.sleep(_BETWEEN_S)
            waiting = {one for one in waiting if not wire.backend.messages.get(one)}


async def _trips(
    wire: WireServer,
    member: MemberActor,
    place: ChannelHandle,
    commands: tuple[str, ...],
    *,
    trips: int = 0,
    until: "asyncio.Task[None] | None" = None,
) -> Meanwhile:
    """Give the commands in turn, so many times each or until something is done."""
    found = Meanwhile()
    while len(found.trips_ms[commands[-1]]) < trips or (until is not None and not until.done()):
        for name in commands:
            async with wire.env.turn:
                begun = time.perf_counter()
                await member.slash(place, name)
                asked = next(reversed(wire.backend.interactions.values()))
                await wire.until(partial(is_answered, asked))
                found.trips_ms[name].append((time.perf_counter() - begun) * 1000)
            await asyncio.sleep(_BETWEEN_S)
    return found


async def _fill(store: Store, channels: dict[GuildId, ChannelHandle]) -> None:
    """Save each server's settings, nothing due, and an article of its own for some."""
    now = datetime.now(UTC)
    own = Told(headline="They meet", when=on(now.date().isoformat()))

    async def work(conn: Connection) -> None:
        for number, (guild, channel) in enumerate(channels.items()):
            settings = GuildSettings(
                guild=guild, digest_channel=ChannelId(channel.id), is_paused=False, next_due_at=now + _FAR
            )
            await guilds.save_settings(conn, settings)
            if number % _WITH_OWN == 0:
                found = reading(own, text=f"They met server {number}.")
                await articles.add_article(conn, new(found, guild=guild, at=now))

    await store.write(work)


async def _ticks() -> tuple[float, dict[int, float]]:
    """Return what an empty query takes, and a tick with nothing due by the number of servers, in milliseconds.

    They are taken in turn.
    """
    bare: list[float] = []
    taken: dict[int, list[float]] = {count: [] for count in _TICK_SERVERS}
    with tempfile.TemporaryDirectory() as folder:
        desks = {count: await _idle_desk(count, Path(folder)) for count in _TICK_SERVERS}
        for _ in range(_TICKS):
            for count, desk in desks.items():
                begun = time.perf_counter()
                await desk.tick()
                taken[count].append((time.perf_counter() - begun) * 1000)
            begun = time.perf_counter()
            await desks[_TICK_SERVERS[0]].store.read(lambda conn: conn.exec_driver_sql("SELECT 1"))
            bare.append((time.perf_counter() - begun) * 1000)
        for desk in desks.values():
            await desk.store.close()
    return median(bare), {count: median(times) for count, times in taken.items()}


async def _idle_desk(servers: int, folder: Path) -> DigestDesk:
    """Return the desk of a store with so many servers, none of them due."""
    store = await Store.open(f"sqlite+aiosqlite:///{folder / f'{servers}.sqlite3'}")
    now = datetime.now(UTC)

    async def fill(conn: Connection) -> None:
        for number in range(1, servers + 1):
            settings = GuildSettings(
                guild=GuildId(number),
                digest_channel=ChannelId(number),
                next_due_at=now + _FAR,
                changed_by=UserId(1),
                changed_at=now,
            )
            await guilds.save_settings(conn, settings)

    await store.write(fill)
    desk = DigestDesk(store, clock=lambda: datetime.now(UTC), press=press_of(load_gazetteer()))
    desk.deliver_with(Delivery(store, _Nobody(), owner="bench", clock=lambda: datetime.now(UTC), messages_per_s=40))
    return desk


class _Nobody:
    """A sender that is never asked."""

    async def send(self, item: OutboxItem, *, nonce: str, search: Search | None, note: str) -> Posted:
        raise AssertionError


if __name__ == "__main__":
    print_head()
    print_rows(rows(*map(int, sys.argv[1:])))
