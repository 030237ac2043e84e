"""Brings quizzes back after a restart, or after a step that a fault broke off."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.model.ids import GuildId, QuizId
from bot.model.quiz import QuizSession, QuizState, Recovery, RoundResult
from bot.quiz import game
from bot.quizmaster.ending import void_round
from bot.quizmaster.rows import as_open, current_round, last_result
from data import quizzes
from data.store import Connection, Store

_SHOWN_WITHIN = timedelta(days=1)
"""The end of an older game is news to nobody."""


async def recover(store: Store, *, now: datetime, is_ours: Callable[[GuildId], bool]) -> tuple[Recovery, ...]:
    """Bring every quiz of a channel back after a restart, oldest first, and those whose end was not shown.

    Open rounds go on; a round whose time passed meanwhile is void for everybody and its quiz waits for somebody to go
    on; between two rounds the next one is due.

    Args:
        store: Has the quizzes.
        now: Aware UTC.
        is_ours: Tells of a server whether its games are this process's; those of others are not touched.
    """

    async def work(conn: Connection) -> tuple[Recovery, ...]:
        unshown = await quizzes.unshown_sessions(conn, now - _SHOWN_WITHIN)
        found = (*unshown, *await quizzes.unfinished_sessions(conn))
        ours = [session for session in found if is_ours(session.guild)]
        return tuple([await _recover(conn, session, now, was_away=True) for session in ours])

    return await store.write(work)


async def take_up(store: Store, quiz: QuizId, *, now: datetime) -> Recovery:
    """Return how a quiz stands after a step was broken off: all of it may have been shown, or none.

    Raises:
        NotFoundError: There is no such quiz.
    """

    async def work(conn: Connection) -> Recovery:
        return await _recover(conn, await quizzes.get_session(conn, quiz), now, was_away=False)

    return await store.write(work)


async def void_open_round(store: Store, quiz: QuizId, number: int, *, now: datetime) -> RoundResult | None:
    """Close a round for nobody whose time passed while the bot was away; None where it isn't open."""

    async def work(conn: Connection) -> RoundResult | None:
        session = await quizzes.get_session(conn, quiz)
        if session.round_no != number or session.state is not QuizState.QUESTION:
            return None
        return await void_round(conn, session, now=now)

    return await store.write(work)


async def _recover(conn: Connection, session: QuizSession, now: datetime, *, was_away: bool) -> Recovery:
    round_ = await current_round(conn, session)
    step = game.after_restart(session, round_, now)
    if step is game.RestartStep.VOID and not was_away:
        step = game.RestartStep.KEEP
    if step in {game.RestartStep.KEEP, game.RestartStep.LOOK} and round_ is not None:
        given = await quizzes.answers(conn, session.id, round_.number)
        return Recovery(session=session, open_round=as_open(session, round_, answered=len(given)), last=None)
    if step is game.RestartStep.VOID:
        await void_round(conn, session, now=now)
    elif step is game.RestartStep.CLOSE:
        await _settle(conn, session)
    after = await quizzes.get_session(conn, session.id)
    return Recovery(session=after, open_round=None, last=await last_result(conn, after))


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
