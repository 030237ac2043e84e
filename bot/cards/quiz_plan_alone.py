"""A planned quiz as one player sees it: a question to lock in, what is locked in, and how it went."""

from collections.abc import Sequence
from functools import partial

import discord

from bot.cards import quiz_ids
from bot.cards.controls import Button, button, choice_button, row, select
from bot.cards.message import Card, Part, Row, air, card, first_fitting, rule, text
from bot.cards.notices import notice
from bot.cards.placing import locked_line, picks_to_text
from bot.cards.placing_alone import form_parts
from bot.cards.quiz import LETTERS, placed_words
from bot.cards.quiz_alone import missed_heading, signs
from bot.cards.quiz_plan import look_select, open_until, plan_eyebrow, plan_name, plan_title, right_option
from bot.cards.quiz_words import nth_question, points_counted, some_right
from bot.cards.text import cut, flatten, moment, outside, prose
from bot.cards.tokens import MAX_OPTION, MIDDOT, NBSP, STEM, Accent
from bot.model.language import noted, say, say_as, say_n
from bot.model.questions import Question
from bot.model.quiz import LockOutcome, QuizAnswer, QuizState
from bot.model.quiz_plan import PlanEnd, PlanView

_OPTION_ON_BUTTON = 74
_OPTION = 160
_LINES = ((110, 80), (80, 40), (45, 24))
"""Characters of a question and of an answer in a list: as many as fit."""
_REFUSED = {
    LockOutcome.NO_CHANGE_LEFT: noted("The one change is used: your answer stays."),
    LockOutcome.ROUND_OVER: noted("The click came after the quiz had closed."),
    LockOutcome.QUIZ_OVER: noted("The click came after the quiz had closed."),
}
_SHORT_STEM = 90


def plan_question_card(view: PlanView, number: int, *, picks: Sequence[int | None] = ()) -> Card:
    """Return a question of an open quiz, with what the player has locked in of it.

    Args:
        view: What the player has locked in.
        number: The round, 0-based.
        picks: For each option of a placed question the target given so far; empty for what is locked in.
    """
    return first_fitting(*(partial(_question, view, number, picks, stem) for stem in (STEM, _SHORT_STEM)))


def _question(view: PlanView, number: int, picks: Sequence[int | None], stem: int) -> Card:
    """Return a question whose sentence shows at most so many characters."""
    question, given = view.asked(number), view.given.get(number)
    state = nth_question(number, len(view.session.questions))
    skip = say_as("button", "Skip") if given is None else say_as("button", "Next")
    body = _form(view, number, picks) if question.is_placed else _choices(view, number)
    return card(
        Accent.QUIZ,
        text(
            f"-# {plan_name(view.planned)}{MIDDOT}{state}{MIDDOT}{plan_title(view.planned)}",
            f"## {prose(question.stem, stem)}",
        ),
        *body,
        *((air(), text(_locked_line(question, view.orders[number], given))) if given is not None else ()),
        air(),
        row(
            button(skip, quiz_ids.PlanGo(quiz=view.session.id, start=number + 1)),
            button(say_as("button", "My answers"), quiz_ids.PlanSheet(quiz=view.session.id)),
        ),
        text(f"-# {_so_far(view)}{MIDDOT}{say('closes {when}', when=moment(view.planned.closes_at, 'R'))}"),
    )


def plan_sheet_card(view: PlanView) -> Card:
    """Return what a player has locked in of an open quiz, with a way to each question."""
    return first_fitting(*(partial(_sheet, view, stem, option) for stem, option in _LINES))


def plan_waits_card(view: PlanView) -> Card:
    """Return the answer to a click that is too late, or on a quiz that was given up."""
    if view.session.state is QuizState.CANCELLED:
        early = say("It closed before anybody had played.")
        return notice(Accent.DESK, plan_name(view.planned), say("This quiz is over"), early)
    told = say("No answer is taken any more. The right answers and the board follow in its channel in a moment.")
    return notice(Accent.DESK, plan_name(view.planned), say("This quiz has just closed"), told)


def plan_result_card(view: PlanView, end: PlanEnd) -> Card:
    """Return how a closed quiz went for one player, with the right answers to what they missed."""
    return first_fitting(*(partial(_result, view, end, stem, option) for stem, option in _LINES))


def _choices(view: PlanView, number: int) -> list[Part]:
    """Return the options, each a button, in the player's own order; disabled where no change is left."""
    question, order, given = view.asked(number), view.orders[number], view.given.get(number)
    is_short = all(len(option) <= _OPTION_ON_BUTTON for option in question.options)
    listed = [
        f"{LETTERS[place]}{MIDDOT}{outside(question.options[index], _OPTION)}" for place, index in enumerate(order)
    ]
    may_change = given is None or given.changes == 0
    rows: list[Row] = []
    for place, index in enumerate(order):
        label = f"{LETTERS[place]}{MIDDOT}{flatten(question.options[index])}" if is_short else LETTERS[place]
        chosen = choice_button(label, quiz_ids.PlanChoice(quiz=view.session.id, round_number=number, choice=index))
        chosen.disabled = not may_change
        rows.append(row(chosen))
    return [*([] if is_short else [air(), text(*listed)]), air(), *rows]


