"""The outbox, through which a digest reaches its channel exactly once, and the ledger of what was decided.

Insert once (a unique key), claim under a lease, mark as the lease's owner: a killed poster's rows come free again,
and no two posters hold one row at a time. What a digest says, and when it is due, is `bot.digest`'s.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, case, func, insert, null, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.digest import DigestDecision, LedgerEntry, NewOutboxItem, OutboxItem, OutboxState
from bot.model.errors import NotFoundError
from bot.model.ids import ChannelId, GuildId, MessageId, OutboxId
from data.guilds import note_change
from data.schema import digest_ledger, guild_settings, outbox
from data.schema.base import AnyRow
from data.upsert import insert_or


def _may_be_sent(now: datetime | BindParameter[datetime]) -> tuple[ColumnElement[bool], ...]:
    return (
        outbox.c.state == OutboxState.PENDING.value,
        outbox.c.not_before <= now,
        or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= now),
    )


_UNIQUE = ("guild", "kind", "period", "part")
_NOW = bindparam("now", type_=outbox.c.not_before.type)
_IS_DUE = select(guild_settings.c.guild).where(
    guild_settings.c.next_due_at <= _NOW, guild_settings.c.is_paused.is_(False)
)
# Asked every few seconds, nearly always in vain: making the statement anew takes as long as asking it.
_HAS_WORK = select(or_(_IS_DUE.exists(), select(outbox.c.id).where(*_may_be_sent(_NOW)).exists()))


async def enqueue(
    conn: AsyncConnection, items: Sequence[NewOutboxItem], *, next_due_at: datetime | None
) -> tuple[OutboxId, ...]:
    """Put messages into the outbox and move their server's schedule on, both or neither.

    Args:
        conn: A writing connection; its transaction is what makes the two one.
        items: At least one, all of one server.
        next_due_at: Aware UTC of the server's next digest. The schedule never moves back, and one that was switched
            off meanwhile stays off. None leaves it alone, for a digest sent by hand.

    Returns:
        The ids of the rows that are new; () where another process was faster with all of them.

    Raises:
        ValueError: No item, or items of several servers.
    """
    guilds = {item.guild for item in items}
    if len(guilds) != 1:
        raise ValueError(f"items of one server expected, found {len(guilds)}")
    statement = (
        insert_or(conn, outbox)
        .values([_new_row(item) for item in items])
        .on_conflict_do_nothing(index_elements=_UNIQUE)
        .returning(outbox.c.id)
    )
    ids = sorted(map(OutboxId, await conn.scalars(statement)))
    if next_due_at is not None:
        await advance(conn, guilds.pop(), next_due_at)
    return tuple(ids)


async def enqueue_due(conn: AsyncConnection, due: Sequence[tuple[NewOutboxItem, datetime]]) -> frozenset[GuildId]:
    """Put one message of each of several servers into the outbox and move their schedules on, all or none.

    Args:
        conn: A writing connection.
        due: At least one; with the aware UTC of the server's next digest. See `enqueue` for what is left alone.

    Returns:
        The servers whose message is new; the others' was put there by another process.
    """
    statement = (
        insert_or(conn, outbox)
        .values([_new_row(item) for item, _ in due])
        .on_conflict_do_nothing(index_elements=_UNIQUE)
        .returning(outbox.c.guild)
    )
    fresh = frozenset(map(GuildId, await conn.scalars(statement)))
    following = bindparam("following", type_=guild_settings.c.next_due_at.type)
    await conn.execute(
        update(guild_settings)
        .where(guild_settings.c.guild == bindparam("server"), guild_settings.c.next_due_at < following)
        .values(next_due_at=following),
        [{"server": item.guild, "following": next_due_at} for item, next_due_at in due],
    )
    for item, _ in due:
        note_change(conn, item.guild)
    return fresh


async def advance(conn: AsyncConnection, guild: GuildId, next_due_at: datetime) -> bool:
    """Move a server's schedule on to a later moment (aware UTC), also where nothing was enqueued.

    Returns:
        False where the schedule is off, or as far or farther already; nothing was changed then.
    """
    result = await conn.execute(
        update(guild_settings)
        .where(guild_settings.c.guild == guild, guild_settings.c.next_due_at < next_due_at)
        .values(next_due_at=next_due_at)
    )
    note_change(conn, guild)
    return result.rowcount == 1


async def claim(
    conn: AsyncConnection,
    *,
    owner: str,
    now: datetime,
    limit: int = 50,
    lease_s: float = 90,
    only: OutboxId | None = None,
) -> tuple[OutboxItem, ...]:
    """Take pending messages under a lease, so that nobody else sends them, and count the attempt.

    Args:
        conn: A writing connection.
        owner: Names the poster, differently for each process and start.
        now: Aware UTC.
        limit: Messages at most.
        lease_s: Seconds until they come free again.
        only: The one message to take, if it may be taken; None for any.

    Returns:
        Those taken, longest waiting first, may be empty.
    """
    free = (
        select(outbox.c.id)
        .where(*_may_be_sent(now), *(() if only is None else (outbox.c.id == only,)))
        .order_by(outbox.c.not_before, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    found = await conn.execute(
        update(outbox)
        .where(outbox.c.id.in_(free))
        .values(
            owner=owner,
            lease_until=now + timedelta(seconds=lease_s),
            attempts=outbox.c.attempts + 1,
            first_attempt_at=func.coalesce(outbox.c.first_attempt_at, now),
        )
        .returning(outbox)
    )
    return tuple(map(_item, sorted(found, key=lambda row: (row.not_before, row.id))))


async def mark_sent(conn: AsyncConnection, item: OutboxId, *, owner: str, message: MessageId, now: datetime) -> bool:
    """Note that a message was sent; False where the lease has passed to another owner, and nothing was changed."""
    return await _finish(conn, item, owner, state=OutboxState.SENT, message=message, reason=None, now=now)


async def mark_failed(conn: AsyncConnection, item: OutboxId, *, owner: str, reason: str, now: datetime) -> bool:
    """Give a message up for good, and say why; False where the lease has passed to another owner."""
    return await _finish(conn, item, owner, state=OutboxState.FAILED, message=None, reason=reason, now=now)


async def _finish(
    conn: AsyncConnection,
    item: OutboxId,
    owner: str,
    *,
    state: OutboxState,
    message: MessageId | None,
    reason: str | None,
    now: datetime,
) -> bool:
    result = await conn.execute(
        update(outbox)
        .where(outbox.c.id == item, outbox.c.owner == owner, outbox.c.state == OutboxState.PENDING.value)
        .values(state=state.value, message=message, reason=reason, finished_at=now, lease_until=None, owner=None)
    )
    return result.rowcount == 1


async def release(conn: AsyncConnection, item: OutboxId, *, owner: str, not_before: datetime) -> bool:
    """Give a lease back, to be tried again from a moment on (aware UTC); False where it has passed to another owner."""
    result = await conn.execute(
        update(outbox)
        .where(outbox.c.id == item, outbox.c.owner == owner, outbox.c.state == OutboxState.PENDING.value)
        .values(lease_until=None, owner=None, not_before=not_before)
    )
    return result.rowcount == 1


async def hand_back(conn: AsyncConnection, item: OutboxId, *, owner: str) -> bool:
    """Give back a message whose attempt was not begun, as if it had not been claimed; False where another owns it."""
    is_first = outbox.c.attempts <= 1
    result = await conn.execute(
        update(outbox)
        .where(outbox.c.id == item, outbox.c.owner == owner, outbox.c.state == OutboxState.PENDING.value)
        .values(
            lease_until=None,
            owner=None,
            attempts=outbox.c.attempts - 1,
            first_attempt_at=case((is_first, null()), else_=outbox.c.first_attempt_at),
        )
    )
    return result.rowcount == 1


async def has_work(conn: AsyncConnection, now: datetime) -> bool:
    """Return whether a server's digest is due or a message may be sent at `now` (aware UTC); two looks at indices."""
    return bool(await conn.scalar(_HAS_WORK, {"now": now}))


