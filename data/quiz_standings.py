"""Sums over stored answers: a server's board, and what it keeps of one player.

Nothing here is counted up while a quiz is played. Void rounds count nowhere, and neither does a question that was
withdrawn from the bank: `_counted` is the one place that says so.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, delete, extract, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import GuildId, UserId
from bot.model.players import Share, Tally
from bot.model.quiz import IN_CHANNEL, QuizMode, QuizState
from data.schema import (
    NOBODY,
    event,
    event_pair,
    quiz_answer,
    quiz_item,
    quiz_item_event,
    quiz_memory,
    quiz_player,
    quiz_round,
    quiz_session,
)
from data.schema.base import AnyRow

_PLAYERS_TO_COMPETE = 2
_IN_CHANNEL = tuple(sorted(mode.value for mode in IN_CHANNEL))
_FOR_ALL = (QuizMode.DAILY.value, QuizMode.PLANNED.value)
"""Nobody can begin one at will, so nobody can farm points with them."""
_RIGHT = func.coalesce(func.sum(case((quiz_answer.c.is_right, 1), else_=0)), 0)
_POINTS = func.coalesce(func.sum(quiz_answer.c.points), 0)


def _counted(guild: GuildId, *columns: Any) -> Select[Any]:
    """Return a query of the answers in a server that count for anything."""
    return (
        select(*columns)
        .select_from(quiz_session)
        .join(quiz_round, quiz_round.c.quiz == quiz_session.c.id)
        .join(
            quiz_answer,
            and_(quiz_answer.c.quiz == quiz_round.c.quiz, quiz_answer.c.round_number == quiz_round.c.number),
        )
        .outerjoin(quiz_item, quiz_item.c.id == quiz_round.c.item)
        .where(
            quiz_session.c.guild == guild,
            ~quiz_round.c.is_void,
            quiz_item.c.withdrawn_at.is_(None),
            quiz_answer.c.points.is_not(None),
        )
    )


def _competitive(guild: GuildId, since: datetime | None, *columns: Any) -> Select[Any]:
    """Return a query of the answers that boards count: of quizzes for all, and of rounds with two players or more."""
    in_company = and_(quiz_session.c.mode.in_(_IN_CHANNEL), quiz_round.c.players >= _PLAYERS_TO_COMPETE)
    statement = _counted(guild, *columns).where(or_(quiz_session.c.mode.in_(_FOR_ALL), in_company))
    return statement if since is None else statement.where(quiz_round.c.closed_at >= since)


def tallies_query(guild: GuildId, since: datetime | None) -> Select[Any]:
    """Return the query of `tallies`, whose plan a test looks at."""
    sums = (
        _competitive(
            guild, since, quiz_answer.c.user, _POINTS.label("points"), _RIGHT.label("right"),
            func.count().label("answered"),
        )
        .group_by(quiz_answer.c.user)
        .subquery()
    )  # fmt: skip
    return select(sums, quiz_player.c.is_listed).outerjoin(
        quiz_player, and_(quiz_player.c.guild == guild, quiz_player.c.user == sums.c.user)
    )


async def tallies(conn: AsyncConnection, guild: GuildId, *, since: datetime | None) -> tuple[Tally, ...]:
    """Return the sums of every player with an answer that boards count, listed or not, in no order.

    Args:
        conn: A connection.
        guild: Whose board.
        since: Only rounds that were closed at or after this moment, aware; None for all.
    """
    return tuple(map(_tally, await conn.execute(tallies_query(guild, since))))


async def unlisted(conn: AsyncConnection, guild: GuildId) -> frozenset[UserId]:
    """Return the players whom a server's boards may not name."""
    statement = select(quiz_player.c.user).where(quiz_player.c.guild == guild, quiz_player.c.is_listed.is_(False))
    return frozenset(map(UserId, await conn.scalars(statement)))


