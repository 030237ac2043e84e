"""The weight of an event in its article: one law for each part of it, and the articles that show why."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.dates import UNDATED, DatedBy, DateRange, EventDate, Precision
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.reading.events import salience as rule
from bot.reading.events.salience import Standing, age_of, retold, salience
from bot.reading.events.walk import Role
from tests.reading.events.conftest import Reader

SHARES = st.floats(0, 1)
STANDINGS = st.builds(
    Standing,
    kind=st.sampled_from(EventType),
    status=st.sampled_from(Status),
    role=st.sampled_from(Role),
    position=SHARES,
    parties=SHARES,
    age=st.none() | st.integers(-400, 9000),
    is_past=st.booleans(),
)


def test_the_parts_of_the_weight_are_one_together() -> None:
    assert sum(rule._WEIGHTS.values()) == pytest.approx(1)
    assert all(0 <= value <= 1 for table in (rule._ROLES, rule._STATUSES, rule._QUIET) for value in table.values())


@given(told=STANDINGS)
def test_a_weight_lies_between_an_aside_and_the_whole_article(told: Standing) -> None:
    assert 0 <= salience(told) <= 1
    assert salience(told) == salience(replace(told))


@given(told=STANDINGS, one=SHARES, other=SHARES)
def test_the_further_up_the_more(told: Standing, one: float, other: float) -> None:
    high, low = sorted((one, other))
    assert salience(replace(told, position=high)) >= salience(replace(told, position=low))


@given(told=STANDINGS, one=SHARES, other=SHARES)
def test_the_higher_its_parties_the_more(told: Standing, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert salience(replace(told, parties=high)) >= salience(replace(told, parties=low))


@given(told=STANDINGS, one=st.integers(0, 9000), other=st.integers(0, 9000))
def test_the_newer_the_more_and_what_lies_ahead_is_new(told: Standing, one: int, other: int) -> None:
    new, old = sorted((one, other))
    assert salience(replace(told, age=new)) >= salience(replace(told, age=old))
    assert salience(replace(told, age=-new)) == salience(replace(told, age=0)) == salience(replace(told, age=None))


@given(told=STANDINGS)
def test_what_is_told_as_past_weighs_no_more(told: Standing) -> None:
    assert salience(replace(told, is_past=True)) <= salience(replace(told, is_past=False))


@given(told=STANDINGS)
def test_main_clauses_outweigh_joined_ones_and_those_all_others(told: Standing) -> None:
    roles = [Role.MAIN, Role.JOINED, Role.NOMINAL, Role.PARTICIPLE, Role.BACKGROUND, Role.RELATIVE, Role.INNER]
    weights = [salience(replace(told, role=role)) for role in roles]
    assert all(more >= less for more, less in pairwise(weights))
    assert weights[0] > weights[2] > weights[-1]


@given(told=STANDINGS)
def test_facts_outweigh_plans_and_those_what_is_in_doubt(told: Standing) -> None:
    statuses = [Status.OCCURRED, Status.PLANNED, Status.POSSIBLE, Status.REPORTED, Status.DENIED]
    weights = [salience(replace(told, status=status)) for status in statuses]
    assert all(more >= less for more, less in pairwise(weights))
    assert weights[0] > weights[-1]


@given(told=STANDINGS)
def test_deeds_outweigh_words(told: Standing) -> None:
    said = [salience(replace(told, kind=kind)) for kind in (EventType.ACCUSE, EventType.REQUEST, EventType.SUPPORT)]
    done = [salience(replace(told, kind=kind)) for kind in (EventType.ASSAULT, EventType.SANCTION, EventType.AID)]
    assert max(said) < min(done)


@given(highest=SHARES, other=SHARES, tellings=st.integers(1, 50))
def test_the_more_often_it_is_told_the_more(highest: float, other: float, tellings: int) -> None:
    low, high = sorted((highest, other))
    assert retold(low, tellings) <= retold(low, tellings + 1) <= 1
    assert retold(low, tellings) <= retold(high, tellings)
    assert retold(highest, 1) == round(highest, 3)


def test_age_is_counted_from_the_last_day() -> None:
    week = DateRange(start=date(2024, 3, 4), end=date(2024, 3, 10))
    when = EventDate(range=week, precision=Precision.WEEK, dated_by=DatedBy.EXPRESSION)
    assert age_of(when, date(2024, 3, 14)) == 4
    assert age_of(when, None) is None
    assert age_of(UNDATED, date(2024, 3, 14)) is None


NEW_AND_OLD = [
    pytest.param("Chad expelled two Libyan envoys on Monday.", "Chad expelled two Libyan envoys in 2011.", id="date"),
    pytest.param("Mali said it had expelled two Libyan envoys.", "Mali had expelled two Libyan envoys.", id="tense"),
    pytest.param("Oil fell because Chad expelled two Libyan envoys.", "Oil fell after Chad expelled two Libyan envoys.",
                 id="after"),
]  # fmt: skip


@pytest.mark.parametrize(("new", "old"), NEW_AND_OLD)
def test_what_was_past_before_the_news_weighs_less(told: Reader, new: str, old: str) -> None:
    assert told(new).types == told(old).types == ["SANCTION"]
    assert told(new).first.salience > told(old).first.salience


def test_without_a_day_of_publication_nothing_is_old(told: Reader) -> None:
    text = "Chad expelled two Libyan diplomats in 2011."
    assert told(text, published=None).first.salience > told(text).first.salience
