"""Lengths of time as steps on the calendar: "two weeks" counted from a day, and how finely that dates."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from bot.model.dates import DatedBy, DateRange, EventDate, Precision, Timex, TimexType

_VALUE = re.compile(r"P(T)?(\d+)([YMWDHS])")
_UNITS = {"Y": "Y", "M": "M", "W": "W", "D": "D", "TH": "H", "TM": "m", "TS": "s"}
_DAYS = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Y": 12}
_FARTHEST = 5000
_SAME_DAY = 12
"""Hours below which "so many hours later" is still the same day."""
_GRAINS = {"D": Precision.DAY, "W": Precision.WEEK, "M": Precision.MONTH, "Y": Precision.YEAR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A number of units: Y years, M months, W weeks, D days, H hours, m minutes, s seconds."""

    count: int
    unit: str


def length_of(timex: Timex) -> Length | None:
    """Return the length that an expression names; None for points, and for lengths of no known number ("weeks")."""
    match = _VALUE.fullmatch(timex.value) if timex.type is TimexType.DURATION else None
    if match is None or int(match[2]) > _FARTHEST:
        return None
    unit = _UNITS.get(f"{match[1] or ''}{match[3]}")
    if unit is None:
        return None
    count = int(match[2])
    return Length(count=count // 24, unit="D") if unit == "H" and count % 24 == 0 else Length(count=count, unit=unit)


def moved(day: date, length: Length, sign: int) -> date | None:
    """Return the day a length away from a day; a month's end stays inside its month.

    Args:
        day: Where to count from.
        length: How far.
        sign: 1 for onwards, -1 for back.

    Returns:
        The day; None past either end of the calendar.
    """
    try:
        if length.unit in _DAYS:
            return day + timedelta(days=sign * length.count * _DAYS[length.unit])
        if length.unit not in _MONTHS:
            return day + timedelta(days=sign * (-(-length.count // 24) if length.unit == "H" else 0))
        year, month = divmod(day.year * 12 + day.month - 1 + sign * length.count * _MONTHS[length.unit], 12)
        if not MINYEAR <= year <= MAXYEAR:
            return None
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except OverflowError:
        return None


def stretch(day: date, length: Length, sign: int) -> EventDate | None:
    """Return the days from a day to one a length away, both included; None past either end of the calendar."""
    other = moved(day, length, sign)
    if other is None:
        return None
    reach = DateRange(start=min(day, other), end=max(day, other))
    return EventDate(range=reach, precision=Precision.RANGE, dated_by=DatedBy.EXPRESSION)


def landed(pivot: EventDate, length: Length, sign: int, *, is_rough: bool = False) -> EventDate | None:
    """Date what lies a length away from something dated, no finer than the unit: weeks give a week, months a month.

    Args:
        pivot: What is counted from.
        length: How far.
        sign: 1 for after, -1 for before.
        is_rough: Whether the length is only about right, so that days give a week.

    Returns:
        The date; None where the pivot has no range or the calendar ends.
    """
    if pivot.range is None:
        return None
    first, last = moved(pivot.range.start, length, sign), moved(pivot.range.end, length, sign)
    if first is None or last is None:
        return None
    if length.unit in {"m", "s"} or (length.unit == "H" and length.count < _SAME_DAY):
        return EventDate(range=pivot.range, precision=pivot.precision, dated_by=DatedBy.EXPRESSION)
    if length.unit == "H":
        reach = DateRange(start=min(first, pivot.range.start), end=max(last, pivot.range.end))
        return EventDate(range=reach, precision=Precision.RANGE, dated_by=DatedBy.EXPRESSION)
    try:
        return _rounded(DateRange(start=first, end=last), "W" if is_rough and length.unit == "D" else length.unit)
    except OverflowError:
        return None


def _rounded(reach: DateRange, unit: str) -> EventDate:
    """Widen days to the unit that was counted in; where they fill more than one, a range is left."""
    start, end = reach.start, reach.end
    if unit == "W":
        start, end = start - timedelta(days=start.weekday()), end + timedelta(days=6 - end.weekday())
        is_one = end - start < timedelta(days=7)
    elif unit == "M":
        is_one = (start.year, start.month) == (end.year, end.month)
        start, end = start.replace(day=1), end.replace(day=monthrange(end.year, end.month)[1])
    elif unit == "Y":
        is_one = start.year == end.year
        start, end = start.replace(month=1, day=1), end.replace(month=12, day=31)
    else:
        is_one = start == end
    grain = _GRAINS[unit] if is_one else Precision.RANGE
    return EventDate(range=DateRange(start=start, end=end), precision=grain, dated_by=DatedBy.EXPRESSION)
