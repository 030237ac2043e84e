"""A quiz that starts by itself: one for the whole server, open for a day, its answers told when it closes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.model.ids import OutboxId, UserId
from bot.model.questions import Question
from bot.model.quiz import Board, LockOutcome, QuizAnswer, QuizSession, RoundResult
from bot.model.settings import Cadence


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedQuiz:
    """A quiz that a server's plan has started.

    Attributes:
        session: Its questions, channel and the server's date (`day`); its host is nobody.
        cadence: Of the plan when it started; never off.
        closes_at: Aware UTC; until then answers are taken, from then on they are told.
        closed_at: Aware UTC; None while it is open.
        announcement: The outbox row that announces it.
    """

    session: QuizSession
    cadence: Cadence
    closes_at: datetime
    closed_at: datetime | None
    announcement: OutboxId


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """What one player has locked in of a planned quiz.

    Attributes:
        planned: The quiz.
        player: Whose view it is.
        given: The player's answers by round, 0-based.
        lost: Rounds whose question was withdrawn: not asked any more, and in no score.
        orders: For each round the order in which the player sees its options, by their indices.
        is_over: Whether no answer is taken any more; the quiz may still be about to close.
        outcome: What the click that led here came to; None where it answered nothing.
    """

    planned: PlannedQuiz
    player: UserId
    given: Mapping[int, QuizAnswer]
    lost: frozenset[int]
    orders: tuple[tuple[int, ...], ...]
    is_over: bool
    outcome: LockOutcome | None = None

    @property
    def session(self) -> QuizSession:
        """The quiz's session."""
        return self.planned.session

    @property
    def numbers(self) -> tuple[int, ...]:
        """The rounds that count, 0-based, in order."""
        return tuple(number for number in range(len(self.session.questions)) if number not in self.lost)

    @property
    def locked(self) -> tuple[int, ...]:
        """Those of them that the player has answered."""
        return tuple(number for number in self.numbers if number in self.given)

    def asked(self, number: int) -> Question:
        """Return the question of a round."""
        return self.session.questions[number].question

    def next_open(self, start: int = 0) -> int | None:
        """Return the next round without an answer, from `start` on and going round; None where all are answered."""
        still = [number for number in self.numbers if number not in self.given]
        return next((number for number in still if number >= start), still[0] if still else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEnd:
    """How a planned quiz ended.

    Attributes:
        planned: The quiz.
        results: Its rounds in order; a void one is of a withdrawn question.
        board: The table.
        names: What the server calls the players; who is in no table by their own choice has no name of theirs here.
    """

    planned: PlannedQuiz
    results: tuple[RoundResult, ...]
    board: Board
    names: Mapping[UserId, str] = field(default_factory=dict)

    @property
    def counting(self) -> tuple[RoundResult, ...]:
        """The rounds that count."""
        return tuple(result for result in self.results if not result.is_void)

    @property
    def withdrawn(self) -> int:
        """How many rounds fell out, since their question was withdrawn."""
        return len(self.results) - len(self.counting)
