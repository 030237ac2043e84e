"""Outlets that a server hides, and the outlets that its articles came from."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import GuildId
from bot.model.members import Member
from bot.model.outlets import CountedOutlet
from data.reference.sources import load_outlets
from data.schema import article, article_copy, hidden_outlet
from data.schema.base import AnyRow
from data.upsert import insert_or
from data.visibility import is_listed, visible_to


async def hidden_outlets(conn: AsyncConnection, guild: GuildId | None) -> frozenset[str]:
    """Return the keys (`Outlets.key_of`) of the outlets that a server hides; none of no server."""
    if guild is None:
        return frozenset()
    return frozenset(await conn.scalars(select(hidden_outlet.c.outlet).where(hidden_outlet.c.guild == guild)))


async def shown_rows(
    conn: AsyncConnection, articles: Select[Any], *, guild: GuildId | None, limit: int | None = None
) -> list[AnyRow]:
    """Return the rows of a query of articles, without packs and those of the outlets that a server hides.

    Args:
        conn: Any connection.
        articles: Asks for `source` and `url` among others, in the order wanted.
        guild: The server.
        limit: Rows at most; None for all.
    """
    articles = articles.where(is_listed())
    hidden = await hidden_outlets(conn, guild)
    if not hidden:
        return list(await conn.execute(articles.limit(limit)))
    key_of, found = load_outlets().key_of, list[AnyRow]()
    async with conn.stream(articles) as rows:
        async for row in rows:
            if len(found) == limit:
                break
            if key_of(row.source, row.url) not in hidden:
                found.append(row)
    return found


async def hiding_guilds(
    conn: AsyncConnection, source: str | None, url: str | None, guilds: Collection[GuildId]
) -> frozenset[GuildId]:
    """Return those of some servers that hide an article's outlet, by its name and address."""
    key = load_outlets().key_of(source, url)
    found = await conn.scalars(
        select(hidden_outlet.c.guild).where(hidden_outlet.c.outlet == key, hidden_outlet.c.guild.in_(guilds))
    )
    return frozenset(map(GuildId, found))


async def hide_outlet(conn: AsyncConnection, outlet: str, by: Member, *, at: datetime) -> None:
    """Hide an outlet in a server from now on (aware UTC); one that is hidden stays as it is."""
    await conn.execute(
        insert_or(conn, hidden_outlet)
        .values(guild=by.guild, outlet=outlet, hidden_by=by.user, hidden_at=at)
        .on_conflict_do_nothing()
    )


async def show_outlet(conn: AsyncConnection, outlet: str, guild: GuildId) -> None:
    """Let a server see an outlet again."""
    await conn.execute(delete(hidden_outlet).where(hidden_outlet.c.guild == guild, hidden_outlet.c.outlet == outlet))


async def outlets_of(conn: AsyncConnection, guild: GuildId) -> tuple[CountedOutlet, ...]:
    """Return the outlets that a server's articles and their copies came from, hidden ones first, then by number."""
    known = load_outlets()
    names: dict[str, str] = {}
    told: Counter[str] = Counter()
    copied: Counter[str] = Counter()
    of_articles = select(article.c.source.label("name"), article.c.url).where(article.c.guild.in_(visible_to(guild)))
    of_copies = select(article_copy.c.outlet.label("name"), article_copy.c.url)
    of_copies = of_copies.where(article_copy.c.guild.in_(visible_to(guild)))
    for asked, counts in ((of_articles.where(is_listed()), told), (of_copies, copied)):
        for row in await conn.execute(asked):
            key = known.key_of(row.name, row.url)
            if key:
                counts[key] += 1
                found = known.find(row.name, row.url)
                names.setdefault(key, found.name if found is not None else row.name or key)
    hidden = await hidden_outlets(conn, guild)
    counted = [
        CountedOutlet(
            key=key,
            name=names.get(key, key),
            outlet=known.named(key),
            articles=told[key],
            copies=copied[key],
            is_hidden=key in hidden,
        )
        for key in {*names, *hidden}
    ]
    return tuple(sorted(counted, key=lambda one: (not one.is_hidden, -one.articles - one.copies, one.key)))
