"""Events that are not one, but tell of one another: what was announced and what came of it, what is claimed and denied.

A link is not stored. It follows from the two events as they stand, so it can't be out of date, depends on no order and
shows no server another's articles.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import EventId, GuildId
from bot.model.reading import Status
from bot.model.stored import RelatedEvent, Relation
from data.event_rows import load_events
from data.grouping import known_reports
from data.merge import ONCE, gap_days, is_alike, is_late, is_same_parties
from data.schema import event, event_report
from data.sighting import LATE_DAYS, Sighting
from data.telling import sides
from data.visibility import may_see, standing

_SLACK = timedelta(days=LATE_DAYS)
_LONGEST_PLAN = timedelta(days=366)
AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE})
_PAST = frozenset({Status.OCCURRED, Status.REPORTED})


def relation(one: Sighting, other: Sighting) -> Relation | None:
    """Return what another event is to one; None where the two have nothing to do with each other.

    Args:
        one: An event, as the first of its reports in rank tells it.
        other: Another one.
    """
    if (one.act, one.shown) != (other.act, other.shown) or not is_same_parties(one, other):
        return None
    if one.dates is None or other.dates is None or (one.topic and other.topic and not one.topic & other.topic):
        return None
    if one.status is other.status:
        return Relation.OTHER_DAY if _is_told_for_another_day(one, other) else None
    if one.status in AHEAD or other.status in AHEAD:
        return _outcome(one, other)
    is_near = gap_days(one.dates, other.dates) == 0 or is_late(one, other) or is_late(other, one)
    if not is_near or gap_days(one.dates, other.dates) > LATE_DAYS:
        return None
    if other.status is Status.DENIED:
        return Relation.DENIED
    return Relation.CLAIMED if other.status is Status.REPORTED else Relation.STATED


def _outcome(one: Sighting, other: Sighting) -> Relation | None:
    """Return whether one of two is what came of the other: on a day that was announced, and not announced later.

    What one article tells as done and as still to come are two things.
    """
    if one.article == other.article:
        return None
    plan, deed = (one, other) if one.status in AHEAD else (other, one)
    if deed.status not in _PAST or gap_days(one.dates, other.dates) > 0 or deed.dates is None:
        return None
    if plan.published is not None and plan.published > deed.dates.end:
        return None
    return Relation.OUTCOME if plan is one else Relation.ANNOUNCED


def _is_told_for_another_day(one: Sighting, other: Sighting) -> bool:
    """Return whether two events of neighbouring days may be one of which a report has the day wrong."""
    is_apart = one.article != other.article and gap_days(one.dates, other.dates) == 1
    return is_apart and one.act in ONCE and is_alike(one, other)


async def related_events(
    conn: AsyncConnection, event_id: EventId, *, guild: GuildId | None
) -> tuple[RelatedEvent, ...]:
    """Return the events that one is related to and that are not withdrawn, by relation and then by date.

    Args:
        conn: Any connection.
        event_id: An event that the server sees.
        guild: Whose articles may be seen besides the starter pack's.
    """
    own = await known_reports(conn, event_report.c.event == event_id, guild)
    one = min((found.sighting for found in own.values()), key=lambda each: each.rank, default=None)
    if one is None or one.dates is None or not one.parties:
        return ()
    near = (
        select(event_report.c.event)
        .join(event, event.c.id == event_report.c.event)
        .where(
            event_report.c.act == one.act.value,
            event_report.c.status.in_([status.value for status in Status]),
            event_report.c.start_date.between(one.dates.start - _LONGEST_PLAN, one.dates.end + _SLACK),
            event_report.c.end_date >= one.dates.start - _SLACK,
            or_(*(event_report.c.sides.contains(f"|{side}|", autoescape=True) for side in sides(one))),
            event.c.id != event_id,
            may_see(event.c.guild, guild),
            event.c.withdrawn_at.is_(None),
            standing(event.c.id, guild),
        )
    )
    firsts: dict[EventId, Sighting] = {}
    for found in (await known_reports(conn, event_report.c.event.in_(near), guild)).values():
        assert found.event is not None
        first = firsts.get(found.event)
        firsts[found.event] = min(first or found.sighting, found.sighting, key=lambda each: each.rank)
    relations = {number: kind for number, other in firsts.items() if (kind := relation(one, other)) is not None}
    return await _loaded(conn, relations, guild)


async def _loaded(
    conn: AsyncConnection, relations: Mapping[EventId, Relation], guild: GuildId | None
) -> tuple[RelatedEvent, ...]:
    kinds = tuple(Relation)
    found = await load_events(conn, sorted(relations), guild=guild)
    related = [RelatedEvent(relation=relations[stored.id], event=stored) for stored in found]
    return tuple(sorted(related, key=lambda each: (kinds.index(each.relation), _starts(each), each.event.id)))


def _starts(related: RelatedEvent) -> date:
    """Return the first day of a related event, which is dated as all of them are."""
    period = related.event.event.when.range
    return date.max if period is None else period.start
