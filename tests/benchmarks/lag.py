"""How late the event loop wakes while a hundred articles are read: `python -m tests.benchmarks.lag [ARTICLES]`.

The reader is a process of its own; what the bot's loop does meanwhile is hand the texts over and keep the readings. A
lag is how much later than asked for a sleep of five milliseconds ends.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from bot.app import open_services
from bot.model.ids import GuildId, UserId
from bot.model.members import Member
from config.settings import Settings
from data.reference import load_gazetteer
from data.starter import starter_packs
from data.starter.form import read_pack
from tests.benchmarks.table import Found, Row, print_head, print_rows

ARTICLES = 100
_SLEEP_S = 0.005
_IDLE_S = 5.0
_EVENTS = 10


def rows(count: int = ARTICLES) -> Iterator[Found]:
    """Measure an idle loop, then one whose articles are being read."""
    idle, busy, took_s = asyncio.run(_measure(count))
    yield Row(what="the loop's lag while nothing is done, p99", figure=f"{_p99(idle):.1f} ms")
    yield Row(
        what=f"the loop's lag while {count} articles are read, p99",
        figure=f"{_p99(busy):.1f} ms",
        beside=f"{_p99(busy) / _p99(idle):.1f} x idle; longest {max(busy):.1f} ms; {count / took_s:.1f} articles/s",
    )


def _p99(lags: Sequence[float]) -> float:
    return sorted(lags)[int(0.99 * len(lags)) - 1]


async def _measure(count: int) -> tuple[list[float], list[float], float]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite+aiosqlite:///{Path(folder) / 'store.sqlite3'}")
        async with open_services(settings, progress=lambda _: None) as services:
            member = Member(guild=GuildId(7), user=UserId(1))
            texts = _texts(count + 1)
            await services.intake.add_text(texts[0], member)  # the reader starts with it
            idle = await _lags(asyncio.sleep(_IDLE_S))
            begun = time.perf_counter()

            async def read() -> None:
                for text in texts[1:]:
                    await services.intake.add_text(text, member)

            busy = await _lags(read())
            return idle, busy, time.perf_counter() - begun


async def _lags(work: Awaitable[None]) -> list[float]:
    """Return how late sleeps end while something is done, in milliseconds."""
    lags: list[float] = []

    async def feel() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(_SLEEP_S)
            lags.append((time.perf_counter() - begun - _SLEEP_S) * 1000)

    feeling = asyncio.create_task(feel())
    await work
    feeling.cancel()
    with suppress(asyncio.CancelledError):
        await feeling
    return lags


def _texts(count: int) -> list[str]:
    """Return as many texts, none a copy of another: events of the chronologies drawn by lot, told in their order."""
    countries = load_gazetteer().countries
    told = [
        f"{entry.headline}. {entry.context}"
        for _, text in starter_packs()
        for entry in read_pack(text, countries).entries
    ]
    pick = random.Random(5)
    return ["\n\n".join(told[at] for at in sorted(pick.sample(range(len(told)), _EVENTS))) for _ in range(count)]


if __name__ == "__main__":
    print_head()
    print_rows(rows(*map(int, sys.argv[1:])))