async def totals(conn: AsyncConnection, guild: GuildId, user: UserId) -> tuple[int, int, int]:
    """Return a player's right answers, answers and points over all modes."""
    columns = (_RIGHT.label("right"), func.count().label("answered"), _POINTS.label("points"))
    row = (await conn.execute(_counted(guild, *columns).where(quiz_answer.c.user == user))).one()
    return row.right, row.answered, row.points


async def shares(
    conn: AsyncConnection, guild: GuildId, user: UserId
) -> tuple[tuple[Share, ...], tuple[Share, ...], tuple[Share, ...]]:
    """Return a player's shares of right answers by kind, by pair of countries and by year, most answers first.

    Questions that were asked before there was a bank of them are in none of the three.
    """
    mine = (
        _counted(guild, quiz_item.c.id, quiz_item.c.kind, quiz_answer.c.is_right)
        .where(quiz_answer.c.user == user, quiz_item.c.id.is_not(None))
        .subquery()
    )
    pairs = (
        select(quiz_item_event.c.item, event_pair.c.pair.label("label"))
        .join(event_pair, event_pair.c.event == quiz_item_event.c.event)
        .distinct()
        .subquery()
    )
    years = (
        select(quiz_item_event.c.item, extract("year", event.c.start_date).label("label"))
        .join(event, event.c.id == quiz_item_event.c.event)
        .where(event.c.start_date.is_not(None))
        .distinct()
        .subquery()
    )
    right, answered = func.sum(case((mine.c.is_right, 1), else_=0)).label("right"), func.count().label("answered")
    by_kind = select(mine.c.kind.label("label"), right, answered).group_by(mine.c.kind)
    by_pair, by_year = (
        select(one.c.label, right, answered).join_from(mine, one, one.c.item == mine.c.id).group_by(one.c.label)
        for one in (pairs, years)
    )
    return await _shares(conn, by_kind), await _shares(conn, by_pair), await _shares(conn, by_year)


async def forget_player(conn: AsyncConnection, guild: GuildId, user: UserId) -> int:
    """Delete what one server keeps of a player's quizzes: answers, memories, rating and choices.

    What is known of the questions stays, since it names nobody; so do the points of those who played along. Quizzes
    that the player began stay without their name; the ones that they played alone are over.

    Returns:
        How many answers were deleted.

    Raises:
        ValueError: The number is the one that stands for nobody.
    """
    if user == NOBODY:
        raise ValueError("0 is no user")
    here = select(quiz_session.c.id).where(quiz_session.c.guild == guild)
    gone = await conn.execute(delete(quiz_answer).where(quiz_answer.c.user == user, quiz_answer.c.quiz.in_(here)))
    for table in (quiz_memory, quiz_player):
        await conn.execute(delete(table).where(table.c.guild == guild, table.c.user == user))
    await end_alone(conn, user, guild=guild)
    own = and_(quiz_session.c.guild == guild, quiz_session.c.host == user)
    await conn.execute(update(quiz_session).where(own).values(host=NOBODY))
    return gone.rowcount


async def end_alone(conn: AsyncConnection, user: UserId, *, guild: GuildId | None = None) -> None:
    """End the quizzes that a player plays alone, in one server or, without one, everywhere."""
    unfinished = (QuizState.QUESTION.value, QuizState.REVEAL.value, QuizState.PAUSED.value)
    alone = and_(
        quiz_session.c.host == user, quiz_session.c.mode.not_in(_IN_CHANNEL), quiz_session.c.state.in_(unfinished)
    )
    where = alone if guild is None else and_(alone, quiz_session.c.guild == guild)
    await conn.execute(update(quiz_session).where(where).values(state=QuizState.CANCELLED.value))


async def _shares(conn: AsyncConnection, statement: Select[Any]) -> tuple[Share, ...]:
    rows = await conn.execute(statement)
    found = [Share(label=str(row.label), right=row.right, answered=row.answered) for row in rows]
    return tuple(sorted(found, key=lambda share: (-share.answered, share.label)))


def _tally(row: AnyRow) -> Tally:
    return Tally(
        user=UserId(row.user),
        is_listed=row.is_listed is not False,
        points=row.points,
        right=row.right,
        answered=row.answered,
    )
