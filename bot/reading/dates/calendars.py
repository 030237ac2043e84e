"""The calendars by which holidays move: Easter of both churches, Hebrew, Islamic, Persian and Chinese days in a year.

A day of the Hebrew or the Islamic calendar begins at sunset; what stands here is the day in whose daylight it is kept.
The days of the Chinese and the Hindu calendar come from `calendars.toml`, which says how they were checked.
"""

import tomllib
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

MovingDay = Callable[[int], date | None]
"""Year → the day in it; None where it isn't known."""

_HEBREW_EPOCH = -1373428
"""Day number (`date.toordinal`) of the day before 1 Tishri of the Hebrew year 1."""
_HEBREW_OFFSET = 3761
"""The Hebrew year that begins in the autumn of a year is that year and this."""
_ISLAMIC_EPOCH = 227015
"""Day number of 1 Muharram of the first Islamic year, 16 July 622 of the Julian calendar."""
_TABLES = tomllib.loads((files("bot.reading.dates") / "calendars.toml").read_text(encoding="utf-8"))


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


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the Orthodox churches, as a day of the Gregorian calendar.

    Source:
        Meeus, Astronomical Algorithms, chapter 8 (Julian Easter); the calendars' distance, 13 days from 1900 to 2099.
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def rosh_hashanah(year: int) -> date:
    """Return 1 Tishri, the Jewish New Year that begins in a year.

    Source:
        Dershowitz and Reingold, Calendrical Calculations, chapter "The Hebrew Calendar".
    """
    hebrew = year + _HEBREW_OFFSET
    before, here, after = (_molad_day(hebrew + step) for step in (-1, 0, 1))
    here += 2 if after - here == 356 else here - before == 382
    return date.fromordinal(_HEBREW_EPOCH + 1 + here)


