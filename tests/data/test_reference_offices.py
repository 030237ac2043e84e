"""What must hold of the table of offices, and a few dozen facts that everybody can look up."""

import tomllib
import unicodedata
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Any

import pytest

from bot.model.countries import IGO, Person
from bot.model.dates import DateRange
from bot.model.ids import CountryCode
from bot.model.offices import OfficeRole, Term
from data.reference import load_gazetteer
from data.reference.offices import read_bound, read_offices

_HANDOVER = timedelta(days=31)
_OFFICES = load_gazetteer().offices


def _row(**changes: Any) -> dict[str, Any]:
    office = {"id": "x", "country": "FRA", "title": "Prime Minister", "role": "head", "source": "a list"}
    return {"office": [office | {"terms": "Jean Castex | 2020-07-03 | 2022-05-16"} | changes]}


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return "".join(letter for letter in plain if letter.isalpha())


def test_offices_are_many_and_their_ids_unique() -> None:
    blocks = [term.office.id for term, _ in zip(_OFFICES.terms, _OFFICES.terms, strict=True)]
    runs = [office for office, _ in groupby(blocks)]
    assert len(runs) == len(set(runs)) >= 150
    assert len(_OFFICES.terms) >= 1500


def test_offices_name_their_source_and_their_country_leads_the_id() -> None:
    for office in {term.office for term in _OFFICES.terms}:
        assert office.source, office.id
        assert office.title, office.id
        assert (office.country == IGO) == bool(office.body), office.id
        assert office.country == IGO or office.id.startswith(f"{office.country.lower()}-"), office.id
        assert office.to is None or office.role is OfficeRole.ENVOY, office.id


def test_names_are_written_in_full_and_clean() -> None:
    for term in _OFFICES.terms:
        assert term.name == " ".join(term.name.split()), term.name
    assert {term.name for term in _OFFICES.terms if " " not in term.name} == {
        "Akihito", "Naruhito", "Sugiono", "Suharto", "Sukarno", "Ulanhu",
    }  # fmt: skip


def test_terms_of_one_office_do_not_overlap() -> None:
    for office, terms in groupby(_OFFICES.terms, key=lambda term: term.office):
        full = sorted(
            (term for term in terms if not term.is_acting), key=lambda term: (term.since.start, term.since.end)
        )
        for one, next_one in pairwise(full):
            if not office.is_shared:
                assert one.until.start <= next_one.since.end, (office.id, one.name, next_one.name)
                assert one.until.end != date.max, (office.id, one.name)


def test_nobody_holds_an_office_twice_at_once() -> None:
    by_person: dict[tuple[str, str], list[Term]] = {}
    for term in _OFFICES.terms:
        by_person.setdefault((term.name, term.office.id), []).append(term)
    for key, terms in by_person.items():
        for one, next_one in pairwise(sorted(terms, key=lambda term: term.since.start)):
            assert one.until.start <= next_one.since.end, key


def test_most_terms_are_known_to_the_day() -> None:
    exact = [term for term in _OFFICES.terms if term.since.end - term.since.start <= _HANDOVER]
    assert len(exact) >= 0.9 * len(_OFFICES.terms)


def test_names_are_spelt_as_in_the_table_of_persons() -> None:
    spelt: dict[tuple[str, str], set[str]] = {}
    for person in load_gazetteer().persons:
        for name in (person.name, *person.names):
            spelt.setdefault((person.country, _folded(name)), set()).update((person.name, *person.names))
            first, last = _folded(name.split()[0]), _folded(name.split()[-1])
            spelt.setdefault((person.country, f"{first} {last}"), set()).update((person.name, *person.names))
    otherwise = {
        term.name
        for term in _OFFICES.terms
        for key in (_folded(term.name), f"{_folded(term.name.split()[0])} {_folded(term.name.split()[-1])}")
        if term.name not in spelt.get((term.office.country, key), {term.name})
    }
    assert otherwise == {"Kim Yong Il"}  # a premier; not Kim Jong Il


def _disagrees(person: Person) -> bool:
    terms = [
        term
        for term in _OFFICES.terms
        if (term.name, term.office.country, term.office.title) == (person.name, person.country, person.office)
    ]
    assert person.since is not None
    begins = any(term.since.start.year <= person.since <= term.since.end.year for term in terms)
    ends = any(
        term.until.end == date.max
        if person.until is None
        else term.until.start.year <= person.until <= term.until.end.year
        for term in terms
    )
    return bool(terms) and not (begins and ends)


