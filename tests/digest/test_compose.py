from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.digest.compose import Record, compose, edition, headline
from bot.model.countries import Dyad
from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.digest import Digest
from bot.model.ids import CountryCode, EventId
from bot.model.plover import EventType
from bot.model.reading import Event, Span, Status
from bot.model.settings import Cadence
from bot.model.stored import StoredEvent

NORWAY, CHILE = CountryCode("NOR"), CountryCode("CHL")
PAIR = Dyad(first=NORWAY, second=CHILE)
TODAY = date(2024, 5, 15)


def stored(
    number: int,
    act: EventType = EventType.CONSULT,
    *,
    salience: float = 0.5,
    status: Status = Status.OCCURRED,
    on: date = TODAY - timedelta(days=1),
) -> StoredEvent:
    event = Event(
        type=EventType.AGREE if status is Status.PLANNED else act,
        act=act,
        source=(),
        target=(),
        reciprocal=False,
        status=status,
        when=EventDate(range=DateRange.day(on), precision=Precision.DAY, dated_by=DatedBy.EXPRESSION),
        place=None,
        context=(),
        headline=f"Event {number}",
        sentence=0,
        span=Span(start=0, end=1),
        salience=salience,
    )
    return StoredEvent(
        id=EventId(number),
        event=event,
        source_names=(),
        target_names=(),
        source_codes=(NORWAY,),
        target_codes=(CHILE,),
        reports=(),
    )


def made(*new: StoredEvent, ahead: tuple[StoredEvent, ...] = (), past: tuple[StoredEvent, ...] = ()) -> Digest:
    return compose(
        Record(new_events=new, coming_up=ahead, on_this_day=past, articles=()),
        pair=PAIR,
        cadence=Cadence.DAILY,
        period=DateRange.day(TODAY - timedelta(days=1)),
        today=TODAY,
        articles_read=3,
        next_run=None,
    )


def test_the_most_salient_comes_first_and_ties_keep_the_order_of_recording() -> None:
    digest = made(stored(3, salience=0.2), stored(2, salience=0.9), stored(1, salience=0.2))
    assert [event.id for event in digest.events] == [2, 1, 3]


def test_no_event_stands_twice() -> None:
    visit = stored(5, status=Status.PLANNED, on=TODAY + timedelta(days=3))
    digest = made(visit, stored(1), ahead=(visit,), past=(stored(1),))
    assert [event.id for event in digest.events] == [1]
    assert [event.id for event in digest.coming_up] == [5]
    assert digest.on_this_day is None


def test_what_was_planned_for_a_day_gone_by_is_not_coming_up() -> None:
    assert made(ahead=(stored(5, status=Status.PLANNED, on=TODAY - timedelta(days=1)),)).coming_up == ()
    assert len(made(ahead=(stored(5, status=Status.PLANNED, on=TODAY),)).coming_up) == 1


@pytest.mark.parametrize(
    ("happened", "ahead", "cadence", "words"),
    [
        pytest.param([], [], Cadence.DAILY, "A quiet day", id="quiet"),
        pytest.param([], [], Cadence.WEEKLY, "A quiet week", id="quiet week"),
        pytest.param([stored(1), stored(2, EventType.REQUEST)], [], Cadence.DAILY, "Talks, a request", id="two"),
        pytest.param(
            [stored(1, EventType.REQUEST), stored(2, EventType.REQUEST)], [], Cadence.DAILY, "Requests", id="plural"
        ),
        pytest.param(
            [stored(1, EventType.ACCUSE)],
            [stored(2, status=Status.PLANNED)],
            Cadence.DAILY,
            "An accusation, talks to come",
            id="ahead",
        ),
        pytest.param([stored(1, status=Status.PLANNED)], [], Cadence.DAILY, "Talks", id="a plan is named by its act"),
    ],
)
def test_headline(happened: list[StoredEvent], ahead: list[StoredEvent], cadence: Cadence, words: str) -> None:
    assert headline(happened, ahead, cadence) == words
    assert len(headline([stored(n, act) for n, act in enumerate(EventType)], [], cadence)) <= 90


def test_an_event_that_came_in_as_new_is_no_memory_of_the_day_even_below_the_floor() -> None:
    first, second = stored(1, salience=0.9), stored(2, salience=0.85)
    assert made(stored(1, salience=0.1), past=(first, second)).on_this_day == second


def test_an_edition_has_one_memory_of_the_day_the_weightiest_that_no_card_tells_otherwise() -> None:
    shared, weighty, light = stored(1, salience=1.0), stored(2, salience=0.95), stored(3, salience=0.85)
    cards = [
        replace(made(stored(5), past=(shared,)), pair=PAIR),
        made(shared, past=(light,)),
        made(stored(6), past=(weighty,)),
    ]
    shown = edition(cards).digests
    assert [digest.on_this_day for digest in shown if digest.on_this_day] == [weighty]
    assert len(shown) == 3


def test_a_quiet_edition_keeps_the_memory_of_its_own_pair() -> None:
    assert edition([made(past=(stored(2),)), made(past=(stored(3),))]).digests[0].on_this_day == stored(2)
