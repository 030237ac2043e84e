"""Dates in words: read back, they are the same days; nothing is said finer than it is known, and no year twice."""

import re
from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.model.dates import UNDATED, DatedBy, DateRange, EventDate, Precision
from bot.model.datewords import (
    MONTHS,
    NO_DATE,
    SHORT_MONTHS,
    date_words,
    event_date_words,
    is_dated_by_report,
    is_told_by_months,
    period_words,
    span_words,
    years_words,
)
from bot.model.plover import EventType
from bot.model.reading import Event, Span, Status

DAY, WEEK, MONTH = Precision.DAY, Precision.WEEK, Precision.MONTH
QUARTER, YEAR, RANGE = Precision.QUARTER, Precision.YEAR, Precision.RANGE

Ends = tuple[DateRange, DateRange]
"""Within which days a range begins, and within which it ends."""


def dated(start: date, end: date | None = None, precision: Precision = DAY) -> EventDate:
    return EventDate(range=DateRange(start=start, end=end or start), precision=precision, dated_by=DatedBy.EXPRESSION)


def last_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@st.composite
def ranges(draw: st.DrawFn) -> DateRange:
    """Days, weeks, whole months and whole years as the reader gives them, and stretches of any length."""
    start = draw(st.dates(date(1801, 1, 1), date(2199, 12, 31)))
    kind = draw(st.sampled_from(("days", "long", "week", "months", "years")))
    if kind == "week":
        start -= timedelta(days=start.weekday())
        return DateRange(start=start, end=start + timedelta(days=6))
    if kind == "months":
        year, month = divmod(start.year * 12 + start.month - 1 + draw(st.integers(0, 14)), 12)
        return DateRange(start=start.replace(day=1), end=last_of_month(year, month + 1))
    if kind == "years":
        return DateRange(start=date(start.year, 1, 1), end=date(start.year + draw(st.integers(0, 12)), 12, 31))
    return DateRange(start=start, end=start + timedelta(days=draw(st.integers(0, 40 if kind == "days" else 900))))


PRECISIONS = st.sampled_from(list(Precision))
SOMEDAY = re.compile(r"(\d{1,2}) ([A-Z]\w+) (\d{4})")
PART = re.compile(r"(?:(early |mid-|late )?([A-Z][a-z]+))(?: (\d{4}))?")
THIRDS = {"early ": (1, 10), "mid-": (11, 20), "late ": (21, 31)}


def exactly(start: date, end: date) -> Ends:
    return DateRange.day(start), DateRange.day(end)


def read_day(words: str) -> date:
    number, name, year = words.split()
    return date(int(year), MONTHS.index(name) + 1, int(number))


def read_part(words: str, year: str, *, is_end: bool) -> DateRange:
    """Read "mid-June 2022" as the days it may stand for; a bare month begins on its first day and ends on its last."""
    found = PART.fullmatch(words)
    assert found is not None, words
    third, name, own_year = found.groups()
    last = last_of_month(int(own_year or year), MONTHS.index(name) + 1)
    if third is None:
        return DateRange.day(last if is_end else last.replace(day=1))
    first, final = THIRDS[third]
    return DateRange(start=last.replace(day=first), end=last.replace(day=min(final, last.day)))


