"""The daily quiz: which five questions a day has, and how each player sees their options."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from bot.model.ids import GuildId, UserId
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import SourcedQuestion
from bot.quiz.chance import draw, shuffled

DAILY_QUESTIONS = 5
DAYS_WITHOUT_REPEAT = 14
_SEEDS = 2**31
_OF_A_KIND = 2
_SORTED = frozenset({QuestionKind.WHEN, QuestionKind.NUMBER, QuestionKind.TRUE_FALSE})


def seed_of(guild: GuildId, day: date) -> int:
    """Return the seed of a server's day."""
    return draw(guild, f"daily of {day.isoformat()}", _SEEDS)


def choose_daily(
    pool: Sequence[SourcedQuestion], recent: Sequence[Collection[str]], *, seed: int
) -> tuple[SourcedQuestion, ...]:
    """Choose a day's questions.

    Args:
        pool: Questions that passed all checks, in any order.
        recent: The facts that were asked in the dailies before, newest day first.
        seed: Decides between equals.

    Returns:
        `DAILY_QUESTIONS` of them or fewer, easiest first: those that were asked least lately, at most one of true or
        false, no three of a kind where others are to be had, and none that gives another away.
    """
    ages = {fact: age for age, facts in reversed(tuple(enumerate(recent))) for fact in facts}
    ordered = sorted(
        pool,
        key=lambda one: (
            -ages.get(one.question.fact, len(recent)),
            draw(seed, one.question.fact, _SEEDS),
            one.question.fact,
        ),
    )
    chosen: list[SourcedQuestion] = []
    for most in (_OF_A_KIND, DAILY_QUESTIONS):
        for one in ordered:
            if len(chosen) < DAILY_QUESTIONS and _may_join(one.question, [c.question for c in chosen], most):
                chosen.append(one)
    return tuple(sorted(chosen, key=lambda one: (one.question.difficulty, one.question.fact)))


def _may_join(question: Question, chosen: Sequence[Question], most: int) -> bool:
    kinds = Counter(other.kind for other in chosen)
    limit = 1 if question.kind is QuestionKind.TRUE_FALSE else most
    return kinds[question.kind] < limit and not any(_are_enemies(question, other) for other in chosen)


def _are_enemies(one: Question, other: Question) -> bool:
    shared = set(one.facts) & set(other.facts)
    return one.fact == other.fact or bool(shared) or one.fact in other.gives_away or other.fact in one.gives_away


def as_seen_by(question: Question, user: UserId, *, seed: int) -> Question:
    """Return a question with its options in an order of the player's own; the right one stays the same.

    Options that have an order of their own (dates, numbers, true and false) keep it, and so do the targets of a
    placed question.

    Args:
        question: As it was made.
        user: Who is asked.
        seed: Of the day.
    """
    if question.kind in _SORTED or all(any(sign.isdigit() for sign in option) for option in question.options):
        return question
    order = shuffled(seed, f"options of {question.fact} for {user}", range(len(question.options)))
    return replace(
        question,
        options=tuple(question.options[index] for index in order),
        key=question.key if question.is_placed else order.index(question.key),
        placing=tuple(question.placing[index] for index in order) if question.is_placed else (),
        reasons=tuple(question.reasons[index] for index in order) if question.reasons else (),
    )
