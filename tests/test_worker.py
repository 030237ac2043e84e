"""A process of its own for one kind of work: one job at a time, and none that suffers by another's fault."""

import asyncio
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from bot.model.errors import BackchannelError
from bot.worker import Worker, WorkerKind

T = TypeVar("T")


def begin() -> None:
    """Load nothing."""


def work_for_ever() -> None:
    """Never come to an end."""
    threading.Event().wait()


def answer() -> str:
    return "done"


class _Worker(Worker):
    async def run(self, work: Callable[[], T], *, longest_s: float = 60) -> T:
        return await self._within(longest_s, work)


@pytest.fixture
async def worker() -> AsyncIterator[_Worker]:
    made = _Worker(WorkerKind(name="test", start=begin, slow="It took too long.", broken="It broke."))
    assert await made.run(answer) == "done"
    yield made
    await made.close()


async def test_a_job_that_nobody_waits_for_any_more_keeps_no_other_waiting(worker: _Worker) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await worker.run(work_for_ever)
    assert await worker.run(answer, longest_s=20) == "done"


async def test_a_job_that_takes_too_long_is_ended_and_said(worker: _Worker) -> None:
    with pytest.raises(BackchannelError) as caught:
        await worker.run(work_for_ever, longest_s=0.3)
    assert caught.value.user_text == "It took too long."
    assert await worker.run(answer, longest_s=20) == "done"


_PARENT = """
import asyncio, os, sys
from bot.worker import Worker, WorkerKind
from tests.test_worker import begin

async def main() -> None:
    worker = Worker(WorkerKind(name="test", start=begin, slow="It took too long.", broken="It broke."))
    print(await worker._within(60, os.getpid), flush=True)
    await asyncio.Event().wait()

if __name__ == "__main__":
    asyncio.run(main())
"""


async def test_a_worker_ends_with_a_process_that_is_killed(tmp_path: Path) -> None:
    """The worker holds its parent's output open: that ends once both have."""
    program = tmp_path / "parent.py"
    program.write_text(_PARENT, encoding="utf-8")
    root = Path(__file__).parents[1]
    process = await asyncio.create_subprocess_exec(
        sys.executable, program, stdout=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(root)}
    )
    assert process.stdout is not None
    number = int(await process.stdout.readline())
    os.kill(number, 0)
    process.kill()
    async with asyncio.timeout(20):
        assert await process.stdout.read() == b""
    await process.wait()


async def test_what_waits_when_a_worker_closes_is_broken_off_and_what_comes_later_is_done(worker: _Worker) -> None:
    first = asyncio.create_task(worker.run(work_for_ever))
    waiting = asyncio.create_task(worker.run(answer))
    await asyncio.sleep(0)  # both have come
    await asyncio.wait_for(worker.close(), 30)
    ended = await asyncio.gather(first, waiting, return_exceptions=True)
    assert all(isinstance(one, BackchannelError | asyncio.CancelledError) for one in ended)
    assert await worker.run(answer, longest_s=20) == "done"
