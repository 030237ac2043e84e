"""What each player remembers of each fact: the cards of the review, and which of them are due."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import GuildId, ItemId, UserId
from bot.model.players import Due
from bot.model.quiz import SourcedQuestion
from data import codec
from data.schema import quiz_item, quiz_memory
from data.upsert import insert_or


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A fact that a player is to be asked again, and the question that asked it last."""

    fact: str
    item: ItemId
    question: SourcedQuestion


async def cards(conn: AsyncConnection, guild: GuildId, fact: str, users: Collection[UserId]) -> dict[UserId, str]:
    """Return what is kept of a fact for each of these players; who meets it for the first time is not in it."""
    statement = select(quiz_memory.c.user, quiz_memory.c.card).where(
        quiz_memory.c.guild == guild, quiz_memory.c.fact == fact, quiz_memory.c.user.in_(users)
    )
    return {UserId(row.user): row.card for row in await conn.execute(statement)}


async def keep(
    conn: AsyncConnection, guild: GuildId, fact: str, item: ItemId, kept: Mapping[UserId, tuple[str, datetime, bool]]
) -> None:
    """Keep what players remember of a fact, in place of what was kept before.

    Args:
        conn: A writing connection.
        guild: Where it was asked.
        fact: What was asked.
        item: The question that asked it.
        kept: For each player the card as the rules wrote it, when it is to be asked again (aware UTC), and whether the
            answer was wrong; may be empty.
    """
    if not kept:
        return
    statement = insert_or(conn, quiz_memory)
    new = statement.excluded
    statement = statement.on_conflict_do_update(
        index_elements=["guild", "user", "fact"],
        set_={"item": new.item, "card": new.card, "due_at": new.due_at, "is_missed": new.is_missed},
    )
    rows = [
        {"guild": guild, "user": user, "fact": fact, "item": item, "card": card, "due_at": due_at, "is_missed": missed}
        for user, (card, due_at, missed) in kept.items()
    ]
    await conn.execute(statement, rows)


async def waiting(
    conn: AsyncConnection, guild: GuildId, user: UserId, *, now: datetime, limit: int
) -> tuple[Waiting, ...]:
    """Return what a player is to be asked again: what they missed first, then what is due, each longest due first.

    Facts whose question was withdrawn or hidden are left out.
    """
    asks = quiz_memory.c.is_missed | (quiz_memory.c.due_at <= now)
    statement = (
        select(quiz_memory.c.fact, quiz_memory.c.item, quiz_item.c.record)
        .join(quiz_item, quiz_item.c.id == quiz_memory.c.item)
        .where(_of(guild, user), asks)
        .order_by(quiz_memory.c.is_missed.desc(), quiz_memory.c.due_at, quiz_memory.c.fact)
        .limit(limit)
    )
    return tuple(
        Waiting(fact=row.fact, item=ItemId(row.item), question=codec.loads(SourcedQuestion, row.record))
        for row in await conn.execute(statement)
    )


async def due(conn: AsyncConnection, guild: GuildId, user: UserId, *, now: datetime) -> Due:
    """Return how much a player's memory asks for, and when it asks next."""
    is_due = ~quiz_memory.c.is_missed & (quiz_memory.c.due_at <= now)
    is_later = ~quiz_memory.c.is_missed & (quiz_memory.c.due_at > now)
    statement = (
        select(
            func.count().label("known"),
            func.count(case((quiz_memory.c.is_missed, 1))).label("missed"),
            func.count(case((is_due, 1))).label("due"),
            func.min(case((is_later, quiz_memory.c.due_at))).label("next_at"),
        )
        .join(quiz_item, quiz_item.c.id == quiz_memory.c.item)
        .where(_of(guild, user))
    )
    row = (await conn.execute(statement)).one()
    return Due(missed=row.missed, due=row.due, known=row.known, next_at=row.next_at)


def _of(guild: GuildId, user: UserId) -> ColumnElement[bool]:
    """Return what holds for the memories of a player whose question may still be asked."""
    return and_(
        quiz_memory.c.guild == guild,
        quiz_memory.c.user == user,
        quiz_item.c.withdrawn_at.is_(None),
        quiz_item.c.hidden_at.is_(None),
    )
