"""The soak: processes at work, one struck every few seconds, and the count of what came of it."""

import asyncio
import random
import shutil
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.sandbox.wire import WireServer
from data.store import Store
from tests import postgresql
from tests.soak.count import Count
from tests.soak.roles.crew import NAMES, Crew, environment_of
from tests.soak.roles.press import printing
from tests.soak.roles.town import Town

_A_MINUTE = 24
"""Digests that come due in each minute."""
_PRINTS_S = 8.0
_LONGEST_START_S = 400.0
_LONGEST_END_S = 420.0
_LOOK_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long, how often, and which chance.

    Attributes:
        minutes: For which processes are struck.
        every_s: Seconds between two strikes.
        seed: Of what is drawn.
    """

    minutes: int
    every_s: float
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was counted, by what it is of, and what the processes complained of."""

    kills: int
    counts: Mapping[str, Count]
    complaints: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether there was something, and nothing of it was doubled or lost."""
        return all(one.digests and not one.doubled and not one.lost for one in self.counts.values())


async def soak(plan: Plan) -> bool:
    """Play it and print what was counted; return whether nothing was doubled or lost.

    The logs of the processes stay where something was.
    """
    begun = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="backchannel-soak-"))
    with postgresql.served() as server:
        url = await asyncio.to_thread(server.migrated)
        result = await play(plan, url, folder)
    if result.is_good and not result.complaints:
        shutil.rmtree(folder)
    else:
        print(f"the logs stay in {folder}")
    for line in result.complaints[:20]:
        print(line)
    for name, found in result.counts.items():
        print(f"{name}: {found.digests} owed, doubled={found.doubled} lost={found.lost}")
    doubled, lost = (sum(getattr(one, name) for one in result.counts.values()) for name in ("doubled", "lost"))
    print(f"{time.monotonic() - begun:.0f} s; seed {plan.seed}; complaints={len(result.complaints)}")
    print(f"kills={result.kills} doubled={doubled} lost={lost}", flush=True)
    return result.is_good


async def play(plan: Plan, url: str, folder: Path) -> Result:
    """Play it on an empty store in PostgreSQL.

    Args:
        plan: How long and how often.
        url: The store's address.
        folder: For the logs.
    """
    wire = WireServer(allows_privileged_intents=False)
    async with printing() as press:
        store = await Store.open(url)
        town = Town(wire, store, press)
        town.build(_A_MINUTE * plan.minutes)
        await wire.start()
        crew = Crew(
            folder,
            environment_of(
                DISCORD_TOKEN=wire.token,
                BACKCHANNEL_DISCORD_API=wire.api_base,
                BACKCHANNEL_DISCORD_GATEWAY=wire.gateway_url,
                BACKCHANNEL_DATABASE_URL=url,
                BACKCHANNEL_ALLOW_PRIVATE_ADDRESSES="true",
                BACKCHANNEL_FETCH_PAUSE_S="0",
                BACKCHANNEL_TICK_S="15",
                BACKCHANNEL_SHARDS="0/1",
            ),
        )
        try:
            return await _play(plan, town, crew)
        finally:
            await crew.end()
            await wire.stop()
            await store.close()


async def _play(plan: Plan, town: Town, crew: Crew) -> Result:
    chance = random.Random(plan.seed)
    for name in NAMES:
        await crew.start(name)
    await crew.until_working(*NAMES, longest_s=_LONGEST_START_S)
    begin = (datetime.now(UTC) + timedelta(seconds=75)).replace(second=0, microsecond=0)
    await town.plan(begin, plan.minutes)
    await town.until_sighted()
    playing = [asyncio.create_task(table.play()) for table in town.tables]
    printing_more = asyncio.create_task(_print_more(town))
    try:
        until = asyncio.get_running_loop().time() + (begin - datetime.now(UTC)).total_seconds() + plan.minutes * 60
        while asyncio.get_running_loop().time() < until:
            await asyncio.sleep(plan.every_s)
            await crew.strike(chance)
        printing_more.cancel()
        await crew.settle()
        for table in town.tables:
            table.is_closing = True
        await _until_done(town)
    finally:
        for task in (*playing, printing_more):
            task.cancel()
        results = await asyncio.gather(*playing, printing_more, return_exceptions=True)
    failed = [f"the soak itself: {one!r}" for one in results if isinstance(one, Exception)]
    return Result(
        kills=crew.toll.total(),
        counts={
            "digests": await town.count_digests(),
            "feed entries": await town.count_entries(),
            "answers": await town.count_answers(),
            "questions and boards": await town.count_shown(),
        },
        complaints=(
            *await town.left_out(),
            *await town.mislaid(),
            *failed,
            *crew.complaints(),
            *(f"{name} ended by itself" for name in crew.unasked_ends()),
        ),
    )


async def _print_more(town: Town) -> None:
    """Print a story every few seconds, and have the feed asked for it."""
    while True:
        await town.ask_the_feed()
        await asyncio.sleep(_PRINTS_S)
        town.press.print_one()


async def _until_done(town: Town) -> None:
    """Wait until nothing is owed any more, for some minutes at most; what is left then is counted as lost."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_LONGEST_END_S):
            while owed := await town.still_owed():
                if "articles" in owed[-1]:
                    await town.ask_the_feed()
                print(f"waiting for {', '.join(owed)}", flush=True)
                await asyncio.sleep(_LOOK_S * 5)
