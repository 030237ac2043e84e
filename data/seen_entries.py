"""The entries that a server's feeds brought last, as its filters look at them: what a dry run is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.feeds import EntryLine
from bot.model.ids import ArticleId, EntryId, GuildId
from bot.model.reading import Reading
from bot.model.topic_trials import SeenEntry
from bot.model.topics import SEARCHED, EntryFacts, EventFacts, events_of
from data import codec
from data.feed_entries import latest_entries
from data.reference import load_gazetteer
from data.schema import article, entry_facts, feed_entry
from data.upsert import insert_or

_Told: TypeAlias = tuple[str, tuple[EventFacts, ...]]
"""A text and the events that it tells."""

KEPT = 100
"""Entries of one feed of which it is kept what they told: a server's last hundred hold no more of them."""


async def note_facts(conn: AsyncConnection, entry: EntryId, facts: EntryFacts) -> None:
    """Keep what a reading of an entry told, whether or not a server wanted it, and drop that of older entries.

    Args:
        conn: A writing connection.
        entry: A known one.
        facts: Of an entry that was read; of any other nothing is kept.
    """
    if facts.events is None or facts.text is None:
        return
    values = {"events": codec.dumps(facts.events), "text": facts.text[:SEARCHED]}
    statement = insert_or(conn, entry_facts).values(values | {"entry": entry})
    await conn.execute(statement.on_conflict_do_update(index_elements=["entry"], set_=values))
    feed = select(feed_entry.c.feed).where(feed_entry.c.id == entry).scalar_subquery()
    of_feed = select(feed_entry.c.id).where(feed_entry.c.feed == feed)
    newest = of_feed.order_by(feed_entry.c.id.desc()).limit(KEPT)
    await conn.execute(delete(entry_facts).where(entry_facts.c.entry.in_(of_feed), entry_facts.c.entry.not_in(newest)))


async def seen_entries(conn: AsyncConnection, guild: GuildId, limit: int) -> tuple[SeenEntry, ...]:
    """Return what a server's feeds brought last, newest first, as its filters look at it.

    What an entry tells is known where it was read, for this server or another; else where its article is in the store.
    """
    lines = await latest_entries(conn, guild, limit=limit)
    numbers = [line.id for line in lines]
    told = {
        EntryId(row.entry): (row.text, codec.loads(tuple[EventFacts, ...], row.events))
        for row in await conn.execute(select(entry_facts).where(entry_facts.c.entry.in_(numbers)))
    }
    articles = [line.result.article for line in lines if line.id not in told and line.result and line.result.article]
    readings = await _readings(conn, articles)
    return tuple(_seen(line, told.get(line.id), readings) for line in lines)


async def _readings(conn: AsyncConnection, numbers: Sequence[ArticleId]) -> dict[ArticleId, _Told]:
    found = await conn.execute(select(article.c.id, article.c.reading).where(article.c.id.in_(numbers)))
    readings = {ArticleId(row.id): codec.loads(Reading, row.reading) for row in found}
    return {
        number: (reading.article.text, events_of(reading, load_gazetteer().body_names))
        for number, reading in readings.items()
    }


def _seen(line: EntryLine, told: _Told | None, readings: Mapping[ArticleId, _Told]) -> SeenEntry:
    if told is None and line.result is not None and line.result.article is not None:
        told = readings.get(line.result.article)
    facts = EntryFacts.of_feed(
        title=line.title, summary=line.summary, outlet=line.outlet or line.feed_title, link=line.link,
        published=line.published,
    )  # fmt: skip
    if told is not None:
        facts = replace(facts, text=told[0], events=told[1])
    return SeenEntry(facts=facts, url=line.link, seen_at=line.found_at)
