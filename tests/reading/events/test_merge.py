"""One event told twice in an article is one, and two events stay two: laws of the rule, and articles of our own."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.dates import UNDATED, DatedBy, DateRange, EventDate, Precision
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.reading import Event, Party, Span, Status
from bot.reading.events.matter import Matter
from bot.reading.events.merge import Draft, contradict, is_same, merged
from tests.reading.events.conftest import Reader

SIDES = {"TCD": (0, 1), "LBY": (2, 3), "NOR": (4,)}
"""Of each country its own actor's id and its persons'."""
PARTIES = st.sampled_from(
    [Party(actor=actor, country=CountryCode(code)) for code, actors in SIDES.items() for actor in actors]
)


def day(number: int, dated_by: DatedBy = DatedBy.EXPRESSION) -> EventDate:
    return EventDate(range=DateRange.day(date(2024, 3, number)), precision=Precision.DAY, dated_by=dated_by)


TYPES = st.sampled_from([EventType.ACCUSE, EventType.SUPPORT, EventType.COERCE, EventType.CONSULT])
WORDS = st.frozensets(st.sampled_from(["rebel", "port", "gold", "adre"]), max_size=2)


@st.composite
def drafts(draw: st.DrawFn) -> list[Draft]:
    return [draw(draft(order)) for order in range(draw(st.integers(1, 6)))]


@st.composite
def draft(draw: st.DrawFn, order: int) -> Draft:
    kind, source, target = draw(TYPES), draw(PARTIES), draw(st.none() | PARTIES)
    things = draw(WORDS)
    event = Event(
        type=kind,
        act=kind,
        source=(source,),
        target=() if target is None else (target,),
        reciprocal=False,
        status=draw(st.sampled_from([Status.OCCURRED, Status.OCCURRED, Status.PLANNED])),
        when=draw(st.sampled_from([UNDATED, day(11), day(12), day(14, DatedBy.PUBLICATION)])),
        place=None,
        context=(),
        headline=f"Told as number {order}",
        sentence=order,
        span=Span(start=order, end=order + 1),
        salience=draw(st.sampled_from([0.3, 0.6, 0.9])),
    )
    return Draft(
        event=event,
        order=order,
        matter=Matter(
            things=things, names=things & {"adre"}, doings=draw(WORDS), objects=things, known=draw(WORDS) & things
        ),
        trigger=draw(st.sampled_from(["accuse", "blame", "support", "stand", "ban", "suspend", "meet"])),
        named=frozenset(party for party in (source, target) if party is not None and party.actor in {1, 3}),
        is_deed=draw(st.sampled_from([False, False, True])),
        points_back=draw(st.booleans()),
    )


@given(told=drafts(), data=st.data())
def test_the_order_in_which_tellings_come_makes_no_difference(told: list[Draft], data: st.DataObject) -> None:
    assert merged(data.draw(st.permutations(told))) == merged(told)


@given(told=drafts())
def test_a_telling_twice_is_none_more(told: list[Draft]) -> None:
    assert merged([*told, *told]) == merged(told)


@given(told=drafts())
def test_two_tellings_are_one_event_whichever_comes_first(told: list[Draft]) -> None:
    for one in told:
        assert is_same(one, one)
        for other in told:
            assert is_same(one, other) == is_same(other, one)
            assert contradict(one, other) == contradict(other, one)


@given(told=drafts())
def test_what_is_planned_is_never_one_with_what_took_place(told: list[Draft]) -> None:
    planned = [one for one in told if one.event.status is Status.PLANNED]
    taken_place = [one for one in told if one.event.status is not Status.PLANNED]
    both = merged(planned) + merged(taken_place)
    assert sorted(merged(told), key=lambda one: one.headline) == sorted(both, key=lambda one: one.headline)


@given(told=drafts())
def test_an_event_is_as_salient_as_its_weightiest_telling_at_least(told: list[Draft]) -> None:
    events = merged(told)
    assert 1 <= len(events) <= len(told)
    assert max(one.salience for one in events) >= max(one.event.salience for one in told)
    alone = [merged([one])[0] for one in told]
    assert [one.salience for one in alone] == [one.event.salience for one in told]


@given(told=drafts())
def test_what_is_told_again_in_another_sentence_weighs_more(told: list[Draft]) -> None:
    (once,), one = merged(told[:1]), told[0]
    again = replace(one, order=9, event=replace(one.event, sentence=9))
    assert is_same(one, again) is False or merged([one, again])[0].salience > once.salience


ONE = [
    pytest.param(
        "Norway supports Chad in its dispute with Libya over a strip of desert. Fishing was poor. "
        "Norway stands with its partner, Chad, in the dispute.",
        id="a stance in other words",
    ),
    pytest.param(
        "Norway banned the Chadian airline Sahelair from its airspace on Monday. "
        "Norway's aviation office has suspended Sahelair's permit, officials said.",
        id="a ban, and the permit suspended",
    ),
    pytest.param(
        "Chad on Monday suspended the permit of the Norwegian airline Fjordfly. Chad has banned Fjordfly, it said.",
        id="a permit suspended, and the ban",
    ),
    pytest.param(
        "Norway banned the Chadian airline Sahelair from its airspace on Monday. The ban bars the airline from Oslo.",
        id="the ban",
    ),
    pytest.param(
        "Norway suspended aid to Chad on Monday. The decision cuts off Chad from 30 million dollars.",
        id="the decision",
    ),
    pytest.param(
        "Chad accused Libya of arming rebels in the north. It rained. Chad blamed Libya for arming the rebels.",
        id="an accusation with another verb",
    ),
    pytest.param(
        "Chad condemned a Libyan raid on Tuesday. Chad denounced the raid as a crime.", id="blame for the same deed"
    ),
    pytest.param(
        "Norway urged Chad to release two sailors. Norway called on Chad to free the sailors.",
        id="a request with another verb",
    ),
    pytest.param(
        "Chadian police arrested two Norwegian sailors on Monday. Chad detained the sailors over smuggling.",
        id="people whose country is told once",
    ),
]


@pytest.mark.parametrize("text", ONE)
def test_what_is_told_again_in_other_words_is_one_event(told: Reader, text: str) -> None:
    article = told(text)
    assert len(article.events) == 1
    assert article.first.sentence == 0
    assert [None not in side for side in article.sides(article.first)] == [True, True]


TWO = [
    pytest.param(
        "Chad accused Libya of arming rebels in the north. Chad accused Libya of smuggling gold.", id="two accusations"
    ),
    pytest.param(
        "Chad accused Libya of arming rebels. Chad blamed Libya for the smuggling of gold.", id="with two verbs"
    ),
    pytest.param(
        "Chad accused Libya of arming rebels. Chad accused Libya of sheltering rebels.", id="of one people, two deeds"
    ),
    pytest.param(
        "Norway urged Chad on Monday to free two sailors. Norway urged Chad on Monday to free a priest.",
        id="two requests of one act and day",
    ),
    pytest.param(
        "Norway supports Chad in its dispute with Libya. Norway also backs Chad's bid to host the games.",
        id="a stance and another matter",
    ),
    pytest.param(
        "Norway banned the Chadian airline Sahelair on Monday. Norwegian police arrested Sahelair's director.",
        id="a ban and an arrest",
    ),
    pytest.param(
        "Sudan bombed the town of Adre in Chad on Monday. Sudan bombed the town of Tine in Chad on Monday.",
        id="two towns",
    ),
    pytest.param(
        "Norway will ban the airline Sahelair of Chad in May. Norway banned the airline Fastair of Chad on Monday.",
        id="a plan and a deed",
    ),
    pytest.param(
        "Chadian police arrested two Norwegian sailors on Monday. Chad arrested two Libyan sailors on Monday.",
        id="people of two countries",
    ),
]


@pytest.mark.parametrize("text", TWO)
def test_two_events_stay_two(told: Reader, text: str) -> None:
    assert len(told(text).events) == 2


def test_what_is_told_again_weighs_more_than_what_is_told_once(told: Reader) -> None:
    once = told("Norway urged Chad to release two sailors. It rained in Oslo. Fish was dear.")
    again = told(
        "Norway urged Chad to release two sailors. It rained in Oslo. Norway called on Chad to free the sailors."
    )
    assert len(again.events) == 1
    assert again.first.salience > once.first.salience


def test_a_day_of_somebody_unknown_is_not_lent_to_who_is_known() -> None:
    recalls = Event(
        type=EventType.SANCTION,
        act=EventType.SANCTION,
        mode=None,
        source=(Party(actor=0, country=CountryCode("TCD")),),
        target=(Party(actor=2, country=CountryCode("LBY")),),
        reciprocal=False,
        status=Status.OCCURRED,
        when=UNDATED,
        place=None,
        context=(),
        headline="Chad recalls its ambassador from Libya",
        sentence=0,
        span=Span(start=0, end=1),
        salience=0.9,
    )
    known = Draft(event=recalls, matter=Matter(), trigger="recall", order=0)
    unknown = replace(known, event=replace(recalls, source=(), when=day(4), sentence=3), order=1)
    assert not is_same(known, unknown)
    assert is_same(known, replace(unknown, event=replace(unknown.event, source=recalls.source)))
    assert is_same(known, replace(unknown, has_doer=False))
    assert is_same(replace(known, event=replace(recalls, when=day(4))), unknown)
