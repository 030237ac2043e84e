from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.dates import DateRange
from bot.model.plover import Context, EventType
from bot.model.reading import ActorKind, Status
from data.merge import SidedName, Sighting, best_match, is_same_event
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
    act=EventType.CONSULT,
    status=Status.OCCURRED,
    reciprocal=True,
    alleged=None,
    dates=days("2023-06-14"),
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
    ],
    ids=[
        "the-same", "other-words", "countries-only", "surname", "country-named-too", "roles-turned",
        "roles-turned-once",
        "a-week-that-holds-the-day", "place-given-once", "context-given-once", "claim-given-once",
    ],
)  # fmt: skip
def test_one_event_told_twice(change: dict[str, object]) -> None:
    other = replace(TALKS, **change)  # type: ignore[arg-type]  # a table of fields by name
    assert is_same_event(TALKS, other)
    assert is_same_event(other, TALKS)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"act": EventType.ACCUSE}),
        ({}, {"status": Status.PLANNED}),
        ({}, {"dates": days("2023-06-15")}),
        ({}, {"dates": None}),
        ({}, {"source": (BELL,)}),
        ({}, {"source": (BELL, US)}),
        ({}, {"target": (FRANCE,)}),
        ({}, {"target": ()}),
        ({"reciprocal": False}, {"reciprocal": False, "source": (GAO,), "target": (REED,)}),
        ({"place": "Geneva"}, {"place": "Vienna"}),
        ({"context": (Context.TRADE,)}, {"context": (Context.MILITARY,)}),
        ({"alleged": "pressure"}, {"alleged": "bribery"}),
        ({"dates": days("2023-01-01/2023-12-31")}, {"headline": "They fall out"}),
        ({"dates": None}, {"dates": None, "headline": "They fall out"}),
        ({"source": (STRANGER,)}, {"source": (replace(STRANGER, name="Carl Bell"),)}),
        ({"source": (), "target": ()}, {"source": (), "target": ()}),
    ],
    ids=[
        "another-act", "still-planned", "the-next-day", "one-undated", "another-person",
        "another-person-and-the-country",
        "another-country", "no-target", "direction-turned", "another-place", "about-something-else", "another-claim",
        "a-year-in-other-words", "undated-in-other-words", "strangers", "nobody-named",
    ],
)  # fmt: skip
def test_two_events(first: dict[str, object], second: dict[str, object]) -> None:
    one, other = (replace(TALKS, **change) for change in (first, second))  # type: ignore[arg-type]  # fields by name
    assert not is_same_event(one, other)
    assert not is_same_event(other, one)


@pytest.mark.parametrize("dates", [None, days("2023-01-01/2023-12-31")], ids=["undated", "a-year"])
def test_a_vague_event_is_known_by_its_words(dates: DateRange | None) -> None:
    one = replace(TALKS, dates=dates)
    assert is_same_event(one, replace(one, headline="Anna Reed and Gao Lin speak, by telephone."))


def test_of_several_the_one_told_in_most_of_the_same_words_is_taken() -> None:
    new = replace(TALKS, act=EventType.ACCUSE, headline="Reed accuses Gao of spying on ports")
    chips = replace(new, headline="Reed accuses Gao of copying chips")
    ports = replace(new, headline="Reed accuses Gao of spying on harbours and ports")
    assert best_match(new, [chips, ports]) == 1
    assert best_match(new, [ports, chips]) == 0
    assert best_match(new, [chips, chips]) == 0
    assert best_match(new, []) is None
    assert best_match(TALKS, [chips, ports]) is None


parties = st.lists(st.sampled_from([US, CHINA, FRANCE, REED, BELL, GAO, STRANGER]), max_size=2).map(tuple)
sightings = st.builds(
    Sighting,
    act=st.just(EventType.CONSULT),
    status=st.just(Status.OCCURRED),
    reciprocal=st.booleans(),
    alleged=st.none(),
    dates=st.sampled_from([None, days("2023-06-14"), days("2023-06-12/2023-06-18")]),
    place=st.sampled_from([None, "Geneva"]),
    context=st.just(()),
    headline=st.sampled_from(["They meet", "They part"]),
    source=parties,
    target=parties,
)


@given(sightings, sightings)
def test_the_order_of_two_makes_no_difference(one: Sighting, other: Sighting) -> None:
    assert is_same_event(one, other) == is_same_event(other, one)


@given(sightings)
def test_an_event_with_a_party_is_the_same_as_itself(one: Sighting) -> None:
    assert is_same_event(one, one) == bool(one.source or one.target)
