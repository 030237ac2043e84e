"""The cards of one player and of a server's tables, as they read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.cards import tokens
from bot.cards.message import Card, measure
from bot.cards.placing_alone import picks_of
from bot.cards.quiz_alone import alone_card, end_card, nothing_due_card
from bot.cards.quiz_daily import daily_line
from bot.cards.quiz_sheet import forget_card, forgotten_card, sheet_card
from bot.cards.quiz_standings import own_standing_card, standings_card
from bot.model.ids import ChannelId, GuildId, QuizId, UserId
from bot.model.players import (
    AloneEnd,
    AloneView,
    Due,
    Measure,
    OwnStanding,
    Period,
    PlayerSheet,
    Share,
    Standing,
    Standings,
    Tally,
)
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import QuizMode, QuizSession, QuizState
from tests.cards import samples as s
from tests.cards.test_sizes import AWKWARD, NAMES

DAY = date(2023, 6, 15)
NO_DUE = Due(missed=0, due=0, known=0, next_at=None)
PLACED = Question(
    kind=QuestionKind.ORDER,
    stem="In which order did these happen?",
    options=("They *met*", "They spoke", "They signed"),
    key=-1,
    explanation="They spoke first.",
    sentences=(0,),
    difficulty=0.5,
    fact="E1 order",
    targets=("1st", "2nd", "3rd"),
    placing=(1, 0, 2),
)


def a_view(
    *questions: Question, number: int = 0, choice: int | None = None, marks: tuple[bool, ...] = (),
    mode: QuizMode = QuizMode.SOLO,
) -> AloneView:  # fmt: skip
    asked = questions or (s.question(),) * 5
    session = QuizSession(
        id=QuizId(5),
        guild=GuildId(1),
        channel=ChannelId(2),
        host=UserId(3),
        title="Norway – Chile",
        state=QuizState.FINISHED if len(marks) == len(asked) else QuizState.QUESTION,
        seed=1,
        questions=tuple(map(s.sourced, asked)),
        round_no=number,
        pause_reason=None,
        created_at=s.NOON,
        mode=mode,
        day=DAY if mode is QuizMode.DAILY else None,
    )
    answered = tuple(range(len(marks)))
    return AloneView(session=session, choice=choice, answered=answered, marks=marks, points=100 * sum(marks))


def an_end(*marks: bool, mode: QuizMode = QuizMode.SOLO, due: Due = NO_DUE, **changes: object) -> AloneEnd:
    view = a_view(number=len(marks) - 1, choice=0, marks=marks, mode=mode)
    return AloneEnd(view=view, due=due, **changes)  # type: ignore[arg-type]  # by name


def test_an_open_question_has_no_clock_and_one_button_a_row() -> None:
    view = alone_card(a_view())
    assert s.texts(view) == [
        "-# Solo quiz · question 1 of 5 · Norway – Chile\n## What did Pablo Reyes ask Norway to drop?",
        "-# No clock. The answer and its source follow at once.",
    ]
    assert [(label, part["custom_id"]) for label, part in s.buttons(view).items()] == [
        ("A · A complaint", "uc:5:0:0"),
        ("B · A tariff", "uc:5:0:1"),
        ("C · A treaty", "uc:5:0:2"),
        ("D · A visit", "uc:5:0:3"),
    ]


def test_a_flag_stays_with_its_name() -> None:
    view = a_view()
    named = replace(view, session=replace(view.session, title="🇳🇴 Norway – 🇨🇱 Chile"))
    assert "🇳🇴\u00a0Norway – 🇨🇱\u00a0Chile" in s.texts(alone_card(named))[0]


def test_a_right_answer_says_so_in_words_and_gives_its_source() -> None:
    texts = s.texts(alone_card(a_view(choice=0, marks=(True,))))
    assert texts[1].splitlines()[:2] == ["### ✓\u00a0Right", "**A · A complaint\u00a0✓** your answer"]
    assert any("\n> " in text for text in texts)
    assert texts[-1] == "-# ✓ · 1 of 1 right so far"


def test_a_wrong_answer_says_why_it_is_wrong() -> None:
    question = s.question(reasons=("", "It was not named.", "", ""))
    lines = s.texts(alone_card(a_view(question, choice=1, marks=(False,))))[1].splitlines()
    assert lines == [
        "### ✗\u00a0Wrong",
        "**A · A complaint\u00a0✓**",
        "B · A tariff\u00a0✗ your answer",
        "C · A treaty",
        "D · A visit",
        "-# B · It was not named.",
    ]


def test_the_last_answer_leads_to_the_result() -> None:
    last = a_view(number=4, choice=0, marks=(True,) * 5)
    assert list(s.buttons(alone_card(last))) == ["Result", "Report"]
    assert list(s.buttons(alone_card(a_view(choice=0, marks=(True,))))) == ["Next", "Report"]


def test_a_placed_question_is_locked_in_once_each_has_its_own() -> None:
    for picks, state, is_locked_out in (
        ((), "Still open: A, B and C.", True),
        ((1, None, 2), "Still open: B.", True),
        ((1, 1, 2), "⚠️ A and B have the same: 2nd.", True),
        ((1, 0, 2), "Each has its own. Lock in when you are sure.", False),
    ):
        view = alone_card(a_view(PLACED), picks=picks)
        assert state in s.texts(view)
        assert bool(s.buttons(view)["Lock in"].get("disabled")) is is_locked_out
    assert s.buttons(alone_card(a_view(PLACED), picks=(1, 0, 2)))["Lock in"]["custom_id"] == "ul:5:0:102"


def test_picks_come_back_from_an_id_and_what_the_question_has_not_is_none() -> None:
    assert picks_of("1_2", PLACED) == (1, None, 2)
    assert picks_of("9", PLACED) == (None, None, None)


def test_a_placed_answer_shows_each_in_its_place_with_its_own_sign() -> None:
    lines = s.texts(alone_card(a_view(PLACED, choice=PLACED.choice_of((0, 1, 2)), marks=(False,))))[1].splitlines()
    assert lines == [
        "### ✗\u00a01 of 3 right",
        "**1st** · They spoke\u00a0✗ you said 2nd",
        "**2nd** · They \\*met\\*\u00a0✗ you said 1st",
        "**3rd** · They signed\u00a0✓",
    ]


def test_more_sources_than_fit_have_a_button() -> None:
    view = a_view(choice=0, marks=(True,))
    (asked, *_) = view.session.questions
    many = replace(asked, sources=asked.sources * 3)
    shown = alone_card(replace(view, session=replace(view.session, questions=(many,) * 5)))
    assert s.buttons(shown)["All sources"]["custom_id"] == "qs:5:0"
    assert "All sources" not in s.buttons(alone_card(view))


def test_the_daily_line_tells_numbers_and_signs_and_no_answer() -> None:
    end = an_end(True, True, False, True, True, mode=QuizMode.DAILY, streak=6)
    (shown,) = s.texts(daily_line(end, "_Alice_"))
    assert shown.replace("\u00a0", " ").splitlines() == [
        "-# Daily quiz · Thursday 15 June 2023",
        "### \\_Alice\\_: 4 of 5 right  ✓ ✓ ✗ ✓ ✓",
        "-# Streak of 6 days · no answers shown here",
    ]


def test_the_end_tells_what_was_missed() -> None:
    end = an_end(True, False, mode=QuizMode.DAILY, streak=1, next_at=s.NOON, due=replace(NO_DUE, missed=1))
    view = end_card(end)
    assert s.texts(view)[1:] == [
        "### Right answers to what you missed\n- What did Pablo Reyes ask Norway to drop? **A complaint**",
        f"-# Next daily quiz <t:{int(s.NOON.timestamp())}:f>",
    ]
    assert list(s.buttons(view)) == ["Share", "Review my misses", "Leaderboard"]
    assert s.buttons(end_card(replace(end, is_shared=True)))["Share"]["disabled"]


def test_an_empty_review_says_when_the_next_is_due() -> None:
    assert "Nothing to review yet" in s.texts(nothing_due_card(NO_DUE))[0]
    shown = s.texts(nothing_due_card(Due(missed=0, due=0, known=1, next_at=s.NOON)))[0]
    assert f"1 fact remembered. The next one is due <t:{int(s.NOON.timestamp())}:f>." in shown


def a_tally(user: int, points: int) -> Tally:
    return Tally(user=UserId(user), is_listed=True, points=points, right=points // 100, answered=20, streak=3)


def a_board(*tallies: Tally, measure_: Measure = Measure.POINTS, players: int | None = None) -> Standings:
    rows = tuple(Standing(rank=number, tally=one) for number, one in enumerate(tallies, start=1))
    return Standings(measure=measure_, period=Period.WEEK, rows=rows, players=players or len(rows), day=DAY)


def test_a_board_says_who_leads_and_names_nobody_that_it_can_ping() -> None:
    view = standings_card(a_board(a_tally(1, 1200), a_tally(2, 300), players=12))
    head, lines, foot = s.texts(view)
    assert head == "-# Leaderboard · points · 7 days\n## <@1> leads with 1,200 points\n-# 12 players"
    assert lines.splitlines() == [
        "`1` **<@1>** · 1,200 points · 12 of 20 right",
        "`2` **<@2>** · 300 points · 3 of 20 right",
        "-# and 10 more players",
    ]
    assert foot == "-# Counted: the daily quiz, and rounds that two or more answered"


@pytest.mark.parametrize(
    ("kind", "leads"),
    [(Measure.ACCURACY, "<@1> leads with 5 of 20 right"), (Measure.STREAK, "<@1> leads with a streak of 3 days")],
)
def test_each_measure_has_its_words(kind: Measure, leads: str) -> None:
    assert leads in s.texts(standings_card(a_board(a_tally(1, 500), measure_=kind)))[0]


def test_a_board_may_name_nobody() -> None:
    board = replace(a_board(a_tally(1, 500)), is_named=False)
    assert "## A player not named leads with 500 points" in s.texts(standings_card(board))[0]
    assert "<@" not in "\n".join(s.texts(standings_card(board)))


def test_leaders_share_the_first_place() -> None:
    board = a_board(a_tally(1, 500), a_tally(2, 500))
    board = replace(board, rows=[replace(row, rank=1) for row in board.rows])
    assert "## <@1> and <@2> share first place" in s.texts(standings_card(board))[0]
    assert "## Nobody is ranked yet" in s.texts(standings_card(a_board()))[0]


@pytest.mark.parametrize(("rank", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (22, "22nd")])
def test_ones_own_rank(rank: int, words: str) -> None:
    tally = a_tally(1, 200)
    own = OwnStanding(
        measure=Measure.POINTS, period=Period.ALL, standing=Standing(rank=rank, tally=tally), tally=tally, players=30,
        is_listed=False,
    )  # fmt: skip
    (shown,) = s.texts(own_standing_card(own))
    assert f"### You are {words} of 31\n200 points" in shown
    assert "Boards don’t name you" in shown
    few = replace(own, measure=Measure.ACCURACY, standing=None, tally=replace(tally, answered=8), is_listed=True)
    assert "### You are not ranked yet\n8 answers so far, 2 right." in s.texts(own_standing_card(few))[0]


def a_sheet(**changes: object) -> PlayerSheet:
    made = PlayerSheet(
        right=42,
        answered=60,
        points=4200,
        kinds=(
            Share(label="who", right=9, answered=10),
            Share(label="when", right=2, answered=8),
            Share(label="where", right=1, answered=1),
        ),
        pairs=(Share(label="CHL-NOR", right=42, answered=60),),
        years=tuple(Share(label=str(year), right=1, answered=2) for year in range(2011, 2024)),
        streak=3,
        best_streak=9,
        due=Due(missed=2, due=5, known=30, next_at=s.NOON),
        is_listed=True,
        pair=s.PAIR,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # by name


def test_a_record_shows_best_weakest_and_decades() -> None:
    view = sheet_card(a_sheet(), s.GAZETTEER)
    texts = s.texts(view)
    assert texts[0].splitlines() == [
        "-# Quiz · your record in this server",
        "## 42 of 60 answers right",
        "-# 4,200 points · daily streak of 3 days · best streak 9 days",
        "**Best** Who, 9 of 10",
        "**Weakest** When, 2 of 8",
    ]
    assert texts[2].splitlines()[1].replace("\u00a0", " ") == "🇳🇴 Norway – 🇨🇱 Chile · 42 of 60 (70 %)"
    assert texts[3].splitlines() == ["### By time of the event", "2020s · 4 of 8", "2010s · 9 of 18"]
    assert texts[4] == "### Review\n2 missed · 5 due"
    assert list(s.buttons(view)) == ["Review", "Hide me on boards", "Forget me"]
    hidden = sheet_card(a_sheet(is_listed=False), s.GAZETTEER)
    assert list(s.buttons(hidden)) == ["Review", "Show me on boards", "Forget me"]


def test_an_empty_record() -> None:
    empty = a_sheet(right=0, answered=0, points=0, kinds=(), pairs=(), years=(), streak=0, best_streak=0, due=NO_DUE)
    texts = s.texts(sheet_card(empty, s.GAZETTEER))
    assert "## No answers yet" in texts[0]
    assert not any("###  By" in text for text in texts)
    assert s.buttons(sheet_card(empty, s.GAZETTEER))["Review"]["disabled"]


def test_forgetting_is_asked_for_and_told() -> None:
    assert list(s.buttons(forget_card(a_sheet()))) == ["Delete my record", "Keep as it was"]
    assert s.buttons(forget_card(a_sheet()))["Delete my record"]["style"] == 4
    assert "1 answer and all" in s.texts(forgotten_card(1))[0]


def awkward(words: str) -> Question:
    return s.question(stem=words, options=(words,) * 4, explanation=words, reasons=("", words, words, words))


def awkward_end(words: str, mode: QuizMode) -> Card:
    view = a_view(*[awkward(words)] * 10, number=9, choice=1, marks=(False,) * 10, mode=mode)
    return end_card(AloneEnd(view=view, due=NO_DUE, streak=9, next_at=s.NOON))


def awkward_board(_: str) -> Card:
    return standings_card(a_board(*[a_tally(2**63 - number, 10**9) for number in range(10)], players=10**6))


MAKERS: dict[str, Callable[[str], Card]] = {
    "open": lambda words: alone_card(a_view(awkward(words))),
    "answered": lambda words: alone_card(a_view(awkward(words), choice=1, marks=(False,) * 1)),
    "placing": lambda words: alone_card(
        a_view(replace(PLACED, stem=words, options=(words,) * 4, targets=(words,) * 4, placing=(0, 1, 2, 3)))
    ),
    "placed": lambda words: alone_card(
        a_view(
            replace(PLACED, stem=words, options=(words,) * 4, targets=(words,) * 4, placing=(0, 1, 2, 3)),
            choice=0,
            marks=(False,),
        ),
    ),
    "end": lambda words: awkward_end(words, QuizMode.DAILY),
    "review's end": lambda words: awkward_end(words, QuizMode.REVIEW),
    "line": lambda words: daily_line(an_end(True, mode=QuizMode.DAILY, streak=400), words),
    "board": awkward_board,
    "sheet": lambda _: sheet_card(
        a_sheet(
            kinds=tuple(Share(label=kind.value, right=10**6, answered=10**7) for kind in QuestionKind),
            pairs=tuple(Share(label=f"AA{letter}-NOR", right=1, answered=9) for letter in "ABCDEFGHIJ"),
        ),
        s.GAZETTEER,
    ),
}


@pytest.mark.parametrize("words", AWKWARD, ids=NAMES)
@pytest.mark.parametrize("kind", MAKERS)
def test_every_card_fits(kind: str, words: str) -> None:
    assert measure(MAKERS[kind](words)).components <= tokens.MAX_COMPONENTS
