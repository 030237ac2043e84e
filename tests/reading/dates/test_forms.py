"""A date means the same in every form in which it can be written, and another date of that form means the other day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from bot.model.reading import Span
from bot.reading.dates import find_timexes
from bot.reading.parsed import Doc
from tests.reading.dates.forms import ALL, DAYS, Form

WEDNESDAY = date(2023, 6, 14)
TEMPLATES = (
    "The treaty was signed {preposition} {words}.",
    "{Preposition} {words}, both sides agreed to a truce.",
    "The envoys who met {preposition} {words} in Geneva have left.",
    "The border, closed {preposition} {words}, will stay shut.",
    "The ministers will meet again {preposition} {words}",
)
DAYS_OF_NEWS = st.dates(date(1901, 1, 1), date(2099, 12, 31))

CLOCK = {"8 p.m.": "T20:00", "10:35 a.m.": "T10:35", "22:30 GMT": "T22:30", "noon": "T12:00", "9 o'clock": "T09:00"}


def values(nlp: Language, text: str, published: date | None = WEDNESDAY) -> list[str]:
    doc = Doc(nlp(text))
    sentences = [Span(start=s.start_char, end=s.end_char) for s in doc.sents]
    return [t.value for t in find_timexes(doc, sentences, published)]


def written(template: str, form: Form, day: date) -> str:
    word = form.preposition
    return template.format(preposition=word, Preposition=word.capitalize(), words=form.words(day))


@pytest.mark.parametrize("form", ALL, ids=[form.name for form in ALL])
@given(day=DAYS_OF_NEWS, template=st.sampled_from(TEMPLATES), published=st.none() | DAYS_OF_NEWS)
@settings(max_examples=12, deadline=None)
def test_a_written_date_has_its_value_whenever_it_is_read(
    nlp: Language, form: Form, day: date, template: str, published: date | None
) -> None:
    assert values(nlp, written(template, form, day), published) == [form.value(day)]


@given(
    first=DAYS_OF_NEWS,
    second=DAYS_OF_NEWS,
    one=st.sampled_from(DAYS),
    other=st.sampled_from(ALL),
    joint=st.sampled_from([", before the parliament fell {} {}.", " and lapsed {} {}.", ".\nIt was dropped {} {}."]),
)
@settings(max_examples=100, deadline=None)
def test_two_written_dates_keep_their_values_side_by_side(
    nlp: Language, first: date, second: date, one: Form, other: Form, joint: str
) -> None:
    text = f"The pact was signed on {one.words(first)}" + joint.format(other.preposition, other.words(second))
    assert values(nlp, text) == [one.value(first), other.value(second)]


@given(day=DAYS_OF_NEWS, form=st.sampled_from(DAYS), clock=st.sampled_from(sorted(CLOCK)))
@settings(max_examples=60, deadline=None)
def test_a_clock_time_takes_the_written_day_beside_it(nlp: Language, day: date, form: Form, clock: str) -> None:
    expected = day.isoformat() + CLOCK[clock]
    assert values(nlp, f"The truce began at {clock} on {form.words(day)}.")[0] == expected
    assert values(nlp, f"On {form.words(day)}, the truce began at {clock}.")[-1] == expected


@given(
    day=st.dates(date(1901, 1, 1), date(2099, 12, 4)),
    length=st.integers(1, 27),
    joint=st.sampled_from(["to", "through", "and", "until"]),
)
@settings(max_examples=60, deadline=None)
def test_both_ends_of_a_range_are_days_of_their_own(nlp: Language, day: date, length: int, joint: str) -> None:
    last = day + timedelta(days=length)
    ends = [day.isoformat(), last.isoformat()]
    names = [f"{d:%B} {d.day}" for d in (day, last)]
    assert values(nlp, f"The talks ran from {names[0]}, {day.year}, {joint} {names[1]}, {last.year}.") == ends
    if day.month == last.month:
        assert values(nlp, f"The talks ran from {names[0]} {joint} {last.day}, {last.year}.") == ends
        assert values(nlp, f"The talks of {day.day}-{last.day} {last:%B %Y} failed.") == ends
    if day.year == last.year:
        assert values(nlp, f"The talks ran from {names[0]} {joint} {names[1]}, {last.year}.") == ends


@given(
    st.sampled_from(["began", "will begin", "is to begin", "lasted until", "runs from 10 p.m. until"]),
    st.sampled_from(["at 6 a.m.", "6am", "noon"]),
    st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
)
@settings(max_examples=80, deadline=None)
def test_a_clock_time_and_the_weekday_beside_it_are_one_day(
    nlp: Language, verb: str, clock: str, name: str, published: date
) -> None:
    found = values(nlp, f"The truce {verb} {clock} on {name}.", published)
    assert found[-2][:10] == found[-1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Chad withdrew in August 1975 and recalled its envoy that December.", "1975-12"),
        ("Chad withdrew in 1975. It recalled its envoy that June.", "1975-06"),
        ("Chad withdrew in November 1975 and recalled its envoy that June.", "1976-06"),
        ("Chad said that October was cold.", "2022-10"),
    ],
)
def test_that_month_is_of_the_time_that_was_named_last(text: str, value: str, nlp: Language) -> None:
    assert values(nlp, text)[-1] == value
