"""Weekdays and weekends by their count: "the first Monday of May", "the last weekend of 1994", "three Mondays ago"."""

from calendar import monthrange
from datetime import date, timedelta

from bot.reading.dates import anchor, months
from bot.reading.dates.anchor import Direction
from bot.reading.dates.lexicon import MONTH_STEPS, ORDINALS, PLURAL_WEEKDAYS, WEEKDAYS
from bot.reading.dates.months import MonthDate
from bot.reading.dates.numbers import number_before
from bot.reading.dates.rules import words
from bot.reading.dates.scan import NOTHING, Found, Scan, found
from bot.reading.dates.values import Day, Month, Week, add_months, safe_date

_JOINTS = words("nth", "joint")
_LAST = words("nth", "last")
_THIRTEENTH_REACH = 14
"""Months within which a weekday and a day of the month ("Friday the 13th") fall together."""


def weekday_of_month(scan: Scan, i: int) -> tuple[Found, ...] | None:
    """Read "the first Monday of May" whose weekday is lexeme `i`.

    Returns:
        None where no count stands before it; nothing where the month is not said, or is every month.
    """
    nth = _nth(scan, i)
    if nth is None or scan.lex.low[i + 1] not in {"of", "in"}:
        return None
    read = _month(scan, i + 2)
    if read is None:
        return NOTHING
    month, end = read
    first = date(month.year, month.month, 1)
    ahead = timedelta(days=(WEEKDAYS[scan.lex.low[i]] - first.weekday()) % 7)
    day = first + ahead + timedelta(days=7 * (nth - 1)) if nth > 0 else _last(month, WEEKDAYS[scan.lex.low[i]])
    return (found(i - 2, end, Day(day)),) if (day.year, day.month) == (month.year, month.month) else NOTHING


def weekend_of_month(scan: Scan, i: int) -> tuple[Found, ...] | None:
    """Read "the last weekend of May 1994" whose "weekend" is lexeme `i`; None where no count or no month is said."""
    nth = _nth(scan, i)
    if nth is None or scan.lex.low[i + 1] not in {"of", "in"} or (read := _month(scan, i + 2)) is None:
        return None
    month, end = read
    saturday = _last(month, 5)
    if nth > 0:
        first = date(month.year, month.month, 1)
        saturday = first + timedelta(days=(5 - first.weekday()) % 7 + 7 * (nth - 1))
    return (found(i - 2, end, Week.of(saturday, is_weekend=True)),)


def weekdays_ago(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "three Mondays ago" whose weekday is lexeme `i`."""
    low, published = scan.lex.low, scan.memory.published
    number = number_before(scan.lex, i, scan.floor) if low[i + 1] == "ago" else None
    if number is None or number.amount is None or number.amount.denominator != 1 or published is None:
        return NOTHING
    back = (published.weekday() - PLURAL_WEEKDAYS[low[i]]) % 7 or 7
    day = published - timedelta(days=back + 7 * (min(int(number.amount), 1000) - 1))
    return (found(number.start, i + 2, Day(day)),)


def with_number(scan: Scan, i: int, end: int) -> tuple[Found, ...]:
    """Read "Friday the 13th": the weekday is lexeme `i`, its phrase ends before lexeme `end`."""
    low, published = scan.lex.low, scan.memory.published
    if low[end] != "the" or low[end + 2] != "th" or low[end + 3] == "of" or published is None:
        return NOTHING
    number = int(low[end + 1]) if scan.lex.is_digits(end + 1) and len(low[end + 1]) < 3 else 0
    step = 1 if scan.governor(i).looks_ahead else -1
    for count in range(_THIRTEENTH_REACH):
        month = add_months(published, step * count)
        day = None if month is None else safe_date(month.year, month.month, number)
        if day is not None and day.weekday() == WEEKDAYS[low[i]] and (day - published).days * step >= 0:
            return (found(i, end + 3, Day(day)),)
    return NOTHING


def _nth(scan: Scan, i: int) -> int | None:
    """Return the count before lexeme `i` ("the *third*"), -1 for the last; None for none."""
    low = scan.lex.low
    if low[i - 2] != "the" or i - 2 < scan.floor:
        return None
    if low[i - 1] in _LAST:
        return -1
    return ORDINALS[low[i - 1]] if ORDINALS.get(low[i - 1], 9) <= 5 else None


def _month(scan: Scan, i: int) -> tuple[Month, int] | None:
    """Return the month that begins at lexeme `i` ("May 1994", "next month", "the month") and the lexeme after it."""
    low, published = scan.lex.low, scan.memory.published
    if low[i] in MONTH_STEPS and low[i + 1] == "month":
        month = None if published is None else add_months(published, MONTH_STEPS[low[i]])
        return None if month is None else (month, i + 2)
    read: MonthDate | None = months.read_month(scan, i)
    if read is None or read.day is not None:
        return None
    value = months.resolve(scan, read, Direction.NONE)
    return (value, read.end) if isinstance(value, Month) else None


def _last(month: Month, weekday: int) -> date:
    end = date(month.year, month.month, monthrange(month.year, month.month)[1])
    return end - timedelta(days=(end.weekday() - weekday) % 7)


def paired(scan: Scan, i: int, day: date, *, is_ahead: bool) -> date:
    """Return a weekday so that the ends of "from Friday to Sunday" follow each other.

    Args:
        scan: The pass.
        i: The weekday's lexeme.
        day: What it would be alone.
        is_ahead: Whether the pair lies ahead.
    """
    low, published = scan.lex.low, scan.memory.published
    named = scan.memory.day
    if low[i - 1] in _JOINTS and scan.floor == i - 1 and named is not None and named.weekday() != day.weekday():
        return named + timedelta(days=(day.weekday() - named.weekday()) % 7)
    opens = low[i - 1] in {"from", "between"} and low[i + 1] in _JOINTS and low[i + 2] in WEEKDAYS
    if not opens or published is None or is_ahead:
        return day
    last = anchor.weekday(published, WEEKDAYS[low[i + 2]], Direction.NONE, scan.governor(i))
    return day - timedelta(days=7) if last < day else day
