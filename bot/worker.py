"""A process of its own for one kind of work, so that the event loop never waits for it."""

import asyncio
import logging
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.model.errors import BackchannelError
from bot.model.language import Text

T = TypeVar("T")

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerKind:
    """What tells one worker from another.

    Attributes:
        name: For the log: "reader".
        start: Called once in each new process, with `start_with`.
        slow, broken: What a user is told of a job that took too long, or broke the process twice.
    """

    name: str
    start: Callable[..., None]
    start_with: tuple[Any, ...] = ()
    slow: Text | str
    broken: Text | str


class Worker:
    """One process, started when first needed and rebuilt when it breaks."""

    def __init__(self, kind: WorkerKind) -> None:
        """Start nothing yet."""
        self._kind = kind
        self._pool: ProcessPoolExecutor | None = None
        self._turn: tuple[asyncio.AbstractEventLoop, asyncio.Lock] | None = None

    async def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            pool, self._pool = self._pool, None
            await asyncio.to_thread(pool.shutdown, wait=True, cancel_futures=True)

    async def _within(
        self, longest_s: float, work: Callable[..., T], *args: object, unless: Callable[[], T | None] | None = None
    ) -> T:
        """Run one job at a time: waiting counts for no job's time, and no job breaks by another's fault.

        Args:
            longest_s: Seconds after which the process is killed.
            work: A function of a module, so that the process finds it.
            args: What can be pickled.
            unless: Asked when the job's turn has come: what it returns, if anything, is given in the job's stead.

        Raises:
            BackchannelError: The process broke twice, or the job took longer. What `work` raises passes through.
        """
        async with self._lock():
            if unless is not None and (known := unless()) is not None:
                return known
            for attempt in (1, 2):
                pool = self._running()
                try:
                    async with asyncio.timeout(longest_s):
                        return await asyncio.get_running_loop().run_in_executor(pool, work, *args)
                except asyncio.CancelledError:  # nobody waits for it now, and the next job must not either
                    self._drop(pool)
                    raise
                except BrokenProcessPool:
                    _LOG.warning("worker_broke name=%s attempt=%d", self._kind.name, attempt)
                    self._drop(pool)
                except TimeoutError as error:
                    self._drop(pool)
                    raise BackchannelError(f"{self._kind.name} timed out", user_text=self._kind.slow) from error
        raise BackchannelError(f"the {self._kind.name} broke twice", user_text=self._kind.broken)

    def _lock(self) -> asyncio.Lock:
        """Return the lock of the running event loop: a lock belongs to one, and a worker may outlive it."""
        loop = asyncio.get_running_loop()
        if self._turn is None or self._turn[0] is not loop:
            self._turn = (loop, asyncio.Lock())
        return self._turn[1]

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1,
                multiprocessing.get_context("spawn"),
                initializer=self._kind.start,
                initargs=self._kind.start_with,
            )
        return self._pool

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        if self._pool is pool:
            self._pool = None
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 (3.14's kill_workers, for 3.11)
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)
