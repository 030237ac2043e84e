"""Dates as questions say them: absolute, never finer than known, never relative."""

from datetime import timedelta
from functools import lru_cache

from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.datewords import day_words, month_words, quarter_words, week_words

_DAYS_OF_A_STRETCH = 300
_A_STAY = timedelta(days=7)
"""The longest journey whose days a question tells."""


def same_month(range_: DateRange) -> bool:
    """Tell whether a range lies within one calendar month."""
    return (range_.start.year, range_.start.month) == (range_.end.year, range_.end.month)


@lru_cache(maxsize=4096)
def whole_months(range_: DateRange) -> DateRange:
    """Return the range widened to whole calendar months."""
    start = range_.start.replace(day=1)
    year, month = (range_.end.year, range_.end.month + 1) if range_.end.month < 12 else (range_.end.year + 1, 1)
    last = range_.end.replace(year=year, month=month, day=1).toordinal() - 1
    return DateRange(start=start, end=range_.end.fromordinal(last))


def in_words(when: EventDate, *, is_fine: bool = False) -> str | None:
    """Return when an event happened, as an adverbial: "in June 2023".

    Args:
        when: The event's date.
        is_fine: Say the day, or the days of a stay, where they are known and were printed, not only inferred from the
            publication. A week is said by its month: "last week" is that of the calendar to some, and the last seven
            days to others.

    Returns:
        None where the date is unknown or too wide to identify anything.
    """
    range_ = when.range
    if range_ is None or when.precision is Precision.UNKNOWN:
        return None
    if is_fine and when.dated_by is DatedBy.EXPRESSION and when.precision is Precision.DAY:
        return f"on {day_words(range_.start)}"
    if is_fine and when.dated_by is DatedBy.EXPRESSION and _is_of_days(when.precision, range_):
        is_two = range_.end - range_.start == timedelta(days=1)
        return f"{'on' if is_two else 'from'} {range_.start.day} {'and' if is_two else 'to'} {day_words(range_.end)}"
    if same_month(range_):
        return f"in {month_words(range_.start)}"
    if when.precision is Precision.YEAR and range_.start.year == range_.end.year:
        return f"in {range_.start.year}"
    if when.precision is Precision.WEEK:
        return _week(range_)
    if when.precision is Precision.QUARTER and (quarter := quarter_words(range_)):
        return f"in the {quarter}"
    if (range_.end - range_.start).days > _DAYS_OF_A_STRETCH:
        return None
    first = month_words(range_.start, this_year=range_.end.year)
    return f"between {first} and {month_words(range_.end)}"


def _is_of_days(precision: Precision, range_: DateRange) -> bool:
    """Tell whether a stretch was told by its first and last day: "July 25-26"."""
    is_short = range_.start < range_.end <= range_.start + _A_STAY
    return precision is Precision.RANGE and same_month(range_) and is_short


def _week(range_: DateRange) -> str:
    return f"in the {week_words(range_.start)}"
