"""Which sentences a summary is made of: by what they tell, where they stand, how central they are, and novelty."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.model.ids import CountryCode
from bot.model.reading import Event, Status, SummaryPart
from bot.reading.summary.leads import RECENT, is_past, is_planned
from bot.reading.summary.material import Material

_EVENT: Final = 1.0
_POSITION: Final = 0.9
_FADING: Final = 0.25
_CENTRAL: Final = 0.6
_QUOTE: Final = 0.1
_FIGURE: Final = 0.15
SAME: Final = 0.55
"""Share of a sentence's content words in another one from which the two tell the same."""
_FEWEST_WORDS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may become a point.

    Attributes:
        sentence: Its index.
        score: The higher, the sooner it is chosen.
        part: Where it belongs.
        event: The most salient event that it tells; None where it tells none.
        words: Its content words, as lemmas.
        speaks_for: The state whose words or stance it tells; None where it tells no one state's.
        is_quoted: Whether it gives words of a known speaker as spoken.
    """

    sentence: int
    score: float
    part: SummaryPart
    event: Event | None
    words: frozenset[str]
    speaks_for: CountryCode | None = None
    is_quoted: bool = False


def _content(material: Material, sentence: int) -> Counter[str]:
    """Return the content words of a sentence."""
    return Counter(
        t.lemma_.lower()
        for t in material.tokens(sentence)
        if t.pos_ in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"} and t.is_alpha and not t.is_stop
    )


def _centrality(contents: Sequence[Counter[str]]) -> list[float]:
    """Return how much of the article's common words each sentence holds, 0 to 1 (cosine with the sum of all)."""
    spread = Counter(w for c in contents for w in c)
    total: Counter[str] = Counter()
    for content in contents:
        total.update(content)
    weight = {w: math.log(1 + len(contents) / n) for w, n in spread.items()}
    norm = math.sqrt(math.fsum((total[w] * weight[w]) ** 2 for w in sorted(total))) or 1.0
    scores = []
    for content in contents:
        own = math.sqrt(math.fsum((n * weight[w]) ** 2 for w, n in sorted(content.items()))) or 1.0
        dot = math.fsum(n * weight[w] * total[w] * weight[w] for w, n in sorted(content.items()))
        scores.append(dot / (own * norm))
    highest = max(scores, default=0.0) or 1.0
    return [s / highest for s in scores]


def _part(event: Event | None, material: Material, sentence: int) -> SummaryPart:
    """Return which part of the summary a sentence belongs to."""
    news = SummaryPart.SAID if _is_said(event, material, sentence) else SummaryPart.HAPPENED
    if event is None:
        return SummaryPart.BACKGROUND if sentence and _tells_of_before(material, sentence) else news
    if is_planned(event) and not is_past(event, material.published):
        return SummaryPart.NEXT if sentence else news
    return SummaryPart.BACKGROUND if is_past(event, material.published) and sentence else news


def _is_said(event: Event | None, material: Material, sentence: int) -> bool:
    """Return whether a sentence tells what somebody said rather than what was done; the first tells what happened."""
    if material.cast.speaker is not None:
        return True
    if sentence == 0:
        return False
    if event is not None:
        return event.type.is_said
    return any(q.speaker is not None for q in material.quotes[sentence])


def _speaks_for(event: Event | None, material: Material, sentence: int) -> CountryCode | None:
    """Return the one state whose stance an event, or whose words a quotation, tells."""
    if event is not None and event.type.is_said:
        sides = {p.country for p in event.source}
        return sides.pop() if len(sides) == 1 else None
    speakers = {material.cast.country_of(q.speaker) for q in material.quotes[sentence] if q.speaker is not None}
    return speakers.pop() if len(speakers) == 1 else None


def _tells_of_before(material: Material, sentence: int) -> bool:
    """Return whether all that is dated in a sentence lies well before the article."""
    published = material.published
    ranges = [t.range for t in material.timexes[sentence] if t.range is not None]
    return published is not None and bool(ranges) and all(r.end < published - RECENT for r in ranges)


def rank(material: Material) -> tuple[Candidate, ...]:
    """Score every sentence.

    Args:
        material: The article.

    Returns:
        A candidate a sentence, best first; ties in text order.
    """
    contents = [_content(material, i) for i in range(len(material.sentences))]
    central = _centrality(contents)
    found = []
    for i, content in enumerate(contents):
        event = next(iter(material.events[i]), None)
        score = _POSITION / (1 + _FADING * i) + _CENTRAL * central[i] + _QUOTE * bool(material.quotes[i])
        if any(t.like_num for t in material.tokens(i)):
            score += _FIGURE
        if event is not None:
            score += _EVENT * event.salience * (0.5 if event.status is Status.POSSIBLE else 1.0)
        if sum(content.values()) < _FEWEST_WORDS // 2:
            score -= 1.0
        part = _part(event, material, i)
        found.append(
            Candidate(
                sentence=i,
                score=score,
                part=part,
                event=event,
                words=frozenset(content),
                speaks_for=_speaks_for(event, material, i),
                is_quoted=any(q.speaker is not None for q in material.quotes[i]),
            )
        )
    return tuple(sorted(found, key=lambda c: (-c.score, c.sentence)))


def tells_the_same(one: Candidate, other: Candidate) -> bool:
    """Return whether two sentences tell one fact: they share most words, or one event between the same sides."""
    shared = share(one.words, other.words)
    if shared >= SAME:
        return True
    first, second = one.event, other.event
    if first is None or second is None or first.when.range is None:
        return False
    alike = (first.act, first.status, first.when.range, first.source, first.target) == (
        second.act,
        second.status,
        second.when.range,
        second.source,
        second.target,
    )
    return alike and shared >= SAME * 0.75


def share(words: frozenset[str], others: frozenset[str]) -> float:
    """Return how much of the words of two sentences is common to both, as a share of the fewer, 0 to 1."""
    return len(words & others) / (min(len(words), len(others)) or 1)
