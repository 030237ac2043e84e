"""Articles: adding one with its events, finding it again, and giving its reading back."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, insert, or_, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.errors import NotFoundError
from bot.model.ids import ArticleId, EventId, GuildId
from bot.model.reading import Reading
from bot.model.stored import ArticleLine, NewArticle, StoredArticle
from data import codec, copies, fulltext
from data.event_writes import record_events
from data.fingerprint import canonical_url, fingerprint
from data.hiding import hidden_outlets, shown_rows
from data.planning import plan_by_values
from data.reference.sources import load_outlets
from data.schema import article, article_version, event_report, sentence
from data.schema.base import AnyRow
from data.visibility import guild_of, is_listed, owner, visible_to


async def add_article(conn: AsyncConnection, new: NewArticle) -> tuple[ArticleId, bool]:
    """Add an article with its sentences and events, merging what the store knows already.

    Args:
        conn: A writing connection.
        new: The reading, and who handed it in. Its events' sentences are indices of `reading.sentences`.

    Returns:
        The article's id, and whether it is new. False: its server sees an article of the same address or the same
        words (see `data.fingerprint`), whose id is given, and nothing was changed. An event that another
        article tells too (see `data.merge`) gets one more report, and with it perhaps a finer date; all others are new.
    """
    text = new.reading.article
    address = None if new.is_other_at_address else text.url
    known = await find_duplicate(conn, text=text.text, url=address, guild=new.guild)
    if known is not None:
        return known, False
    article_id = await _insert_article(conn, new)
    await insert_sentences(conn, article_id, new.reading)
    if new.sketch is not None:
        await copies.keep_sketch(conn, article_id, new.guild, new.sketch)
    await record_events(conn, article_id, new.reading, guild=new.guild, at=new.added_at)
    return article_id, True


async def _insert_article(conn: AsyncConnection, new: NewArticle) -> ArticleId:
    result = await conn.execute(
        insert(article).values(
            guild=owner(new.guild),
            added_by=new.added_by,
            added_at=new.added_at,
            is_background=new.is_background,
            **reading_columns(new.reading),
        )
    )
    (article_id,) = result.inserted_primary_key or (None,)
    assert article_id is not None
    return ArticleId(article_id)


def reading_columns(reading: Reading) -> dict[str, Any]:
    """Return the values of an article's row that come from its reading."""
    return {
        "title": reading.article.title or reading.summary.title,
        "source": reading.article.source,
        "url": reading.article.url,
        "canonical_url": None if reading.article.url is None else canonical_url(reading.article.url),
        "published": reading.posted,
        "fingerprint": fingerprint(reading.article.text),
        "language": reading.language,
        "sentence_count": len(reading.sentences),
        "reading": codec.dumps(reading),
    }


async def insert_sentences(conn: AsyncConnection, article_id: ArticleId, reading: Reading) -> None:
    """Insert an article's sentences."""
    rows = [
        {
            "article": article_id,
            "number": number,
            "start_offset": span.start,
            "end_offset": span.end,
            "text": reading.sentence(number),
        }
        for number, span in enumerate(reading.sentences)
    ]
    if rows:
        await conn.execute(insert(sentence), rows)


async def get_article(conn: AsyncConnection, article_id: ArticleId, *, guild: GuildId | None) -> StoredArticle:
    """Return an article with its whole reading, exactly as it was added.

    Raises:
        NotFoundError: There is none of this id that the server may see.
    """
    statement = select(article).where(article.c.id == article_id, article.c.guild.in_(visible_to(guild)))
    row = (await conn.execute(statement)).one_or_none()
    if row is None:
        raise NotFoundError(f"no article {article_id} for server {guild}")
    return await _with_history(conn, await stored_article(conn, row), guild)


async def latest_article(conn: AsyncConnection, *, guild: GuildId | None) -> StoredArticle | None:
    """Return the article added last of those a server sees, None where there is none."""
    newest_first = (
        select(article)
        .where(article.c.guild.in_(visible_to(guild)))
        .order_by(article.c.added_at.desc(), article.c.id.desc())
    )
    for row in await shown_rows(conn, newest_first, guild=guild, limit=1):
        return await _with_history(conn, await stored_article(conn, row), guild)
    return None


