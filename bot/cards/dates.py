"""Event dates as text, the same for every reader. Moments of the bot are Discord timestamps: `text.moment`."""

from calendar import monthrange
from datetime import date

from bot.cards.tokens import NBSP
from bot.model.dates import DateRange, EventDate, Precision

NO_DATE = "date not given"
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONGEST_BY_DAYS = 31
"""Longer stretches are told by months, since their first and last day are seldom meant."""


def listed_date(when: EventDate, year: int | None = None) -> str:
    """Return an event's date as it stands in lists: "14 Jun", "12–18 Jun", "Feb", "Feb to mid-June".

    Args:
        when: The event's date.
        year: The year that the heading already says; None to say it here.
    """
    return _told(when, _SHORT, year)


def running_date(when: EventDate) -> str:
    """Return an event's date as it stands in running text and meta: "14 June 2023", "February to mid-June 2023"."""
    return _told(when, _LONG, None)


def day(at: date) -> str:
    """Return a day in running form: "14 June 2023"."""
    return f"{at.day}{NBSP}{_LONG[at.month - 1]} {at.year}"


def weekday(at: date) -> str:
    """Return the English name of a date's weekday."""
    return _WEEKDAYS[at.weekday()]


def weekday_name(number: int) -> str:
    """Return the English name of a weekday, 0 Monday to 6 Sunday."""
    return _WEEKDAYS[number]


def month(at: date) -> str:
    """Return a month with its year: "June 2023"."""
    return f"{_LONG[at.month - 1]} {at.year}"


def days(period: DateRange) -> str:
    """Return inclusive days in running form: "14 June 2023", "12–18 June 2023", "29 May to 4 June 2023"."""
    return _days(period, _LONG) + f" {period.end.year}"


def months(period: DateRange) -> str:
    """Return the months that a period spans: "January to June 2023", "June 2023", "May 2022 to June 2023"."""
    first, last = month(period.start), month(period.end)
    if first == last:
        return first
    if period.start.year == period.end.year:
        first = _LONG[period.start.month - 1]
    return f"{first} to {last}"


def heading(when: EventDate) -> str:
    """Return the heading under which a timeline lists an event: the month it began, its year, or that none is given."""
    if when.range is None:
        return "Date not given"
    if when.precision is Precision.YEAR:
        return str(when.range.start.year)
    return month(when.range.start)


def _told(when: EventDate, names: tuple[str, ...], year: int | None) -> str:
    if when.range is None:
        return NO_DATE
    start, end = when.range.start, when.range.end
    if when.precision is Precision.YEAR:
        return str(start.year)
    text = _months_only(when.range, when.precision, names) or _days(when.range, names)
    if when.precision is Precision.DAY and start != end and start.year == end.year == year:
        return text
    return text if end.year == year else f"{text} {end.year}"


def _months_only(period: DateRange, precision: Precision, names: tuple[str, ...]) -> str | None:
    """Return a stretch told without days; None where its days are meant."""
    start, end = period.start, period.end
    is_whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if (start.year, start.month) == (end.year, end.month):
        return names[start.month - 1] if precision is Precision.MONTH or is_whole else None
    if precision is Precision.QUARTER or (is_whole and start.year == end.year and end.month - start.month < 3):
        first, last = names[start.month - 1], names[end.month - 1]
        return f"{first}–{last}" if start.year == end.year else f"{first} {start.year}–{last}"
    if (end - start).days < _LONGEST_BY_DAYS:
        return None
    first = _part_of_month(start, names, is_plain=start.day == 1)
    last = _part_of_month(end, names, is_plain=end.day == monthrange(end.year, end.month)[1])
    return f"{first} to {last}" if start.year == end.year else f"{first} {start.year} to {last}"


def _part_of_month(at: date, names: tuple[str, ...], *, is_plain: bool) -> str:
    if is_plain:
        return names[at.month - 1]
    name = _LONG[at.month - 1]
    if 10 < at.day <= 20:
        return f"mid-{name}"
    return f"{'early' if at.day <= 10 else 'late'}{NBSP}{name}"


def _days(period: DateRange, names: tuple[str, ...]) -> str:
    start, end = period.start, period.end
    last = f"{end.day}{NBSP}{names[end.month - 1]}"
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    first = f"{start.day}{NBSP}{names[start.month - 1]}"
    return f"{first} to {last}" if start.year == end.year else f"{first} {start.year} to {last}"
