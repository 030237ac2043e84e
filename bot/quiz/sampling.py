"""Which of many recorded facts a quiz is about: the seed's choice over all times, weighty ones likelier."""

from collections.abc import Sequence

from bot.quiz.chance import draw
from bot.quiz.facts import Fact

_TOLD = 180
"""Facts that are put into words at most: questions are about some, the others lend their words as wrong answers."""
_ASKED, _A_QUESTION = 52, 5
"""Facts that questions are made about at least, and for each question that is wanted."""
_EVEN = 1 << 20


def luck(fact: Fact, seed: int) -> tuple[float, str]:
    """Return a fact's place in the seed's order of facts: lower comes first.

    One of full weight draws from half of the numbers that one of no weight draws from.
    """
    return float(draw(seed, f"{fact.id} chosen", _EVEN) * (200 - round(100 * fact.salience))), fact.id


def chosen(facts: Sequence[Fact], seed: int, limit: int) -> tuple[tuple[Fact, ...], frozenset[str]]:
    """Return the facts that are put into words, in their own order, and the ids of those that are asked about.

    Args:
        facts: All that is recorded of the topic, in any order.
        seed: Decides; the same seed chooses the same of the same facts.
        limit: Questions that are wanted.
    """
    first = sorted(facts, key=lambda fact: luck(fact, seed))
    told = {fact.id for fact in first[:_TOLD]}
    asked = frozenset(fact.id for fact in first[: max(_ASKED, limit * _A_QUESTION)])
    return tuple(fact for fact in facts if fact.id in told), asked & told
