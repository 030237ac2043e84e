"""What a posted card said, and when a later telling corrects it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.digest.told import Memory, told_of
from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.digest import Revision
from bot.model.ids import CountryCode, EventId
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.model.stored import StoredEvent
from tests.digest.test_compose import TODAY, stored

ONE, TWO = EventId(1), EventId(2)
EARLIER = date(2024, 5, 13)
NEXT = date(2024, 5, 17)
MARCH = EventDate(
    range=DateRange(start=date(2024, 3, 1), end=date(2024, 3, 31)),
    precision=Precision.MONTH,
    dated_by=DatedBy.EXPRESSION,
)
TALKS = stored(1)


def changed(one: StoredEvent = TALKS, **fields: Any) -> StoredEvent:
    return replace(one, event=replace(one.event, **fields))


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(changed(when=MARCH), id="another date"),
        pytest.param(changed(status=Status.DENIED), id="another status"),
        pytest.param(changed(alleged="spying"), id="a part is alleged"),
        pytest.param(changed(type=EventType.AGREE, act=EventType.AGREE), id="another kind"),
        pytest.param(replace(TALKS, target_codes=(CountryCode("PER"),)), id="another side"),
        pytest.param(replace(TALKS, source_codes=TALKS.target_codes, target_codes=TALKS.source_codes), id="roles"),
        pytest.param(replace(TALKS, is_withdrawn=True), id="withdrawn"),
    ],
)
def test_another_fact_is_a_correction(now: StoredEvent) -> None:
    (revision,) = Memory.of([TALKS]).after({ONE: now}, on=TODAY).revisions
    assert (revision.event, revision.on) == (ONE, TODAY)


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(TALKS, id="nothing"),
        pytest.param(changed(headline="Other words"), id="other words"),
        pytest.param(changed(salience=1.0), id="more weight"),
        pytest.param(changed(when=replace(TALKS.event.when, dated_by=DatedBy.CONTEXT)), id="dated otherwise"),
    ],
)
def test_what_says_the_same_corrects_nothing(now: StoredEvent) -> None:
    assert Memory.of([TALKS]).after({ONE: now}, on=TODAY) == Memory.of([TALKS])


def test_a_reciprocal_event_has_no_first_side() -> None:
    both = changed(reciprocal=True)
    turned = replace(both, source_codes=both.target_codes, target_codes=both.source_codes)
    assert told_of(both) == told_of(turned)


def test_the_first_date_stands_beside_the_latest_correction() -> None:
    first = Memory.of([TALKS]).after({ONE: changed(when=MARCH)}, on=TODAY)
    assert first.revisions == (Revision(event=ONE, on=TODAY, before="14 May 2024"),)
    day = EventDate(range=DateRange.day(EARLIER), precision=Precision.DAY, dated_by=DatedBy.EXPRESSION)
    second = first.after({ONE: changed(when=day)}, on=NEXT)
    assert second.revisions == (Revision(event=ONE, on=NEXT, before="14 May 2024"),)
    assert second.after({ONE: changed(when=day, salience=1.0)}, on=date(2024, 5, 20)).revisions == second.revisions
    assert second.after({ONE: TALKS}, on=NEXT).revisions == (Revision(event=ONE, on=NEXT),)


def test_two_that_turn_out_to_be_one_are_told_once() -> None:
    memory = Memory.of([TALKS, changed(stored(2), when=MARCH)])
    after = memory.after({ONE: TALKS, TWO: TALKS}, on=TODAY)
    assert [one.event for one in after.told] == [ONE]
    assert after.revisions == (Revision(event=ONE, on=TODAY, before="March 2024"),)


def test_an_event_under_another_number_is_the_same() -> None:
    moved = replace(TALKS, id=EventId(9))
    memory = Memory.of([TALKS]).after({ONE: moved}, on=TODAY)
    assert memory == Memory.of([moved])
    corrected = memory.after({EventId(9): changed(moved, when=MARCH)}, on=TODAY)
    assert [one.event for one in corrected.revisions] == [9]


def test_an_event_that_is_no_more_is_forgotten() -> None:
    assert Memory.of([TALKS, stored(2)]).after({TWO: stored(2)}, on=TODAY) == Memory.of([stored(2)])


def test_it_survives_as_json() -> None:
    memory = Memory.of([TALKS, stored(2)]).after({ONE: changed(when=MARCH), TWO: stored(2)}, on=TODAY)
    assert Memory.from_json(memory.to_json()) == memory
