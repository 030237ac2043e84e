"""What came before an article in the relation that it is about, as other articles tell it.

The query finds the few dozen events of the pair that come into question; the rules choose among them. Those are pure
and know no table. Nothing is stored: what an article is shown with follows from the record as it stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.countries import Dyad
from bot.model.ids import ArticleId, EventId, GuildId
from bot.model.reading import Reading
from bot.model.stored import Relation, StoredArticle, StoredEvent
from data.event_rows import load_events
from data.grouping import known_reports
from data.merge import FORMAL, actors, share_any_name
from data.related import AHEAD, relation
from data.schema import event, event_pair, event_report
from data.sighting import Rank, Sighting
from data.visibility import standing, visible_to

LEAST_SALIENT = 0.5
"""What the store weighs an event by that is no aside, at least."""
_LOOKED_AT = 20
"""How many of the newest, and of the weightiest of a year, are weighed."""
_YEAR = timedelta(days=366)
_HALVED_IN = 90
"""Days after which an event is half as near."""
_BY_SALIENCE = 0.5
_BY_NEARNESS = 0.5
"""What the store's weight and the days between count for, beside 1 for being about what the article is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """An event as its first report in rank tells it, 0 to 1 by salience."""

    sighting: Sighting
    salience: float


async def earlier_events(
    conn: AsyncConnection, of: StoredArticle, *, pair: Dyad, guild: GuildId | None, limit: int = 3
) -> tuple[StoredEvent, ...]:
    """Return events of two countries from before an article that explain it and that it does not tell itself.

    Args:
        conn: Any connection.
        of: An article that the server sees.
        pair: The two that it is about.
        guild: Whose articles may be seen besides the starter pack's.
        limit: Events at most.

    Returns:
        Dated events, none withdrawn, oldest first; none where nothing dates the article.
    """
    day = day_of(of.reading)
    if day is None:
        return ()
    rows = (await conn.execute(_candidates(of.id, pair, guild, day))).all()
    if not rows:
        return ()
    saliences = {EventId(row.id): row.salience for row in rows}
    told = await known_reports(conn, event_report.c.event.in_(saliences), guild)
    firsts: dict[EventId, Sighting] = {}
    for report in told.values():
        assert report.event is not None
        first = firsts.get(report.event, report.sighting)
        firsts[report.event] = min(first, report.sighting, key=lambda each: each.rank)
    own = await known_reports(conn, event_report.c.article == of.id, guild)
    ids = chosen(
        {one: Weighed(sighting=sighting, salience=saliences[one]) for one, sighting in firsts.items()},
        [Weighed(sighting=one.sighting, salience=one.telling.event.salience) for one in own.values()],
        day=day,
        limit=limit,
    )
    return await load_events(conn, ids, guild=guild)


def day_of(reading: Reading) -> date | None:
    """Return the day before which things were earlier: the article's, else that of its weightiest dated event."""
    if reading.published is not None:
        return reading.published
    done = [one for one in reading.events if one.status not in AHEAD]
    dated = [(one.salience, one.when.range.start) for one in done if one.when.range is not None]
    return max(dated)[1] if dated else None


def chosen(found: Mapping[EventId, Weighed], own: Sequence[Weighed], *, day: date, limit: int) -> tuple[EventId, ...]:
    """Choose the events that explain an article best.

    Args:
        found: Events that were over before its day and that it does not tell.
        own: What it tells.
        day: See `day_of`.
        limit: Events at most.

    Returns:
        Oldest first. No two of one kind and day, none that may be one that the article or another of them tells, and
        a plan, of which nothing here says what became of it, only where the article says so. The same for the same
        events in any order.
    """
    worth = {
        one: _worth(weighed, own, day)
        for one, weighed in found.items()
        if _is_of_use(weighed.sighting, [each.sighting for each in own])
    }
    kept: list[EventId] = []
    for one in sorted(worth, key=lambda each: (-worth[each], found[each].sighting.rank)):
        if len(kept) == limit:
            break
        if not any(_says_the_same(found[one].sighting, found[other].sighting) for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda each: _place(found[each].sighting)))


