"""A planned quiz in its channel: the announcement, the answers once it has closed, and the board."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import discord

from bot.cards import quiz_ids
from bot.cards.board import table_lines, winners_line
from bot.cards.controls import button, row, select
from bot.cards.dates import day
from bot.cards.message import Card, Part, air, card, first_fitting, rule, text
from bot.cards.quiz import share_bar
from bot.cards.quiz_words import answers_right, full_day, players_counted, questions_counted, some_right
from bot.cards.reports import source_line
from bot.cards.text import bound_flags, cut, flatten, moment, outside, prose
from bot.cards.tokens import EXPLANATION, MAX_OPTION, MIDDOT, NBSP, STEM, Accent
from bot.model.ids import QuizId
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.questions import Question
from bot.model.quiz import RoundResult
from bot.model.quiz_plan import PlanEnd, PlannedQuiz
from bot.model.settings import Cadence

_NAMES = {
    Cadence.DAILY: noted("Quiz of the day"),
    Cadence.WEEKDAYS: noted("Quiz of the day"),
    Cadence.WEEKLY: noted("Quiz of the week"),
    Cadence.MONTHLY: noted("Quiz of the month"),
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
    name = _NAMES.get(planned.cadence)
    return say_as("heading", "Quiz") if name is None else say(name)


def plan_title(planned: PlannedQuiz) -> str:
    """Return what a planned quiz is about, ready for a card."""
    return bound_flags(outside(planned.session.title, _TITLE))


def announcement_card(planned: PlannedQuiz) -> Card:
    """Return the card that says that a quiz is open, until when, and how it goes."""
    session = planned.session
    count = len(session.questions)
    return card(
        Accent.QUIZ,
        text(
            f"-# {plan_eyebrow(planned)}",
            f"## {_questions_on(planned)}",
            f"-# {open_until(planned)}{MIDDOT}{say('closes {when}', when=moment(planned.closes_at, 'R'))}",
        ),
        air(),
        text(
            say(
                "Play when it suits you: nobody sees an answer before it closes. Then the right answers, their sources "
                "and the board follow here."
            )
        ),
        air(),
        row(button(say_as("button", "Play"), quiz_ids.PlanOpen(quiz=session.id), is_primary=True)),
        text(
            f"-# {say('Each answer can be changed once')}{MIDDOT}{say('speed is worth nothing')}",
            f"-# {_fewer(count, session.wanted)}" if session.wanted is not None and count < session.wanted else "",
        ),
    )


def closed_card(end: PlanEnd) -> Card:
    """Return what takes the place of the announcement once the quiz has closed."""
    planned = end.planned
    return card(
        Accent.QUIZ,
        text(
            f"-# {plan_eyebrow(planned)}{MIDDOT}{say('closed')}",
            f"## {_questions_on(planned)}",
            f"-# {say('Closed {when}', when=moment(planned.closes_at))}{MIDDOT}{_turnout(end)}",
        ),
        air(),
        row(button(say_as("button", "My answers"), quiz_ids.PlanOpen(quiz=planned.session.id))),
    )


def open_until(planned: PlannedQuiz) -> str:
    """Return until when a planned quiz is open: "Open until 20 March 2024 18:00"."""
    return say("Open until {when}", when=moment(planned.closes_at))


def _questions_on(planned: PlannedQuiz) -> str:
    count = len(planned.session.questions)
    topic = plan_title(planned)
    return say_n("{n} question on {topic}", "{n} questions on {topic}", count, n=numeral(count), topic=topic)


def _fewer(given: int, wanted: int) -> str:
    return say_n(
        "The records gave {given} of {n} question", "The records gave {given} of {n} questions", wanted, given=given
    )


def post_name(planned: PlannedQuiz) -> str:
    """Return the name of a quiz's post in a forum."""
    on = planned.session.day
    if on is None:
        return plan_name(planned)
    return say("{quiz}: {day}", quiz=plan_name(planned), day=day(on).replace(NBSP, " "))


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
    return select(quiz_ids.PlanLook(quiz=quiz, first=results[0][0]), say("Open a question in full"), options)


