"""Sides that no word of a name tells: officials, pairs, pronouns, things named again, and the country of a report."""

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.reading import Actor
from bot.reading.actors import find_actors
from bot.reading.sentences import parse, split
from tests.reading.actors.casts import PUBLISHED, Stage


def actors(nlp: Language, gazetteer: Gazetteer, text: str) -> dict[str, Actor]:
    """Return the actors of a text by name, its sentences cut as an article's are."""
    doc = parse(text, nlp)
    return {each.name: each for each in find_actors(doc, split(doc), PUBLISHED, gazetteer).actors}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        pytest.param(
            "Peru recalled its envoy. Its foreign minister, Maria Torres, said nothing more.",
            "Maria Torres",
            "PER",
            id="whose foreign minister he is",
        ),
        pytest.param(
            "Chad's finance ministry blamed traders. Libya did not. Finance Minister Idriss Sow will resign.",
            "Idriss Sow",
            "TCD",
            id="a ministry of the same name",
        ),
        pytest.param(
            "Togo and Benin quarrelled. Energy Minister Kofi Adjo said that Togo would cut the supply.",
            "Kofi Adjo",
            "TGO",
            id="what his country would do",
        ),
        pytest.param(
            "Norway's premier will travel to Riga, where she will meet with President Janis Ozols.",
            "Janis Ozols",
            "LVA",
            id="whom somebody visits",
        ),
        pytest.param(
            "Peru let a Dane go. Marco Rojas, who heads Chile's rights council, welcomed him.",
            "Marco Rojas",
            "CHL",
            id="the body that he heads",
        ),
        pytest.param(
            "Peru let a Dane go. Marco Rojas, who heads a council of monks, welcomed him.",
            "Marco Rojas",
            None,
            id="a body of nobody",
        ),
        pytest.param(
            "Kenyan police arrested former minister Peter Otieno on Friday.",
            "Peter Otieno",
            "KEN",
            id="arrested at home",
        ),
        pytest.param(
            "Greece and Turkey quarrelled, Greece said. Turkey rammed a Greek boat. "
            "Foreign Minister Eleni Vasiliou telephoned her Turkish counterpart.",
            "Eleni Vasiliou",
            "GRC",
            id="the other of two",
        ),
        pytest.param(
            "Secretary of State Robert Harlan met envoys. The United States reaffirmed its support.",
            "Robert Harlan",
            "USA",
            id="an office of one state",
        ),
        pytest.param(
            "Peru recalled its envoy from Chile. We condemn it. Health Minister Ana Quispe agrees.",
            "Ana Quispe",
            None,
            id="whoever says we may be anybody",
        ),
    ],
)
def test_the_side_of_an_official(
    nlp: Language, gazetteer: Gazetteer, text: str, name: str, country: str | None
) -> None:
    assert actors(nlp, gazetteer, text)[name].country == country


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Peru and Chile signed a pact. Brazil urged both sides to keep it.", "both sides", ("Peru", "Chile")),
        (
            "Peru quarrels with Chile. Brazil offered to mediate between its two neighbours.",
            "neighbours",
            ("Peru", "Chile"),
        ),
        (
            "Peru froze a loan of 90 million US dollars to Chile. The two countries quarrel.",
            "countries",
            ("Peru", "Chile"),
        ),
        ("Peru and Chile traded blame. Their leaders will meet in May.", "leaders", ("Peru", "Chile")),
        ("Peru and Chile signed a pact with Bolivia. The two countries keep it.", "two countries", ()),
        ("Peru and Chile quarrel over fish. Brazil held talks with the pair.", "pair", ("Peru", "Chile")),
        ("Peru freed two nuns, and Chile freed two monks. Brazil welcomed both men.", "both men", ()),
        ("Brazil's envoy spoke with Peru and Chile and urged them to talk.", "them", ("Peru", "Chile")),
        (
            "Peru and Chile quarrel. Brazil, which met both governments, pressed them to talk.",
            "them",
            ("Peru", "Chile"),
        ),
        ("Brazil met Peru and Chile, freed the sailors and told them to talk.", "them", ()),
        (
            "Peru's premier Ana Quispe said Luis Rojas and Juan Soto were home. She told Chile to free others.",
            "She",
            ("Ana Quispe",),
        ),
        (
            "Peru's premier Pedro Quispe said Luis Rojas and Juan Soto were home. He told reporters no more.",
            "He",
            ("Pedro Quispe",),
        ),
        ("The foreign ministry in Lima spoke of a plot. It blamed Chile.", "foreign ministry", ("Peru",)),
        ("Peru sent a patrol. The foreign ministry summoned Chile's envoy.", "foreign ministry", ("Peru",)),
        ("Peru sent Chile a note. The foreign ministry summoned the envoys.", "foreign ministry", ("Peru",)),
        ("Chile sent a patrol. The foreign ministry summoned Chile's envoy.", "foreign ministry", ()),
        ("Peru voiced concern about Mali and urged the authorities to free a nun.", "authorities", ("Mali",)),
        ("Peru wrote to Mali and Chad and urged the authorities to free a nun.", "authorities", ()),
        (
            "Peru and Chile signed a pact. Peru and Chile keep it. Peru said Brazil came.\n\nBoth governments met.",
            "Both governments",
            ("Peru", "Chile"),
        ),
        ("A Peruvian boat neared the coast. Chile's navy met it and drove it away.", "drove it", ("Peru",)),
        (
            "Peru fights the Rapid Support Forces. Chile denies that it has armed the force.",
            "the force",
            ("Rapid Support Forces",),
        ),
        (
            "Peru's envoy, Luis Rojas, welcomed Juan Soto and called his detention illegal.",
            "his",
            ("Juan Soto",),
        ),
        ("Kosovo broke away in 2008. Many countries have recognised it.", "recognised it", ("Kosovo",)),
    ],
)
def test_who_the_two_are(
    nlp: Language, gazetteer: Gazetteer, text: str, phrase: str, expected: tuple[str, ...]
) -> None:
    assert Stage(nlp, gazetteer, text).who(phrase) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Chad cut ties with Mali. On Monday it expelled two envoys.", "Monday it", ("Chad",)),
        ("Chad cut ties with Mali. Its army was put on alert.", "Its", ("Chad",)),
        ("Chad said it would leave, and it recalled its envoy.", "it recalled", ()),
        ("The envoy thanked Chad for its help and praised its army.", "its army", ()),
        ("Chad left the pact after Mali accused it of smuggling.", "it", ("Chad",)),
        ("A Malian court convicted two men. Mali's police held them.", "them", ()),
        ("Iran seized a Malaysian tanker in May. The ship was held for a month.", "ship", ("Malaysia",)),
        ("Iran seized a tanker in May. The ship was held for a month.", "ship", ()),
        ("Myanmar's junta freed a nun. The junta has promised more.", "The junta", ("Myanmar",)),
    ],
)
def test_what_a_later_word_stands_for(
    nlp: Language, gazetteer: Gazetteer, text: str, phrase: str, expected: tuple[str, ...]
) -> None:
    assert Stage(nlp, gazetteer, text).who(phrase) == expected


