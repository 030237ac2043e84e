"""What was changed of servers' filters, by whom and when, so that it can be undone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.errors import NotFoundError
from bot.model.ids import GuildId, TopicId, UserId
from bot.model.language import told
from bot.model.members import Member
from bot.model.topic_trials import TopicChange, rule_of
from bot.model.topics import Topic
from data import codec
from data.schema import topic_change
from data.schema.base import AnyRow

KEPT = 200
"""Changes of a server that are kept: its latest."""


async def note_change(
    conn: AsyncConnection, before: Topic | None, after: Topic | None, by: Member, at: datetime
) -> None:
    """Note a change of a filter, and forget the server's oldest ones.

    Args:
        conn: A writing connection, in the transaction that makes the change.
        before: The stored filter as it was; None for a new one.
        after: As it became; None for one that is removed.
        by: Who changes it, and where.
        at: When, aware UTC.
    """
    number = after.id if before is None and after is not None else before.id if before is not None else None
    assert number is not None
    if rule_of(before) == rule_of(after):
        return
    await conn.execute(
        insert(topic_change).values(
            guild=by.guild,
            topic=number,
            before=_text(before),
            after=_text(after),
            changed_by=by.user,
            changed_at=at,
        )
    )
    latest = (
        select(topic_change.c.id).where(topic_change.c.guild == by.guild).order_by(topic_change.c.id.desc()).limit(KEPT)
    )
    await conn.execute(delete(topic_change).where(topic_change.c.guild == by.guild, topic_change.c.id.not_in(latest)))


async def count_changes(conn: AsyncConnection, guild: GuildId) -> int:
    """Return how many changes of a server's filters are kept."""
    return await conn.scalar(select(func.count()).where(topic_change.c.guild == guild)) or 0


async def changes(conn: AsyncConnection, guild: GuildId, *, limit: int, offset: int = 0) -> Sequence[TopicChange]:
    """Return changes of a server's filters, newest first, may be empty."""
    found = await conn.execute(
        select(topic_change)
        .where(topic_change.c.guild == guild)
        .order_by(topic_change.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return tuple(map(_change_of_row, found))


async def get_change(conn: AsyncConnection, guild: GuildId, number: int) -> TopicChange:
    """Return a change of a server's filters.

    Raises:
        NotFoundError: There is none of this number, or it is too long ago.
    """
    asked = select(topic_change).where(topic_change.c.guild == guild, topic_change.c.id == number)
    row = (await conn.execute(asked)).one_or_none()
    if row is None:
        raise NotFoundError(user_text=told("That change is not kept any more."))
    return _change_of_row(row)


def _change_of_row(row: AnyRow) -> TopicChange:
    return TopicChange(
        id=row.id,
        topic=TopicId(row.topic),
        before=None if row.before is None else codec.loads(Topic, row.before),
        after=None if row.after is None else codec.loads(Topic, row.after),
        changed_by=None if row.changed_by is None else UserId(row.changed_by),
        changed_at=row.changed_at,
    )


def _text(topic: Topic | None) -> str | None:
    """Return a filter as JSON without its people: a person must be found in columns only."""
    return None if topic is None else codec.dumps(rule_of(topic))