def _molad_day(hebrew: int) -> int:
    """Return the days from the epoch to the mean new moon of Tishri, moved off Sunday, Wednesday and Friday."""
    months = (235 * hebrew - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + ((3 * (day + 1)) % 7 < 3)


def passover(year: int) -> date:
    """Return 15 Nisan, the first day of Passover: from there to the next 1 Tishri every month's length is fixed."""
    return rosh_hashanah(year) - timedelta(days=163)


def hanukkah(year: int) -> date:
    """Return 25 Kislev, the first day of Hanukkah; Heshvan has thirty days in a year of 355 or 385."""
    first = rosh_hashanah(year)
    is_long = (rosh_hashanah(year + 1) - first).days in {355, 385}
    return first + timedelta(days=83 + is_long)


def yom_haatzmaut(year: int) -> date:
    """Return Israel's Independence Day: 5 Iyar, kept clear of the Sabbath by up to two days.

    Source:
        Israel's Independence Day Law, 1949, with its amendment of 2004.
    """
    day = passover(year) + timedelta(days=20)
    return day + timedelta(days={4: -1, 5: -2, 0: 1 if year >= 2004 else 0}.get(day.weekday(), 0))


def yom_hashoah(year: int) -> date:
    """Return Israel's Holocaust Remembrance Day: 27 Nisan, kept clear of the Sabbath by a day.

    Source:
        Israel's Holocaust and Heroism Remembrance Day Law, 1959, with its amendments of 1961 and 1997.
    """
    day = passover(year) + timedelta(days=12)
    return day + timedelta(days={4: -1, 6: 1 if year >= 1997 else 0}.get(day.weekday(), 0))


def tisha_bav(year: int) -> date:
    """Return 9 Av, put off by a day where it falls on the Sabbath."""
    day = passover(year) + timedelta(days=112)
    return day + timedelta(days=day.weekday() == 5)


def nowruz(year: int) -> date:
    """Return 1 Farvardin, the Persian New Year, by the cycle of 33 years with 8 leap years in each.

    Source:
        The 33-year rule of the Solar Hijri calendar; for 1990 to 2050 checked against the equinox at noon of Tehran.
    """
    leap_days = (8 * (year - 621) + 21) // 33 - 332
    return date(1990, 3, 21) + timedelta(days=365 * (year - 1990) + leap_days)


def qingming(year: int) -> date:
    """Return the day of the solar term "clear and bright", 4 or 5 April; for 1990 to 2050.

    Source:
        The common rule of thumb for solar terms, checked against the sun's longitude at 15 degrees in Beijing.
    """
    century, offset = (1900, 5.59) if year < 2000 else (2000, 4.81)
    short = year - century
    return date(year, 4, int(short * 0.2422 + offset) - short // 4)


def islamic_month(year: int, month: int) -> date:
    """Return the first day of a month of an Islamic year (AH): by the Umm al-Qura calendar, else by the tabular one.

    Saudi Arabia and its neighbours go by Umm al-Qura in the main; where the new moon must be seen, the observed day
    is often a day later, seldom two.

    Args:
        year: Islamic year, from 1.
        month: 1 Muharram to 12 Dhu al-Hijja.

    Source:
        Umm al-Qura: the calendar's month lengths (R. H. van Gent, "The Umm al-Qura Calendar of Saudi Arabia").
        Tabular: Dershowitz and Reingold, Calendrical Calculations, chapter "The Islamic Calendar".
    """
    table = _umm_al_qura()
    index = year - int(_TABLES["umm_al_qura"]["first_year"])
    if 0 <= index < len(table):
        return table[index][month - 1]
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(_ISLAMIC_EPOCH + days)


def islamic_month_end(first: date) -> date:
    """Return the last day of the Islamic month that begins on a day."""
    about = _about(first.year)
    firsts = sorted(islamic_month(year, month) for year in about for month in range(1, 13))
    return firsts[firsts.index(first) + 1] - timedelta(days=1)


def _about(year: int) -> range:
    """Return the Islamic years that may touch a Gregorian one."""
    about = (year - 622) * 33 // 32
    return range(max(1, about - 1), about + 4)


@cache
def _umm_al_qura() -> tuple[tuple[date, ...], ...]:
    """Return the first days of the months of each year in the table."""
    given = _TABLES["umm_al_qura"]
    day, years = given["first_day"], list[tuple[date, ...]]()
    for months in given["months"]:
        firsts = list[date]()
        for is_long in months:
            firsts.append(day)
            day += timedelta(days=29 + (is_long == "1"))
        years.append(tuple(firsts))
    return tuple(years)


def islamic_days(year: int, month: int, day: int) -> tuple[date, ...]:
    """Return the days of a Gregorian year on which a day of the Islamic year falls: one, two, or seldom none."""
    days = (islamic_month(islamic, month) + timedelta(days=day - 1) for islamic in _about(year))
    return tuple(found for found in days if found.year == year)


def _listed(name: str) -> MovingDay:
    """Make a moving day of the list of days of that name."""
    listed: Sequence[date] = _TABLES["days"][name]
    return {day.year: day for day in listed}.get


def _moved(name: str) -> MovingDay:
    """Make a moving day that is the Chinese New Year but in the years of the list of that name."""
    chinese, own = _listed("lunar_new_year"), {day.year: day for day in _TABLES["moved"][name]}
    return lambda year: own.get(year) or chinese(year)


MOVING_DAYS: dict[str, MovingDay] = {
    "easter": easter,
    "orthodox_easter": orthodox_easter,
    "rosh_hashanah": rosh_hashanah,
    "passover": passover,
    "hanukkah": hanukkah,
    "yom_haatzmaut": yom_haatzmaut,
    "yom_hashoah": yom_hashoah,
    "tisha_bav": tisha_bav,
    "nowruz": nowruz,
    "qingming": qingming,
    **{name: _listed(name) for name in _TABLES["days"]},
    **{name: _moved(name) for name in _TABLES["moved"]},
}
"""What a row of a rule table may count its days from, by name."""
