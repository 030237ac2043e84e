"""A quiz question: what is asked, what is right, and what proves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class QuestionKind(StrEnum):
    """What a question asks for."""

    WHO = "who"
    COUNTRY = "country"
    ACTION = "action"
    WHERE = "where"
    WHEN = "when"
    FIRST = "first"
    ORDER = "order"
    """Put three or four events in order: each option is given its place."""
    MATCH = "match"
    """Give each event its month, year or office."""
    BETWEEN = "between"
    """Which event came between two others."""
    ALREADY = "already"
    """Which event had already happened at another."""
    SAID = "said"
    ISSUE = "issue"
    WHY = "why"
    NEXT = "next"
    NUMBER = "number"
    MOST = "most"
    """With whom most, by the count of recorded events."""
    TRUE_FALSE = "true_false"
    CLOZE = "cloze"


PLACED = frozenset({QuestionKind.ORDER, QuestionKind.MATCH})
"""Kinds whose answer gives every option a target, instead of choosing one option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with its possible answers.

    Attributes:
        kind: What it asks for.
        stem: The question, standing alone, at most 200 characters and 32 words.
        options: Two to four, in the order to be shown (numbers and dates sorted, the rest shuffled by the seed).
        key: Index of the right option; -1 where `placing` tells what is right.
        explanation: Why it is right, at most 240 characters.
        sentences: Indices of the sentences that prove it, never empty.
        difficulty: 0 (easy) to 1 (hard).
        fact: Names the fact asked ("event 3 target"): two questions of one fact never share a quiz.
        gives_away: Facts that its stem or options reveal: no question of these may share a quiz with it.
        targets: Of a kind in `PLACED`: what can be given to an option, in the order to be shown ("1st", "2nd"; months).
        placing: Of a kind in `PLACED`: for each option the index of its right target; no target is used twice.
        facts: Ids of the events or quotations that it is about ("event 3"), never empty for a made question.
        reasons: For each option why it is wrong, in words; "" for the right one. Empty for a kind in `PLACED`.
        version: Of the rules that made it.
        seed: With the facts and the version, makes the same question again.
    """

    kind: QuestionKind
    stem: str
    options: tuple[str, ...]
    key: int
    explanation: str
    sentences: tuple[int, ...]
    difficulty: float
    fact: str
    gives_away: frozenset[str] = frozenset()
    targets: tuple[str, ...] = ()
    placing: tuple[int, ...] = ()
    facts: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    version: int = 0
    seed: int = 0

    @property
    def is_placed(self) -> bool:
        """Whether an answer gives every option a target."""
        return bool(self.placing)

    @property
    def right_choice(self) -> int:
        """The choice that is wholly right; see `choice_of`."""
        return self.choice_of(self.placing) if self.is_placed else self.key

    @property
    def choices(self) -> int:
        """How many choices there are: valid ones are 0 to this, exclusive."""
        return len(self.targets) ** len(self.options) if self.is_placed else len(self.options)

    def choice_of(self, picks: Sequence[int]) -> int:
        """Return the one number that stands for a whole answer to a placed question.

        Args:
            picks: For each option the index of the target that it was given.

        Returns:
            Sum of pick times the number of targets to the power of the option's index.
        """
        base = len(self.targets)
        return sum(pick * base**place for place, pick in enumerate(picks))

    def picks_of(self, choice: int) -> tuple[int, ...]:
        """Return the targets that a choice gives to the options of a placed question; undoes `choice_of`."""
        base = len(self.targets)
        return tuple(choice // base**place % base for place in range(len(self.options)))

    def right_parts(self, choice: int) -> tuple[int, int]:
        """Return how many parts of a choice are right, and of how many: (1, 1) for the right option of a plain one."""
        if not self.is_placed:
            return int(choice == self.key), 1
        right = sum(pick == place for pick, place in zip(self.picks_of(choice), self.placing, strict=True))
        return right, len(self.placing)
