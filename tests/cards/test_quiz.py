"""The game's cards, as they read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.board import board_card
from bot.cards.quiz import lock_in_card, question_card, reveal_card, source_card
from bot.cards.quiz_notices import paused_card, running_card
from bot.model.ids import QuizId, UserId
from bot.model.quiz import LockIn, LockOutcome, QuizState
from tests.cards import samples as s

STAMP = int(s.NOON.timestamp())


def test_a_question_has_one_button_a_row_all_alike() -> None:
    view = question_card(s.open_round())
    assert s.texts(view) == [
        "-# Quiz · question 2 of 5 · Norway – Chile\n## What did Pablo Reyes ask Norway to drop?",
        f"-# 20 seconds · closes <t:{STAMP + 20}:R> · 3 answered",
    ]
    assert [(label, part["style"], part["custom_id"]) for label, part in s.buttons(view).items()] == [
        ("A · A complaint", 2, "qc:5:1:0"),
        ("B · A tariff", 2, "qc:5:1:1"),
        ("C · A treaty", 2, "qc:5:1:2"),
        ("D · A visit", 2, "qc:5:1:3"),
    ]
    assert [len(row["components"]) for row in s.parts(view) if row["type"] == 1] == [1, 1, 1, 1]  # type: ignore[arg-type]  # a list


def test_one_long_option_moves_all_words_above_the_letters() -> None:
    options = ("A *complaint*", "x" * 75, "A treaty", "A visit")
    view = question_card(s.open_round(s.question(options=options)))
    assert list(s.buttons(view)) == ["A", "B", "C", "D"]
    assert s.texts(view)[1] == f"A · A \\*complaint\\*\nB · {'x' * 75}\nC · A treaty\nD · A visit"


@pytest.mark.parametrize(
    ("outcome", "shown"),
    [
        (LockOutcome.LOCKED, "**Locked in: D · A visit**\n-# One change is possible until it closes <t:{}:R>."),
        (LockOutcome.CHANGED, "**Locked in: D · A visit**\n-# The one change is used. It closes <t:{}:R>."),
        (LockOutcome.SAME, "**Locked in: D · A visit**\n-# That was the choice already. It closes <t:{}:R>."),
        (
            LockOutcome.NO_CHANGE_LEFT,
            "**Still locked in: D · A visit**\n-# The one change is used. It closes <t:{}:R>.",
        ),
    ],
)
def test_lock_in(outcome: LockOutcome, shown: str) -> None:
    answer = LockIn(
        quiz=QuizId(5),
        round_number=1,
        outcome=outcome,
        choice=3,
        label="A visit",
        deadline_at=s.NOON,
        answered=3,
        is_complete=False,
    )
    assert s.texts(lock_in_card(answer)) == [shown.format(STAMP)]


@pytest.mark.parametrize(
    ("outcome", "title"),
    [
        (LockOutcome.ROUND_OVER, "**That round is over.**"),
        (LockOutcome.PAUSED, "**The quiz is paused.**"),
        (LockOutcome.QUIZ_OVER, "**That quiz is over.**"),
    ],
)
def test_a_click_that_comes_too_late(outcome: LockOutcome, title: str) -> None:
    answer = LockIn(
        quiz=QuizId(5),
        round_number=1,
        outcome=outcome,
        choice=None,
        label="",
        deadline_at=None,
        answered=0,
        is_complete=False,
    )
    assert s.texts(lock_in_card(answer))[0].split("\n")[0] == title


def test_a_reveal_reads_as_laid_down() -> None:
    view = reveal_card(s.result(), names=s.NAMES, next_at=s.NOON + timedelta(seconds=8))
    blank = "\u00a0"
    assert s.texts(view) == [
        "-# Quiz · question 2 of 5 · closed\n## What did Pablo Reyes ask Norway to drop?",
        (
            "### ✓\u00a0Right: A · A complaint\n"
            f"`████{blank * 2}` **A · A complaint · 4\u00a0✓**\n"
            f"`█{blank * 5}` B · A tariff · 1\n"
            f"`{blank * 6}` C · A treaty · 0\n"
            f"`█{blank * 5}` D · A visit · 1\n"
            "-# 6 answered, 4 right"
        ),
        (
            "Reyes asked Oslo to drop its complaint. The others were not named.\n"
            "-# Source: [Fjord Post, 14\u00a0March 2024](https://fjord.example/1), sentence 1"
        ),
        "**+100** Ada, Ben, \\_Cleo\\_, Dag",
        f"-# Question 3 <t:{STAMP + 8}:R>",
    ]
    assert list(s.buttons(view)) == ["Source sentence", "Report"]


def test_nobody_answered() -> None:
    texts = s.texts(reveal_card(s.result((0, 0, 0, 0)), names={}))
    assert texts[1].endswith("\n-# Nobody answered")
    assert len(texts) == 3


def test_points_with_a_bonus_stand_apart_and_long_lists_are_counted() -> None:
    result = s.result((14, 0, 0, 0))
    first = replace(result.right[0], points=120, bonus=20)
    view = reveal_card(replace(result, right=(*result.right[1:], first)), names={UserId(100): "Ada"})
    lines = s.texts(view)[3].split("\n")
    assert lines[0] == "**+120** Ada"
    assert lines[1].startswith("**+100** <@101>, <@102>, ")
    assert lines[1].endswith(" and 3 more")


def test_a_void_round_says_why_and_gives_no_points() -> None:
    view = reveal_card(s.result(is_void=True), names=s.NAMES, next_at=s.NOON)
    assert s.texts(view)[:2] == [
        "-# Quiz · question 2 of 5 · does not count\n## What did Pablo Reyes ask Norway to drop?",
        "### This round does not count\nThe bot restarted while it was open.",
    ]


def test_the_last_round_announces_the_result() -> None:
    view = reveal_card(replace(s.result(), next_step=QuizState.FINISHED), names=s.NAMES)
    assert s.texts(view)[-1] == "-# The result follows"


def test_a_board_reads_as_laid_down() -> None:
    view = board_card(s.board(), names=s.NAMES)
    assert s.texts(view) == [
        (
            "-# Quiz · finished · Norway – Chile\n## Ada wins with 480 points\n"
            "-# 5 questions · 4 players · 11 of 20 answers right"
        ),
        (
            "`1` **Ada** · 480 points · 5 of 5 right · streak of 5\n"
            "`2` **Ben** · 299 points · 2 of 5 right\n"
            "`3` **\\_Cleo\\_** · 298 points · 2 of 5 right\n"
            "`4` **Dag** · 297 points · 2 of 5 right"
        ),
        "### Hardest question\nWhat did Pablo Reyes ask Norway to drop? ✓\u00a0**A · A complaint**\n-# 1 of 6 right",
    ]


@pytest.mark.parametrize(
    ("players", "winners", "title"),
    [
        (0, 1, "No winner this time"),
        (3, 2, "Ada and Ben share first place"),
        (4, 3, "Ada, Ben and \\_Cleo\\_ share first place"),
        (4, 4, "4 players share first place"),
    ],
)
def test_who_wins(players: int, winners: int, title: str) -> None:
    assert f"\n## {title}\n" in s.texts(board_card(s.board(players, winners=winners), names=s.NAMES))[0]


def test_nobody_right_is_no_win() -> None:
    board = s.board(2)
    rows = tuple(replace(row, right=0, points=0) for row in board.rows)
    assert "## No winner this time" in s.texts(board_card(replace(board, rows=rows), names=s.NAMES))[0]


def test_a_long_board_is_cut_and_counted() -> None:
    rows = s.texts(board_card(s.board(13), names=s.NAMES))[1].split("\n")
    assert (len(rows), rows[-1]) == (11, "-# and 3 more players")


def test_paused_running_and_source() -> None:
    paused = paused_card(QuizId(5), "Norway – Chile", "Nobody has answered the last two questions.")
    assert [(label, part["custom_id"]) for label, part in s.buttons(paused).items()] == [
        ("Resume", "qr:5"),
        ("Stop", "qx:5"),
    ]
    running = running_card("Norway – Chile", "https://discord.com/channels/1/2/3")
    assert s.buttons(running)["Go to the quiz"]["url"] == "https://discord.com/channels/1/2/3"
    assert s.buttons(running_card("Norway – Chile", None)) == {}
    source = source_card(s.question(), (s.report(),), number=1)
    assert s.texts(source)[0] == "-# Quiz · question 2 · source\n### ✓\u00a0A · A complaint"
    assert s.texts(source)[1].endswith("· sentence 1 of 4\n> " + s.SENTENCES[0])
