"""A question as an item of the bank: what makes two the same, how it is kept, when its numbers raise doubt."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.model.bank import Learned
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import SourcedQuestion
from bot.quiz import rating

ENOUGH_TO_SORT = 10
"""Answers from which on the learned difficulty goes before the guessed one."""
ENOUGH_TO_DOUBT = 5
ENOUGH_TO_AGREE = 3
"""So many who all chose one wrong option are an alarm by themselves."""
REPORTERS = 2
_IN_OWN_ORDER = frozenset({QuestionKind.WHEN, QuestionKind.NUMBER, QuestionKind.TRUE_FALSE})
"""Kinds whose options have an order of their own, which is kept."""
_PARTED = "\x1f"


def fingerprint(question: Question) -> str:
    """Return the 64 signs by which the same question is known again, however its options are shuffled."""
    if question.is_placed:
        pairs = zip(question.options, question.placing, strict=True)
        answer = [paired(option, question.targets[target]) for option, target in pairs]
    else:
        answer = [question.options[question.key]]
    return fingerprint_of(question.kind, question.stem, question.options, answer)


def fingerprint_of(kind: QuestionKind, stem: str, options: Iterable[str], answer: Iterable[str]) -> str:
    """Return the fingerprint of a question that is not laid out yet.

    Args:
        kind: What it asks for.
        stem: The question.
        options: In any order.
        answer: The right option; of a placed question each option `paired` with its target.
    """
    parts = [kind.value, _folded(stem), *sorted(map(_folded, options)), "=", *sorted(map(_folded, answer))]
    return hashlib.sha256(_PARTED.join(parts).encode(errors="replace")).hexdigest()


def paired(option: str, target: str) -> str:
    """Return an option of a placed question together with its target, as `fingerprint_of` takes it."""
    return f"{option}={target}"


def canonical(question: Question) -> Question:
    """Return a question with its options in the order in which the bank keeps them: the alphabet's, or their own."""
    if question.kind in _IN_OWN_ORDER:
        return question
    order = sorted(range(len(question.options)), key=lambda index: _folded(question.options[index]))
    return replace(
        question,
        options=tuple(question.options[index] for index in order),
        key=question.key if question.is_placed else order.index(question.key),
        placing=tuple(question.placing[index] for index in order) if question.placing else (),
        reasons=tuple(question.reasons[index] for index in order) if question.reasons else (),
    )


def place_in(record: Question, asked: Question, choice: int) -> int | None:
    """Return which option of an item's record a player chose.

    Args:
        record: As the bank keeps it.
        asked: As it was shown, perhaps in another order.
        choice: Index of an option of `asked`.

    Returns:
        The option's index in `record`; None for a placed question, whose choices are not counted.
    """
    if asked.is_placed:
        return None
    chosen = _folded(asked.options[choice])
    return next((index for index, option in enumerate(record.options) if _folded(option) == chosen), None)


def doubt(record: Question, chosen: Sequence[int]) -> str | None:
    """Return why a question's numbers say that it must not be asked before somebody has looked; None where they don't.

    Args:
        record: As the bank keeps it.
        chosen: How many first answers chose each of its options; empty for a placed question.

    Source: T. Haladyna, M. Rodriguez (2013), Developing and validating test items: an option chosen more often than
    the key means a wrong key, two right answers or an unclear question.
    """
    answered = sum(chosen)
    if record.is_placed or answered < ENOUGH_TO_AGREE:
        return None
    top = max((count, -index) for index, count in enumerate(chosen) if index != record.key)
    most, wrong = top[0], record.options[-top[1]]
    if most == answered:
        return f"All {answered} who answered chose “{wrong}”, which is not the key."
    if answered >= ENOUGH_TO_DOUBT and most > chosen[record.key]:
        return f"“{wrong}” was chosen {most} times, the key {_times(chosen[record.key])}."
    return None


def reported(reporters: int) -> str | None:
    """Return why a question that so many different people reported must not be asked; None for too few."""
    return f"{reporters} people reported it." if reporters >= REPORTERS else None


def easiest_first(questions: Sequence[SourcedQuestion], learned: Mapping[str, Learned]) -> tuple[SourcedQuestion, ...]:
    """Return a quiz's questions by difficulty, the learned one where enough answers taught it.

    Args:
        questions: As they were made.
        learned: What is known, by fingerprint; may lack any.
    """
    return tuple(sorted((_as_learned(one, learned) for one in questions), key=lambda one: one.question.difficulty))


def _as_learned(sourced: SourcedQuestion, learned: Mapping[str, Learned]) -> SourcedQuestion:
    known = learned.get(fingerprint(sourced.question))
    if known is None or known.answered < ENOUGH_TO_SORT:
        return sourced
    return replace(sourced, question=replace(sourced.question, difficulty=round(rating.share(known.difficulty), 2)))


def _times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
