"""Quiz sessions, rounds and answers. Every change is compare-and-set, so that two timers can't close a round twice.

The rules of the game are `bot.quiz.game`'s; this module only keeps what they decide.
"""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import case, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.errors import NotFoundError, QuizStateError
from bot.model.ids import ChannelId, GuildId, ItemId, MessageId, QuizId, UserId
from bot.model.quiz import (
    IN_CHANNEL,
    AnswerOutcome,
    Pace,
    QuizAnswer,
    QuizMode,
    QuizRound,
    QuizSession,
    QuizState,
    QuizTopic,
    SourcedQuestion,
)
from data import codec
from data.schema import quiz_answer, quiz_item, quiz_round, quiz_session
from data.schema.base import AnyRow
from data.upsert import insert_or

_UNFINISHED = (QuizState.QUESTION.value, QuizState.REVEAL.value, QuizState.PAUSED.value)
_Questions = tuple[SourcedQuestion, ...]
_ROUNDS = select(quiz_round, quiz_item.c.withdrawn_at).outerjoin(quiz_item, quiz_item.c.id == quiz_round.c.item)


async def create_session(
    conn: AsyncConnection,
    *,
    guild: GuildId,
    channel: ChannelId,
    host: UserId,
    title: str,
    questions: tuple[SourcedQuestion, ...],
    seed: int,
    created_at: datetime,
    state: QuizState = QuizState.REVEAL,
    round_no: int = -1,
    mode: QuizMode = QuizMode.TOGETHER,
    pace: Pace = Pace.NORMAL,
    topic: QuizTopic | None = None,
    day: date | None = None,
) -> QuizSession:
    """Add a quiz; its first round is yet to be opened.

    Args:
        conn: A writing connection.
        guild: Where it is played.
        channel: Where it is played; one quiz at a time.
        host: Who started it.
        title: What it is about.
        questions: All its rounds' questions, in order.
        seed: Made the questions; a signed 64-bit number.
        created_at: Aware UTC.
        state: Where it stands.
        round_no: 0-based; -1 before the first.
        mode: How it is played.
        pace: Time for each round.
        topic: What it was asked for.
        day: Of a daily quiz, the server's own date.

    Returns:
        The session with its id.

    Raises:
        QuizStateError: A quiz is running in the channel, or the player has begun the day's quiz already.
    """
    statement = (
        insert_or(conn, quiz_session)
        .values(
            guild=guild,
            channel=channel,
            host=host,
            title=title,
            state=state.value,
            seed=seed,
            questions=codec.dumps(questions),
            round_no=round_no,
            created_at=created_at,
            mode=mode.value,
            pace=pace.value,
            topic=None if topic is None else codec.dumps(topic),
            day=day,
        )
        .on_conflict_do_nothing()
        .returning(quiz_session)
    )
    row = (await conn.execute(statement)).one_or_none()
    if row is None and mode is QuizMode.DAILY:
        raise QuizStateError(f"a daily quiz of {day} is there", user_text="You have begun today’s quiz already.")
    if row is None:
        raise QuizStateError(
            f"a quiz is running in channel {channel}", user_text="A quiz is running in this channel already."
        )
    return _session(row)


async def get_session(conn: AsyncConnection, quiz: QuizId) -> QuizSession:
    """Return a quiz, whatever its state.

    Raises:
        NotFoundError: There is none of this id.
    """
    row = (await conn.execute(select(quiz_session).where(quiz_session.c.id == quiz))).one_or_none()
    if row is None:
        raise NotFoundError(f"no quiz {quiz}")
    return _session(row)


async def running_session(conn: AsyncConnection, channel: ChannelId) -> QuizSession | None:
    """Return the quiz of a channel that is neither finished nor cancelled, None where there is none.

    Quizzes of one player are not the channel's.
    """
    statement = select(quiz_session).where(
        quiz_session.c.channel == channel,
        quiz_session.c.state.in_(_UNFINISHED),
        quiz_session.c.mode.in_(mode.value for mode in IN_CHANNEL),
    )
    row = (await conn.execute(statement)).one_or_none()
    return None if row is None else _session(row)


async def unfinished_sessions(conn: AsyncConnection) -> tuple[QuizSession, ...]:
    """Return all quizzes that are neither finished nor cancelled, oldest first: what a restart has to look after."""
    rows = await conn.execute(
        select(quiz_session).where(quiz_session.c.state.in_(_UNFINISHED)).order_by(quiz_session.c.id)
    )
    return tuple(map(_session, rows))


