"""The points of a summary that fit a card, and the footnotes under which their sentences are cited."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.ids import SummaryLength
from bot.cards.text import prose, weight
from bot.cards.tokens import POINT
from bot.model.reading import Summary, SummaryPoint

LEAD = 30
"""Characters of a lead-in at most."""
_POINTS_TEXT = 2600
"""Characters for the points: what a card plans for, without title, meta and foot."""
_BACKGROUND = "Background"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A sentence that a summary leans on: its footnote, the point that used it first, its index in the article."""

    number: int
    lead: str
    sentence: int


def points_of(summary: Summary, length: SummaryLength) -> tuple[SummaryPoint, ...]:
    """Return the points of one length."""
    return {
        SummaryLength.SHORT: summary.short,
        SummaryLength.STANDARD: summary.standard,
        SummaryLength.FULL: summary.full,
    }[length]


def fitting(points: Sequence[SummaryPoint]) -> tuple[tuple[SummaryPoint, ...], int]:
    """Return the points that fit a card, and how many were dropped: background first, from the end."""
    kept = list(points)
    while (
        weight(*(prose(words, most) for point in kept for words, most in ((point.lead, LEAD), (point.text, POINT))))
        > _POINTS_TEXT
    ):
        background = [index for index, point in enumerate(kept) if point.lead == _BACKGROUND]
        kept.pop(background[-1] if background else -1)
    return tuple(kept), len(points) - len(kept)


def cite(points: Sequence[SummaryPoint]) -> tuple[Cited, ...]:
    """Return the sentences that points lean on, numbered in order of first use."""
    first: dict[int, str] = {}
    for point in points:
        for sentence in point.sentences:
            first.setdefault(sentence, point.lead)
    return tuple(
        Cited(number=number, lead=lead, sentence=sentence) for number, (sentence, lead) in enumerate(first.items(), 1)
    )