def read_back(words: str) -> Ends:
    """Read running words as a person does, knowing nothing of how they were made."""
    if match := re.fullmatch(r"(\d{4})(?:–(\d{4}))?", words):
        return exactly(date(int(match[1]), 1, 1), date(int(match[2] or match[1]), 12, 31))
    if match := re.fullmatch(r"the (\d{3}0)s", words):
        return exactly(date(int(match[1]), 1, 1), date(int(match[1]) + 9, 12, 31))
    if match := re.fullmatch(r"week of (.+)", words):
        return exactly(read_day(match[1]), read_day(match[1]) + timedelta(days=6))
    if match := re.fullmatch(r"(\w+) quarter of (\d{4})", words):
        month = ("first", "second", "third", "fourth").index(match[1]) * 3 + 1
        return exactly(date(int(match[2]), month, 1), last_of_month(int(match[2]), month + 2))
    if match := re.fullmatch(r"(\d{1,2})–(\d{1,2}) (.+)", words):
        return exactly(read_day(f"{match[1]} {match[3]}"), read_day(f"{match[2]} {match[3]}"))
    if match := re.fullmatch(r"([A-Z]\w+)–([A-Z]\w+) (\d{4})", words):
        return read_part(match[1], match[3], is_end=False), read_part(match[2], match[3], is_end=True)
    first, _, last = words.partition(" to ")
    last = last or first
    year = last[-4:]
    if words[0].isdigit():
        return exactly(read_day(first if SOMEDAY.fullmatch(first) else f"{first} {year}"), read_day(last))
    return read_part(first, year, is_end=False), read_part(last, year, is_end=True)


@given(ranges(), PRECISIONS)
@example(DateRange(start=date(2023, 1, 30), end=date(2023, 3, 1)), RANGE)
@example(DateRange(start=date(2023, 6, 10), end=date(2023, 6, 20)), MONTH)
@example(DateRange(start=date(1990, 1, 1), end=date(1999, 12, 31)), RANGE)
@example(DateRange(start=date(1990, 1, 1), end=date(2000, 12, 31)), RANGE)
@example(DateRange(start=date(2023, 2, 1), end=date(2023, 4, 30)), QUARTER)
def test_words_read_back_are_the_same_days(days: DateRange, precision: Precision) -> None:
    """So no words name a day outside, and only ranges told by parts of months can share their words."""
    begins, ends = read_back(date_words(EventDate(range=days, precision=precision, dated_by=DatedBy.EXPRESSION)))
    assert begins.start <= days.start <= begins.end
    assert ends.start <= days.end <= ends.end


@given(ranges())
def test_the_words_of_a_period_are_exact(days: DateRange) -> None:
    assert read_back(period_words(days)) == exactly(days.start, days.end)


@given(ranges())
def test_a_span_is_told_by_the_months_it_touches(days: DateRange) -> None:
    begins, ends = read_back(span_words(days))
    assert begins.start == days.start.replace(day=1)
    assert ends.end == last_of_month(days.end.year, days.end.month)


@given(ranges(), PRECISIONS)
def test_under_its_own_year_a_date_says_no_year_again(days: DateRange, precision: Precision) -> None:
    when = EventDate(range=days, precision=precision, dated_by=DatedBy.EXPRESSION)
    for year in (days.start.year, days.end.year):
        listed = date_words(when, this_year=year, months=SHORT_MONTHS)
        assert listed
        assert str(year) not in listed or years_words(days) is not None


@given(ranges(), PRECISIONS)
def test_no_date_is_written_in_numbers_alone(days: DateRange, precision: Precision) -> None:
    when = EventDate(range=days, precision=precision, dated_by=DatedBy.EXPRESSION)
    for words in (date_words(when), date_words(when, this_year=days.end.year, months=SHORT_MONTHS)):
        assert not re.search(r"\d[./-]\d", words)
        assert any(character.isalpha() for character in words) or years_words(days) == words


@pytest.mark.parametrize("precision", list(Precision))
def test_every_precision_has_words(precision: Precision) -> None:
    june = DateRange(start=date(2023, 6, 1), end=date(2023, 6, 30))
    assert date_words(EventDate(range=june, precision=precision, dated_by=DatedBy.EXPRESSION)) == "June 2023"
    assert date_words(EventDate(range=None, precision=precision, dated_by=DatedBy.NONE)) == NO_DATE


