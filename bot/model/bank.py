"""The bank of questions: what a server was asked, what answers taught about it, and what waits for its admins."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.ids import ItemId
from bot.model.quiz import SourcedQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class BankedQuestion:
    """One question of a server's bank.

    Attributes:
        id: Its row.
        question: Its whole record, the options in the order that `chosen` counts by.
        difficulty: In logits; 0 is an even match for a new player.
        answered: First answers of players, which the difficulty has learned from.
        right: How many of these were right.
        chosen: How many of these chose each option; empty for a placed question.
        hidden_at: Since when it is not asked; None while it is. Aware UTC.
        hidden_reason: Why, in words for admins; None while it is asked.
        checked_at: When an admin last let it be asked again: counts alone don't hide it any more. Aware UTC.
        withdrawn_at: Since when it counts in no score; None while it does. Aware UTC.
        comments: What the people wrote whose reports of it are open, oldest first; "" for nothing.
    """

    id: ItemId
    question: SourcedQuestion
    difficulty: float
    answered: int
    right: int
    chosen: tuple[int, ...]
    hidden_at: datetime | None = None
    hidden_reason: str | None = None
    checked_at: datetime | None = None
    withdrawn_at: datetime | None = None
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenQuestions:
    """One page of the questions that wait for an admin: one question.

    Attributes:
        total: How many wait.
        page: Which of them is shown, 0-based, longest hidden first.
        shown: The question; None where none waits.
    """

    total: int
    page: int
    shown: BankedQuestion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What answers have taught about a question.

    Attributes:
        difficulty: In logits.
        answered: Answers that it was learned from.
    """

    difficulty: float
    answered: int
