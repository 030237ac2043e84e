"""A process of its own for one kind of work: one job at a time, and none that suffers by another's fault."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
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
