"""What quizzes wait for: one timer each, held until it is done. Knows nothing of games or Discord."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import TypeAlias

from bot.model.ids import QuizId

Work: TypeAlias = Callable[[], Awaitable[None]]


class Timers:
    """One timer a quiz: a new one takes the old one's place. Work that has begun is never broken off by another."""

    def __init__(self) -> None:
        """Begin with none."""
        self._armed: dict[QuizId, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def arm(self, quiz: QuizId, after: timedelta, work: Work) -> None:
        """Do something after a while, in place of what the quiz waited for so far."""
        self.disarm(quiz)

        async def wait() -> None:
            await asyncio.sleep(max(0.0, after.total_seconds()))
            if self._armed.get(quiz) is asyncio.current_task():
                del self._armed[quiz]
            await work()

        self._armed[quiz] = self._keep(wait(), f"quiz-{quiz}")

    def beside(self, after: timedelta, work: Work) -> None:
        """Do something after a while, whatever else is waited for."""

        async def wait() -> None:
            await asyncio.sleep(after.total_seconds())
            await work()

        self._keep(wait(), "quiz")

    def disarm(self, quiz: QuizId) -> None:
        """Drop what a quiz waits for, if it has not begun."""
        timer = self._armed.pop(quiz, None)
        if timer is not None:
            timer.cancel()

    async def close(self) -> None:
        """Break everything off, and wait until nothing works any more."""
        self._armed.clear()
        tasks = self._tasks - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _keep(self, work: Coroutine[None, None, None], name: str) -> asyncio.Task[None]:
        """Start a task and hold it until it is done: the loop itself holds none."""
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