async def move(
    conn: AsyncConnection,
    quiz: QuizId,
    *,
    round_no: int,
    from_state: QuizState,
    to_state: QuizState,
    to_round: int | None = None,
    pause_reason: str | None = None,
) -> bool:
    """Move a quiz from one state to another, if it still stands where the caller believes.

    Args:
        conn: A writing connection.
        quiz: Which.
        round_no: The round it must be in.
        from_state: The state it must be in.
        to_state: Its new state.
        to_round: Its new round; None: the same.
        pause_reason: Why it is paused, in words for the players; None for any other state.

    Returns:
        False where it stood elsewhere: someone else was faster, and nothing was changed.

    Raises:
        QuizStateError: A finished quiz was to run again in a channel where another is running.
    """
    if to_state.value in _UNFINISHED and from_state.value not in _UNFINISHED:
        raise QuizStateError(f"quiz {quiz} is over", user_text="That quiz is over.")
    result = await conn.execute(
        update(quiz_session)
        .where(quiz_session.c.id == quiz, quiz_session.c.round_no == round_no, quiz_session.c.state == from_state.value)
        .values(state=to_state.value, round_no=round_no if to_round is None else to_round, pause_reason=pause_reason)
    )
    return result.rowcount == 1


async def open_round(
    conn: AsyncConnection,
    quiz: QuizId,
    number: int,
    *,
    opened_at: datetime,
    deadline_at: datetime,
    item: ItemId | None = None,
) -> bool:
    """Add a round, open for answers; its message is yet to be sent.

    Args:
        conn: A writing connection.
        quiz: Which quiz.
        number: 0-based.
        opened_at: Aware UTC.
        deadline_at: Aware UTC.
        item: The question's row in the bank, where it has one.

    Returns:
        False where the round was there already, and nothing was changed.
    """
    statement = (
        insert_or(conn, quiz_round)
        .values(quiz=quiz, number=number, opened_at=opened_at, deadline_at=deadline_at, is_void=False, item=item)
        .on_conflict_do_nothing()
    )
    return (await conn.execute(statement)).rowcount == 1


async def set_round_message(conn: AsyncConnection, quiz: QuizId, number: int, message: MessageId) -> None:
    """Note the message that shows a round.

    Raises:
        NotFoundError: There is no such round.
    """
    result = await conn.execute(
        update(quiz_round).where(quiz_round.c.quiz == quiz, quiz_round.c.number == number).values(message=message)
    )
    if result.rowcount == 0:
        raise NotFoundError(f"no round {number} of quiz {quiz}")


async def close_round(conn: AsyncConnection, quiz: QuizId, number: int, at: datetime, is_void: bool) -> bool:
    """Close a round at a moment (aware UTC), void or not; False where it was closed before, and nothing was changed."""
    result = await conn.execute(
        update(quiz_round)
        .where(quiz_round.c.quiz == quiz, quiz_round.c.number == number, quiz_round.c.closed_at.is_(None))
        .values(closed_at=at, is_void=is_void)
    )
    return result.rowcount == 1


async def get_round(conn: AsyncConnection, quiz: QuizId, number: int) -> QuizRound:
    """Return a round; one whose question was withdrawn from the bank is void.

    Raises:
        NotFoundError: It was never opened.
    """
    statement = _ROUNDS.where(quiz_round.c.quiz == quiz, quiz_round.c.number == number)
    row = (await conn.execute(statement)).one_or_none()
    if row is None:
        raise NotFoundError(f"no round {number} of quiz {quiz}")
    return _round(row)


async def rounds(conn: AsyncConnection, quiz: QuizId) -> tuple[QuizRound, ...]:
    """Return all rounds of a quiz that were opened, in order, may be empty; those of withdrawn questions are void."""
    found = await conn.execute(_ROUNDS.where(quiz_round.c.quiz == quiz).order_by(quiz_round.c.number))
    return tuple(map(_round, found))


