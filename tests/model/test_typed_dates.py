"""Dates as editors type them: what the product writes is read back, what is no date is refused."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.dates import UNDATED, DatedBy, DateRange, EventDate, Precision
from bot.model.datewords import SHORT_MONTHS, date_words
from bot.model.errors import InvalidInputError
from bot.model.typed_dates import parse_date, typed_date

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def read(typed: str) -> str:
    found = parse_date(typed)
    assert found.range is not None
    assert found.dated_by is DatedBy.EXPRESSION
    return f"{found.range.start}..{found.range.end} {found.precision}"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14 June 2023", "2023-06-14..2023-06-14 day"),
        ("Wednesday, 14th of june 2023", "2023-06-14..2023-06-14 day"),
        ("June 14, 2023", "2023-06-14..2023-06-14 day"),
        ("14 Sept. 2023", "2023-09-14..2023-09-14 day"),
        ("2023-06-14", "2023-06-14..2023-06-14 day"),
        ("2024-02", "2024-02-01..2024-02-29 month"),
        ("2023", "2023-01-01..2023-12-31 year"),
        ("2018–2020", "2018-01-01..2020-12-31 range"),
        ("2018-2020", "2018-01-01..2020-12-31 range"),
        ("the 1990s", "1990-01-01..1999-12-31 range"),
        ("12–18 June 2023", "2023-06-12..2023-06-18 range"),
        ("12-18 June 2023", "2023-06-12..2023-06-18 range"),
        ("12 to 18 June 2023", "2023-06-12..2023-06-18 range"),
        ("29 May to 4 June 2023", "2023-05-29..2023-06-04 range"),
        ("30 December 2022 to 2 January 2023", "2022-12-30..2023-01-02 range"),
        ("2023-02-03..2023-06-14", "2023-02-03..2023-06-14 range"),
        ("week of 5 June 2023", "2023-06-05..2023-06-11 week"),
        ("the week of 7 June 2023", "2023-06-05..2023-06-11 week"),
        ("second quarter of 2023", "2023-04-01..2023-06-30 quarter"),
        ("Q2 2023", "2023-04-01..2023-06-30 quarter"),
        ("June 2023", "2023-06-01..2023-06-30 month"),
        ("January–June 2023", "2023-01-01..2023-06-30 range"),
        ("January-June 2023", "2023-01-01..2023-06-30 range"),
        ("December 2022 to February 2023", "2022-12-01..2023-02-28 range"),
        ("mid-June 2023", "2023-06-11..2023-06-20 range"),
        ("February to mid-June 2023", "2023-02-01..2023-06-20 range"),
        ("late February 2024", "2024-02-21..2024-02-29 range"),
    ],
)
def test_what_is_meant(typed: str, meant: str) -> None:
    assert read(typed) == meant
    assert read(typed.upper().replace(" ", "\u00a0")) == meant


@pytest.mark.parametrize("typed", ["date not given", " Unknown ", "none"])
def test_no_date(typed: str) -> None:
    assert parse_date(typed) == UNDATED


@pytest.mark.parametrize(
    "typed",
    [
        "", "14", "14 June", "June", "by 14 June 2023", "31 June 2023", "29 February 2023", "2023-13", "yesterday",
        "18–12 June 2023", "December to February 2023", "14/06/2023", "0000-01-01", "1–2–3 June 2023", "in June 2023",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse_date(typed)
    assert "14 June 2023" in caught.value.user_text


def month_of(day: date) -> DateRange:
    return DateRange(start=day.replace(day=1), end=day.replace(day=monthrange(day.year, day.month)[1]))


@given(DAYS, st.sampled_from(list(Precision)))
def test_a_date_in_words_is_read_back_with_its_precision(day: date, precision: Precision) -> None:
    monday = day - timedelta(days=day.weekday())
    quarter = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    ranges = {
        Precision.DAY: DateRange.day(day),
        Precision.WEEK: DateRange(start=monday, end=monday + timedelta(days=6)),
        Precision.MONTH: month_of(day),
        Precision.QUARTER: DateRange(start=quarter, end=month_of(quarter + timedelta(days=65)).end),
        Precision.YEAR: DateRange(start=date(day.year, 1, 1), end=date(day.year, 12, 31)),
    }
    if precision not in ranges:
        return
    when = EventDate(range=ranges[precision], precision=precision, dated_by=DatedBy.EXPRESSION)
    assert parse_date(date_words(when)) == when
    assert parse_date(date_words(when, months=SHORT_MONTHS)) == when


@given(DAYS, DAYS)
def test_what_stands_in_the_form_is_read_back_day_for_day(one: date, other: date) -> None:
    days = DateRange(start=min(one, other), end=max(one, other))
    when = EventDate(range=days, precision=Precision.RANGE, dated_by=DatedBy.CONTEXT)
    assert parse_date(typed_date(when)).range == days
