"""Posted cards that an event stands on, and the outbox's rows that put a newer form in their place."""

from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.digest import NewOutboxItem, OutboxItem, OutboxState, Posting
from bot.model.ids import EventId, GuildId, OutboxId
from data.digests import outbox_item
from data.schema import outbox, outbox_event


async def cards_showing(conn: AsyncConnection, event: EventId, only: GuildId | None) -> tuple[OutboxItem, ...]:
    """Return the messages that show an event and can be made anew, oldest first, sent or not.

    Args:
        conn: Any connection.
        event: Its number.
        only: The one server whose messages come into question; None for all.
    """
    asked = (
        select(outbox)
        .join(outbox_event, outbox_event.c.outbox == outbox.c.id)
        .where(outbox_event.c.event == event, outbox.c.target.is_(None), outbox.c.origin.is_not(None))
    )
    if only is not None:
        asked = asked.where(outbox.c.guild == only)
    return tuple(map(outbox_item, await conn.execute(asked.order_by(outbox.c.id))))


async def last_revision(conn: AsyncConnection, of: OutboxItem) -> OutboxItem | None:
    """Return the newest row that edits a message, sent or not; None where none does."""
    row = (
        await conn.execute(
            select(outbox)
            .where(outbox.c.guild == of.guild, outbox.c.kind == _kind(of))
            .order_by(outbox.c.part.desc())
            .limit(1)
        )
    ).one_or_none()
    return None if row is None else outbox_item(row)


def revision_of(item: OutboxItem, payload: str, *, after: OutboxItem | None, not_before: datetime) -> NewOutboxItem:
    """Return the row that puts a card in place of a message that was sent; it names the role again and tells nobody.

    Args:
        item: The message, sent.
        payload: The card as it is to be.
        after: The message's newest revision, which it follows; None for the first.
        not_before: Aware UTC.
    """
    assert item.message is not None
    return NewOutboxItem(
        guild=item.guild,
        channel=item.place or item.channel,
        kind=_kind(item),
        period=item.period,
        part=1 if after is None else after.part + 1,
        payload=payload,
        not_before=not_before,
        target=item.message,
        posting=Posting(ping=None if item.posting.line else item.posting.ping),
    )


async def rewrite_unsent(conn: AsyncConnection, item: OutboxId, payload: str) -> bool:
    """Give a message another card; False where it was begun, so that a copy may be in its channel already."""
    result = await conn.execute(
        update(outbox)
        .where(outbox.c.id == item, outbox.c.state == OutboxState.PENDING.value, outbox.c.attempts == 0)
        .values(payload=payload)
    )
    return result.rowcount == 1


async def rewrite_revision(conn: AsyncConnection, revision: OutboxId, payload: str, *, now: datetime) -> bool:
    """Give an edit that waits another card; False where it was made, given up, or is being made now (aware UTC)."""
    result = await conn.execute(
        update(outbox)
        .where(
            outbox.c.id == revision,
            outbox.c.state == OutboxState.PENDING.value,
            or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= now),
        )
        .values(payload=payload)
    )
    return result.rowcount == 1


async def keep_origin(conn: AsyncConnection, item: OutboxId, origin: str) -> None:
    """Note what a message is made of now, as JSON."""
    await conn.execute(update(outbox).where(outbox.c.id == item).values(origin=origin))


async def mark_stale(conn: AsyncConnection, item: OutboxId) -> None:
    """Note that a message on its way is to be looked at again as soon as it is sent (`data.changes.note_stale`)."""
    await conn.execute(update(outbox).where(outbox.c.id == item).values(is_stale=True))


def _kind(of: OutboxItem) -> str:
    return f"edit-{of.id}"
