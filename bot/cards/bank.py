"""The hidden questions of a server, one a page, for those who decide what becomes of them."""

from dataclasses import dataclass
from functools import partial

from bot.cards import quiz_ids
from bot.cards.controls import Button, button, row
from bot.cards.ids import Turn
from bot.cards.message import Card, Part, card, first_fitting, rule, spaced, text
from bot.cards.notices import notice
from bot.cards.reports import report_lines
from bot.cards.text import moment, outside, prose
from bot.cards.tokens import MIDDOT, NBSP, STEM, TO, Accent
from bot.model.bank import BankedQuestion, HiddenQuestions
from bot.model.language import noted, numeral, say, say_as, say_n

_REASON = 300
_STEM_IN_FOOT = 80
_BAR_CELLS = 6
_EASY, _HARD = -0.5, 0.5
"""Logits: a new player who doesn't guess is right in 62 of 100 at the first, and in 38 at the second."""
_HELP = noted("Ask again lets it come back. Withdraw takes it out of every score, for good.")


def hidden_card(hidden: HiddenQuestions, *, done: str = "", stem: str = "") -> Card:
    """Return one page of the hidden questions, or that none waits.

    Args:
        hidden: The page.
        done: What was just decided, in a word of ours, said already; "" for nothing.
        stem: On which question.
    """
    foot = f"✓{NBSP}{done}: {prose(stem, _STEM_IN_FOOT)}" if done else ""
    if hidden.shown is None:
        body = say(
            "A question is hidden when two people report it, or when a wrong option is chosen more often than the key."
        )
        eyebrow = f"{say_as('heading', 'Quiz')}{MIDDOT}{say('hidden questions')}"
        return notice(Accent.DESK, eyebrow, say("No question is hidden"), body, foot=foot)
    shown = hidden.shown
    return first_fitting(
        partial(_render, hidden, shown, foot, _Room(option=120, comments=5, comment=200, sources=2)),
        partial(_render, hidden, shown, foot, _Room(option=60, comments=2, comment=60, sources=1)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """How many characters and parts there is room for."""

    option: int
    comments: int
    comment: int
    sources: int


def _render(hidden: HiddenQuestions, shown: BankedQuestion, foot: str, room: _Room) -> Card:
    return card(
        Accent.DESK,
        _head(hidden, shown),
        rule(),
        *spaced(_body(shown, room)),
        rule(),
        row(
            button(say_as("button", "Ask again"), quiz_ids.BankAskAgain(item=shown.id, page=hidden.page)),
            button(say_as("button", "Withdraw"), quiz_ids.BankWithdraw(item=shown.id, page=hidden.page)),
        ),
        row(
            _turn(say_as("button", "‹ Back"), hidden, -1, Turn.BACK),
            _turn(say_as("button", "Next ›"), hidden, 1, Turn.ON),
        ),
        text(f"-# {foot}" if foot else "", f"-# {say(_HELP)}"),
    )


def _head(hidden: HiddenQuestions, shown: BankedQuestion) -> Part:
    meta = [_answered(shown), hardness(shown.difficulty)]
    if shown.hidden_at is not None:
        meta.append(say("hidden {when}", when=moment(shown.hidden_at, "R")))
    place = say("hidden question {number} of {total}", number=hidden.page + 1, total=hidden.total)
    return text(
        f"-# {say_as('heading', 'Quiz')}{MIDDOT}{place}",
        f"## {prose(shown.question.question.stem, STEM)}",
        f"-# {MIDDOT.join(meta)}",
    )


def _answered(shown: BankedQuestion) -> str:
    if not shown.answered:
        return say("not answered yet")
    count = shown.answered
    return say_n("{n} answer, {right} right", "{n} answers, {right} right", count, n=numeral(count), right=shown.right)


def _body(shown: BankedQuestion, room: _Room) -> list[Part]:
    reason = prose(shown.hidden_reason or "", _REASON)
    parts = [text(f"**{say_as('heading', 'Why it is hidden')}**", reason), text(*_options(shown, room.option))]
    if shown.comments:
        comments = [_comment(words, room.comment) for words in shown.comments[: room.comments]]
        parts.append(text(f"**{say_as('heading', 'What was reported')}**", *comments))
    return parts + [text(*report_lines(0, source)) for source in shown.question.sources[: room.sources]]


def _options(shown: BankedQuestion, most: int) -> list[str]:
    """Return each option with the key marked and how often it was chosen; of a placed question its right target."""
    question = shown.question.question
    if question.is_placed:
        pairs = zip(question.options, question.placing, strict=True)
        return [
            f"✓{NBSP}{outside(option, most)} {TO} {outside(question.targets[target], most)}" for option, target in pairs
        ]
    total = sum(shown.chosen)
    lines = []
    for index, option in enumerate(question.options):
        count = shown.chosen[index]
        cells = max(1, round(_BAR_CELLS * count / total)) if count else 0
        words = f"{outside(option, most)}{MIDDOT}{count}"
        words = f"**{words}{NBSP}✓ {say_as('label', 'key')}**" if index == question.key else words
        lines.append(f"`{('█' * cells).ljust(_BAR_CELLS, NBSP)}` {words}")
    return lines


def _comment(words: str, most: int) -> str:
    return f"- “{outside(words, most)}”" if words.strip() else f"- {say('without a word')}"


def hardness(difficulty: float) -> str:
    """Return a difficulty in logits as a word."""
    if difficulty < _EASY:
        return say_as("label", "easy")
    return say_as("label", "hard") if difficulty > _HARD else say_as("label", "medium")


def _turn(label: str, hidden: HiddenQuestions, by: int, turn: Turn) -> Button:
    page = hidden.page + by
    is_there = 0 <= page < hidden.total
    return button(label, quiz_ids.BankPage(page=max(page, 0), turn=turn), is_enabled=is_there)
