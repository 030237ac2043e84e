"""The form of a placed question in one player's own quiz, on the card of the question itself."""

from collections.abc import Callable, Sequence

from bot.cards import quiz_ids
from bot.cards.card_id import CardId
from bot.cards.controls import button, row
from bot.cards.message import Part, air, text
from bot.cards.placing import SURE, missing_words, picks_from_text, picks_to_text, target_select
from bot.cards.quiz import LETTERS
from bot.cards.text import outside
from bot.cards.tokens import MIDDOT
from bot.model.ids import QuizId
from bot.model.language import say, say_as
from bot.model.questions import Question

_OPTION = 130


def picks_of(spelt: str, question: Question) -> tuple[int | None, ...]:
    """Return the picks that a custom id carries, as many as the question has options; None for none yet."""
    targets = len(question.targets)
    given = [pick if pick is not None and pick < targets else None for pick in picks_from_text(spelt)]
    return tuple((given + [None] * len(question.options))[: len(question.options)])


def placing_parts(quiz: QuizId, number: int, question: Question, picks: Sequence[int | None]) -> list[Part]:
    """Return what stands below the question of an open placed round.

    Args:
        quiz: The quiz of the player's own.
        number: Its round, 0-based.
        question: What is asked.
        picks: For each option the index of the target given so far; None for none.
    """
    spelt = picks_to_text(picks)
    return form_parts(
        question,
        picks,
        pick=lambda option: quiz_ids.AlonePick(quiz=quiz, round_number=number, option=option, picks=spelt),
        lock=quiz_ids.AloneLock(quiz=quiz, round_number=number, picks=spelt),
    )


def form_parts(
    question: Question,
    picks: Sequence[int | None],
    *,
    pick: Callable[[int], CardId],
    lock: CardId,
    may_lock: bool = True,
) -> list[Part]:
    """Return the selects of a placed question and the button that locks them in.

    Args:
        question: What is asked.
        picks: For each option the index of the target given so far; None for none.
        pick: Of an option's index, what choosing its target means.
        lock: What locking in means.
        may_lock: Whether an answer is still taken.
    """
    parts: list[Part] = []
    for option, words in enumerate(question.options):
        chosen = target_select(question, option, picks[option], pick(option))
        parts += [air(), text(f"{LETTERS[option]}{MIDDOT}{outside(words, _OPTION)}"), chosen]
    missing = missing_words(question, picks)
    return [
        *parts,
        air(),
        *([text(missing or say(SURE))] if may_lock else ()),
        row(button(say_as("button", "Lock in"), lock, is_primary=True, is_enabled=may_lock and not missing)),
    ]
