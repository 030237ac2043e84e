"""Articles with what they are about, as `bot.stories` gathers them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.copies import Printed
from bot.model.ids import ArticleId, EventId, GuildId
from bot.model.reading import ActorKind
from bot.model.stories import StoryEvent, StoryPart
from data.copies import copies_of
from data.hiding import hidden_outlets, shown_rows
from data.reference.sources import load_outlets
from data.schema import article, event, event_pair, event_party, event_report
from data.schema.base import AnyRow
from data.visibility import standing, visible_to

MOST_PARTS = 300
"""Articles that are gathered at most, the newest; so the work is bounded whatever comes in."""
_ABOUT = 3
"""Events that an article is about at most: the weightiest of those that are news."""
_NEWS = timedelta(days=10)
"""How long before its article's day an event may have ended that the article is about; older ones are background."""
_LEAST_SALIENCE = 0.25
"""What an article tells less weightily is an aside."""


async def story_parts(
    conn: AsyncConnection, guild: GuildId | None, *, since: datetime, until: datetime
) -> tuple[StoryPart, ...]:
    """Return the articles that came in between two moments (aware UTC), with what they are about.

    Args:
        conn: Any connection.
        guild: Whose articles are meant; the starter pack's come in once and are no news.
        since: Inclusive.
        until: Exclusive.

    Returns:
        At most `MOST_PARTS`, the newest; none of outlets that the server hides.
    """
    if guild is None:
        return ()
    added = (
        select(article.c.id, article.c.title, article.c.source, article.c.url, article.c.published, article.c.added_at)
        .where(article.c.guild == guild, article.c.added_at >= since, article.c.added_at < until)
        .order_by(article.c.added_at.desc(), article.c.id.desc())
    )
    rows = await shown_rows(conn, added, guild=guild, limit=MOST_PARTS)
    outlets, hidden = load_outlets(), await hidden_outlets(conn, guild)
    numbers = [ArticleId(row.id) for row in rows]
    about = await _about(conn, rows, guild)
    copies = await copies_of(conn, numbers, guild=guild, hidden=hidden)
    return tuple(
        StoryPart(
            article=ArticleId(row.id),
            title=row.title,
            printed=Printed(name=row.source, url=row.url, outlet=outlets.find(row.source, row.url)),
            day=row.published or row.added_at.date(),
            events=about[row.id],
            copies=tuple(copies.get(ArticleId(row.id), ())),
        )
        for row in rows
    )


async def _about(
    conn: AsyncConnection, rows: Sequence[AnyRow], guild: GuildId
) -> defaultdict[int, tuple[StoryEvent, ...]]:
    """Return what each of some articles is about."""
    day = {row.id: row.published or row.added_at.date() for row in rows}
    found = await conn.execute(
        select(event_report.c.article, event.c.id, event.c.headline, event.c.salience, event.c.end_date)
        .join(event, event.c.id == event_report.c.event)
        .where(
            event_report.c.article.in_(day),
            event.c.withdrawn_at.is_(None),
            event.c.guild.in_(visible_to(guild)),
            standing(event.c.id, guild),
            event.c.salience >= _LEAST_SALIENCE,
        )
        .order_by(event_report.c.article, event.c.salience.desc(), event.c.id)
    )
    kept: dict[int, dict[int, AnyRow]] = defaultdict(dict)
    for row in found:
        is_news = row.end_date is None or row.end_date >= day[row.article] - _NEWS
        if is_news and len(kept[row.article]) < _ABOUT:
            kept[row.article].setdefault(row.id, row)
    numbers = {number for events in kept.values() for number in events}
    pairs, actors = await _pairs(conn, numbers), await _actors(conn, numbers)
    about: defaultdict[int, tuple[StoryEvent, ...]] = defaultdict(tuple)
    for number, events in kept.items():
        about[number] = tuple(
            StoryEvent(
                id=EventId(row.id),
                headline=row.headline,
                salience=row.salience,
                pairs=frozenset(pairs[row.id]),
                actors=frozenset(actors[row.id]),
                day=row.end_date,
            )
            for row in events.values()
        )
    return about


async def _pairs(conn: AsyncConnection, numbers: Collection[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    asked = select(event_pair.c.event, event_pair.c.pair).where(event_pair.c.event.in_(numbers))
    for row in await conn.execute(asked):
        found[row.event].add(row.pair)
    return found


async def _actors(conn: AsyncConnection, numbers: Collection[int]) -> dict[int, set[str]]:
    """Return the folded names of the persons and bodies of events."""
    found: dict[int, set[str]] = defaultdict(set)
    asked = select(event_party.c.event, event_party.c.folded).where(
        event_party.c.event.in_(numbers), event_party.c.kind != ActorKind.COUNTRY.value
    )
    for row in await conn.execute(asked):
        found[row.event].add(row.folded)
    return found
