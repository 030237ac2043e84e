"""What can be left out of a sentence, and what never can."""

from dataclasses import replace

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.reading.summary.clauses import clauses
from bot.reading.summary.draft import Draft
from bot.reading.summary.loose import loose_parts
from bot.reading.summary.loose_rules import Kind
from tests.reading.materials import material


def shortened(text: str, nlp: Language, gazetteer: Gazetteer) -> dict[Kind, str]:
    """Return what is left of a sentence without each of its loose parts."""
    found = material(text, nlp, gazetteer)
    draft = Draft(found.doc, *found.ranges[0])
    left = {}
    for part in loose_parts(draft, found, 0):
        attempt = replace(draft, dropped=set(part.tokens))
        left[part.kind] = attempt.render()
    return left


OPENED = "Norway opened its ports to Chilean ships."
SANK = "The trawler sank near Bergen."
PRAISED = "The minister praised the treaty."


@pytest.mark.parametrize(
    ("text", "kind", "left"),
    [
        (
            "Norway and Chile (old rivals) signed a treaty in Oslo.",
            Kind.BRACKETS,
            "Norway and Chile signed a treaty in Oslo.",
        ),
        (
            "The treaty – the work of patient envoys – opens the ports of Norway to Chilean ships.",
            Kind.ASIDE,
            "The treaty opens the ports of Norway to Chilean ships.",
        ),
        (
            "The minister said in a statement on Monday that Chile had closed its ports.",
            Kind.VENUE,
            "The minister said on Monday that Chile had closed its ports.",
        ),
        (
            "The minister said in a statement that Chile had closed its ports.",
            Kind.VENUE,
            "The minister said that Chile had closed its ports.",
        ),
        (
            "The minister wrote on the social network Twitter that Chile had closed its ports.",
            Kind.VENUE,
            "The minister wrote that Chile had closed its ports.",
        ),
        ("The trawler, which belongs to a Chilean company, sank near Bergen.", Kind.RELATIVE, SANK),
        (
            "When Costa, who leads the board, met the fishermen, Soto left the hall.",
            Kind.RELATIVE,
            "When Costa met the fishermen, Soto left the hall.",
        ),
        (
            "Ships from Bergen, the largest town of the coast, sailed to Oslo.",
            Kind.APPOSITION,
            "Ships from Bergen sailed to Oslo.",
        ),
        ("Pedro Soto, of Valparaiso, won the race in Oslo.", Kind.ORIGIN, "Pedro Soto won the race in Oslo."),
        ("Norway opened its ports to Chilean ships, ending a long dispute over salmon.", Kind.PARTICIPLE, OPENED),
        ("Norway opened its ports to Chilean ships, as trawlers gathered off the coast.", Kind.CIRCUMSTANCE, OPENED),
        ("Speaking to fishermen in Bergen, the minister praised the treaty.", Kind.OPENING, PRAISED),
        ("In a rare visit, the minister praised the treaty.", Kind.OPENING, PRAISED),
        ("The minister praised the treaty and thanked the fishermen of Bergen.", Kind.SECOND, PRAISED),
    ],
)
def test_leaves_out_what_is_loose(text: str, kind: Kind, left: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert shortened(text, nlp, gazetteer)[kind] == left


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Norway seized the trawler (with 14 sailors aboard) near Bergen.", id="quantity in brackets"),
        pytest.param("Chile sent the trawler home (it was not armed) after the talks.", id="negation in brackets"),
        pytest.param("The treaty – allegedly the work of one envoy – opens the ports of Norway.", id="hedged aside"),
        pytest.param("The minister said in Oslo that Chile had closed its ports.", id="place of saying"),
        pytest.param("The trawler, which may belong to a Chilean company, sank near Bergen.", id="hedged relative"),
        pytest.param("The trawler, which did not have a licence, sank near Bergen.", id="denied relative"),
        pytest.param("The trawler, which carried 14 sailors, sank near Bergen.", id="quantity"),
        pytest.param("The trawler, which left Oslo on Monday, sank near Bergen.", id="date"),
        pytest.param("The trawler that belongs to a Chilean company sank near Bergen.", id="restrictive relative"),
        pytest.param("Maria Costa, the foreign minister of Norway, signed the treaty in Oslo.", id="office"),
        pytest.param("The foreign minister of Norway, Maria Costa, signed the treaty in Oslo.", id="name"),
        pytest.param("Norway opened its ports to Chilean ships, ending a dispute of 12 years.", id="duration"),
        pytest.param("Norway will open its ports to Chilean ships, provided that parliament agrees.", id="proviso"),
        pytest.param("Norway will open its ports to Chilean ships, if parliament agrees.", id="condition at the end"),
        pytest.param("If parliament agrees, Norway will open its ports to Chilean ships.", id="condition"),
        pytest.param("Without a licence, Chilean ships stay outside the ports of Norway.", id="without"),
        pytest.param("In Chile, the minister praised the fishermen of Bergen.", id="place"),
        pytest.param("The minister praised the treaty but rejected the new quotas.", id="contrast"),
        pytest.param("The minister praised and signed the treaty.", id="shared object"),
        pytest.param("The minister did not praise the treaty and left the hall.", id="negated first verb"),
        pytest.param("The fishermen never learned whom they had to thank - the harbour master.", id="answer"),
        pytest.param('The port was called "the harbour, which never sleeps, of the north" by all.', id="quotation"),
        pytest.param("Soto thanked Oslo, the capital, Bergen and Tromso.", id="list"),
        pytest.param("A union of dockers in Bergen called for his release.", id="what is called for"),
        pytest.param("Norway freed the sailors in Bergen and handed them to Chile.", id="a state"),
        pytest.param("Norway holds the trawler Eagle S, whose anchor is missing.", id="initial"),
        pytest.param("Norway gave the money to fishermen in Bergen and dockers.", id="last of two"),
    ],
)
def test_keeps_what_is_not(text: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert shortened(text, nlp, gazetteer) == {}


def test_says_the_last_of_two_clauses_alone(nlp: Language, gazetteer: Gazetteer) -> None:
    assert clauses_of("Norway opened its ports, and Chile sent trawlers to Bergen.", nlp, gazetteer) == [
        "Chile sent trawlers to Bergen."
    ]


def test_says_no_clause_alone_whose_source_may_stand_before_it(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The minister said Norway opened its ports, and Chile sent trawlers to Bergen."
    assert clauses_of(text, nlp, gazetteer) == []


def test_says_what_follows_a_concession_only_from_its_subject_on(nlp: Language, gazetteer: Gazetteer) -> None:
    assert clauses_of("While Norway opened its ports, Chile sent trawlers.", nlp, gazetteer) == ["Chile sent trawlers."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The move comes after Norway released two sailors.", ["Norway released two sailors."]),
        ("The move comes seven years after Norway released two sailors.", []),
    ],
    ids=["no length of time", "a length of time"],
)
def test_says_what_something_came_after_where_no_time_lies_between(
    text: str, found: list[str], nlp: Language, gazetteer: Gazetteer
) -> None:
    assert clauses_of(text, nlp, gazetteer) == found


def clauses_of(text: str, nlp: Language, gazetteer: Gazetteer) -> list[str]:
    found = material(text, nlp, gazetteer)
    return [clause.render() for clause in clauses(Draft(found.doc, *found.ranges[0]), found)]
