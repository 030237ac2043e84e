"""TIMEX3 values → inclusive calendar days."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, timedelta

from bot.model.dates import DateRange

_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_PATTERN = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T[\w:.+-]*)?)?"
    r"|-W(?P<week>\d\d)(?:-(?P<weekday>[1-7])(?:T[\w:.+-]*)?|-(?P<weekend>WE))?"
    r"|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<season>SP|SU|FA|WI))?",
    re.ASCII,
)


def value_range(value: str) -> DateRange | None:
    """Return the calendar days that a TIMEX3 value names.

    Args:
        value: TIMEX3 value: "2023-06-14", "2023-06-14TNI", "2023-W24", "2023-W24-WE", "2023-06", "2023-Q2", "2023-H1",
            "2023-SU" (meteorological: June to August; winter begins in December of its year), "2023", "202" (a
            decade), "20" (a century).

    Returns:
        Inclusive days; None for lengths, references (PAST_REF), values with X's, and days that don't exist.

    Source:
        TimeML annotation guidelines 1.2.1, section 2.2.1 (values), ISO 8601 (weeks).
    """
    if value.isascii() and value.isdigit() and len(value) in (2, 3):
        span = 100 if len(value) == 2 else 10
        return _years(int(value) * span, int(value) * span + span - 1)
    match = _PATTERN.fullmatch(value)
    if match is None or not MINYEAR <= int(match["year"]) <= MAXYEAR:
        return None
    year = int(match["year"])
    for group, read in _READERS:
        if match[group] is not None:
            return read(year, match)
    return _years(year, year)


def months_range(year: int, first: int, count: int) -> DateRange | None:
    """Return the days of `count` months from month `first` of a year on; None past the end of the calendar."""
    last_year, last = divmod(year * 12 + first - 1 + count - 1, 12)
    if not 1 <= first <= 12 or last_year > MAXYEAR:
        return None
    end = date(last_year, last + 1, monthrange(last_year, last + 1)[1])
    return DateRange(start=date(year, first, 1), end=end)


def _years(first: int, last: int) -> DateRange | None:
    if not MINYEAR <= first <= last <= MAXYEAR:
        return None
    return DateRange(start=date(first, 1, 1), end=date(last, 12, 31))


def _day(year: int, match: re.Match[str]) -> DateRange | None:
    try:
        return DateRange.day(date(year, int(match["month"]), int(match["day"])))
    except ValueError:
        return None


def _week(year: int, match: re.Match[str]) -> DateRange | None:
    try:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        if match["weekday"]:
            return DateRange.day(monday + timedelta(days=int(match["weekday"]) - 1))
        first = 5 if match["weekend"] else 0
        return DateRange(start=monday + timedelta(days=first), end=monday + timedelta(days=6))
    except (ValueError, OverflowError):
        return None


_READERS: tuple[tuple[str, Callable[[int, re.Match[str]], DateRange | None]], ...] = (
    ("day", _day),
    ("week", _week),
    ("month", lambda year, match: months_range(year, int(match["month"]), 1)),
    ("quarter", lambda year, match: months_range(year, int(match["quarter"]) * 3 - 2, 3)),
    ("half", lambda year, match: months_range(year, int(match["half"]) * 6 - 5, 6)),
    ("season", lambda year, match: months_range(year, _SEASON_STARTS[match["season"]], 3)),
)
