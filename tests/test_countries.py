import pytest

from bot.countries import country_named, dyad_of, find_countries
from bot.model.errors import InvalidInputError
from bot.model.ids import CountryCode
from data.reference import load_gazetteer

WORLD = load_gazetteer()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("us", "USA"),
        ("U.S.", "USA"),
        ("PRC", "CHN"),
        ("united kingdom", "GBR"),
        ("Britain", "GBR"),
        ("south korea", "KOR"),
        ("dprk", "PRK"),
        ("niger", "NER"),
        ("DEU", "DEU"),
        ("Denm", "DNK"),
    ],
)
def test_a_country_as_people_type_it(typed: str, code: str) -> None:
    assert country_named(WORLD, typed) == code


@pytest.mark.parametrize("typed", ["", "korea", "Atlantis", "igo"])
def test_what_is_not_one_country_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInputError):
        country_named(WORLD, typed)


def test_the_autocomplete_puts_exact_names_first_and_keeps_to_its_limit() -> None:
    assert [c.code for c in find_countries(WORLD, "niger", 5)][:2] == ["NER", "NGA"]
    assert {"KOR", "PRK"} <= {c.code for c in find_countries(WORLD, "korea", 25)}
    assert len(find_countries(WORLD, "", 25)) == 25


def test_a_pair_needs_two_countries_and_keeps_their_order() -> None:
    assert dyad_of(CountryCode("USA"), CountryCode("CHN")).first == "USA"
    with pytest.raises(InvalidInputError):
        dyad_of(CountryCode("USA"), CountryCode("USA"))
