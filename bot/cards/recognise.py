"""Whether a message in a channel is a certain card: how a lost send is found again."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import discord

_ROLE = "<@&"
"""How the text begins that names a role; it is added when a card is sent."""
_SMALL = "-# "
"""How the note begins that a card came late; it is added at the foot, in whatever language was spoken."""


def is_same_card(payload: str, message: discord.Message) -> bool:
    """Return whether a message shows the texts and controls of a stored card, whatever role and delay it names.

    Args:
        payload: As `bot.cards.message.to_payload` gave it.
        message: Any message; only its components are looked at.
    """
    shown = [dict(part.to_dict()) for part in message.components]
    meant = list(_marks(json.loads(payload)))
    return bool(shown) and meant in (list(_marks(shown)), list(_marks(_without_note(shown))))


def _without_note(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return components without the small line at the foot of their frame."""
    frame = next((part for part in components if part.get("components")), None)
    if frame is None or not str(frame["components"][-1].get("content", "")).startswith(_SMALL):
        return components
    bare = {**frame, "components": frame["components"][:-1]}
    return [bare if part is frame else part for part in components]


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
        if mark and not mark.startswith(_ROLE):
            yield mark
        yield from _marks(part.get("components", ()))
        if "accessory" in part:
            yield from _marks([part["accessory"]])
