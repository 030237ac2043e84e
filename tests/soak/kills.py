"""Kills: when they come, how long the poster stays down, and what is counted at the end."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from multiprocessing.context import ForkServerProcess

from bot.sandbox.wire import Fault
from tests.soak.count import Count
from tests.soak.town import Town

_POSTS = "/channels/*/messages"
_LONGEST_LIFE_S = 0.6
_GIVES_UP_S = 1.5
_NO_ANSWER_S = 5.0
_LEASE = timedelta(seconds=91)
_HIDDEN = 50001
_ALL_REST = 0.4
"""How often, of several posters, all are stopped and time passes."""
_LOOK_AGAIN_S = 10.0
_LONGEST_END_S = 300.0


class Moment(StrEnum):
    """When a kill comes."""

    RANDOM = "at random"
    BEFORE = "before a request reached the server"
    AFTER = "after the server posted and before its answer"


@dataclass(slots=True)
class Toll:
    """The kills so far, by their moment."""

    moments: Counter[Moment] = field(default_factory=Counter)

    @property
    def kills(self) -> int:
        """How many there were."""
        return self.moments.total()


Pause = Callable[[random.Random], timedelta]
"""Draws how long the poster stays down."""


def soon(chance: random.Random) -> timedelta:
    """Draw a pause within Discord's memory for nonces: before the leases end, after them, or when history is asked."""
    shortest, longest = chance.choice([(0, 5), (91, 118), (91, 118), (125, 280)])
    return timedelta(seconds=chance.uniform(shortest, longest))


def late(chance: random.Random) -> timedelta:
    """Draw a pause after which Discord has forgotten every nonce."""
    return timedelta(seconds=chance.uniform(301, 900))


def just_after_the_lease(chance: random.Random) -> timedelta:
    """Draw a pause after which the nonce is trusted, and the history not asked."""
    return timedelta(seconds=chance.uniform(91, 110))


async def soak(town: Town, *, kills: int, posters: int, pause: Pause, chance: random.Random) -> tuple[Toll, Count]:
    """Kill posters over their work, then let them finish it, and count.

    Args:
        town: Its first digests are due. When all that is due was posted, the next day begins.
        kills: How many.
        posters: Processes at a time.
        pause: Before a restart, of all where there are several; else the one that was killed comes back at once.
        chance: Draws everything.
    """
    toll = Toll()
    running = [town.start_poster() for _ in range(posters)]
    try:
        while toll.kills < kills:
            place = chance.randrange(posters)
            toll.moments[await _kill(town, running[place], chance)] += 1
            if posters == 1 or chance.random() < _ALL_REST:
                # Time is only set on while nobody lives: to one who waits for an answer, ten minutes would be no time.
                for process in running:
                    await _end(process)
                town.ahead += pause(chance)
                if town.is_done:
                    town.begin_day()
                running = [town.start_poster() for _ in range(posters)]
            else:
                running[place] = town.start_poster()
    finally:
        for process in running:
            await _end(process)
    await _finish(town, posters)
    return toll, await town.count()


async def soak_without_history(town: Town, *, kills: int, pause: Pause, chance: random.Random) -> tuple[Toll, Count]:
    """Kill a poster once a day where the history may not be read: what it left is finished before the next day.

    Args:
        town: Its first digests are due.
        kills: How many.
        pause: Before the restart; the nonce must be known after it.
        chance: Draws everything.
    """
    toll = Toll()
    while toll.kills < kills:
        if toll.kills:
            town.begin_day()
        process = town.start_poster()
        toll.moments[await _kill(town, process, chance)] += 1
        town.wire.inject(Fault(method="GET", path_pattern=_POSTS, status=403, code=_HIDDEN, times=None))
        await _finish(town, 1, pause(chance))
        town.wire.clear_faults()
    return toll, await town.count()


async def _kill(town: Town, process: ForkServerProcess, chance: random.Random) -> Moment:
    """Kill a poster at a moment that is drawn; where nothing is posted, the kill is one at random."""
    moment = chance.choice(list(Moment))
    await asyncio.sleep(chance.uniform(0, _LONGEST_LIFE_S))
    if moment is not Moment.RANDOM:
        struck = town.wire.inject(
            Fault(
                method="POST",
                path_pattern=_POSTS,
                is_reset=True,
                takes_effect=moment is Moment.AFTER,
                answer_delay_s=_NO_ANSWER_S,
            )
        )
        if not await town.wire.until(lambda: struck.hits > 0, timeout_s=_GIVES_UP_S):
            moment = Moment.RANDOM
    await _end(process)
    town.wire.clear_faults()
    return moment


async def _end(process: ForkServerProcess) -> None:
    process.kill()
    await asyncio.to_thread(process.join)


async def _finish(town: Town, posters: int, pause: timedelta = _LEASE) -> None:
    """Let posters do what is left, beyond the leases of those that were killed, until the outbox owes nothing.

    Raises:
        TimeoutError: It still owes something after some minutes.
    """
    async with asyncio.timeout(_LONGEST_END_S):
        while not await town.owes_nothing():
            town.ahead += pause
            running = [town.start_poster() for _ in range(posters)]
            try:
                await town.until_settled(_LOOK_AGAIN_S)
            finally:
                for process in running:
                    await _end(process)
