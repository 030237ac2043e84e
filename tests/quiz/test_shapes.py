"""Plain deeds by their shape: nothing hangs loose behind the verb, and what the doer has is the doer's."""

import pytest

from bot.quiz.clause import Clause
from bot.quiz.shapes import is_well_shaped


def shaped(lemma: str, rest: str, *, is_of_person: bool = False) -> bool:
    clause = Clause(
        subject="Peru", is_plural=False, lemma=lemma, aux="", past=f"{lemma}ed", rest=f" {rest}", has_date=False
    )
    return is_well_shaped(clause, is_of_person=is_of_person)


@pytest.mark.parametrize(
    ("lemma", "rest"),
    [
        ("break", "off diplomatic relations with the Republic of Korea"),
        ("downgrade", "its ties with Chile to chargé d’affaires level"),
        ("recall", "its ambassador to Chile for consultations"),
        ("withdraw", "its embassy staff from Santiago"),
        ("expel", "three Chilean officials"),
        ("expel", "three Chilean diplomats"),
        ("declare", "the ambassador of Chile persona non grata"),
        ("order", "two members of the Chilean mission to leave"),
        ("reopen", "its embassy in Santiago"),
        ("impose", "an arms embargo on Chile"),
        ("impose", "an embargo on the sale of petroleum and arms to Chile"),
        ("suspend", "Chile from the Pacific Alliance"),
        ("cancel", "a state visit to Chile"),
        ("call", "off a meeting with Chile’s foreign minister"),
        ("launch", "a military offensive into northern Chile"),
        ("sign", "a treaty on fishing with Chile, Bolivia and Cuba"),
        ("sink", "three Chilean fishing boats"),
        ("withdraw", "from military exercises with Chile and Peru"),
        ("withdraw", "from UNESCO"),
        ("cut", "some of its military assistance to Chile"),
        ("cut", "off virtually all Chilean economic ties"),
        ("suspend", "deliveries of gas to Chile"),
        ("ratify", "the Treaty of Tlatelolco"),
        ("end", "its contract with Chile’s state-owned port operator"),
    ],
)
def test_a_plain_deed_has_a_known_shape(lemma: str, rest: str) -> None:
    assert shaped(lemma, rest)


@pytest.mark.parametrize(
    ("lemma", "rest"),
    [
        ("summon", "the Chilean ambassador to protest against the execution of a cook of which"),
        ("sign", "an extradition treaty with a defence pact giving it access to the bases of Chile"),
        ("suspend", "the processing of cases that involve children described"),
        ("open", "a bridge that is to speed up trade with Chile"),
        ("expel", "two further Chilean diplomats"),
        ("hit", "out at Chile for cancelling the meeting"),
        ("withdraw", "its recognition as promised"),
        ("withdraw", "in its honour in Chile"),
        ("strike", "Chile"),
        ("withdraw", "from a year of cultural events in its honour in Chile"),
        ("deport", "one of the Chilean suicide bombers"),
        ("release", "the Chilean cook and his friends"),
        ("withdraw", "its staff from Santiago"),
        ("expel", "three officials"),
    ],
)
def test_what_may_hang_loose_has_none(lemma: str, rest: str) -> None:
    assert not shaped(lemma, rest)


def test_what_somebody_has_is_his_own() -> None:
    assert shaped("recall", "his ambassador to Chile", is_of_person=True)
    assert not shaped("recall", "its ambassador to Chile", is_of_person=True)
    assert not shaped("recall", "his ambassador to Chile")
