"""Which of many questions make a quiz that a server has on its days: fresh ones, varied, none that helps another."""

import math
from collections import Counter
from collections.abc import Collection, Sequence

from bot.model.questions import Question, QuestionKind
from bot.model.quiz import SourcedQuestion
from bot.quiz.chance import draw

_SEEDS = 2**31
_SHARE_OF_A_KIND = 0.4
"""Two of five, four of ten."""


def choose(
    pools: Sequence[Sequence[SourcedQuestion]], recent: Sequence[Collection[str]], *, seed: int, count: int
) -> tuple[SourcedQuestion, ...]:
    """Choose the questions of a quiz.

    Args:
        pools: Questions that passed all checks, in any order; those of an earlier pool go before a later one's.
        recent: The facts that were asked in the quizzes before, newest quiz first.
        seed: Decides between equals.
        count: How many are wanted.

    Returns:
        So many of them or fewer, easiest first: those that were asked least lately, at most one of true or false, no
        more than two in five of a kind where others are to be had, and none that gives another away.
    """
    ages = {fact: age for age, facts in reversed(tuple(enumerate(recent))) for fact in facts}
    ordered = sorted(
        ((number, one) for number, pool in enumerate(pools) for one in pool),
        key=lambda entry: (
            -ages.get(entry[1].question.fact, len(recent)),
            entry[0],
            draw(seed, entry[1].question.fact, _SEEDS),
            entry[1].question.fact,
        ),
    )
    chosen: list[SourcedQuestion] = []
    for most in (max(1, math.ceil(count * _SHARE_OF_A_KIND)), count):
        for _, one in ordered:
            if len(chosen) < count and _may_join(one.question, [other.question for other in chosen], most):
                chosen.append(one)
    return tuple(sorted(chosen, key=lambda one: (one.question.difficulty, one.question.fact)))


def _may_join(question: Question, chosen: Sequence[Question], most: int) -> bool:
    kinds = Counter(other.kind for other in chosen)
    limit = 1 if question.kind is QuestionKind.TRUE_FALSE else most
    return kinds[question.kind] < limit and not any(are_enemies(question, other) for other in chosen)


def are_enemies(one: Question, other: Question) -> bool:
    """Tell whether two questions may not stand in one quiz: they ask of the same, or one gives the other away."""
    shared = set(one.facts) & set(other.facts)
    return one.fact == other.fact or bool(shared) or one.fact in other.gives_away or other.fact in one.gives_away
