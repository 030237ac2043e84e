"""Answers in a quiz, acknowledged by the real bot on simcord: `python -m tests.benchmarks.answers`.

Fifty players click within the same instant, or within one second; each acknowledgement is timed from the click until
Discord has it, simcord's own work on both ends in it. Beside them stand players who click one after the other.
"""

import asyncio
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from simcord.actors import MemberActor
from simcord.env import Env
from simcord.http import router

from tests.benchmarks.commands import connected
from tests.benchmarks.table import Found, Row, print_head, print_rows
from tests.discord.crowd import send_click
from tests.discord.looking import buttons_of

_CROWD = 50
_ALONE = 20


def rows() -> Iterator[Found]:
    """Measure one player at a time, then fifty within a second, then fifty at once."""
    alone, second, crowd = asyncio.run(_measure())
    yield Row(
        what=f"an answer alone, acknowledged, median of {len(alone)}",
        figure=f"{median(alone):.1f} ms",
        beside=f"slowest {max(alone):.1f} ms",
    )
    yield Row(
        what=f"{len(crowd)} answers at once, acknowledged, median",
        figure=f"{median(crowd):.1f} ms",
        beside=f"{median(crowd) / median(alone):.1f} x one alone; last {max(crowd):.1f} ms",
    )
    yield Row(
        what=f"{len(second)} answers within one second, acknowledged, median",
        figure=f"{median(second):.1f} ms",
        beside=f"{median(second) / median(alone):.1f} x one alone; slowest {max(second):.1f} ms",
    )


async def _measure() -> tuple[list[float], list[float], list[float]]:
    with tempfile.TemporaryDirectory() as folder:
        return await _clicks(f"sqlite+aiosqlite:///{Path(folder) / 'store.sqlite3'}")


async def _clicks(url: str) -> tuple[list[float], list[float], list[float]]:
    async with connected(0, url) as (env, _):
        guild = env.create_guild("Newsroom")
        channel = guild.create_text_channel("general")
        players = [guild.add_member(env.create_user(f"player{n}")) for n in range(_ALONE + 2 * _CROWD)]
        await players[0].slash(channel, "quiz start", time="long")
        clicks = partial(_acknowledged, env, channel.last_message)
        alone = [taken for player in players[:_ALONE] for taken in await clicks([player])]
        second = await clicks(players[_ALONE : _ALONE + _CROWD], apart_s=1 / _CROWD)
        return alone, second, await clicks(players[_ALONE + _CROWD :])


async def _acknowledged(
    env: Env, question: Any, players: Sequence[MemberActor], *, apart_s: float = 0.0
) -> list[float]:
    """Return after how many milliseconds each of these players was answered."""
    choice = next(iter(buttons_of(question).values()))["custom_id"]
    sent: dict[str, float] = {}
    taken: list[float] = []
    dispatch = router.dispatch

    def timed(backend: Any, method: str, path: str, **rest: Any) -> Any:
        result = dispatch(backend, method, path, **rest)
        if path.endswith("/callback"):
            taken.append((time.perf_counter() - sent[path.split("/")[2]]) * 1000)
        return result

    router.dispatch = timed
    try:
        for player in players:
            interaction = send_click(env, player, question, choice)
            sent[str(interaction)] = time.perf_counter()
            await asyncio.sleep(apart_s)
        await env.settle()
    finally:
        router.dispatch = dispatch
    if len(taken) != len(players):
        raise RuntimeError(f"{len(taken)} of {len(players)} players were answered")
    return taken


if __name__ == "__main__":
    print_head()
    print_rows(rows())
