"""A round of the quiz: the question, the answer that one player is given, and the reveal with its source."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby

from discord import ui

from bot.cards import ids, quiz_ids
from bot.cards.controls import button, choice_button, row
from bot.cards.message import Card, Part, air, card, rule, spaced, text
from bot.cards.reports import report_lines, source_words
from bot.cards.text import counted, flatten, listed, moment, outside, prose
from bot.cards.tokens import EXPLANATION, MIDDOT, NBSP, STEM, Accent
from bot.model.ids import UserId
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import BoardRow, LockIn, LockOutcome, OpenRound, QuizMode, QuizState, RoundResult, RoundScore
from bot.model.stored import EventSource

LETTERS = "ABCD"
_OPTION_ON_BUTTON = 74
_OPTION = 160
_QUIZ_TITLE = 40
_PLAYER = 32
_MAX_NAMES = 10
_MAX_LINES = 10
_BAR_CELLS = 6
_SOURCES = 6
_RESTARTED = "The bot restarted while it was open."
_STOPPED = "The quiz was stopped while it was open."
_WITHDRAWN = "What it asked about was withdrawn from the record."
_TARGET = 60

Names = Mapping[UserId, str]
"""Players' display names as the server shows them; who is not in it is mentioned, without a ping."""


def question_card(shown: OpenRound) -> Card:
    """Return an open question with one button for each option, all alike; a placed one has a single button."""
    question = shown.question.question
    number = shown.round.number
    foot = [counted(shown.seconds, "second"), f"closes {moment(shown.round.deadline_at, 'R')}"]
    if shown.mode is QuizMode.RACE:
        foot.append("speed counts")
    if shown.answered:
        foot.append(f"{shown.answered} answered")
    return card(
        Accent.QUIZ,
        _head(number, shown.total, outside(shown.title, _QUIZ_TITLE), question),
        *(_placed_parts(shown) if question.is_placed else _choice_parts(shown)),
        text(f"-# {MIDDOT.join(foot)}"),
    )


def _choice_parts(shown: OpenRound) -> list[Part]:
    question = shown.question.question
    is_short = all(len(option) <= _OPTION_ON_BUTTON for option in question.options)
    options = [] if is_short else [air(), text(*_options(question))]
    buttons = [
        ui.ActionRow(choice_button(_option_label(question, choice, is_short=is_short), answer))
        for choice in range(len(question.options))
        for answer in (quiz_ids.QuizChoice(quiz=shown.round.quiz, round_number=shown.round.number, choice=choice),)
    ]
    return [*options, air(), *buttons]


def _placed_parts(shown: OpenRound) -> list[Part]:
    question = shown.question.question
    label = "Put in order" if question.kind is QuestionKind.ORDER else "Match"
    targets = [outside(target, _TARGET) for target in question.targets]
    told = "" if question.kind is QuestionKind.ORDER else f"To be matched with: {listed(targets)}"
    opens = quiz_ids.QuizPlace(quiz=shown.round.quiz, round_number=shown.round.number)
    return [
        air(),
        *map(text, _options(question)),
        *([air(), text(told)] if told else []),
        air(),
        row(button(label, opens)),
    ]


def lock_in_card(answer: LockIn) -> Card:
    """Return, for one player, what became of a click on an option."""
    chosen = _chosen(answer)
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


def _chosen(answer: LockIn) -> str:
    if answer.choice is None:
        return ""
    if answer.placed:
        return placed_words(answer.placed)
    return f"{LETTERS[answer.choice]}{MIDDOT}{outside(answer.label, _OPTION)}"


def placed_words(targets: Sequence[str]) -> str:
    """Return which option has which target: "A 2nd · B 1st".

    Args:
        targets: One for each option, in the options' order.
    """
    words = (f"{LETTERS[option]} {outside(target, _TARGET)}" for option, target in enumerate(targets))
    return MIDDOT.join(each.replace(" ", NBSP) for each in words)