async def sent_messages(
    conn: AsyncConnection, *, guild: GuildId, channel: ChannelId, since: datetime
) -> frozenset[MessageId]:
    """Return the messages that a server's channel was sent since a moment (aware UTC), as far as that was noted."""
    found = await conn.scalars(
        select(outbox.c.message).where(
            outbox.c.guild == guild,
            outbox.c.channel == channel,
            outbox.c.finished_at >= since,
            outbox.c.message.is_not(None),
        )
    )
    return frozenset(map(MessageId, found))


async def get_item(conn: AsyncConnection, item: OutboxId) -> OutboxItem:
    """Return a message of the outbox, whatever its state.

    Raises:
        NotFoundError: There is none of this id.
    """
    row = (await conn.execute(select(outbox).where(outbox.c.id == item))).one_or_none()
    if row is None:
        raise NotFoundError(f"no outbox item {item}")
    return _item(row)


async def oldest_pending(conn: AsyncConnection) -> datetime | None:
    """Return since when the longest waiting message could have been sent, None where none waits: a sign of health."""
    since: datetime | None = await conn.scalar(
        select(func.min(outbox.c.not_before)).where(outbox.c.state == OutboxState.PENDING.value)
    )
    return since


async def record_decision(conn: AsyncConnection, *entries: LedgerEntry) -> None:
    """Add decisions and their reasons to the ledger."""
    rows = [
        {
            "guild": entry.guild,
            "kind": entry.kind,
            "period": entry.period,
            "decided_at": entry.decided_at,
            "decision": entry.decision.value,
            "reason": entry.reason,
        }
        for entry in entries
    ]
    if rows:
        await conn.execute(insert(digest_ledger), rows)


async def ledger(conn: AsyncConnection, guild: GuildId, *, limit: int = 20) -> tuple[LedgerEntry, ...]:
    """Return a server's latest decisions, newest first, may be empty."""
    found = await conn.execute(
        select(digest_ledger).where(digest_ledger.c.guild == guild).order_by(digest_ledger.c.id.desc()).limit(limit)
    )
    return tuple(
        LedgerEntry(
            guild=GuildId(row.guild),
            kind=row.kind,
            period=row.period,
            decided_at=row.decided_at,
            decision=DigestDecision(row.decision),
            reason=row.reason,
        )
        for row in found
    )


def _new_row(item: NewOutboxItem) -> dict[str, Any]:
    return {
        "guild": item.guild,
        "channel": item.channel,
        "kind": item.kind,
        "period": item.period,
        "part": item.part,
        "payload": item.payload,
        "state": OutboxState.PENDING.value,
        "attempts": 0,
        "not_before": item.not_before,
    }


def _item(row: AnyRow) -> OutboxItem:
    return OutboxItem(
        id=OutboxId(row.id),
        guild=GuildId(row.guild),
        channel=ChannelId(row.channel),
        kind=row.kind,
        period=row.period,
        part=row.part,
        payload=row.payload,
        state=OutboxState(row.state),
        attempts=row.attempts,
        first_attempt_at=row.first_attempt_at,
        not_before=row.not_before,
        lease_until=row.lease_until,
        owner=row.owner,
        message=None if row.message is None else MessageId(row.message),
        reason=row.reason,
    )