def _form(view: PlanView, number: int, picks: Sequence[int | None]) -> list[Part]:
    question, given, quiz = view.asked(number), view.given.get(number), view.session.id
    locked = question.picks_of(given.choice) if given is not None else [None] * len(question.options)
    shown = list(picks) or list(locked)
    spelt = picks_to_text(shown)
    return form_parts(
        question,
        shown,
        pick=lambda option: quiz_ids.PlanPlace(quiz=quiz, round_number=number, option=option, picks=spelt),
        lock=quiz_ids.PlanLock(quiz=quiz, round_number=number, picks=spelt),
        may_lock=given is None or given.changes == 0,
    )


def _locked_line(question: Question, order: Sequence[int], given: QuizAnswer) -> str:
    return locked_line(_chosen(question, order, given), has_changed=bool(given.changes))


def _chosen(question: Question, order: Sequence[int], given: QuizAnswer, limit: int = _OPTION) -> str:
    """Return what a player has locked in, with the letter that they see."""
    if question.is_placed:
        return placed_words([question.targets[pick] for pick in question.picks_of(given.choice)])
    return f"{LETTERS[order.index(given.choice)]}{MIDDOT}{outside(question.options[given.choice], limit)}"


def _so_far(view: PlanView) -> str:
    return say_n("{n} of {total} locked in", "{n} of {total} locked in", len(view.locked), total=len(view.numbers))


def _own_eyebrow(view: PlanView) -> str:
    return f"-# {plan_eyebrow(view.planned)}{MIDDOT}{say('your answers')}"


def _sheet(view: PlanView, stem: int, option: int) -> Card:
    refused = _REFUSED.get(view.outcome) if view.outcome is not None else None
    options = [
        discord.SelectOption(
            label=cut(f"{number + 1}{MIDDOT}{flatten(view.asked(number).stem)}", MAX_OPTION),
            value=str(number),
            description=None if number in view.given else say("Not answered yet"),
        )
        for number in view.numbers
    ]
    still = view.next_open()
    onward = button(say_as("button", "Go on"), quiz_ids.PlanGo(quiz=view.session.id, start=still or 0), is_primary=True)
    follow = say("the answers follow in {channel}", channel=f"<#{view.session.channel}>")
    return card(
        Accent.QUIZ,
        text(
            _own_eyebrow(view),
            f"## {_so_far(view)}",
            f"-# {open_until(view.planned)}{MIDDOT}{follow}",
        ),
        rule(),
        text(*(_sheet_line(view, number, stem, option) for number in view.numbers)),
        *((air(), text(f"**{say(refused)}**")) if refused else ()),
        air(),
        select(quiz_ids.PlanPickQuestion(quiz=view.session.id), say("Open a question"), options),
        *((row(onward),) if still is not None else ()),
    )


def _sheet_line(view: PlanView, number: int, stem: int, option: int) -> str:
    question, given = view.asked(number), view.given.get(number)
    told = say("not answered") if given is None else f"**{_chosen(question, view.orders[number], given, option)}**"
    return f"- {number + 1}{MIDDOT}{prose(question.stem, stem)} {told}"


def _result(view: PlanView, end: PlanEnd, stem: int, option: int) -> Card:
    counting = [result for result in end.counting if result.number in view.given]
    marks = [view.given[one.number].choice == one.question.question.right_choice for one in counting]
    missed = [one for one, is_right in zip(counting, marks, strict=True) if not is_right]
    mine = next((entry for entry in end.board.rows if entry.user == view.player), None)
    place = ""
    if mine:
        rank = say("place {rank} of {players}", rank=mine.rank, players=len(end.board.rows))
        place = f"{points_counted(mine.points)}{MIDDOT}{rank}"
    lines = [
        f"- {prose(one.question.question.stem, stem)} **{right_option(one.question.question, option)}**"
        for one in missed
    ]
    title = say("You did not play this one")
    if marks:
        title = f"{some_right(sum(marks), len(marks))}{NBSP * 2}{signs(marks)}"
    chooser = [(one.number, one.question.question.stem) for one in end.counting]
    return card(
        Accent.QUIZ,
        text(_own_eyebrow(view), f"## {title}", f"-# {place}" if place else ""),
        *((rule(), text(missed_heading(), *lines)) if lines else ()),
        *((air(), look_select(view.session.id, chooser)) if chooser else ()),
        air(),
        row(*_buttons(bool(missed))),
    )


def _buttons(has_missed: bool) -> list[Button]:
    return [
        button(say_as("button", "Review my misses"), quiz_ids.ReviewOpen(), is_primary=True, is_enabled=has_missed),
        button(say_as("button", "Leaderboard"), quiz_ids.BoardOpen()),
    ]
