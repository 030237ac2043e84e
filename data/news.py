"""What came in between two moments: the digest's question. An event is new once, when its first report is recorded."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnClause, Date, Integer, String, column, exists, func, select, union, values
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.countries import Dyad
from bot.model.ids import GuildId
from bot.model.stored import StoredArticle, StoredEvent
from data.articles import stored_article
from data.event_rows import load_events
from data.hiding import shown_rows
from data.schema import article, event, event_pair, event_report
from data.schema.base import AnyRow, Snowflake, UtcDateTime
from data.timeline import between
from data.visibility import may_see, of_packs, standing, visible_to
from data.weight import RECENT, by_novelty

_LOOKED_AT = 4
"""How many times as many events as are wanted are weighed: novelty takes too little to lift one from further below."""

_SOUGHT: tuple[ColumnClause[Any], ...] = (
    column("id", Integer),
    column("type", String),
    column("act", String),
    column("since", Date),
    column("day", Date),
    column("guild", Snowflake),
)


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

    Returns:
        Events that no pack tells, with the store's salience less what their like shortly before takes from it
        (`by_novelty`).
    """
    recorded = func.coalesce(event_report.c.recorded_at, article.c.added_at, type_=UtcDateTime())
    told = select(event_report.c.event).join(article, article.c.id == event_report.c.article)
    seen = article.c.guild.in_(visible_to(guild))
    told_by = may_see(article.c.guild, guild)
    # Two questions of an index each; what a newer version of an article added came in later than the article.
    lately = union(
        told.where(seen, article.c.added_at >= since, article.c.added_at < until),
        told.where(told_by, event_report.c.recorded_at >= since, event_report.c.recorded_at < until),
    )
    reported = (
        select(event_report.c.event, func.min(recorded, type_=UtcDateTime()).label("first"))
        .join(article, article.c.id == event_report.c.article)
        .where(told_by, event_report.c.event.in_(lately))
        .group_by(event_report.c.event)
        .subquery()
    )
    found = await conn.execute(
        select(event.c.id, event.c.type, event.c.act, event.c.start_date, event.c.salience)
        .join(reported, reported.c.event == event.c.id)
        .where(
            # Asked of each event by itself: joined, SQLite begins with all events of the pair.
            exists().where(event_pair.c.event == event.c.id, *between(pair, guild)),
            event.c.withdrawn_at.is_(None),
            event.c.id.not_in(of_packs()),
            reported.c.first >= since,
            reported.c.first < until,
        )
        .order_by(event.c.salience.desc(), event.c.id)
        .limit(limit * _LOOKED_AT)
    )
    rows = found.all()
    earlier = await _earlier(conn, rows, pair=pair, guild=guild)
    weights = {row.id: by_novelty(row.salience, earlier[row.id]) for row in rows}
    ids = sorted(weights, key=lambda one: (-weights[one], one))[:limit]
    events = await load_events(conn, ids, guild=guild)
    return tuple(replace(one, event=replace(one.event, salience=weights[one.id])) for one in events)


async def _earlier(
    conn: AsyncConnection, found: Sequence[AnyRow], *, pair: Dyad, guild: GuildId | None
) -> Counter[int]:
    """Count, by the ids of some events, the pair's events of the same kind shortly before; in one statement for all."""
    sought = [
        (row.id, row.type, row.act, row.start_date - RECENT, row.start_date, owner)
        for row in found
        if row.start_date is not None
        for owner in visible_to(guild)
    ]
    if not sought:
        return Counter()
    own = values(*_SOUGHT, name="own").data(sought).cte()
    before = (
        select(func.count())
        .select_from(event_pair)
        .join(event, event.c.id == event_pair.c.event)
        .where(
            event_pair.c.pair == pair.key,
            # One server at a time: for a list of them, SQLite looks through all events of the pair.
            event_pair.c.guild == own.c.guild,
            event_pair.c.start_date >= own.c.since,
            event_pair.c.start_date < own.c.day,
            event_pair.c.end_date < own.c.day,
            event_pair.c.type == own.c.type,
            event_pair.c.act == own.c.act,
            event.c.withdrawn_at.is_(None),
            standing(event.c.id, guild),
        )
    )
    counts: Counter[int] = Counter()
    for number, count in await conn.execute(select(own.c.id, before.correlate(own).scalar_subquery())):
        counts[number] += count
    return counts


async def articles_added(
    conn: AsyncConnection, *, guild: GuildId | None, since: datetime, until: datetime, limit: int
) -> tuple[StoredArticle, ...]:
    """Return the articles that a server may see and that came in from `since` on and before `until`, newest first.

    Those of outlets that it hides are left out.
    """
    added = (
        select(article)
        .where(
            article.c.guild.in_(visible_to(guild)),
            article.c.added_at >= since,
            article.c.added_at < until,
        )
        .order_by(article.c.added_at.desc(), article.c.id.desc())
    )
    return tuple([await stored_article(conn, row) for row in await shown_rows(conn, added, guild=guild, limit=limit)])
