"""Lengths as steps on the calendar: month ends, leap days, hours, the ends of time, and how finely each dates."""

from datetime import date

import pytest

from bot.model.dates import DatedBy, DateRange, EventDate, Precision, Timex, TimexType
from bot.reading.events.lengths import Length, landed, length_of, moved, stretch


def _days(start: date, end: date | None = None) -> EventDate:
    reach = DateRange(start=start, end=end or start)
    return EventDate(range=reach, precision=Precision.DAY, dated_by=DatedBy.EXPRESSION)


@pytest.mark.parametrize(
    ("day", "count", "unit", "sign", "expected"),
    [
        (date(2023, 1, 31), 1, "M", 1, date(2023, 2, 28)),
        (date(2024, 3, 31), 1, "M", -1, date(2024, 2, 29)),
        (date(2024, 2, 29), 1, "Y", 1, date(2025, 2, 28)),
        (date(2023, 12, 30), 2, "W", 1, date(2024, 1, 13)),
        (date(2024, 3, 1), 1, "D", -1, date(2024, 2, 29)),
        (date(2024, 3, 1), 36, "H", 1, date(2024, 3, 3)),
        (date(2024, 3, 1), 5, "m", 1, date(2024, 3, 1)),
        (date(9999, 12, 31), 1, "D", 1, None),
        (date(1, 1, 1), 1, "M", -1, None),
        (date(9990, 1, 1), 20, "Y", 1, None),
    ],
)
def test_moves_a_day(day: date, count: int, unit: str, sign: int, expected: date | None) -> None:
    assert moved(day, Length(count=count, unit=unit), sign) == expected


@pytest.mark.parametrize(
    ("pivot", "count", "unit", "start", "end", "precision"),
    [
        (_days(date(2024, 3, 4)), 3, "D", date(2024, 3, 7), date(2024, 3, 7), Precision.DAY),
        (_days(date(2024, 3, 4)), 1, "W", date(2024, 3, 11), date(2024, 3, 17), Precision.WEEK),
        (_days(date(2024, 1, 31)), 1, "M", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        (_days(date(2023, 5, 1), date(2023, 5, 31)), 3, "M", date(2023, 8, 1), date(2023, 8, 31), Precision.MONTH),
        (_days(date(2023, 5, 1), date(2023, 5, 31)), 2, "D", date(2023, 5, 3), date(2023, 6, 2), Precision.RANGE),
        (_days(date(2019, 1, 1), date(2019, 12, 31)), 1, "Y", date(2020, 1, 1), date(2020, 12, 31), Precision.YEAR),
        (_days(date(2024, 3, 4)), 6, "H", date(2024, 3, 4), date(2024, 3, 4), Precision.DAY),
        (_days(date(2024, 3, 4)), 36, "H", date(2024, 3, 4), date(2024, 3, 6), Precision.RANGE),
    ],
)
def test_dates_no_finer_than_the_unit(
    pivot: EventDate, count: int, unit: str, start: date, end: date, precision: Precision
) -> None:
    when = landed(pivot, Length(count=count, unit=unit), 1)
    assert when is not None
    assert (when.range, when.precision) == (DateRange(start=start, end=end), precision)


def test_days_that_are_only_about_right_give_a_week() -> None:
    when = landed(_days(date(2024, 3, 4)), Length(count=9, unit="D"), 1, is_rough=True)
    assert when is not None
    assert (when.range, when.precision) == (
        DateRange(start=date(2024, 3, 11), end=date(2024, 3, 17)),
        Precision.WEEK,
    )


@pytest.mark.parametrize("sign", [1, -1])
def test_the_ends_of_the_calendar_are_no_dates(sign: int) -> None:
    edge = date.max if sign > 0 else date.min
    assert landed(_days(edge), Length(count=1, unit="D"), sign) is None
    assert stretch(edge, Length(count=3, unit="W"), sign) is None


def test_a_week_at_the_end_of_the_calendar_is_no_date() -> None:
    assert landed(_days(date(9999, 12, 24)), Length(count=1, unit="W"), 1) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("P6M", Length(count=6, unit="M")),
        ("PT48H", Length(count=2, unit="D")),
        ("PT36H", Length(count=36, unit="H")),
        ("PT5M", Length(count=5, unit="m")),
        ("PXW", None),
        ("P1.5Y", None),
        ("P99999D", None),
    ],
)
def test_reads_a_timex3_length(value: str, expected: Length | None) -> None:
    assert length_of(Timex(start=0, end=4, type=TimexType.DURATION, value=value, range=None)) == expected
