"""Where the words of a chart's two zones stand: the first free place from the left. Pure; lengths are pixels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_STEP_PX = 6
_INSET_PX = 20
"""Between the plot's left edge and the first place."""
_CLEAR_PX = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle; heights are counted upwards."""

    left: float
    right: float
    bottom: float
    top: float

    def overlap(self, other: "Box") -> float:
        """Return the area that two rectangles share, in square pixels."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return width * height if width > 0 and height > 0 else 0.0


def free_place(
    plot: Box, heights: Sequence[float], width: float, height: float, obstacles: Iterable[Box]
) -> tuple[float, float]:
    """Return where words stand, their left end and the height of their middle.

    Args:
        plot: What they must stay within.
        heights: Where their middle may be, the best first.
        width: Of the words.
        height: Of the words.
        obstacles: What they should not touch.

    Returns:
        The first place from the left that touches no obstacle, at the best height that has one; else the place with
        least touch.
    """
    blocks = list(obstacles)
    best, least = (plot.left + _INSET_PX, heights[0]), float("inf")
    for y in heights:
        x = plot.left + _INSET_PX
        while x + width <= plot.right - _CLEAR_PX:
            words = Box(left=x, right=x + width, bottom=y - height / 2 - _CLEAR_PX, top=y + height / 2 + _CLEAR_PX)
            touched = sum(words.overlap(block) for block in blocks)
            if not touched:
                return x, y
            if touched < least:
                best, least = (x, y), touched
            x += _STEP_PX
    return best
