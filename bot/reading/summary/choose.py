"""What a summary tells: which sentences, and the share that news, both sides, plans and background have of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.model.reading import SummaryPart
from bot.reading.summary.digest import core
from bot.reading.summary.material import Material
from bot.reading.summary.points import Realised, realise
from bot.reading.summary.select import Candidate, rank, tells_the_same
from bot.reading.summary.voice import attribution

_MOST: Final = 16
"""Sentences that are looked for at most: twice the points of the longest summary."""
_TRIED: Final = 30
"""Sentences that are looked at, at most: those that weigh least hardly ever get a place."""
_MANY: Final = 4
"""Sentences that tell events from which these lead the choice, and not the words that come back."""
_CORE_WORDS: Final = 55
"""Words of the sentences with which every summary begins to choose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A candidate, and how it is said by itself.

    Attributes:
        candidate: The sentence.
        said: What it says.
    """

    candidate: Candidate
    said: Realised

    @property
    def sentence(self) -> int:
        """Return its index."""
        return self.candidate.sentence


def choose(material: Material, already: Sequence[Chosen] = ()) -> list[Chosen]:
    """Choose what may be told, best first: all that stands alone and tells something new.

    Args:
        material: The article.
        already: What is chosen in any case.

    Returns:
        First the sentences that tell most together, then the best of the rest; no two of them tell one fact.
    """
    chosen = list(already)
    for tried, candidate in enumerate(rank(material) if already else _in_order(material)):
        if len(chosen) == _MOST or tried == _TRIED:
            break
        if any(c.sentence == candidate.sentence or tells_the_same(candidate, c.candidate) for c in chosen):
            continue
        found = _say(material, candidate)
        if found is not None:
            chosen.append(found)
    return chosen


def _in_order(material: Material) -> Iterator[Candidate]:
    ranked = rank(material)
    tells_much = len(material.pair) > 1 and sum(bool(events) for events in material.events) >= _MANY
    first = frozenset({0}) if tells_much else core(material, _CORE_WORDS)
    yield from (c for c in ranked if c.sentence in first)
    yield from (c for c in ranked if c.sentence not in first)


def _say(material: Material, candidate: Candidate) -> Chosen | None:
    """Say what a sentence tells; None where it can't stand alone."""
    if material.is_transcript and attribution(material, candidate.sentence):
        return None  # who asks and who answers is not told apart: what they say of others is nobody's claim
    realised = realise(material, candidate.sentence)
    return None if realised is None else Chosen(candidate=candidate, said=realised)


def share_out(chosen: Sequence[Chosen], material: Material, limit: int) -> list[Chosen]:
    """Give each part of a summary its share.

    Args:
        chosen: As `choose` returns them.
        material: The article.
        limit: Points at most; one more where both sides, a plan and the background leave no room for the news.

    Returns:
        The best news, what each side of the article's main pair said where both spoke, one plan, one piece of
        background, then the best of the rest.
    """
    news = [c for c in chosen if c.candidate.part in {SummaryPart.HAPPENED, SummaryPart.SAID}]
    picked = [*news[:1], *_both_sides(chosen, material)]
    for part in (SummaryPart.NEXT, SummaryPart.BACKGROUND):
        told = [c for c in chosen if c.candidate.part is part and c.candidate.event is not None]
        picked += sorted(told, key=_is_undated)[:1]
    picked = list(dict.fromkeys(picked))
    rest = [c for c in (*news, *chosen) if c not in picked]
    most = max(limit, min(len(picked), limit + 1))
    return [*picked, *dict.fromkeys(rest)][:most]


def _is_undated(chosen: Chosen) -> bool:
    """Return whether nothing tells when a candidate's event takes place: a plan with a day comes before one without."""
    event = chosen.candidate.event
    return event is None or event.when.range is None


def _both_sides(chosen: Sequence[Chosen], material: Material) -> list[Chosen]:
    """Return what each side of the main pair is told to have said; nothing where one of them is silent."""
    spoken = [next((c for c in chosen if c.candidate.speaks_for == code), None) for code in material.pair]
    found = [c for c in spoken if c is not None]
    return found if len(found) == len(spoken) else []
