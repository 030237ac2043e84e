"""The poster's process: the real store, desk, delivery and discord.py, and nothing that it does not need.

It is forked from a server that has imported this module, so that a start takes no longer than opening the store.
"""

import asyncio
import logging
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord

from bot.digest.delivery import Delivery
from bot.digest.desk import DigestDesk
from bot.press import press_of
from bot.sender import DiscordSender
from data.reference import load_gazetteer
from data.store import Store

_TICK_S = 0.05
PRESS = press_of(load_gazetteer())


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What a poster is started with.

    Attributes:
        database: The store's file.
        api_base: The wire's REST address.
        token: The bot's.
        ahead: How far its clock is ahead of this machine's.
        messages_per_s: Its pace.
    """

    database: Path
    api_base: str
    token: str
    ahead: timedelta
    messages_per_s: float


def clock_of(ahead: timedelta) -> Callable[[], datetime]:
    """Return a clock that is so far ahead of this machine's."""
    return lambda: datetime.now(UTC) + ahead


def run(orders: Orders) -> None:
    """Post until killed."""
    logging.basicConfig(level=logging.ERROR)
    discord.http.Route.BASE = orders.api_base
    asyncio.run(_post(orders))


async def _post(orders: Orders) -> None:
    clock = clock_of(orders.ahead)
    store = await Store.open(f"sqlite+aiosqlite:///{orders.database}", clock=clock)
    async with discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30.0) as client:
        await client.login(orders.token)
        desk = DigestDesk(store, clock=clock, press=PRESS)
        desk.deliver_with(
            Delivery(
                store,
                DiscordSender(client),
                owner=f"{os.getpid()}:{secrets.token_hex(4)}",
                clock=clock,
                messages_per_s=orders.messages_per_s,
            )
        )
        while True:
            await desk.tick()
            await asyncio.sleep(_TICK_S)
