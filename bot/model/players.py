"""What is shown to and of single players: quizzes that one plays alone, the daily, the review, standings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.countries import Dyad
from bot.model.ids import UserId
from bot.model.quiz import QuizSession, QuizState, SourcedQuestion


class Measure(StrEnum):
    """What a server's board ranks by."""

    POINTS = "points"
    ACCURACY = "accuracy"
    """Share of right answers, from `LEAST_FOR_ACCURACY` answers on."""
    STREAK = "streak"
    """Days in a row with the daily quiz played."""


class Period(StrEnum):
    """Which stretch of time a server's board covers, in the server's own days."""

    TODAY = "today"
    WEEK = "week"
    """Today and the six days before."""
    MONTH = "month"
    """Today and the 29 days before."""
    ALL = "all"


LEAST_FOR_ACCURACY = 20
"""Answers from which a share of right ones is ranked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneView:
    """Where one player stands in a quiz of their own: the current round, open or answered, and those before.

    Attributes:
        session: The quiz; its options lie as this player sees them.
        choice: What was answered in the current round; None while it is open.
        answered: The answered rounds, 0-based, in order; a question that was withdrawn meanwhile is left out.
        marks: Of each of these, whether it was wholly right.
        points: Sum over the answered rounds.
    """

    session: QuizSession
    choice: int | None
    answered: tuple[int, ...]
    marks: tuple[bool, ...]
    points: int

    @property
    def number(self) -> int:
        """The current round, 0-based."""
        return self.session.round_no

    @property
    def question(self) -> SourcedQuestion:
        """The question of the current round."""
        return self.session.current

    @property
    def right(self) -> int:
        """How many answers were wholly right."""
        return sum(self.marks)

    @property
    def is_last(self) -> bool:
        """Whether no question follows the current one."""
        return self.session.round_no + 1 >= len(self.session.questions)

    @property
    def is_over(self) -> bool:
        """Whether all of it was answered."""
        return self.session.state is QuizState.FINISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a player's memory asks for.

    Attributes:
        missed: Facts whose last answer was wrong.
        due: Other facts that are due by now.
        known: Facts that are remembered at all.
        next_at: The earliest moment at which one of the others is due; None where there is none.
    """

    missed: int
    due: int
    known: int
    next_at: datetime | None

    @property
    def waiting(self) -> int:
        """How many facts a review would ask."""
        return self.missed + self.due


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneEnd:
    """A quiz of one player, played to its end.

    Attributes:
        view: The quiz.
        due: What the player's review holds now.
        streak: Of a daily quiz: days in a row, this one included; else 0.
        next_at: Of the server's present daily quiz: when the next begins, aware; else None.
        is_shared: Whether its line was posted in a channel.
    """

    view: AloneView
    due: Due
    streak: int = 0
    next_at: datetime | None = None
    is_shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Right answers of how many.

    Attributes:
        label: What it is the share of: a kind's value, a pair's key, a year.
    """

    label: str
    right: int
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerSheet:
    """What a server keeps of one player, for that player alone.

    Attributes:
        right, answered: Over all modes.
        points: Over all modes.
        kinds, pairs, years: Shares by kind of question, pair of countries ("CHN-USA") and year of the event, most
            answers first; a question on several pairs or years counts for each.
        streak, best_streak: Daily quizzes in a row, now and ever.
        due: What the review holds.
        is_listed: Whether boards may name the player.
        pair: The server's own, in the order in which it named the two.
    """

    right: int
    answered: int
    points: int
    kinds: tuple[Share, ...]
    pairs: tuple[Share, ...]
    years: tuple[Share, ...]
    streak: int
    best_streak: int
    due: Due
    is_listed: bool
    pair: Dyad


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One player's sums over the rounds that count for a board.

    Attributes:
        is_listed: Whether boards may name the player.
        streak: Best run of daily quizzes that a day of the period belongs to; 0 where not asked for.
    """

    user: UserId
    is_listed: bool
    points: int = 0
    right: int = 0
    answered: int = 0
    streak: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One line of a server's board; `rank` is 1-based and shared by equals ("2, 2, 4")."""

    rank: int
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """A server's board.

    Attributes:
        rows: The first of them, best first; may be empty.
        players: How many are ranked.
        day: The server's own date, today.
        is_named: Whether the server lets boards name its players.
    """

    measure: Measure
    period: Period
    rows: Sequence[Standing]
    players: int
    day: date
    is_named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStanding:
    """Where one player stands, told to that player alone.

    Attributes:
        standing: The rank, as if the player were listed; None where nothing of theirs is ranked.
        tally: Their sums, ranked or not; None where no answer of theirs counts.
        players: How many others are ranked.
        is_listed: Whether boards may name the player.
    """

    measure: Measure
    period: Period
    standing: Standing | None
    tally: Tally | None
    players: int
    is_listed: bool
