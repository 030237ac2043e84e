"""Event dates as text."""

from datetime import date

import pytest

from bot.cards.dates import day, days, heading, listed_date, months, running_date, weekday
from bot.model.dates import UNDATED, DateRange, EventDate, Precision
from bot.model.reading import Status
from bot.model.stored import StoredEvent
from tests.cards import samples as s

WEEK, MONTH, YEAR, RANGE = Precision.WEEK, Precision.MONTH, Precision.YEAR, Precision.RANGE


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def told(when: EventDate, status: Status = Status.OCCURRED) -> StoredEvent:
    """Return an event told on 14 March 2024."""
    return s.stored(1, s.event(when=when, status=status))


@pytest.mark.parametrize(
    ("when", "listed", "running"),
    [
        pytest.param(s.dated(date(2023, 6, 14)), "14 Jun", "14 June 2023", id="day"),
        pytest.param(
            s.dated(date(2023, 6, 12), date(2023, 6, 18), WEEK), "week of 12 Jun", "week of 12 June 2023", id="week"
        ),
        pytest.param(
            s.dated(date(2023, 5, 29), date(2023, 6, 4), RANGE), "29 May to 4 Jun", "29 May to 4 June 2023", id="days"
        ),
        pytest.param(s.dated(date(2023, 2, 1), date(2023, 2, 28), MONTH), "Feb", "February 2023", id="month"),
        pytest.param(
            s.dated(date(2023, 2, 8), date(2023, 6, 14), RANGE),
            "early February to mid-June",
            "early February to mid-June 2023",
            id="stretch",
        ),
        pytest.param(s.dated(date(2018, 6, 15)), "15 Jun 2018", "15 June 2018", id="day of another year"),
        pytest.param(UNDATED, "by 14 Mar 2024", "by 14 March 2024", id="none"),
    ],
)
def test_a_date_in_a_list_of_2023_and_in_running_text(when: EventDate, listed: str, running: str) -> None:
    assert plain(listed_date(told(when), 2023)) == listed
    assert plain(running_date(told(when))) == running


def test_a_deadline() -> None:
    until = told(s.dated(date(2024, 3, 14), date(2024, 3, 28), RANGE), Status.PLANNED)
    assert plain(listed_date(until, 2024)) == "by 28 Mar"
    assert plain(running_date(until)) == "by 28 March 2024"


@pytest.mark.parametrize(
    ("when", "listed"),
    [
        (s.dated(date(2023, 6, 14)), "14\u00a0Jun"),
        (s.dated(date(2023, 6, 12), date(2023, 6, 18), RANGE), "12–18\u00a0Jun"),
        (s.dated(date(2022, 12, 29), date(2023, 1, 4), RANGE), "29\u00a0Dec 2022 to 4\u00a0Jan"),
        (s.dated(date(2023, 6, 12), date(2023, 6, 18), WEEK), "week of 12\u00a0Jun"),
        (s.dated(date(2023, 2, 8), date(2023, 6, 30), RANGE), "early\u00a0February to Jun"),
    ],
)
def test_no_line_breaks_inside_a_day(when: EventDate, listed: str) -> None:
    assert listed_date(told(when), 2023) == listed


@pytest.mark.parametrize(
    ("when", "title"),
    [
        (s.dated(date(2023, 6, 14)), "June 2023"),
        (s.dated(date(2023, 2, 1), date(2023, 6, 14), RANGE), "February 2023"),
        (s.dated(date(2023, 1, 1), date(2023, 12, 31), YEAR), "2023"),
        (s.dated(date(2018, 1, 1), date(2020, 12, 31), RANGE), "2018–2020"),
        (s.dated(date(1990, 1, 1), date(1999, 12, 31), RANGE), "The 1990s"),
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
    assert days(DateRange(start=date(2023, 5, 1), end=date(2023, 5, 31))) == "May 2023"
    assert plain(day(date(2023, 6, 5))) == "5 June 2023"
    assert weekday(date(2023, 6, 15)) == "Thursday"
