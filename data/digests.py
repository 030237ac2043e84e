"""The outbox, through which a digest reaches its channel exactly once, and the ledger of what was decided.

Insert once (a unique key), claim under a lease, mark as the lease's owner: a killed poster's rows come free again,
and no two posters hold one row at a time. What a digest says, and when it is due, is `bot.digest`'s.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, case, exists, func, insert, null, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.digest import DigestDecision, LedgerEntry, NewOutboxItem, OutboxItem, OutboxState
from bot.model.errors import NotFoundError
from bot.model.ids import ChannelId, GuildId, MessageId, OutboxId
from data.changes import note_stale
from data.guilds import IS_HERE, note_change
from data.posted import keep_shown, posting_of_text, posting_text
from data.schema import digest_ledger, event_change, guild_settings, outbox
from data.schema.base import AnyRow
from data.schema.digests import WITH_CARD
from data.upsert import insert_or

_LOG = logging.getLogger(__name__)


def _may_be_sent(now: datetime | BindParameter[datetime]) -> tuple[ColumnElement[bool], ...]:
    return (
        outbox.c.state == OutboxState.PENDING.value,
        outbox.c.not_before <= now,
        or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= now),
    )


_earlier = outbox.alias("earlier")
# A part waits for those before it.
_IS_NEXT = or_(
    outbox.c.part == 0,
    ~exists()
    .where(
        _earlier.c.guild == outbox.c.guild,
        _earlier.c.kind == outbox.c.kind,
        _earlier.c.period == outbox.c.period,
        _earlier.c.part < outbox.c.part,
        _earlier.c.state == OutboxState.PENDING.value,
    )
    .correlate(outbox),
)
_UNIQUE = ("guild", "kind", "period", "part")
_NOW = bindparam("now", type_=outbox.c.not_before.type)
_IS_DUE = select(guild_settings.c.guild).where(
    guild_settings.c.next_due_at <= _NOW, guild_settings.c.is_paused.is_(False), IS_HERE
)
# Asked every few seconds, nearly always in vain: making the statement anew takes as long as asking it.
_HAS_WORK = select(
    or_(
        _IS_DUE.exists(),
        select(event_change.c.id).exists(),
        select(outbox.c.id).where(*_may_be_sent(_NOW)).exists(),
    )
)


TOLD_QUIET = "Nothing new; told in its short form."
"""The ledger's reason of a digest that was posted though nothing was new."""


async def enqueue(conn: AsyncConnection, items: Sequence[NewOutboxItem]) -> tuple[OutboxId, ...]:
    """Put messages into the outbox, all or none.

    Args:
        conn: A writing connection; a schedule that moves on with them moves in its transaction.
        items: Of any servers; none does nothing.

    Returns:
        The ids of the rows that are new, in order; those of a message that another process put there are not.
    """
    if not items:
        return ()
    found = await conn.execute(
        insert_or(conn, outbox)
        .values([_new_row(item) for item in items])
        .on_conflict_do_nothing(index_elements=_UNIQUE)
        .returning(outbox.c.id, outbox.c.guild, outbox.c.kind, outbox.c.period, outbox.c.part)
    )
    ids = {(row.guild, row.kind, row.period, row.part): OutboxId(row.id) for row in found}
    fresh = {ids.get((item.guild, item.kind, item.period, item.part)): item.events for item in items}
    for row, item in ((ids.get((item.guild, item.kind, item.period, item.part)), item) for item in items):
        if row is not None:
            # Said once more, with another number, where the transaction is run again.
            _LOG.info("message_owed outbox=%d guild=%d kind=%s", row, item.guild, item.kind)
    await keep_shown(conn, {row: events for row, events in fresh.items() if row is not None})
    return tuple(sorted(ids.values()))


