"""The edge to Discord of everything that the outbox owes: posts a card, opens its thread, mends a posted one.

A client that is connected knows its channels; one that is only logged in knows none, and finds out by what Discord says
to a post, or asks where it must know before.
"""

import asyncio
import io
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias, TypeVar

import aiohttp
import discord

from bot.cards.message import NO_MENTIONS, from_payload, line_card
from bot.cards.recognise import is_same_card
from bot.cards.tokens import BAROMETER
from bot.digest.sending import CannotSendError, Posted, Search, SendProblem, TokenRefusedError, TrySendAgainError
from bot.model.digest import OutboxItem
from bot.model.ids import ChannelId, GuildId, MessageId, RoleId
from bot.posting import posting_rights

_LOG = logging.getLogger(__name__)

_HISTORY_MESSAGES = 1000
"""How many messages of a channel are looked through, in ten requests: what a busy one sees in an hour's fault."""
_BAD_REQUEST = 400
_ARCHIVED = 50083
"""Discord's code for "thread is archived"."""
_NO_TEXT_CHANNEL = 50008
"""Discord's code for "cannot send messages in a non-text channel": a forum, as far as digests go there."""
_THREAD_EXISTS = 160004
"""Discord's code for "a thread has already been created for this message"."""
_OF_LINE = "L"
"""Ends the nonce of the line that opens a thread; 25 characters are the limit."""
_CLOCKS = timedelta(seconds=5)
"""How far Discord's clock may be before ours."""

T = TypeVar("T")
Channel: TypeAlias = discord.abc.GuildChannel | discord.abc.PrivateChannel | discord.Thread
Place = discord.PartialMessageable | discord.abc.Messageable


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    """One attempt to post a row; the fields are what `DiscordSender.send` takes."""

    item: OutboxItem
    nonce: str
    search: Search | None
    note: str


