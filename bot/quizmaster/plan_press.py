"""What planned quizzes need from outside their rules: the cards' stored texts, and the names of what is posted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.model.digest import OF_QUIZZES
from bot.model.language import Speaking, in_english
from bot.model.quiz_plan import PlanEnd, PlannedQuiz

OPENS: Final = f"{OF_QUIZZES}open"
"""The outbox's and the ledger's kind of a quiz's announcement."""
ENDS: Final = f"{OF_QUIZZES}end"
"""The same of its answers and its board."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPress:
    """Makes cards' stored texts; the use cases know no card.

    Attributes:
        announcement: Of a quiz that starts, its announcement.
        opener: Of a quiz, the name of its post where its channel is a forum, at most 100 characters.
        end: Of an ended quiz, the cards that tell its answers and its board, in their order.
        closed: Of an ended quiz, what takes the place of its announcement.
        says: Speaks a server's language while its cards are composed.
    """

    announcement: Callable[[PlannedQuiz], str]
    opener: Callable[[PlannedQuiz], str]
    end: Callable[[PlanEnd], tuple[str, ...]]
    closed: Callable[[PlanEnd], str]
    says: Speaking = in_english
