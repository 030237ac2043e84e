"""How values hang on the day of publication: they move with it, and yesterday, today and tomorrow keep their order."""

import re
from datetime import date, timedelta
from functools import lru_cache

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from bot.model.dates import DateRange
from bot.model.reading import Span
from bot.reading.dates import find_timexes
from bot.reading.parsed import Doc
from tests.reading.dates.sentences import DAILY, FIXED, YEARLY

Tag = tuple[int, int, str]
LEAP_DAY = date(2024, 2, 29)
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
PUBLICATIONS = st.dates(date(1901, 1, 1), date(2071, 12, 31))
EDGES = [date(2023, 1, 1), date(2023, 12, 31), date(2024, 12, 30), date(2021, 1, 3), date(2020, 12, 31), LEAP_DAY]


@pytest.fixture(scope="module")
def parse(nlp: Language) -> "Parse":
    return Parse(nlp)


class Parse:
    """Parses a sentence once, however often it is read."""

    def __init__(self, nlp: Language) -> None:
        self._doc = lru_cache(maxsize=None)(lambda text: Doc(nlp(text)))

    def __call__(self, text: str) -> Doc:
        return self._doc(text)


def tags(doc: Doc, published: date | None) -> list[Tag]:
    sentences = [Span(start=s.start_char, end=s.end_char) for s in doc.sents]
    return [(t.start, t.end, t.value) for t in find_timexes(doc, sentences, published)]


def only_range(doc: Doc, published: date) -> DateRange:
    [one] = find_timexes(doc, [Span(start=0, end=len(doc.text))], published)
    assert one.range is not None, one
    return one.range


def later(found: list[Tag], years: int) -> list[Tag]:
    """The same expressions so many years later; what has no year stays."""

    def move(match: re.Match[str]) -> str:
        return f"{int(match[0]) + years:04d}"

    return [(start, end, re.sub(r"^[0-9]{4}(?=-|$)", move, value)) for start, end, value in found]


@pytest.mark.parametrize("text", YEARLY)
@given(published=PUBLICATIONS, years=st.integers(1, 400))
@settings(max_examples=15, deadline=None)
def test_years_and_their_parts_move_by_any_count_of_years(parse: Parse, text: str, published: date, years: int) -> None:
    assume((published.month, published.day) != (2, 29))
    found = tags(parse(text), published)
    assert found
    assert tags(parse(text), published.replace(year=published.year + years)) == later(found, years)


@pytest.mark.parametrize("text", [*DAILY, *YEARLY])
@given(published=PUBLICATIONS, years=st.sampled_from([28, 400]))
@example(published=LEAP_DAY, years=28)
@settings(max_examples=15, deadline=None)
def test_days_and_weeks_move_where_the_calendar_repeats(parse: Parse, text: str, published: date, years: int) -> None:
    found = tags(parse(text), published)
    assert found
    assert tags(parse(text), published.replace(year=published.year + years)) == later(found, years)


@pytest.mark.parametrize("text", FIXED)
@given(published=PUBLICATIONS)
@settings(max_examples=15, deadline=None)
def test_what_stands_on_the_calendar_does_not_move(parse: Parse, text: str, published: date) -> None:
    assert tags(parse(text), published) == tags(parse(text), None) != []


@pytest.mark.parametrize("unit", ["week", "month", "quarter", "year"])
@given(published=PUBLICATIONS | st.sampled_from(EDGES))
@settings(max_examples=60, deadline=None)
def test_last_this_and_next_lie_side_by_side(parse: Parse, unit: str, published: date) -> None:
    last, this, following = (
        only_range(parse(f"It happens {word} {unit}."), published) for word in ("last", "this", "next")
    )
    assert this.start <= published <= this.end
    assert last.end + timedelta(days=1) == this.start
    assert this.end + timedelta(days=1) == following.start


@given(published=PUBLICATIONS | st.sampled_from(EDGES))
@settings(max_examples=60, deadline=None)
def test_yesterday_today_and_tomorrow_follow_each_other(parse: Parse, published: date) -> None:
    for step, word in ((-1, "yesterday"), (0, "today"), (1, "tomorrow")):
        day = only_range(parse(f"They meet {word}."), published)
        assert day == DateRange.day(published + timedelta(days=step))


@pytest.mark.parametrize("name", WEEKDAYS)
@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("They met on {}.", -6, 0),
        ("They met last {}.", -7, -1),
        ("They will meet on {}.", 0, 6),
        ("They will meet next {}.", 1, 7),
    ],
)
@given(published=PUBLICATIONS | st.sampled_from(EDGES))
@settings(max_examples=20, deadline=None)
def test_a_weekday_is_the_nearest_of_its_name_on_its_side(
    parse: Parse, text: str, first: int, last: int, name: str, published: date
) -> None:
    day = only_range(parse(text.format(name)), published).start
    assert WEEKDAYS[day.weekday()] == name
    assert first <= (day - published).days <= last


@pytest.mark.parametrize("text", ["They met in {}.", "They will meet in {}.", "They met last {}."])
@pytest.mark.parametrize("name", MONTHS)
@given(published=PUBLICATIONS | st.sampled_from(EDGES))
@settings(max_examples=20, deadline=None)
def test_a_month_is_less_than_a_year_away(parse: Parse, text: str, name: str, published: date) -> None:
    month = only_range(parse(text.format(name)), published)
    assert MONTHS[month.start.month - 1] == name
    away = (month.start.year - published.year) * 12 + month.start.month - published.month
    assert -12 <= away <= -1 if "last" in text else -12 < away < 12


@given(published=PUBLICATIONS | st.sampled_from(EDGES), day=st.dates(date(2024, 1, 1), date(2024, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_a_day_of_a_month_is_that_day_and_near(parse: Parse, published: date, day: date) -> None:
    for text in ("They met on {:%B} {}.", "They will meet on {:%B} {}."):
        found = only_range(parse(text.format(day, day.day)), published).start
        assert (found.month, found.day) == (day.month, day.day)
        assert abs(found - published) <= timedelta(days=366 if day != LEAP_DAY else 366 * 4)


@pytest.mark.parametrize(("unit", "longest"), [("day", 1), ("week", 7), ("month", 31), ("year", 366)])
@given(published=PUBLICATIONS, count=st.integers(2, 40))
@settings(max_examples=40, deadline=None)
def test_more_units_ago_is_longer_ago(parse: Parse, unit: str, longest: int, published: date, count: int) -> None:
    near, far = (only_range(parse(f"They met {n} {unit}s ago."), published) for n in (count, count + 1))
    assert far.end + timedelta(days=1) == near.start
    assert (published - near.end).days <= count * longest
