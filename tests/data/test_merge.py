from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.dates import DatedBy, DateRange
from bot.model.plover import Context, EventType
from bot.model.reading import ActorKind, Status
from data.merge import best_of, contradict, is_same_event
from data.sighting import SidedName, Sighting
from tests.data.build import CHN, FRA, USA, on

US = SidedName(name="United States", kind=ActorKind.COUNTRY, country=USA)
CHINA = SidedName(name="China", kind=ActorKind.COUNTRY, country=CHN)
FRANCE = SidedName(name="France", kind=ActorKind.COUNTRY, country=FRA)
REED = SidedName(name="Anna Reed", kind=ActorKind.PERSON, country=USA)
BELL = SidedName(name="Carl Bell", kind=ActorKind.PERSON, country=USA)
GAO = SidedName(name="Gao Lin", kind=ActorKind.PERSON, country=CHN)
STRANGER = SidedName(name="Anna Reed", kind=ActorKind.PERSON, country=None)


def days(text: str) -> DateRange | None:
    return on(text).range


TALKS = Sighting(
    article="a",
    position=0,
    is_shared=False,
    published=date(2023, 6, 15),
    shown=EventType.CONSULT,
    act=EventType.CONSULT,
    status=Status.OCCURRED,
    reciprocal=True,
    alleged=None,
    dates=days("2023-06-14"),
    dated_by=DatedBy.EXPRESSION,
    place=None,
    context=(),
    headline="Anna Reed and Gao Lin speak by telephone",
    source=(REED,),
    target=(GAO,),
)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"headline": "Reed telephones Gao"},
        {"source": (US,), "target": (CHINA,)},
        {"source": (replace(REED, name="Reed"),)},
        {"source": (US, REED)},
        {"source": (GAO,), "target": (REED,)},
        {"reciprocal": False, "source": (GAO,), "target": (REED,)},
        {"dates": days("2023-06-12/2023-06-18")},
        {"place": "Geneva"},
        {"context": (Context.TRADE,)},
        {"alleged": "pressure"},
        {"source": (US,), "context": (Context.DIPLOMATIC,)},
    ],
    ids=[
        "the-same", "other-words", "countries-only", "surname", "country-named-too", "roles-turned",
        "roles-turned-once",
        "a-week-that-holds-the-day", "place-given-once", "context-given-once", "claim-given-once",
        "another-formal-context",
    ],
)  # fmt: skip
def test_one_event_told_twice(change: dict[str, object]) -> None:
    other = replace(TALKS, article="b", **change)  # type: ignore[arg-type]  # a table of fields by name
    assert is_same_event(TALKS, other)
    assert is_same_event(other, TALKS)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"act": EventType.ACCUSE, "shown": EventType.ACCUSE}),
        ({"act": EventType.SANCTION}, {"act": EventType.SANCTION, "shown": EventType.REJECT}),
        ({}, {"status": Status.PLANNED}),
        ({}, {"dates": days("2023-06-15")}),
        ({}, {"dates": None}),
        ({}, {"source": (BELL,)}),
        ({}, {"source": (BELL, US)}),
        ({}, {"target": (FRANCE,)}),
        ({}, {"target": ()}),
        ({"reciprocal": False}, {"reciprocal": False, "source": (GAO,), "target": (REED,)}),
        ({"place": "Geneva"}, {"place": "Vienna"}),
        ({"context": (Context.TRADE,), "source": (US,)}, {"context": (Context.MILITARY,), "target": (CHINA,)}),
        ({"alleged": "pressure"}, {"alleged": "bribery"}),
        ({"dates": days("2023-01-01/2023-12-31")}, {"headline": "They fall out"}),
        ({"dates": None}, {"dates": None, "headline": "They fall out"}),
        ({"source": (STRANGER,)}, {"source": (replace(STRANGER, name="Carl Bell"),)}),
        ({"source": (), "target": ()}, {"source": (), "target": ()}),
    ],
    ids=[
        "another-act", "refused", "still-planned", "the-next-day", "one-undated", "another-person",
        "another-person-and-the-country",
        "another-country", "no-target", "direction-turned", "another-place", "about-something-else", "another-claim",
        "a-year-in-other-words", "undated-in-other-words", "strangers", "nobody-named",
    ],
)  # fmt: skip
def test_two_events(first: dict[str, object], second: dict[str, object]) -> None:
    one = replace(TALKS, **first)  # type: ignore[arg-type]  # fields by name
    other = replace(TALKS, article="b", **second)  # type: ignore[arg-type]
    assert not is_same_event(one, other)
    assert not is_same_event(other, one)