async def record_answer(conn: AsyncConnection, answer: QuizAnswer) -> AnswerOutcome:
    """Record a player's answer in one statement, so that of two clicks at once neither is lost.

    Args:
        conn: A writing connection.
        answer: Its `changes` is not read: the store counts.

    Returns:
        FIRST for a first answer, CHANGED for the one change that is allowed, REFUSED where the round is closed or was
        never opened, or the change is used up. The option that counts already, clicked again, is FIRST or CHANGED as
        it was, and uses nothing up.
    """
    is_same = quiz_answer.c.choice == answer.choice
    still_open = select(
        literal(answer.quiz),
        literal(answer.round_number),
        literal(answer.user),
        literal(answer.choice),
        literal(answer.at_ms),
        literal(0),
    ).where(
        select(quiz_round.c.quiz)
        .where(
            quiz_round.c.quiz == answer.quiz,
            quiz_round.c.number == answer.round_number,
            quiz_round.c.closed_at.is_(None),
        )
        .exists()
    )
    statement = insert_or(conn, quiz_answer).from_select(
        ["quiz", "round_number", "user", "choice", "at_ms", "changes"], still_open
    )
    statement = statement.on_conflict_do_update(
        index_elements=["quiz", "round_number", "user"],
        set_={
            "choice": answer.choice,
            "at_ms": case((is_same, quiz_answer.c.at_ms), else_=answer.at_ms),
            "changes": case((is_same, quiz_answer.c.changes), else_=1),
        },
        where=is_same | (quiz_answer.c.changes == 0),
    )
    changes = await conn.scalar(statement.returning(quiz_answer.c.changes))
    if changes is None:
        return AnswerOutcome.REFUSED
    return AnswerOutcome.FIRST if changes == 0 else AnswerOutcome.CHANGED


async def score_answers(conn: AsyncConnection, quiz: QuizId, number: int, points: Mapping[UserId, int]) -> None:
    """Write down what the answers to a closed round brought; a void round's stay without points.

    Args:
        conn: A writing connection.
        quiz: Which quiz.
        number: The round, 0-based.
        points: Of those who got any; who isn't in it got none.
    """
    asked = (
        select(quiz_session.c.questions, quiz_round.c.is_void)
        .join(quiz_round, quiz_round.c.quiz == quiz_session.c.id)
        .where(quiz_session.c.id == quiz, quiz_round.c.number == number)
    )
    row = (await conn.execute(asked)).one_or_none()
    if row is None or row.is_void:
        return
    right = codec.loads(_Questions, row.questions)[number].question.right_choice
    here = (quiz_answer.c.quiz == quiz) & (quiz_answer.c.round_number == number)
    await conn.execute(update(quiz_answer).where(here).values(points=0, is_right=quiz_answer.c.choice == right))
    for user, won in points.items():
        await conn.execute(update(quiz_answer).where(here, quiz_answer.c.user == user).values(points=won))


async def answers(conn: AsyncConnection, quiz: QuizId, round_number: int | None = None) -> tuple[QuizAnswer, ...]:
    """Return the answers of a quiz, or of one round, by round and then by time; void rounds' too, may be empty."""
    statement = select(quiz_answer).where(quiz_answer.c.quiz == quiz)
    if round_number is not None:
        statement = statement.where(quiz_answer.c.round_number == round_number)
    found = await conn.execute(statement.order_by(quiz_answer.c.round_number, quiz_answer.c.at_ms, quiz_answer.c.user))
    return tuple(
        QuizAnswer(
            quiz=QuizId(row.quiz),
            round_number=row.round_number,
            user=UserId(row.user),
            choice=row.choice,
            at_ms=row.at_ms,
            changes=row.changes,
            points=row.points,
        )
        for row in found
    )


def _session(row: AnyRow) -> QuizSession:
    return QuizSession(
        id=QuizId(row.id),
        guild=GuildId(row.guild),
        channel=ChannelId(row.channel),
        host=UserId(row.host),
        title=row.title,
        state=QuizState(row.state),
        seed=row.seed,
        questions=codec.loads(_Questions, row.questions),
        round_no=row.round_no,
        pause_reason=row.pause_reason,
        created_at=row.created_at,
        mode=QuizMode(row.mode),
        pace=Pace(row.pace),
        topic=None if row.topic is None else codec.loads(QuizTopic, row.topic),
        day=row.day,
    )


def _round(row: AnyRow) -> QuizRound:
    return QuizRound(
        quiz=QuizId(row.quiz),
        number=row.number,
        message=None if row.message is None else MessageId(row.message),
        opened_at=row.opened_at,
        deadline_at=row.deadline_at,
        closed_at=row.closed_at,
        is_void=row.is_void or row.withdrawn_at is not None,
        is_withdrawn=row.withdrawn_at is not None,
    )
