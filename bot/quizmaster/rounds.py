"""Plays a quiz: begins it, opens its rounds, takes clicks, closes rounds, shows results."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.model.errors import NotEnoughFactsError, NotFoundError
from bot.model.ids import ChannelId, GuildId, MessageId, QuizId, UserId
from bot.model.quiz import (
    AnswerOutcome,
    Board,
    LockIn,
    LockOutcome,
    OpenRound,
    QuizAnswer,
    QuizRound,
    QuizSession,
    QuizState,
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
) -> QuizSession:
    """Begin a quiz in a channel; `open_next_round` opens its first round.

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
        if session.state is not from_state or has_moved or number >= len(session.questions):
            return None
        seconds = game.time_to_answer(session.questions[number].question)
        deadline_at = now + timedelta(seconds=seconds)
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


async def show_round(store: Store, quiz: QuizId, number: int, message: MessageId) -> None:
    """Note the message that shows a round.

    Raises:
        NotFoundError: There is no such round.
    """
    await store.write(lambda conn: quizzes.set_round_message(conn, quiz, number, message))


async def answer(
    store: Store, *, quiz: QuizId, round_number: int, user: UserId, choice: int, clicked_at: datetime
) -> LockIn:
    """Take one click on an option.

    Args:
        store: Has the quiz.
        quiz: Whose button was clicked.
        round_number: Its round, 0-based.
        user: Who clicked.
        choice: Index of the option.
        clicked_at: The interaction's snowflake time, aware UTC.

    Returns:
        What came of it; `is_complete` asks for `close_round` at once.

    Raises:
        NotFoundError: There is no such quiz or option.
    """

    async def work(conn: Connection) -> LockIn:
        session = await quizzes.get_session(conn, quiz)
        if not 0 <= round_number < len(session.questions):
            raise NotFoundError(f"no round {round_number} of quiz {quiz}")
        options = session.questions[round_number].question.options
        if not 0 <= choice < len(options):
            raise NotFoundError(f"no option {choice} in round {round_number} of quiz {quiz}")
        round_ = await find_round(conn, quiz, round_number)
        given = await quizzes.answers(conn, quiz)
        previous = next((a for a in given if a.round_number == round_number and a.user == user), None)
        outcome = game.judge_click(
            session, round_, previous, round_number=round_number, choice=choice, clicked_at=clicked_at
        )
        if round_ is not None and outcome in {LockOutcome.LOCKED, LockOutcome.CHANGED}:
            made = QuizAnswer(
                quiz=quiz,
                round_number=round_number,
                user=user,
                choice=choice,
                at_ms=game.answer_time_ms(round_, clicked_at),
                changes=0,
            )
            if await quizzes.record_answer(conn, made) is AnswerOutcome.REFUSED:
                outcome = LockOutcome.ROUND_OVER
            else:
                previous, given = made, (*(a for a in given if a is not previous), made)
        return _lock_in(session, round_, round_number, previous, given, outcome)

    return await store.write(work)


def _lock_in(
    session: QuizSession,
    round_: QuizRound | None,
    round_number: int,
    counting: QuizAnswer | None,
    given: Sequence[QuizAnswer],
    outcome: LockOutcome,
) -> LockIn:
    options = session.questions[round_number].question.options
    is_open = round_ is not None and round_.closed_at is None
    is_taken = outcome in {LockOutcome.LOCKED, LockOutcome.CHANGED}
    return LockIn(
        quiz=session.id,
        round_number=round_number,
        outcome=outcome,
        choice=None if counting is None else counting.choice,
        label="" if counting is None else options[counting.choice],
        deadline_at=round_.deadline_at if round_ is not None and is_open else None,
        answered=sum(a.round_number == round_number for a in given),
        is_complete=is_taken and game.is_complete(round_number, given),
    )


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
