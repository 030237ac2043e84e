import pytest

from bot.countries import country_named, dyad_of, find_countries, find_pairs, pair_named, pair_words
from bot.model.countries import Dyad
from bot.model.errors import InvalidInputError
from bot.model.ids import CountryCode
from bot.model.language import Language, speaking
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
        ("ROC", "TWN"),
        ("rok", "KOR"),
        ("Holland", "NLD"),
        ("the Netherlands", "NLD"),
        ("ussr", "RUS"),
        ("Soviet Union", "RUS"),
        ("America", "USA"),
        ("the States", "USA"),
        ("uae", "ARE"),
        ("Burma", "MMR"),
        ("Côte d’Ivoire", "CIV"),
        ("cote d'ivoire", "CIV"),
        ("Éire", "IRL"),
        ("RSA", "ZAF"),
        ("AU", "AUS"),
    ],
)
def test_a_country_as_people_type_it(typed: str, code: str) -> None:
    assert country_named(WORLD, typed) == code


@pytest.mark.parametrize(
    ("typed", "code", "shown"),
    [
        ("EU", "XEU", "🇪🇺 the EU"),
        ("the european union", "XEU", "🇪🇺 the EU"),
        ("U.N.", "XUN", "🇺🇳 the UN"),
        ("nato", "XNA", "NATO"),
        ("Asean", "XAS", "ASEAN"),
        ("African Union", "XAU", "the African Union"),
        ("g-7", "XGS", "the G7"),
        ("G20", "XGT", "the G20"),
        ("brics", "XBR", "BRICS"),
        ("opec", "XOP", "OPEC"),
        ("iaea", "XIA", "the IAEA"),
        ("who", "XWH", "the WHO"),
        ("WTO", "XWT", "the WTO"),
        ("imf", "XIM", "the IMF"),
    ],
)
def test_a_union_as_people_type_it(typed: str, code: str, shown: str) -> None:
    assert country_named(WORLD, typed) == code
    side = WORLD.country(CountryCode(code))
    assert f"{side.flag} {side.in_text}".strip() == shown
    assert find_countries(WORLD, typed, 25)[0].code == code


def test_every_name_of_a_union_leads_to_it_or_to_a_country() -> None:
    for code, union in WORLD.unions.items():
        for name in (union.name, union.short, *union.names, code):
            found = country_named(WORLD, name)
            assert found == code or found in WORLD.countries, name


@pytest.mark.parametrize("typed", ["", "korea", "Atlantis", "igo", "Europ", "Chian"])
def test_what_is_not_one_country_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInputError):
        country_named(WORLD, typed)


@pytest.mark.parametrize(
    ("typed", "code"), [("中国", "CHN"), ("Estados Unidos", "USA"), ("Vereinigte Staaten", "USA"), ("Япония", "JPN")]
)
def test_a_country_is_known_by_its_name_in_another_language(typed: str, code: str) -> None:
    assert country_named(WORLD, typed) == code


def test_an_autocomplete_knows_the_names_of_the_language_that_is_spoken() -> None:
    with speaking(Language(tag="es-ES")):
        assert [one.code for one in find_countries(WORLD, "alem", 3)] == ["DEU"]
        assert pair_named(WORLD, "Alemania、Francia") == Dyad(first=CountryCode("DEU"), second=CountryCode("FRA"))
    assert find_countries(WORLD, "alem", 3) == ()


def test_the_autocomplete_puts_exact_names_first_and_keeps_to_its_limit() -> None:
    assert [c.code for c in find_countries(WORLD, "niger", 5)][:2] == ["NER", "NGA"]
    assert {"KOR", "PRK"} <= {c.code for c in find_countries(WORLD, "korea", 25)}
    assert len(find_countries(WORLD, "", 25)) == 25


def test_a_pair_needs_two_countries_and_keeps_their_order() -> None:
    assert dyad_of(CountryCode("USA"), CountryCode("CHN")).first == "USA"
    with pytest.raises(InvalidInputError):
        dyad_of(CountryCode("USA"), CountryCode("USA"))


USUAL = Dyad(first=CountryCode("USA"), second=CountryCode("CHN"))


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("US – China", ("USA", "CHN")),
        ("china, us", ("CHN", "USA")),
        ("USA-CHN", ("USA", "CHN")),
        ("US and China", ("USA", "CHN")),
        ("Norway vs. Chile", ("NOR", "CHL")),
        ("Trinidad and Tobago and Guinea-Bissau", ("TTO", "GNB")),
        ("Guinea-Bissau – Norway", ("GNB", "NOR")),
        ("China – European Union", ("CHN", "XEU")),
        ("G-7, China", ("XGS", "CHN")),
        ("the UK and the EU", ("GBR", "XEU")),
    ],
)
def test_a_pair_as_people_type_it(typed: str, codes: tuple[str, str]) -> None:
    pair = pair_named(WORLD, typed)
    assert (pair.first, pair.second) == codes


@pytest.mark.parametrize("typed", ["", "US", "US – US", "US – Atlantis", "–", "US, China, Norway"])
def test_what_is_no_pair_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInputError):
        pair_named(WORLD, typed)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["US – China"]),
        ("norw", ["Norway – US", "Norway – China"]),
        ("china", ["China – US", "Taiwan – US", "Taiwan – China"]),
        ("norway, chil", ["Norway – Chile"]),
        ("Atlantis", []),
    ],
)
def test_pairs_for_an_autocomplete(typed: str, offered: list[str]) -> None:
    found = find_pairs(WORLD, typed, USUAL, 25)
    assert [pair_words(WORLD, pair) for pair in found] == offered


def test_what_is_offered_is_understood() -> None:
    for pair in find_pairs(WORLD, "s", USUAL, 25):
        assert pair_named(WORLD, pair_words(WORLD, pair)) == pair
