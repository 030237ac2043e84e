"""Terms of a person in order, and who is meant by a name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.countries import Gazetteer
from bot.model.dates import DateRange
from bot.model.ids import CountryCode
from bot.model.offices import Office, OfficeRole, Offices, Term, still_in_office
from bot.model.people import Individual, in_order, is_in_office
from bot.model.reading import ActorKind
from bot.people import NameTable, joined, parse_person, spelt

NORWAY, CHILE = CountryCode("NOR"), CountryCode("CHL")
TODAY = date(2026, 11, 26)


def term(
    since: date, until: date | None, *, name: str = "Kari Lund", country: CountryCode = NORWAY, second: bool = False
) -> Term:
    office = Office(
        id=f"{country}-{since}-{second}",
        country=country,
        body="",
        title="Foreign Minister",
        role=OfficeRole.FOREIGN,
        to=None,
        is_shared=False,
        is_secondary=second,
        source="",
        checked=None,
    )
    end = still_in_office(TODAY - timedelta(days=60)) if until is None else DateRange.day(until)
    return Term(name=name, office=office, since=DateRange.day(since), until=end, is_acting=False)


def gazetteer(*terms: Term) -> Gazetteer:
    return Gazetteer(countries={}, bodies=(), persons=(), places={}, offices=Offices(terms))


def individual(name: str, country: CountryCode | None, events: int = 0) -> Individual:
    return Individual(name=name, country=country, kind=ActorKind.PERSON, events=events)


def test_offices_in_which_somebody_is_come_first_then_the_last_one() -> None:
    first, last = term(date(1999, 1, 1), date(2003, 1, 1)), term(date(2010, 1, 1), date(2014, 1, 1))
    now, besides = term(date(2021, 1, 1), None), term(date(2022, 1, 1), None, second=True)
    assert in_order([first, besides, last, now], TODAY) == (now, besides, last, first)


@given(st.permutations([term(date(1990 + n, 1, 1), date(1991 + n, 1, 1) if n % 3 else None) for n in range(6)]))
def test_the_order_does_not_depend_on_the_table_s(terms: list[Term]) -> None:
    assert in_order(terms, TODAY) == in_order(reversed(terms), TODAY)


def test_old_news_of_an_office_are_not_the_present() -> None:
    assert is_in_office(term(date(2021, 1, 1), None), TODAY)
    assert not is_in_office(term(date(2021, 1, 1), None), TODAY + timedelta(days=800))
    assert not is_in_office(term(date(2021, 1, 1), date(2022, 1, 1)), date(2021, 6, 1))


@given(st.from_regex(r"[A-Z][a-zæøå]{1,9} [A-Z][a-z]{1,9}", fullmatch=True), st.sampled_from([NORWAY, CHILE, None]))
def test_what_an_autocomplete_gives_is_read_back(name: str, country: CountryCode | None) -> None:
    assert parse_person(spelt(individual(name, country))) == (name, country)


@pytest.mark.parametrize("typed", ["Käri Lund", "kari lund", " KARI  LUND "])
def test_a_holder_of_an_office_is_known_whatever_the_accents(typed: str) -> None:
    table = NameTable(gazetteer(term(date(2021, 1, 1), None), term(date(2020, 1, 1), None, country=CHILE)))
    assert [one.country for one in table.named(typed)] == [CHILE, NORWAY]


def test_holders_are_offered_by_beginnings_of_their_names() -> None:
    holders = (term(date(2021, 1, 1), None), term(date(2020, 1, 1), None, name="Pablo Reyes", country=CHILE))
    table = NameTable(gazetteer(*holders))
    assert [one.name for one in table.beginning("rey", 9)] == ["Pablo Reyes"]
    assert [one.name for one in table.beginning("", 9)] == ["Kari Lund", "Pablo Reyes"]
    assert table.beginning("und", 9) == ()


def test_one_name_on_two_sides_is_two_persons_and_a_nameless_side_is_none() -> None:
    recorded = [individual("Kari Lund", NORWAY, 3), individual("Kari Lund", None, 9), individual("kari lund", CHILE, 5)]
    found = joined(recorded, [individual("Kari Lund", NORWAY)])
    assert [(one.country, one.events) for one in found] == [(CHILE, 5), (NORWAY, 3)]
    assert joined([individual("Kari Lund", None, 9)], ()) == (individual("Kari Lund", None, 9),)
