"""What was changed of servers' feeds and hidden outlets, by whom and when, so that it can be undone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.errors import NotFoundError
from bot.model.ids import GuildId, UserId
from bot.model.language import told
from bot.model.members import Member
from bot.model.source_changes import SourceAct, SourceChange
from data.schema import source_change
from data.schema.base import AnyRow

KEPT = 200
"""Changes of a server that are kept: its latest."""


async def note_source_change(
    conn: AsyncConnection, act: SourceAct, subject: str, by: Member, *, name: str, at: datetime
) -> None:
    """Note a change, and forget the server's oldest ones.

    Args:
        conn: A writing connection, in the transaction that makes the change.
        act: What is done.
        subject: A feed's address, or an outlet's key.
        by: Who does it, and where.
        name: What people call it; "" where unknown.
        at: When, aware UTC.
    """
    row = {"guild": by.guild, "act": act.value, "subject": subject, "name": name}
    await conn.execute(insert(source_change).values(**row, changed_by=by.user, changed_at=at))
    of_server = source_change.c.guild == by.guild
    latest = select(source_change.c.id).where(of_server).order_by(source_change.c.id.desc()).limit(KEPT)
    await conn.execute(delete(source_change).where(of_server, source_change.c.id.not_in(latest)))


async def count_source_changes(conn: AsyncConnection, guild: GuildId) -> int:
    """Return how many changes of a server are kept."""
    return await conn.scalar(select(func.count()).where(source_change.c.guild == guild)) or 0


async def source_changes(
    conn: AsyncConnection, guild: GuildId, *, limit: int, offset: int = 0
) -> Sequence[SourceChange]:
    """Return changes of a server, newest first, may be empty."""
    found = await conn.execute(
        select(source_change)
        .where(source_change.c.guild == guild)
        .order_by(source_change.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return tuple(map(_change, found))


async def get_source_change(conn: AsyncConnection, guild: GuildId, number: int) -> SourceChange:
    """Return one change of a server.

    Raises:
        NotFoundError: There is none of this number, or it is too long ago.
    """
    asked = select(source_change).where(source_change.c.guild == guild, source_change.c.id == number)
    row = (await conn.execute(asked)).one_or_none()
    if row is None:
        raise NotFoundError(user_text=told("That change is not kept any more."))
    return _change(row)


async def was_paused(conn: AsyncConnection, guild: GuildId, before: SourceChange) -> bool:
    """Tell whether a server had paused a feed before a change of it, as far as its changes are kept."""
    last = await conn.scalar(
        select(source_change.c.act)
        .where(
            source_change.c.guild == guild,
            source_change.c.subject == before.subject,
            source_change.c.act.in_([SourceAct.ADDED.value, SourceAct.PAUSED.value, SourceAct.RESUMED.value]),
            source_change.c.id < before.id,
        )
        .order_by(source_change.c.id.desc())
        .limit(1)
    )
    return bool(last == SourceAct.PAUSED.value)


def _change(row: AnyRow) -> SourceChange:
    return SourceChange(
        id=row.id,
        act=SourceAct(row.act),
        subject=row.subject,
        name=row.name,
        changed_by=None if row.changed_by is None else UserId(row.changed_by),
        changed_at=row.changed_at,
    )
