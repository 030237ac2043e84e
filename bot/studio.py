"""Barometers worked out and charts drawn in a process of their own, so that the event loop never waits for either.

What draws is imported there only: the bot's own process holds no drawing library.
"""

import asyncio
import logging
import multiprocessing
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from typing import TypeVar

from bot.cards.chart import Chart
from bot.digest import barometer
from bot.model.barometer import Barometer, BarometerPeriod, PairEvent
from bot.model.errors import BackchannelError

T = TypeVar("T")

_LOG = logging.getLogger(__name__)
_LONGEST_S = 30


class Studio:
    """One worker process; started when first needed, rebuilt when it breaks."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._pool: ProcessPoolExecutor | None = None
        self._turn = asyncio.Lock()

    async def measure(
        self, events: Sequence[PairEvent], asked: BarometerPeriod, until: date, *, is_cut: bool
    ) -> Barometer:
        """Work out a barometer; the arguments are those of `bot.digest.barometer.measure`.

        Raises:
            BackchannelError: The worker broke twice, or took longer than half a minute.
        """
        return await self._run(_measure, tuple(events), asked, until, is_cut)

    async def draw(self, chart: Chart) -> bytes:
        """Draw a chart as PNG.

        Raises:
            BackchannelError: The worker broke twice, or took longer than half a minute.
        """
        return await self._run(_draw, chart)

    async def close(self) -> None:
        """End the worker."""
        if self._pool is not None:
            pool, self._pool = self._pool, None
            await asyncio.to_thread(pool.shutdown, wait=True, cancel_futures=True)

    async def _run(self, work: Callable[..., T], *args: object) -> T:
        """Run one job at a time: waiting counts for no job's time, and no job breaks by another's fault."""
        async with self._turn:
            for attempt in (1, 2):
                if self._pool is None:
                    self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=_start)
                pool = self._pool
                try:
                    async with asyncio.timeout(_LONGEST_S):
                        return await asyncio.get_running_loop().run_in_executor(pool, work, *args)
                except BrokenProcessPool:
                    _LOG.warning("studio_broke attempt=%d", attempt)
                    self._drop(pool)
                except TimeoutError as error:
                    self._drop(pool)
                    raise BackchannelError(
                        "drawing timed out", user_text="Drawing took too long and was stopped."
                    ) from error
        raise BackchannelError("the studio broke twice", user_text="The chart could not be drawn.")

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        if self._pool is pool:
            self._pool = None
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 (3.14's kill_workers, for 3.11)
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)


def _start() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends this process


def _measure(events: tuple[PairEvent, ...], asked: BarometerPeriod, until: date, is_cut: bool) -> Barometer:
    return barometer.measure(events, asked, until, is_cut=is_cut)


def _draw(chart: Chart) -> bytes:
    from bot.cards.chart_drawing import draw

    return draw(chart)
