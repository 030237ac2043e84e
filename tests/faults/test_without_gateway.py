"""A poster that is only logged in: what a connected client knows of channels it finds out by what Discord answers."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import discord

from bot.cards.message import card, text, to_payload
from bot.cards.tokens import Accent
from bot.digest.delivery import nonce
from bot.digest.sending import CannotSendError, Posted, Search, SendProblem
from bot.model.digest import OutboxItem, OutboxState, Posting
from bot.model.ids import ChannelId, GuildId, OutboxId, UserId
from tests.discord.looking import text_of
from tests.faults.conftest import Office

CARD = to_payload(card(Accent.NEWS, text("## Talks")))


def guild_of(office: Office) -> Any:
    """Return the first server, to be changed."""
    return office.wire.env.guild(office.guilds[0]) if hasattr(office.wire.env, "guild") else None


def item(office: Office, channel: int, **changes: Any) -> OutboxItem:
    now = office.clock()
    made = OutboxItem(
        id=OutboxId(7),
        guild=office.guilds[0],
        channel=ChannelId(channel),
        kind="digest",
        period=date(2027, 6, 15),
        part=0,
        payload=CARD,
        state=OutboxState.PENDING,
        attempts=1,
        first_attempt_at=now,
        not_before=now,
        lease_until=now + timedelta(seconds=90),
        owner="test",
        message=None,
        reason=None,
    )
    return replace(made, **changes)


async def send(office: Office, one: OutboxItem, *, is_late: bool = False) -> Posted:
    search = Search(after=office.clock() - timedelta(hours=1), others=frozenset()) if is_late else None
    return await office.sender.send(one, nonce=nonce(one), search=search, note="")
