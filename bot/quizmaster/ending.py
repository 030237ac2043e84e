"""Ends a quiz before its time, or has it wait."""

from datetime import datetime, timedelta

from bot.model.errors import PermissionMissingError, QuizStateError
from bot.model.ids import MessageId, QuizId, UserId
from bot.model.language import told
from bot.model.quiz import Board, QuizSession, QuizState, RoundResult
from bot.quiz import game
from bot.quizmaster.rows import follow, read_board
from data import quizzes
from data.store import Connection, Store

PAUSE_LIMIT = timedelta(minutes=10)
"""How long a paused quiz waits for somebody to go on."""


async def stop(
    store: Store, quiz: QuizId, *, user: UserId, may_manage: bool, now: datetime
) -> tuple[Board, RoundResult | None]:
    """End a quiz before its time: closed rounds count, an open one is void.

    Args:
        store: Has the quiz.
        quiz: Which.
        user: Who stops it: its host, or somebody who may manage messages.
        may_manage: Whether `user` may.
        now: Aware UTC.

    Returns:
        The board, and the open round as a void result where there was one.

    Raises:
        NotFoundError: There is no such quiz.
        PermissionMissingError: Somebody else's quiz.
        QuizStateError: It is over already.
    """

    async def work(conn: Connection) -> tuple[Board, RoundResult | None]:
        session = await quizzes.get_session(conn, quiz)
        check_stop(session, user=user, may_manage=may_manage)
        number = session.round_no
        has_open = session.state is QuizState.QUESTION and await quizzes.close_round(conn, quiz, number, now, True)
        await quizzes.move(conn, quiz, round_no=number, from_state=session.state, to_state=QuizState.CANCELLED)
        stopped = await quizzes.get_session(conn, quiz)
        rounds, given = await quizzes.rounds(conn, quiz), await quizzes.answers(conn, quiz)
        results = game.round_results(stopped, rounds, given)
        return game.make_board(stopped, rounds, given), results[-1] if has_open else None

    return await store.write(work)


async def stop_after_round(store: Store, quiz: QuizId, *, user: UserId, may_manage: bool) -> bool:
    """Let a quiz end after its open round, which counts; False where no round is open, and nothing was changed.

    Raises:
        As `stop`.
    """

    async def work(conn: Connection) -> bool:
        session = await quizzes.get_session(conn, quiz)
        check_stop(session, user=user, may_manage=may_manage)
        return await quizzes.end_after(conn, quiz, session.round_no)

    return await store.write(work)


def check_stop(session: QuizSession, *, user: UserId, may_manage: bool) -> None:
    """Raise where somebody may not stop a quiz, or it is over.

    Raises:
        PermissionMissingError: Somebody else's quiz.
        QuizStateError: It is over already.
    """
    if user != session.host and not may_manage:
        raise PermissionMissingError(
            f"user may not stop quiz {session.id}",
            user_text=told("Only the person who started the quiz, or somebody who may manage messages, can stop it."),
            missing=("Manage Messages",),
        )
    if session.is_over:
        raise QuizStateError(f"quiz {session.id} is over", user_text=told("That quiz is over already."))


async def pause(store: Store, quiz: QuizId, *, reason: str, now: datetime) -> QuizSession | None:
    """Let a quiz wait that can't be shown for the moment; a round that was never shown is taken back.

    Args:
        store: Has the quiz.
        quiz: Which.
        reason: Why, in words for the players.
        now: Aware UTC.

    Returns:
        The quiz; None where it is over, or waits already.
    """

    async def work(conn: Connection) -> QuizSession | None:
        session = await quizzes.get_session(conn, quiz)
        number = session.round_no
        if session.is_over or session.state is QuizState.PAUSED:
            return None
        is_open = session.state is QuizState.QUESTION
        is_taken_back = is_open and await quizzes.take_back_round(conn, quiz, number)
        if is_open and not is_taken_back:
            await void_round(conn, session, reason=reason, now=now)
        else:
            await quizzes.move(
                conn,
                quiz,
                round_no=number,
                from_state=session.state,
                to_state=QuizState.PAUSED,
                to_round=number - is_taken_back,
                pause_reason=reason,
            )
        return await quizzes.get_session(conn, quiz)

    return await store.write(work)


async def void_round(
    conn: Connection, session: QuizSession, *, now: datetime, reason: str = game.RESTARTED
) -> RoundResult:
    """Close the open round for nobody, and let the quiz wait; after its last round it is over."""
    await quizzes.close_round(conn, session.id, session.round_no, now, True)
    is_last = session.round_no >= session.last_round
    return await follow(conn, session, QuizState.FINISHED if is_last else QuizState.PAUSED, reason=reason)


async def give_up(store: Store, quiz: QuizId, *, round_no: int) -> Board | None:
    """Finish a quiz that has waited `PAUSE_LIMIT`; None where it isn't paused in that round any more."""

    async def work(conn: Connection) -> Board | None:
        is_moved = await quizzes.move(
            conn, quiz, round_no=round_no, from_state=QuizState.PAUSED, to_state=QuizState.FINISHED
        )
        return await read_board(conn, quiz) if is_moved else None

    return await store.write(work)


async def show_notice(store: Store, session: QuizSession, message: MessageId) -> None:
    """Note the message that shows a quiz's pause or end; nothing where it has moved on meanwhile."""
    await store.write(lambda conn: quizzes.set_notice(conn, session.id, session.state, message))
