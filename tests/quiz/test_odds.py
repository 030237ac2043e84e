"""The judge of questions: its laws, what it trusts, and that its weights are those of the table."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.dates import UNDATED
from bot.model.plover import EventType
from bot.model.questions import QuestionKind
from bot.model.reading import Reading
from bot.quiz.draft import Desk, Draft, Later, Wrong
from bot.quiz.make import drafts, from_events, from_reading, lay_out
from bot.quiz.odds.judge import EVERYTHING, Judge, usual_judge
from bot.quiz.odds.signs import OF_OPTIONS, SIGNS, SPEAKS_AGAINST, SPEAKS_FOR, signs
from bot.quiz.pick import choose_options, passing, pick, score
from bot.quiz.second_look import looked_at
from tests.quiz.asking import BLINKEN, CAST, CHN, CODES, FRA, MAY, PUBLISHED, desk_of, of_events
from tests.quiz.world import GAZETTEER, call_reading, event, reading, steps_reading, stored
from tools.train_questions import LEAST, WEIGHTS, learn, read_table

SHOWN = st.fixed_dictionaries({sign: st.floats(0, 1) for sign in SIGNS})
NOBODY = Judge(bias=-40.0, weights={}, least=0.5)


def drafted(desk: Desk, kind: QuestionKind) -> Draft:
    """Return the first draft of a kind."""
    return next(draft for draft in drafts(desk) if draft.kind is kind)


def shown(line: str, kind: QuestionKind = QuestionKind.COUNTRY, salience: float = 0.7) -> dict[str, float]:
    """Return the signs of a question on one step of China's towards France."""
    desk = desk_of(event(EventType.SANCTION, line, (CHN,), (FRA,), MAY, codes=CODES, salience=salience))
    draft = drafted(desk, kind)
    return signs(draft, choose_options(draft), desk)


@given(SHOWN, st.sampled_from(SIGNS), st.floats(0, 1))
def test_a_sign_moves_the_chance_its_own_way(found: dict[str, float], sign: str, more: float) -> None:
    judge = usual_judge()
    raised = judge.chance({**found, sign: max(found[sign], more)})
    assert 0 < raised < 1
    assert raised >= judge.chance(found) if sign in SPEAKS_FOR else raised <= judge.chance(found)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_likelier_draft_is_worth_more(one: float, other: float) -> None:
    draft = drafted(lay_out(steps_reading(), GAZETTEER, 1), QuestionKind.COUNTRY)
    worth, less = score(draft, 1, max(one, other)), score(draft, 1, min(one, other))
    assert worth >= less
    assert score(draft, 1) == score(draft, 1, 1.0)


@given(st.integers(0, 200))
def test_no_wrong_answers_are_better_than_the_best(seed: int) -> None:
    judge = usual_judge()
    for made in (call_reading(), steps_reading()):
        desk = lay_out(made, GAZETTEER, seed)
        for draft, options in passing(tuple(drafts(desk))):
            assert judge.at_best(draft, desk) >= judge.of(draft, options, desk)


def test_where_wrong_answers_may_speak_for_a_question_all_are_made() -> None:
    desk = lay_out(call_reading(), GAZETTEER, 1)
    for_far = replace(NOBODY, weights={OF_OPTIONS: 50.0})
    assert {for_far.at_best(draft, desk) for draft in drafts(desk)} == {1.0}


def test_wrong_answers_are_made_once_and_only_when_somebody_looks() -> None:
    made: list[int] = []

    def wrong() -> Iterator[Wrong]:
        made.append(1)
        yield from (Wrong(text=name, reason="") for name in ("Peru", "Mali"))

    later = Later(wrong)
    assert made == []
    assert [each.text for each in later] == ["Peru", "Mali"]
    assert (later[0].text, len(later[1:]), len(later)) == ("Peru", 1, 2)
    assert later == tuple(wrong())
    assert hash(later) == hash(tuple(wrong()))
    assert later != ()
    assert later != 2
    assert len(made) == 3


@pytest.mark.parametrize("made", [call_reading(), steps_reading()], ids=["call", "steps"])
def test_what_is_no_plain_deed_is_left_out_before_it_is_worded(made: Reading) -> None:
    desk = lay_out(made, GAZETTEER, 1)
    every, plain = ([looked_at(draft, desk) for draft in drafts(desk, are_plain=only)] for only in (False, True))
    assert [draft for draft in plain if draft is not None] == [draft for draft in every if draft is not None]


def test_every_sign_is_found_and_lies_between_none_and_all() -> None:
    desk = lay_out(call_reading(), GAZETTEER, 1)
    for draft, options in passing(tuple(drafts(desk))):
        found = signs(draft, options, desk)
        assert tuple(found) == SIGNS
        assert all(0 <= much <= 1 for much in found.values())


