from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from bot.model.countries import Gazetteer
from data.reference import load_gazetteer
from tests.reading.actors.casts import Stage


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Dutch trade minister Anneke Vermeer wrote to parliament.",
            ("Anneke Vermeer", "NLD", "Trade Minister"),
            id="adjective-before",
        ),
        pytest.param(
            "Tomas Herrera, the foreign affairs minister of Cuba, rejected the plan.",
            ("Tomas Herrera", "CUB", "Foreign Affairs Minister"),
            id="apposition-with-of",
        ),
        pytest.param(
            "President Farid Karimi of Iran spoke on Monday.", ("Farid Karimi", "IRN", "President"), id="of-after-name"
        ),
        pytest.param(
            "Malaysia's Prime Minister, Hassan Yusof, left.",
            ("Hassan Yusof", "MYS", "Prime Minister"),
            id="possessive-and-comma",
        ),
        pytest.param(
            "US Ambassador to Germany Peter Whitfield met reporters.",
            ("Peter Whitfield", "USA", "Ambassador to Germany"),
            id="the-host-is-not-the-side",
        ),
        pytest.param(
            "US Assistant Secretary of State for East Asian and Pacific Affairs Mark Dellinger flew home.",
            ("Mark Dellinger", "USA", "Assistant Secretary of State for East Asian and Pacific Affairs"),
            id="long-office",
        ),
        pytest.param(
            "Deputy Foreign Minister Salim Haddad spoke.",
            ("Salim Haddad", None, "Deputy Foreign Minister"),
            id="no-side",
        ),
        pytest.param(
            "NATO spokeswoman Helen Marsh spoke.", ("Helen Marsh", "IGO", "NATO Spokeswoman"), id="official-of-a-body"
        ),
        pytest.param(
            "Former British prime minister Boris Johnson spoke.",
            ("Boris Johnson", "GBR", "Former Prime Minister"),
            id="former",
        ),
    ],
)
def test_office_and_country_of_a_named_person(
    nlp: Language, gazetteer: Gazetteer, text: str, expected: tuple[str, str | None, str]
) -> None:
    assert expected in Stage(nlp, gazetteer, text).actors()


