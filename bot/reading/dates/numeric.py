"""Dates and times in figures: "2023-06-14", "2023-W24", "14/06/2023", "9/11", "22:30"."""

import re
from datetime import date

from bot.reading.dates import clock, monthdays, years
from bot.reading.dates.lexicon import MONTHS
from bot.reading.dates.rules import load_rules
from bot.reading.dates.scan import NOTHING, Found, Scan, found
from bot.reading.dates.values import Day, Month, Week, safe_date

_KNOWN: dict[tuple[str, str], date] = {
    (str(row["month"]), str(row["day"])): row["date"] for row in load_rules("figures")["known"]
}
_WEEK = re.compile(r"(\d{4})-w(\d\d)")


def number(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read the number at lexeme `i` where it is a year, a decade, a clock time or a date in figures."""
    word = scan.lex.low[i]
    if made := years.era_year(scan, i):
        return made
    if len(word) == 4 and word.isdigit():
        return _year_month(scan, i) or years.year(scan, i)
    if word[10:11] == "t":
        return _moment(scan, i)
    if ":" in word:
        return clock.clock(scan, i)
    if "-" in word:
        return _iso(scan, i) if word[:4].isdigit() else _hyphened(scan, i)
    if "/" in word or word.count(".") == 2:
        return _in_figures(scan, i)
    if known := _known(scan, i):
        return known
    if len(word) > 2:
        return NOTHING
    return monthdays.month_day(scan, i) or (years.short_decade(scan, i) if len(word) == 2 else NOTHING)


def _known(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read a day that its figures name: "9/11"."""
    low = scan.lex.low
    day = _KNOWN.get((low[i], low[i + 2]))
    if day is None or low[i + 1] != "/" or low[i + 3] == "/":
        return NOTHING
    return (found(i, i + 3, Day(day)),)


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


def _moment(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "2023-06-14T10:30:00Z" to the minute; a zone is dropped, as everywhere."""
    word = scan.lex.low[i]
    value = safe_date(int(word[:4]), int(word[5:7]), int(word[8:10]))
    hours, minutes = int(word[11:13]), int(word[14:16])
    if value is None or hours > 24 or minutes > 59:
        return NOTHING
    return (found(i, i + 1, Day(value, f"T{hours:02d}:{minutes:02d}")),)


def _hyphened(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "25-Mar-2013"."""
    day, month, last = scan.lex.low[i].split("-")
    if month not in MONTHS:
        return NOTHING
    value = safe_date(_four_digits(int(last)), MONTHS[month], int(day))
    return NOTHING if value is None else (found(i, i + 1, Day(value)),)


def _four_digits(year: int) -> int:
    return year if year > 99 else years.full_year(year, "figures")


def _in_figures(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "6/14/2023", "14/06/2023", "2023/06/14" and "14.06.2023".

    Where both orders are possible, strokes have the American order and dots the European one.
    """
    word = scan.lex.low[i]
    first, second, last = (int(part) for part in word.replace(".", "/").split("/"))
    if first > 99:
        value = safe_date(first, second, last)
    elif "." in word:
        value = safe_date(last, second, first)
    else:
        year = _four_digits(last)
        value = safe_date(year, first, second) or safe_date(year, second, first)
    return NOTHING if value is None else (found(i, i + 1, Day(value)),)
