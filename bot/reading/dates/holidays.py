"""Holidays and named days that news uses, with the day on which each falls in a year."""

from collections.abc import Callable
from datetime import date, timedelta

Rule = Callable[[int], date | None]


def _fixed(month: int, day: int) -> Rule:
    return lambda year: date(year, month, day)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _nth(weekday: int, nth: int, month: int) -> Rule:
    return lambda year: _nth_weekday(year, month, weekday, nth)


def _memorial_day(year: int) -> date:
    """The last Monday of May."""
    return _nth_weekday(year, 6, 0, 1) - timedelta(days=7)


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar.

    Source:
        The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _from_easter(days: int) -> Rule:
    return lambda year: easter(year) + timedelta(days=days)


def _election_day(year: int) -> date:
    """The Tuesday after the first Monday of November."""
    return _nth_weekday(year, 11, 0, 1) + timedelta(days=1)


_LUNAR_NEW_YEAR = {
    1990: (1, 27), 1991: (2, 15), 1992: (2, 4), 1993: (1, 23), 1994: (2, 10), 1995: (1, 31), 1996: (2, 19),
    1997: (2, 7), 1998: (1, 28), 1999: (2, 16), 2000: (2, 5), 2001: (1, 24), 2002: (2, 12), 2003: (2, 1),
    2004: (1, 22), 2005: (2, 9), 2006: (1, 29), 2007: (2, 18), 2008: (2, 7), 2009: (1, 26), 2010: (2, 14),
    2011: (2, 3), 2012: (1, 23), 2013: (2, 10), 2014: (1, 31), 2015: (2, 19), 2016: (2, 8), 2017: (1, 28),
    2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10),
    2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
}  # fmt: skip


def _lunar_new_year(year: int) -> date | None:
    known = _LUNAR_NEW_YEAR.get(year)
    return None if known is None else date(year, *known)


HOLIDAYS: dict[tuple[str, ...], Rule] = {
    ("christmas", "eve"): _fixed(12, 24),
    ("christmas", "day"): _fixed(12, 25),
    ("christmas",): _fixed(12, 25),
    ("boxing", "day"): _fixed(12, 26),
    ("new", "year", "'", "s", "eve"): _fixed(12, 31),
    ("new", "year", "'", "s", "day"): _fixed(1, 1),
    ("new", "year", "'", "s"): _fixed(1, 1),
    ("valentine", "'", "s", "day"): _fixed(2, 14),
    ("international", "women", "'", "s", "day"): _fixed(3, 8),
    ("april", "fools", "'", "day"): _fixed(4, 1),
    ("good", "friday"): _from_easter(-2),
    ("easter", "sunday"): _from_easter(0),
    ("easter", "monday"): _from_easter(1),
    ("easter",): _from_easter(0),
    ("may", "day"): _fixed(5, 1),
    ("victory", "day"): _fixed(5, 9),
    ("memorial", "day"): _memorial_day,
    ("independence", "day"): _fixed(7, 4),
    ("fourth", "of", "july"): _fixed(7, 4),
    ("bastille", "day"): _fixed(7, 14),
    ("labor", "day"): _nth(0, 1, 9),
    ("columbus", "day"): _nth(0, 2, 10),
    ("halloween",): _fixed(10, 31),
    ("election", "day"): _election_day,
    ("armistice", "day"): _fixed(11, 11),
    ("veterans", "day"): _fixed(11, 11),
    ("thanksgiving", "day"): _nth(3, 4, 11),
    ("thanksgiving",): _nth(3, 4, 11),
    ("martin", "luther", "king", "day"): _nth(0, 3, 1),
    ("presidents", "'", "day"): _nth(0, 3, 2),
    ("inauguration", "day"): _fixed(1, 20),
    ("lunar", "new", "year"): _lunar_new_year,
    ("chinese", "new", "year"): _lunar_new_year,
}
"""Lower-case lexemes of a name → its day in a year. Longer names of one beginning stand first."""
