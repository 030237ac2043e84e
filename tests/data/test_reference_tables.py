import itertools

import pytest

from bot.model.ids import CountryCode
from data.reference import load_gazetteer


def test_the_gazetteer_is_loaded_once() -> None:
    assert load_gazetteer() is load_gazetteer()


def test_neighbours_are_neighbours_of_each_other_and_never_of_themselves() -> None:
    neighbours = load_gazetteer().neighbours
    assert all(one in neighbours[other] for one, others in neighbours.items() for other in others)
    assert all(one not in others and list(others) == sorted(set(others)) for one, others in neighbours.items())
    assert {"RUS", "PRK", "JPN"} <= set(neighbours[CountryCode("KOR")] + neighbours[CountryCode("CHN")])


def test_ties_name_each_country_once_and_never_itself() -> None:
    gazetteer = load_gazetteer()
    for table in (gazetteer.partners, gazetteer.rivals):
        assert all(len(set(others)) == len(others) and one not in others for one, others in table.items())
    assert set(gazetteer.neighbours) - set(gazetteer.partners) <= set(gazetteer.countries)
    assert CountryCode("PAK") in gazetteer.rivals[CountryCode("IND")]


def test_pairs_without_relations_are_two_states_and_their_years_in_order() -> None:
    apart = load_gazetteer().apart
    assert len(apart) > 300
    for pair, stretches in apart.items():
        assert len(pair) == 2, pair
        assert all(years for years in stretches), pair
        ends = [(years.start, years.stop) for years in stretches]
        assert all(one[1] <= next_[0] for one, next_ in itertools.pairwise(ends)), pair


@pytest.mark.parametrize(
    ("one", "other", "year", "are_apart"),
    [
        ("ISR", "ARE", 2018, True),
        ("ARE", "ISR", 2021, False),
        ("USA", "CUB", 1985, True),
        ("USA", "CUB", 2016, False),
        ("IRN", "MAR", 2012, True),
        ("IRN", "MAR", 2015, False),
        ("IRN", "MAR", None, True),
        ("USA", "VNM", None, False),
        ("FRA", "DEU", 1995, False),
    ],
)
def test_two_states_had_no_embassies_with_each_other_in_a_year(
    one: str, other: str, year: int | None, are_apart: bool
) -> None:
    assert load_gazetteer().are_apart(CountryCode(one), CountryCode(other), year) is are_apart


def test_bodies_have_a_known_side_and_kind() -> None:
    gazetteer = load_gazetteer()
    assert all(body.country in gazetteer.countries for body in gazetteer.bodies)
    assert {body.kind for body in gazetteer.bodies} == {"organization", "group"}


def test_no_name_is_claimed_by_two_bodies() -> None:
    names = [name for body in load_gazetteer().bodies for name in (body.name, *body.names)]
    assert len(names) == len(set(names))


def test_no_body_bears_the_name_of_a_country_or_place() -> None:
    gazetteer = load_gazetteer()
    countries = {n for c in gazetteer.countries.values() for n in (c.name, c.short, *c.names, *c.demonyms)}
    bodies = {name for body in gazetteer.bodies for name in (body.name, *body.names)}
    assert bodies & countries == set()
    assert bodies & set(gazetteer.places) == set()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("NATO", "IGO"),
        ("European Union", "IGO"),
        ("UN Security Council", "IGO"),
        ("Red Cross", "IGO"),
        ("Amnesty International", "NGO"),
        ("Hezbollah", "LBN"),
        ("Hamas", "PSE"),
        ("Taliban", "AFG"),
        ("UNITA", "AGO"),
        ("State Department", "USA"),
        ("Pentagon", "USA"),
        ("Revolutionary Guards", "IRN"),
        ("PLA", "CHN"),
    ],
)
def test_bodies_act_for_the_right_side(name: str, code: str) -> None:
    assert [body.country for body in load_gazetteer().bodies if name in (body.name, *body.names)] == [code]


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Washington", "USA"),
        ("Beijing", "CHN"),
        ("Kremlin", "RUS"),
        ("Downing Street", "GBR"),
        ("Hong Kong", "CHN"),
        ("Xinjiang", "CHN"),
        ("Tibet", "CHN"),
        ("Crimea", "UKR"),
        ("Gaza", "PSE"),
        ("West Bank", "PSE"),
        ("Brussels", "BEL"),
        ("Geneva", "CHE"),
    ],
)
def test_places_lie_in_the_right_country(place: str, code: str) -> None:
    assert load_gazetteer().places[place] == code


def test_no_place_bears_the_name_of_another_country() -> None:
    gazetteer = load_gazetteer()
    names = {n: c.code for c in gazetteer.countries.values() for n in (c.name, *c.names)}
    clashes = {place: code for place, code in gazetteer.places.items() if names.get(place, code) != code}
    assert clashes == {"Hong Kong": "CHN", "Macau": "CHN", "Macao": "CHN"}


def test_persons_are_many_and_their_years_in_order() -> None:
    persons = load_gazetteer().persons
    assert len(persons) >= 250
    assert all(p.since is not None and (p.until is None or p.since <= p.until) for p in persons)
    assert all(p.office and p.name.strip() == p.name for p in persons)


def test_no_person_holds_the_same_office_twice_at_once() -> None:
    seen: dict[tuple[str, str, str], int] = {}
    for person in load_gazetteer().persons:
        key = (person.name, person.country, person.office)
        assert person.since is not None
        assert seen.get(key, 0) <= person.since, key
        seen[key] = person.until if person.until is not None else 9999


@pytest.mark.parametrize(
    ("name", "year", "code", "office"),
    [
        ("Boris Yeltsin", 1995, "RUS", "President"),
        ("Donald Trump", 2018, "USA", "President"),
        ("Joe Biden", 2023, "USA", "President"),
        ("Qin Gang", 2023, "CHN", "Foreign Minister"),
        ("Kofi Annan", 2003, "IGO", "Secretary-General of the United Nations"),
        ("Mark Rutte", 2020, "NLD", "Prime Minister"),
    ],
)
def test_persons_held_their_office_in_a_year(name: str, year: int, code: str, office: str) -> None:
    held = [
        (p.country, p.office)
        for p in load_gazetteer().persons
        if p.name == name and p.since is not None and p.since <= year <= (p.until or 9999)
    ]
    assert held == [(CountryCode(code), office)]


def test_peoples_and_shared_names_have_known_countries() -> None:
    gazetteer = load_gazetteer()
    assert all(code in gazetteer.countries for code in gazetteer.peoples.values())
    assert all(len(codes) > 1 and set(codes) <= set(gazetteer.countries) for codes in gazetteer.shared.values())
    assert gazetteer.peoples["Yoruba"] == "NGA"
    assert gazetteer.shared["Tripoli"] == ("LBY", "LBN")


def test_no_people_bears_a_name_known_otherwise() -> None:
    gazetteer = load_gazetteer()
    demonyms = {name for country in gazetteer.countries.values() for name in (*country.demonyms, *country.names)}
    bodies = {name for body in gazetteer.bodies for name in (body.name, *body.names)}
    assert set(gazetteer.peoples) & (demonyms | bodies | set(gazetteer.places) | set(gazetteer.shared)) == set()


def test_a_shared_name_leads_with_its_own_country() -> None:
    gazetteer = load_gazetteer()
    known = {name: c.code for c in gazetteer.countries.values() for name in (*c.demonyms, *c.names)}
    known |= dict(gazetteer.places)
    assert {name for name, codes in gazetteer.shared.items() if known.get(name, codes[0]) != codes[0]} == set()
