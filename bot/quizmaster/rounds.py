"""Plays a quiz: begins it, opens and closes its rounds, tells results. The clicks are `bot.quizmaster.answers`'s."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.model.errors import NotEnoughFactsError, NotFoundError
from bot.model.ids import ChannelId, GuildId, MessageId, QuizId, UserId
from bot.model.quiz import (
    Board,
    OpenRound,
    Pace,
    QuizMode,
    QuizRound,
    QuizSession,
    QuizState,
    QuizTopic,
    RoundResult,
    SourcedQuestion,
)
from bot.quiz import game
from bot.quizmaster import bank
from bot.quizmaster.rows import as_open, current_round, find_round, follow, read_board
from data import quizzes
from data.store import Connection, Store


async def start(
    store: Store,
    *,
    guild: GuildId,
    channel: ChannelId,
    host: UserId,
    title: str,
    questions: Sequence[SourcedQuestion],
    seed: int,
    now: datetime,
    mode: QuizMode = QuizMode.TOGETHER,
    pace: Pace = Pace.NORMAL,
    topic: QuizTopic | None = None,
    wanted: int | None = None,
) -> QuizSession:
    """Begin a quiz in a channel; `open_next_round` opens its first round.

    Args:
        store: Keeps it.
        guild: Where it is played.
        channel: Where it is played.
        host: Who starts it.
        title: What it is about.
        questions: One a round.
        seed: Made them.
        now: Aware UTC.
        mode: One of a channel's.
        pace: Time for each round.
        topic: What it was asked for.
        wanted: Rounds that were asked for; None: as many as there are questions.

    Raises:
        QuizStateError: A quiz is running there already (`running` finds it).
        NotEnoughFactsError: There is no question.
    """
    if not questions:
        raise NotEnoughFactsError(0)

    async def work(conn: Connection) -> QuizSession:
        return await quizzes.create_session(
            conn,
            guild=guild,
            channel=channel,
            host=host,
            title=title,
            questions=await bank.keep(conn, guild, questions, now),
            seed=seed,
            created_at=now,
            mode=mode,
            pace=pace,
            topic=topic,
            wanted=len(questions) if wanted is None else wanted,
        )

    return await store.write(work)


async def running(store: Store, channel: ChannelId) -> tuple[QuizSession, QuizRound | None] | None:
    """Return the quiz of a channel with its current round, for a link to it; None where none is running."""

    async def work(conn: Connection) -> tuple[QuizSession, QuizRound | None] | None:
        session = await quizzes.running_session(conn, channel)
        return None if session is None else (session, await current_round(conn, session))

    return await store.read(work)


async def open_next_round(store: Store, quiz: QuizId, *, after: int, now: datetime) -> OpenRound | None:
    """Open the round after a closed one.

    Args:
        store: Has the quiz.
        quiz: Which.
        after: The round that the caller has shown last, -1 for none: only then is the next opened.
        now: Aware UTC; the deadline counts from here.

    Returns:
        The round, whose message is to be sent and noted with `show_round`; None where the quiz has moved on, is
        paused or over, or has no more rounds.
    """
    return await _open(store, quiz, after=after, now=now, from_state=QuizState.REVEAL)


async def resume(store: Store, quiz: QuizId, *, now: datetime) -> OpenRound | None:
    """Go on with a paused quiz: open its next round; None where it isn't paused any more.

    Raises:
        NotFoundError: There is no such quiz.
    """
    return await _open(store, quiz, after=None, now=now, from_state=QuizState.PAUSED)


async def _open(
    store: Store, quiz: QuizId, *, after: int | None, now: datetime, from_state: QuizState
) -> OpenRound | None:
    async def work(conn: Connection) -> OpenRound | None:
        session = await quizzes.get_session(conn, quiz)
        number = session.round_no + 1
        has_moved = after is not None and session.round_no != after
        if session.state is not from_state or has_moved or number > session.last_round:
            return None
        deadline_at = _deadline(session, number, now)
        is_moved = await quizzes.move(
            conn,
            quiz,
            round_no=session.round_no,
            from_state=from_state,
            to_state=QuizState.QUESTION,
            to_round=number,
        )
        item = session.questions[number].item
        if not is_moved or not await quizzes.open_round(
            conn, quiz, number, opened_at=now, deadline_at=deadline_at, item=item
        ):
            return None
        return as_open(session, await quizzes.get_round(conn, quiz, number), answered=0)

    return await store.write(work)


async def show_round(store: Store, quiz: QuizId, number: int, message: MessageId) -> bool:
    """Note the message that shows a round.

    Returns:
        Whether the round is still open: players may have answered, and closed it, before its message was known.

    Raises:
        NotFoundError: There is no such round.
    """
    return await store.write(lambda conn: quizzes.set_round_message(conn, quiz, number, message))


async def renew_round(store: Store, quiz: QuizId, number: int, *, now: datetime) -> OpenRound | None:
    """Give a round whose message is yet to be sent its whole time again; None where it isn't open, or was shown."""

    async def work(conn: Connection) -> OpenRound | None:
        session = await quizzes.get_session(conn, quiz)
        deadline_at = _deadline(session, number, now)
        if not await quizzes.renew_round(conn, quiz, number, opened_at=now, deadline_at=deadline_at):
            return None
        return as_open(session, await quizzes.get_round(conn, quiz, number), answered=0)

    return await store.write(work)


