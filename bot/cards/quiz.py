"""A round of the quiz: the question, the answer that one player is given, and the reveal with its source."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby

from discord import ui

from bot.cards import ids, quiz_ids
from bot.cards.controls import button, choice_button, row
from bot.cards.message import Card, Part, air, card, rule, spaced, text
from bot.cards.quiz_words import nth_question, points_counted
from bot.cards.reports import report_lines, source_line
from bot.cards.text import and_more, enumerated, flatten, listed, moment, outside, prose
from bot.cards.tokens import EXPLANATION, MIDDOT, NBSP, STEM, Accent
from bot.model.ids import UserId
from bot.model.language import noted, numeral, recalled, say, say_as, say_n
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
_RESTARTED = noted("The bot restarted while it was open.")
_STOPPED = noted("The quiz was stopped while it was open.")
_WITHDRAWN = noted("What it asked about was withdrawn from the record.")
_TARGET = 60
OF_BEFORE = noted("what came before the article")
"""In place of an article's title, above a question of a quiz on it that asks what was recorded before."""

Names = Mapping[UserId, str]
"""Players' display names as the server shows them; who is not in it is mentioned, without a ping."""


def question_card(shown: OpenRound) -> Card:
    """Return an open question with one button for each option, all alike; a placed one has a single button."""
    question = shown.question.question
    foot = [
        say_n("{n} second", "{n} seconds", shown.seconds, n=numeral(shown.seconds)),
        say("closes {when}", when=moment(shown.round.deadline_at, "R")),
    ]
    if shown.mode is QuizMode.RACE:
        foot.append(say("speed counts"))
    if shown.answered:
        foot.append(say_n("{n} answered", "{n} answered", shown.answered))
    about = say(OF_BEFORE) if shown.is_of_before else outside(shown.title, _QUIZ_TITLE)
    return card(
        Accent.QUIZ,
        _head(shown.round.number, shown.total, about, question),
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
    label = say_as("button", "Put in order") if question.kind is QuestionKind.ORDER else say_as("button", "Match")
    targets = listed([outside(target, _TARGET) for target in question.targets])
    told = "" if question.kind is QuestionKind.ORDER else say("To be matched with: {targets}", targets=targets)
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
    closes = change = ""
    if answer.deadline_at:
        when = moment(answer.deadline_at, "R")
        closes = say("It closes {when}.", when=when)
        change = say("One change is possible until it closes {when}.", when=when)
    locked, used = say("Locked in: {answer}", answer=chosen), f"{say('The one change is used.')} {closes}"
    title, line = {
        LockOutcome.LOCKED: (locked, change),
        LockOutcome.CHANGED: (locked, used),
        LockOutcome.SAME: (locked, f"{say('That was the choice already.')} {closes}"),
        LockOutcome.NO_CHANGE_LEFT: (say("Still locked in: {answer}", answer=chosen), used),
        LockOutcome.ROUND_OVER: (say("That round is over."), say("The click came after it had closed.")),
        LockOutcome.PAUSED: (say("The quiz is paused."), say("Resume goes on with the next question.")),
        LockOutcome.QUIZ_OVER: (say("That quiz is over."), say("/quiz start begins another.")),
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
        _head(result.number, result.total, say("does not count") if result.is_void else say("closed"), question),
        air(),
        *body,
        *((rule(), text(*_standing_lines(result, names))) if result.standing else ()),
        air(),
        row(
            button(
                say_as("button", "Source sentence"), quiz_ids.QuizSource(quiz=result.quiz, round_number=result.number)
            ),
            button(say_as("button", "Report"), report),
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
    eyebrow = (say_as("heading", "Quiz"), say("question {number}", number=number + 1), say("source"))
    blocks = [text(*report_lines(0, source)) for source in sources[:_SOURCES]]
    return card(
        Accent.QUIZ,
        text(f"-# {MIDDOT.join(eyebrow)}", f"### ✓{NBSP}{right}"),
        air(),
        *spaced(blocks),
    )


def player(user: UserId, names: Names) -> str:
    """Return a player's name, escaped; a mention where the name is not known."""
    return outside(names[user], _PLAYER) if user in names else f"<@{user}>"


def _head(number: int, total: int, state: str, question: Question) -> Part:
    eyebrow = MIDDOT.join((say_as("heading", "Quiz"), nth_question(number, total), state))
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
    return [
        text(
            f"### {say('This round does not count')}",
            prose(recalled(result.pause_reason) if result.pause_reason else say(usual)),
        )
    ]


def _result_parts(result: RoundResult, names: Names) -> list[Part]:
    question = result.question.question
    parts = [
        text(*(_placed_lines(result) if question.is_placed else _choice_lines(result)), f"-# {_answered(result)}"),
        air(),
        text(prose(question.explanation, EXPLANATION), f"-# {source_line(result.question.sources[0])}"),
    ]
    if result.scores:
        parts += [rule(), text(*_point_lines(result.scores, names))]
    return parts


def _answered(result: RoundResult) -> str:
    if not result.answered:
        return say("Nobody answered")
    question = result.question.question
    right = result.counts[0 if question.is_placed else question.key]
    if question.is_placed:
        return say_n(
            "{n} answered, {right} wholly right", "{n} answered, {right} wholly right", result.answered, right=right
        )
    return say_n("{n} answered, {right} right", "{n} answered, {right} right", result.answered, right=right)


def _choice_lines(result: RoundResult) -> list[str]:
    question = result.question.question
    lines = [f"### ✓{NBSP}{say('Right: {answer}', answer=right_words(question))}"]
    for choice, count in enumerate(result.counts):
        words = f"{_option(question, choice)}{MIDDOT}{count}"
        line = f"**{words}{NBSP}✓**" if choice == question.key else words
        lines.append(f"{share_bar(count, result.answered)} {line}")
    return lines


def _placed_lines(result: RoundResult) -> list[str]:
    """Return each option with its right target, in the targets' order, and how many had it."""
    question = result.question.question
    title = say("The right order") if question.kind is QuestionKind.ORDER else say("What belongs together")
    lines = [f"### ✓{NBSP}{title}"]
    for option in sorted(range(len(question.options)), key=lambda option: question.placing[option]):
        target = outside(question.targets[question.placing[option]], _TARGET)
        had = f"{MIDDOT}{_had(result.parts[option], result.answered)}" if result.answered else ""
        lines.append(
            f"{share_bar(result.parts[option], result.answered)} **{target}**{MIDDOT}{_option(question, option)}{had}"
        )
    return lines


def _had(count: int, answered: int) -> str:
    return say_n("{n} of {answered} had it", "{n} of {answered} had it", count, answered=answered)


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
        shown = and_more(enumerated(users[:_MAX_NAMES]), max(len(users) - _MAX_NAMES, 0))
        lines.append(f"**+{-minus}** {_with_speed(shown, speed) if speed else shown}")
    if len(lines) > _MAX_LINES:
        left = len(scores) - _MAX_LINES
        more = say_n("and {n} more player with points", "and {n} more players with points", left, n=numeral(left))
        lines = [*lines[:_MAX_LINES], f"-# {more}"]
    return lines


def _with_speed(players: str, points: int) -> str:
    return say_n("{players}, {n} of them for speed", "{players}, {n} of them for speed", points, players=players)


def _standing_lines(result: RoundResult, names: Names) -> list[str]:
    def line(entry: BoardRow) -> str:
        return f"`{entry.rank}` **{player(entry.user, names)}**{MIDDOT}{points_counted(entry.points)}"

    return [
        f"### {say('After {number} of {total}', number=result.number + 1, total=result.total)}",
        *map(line, result.standing),
    ]


def _next(result: RoundResult, next_at: datetime | None) -> str:
    if result.next_step is QuizState.QUESTION and next_at:
        return say("Question {number} {when}", number=result.number + 2, when=moment(next_at, "R"))
    return say("The result follows") if result.next_step in {QuizState.FINISHED, QuizState.CANCELLED} else ""
