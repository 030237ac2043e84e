"""The daily quiz: which five questions a day has, and how each player sees their options."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from bot.model.ids import GuildId, UserId
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import SourcedQuestion
from bot.quiz.chance import draw, shuffled
from bot.quiz.choosing import choose

DAILY_QUESTIONS = 5
DAYS_WITHOUT_REPEAT = 14
_SEEDS = 2**31
_SORTED = frozenset({QuestionKind.WHEN, QuestionKind.NUMBER, QuestionKind.TRUE_FALSE})


def seed_of(guild: GuildId, day: date) -> int:
    """Return the seed of a server's day."""
    return draw(guild, f"daily of {day.isoformat()}", _SEEDS)


def choose_daily(
    pool: Sequence[SourcedQuestion], recent: Sequence[Collection[str]], *, seed: int
) -> tuple[SourcedQuestion, ...]:
    """Choose a day's questions, `DAILY_QUESTIONS` of them or fewer; see `bot.quiz.choosing.choose`.

    Args:
        pool: Questions that passed all checks, in any order.
        recent: The facts that were asked in the dailies before, newest day first.
        seed: Decides between equals.
    """
    return choose([pool], recent, seed=seed, count=DAILY_QUESTIONS)


def as_seen_by(question: Question, user: UserId, *, seed: int) -> Question:
    """Return a question with its options in an order of the player's own; the right one stays the same.

    Args:
        question: As it was made.
        user: Who is asked.
        seed: Of the day.
    """
    order = order_for(question, user, seed=seed)
    return replace(
        question,
        options=tuple(question.options[index] for index in order),
        key=question.key if question.is_placed else order.index(question.key),
        placing=tuple(question.placing[index] for index in order) if question.is_placed else (),
        reasons=tuple(question.reasons[index] for index in order) if question.reasons else (),
    )


def order_for(question: Question, user: UserId, *, seed: int) -> tuple[int, ...]:
    """Return in which order a player sees the options, by their indices.

    Options that have an order of their own (dates, numbers, true and false) keep it, and so do the targets of a
    placed question.

    Args:
        question: As it was made.
        user: Who is asked.
        seed: Of the day.
    """
    as_made = range(len(question.options))
    if question.kind in _SORTED or all(any(sign.isdigit() for sign in option) for option in question.options):
        return tuple(as_made)
    return tuple(shuffled(seed, f"options of {question.fact} for {user}", as_made))