def test_years_agree_with_the_table_of_persons() -> None:
    found = {(person.name, person.office) for person in load_gazetteer().persons if _disagrees(person)}
    assert found == {
        ("Hamid Karzai", "President"),  # led the interim administration from December 2001
        ("Hu Yaobang", "General Secretary"),  # was called chairman until September 1982
        ("Kenan Evren", "President"),  # ruled as chief of staff until the constitution of 1982
        ("Mao Zedong", "Chairman"),  # led the party from 1943, the state from 1949
        ("Mikhail Gorbachev", "President"),  # named by it for his years as party leader too
        ("Nursultan Nazarbayev", "President"),  # elected in 1990, before independence
        ("Wojciech Jaruzelski", "President"),  # led the party from 1981
    }


@pytest.mark.parametrize(
    ("day", "office_id", "name"),
    [
        (date(1972, 2, 21), "usa-president", "Richard Nixon"),
        (date(1972, 2, 21), "chn-premier", "Zhou Enlai"),
        (date(1972, 2, 21), "usa-national-security-adviser", "Henry Kissinger"),
        (date(1975, 10, 1), "usa-liaison-office-china", "George H. W. Bush"),
        (date(1979, 1, 29), "usa-secretary-of-state", "Cyrus Vance"),
        (date(1982, 8, 17), "chn-foreign-minister", "Huang Hua"),
        (date(1989, 6, 4), "usa-ambassador-china", "James Lilley"),
        (date(1989, 6, 4), "chn-premier", "Li Peng"),
        (date(1989, 11, 9), "deu-chancellor", "Helmut Kohl"),
        (date(1995, 6, 7), "twn-president", "Lee Teng-hui"),
        (date(1999, 5, 8), "chn-foreign-minister", "Tang Jiaxuan"),
        (date(2001, 4, 1), "usa-ambassador-china", "Joseph Prueher"),
        (date(2001, 12, 11), "usa-trade-representative", "Robert Zoellick"),
        (date(2001, 12, 11), "chn-foreign-trade-minister", "Shi Guangsheng"),
        (date(2008, 9, 15), "usa-secretary-of-the-treasury", "Henry Paulson"),
        (date(2012, 9, 11), "jpn-prime-minister", "Yoshihiko Noda"),
        (date(2015, 12, 12), "usa-climate-envoy", "Todd Stern"),
        (date(2017, 5, 1), "kor-president", "Hwang Kyo-ahn"),
        (date(2018, 4, 10), "usa-secretary-of-state", "John Sullivan"),
        (date(2020, 1, 15), "usa-trade-representative", "Robert Lighthizer"),
        (date(2020, 12, 1), "usa-secretary-of-defense", "Christopher Miller"),
        (date(2021, 3, 18), "usa-national-security-adviser", "Jake Sullivan"),
        (date(2021, 11, 10), "chn-climate-envoy", "Xie Zhenhua"),
        (date(2022, 8, 2), "usa-speaker", "Nancy Pelosi"),
        (date(2022, 9, 20), "gbr-prime-minister", "Liz Truss"),
        (date(2023, 6, 14), "chn-foreign-minister", "Qin Gang"),
        (date(2023, 7, 26), "chn-foreign-minister", "Wang Yi"),
        (date(2023, 7, 6), "chn-finance-minister", "Liu Kun"),
        (date(2023, 8, 15), "chn-defence-minister", "Li Shangfu"),
        (date(2023, 11, 15), "usa-ambassador-china", "Nicholas Burns"),
        (date(2024, 1, 1), "isr-prime-minister", "Benjamin Netanyahu"),
        (date(2024, 12, 20), "kor-president", "Han Duck-soo"),
        (date(2025, 5, 10), "usa-secretary-of-the-treasury", "Scott Bessent"),
        (date(2025, 5, 10), "chn-trade-representative", "Li Chenggang"),
        (date(2025, 12, 1), "jpn-prime-minister", "Sanae Takaichi"),
        (date(2026, 4, 1), "irn-supreme-leader", "Mojtaba Khamenei"),
        (date(2026, 8, 1), "gbr-prime-minister", "Andy Burnham"),
    ],
    ids=str,
)
def test_one_person_held_an_office_on_a_day(day: date, office_id: str, name: str) -> None:
    assert [term.name for term in _OFFICES.holders(office_id, day)] == [name]


