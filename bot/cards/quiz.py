"""A round of the quiz: the question, the answer that one player is given, and the reveal with its source."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby

from discord import ui

from bot.cards import ids
from bot.cards.controls import button, choice_button, link_button, row
from bot.cards.dates import day
from bot.cards.message import Card, Part, air, card, rule, spaced, text
from bot.cards.origins import outlet_name
from bot.cards.reports import report_lines
from bot.cards.text import counted, flatten, link, listed, moment, outside, prose
from bot.cards.tokens import EXPLANATION, MIDDOT, NBSP, STEM, Accent
from bot.model.datewords import NO_DATE
from bot.model.ids import QuizId, UserId
from bot.model.questions import Question
from bot.model.quiz import LockIn, LockOutcome, OpenRound, QuizState, RoundResult, RoundScore
from bot.model.stored import EventSource

LETTERS = "ABCD"
_OPTION_ON_BUTTON = 74
_OPTION = 160
_QUIZ_TITLE = 40
_PLAYER = 32
_MAX_NAMES = 10
_BAR_CELLS = 6
_SOURCES = 6
_RESTARTED = "The bot restarted while it was open."
_STOPPED = "The quiz was stopped while it was open."

Names = Mapping[UserId, str]
"""Players' display names as the server shows them; who is not in it is mentioned, without a ping."""


def question_card(shown: OpenRound) -> Card:
    """Return an open question with one button for each option, all alike."""
    question = shown.question.question
    number = shown.round.number
    is_short = all(len(option) <= _OPTION_ON_BUTTON for option in question.options)
    buttons = [
        ui.ActionRow(choice_button(_option_label(question, choice, is_short=is_short), answer))
        for choice in range(len(question.options))
        for answer in (ids.QuizChoice(quiz=shown.round.quiz, round_number=number, choice=choice),)
    ]
    options = [_option(question, choice) for choice in range(len(question.options))]
    foot = [counted(shown.seconds, "second"), f"closes {moment(shown.round.deadline_at, 'R')}"]
    if shown.answered:
        foot.append(f"{shown.answered} answered")
    return card(
        Accent.QUIZ,
        _head(number, shown.total, outside(shown.title, _QUIZ_TITLE), question),
        *(() if is_short else (air(), text(*options))),
        air(),
        *buttons,
        text(f"-# {MIDDOT.join(foot)}"),
    )


def lock_in_card(answer: LockIn) -> Card:
    """Return, for one player, what became of a click on an option."""
    chosen = "" if answer.choice is None else f"{LETTERS[answer.choice]}{MIDDOT}{outside(answer.label, _OPTION)}"
    closes = f"It closes {moment(answer.deadline_at, 'R')}." if answer.deadline_at else ""
    change = f"One change is possible until it closes {moment(answer.deadline_at, 'R')}." if answer.deadline_at else ""
    title, line = {
        LockOutcome.LOCKED: (f"Locked in: {chosen}", change),
        LockOutcome.CHANGED: (f"Locked in: {chosen}", f"The one change is used. {closes}"),
        LockOutcome.SAME: (f"Locked in: {chosen}", f"That was the choice already. {closes}"),
        LockOutcome.NO_CHANGE_LEFT: (f"Still locked in: {chosen}", f"The one change is used. {closes}"),
        LockOutcome.ROUND_OVER: ("That round is over.", "The click came after it had closed."),
        LockOutcome.PAUSED: ("The quiz is paused.", "Resume goes on with the next question."),
        LockOutcome.QUIZ_OVER: ("That quiz is over.", "/quiz start begins another."),
    }[answer.outcome]
    return card(Accent.QUIZ, text(f"**{title}**", f"-# {line.rstrip()}"))


def reveal_card(result: RoundResult, *, names: Names, next_at: datetime | None = None) -> Card:
    """Return a closed round, which replaces its question.

    Args:
        result: Who answered what; a void round counts for nobody and says why.
        names: Of the players who were right.
        next_at: When the next question follows; None where none does.
    """
    question = result.question.question
    report = ids.Report(subject=ids.ReportSubject.QUESTION, key=result.quiz, part=result.number)
    body = _void_parts(result) if result.is_void else _result_parts(result, names)
    return card(
        Accent.QUIZ,
        _head(result.number, result.total, "does not count" if result.is_void else "closed", question),
        air(),
        *body,
        air(),
        row(
            button("Source sentence", ids.QuizSource(quiz=result.quiz, round_number=result.number)),
            button("Report", report),
        ),
        *((text(f"-# {line}"),) if (line := _next(result, next_at)) else ()),
    )


def source_card(question: Question, sources: Sequence[EventSource], *, number: int) -> Card:
    """Return, for one player, the sentences that prove a question's answer.

    Args:
        question: Of a closed round.
        sources: Where they were printed; never empty.
        number: The round, 0-based.
    """
    right = _option(question, question.key)
    blocks = [text(*report_lines(0, source)) for source in sources[:_SOURCES]]
    return card(
        Accent.QUIZ,
        text(f"-# Quiz{MIDDOT}question {number + 1}{MIDDOT}source", f"### ✓{NBSP}{right}"),
        air(),
        *spaced(blocks),
    )


