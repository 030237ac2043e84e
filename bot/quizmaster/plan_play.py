"""Takes players' answers to a planned quiz; what is right is told to nobody before it closes."""

from dataclasses import replace
from datetime import datetime

from bot.model.errors import NotFoundError, QuizStateError
from bot.model.ids import GuildId, QuizId, UserId
from bot.model.language import told
from bot.model.questions import Question
from bot.model.quiz import AnswerOutcome, LockOutcome, QuizAnswer, RoundResult
from bot.model.quiz_plan import PlannedQuiz, PlanView
from bot.quiz import game
from bot.quiz.daily import order_for
from bot.quizmaster.plan_end import read_results
from data import quiz_plans, quizzes
from data.store import Connection


async def read_view(conn: Connection, quiz: QuizId, *, guild: GuildId, player: UserId, at: datetime) -> PlanView:
    """Return what a player has locked in.

    Args:
        conn: A connection.
        quiz: Which quiz.
        guild: Where it was asked for.
        player: Who asks.
        at: The click's own time, aware UTC.

    Raises:
        NotFoundError: The server has no such planned quiz.
    """
    return await _view(conn, await _planned(conn, quiz, guild), player, at)


async def answer(
    conn: Connection,
    quiz: QuizId,
    number: int,
    *,
    guild: GuildId,
    player: UserId,
    choice: int,
    clicked_at: datetime,
) -> PlanView:
    """Lock an answer in; by the game's rules one change is allowed.

    Args:
        conn: A writing connection.
        quiz: Which quiz.
        number: The round, 0-based.
        guild: Where it was clicked.
        player: Who clicked.
        choice: Index of the option as the quiz has it; for a placed question see `Question.choice_of`.
        clicked_at: The interaction's snowflake time, aware UTC.

    Returns:
        What is locked in now, with what the click came to.

    Raises:
        NotFoundError: There is no such quiz, round or choice.
    """
    planned = await _planned(conn, quiz, guild)
    questions = planned.session.questions
    if not 0 <= number < len(questions) or not 0 <= choice < questions[number].question.choices:
        raise NotFoundError(f"no choice {choice} in round {number} of quiz {quiz}")
    clicked = replace(await quizzes.clicked_round(conn, quiz, number, player), round_no=number)
    outcome = game.judge_click(clicked, round_number=number, choice=choice, clicked_at=clicked_at)
    if clicked.round is not None and outcome in {LockOutcome.LOCKED, LockOutcome.CHANGED}:
        at_ms = game.answer_time_ms(clicked.round, clicked_at)
        given = QuizAnswer(quiz=quiz, round_number=number, user=player, choice=choice, at_ms=at_ms, changes=0)
        if await quizzes.record_answer(conn, given) is AnswerOutcome.REFUSED:
            outcome = LockOutcome.ROUND_OVER
    return replace(await _view(conn, planned, player, clicked_at), outcome=outcome)


async def read_result(conn: Connection, quiz: QuizId, number: int, *, guild: GuildId) -> RoundResult:
    """Return one round of a closed quiz.

    Raises:
        NotFoundError: There is no such quiz or round.
        QuizStateError: It is not closed: an open one tells nothing.
    """
    planned = await _planned(conn, quiz, guild)
    if planned.closed_at is None:
        raise QuizStateError(f"quiz {quiz} is open", user_text=told("The answers follow when this quiz closes."))
    found = [one for one in await read_results(conn, planned) if one.number == number]
    if not found:
        raise NotFoundError(f"no round {number} of quiz {quiz}")
    return found[0]


async def _view(conn: Connection, planned: PlannedQuiz, player: UserId, at: datetime) -> PlanView:
    session = planned.session
    rounds = await quizzes.rounds(conn, session.id)
    given = await quizzes.answers(conn, session.id, user=player)
    return PlanView(
        planned=planned,
        player=player,
        given={one.round_number: one for one in given},
        lost=frozenset(round_.number for round_ in rounds if round_.is_void),
        orders=tuple(_order(one.question, player, session.seed) for one in session.questions),
        is_over=planned.closed_at is not None or at > planned.closes_at,
    )


def _order(question: Question, player: UserId, seed: int) -> tuple[int, ...]:
    """Return in which order a player sees a question's options; those of a placed one lie as they were made."""
    return tuple(range(len(question.options))) if question.is_placed else order_for(question, player, seed=seed)


async def _planned(conn: Connection, quiz: QuizId, guild: GuildId) -> PlannedQuiz:
    planned = await quiz_plans.get_plan(conn, quiz)
    if planned.session.guild != guild:
        raise NotFoundError(f"quiz {quiz} is another server's")
    return planned
