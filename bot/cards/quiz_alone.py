"""A quiz that one player sees alone: its questions, each answer with what proves it, and its end."""

from collections.abc import Iterable, Sequence
from functools import partial

from bot.cards import ids, quiz_ids
from bot.cards.controls import Button, button, choice_button, row
from bot.cards.message import Card, Part, Row, air, card, first_fitting, rule, text
from bot.cards.notices import empty_notice
from bot.cards.placing_alone import placing_parts
from bot.cards.quiz import LETTERS, OF_BEFORE
from bot.cards.quiz_words import full_day, nth_question, some_right, streak_words
from bot.cards.reports import report_lines
from bot.cards.text import bound_flags, flatten, moment, outside, prose
from bot.cards.tokens import EXPLANATION, MIDDOT, NBSP, STEM, Accent
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.members import is_own_desk
from bot.model.players import AloneEnd, AloneView, Due
from bot.model.questions import Question
from bot.model.quiz import QuizMode, QuizSession
from bot.model.stored import EventSource

_OPTION_ON_BUTTON = 74
_OPTION = 160
_ANSWER = 100
_SOURCES = 3
_TITLE = 40
_STEMS = (STEM, 90, 50)
"""Characters of a question in a list: as many as fit."""
_NAMES = {QuizMode.SOLO: noted("Solo quiz"), QuizMode.DAILY: noted("Daily quiz"), QuizMode.REVIEW: noted("Review")}


def alone_card(view: AloneView, *, picks: Sequence[int | None] = ()) -> Card:
    """Return the question in which a player's quiz stands, open or answered.

    Args:
        view: Where it stands.
        picks: For each option of an open placed question the target given so far; empty for none yet.
    """
    return _open_card(view, picks) if view.choice is None else _answered_card(view, view.choice)


def end_card(end: AloneEnd) -> Card:
    """Return how a player's quiz ended, with the right answers to what was missed."""
    return first_fitting(*(partial(_end_card, end, most) for most in _STEMS))


def _end_card(end: AloneEnd, most: int) -> Card:
    """Return the end's card, each missed question cut to so many characters."""
    view = end.view
    asked = view.session.questions
    wrong = [number for number, is_right in zip(view.answered, view.marks, strict=True) if not is_right]
    missed = [_missed_line(asked[number].question, most) for number in wrong]
    return card(
        Accent.QUIZ,
        text(
            f"-# {_eyebrow(view.session, say_as('status', 'finished'))}",
            f"## {score_line(view)}",
            f"-# {streak_words(end.streak)}" if end.streak else "",
        ),
        *((rule(), text(missed_heading(), *missed)) if missed else ()),
        air(),
        row(*_end_buttons(end)),
        *((text(f"-# {line}"),) if (line := _next_line(end)) else ()),
    )


def nothing_due_card(due: Due) -> Card:
    """Return the answer to a review where nothing waits."""
    if due.next_at is None:
        return empty_notice(
            say_as("heading", "Review"),
            say("Nothing to review yet"),
            say("Answer questions first: what you miss is asked again, and what you know once it is due."),
            button(say_as("button", "Play alone"), quiz_ids.SoloStart(), is_primary=True),
        )
    return empty_notice(
        say_as("heading", "Review"),
        say("Nothing is due"),
        say_n(
            "{n} fact remembered. The next one is due {when}.",
            "{n} facts remembered. The next one is due {when}.",
            due.known,
            n=numeral(due.known),
            when=moment(due.next_at),
        ),
        button(say_as("button", "Play alone"), quiz_ids.SoloStart(), is_primary=True),
    )


def missed_heading() -> str:
    """Return the heading of the right answers that a player did not give."""
    return f"### {say('Right answers to what you missed')}"


def score_line(view: AloneView) -> str:
    """Return how many were right, as a number and as signs: "4 of 5 right  ✓ ✓ ✗ ✓ ✓"."""
    return f"{some_right(view.right, len(view.marks))}{NBSP * 2}{signs(view.marks)}"


def signs(marks: Iterable[bool]) -> str:
    """Return a sign for each answer: ✓ for a right one, ✗ for a wrong one."""
    return NBSP.join("✓" if is_right else "✗" for is_right in marks)


def _open_card(view: AloneView, picks: Sequence[int | None]) -> Card:
    question = view.question.question
    if question.is_placed:
        body = placing_parts(view.session.id, view.number, question, picks or [None] * len(question.options))
    else:
        body = [*_long_options(question), air(), *_choices(view, question)]
    return card(Accent.QUIZ, _head(view), *body, text(f"-# {_so_far(view)}"))


def _answered_card(view: AloneView, choice: int) -> Card:
    question = view.question.question
    sources = view.question.sources
    shown = sources[: _SOURCES if question.is_placed else 1]
    report = ids.Report(subject=ids.ReportSubject.QUESTION, key=view.session.id, part=view.number)
    onward = quiz_ids.AloneNext(quiz=view.session.id, after=view.number)
    more = quiz_ids.QuizSource(quiz=view.session.id, round_number=view.number)
    return card(
        Accent.QUIZ,
        _head(view),
        air(),
        text(*(_placed_lines(question, choice) if question.is_placed else _option_lines(question, choice))),
        air(),
        text(prose(question.explanation, EXPLANATION)),
        *(part for source in shown for part in (air(), _source(source))),
        air(),
        row(
            button(say_as("button", "Result") if view.is_last else say_as("button", "Next"), onward, is_primary=True),
            button(say_as("button", "All sources"), more) if len(sources) > len(shown) else None,
            button(say_as("button", "Report"), report),
        ),
        text(f"-# {_so_far(view)}"),
    )


