"""Which events the questions of the bank are about: they follow events that merge, and fall with those withdrawn."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import ArticleId, DecisionId, EventId, GuildId, ItemId
from bot.model.quiz import SourcedQuestion
from data import codec
from data.schema import event, event_moved, quiz_item, quiz_item_decision, quiz_item_event
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
    """Take every question about an event out of all scores, in every server, for good, from a moment (aware UTC)."""
    about = select(quiz_item_event.c.item).where(quiz_item_event.c.event == event_id)
    await _withdraw(conn, [quiz_item.c.id.in_(about)], at=at)


async def _withdraw(conn: AsyncConnection, which: Sequence[ColumnElement[bool]], *, at: datetime) -> None:
    """Take questions out of all scores for good: no decision that is undone brings them back."""
    taken = select(quiz_item.c.id).where(*which)
    await conn.execute(delete(quiz_item_decision).where(quiz_item_decision.c.item.in_(taken)))
    await conn.execute(update(quiz_item).where(quiz_item.c.withdrawn_at.is_(None), *which).values(withdrawn_at=at))


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
    """Take the questions about quotations that an article no longer has out of all scores for good.

    Args:
        conn: A writing connection.
        number: The article.
        quotes: Numbers of the quotations in its reading before; a question's fact names one ("A12 quote 0").
        guild: The server whose article it is; None: the starter pack's, so in every server.
        at: Aware UTC.
    """
    facts = [f"A{number} quote {quote}" for quote in sorted(quotes)]
    of_it: list[ColumnElement[bool]] = [quiz_item.c.fact.in_(facts)]
    if guild is not None:
        of_it.append(quiz_item.c.guild == guild)
    if facts:
        await _withdraw(conn, of_it, at=at)


async def items_about(
    conn: AsyncConnection, events: Collection[EventId], guild: GuildId
) -> dict[EventId, frozenset[ItemId]]:
    """Return a server's questions about events, but those that are withdrawn for good."""
    held = select(quiz_item_decision.c.item)
    found = await conn.execute(
        select(quiz_item_event.c.event, quiz_item.c.id)
        .join(quiz_item, quiz_item.c.id == quiz_item_event.c.item)
        .where(
            quiz_item_event.c.event.in_(events),
            quiz_item.c.guild == guild,
            or_(quiz_item.c.withdrawn_at.is_(None), quiz_item.c.id.in_(held)),
        )
    )
    about: dict[EventId, frozenset[ItemId]] = dict.fromkeys(events, frozenset())
    for number, item in found:
        about[EventId(number)] |= {ItemId(item)}
    return about


async def withdrawn_among(conn: AsyncConnection, items: Collection[ItemId]) -> frozenset[ItemId]:
    """Return those of some questions that count in no score."""
    asked = select(quiz_item.c.id).where(quiz_item.c.id.in_(items), quiz_item.c.withdrawn_at.is_not(None))
    return frozenset(map(ItemId, await conn.scalars(asked)))


async def take_items(conn: AsyncConnection, items: Collection[ItemId], decision: DecisionId, *, at: datetime) -> None:
    """Take questions out of all scores for as long as a decision holds, from a moment (aware UTC)."""
    if not items:
        return
    await conn.execute(
        update(quiz_item).where(quiz_item.c.id.in_(items), quiz_item.c.withdrawn_at.is_(None)).values(withdrawn_at=at)
    )
    rows = [{"item": item, "decision": decision} for item in sorted(items)]
    await conn.execute(insert_or(conn, quiz_item_decision).on_conflict_do_nothing(), rows)


async def give_back_items(conn: AsyncConnection, decision: DecisionId) -> frozenset[ItemId]:
    """Let the questions count again that a decision took out of the scores and no other one keeps out; return them."""
    taken = frozenset(
        map(
            ItemId,
            await conn.scalars(select(quiz_item_decision.c.item).where(quiz_item_decision.c.decision == decision)),
        )
    )
    await conn.execute(delete(quiz_item_decision).where(quiz_item_decision.c.decision == decision))
    free = (quiz_item.c.id.in_(taken), quiz_item.c.id.not_in(select(quiz_item_decision.c.item)))
    await conn.execute(update(quiz_item).where(*free).values(withdrawn_at=None))
    return taken


async def withdraw_asked_since(
    conn: AsyncConnection, event_id: EventId, guild: GuildId, *, since: datetime, at: datetime
) -> None:
    """Take a server's questions about an event out of all scores that were made from a moment on (both aware UTC)."""
    about = select(quiz_item_event.c.item).where(quiz_item_event.c.event == event_id)
    await conn.execute(
        update(quiz_item)
        .where(
            quiz_item.c.guild == guild,
            quiz_item.c.created_at >= since,
            quiz_item.c.withdrawn_at.is_(None),
            quiz_item.c.id.in_(about),
        )
        .values(withdrawn_at=at)
    )


async def part_items(conn: AsyncConnection, kept: EventId, revived: EventId) -> None:
    """Let the questions that were about an event before it merged be about it again, where it has its number back."""
    rows = await conn.execute(
        select(quiz_item.c.id, quiz_item.c.record)
        .join(quiz_item_event, quiz_item_event.c.item == quiz_item.c.id)
        .where(quiz_item_event.c.event == kept)
    )
    for row in rows.all():
        named = frozenset(codec.loads(SourcedQuestion, row.record).events)
        if revived not in named:
            continue
        row_of_new = {"item": row.id, "event": revived}
        await conn.execute(insert_or(conn, quiz_item_event).on_conflict_do_nothing(), [row_of_new])
        if kept not in named:
            is_old = (quiz_item_event.c.item == row.id, quiz_item_event.c.event == kept)
            await conn.execute(delete(quiz_item_event).where(*is_old))