REPORT = (
    "KAMPALA - Uganda's opposition called a strike. Police in Uganda arrested nine people. "
    "Uganda's president spoke on Monday. The runner-up, President Samuel Okello's rival, was held by soldiers. "
    "Germany sent troops to Mali."
)


def test_a_report_is_set_in_the_country_that_it_names_throughout(nlp: Language, gazetteer: Gazetteer) -> None:
    doc = parse(REPORT, nlp)
    cast = find_actors(doc, split(doc), PUBLISHED, gazetteer)
    assert cast.home is not None
    assert cast.country_of(cast.home) == "UGA"
    soldiers, troops = (next(token.i for token in doc if token.text == word) for word in ("soldiers", "troops"))
    assert cast.countries_of(cast.all_at(soldiers)) == ("UGA",)
    assert cast.countries_of(cast.all_at(troops)) != ("UGA",)
    assert next(each for each in cast.actors if each.name == "Samuel Okello").country == "UGA"


def test_across_the_country_is_across_the_country_at_home(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Uganda's president fled. Police in Uganda fired shots. Uganda's army watched. Riots spread across the country."
    )
    assert Stage(nlp, gazetteer, text).who("the country") == ("Uganda",)


def test_a_report_of_two_countries_is_set_in_neither(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Uganda closed its border with Kenya. Kenya summoned Uganda's envoy. Uganda and Kenya quarrel. Police watched."
    )
    doc = parse(text, nlp)
    cast = find_actors(doc, split(doc), PUBLISHED, gazetteer)
    assert cast.home is None
    police = next(token.i for token in doc if token.text == "Police")
    assert cast.all_at(police) == ()
