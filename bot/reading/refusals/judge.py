"""A statistical judge of what a text is: how likely an article, and how likely each kind of page.

The weights of the signs stand in `weights.json` and were learned from our own pages by `tools/train_refusals.py`: a
multinomial logistic regression. Nothing is drawn by lot here, and nothing but the standard library is needed.
"""

import json
import math
from collections.abc import Mapping, Sequence
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from bot.model.errors import RefusalReason
from bot.model.pages import PageView
from bot.reading.refusals.lines import Line
from bot.reading.refusals.signs import signs

ARTICLE: Final = "article"
TEASER: Final = "teaser"
"""A paywall below the beginning of its article: learned apart from one that stands alone, refused with its reason."""
_TABLE = json.loads((files(__package__) / "weights.json").read_text(encoding="utf-8"))
_KINDS: Final[Sequence[str]] = _TABLE["kinds"]
_BASE: Final[Sequence[int]] = _TABLE["base"]
_WEIGHTS: Final[Mapping[str, Sequence[tuple[int, int]]]] = {
    sign: [(_KINDS.index(kind), weight) for kind, weight in weights.items()]
    for sign, weights in _TABLE["weights"].items()
}
"""By sign, for the places of kinds that it speaks for or against, how much."""
_SCALE: Final = 100
"""The table holds hundredths."""


def likelihoods(lines: Sequence[Line], view: PageView | None = None) -> Mapping[RefusalReason | None, float]:
    """Return how likely each kind of page is, and (None) an article; they add up to 1.

    Args:
        lines: The text's or the page's lines.
        view: The page around them, where they came from one.
    """
    scores = [weight / _SCALE for weight in _BASE]
    for sign, amount in signs(lines, view).items():
        for place, weight in _WEIGHTS.get(sign, ()):
            scores[place] += amount * weight / _SCALE
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    found: dict[RefusalReason | None, float] = {}
    for kind, share in zip(_KINDS, shares, strict=True):
        reason = _reason(kind)
        found[reason] = found.get(reason, 0.0) + share / sum(shares)
    return MappingProxyType(found)


def _reason(kind: str) -> RefusalReason | None:
    if kind == ARTICLE:
        return None
    return RefusalReason.PAYWALL if kind == TEASER else RefusalReason(kind)
