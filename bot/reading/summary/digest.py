"""A summary under a budget of words: whole sentences in text order, their loose parts left out where that makes room.

The sentences are said as points are; one that directly follows another may point back to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from bot.reading.summary.clauses import clauses, halves
from bot.reading.summary.concepts import Concept, Concepts, weigh
from bot.reading.summary.draft import Draft
from bot.reading.summary.loose import Loose, loose_parts
from bot.reading.summary.material import Material
from bot.reading.summary.points import opened, say

_REACH: Final = 8
"""Sentences from the start of an article among which a digest chooses."""
_MOST: Final = 4
"""Sentences of a digest at most."""
_FREE: Final = 3
"""Loose parts up to which every choice of them is tried."""


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
    """

    text: str
    sentence: int
    support: frozenset[int]
    is_shortened: bool
    concepts: frozenset[Concept]
    needs: frozenset[str]

    @property
    def words(self) -> int:
        """Return how many words it has, parted by blanks."""
        return len(self.text.split())


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
    rows = [_Row(material, i, concepts, budget) for i in range(min(_REACH, len(material.sentences)))]
    return _fill(rows, concepts, budget)


class _Row:
    """The lines of one sentence, made when they are asked for."""

    __slots__ = ("_budget", "_concepts", "_drafts", "_lines", "_material", "sentence")

    def __init__(self, material: Material, sentence: int, concepts: Concepts, budget: int) -> None:
        self.sentence = sentence
        self._concepts = concepts
        self._material = material
        self._budget = budget
        self._lines: dict[bool, tuple[Line, ...]] = {}
        self._drafts: tuple[Draft, ...] | None = None

    def lines(self, *, follows: bool) -> tuple[Line, ...]:
        """Return the ways to say the sentence, directly after the one before it or not."""
        if follows not in self._lines:
            found = {line.text: line for line in self._all(follows=follows) if line.words <= self._budget}
            self._lines[follows] = tuple(found.values())
        return self._lines[follows]

    def _all(self, *, follows: bool) -> Iterator[Line]:
        for attempt in self._attempts():
            said = say(attempt, self._material, self.sentence, follows=follows)
            if said is not None:
                yield Line(
                    text=said.text,
                    sentence=self.sentence,
                    support=said.support,
                    is_shortened=attempt is not self._attempts()[0],
                    concepts=self._concepts.told(attempt),
                    needs=said.needs,
                )

    def _attempts(self) -> tuple[Draft, ...]:
        """Return the drafts of the sentence, whole first; none where it can't be said."""
        if self._drafts is None:
            draft = opened(self._material, self.sentence)
            self._drafts = () if draft is None else tuple(_drafts(draft, self._material, self.sentence))
        return self._drafts


def _drafts(draft: Draft, material: Material, sentence: int) -> Iterator[Draft]:
    """Yield a sentence, what it is without its loose parts, and the parts that are sentences of their own."""
    for whole in (draft, *halves(draft, material), *clauses(draft, material)):
        yield from _shortened(whole, loose_parts(whole, material, sentence))


def _shortened(draft: Draft, parts: Sequence[Loose]) -> Iterator[Draft]:
    """Yield a draft, and what it is without some of its loose parts."""
    yield draft
    ordered = sorted(parts, key=lambda p: (p.kind, p.start))
    every = [c for size in range(1, len(ordered) + 1) for c in combinations(ordered, size)]
    few = [tuple(ordered[:size]) for size in range(1, len(ordered) + 1)]
    for chosen in every if len(ordered) <= _FREE else few:
        attempt = draft.copy()
        for part in chosen:
            attempt.drop(part.tokens)
        yield attempt


def _fill(rows: Sequence[_Row], concepts: Concepts, budget: int) -> tuple[Line, ...]:
    """Return the lines that tell most within a budget; of equals those found first, the earlier and fuller ones."""
    best: tuple[float, tuple[Line, ...]] = (0.0, ())

    def extend(at: int, chosen: tuple[Line, ...], covered: frozenset[Concept], worth: float, left: int) -> None:
        nonlocal best
        if worth > best[0]:
            best = (worth, chosen)
        if at == len(rows) or len(chosen) == _MOST:
            return
        follows = bool(chosen) and chosen[-1].sentence == rows[at].sentence - 1
        for line in rows[at].lines(follows=follows):
            if line.words <= left and line.needs <= covered:
                gain = concepts.worth(line.concepts - covered)
                extend(at + 1, (*chosen, line), covered | line.concepts, worth + gain, left - line.words)
        extend(at + 1, chosen, covered, worth, left)

    extend(0, (), frozenset(), 0.0, budget)
    return best[1]