def right_words(question: Question, limit: int = _OPTION) -> str:
    """Return the right answer in a line: "D · Taiwan", or "A 2nd · B 1st" of a placed question.

    Args:
        question: Of a closed round.
        limit: Characters of the option.
    """
    if question.is_placed:
        return placed_words([question.targets[target] for target in question.placing])
    return f"{LETTERS[question.key]}{MIDDOT}{outside(question.options[question.key], limit)}"


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
        *((rule(), text(*_standing_lines(result, names))) if result.standing else ()),
        air(),
        row(
            button("Source sentence", quiz_ids.QuizSource(quiz=result.quiz, round_number=result.number)),
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
    right = right_words(question)
    blocks = [text(*report_lines(0, source)) for source in sources[:_SOURCES]]
    return card(
        Accent.QUIZ,
        text(f"-# Quiz{MIDDOT}question {number + 1}{MIDDOT}source", f"### ✓{NBSP}{right}"),
        air(),
        *spaced(blocks),
    )


def player(user: UserId, names: Names) -> str:
    """Return a player's name, escaped; a mention where the name is not known."""
    return outside(names[user], _PLAYER) if user in names else f"<@{user}>"


def _head(number: int, total: int, state: str, question: Question) -> Part:
    eyebrow = MIDDOT.join(("Quiz", f"question {number + 1} of {total}", state))
    return text(f"-# {eyebrow}", f"## {prose(question.stem, STEM)}")


def _options(question: Question) -> list[str]:
    return [_option(question, choice) for choice in range(len(question.options))]


def _option(question: Question, choice: int) -> str:
    return f"{LETTERS[choice]}{MIDDOT}{outside(question.options[choice], _OPTION)}"


def _option_label(question: Question, choice: int, *, is_short: bool) -> str:
    """Return a button's words, which Discord shows as they are, without markdown."""
    return f"{LETTERS[choice]}{MIDDOT}{flatten(question.options[choice])}" if is_short else LETTERS[choice]


def _void_parts(result: RoundResult) -> list[Part]:
    usual = _STOPPED if result.next_step is QuizState.CANCELLED else _RESTARTED
    if result.is_withdrawn:
        usual = _WITHDRAWN
    return [text("### This round does not count", prose(result.pause_reason or usual))]


def _result_parts(result: RoundResult, names: Names) -> list[Part]:
    question = result.question.question
    parts = [
        text(*(_placed_lines(result) if question.is_placed else _choice_lines(result)), f"-# {_answered(result)}"),
        air(),
        text(prose(question.explanation, EXPLANATION), f"-# Source: {source_words(result.question.sources[0])}"),
    ]
    if result.scores:
        parts += [rule(), text(*_point_lines(result.scores, names))]
    return parts


def _answered(result: RoundResult) -> str:
    if not result.answered:
        return "Nobody answered"
    question = result.question.question
    right = result.counts[0 if question.is_placed else question.key]
    return f"{result.answered} answered, {right} {'wholly ' if question.is_placed else ''}right"


def _choice_lines(result: RoundResult) -> list[str]:
    question = result.question.question
    lines = [f"### ✓{NBSP}Right: {right_words(question)}"]
    for choice, count in enumerate(result.counts):
        words = f"{_option(question, choice)}{MIDDOT}{count}"
        line = f"**{words}{NBSP}✓**" if choice == question.key else words
        lines.append(f"{share_bar(count, result.answered)} {line}")
    return lines


def _placed_lines(result: RoundResult) -> list[str]:
    """Return each option with its right target, in the targets' order, and how many had it."""
    question = result.question.question
    title = "The right order" if question.kind is QuestionKind.ORDER else "What belongs together"
    lines = [f"### ✓{NBSP}{title}"]
    for option in sorted(range(len(question.options)), key=lambda option: question.placing[option]):
        target = outside(question.targets[question.placing[option]], _TARGET)
        had = f"{MIDDOT}{result.parts[option]} of {result.answered} had it" if result.answered else ""
        lines.append(
            f"{share_bar(result.parts[option], result.answered)} **{target}**{MIDDOT}{_option(question, option)}{had}"
        )
    return lines


def share_bar(count: int, of: int) -> str:
    """Return a share as a bar of six cells; anybody at all is at least one."""
    cells = round(_BAR_CELLS * count / of) if of else 0
    return f"`{('█' * (cells or int(count > 0))).ljust(_BAR_CELLS, NBSP)}`"


def _point_lines(scores: Sequence[RoundScore], names: Names) -> list[str]:
    """Return who got how many points, most points first, equal points in one line."""

    def earned(score: RoundScore) -> tuple[int, int]:
        return -score.points, score.speed

    lines = []
    for (minus, speed), group in groupby(sorted(scores, key=earned), key=earned):
        users = [player(score.user, names) for score in group]
        shown = users if len(users) <= _MAX_NAMES else [*users[:_MAX_NAMES], f"{len(users) - _MAX_NAMES} more"]
        fast = f", {speed} of them for speed" if speed else ""
        lines.append(f"**+{-minus}** {listed(shown) if len(users) > _MAX_NAMES else ', '.join(shown)}{fast}")
    if len(lines) > _MAX_LINES:
        lines = [*lines[:_MAX_LINES], f"-# and {counted(len(scores) - _MAX_LINES, 'more player')} with points"]
    return lines


def _standing_lines(result: RoundResult, names: Names) -> list[str]:
    def line(entry: BoardRow) -> str:
        return f"`{entry.rank}` **{player(entry.user, names)}**{MIDDOT}{counted(entry.points, 'point')}"

    return [f"### After {result.number + 1} of {result.total}", *map(line, result.standing)]


def _next(result: RoundResult, next_at: datetime | None) -> str:
    if result.next_step is QuizState.QUESTION and next_at:
        return f"Question {result.number + 2} {moment(next_at, 'R')}"
    return {QuizState.FINISHED: "The result follows", QuizState.CANCELLED: "The result follows"}.get(
        result.next_step, ""
    )
