from collections import Counter

import pytest

from bot.model.countries import IGO, NGO, Country
from bot.model.ids import CountryCode
from data.reference import load_gazetteer

GAZETTEER = load_gazetteer()
STATES = [country for country in GAZETTEER.countries.values() if country.alpha2 is not None]

# The 22 sub-regions of UN M49, and Antarctica, which lies in none of them.
M49_SUB_REGIONS = {
    "Northern Africa",
    "Eastern Africa",
    "Middle Africa",
    "Southern Africa",
    "Western Africa",
    "Caribbean",
    "Central America",
    "South America",
    "Northern America",
    "Central Asia",
    "Eastern Asia",
    "South-eastern Asia",
    "Southern Asia",
    "Western Asia",
    "Eastern Europe",
    "Northern Europe",
    "Southern Europe",
    "Western Europe",
    "Australia and New Zealand",
    "Melanesia",
    "Micronesia",
    "Polynesia",
    "Antarctica",
}


def code_of(name: str) -> str | None:
    """The one country that bears a name or demonym."""
    found = {c.code for c in STATES if name in (c.name, c.short, *c.names, *c.demonyms)}
    assert len(found) < 2
    return found.pop() if found else None


def test_iso_3166_is_complete() -> None:
    assert len(STATES) == 250
    assert len({c.alpha2 for c in STATES}) == 250
    assert all(len(c.code) == 3 and c.code.isalpha() and c.code.isupper() for c in STATES)
    assert all(c.alpha2 and len(c.alpha2) == 2 and c.alpha2.isalpha() and c.alpha2.isupper() for c in STATES)


def test_bodies_of_no_state_stand_among_the_countries() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.country(IGO).flag == ""
    assert gazetteer.country(NGO).region == ""


def test_every_country_lies_in_a_sub_region() -> None:
    assert {c.region for c in STATES} <= M49_SUB_REGIONS


def test_no_name_is_claimed_by_two_countries() -> None:
    claims = Counter(name for c in STATES for name in {c.name, c.short, *c.names, *c.demonyms, *c.metonyms})
    assert [name for name, count in claims.items() if count > 1] == []


def test_no_name_is_listed_twice_or_padded() -> None:
    for country in STATES:
        names = [country.name, *country.names, *country.demonyms, *country.metonyms]
        assert len(names) == len(set(names)), country.code
        assert all(name == name.strip() and name and not name.startswith("the ") for name in names), country.code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("U.S.", "USA"),
        ("USA", "USA"),
        ("America", "USA"),
        ("Britain", "GBR"),
        ("UK", "GBR"),
        ("UAE", "ARE"),
        ("PRC", "CHN"),
        ("People's Republic of China", "CHN"),
        ("Republic of China", "TWN"),
        ("Taiwan", "TWN"),
        ("DPRK", "PRK"),
        ("North Korean", "PRK"),
        ("Republic of Korea", "KOR"),
        ("South Korean", "KOR"),
        ("Korea", None),
        ("Holland", "NLD"),
        ("Dutch", "NLD"),
        ("Ivory Coast", "CIV"),
        ("Ivorian", "CIV"),
        ("Soviet Union", "RUS"),
        ("Burma", "MMR"),
        ("Yugoslavia", "SRB"),
        ("Georgia", "GEO"),
        ("Jordan", "JOR"),
        ("Chad", "TCD"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Equatorial Guinea", "GNQ"),
        ("Papua New Guinea", "PNG"),
        ("Congo", "COD"),
        ("Congo-Brazzaville", "COG"),
        ("Niger", "NER"),
        ("Nigerien", "NER"),
        ("Nigeria", "NGA"),
        ("Nigerian", "NGA"),
        ("Sudanese", "SDN"),
        ("South Sudanese", "SSD"),
        ("Dominica", "DMA"),
        ("Dominican", "DOM"),
        ("Kosovo", "XKX"),
    ],
)
def test_names_lead_to_the_right_country(name: str, code: str | None) -> None:
    assert code_of(name) == code


@pytest.mark.parametrize(
    ("code", "short", "in_text"),
    [
        ("USA", "US", "the US"),
        ("GBR", "UK", "the UK"),
        ("ARE", "UAE", "the UAE"),
        ("PHL", "Philippines", "the Philippines"),
        ("PRK", "North Korea", "North Korea"),
        ("COD", "DR Congo", "DR Congo"),
        ("CHN", "China", "China"),
    ],
)
def test_short_names(code: str, short: str, in_text: str) -> None:
    country: Country = load_gazetteer().country(CountryCode(code))
    assert (country.short, country.in_text) == (short, in_text)


def test_flags_are_two_regional_indicators() -> None:
    assert load_gazetteer().country(CountryCode("JPN")).flag == "\U0001f1ef\U0001f1f5"


def test_unions_stand_apart_from_countries_and_have_codes_that_no_state_will_have() -> None:
    assert not GAZETTEER.unions.keys() & GAZETTEER.countries.keys()
    assert all(len(code) == 3 and code.isupper() and code.startswith("X") for code in GAZETTEER.unions)
    names = [union.short for union in GAZETTEER.unions.values()]
    assert len({*names, *(country.short for country in GAZETTEER.countries.values())}) == len(names) + len(
        GAZETTEER.countries
    )


@pytest.mark.parametrize(
    ("name", "office", "side"),
    [
        ("European Union", None, "XEU"),
        ("European Commission", None, "XEU"),
        ("EU Naval Force", None, "XEU"),
        ("UN Security Council", None, "XUN"),
        ("NATO", None, "XNA"),
        ("Kari Lund", "Secretary General of NATO", "XNA"),
        ("Kari Lund", "NATO Spokeswoman", "XNA"),
        ("Kari Lund", "Secretary General", "IGO"),
        ("United Nations–African Union Mission in Darfur", None, "IGO"),
        ("Nordic Council", None, "IGO"),
        ("Unesco", None, "IGO"),
        ("United Nations Command", None, "IGO"),
        ("UN refugee agency", None, "XUN"),
    ],
)
def test_what_union_a_body_or_its_official_acts_for(name: str, office: str | None, side: str) -> None:
    assert GAZETTEER.body_names.side(IGO, name, office) == side


def test_a_party_with_a_country_of_its_own_acts_for_that() -> None:
    assert GAZETTEER.body_names.side(CountryCode("NOR"), "Kari Lund", "Ambassador to the European Union") == "NOR"
    assert GAZETTEER.body_names.side(None, "EU", None) is None
