"""Whether a message in a channel is a certain card: how a lost send is found again."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import discord

from bot.cards.message import DELAYED

_OF_SENDING = ("<@&", f"-# {DELAYED}")
"""How texts begin that were added when a card was sent."""


def is_same_card(payload: str, message: discord.Message) -> bool:
    """Return whether a message shows the texts and controls of a stored card, whatever role and delay it names.

    Args:
        payload: As `bot.cards.message.to_payload` gave it.
        message: Any message; only its components are looked at.
    """
    shown = [dict(part.to_dict()) for part in message.components]
    return bool(shown) and list(_marks(shown)) == list(_marks(json.loads(payload)))


def custom_ids(message: discord.Message) -> Iterator[str]:
    """Yield the custom ids of a message's buttons and selects, in reading order."""
    return _custom_ids(dict(part.to_dict()) for part in message.components)


def _custom_ids(components: Iterable[dict[str, Any]]) -> Iterator[str]:
    for part in components:
        if custom_id := part.get("custom_id"):
            yield str(custom_id)
        yield from _custom_ids(part.get("components", ()))
        if "accessory" in part:
            yield from _custom_ids([part["accessory"]])


def _marks(components: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield what Discord keeps as it was sent: texts and custom ids, in order."""
    for part in components:
        mark = str(part.get("content") or part.get("custom_id") or "").strip()
        if mark and not mark.startswith(_OF_SENDING):
            yield mark
        yield from _marks(part.get("components", ()))
        if "accessory" in part:
            yield from _marks([part["accessory"]])
