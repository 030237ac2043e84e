"""Dates as questions say them: absolute, never finer than known, never relative."""

from bot.model.dates import DatedBy, DateRange, EventDate, Precision

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS_OF_A_STRETCH = 300


def month_name(year: int, month: int) -> str:
    """Return "June 2023"."""
    return f"{MONTHS[month - 1]} {year}"


def same_month(range_: DateRange) -> bool:
    """Tell whether a range lies within one calendar month."""
    return (range_.start.year, range_.start.month) == (range_.end.year, range_.end.month)


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
        return f"in {month_name(range_.start.year, range_.start.month)}"
    if when.precision is Precision.YEAR and range_.start.year == range_.end.year:
        return f"in {range_.start.year}"
    if when.precision is Precision.WEEK:
        return _week(range_)
    if (range_.end - range_.start).days > _DAYS_OF_A_STRETCH:
        return None
    first = MONTHS[range_.start.month - 1]
    if range_.start.year != range_.end.year:
        first = month_name(range_.start.year, range_.start.month)
    return f"between {first} and {month_name(range_.end.year, range_.end.month)}"


def _finely(range_: DateRange, precision: Precision) -> str | None:
    if precision is Precision.DAY:
        return f"on {range_.start.day} {month_name(range_.start.year, range_.start.month)}"
    return _week(range_) if precision is Precision.WEEK else None


def _week(range_: DateRange) -> str:
    return f"in the week of {range_.start.day} {month_name(range_.start.year, range_.start.month)}"
