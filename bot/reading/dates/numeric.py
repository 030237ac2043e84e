"""Dates and times in figures: "2023-06-14", "2023-W24", "14/06/2023", "9/11", "22:30"."""

import re
from datetime import date

from bot.reading.dates import clock, monthdays, years
from bot.reading.dates.figures import day_in_figures
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
    if word[10:11] == "t" and word[4] == "-":
        return _moment(scan, i)
    if ":" in word:
        return clock.clock(scan, i)
    if (day := day_in_figures(word)) is not None:
        return (found(i, i + 1, Day(day)),)
    if "-" in word:
        return _week(scan, i)
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


def _week(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "2023-W24"; a week that the year doesn't have is none."""
    week = _WEEK.fullmatch(scan.lex.low[i])
    if week is None:
        return NOTHING
    year, number = int(week[1]), int(week[2])
    try:
        date.fromisocalendar(year, number, 1)
    except ValueError:
        return NOTHING
    return (found(i, i + 1, Week(year, number)),)


def _moment(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "2023-06-14T10:30:00Z" to the minute; a zone is dropped, as everywhere."""
    word = scan.lex.low[i]
    value = safe_date(int(word[:4]), int(word[5:7]), int(word[8:10]))
    hours, minutes = int(word[11:13]), int(word[14:16])
    if value is None or hours > 24 or minutes > 59:
        return NOTHING
    return (found(i, i + 1, Day(value, f"T{hours:02d}:{minutes:02d}")),)
