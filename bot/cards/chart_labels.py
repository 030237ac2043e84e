"""Where the words of a chart's markers stand: two lanes above the plot, left or right of each marker's leader. Pure.

Lengths are pixels of the picture. All placements are tried; the one is taken that shows most words without overlap.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LANES = 2
GAP_PX = 16
"""Between two labels, and between a label and another's leader half of it."""
EDGE_PX = 14
"""Between a label and the picture's edge."""
_LEADER_PX = 6
_SAME_PX = 13
"""Markers nearer than this share a leader and a label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A label to be placed: where its leader stands, and how wide it is with its word and with its letters alone."""

    x: float
    wide: float
    narrow: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A label in its place.

    Attributes:
        lane: 0 for the one next to the plot.
        left, right: Its ends.
        x: Where its leader stands.
        is_wide: Whether it shows its word.
    """

    lane: int
    left: float
    right: float
    x: float
    is_wide: bool


def grouped(places: Sequence[float]) -> list[list[int]]:
    """Return which markers share a leader, from left to right.

    Args:
        places: Where each stands, in any order.
    """
    groups: list[list[int]] = []
    for index in sorted(range(len(places)), key=lambda one: places[one]):
        if groups and places[index] - places[groups[-1][0]] < _SAME_PX:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def place(wanted: Sequence[Wanted], width: float) -> list[Placed] | None:
    """Place labels so that no two overlap and no leader goes through one; with as many words as there is room for.

    Args:
        wanted: From left to right.
        width: Of the picture.

    Returns:
        One place for each; None where not even their letters find room.
    """
    best: list[Placed] = []
    best_rank: tuple[int, int] | None = None

    def try_from(index: int, placed: list[Placed], words: int, height: int) -> None:
        nonlocal best, best_rank
        rank = (words + len(wanted) - index, -height)
        if best_rank is not None and rank <= best_rank:
            return
        if index == len(wanted):
            best, best_rank = list(placed), rank
            return
        for option in _options(wanted[index], width):
            if all(_fit(option, other) for other in placed):
                placed.append(option)
                try_from(index + 1, placed, words + option.is_wide, height + option.lane)
                placed.pop()

    try_from(0, [], 0, 0)
    return best if best_rank is not None else None


def _options(label: Wanted, width: float) -> list[Placed]:
    """Return the places that a label may take within the picture, the likeliest first."""
    return [
        Placed(lane=lane, left=left, right=left + length, x=label.x, is_wide=is_wide)
        for is_wide, length in ((True, label.wide), (False, label.narrow))
        for lane in range(LANES)
        for left in (label.x - _LEADER_PX / 2, label.x + _LEADER_PX / 2 - length)
        if left >= EDGE_PX and left + length <= width - EDGE_PX
    ]


def _fit(one: Placed, other: Placed) -> bool:
    if one.lane == other.lane:
        return one.left >= other.right + GAP_PX or other.left >= one.right + GAP_PX
    upper, lower = (one, other) if one.lane > other.lane else (other, one)
    return not lower.left - GAP_PX / 2 < upper.x < lower.right + GAP_PX / 2