async def stored_article(conn: AsyncConnection, row: AnyRow) -> StoredArticle:
    """Return the value of a row of the `article` table, without its copies and earlier versions."""
    event_ids = await conn.scalars(
        select(event_report.c.event).where(event_report.c.article == row.id).order_by(event_report.c.position)
    )
    return StoredArticle(
        id=ArticleId(row.id),
        reading=codec.loads(Reading, row.reading),
        added_at=row.added_at,
        guild=guild_of(row.guild),
        event_ids=tuple(map(EventId, event_ids)),
        outlet=load_outlets().find(row.source, row.url),
    )


async def _with_history(conn: AsyncConnection, found: StoredArticle, guild: GuildId | None) -> StoredArticle:
    """Return an article with its copies that a server sees, and with what is known of its earlier versions."""
    versions, corrected_at = await versions_of(conn, found.id)
    hidden = await hidden_outlets(conn, guild)
    printed = (await copies.copies_of(conn, [found.id], guild=guild, hidden=hidden)).get(found.id, ())
    return replace(found, copies=tuple(printed), versions=versions, corrected_at=corrected_at)


async def versions_of(conn: AsyncConnection, number: ArticleId) -> tuple[int, datetime | None]:
    """Return how many earlier versions an article had, and when one last told something else than the one before."""
    of_it = article_version.c.article == number
    versions = await conn.scalar(select(func.count()).where(of_it)) or 0
    corrected_at = await conn.scalar(
        select(article_version.c.replaced_at)
        .where(of_it, article_version.c.is_told_anew)
        .order_by(article_version.c.number.desc())
        .limit(1)
    )
    return versions, corrected_at


async def find_articles(
    conn: AsyncConnection, words: str, *, guild: GuildId | None, limit: int = 25
) -> tuple[ArticleLine, ...]:
    """Return the articles that hold every word typed, newest published first, undated last.

    Args:
        conn: Any connection.
        words: Beginnings of words, each to be found in the title, the outlet or a sentence; "" finds all. Quotes,
            operators and wildcards mean nothing.
        guild: Whose articles may be seen besides the starter pack's; those of outlets that it hides are left out.
        limit: Rows at most.
    """
    await plan_by_values(conn)
    statement = select(article.c.id, article.c.title, article.c.source, article.c.url, article.c.published).where(
        article.c.guild.in_(visible_to(guild)),
        *fulltext.each_word(words, lambda word: _holds(conn, word)),
    )
    ordered = statement.order_by(article.c.published.is_(None), article.c.published.desc(), article.c.id.desc())
    found = await shown_rows(conn, ordered, guild=guild, limit=limit)
    return tuple(
        ArticleLine(id=ArticleId(row.id), title=row.title, source=row.source, published=row.published) for row in found
    )


def _holds(conn: AsyncConnection, word: str) -> ColumnElement[bool]:
    """Return the condition that an article has a word in its title, outlet or a sentence."""
    hits = fulltext.SENTENCES.hits(conn.dialect, word).cte()
    told_in = select(sentence.c.article).join(hits, hits.c.id == sentence.c.id)
    return article.c.id.in_(union(fulltext.ARTICLES.hits(conn.dialect, word), told_in))


async def find_duplicate(
    conn: AsyncConnection, *, text: str, url: str | None, guild: GuildId | None
) -> ArticleId | None:
    """Return the oldest article a server may see that has the same address or the same words, None where none has."""
    same: list[ColumnElement[bool]] = [article.c.fingerprint == fingerprint(text)]
    address = None if url is None else canonical_url(url)
    if address is not None:
        same.append(article.c.canonical_url == address)
    found = await conn.scalar(select(func.min(article.c.id)).where(article.c.guild.in_(visible_to(guild)), or_(*same)))
    return None if found is None else ArticleId(found)


async def count_visible(conn: AsyncConnection, *, guild: GuildId | None) -> int:
    """Return how many articles a server may see."""
    return (
        await conn.scalar(
            select(func.count()).select_from(article).where(article.c.guild.in_(visible_to(guild)), is_listed())
        )
        or 0
    )


async def count_articles(
    conn: AsyncConnection, *, guild: GuildId | None, added_from: datetime, added_to: datetime
) -> int:
    """Return how many articles a server sees that were added from one moment (aware) up to, not at, another."""
    added = select(article.c.source, article.c.url).where(
        article.c.guild.in_(visible_to(guild)), article.c.added_at >= added_from, article.c.added_at < added_to
    )
    return len(await shown_rows(conn, added, guild=guild))
