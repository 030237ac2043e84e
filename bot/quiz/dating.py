"""Dates as questions say them: absolute, never finer than known, never relative."""

from functools import lru_cache

from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.datewords import day_words, month_words, quarter_words, week_words

_DAYS_OF_A_STRETCH = 300


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
        is_fine: Say the day or week where it is known and was printed, not only inferred from the publication.

    Returns:
        None where the date is unknown or too wide to identify anything.
    """
    range_ = when.range
    if range_ is None or when.precision is Precision.UNKNOWN:
        return None
    if is_fine and when.dated_by is DatedBy.EXPRESSION and (fine := _finely(range_, when.precision)):
        return fine
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


def _finely(range_: DateRange, precision: Precision) -> str | None:
    if precision is Precision.DAY:
        return f"on {day_words(range_.start)}"
    return _week(range_) if precision is Precision.WEEK else None


def _week(range_: DateRange) -> str:
    return f"in the {week_words(range_.start)}"