def _source(source: EventSource) -> Part:
    origin, quote = report_lines(0, source)
    return text(f"-# {origin}", quote)


def _head(view: AloneView) -> Part:
    state = nth_question(view.number, len(view.session.questions))
    is_of_before = view.session.is_of_before(view.question)
    eyebrow = _eyebrow(view.session, state, is_of_before=is_of_before)
    return text(f"-# {eyebrow}", f"## {prose(view.question.question.stem, STEM)}")


def _eyebrow(session: QuizSession, state: str, *, is_of_before: bool = False) -> str:
    title = say(OF_BEFORE) if is_of_before else bound_flags(outside(session.title, _TITLE))
    about = full_day(session.day) if session.day else title
    return MIDDOT.join((say(_NAMES[session.mode]), state, about))


def _choices(view: AloneView, question: Question) -> list[Row]:
    is_short = _fits_buttons(question)
    return [
        row(
            choice_button(
                f"{LETTERS[choice]}{MIDDOT}{flatten(option)}" if is_short else LETTERS[choice],
                quiz_ids.AloneChoice(quiz=view.session.id, round_number=view.number, choice=choice),
            )
        )
        for choice, option in enumerate(question.options)
    ]


def _long_options(question: Question) -> list[Part]:
    if _fits_buttons(question):
        return []
    return [air(), text(*(_option(question, choice) for choice in range(len(question.options))))]


def _fits_buttons(question: Question) -> bool:
    return all(len(option) <= _OPTION_ON_BUTTON for option in question.options)


def _option(question: Question, choice: int) -> str:
    return f"{LETTERS[choice]}{MIDDOT}{outside(question.options[choice], _OPTION)}"


def _option_lines(question: Question, choice: int) -> list[str]:
    """Return what was right, and all options with their signs."""
    is_right = choice == question.key
    yours = say("your answer")
    lines = [f"### ✓{NBSP}{_right()}" if is_right else f"### ✗{NBSP}{say_as('status', 'Wrong')}"]
    for index in range(len(question.options)):
        line = _option(question, index)
        if index == question.key:
            line = f"**{line}{NBSP}✓**" + (f" {yours}" if is_right else "")
        elif index == choice:
            line = f"{line}{NBSP}✗ {yours}"
        lines.append(line)
    if not is_right and question.reasons and question.reasons[choice]:
        lines.append(f"-# {LETTERS[choice]}{MIDDOT}{prose(question.reasons[choice], EXPLANATION)}")
    return lines


def _placed_lines(question: Question, choice: int) -> list[str]:
    """Return how much was right, and each option after its target, in the targets' order."""
    right, parts = question.right_parts(choice)
    lines = [f"### ✓{NBSP}{_right()}" if right == parts else f"### ✗{NBSP}{some_right(right, parts)}"]
    given = zip(question.placing, question.options, question.picks_of(choice), strict=True)
    for place, option, pick in sorted(given):
        said = "✓" if pick == place else f"✗ {say('you said {answer}', answer=_target(question, pick))}"
        lines.append(f"**{_target(question, place)}**{MIDDOT}{outside(option, _OPTION)}{NBSP}{said}")
    return lines


def _right() -> str:
    return say_as("status", "Right")


def _target(question: Question, index: int) -> str:
    return outside(question.targets[index], _ANSWER)


def _so_far(view: AloneView) -> str:
    if not view.marks:
        return say("No clock. The answer and its source follow at once.")
    answered = len(view.marks)
    told = say_n("{right} of {n} right so far", "{right} of {n} right so far", answered, right=view.right)
    return f"{signs(view.marks)}{MIDDOT}{told}"


def _missed_line(question: Question, most: int) -> str:
    if question.is_placed:
        placed = sorted(zip(question.placing, question.options, strict=True))
        answer = MIDDOT.join(f"{question.targets[place]}: {option}" for place, option in placed)
    else:
        answer = question.options[question.key]
    return f"- {prose(question.stem, most)} **{outside(answer, most)}**"


def _end_buttons(end: AloneEnd) -> list[Button]:
    session = end.view.session
    is_review = session.mode is QuizMode.REVIEW
    label = say_as("button", "Review more") if is_review else say_as("button", "Review my misses")
    review = button(label, quiz_ids.ReviewOpen(), is_primary=is_review, is_enabled=end.due.waiting > 0)
    is_in_server = not is_own_desk(session.guild)
    board = button(say_as("button", "Leaderboard"), quiz_ids.BoardOpen(), is_enabled=is_in_server)
    if session.mode is QuizMode.DAILY:
        share = quiz_ids.DailyShare(quiz=session.id)
        can_share = is_in_server and not end.is_shared
        return [button(say_as("button", "Share"), share, is_primary=True, is_enabled=can_share), review, board]
    if session.mode is QuizMode.SOLO:
        return [button(say_as("button", "Play another"), quiz_ids.SoloAgain(quiz=session.id), is_primary=True), review]
    return [review, button(say_as("button", "Play alone"), quiz_ids.SoloStart())]


def _next_line(end: AloneEnd) -> str:
    if end.next_at is not None:
        return say("Next daily quiz {when}", when=moment(end.next_at))
    if end.view.session.mode is QuizMode.REVIEW and end.due.waiting == 0 and end.due.next_at is not None:
        return say("Next review {when}", when=moment(end.due.next_at))
    return ""
