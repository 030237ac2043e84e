"""Dates and times in figures: "2023-06-14", "2023-W24", "14/06/2023", "9/11", "22:30"."""

import re
from datetime import date

from bot.reading.dates import clock, years
from bot.reading.dates.scan import NOTHING, Found, Scan, found
from bot.reading.dates.values import Day, Month, Week, safe_date

_WEEK = re.compile(r"(\d{4})-w(\d\d)")


def number(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read the number at lexeme `i` where it is a year, a decade, a clock time or a date in figures."""
    word = scan.lex.low[i]
    if len(word) == 4 and word.isdigit():
        return _year_month(scan, i) or years.year(scan, i)
    if ":" in word:
        return clock.clock(scan, i)
    if "-" in word:
        return _iso(scan, i)
    if "/" in word:
        return _slashed(scan, i)
    if word == "9" and scan.lex.low[i + 1 : i + 3] == ["/", "11"] and scan.lex.low[i + 3] != "/":
        return (found(i, i + 3, Day(date(2001, 9, 11))),)
    return years.short_decade(scan, i) if len(word) == 2 else NOTHING


def _year_month(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "2023-06" as a month; "2003-04" and later second halves are ranges of years."""
    lex, low = scan.lex, scan.lex.low
    if low[i + 1] != "-" or len(low[i + 2]) != 2 or not lex.is_digits(i + 2) or not years.is_year(scan, i):
        return NOTHING
    is_tight = lex.is_glued(i + 1) and lex.is_glued(i + 2) and not low[i + 3].startswith("-")
    month, year = int(low[i + 2]), int(low[i])
    if not is_tight or not 1 <= month <= 12 or month > year % 100 or low[i - 1] == "-":
        return NOTHING
    return (found(i, i + 3, Month(year, month)),)


def _iso(scan: Scan, i: int) -> tuple[Found, ...]:
    word = scan.lex.low[i]
    week = _WEEK.fullmatch(word)
    if week is None:
        year, month, day = (int(part) for part in word.split("-"))
        value = safe_date(year, month, day)
        return NOTHING if value is None else (found(i, i + 1, Day(value)),)
    try:
        date.fromisocalendar(int(week[1]), int(week[2]), 1)
    except ValueError:
        return NOTHING
    return (found(i, i + 1, Week(int(week[1]), int(week[2]))),)


def _slashed(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "6/14/2023" and "14/06/2023"; where both orders are possible, the American one."""
    first, second, last = (int(part) for part in scan.lex.low[i].split("/"))
    year = last if last > 99 else last + (1900 if last > 50 else 2000)
    value = safe_date(year, first, second) or safe_date(year, second, first)
    return NOTHING if value is None else (found(i, i + 1, Day(value)),)
