"""The quizzes that started by a server's plan: one a date, closed once, whichever process is first."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.errors import NotFoundError
from bot.model.ids import ChannelId, GuildId, OutboxId, QuizId, UserId
from bot.model.quiz import QuizMode, QuizSession, QuizState, SourcedQuestion
from bot.model.quiz_plan import PlannedQuiz
from bot.model.settings import Cadence
from data import codec, quizzes
from data.schema import NOBODY, guild_settings, quiz_plan, quiz_session
from data.schema.quizzes import STILL_OPEN

_Questions = tuple[SourcedQuestion, ...]


async def create_open(
    conn: AsyncConnection,
    *,
    guild: GuildId,
    channel: ChannelId,
    title: str,
    questions: _Questions,
    seed: int,
    wanted: int,
    day: date,
    now: datetime,
    closes_at: datetime,
) -> QuizSession:
    """Add a quiz of nobody's whose rounds are all open.

    Args:
        conn: A writing connection.
        guild: The server.
        channel: Where it is announced.
        title: What it is about.
        questions: As the bank has kept them, one a round.
        seed: Made the questions.
        wanted: Rounds that were planned.
        day: The server's date of its due moment.
        now: Aware UTC, from which answers are taken.
        closes_at: Aware UTC, until when they are.
    """
    session = await quizzes.create_session(
        conn,
        guild=guild,
        channel=channel,
        host=UserId(NOBODY),
        title=title,
        questions=questions,
        seed=seed,
        created_at=now,
        state=QuizState.QUESTION,
        round_no=0,
        mode=QuizMode.PLANNED,
        day=day,
        wanted=wanted,
    )
    for number, one in enumerate(questions):
        await quizzes.open_round(conn, session.id, number, opened_at=now, deadline_at=closes_at, item=one.item)
    return session


async def add_plan(
    conn: AsyncConnection, session: QuizSession, *, cadence: Cadence, closes_at: datetime, announcement: OutboxId
) -> PlannedQuiz:
    """Note that a quiz was started by its server's plan.

    Args:
        conn: A writing connection, in the transaction that creates the session.
        session: Its `day` is the server's date of the due moment.
        cadence: Of the plan.
        closes_at: Aware UTC.
        announcement: The outbox row that announces it.

    Raises:
        IntegrityError: The date has one already; ask `has_plan` first.
    """
    await conn.execute(
        quiz_plan.insert().values(
            quiz=session.id,
            guild=session.guild,
            day=session.day,
            cadence=cadence.value,
            closes_at=closes_at,
            announcement=announcement,
        )
    )
    return PlannedQuiz(session=session, cadence=cadence, closes_at=closes_at, closed_at=None, announcement=announcement)


async def has_plan(conn: AsyncConnection, guild: GuildId, day: date) -> bool:
    """Tell whether a server's date has its quiz already."""
    found = exists().where(quiz_plan.c.guild == guild, quiz_plan.c.day == day)
    return bool(await conn.scalar(select(found)))


async def get_plan(conn: AsyncConnection, quiz: QuizId) -> PlannedQuiz:
    """Return a quiz that a plan has started.

    Raises:
        NotFoundError: There is none of this id.
    """
    row = (await conn.execute(select(quiz_plan).where(quiz_plan.c.quiz == quiz))).one_or_none()
    if row is None:
        raise NotFoundError(f"no planned quiz {quiz}")
    return PlannedQuiz(
        session=await quizzes.get_session(conn, quiz),
        cadence=Cadence(row.cadence),
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        announcement=OutboxId(row.announcement),
    )


NEXT_MOMENTS = select(
    select(func.min(guild_settings.c.quiz_due_at)).scalar_subquery().label("starts_at"),
    select(func.min(quiz_plan.c.closes_at)).where(STILL_OPEN).scalar_subquery().label("closes_at"),
)
"""The query of `next_moments`, whose plan a test looks at."""


async def next_moments(conn: AsyncConnection) -> tuple[datetime | None, datetime | None]:
    """Return when the next planned quiz starts and when the next closes, aware UTC; None where none does.

    It is asked every few seconds: one statement, the first entries of two indexes.
    """
    row = (await conn.execute(NEXT_MOMENTS)).one()
    return row.starts_at, row.closes_at


def closing_query(until: datetime, limit: int) -> Select[int]:
    """Return the query of `closing`, whose plan a test looks at."""
    return (
        select(quiz_plan.c.quiz)
        .where(STILL_OPEN, quiz_plan.c.closes_at <= until)
        .order_by(quiz_plan.c.closes_at, quiz_plan.c.quiz)
        .limit(limit)
    )


async def closing(conn: AsyncConnection, until: datetime, limit: int) -> Sequence[QuizId]:
    """Return the quizzes that are open though their closing moment was before `until` (aware UTC), longest first."""
    return [QuizId(quiz) for quiz in await conn.scalars(closing_query(until, limit))]


async def close_plan(conn: AsyncConnection, quiz: QuizId, at: datetime) -> bool:
    """Close a quiz at a moment (aware UTC); False where it was closed before, and nothing was changed."""
    result = await conn.execute(
        update(quiz_plan).where(quiz_plan.c.quiz == quiz, quiz_plan.c.closed_at.is_(None)).values(closed_at=at)
    )
    return result.rowcount == 1


async def planned_facts(conn: AsyncConnection, guild: GuildId, limit: int) -> tuple[frozenset[str], ...]:
    """Return which facts a server's last planned quizzes asked, newest quiz first; at most `limit` quizzes."""
    statement = (
        select(quiz_session.c.questions)
        .join(quiz_plan, quiz_plan.c.quiz == quiz_session.c.id)
        .where(quiz_plan.c.guild == guild)
        .order_by(quiz_plan.c.day.desc())
        .limit(limit)
    )
    found = await conn.scalars(statement)
    return tuple(frozenset(one.question.fact for one in codec.loads(_Questions, text)) for text in found)
