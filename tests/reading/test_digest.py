"""Summaries in so many words: whole sentences, nothing lost that turns a claim, the same for the same article."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.reading.summary import digest_of, summarise
from bot.reading.summary.digest import digest
from bot.reading.summary.material import Material
from tests.reading.materials import material

FLEET = (
    "Norway sent two patrol boats to the coast of Svalbard on Tuesday, as trawlers from Chile gathered near the ice. "
    "The boats, which belong to the coast guard, will not board any trawler without a warrant. "
    'Chile called the patrol "a clumsy threat to honest fishermen" and asked Norway to withdraw the boats. '
    "Maria Costa, the foreign minister of Norway, said in a statement that the fishermen allegedly cut nets. "
    "She will meet Pedro Soto, the foreign minister of Chile, in Oslo on Friday to discuss the fishing near Svalbard. "
    "If the talks fail, Norway may close its ports to trawlers from Chile for 30 days."
)
HARBOUR = (
    "The harbour of Valparaiso (the oldest on the coast) was opened again on Monday after a strike of dockers. "
    "The dockers, whose union asked for safer cranes, accepted an offer from the port, and Chile praised the deal. "
    "Speaking to reporters at the gate, the mayor thanked the dockers of Valparaiso. "
    "Ships from Norway left the harbour, carrying fruit that had waited in the sun. "
    "The offer does not cover the dockers of Iquique, who reportedly plan a strike of their own in June."
)
KELP = (
    "A diver who lost her ring in a forest of kelp near Bergen got it back from a cod. "
    "The diver said the cod, a small one, had swallowed the ring. "
    "Her friends cooked the fish (and ate it) on the beach. "
    "'I never liked cod before,' the diver told a newspaper in Bergen. "
    "Click here for more stories about fish. "
    "Fishermen on the pier laughed It was the first ring found in a cod near Bergen."
)
ARTICLES = (FLEET, HARBOUR, KELP)
WEIGHTY = frozenset(["not", "never", "without", "allegedly", "reportedly", "may", "if", "no"])


@pytest.fixture(scope="module")
def materials(nlp: Language, gazetteer: Gazetteer) -> list[Material]:
    return [material(text, nlp, gazetteer) for text in ARTICLES]


@given(which=st.integers(0, 2), budget=st.integers(0, 90))
@settings(max_examples=60, deadline=None)
def test_says_whole_sentences_within_the_budget(materials: list[Material], which: int, budget: int) -> None:
    lines = digest(materials[which], budget)
    assert sum(line.words for line in lines) <= budget
    assert [line.sentence for line in lines] == sorted({line.sentence for line in lines})
    for line in lines:
        assert re.fullmatch(r"\W?[A-Z].*[.!]['\"]?", line.text)
        assert line.sentence in line.support
    assert digest(materials[which], budget) == lines


@given(which=st.integers(0, 2), budget=st.integers(0, 90))
@settings(max_examples=60, deadline=None)
def test_loses_nothing_that_turns_a_claim(materials: list[Material], which: int, budget: int) -> None:
    for line in digest(materials[which], budget):
        printed = materials[which].text(line.sentence)
        assert weighty(printed) <= weighty(line.text)
        assert all(quote in printed for quote in re.findall(r'"[^"]*"', line.text))
        assert ("a clumsy threat to honest fishermen" in line.text) == ("clumsy" in printed)


def weighty(text: str) -> set[str]:
    """Return the negations, hedges, conditions, numbers and days of a sentence."""
    words = set(re.findall(r"[a-z]+", text.lower())) & WEIGHTY
    return words | set(re.findall(r"\d+|\b[A-Z][a-z]+day\b|\btwo\b", text))


def test_makes_room_by_leaving_out_loose_parts(materials: list[Material]) -> None:
    sailed = "Norway sent two patrol boats to the coast of Svalbard on Tuesday"
    assert [p.text for p in digest_of(materials[0], 19)] == [f"{sailed}."]
    assert [p.text for p in digest_of(materials[0], 20)] == [f"{sailed}, as trawlers from Chile gathered near the ice."]
    assert [(p.text, p.sentences) for p in digest_of(materials[0], 30)][1:] == [
        ("The boats will not board any trawler without a warrant.", (1,))
    ]


def test_keeps_the_events_of_a_shortened_sentence(nlp: Language, gazetteer: Gazetteer) -> None:
    for text in ARTICLES:
        found = material(text, nlp, gazetteer)
        for line in (n for budget in range(10, 80, 5) for n in digest(found, budget) if n.is_shortened):
            again = material(text.replace(found.text(line.sentence), line.text), nlp, gazetteer)
            assert again.text(line.sentence) == line.text  # read where it stands: whose dockers they are, others tell
            assert kinds(again, line.sentence) == kinds(found, line.sentence)


def kinds(found: Material, sentence: int) -> set[tuple[str, ...]]:
    return {(e.type.value, e.act.value, e.status.value) for e in found.events[sentence]}


def test_leaves_out_what_the_page_says_of_itself_and_captions_run_into_sentences(materials: list[Material]) -> None:
    told = " ".join(p.text for p in digest_of(materials[2], 300))
    assert "cod" in told
    assert "Click here" not in told
    assert "laughed It" not in told


def test_keeps_words_in_single_marks_as_spoken(materials: list[Material]) -> None:
    told = " ".join(p.text for p in digest_of(materials[2], 300))
    assert "I never liked cod before,’ the diver told a newspaper" in told


def test_points_back_only_to_what_it_tells(materials: list[Material]) -> None:
    friends = "Her friends cooked the fish on the beach."
    for budget in range(60):
        told = [p.text for p in digest_of(materials[2], budget)]
        assert friends not in told or told[told.index(friends) - 1].startswith("The diver said")


def test_tells_one_fact_once(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Norway and Chile signed a treaty on cod in Oslo after long talks. "
        "The treaty on cod that Norway and Chile signed in Oslo came after long talks between old rivals. "
        "Fishermen in Bergen welcomed the treaty with a feast."
    )
    told = digest_of(material(text, nlp, gazetteer), 60)
    assert [p.sentences for p in told] == [(1,), (2,)]


def test_the_short_summary_is_at_most_forty_words(materials: list[Material]) -> None:
    for found in materials:
        summary = summarise(found, None)
        words = sum(len(p.text.split()) for p in summary.short)
        assert len(summary.short) == 1 or words <= 40
        assert set(summary.short) <= set(summary.standard)


def test_says_nothing_of_no_sentences(nlp: Language, gazetteer: Gazetteer) -> None:
    assert digest_of(material("Source: Example", nlp, gazetteer), 55) == ()
