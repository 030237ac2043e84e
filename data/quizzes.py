"""Quiz sessions, rounds and answers. Every change is compare-and-set, so that two timers can't close a round twice.

The rules of the game are `bot.quiz.game`'s; this module only keeps what they decide.
"""

from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.errors import NotFoundError, QuizStateError
from bot.model.ids import ChannelId, GuildId, MessageId, QuizId, UserId
from bot.model.language import told
from bot.model.quiz import (
    IN_CHANNEL,
    Pace,
    QuizMode,
    QuizSession,
    QuizState,
    QuizTopic,
    SourcedQuestion,
)
from data import codec
from data.quiz_rounds import (
    answers,
    clicked_round,
    close_round,
    get_round,
    open_round,
    record_answer,
    renew_round,
    rounds,
    score_answers,
    set_round_message,
    take_back_round,
)
from data.schema import quiz_session
from data.schema.base import AnyRow
from data.upsert import insert_or

_UNFINISHED = (QuizState.QUESTION.value, QuizState.REVEAL.value, QuizState.PAUSED.value)
_Questions = tuple[SourcedQuestion, ...]

__all__ = [
    "answers",
    "clicked_round",
    "close_round",
    "create_session",
    "end_after",
    "get_round",
    "get_session",
    "move",
    "open_round",
    "record_answer",
    "renew_round",
    "rounds",
    "running_session",
    "score_answers",
    "set_notice",
    "set_round_message",
    "take_back_round",
    "unfinished_sessions",
    "unshown_sessions",
]


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
    wanted: int | None = None,
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
        wanted: Rounds that were asked for.

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
            wanted=wanted,
        )
        .on_conflict_do_nothing()
        .returning(quiz_session)
    )
    row = (await conn.execute(statement)).one_or_none()
    if row is None and mode is QuizMode.DAILY:
        raise QuizStateError(f"a daily quiz of {day} is there", user_text=told("You have begun today’s quiz already."))
    if row is None:
        raise QuizStateError(
            f"a quiz is running in channel {channel}", user_text=told("A quiz is running in this channel already.")
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
    """Return the channels' quizzes that are neither finished nor cancelled, oldest first."""
    statement = select(quiz_session).where(
        quiz_session.c.state.in_(_UNFINISHED), quiz_session.c.mode.in_(mode.value for mode in IN_CHANNEL)
    )
    return tuple(map(_session, await conn.execute(statement.order_by(quiz_session.c.id))))


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
    """Move a quiz from one state to another, if it still stands where the caller believes; its notice is to be sent.

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
        raise QuizStateError(f"quiz {quiz} is over", user_text=told("That quiz is over."))
    result = await conn.execute(
        update(quiz_session)
        .where(quiz_session.c.id == quiz, quiz_session.c.round_no == round_no, quiz_session.c.state == from_state.value)
        .values(
            state=to_state.value,
            round_no=round_no if to_round is None else to_round,
            pause_reason=pause_reason,
            notice=None,
        )
    )
    return result.rowcount == 1


async def unshown_sessions(conn: AsyncConnection, since: datetime) -> tuple[QuizSession, ...]:
    """Return the channels' quizzes begun after a moment that are over and whose end was not shown, oldest first."""
    rows = await conn.execute(
        select(quiz_session)
        .where(
            quiz_session.c.state.not_in(_UNFINISHED),
            quiz_session.c.mode.in_(mode.value for mode in IN_CHANNEL),
            quiz_session.c.notice.is_(None),
            quiz_session.c.created_at >= since,
        )
        .order_by(quiz_session.c.id)
    )
    return tuple(map(_session, rows))


async def set_notice(conn: AsyncConnection, quiz: QuizId, state: QuizState, message: MessageId) -> None:
    """Note the message that shows a quiz's pause or end, if it still stands there."""
    await conn.execute(
        update(quiz_session)
        .where(quiz_session.c.id == quiz, quiz_session.c.state == state.value)
        .values(notice=message)
    )


async def end_after(conn: AsyncConnection, quiz: QuizId, round_no: int) -> bool:
    """Let a quiz end after its open round; False where it doesn't stand in that round any more."""
    result = await conn.execute(
        update(quiz_session)
        .where(
            quiz_session.c.id == quiz,
            quiz_session.c.round_no == round_no,
            quiz_session.c.state == QuizState.QUESTION.value,
        )
        .values(ends_after=round_no)
    )
    return result.rowcount == 1


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
        wanted=row.wanted,
        ends_after=row.ends_after,
        notice=None if row.notice is None else MessageId(row.notice),
    )
