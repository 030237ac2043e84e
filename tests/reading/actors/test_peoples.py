"""Peoples without a state, minorities, names that several countries share, halves of divided countries."""

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from tests.reading.actors.casts import Stage


@pytest.mark.parametrize(
    ("text", "phrase", "country"),
    [
        ("Yoruba leaders met in Ibadan.", "Yoruba", "Nigeria"),
        ("Kurdish guerrillas shot at Turkish soldiers.", "Kurdish", "Turkey"),
        ("Kurdish fighters left Mosul, Iraq said.", "Kurdish", "Iraq"),
        ("Shells fell on Tripoli, the north Lebanese port.", "Tripoli", "Lebanon"),
        ("Shells fell on Tripoli.", "Tripoli", "Libya"),
        ("Croatian Serb refugees went home.", "Croatian", "Croatia"),
        ("Ethnic Danes in Germany cheered.", "Danes", "Germany"),
        ("The Danes of northern Germany cheered.", "Danes", "Germany"),
        ("Danes in Germany cheered.", "Danes", "Denmark"),
        ("Seoul protested after the North fired a rocket.", "North", "North Korea"),
        ("Three Korean engineers flew home.", "Korean", "South Korea"),
        ("Pyongyang said Korean engineers had built it.", "Korean", "North Korea"),
    ],
)
def test_a_people_stands_for_the_country_it_lives_in(
    nlp: Language, gazetteer: Gazetteer, text: str, phrase: str, country: str
) -> None:
    assert Stage(nlp, gazetteer, text).who(phrase) == (country,)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kurdish poets met.", "Kurdish"),
        ("Ethnic Danes cheered.", "Danes"),
        ("Croatian Serbs went home.", "Serbs"),
        ("The North is colder in winter.", "North"),
    ],
)
def test_a_people_of_no_known_home_stands_for_none(nlp: Language, gazetteer: Gazetteer, text: str, phrase: str) -> None:
    assert "Serbia" not in Stage(nlp, gazetteer, text).who(phrase)
    assert not {"Denmark", "Turkey", "Iraq", "North Korea", "Sudan"} & set(Stage(nlp, gazetteer, text).who(phrase))


def test_both_koreas(nlp: Language, gazetteer: Gazetteer) -> None:
    assert Stage(nlp, gazetteer, "The two Koreas spoke by telephone.").who("Koreas") == ("South Korea", "North Korea")


def test_a_name_takes_the_side_of_its_known_short_form(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The International Labour Bureau (ILO) asked Peru for figures."
    assert ("International Labour Bureau", "IGO", None) in Stage(nlp, gazetteer, text).actors()


def test_a_former_leader_keeps_his_country_without_a_date(nlp: Language, gazetteer: Gazetteer) -> None:
    assert ("Brezhnev", "RUS", None) in {
        (name, country, None)
        for name, country, _ in Stage(nlp, gazetteer, "Premier Kosygin met General Secretary Brezhnev.", None).actors()
    }


def test_an_embassy_is_not_of_its_host(nlp: Language, gazetteer: Gazetteer) -> None:
    assert Stage(nlp, gazetteer, "Guards stood at the embassy in Nairobi.").who("embassy") == ()
