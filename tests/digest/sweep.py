"""Every change of a zone's clocks, and the digests around it, by an account of its own.

The rule under test goes from wall time to instant by the fold of PEP 495. This one knows only which offset held from
when to when: a digest comes at the first instant at which the clocks show its hour or a later one, on dates that exist.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from bot.digest.due import upcoming, zone_named
from bot.model.settings import Cadence, Schedule

SINCE, UNTIL = 1970, 2038
HALF_HOURS = tuple(time(half // 2, half % 2 * 30) for half in range(48))
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clocks are counted from here, whatever their zone
_DAY_S = 86_400
_STEP_S = 6 * 3600
_LAST_SAFE_DAY = 28
_REACH = {Cadence.DAILY: 3, Cadence.WEEKLY: 9, Cadence.MONTHLY: 36}
"""How many days before and after a change digests are looked at."""


@dataclass(frozen=True)
class Span:
    """An offset in seconds, and from which instant it holds (seconds since 1970 in UTC)."""

    start: int
    offset: int


@dataclass(frozen=True)
class Zone:
    """What a zone's clocks showed."""

    name: str

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """All offsets from a year before to a year after the years looked at, oldest first."""
        zone = zone_named(self.name)
        at, end = _instant(date(SINCE - 1, 1, 1)), _instant(date(UNTIL + 1, 1, 1))
        spans = [Span(at, _offset(zone, at))]
        for later in range(at + _STEP_S, end, _STEP_S):
            while (offset := _offset(zone, later)) != spans[-1].offset:
                # Of two changes within six hours the first is found, and looked on from there.
                first = _change(zone, max(later - _STEP_S, spans[-1].start), later)
                spans.append(Span(first, _offset(zone, first)))
                if spans[-1].offset == offset:
                    break
        return tuple(spans)

    @property
    def changes(self) -> tuple[int, ...]:
        """The instants at which the clocks were changed."""
        first, last = _instant(date(SINCE, 1, 1)), _instant(date(UNTIL, 1, 1))
        return tuple(span.start for span in self.spans[1:] if first <= span.start < last)

    def around(self, instant: int, days: int) -> "Stretch":
        """Return what the clocks showed some days before and after an instant."""
        first = bisect_right(self.spans, instant - (days + 2) * _DAY_S, key=lambda span: span.start) - 1
        last = bisect_right(self.spans, instant + (days + 2) * _DAY_S, key=lambda span: span.start)
        ends = [span.start for span in self.spans[first + 1 : last + 1]] + [_instant(date(UNTIL + 2, 1, 1))]
        return Stretch(tuple((s.start, end, s.offset) for s, end in zip(self.spans[first:last], ends, strict=False)))