def plan_eyebrow(planned: PlannedQuiz) -> str:
    """Return what a planned quiz is called, with its day."""
    on = planned.session.day
    return plan_name(planned) if on is None else f"{plan_name(planned)}{MIDDOT}{full_day(on)}"


def _turnout(end: PlanEnd) -> str:
    board = end.board
    if not board.rows:
        return say("nobody played")
    return f"{players_counted(len(board.rows))}{MIDDOT}{answers_right(board.right, board.answered)}"


def _reveal_card(end: PlanEnd, group: Sequence[RoundResult], form: _Form, *, is_first: bool) -> Card:
    """Return the answers to some questions in a row, each so long as the form says."""
    blocks: list[Part] = []
    for result in group:
        blocks += [rule(), text(*_answer_lines(result, form))]
    chooser = [(result.number, result.question.question.stem) for result in group]
    more = f"-# {plan_eyebrow(end.planned)}{MIDDOT}{say('more answers')}"
    quiz = end.planned.session.id
    return card(
        Accent.QUIZ,
        text(*(_head_lines(end) if is_first else (more,))),
        *blocks,
        *((rule(), look_select(quiz, chooser)) if chooser else ()),
    )


def _head_lines(end: PlanEnd) -> list[str]:
    out = end.withdrawn
    fell = say_n("{n} question was withdrawn and does not count", "{n} questions were withdrawn and do not count", out)
    if not end.counting:
        title = say("This quiz does not count")
    elif not end.board.rows:
        title = say("Nobody played, so here are the answers")
    else:
        title = answers_right(end.board.right, end.board.answered)
    players = players_counted(len(end.board.rows)) if end.board.rows else ""
    meta = [plan_title(end.planned), questions_counted(len(end.counting)), players]
    return [
        f"-# {plan_eyebrow(end.planned)}{MIDDOT}{say('answers')}",
        f"## {title}",
        f"-# {MIDDOT.join(part for part in meta if part)}",
        f"-# {fell}" if out else "",
    ]


def _answer_lines(result: RoundResult, form: _Form) -> list[str]:
    """Return a question, its right answer, how many gave it, why it is right, and its source."""
    question = result.question.question
    lines = [f"**{result.number + 1}{MIDDOT}{prose(question.stem, form.stem)}**", _right_line(result, form)]
    others = _others(result, form) if form.has_others else ""
    if others:
        lines.append(f"-# {say('Also answered: {answers}', answers=others)}")
    if form.explanation:
        lines.append(prose(question.explanation, form.explanation))
    source = result.question.sources[0]
    lines.append(f"-# {source_line(source, is_linked=form.is_linked)}")
    return lines


def _right_line(result: RoundResult, form: _Form) -> str:
    """Return the right answer and its share of all answers."""
    question = result.question.question
    right = len(result.right)
    share = some_right(right, result.answered) if result.answered else say("nobody answered")
    bar = f"{share_bar(right, result.answered)} " if result.answered else ""
    return f"{bar}✓{NBSP}**{right_option(question, form.option)}**{MIDDOT}{share}"


def _others(result: RoundResult, form: _Form) -> str:
    """Return the wrong options that somebody chose, most chosen first."""
    question = result.question.question
    if question.is_placed:
        partly = len(result.partly)
        return say_n("{n} with a part of it right", "{n} with a part of it right", partly) if partly else ""
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
            f"-# {plan_eyebrow(end.planned)}{MIDDOT}{say('board')}",
            f"## {winners_line(board, end.names)}",
            f"-# {_turnout(end)}",
        ),
        rule(),
        text(*table_lines(board, end.names)),
        air(),
        row(
            button(say_as("button", "My answers"), quiz_ids.PlanOpen(quiz=board.quiz), is_primary=True),
            button(say_as("button", "Leaderboard"), quiz_ids.BoardOpen()),
        ),
    )
