"""Working out and drawing a barometer in the studio's process: `python -m tests.benchmarks.barometer`."""

import asyncio
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from bot.cards.chart import Chart, mini_chart, relations_chart
from bot.model.barometer import Barometer, BarometerPeriod, PairBarometer, PairEvent
from bot.model.dates import DateRange
from bot.model.ids import EventId
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.model.settings import DEFAULT_PAIR
from bot.studio import Studio
from data.reference import load_gazetteer
from tests.benchmarks.table import Found, Row, Skipped, print_head, print_rows

_TIMES = 7
_UNTIL = date(2024, 6, 15)
_COUNTS = (300, 5000)
_BEAT_S = 0.001


def rows() -> Iterator[Found]:
    """Measure the first and the later jobs, the loop's lag meanwhile, and what the process holds."""
    yield from asyncio.run(_measure())


async def _measure() -> list[Found]:
    studio = Studio()
    found: list[Found] = []
    try:
        for count in _COUNTS:
            events = _events(count)
            begun = time.perf_counter()
            barometer = await studio.measure(events, BarometerPeriod.YEAR, _UNTIL, is_cut=False)
            first = time.perf_counter() - begun
            taken, lags = await _timed(studio, events)
            beside = f"the first one, process started: {first * 1000:.0f} ms; loop lag p99 {_p99(lags):.1f} ms"
            found.append(Row(what=f"work out a year, {count:,} events", figure=f"{taken:.0f} ms", beside=beside))
        for name, chart in _charts(barometer).items():
            begun = time.perf_counter()
            data = await studio.draw(chart)
            first = time.perf_counter() - begun
            taken = median([await _drawn_ms(studio, chart) for _ in range(_TIMES)])
            beside = f"{len(data) / 1000:.0f} kB; the first one {first * 1000:.0f} ms"
            found.append(Row(what=f"draw a chart, {name}", figure=f"{taken:.0f} ms", beside=beside))
        found.append(_memory(studio))
    finally:
        await studio.close()
    return found


def _events(count: int) -> tuple[PairEvent, ...]:
    chance = random.Random(1)
    return tuple(
        PairEvent(
            id=EventId(number),
            type=chance.choice(tuple(EventType)),
            status=Status.OCCURRED,
            when=DateRange.day(_UNTIL - timedelta(days=chance.randrange(500))),
            salience=chance.random(),
            sources=chance.randrange(1, 5),
        )
        for number in range(count)
    )


async def _timed(studio: Studio, events: tuple[PairEvent, ...]) -> tuple[float, list[float]]:
    """Return what working out takes, and by how much a loop that wants to wake each millisecond is late, in ms."""
    lags: list[float] = []
    beating = asyncio.create_task(_beat(lags))
    taken = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        await studio.measure(events, BarometerPeriod.YEAR, _UNTIL, is_cut=False)
        taken.append((time.perf_counter() - begun) * 1000)
    beating.cancel()
    return median(taken), lags


async def _beat(lags: list[float]) -> None:
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(_BEAT_S)
        lags.append((time.perf_counter() - begun - _BEAT_S) * 1000)


async def _drawn_ms(studio: Studio, chart: Chart) -> float:
    begun = time.perf_counter()
    await studio.draw(chart)
    return (time.perf_counter() - begun) * 1000


def _charts(barometer: Barometer) -> dict[str, Chart]:
    shown = PairBarometer(pair=DEFAULT_PAIR, asked=BarometerPeriod.YEAR, barometer=barometer, moved=())
    return {"full": relations_chart(shown, load_gazetteer()), "mini": mini_chart(shown)}


def _memory(studio: Studio) -> Found:
    """Return what the worker holds, where the system tells it."""
    assert studio._pool is not None
    (process,) = studio._pool._processes.values()
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        return Skipped("this system does not tell what a process holds")
    held = next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return Row(what="memory of the process that draws", figure=f"{int(held) / 1024:.0f} MiB")


def _p99(values: list[float]) -> float:
    return sorted(values)[int(0.99 * len(values)) - 1]


if __name__ == "__main__":
    print_head()
    print_rows(rows())