def _candidates(of: ArticleId, pair: Dyad, guild: GuildId | None, day: date) -> Select[Any]:
    """Return the events that come into question, with their salience.

    The newest are read from the end of the pair's index, the weightiest from its last year; neither looks into a
    table, and each server has its own part of the index. Which of those few are withdrawn, not over or the article's
    own is asked afterwards, so with very many of them fewer are left. Measured with all that is done with them (2 busy
    cores, one pair, half of the events a server's own): 20 to 25 ms, at 10,000 events as at 100,000.
    """
    pools = []
    for owner in visible_to(guild):
        seen = select(event_pair.c.event).where(
            event_pair.c.pair == pair.key,
            event_pair.c.guild == owner,
            event_pair.c.start_date < day,
            event_pair.c.salience >= LEAST_SALIENT,
        )
        by_day, by_weight = event_pair.c.start_date.desc(), event_pair.c.salience.desc()
        of_a_year = seen.where(event_pair.c.start_date >= day - _YEAR)
        pools.append(seen.order_by(by_day, by_weight, event_pair.c.event.desc()).limit(_LOOKED_AT))
        pools.append(of_a_year.order_by(by_weight, by_day, event_pair.c.event.desc()).limit(_LOOKED_AT))
    some = union(*(select(pool.subquery().c.event) for pool in pools)).subquery()
    return (
        select(event.c.id, event.c.salience)
        .join(some, some.c.event == event.c.id)
        .where(
            event.c.withdrawn_at.is_(None),
            standing(event.c.id, guild),
            event.c.end_date < day,
            event.c.id.not_in(select(event_report.c.event).where(event_report.c.article == of)),
        )
    )


def _is_of_use(one: Sighting, own: Sequence[Sighting]) -> bool:
    """Return whether an event is none of the article's own in other words, nor a plan that it knows nothing of."""
    relations = {relation(other, one) for other in own} - {None}
    if Relation.OTHER_DAY in relations or (not relations and any(_is_of_one_day(one, other) for other in own)):
        return False
    return one.status not in AHEAD or Relation.ANNOUNCED in relations


def _worth(one: Weighed, own: Sequence[Weighed], day: date) -> float:
    """Return how much an event explains of an article."""
    about = max((other.salience * _share(one.sighting, other.sighting) for other in own), default=0.0)
    ended = day if one.sighting.dates is None else one.sighting.dates.end
    nearness = 1 / (1 + (day - ended).days / _HALVED_IN)
    return round(about + _BY_SALIENCE * one.salience + _BY_NEARNESS * nearness, 4)


def _share(one: Sighting, other: Sighting) -> float:
    """Return how much two events have in common, 0 to 1; 1 too where one tells of the other."""
    if relation(other, one) is not None:
        return 1.0
    common = (
        one.shown is other.shown or one.act is other.act,
        bool(one.topic & other.topic),
        bool((set(one.context) - FORMAL) & (set(other.context) - FORMAL)),
        share_any_name(actors(one.parties), actors(other.parties)),
    )
    return sum(common) / (len(common) + 1)


def _says_the_same(one: Sighting, other: Sighting) -> bool:
    """Return whether a reader of one needs no other: it is of the same kind and day, or one tells of the other."""
    return _is_of_one_day(one, other) or relation(one, other) is not None


def _is_of_one_day(one: Sighting, other: Sighting) -> bool:
    """Return whether two events are of one kind and began on one day."""
    if one.dates is None or other.dates is None or one.shown is not other.shown:
        return False
    return one.dates.start == other.dates.start


def _place(one: Sighting) -> tuple[date, date, Rank]:
    """Return where an event stands among others in time."""
    return (date.max, date.max, one.rank) if one.dates is None else (one.dates.start, one.dates.end, one.rank)
