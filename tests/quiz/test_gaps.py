"""Questions with a gap: where a country, its adjective or its possessive may be left out."""

import pytest

from bot.model.plover import EventType
from bot.model.questions import QuestionKind as Kind
from tests.quiz.asking import FRA, FRANCE, USA, done, drafted, one, part, said


def test_a_gap_takes_a_country_s_adjective_or_possessive_where_it_stands_before_a_noun() -> None:
    diplomats = one(done(said("China", "expel", part("two French diplomats")), salience=0.95), Kind.CLOZE)
    assert diplomats.stem == "Fill the gap: In May 2023, China expelled two ____ diplomats."
    assert diplomats.key == "French"
    envoy = one(done(said("China", "expel", part("a French diplomat")), salience=0.95), Kind.CLOZE)
    assert envoy.stem == "Fill the gap: In May 2023, China expelled a/an ____ diplomat."
    ship = one(done(said("China", "seize", part("France’s tanker")), salience=0.95), Kind.CLOZE)
    assert ship.stem == "Fill the gap: In May 2023, China seized ____’s tanker."
    assert drafted(done(said("China", "expel", part("two French diplomats")), salience=0.7), Kind.CLOZE) == []


def test_a_gap_stands_for_a_country_alone() -> None:
    draft = one(done(said("China", "ban", part("wine"), FRANCE)), Kind.CLOZE)
    assert (draft.stem, draft.key) == ("Fill the gap: In May 2023, China banned wine from ____.", "France")
    assert {"China", "France"}.isdisjoint(wrong.text for wrong in draft.wrong)
    before_a_noun = said("China", "close", part("the France desk of a bank"))
    twice = said("China", "ban", part("wine of France"), part("ports of France", preposition="in"))
    told_by_people = said("China", "ban", part("French wine"), FRANCE)
    for statement in (before_a_noun, twice, told_by_people):
        assert drafted(done(statement), Kind.CLOZE) == []


@pytest.mark.parametrize(
    "listed", ["Spain, Italy and France", "France and Italy", "France, Italy and Spain", "Italy or France"]
)
def test_no_gap_stands_among_others_of_its_kind(listed: str) -> None:
    among = said("China", "ban", part("wine"), part(listed, preposition="from", party="France"))
    assert drafted(done(among), Kind.CLOZE) == []


def test_a_gap_s_options_have_their_article_and_a_name_is_no_adjective() -> None:
    told = said("France", "recall", part("its envoy"), part("the US", preposition="from", party="United States"))
    draft = one(done(told, source=(FRA,), target=(USA,)), Kind.CLOZE)
    assert draft.stem == "Fill the gap: In May 2023, France recalled its envoy from ____."
    assert draft.key == "The United States"
    southern = said("China", "leave", part("southern France", party="France"))
    assert drafted(done(southern), Kind.CLOZE) == []
    both = said("China and France", "open", part("Lyon"), parties=("China", "France"), is_plural=True)
    assert drafted(done(both, EventType.COOPERATE, salience=0.95), Kind.CLOZE) == []
