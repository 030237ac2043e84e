"""Which click counts: by when it was made, and by what the player has locked in before."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.model.ids import QuizId, UserId
from bot.model.questions import Question
from bot.model.quiz import ClickedRound, LockIn, LockOutcome, QuizAnswer, QuizRound, QuizState

_DISCORD_EPOCH_MS = 1_420_070_400_000


def snowflake_time(snowflake: int) -> datetime:
    """Return when Discord made an id, aware UTC, to the millisecond.

    Source: https://discord.com/developers/docs/reference#snowflakes
    """
    return datetime.fromtimestamp(((snowflake >> 22) + _DISCORD_EPOCH_MS) / 1000, tz=UTC)


def answer_time_ms(round_: QuizRound, clicked_at: datetime) -> int:
    """Return the milliseconds from the question's message (or the round's opening) to a click, never negative."""
    shown_at = round_.opened_at if round_.message is None else snowflake_time(round_.message)
    return max(0, round((clicked_at - shown_at) / timedelta(milliseconds=1)))


def judge_click(clicked: ClickedRound, *, round_number: int, choice: int, clicked_at: datetime) -> LockOutcome:
    """Decide what a click on an option comes to.

    Args:
        clicked: The quiz and its clicked round as they stand.
        round_number: The round whose button was clicked, 0-based.
        choice: Index of the option; for a placed question see `Question.choice_of`.
        clicked_at: The interaction's snowflake time, not the time at which it is handled.
    """
    if clicked.state in {QuizState.FINISHED, QuizState.CANCELLED}:
        return LockOutcome.QUIZ_OVER
    round_ = clicked.round
    is_current = round_number == clicked.round_no
    if not is_current or round_ is None or round_.closed_at is not None or clicked_at > round_.deadline_at:
        return LockOutcome.PAUSED if clicked.state is QuizState.PAUSED else LockOutcome.ROUND_OVER
    if clicked.previous is None:
        return LockOutcome.LOCKED
    if clicked.previous.choice == choice:
        return LockOutcome.SAME
    return LockOutcome.CHANGED if clicked.previous.changes == 0 else LockOutcome.NO_CHANGE_LEFT


def locked_in(
    quiz: QuizId,
    round_number: int,
    question: Question,
    clicked: ClickedRound,
    counting: QuizAnswer | None,
    outcome: LockOutcome,
) -> LockIn:
    """Return what the player is told.

    Args:
        quiz: Which quiz.
        round_number: The round that was clicked, 0-based.
        question: Its question.
        clicked: How it stood before the click.
        counting: The player's answer that counts now; None for none.
        outcome: What the click came to.
    """
    round_ = clicked.round
    is_open = round_ is not None and round_.closed_at is None
    is_taken = outcome in {LockOutcome.LOCKED, LockOutcome.CHANGED}
    placed: tuple[str, ...] = ()
    if counting is not None and question.is_placed:
        placed = tuple(question.targets[pick] for pick in question.picks_of(counting.choice))
    return LockIn(
        quiz=quiz,
        round_number=round_number,
        outcome=outcome,
        choice=None if counting is None else counting.choice,
        label="" if counting is None or question.is_placed else question.options[counting.choice],
        deadline_at=round_.deadline_at if round_ is not None and is_open else None,
        answered=clicked.others + (counting is not None),
        is_complete=is_taken and clicked.awaited > 0 and clicked.missing == 0,
        placed=placed,
    )


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
