"""By what a report is known again when its article is read anew, perhaps otherwise. Pure; knows no table."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.model.plover import EventType
from bot.model.reading import Status
from data.sighting import Sighting
from data.telling import sides
from data.weight import Origin

ALIKE = 0.5
"""The share of the words of two headlines, of both together, from which they tell one thing of one article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMark:
    """What a report is known by.

    Attributes:
        wording: The fingerprint of the sentence that proves it.
        act, status: As its reading had them.
        sides: See `data.telling.sides`.
        words: Those of its headline, sorted.
    """

    wording: str
    act: EventType
    status: Status
    sides: tuple[str, ...]
    words: tuple[str, ...]


def mark_of(sighting: Sighting, origin: Origin) -> ReportMark:
    """Return what a report is known by."""
    return ReportMark(
        wording=origin.wording,
        act=sighting.act,
        status=sighting.status,
        sides=sides(sighting),
        words=tuple(sorted(sighting.words)),
    )


def recognised(mark: ReportMark, told: Mapping[int, ReportMark], *, position: int | None) -> int | None:
    """Return which of an article's reports is the one that a mark was made of.

    Args:
        mark: The mark.
        told: What the article tells now, by position.
        position: Where the report was last.

    Returns:
        The one with the same sentence, of several the likest; else one with the same act and sides in like words, for a
        sentence that was edited; None where there is none.
    """
    fitting = {at: _likeness(mark, other) for at, other in told.items() if _may_be(mark, other)}
    if not fitting:
        return None
    return max(fitting, key=lambda at: (*fitting[at], at == position, -at))


def _may_be(mark: ReportMark, other: ReportMark) -> bool:
    if mark.wording == other.wording:
        return True
    return mark.act is other.act and bool(set(mark.sides) & set(other.sides)) and _share(mark, other) >= ALIKE


def _likeness(mark: ReportMark, other: ReportMark) -> tuple[bool, bool, bool, float]:
    same = (mark.wording == other.wording, mark.act is other.act, mark.status is other.status)
    return (*same, round(_share(mark, other), 3))


def _share(mark: ReportMark, other: ReportMark) -> float:
    return share_of_words(frozenset(mark.words), frozenset(other.words))


def share_of_words(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which share of the words of two headlines both have, 0 to 1; 1 where neither has any."""
    return len(one & other) / len(one | other) if one | other else 1.0
