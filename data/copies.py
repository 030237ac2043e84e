"""Texts that a server has: their sketches, what an incoming text may be one with, and copies at other outlets."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.copies import NewCopy, Printed, Sketch
from bot.model.ids import ArticleId, GuildId
from bot.model.reading import Span
from bot.model.shortened import is_whole
from data.fingerprint import canonical_url, fingerprint
from data.reference.sources import load_outlets
from data.schema import article, article_copy, text_band, text_sketch
from data.schema.base import AnyRow
from data.upsert import insert_or
from data.visibility import guild_of, is_listed, owner, visible_to

_NEAR = 20
"""Articles that share bands with a text, of which the estimate is asked."""


class KnownBy(StrEnum):
    """By what a text is known without being compared."""

    WORDS = "words"
    """It has the same words as an article, or as a copy of one."""
    ADDRESS = "address"
    """An article came from its address, with other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownText:
    """An article that a server has.

    Attributes:
        article: Its number.
        guild: Whose it is; None: the starter pack's.
        text: Its words.
        is_whole: Whether these are all of them; texts are shortened some time after (`data.retention`).
        printed: Where.
        fingerprint: Of its words.
        by: By what it was found.
    """

    article: ArticleId
    guild: GuildId | None
    text: str
    is_whole: bool
    printed: Printed
    fingerprint: str
    by: KnownBy


async def find_known(conn: AsyncConnection, *, text: str, url: str | None, guild: GuildId | None) -> KnownText | None:
    """Return the article that a server sees of these words, else the latest one from this address; None of neither."""
    words = fingerprint(text)
    found = await _oldest(conn, article.c.fingerprint == words, guild)
    if found is None:
        copied = select(article_copy.c.article).where(
            article_copy.c.fingerprint == words, article_copy.c.guild.in_(visible_to(guild))
        )
        found = await _oldest(conn, article.c.id.in_(copied), guild)
    if found is not None:
        return _known(found, KnownBy.WORDS)
    address = None if url is None else canonical_url(url)
    if address is None:
        return None
    latest = select(func.max(article.c.id)).where(
        article.c.guild.in_(visible_to(guild)), article.c.canonical_url == address
    )
    found = (await conn.execute(select(article).where(article.c.id == latest.scalar_subquery()))).one_or_none()
    return None if found is None else _known(found, KnownBy.ADDRESS)


async def _oldest(conn: AsyncConnection, which: ColumnElement[bool], guild: GuildId | None) -> AnyRow | None:
    asked = select(article).where(which, article.c.guild.in_(visible_to(guild))).order_by(article.c.id).limit(1)
    return (await conn.execute(asked)).one_or_none()


def _known(row: AnyRow, by: KnownBy) -> KnownText:
    written = json.loads(row.reading)
    text = written["article"]["text"]
    return KnownText(
        article=ArticleId(row.id),
        guild=guild_of(row.guild),
        text=text,
        is_whole=is_whole(text, [Span(**span) for span in written["sentences"]]),
        printed=Printed(name=row.source, url=row.url, title=row.title, day=row.published),
        fingerprint=row.fingerprint,
        by=by,
    )


def _text_of(reading: str) -> str:
    """Return an article's words out of its stored reading, without building that."""
    text: str = json.loads(reading)["article"]["text"]
    return text


async def keep_sketch(conn: AsyncConnection, number: ArticleId, guild: GuildId | None, sketch: Sketch) -> None:
    """Keep an article's sketch in place of the one it had."""
    for table in (text_band, text_sketch):
        await conn.execute(table.delete().where(table.c.article == number))
    await conn.execute(
        insert(text_sketch).values(
            article=number, guild=owner(guild), shingles=sketch.shingles, signature=sketch.signature
        )
    )
    rows = [{"guild": owner(guild), "band": band, "article": number} for band in sorted(set(sketch.bands))]
    await conn.execute(insert(text_band), rows)


async def near_sketches(
    conn: AsyncConnection, sketch: Sketch, *, guild: GuildId | None
) -> tuple[tuple[ArticleId, Sketch], ...]:
    """Return the sketches of the articles of a server that share most bands with a text, at most 20."""
    shared = (
        select(text_band.c.article, func.count().label("bands"))
        .where(text_band.c.guild.in_(visible_to(guild)), text_band.c.band.in_(sketch.bands))
        .group_by(text_band.c.article)
        .order_by(func.count().desc(), text_band.c.article)
        .limit(_NEAR)
        .subquery()
    )
    found = await conn.execute(
        select(text_sketch)
        .join(shared, shared.c.article == text_sketch.c.article)
        .order_by(shared.c.bands.desc(), text_sketch.c.article)
    )
    return tuple((ArticleId(row.article), Sketch(shingles=row.shingles, signature=row.signature)) for row in found)


