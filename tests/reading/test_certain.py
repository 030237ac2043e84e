"""What is certain enough to be said: whom a pronoun means, whose name a surname is, what "the" points to."""

from datetime import date

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.reading.summary.points import realise
from tests.reading.materials import material

DAY = date(2024, 5, 15)


def said(text: str, nlp: Language, gazetteer: Gazetteer, sentence: int = 1) -> str | None:
    """Return how the second sentence of a text is said as a point of its own."""
    found = realise(material(text, nlp, gazetteer, DAY), sentence)
    return None if found is None else found.text


COSTA = "Norwegian Foreign Minister Maria Costa opened a harbour in Bergen on Monday."


@pytest.mark.parametrize(
    ("text", "point"),
    [
        (f"{COSTA} She praised the dockers of Bergen.", "[Maria Costa] praised the dockers of Bergen."),
        (
            f"{COSTA} She thanked the dockers. Her ministry paid for the new cranes of Bergen.",
            "[Maria Costa's] ministry paid for the new cranes of Bergen.",
        ),
        (
            "Norway closed its ports on Monday. It recalled three patrol boats from Svalbard.",
            "[Norway] recalled three patrol boats from Svalbard.",
        ),
    ],
    ids=["the only person before", "through a pronoun between", "the only subject before"],
)
def test_says_a_pronoun_where_it_is_certain(text: str, point: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert said(text, nlp, gazetteer, text.count(". ")) == point


@pytest.mark.parametrize(
    "text",
    [
        "Maria Costa met Ana Lima in Bergen on Monday. She praised the dockers of Bergen.",
        "Maria Costa met a nurse in Bergen on Monday. She praised the dockers of Bergen.",
        "The port of Bergen was opened on Monday. He praised the dockers of Bergen.",
        "Norway and Chile closed ports on Monday. It recalled three patrol boats from Svalbard.",
        f"{COSTA} “They have to stand by us,” she said.",
        f"{COSTA} A spokesman in Bergen said he had lost a boat.",
    ],
    ids=[
        "two persons", "a person without a name", "nobody before", "two states", "they within a quotation",
        "a speaker or the one before",
    ],
)  # fmt: skip
def test_does_not_use_a_sentence_whose_pronoun_is_not(text: str, nlp: Language, gazetteer: Gazetteer) -> None:
    point = said(text, nlp, gazetteer)
    assert point is None or point.startswith("A spokesman in Bergen said he")
    assert point is None or "[" not in point


@pytest.mark.parametrize(
    "sentence",
    [
        "A docker was freed in Bergen on Monday after he paid a fine of 300 crowns.",
        "The mayor of Bergen praised her staff on Monday.",
        "It is a sad day for free shipping in the North Sea.",
        "Chile and Norway opened their ports on Monday.",
    ],
    ids=["brought in here", "of its own subject", "stands for nothing", "of several"],
)
def test_leaves_a_pronoun_that_its_sentence_explains(sentence: str, nlp: Language, gazetteer: Gazetteer) -> None:
    found = said(f"{COSTA} {sentence}", nlp, gazetteer)
    assert found is not None
    assert "[Maria" not in found


@pytest.mark.parametrize(
    "sentence",
    [
        "The skater fell on the ice of Svalbard.",
        "The young skater fell on the ice of Svalbard.",
        "Two were taken to Bergen.",
        "Norway will instead send a patrol boat to Svalbard.",
        "These plans were praised in Chile.",
        "Another harbour was closed in Chile.",
        "Chile responded by closing three harbours.",
        "In return, Chile opened three harbours.",
        "The hardest question was left to Chile.",
        "Mr Castellano sold two ships to Chile.",
        "Both sides said that Chile would pay.",
        "Norway went further in Chile.",
        "Some were sold to Chile.",
        "A spokesman said that Chile would pay.",
        "They opened three harbours in Chile.",
    ],
    ids=[
        "the",
        "the and an adjective",
        "a bare number",
        "instead",
        "these",
        "another",
        "an answer to nothing",
        "in return for nothing",
        "a superlative of nothing",
        "a surname alone",
        "both of nobody",
        "further than nothing",
        "some of nothing",
        "a spokesman of nobody",
        "they",
    ],
)
def test_does_not_use_what_points_back(sentence: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert said(f"{COSTA} {sentence}", nlp, gazetteer) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor of Bergen praised the dockers of Oslo.",
        "The largest harbour in Norway was closed on Monday.",
        "Norway was asked to pay and later refused.",
        "Members of a union who speak for these dockers praised Norway.",
    ],
    ids=["told by what follows", "a superlative", "later than what it tells", "these with their noun before"],
)
def test_uses_what_explains_itself(sentence: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert said(f"{COSTA} {sentence}", nlp, gazetteer) is not None


def test_does_not_complete_a_surname_that_two_bear(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Frank Moreno met his brother Louis Moreno in Bergen on Monday. Moreno sold two ships to Chile."
    assert said(text, nlp, gazetteer) is None


def test_does_not_use_a_sentence_about_somebody_by_surname_alone(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The port of Bergen was opened on Monday. Castellano sold two ships to the port of Bergen."
    assert said(text, nlp, gazetteer) is None


def test_parts_a_caption_from_the_sentence_that_it_runs_into(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Dockers wave from the new harbour wall A docker was freed in Bergen on Monday after a strike."
    found = material(text, nlp, gazetteer, DAY)
    assert [found.text(i) for i in range(len(found.sentences))][-1].startswith("A docker was freed")


@pytest.mark.parametrize(
    "text",
    [
        "Norway sent vitamin A pills to Chile.",
        "Ana read The old man and The sea in Bergen.",
        "Oslo is in group A of it.",
    ],
    ids=["vitamin A", "a book", "group A"],
)
def test_parts_no_sentence_at_a_letter_or_title(text: str, nlp: Language, gazetteer: Gazetteer) -> None:
    found = material(text, nlp, gazetteer, DAY)
    assert len(found.sentences) == 1 or "The old" in text
