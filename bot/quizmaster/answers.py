"""Takes players' clicks: one transaction with one read and one write, whatever the size of the quiz."""

from collections.abc import Sequence
from datetime import datetime

from bot.model.errors import NotFoundError, QuizStateError
from bot.model.ids import QuizId, UserId
from bot.model.language import told
from bot.model.questions import Question
from bot.model.quiz import AnswerOutcome, LockIn, LockOutcome, Placing, QuizAnswer, SourcedQuestion
from bot.quiz import game
from data import quizzes
from data.store import Connection, Store


async def answer(
    store: Store,
    questions: Sequence[SourcedQuestion],
    *,
    quiz: QuizId,
    round_number: int,
    user: UserId,
    choice: int,
    clicked_at: datetime,
) -> LockIn:
    """Take one click on an option.

    Args:
        store: Has the quiz.
        questions: All of the quiz's, which never change: whoever has them in memory saves reading them for each click.
        quiz: Whose button was clicked.
        round_number: Its round, 0-based.
        user: Who clicked.
        choice: Index of the option; for a placed question see `Question.choice_of`.
        clicked_at: The interaction's snowflake time, aware UTC.

    Returns:
        What came of it; `is_complete` asks for `close_round` at once.

    Raises:
        NotFoundError: There is no such quiz, round or option.
    """
    if not 0 <= round_number < len(questions):
        raise NotFoundError(f"no round {round_number} of quiz {quiz}")
    question = questions[round_number].question
    if not 0 <= choice < question.choices:
        raise NotFoundError(f"no choice {choice} in round {round_number} of quiz {quiz}")

    async def work(conn: Connection) -> LockIn:
        clicked = await quizzes.clicked_round(conn, quiz, round_number, user)
        counting = clicked.previous
        outcome = game.judge_click(clicked, round_number=round_number, choice=choice, clicked_at=clicked_at)
        if clicked.round is not None and outcome in {LockOutcome.LOCKED, LockOutcome.CHANGED}:
            made = QuizAnswer(
                quiz=quiz,
                round_number=round_number,
                user=user,
                choice=choice,
                at_ms=game.answer_time_ms(clicked.round, clicked_at),
                changes=0,
            )
            if await quizzes.record_answer(conn, made) is AnswerOutcome.REFUSED:
                outcome = LockOutcome.ROUND_OVER
            else:
                counting = made
        return game.locked_in(quiz, round_number, question, clicked, counting, outcome)

    return await store.write(work)


async def placing(
    store: Store,
    questions: Sequence[SourcedQuestion],
    *,
    quiz: QuizId,
    round_number: int,
    user: UserId,
    picks: Sequence[int | None] | None,
    clicked_at: datetime,
) -> Placing:
    """Return a placed question as one player is to see it next.

    Args:
        store: Has the quiz.
        questions: All of the quiz's.
        quiz: Whose button or select was used.
        round_number: Its round, 0-based.
        user: Who used it.
        picks: The targets given so far; None: what the player has locked in, or nothing.
        clicked_at: The interaction's snowflake time, aware UTC.

    Raises:
        NotFoundError: There is no such quiz, or no such placed question in it.
        QuizStateError: The round is over.
    """
    question = _placed_question(questions, quiz, round_number)
    clicked = await store.read(lambda conn: quizzes.clicked_round(conn, quiz, round_number, user))
    round_, locked = clicked.round, clicked.previous
    is_current = round_ is not None and round_.closed_at is None and clicked.round_no == round_number
    if round_ is None or not is_current or clicked_at > round_.deadline_at:
        raise QuizStateError(f"round {round_number} of quiz {quiz} is over", user_text=told("That round is over."))
    if picks is None:
        picks = question.picks_of(locked.choice) if locked else [None] * len(question.options)
    shown = Placing(round=round_, question=question, picks=tuple(picks), locked=locked)
    if not shown.is_fitting:
        raise NotFoundError(f"{picks} can't be given in round {round_number} of quiz {quiz}")
    return shown


def placed_choice(
    questions: Sequence[SourcedQuestion], quiz: QuizId, round_number: int, picks: Sequence[int | None]
) -> int:
    """Return the choice that picks stand for.

    Args:
        questions: All of the quiz's.
        quiz: Which quiz.
        round_number: The round, 0-based.
        picks: A target for each option, none twice.

    Raises:
        NotFoundError: There is no such placed question, or the picks are no whole answer to it.
    """
    question = _placed_question(questions, quiz, round_number)
    given = [pick for pick in picks if pick is not None]
    is_whole = len(given) == len(picks) == len(question.options) == len(set(given))
    if not is_whole or not all(0 <= pick < len(question.targets) for pick in given):
        raise NotFoundError(f"{picks} is no answer in round {round_number} of quiz {quiz}")
    return question.choice_of(given)


def _placed_question(questions: Sequence[SourcedQuestion], quiz: QuizId, round_number: int) -> Question:
    if not 0 <= round_number < len(questions) or not questions[round_number].question.is_placed:
        raise NotFoundError(f"nothing to place in round {round_number} of quiz {quiz}")
    return questions[round_number].question
