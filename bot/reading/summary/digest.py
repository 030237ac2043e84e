"""A summary under a budget of words: whole sentences in text order, their loose parts left out where that makes room.

The sentences are said as points are; one that directly follows another may point back to it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Final

from bot.model.reading import SummaryPoint
from bot.reading.summary.clauses import clauses
from bot.reading.summary.concepts import Concept, Concepts, weigh
from bot.reading.summary.draft import Draft
from bot.reading.summary.loose import carries, loose_parts
from bot.reading.summary.loose_rules import Loose
from bot.reading.summary.material import Material
from bot.reading.summary.points import opened, say, say_alone
from bot.reading.summary.select import SAME, share

_REACH: Final = 8
"""Sentences from the start of an article among which a digest chooses."""
_MOST: Final = 4
"""Sentences of a digest at most."""
_FREE: Final = 3
"""Loose parts up to which every choice of them is tried."""

_MOST_PARTS: Final = 6
"""Loose parts of a sentence that are tried, at most."""
_TOKENS_A_WORD: Final = 3
"""Tokens for each word of the budget from which a sentence is taken to be too long, however it is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One way to say a sentence.

    Attributes:
        text: What it says, with marks as in the normalised text.
        sentence: Which sentence it says.
        support: The sentences that it draws on.
        is_shortened: Whether loose parts of it are left out.
        concepts: What it tells.
        needs: The nouns that a line before it must have.
        stretches: What it says of the normalised text, as offsets.
    """

    text: str
    sentence: int
    support: frozenset[int]
    is_shortened: bool
    concepts: frozenset[Concept]
    needs: frozenset[str]
    stretches: tuple[tuple[int, int], ...] = ()

    @property
    def terms(self) -> frozenset[str]:
        """Return the single words among its concepts."""
        return frozenset(c for c in self.concepts if isinstance(c, str))

    @property
    def words(self) -> int:
        """Return how many words it has, parted by blanks."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One thing that can be told: the ways to say it directly after the sentence before it, and elsewhere."""

    sentence: int
    lines: Callable[[bool], tuple[Line, ...]]


def digest(material: Material, budget: int) -> tuple[Line, ...]:
    """Choose what a summary of so many words tells.

    Args:
        material: The article.
        budget: Words at most.

    Returns:
        In text order, each sentence at most once; none where no sentence fits or stands by itself. Those that tell most
        of what the article keeps coming back to, nothing counted twice.
    """
    concepts = weigh(material)
    rows = [_row(material, i, concepts, budget) for i in range(min(_REACH, len(material.sentences)))]
    return _fill(rows, concepts, budget, most=_MOST)


def core(material: Material, budget: int) -> frozenset[int]:
    """Return the sentences that tell most together within a budget of words, each standing alone.

    Args:
        material: The article.
        budget: Words at most.
    """
    concepts = weigh(material)
    rows = [_row(material, i, concepts, budget, alone=True) for i in range(min(_REACH, len(material.sentences)))]
    return frozenset(line.sentence for line in _fill(rows, concepts, budget, most=_MOST))


def with_beside(
    material: Material, first: SummaryPoint, others: Sequence[SummaryPoint], budget: int
) -> tuple[SummaryPoint, ...]:
    """Set beside a point the one that tells most of what it doesn't tell.

    Args:
        material: The article.
        first: The point that is told in any case.
        others: Points that may follow it, as they are.
        budget: Words of both at most.

    Returns:
        The point, and the other one if one fits.
    """
    concepts = weigh(material)
    given = _as_line(material, concepts, first)
    lines = {_as_line(material, concepts, point): point for point in others}
    rows = [_Row(sentence=line.sentence, lines=_always(line)) for line in lines]
    found = _fill(rows, concepts, budget - given.words, most=1, covered=given.concepts)
    return (first, *(lines[line] for line in found))


def _always(line: Line) -> Callable[[bool], tuple[Line, ...]]:
    return lambda _follows: (line,)