@pytest.mark.parametrize(
    ("when", "running", "listed"),
    [
        pytest.param(dated(date(2023, 6, 14)), "14 June 2023", "14 Jun", id="day"),
        pytest.param(dated(date(2023, 6, 12), date(2023, 6, 18), RANGE), "12–18 June 2023", "12–18 Jun", id="days"),
        pytest.param(dated(date(2023, 6, 10), date(2023, 6, 11), RANGE), "10–11 June 2023", "10–11 Jun", id="weekend"),
        pytest.param(
            dated(date(2023, 5, 29), date(2023, 6, 4), RANGE), "29 May to 4 June 2023", "29 May to 4 Jun", id="across"
        ),
        pytest.param(
            dated(date(2022, 12, 29), date(2023, 1, 4), RANGE), "29 December 2022 to 4 January 2023",
            "29 Dec 2022 to 4 Jan", id="over New Year",
        ),
        pytest.param(
            dated(date(2023, 6, 5), date(2023, 6, 11), WEEK), "week of 5 June 2023", "week of 5 Jun", id="week"
        ),
        pytest.param(
            dated(date(2022, 12, 26), date(2023, 1, 1), WEEK), "week of 26 December 2022", "week of 26 Dec 2022",
            id="week over New Year",
        ),
        pytest.param(
            dated(date(2023, 6, 7), date(2023, 6, 13), WEEK), "7–13 June 2023", "7–13 Jun", id="seven other days"
        ),
        pytest.param(dated(date(2023, 5, 1), date(2023, 5, 31), MONTH), "May 2023", "May", id="month"),
        pytest.param(dated(date(2023, 2, 1), date(2023, 2, 28), RANGE), "February 2023", "Feb", id="month as a range"),
        pytest.param(
            dated(date(2023, 4, 1), date(2023, 6, 30), QUARTER), "second quarter of 2023", "second quarter",
            id="quarter",
        ),
        pytest.param(
            dated(date(2023, 6, 1), date(2023, 8, 31), RANGE), "June–August 2023", "Jun–Aug", id="season"
        ),
        pytest.param(
            dated(date(2022, 12, 1), date(2023, 2, 28), RANGE), "December 2022 to February 2023", "Dec 2022 to Feb",
            id="winter",
        ),
        pytest.param(
            dated(date(2023, 1, 1), date(2023, 6, 30), RANGE), "January–June 2023", "Jan–Jun", id="half year"
        ),
        pytest.param(dated(date(2023, 1, 1), date(2023, 12, 31), YEAR), "2023", "2023", id="year"),
        pytest.param(dated(date(2018, 1, 1), date(2020, 12, 31), RANGE), "2018–2020", "2018–2020", id="years"),
        pytest.param(dated(date(1990, 1, 1), date(1999, 12, 31), RANGE), "the 1990s", "the 1990s", id="decade"),
        pytest.param(
            dated(date(2023, 2, 1), date(2023, 6, 14), RANGE), "February to mid-June 2023", "Feb to mid-June",
            id="stretch",
        ),
        pytest.param(
            dated(date(2022, 11, 28), date(2023, 2, 8), RANGE), "late November 2022 to early February 2023",
            "late November 2022 to early February", id="stretch over New Year",
        ),
        pytest.param(UNDATED, "date not given", "date not given", id="none"),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(when: EventDate, running: str, listed: str) -> None:
    assert date_words(when) == running
    assert date_words(when, this_year=2023, months=SHORT_MONTHS) == listed


def test_the_first_year_of_two_is_left_out_where_it_is_known() -> None:
    when = dated(date(2022, 12, 29), date(2023, 1, 4), RANGE)
    assert date_words(when, this_year=2022) == "29 December to 4 January 2023"


def event(status: Status, when: EventDate) -> Event:
    return Event(
        type=EventType.RETREAT, act=EventType.RETREAT, source=(), target=(), reciprocal=False, status=status,
        when=when, place=None, context=(), headline="Norway closes its embassy", sentence=0,
        span=Span(start=0, end=1), salience=1.0,
    )  # fmt: skip


PUBLISHED, EARLIER = date(2023, 6, 1), date(2023, 5, 20)
OPEN = dated(PUBLISHED, date(2023, 6, 14), RANGE)


@pytest.mark.parametrize(
    ("status", "when", "told_on", "words"),
    [
        pytest.param(Status.PLANNED, OPEN, (PUBLISHED,), "by 14 June 2023", id="a deadline"),
        pytest.param(Status.POSSIBLE, OPEN, (PUBLISHED,), "by 14 June 2023", id="a possible deadline"),
        pytest.param(Status.PLANNED, OPEN, (EARLIER, PUBLISHED), "by 14 June 2023", id="told before, too"),
        pytest.param(Status.PLANNED, OPEN, (EARLIER,), "1–14 June 2023", id="days to come"),
        pytest.param(Status.PLANNED, OPEN, (), "1–14 June 2023", id="by an undated article"),
        pytest.param(Status.OCCURRED, OPEN, (PUBLISHED,), "1–14 June 2023", id="no deadline for what took place"),
        pytest.param(
            Status.PLANNED, dated(date(2023, 6, 1), date(2023, 6, 30), MONTH), (PUBLISHED,), "June 2023",
            id="a month that begins today",
        ),
        pytest.param(Status.PLANNED, dated(PUBLISHED), (PUBLISHED,), "1 June 2023", id="today"),
        pytest.param(
            Status.PLANNED, dated(PUBLISHED, date(2023, 12, 31), RANGE), (PUBLISHED,), "by 31 December 2023",
            id="the last day of this year",
        ),
        pytest.param(
            Status.PLANNED, dated(PUBLISHED, date(2030, 12, 31), RANGE), (PUBLISHED,), "by the end of 2030",
            id="a later year",
        ),
        pytest.param(
            Status.OCCURRED, dated(date(2011, 1, 1), PUBLISHED, RANGE), (PUBLISHED,), "since 2011",
            id="lasting since a year",
        ),
        pytest.param(
            Status.OCCURRED, dated(date(2011, 1, 1), date(2012, 5, 14), RANGE), (PUBLISHED,),
            "January 2011 to mid-May 2012", id="ended before the report",
        ),
        pytest.param(Status.OCCURRED, UNDATED, (PUBLISHED,), "by 1 June 2023", id="told without a date"),
        pytest.param(Status.OCCURRED, UNDATED, (PUBLISHED, EARLIER), "by 20 May 2023", id="told first by another"),
        pytest.param(Status.REPORTED, UNDATED, (PUBLISHED,), "by 1 June 2023", id="alleged without a date"),
        pytest.param(Status.OCCURRED, UNDATED, (), "date not given", id="no article has a date"),
        pytest.param(Status.PLANNED, UNDATED, (PUBLISHED,), "date not given", id="planned without a date"),
        pytest.param(Status.DENIED, UNDATED, (PUBLISHED,), "date not given", id="what did not take place"),
    ],
)  # fmt: skip
def test_a_deadline_and_a_report_without_a_date(
    status: Status, when: EventDate, told_on: tuple[date, ...], words: str
) -> None:
    told = event(status, when)
    assert event_date_words(told, told_on) == words
    assert is_dated_by_report(told, told_on) == (when is UNDATED and words != NO_DATE)


def test_a_deadline_in_a_list() -> None:
    told = event(Status.PLANNED, OPEN)
    assert event_date_words(told, (PUBLISHED,), this_year=2023, months=SHORT_MONTHS) == "by 14 Jun"
    assert event_date_words(told, (PUBLISHED,), months=SHORT_MONTHS) == "by 14 Jun 2023"


@pytest.mark.parametrize(
    ("when", "is_so"),
    [
        (dated(date(2023, 5, 1), date(2023, 5, 31), MONTH), True),
        (dated(date(2023, 2, 1), date(2023, 6, 14), RANGE), True),
        (dated(date(2023, 4, 1), date(2023, 6, 30), RANGE), True),
        (dated(date(2023, 4, 1), date(2023, 6, 30), QUARTER), False),
        (dated(date(2023, 1, 1), date(2023, 12, 31), YEAR), False),
        (dated(date(2023, 6, 5), date(2023, 6, 11), WEEK), False),
        (dated(date(2023, 6, 5)), False),
        (UNDATED, False),
    ],
)
def test_which_dates_are_told_by_months(when: EventDate, is_so: bool) -> None:
    assert is_told_by_months(when) is is_so
