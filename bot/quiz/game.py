"""The rules of the game: how long a round lasts, which click counts, what follows, who leads.

Values in, decisions out. The caller brings the clock and the snowflakes' times, and carries out what is decided;
this module knows neither Discord nor the store.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.model.ids import UserId
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import (
    Board,
    BoardRow,
    LockOutcome,
    QuizAnswer,
    QuizRound,
    QuizSession,
    QuizState,
    RoundResult,
    RoundScore,
)

GRACE = timedelta(milliseconds=1500)
"""How long after its deadline a round still waits for clicks that were made in time."""
EMPTY_ROUNDS_TO_PAUSE = 2
NOBODY_PLAYED = "Nobody has answered the last two questions."
RESTARTED = "The bot restarted; the question that was open does not count."

_POINTS = 100
_POINTS_TRUE_FALSE = 60
_BONUS_STEP = 10
_BONUS_MAX = 50
_STREAK_WITHOUT_BONUS = 3
_TIE_MS = 100
_DISCORD_EPOCH_MS = 1_420_070_400_000


def time_to_answer(question: Question) -> int:
    """Return the whole seconds a question stays open, by what there is to read.

    Args:
        question: Its stem and options are counted; an order takes half as long again.

    Returns:
        15 to 45 seconds; up to 68 for an order.
    """
    words = sum(len(text.split()) for text in (question.stem, *question.options))
    seconds = min(45.0, max(15.0, 10.0 + 0.35 * words))
    return math.ceil(seconds * (1.5 if question.kind is QuestionKind.ORDER else 1.0))


def snowflake_time(snowflake: int) -> datetime:
    """Return when Discord made an id, aware UTC, to the millisecond.

    Source: https://discord.com/developers/docs/reference#snowflakes
    """
    return datetime.fromtimestamp(((snowflake >> 22) + _DISCORD_EPOCH_MS) / 1000, tz=UTC)


def closes_at(round_: QuizRound) -> datetime:
    """Return when the timer is to close a round: its deadline and the grace for clicks that are under way."""
    return round_.deadline_at + GRACE


def answer_time_ms(round_: QuizRound, clicked_at: datetime) -> int:
    """Return the milliseconds from the question's message (or the round's opening) to a click, never negative."""
    shown_at = round_.opened_at if round_.message is None else snowflake_time(round_.message)
    return max(0, round((clicked_at - shown_at) / timedelta(milliseconds=1)))


def judge_click(
    session: QuizSession,
    round_: QuizRound | None,
    previous: QuizAnswer | None,
    *,
    round_number: int,
    choice: int,
    clicked_at: datetime,
) -> LockOutcome:
    """Decide what a click on an option comes to.

    Args:
        session: The quiz as it stands.
        round_: The clicked round; None where it was never opened.
        previous: The player's answer to that round so far.
        round_number: The round whose button was clicked, 0-based.
        choice: Index of the option.
        clicked_at: The interaction's snowflake time, not the time at which it is handled.
    """
    if session.state in {QuizState.FINISHED, QuizState.CANCELLED}:
        return LockOutcome.QUIZ_OVER
    is_current = round_ is not None and round_number == session.round_no
    if not is_current or round_ is None or round_.closed_at is not None or clicked_at > round_.deadline_at:
        return LockOutcome.PAUSED if session.state is QuizState.PAUSED else LockOutcome.ROUND_OVER
    if previous is None:
        return LockOutcome.LOCKED
    if previous.choice == choice:
        return LockOutcome.SAME
    return LockOutcome.CHANGED if previous.changes == 0 else LockOutcome.NO_CHANGE_LEFT


def is_complete(round_number: int, answers: Iterable[QuizAnswer]) -> bool:
    """Tell whether all who are waited for have answered: those who played the round before.

    Args:
        round_number: The open round, 0-based; in the first nobody is known yet, so it runs its time.
        answers: All answers of the quiz, in any order.
    """
    players: dict[int, set[UserId]] = {}
    for answer in answers:
        players.setdefault(answer.round_number, set()).add(answer.user)
    awaited = players.get(round_number - 1, set())
    return bool(awaited) and awaited <= players.get(round_number, set())


def after_round(session: QuizSession, rounds: Collection[QuizRound], answers: Iterable[QuizAnswer]) -> QuizState:
    """Decide what follows the round that was just closed.

    Args:
        session: The quiz; `round_no` is the closed round.
        rounds: All rounds so far, that one among them.
        answers: All answers of the quiz.

    Returns:
        FINISHED after the last round, PAUSED after two rounds without an answer, else QUESTION.
    """
    if session.round_no + 1 >= len(session.questions):
        return QuizState.FINISHED
    played = {answer.round_number for answer in answers}
    counting = sorted(r.number for r in rounds if not r.is_void)
    last = counting[-EMPTY_ROUNDS_TO_PAUSE:]
    is_empty = len(last) == EMPTY_ROUNDS_TO_PAUSE and not played.intersection(last)
    return QuizState.PAUSED if is_empty else QuizState.QUESTION


class RestartStep(StrEnum):
    """What a quiz needs after the bot was away."""

    NOTHING = "nothing"
    KEEP = "keep"
    """The round is still open: its buttons work, its timer must be armed again."""
    VOID = "void"
    """Its deadline passed meanwhile: it counts for nobody, and the quiz waits for Continue."""
    CLOSE = "close"
    """All who were waited for had answered, or the round was closed: reveal it and go on."""


def after_restart(session: QuizSession, round_: QuizRound | None, now: datetime) -> RestartStep:
    """Decide how a quiz goes on after a restart.

    Args:
        session: An unfinished quiz.
        round_: Its current round; None where none was opened yet.
        now: Aware UTC.
    """
    if session.state in {QuizState.PAUSED, QuizState.FINISHED, QuizState.CANCELLED}:
        return RestartStep.NOTHING
    if session.state is QuizState.REVEAL or round_ is None or round_.closed_at is not None:
        return RestartStep.CLOSE
    return RestartStep.KEEP if now < round_.deadline_at else RestartStep.VOID


@dataclass(slots=True)
class _Tally:
    """A player's sums while the rounds are counted."""

    points: int = 0
    right: int = 0
    answered: int = 0
    streak: int = 0
    best_streak: int = 0
    total_ms: int = 0