def test_known_person_has_the_office_of_the_day(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Mark Rutte spoke on Monday."
    assert ("Mark Rutte", "NLD", "Prime Minister") in Stage(nlp, gazetteer, text, date(2020, 3, 2)).actors()
    assert ("Mark Rutte", "IGO", "Secretary General of NATO") in Stage(nlp, gazetteer, text, date(2025, 3, 3)).actors()
    assert ("Mark Rutte", None, None) in Stage(nlp, gazetteer, text, None).actors()


def test_counterpart_takes_the_office_of_the_other(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Norwegian fisheries minister Ingrid Solheim met her Icelandic counterpart, Jon Sveinsson, in Bergen."
    assert ("Jon Sveinsson", "ISL", "Fisheries Minister") in Stage(nlp, gazetteer, text).actors()


def test_an_envoy_of_its_own_is_not_another_s_who_was_named_before(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Morocco's ambassador to the UN, Omar Belkadi, protested in July, and Algiers recalled its ambassador."
    assert "Omar Belkadi" not in Stage(nlp, gazetteer, text).who("its ambassador")
    own = text.replace("Algiers", "Rabat")
    assert Stage(nlp, gazetteer, own).who("its ambassador") == ("Omar Belkadi",)


def test_an_envoy_of_somebody_named_is_somebody_else(nlp: Language, gazetteer: Gazetteer) -> None:
    stage = Stage(nlp, gazetteer, "A special envoy of Chilean President Ana Rojas met the mayor of Lima.")
    assert ("Ana Rojas", "CHL", "President") in stage.actors()


def test_person_serves_the_body_that_owns_the_office(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Iranian airline Zagros Air was banned. Zagros Air's director, Reza Hamidi Tehrani, protested."
    stage = Stage(nlp, gazetteer, text)
    assert ("Zagros Air", "IRN", None) in stage.actors()
    assert ("Reza Hamidi Tehrani", "IRN", "Director") in stage.actors()


def test_unnamed_official_is_an_actor_with_a_side(nlp: Language, gazetteer: Gazetteer) -> None:
    stage = Stage(nlp, gazetteer, "Vietnam's president visited Laos on Monday. He met Lao leaders.")
    assert ("Vietnam's president", "VNM", "President") in stage.actors()
    assert stage.who("He") == ("Vietnam's president",)
    assert stage.who("Lao leaders") == ("Laos",)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("US forces shot down a drone.", "forces", ("United States",)),
        ("The government of Syria denied it.", "government", ("Syria",)),
        ("China's foreign ministry protested.", "ministry", ("China's foreign ministry",)),
        ("The Syrian Democratic Forces (SDF) withdrew. The SDF said so.", "The SDF", ("Syrian Democratic Forces",)),
        ("Moscow rejected the offer.", "Moscow", ("Russia",)),
        ("Hezbollah fired rockets.", "Hezbollah", ("Hezbollah",)),
        ("Ships met in the South China Sea.", "South China Sea", ()),
        ("Michael Jordan spoke.", "Jordan", ("Michael Jordan",)),
        ("Jordan spoke with Iraq.", "Jordan", ("Jordan",)),
        ("He lives in Atlanta, Georgia.", "Georgia", ()),
        ("Georgia signed a treaty with Armenia.", "Georgia", ("Georgia",)),
        ("U.S.-China talks resumed.", "U.S.-China", ("United States", "China")),
        ("Sino-Indian trade grew.", "Sino", ("China",)),
    ],
)
def test_what_a_phrase_refers_to(
    nlp: Language, gazetteer: Gazetteer, text: str, phrase: str, expected: tuple[str, ...]
) -> None:
    assert Stage(nlp, gazetteer, text).who(phrase) == expected


def test_groups_refer_to_both(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "China and Russia signed a pact. The two countries pledged to deepen ties. Both sides hailed it."
    stage = Stage(nlp, gazetteer, text)
    assert stage.who("two countries") == ("China", "Russia")
    assert stage.who("Both sides") == ("China", "Russia")


def test_a_pair_without_its_number(nlp: Language, gazetteer: Gazetteer) -> None:
    stage = Stage(nlp, gazetteer, "Peru and Chile signed a pact. The sides agreed to meet again.")
    assert stage.who("sides") == ("Peru", "Chile")


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Oslo and Chad quarrelled. The Sahel state expelled a diplomat.", "Sahel state", ("Chad",)),
        ("Japan froze aid to Laos. It will ban trade with the Southeast Asian country.", "country", ("Laos",)),
        ("Siemens will leave Iran. It had been in the Middle Eastern nation since 1950.", "nation", ("Iran",)),
        ("Peru arrested two Jordanian bankers. The kingdom recalled its envoy.", "kingdom", ("Jordan",)),
        ("Kenya expelled two Ugandan envoys. The East African nation gave no reason.", "nation", ()),
        ("Peru arrested two bankers. The kingdom recalled its envoy.", "kingdom", ()),
    ],
)
def test_what_a_country_is_called(
    nlp: Language, gazetteer: Gazetteer, text: str, phrase: str, expected: tuple[str, ...]
) -> None:
    assert Stage(nlp, gazetteer, text).who(phrase) == expected


def test_its_is_whose_act_is_asked_for(nlp: Language, gazetteer: Gazetteer) -> None:
    stage = Stage(nlp, gazetteer, "Norway called on Chad to free its prisoners and reopen its border.")
    assert stage.who("its") == ("Chad",)
    assert stage.who("its", 1) == ("Chad",)


def test_three_countries_are_no_pair(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "China, Russia and India signed a pact. The two countries pledged to deepen ties."
    assert Stage(nlp, gazetteer, text).who("two countries") == ()


def test_later_mentions_of_persons(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "South Korean Foreign Minister Han Jae-won met French trade minister Claire Dubois in Seoul. "
        "Han praised the deal. The French minister said she agreed. Dubois left on Friday."
    )
    stage = Stage(nlp, gazetteer, text)
    assert stage.who("Han", 1) == ("Han Jae-won",)
    assert stage.who("French minister") == ("Claire Dubois",)
    assert stage.who("she") == ("Claire Dubois",)
    assert stage.who("Dubois", 1) == ("Claire Dubois",)


def test_two_holders_of_one_office_leave_it_unresolved(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Japanese trade minister Ken Mori met German trade minister Uwe Brandt. The trade minister left."
    assert Stage(nlp, gazetteer, text).who("The trade minister") == ()


def test_town_as_place_and_as_government(nlp: Language, gazetteer: Gazetteer) -> None:
    stage = Stage(nlp, gazetteer, "Envoys met in Beijing. Beijing has rejected the offer.")
    first, second = (mention for mention in stage.cast.mentions if stage.doc[mention.start].text == "Beijing")
    assert first.is_place
    assert not second.is_place


def test_media_are_marked(nlp: Language, gazetteer: Gazetteer) -> None:
    stage = Stage(nlp, gazetteer, "Oman told Reuters that Iran had agreed.")
    assert {a.name for a in stage.cast.actors if stage.cast.is_medium(a.id)} == {"Reuters"}


PIECES = [
    "President Xi Jinping", "of Iran", "the two countries", "her counterpart,", "said", "met", "it", "their", "(SDF)",
    "\n", '"', "U.S.-China", "the US Secretary of State", "'s", "and", ",", "Beijing", "ministry", "Kim", "in", ".",
    "é", "General", "of", "-", "Ministry of",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(PIECES), max_size=30))
def test_laws_hold_for_any_text(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    stage, again = (Stage(nlp, load_gazetteer(), text) for _ in range(2))
    cast = stage.cast
    assert cast == again.cast
    assert [actor.id for actor in cast.actors] == list(range(len(cast.actors)))
    assert all(actor.mentions for actor in cast.actors)
    assert all(0 <= m.start < m.end <= len(text) for actor in cast.actors for m in actor.mentions)
    assert all(list(actor.mentions) == sorted(actor.mentions, key=lambda m: m.start) for actor in cast.actors)
    assert all(one.end <= two.start for one, two in zip(cast.mentions, cast.mentions[1:], strict=False))
