"""What the quiz's use cases share: reading a game's rows within a transaction, and moving a game on."""

from bot.model.ids import QuizId
from bot.model.quiz import Board, OpenRound, QuizMode, QuizRound, QuizSession, QuizState, RoundResult
from bot.quiz import game
from bot.quizmaster import bank
from bot.quizmaster.memory import remember
from data import quizzes
from data.store import Connection


async def read_board(conn: Connection, quiz: QuizId) -> Board:
    """Return a quiz's table."""
    session = await quizzes.get_session(conn, quiz)
    return game.make_board(session, await quizzes.rounds(conn, quiz), await quizzes.answers(conn, quiz))


async def current_round(conn: Connection, session: QuizSession) -> QuizRound | None:
    """Return the round a quiz stands in; None before the first."""
    return await find_round(conn, session.id, session.round_no)


async def find_round(conn: Connection, quiz: QuizId, number: int) -> QuizRound | None:
    """Return a round; None where it was never opened."""
    return next((r for r in await quizzes.rounds(conn, quiz) if r.number == number), None)


def as_open(session: QuizSession, round_: QuizRound, *, answered: int) -> OpenRound:
    """Return an open round with what its card and its timer need."""
    question = session.questions[round_.number]
    return OpenRound(
        round=round_,
        question=question,
        total=len(session.questions),
        title=session.title,
        seconds=round_.duration_ms // 1000,
        is_of_before=session.is_of_before(question),
        answered=answered,
        mode=session.mode,
    )


async def follow(
    conn: Connection, session: QuizSession, step: QuizState, *, reason: str = game.NOBODY_PLAYED
) -> RoundResult:
    """Move a quiz whose round was just closed to what follows, and return that round's result."""
    pause_reason = reason if step is QuizState.PAUSED else None
    await quizzes.move(
        conn,
        session.id,
        round_no=session.round_no,
        from_state=QuizState.QUESTION,
        to_state=QuizState.REVEAL if step is QuizState.QUESTION else step,
        pause_reason=pause_reason,
    )
    moved = await quizzes.get_session(conn, session.id)
    rounds, given = await quizzes.rounds(conn, session.id), await quizzes.answers(conn, session.id)
    result = game.round_results(moved, rounds, given, next_step=step)[-1]
    await quizzes.score_answers(conn, session.id, result.number, {score.user: score.points for score in result.scores})
    if session.mode is not QuizMode.REVIEW:  # what was met before tells nothing of how hard it is
        await bank.learn(conn, session, result, given)
    await remember(conn, session, result, given)
    return result


async def last_result(conn: Connection, session: QuizSession) -> RoundResult | None:
    """Return the last closed round of a quiz, with what follows it; None where none was closed."""
    step = QuizState.QUESTION if session.state is QuizState.REVEAL else session.state
    rounds, given = await quizzes.rounds(conn, session.id), await quizzes.answers(conn, session.id)
    results = game.round_results(session, rounds, given, next_step=step)
    return results[-1] if results else None
