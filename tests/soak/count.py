"""How often each digest stands in its channel, by the texts of the cards."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Texts = tuple[str, ...]
NEVER_MADE: Texts = ()
"""Stands for a digest that was due and is not in the outbox."""
_LATE = "-# Delayed"
"""How the line begins that says that a card came late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What was found.

    Attributes:
        digests: That were due.
        doubled: Messages beyond the one that each digest is owed, and those that are no digest at all.
        lost: Digests without a message.
    """

    digests: int
    doubled: int
    lost: int


def count(owed: Mapping[int, Sequence[Texts]], shown: Mapping[int, Sequence[Texts]]) -> Count:
    """Hold what stands in the channels against what was due.

    Args:
        owed: The texts of each digest that was due, by channel.
        shown: The texts of each message, by channel.
    """
    doubled = lost = 0
    for channel in owed.keys() | shown.keys():
        wanted = Counter(owed.get(channel, ()))
        found = Counter(shown.get(channel, ()))
        doubled += (found - wanted).total()
        lost += (wanted - found).total()
    return Count(digests=sum(map(len, owed.values())), doubled=doubled, lost=lost)


def texts_of_payload(payload: str) -> Texts:
    """Return the texts of a stored card, in order."""
    return texts_of(json.loads(payload))


def texts_of(components: Iterable[Mapping[str, Any]]) -> Texts:
    """Return the texts of components, in order, as Discord keeps them, but for the line that says that it came late."""
    return tuple(text for text in _texts(components) if not text.startswith(_LATE))


def _texts(components: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for part in components:
        if "content" in part:
            yield part["content"].strip()
        yield from _texts(part.get("components", ()))
