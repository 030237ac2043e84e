"""A day as it stands in a dateline or a stamp: "Wed 14 Jun 2023", "March 3", "2023-06-14", "14/06/2023"."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.reading.dates.lexicon import MONTHS, WEEKDAYS
from bot.reading.dates.values import safe_date

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?\b"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?:1[6-9]|2[01])\d\d(?!\d)"
DAY: Final = (
    rf"(?<![\w/.])(?:{_WEEKDAY}\.?(?:,\s*|\s+))?(?:(?:the\s)?"
    rf"(?:{_MONTH}\s*{_DAY}(?:,?\s*{_YEAR})?"
    rf"|{_DAY}(?:\sof)?[\s-]{_MONTH}(?:[\s,-]{{1,2}}{_YEAR})?"
    rf"|{_YEAR}(?P<iso>[-/.])\d\d?(?P=iso)\d\d?(?!\d)"
    rf"|\d\d?(?P<plain>[-/.])\d\d?(?P=plain){_YEAR}))"
    rf"(?:,?\s*\(?{_WEEKDAY}\)?(?!\w))?(?:(?=T\d\d:)|(?![\w/]|[.-]\d))"
)
"""A day in any of the forms, with the weekday before or after it; compile with IGNORECASE."""

_WORDS = re.compile(r"[a-z]+|\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDay:
    """A day as printed, as far as the print tells it.

    Attributes:
        year: None where it is left out.
        days: The month and day that can be meant: two where the order of numbers is not told ("03/04/2023").
        weekday: 0 Monday to 6 Sunday; None where none is printed.
    """

    year: int | None
    days: tuple[tuple[int, int], ...]
    weekday: int | None = None

    def in_year(self, year: int) -> tuple[date, ...]:
        """Return the days of a year that can be meant, whatever their weekday; empty where there is none."""
        return tuple(found for month, day in self.days if (found := safe_date(year, month, day)) is not None)

    def fits(self, day: date) -> bool:
        """Return whether a day has the weekday that is printed; any day has where none is."""
        return self.weekday is None or day.weekday() == self.weekday


def read_day(text: str) -> WrittenDay:
    """Read a day that the pattern `DAY` matched.

    Args:
        text: The match, "Wed, 14 Jun 2023".

    Returns:
        What it tells; `days` is empty where no order of the numbers makes a day.
    """
    words = [word.lower() for word in _WORDS.findall(text)]
    weekday = next((WEEKDAYS[word] for word in words if word in WEEKDAYS), None)
    month = next((MONTHS[word] for word in words if word in MONTHS), None)
    numbers = [word for word in words if word.isdecimal()]
    year = next((int(word) for word in numbers if len(word) == 4), None)
    short = [int(word) for word in numbers if len(word) < 4]
    if month is not None:
        return WrittenDay(year=year, days=((month, short[0]),), weekday=weekday)
    first, second = short
    orders = [(first, second)] if len(numbers[0]) == 4 else [(second, first), (first, second)]
    days = tuple(dict.fromkeys((m, d) for m, d in orders if 1 <= m <= 12 and 1 <= d <= 31))
    return WrittenDay(year=year, days=days, weekday=weekday)
