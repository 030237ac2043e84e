"""When a digest is due, by our own rule: cron triggers fire twice in an autumn overlap and skip midnight gaps.

One digest a period. Where the wall time happens twice (clocks go back) the first counts; where it does not happen
(clocks go forward) the first instant after the gap. A calendar date that a zone skipped (Samoa, 30 December 2011) has
no daily digest, and a weekly or monthly one comes on the next date that exists.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.model.errors import InvalidInputError
from bot.model.settings import LAST_WEEK, Cadence, Schedule

_DAY = timedelta(days=1)
_NOON = time(12)
_FRIDAY = 4
_LONGEST_PERIOD = timedelta(days=40)


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
    """Return the IANA zone of a name.

    Raises:
        InvalidInputError: There is no such zone; says so with an example.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInputError(user_text=f"“{name[:40]}” is no time zone. Example: Europe/Berlin") from error


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
    if schedule.cadence is Cadence.OFF:
        return None
    zone = zone_named(schedule.zone)
    for day in _period_days(schedule, after.astimezone(zone).date()):
        due = _due_on(schedule, day, zone)
        if due is not None and due.at > after:
            return due
    raise AssertionError("a period always comes")  # the days are endless


def upcoming(schedule: Schedule, after: datetime, count: int) -> tuple[Due, ...]:
    """Return the next `count` digests after an instant, soonest first; empty when the cadence is off."""
    found: list[Due] = []
    while len(found) < count and (due := next_due(schedule, found[-1].at if found else after)) is not None:
        found.append(due)
    return tuple(found)


def latest_due(schedule: Schedule, until: datetime) -> Due | None:
    """Return the last digest at or before an instant (aware); None when the cadence is off.

    Raises:
        InvalidInputError: The schedule names no zone.
    """
    found: Due | None = None
    due = next_due(schedule, until - _LONGEST_PERIOD)
    while due is not None and due.at <= until:
        found, due = due, next_due(schedule, due.at)
    return found


def _period_days(schedule: Schedule, around: date) -> Iterator[date]:
    """Yield the nominal local dates of the schedule from before `around` on, in order and without end."""
    day = around - (40 * _DAY if schedule.cadence is Cadence.MONTHLY else 8 * _DAY)
    while True:
        if _names(schedule, day):
            yield day
        day += _DAY


def _names(schedule: Schedule, day: date) -> bool:
    """Return whether a schedule names a date, be it one that its zone had or not."""
    match schedule.cadence:
        case Cadence.DAILY:
            return True
        case Cadence.WEEKDAYS:
            return day.weekday() <= _FRIDAY
        case Cadence.WEEKLY:
            return day.weekday() == schedule.weekday
        case Cadence.MONTHLY:
            return _names_in_month(schedule, day)
        case Cadence.OFF:
            return False


def _names_in_month(schedule: Schedule, day: date) -> bool:
    if schedule.month_week is None:
        return day.day == schedule.month_day
    if day.weekday() != schedule.weekday:
        return False
    if schedule.month_week == LAST_WEEK:
        return (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 + 1 == schedule.month_week


def _due_on(schedule: Schedule, day: date, zone: ZoneInfo) -> Due | None:
    if not _exists(day, zone):
        if schedule.cadence in {Cadence.DAILY, Cadence.WEEKDAYS}:
            return None
        while not _exists(day, zone):
            day += _DAY
    return Due(at=_instant(datetime.combine(day, schedule.at.replace(fold=0), tzinfo=zone)), local_date=day)


def _instant(wall: datetime) -> datetime:
    """Return the UTC instant of a wall time: the first of two, or the first after a gap that swallows it."""
    late = wall.astimezone(UTC)
    if late.astimezone(wall.tzinfo).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return late
    early = wall.replace(fold=1).astimezone(UTC)
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
