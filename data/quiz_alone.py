"""Quizzes of one player: which one goes on, whose it is, and whom boards may name."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import GuildId, ItemId, QuizId, UserId
from bot.model.quiz import QuizMode, QuizState
from data.quizzes import close_round
from data.schema import quiz_item, quiz_player, quiz_session
from data.upsert import insert_or

_UNFINISHED = (QuizState.QUESTION.value, QuizState.REVEAL.value, QuizState.PAUSED.value)


async def unfinished(conn: AsyncConnection, guild: GuildId, user: UserId, mode: QuizMode) -> tuple[QuizId, ...]:
    """Return a player's quizzes of a mode that are neither finished nor cancelled, oldest first."""
    statement = (
        select(quiz_session.c.id)
        .where(
            quiz_session.c.host == user,
            quiz_session.c.guild == guild,
            quiz_session.c.mode == mode.value,
            quiz_session.c.state.in_(_UNFINISHED),
        )
        .order_by(quiz_session.c.id)
    )
    return tuple(QuizId(quiz) for quiz in await conn.scalars(statement))


async def abandon(conn: AsyncConnection, quiz: QuizId, *, at: datetime) -> None:
    """End a player's quiz before its time: a question that is open counts for nothing, the answered ones stay."""
    number = await conn.scalar(select(quiz_session.c.round_no).where(quiz_session.c.id == quiz))
    if number is not None:
        await close_round(conn, quiz, number, at, is_void=True)
    await conn.execute(
        update(quiz_session)
        .where(quiz_session.c.id == quiz, quiz_session.c.state.in_(_UNFINISHED))
        .values(state=QuizState.CANCELLED.value)
    )


async def daily_of(conn: AsyncConnection, guild: GuildId, day: date, user: UserId) -> QuizId | None:
    """Return a player's quiz of a server's day; None where they have not begun it."""
    statement = select(quiz_session.c.id).where(
        quiz_session.c.guild == guild,
        quiz_session.c.mode == QuizMode.DAILY.value,
        quiz_session.c.day == day,
        quiz_session.c.host == user,
    )
    found = await conn.scalar(statement)
    return None if found is None else QuizId(found)


async def not_asked(conn: AsyncConnection, items: Collection[ItemId]) -> frozenset[ItemId]:
    """Return which of these questions are withdrawn or hidden, so that nobody is to be asked them."""
    statement = select(quiz_item.c.id).where(
        quiz_item.c.id.in_(items), quiz_item.c.withdrawn_at.is_not(None) | quiz_item.c.hidden_at.is_not(None)
    )
    return frozenset(ItemId(item) for item in await conn.scalars(statement))


async def set_listed(conn: AsyncConnection, guild: GuildId, user: UserId, is_listed: bool) -> None:
    """Note whether a server's boards may name a player."""
    statement = insert_or(conn, quiz_player).values(
        guild=guild, user=user, ability=0.0, answered=0, is_listed=is_listed
    )
    await conn.execute(statement.on_conflict_do_update(index_elements=["guild", "user"], set_={"is_listed": is_listed}))


async def is_listed(conn: AsyncConnection, guild: GuildId, user: UserId) -> bool:
    """Return whether a server's boards may name a player: yes, unless they chose otherwise."""
    statement = select(quiz_player.c.is_listed).where(quiz_player.c.guild == guild, quiz_player.c.user == user)
    return await conn.scalar(statement) is not False
