"""Whether a question of an article is about a plain deed of a state."""

from dataclasses import replace

import pytest

from bot.model.plover import EventType
from bot.model.questions import QuestionKind
from tests.quiz.desks import EXPELS, desk_of, doubted, drafted


def test_no_journey_is_asked_of_an_article() -> None:
    desk, why = desk_of(EXPELS), "who goes where, others may have gone to, too"
    draft = drafted(desk)
    assert why not in doubted(desk, draft)
    (fact,), clause = desk.story.facts, desk.clauses["event 0"]
    visit = replace(clause, lemma="visit", past="visited", rest=" Cuba")
    stay = replace(clause, lemma="pay", past="paid", rest=" a state visit to Cuba")
    left = replace(clause, subject="Peru’s ambassador", lemma="leave", past="left", rest=" Havana")
    friendly = replace(desk, story=replace(desk.story, facts=(replace(fact, act=EventType.CONSULT),)))
    assert why in doubted(replace(desk, clauses={fact.id: visit}), draft)
    assert why in doubted(replace(desk, clauses={fact.id: left}), draft)
    assert why in doubted(replace(friendly, clauses={fact.id: stay}), draft)
    assert why not in doubted(replace(desk, clauses={fact.id: replace(left, subject="Peru")}), draft)
    cancelled = replace(clause, lemma="cancel", past="cancelled", rest=" a state visit to Cuba")
    assert why not in doubted(replace(desk, clauses={fact.id: cancelled}), draft)


@pytest.mark.parametrize(
    ("subject", "acts_for_state"),
    [
        ("Peru", True),
        ("Peru and Cuba", True),
        ("the Peruvian navy", True),
        ("Peru’s highest court", True),
        ("the Cuban Ministry of Fisheries", True),
        ("the African Union", True),
        ("Peruvian fishermen", False),
        ("crowds protesting against a film", False),
        ("two senior Western diplomats", False),
        ("the last Peruvian soldiers", False),
        ("Peruvian Airlines", False),
    ],
)
def test_what_is_asked_of_an_article_was_done_by_a_state(subject: str, acts_for_state: bool) -> None:
    desk = desk_of(EXPELS)
    clause = replace(desk.clauses["event 0"], subject=subject)
    doubts_ = doubted(replace(desk, clauses={"event 0": clause}), drafted(desk))
    assert ("it was done by none that acts for a state" not in doubts_) is acts_for_state


def test_a_journey_is_not_put_in_order() -> None:
    desk, why = desk_of(EXPELS), "somebody may have gone there, or met the other, more than once"
    visit = {"event 0": replace(desk.clauses["event 0"], lemma="visit", past="visited", rest=" Cuba")}
    draft = drafted(desk).but(kind=QuestionKind.ORDER, facts=("event 0",))
    assert why in doubted(replace(desk, clauses=visit), draft)
    assert why in doubted(replace(desk, clauses=visit), draft.but(kind=QuestionKind.FIRST))
    assert why not in doubted(replace(desk, clauses=visit), draft.but(kind=QuestionKind.MATCH))
    assert why not in doubted(desk, draft)


@pytest.mark.parametrize(
    ("lemma", "past", "rest", "is_small"),
    [
        ("release", "released", " a Cuban fishing boat", True),
        ("return", "returned", " to Cuba a clay tablet", True),
        ("hand", "handed", " over the body of a Cuban soldier", True),
        ("release", "released", " 53 Cuban prisoners", False),
        ("hand", "handed", " over the naval base at Paita to Cuba", False),
        ("seize", "seized", " a Cuban tanker", False),
    ],
)
def test_one_thing_without_a_name_that_was_given_back_is_not_asked(
    lemma: str, past: str, rest: str, is_small: bool
) -> None:
    desk = desk_of(EXPELS)
    given = {"event 0": replace(desk.clauses["event 0"], lemma=lemma, past=past, rest=rest)}
    found = doubted(replace(desk, clauses=given), drafted(desk))
    assert ("one thing without a name was given back, or one person" in found) is is_small
