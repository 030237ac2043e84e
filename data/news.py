"""What came in between two moments: the digest's question. An event is new once, when its first report is recorded."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.countries import Dyad
from bot.model.ids import GuildId
from bot.model.stored import StoredArticle, StoredEvent
from data.articles import stored_article
from data.event_rows import load_events
from data.schema import article, event, event_pair, event_report
from data.visibility import visible_to


async def recorded_events(
    conn: AsyncConnection, *, pair: Dyad, guild: GuildId | None, since: datetime, until: datetime, limit: int
) -> tuple[StoredEvent, ...]:
    """Return the events of a pair whose first report came in from `since` on and before `until`, most salient first.

    Args:
        conn: Any connection.
        pair: The two, in any order.
        guild: Whose articles may be seen besides the starter pack's.
        since: Aware, inclusive.
        until: Aware, exclusive.
        limit: Events at most.
    """
    reported = (
        select(event_report.c.event, func.min(article.c.added_at).label("first"))
        .join(article, article.c.id == event_report.c.article)
        .where(
            article.c.guild.in_(visible_to(guild)),
            event_report.c.event.in_(
                select(event_report.c.event)
                .join(article, article.c.id == event_report.c.article)
                .where(article.c.guild.in_(visible_to(guild)), article.c.added_at >= since, article.c.added_at < until)
            ),
        )
        .group_by(event_report.c.event)
        .subquery()
    )
    ids = await conn.scalars(
        select(event.c.id)
        .join(event_pair, event_pair.c.event == event.c.id)
        .join(reported, reported.c.event == event.c.id)
        .where(
            event_pair.c.pair == pair.key,
            event_pair.c.guild.in_(visible_to(guild)),
            event.c.withdrawn_at.is_(None),
            reported.c.first >= since,
        )
        .order_by(event.c.salience.desc(), event.c.id)
        .limit(limit)
    )
    return await load_events(conn, ids.all(), guild=guild)


async def articles_added(
    conn: AsyncConnection, *, guild: GuildId | None, since: datetime, until: datetime, limit: int
) -> tuple[StoredArticle, ...]:
    """Return the articles that a server may see and that came in from `since` on and before `until`, newest first."""
    rows = await conn.execute(
        select(article)
        .where(article.c.guild.in_(visible_to(guild)), article.c.added_at >= since, article.c.added_at < until)
        .order_by(article.c.added_at.desc(), article.c.id.desc())
        .limit(limit)
    )
    return tuple([await stored_article(conn, row) for row in rows.all()])
