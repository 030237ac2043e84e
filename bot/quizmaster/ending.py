"""Ends a quiz before its time, and brings unfinished quizzes back after a restart."""

from datetime import datetime, timedelta

from bot.model.errors import PermissionMissingError, QuizStateError
from bot.model.ids import QuizId, UserId
from bot.model.quiz import Board, OpenRound, QuizSession, QuizState, Recovery, RoundResult
from bot.quiz import game
from bot.quizmaster.rows import as_open, current_round, follow, read_board
from data import quizzes
from data.store import Connection, Store

PAUSE_LIMIT = timedelta(minutes=10)
"""How long a paused quiz waits for somebody to go on."""
_OVER = (QuizState.FINISHED, QuizState.CANCELLED)


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
        if user != session.host and not may_manage:
            raise PermissionMissingError(
                f"user may not stop quiz {quiz}",
                user_text="Only the person who started the quiz, or somebody who may manage messages, can stop it.",
                missing=("Manage Messages",),
            )
        if session.state in _OVER:
            raise QuizStateError(f"quiz {quiz} is over", user_text="That quiz is over already.")
        number = session.round_no
        has_open = session.state is QuizState.QUESTION and await quizzes.close_round(conn, quiz, number, now, True)
        await quizzes.move(conn, quiz, round_no=number, from_state=session.state, to_state=QuizState.CANCELLED)
        stopped = await quizzes.get_session(conn, quiz)
        rounds, given = await quizzes.rounds(conn, quiz), await quizzes.answers(conn, quiz)
        results = game.round_results(stopped, rounds, given)
        return game.make_board(stopped, rounds, given), results[-1] if has_open else None

    return await store.write(work)


async def give_up(store: Store, quiz: QuizId, *, round_no: int) -> Board | None:
    """Finish a quiz that has waited `PAUSE_LIMIT`; None where it isn't paused in that round any more."""

    async def work(conn: Connection) -> Board | None:
        is_moved = await quizzes.move(
            conn, quiz, round_no=round_no, from_state=QuizState.PAUSED, to_state=QuizState.FINISHED
        )
        return await read_board(conn, quiz) if is_moved else None

    return await store.write(work)


async def recover(store: Store, *, now: datetime) -> tuple[Recovery, ...]:
    """Bring every unfinished quiz back after a restart, oldest first.

    Open rounds go on; a round whose time passed meanwhile is void for everybody and its quiz waits for Continue;
    between two rounds the next one is due.
    """

    async def work(conn: Connection) -> tuple[Recovery, ...]:
        return tuple([await _recover(conn, session, now) for session in await quizzes.unfinished_sessions(conn)])

    return await store.write(work)


async def _recover(conn: Connection, session: QuizSession, now: datetime) -> Recovery:
    round_ = await current_round(conn, session)
    step = game.after_restart(session, round_, now)
    open_round: OpenRound | None = None
    void_round: RoundResult | None = None
    if step is game.RestartStep.KEEP and round_ is not None:
        given = await quizzes.answers(conn, session.id, round_.number)
        open_round = as_open(session, round_, answered=len(given))
    elif step is game.RestartStep.VOID:
        await quizzes.close_round(conn, session.id, session.round_no, now, True)
        is_last = session.round_no + 1 >= len(session.questions)
        void_round = await follow(
            conn, session, QuizState.FINISHED if is_last else QuizState.PAUSED, reason=game.RESTARTED
        )
    elif step is game.RestartStep.CLOSE:
        await _settle(conn, session)
    after = await quizzes.get_session(conn, session.id)
    return Recovery(
        session=after, open_round=open_round, void_round=void_round, opens_next=after.state is QuizState.REVEAL
    )


async def _settle(conn: Connection, session: QuizSession) -> None:
    """Bring a quiz between two rounds to the state that its rounds say."""
    rounds, given = await quizzes.rounds(conn, session.id), await quizzes.answers(conn, session.id)
    step = game.after_round(session, rounds, given)
    to_state = QuizState.REVEAL if step is QuizState.QUESTION else step
    if to_state is not session.state:
        await quizzes.move(
            conn,
            session.id,
            round_no=session.round_no,
            from_state=session.state,
            to_state=to_state,
            pause_reason=game.NOBODY_PLAYED if to_state is QuizState.PAUSED else None,
        )
