"""Discord as the stage needs it: posts, edits and looks for cards in channels, and is patient with passing faults."""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from typing import TypeVar

import aiohttp
import discord

from bot.cards.message import Card, outgoing
from bot.cards.recognise import custom_ids
from bot.model.ids import ChannelId, MessageId, UserId

_LOG = logging.getLogger(__name__)

T = TypeVar("T")

FAULTS = (discord.DiscordException, aiohttp.ClientError, OSError)
"""All that a call to Discord may raise for no fault of ours."""
_WAITS_S = (2, 5)
"""Before the second and the third try; after that a game waits for its players instead."""
_UNKNOWN_CHANNEL = 10003
_LOOKED_AT = 100
_CLOCKS_DIFFER = timedelta(minutes=1)
"""How far our clock may be ahead of Discord's when a message is looked for by its time."""


def is_final(error: BaseException) -> bool:
    """Return whether Discord will say the same however often it is asked: no right, no such place, no such form."""
    return isinstance(error, discord.HTTPException) and 400 <= error.status < 500 and error.status != 429


class Channels:
    """Posts to channels, with the same nonce at each try, so that Discord drops what it has already."""

    def __init__(self, client: discord.Client) -> None:
        """Take the client to post with."""
        self._client = client

    async def post(self, channel: ChannelId, key: str, make: Callable[[bool], Awaitable[Card]]) -> MessageId:
        """Post a card, in three tries.

        Args:
            channel: Where.
            key: What it is, the same at each try and after a restart.
            make: Gives the card; told whether this is a later try.
        """
        nonce = _nonce(key, channel)
        place = self._client.get_partial_messageable(channel)

        async def send(is_later: bool) -> MessageId:
            return MessageId((await place.send(**outgoing(await make(is_later)), nonce=nonce)).id)

        return await _patiently(send)

    async def edit(self, channel: ChannelId, message: MessageId, card: Card, *, is_patient: bool = True) -> None:
        """Show another card in a message, in three tries or one; one that is gone, or too old, is left alone."""
        place = self._client.get_partial_messageable(channel).get_partial_message(message)

        async def change(_: bool) -> None:
            await place.edit(**outgoing(card))

        try:
            await (_patiently(change) if is_patient else change(False))
        except discord.HTTPException as error:
            if not is_final(error) or isinstance(error, discord.Forbidden) or error.code == _UNKNOWN_CHANNEL:
                raise
            _LOG.info("message_not_changed channel=%d message=%d code=%d", channel, message, error.code)

    async def find(self, channel: ChannelId, wanted: Collection[str], *, since: datetime | None) -> MessageId | None:
        """Return the bot's own message that has one of these custom ids; None where none is found.

        Args:
            channel: Where to look.
            wanted: Custom ids.
            since: When it was posted at the earliest (aware UTC): the first messages after are looked at; None: the
                latest are.

        Returns:
            None as well where the history may not be read.
        """
        me = self._client.user
        after = None if since is None else since - _CLOCKS_DIFFER
        place = self._client.get_partial_messageable(channel)
        try:
            async for message in place.history(limit=_LOOKED_AT, after=after, oldest_first=since is not None):
                if me is not None and message.author.id == me.id and not set(wanted).isdisjoint(custom_ids(message)):
                    return MessageId(message.id)
        except discord.Forbidden:
            _LOG.warning("history_forbidden channel=%d", channel)
        return None

    async def tell(self, user: UserId, key: str, card: Card) -> bool:
        """Send one person a direct message; return False where Discord doesn't let us."""
        try:
            place = await self._client.create_dm(discord.Object(user))
            await place.send(**outgoing(card), nonce=_nonce(key, user))
        except FAULTS as error:
            _LOG.info("not_told error=%s", type(error).__name__)
            return False
        return True


def _nonce(key: str, place: int) -> str:
    return hashlib.sha256(f"{key}:{place}".encode()).hexdigest()[:24]


async def _patiently(work: Callable[[bool], Awaitable[T]]) -> T:
    """Do something in Discord, and again twice after passing faults; `work` is told whether this is a later try."""
    for tries, wait_s in enumerate(_WAITS_S):
        try:
            return await work(tries > 0)
        except FAULTS as error:
            if is_final(error):
                raise
            _LOG.info("discord_fault tries=%d error=%s", tries + 1, type(error).__name__)
        await asyncio.sleep(wait_s)
    return await work(True)
