"""A planned quiz in its channel: the announcement, the answers once it has closed, and the board."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import discord

from bot.cards import quiz_ids
from bot.cards.board import table_lines, winners_line
from bot.cards.controls import button, row, select
from bot.cards.dates import day, weekday
from bot.cards.message import Card, Part, air, card, first_fitting, rule, text
from bot.cards.quiz import share_bar
from bot.cards.reports import source_words
from bot.cards.text import bound_flags, counted, cut, flatten, moment, outside, prose
from bot.cards.tokens import EXPLANATION, MAX_OPTION, MIDDOT, NBSP, STEM, Accent
from bot.model.ids import QuizId
from bot.model.questions import Question
from bot.model.quiz import RoundResult
from bot.model.quiz_plan import PlanEnd, PlannedQuiz
from bot.model.settings import Cadence

_NAMES = {
    Cadence.DAILY: "Quiz of the day",
    Cadence.WEEKDAYS: "Quiz of the day",
    Cadence.WEEKLY: "Quiz of the week",
    Cadence.MONTHLY: "Quiz of the month",
}
_TITLE = 60
_ON_A_CARD = 5
"""Questions whose answers one card tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How many characters of each part of an answer are shown; `has_others` tells wrong options, too."""

    stem: int
    option: int
    explanation: int
    is_linked: bool = True
    has_others: bool = True


_FORMS = (
    _Form(stem=STEM, option=110, explanation=EXPLANATION),
    _Form(stem=STEM, option=60, explanation=160, has_others=False),
    _Form(stem=110, option=50, explanation=110, is_linked=False, has_others=False),
    _Form(stem=80, option=40, explanation=0, is_linked=False, has_others=False),
    _Form(stem=60, option=18, explanation=0, is_linked=False, has_others=False),
)
"""The fullest first."""


def plan_name(planned: PlannedQuiz) -> str:
    """Return what a planned quiz is called: "Quiz of the week"."""
    return _NAMES.get(planned.cadence, "Quiz")


def plan_title(planned: PlannedQuiz) -> str:
    """Return what a planned quiz is about, ready for a card."""
    return bound_flags(outside(planned.session.title, _TITLE))


def announcement_card(planned: PlannedQuiz) -> Card:
    """Return the card that says that a quiz is open, until when, and how it goes."""
    session = planned.session
    count = len(session.questions)
    fewer = session.wanted is not None and count < session.wanted
    return card(
        Accent.QUIZ,
        text(
            f"-# {plan_eyebrow(planned)}",
            f"## {counted(count, 'question')} on {plan_title(planned)}",
            f"-# Open until {moment(planned.closes_at)}{MIDDOT}closes {moment(planned.closes_at, 'R')}",
        ),
        air(),
        text(
            "Play when it suits you: nobody sees an answer before it closes. Then the right answers, their sources and "
            "the board follow here."
        ),
        air(),
        row(button("Play", quiz_ids.PlanOpen(quiz=session.id), is_primary=True)),
        text(
            f"-# Each answer can be changed once{MIDDOT}speed is worth nothing",
            f"-# The records gave {count} of {session.wanted} questions" if fewer else "",
        ),
    )


def closed_card(end: PlanEnd) -> Card:
    """Return what takes the place of the announcement once the quiz has closed."""
    planned = end.planned
    return card(
        Accent.QUIZ,
        text(
            f"-# {plan_eyebrow(planned)}{MIDDOT}closed",
            f"## {counted(len(planned.session.questions), 'question')} on {plan_title(planned)}",
            f"-# Closed {moment(planned.closes_at)}{MIDDOT}{_turnout(end)}",
        ),
        air(),
        row(button("My answers", quiz_ids.PlanOpen(quiz=planned.session.id))),
    )


def post_name(planned: PlannedQuiz) -> str:
    """Return the name of a quiz's post in a forum."""
    on = planned.session.day
    return plan_name(planned) if on is None else f"{plan_name(planned)}: {day(on).replace(NBSP, ' ')}"


def end_cards(end: PlanEnd) -> tuple[Card, ...]:
    """Return the right answers, five questions a card, and last the board, where somebody played."""
    counting = end.counting
    groups = [counting[at : at + _ON_A_CARD] for at in range(0, len(counting), _ON_A_CARD)] or [()]
    cards = [
        first_fitting(*(partial(_reveal_card, end, group, form, is_first=not number) for form in _FORMS))
        for number, group in enumerate(groups)
    ]
    return (*cards, _board_card(end)) if end.board.rows else tuple(cards)


def look_select(quiz: QuizId, results: Sequence[tuple[int, str]]) -> Part:
    """Return the select that opens one question of a closed quiz.

    Args:
        quiz: Which.
        results: Rounds (0-based) and their questions' stems, at least one.
    """
    options = [
        discord.SelectOption(label=cut(f"{number + 1}{MIDDOT}{flatten(stem)}", MAX_OPTION), value=str(number))
        for number, stem in results
    ]
    return select(quiz_ids.PlanLook(quiz=quiz, first=results[0][0]), "Open a question in full", options)