def _as_line(material: Material, concepts: Concepts, point: SummaryPoint) -> Line:
    """Return a point as a line that tells what its sentences tell."""
    drafts = [Draft(material.doc, *material.ranges[s]) for s in point.sentences]
    return Line(
        text=point.text,
        sentence=point.sentences[0],
        support=frozenset(point.sentences),
        is_shortened=False,
        concepts=frozenset().union(*(concepts.told(d) for d in drafts)),
        needs=frozenset(),
    )


def _row(material: Material, sentence: int, concepts: Concepts, budget: int, *, alone: bool = False) -> _Row:
    """Return a sentence with the ways to say it, each made when it is first asked for."""

    @cache
    def drafts() -> tuple[Draft, ...]:
        first, last = material.ranges[sentence]
        draft = opened(material, sentence) if last - first <= _TOKENS_A_WORD * budget else None
        return () if draft is None else tuple(_drafts(draft, material, sentence))

    @cache
    def lines(follows: bool) -> tuple[Line, ...]:
        found: dict[str, Line] = {}
        for draft in drafts():
            said = say_alone(draft, material, sentence) if alone else say(draft, material, sentence, follows=follows)
            if said is not None and len(said.text.split()) <= budget:
                line = Line(
                    text=said.text,
                    sentence=sentence,
                    support=said.support,
                    is_shortened=draft is not drafts()[0],
                    concepts=concepts.told(draft),
                    needs=said.needs,
                    stretches=said.stretches,
                )
                found.setdefault(line.text, line)
        return tuple(found.values())

    return _Row(sentence=sentence, lines=lines)


def _drafts(draft: Draft, material: Material, sentence: int) -> Iterator[Draft]:
    """Yield a sentence, what it is without its loose parts, and the parts that are sentences of their own."""
    yield from _shortened(draft, loose_parts(draft, material, sentence))
    for clause in clauses(draft, material):
        lost = (range(draft.start, clause.start), range(clause.end, draft.end))
        if not any(carries(draft, stretch, material, sentence) for stretch in lost):
            yield from _shortened(clause, loose_parts(clause, material, sentence))


def _shortened(draft: Draft, parts: Sequence[Loose]) -> Iterator[Draft]:
    """Yield a draft, and what it is without some of its loose parts."""
    yield draft
    ordered = sorted(parts, key=lambda p: (p.kind, p.start))[:_MOST_PARTS]
    every = [c for size in range(1, len(ordered) + 1) for c in combinations(ordered, size)]
    few = [tuple(ordered[:size]) for size in range(1, len(ordered) + 1)]
    for chosen in every if len(ordered) <= _FREE else few:
        attempt = draft.copy()
        for part in chosen:
            attempt.drop(part.tokens)
        yield attempt


def _fill(
    rows: Sequence[_Row], concepts: Concepts, budget: int, *, most: int, covered: frozenset[Concept] = frozenset()
) -> tuple[Line, ...]:
    """Return the lines that tell most within a budget; of equals those found first, the earlier and fuller ones."""
    best: tuple[float, tuple[Line, ...]] = (0.0, ())

    def extend(at: int, chosen: tuple[Line, ...], covered: frozenset[Concept], worth: float, left: int) -> None:
        nonlocal best
        if worth > best[0]:
            best = (worth, chosen)
        if at == len(rows) or len(chosen) == most:
            return
        for line in rows[at].lines(bool(chosen) and chosen[-1].sentence == rows[at].sentence - 1):
            if line.words <= left and line.needs <= covered and not any(_is_same(line, c) for c in chosen):
                gain = concepts.worth(line.concepts - covered)
                extend(at + 1, (*chosen, line), covered | line.concepts, worth + gain, left - line.words)
        extend(at + 1, chosen, covered, worth, left)

    extend(0, (), covered, 0.0, budget)
    return best[1]


def _is_same(line: Line, other: Line) -> bool:
    """Return whether two lines share most of their words."""
    return share(line.terms, other.terms) >= SAME
