"""Full texts and posted cards that were kept long enough: of texts the proving sentences stay, of cards that they were.

What an article told stays as it was: its title, day, outlet and address, its reading, its events with the sentences
that prove them. The starter pack and the chronologies stay whole. It must not know how long anything is kept.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import ArticleId
from bot.model.reading import Reading
from bot.model.shortened import cited_sentences, shortened
from data import codec
from data.schema import (
    STARTER,
    article,
    article_version,
    entry_facts,
    event_report,
    feed_entry,
    outbox,
    outbox_event,
    sentence,
)
from data.schema.digests import WITH_CARD

_GONE = ""
"""The text of an earlier version, and the card of a message, that is not kept."""


async def old_texts(conn: AsyncConnection, before: datetime, *, after: ArticleId, limit: int) -> tuple[ArticleId, ...]:
    """Return articles of servers and persons, taken in before a moment, of which every sentence is kept still.

    Args:
        conn: Any connection.
        before: Aware UTC.
        after: Only those with a larger number; 0 for all.
        limit: Rows at most; smallest number first.
    """
    sentences = select(func.count()).where(sentence.c.article == article.c.id).scalar_subquery()
    asked = (
        select(article.c.id)
        .where(
            article.c.guild != STARTER,
            article.c.added_at < before,
            article.c.id > after,
            article.c.sentence_count > 0,
            sentences == article.c.sentence_count,
        )
        .order_by(article.c.id)
        .limit(limit)
    )
    return tuple(map(ArticleId, await conn.scalars(asked)))


async def shorten(conn: AsyncConnection, articles: Sequence[ArticleId]) -> int:
    """Keep of articles the sentences that prove something; return how many of them lost others.

    Their fingerprints and sketches stay, by which a text is known that comes again; so do their numbers of sentences.

    Args:
        conn: A writing connection.
        articles: As `old_texts` gives them; those that are gone meanwhile are left out.
    """
    rows = await conn.execute(select(article.c.id, article.c.reading).where(article.c.id.in_(articles)))
    changed = 0
    for number, written in rows.all():
        reading = codec.loads(Reading, written)
        reported = await conn.scalars(select(event_report.c.sentence_number).where(event_report.c.article == number))
        kept = cited_sentences(reading) | frozenset(reported)
        if len(kept) == len(reading.sentences):
            continue
        await conn.execute(
            update(article).where(article.c.id == number).values(reading=codec.dumps(shortened(reading, kept)))
        )
        await conn.execute(delete(sentence).where(sentence.c.article == number, sentence.c.number.not_in(sorted(kept))))
        changed += 1
    return changed


async def drop_versions(conn: AsyncConnection, before: datetime) -> int:
    """Delete the texts of earlier versions that were replaced before a moment (aware UTC); return how many.

    That there was a version, when it was replaced, and what it was called stays.
    """
    old = (article_version.c.replaced_at < before, article_version.c.text != _GONE, article_version.c.guild != STARTER)
    return (await conn.execute(update(article_version).where(*old).values(text=_GONE))).rowcount


async def drop_entry_texts(conn: AsyncConnection, before: datetime) -> int:
    """Delete what is kept of feeds' entries to try filters on, where they were found before a moment (aware UTC)."""
    old = select(feed_entry.c.id).where(feed_entry.c.found_at < before)
    return (await conn.execute(delete(entry_facts).where(entry_facts.c.entry.in_(old)))).rowcount


async def empty_messages(conn: AsyncConnection, before: datetime, *, limit: int) -> int:
    """Take the cards out of messages that were posted or given up before a moment; return how many those were.

    Their rows stay, since each keeps its message from being posted again. What has no card can't be mended any more.

    Args:
        conn: A writing connection.
        before: Aware UTC.
        limit: Messages at most, those that were over first come first.
    """
    old = (
        select(outbox.c.id).where(outbox.c.finished_at < before, WITH_CARD).order_by(outbox.c.finished_at).limit(limit)
    )
    due = list(await conn.scalars(old))
    await conn.execute(delete(outbox_event).where(outbox_event.c.outbox.in_(due)))
    await conn.execute(
        update(outbox).where(outbox.c.id.in_(due)).values(payload=_GONE, picture=None, posting=None, origin=None)
    )
    return len(due)