def _bonus(streak: int) -> int:
    return min(_BONUS_MAX, _BONUS_STEP * max(0, streak - _STREAK_WITHOUT_BONUS))


def _count_round(
    question: Question, answers: Mapping[UserId, QuizAnswer], tallies: dict[UserId, _Tally]
) -> tuple[RoundScore, ...]:
    """Add one round to the tallies; return the right answers, fastest first."""
    worth = _POINTS_TRUE_FALSE if question.kind is QuestionKind.TRUE_FALSE else _POINTS
    scores = []
    for user in answers.keys() | tallies.keys():
        tally = tallies.setdefault(user, _Tally())
        answer = answers.get(user)
        tally.answered += answer is not None
        if answer is None or answer.choice != question.key:
            tally.streak = 0
            continue
        tally.streak += 1
        bonus = _bonus(tally.streak)
        tally.points += worth + bonus
        tally.right += 1
        tally.best_streak = max(tally.best_streak, tally.streak)
        tally.total_ms += answer.at_ms
        scores.append(RoundScore(user=user, points=worth + bonus, bonus=bonus, streak=tally.streak, at_ms=answer.at_ms))
    return tuple(sorted(scores, key=lambda score: (score.at_ms, score.user)))


def round_results(
    session: QuizSession,
    rounds: Iterable[QuizRound],
    answers: Iterable[QuizAnswer],
    *,
    next_step: QuizState | None = None,
) -> tuple[RoundResult, ...]:
    """Return every closed round with its answers and points, in order.

    Args:
        session: The quiz.
        rounds: Its rounds, in any order; open ones are left out.
        answers: All its answers.
        next_step: What follows the last of them; the session's own state where not given.

    Returns:
        Streaks run across void rounds, which count for nobody, and end where a player misses a round.
    """
    return _results_and_tallies(session, rounds, answers, next_step)[0]


def _results_and_tallies(
    session: QuizSession,
    rounds: Iterable[QuizRound],
    answers: Iterable[QuizAnswer],
    next_step: QuizState | None,
) -> tuple[tuple[RoundResult, ...], dict[UserId, _Tally]]:
    by_round: dict[int, dict[UserId, QuizAnswer]] = {}
    for answer in answers:
        by_round.setdefault(answer.round_number, {})[answer.user] = answer
    tallies: dict[UserId, _Tally] = {}
    results = []
    for round_ in sorted((r for r in rounds if r.closed_at is not None), key=lambda r: r.number):
        sourced = session.questions[round_.number]
        given = by_round.get(round_.number, {})
        chosen = [answer.choice for answer in given.values()]
        results.append(
            RoundResult(
                quiz=session.id,
                number=round_.number,
                total=len(session.questions),
                question=sourced,
                counts=tuple(chosen.count(index) for index in range(len(sourced.question.options))),
                right=() if round_.is_void else _count_round(sourced.question, given, tallies),
                is_void=round_.is_void,
                next_step=session.state if next_step is None else next_step,
                pause_reason=session.pause_reason,
            )
        )
    return tuple(results), tallies


def make_board(session: QuizSession, rounds: Iterable[QuizRound], answers: Iterable[QuizAnswer]) -> Board:
    """Return a quiz's table: more points first, then more right answers, then less time; else the rank is shared."""
    results, tallies = _results_and_tallies(session, rounds, answers, None)
    counting = [result for result in results if not result.is_void]
    return Board(
        quiz=session.id,
        title=session.title,
        state=session.state,
        rows=_rank(tallies),
        rounds=len(counting),
        total_rounds=len(session.questions),
        answered=sum(tally.answered for tally in tallies.values()),
        right=sum(tally.right for tally in tallies.values()),
        hardest=_hardest(counting),
    )


def _rank(tallies: Mapping[UserId, _Tally]) -> tuple[BoardRow, ...]:
    def place(tally: _Tally) -> tuple[int, int, int]:
        return (-tally.points, -tally.right, tally.total_ms // _TIE_MS)

    rows: list[BoardRow] = []
    ordered = sorted(tallies.items(), key=lambda item: (place(item[1]), item[0]))
    for index, (user, tally) in enumerate(ordered):
        shares = index > 0 and place(ordered[index - 1][1]) == place(tally)
        rows.append(
            BoardRow(
                rank=rows[-1].rank if shares else index + 1,
                user=user,
                points=tally.points,
                right=tally.right,
                answered=tally.answered,
                best_streak=tally.best_streak,
                total_ms=tally.total_ms,
            )
        )
    return tuple(rows)


def _hardest(results: Sequence[RoundResult]) -> RoundResult | None:
    missed = [result for result in results if len(result.right) < result.answered]
    return min(missed, key=lambda result: (len(result.right) / result.answered, result.number), default=None)