def _deadline(session: QuizSession, number: int, opened_at: datetime) -> datetime:
    return opened_at + timedelta(seconds=game.time_to_answer(session.questions[number].question, session.pace))


async def close_round(store: Store, quiz: QuizId, number: int, *, now: datetime) -> RoundResult | None:
    """Close a round, once: after its time, or early when all who are waited for have answered.

    Args:
        store: Has the quiz.
        quiz: Which.
        number: The round, 0-based.
        now: Aware UTC. Before the deadline and its grace the round stays open unless it is complete.

    Returns:
        What to reveal and what follows; None where it is too early or the round was closed already.
    """

    async def work(conn: Connection) -> RoundResult | None:
        session = await quizzes.get_session(conn, quiz)
        round_ = await find_round(conn, quiz, number)
        if round_ is None or session.round_no != number or session.state is not QuizState.QUESTION:
            return None
        given = await quizzes.answers(conn, quiz)
        if now < game.closes_at(round_) and not game.is_complete(number, given):
            return None
        if not await quizzes.close_round(conn, quiz, number, now, False):
            return None
        rounds = await quizzes.rounds(conn, quiz)
        return await follow(conn, session, game.after_round(session, rounds, given))

    return await store.write(work)


async def open_round(store: Store, quiz: QuizId, number: int) -> OpenRound | None:
    """Return a round that still takes answers, with how many came; None where it is closed or was never opened.

    Raises:
        NotFoundError: There is no such quiz.
    """

    async def work(conn: Connection) -> OpenRound | None:
        session = await quizzes.get_session(conn, quiz)
        round_ = await find_round(conn, quiz, number)
        if round_ is None or round_.closed_at is not None or session.state is not QuizState.QUESTION:
            return None
        return as_open(session, round_, answered=len(await quizzes.answers(conn, quiz, number)))

    return await store.read(work)


async def board(store: Store, quiz: QuizId) -> Board:
    """Return a quiz's table as it stands.

    Raises:
        NotFoundError: There is no such quiz.
    """
    return await store.read(lambda conn: read_board(conn, quiz))


async def result(store: Store, quiz: QuizId, number: int) -> RoundResult:
    """Return a closed round, for its reveal or its source sentences.

    Raises:
        NotFoundError: There is no such quiz, or the round isn't closed: an open one tells nothing.
    """

    async def work(conn: Connection) -> RoundResult:
        session = await quizzes.get_session(conn, quiz)
        rounds, given = await quizzes.rounds(conn, quiz), await quizzes.answers(conn, quiz)
        found = [each for each in game.round_results(session, rounds, given) if each.number == number]
        if not found:
            raise NotFoundError(f"round {number} of quiz {quiz} is not closed")
        return found[0]

    return await store.read(work)