class DiscordSender:
    """Posts rendered cards; the edge that `bot.digest.delivery` asks for."""

    def __init__(self, client: discord.Client) -> None:
        """Take a client that is logged in."""
        self._client = client
        self._forums: set[ChannelId] = set()
        """Those that are none of the client's; a forum stays one for as long as it is."""

    async def send(self, item: OutboxItem, *, nonce: str, search: Search | None, note: str) -> Posted:
        """Post a card, or put it in place of a posted one; see `bot.digest.sending.Sender`.

        Raises:
            CannotSendError: Discord's answer is final.
            TokenRefusedError: Discord refuses the token.
            TrySendAgainError: It may work later.
        """
        attempt = _Attempt(item=item, nonce=nonce, search=search, note=note)
        with _Answers(self._client):
            if item.target is not None:
                return await self._mend(item)
            if item.posting.user is not None:
                return await self._tell(attempt)
            return await self._put(attempt, await self._channel(item))

    async def _channel(self, item: OutboxItem) -> Channel | None:
        """Return the channel of a card; None where it is not known and need not be."""
        known = self._client.get_channel(item.channel)
        if known is None and (item.posting.line or item.channel in self._forums):
            return await self._client.fetch_channel(item.channel)
        return known

    async def _put(self, attempt: _Attempt, channel: Channel | None) -> Posted:
        """Post a card as its channel takes it; one that is not known is taken for a usual one until Discord says no."""
        item = attempt.item
        if isinstance(channel, discord.ForumChannel):
            return await self._post_in_forum(attempt, channel)
        if item.posting.line and isinstance(channel, discord.TextChannel):
            return await self._post_in_thread(attempt, channel)
        place = self._client.get_partial_messageable(item.channel)
        try:
            return await self._post(attempt, place, item.channel, ping=item.posting.ping)
        except discord.HTTPException as error:
            if error.code != _NO_TEXT_CHANNEL or channel is not None:
                raise
        found = await self._client.fetch_channel(item.channel)
        if isinstance(found, discord.ForumChannel):
            self._forums.add(item.channel)
        return await self._put(attempt, found)

    async def _post(self, attempt: _Attempt, place: Place, number: int, *, ping: RoleId | None = None) -> Posted:
        """Post the card in one place, unless an earlier copy is there."""
        item = attempt.item

        async def send(picture: bytes | None) -> discord.Message:
            return await place.send(
                view=from_payload(item.payload, note=attempt.note, ping=ping, has_pictures=picture is not None),
                files=_files(picture),
                nonce=attempt.nonce,
                silent=item.posting.is_silent,
                allowed_mentions=_mentions(ping),
            )

        earlier = await self._earlier(attempt, place, lambda one: is_same_card(item.payload, one))
        message = earlier if earlier is not None else await self._with_picture(item, send)
        return Posted(message=MessageId(message.id), place=ChannelId(number))

    async def _with_picture(self, item: OutboxItem, send: Callable[[bytes | None], Awaitable[T]]) -> T:
        """Send a card with its picture where the bot may attach files, else without; try it where that isn't known."""
        may_attach = self._may_attach(item.channel)
        if item.picture is None or may_attach is False:
            return await send(None)
        try:
            return await send(item.picture)
        except discord.Forbidden:
            if may_attach:
                raise
            return await send(None)

    async def _post_in_thread(self, attempt: _Attempt, channel: discord.TextChannel) -> Posted:
        """Post a line that opens a thread, and the card in that; each step done before is found, not done again."""
        posting, ping = attempt.item.posting, attempt.item.posting.ping
        called = [f"<@&{ping}>"] if ping is not None else []
        opener = await self._earlier(attempt, channel, lambda one: posting.line in _texts(one)) or await channel.send(
            view=line_card(*called, posting.line),
            nonce=attempt.nonce + _OF_LINE,
            silent=posting.is_silent,
            allowed_mentions=_mentions(ping),
        )
        try:
            await channel.get_partial_message(opener.id).create_thread(name=posting.thread)
        except discord.HTTPException as error:
            if error.code != _THREAD_EXISTS:
                raise
        # A thread has the number of the message that opened it.
        place = self._client.get_partial_messageable(opener.id, guild_id=channel.guild.id)
        return await self._post(attempt, place, opener.id)

    async def _post_in_forum(self, attempt: _Attempt, forum: discord.ForumChannel) -> Posted:
        """Open a post. Discord takes no nonce there, so each attempt but the first looks for the post of an earlier."""
        item = attempt.item
        name = item.posting.thread or f"{item.period:%d %B %Y}"
        begun = item.first_attempt_at
        if item.attempts > 1 and begun is not None:
            for thread in await forum.guild.active_threads():
                is_own = self._client.user is not None and thread.owner_id == self._client.user.id
                is_new = discord.utils.snowflake_time(thread.id) >= begun - _CLOCKS
                if is_own and is_new and thread.parent_id == forum.id and thread.name == name:
                    return await _first_of(thread)
        ping = item.posting.ping

        async def open_(picture: bytes | None) -> discord.channel.ThreadWithMessage:
            return await forum.create_thread(
                name=name,
                view=from_payload(item.payload, note=attempt.note, ping=ping, has_pictures=picture is not None),
                files=_files(picture),
                silent=item.posting.is_silent,
                allowed_mentions=_mentions(ping),
            )

        opened = await self._with_picture(item, open_)
        return Posted(message=MessageId(opened.message.id), place=ChannelId(opened.thread.id))

    async def _tell(self, attempt: _Attempt) -> Posted:
        """Send a card to a person; where they take no direct messages, to where Discord itself tells the server."""
        user = attempt.item.posting.user
        if user:
            try:
                place = await self._client.create_dm(discord.Object(user))
                return await self._post(attempt, place, place.id)
            except (discord.Forbidden, discord.NotFound) as error:
                refusal: Exception = error
        else:
            refusal = CannotSendError(SendProblem.GONE)
        for notices in await self._notices_of(attempt.item.guild):
            try:
                return await self._post(attempt, self._client.get_partial_messageable(notices), notices)
            except (discord.Forbidden, discord.NotFound) as error:
                _LOG.info("notices_refused channel=%d status=%d", notices, error.status)
        raise refusal

    async def _notices_of(self, guild: GuildId) -> tuple[ChannelId, ...]:
        """Return the channel for those who run a server, and that of Discord's own messages, where the bot may post.

        Of a server that the client does not know both are asked for, and what the bot may there is for Discord to say.
        """
        found = self._client.get_guild(guild)
        if found is not None:
            known = (found.public_updates_channel, found.system_channel)
            return tuple(ChannelId(one.id) for one in known if one is not None and posting_rights(one).is_enough)
        try:
            told = await self._client.http.get_guild(guild, with_counts=False)
        except (discord.Forbidden, discord.NotFound):
            return ()
        return tuple(
            ChannelId(int(one)) for one in (told["public_updates_channel_id"], told["system_channel_id"]) if one
        )

    def _may_attach(self, channel: ChannelId) -> bool | None:
        """Tell whether the bot may attach files, None where that isn't known; a thread has its channel's rights."""
        found = self._client.get_channel(channel)
        if not isinstance(found, discord.abc.GuildChannel | discord.Thread):
            return None
        return found.permissions_for(found.guild.me).attach_files

    async def _mend(self, item: OutboxItem) -> Posted:
        """Put the card in place of the one that was posted; what it shows beside its components stays."""
        assert item.target is not None
        message = self._client.get_partial_messageable(item.channel).get_partial_message(item.target)
        view = from_payload(item.payload, ping=item.posting.ping)
        try:
            await message.edit(view=view, allowed_mentions=NO_MENTIONS)
        except discord.HTTPException as error:
            if error.code == _ARCHIVED:
                await self._client.http.edit_channel(item.channel, archived=False)
            elif error.status == _BAD_REQUEST:
                # It names a picture that the message came without.
                view = from_payload(item.payload, ping=item.posting.ping, has_pictures=False)
            else:
                raise
            await message.edit(view=view, allowed_mentions=NO_MENTIONS)
        return Posted(message=item.target, place=item.channel)

    async def _earlier(
        self, attempt: _Attempt, place: Place, is_it: Callable[[discord.Message], bool]
    ) -> discord.Message | None:
        """Return the bot's own message of an earlier attempt; without the right to read the history, None."""
        search = attempt.search
        if search is None:
            return None
        try:
            async for message in self._history(place, search.after):
                if message.id not in search.others and is_it(message):
                    return message
        except discord.Forbidden:
            _LOG.warning("history_forbidden channel=%s", getattr(place, "id", None))
        return None

    async def _history(self, place: Place, after: datetime) -> AsyncIterator[discord.Message]:
        me = self._client.user
        async for message in place.history(limit=_HISTORY_MESSAGES, after=after, oldest_first=True):
            if me is not None and message.author.id == me.id:
                yield message


async def _first_of(thread: discord.Thread) -> Posted:
    """Return the message that a post of a forum begins with."""
    async for message in thread.history(limit=1, oldest_first=True):
        return Posted(message=MessageId(message.id), place=ChannelId(thread.id))
    return Posted(message=MessageId(thread.id), place=ChannelId(thread.id))


def _files(picture: bytes | None) -> list[discord.File]:
    return [] if picture is None else [discord.File(io.BytesIO(picture), filename=BAROMETER)]


def _mentions(ping: RoleId | None) -> discord.AllowedMentions:
    """Return what a message may mention: exactly that role, or nobody."""
    if ping is None:
        return NO_MENTIONS
    return discord.AllowedMentions(everyone=False, users=False, replied_user=False, roles=[discord.Object(ping)])


def _texts(message: discord.Message) -> list[str]:
    return [part.content for part in message.components if isinstance(part, discord.TextDisplay)]


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
