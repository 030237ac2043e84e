"""Who held which office at an event: from dated terms first, from years only where these leave no doubt."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.countries import Gazetteer, Person
from bot.model.dates import DateRange
from bot.model.ids import CountryCode
from bot.model.offices import Office, OfficeRole, Offices, Term
from bot.model.plover import EventType
from bot.quiz.make import drafts, lay_out
from bot.quiz.offices import in_office, is_held_by_another, may_hold, of_role, title_at
from bot.quiz.roles import is_head, role_gap, role_of
from tests.quiz.asking import CAST, CODES, FRA, QIN
from tests.quiz.world import GAZETTEER, Cast, event, in_month, on_day, person, reading

CHINA, FRANCE, OMAN = CountryCode("CHN"), CountryCode("FRA"), CountryCode("OMN")


def term(name: str, title: str, role: OfficeRole, since: date, until: date, *, is_acting: bool = False) -> Term:
    """Return a Chinese term."""
    office = Office(
        id=title, country=CHINA, body="", title=title, role=role, to=None, is_shared=False, is_secondary=False,
        source="a list", checked=None,
    )  # fmt: skip
    return Term(name=name, office=office, since=DateRange.day(since), until=DateRange.day(until), is_acting=is_acting)


FOREIGN, HEAD = OfficeRole.FOREIGN, OfficeRole.HEAD
TERMS = (
    term("Wang Yi", "Foreign Minister", FOREIGN, date(2013, 3, 16), date(2022, 12, 30)),
    term("Qin Gang", "Foreign Minister", FOREIGN, date(2022, 12, 30), date(2023, 7, 25)),
    term("Wang Yi", "Foreign Minister", FOREIGN, date(2023, 7, 25), date(2026, 1, 1)),
    term("Li Qiang", "Premier", HEAD, date(2023, 3, 11), date(2026, 1, 1)),
    term("Zhang Jun", "Foreign Minister", FOREIGN, date(2023, 5, 1), date(2023, 5, 20), is_acting=True),
)
PERSONS = (
    Person(name="Qin Gang", names=(), country=CHINA, office="Ambassador to the United States", since=2021, until=2024),
    Person(name="Wang Wentao", names=(), country=CHINA, office="Minister of Commerce", since=2020, until=None),
    Person(name="Zhong Shan", names=(), country=CHINA, office="Minister of Commerce", since=2017, until=2020),
    Person(name="Sayyid Badr", names=(), country=OMAN, office="Foreign Minister", since=2020, until=2024),
)
WORLD: Gazetteer = replace(GAZETTEER, offices=Offices(TERMS), persons=PERSONS)
MAY, JUNE = DateRange.day(date(2023, 5, 10)), DateRange.day(date(2023, 6, 14))


@pytest.mark.parametrize(
    ("name", "day", "title", "may"),
    [
        pytest.param("Qin Gang", date(2022, 12, 29), None, False, id="the day before"),
        pytest.param("Qin Gang", date(2022, 12, 30), None, True, id="the day of the handover"),
        pytest.param("Qin Gang", date(2022, 12, 31), "Foreign Minister", True, id="the day after"),
        pytest.param("Qin Gang", date(2023, 7, 25), None, True, id="the last day"),
        pytest.param("Qin Gang", date(2023, 7, 26), None, False, id="out of office"),
        pytest.param("Wang Yi", date(2023, 6, 14), None, False, id="between two terms"),
        pytest.param("Wang Yi", date(2023, 8, 1), "Foreign Minister", True, id="the second term"),
        pytest.param("Zhang Jun", date(2023, 5, 10), "acting Foreign Minister", True, id="somebody who stands in"),
        pytest.param("Wang Wentao", date(2023, 6, 14), None, None, id="unknown to the table of terms"),
    ],
)
def test_an_office_counts_on_the_days_between_the_handovers(
    name: str, day: date, title: str | None, may: bool | None
) -> None:
    when = DateRange.day(day)
    assert title_at(name, CHINA, when, WORLD) == title
    assert may_hold(name, CHINA, when, WORLD) is may


def test_without_country_or_day_nothing_is_known() -> None:
    assert title_at("Qin Gang", None, JUNE, WORLD) is title_at("Qin Gang", CHINA, None, WORLD) is None
    assert may_hold("Qin Gang", None, JUNE, WORLD) is may_hold("Qin Gang", CHINA, None, WORLD) is None
    assert title_at("Qin Gang", FRANCE, JUNE, WORLD) is None
    assert may_hold("Qin Gang", FRANCE, JUNE, WORLD) is None


@pytest.mark.parametrize(
    ("name", "country", "role", "day", "is_held"),
    [
        pytest.param("Wang Yi", CHINA, "foreign", date(2023, 6, 14), True, id="another is minister"),
        pytest.param("Qin Gang", CHINA, "foreign", date(2023, 6, 14), False, id="the minister"),
        pytest.param("Gang", CHINA, "foreign", date(2023, 6, 14), False, id="the minister by part of the name"),
        pytest.param("Qin Gang", CHINA, "foreign", date(2022, 12, 30), False, id="on the day of the handover"),
        pytest.param("Qin Gang", CHINA, "foreign", date(2022, 12, 29), True, id="a day too early"),
        pytest.param("Li Qiang", CHINA, "foreign", date(2023, 6, 14), False, id="the holder of another office"),
        pytest.param("Wu Peng", CHINA, "finance", date(2023, 6, 14), False, id="an office without a term"),
        pytest.param("Wu Peng", CHINA, "envoy", date(2023, 6, 14), False, id="there are many envoys"),
        pytest.param("Wu Peng", CHINA, None, date(2023, 6, 14), False, id="an office of no class"),
        pytest.param("Wu Peng", FRANCE, "foreign", date(2023, 6, 14), False, id="a country without terms"),
        pytest.param("Wu Peng", None, "foreign", date(2023, 6, 14), False, id="no country"),
    ],
)
def test_an_office_that_others_hold_is_not_a_stranger_s(
    name: str, country: CountryCode | None, role: str | None, day: date, is_held: bool
) -> None:
    assert is_held_by_another(name, country, role, DateRange.day(day), WORLD) is is_held


def test_who_was_in_office_is_told_once_and_only_where_it_is_certain() -> None:
    assert list(in_office(CHINA, JUNE, WORLD)) == [
        ("Li Qiang", "Premier"),
        ("Qin Gang", "Foreign Minister"),
        ("Wang Wentao", "Minister of Commerce"),
    ]
    assert "Zhang Jun" not in dict(in_office(CHINA, MAY, WORLD))


@pytest.mark.parametrize(("year", "is_certain"), [(2020, False), (2021, True), (2023, True), (2024, False)])
def test_years_prove_an_office_only_between_the_first_and_the_last(year: int, is_certain: bool) -> None:
    when = DateRange.day(date(year, 6, 1))
    assert ("Sayyid Badr", "Foreign Minister") in list(in_office(OMAN, when, WORLD)) or not is_certain
    assert bool(list(of_role(OMAN, "foreign", when, WORLD))) is is_certain


def test_holders_of_one_class_come_from_the_terms_else_from_the_years() -> None:
    assert list(of_role(CHINA, "foreign", JUNE, WORLD)) == [("Qin Gang", "Foreign Minister")]
    assert list(of_role(CHINA, "foreign", DateRange.day(date(2023, 7, 25)), WORLD)) == []
    assert list(of_role(CHINA, "trade", JUNE, WORLD)) == [("Wang Wentao", "Minister of Commerce")]
    assert list(of_role(CHINA, "envoy", JUNE, WORLD)) == []
    assert list(of_role(CHINA, "legislator", JUNE, WORLD)) == []


@given(st.dates(date(2012, 1, 1), date(2026, 6, 1)), st.integers(0, 400))
def test_who_was_certainly_in_office_may_have_been_and_no_other_holds_it(first: date, days: int) -> None:
    when = DateRange(start=first, end=first + timedelta(days=days))
    held = list(in_office(CHINA, when, WORLD))
    assert len({name for name, _ in held}) == len(held)
    for name, office in held:
        assert may_hold(name, CHINA, when, WORLD) is not False
        assert not is_held_by_another(name, CHINA, role_of(office), when, WORLD)
    assert {name for name, _ in of_role(CHINA, "foreign", when, WORLD)} <= {name for name, _ in held}


@pytest.mark.parametrize(
    ("office", "role"),
    [
        ("Secretary of State", "foreign"),
        ("Minister of Foreign Affairs", "foreign"),
        ("Assistant Secretary of State for East Asian and Pacific Affairs", "deputy"),
        ("Deputy Foreign Minister", "deputy"),
        ("Vice President", "deputy"),
        ("President", "head"),
        ("Secretary of Defense", "defence"),
        ("Foreign Ministry spokesperson", "spokesperson"),
        ("Ambassador to the United States", "envoy"),
        ("Minister of Agriculture", "minister"),
        ("poet", None),
        (None, None),
    ],
)
def test_an_office_has_its_class(office: str | None, role: str | None) -> None:
    assert role_of(office) == role


@pytest.mark.parametrize(
    ("office", "is_one"),
    [
        ("President", True),
        ("Prime Minister", True),
        ("acting President", True),
        ("Emir of Qatar", True),
        ("Deputy Prime Minister", False),
        ("Prime Minister's spokesperson", False),
        ("Vice President", False),
    ],
)
def test_an_aide_is_no_head(office: str, is_one: bool) -> None:
    assert is_head(office) is is_one


ROLES = st.sampled_from(["head", "foreign", "defence", "trade", "deputy", "envoy", "spokesperson", None])


@given(ROLES, ROLES)
def test_the_gap_between_classes_is_even_and_none_only_for_the_same(one: str | None, other: str | None) -> None:
    assert role_gap(one, other) == role_gap(other, one)
    assert (role_gap(one, other) == 0) is (one == other)


def test_an_event_names_its_persons_by_the_office_of_its_day() -> None:
    def office(when: tuple[int, int, int]) -> str | None:
        told = event(EventType.CONSULT, "Qin Gang visits France", (QIN,), (FRA,), on_day(*when), codes=CODES)
        made = reading(["He did."], CAST, [told], published=date(2023, 9, 1))
        return lay_out(made, WORLD, 1).story.facts[0].source[0].office

    assert office((2023, 6, 14)) == "Foreign Minister"
    assert office((2023, 7, 25)) == "Foreign Minister"
    assert office((2023, 8, 20)) is None
    assert office((2022, 6, 14)) is None


@pytest.mark.parametrize(
    ("name", "office", "is_asked"),
    [
        pytest.param("Qin Gang", "Foreign Minister", True, id="the minister"),
        pytest.param("Wu Peng", "Foreign Minister", False, id="another is minister"),
        pytest.param("Wu Peng", "Minister of Sport", True, id="an office that nobody lists"),
        pytest.param("Foreign Minister", "Foreign Minister", False, id="an office for a name"),
        pytest.param("Court President", "Minister of Sport", False, id="a name of office words"),
        pytest.param("Peng", "Minister of Sport", False, id="a bare surname"),
    ],
)
def test_a_person_is_asked_by_a_full_name_and_an_own_office(name: str, office: str, is_asked: bool) -> None:
    cast = (person(name, "CHN", office), Cast(name="France", code="FRA"))
    told = event(EventType.CONSULT, f"{name} visits France", (0,), (1,), in_month(2023, 5), codes=("CHN", "FRA"))
    made = reading(["It was so."], cast, [told], published=date(2023, 6, 14))
    assert any(draft.key == name for draft in drafts(lay_out(made, WORLD, 1))) is is_asked
