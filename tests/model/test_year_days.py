"""Days of the year: a circle of 366, each of which every year marks once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.day_ids import day_number, day_of_number
from bot.model.errors import InvalidInputError
from bot.model.year_days import YearDay, days_marked_on, nearest, years_ago
from bot.year_days import parse_year_day, suggest_year_days

DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(YearDay.of)
LEAP = YearDay(month=2, day=29)
TODAY = date(2026, 11, 26)


@given(DAYS, st.integers(-800, 800))
def test_the_year_is_a_circle(day: YearDay, steps: int) -> None:
    assert day.after(steps).after(-steps) == day
    assert day.after(366) == day


@given(DAYS)
def test_a_day_survives_as_a_number_and_as_words(day: YearDay) -> None:
    assert day_of_number(day_number(day)) == day
    assert parse_year_day(day.words, TODAY) == day


@given(st.integers(1600, 2400))
def test_each_year_marks_each_day_of_the_year_once(year: int) -> None:
    first = date(year, 1, 1)
    marked = [
        day
        for number in range((date(year + 1, 1, 1) - first).days)
        for day in days_marked_on(first + timedelta(number))
    ]
    assert len(marked) == len(set(marked)) == 366


def test_the_leap_day_is_marked_a_day_early_in_a_common_year() -> None:
    assert days_marked_on(date(2026, 2, 28)) == (LEAP.after(-1), LEAP)
    assert days_marked_on(date(2028, 2, 28)) == (LEAP.after(-1),)
    assert days_marked_on(date(2028, 2, 29)) == (LEAP,)
    assert list(LEAP.dates(1896, 1908)) == [date(1896, 2, 29), date(1904, 2, 29), date(1908, 2, 29)]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("14 June", YearDay(month=6, day=14)),
        ("june 14", YearDay(month=6, day=14)),
        ("14 Jun 1972", YearDay(month=6, day=14)),
        ("06-14", YearDay(month=6, day=14)),
        ("1972-06-14", YearDay(month=6, day=14)),
        ("29 February", LEAP),
        ("Today", YearDay(month=11, day=26)),
        ("yesterday", YearDay(month=11, day=25)),
    ],
)
def test_a_day_as_people_type_it(typed: str, day: YearDay) -> None:
    assert parse_year_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "June", "31 June", "1972", "the other day", "5", "June 1972", "13-40"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInputError, match="is no day of the year"):
        parse_year_day(typed, TODAY)


def test_days_are_offered_by_what_was_typed() -> None:
    assert suggest_year_days("", TODAY)[:4] == (
        ("Today: 26 November", "26 November"),
        ("Yesterday: 25 November", "25 November"),
        ("Tomorrow: 27 November", "27 November"),
        ("28 November", "28 November"),
    )
    assert [value for _, value in suggest_year_days("14 ju", TODAY)] == ["14 June", "14 July"]
    assert suggest_year_days("tod", TODAY) == (("Today: 26 November", "26 November"),)


@given(st.text(max_size=12))
def test_whatever_is_offered_can_be_typed(typed: str) -> None:
    assert all(parse_year_day(value, TODAY) for _, value in suggest_year_days(typed, TODAY)[:25])


def test_years_are_counted_by_the_calendar() -> None:
    assert years_ago(date(2025, 12, 31), 2026) == "a year ago"
    assert years_ago(date(1949, 10, 1), 2026) == "77 years ago"


@given(st.dates(), st.sets(st.dates(), max_size=12), st.integers(1, 60))
def test_the_nearest_days_are_those_of_the_fewest_steps(today: date, dates: set[date], within: int) -> None:
    day = YearDay.of(today)
    back, on = nearest(day, dates, within=within)
    taken = {YearDay.of(one) for one in dates}
    steps = range(1, within + 1)
    assert back == day.after(-min((n for n in steps if day.after(-n) in taken), default=1))
    assert on == day.after(min((n for n in steps if day.after(n) in taken), default=1))
