"""Which five questions a day has, and how each player sees them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.ids import GuildId, UserId
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import SourcedQuestion
from bot.quiz.daily import DAILY_QUESTIONS, DAYS_WITHOUT_REPEAT, as_seen_by, choose_daily, seed_of
from tests.quiz.games import question, sourced

KINDS = (QuestionKind.WHO, QuestionKind.WHEN, QuestionKind.WHERE, QuestionKind.COUNTRY, QuestionKind.TRUE_FALSE)
DAY = date(2026, 3, 29)


def asked(number: int, kind: QuestionKind = QuestionKind.WHO, **changes: object) -> SourcedQuestion:
    made = replace(question(kind), fact=f"E{number} source", facts=(f"E{number}",), difficulty=number % 7 / 7)
    return sourced(replace(made, **changes))  # type: ignore[arg-type]  # by name


def facts(chosen: Sequence[SourcedQuestion]) -> list[str]:
    return [one.question.fact for one in chosen]


def test_the_same_day_has_the_same_five_in_every_process() -> None:
    pool = [asked(number, KINDS[number % 5]) for number in range(30)]
    seed = seed_of(GuildId(7), DAY)
    first = choose_daily(pool, [], seed=seed)
    assert len(first) == DAILY_QUESTIONS
    assert choose_daily(pool[::-1], [], seed=seed) == first
    assert seed_of(GuildId(7), DAY + timedelta(days=1)) != seed != seed_of(GuildId(8), DAY)
    assert [one.question.difficulty for one in first] == sorted(one.question.difficulty for one in first)


def test_no_fact_comes_again_within_two_weeks_where_there_are_enough() -> None:
    pool = [asked(number, KINDS[number % 4]) for number in range(DAILY_QUESTIONS * (DAYS_WITHOUT_REPEAT + 1))]
    past: list[list[str]] = []
    for offset in range(40):
        chosen = facts(
            choose_daily(pool, past[:DAYS_WITHOUT_REPEAT], seed=seed_of(GuildId(7), DAY + timedelta(offset)))
        )
        assert not set(chosen) & {fact for day in past[:DAYS_WITHOUT_REPEAT] for fact in day}
        past.insert(0, chosen)


def test_where_they_are_too_few_those_come_again_that_are_longest_ago() -> None:
    pool = [asked(number, KINDS[number % 4]) for number in range(7)]
    yesterday, before = {"E0 source", "E1 source"}, {"E2 source", "E0 source"}
    chosen = set(facts(choose_daily(pool, [yesterday, before], seed=1)))
    assert chosen == {f"E{number} source" for number in range(2, 7)}


def test_five_have_one_of_true_or_false_and_no_three_of_a_kind() -> None:
    pool = [asked(number, QuestionKind.TRUE_FALSE) for number in range(9)]
    pool += [asked(number + 20, QuestionKind.WHO) for number in range(9)]
    pool += [asked(number + 40, QuestionKind.WHEN) for number in range(9)]
    kinds = [one.question.kind for one in choose_daily(pool, [], seed=3)]
    assert sorted(kinds) == ["true_false", "when", "when", "who", "who"]
    assert len(choose_daily(pool[9:18], [], seed=3)) == DAILY_QUESTIONS
    assert len(choose_daily(pool[:9], [], seed=3)) == 1


def test_no_two_of_them_give_each_other_away() -> None:
    pool = [
        asked(1, gives_away=frozenset({"E2 source"})), asked(2), asked(3, facts=("E3", "E4")), asked(4), asked(4),
        asked(5),
    ]  # fmt: skip
    for seed in range(40):
        chosen = facts(choose_daily(pool, [], seed=seed))
        assert len(chosen) == 3
        assert not {"E1 source", "E2 source"} <= set(chosen)


PLACED = Question(
    kind=QuestionKind.MATCH,
    stem="When?",
    options=("They met", "They spoke", "They signed"),
    key=-1,
    explanation="So.",
    sentences=(0,),
    difficulty=0.5,
    fact="E1 order",
    targets=("March", "May", "June", "July"),
    placing=(3, 0, 2),
)


@given(st.integers(1, 2**62), st.integers(0, 2**31))
def test_a_player_sees_the_same_answers_in_an_order_of_their_own(user: int, seed: int) -> None:
    plain = replace(question(key=2), reasons=("a", "b", "", "d"))
    seen = as_seen_by(plain, UserId(user), seed=seed)
    assert sorted(seen.options) == sorted(plain.options)
    assert seen.options[seen.key] == "Cara"
    assert dict(zip(seen.options, seen.reasons, strict=True)) == dict(zip(plain.options, plain.reasons, strict=True))
    placed = as_seen_by(PLACED, UserId(user), seed=seed)
    assert placed.targets == PLACED.targets
    assert placed.key == -1
    assert {option: placed.targets[place] for option, place in zip(placed.options, placed.placing, strict=True)} == {
        "They met": "July", "They spoke": "March", "They signed": "June",
    }  # fmt: skip


def test_the_right_one_stands_everywhere_about_as_often() -> None:
    places = [as_seen_by(question(), UserId(user), seed=5).key for user in range(1000)]
    assert all(200 < places.count(place) < 300 for place in range(4))


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        (QuestionKind.WHEN, ("April", "May", "June", "July")),
        (QuestionKind.NUMBER, ("Two", "Three", "Four", "Five")),
        (QuestionKind.TRUE_FALSE, ("True", "False")),
        (QuestionKind.BETWEEN, ("March 2021", "May 2021", "June 2022", "July 2023")),
    ],
)
def test_options_with_an_order_keep_it(kind: QuestionKind, options: tuple[str, ...]) -> None:
    shown = replace(question(kind), options=options)
    assert all(as_seen_by(shown, UserId(user), seed=user) == shown for user in range(50))
