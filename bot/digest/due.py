"""When a digest is due, by our own rule: cron triggers fire twice in an autumn overlap and skip midnight gaps.

One digest a period. Where the wall time happens twice (clocks go back) the first counts; where it does not happen
(clocks go forward) the first instant after the gap. A calendar date that a zone skipped (Samoa, 30 December 2011) has
no daily digest, and a weekly or monthly one comes on the next date that exists.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from itertools import count, islice
from zoneinfo import ZoneInfo

from bot.model.errors import InvalidInputError
from bot.model.language import told
from bot.model.settings import LAST_WEEK, Cadence, Schedule

_DAY = timedelta(days=1)
_WEEK_DAYS = 7
_YEAR_MONTHS = 12
_NOON = time(12)
_FRIDAY = 4
_BY_DAYS = frozenset({Cadence.DAILY, Cadence.WEEKDAYS})
"""Rhythms in which a date that does not exist has no digest, since the next one has its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One digest to come.

    Attributes:
        at: Aware UTC.
        local_date: The local calendar date that names the period; unique for a schedule.
    """

    at: datetime
    local_date: date


def zone_named(name: str) -> ZoneInfo:
    """Return the IANA zone of a name, in any case, by the rules of the `tzdata` package and not of this machine.

    Raises:
        InvalidInputError: There is no such zone; says so with an example.
    """
    known = _zone_names().get(name.casefold())
    if known is None:
        raise InvalidInputError(
            user_text=told("“{typed}” is no time zone. Example: {example}", typed=name[:40], example="Europe/Berlin")
        )
    return _zone(known)


@cache
def _zone_names() -> Mapping[str, str]:
    names = resources.files("tzdata").joinpath("zones").read_text(encoding="ascii").split()
    return {name.casefold(): name for name in names}


@cache
def _zone(name: str) -> ZoneInfo:
    with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=name)


def next_due(schedule: Schedule, after: datetime) -> Due | None:
    """Return the first digest strictly after an instant.

    Args:
        schedule: The server's schedule.
        after: Aware, any zone.

    Returns:
        The next digest; None when the cadence is off.

    Raises:
        InvalidInputError: The schedule names no zone.
    """
    return next(_dues(schedule, after), None)


def upcoming(schedule: Schedule, after: datetime, count: int) -> tuple[Due, ...]:
    """Return the next `count` digests after an instant, soonest first; empty when the cadence is off."""
    return tuple(islice(_dues(schedule, after), count))


def _dues(schedule: Schedule, after: datetime) -> Iterator[Due]:
    """Yield the digests strictly after an instant, soonest first and without end; none when the cadence is off."""
    if schedule.cadence is Cadence.OFF:
        return
    zone = zone_named(schedule.zone)
    # A date that does not exist moves its digest to the next one, so the search begins before the day itself.
    for day in _period_days(schedule, after.astimezone(zone).date() - 2 * _DAY):
        due = _due_on(schedule, day, zone)
        if due is not None and due.at > after:
            yield due


def latest_due(schedule: Schedule, until: datetime) -> Due | None:
    """Return the last digest at or before an instant (aware); None when the cadence is off.

    Raises:
        InvalidInputError: The schedule names no zone.
    """
    if schedule.cadence is Cadence.OFF:
        return None
    zone = zone_named(schedule.zone)
    for day in _period_days(schedule, until.astimezone(zone).date() + 2 * _DAY, is_back=True):
        due = _due_on(schedule, day, zone)
        if due is not None and due.at <= until:
            return due
    raise AssertionError("a period has always been")  # the days are endless


def _period_days(schedule: Schedule, start: date, *, is_back: bool = False) -> Iterator[date]:
    """Yield the nominal local dates of the schedule from `start` on, or from there back, without end."""
    step = -1 if is_back else 1
    match schedule.cadence:
        case Cadence.WEEKLY:
            first = start + step * ((schedule.weekday - start.weekday()) * step % _WEEK_DAYS) * _DAY
            yield from (first + step * number * _WEEK_DAYS * _DAY for number in count())
        case Cadence.MONTHLY:
            month = start.year * _YEAR_MONTHS + start.month - 1
            named = (_day_of(schedule, *divmod(number, _YEAR_MONTHS)) for number in count(month, step))
            yield from (day for day in named if (day - start).days * step >= 0)
        case _:
            days = (start + step * number * _DAY for number in count())
            yield from (day for day in days if schedule.cadence is Cadence.DAILY or day.weekday() <= _FRIDAY)


def _day_of(schedule: Schedule, year: int, month: int) -> date:
    """Return the date that a monthly schedule names in a month, 0 January to 11 December."""
    first = date(year, month + 1, 1)
    if schedule.month_week is None:
        return first.replace(day=schedule.month_day)
    if schedule.month_week < LAST_WEEK:
        ahead = (schedule.weekday - first.weekday()) % _WEEK_DAYS
        return first + (ahead + (schedule.month_week - 1) * _WEEK_DAYS) * _DAY
    last = first.replace(day=monthrange(year, month + 1)[1])
    return last - (last.weekday() - schedule.weekday) % _WEEK_DAYS * _DAY


def _due_on(schedule: Schedule, day: date, zone: ZoneInfo) -> Due | None:
    wall = datetime.combine(day, schedule.at.replace(fold=0), tzinfo=zone)
    at = wall.astimezone(UTC)
    if at.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return Due(at=at, local_date=day)
    if _exists(day, zone):
        return Due(at=_after_gap(wall), local_date=day)
    return None if schedule.cadence in _BY_DAYS else _due_on(schedule, day + _DAY, zone)


def _after_gap(wall: datetime) -> datetime:
    """Return the UTC instant at which the gap that swallows a wall time ends."""
    early, late = wall.replace(fold=1).astimezone(UTC), wall.astimezone(UTC)
    offset = late.astimezone(wall.tzinfo).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if middle.astimezone(wall.tzinfo).utcoffset() == offset:
            late = middle
        else:
            early = middle
    return late


def _exists(day: date, zone: ZoneInfo) -> bool:
    """Return whether the zone had this calendar date at all; noon decides, no change of clocks is that long."""
    noon = datetime.combine(day, _NOON, tzinfo=zone)
    return noon.astimezone(UTC).astimezone(zone).date() == day
