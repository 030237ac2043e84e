"""A process of its own for one kind of work, so that the event loop never waits for it."""

import asyncio
import logging
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import connection
from typing import Any, TypeVar

from bot.model.errors import BackchannelError
from bot.model.language import Text
from bot.model.request import current_request, following
from config.logs import LogForm, logs_as_set_up, set_up_logs

T = TypeVar("T")

_LOG = logging.getLogger(__name__)

_CLOSE_S = 2.0
"""Seconds that a job may go on for once the worker is to end: a stop of the whole program has ten."""


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


def _begin(kind: WorkerKind, logs: LogForm | None) -> None:
    """Begin a process that logs as the one that started it, and ends with it: a killed one closes no pool."""
    if logs is not None:
        set_up_logs(logs.level, logs.form)
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=_end_with, args=(parent.sentinel,), name="end-with-parent", daemon=True).start()
    kind.start(*kind.start_with)


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


class Worker:
    """One process, started when first needed and rebuilt when it breaks."""

    def __init__(self, kind: WorkerKind) -> None:
        """Start nothing yet."""
        self._kind = kind
        self._pool: ProcessPoolExecutor | None = None
        self._turn: tuple[asyncio.AbstractEventLoop, asyncio.Lock] | None = None
        self._closings = 0

    async def close(self) -> None:
        """End the process; a job that it is at is let end for a moment, then broken off."""
        self._closings += 1
        if self._pool is None:
            return
        pool, self._pool = self._pool, None
        processes = list((pool._processes or {}).values())  # noqa: SLF001 (as in _drop)
        closing = asyncio.create_task(asyncio.to_thread(pool.shutdown, wait=True, cancel_futures=True))
        _, is_late = await asyncio.wait((closing,), timeout=_CLOSE_S)
        if is_late:
            _LOG.warning("worker_killed name=%s", self._kind.name)
            for process in processes:
                process.kill()
        await closing

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
        closings = self._closings
        async with self._lock():
            if unless is not None and (known := unless()) is not None:
                return known
            for attempt in (1, 2):
                if self._closings != closings:
                    break  # closed since: what waited for its turn begins no new process
                pool = self._running()
                try:
                    async with asyncio.timeout(longest_s):
                        return await asyncio.get_running_loop().run_in_executor(
                            pool, _under, current_request(), work, *args
                        )
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
                initializer=_begin,
                initargs=(self._kind, logs_as_set_up()),
            )
        return self._pool

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        if self._pool is pool:
            self._pool = None
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 (3.14's kill_workers, for 3.11)
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)


def _under(request: str | None, work: Callable[..., T], *args: object) -> T:
    """Do a job in the process, under the id of what asked for it."""
    with following(request):
        return work(*args)