@pytest.mark.parametrize("dates", [None, days("2023-01-01/2023-12-31")], ids=["undated", "a-year"])
def test_a_vague_event_is_known_by_its_words(dates: DateRange | None) -> None:
    one = replace(TALKS, dates=dates)
    assert is_same_event(one, replace(one, article="b", headline="Anna Reed and Gao Lin speak, by telephone."))


def test_of_several_the_nearest_in_time_is_taken_then_the_likest_then_the_first_in_rank() -> None:
    new = replace(TALKS, headline="Reed and Gao speak by telephone")
    before = replace(TALKS, article="b", dates=days("2023-06-13"))
    other_words = replace(TALKS, article="c", headline="Two ministers talk")
    same_words = replace(TALKS, article="d")
    assert best_of(new, [before, other_words, same_words]) is same_words
    assert best_of(new, [before, other_words]) is other_words
    assert best_of(new, [replace(same_words, article="e"), same_words]) is same_words
    assert best_of(new, []) is None


DEED = replace(
    TALKS, shown=EventType.ASSAULT, act=EventType.ASSAULT, reciprocal=False, source=(US,), target=(CHINA,),
    headline="United States jets bomb a port",
)  # fmt: skip
LATE = {"dated_by": DatedBy.PUBLICATION, "article": "b"}


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        (TALKS, {"dates": days("2023-06-15")}, True),
        (TALKS, {"dates": days("2023-06-17")}, True),
        (TALKS, {"dates": days("2023-06-18")}, False),
        (TALKS, {"dates": days("2023-06-13")}, False),
        (TALKS, {"dates": days("2023-06-15"), "headline": "Reed and Gao speak again"}, False),
        (TALKS, {"dates": days("2023-06-17"), "source": (US,), "headline": "US and Chinese envoys meet"}, True),
        (
            TALKS,
            {"dates": days("2023-06-17"), "source": (US,), "target": (CHINA,), "headline": "The two hold a meeting"},
            False,
        ),
        (DEED, {"dates": days("2023-06-15")}, True),
        (DEED, {"dates": days("2023-06-15"), "headline": "United States shells an island"}, False),
        (DEED, {"dates": days("2023-06-14"), "headline": "United States shells an island"}, True),
    ],
    ids=[
        "told-the-day-after", "three-days-after", "four-days-after", "told-before", "done-again",
        "days-after-with-a-person", "days-after-in-other-words", "a-strike-in-like-words", "a-strike-the-next-day",
        "a-strike-the-same-day",
    ],
)  # fmt: skip
def test_a_report_without_a_day_may_come_late(first: Sighting, second: dict[str, object], is_one: bool) -> None:
    other = replace(first, **{**LATE, **second})  # type: ignore[arg-type]  # fields by name
    assert is_same_event(first, other) is is_one
    assert is_same_event(other, first) is is_one


@pytest.mark.parametrize(
    ("act", "first", "second", "is_one"),
    [
        (EventType.ACCUSE, "Reed accuses Gao of spying on ports", "Reed accuses Gao of copying chips", False),
        (
            EventType.ACCUSE,
            "Reed accuses Gao of spying on ports",
            "Anna Reed blames Gao Lin for spies in a port",
            False,
        ),
        (EventType.ACCUSE, "Reed accuses Gao of spying on ports", "Anna Reed blames Gao Lin for spying", True),
        (EventType.ACCUSE, "Reed accuses Gao", "Anna Reed blames Gao Lin for spying", True),
        (EventType.ASSAULT, "Chinese ships shell Kinmen", "Chinese ships shell Matsu", False),
        (EventType.ASSAULT, "Chinese ships shell Kinmen", "China fires on an island", True),
        (EventType.CONSULT, "Anna Reed meets Gao Lin in Geneva", "Anna Reed and Gao Lin meet near Lausanne", True),
    ],
)
def test_what_is_told_of_besides_the_parties(act: EventType, first: str, second: str, is_one: bool) -> None:
    one = replace(TALKS, act=act, shown=act, headline=first)
    assert is_same_event(one, replace(one, article="b", headline=second)) is is_one


