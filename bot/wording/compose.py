"""A summary of checked sentences: which of them are shown at which length, and when they are too few."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.model.reading import Event, Reading, Summary, SummaryPart, SummaryPoint
from bot.model.wording import Verdict

_FEWEST: Final = 2
_STANDARD: Final = 4
_FULL: Final = 8
_SHORT: Final = 2
_SHORT_WORDS: Final = 40
_SAME: Final = 0.6


def compose(reading: Reading, verdicts: Sequence[Verdict], *, worded_by: str) -> Summary | None:
    """Make a summary of the sentences that passed.

    Args:
        reading: The article's reading with its offline summary.
        verdicts: In the order in which the sentences are to be told.
        worded_by: The model's name.

    Returns:
        Standard has up to four of them, short its first ones, full beside them what the offline summary tells beyond.
        None where fewer than two passed, or none of them tells the main event that the offline summary tells.
    """
    standard = _distinct([_point(verdict, reading) for verdict in verdicts if verdict.is_supported])[:_STANDARD]
    if len(standard) < _FEWEST or not _tells_main(standard, reading):
        return None
    told = {sentence for point in standard for sentence in point.sentences}
    more = [point for point in reading.summary.full if not told & set(point.sentences)]
    return replace(
        reading.summary,
        short=_short(standard),
        standard=tuple(standard),
        full=tuple([*standard, *more][:_FULL]),
        worded_by=worded_by,
    )


def _point(verdict: Verdict, reading: Reading) -> SummaryPoint:
    return SummaryPoint(lead="", text=verdict.text, sentences=verdict.sentences, part=_part(verdict, reading))


def _part(verdict: Verdict, reading: Reading) -> SummaryPart:
    """Return the part of the offline point that shares most sentences with a verdict, the first of equals."""
    own = set(verdict.sentences)
    nearest = max(reading.summary.full, key=lambda point: len(own & set(point.sentences)), default=None)
    shares = nearest is not None and bool(own & set(nearest.sentences))
    return nearest.part if nearest is not None and shares else SummaryPart.HAPPENED


def _distinct(points: Sequence[SummaryPoint]) -> list[SummaryPoint]:
    """Return the points but for those that say again, in most of their words, what one before them says."""
    kept: list[SummaryPoint] = []
    for point in points:
        words = set(point.text.casefold().split())
        others = [set(other.text.casefold().split()) for other in kept if set(other.sentences) & set(point.sentences)]
        if not any(len(words & other) > _SAME * min(len(words), len(other)) for other in others):
            kept.append(point)
    return kept


def _tells_main(points: Sequence[SummaryPoint], reading: Reading) -> bool:
    """Return whether some point draws on the sentence of the main event, where the offline summary tells that."""
    main: Event | None = max(reading.events, key=lambda event: (event.salience, -event.sentence), default=None)
    if main is None or not any(main.sentence in point.sentences for point in reading.summary.standard):
        return True
    return any(main.sentence in point.sentences for point in points)


def _short(standard: Sequence[SummaryPoint]) -> tuple[SummaryPoint, ...]:
    """Return the first point, and the second where both have at most forty words."""
    words = sum(len(point.text.split()) for point in standard[:_SHORT])
    return tuple(standard[:_SHORT] if words <= _SHORT_WORDS else standard[:1])