@pytest.mark.parametrize(
    ("office_id", "day"),
    [
        ("chn-foreign-minister", date(2023, 7, 25)),
        ("chn-foreign-minister", date(2022, 12, 30)),
        ("usa-president", date(2025, 1, 20)),
        ("usa-secretary-of-state", date(2021, 1, 26)),
        ("gbr-prime-minister", date(2026, 7, 20)),
        ("chn-defence-minister", date(2023, 11, 15)),
        ("usa-speaker", date(2023, 10, 15)),
        ("gbr-foreign-secretary", date(2026, 9, 1)),
        ("usa-ambassador-china", date(2021, 6, 1)),
    ],
    ids=str,
)
def test_days_of_handover_and_empty_seats_have_no_certain_holder(office_id: str, day: date) -> None:
    assert _OFFICES.holders(office_id, day) == ()


def test_wang_yi_was_not_minister_while_qin_gang_was() -> None:
    china = CountryCode("CHN")
    assert _OFFICES.surely_not("Wang Yi", china, "chn-foreign-minister", date(2023, 6, 14))
    assert not _OFFICES.surely_not("Wang Yi", china, "chn-foreign-minister", date(2023, 7, 25))
    assert _OFFICES.title_of("Qin Gang", china, date(2023, 6, 14)) == "Foreign Minister"
    assert _OFFICES.title_of("Qin Gang", china, date(2022, 5, 1)) == "Ambassador to the United States"
    assert _OFFICES.title_of("Wang Yi", china, DateRange(start=date(2024, 1, 1), end=date(2024, 1, 31))) == (
        "Foreign Minister"
    )
    assert _OFFICES.title_of("Xi Jinping", china, date(2024, 1, 1)) == "President"


def test_a_role_names_its_holders() -> None:
    serving = _OFFICES.serving(CountryCode("USA"), OfficeRole.TRADE, date(2020, 1, 15))
    assert [term.name for term in serving] == ["Robert Lighthizer"]
    heads = _OFFICES.serving(CountryCode("CHN"), OfficeRole.HEAD, date(2023, 6, 14))
    assert {term.name for term in heads} == {"Xi Jinping", "Li Qiang"}


def test_offices_of_organisations_stand_under_their_sector_code() -> None:
    assert _OFFICES.title_of("Mark Rutte", IGO, date(2025, 6, 1)) == "Secretary General of NATO"
    assert _OFFICES.title_of("Mark Rutte", CountryCode("NLD"), date(2023, 6, 1)) == "Prime Minister"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-01-26", date(2021, 1, 26), date(2021, 1, 26)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1975", date(1975, 1, 1), date(1975, 12, 31)),
        ("2022-10-23/2023-01-01", date(2022, 10, 23), date(2023, 1, 1)),
        ("1993-03/1993-05", date(1993, 3, 1), date(1993, 5, 31)),
    ],
)
def test_a_bound_leaves_as_many_days_open_as_it_says(text: str, first: date, last: date) -> None:
    assert read_bound(text) == DateRange(start=first, end=last)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ("Jean Castex | 2020-07-03", "x: a row is"),
        ("Jean Castex | 2020-07-03 | 2022-05-16 | interim", "x: a row is"),
        ("Jean Castex | 2020-07-03 | ", "x: no date"),
        ("Jean Castex | 3 July 2020 | 2022-05-16", "x: no date"),
        ("Jean Castex | 2020-07-03 | 2020-07-02", "x: ends before it starts"),
        ("Jean Castex | 2023-02-30 | 2024-01-01", "x: no date"),
    ],
)
def test_a_row_of_another_form_is_refused(terms: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        list(read_offices(_row(terms=terms), load_gazetteer().countries))


def test_an_office_needs_a_known_country_and_role() -> None:
    countries = load_gazetteer().countries
    with pytest.raises(KeyError):
        list(read_offices(_row(country="XXX"), countries))
    with pytest.raises(ValueError, match="mayor"):
        list(read_offices(_row(role="mayor"), countries))


def test_a_row_without_traits_is_of_one_holder_and_not_compared() -> None:
    (term,) = read_offices(tomllib.loads(_AS_TOML), load_gazetteer().countries)
    assert (term.name, term.is_acting, term.title) == ("Alain Poher", True, "acting President")
    assert (term.office.checked, term.office.is_shared, term.office.is_secondary, term.office.to) == (
        None,
        False,
        False,
        None,
    )


_AS_TOML = '''
[[office]]
id = "fra-president"
country = "FRA"
title = "President"
role = "head"
source = "a list"
terms = """
Alain Poher | 1969-04-28 | 1969-06-20 | acting"""
'''