async def known_texts(
    conn: AsyncConnection, numbers: Collection[ArticleId], *, guild: GuildId | None
) -> tuple[KnownText, ...]:
    """Return articles that a server sees with their words, by number."""
    found = await conn.execute(
        select(article).where(article.c.id.in_(numbers), article.c.guild.in_(visible_to(guild))).order_by(article.c.id)
    )
    return tuple(_known(row, KnownBy.WORDS) for row in found)


async def without_sketch(conn: AsyncConnection, *, limit: int) -> tuple[tuple[ArticleId, GuildId | None, str], ...]:
    """Return articles that have no sketch yet, the newest first: number, whose, and words."""
    sketched = select(text_sketch.c.article)
    found = await conn.execute(
        select(article.c.id, article.c.guild, article.c.reading)
        .where(article.c.id.not_in(sketched), is_listed())
        .order_by(article.c.id.desc())
        .limit(limit)
    )
    return tuple((ArticleId(row.id), guild_of(row.guild), _text_of(row.reading)) for row in found)


async def add_copy(conn: AsyncConnection, new: NewCopy) -> bool:
    """Note that an article's text stands at another outlet or address too; return False where that was known."""
    printed = new.printed
    address = None if printed.url is None else canonical_url(printed.url)
    key = address or load_outlets().key_of(printed.name, printed.url) or new.fingerprint
    result = await conn.execute(
        insert_or(conn, article_copy)
        .values(
            article=new.article,
            guild=new.guild,
            key=key,
            outlet=printed.name,
            url=printed.url,
            canonical_url=address,
            title=printed.title,
            day=printed.day,
            fingerprint=new.fingerprint,
            similarity=new.similarity,
            seen_at=new.seen_at,
        )
        .on_conflict_do_nothing()
    )
    return result.rowcount == 1


async def copies_of(
    conn: AsyncConnection,
    numbers: Collection[ArticleId],
    *,
    guild: GuildId | None,
    hidden: Collection[str],
) -> Mapping[ArticleId, Sequence[Printed]]:
    """Return where else the texts of articles stand, each outlet once, in the order in which they were seen.

    Args:
        conn: Any connection.
        numbers: Of articles that the server sees.
        guild: The server.
        hidden: The keys of the outlets that it hides; these, and each article's own outlet, are left out.
    """
    if not numbers:
        return {}
    outlets = load_outlets()
    found = await conn.execute(
        select(article_copy, article.c.source, article.c.url.label("own_url"))
        .join(article, article.c.id == article_copy.c.article)
        .where(article_copy.c.article.in_(numbers), article_copy.c.guild.in_(visible_to(guild)))
        .order_by(article_copy.c.id)
    )
    copies: dict[ArticleId, dict[str, Printed]] = defaultdict(dict)
    for row in found:
        key = outlets.key_of(row.outlet, row.url)
        if key and key not in hidden and key != outlets.key_of(row.source, row.own_url):
            copies[ArticleId(row.article)].setdefault(key, _printed(row))
    return {number: tuple(one.values()) for number, one in copies.items()}


def _printed(row: Any) -> Printed:
    found = load_outlets().find(row.outlet, row.url)
    return Printed(name=row.outlet, url=row.url, title=row.title, day=row.day, outlet=found)


async def known_address(conn: AsyncConnection, url: str, *, guild: GuildId | None) -> ArticleId | None:
    """Return the latest article that a server sees of an address, or whose copy stands there; None of neither."""
    address = canonical_url(url)
    if address is None:
        return None
    copied = select(article_copy.c.article).where(
        article_copy.c.canonical_url == address, article_copy.c.guild.in_(visible_to(guild))
    )
    found = await conn.scalar(
        select(func.max(article.c.id)).where(
            article.c.guild.in_(visible_to(guild)),
            or_(article.c.canonical_url == address, article.c.id.in_(copied)),
        )
    )
    return None if found is None else ArticleId(found)