async def advance(
    conn: AsyncConnection, guild: GuildId, next_due_at: datetime, *, told_until: datetime | None = None
) -> bool:
    """Move a server's schedule on, also where nothing was enqueued.

    Args:
        conn: A writing connection.
        guild: The server.
        next_due_at: Aware UTC of its next digest.
        told_until: Aware UTC up to which what came in was told; None leaves that alone.

    Returns:
        False where the schedule is off, or as far or farther already; nothing was changed then.
    """
    values = {"next_due_at": next_due_at} | ({} if told_until is None else {"told_until": told_until})
    result = await conn.execute(
        update(guild_settings)
        .where(guild_settings.c.guild == guild, guild_settings.c.next_due_at < next_due_at)
        .values(**values)
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
        Those taken, longest waiting first, may be empty. A part whose earlier parts still wait is not among them.
    """
    free = (
        select(outbox.c.id)
        .where(*_may_be_sent(now), _IS_NEXT, *(() if only is None else (outbox.c.id == only,)))
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
    return tuple(map(outbox_item, sorted(found, key=lambda row: (row.not_before, row.id))))


async def mark_sent(
    conn: AsyncConnection,
    item: OutboxItem,
    *,
    owner: str,
    message: MessageId,
    place: ChannelId,
    now: datetime,
) -> bool:
    """Note that a message was sent, and let its later parts follow it to where it is.

    Args:
        conn: A writing connection.
        item: As it was claimed.
        owner: Who sent it.
        message: What Discord calls it.
        place: The channel or thread that it is in.
        now: Aware UTC.

    Returns:
        False where the lease has passed to another owner, and nothing was changed.
    """
    values = {"state": OutboxState.SENT.value, "message": message, "place": place, "reason": None, "picture": None}
    if not await _finish(conn, item.id, owner, values, now):
        return False
    await note_stale(conn, item.id, at=now)
    if place != item.channel:
        await conn.execute(
            update(outbox)
            .where(
                outbox.c.guild == item.guild,
                outbox.c.kind == item.kind,
                outbox.c.period == item.period,
                outbox.c.part > item.part,
                outbox.c.state == OutboxState.PENDING.value,
            )
            .values(channel=place)
        )
    return True


async def mark_failed(conn: AsyncConnection, item: OutboxId, *, owner: str, reason: str, now: datetime) -> bool:
    """Give a message up for good, and say why; False where the lease has passed to another owner."""
    return await _finish(conn, item, owner, {"state": OutboxState.FAILED.value, "reason": reason}, now)


async def _finish(
    conn: AsyncConnection, item: OutboxId, owner: str, values: Mapping[str, object], now: datetime
) -> bool:
    result = await conn.execute(
        update(outbox)
        .where(outbox.c.id == item, outbox.c.owner == owner, outbox.c.state == OutboxState.PENDING.value)
        .values(**values, finished_at=now, lease_until=None, owner=None)
    )
    return result.rowcount == 1


async def withdraw(conn: AsyncConnection, item: OutboxId, *, reason: str, now: datetime) -> bool:
    """Owe a message no longer, and say why.

    Args:
        conn: A writing connection.
        item: The row.
        reason: A short name of why, as in `OutboxItem`.
        now: Aware UTC.

    Returns:
        False where it doesn't wait any more, or somebody may be sending it now; nothing was changed then.
    """
    result = await conn.execute(
        update(outbox)
        .where(
            outbox.c.id == item,
            outbox.c.state == OutboxState.PENDING.value,
            or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= now),
        )
        .values(state=OutboxState.FAILED.value, reason=reason, finished_at=now, lease_until=None, owner=None)
    )
    return result.rowcount == 1


async def release(
    conn: AsyncConnection, item: OutboxId, *, owner: str, not_before: datetime, is_refused: bool = False
) -> bool:
    """Give a lease back, to be tried again.

    Args:
        conn: A writing connection.
        item: The row.
        owner: Whose lease it is.
        not_before: Aware UTC.
        is_refused: Whether Discord refused it, which is counted.

    Returns:
        False where the lease has passed to another owner, and nothing was changed.
    """
    result = await conn.execute(
        update(outbox)
        .where(outbox.c.id == item, outbox.c.owner == owner, outbox.c.state == OutboxState.PENDING.value)
        .values(lease_until=None, owner=None, not_before=not_before, refusals=outbox.c.refusals + int(is_refused))
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
    """Tell whether a tick finds anything to do at `now` (aware UTC), whatever the number of servers.

    That is: a digest is due, an event changed, or a message may be sent.
    """
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


async def revive(
    conn: AsyncConnection, guild: GuildId, *, kind: str, channel: ChannelId, since: datetime, now: datetime
) -> int:
    """Owe a server's messages of a kind again that Discord refused, now that it may take them.

    Args:
        conn: A writing connection.
        guild: The server.
        kind: As in `OutboxItem`.
        channel: Where they go now.
        since: Aware UTC; those that were given up before stay so, and those whose card is not kept any more.
        now: Aware UTC.

    Returns:
        How many there are.
    """
    result = await conn.execute(
        update(outbox)
        .where(
            outbox.c.guild == guild,
            outbox.c.kind == kind,
            outbox.c.state == OutboxState.FAILED.value,
            outbox.c.finished_at >= since,
            WITH_CARD,
        )
        .values(
            state=OutboxState.PENDING.value, channel=channel, not_before=now, refusals=0, reason=None, finished_at=None
        )
    )
    return result.rowcount


async def get_item(conn: AsyncConnection, item: OutboxId) -> OutboxItem:
    """Return a message of the outbox, whatever its state.

    Raises:
        NotFoundError: There is none of this id.
    """
    row = (await conn.execute(select(outbox).where(outbox.c.id == item))).one_or_none()
    if row is None:
        raise NotFoundError(f"no outbox item {item}")
    return outbox_item(row)


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


async def was_last_quiet(conn: AsyncConnection, guild: GuildId, *, kind: str) -> bool:
    """Tell whether a server's last digest of a kind, posted or skipped, had nothing new to tell."""
    made = (DigestDecision.ENQUEUED, DigestDecision.QUIET, DigestDecision.BELOW_FLOOR)
    row = (
        await conn.execute(
            select(digest_ledger.c.decision, digest_ledger.c.reason)
            .where(
                digest_ledger.c.guild == guild,
                digest_ledger.c.kind == kind,
                digest_ledger.c.decision.in_([one.value for one in made]),
            )
            .order_by(digest_ledger.c.id.desc())
            .limit(1)
        )
    ).one_or_none()
    return row is not None and (row.decision != DigestDecision.ENQUEUED.value or row.reason == TOLD_QUIET)


def _new_row(item: NewOutboxItem) -> dict[str, Any]:
    return {
        "guild": item.guild,
        "channel": item.channel,
        "kind": item.kind,
        "period": item.period,
        "part": item.part,
        "payload": item.payload,
        "picture": item.picture,
        "posting": posting_text(item.posting),
        "origin": item.origin,
        "target": item.target,
        "due_at": item.due_at,
        "state": OutboxState.PENDING.value,
        "attempts": 0,
        "not_before": item.not_before,
    }


def outbox_item(row: AnyRow) -> OutboxItem:
    """Return the value of a row of the `outbox` table."""
    return OutboxItem(
        id=OutboxId(row.id),
        guild=GuildId(row.guild),
        channel=ChannelId(row.channel),
        kind=row.kind,
        period=row.period,
        part=row.part,
        payload=row.payload,
        picture=row.picture,
        posting=posting_of_text(row.posting),
        origin=row.origin,
        target=None if row.target is None else MessageId(row.target),
        due_at=row.due_at,
        state=OutboxState(row.state),
        attempts=row.attempts,
        refusals=row.refusals,
        first_attempt_at=row.first_attempt_at,
        not_before=row.not_before,
        lease_until=row.lease_until,
        owner=row.owner,
        message=None if row.message is None else MessageId(row.message),
        place=None if row.place is None else ChannelId(row.place),
        reason=row.reason,
    )
