from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.dates import DateRange
from bot.reading.dates.ranges import value_range

CALENDAR = [
    pytest.param("2024-02-29", (2024, 2, 29), (2024, 2, 29), id="day"),
    pytest.param("2023-06-14TNI", (2023, 6, 14), (2023, 6, 14), id="part of a day"),
    pytest.param("2023-06-14T24:00", (2023, 6, 14), (2023, 6, 14), id="clock"),
    pytest.param("2023-06", (2023, 6, 1), (2023, 6, 30), id="month"),
    pytest.param("2024-02", (2024, 2, 1), (2024, 2, 29), id="February of a leap year"),
    pytest.param("2023-W24", (2023, 6, 12), (2023, 6, 18), id="week"),
    pytest.param("2021-W53", None, None, id="a week that the year doesn't have"),
    pytest.param("2020-W53", (2020, 12, 28), (2021, 1, 3), id="week across two years"),
    pytest.param("2023-W24-WE", (2023, 6, 17), (2023, 6, 18), id="weekend"),
    pytest.param("2023-W24-3", (2023, 6, 14), (2023, 6, 14), id="day of a week"),
    pytest.param("2023-Q2", (2023, 4, 1), (2023, 6, 30), id="quarter"),
    pytest.param("2023-H2", (2023, 7, 1), (2023, 12, 31), id="half"),
    pytest.param("2023-SU", (2023, 6, 1), (2023, 8, 31), id="summer"),
    pytest.param("2023-WI", (2023, 12, 1), (2024, 2, 29), id="winter begins in December"),
    pytest.param("2023", (2023, 1, 1), (2023, 12, 31), id="year"),
    pytest.param("198", (1980, 1, 1), (1989, 12, 31), id="decade"),
    pytest.param("19", (1900, 1, 1), (1999, 12, 31), id="century"),
    pytest.param("2023-02-30", None, None, id="no such day"),
    pytest.param("2023-13", None, None, id="no such month"),
    pytest.param("0000", None, None, id="no such year"),
    pytest.param("9999-WI", None, None, id="past the end of the calendar"),
    pytest.param("9999-W52", None, None, id="a week that runs past the end"),
    pytest.param("PXW", None, None, id="length"),
    pytest.param("P2Y", None, None, id="counted length"),
    pytest.param("PAST_REF", None, None, id="reference"),
    pytest.param("XXXX-WXX-5", None, None, id="any Friday"),
    pytest.param("XXXX-06-14", None, None, id="a day of no year"),
    pytest.param("2023-XX", None, None, id="an unknown month"),
    pytest.param("", None, None, id="empty"),
    pytest.param("٢٠٢٣", None, None, id="other digits"),
]


@pytest.mark.parametrize(("value", "start", "end"), CALENDAR)
def test_value_range(value: str, start: tuple[int, int, int] | None, end: tuple[int, int, int] | None) -> None:
    expected = None if start is None or end is None else DateRange(start=date(*start), end=date(*end))
    assert value_range(value) == expected


@given(st.dates())
def test_every_calendar_value_of_a_day_holds_that_day(day: date) -> None:
    iso = day.isocalendar()
    values = [
        day.isoformat(),
        f"{day:%Y}".zfill(4) + f"-{day.month:02d}",
        f"{day.year:04d}-Q{(day.month + 2) // 3}",
        f"{day.year:04d}-H{1 if day.month < 7 else 2}",
        f"{day.year:04d}",
    ]
    if 1 < iso.year < 9999:
        values.append(f"{iso.year:04d}-W{iso.week:02d}")
    for value in values:
        days = value_range(value)
        assert days is not None, value
        assert days.start <= day <= days.end, value


def days_of(value: str) -> DateRange:
    days = value_range(value)
    assert days is not None, value
    return days


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_weeks_run_from_monday_to_sunday_and_hold_their_weekend(day: date) -> None:
    year, week, weekday = day.isocalendar()
    name = f"{year:04d}-W{week:02d}"
    days = days_of(name)
    assert (days.start.weekday(), days.end - days.start) == (0, timedelta(days=6))
    assert days_of(f"{name}-WE") == DateRange(start=days.end - timedelta(days=1), end=days.end)
    assert days_of(f"{name}-{weekday}") == days_of(f"{name}-{weekday}TNI") == DateRange.day(day)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([f"-{month:02d}" for month in range(1, 13)], id="months"),
        pytest.param(["-Q1", "-Q2", "-Q3", "-Q4"], id="quarters"),
        pytest.param(["-H1", "-H2"], id="halves"),
    ],
)
@given(year=st.integers(1, 9999))
def test_the_parts_of_a_year_fill_it_without_a_gap(parts: list[str], year: int) -> None:
    ranges = [days_of(f"{year:04d}{part}") for part in parts]
    whole = days_of(f"{year:04d}")
    assert (ranges[0].start, ranges[-1].end) == (whole.start, whole.end)
    assert all(one.end + timedelta(days=1) == other.start for one, other in pairwise(ranges))


@given(year=st.integers(1, 9997))
def test_seasons_follow_each_other_through_the_years(year: int) -> None:
    ranges = [days_of(f"{year + n // 4:04d}-{('SP', 'SU', 'FA', 'WI')[n % 4]}") for n in range(8)]
    assert all(one.end + timedelta(days=1) == other.start for one, other in pairwise(ranges))


@given(prefix=st.integers(1, 99))
def test_a_century_is_its_ten_decades_and_a_decade_its_ten_years(prefix: int) -> None:
    century = days_of(f"{prefix:02d}")
    decades = [days_of(f"{prefix:02d}{n}") for n in range(10)]
    assert (decades[0].start, decades[-1].end) == (century.start, century.end)
    assert all(one.end + timedelta(days=1) == other.start for one, other in pairwise(decades))
    years = [days_of(f"{prefix:02d}3{n}") for n in range(10)]
    assert (years[0].start, years[-1].end) == (decades[3].start, decades[3].end)


@given(st.text(alphabet="0123456789-WQHTXSUFAPI", max_size=14))
def test_any_text_gives_a_range_or_none(value: str) -> None:
    days = value_range(value)
    assert days is None or days.start <= days.end
