"""The card of a hidden question: what it says, and that it fits at its worst."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.bank import hardness, hidden_card
from bot.cards.message import measure
from bot.model.bank import BankedQuestion, HiddenQuestions
from bot.model.ids import ItemId
from bot.model.questions import QuestionKind
from tests.cards import samples as s
from tests.cards.test_sizes import AWKWARD, LONG_URL, NAMES

HIDDEN = BankedQuestion(
    id=ItemId(4),
    question=s.sourced(),
    difficulty=0.8,
    answered=6,
    right=2,
    chosen=(2, 4, 0, 0),
    hidden_at=s.NOON,
    hidden_reason="“A tariff” was chosen 4 times, the key twice.",
    comments=("A tariff was named, too.", " "),
)


def of(shown: BankedQuestion | None, *, page: int = 0, total: int = 1) -> HiddenQuestions:
    return HiddenQuestions(total=total, page=page, shown=shown)


def test_it_says_all_that_a_decision_needs() -> None:
    head, body, options, reported, source, foot = s.texts(hidden_card(of(HIDDEN, page=1, total=3)))
    assert head.splitlines() == [
        "-# Quiz · hidden question 2 of 3",
        "## What did Pablo Reyes ask Norway to drop?",
        f"-# 6 answers, 2 right · hard · hidden <t:{int(s.NOON.timestamp())}:R>",
    ]
    assert body.splitlines() == ["**Why it is hidden**", "“A tariff” was chosen 4 times, the key twice."]
    assert [line.replace("\u00a0", " ") for line in options.splitlines()] == [
        "`██    ` **A complaint · 2 ✓ key**",
        "`████  ` A tariff · 4",
        "`      ` A treaty · 0",
        "`      ` A visit · 0",
    ]
    assert reported.splitlines() == ["**What was reported**", "- “A tariff was named, too.”", "- without a word"]
    assert "> " in source
    assert "Withdraw takes it out of every score" in foot


def test_a_placed_question_shows_what_is_right() -> None:
    asked = s.question(kind=QuestionKind.MATCH, options=("A visit", "A call"), targets=("May", "June"), placing=(1, 0))
    card = hidden_card(of(replace(HIDDEN, question=s.sourced(asked), chosen=(), answered=0, comments=())))
    lines = s.texts(card)[2].replace("\u00a0", " ").splitlines()
    assert lines == ["✓ A visit → June", "✓ A call → May"]
    assert "not answered yet" in s.texts(card)[0]


def test_nothing_is_hidden() -> None:
    (words,) = s.texts(hidden_card(of(None, total=0), done="Withdrawn", stem="Who?"))
    assert "No question is hidden" in words
    assert words.endswith("-# ✓\u00a0Withdrawn: Who?")
    measure(hidden_card(of(None, total=0)))


@pytest.mark.parametrize(("logits", "word"), [(-0.51, "easy"), (-0.5, "medium"), (0.5, "medium"), (0.51, "hard")])
def test_difficulty_is_told_in_a_word(logits: float, word: str) -> None:
    assert hardness(logits) == word


@pytest.mark.parametrize("words", AWKWARD, ids=NAMES)
def test_it_fits_at_its_worst(words: str) -> None:
    asked = s.question(stem=words, options=(words,) * 4)
    reports = tuple(replace(s.report(n, url=LONG_URL), source=words, sentence=words) for n in range(1, 9))
    worst = replace(
        HIDDEN,
        id=ItemId(2**63 - 1),
        question=replace(s.sourced(asked), sources=reports),
        hidden_reason=words,
        hidden_at=s.NOON + timedelta(days=9999),
        comments=(words,) * 5,
    )
    size = measure(hidden_card(of(worst, page=99_998, total=99_999), done="Asked again", stem=words))
    assert size.components <= 21
