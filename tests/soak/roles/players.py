"""People who play quizzes whatever happens to the bot: they see their channel, and remember what they were told."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.simcord_private import BackendError, ChannelHandle, MemberActor, SetupError
from bot.sandbox.wire import WireServer
from tests.discord.looking import buttons_of, text_of

_QUESTION = re.compile(r"question (\d+) of")
_REST_S = 0.7
_STARTS_AGAIN_AFTER = 30
"""Looks at a channel in which nothing happens before a player starts anew."""


@dataclass(slots=True)
class Table:
    """One channel with one player.

    Attributes:
        locked: The messages of the questions to which the bot said that the answer is locked in.
        is_closing: Whether no further game is to be begun.
    """

    wire: WireServer
    channel: ChannelHandle
    player: MemberActor
    locked: set[int] = field(default_factory=set)
    is_closing: bool = False
    _idle: int = 0

    @property
    def messages(self) -> list[Any]:
        """All that stands in the channel, oldest first."""
        return sorted(self.channel.history(), key=lambda one: int(one.id))

    @property
    def questions(self) -> list[Any]:
        """The messages that show a question, open or closed."""
        return [one for one in self.messages if _QUESTION.search(text_of(one))]

    @property
    def boards(self) -> list[Any]:
        """The messages that show the end of a game."""
        return [one for one in self.messages if "Play again" in buttons_of(one)]

    @property
    def is_over(self) -> bool:
        """Whether the last that stands there is the end of a game."""
        messages = self.messages
        return not messages or "Play again" in buttons_of(messages[-1])

    async def play(self) -> None:
        """Play until cancelled."""
        while True:
            try:
                await self._act()
            except (SetupError, BackendError):
                self._idle += 1  # what was to be clicked changed meanwhile, as it may for anybody
            await asyncio.sleep(_REST_S)

    async def _act(self) -> None:
        """Do the next thing that a player would."""
        for message in reversed(self.messages):
            choice = next((label for label in buttons_of(message) if label.startswith("A")), None)
            if choice is not None and _QUESTION.search(text_of(message)) and message.id not in self.locked:
                await self._answer(message, choice)
                return
        messages = self.messages
        if messages and "Resume" in buttons_of(messages[-1]):
            async with self.wire.env.turn:
                await self.player.click(messages[-1], label="Resume")
            return
        if self.is_closing:
            return
        self._idle += 1
        if self.is_over or self._idle > _STARTS_AGAIN_AFTER:
            self._idle = 0
            async with self.wire.env.turn:
                await self.player.slash(self.channel, "quiz start", length=3)

    async def _answer(self, message: Any, choice: str) -> None:
        self._idle = 0
        async with self.wire.env.turn:
            told = await self.player.click(message, label=choice)
        if told.response is not None and "Locked in" in text_of(told.response):
            self.locked.add(message.id)