def plan_eyebrow(planned: PlannedQuiz) -> str:
    """Return what a planned quiz is called, with its day."""
    on = planned.session.day
    return plan_name(planned) if on is None else f"{plan_name(planned)}{MIDDOT}{weekday(on)} {day(on)}"


def _turnout(end: PlanEnd) -> str:
    board = end.board
    if not board.rows:
        return "nobody played"
    return f"{counted(len(board.rows), 'player')}{MIDDOT}{board.right} of {counted(board.answered, 'answer')} right"


def _reveal_card(end: PlanEnd, group: Sequence[RoundResult], form: _Form, *, is_first: bool) -> Card:
    """Return the answers to some questions in a row, each so long as the form says."""
    blocks: list[Part] = []
    for result in group:
        blocks += [rule(), text(*_answer_lines(result, form))]
    chooser = [(result.number, result.question.question.stem) for result in group]
    quiz = end.planned.session.id
    return card(
        Accent.QUIZ,
        text(*(_head_lines(end) if is_first else (f"-# {plan_eyebrow(end.planned)}{MIDDOT}more answers",))),
        *blocks,
        *((rule(), look_select(quiz, chooser)) if chooser else ()),
    )


def _head_lines(end: PlanEnd) -> list[str]:
    out = end.withdrawn
    fell = "1 question was withdrawn and does" if out == 1 else f"{out} questions were withdrawn and do"
    if not end.counting:
        title = "This quiz does not count"
    elif not end.board.rows:
        title = "Nobody played, so here are the answers"
    else:
        title = f"{end.board.right} of {counted(end.board.answered, 'answer')} right"
    players = counted(len(end.board.rows), "player") if end.board.rows else ""
    meta = [plan_title(end.planned), counted(len(end.counting), "question"), players]
    return [
        f"-# {plan_eyebrow(end.planned)}{MIDDOT}answers",
        f"## {title}",
        f"-# {MIDDOT.join(part for part in meta if part)}",
        f"-# {fell} not count" if out else "",
    ]


def _answer_lines(result: RoundResult, form: _Form) -> list[str]:
    """Return a question, its right answer, how many gave it, why it is right, and its source."""
    question = result.question.question
    lines = [f"**{result.number + 1}{MIDDOT}{prose(question.stem, form.stem)}**", _right_line(result, form)]
    others = _others(result, form) if form.has_others else ""
    if others:
        lines.append(f"-# Also answered: {others}")
    if form.explanation:
        lines.append(prose(question.explanation, form.explanation))
    source = result.question.sources[0]
    lines.append(f"-# Source: {source_words(source, is_linked=form.is_linked)}")
    return lines


def _right_line(result: RoundResult, form: _Form) -> str:
    """Return the right answer and its share of all answers."""
    question = result.question.question
    right = len(result.right)
    share = f"{MIDDOT}{right} of {result.answered} right" if result.answered else f"{MIDDOT}nobody answered"
    bar = f"{share_bar(right, result.answered)} " if result.answered else ""
    return f"{bar}✓{NBSP}**{right_option(question, form.option)}**{share}"


def _others(result: RoundResult, form: _Form) -> str:
    """Return the wrong options that somebody chose, most chosen first."""
    question = result.question.question
    if question.is_placed:
        partly = len(result.partly)
        return f"{partly} with a part of it right" if partly else ""
    chosen = [(-count, choice) for choice, count in enumerate(result.counts) if count and choice != question.key]
    return MIDDOT.join(
        f"{outside(question.options[choice], form.option)}{NBSP}({-minus})" for minus, choice in sorted(chosen)
    )


def right_option(question: Question, limit: int) -> str:
    """Return the right answer without its letter, which each player saw another of; each option cut to `limit`."""
    if question.is_placed:
        placed = sorted(zip(question.placing, question.options, strict=True))
        return MIDDOT.join(
            f"{outside(question.targets[place], limit)}: {outside(option, limit)}" for place, option in placed
        )
    return outside(question.options[question.key], limit)


def _board_card(end: PlanEnd) -> Card:
    board = end.board
    return card(
        Accent.QUIZ,
        text(
            f"-# {plan_eyebrow(end.planned)}{MIDDOT}board",
            f"## {winners_line(board, end.names)}",
            f"-# {_turnout(end)}",
        ),
        rule(),
        text(*table_lines(board, end.names)),
        air(),
        row(
            button("My answers", quiz_ids.PlanOpen(quiz=board.quiz), is_primary=True),
            button("Leaderboard", quiz_ids.BoardOpen()),
        ),
    )