@pytest.mark.parametrize(("context", "is_one"), [(Context.MILITARY, False), (Context.EXECUTIVE, True)])
def test_a_meeting_of_the_same_persons_may_be_about_many_things(context: Context, *, is_one: bool) -> None:
    persons = replace(TALKS, context=(Context.TRADE,))
    countries = replace(persons, source=(US,), target=(CHINA,))
    assert is_same_event(persons, replace(persons, article="b", context=(context,)))
    assert is_same_event(countries, replace(countries, article="b", context=(context,))) is is_one


def test_a_person_named_without_a_country_is_known_by_the_name() -> None:
    bare = replace(STRANGER, country=None)
    assert is_same_event(TALKS, replace(TALKS, article="b", source=(bare,)))
    assert not is_same_event(replace(TALKS, source=(US,)), replace(TALKS, article="b", source=(bare,)))


def test_a_person_may_act_for_a_body() -> None:
    ministry = SidedName(name="Foreign Ministry", kind=ActorKind.ORGANIZATION, country=USA)
    assert is_same_event(TALKS, replace(TALKS, article="b", source=(ministry,)))


@pytest.mark.parametrize("change", [{"source": (BELL,)}, {"place": "Vienna"}, {"dates": days("2023-06-16")}, {}])
def test_what_speaks_against_one_event_though_a_third_fits_both(change: dict[str, object]) -> None:
    one = replace(TALKS, place="Geneva")
    other = replace(one, article="b" if change else "a", position=1, **change)  # type: ignore[arg-type]
    assert contradict(one, other)
    assert contradict(other, one)


def test_the_report_that_knows_most_comes_first() -> None:
    ranked = [
        replace(TALKS, article="z", is_shared=True, dates=None, dated_by=DatedBy.NONE),
        replace(TALKS, article="y", published=date(2023, 6, 14)),
        TALKS,
        replace(TALKS, article="b"),
        replace(TALKS, article="a", position=1, published=None),
        replace(TALKS, article="c", source=(US,), published=date(2023, 6, 14)),
        replace(TALKS, article="d", dated_by=DatedBy.CONTEXT),
        replace(TALKS, article="e", dated_by=DatedBy.PUBLICATION),
        replace(TALKS, article="f", dates=days("2023-06-12/2023-06-18")),
        replace(TALKS, article="g", dates=None, dated_by=DatedBy.NONE),
    ]
    mixed = ranked[1::2] + ranked[::2]
    assert sorted(mixed, key=lambda one: one.rank) == ranked


parties = st.lists(st.sampled_from([US, CHINA, FRANCE, REED, BELL, GAO, STRANGER]), max_size=2).map(tuple)
sightings = st.builds(
    Sighting,
    article=st.sampled_from("abcdef"),
    position=st.just(0),
    is_shared=st.booleans(),
    published=st.just(date(2023, 6, 15)),
    shown=st.just(EventType.CONSULT),
    act=st.just(EventType.CONSULT),
    status=st.just(Status.OCCURRED),
    reciprocal=st.booleans(),
    alleged=st.none(),
    dates=st.sampled_from([None, days("2023-06-14"), days("2023-06-15"), days("2023-06-12/2023-06-18")]),
    dated_by=st.sampled_from([DatedBy.EXPRESSION, DatedBy.PUBLICATION]),
    place=st.sampled_from([None, "Geneva"]),
    context=st.just(()),
    headline=st.sampled_from(["They meet", "They part"]),
    source=parties,
    target=parties,
)


@given(sightings, sightings)
def test_the_order_of_two_makes_no_difference(one: Sighting, other: Sighting) -> None:
    assert is_same_event(one, other) == is_same_event(other, one)
    assert contradict(one, other) == contradict(other, one)


@given(sightings)
def test_an_event_with_a_party_is_the_same_in_another_article(one: Sighting) -> None:
    assert is_same_event(one, replace(one, article="another")) == bool(one.source or one.target)
