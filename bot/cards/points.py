"""The points of a summary that a card shows, in its order, and the footnotes under which their sentences are cited."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.ids import SummaryLength
from bot.cards.text import prose, weight
from bot.cards.tokens import POINT
from bot.model.reading import Span, Summary, SummaryPart, SummaryPoint

LEAD = 30
"""Characters of a lead-in at most."""
_POINTS_TEXT = 2600
"""Characters for the points: what a card plans for, without title, meta and foot."""
_BACKGROUND = "Background"
_ORDER = (SummaryPart.HAPPENED, SummaryPart.SAID, SummaryPart.BACKGROUND, SummaryPart.NEXT)
"""In which order the full summary's groups stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A sentence that a summary leans on.

    Attributes:
        number: Its footnote.
        lead: Lead-in of the point that used it first.
        sentence: Its index in the article.
        spans: The stretches of the article that the points take from this and other sentences, in no order.
    """

    number: int
    lead: str
    sentence: int
    spans: tuple[Span, ...] = ()


def points_of(summary: Summary, length: SummaryLength) -> tuple[SummaryPoint, ...]:
    """Return the points of one length."""
    return {
        SummaryLength.SHORT: summary.short,
        SummaryLength.STANDARD: summary.standard,
        SummaryLength.FULL: summary.full,
    }[length]


def shown_points(summary: Summary, length: SummaryLength) -> tuple[tuple[SummaryPoint, ...], int]:
    """Return the points of one length that fit a card, in its order, and how many were dropped.

    The full summary is told part by part, the others as they are given.
    """
    points, dropped = _fitting(points_of(summary, length))
    if length is SummaryLength.FULL:
        points = sorted(points, key=lambda point: _ORDER.index(point.part))
    return tuple(points), dropped


def _fitting(points: Sequence[SummaryPoint]) -> tuple[list[SummaryPoint], int]:
    """Return the points that fit a card, and how many were dropped: background first, from the end."""
    kept = list(points)
    while (
        weight(*(prose(words, most) for point in kept for words, most in ((point.lead, LEAD), (point.text, POINT))))
        > _POINTS_TEXT
    ):
        background = [index for index, point in enumerate(kept) if _is_background(point)]
        kept.pop(background[-1] if background else -1)
    return kept, len(points) - len(kept)


def _is_background(point: SummaryPoint) -> bool:
    return point.part is SummaryPart.BACKGROUND or point.lead == _BACKGROUND


def cite(points: Sequence[SummaryPoint]) -> tuple[Cited, ...]:
    """Return the sentences that points lean on, numbered in order of first use."""
    by_sentence: dict[int, list[SummaryPoint]] = {}
    for point in points:
        for sentence in point.sentences:
            by_sentence.setdefault(sentence, []).append(point)
    return tuple(
        Cited(
            number=number,
            lead=users[0].lead,
            sentence=sentence,
            spans=tuple(span for point in users for span in point.spans),
        )
        for number, (sentence, users) in enumerate(by_sentence.items(), 1)
    )
