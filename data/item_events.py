"""Which events the questions of the bank are about: they follow events that merge, and fall with those withdrawn."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import ArticleId, EventId, GuildId, ItemId
from data.schema import event, event_moved, quiz_item, quiz_item_event
from data.upsert import insert_or


async def keep_events(conn: AsyncConnection, events: Mapping[ItemId, tuple[EventId, ...]]) -> None:
    """Note which events questions are about, under the numbers that these have now."""
    named = {number for numbers in events.values() for number in numbers}
    moved = {
        row.id: row.event
        for row in await conn.execute(select(event_moved.c.id, event_moved.c.event).where(event_moved.c.id.in_(named)))
    }
    known = set(await conn.scalars(select(event.c.id).where(event.c.id.in_({moved.get(one, one) for one in named}))))
    rows = {(item, moved.get(one, one)) for item, numbers in events.items() for one in numbers}
    kept = [{"item": item, "event": number} for item, number in sorted(rows) if number in known]
    if kept:
        await conn.execute(insert_or(conn, quiz_item_event).on_conflict_do_nothing(), kept)


async def withdraw_items_of(conn: AsyncConnection, event_id: EventId, *, at: datetime) -> None:
    """Take every question about an event out of all scores, in every server, from a moment (aware UTC)."""
    about = select(quiz_item_event.c.item).where(quiz_item_event.c.event == event_id)
    await conn.execute(
        update(quiz_item).where(quiz_item.c.withdrawn_at.is_(None), quiz_item.c.id.in_(about)).values(withdrawn_at=at)
    )


async def move_items(conn: AsyncConnection, old: EventId, new: EventId, *, at: datetime) -> None:
    """Let the questions about one event be about another, which it turned out to be.

    A question about both told one event from itself: it is withdrawn.
    """
    of_old = select(quiz_item_event.c.item).where(quiz_item_event.c.event == old)
    of_new = select(quiz_item_event.c.item).where(quiz_item_event.c.event == new)
    await conn.execute(
        update(quiz_item)
        .where(quiz_item.c.withdrawn_at.is_(None), quiz_item.c.id.in_(of_old), quiz_item.c.id.in_(of_new))
        .values(withdrawn_at=at)
    )
    moved = select(quiz_item_event.c.item, literal(new)).where(
        quiz_item_event.c.event == old, quiz_item_event.c.item.not_in(of_new)
    )
    await conn.execute(insert(quiz_item_event).from_select(["item", "event"], moved))
    await conn.execute(delete(quiz_item_event).where(quiz_item_event.c.event == old))


async def withdraw_quotes(
    conn: AsyncConnection, number: ArticleId, quotes: Collection[int], *, guild: GuildId | None, at: datetime
) -> None:
    """Take the questions about quotations that an article no longer has out of all scores, from a moment (aware UTC).

    Args:
        conn: A writing connection.
        number: The article.
        quotes: Numbers of the quotations in its reading before; a question's fact names one ("A12 quote 0").
        guild: The server whose article it is; None: the starter pack's, so in every server.
        at: Aware UTC.
    """
    facts = [f"A{number} quote {quote}" for quote in sorted(quotes)]
    of_it: list[ColumnElement[bool]] = [quiz_item.c.withdrawn_at.is_(None), quiz_item.c.fact.in_(facts)]
    if guild is not None:
        of_it.append(quiz_item.c.guild == guild)
    if facts:
        await conn.execute(update(quiz_item).where(*of_it).values(withdrawn_at=at))
