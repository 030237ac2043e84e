"""The card of a person."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cards.ids import EventsOpen
from bot.cards.message import measure
from bot.cards.person import person_card, persons_card
from bot.cards.person_ids import choice_of, chosen_person
from bot.model.dates import DateRange
from bot.model.ids import CountryCode
from bot.model.offices import Office, OfficeRole, Term, still_in_office
from bot.model.people import Individual, Meeting, Part, PersonView
from bot.model.reading import ActorKind
from tests.cards import samples as s

TODAY = date(2024, 3, 14)
LUND = Individual(name="Kari Lund", country=s.NORWAY, kind=ActorKind.PERSON, events=3)


def term(
    title: str, since: DateRange, until: DateRange, *, is_acting: bool = False, country: CountryCode = s.NORWAY
) -> Term:
    office = Office(
        id=title,
        country=country,
        body="",
        title=title,
        role=OfficeRole.TRADE,
        to=None,
        is_shared=False,
        is_secondary=False,
        source="",
        checked=None,
    )
    return Term(name="Kari Lund", office=office, since=since, until=until, is_acting=is_acting)


TERMS = (
    term("Foreign Minister", DateRange.day(date(2021, 10, 14)), still_in_office(date(2024, 2, 1))),
    term(
        "Trade Minister",
        DateRange(start=date(2017, 1, 1), end=date(2017, 12, 31)),
        DateRange(start=date(2020, 3, 1), end=date(2020, 3, 4)),
        is_acting=True,
    ),
)
VIEW = PersonView(
    who=LUND,
    today=TODAY,
    terms=TERMS,
    meetings=(
        Meeting(name="Pablo Reyes", country=s.CHILE, times=12, last=s.dated(date(2024, 3, 14))),
        Meeting(name="Ana Soto", country=s.CHILE, times=1, last=s.dated(date(2022, 5, 4))),
    ),
    ahead=(),
    latest=(Part(event=s.stored(1), office="Foreign Minister"),),
    weightiest=(Part(event=s.stored(2, s.event(when=s.dated(date(2018, 5, 1)))), office=None),),
)


def plain(view: PersonView) -> list[str]:
    return [text.replace("\u00a0", " ") for text in s.texts(person_card(view, s.GAZETTEER))]


def test_a_person_reads_as_laid_down() -> None:
    head, offices, met, latest, weighty, foot = plain(VIEW)
    assert head == "-# Person · 🇳🇴 Norway\n## Kari Lund\n-# 3 recorded events"
    assert offices == (
        "### Offices\n- **Foreign Minister** · since 14 October 2021 (as of 1 February 2024)\n"
        "- **Acting Trade Minister** · 2017 to 1–4 March 2020"
    )
    assert met == (
        "### Met or spoke with\n- 🇨🇱 **Pablo Reyes** · 12 times · last 14 March 2024\n"
        "- 🇨🇱 **Ana Soto** · once · 4 May 2022"
    )
    assert latest == (
        "### Latest\n- **14 Mar 2024** · 💬 Talks · as Foreign Minister · "
        "Kari Lund and Pablo Reyes meet in Oslo. [¹](https://fjord.example/1)"
    )
    assert weighty.startswith("### Weightiest before\n- **1 May 2018** · 💬 Talks · Kari Lund")
    assert foot == "-# Sources: [¹ Fjord Post](https://fjord.example/1)"


def test_few_events_are_one_list_by_date() -> None:
    later = Part(event=s.stored(2, s.event(when=s.dated(date(2024, 5, 1)))), office=None)
    shown = plain(replace(VIEW, who=replace(LUND, events=2), weightiest=(later,)))
    (events,) = [text for text in shown if text.startswith("### Events")]
    assert [line[:10] for line in events.split("\n")[1:]] == ["- **1 May ", "- **14 Mar"]


def test_the_timeline_opens_narrowed_to_the_person() -> None:
    (button,) = s.buttons(person_card(VIEW, s.GAZETTEER)).values()
    query = EventsOpen.parse(str(button["custom_id"])).query
    assert (query.actor, query.country) == ("Kari Lund", s.NORWAY)


def test_a_person_of_whom_nothing_is_recorded_still_has_offices() -> None:
    bare = replace(VIEW, who=replace(LUND, events=0), meetings=(), latest=(), weightiest=())
    head, offices, said = plain(bare)
    assert head.endswith("-# no recorded event")
    assert offices.startswith("### Offices")
    assert said.startswith("No recorded event names them here.")
    assert s.buttons(person_card(bare, s.GAZETTEER))["Timeline"]["disabled"]


def test_an_end_that_is_not_known_is_no_present() -> None:
    old = term("Envoy", DateRange.day(date(1995, 1, 3)), still_in_office(date(1999, 3, 1)))
    assert "**Envoy** · from 3 January 1995, still on 1 March 1999" in plain(replace(VIEW, terms=(old,)))[1]


def test_of_several_the_reader_chooses() -> None:
    two = [LUND, replace(LUND, country=s.CHILE, events=0), replace(LUND, country=None, kind=ActorKind.GROUP, events=1)]
    view = persons_card(two, "kari *lund*", s.GAZETTEER)
    assert measure(view).components < 10
    (options,) = [part["options"] for part in s.parts(view) if "options" in part]
    assert isinstance(options, list)
    assert [(option["value"], option["description"]) for option in options] == [
        ("NOR Kari Lund", "Norway · 3 events"),
        ("CHL Kari Lund", "Chile · person"),
        ("--- Kari Lund", "side not given · 1 event"),
    ]
    assert [chosen_person(option["value"]) for option in options] == [(one.name, one.country) for one in two]
    assert choice_of("A b", None) == "--- A b"


@pytest.mark.parametrize("letter", ["W", "外", "*"])
def test_the_longest_person_keeps_to_the_limits(letter: str) -> None:
    words, url = letter * 200, "https://fjord.example/" + "x" * 270
    reports = (s.report(1, source=letter * 80, url=url),)
    events = [s.stored(10**9 + n, s.event(words, alleged="spying"), reports=reports) for n in range(10)]
    parts = tuple(Part(event=one, office=letter * 90) for one in events)
    span = DateRange(start=date(2020, 9, 1), end=date(2020, 11, 4))
    view = PersonView(
        who=Individual(name=words, country=CountryCode("VCT"), kind=ActorKind.ORGANIZATION, events=12345),
        today=TODAY,
        terms=tuple(term(letter * 90, span, span) for _ in range(20)),
        meetings=tuple(Meeting(name=words, country=s.CHILE, times=99, last=s.dated(TODAY)) for _ in range(5)),
        ahead=parts[:2],
        latest=parts[2:6],
        weightiest=parts[6:],
    )
    size = measure(person_card(view, s.GAZETTEER))
    assert size.characters <= 4000
    texts = plain(view)
    assert any(text.endswith("-# 16 more offices") for text in texts)
