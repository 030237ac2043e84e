"""Event dates as text."""

from datetime import date

import pytest

from bot.cards.dates import day, days, heading, listed_date, months, running_date, weekday
from bot.model.dates import UNDATED, DateRange, EventDate, Precision
from tests.cards.samples import dated

DAY, WEEK, MONTH = Precision.DAY, Precision.WEEK, Precision.MONTH
QUARTER, YEAR, RANGE = Precision.QUARTER, Precision.YEAR, Precision.RANGE


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("when", "listed", "running"),
    [
        pytest.param(dated(date(2023, 6, 14)), "14 Jun", "14 June 2023", id="day"),
        pytest.param(dated(date(2023, 6, 12), date(2023, 6, 18), WEEK), "12–18 Jun", "12–18 June 2023", id="week"),
        pytest.param(
            dated(date(2023, 5, 29), date(2023, 6, 4), WEEK),
            "29 May to 4 Jun",
            "29 May to 4 June 2023",
            id="week across",
        ),
        pytest.param(dated(date(2023, 2, 1), date(2023, 2, 28), MONTH), "Feb", "February 2023", id="month"),
        pytest.param(
            dated(date(2023, 2, 1), date(2023, 2, 28), RANGE), "Feb", "February 2023", id="a whole month as range"
        ),
        pytest.param(dated(date(2023, 4, 1), date(2023, 6, 30), QUARTER), "Apr–Jun", "April–June 2023", id="quarter"),
        pytest.param(dated(date(2023, 1, 1), date(2023, 12, 31), YEAR), "2023", "2023", id="year"),
        pytest.param(
            dated(date(2023, 2, 1), date(2023, 6, 14), RANGE),
            "Feb to mid-June",
            "February to mid-June 2023",
            id="stretch",
        ),
        pytest.param(
            dated(date(2023, 2, 8), date(2023, 6, 30), RANGE),
            "early February to Jun",
            "early February to June 2023",
            id="early",
        ),
        pytest.param(dated(date(2023, 6, 3), date(2023, 6, 9), RANGE), "3–9 Jun", "3–9 June 2023", id="some days"),
        pytest.param(UNDATED, "date not given", "date not given", id="none"),
    ],
)
def test_a_date_under_its_own_year(when: EventDate, listed: str, running: str) -> None:
    assert plain(listed_date(when, 2023)) == listed
    assert plain(running_date(when)) == running


@pytest.mark.parametrize(
    ("when", "listed"),
    [
        pytest.param(dated(date(2018, 6, 15)), "15 Jun 2018", id="day"),
        pytest.param(dated(date(2018, 2, 1), date(2018, 2, 28), MONTH), "Feb 2018", id="month"),
        pytest.param(
            dated(date(2022, 11, 1), date(2023, 2, 28), RANGE), "Nov 2022 to Feb", id="stretch that began another year"
        ),
        pytest.param(
            dated(date(2022, 12, 26), date(2023, 1, 1), WEEK), "26 Dec 2022 to 1 Jan", id="week across new year"
        ),
    ],
)
def test_another_year_is_said(when: EventDate, listed: str) -> None:
    assert plain(listed_date(when, 2023)) == listed


def test_no_line_breaks_inside_a_day() -> None:
    assert listed_date(dated(date(2023, 6, 14)), 2023) == "14\u00a0Jun"


@pytest.mark.parametrize(
    ("when", "title"),
    [
        (dated(date(2023, 6, 14)), "June 2023"),
        (dated(date(2023, 2, 1), date(2023, 6, 14), RANGE), "February 2023"),
        (dated(date(2023, 1, 1), date(2023, 12, 31), YEAR), "2023"),
        (UNDATED, "Date not given"),
    ],
)
def test_heading(when: EventDate, title: str) -> None:
    assert heading(when) == title


def test_periods() -> None:
    half_year = DateRange(start=date(2023, 1, 3), end=date(2023, 6, 14))
    assert months(half_year) == "January to June 2023"
    assert months(DateRange(start=date(2022, 5, 1), end=date(2023, 6, 1))) == "May 2022 to June 2023"
    assert months(DateRange.day(date(2023, 6, 1))) == "June 2023"
    assert plain(days(DateRange(start=date(2023, 6, 12), end=date(2023, 6, 18)))) == "12–18 June 2023"
    assert plain(day(date(2023, 6, 5))) == "5 June 2023"
    assert weekday(date(2023, 6, 15)) == "Thursday"
