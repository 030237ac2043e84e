"""The calendars by days that are known, and by what holds in every year."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.dates import calendars
from bot.reading.dates.calendars import MOVING_DAYS, islamic_days, islamic_month, islamic_month_end

YEARS = st.integers(1000, 8999)
LISTED = st.integers(1990, 2035)
KNOWN = [
    ("easter", date(1818, 3, 22)),
    ("easter", date(1943, 4, 25)),
    ("easter", date(2024, 3, 31)),
    ("orthodox_easter", date(2017, 4, 16)),
    ("orthodox_easter", date(2021, 5, 2)),
    ("orthodox_easter", date(2024, 5, 5)),
    ("rosh_hashanah", date(1973, 9, 27)),
    ("rosh_hashanah", date(2005, 10, 4)),
    ("rosh_hashanah", date(2023, 9, 16)),
    ("passover", date(1948, 4, 24)),
    ("passover", date(2024, 4, 23)),
    ("hanukkah", date(2016, 12, 25)),
    ("hanukkah", date(2024, 12, 26)),
    ("yom_haatzmaut", date(2021, 4, 15)),
    ("yom_haatzmaut", date(2022, 5, 5)),
    ("yom_haatzmaut", date(2024, 5, 14)),
    ("yom_haatzmaut", date(2025, 5, 1)),
    ("yom_hashoah", date(2023, 4, 18)),
    ("yom_hashoah", date(2024, 5, 6)),
    ("yom_hashoah", date(2025, 4, 24)),
    ("tisha_bav", date(2022, 8, 7)),
    ("tisha_bav", date(2024, 8, 13)),
    ("nowruz", date(1979, 3, 21)),
    ("nowruz", date(2020, 3, 20)),
    ("nowruz", date(2025, 3, 21)),
    ("qingming", date(1996, 4, 4)),
    ("qingming", date(2023, 4, 5)),
    ("qingming", date(2024, 4, 4)),
    ("lunar_new_year", date(2007, 2, 18)),
    ("tet", date(2007, 2, 17)),
    ("tet", date(2024, 2, 10)),
    ("seollal", date(2027, 2, 7)),
    ("lunar_new_year", date(2027, 2, 6)),
    ("dragon_boat", date(2023, 6, 22)),
    ("mid_autumn", date(2025, 10, 6)),
    ("diwali", date(2024, 10, 31)),
]


@pytest.mark.parametrize(("name", "day"), KNOWN, ids=[f"{name} {day.year}" for name, day in KNOWN])
def test_a_known_day(name: str, day: date) -> None:
    assert MOVING_DAYS[name](day.year) == day


@pytest.mark.parametrize(
    ("month", "day", "expected"),
    [
        pytest.param(9, 1, [date(2023, 3, 23)], id="Ramadan 2023"),
        pytest.param(9, 1, [date(2025, 3, 1)], id="Ramadan 2025"),
        pytest.param(10, 1, [date(2024, 4, 10)], id="Eid al-Fitr 2024"),
        pytest.param(12, 10, [date(2022, 7, 9)], id="Eid al-Adha 2022"),
        pytest.param(12, 10, [date(2006, 1, 10), date(2006, 12, 31)], id="Eid al-Adha twice"),
        pytest.param(9, 1, [date(2030, 1, 5), date(2030, 12, 26)], id="Ramadan twice"),
        pytest.param(9, 1, [date(1973, 9, 28)], id="before the table"),
    ],
)
def test_a_known_islamic_day(month: int, day: int, expected: list[date]) -> None:
    assert list(islamic_days(expected[0].year, month, day)) == expected


@given(YEARS)
def test_easter_is_a_sunday_of_early_spring(year: int) -> None:
    western = calendars.easter(year)
    assert western.weekday() == 6
    assert (3, 22) <= (western.month, western.day) <= (4, 25)


@given(st.integers(1900, 2099))
def test_orthodox_easter_is_the_same_sunday_or_up_to_five_weeks_later(year: int) -> None:
    gap = (calendars.orthodox_easter(year) - calendars.easter(year)).days
    assert gap in {0, 7, 28, 35}


@given(YEARS)
def test_the_jewish_year_keeps_its_lengths_and_its_weekdays(year: int) -> None:
    first, following = calendars.rosh_hashanah(year), calendars.rosh_hashanah(year + 1)
    assert (following - first).days in {353, 354, 355, 383, 384, 385}
    assert first.weekday() in {0, 1, 3, 5}
    assert calendars.passover(year).weekday() in {1, 3, 5, 6}
    assert calendars.hanukkah(year) - first in {timedelta(days=83), timedelta(days=84)}


@given(YEARS)
def test_days_of_mourning_and_of_joy_stay_clear_of_the_sabbath(year: int) -> None:
    assert calendars.yom_haatzmaut(year).weekday() in ({1, 2, 3} if year >= 2004 else {0, 1, 2, 3})
    assert calendars.yom_hashoah(year).weekday() in ({0, 1, 2, 3} if year >= 1997 else {1, 2, 3, 6})
    assert calendars.tisha_bav(year).weekday() != 5


@given(YEARS)
def test_the_persian_year_has_365_or_366_days(year: int) -> None:
    assert (calendars.nowruz(year + 1) - calendars.nowruz(year)).days in {365, 366}


@given(st.integers(1, 8500), st.integers(1, 11))
def test_an_islamic_month_has_29_or_30_days(year: int, month: int) -> None:
    first = islamic_month(year, month)
    assert islamic_month(year, month + 1) - first in {timedelta(days=29), timedelta(days=30)}


@pytest.mark.parametrize("year", [1409, 1461])
def test_the_two_islamic_calendars_meet_within_a_day(year: int) -> None:
    assert abs((islamic_month(year + 1, 1) - islamic_month(year, 1)).days - 354) <= 2


@given(YEARS, st.integers(1, 12))
def test_each_islamic_month_of_a_year_ends_before_the_next_begins(year: int, month: int) -> None:
    for first in islamic_days(year, month, 1):
        assert first.year == year
        assert (islamic_month_end(first) - first).days in {28, 29}


@given(LISTED)
def test_lunar_days_stay_in_their_seasons(year: int) -> None:
    seasons = {
        "lunar_new_year": ((1, 21), (2, 20)),
        "tet": ((1, 21), (2, 20)),
        "seollal": ((1, 21), (2, 20)),
        "dragon_boat": ((5, 27), (6, 25)),
        "mid_autumn": ((9, 7), (10, 8)),
        "diwali": ((10, 17), (11, 15)),
        "qingming": ((4, 4), (4, 5)),
    }
    for name, (first, last) in seasons.items():
        day = MOVING_DAYS[name](year)
        assert day is not None
        assert first <= (day.month, day.day) <= last


@pytest.mark.parametrize("name", ["lunar_new_year", "dragon_boat", "mid_autumn", "diwali"])
def test_listed_days_are_whole_moons_apart(name: str) -> None:
    days = [day for year in range(1990, 2036) if (day := MOVING_DAYS[name](year)) is not None]
    assert len(days) == 46
    for one, other in pairwise(days):
        moons = (other - one).days / 29.530588
        assert round(moons) in {12, 13}
        assert abs(moons - round(moons)) * 29.530588 < 1.5


def test_a_year_outside_the_lists_has_no_day() -> None:
    assert MOVING_DAYS["lunar_new_year"](1968) is None
    assert MOVING_DAYS["tet"](2051) is None
