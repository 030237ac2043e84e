"""The soak's scenarios, one line of figures each."""

import asyncio
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.soak.count import Count
from tests.soak.kills import Moment, Pause, Toll, just_after_the_lease, late, soak, soak_without_history, soon
from tests.soak.town import town_of

_FEWER = 10
_SERVERS_OF_ONE_LIFE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One way to be killed.

    Attributes:
        name: Stands before its figures.
        share: One kill in so many of those asked for.
        posters: Processes at a time on one store.
        pause: Before a restart.
        may_read_history: Whether the poster may look for what was posted before.
    """

    name: str
    share: int
    posters: int
    pause: Pause
    may_read_history: bool = True


SCENARIOS = (
    Scenario(name="two processes on one store", share=_FEWER, posters=2, pause=soon),
    Scenario(name="restarts after the nonces are forgotten", share=_FEWER, posters=1, pause=late),
    Scenario(
        name="restarts while the nonces are known, history hidden",
        share=_FEWER,
        posters=1,
        pause=just_after_the_lease,
        may_read_history=False,
    ),
    Scenario(name="restarts while the nonces are known", share=1, posters=1, pause=soon),
)


async def play(scenario: Scenario, *, kills: int, digests: int, seed: int) -> tuple[Toll, Count]:
    """Play one scenario in a world of its own."""
    with tempfile.TemporaryDirectory() as folder:
        servers = digests if scenario.may_read_history else min(digests, _SERVERS_OF_ONE_LIFE)
        async with town_of(servers, Path(folder)) as town:
            chance = random.Random(seed)
            kills = max(1, kills // scenario.share)
            if not scenario.may_read_history:
                return await soak_without_history(town, kills=kills, pause=scenario.pause, chance=chance)
            return await soak(town, kills=kills, posters=scenario.posters, pause=scenario.pause, chance=chance)


def main(*, kills: int, digests: int, seed: int) -> bool:
    """Play all scenarios and print what was counted; return whether nothing was doubled or lost."""
    is_good = True
    for scenario in SCENARIOS:
        begun = time.monotonic()
        toll, counted = asyncio.run(play(scenario, kills=kills, digests=digests, seed=seed))
        is_good = is_good and not counted.doubled and not counted.lost
        moments = ", ".join(f"{toll.moments[moment]} {moment}" for moment in Moment)
        print(
            f"{scenario.name}: {counted.digests} digests; {moments}; {time.monotonic() - begun:.0f} s; seed {seed}\n"
            f"kills={toll.kills} doubled={counted.doubled} lost={counted.lost}",
            flush=True,
        )
    return is_good
