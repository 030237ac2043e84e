"""Answers promised to Discord only where they take longer than a moment: what is ready at once is sent at once.

Discord waits three seconds for a first answer, unless it is promised one, which it then waits for a quarter of an hour;
a promise is a request of its own, and people see "is thinking…". Source: Discord's API reference, Interactions,
"Receiving and Responding".
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import discord

PATIENCE_S = 0.8
"""From which an answer is promised: of the three seconds there are two left, for the way and for a busy moment."""
_OPEN = "open_promise"


class _Promise:
    """One that is made after a while, unless it is withdrawn before."""

    def __init__(self, make: Callable[[], Awaitable[object]]) -> None:
        self._make = make
        self._is_begun = False
        self._task = asyncio.create_task(self._keep())

    async def _keep(self) -> None:
        await asyncio.sleep(PATIENCE_S)
        self._is_begun = True
        await self._make()

    async def settle(self) -> None:
        """Withdraw it; where it is being made, or was, wait until Discord has it.

        Raises:
            discord.HTTPException: Discord refused it.
        """
        if self._is_begun:
            await self._task
        else:
            self._task.cancel()


def promise(interaction: discord.Interaction[Any], make: Callable[[], Awaitable[object]]) -> None:
    """Let an answer be promised if none is given within a moment.

    Args:
        interaction: Neither answered nor promised an answer.
        make: Makes the promise.
    """
    interaction.extras[_OPEN] = _Promise(make)


async def settle(interaction: discord.Interaction[Any]) -> None:
    """Leave no promise open: to be called before any answer, which is the first one if none was made by now.

    Raises:
        discord.HTTPException: Discord refused the promise.
    """
    opened = interaction.extras.pop(_OPEN, None)
    if opened is not None:
        await opened.settle()
