"""What posted cards show, so that they can be mended when an event is corrected; and how a card arrives, as JSON."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict

from sqlalchemy import delete, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.digest import PLAIN, Posting
from bot.model.ids import EventId, OutboxId, RoleId, UserId
from data.event_rows import current_numbers
from data.schema import event, outbox_event
from data.upsert import insert_or


def posting_text(posting: Posting) -> str | None:
    """Return how a card arrives as JSON text; None for a plain message."""
    return None if posting == PLAIN else json.dumps(asdict(posting), ensure_ascii=False, separators=(",", ":"))


def user_text(user: UserId) -> str:
    """Return what the text of `posting_text` has, and no other has, where a card goes to this person."""
    return f'"user":{user}}}'


def posting_of_text(text: str | None) -> Posting:
    """Return how a card arrives, of what `posting_text` gave."""
    if text is None:
        return PLAIN
    kept = json.loads(text)
    return Posting(
        ping=None if kept["ping"] is None else RoleId(kept["ping"]),
        is_silent=kept["is_silent"],
        thread=kept["thread"],
        line=kept["line"],
        user=None if kept["user"] is None else UserId(kept["user"]),
    )


async def keep_shown(conn: AsyncConnection, shown: Mapping[OutboxId, Collection[EventId]]) -> None:
    """Note which events cards show, under the numbers that these have now."""
    named = {one for events in shown.values() for one in events}
    if not named:
        return
    now_named = await current_numbers(conn, named)
    known = set(await conn.scalars(select(event.c.id).where(event.c.id.in_(set(now_named.values())))))
    pairs = {(item, now_named[one]) for item, events in shown.items() for one in events}
    rows = [{"outbox": item, "event": number} for item, number in sorted(pairs) if number in known]
    if rows:
        await conn.execute(insert_or(conn, outbox_event).on_conflict_do_nothing(), rows)


async def move_shown(conn: AsyncConnection, old: EventId, new: EventId) -> None:
    """Let the cards that show one event show another, which it turned out to be."""
    of_new = select(outbox_event.c.outbox).where(outbox_event.c.event == new)
    moved = select(outbox_event.c.outbox, literal(new)).where(
        outbox_event.c.event == old, outbox_event.c.outbox.not_in(of_new)
    )
    await conn.execute(insert(outbox_event).from_select(["outbox", "event"], moved))
    await conn.execute(delete(outbox_event).where(outbox_event.c.event == old))


async def show_too(conn: AsyncConnection, event_id: EventId, also: EventId) -> None:
    """Let the cards that show one event be mended with another, too, which was part of it."""
    of_both = select(outbox_event.c.outbox).where(outbox_event.c.event == also)
    shown = select(outbox_event.c.outbox, literal(also)).where(
        outbox_event.c.event == event_id, outbox_event.c.outbox.not_in(of_both)
    )
    await conn.execute(insert(outbox_event).from_select(["outbox", "event"], shown))
