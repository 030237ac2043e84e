"""The form of a placed question, for one player: a select for each option, and the button that locks in.

Nothing is kept of a form: what was picked so far stands in its custom ids.
"""

from collections.abc import Sequence

import discord

from bot.cards import quiz_ids
from bot.cards.card_id import CardId
from bot.cards.controls import button, row, select
from bot.cards.message import Card, Part, Row, air, card, text
from bot.cards.quiz import LETTERS, placed_words
from bot.cards.text import cut, flatten, listed, moment, outside, prose
from bot.cards.tokens import MIDDOT, STEM, Accent
from bot.model.language import noted, say, say_as
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import Placing

SURE = noted("Each has its own. Lock in when you are sure.")
_NONE = "_"
_OPTION = 160
_TARGET = 60


def picks_to_text(picks: Sequence[int | None]) -> str:
    """Return picks as they stand in a custom id: one sign for each option."""
    return "".join(_NONE if pick is None else str(pick) for pick in picks)


def picks_from_text(spelt: str) -> tuple[int | None, ...]:
    """Return the picks of a custom id; raises `ValueError` where it has none."""
    return tuple(None if sign == _NONE else int(sign) for sign in spelt)


def picked(card_id: quiz_ids.QuizPick, target: int) -> tuple[int | None, ...]:
    """Return the picks once an option was given a target.

    Raises:
        ValueError: The id has no such option.
    """
    picks = list(picks_from_text(card_id.picks))
    if card_id.option >= len(picks):
        raise ValueError(f"no option {card_id.option} in {card_id.picks!r}")
    picks[card_id.option] = target
    return tuple(picks)


def placing_card(shown: Placing) -> Card:
    """Return the form; it can be locked in once each option has a target of its own."""
    round_, question = shown.round, shown.question
    lock = quiz_ids.QuizLock(quiz=round_.quiz, round_number=round_.number, picks=picks_to_text(shown.picks))
    parts: list[Part] = []
    for option, words in enumerate(question.options):
        answer = quiz_ids.QuizPick(
            quiz=round_.quiz, round_number=round_.number, option=option, picks=picks_to_text(shown.picks)
        )
        chosen = target_select(question, option, shown.picks[option], answer)
        parts += [air(), text(f"{LETTERS[option]}{MIDDOT}{outside(words, _OPTION)}"), chosen]
    return card(
        Accent.QUIZ,
        text(
            f"-# {MIDDOT.join((say_as('heading', 'Quiz'), say('question {number}', number=round_.number + 1)))}",
            f"### {prose(question.stem, STEM)}",
        ),
        *parts,
        air(),
        text(_state(shown)),
        row(button(say_as("button", "Lock in"), lock, is_primary=True, is_enabled=_can_lock(shown))),
        text(f"-# {say('Only you see this')}{MIDDOT}{say('closes {when}', when=moment(round_.deadline_at, 'R'))}"),
    )


def target_select(question: Question, option: int, picked: int | None, answer: CardId) -> Row:
    """Return the select that gives an option its target.

    Args:
        question: A placed one.
        option: Index of the option.
        picked: Index of the target that it has so far; None for none.
        answer: What a choice means; the select's value is the target's index.
    """
    asks = say("where in the order?") if question.kind is QuestionKind.ORDER else say("what belongs to it?")
    offered = [
        discord.SelectOption(label=cut(flatten(target), _TARGET), value=str(index), default=picked == index)
        for index, target in enumerate(question.targets)
    ]
    return select(answer, f"{LETTERS[option]}{MIDDOT}{asks}", offered)


def missing_words(question: Question, picks: Sequence[int | None]) -> str:
    """Return in words what a form has doubled or still open; "" where it is whole."""
    given = [pick for pick in picks if pick is not None]
    doubled = sorted({pick for pick in given if given.count(pick) > 1})
    if doubled:
        return " ".join(_doubled(question, picks, target) for target in doubled)
    missing = [LETTERS[option] for option, pick in enumerate(picks) if pick is None]
    return say("Still open: {letters}.", letters=listed(missing)) if missing else ""


def _can_lock(shown: Placing) -> bool:
    has_changed = shown.locked is None or (shown.locked.changes == 0 and shown.locked.choice != shown.choice)
    return shown.choice is not None and has_changed


def _state(shown: Placing) -> str:
    """Return in words what is missing, doubled or locked in."""
    question, locked = shown.question, shown.locked
    if locked is not None and (locked.changes or locked.choice == shown.choice):
        words = placed_words([question.targets[pick] for pick in question.picks_of(locked.choice)])
        return locked_line(words, has_changed=bool(locked.changes))
    sure = say("This would be your one change.") if locked is not None else say(SURE)
    return missing_words(question, shown.picks) or sure


def locked_line(answer: str, *, has_changed: bool) -> str:
    """Return what a player has locked in, and whether it can still be changed.

    Args:
        answer: In words.
        has_changed: Whether the one change is used.
    """
    rest = say("The one change is used.") if has_changed else say("One change is possible.")
    return f"**{say('Locked in: {answer}', answer=answer)}** {rest}"


def _doubled(question: Question, picks: Sequence[int | None], target: int) -> str:
    letters = [LETTERS[option] for option, pick in enumerate(picks) if pick == target]
    same = outside(question.targets[target], _TARGET)
    return f"⚠️ {say('{letters} have the same: {target}.', letters=listed(letters), target=same)}"
