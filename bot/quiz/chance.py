"""Choices that a seed decides: the same on every machine and in every version of Python."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def draw(seed: int, label: str, below: int) -> int:
    """Return a number from 0 to `below` - 1, evenly spread over seeds and labels."""
    digest = blake2b(f"{seed}|{label}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % below


def shuffled(seed: int, label: str, items: Sequence[T]) -> tuple[T, ...]:
    """Return the items in an order that the seed and the label decide."""
    rest = list(items)
    return tuple(rest.pop(draw(seed, f"{label}|{left}", left)) for left in range(len(rest), 0, -1))