def paused_card(quiz: QuizId, title: str, reason: str) -> Card:
    """Return the card of a quiz that waits for its players.

    Args:
        quiz: The session.
        title: What the quiz is about.
        reason: Why it waits, in one sentence.
    """
    return card(
        Accent.CARE,
        text(
            f"-# Quiz{MIDDOT}paused{MIDDOT}{outside(title, _QUIZ_TITLE)}",
            f"### ⚠️{NBSP}The quiz is paused",
            f"{prose(reason)} All points are kept.",
        ),
        air(),
        row(
            button("Resume", ids.QuizResume(quiz=quiz), is_primary=True),
            button("Stop", ids.QuizStop(quiz=quiz)),
        ),
    )


def running_card(title: str, url: str | None) -> Card:
    """Return the answer to a second start: where the running quiz is.

    Args:
        title: What the running quiz is about.
        url: Jump link of its last message; None where there is none yet.
    """
    jump = link_button("Go to the quiz", url)
    return card(
        Accent.QUIZ,
        text(
            f"-# Quiz{MIDDOT}{outside(title, _QUIZ_TITLE)}",
            "### A quiz is running in this channel",
            "Anyone can join it by answering. One quiz a channel; other channels are free.",
        ),
        *((air(), row(jump)) if jump else ()),
    )


def player(user: UserId, names: Names) -> str:
    """Return a player's name, escaped; a mention where the name is not known."""
    return outside(names[user], _PLAYER) if user in names else f"<@{user}>"


def _head(number: int, total: int, state: str, question: Question) -> Part:
    eyebrow = MIDDOT.join(("Quiz", f"question {number + 1} of {total}", state))
    return text(f"-# {eyebrow}", f"## {prose(question.stem, STEM)}")


def _option(question: Question, choice: int) -> str:
    return f"{LETTERS[choice]}{MIDDOT}{outside(question.options[choice], _OPTION)}"


def _option_label(question: Question, choice: int, *, is_short: bool) -> str:
    """Return a button's words, which Discord shows as they are, without markdown."""
    return f"{LETTERS[choice]}{MIDDOT}{flatten(question.options[choice])}" if is_short else LETTERS[choice]


def _void_parts(result: RoundResult) -> list[Part]:
    usual = _STOPPED if result.next_step is QuizState.CANCELLED else _RESTARTED
    return [text("### This round does not count", prose(result.pause_reason or usual))]


def _result_parts(result: RoundResult, names: Names) -> list[Part]:
    question = result.question.question
    right = result.counts[question.key]
    answered = f"{result.answered} answered, {right} right" if result.answered else "Nobody answered"
    parts = [
        text(
            f"### ✓{NBSP}Right: {_option(question, question.key)}",
            *(_bar_line(result, choice) for choice in range(len(question.options))),
            f"-# {answered}",
        ),
        air(),
        text(prose(question.explanation, EXPLANATION), f"-# Source: {_origin(result.question.sources[0])}"),
    ]
    if result.right:
        parts += [rule(), text(*_point_lines(result.right, names))]
    return parts


def _bar_line(result: RoundResult, choice: int) -> str:
    question, count = result.question.question, result.counts[choice]
    cells = round(_BAR_CELLS * count / result.answered) if result.answered else 0
    bar = "█" * (cells or int(count > 0))
    words = f"{_option(question, choice)}{MIDDOT}{count}"
    return f"`{bar.ljust(_BAR_CELLS, NBSP)}` " + (f"**{words}{NBSP}✓**" if choice == question.key else words)


def _point_lines(scores: Sequence[RoundScore], names: Names) -> list[str]:
    """Return who got how many points, most points first, equal points in one line."""
    ordered = sorted(scores, key=lambda score: -score.points)
    lines = []
    for points, group in groupby(ordered, key=lambda score: score.points):
        users = [player(score.user, names) for score in group]
        shown = users if len(users) <= _MAX_NAMES else [*users[:_MAX_NAMES], f"{len(users) - _MAX_NAMES} more"]
        lines.append(f"**+{points}** {listed(shown) if len(users) > _MAX_NAMES else ', '.join(shown)}")
    return lines


def _origin(source: EventSource) -> str:
    date = day(source.published) if source.published else NO_DATE
    where = link(f"{outlet_name(source.source, source.url)}, {date}", source.url)
    return f"{where}, sentence {source.sentence_index + 1}"


def _next(result: RoundResult, next_at: datetime | None) -> str:
    if result.next_step is QuizState.QUESTION and next_at:
        return f"Question {result.number + 2} {moment(next_at, 'R')}"
    return {QuizState.FINISHED: "The result follows", QuizState.CANCELLED: "The result follows"}.get(
        result.next_step, ""
    )
