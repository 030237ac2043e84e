"""The game's cards, as they read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.board import board_card
from bot.cards.placing import picked, placing_card
from bot.cards.quiz import lock_in_card, question_card, reveal_card, source_card
from bot.cards.quiz_ids import QuizPick
from bot.cards.quiz_notices import begun_card, paused_card, running_card, stop_card
from bot.model.ids import ArticleId, ChannelId, QuizId, UserId
from bot.model.questions import QuestionKind
from bot.model.quiz import LockIn, LockOutcome, QuizAnswer, QuizState, QuizTopic
from tests.cards import samples as s
from tests.quiz.games import session

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


def test_a_question_of_what_came_before_an_article_says_so_in_place_of_its_title() -> None:
    view = question_card(replace(s.open_round(), is_of_before=True))
    assert s.texts(view)[0].startswith("-# Quiz · question 2 of 5 · what came before the article\n")


@pytest.mark.parametrize(
    ("article", "wanted", "told"),
    [
        (None, 3, "3 questions."),
        (None, 5, "3 questions: the records give no more."),
        (1, 3, "3 questions."),
        (2, 5, "3 questions: the records give no more. The article gives no question that passes all checks, so they"),
    ],
)
def test_the_host_is_told_how_many_questions_there_are_and_of_what(article: int | None, wanted: int, told: str) -> None:
    topic = QuizTopic(article=None if article is None else ArticleId(article))
    quiz = replace(session(*[QuestionKind.WHO] * 3), topic=topic, wanted=wanted)
    (line,) = s.texts(begun_card(quiz))
    assert line.splitlines()[2].startswith(told)


def test_the_host_is_told_how_many_questions_are_not_on_the_article() -> None:
    quiz = replace(session(*[QuestionKind.WHO] * 3), topic=QuizTopic(article=ArticleId(1)))
    elsewhere = replace(quiz.questions[0].sources[0], article=ArticleId(7))
    last = replace(quiz.questions[2], sources=(elsewhere,))
    (line,) = s.texts(begun_card(replace(quiz, questions=(*quiz.questions[:2], last))))
    assert "3 questions. 1 asks what came before the article." in line


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


def test_a_quiz_stopped_before_a_question_was_over_says_so() -> None:
    board = replace(s.board(0, state=QuizState.CANCELLED), rounds=0, answered=0, right=0)
    (shown, *_) = s.texts(board_card(board, names=s.NAMES))
    assert "-# Stopped before a question was over." in shown
    assert "0 questions" not in shown


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
    assert {label: part["custom_id"] for label, part in s.buttons(running_card("Norway – Chile", None)).items()} == {
        "Play alone": "us"
    }
    about = running_card("Norway – Chile", None, article=ArticleId(7))
    assert s.buttons(about)["Play alone"]["custom_id"] == "uq:7"
    source = source_card(s.question(), (s.report(),), number=1)
    assert s.texts(source)[0] == "-# Quiz · question 2 · source\n### ✓\u00a0A · A complaint"
    assert s.texts(source)[1].endswith("· sentence 1 of 4\n> " + s.SENTENCES[0])


def test_a_placed_question_has_one_button_and_its_options_in_words() -> None:
    view = question_card(s.open_round(s.placed(QuestionKind.MATCH)))
    assert s.texts(view)[1:] == [
        "A · The visit",
        "B · The call",
        "C · The summit",
        "To be matched with: May 2023, June 2023 and July 2023",
        f"-# 20 seconds · closes <t:{STAMP + 20}:R> · 3 answered",
    ]
    assert [(label, part["style"], part["custom_id"]) for label, part in s.buttons(view).items()] == [
        ("Match", 2, "qo:5:1")
    ]
    assert list(s.buttons(question_card(s.open_round(s.placed())))) == ["Put in order"]


@pytest.mark.parametrize(
    ("picks", "locked", "told", "can_lock"),
    [
        pytest.param((None, None, None), None, "Still open: A, B and C.", False, id="nothing"),
        pytest.param((1, None, 2), None, "Still open: B.", False, id="one is missing"),
        pytest.param((1, 1, None), None, "⚠️ A and B have the same: 2nd.", False, id="one twice"),
        pytest.param((1, 0, 2), None, "Each has its own. Lock in when you are sure.", True, id="whole"),
        pytest.param(
            (1, 0, 2), s.locked(s.placed().choice_of((1, 0, 2))),
            "**Locked in: A\u00a02nd · B\u00a01st · C\u00a03rd** One change is possible.", False, id="as locked in",
        ),
        pytest.param(
            (1, 0, 2), s.locked(s.placed().choice_of((0, 1, 2))), "This would be your one change.", True, id="a change",
        ),
        pytest.param(
            (1, 0, 2), s.locked(s.placed().choice_of((0, 1, 2)), changes=1),
            "**Locked in: A\u00a01st · B\u00a02nd · C\u00a03rd** The one change is used.", False, id="no change left",
        ),
    ],
)  # fmt: skip
def test_a_form_says_what_is_missing(
    picks: tuple[int | None, ...], locked: QuizAnswer | None, told: str, can_lock: bool
) -> None:
    view = placing_card(s.placing(picks, locked=locked))
    assert told in s.texts(view)
    lock = s.buttons(view)["Lock in"]
    assert lock["disabled"] is not can_lock
    assert lock["custom_id"] == "ql:5:1:" + "".join("_" if pick is None else str(pick) for pick in picks)


def test_a_form_has_a_select_for_each_option_and_keeps_what_was_picked() -> None:
    selects = [part for part in s.parts(placing_card(s.placing((1, None, 2)))) if part["type"] == 3]
    assert [(part["placeholder"], part["custom_id"]) for part in selects] == [
        ("A · where in the order?", "qk:5:1:0:1_2"),
        ("B · where in the order?", "qk:5:1:1:1_2"),
        ("C · where in the order?", "qk:5:1:2:1_2"),
    ]
    chosen = [[o["value"] for o in part["options"] if o.get("default")] for part in selects]  # type: ignore[attr-defined]
    assert chosen == [["1"], [], ["2"]]
    assert picked(QuizPick.parse("qk:5:1:1:1_2"), 0) == (1, 0, 2)
    with pytest.raises(ValueError, match="no option"):
        picked(QuizPick.parse("qk:5:1:7:1_2"), 0)


def test_a_placed_reveal_has_each_option_with_its_right_target() -> None:
    result = replace(s.result((1, 3)), question=s.sourced(s.placed()), parts=(2, 4, 1))
    part = replace(result.right[0], user=UserId(101), points=33)
    view = reveal_card(replace(result, partly=(part,)), names=s.NAMES)
    blank = "\u00a0"
    assert s.texts(view)[1].split("\n") == [
        "### ✓\u00a0The right order",
        "`██████` **1st** · B · The call · 4 of 4 had it",
        f"`███{blank * 3}` **2nd** · A · The visit · 2 of 4 had it",
        f"`██{blank * 4}` **3rd** · C · The summit · 1 of 4 had it",
        "-# 4 answered, 1 wholly right",
    ]
    assert "**+100** Ada\n**+33** Ben" in s.texts(view)
    source = source_card(s.placed(), (s.report(),), number=1)
    assert "✓\u00a0A\u00a02nd · B\u00a01st · C\u00a03rd" in s.texts(source)[0]
    board = replace(s.board(), hardest=result)
    assert (
        "✓\u00a0**A\u00a02nd · B\u00a01st · C\u00a03rd**\n-# 1 of 4 right" in s.texts(board_card(board, names={}))[-1]
    )


def test_an_old_order_of_whole_orders_is_a_question_like_others() -> None:
    old = s.question(kind=QuestionKind.ORDER, options=("A, B", "B, A"), key=1)
    assert list(s.buttons(question_card(s.open_round(old)))) == ["A · A, B", "B · B, A"]


def test_speed_is_told_apart() -> None:
    fast = replace(s.result().right[0], points=138, speed=38)
    view = reveal_card(replace(s.result(), right=(fast, *s.result().right[1:])), names=s.NAMES)
    assert s.texts(view)[3] == "**+138** Ada, 38 of them for speed\n**+100** Ben, \\_Cleo\\_, Dag"


def test_who_leads_is_told_between_two_rounds() -> None:
    view = reveal_card(replace(s.result(), standing=s.board(3).rows), names=s.NAMES)
    assert "### After 2 of 5\n`1` **Ada** · 480 points\n`2` **Ben** · 299 points" in "\n".join(s.texts(view))


def test_a_withdrawn_question_says_so() -> None:
    view = reveal_card(replace(s.result(is_void=True), is_withdrawn=True), names=s.NAMES)
    assert "withdrawn from the record" in s.texts(view)[1]


def test_a_stop_asks_and_says_what_it_means() -> None:
    asked = stop_card(QuizId(5), "Norway – Chile")
    assert [(label, part["custom_id"]) for label, part in s.buttons(asked).items()] == [
        ("Stop now", "qx:5"),
        ("After this round", "qf:5"),
    ]
    assert "the open question does not count" in s.texts(asked)[0]


def test_a_host_elsewhere_is_told_where_the_quiz_waits() -> None:
    told = paused_card(QuizId(5), "Norway – Chile", "Backchannel could not post.", channel=ChannelId(7))
    assert "It is played in <#7>." in s.texts(told)[0]