@pytest.mark.parametrize(
    ("sign", "with_it", "without"),
    [
        ("a step", shown("China bans wine from France"), None),
        ("in the lead", shown("China bans wine from France", salience=0.96), None),
        ("detail", shown("China bans wine from France", QuestionKind.WHEN), shown("China bans wine from France")),
        ("gap", shown("China bans wine from France", QuestionKind.CLOZE), shown("China bans wine from France")),
        ("indefinite", shown("China bans a wine from France"), shown("China bans wine from France")),
    ],
)
def test_a_sign_is_there_or_not(sign: str, with_it: dict[str, float], without: dict[str, float] | None) -> None:
    assert with_it[sign] == 1.0
    assert without is None or without[sign] == 0.0


def test_a_visit_is_an_errand_and_what_is_called_off_is_none() -> None:
    def errand(line: str, kind: EventType) -> float:
        desk = desk_of(event(kind, line, (BLINKEN,), (CHN,), MAY, codes=CODES, salience=0.95))
        draft = next(iter(drafts(desk)))
        return signs(draft, choose_options(draft), desk)["an errand"]

    assert errand("Antony Blinken visits China", EventType.CONSULT) == 1.0
    assert errand("Antony Blinken calls off a trip to China", EventType.REJECT) == 0.0


def test_an_undated_event_is_of_its_report() -> None:
    told = event(EventType.SANCTION, "China bans wine from France", (CHN,), (FRA,), UNDATED, codes=CODES, salience=0.95)
    desk = desk_of(told)
    draft = drafted(desk, QuestionKind.COUNTRY)
    assert signs(draft, choose_options(draft), desk)["of the report"] == 1.0


def test_what_a_person_wrote_is_trusted() -> None:
    desk = lay_out(steps_reading(), GAZETTEER, 1)
    written = replace(
        desk, story=replace(desk.story, facts=tuple(replace(f, is_edited=True) for f in desk.story.facts))
    )
    made = tuple(drafts(written))
    assert pick(made, written, 5, judge=NOBODY)
    assert pick(tuple(drafts(desk)), desk, 5, judge=NOBODY) == ()


def test_an_article_shows_only_what_is_likely_good() -> None:
    judge = usual_judge()
    step = event(EventType.SANCTION, "China bans wine from France", (CHN,), (FRA,), MAY, codes=CODES, salience=0.96)
    visit = event(EventType.CONSULT, "Antony Blinken visits China", (BLINKEN,), (CHN,), MAY, codes=CODES, sentence=1)
    texts = ["China banned wine from France in May.", "Antony Blinken, the American, visited China in May."]
    made = reading(texts, CAST, (step, visit), published=PUBLISHED)
    asked = from_reading(made, GAZETTEER, seed=1, limit=5)
    assert {one.facts for one in asked} == {("event 0",)}
    both = from_reading(made, GAZETTEER, seed=1, limit=5, judge=judge.only_ranking())
    assert {one.facts for one in both} == {("event 0",), ("event 1",)}
    assert len(from_reading(made, GAZETTEER, seed=1, limit=5, judge=EVERYTHING)) == 2


def test_records_are_asked_of_likeliest_first_and_none_is_refused() -> None:
    step = event(EventType.SANCTION, "China bans wine from France", (CHN,), (FRA,), MAY, codes=CODES, salience=0.96)
    visit = event(EventType.CONSULT, "Antony Blinken visits China", (BLINKEN,), (CHN,), MAY, codes=CODES, sentence=1)
    events = stored(of_events(visit, step))
    (first,) = from_events(events, GAZETTEER, seed=1, limit=1)
    assert first.question.facts == ("E101",)
    assert len(from_events(events, GAZETTEER, seed=1, limit=5)) == 2


def test_the_weights_are_those_that_the_table_teaches_and_keep_to_common_sense() -> None:
    judge = usual_judge()
    assert learn(read_table()) == judge
    assert json.loads(WEIGHTS.read_text(encoding="utf-8"))["least"] == LEAST
    assert set(judge.weights) <= set(SIGNS)
    assert all((weight >= 0) is (sign in SPEAKS_FOR) for sign, weight in judge.weights.items() if weight)
    assert all(judge.weights.get(sign, 0.0) <= 0 for sign in SPEAKS_AGAINST)


def test_the_table_holds_numbers_and_nothing_else() -> None:
    rated = read_table()
    assert len(rated) > 100
    assert all(0 <= much <= 1 for one in rated for much in one.signs)
    assert all(not (one.is_good and one.is_broken) for one in rated)
