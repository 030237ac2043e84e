"""The Discord client: intents, cache, command tree. Holds no rule."""

import gc
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.message import NO_MENTIONS
from bot.quiz_stage import QuizStage
from bot.replies import answer_error
from bot.services import Services

_LOG = logging.getLogger(__name__)

EXTENSIONS = (
    "cogs.about",
    "cogs.articles",
    "cogs.digests",
    "cogs.events",
    "cogs.event_desk",
    "cogs.event_forms",
    "cogs.relations",
    "cogs.quiz_answers",
    "cogs.quizzes",
    "cogs.quiz_stop",
    "cogs.quiz_reports",
    "cogs.quiz_alone",
    "cogs.quiz_plans",
    "cogs.quiz_players",
    "cogs.reports",
    "cogs.settings",
)


_LONGEST_LIMIT_S = 30.0
"""How long a request waits for a limit at most; what is longer is the outbox's to wait for."""


class _Tree(app_commands.CommandTree["Backchannel"]):
    """The command tree; its errors go through the table of replies."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Answer an error of a command, a menu or an autocomplete."""
        original = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await answer_error(interaction, original)


class Backchannel(commands.AutoShardedBot):
    """The bot. It needs no privileged intent and keeps neither members nor messages."""

    def __init__(self, services: Services) -> None:
        """Take the use cases; nothing is connected yet."""
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=_Tree,
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=NO_MENTIONS,
            max_ratelimit_timeout=_LONGEST_LIMIT_S,
        )
        self.services = services
        self.stage = QuizStage(self, services.quizzes, clock=services.clock)
        self._once_ready: list[Callable[[], Awaitable[None]]] = []
        self._was_ready = False

    def when_ready(self, work: Callable[[], Awaitable[None]]) -> None:
        """Run `work` once, after the first READY."""
        self._once_ready.append(work)

    async def setup_hook(self) -> None:
        """Load the cogs and tell Discord the commands."""
        for name in EXTENSIONS:
            await self.load_extension(name)
        await self.tree.sync()

    async def on_ready(self) -> None:
        """Start what waits for the connection; a reconnect starts nothing twice."""
        if self._was_ready:
            return
        self._was_ready = True
        gc.collect()
        gc.freeze()  # a full collection over the cached servers stalls the loop for up to a second
        _LOG.info("ready guilds=%d", len(self.guilds))
        for work in self._once_ready:
            await work()
        await self.stage.recover()

    async def close(self) -> None:
        """Leave Discord; open quizzes are taken up again at the next start."""
        await self.stage.close()
        await super().close()
