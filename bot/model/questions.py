"""A quiz question: what is asked, what is right, and what proves it."""

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
    SAID = "said"
    ISSUE = "issue"
    WHY = "why"
    NEXT = "next"
    TRUE_FALSE = "true_false"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One multiple-choice question.

    Attributes:
        kind: What it asks for.
        stem: The question, standing alone, at most 150 characters.
        options: Two to four, in the order to be shown (numbers and dates sorted, the rest shuffled by the seed).
        key: Index of the right option.
        explanation: Why it is right, at most 240 characters.
        sentences: Indices of the sentences that prove it, never empty.
        difficulty: 0 (easy) to 1 (hard).
        fact: Names the fact asked ("event 3 target"): two questions of one fact never share a quiz.
        gives_away: Facts that its stem or options reveal: no question of these may share a quiz with it.
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