@dataclass(frozen=True)
class Stretch:
    """Offsets in force one after another: from an instant, before another, in seconds."""

    parts: tuple[tuple[int, int, int], ...]

    def exists(self, day: int) -> bool:
        """Return whether the clocks ever showed a date (days since 1970)."""
        return any(
            start + offset < (day + 1) * _DAY_S and end + offset > day * _DAY_S for start, end, offset in self.parts
        )

    def first(self, wall_s: int) -> int:
        """Return the first instant at which the clocks show a wall time (seconds since 1970) or a later one."""
        return min(max(start, wall_s - offset) for start, end, offset in self.parts if wall_s - offset < end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A schedule whose digests are others than they should be."""

    schedule: Schedule
    after: datetime
    expected: tuple[tuple[int, date], ...]
    found: tuple[tuple[int, date], ...]


@dataclass(slots=True)
class Swept:
    """What was looked at: changes of clocks, schedules around them, and their digests."""

    changes: int = 0
    cases: int = 0
    digests: int = 0
    violations: int = 0
    first_violation: Violation | None = None

    def add(self, other: "Swept") -> None:
        """Take in what was looked at elsewhere."""
        self.changes += other.changes
        self.cases += other.cases
        self.digests += other.digests
        self.violations += other.violations
        self.first_violation = self.first_violation or other.first_violation


def sweep(name: str, hours: Sequence[time] = HALF_HOURS, *, every: int = 1) -> Swept:
    """Look at a zone's digests around each change of its clocks.

    Args:
        name: The zone.
        hours: When the digest is to come.
        every: Only each so manieth change.

    Returns:
        What was looked at; a violation is a digest that is missing, twice, out of order or at another instant.
    """
    zone, swept = Zone(name), Swept()
    for change in zone.changes[::every]:
        swept.changes += 1
        for schedule in _schedules(zone, change, hours):
            _look(zone, schedule, change, swept)
    return swept


def _schedules(zone: Zone, change: int, hours: Iterable[time]) -> Iterator[Schedule]:
    """Yield the schedules that have a digest on the day of a change, the day before or the day after."""
    (_, _, offset), *_ = zone.around(change, 0).parts[::-1]
    middle = (change + offset) // _DAY_S
    days = [_date(middle + step) for step in (-1, 0, 1)]
    daily = Schedule(cadence=Cadence.DAILY, at=time.min, zone=zone.name)
    weekly = [replace(daily, cadence=Cadence.WEEKLY, weekday=day.weekday()) for day in days]
    month_days = {min(day.day, _LAST_SAFE_DAY) for day in days}
    monthly = [replace(daily, cadence=Cadence.MONTHLY, month_day=day) for day in month_days]
    for schedule in (daily, *weekly, *monthly):
        yield from (replace(schedule, at=at) for at in hours)


def _look(zone: Zone, schedule: Schedule, change: int, swept: Swept) -> None:
    reach = _REACH[schedule.cadence]
    begin, end = change - reach * _DAY_S, change + reach * _DAY_S
    stretch = _around(zone, change, reach)
    expected = tuple(
        (instant, day) for instant, day in _expected(stretch, schedule, begin, end) if begin < instant <= end
    )
    after = datetime.fromtimestamp(begin, UTC)
    found = tuple((int(due.at.timestamp()), due.local_date) for due in upcoming(schedule, after, len(expected) + 1))
    swept.cases += 1
    swept.digests += len(expected)
    if found[:-1] != expected or found[-1][0] <= end:
        swept.violations += 1
        swept.first_violation = swept.first_violation or Violation(
            schedule=schedule, after=after, expected=expected, found=found
        )


@lru_cache(maxsize=16)
def _around(zone: Zone, change: int, days: int) -> Stretch:
    return zone.around(change, days)


def _expected(stretch: Stretch, schedule: Schedule, begin: int, end: int) -> Iterator[tuple[int, date]]:
    hour_s = (schedule.at.hour * 60 + schedule.at.minute) * 60
    for start_s, day in _days(stretch, replace(schedule, at=time.min), begin // _DAY_S - 2, end // _DAY_S + 3):
        yield stretch.first(start_s + hour_s), day


@lru_cache(maxsize=16)
def _days(stretch: Stretch, schedule: Schedule, first: int, last: int) -> tuple[tuple[int, date], ...]:
    """Return the dates of a schedule's digests, each with its beginning on the wall (seconds since 1970)."""
    nominal = (day for day in range(first, last) if _is_nominal(schedule, _date(day)))
    shown = [
        day if stretch.exists(day) else day + 1
        for day in nominal
        if stretch.exists(day) or schedule.cadence is not Cadence.DAILY
    ]
    return tuple((day * _DAY_S, _date(day)) for day in shown)


def _is_nominal(schedule: Schedule, day: date) -> bool:
    if schedule.cadence is Cadence.WEEKLY:
        return day.weekday() == schedule.weekday
    return schedule.cadence is Cadence.DAILY or day.day == schedule.month_day


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """Return the first instant between two whose offset is not that of the earlier one."""
    offset = _offset(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after


def _offset(zone: ZoneInfo, instant: int) -> int:
    offset = datetime.fromtimestamp(instant, zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


def _instant(day: date) -> int:
    return (day - _EPOCH.date()).days * _DAY_S


def _date(day: int) -> date:
    return _EPOCH.date() + timedelta(days=day)
