"""What answers bring, and who leads. A board is a sum over the stored answers of the rounds that count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.model.ids import UserId
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import (
    Board,
    BoardRow,
    QuizAnswer,
    QuizMode,
    QuizRound,
    QuizSession,
    QuizState,
    RoundResult,
    RoundScore,
)
from bot.quiz.game.rounds import tells_standing

_POINTS = 100
_POINTS_TRUE_FALSE = 60
_POINTS_ALL_PLACED = 120
_BONUS_STEP = 10
_BONUS_MAX = 50
_STREAK_WITHOUT_BONUS = 3
_SPEED_MAX = 50
_SPEED_FULL_MS = 2000
_SPEED_PLAYERS = 2
"""Fewer race against nobody."""
_TIE_MS = 100
_STANDING = 3


@dataclass(slots=True)
class _Tally:
    """A player's sums while the rounds are counted."""

    points: int = 0
    right: int = 0
    answered: int = 0
    streak: int = 0
    best_streak: int = 0
    total_ms: int = 0


def _worth(question: Question, right: int, parts: int) -> int:
    """Return the points of an answer of which `right` of `parts` parts are right, without any bonus."""
    if question.is_placed:
        return _POINTS_ALL_PLACED if right == parts else _POINTS * right // parts
    return right * (_POINTS_TRUE_FALSE if question.kind is QuestionKind.TRUE_FALSE else _POINTS)


def _streak_bonus(streak: int) -> int:
    return min(_BONUS_MAX, _BONUS_STEP * max(0, streak - _STREAK_WITHOUT_BONUS))


def _speed_bonus(at_ms: int, duration_ms: int) -> int:
    """Return what speed brings: all of it up to two seconds, nothing at the deadline, the same within 100 ms."""
    span = duration_ms - _SPEED_FULL_MS
    left = duration_ms - at_ms // _TIE_MS * _TIE_MS
    return 0 if span <= 0 else min(_SPEED_MAX, max(0, round(_SPEED_MAX * left / span)))


def _score(question: Question, answer: QuizAnswer, tally: _Tally, *, race_ms: int | None) -> RoundScore:
    """Add one answer to its player's tally; return what it brought, as stored where it was."""
    right, parts = question.right_parts(answer.choice)
    is_right = right == parts
    tally.answered += 1
    tally.streak = tally.streak + 1 if is_right else 0
    bonus = _streak_bonus(tally.streak)
    speed = _speed_bonus(answer.at_ms, race_ms) if is_right and race_ms is not None else 0
    points = _worth(question, right, parts) + bonus + speed if answer.points is None else answer.points
    tally.points += points
    if is_right:
        tally.right += 1
        tally.best_streak = max(tally.best_streak, tally.streak)
        tally.total_ms += answer.at_ms
    return RoundScore(
        user=answer.user, points=points, bonus=bonus, streak=tally.streak, at_ms=answer.at_ms, speed=speed
    )


def _count_round(
    question: Question, answers: Mapping[UserId, QuizAnswer], tallies: dict[UserId, _Tally], *, race_ms: int | None
) -> tuple[RoundScore, ...]:
    """Add one round to the tallies; return what its answers brought, fastest first."""
    for user in tallies.keys() - answers.keys():
        tallies[user].streak = 0
    race_ms = race_ms if len(answers) >= _SPEED_PLAYERS else None
    scores = [
        _score(question, answer, tallies.setdefault(user, _Tally()), race_ms=race_ms)
        for user, answer in answers.items()
    ]
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
        Streaks run across void rounds, which count for nobody, and end where a player misses a round. An answer whose
        points are stored has brought these, whatever the rules say today.
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
    step = session.state if next_step is None else next_step
    results = [
        _result(session, round_, by_round.get(round_.number, {}), tallies, step)
        for round_ in sorted((r for r in rounds if r.closed_at is not None), key=lambda r: r.number)
    ]
    return tuple(results), tallies


def _result(
    session: QuizSession,
    round_: QuizRound,
    given: Mapping[UserId, QuizAnswer],
    tallies: dict[UserId, _Tally],
    step: QuizState,
) -> RoundResult:
    sourced = session.questions[round_.number]
    question, total = sourced.question, len(session.questions)
    race_ms = round_.duration_ms if session.mode is QuizMode.RACE else None
    scores = () if round_.is_void else _count_round(question, given, tallies, race_ms=race_ms)
    wholly = {user for user, answer in given.items() if answer.choice == question.right_choice}
    is_told = not round_.is_void and tells_standing(round_.number, total)
    return RoundResult(
        quiz=session.id,
        number=round_.number,
        total=total,
        question=sourced,
        counts=_counts(question, [answer.choice for answer in given.values()]),
        right=tuple(score for score in scores if score.user in wholly),
        partly=tuple(score for score in scores if score.user not in wholly and score.points),
        parts=_parts(question, [answer.choice for answer in given.values()]),
        is_void=round_.is_void,
        is_withdrawn=round_.is_withdrawn,
        next_step=step,
        pause_reason=session.pause_reason,
        standing=_rank(tallies)[:_STANDING] if is_told else (),
    )


def _counts(question: Question, chosen: Sequence[int]) -> tuple[int, ...]:
    if question.is_placed:
        right = chosen.count(question.right_choice)
        return right, len(chosen) - right
    return tuple(chosen.count(index) for index in range(len(question.options)))


def _parts(question: Question, chosen: Sequence[int]) -> tuple[int, ...]:
    if not question.is_placed:
        return ()
    picks = [question.picks_of(choice) for choice in chosen]
    return tuple(sum(each[option] == target for each in picks) for option, target in enumerate(question.placing))


def make_board(session: QuizSession, rounds: Iterable[QuizRound], answers: Iterable[QuizAnswer]) -> Board:
    """Return a quiz's table: more points first, then more right answers, then less time; else the rank is shared.

    In a planned quiz, which is open for a day, time tells only when somebody came by: it parts nobody.
    """
    results, tallies = _results_and_tallies(session, rounds, answers, None)
    counting = [result for result in results if not result.is_void]
    return Board(
        quiz=session.id,
        title=session.title,
        state=session.state,
        rows=_rank(tallies, is_timed=session.mode is not QuizMode.PLANNED),
        rounds=len(counting),
        total_rounds=len(session.questions),
        answered=sum(tally.answered for tally in tallies.values()),
        right=sum(tally.right for tally in tallies.values()),
        hardest=_hardest(counting),
    )


def _rank(tallies: Mapping[UserId, _Tally], *, is_timed: bool = True) -> tuple[BoardRow, ...]:
    def place(tally: _Tally) -> tuple[int, int, int]:
        return (-tally.points, -tally.right, tally.total_ms // _TIE_MS if is_timed else 0)

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
