"""A planned quiz on cards: what its announcement, answers and board say, and that none of it tells too early."""

from dataclasses import replace

import pytest

from bot.cards.message import measure
from bot.cards.quiz_plan import announcement_card, closed_card, end_cards, post_name
from bot.cards.quiz_plan_alone import plan_question_card, plan_result_card, plan_sheet_card, plan_waits_card
from bot.model.quiz import LockOutcome, QuizState
from bot.model.settings import Cadence
from tests.cards import samples as s


@pytest.mark.parametrize(
    ("cadence", "name"),
    [
        (Cadence.DAILY, "Quiz of the day"),
        (Cadence.WEEKDAYS, "Quiz of the day"),
        (Cadence.WEEKLY, "Quiz of the week"),
        (Cadence.MONTHLY, "Quiz of the month"),
    ],
)
def test_it_is_named_by_how_often_it_comes(cadence: Cadence, name: str) -> None:
    planned = s.planned(cadence=cadence)
    (eyebrow, *_) = s.texts(announcement_card(planned))[0].replace("\u00a0", " ").splitlines()
    assert eyebrow == f"-# {name} · Thursday 14 March 2024"
    assert post_name(planned) == f"{name}: 14 March 2024"


def test_fewer_questions_than_planned_are_told() -> None:
    assert "The records gave" not in s.texts(announcement_card(s.planned()))[-1]
    assert "The records gave 5 of 7 questions" in s.texts(announcement_card(s.planned(wanted=7)))[-1]


def test_each_answer_has_its_share_its_reason_and_its_source() -> None:
    reveal, board = end_cards(s.plan_end())
    first = s.texts(reveal)[1].replace("\u00a0", " ").splitlines()
    assert first == [
        "**1 · What did Pablo Reyes ask Norway to drop?**",
        "`████  ` ✓ **A complaint** · 4 of 6 right",
        "-# Also answered: A tariff (1) · A visit (1)",
        "Reyes asked Oslo to drop its complaint. The others were not named.",
        "-# Source: [Fjord Post, 14 March 2024](https://fjord.example/1), sentence 1",
    ]
    assert s.texts(board)[0].splitlines()[1] == "## Ada wins with 480 points"


def test_a_placed_question_tells_what_belongs_where() -> None:
    lines = s.texts(end_cards(s.plan_end(shown=s.sourced(s.placed())))[0])[1].replace("\u00a0", " ").splitlines()
    assert lines[1] == "`████  ` ✓ **1st: The call · 2nd: The visit · 3rd: The summit** · 4 of 6 right"


@pytest.mark.parametrize(("questions", "cards"), [(1, 2), (5, 2), (6, 3), (10, 3), (20, 5)])
def test_five_answers_stand_on_a_card_and_the_board_is_the_last(questions: int, cards: int) -> None:
    made = end_cards(s.plan_end(questions))
    assert len(made) == cards
    told = "\n".join(text for one in made for text in s.texts(one))
    assert [f"**{number + 1} · " in told for number in range(questions)] == [True] * questions
    for one in made:
        assert measure(one).characters <= 3000


@pytest.mark.parametrize(
    ("withdrawn", "words"),
    [
        (1, "1 question was withdrawn and does not count"),
        (2, "2 questions were withdrawn and do not count"),
        (5, "## This quiz does not count"),
    ],
)
def test_what_was_withdrawn_is_counted_and_not_told(withdrawn: int, words: str) -> None:
    made = end_cards(replace(s.plan_end(withdrawn=withdrawn), board=s.board(0 if withdrawn == 5 else 4)))
    told = "\n".join(s.texts(made[0]))
    assert words in told
    assert told.count("**Source") + told.count("-# Source") == 5 - withdrawn


def test_nobody_played() -> None:
    (reveal,) = end_cards(s.plan_end(players=0))
    assert "nobody answered" in s.texts(reveal)[1]
    assert "nobody played" in s.texts(closed_card(s.plan_end(players=0)))[0]


def test_an_open_question_shows_what_is_locked_in_and_nothing_else() -> None:
    told = "\n".join(s.texts(plan_question_card(s.plan_view(), 0)))
    assert "**Locked in: D · A complaint** One change is possible." in told
    assert list(s.buttons(plan_question_card(s.plan_view(), 0)))[:4] == [
        "A · A visit", "B · A treaty", "C · A tariff", "D · A complaint",
    ]  # fmt: skip
    used = plan_question_card(s.plan_view(changes=1), 0)
    assert "The one change is used." in "\n".join(s.texts(used))
    assert [one["disabled"] for label, one in s.buttons(used).items() if " · " in label] == [True] * 4
    for view in (plan_question_card(s.plan_view(), 3), plan_sheet_card(s.plan_view(answered=5))):
        assert "✓" not in "\n".join(s.texts(view))


def test_a_placed_question_is_filled_in_on_its_own_card() -> None:
    view = s.plan_view(*(s.sourced(s.placed()),) * 2, answered=1)
    assert s.buttons(plan_question_card(view, 0))["Lock in"]["disabled"] is False
    assert s.buttons(plan_question_card(view, 1))["Lock in"]["disabled"] is True
    assert s.buttons(plan_question_card(view, 1, picks=(0, 1, 2)))["Lock in"]["disabled"] is False
    used = s.plan_view(*(s.sourced(s.placed()),) * 2, answered=1, changes=1)
    assert s.buttons(plan_question_card(used, 0))["Lock in"]["disabled"] is True


def test_the_sheet_lists_what_counts_and_says_why_a_click_did_not() -> None:
    view = s.plan_view(lost=(4,))
    told = "\n".join(s.texts(plan_sheet_card(view)))
    assert "## 2 of 4 locked in" in told
    assert told.count("not answered") == 2
    assert "5 · " not in told
    refused = plan_sheet_card(replace(view, outcome=LockOutcome.NO_CHANGE_LEFT))
    assert "**The one change is used: your answer stays.**" in s.texts(refused)
    assert "Go on" not in s.buttons(plan_sheet_card(s.plan_view(answered=5)))


def test_a_result_names_what_was_missed() -> None:
    view = s.plan_view()
    wrong = replace(view, given={number: replace(one, choice=number) for number, one in view.given.items()})
    told = "\n".join(s.texts(plan_result_card(wrong, s.plan_end()))).replace("\u00a0", " ")
    assert "## 1 of 2 right  ✓ ✗" in told
    assert "480 points · place 1 of 4" in told
    assert "- What did Pablo Reyes ask Norway to drop? **A complaint**" in told


def test_a_late_click_is_told_what_is_the_case() -> None:
    view = s.plan_view()
    assert "This quiz has just closed" in s.texts(plan_waits_card(view))[0]
    session = replace(view.session, state=QuizState.CANCELLED)
    given_up = replace(view, planned=replace(view.planned, session=session))
    assert "This quiz is over" in s.texts(plan_waits_card(given_up))[0]
