"""The Discord client: intents, cache, command tree, and the sender that posts digests. Holds no rule."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.message import NO_MENTIONS, from_payload
from bot.cards.recognise import is_same_card
from bot.digest.delivery import CannotSendError, SendProblem, TokenRefusedError, TrySendAgainError
from bot.model.ids import ChannelId, MessageId
from bot.quiz_stage import QuizStage
from bot.replies import answer_error
from bot.services import Services

_LOG = logging.getLogger(__name__)

EXTENSIONS = (
    "cogs.about",
    "cogs.articles",
    "cogs.digests",
    "cogs.events",
    "cogs.quiz_answers",
    "cogs.quizzes",
    "cogs.quiz_stop",
    "cogs.quiz_reports",
    "cogs.quiz_alone",
    "cogs.quiz_players",
    "cogs.reports",
    "cogs.settings",
)
_HISTORY_MESSAGES = 1000
"""How many messages of a channel are looked through, in ten requests: what a busy one sees in an hour's fault."""
_LONGEST_LIMIT_S = 30.0


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


class DiscordSender:
    """Posts rendered cards to channels; the edge that `bot.digest.delivery` asks for."""

    def __init__(self, client: discord.Client) -> None:
        """Take a client that is logged in."""
        self._client = client

    async def send(self, channel: ChannelId, payload: str, *, nonce: str) -> MessageId:
        """Post a card with no mention allowed; Discord drops a second message with the same nonce.

        Raises:
            CannotSendError: Discord's answer is final.
            TokenRefusedError: Discord refuses the token.
            TrySendAgainError: It may work later.
        """
        place = self._client.get_partial_messageable(channel)
        with _Answers(self._client):
            message = await place.send(view=from_payload(payload), nonce=nonce, allowed_mentions=NO_MENTIONS)
        return MessageId(message.id)

    async def find(
        self, channel: ChannelId, payload: str, *, after: datetime, others: frozenset[MessageId]
    ) -> MessageId | None:
        """Return the bot's own message after an instant that shows the same card; None where there is none.

        Without the right to read the history it can't be told, and None is returned.

        Raises:
            CannotSendError: The channel is gone.
            TokenRefusedError: Discord refuses the token.
            TrySendAgainError: It may work later.
        """
        try:
            with _Answers(self._client):
                async for message in self._history(channel, after):
                    if message.id not in others and is_same_card(payload, message):
                        return MessageId(message.id)
        except CannotSendError as error:
            if error.problem is not SendProblem.FORBIDDEN:
                raise
            _LOG.warning("history_forbidden channel=%d", channel)
        return None

    async def _history(self, channel: ChannelId, after: datetime) -> AsyncIterator[discord.Message]:
        me = self._client.user
        place = self._client.get_partial_messageable(channel)
        async for message in place.history(limit=_HISTORY_MESSAGES, after=after, oldest_first=True):
            if me is not None and message.author.id == me.id:
                yield message


class _Answers:
    """Turns discord.py's exceptions into those that delivery knows."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Translate, and let everything else through."""
        if isinstance(error, asyncio.CancelledError):
            # discord.py shuts the gate for all requests while one waits out a global limit, and leaves it shut where
            # that one is cancelled: no command and no digest would ever be answered again.
            self._client.http._global_over.set()  # noqa: SLF001
        if isinstance(error, discord.RateLimited):
            raise TrySendAgainError(error.retry_after) from error
        if isinstance(error, discord.HTTPException):
            raise _meaning(error) from error
        if isinstance(error, aiohttp.ClientError | OSError):
            raise TrySendAgainError from error


def _meaning(error: discord.HTTPException) -> Exception:
    """Return what an answer of Discord means for the row.

    A 403 or 404 without one of Discord's codes comes of a machine in between, and says nothing of the channel.
    """
    match error.status:
        case 401:
            return TokenRefusedError()
        case 403 if error.code:
            return CannotSendError(SendProblem.FORBIDDEN)
        case 404 if error.code:
            return CannotSendError(SendProblem.GONE)
        case 403 | 404 | 408:
            return TrySendAgainError()
        case 429:
            return TrySendAgainError(_seconds(error.response.headers.get("Retry-After")))
        case status if 400 <= status < 500:
            return CannotSendError(SendProblem.INVALID)
    return TrySendAgainError()


def _seconds(header: str | None) -> float:
    """Return the seconds of a Retry-After header, 0 where there is none or it is no number."""
    try:
        return max(0.0, float(header or 0))
    except ValueError:
        return 0.0
