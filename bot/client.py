"""The Discord client: intents, cache, command tree. Holds no rule."""

import gc
import logging
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.card_id import CardId
from bot.cards.message import NO_MENTIONS
from bot.command_access import CommandAccess
from bot.command_texts import CommandTranslator
from bot.model.ids import GuildId
from bot.model.processes import ShardRange
from bot.model.request import follow, request_id
from bot.operations.metrics import Metrics
from bot.quiz_stage import QuizStage
from bot.replies import answer_error, outcome_of
from bot.services import Services
from bot.speech import begin_speaking, language_of

_LOG = logging.getLogger(__name__)

EXTENSIONS = (
    "cogs.about",
    "cogs.articles",
    "cogs.compare",
    "cogs.digests",
    "cogs.events",
    "cogs.feeds",
    "cogs.exchange",
    "cogs.outlets",
    "cogs.source_history",
    "cogs.event_desk",
    "cogs.event_forms",
    "cogs.relations",
    "cogs.persons",
    "cogs.days",
    "cogs.quiz_answers",
    "cogs.quizzes",
    "cogs.quiz_stop",
    "cogs.quiz_reports",
    "cogs.quiz_alone",
    "cogs.quiz_plans",
    "cogs.quiz_players",
    "cogs.reports",
    "cogs.privacy",
    "cogs.settings",
    "cogs.topics",
    "cogs.topic_drafts",
    "cogs.setting_saves",
    "cogs.setting_history",
    "cogs.setting_whole",
    "cogs.setup",
    "cogs.old_cards",
    "cogs.stories",
)
PANEL = "settings"
"""The command whose permissions in a server say who may manage the bot there."""


LONGEST_LIMIT_S = 30.0
"""How long a request waits for a limit at most; what is longer is the outbox's to wait for."""


_BEGUN = "begun_s"


def trace_of(metrics: Metrics) -> aiohttp.TraceConfig:
    """Return what tells the metrics every answer of Discord's API, those among them that discord.py tries again."""

    async def answered(_: object, __: object, ended: aiohttp.TraceRequestEndParams) -> None:
        metrics.asked_discord(ended.response.status)

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(answered)
    return trace


class _Tree(app_commands.CommandTree["Backchannel"]):
    """The command tree; its errors go through the table of replies, and each command is counted.

    A command is a server's alone unless it says otherwise: left unsaid, Discord takes what the portal allows the bot.
    """

    def __init__(self, client: "Backchannel") -> None:
        super().__init__(
            client,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        )

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Note when a command came, log under its id and speak to whom it will be answered; all are let through."""
        follow(request_id(interaction.id))
        interaction.extras[_BEGUN] = time.monotonic()
        await begin_speaking(interaction)
        return True

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Answer an error of a command, a menu or an autocomplete."""
        original = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await answer_error(interaction, original)
        self.client.count(interaction, outcome_of(original))


class Backchannel(commands.AutoShardedBot):
    """The bot. It needs no privileged intent and keeps neither members nor messages."""

    def __init__(self, services: Services, *, shards: ShardRange | None = None) -> None:
        """Take the use cases; nothing is connected yet.

        Args:
            services: The use cases.
            shards: Those of this process; None for all, as many as Discord asks for.
        """
        sharding: dict[str, Any] = (
            {} if shards is None else {"shard_ids": list(shards.numbers), "shard_count": shards.count}
        )
        super().__init__(
            **sharding,
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=_Tree,
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=NO_MENTIONS,
            max_ratelimit_timeout=LONGEST_LIMIT_S,
            http_trace=trace_of(services.metrics),
        )
        self.services = services
        self._own_shards = shards
        self.answered: set[type[CardId]] = set()
        """Custom ids that a cog answers."""
        self.command_access = CommandAccess(services.clock)
        self.stage = QuizStage(self, services.quizzes, clock=services.clock, language_of=partial(language_of, services))
        self._once_ready: list[Callable[[], Awaitable[None]]] = []
        self._was_ready = False

    def when_ready(self, work: Callable[[], Awaitable[None]]) -> None:
        """Run `work` once, after the first READY."""
        self._once_ready.append(work)

    async def setup_hook(self) -> None:
        """Load the cogs and tell Discord the commands."""
        for name in EXTENSIONS:
            await self.load_extension(name)
        await self.tree.set_translator(CommandTranslator(self.services.languages))
        for command in await self.tree.sync():
            if command.name == PANEL and command.type is discord.AppCommandType.chat_input:
                self.command_access.watch(command)

    async def on_raw_app_command_permissions_update(self, said: discord.RawAppCommandPermissionsUpdateEvent) -> None:
        """Hear that a server's admins changed who may use a command."""
        self.command_access.forget(GuildId(said.guild.id))

    async def on_app_command_completion(self, interaction: discord.Interaction[Any], _: object) -> None:
        """Count a command that was answered."""
        self.count(interaction, "done")

    def is_ours(self, guild: GuildId) -> bool:
        """Tell whether Discord tells this process of a server: one of its shards is the server's."""
        return self._own_shards is None or self._own_shards.has(guild)

    def is_connected_now(self) -> bool:
        """Tell whether the first state is here and every shard has its connection."""
        return self.is_ready() and bool(self.shards) and not any(shard.is_closed() for shard in self.shards.values())

    def count(self, interaction: discord.Interaction[Any], outcome: str) -> None:
        """Count a command; autocompletes are not."""
        command, begun = interaction.command, interaction.extras.get(_BEGUN)
        if (
            command is not None
            and begun is not None
            and interaction.type is discord.InteractionType.application_command
        ):
            is_slash = isinstance(command, app_commands.Command)
            name = f"/{command.qualified_name}" if is_slash else command.name
            self.services.metrics.answered(name, outcome, time.monotonic() - begun)

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
        await self.stage.recover(self.is_ours)

    async def close(self) -> None:
        """Leave Discord; open quizzes are taken up again at the next start."""
        await self.stage.close()
        await super().close()
