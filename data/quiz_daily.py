"""The five questions of each server's day, and the days on which each player has played them."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import GuildId, UserId
from bot.model.quiz import QuizMode, QuizState, SourcedQuestion
from data import codec
from data.schema import NOBODY, quiz_daily, quiz_session
from data.upsert import insert_or

_Questions = tuple[SourcedQuestion, ...]


async def get_daily(conn: AsyncConnection, guild: GuildId, day: date) -> _Questions | None:
    """Return a day's questions; None where none were chosen yet."""
    statement = select(quiz_daily.c.questions).where(quiz_daily.c.guild == guild, quiz_daily.c.day == day)
    found = await conn.scalar(statement)
    return None if found is None else codec.loads(_Questions, found)


async def add_daily(
    conn: AsyncConnection, guild: GuildId, day: date, *, seed: int, questions: _Questions, created_at: datetime
) -> bool:
    """Keep a day's questions; return False where the day had some already, which then stay."""
    statement = (
        insert_or(conn, quiz_daily)
        .values(guild=guild, day=day, seed=seed, questions=codec.dumps(questions), created_at=created_at)
        .on_conflict_do_nothing()
    )
    return (await conn.execute(statement)).rowcount == 1


async def recent_facts(conn: AsyncConnection, guild: GuildId, day: date, limit: int) -> tuple[frozenset[str], ...]:
    """Return which facts were asked in the last dailies before a day, newest first.

    Args:
        conn: A connection.
        guild: Whose.
        day: Dailies before this date.
        limit: Dailies at most.
    """
    statement = (
        select(quiz_daily.c.questions)
        .where(quiz_daily.c.guild == guild, quiz_daily.c.day < day)
        .order_by(quiz_daily.c.day.desc())
        .limit(limit)
    )
    found = await conn.scalars(statement)
    return tuple(frozenset(one.question.fact for one in codec.loads(_Questions, text)) for text in found)


async def days_played(conn: AsyncConnection, guild: GuildId, user: UserId) -> tuple[date, ...]:
    """Return the days whose quiz a player has played to its end, oldest first."""
    statement = _finished(guild).where(quiz_session.c.host == user).with_only_columns(quiz_session.c.day)
    return tuple(await conn.scalars(statement.order_by(quiz_session.c.day)))


async def all_days_played(conn: AsyncConnection, guild: GuildId) -> dict[UserId, Sequence[date]]:
    """Return for each player of a server the days whose quiz they have played to its end, oldest first."""
    played: dict[UserId, list[date]] = {}
    rows = await conn.execute(_finished(guild).order_by(quiz_session.c.day))
    for row in rows:
        played.setdefault(UserId(row.host), []).append(row.day)
    return dict(played)


def _finished(guild: GuildId) -> Select[int, date | None]:
    return select(quiz_session.c.host, quiz_session.c.day).where(
        quiz_session.c.guild == guild,
        quiz_session.c.mode == QuizMode.DAILY.value,
        quiz_session.c.state == QuizState.FINISHED.value,
        quiz_session.c.day.is_not(None),
        quiz_session.c.host != NOBODY,
    )
