"""How hard a question is and how able a player, learned from answers: Elo with a floor for guessing.

An answer is a match of the player's ability against the question's difficulty, both in logits. Values in, values out.

Source: R. Pelánek (2016), Applications of the Elo rating system in adaptive educational systems, Computers &
Education 98, 169-179: the floor for guesses, and the step a / (1 + b·n) with a = 1, b = 0.05.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.model.ids import UserId
from bot.model.questions import Question

LIMIT = 5.0
"""Logits that neither difficulty nor ability leaves: guesses alone would carry them ever further."""
_FIRST_STEP = 1.0
_SLOWING = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """One who answered, as known before.

    Attributes:
        ability: In logits; 0 for a new player.
        answered: Answers that the ability has learned from.
        is_right: Whether this answer was wholly right.
    """

    user: UserId
    ability: float
    answered: int
    is_right: bool


def guesses(question: Question) -> int:
    """Return among how many answers somebody chooses who knows nothing.

    Args:
        question: Plain ones have as many as options; a placed one as many as ways to give out its targets.
    """
    if question.is_placed:
        return math.perm(len(question.targets), len(question.options))
    return len(question.options)


def chance(ability: float, difficulty: float, among: int) -> float:
    """Return the expected share of right answers, between 1 / `among` and 1.

    Args:
        ability: Of the player, in logits.
        difficulty: Of the question, in logits.
        among: Answers that a guess chooses from.
    """
    floor = 1 / among
    return floor + (1 - floor) * _sigmoid(ability - difficulty)


def step(answered: int) -> float:
    """Return how far one answer moves what has learned from so many; at most 1 logit."""
    return _FIRST_STEP / (1 + _SLOWING * answered)


def prior(difficulty: float) -> float:
    """Return a guessed difficulty, 0 (easy) to 1 (hard), in logits."""
    kept = min(0.99, max(0.01, difficulty))
    return math.log(kept / (1 - kept))


def share(logits: float) -> float:
    """Return a difficulty in logits as 0 (easy) to 1 (hard); undoes `prior`."""
    return _sigmoid(logits)


def after_round(
    difficulty: float, answered: int, players: Sequence[Player], *, among: int
) -> tuple[float, tuple[Player, ...]]:
    """Let a question and those who answered it learn from one round.

    Each player meets the question as it stood before the round. The question meets them as if they had come one after
    another, each with the round's mean surprise: so no order among simultaneous answers makes a difference, and a
    crowd does not throw it further than the same answers would one by one.

    Args:
        difficulty: Of the question before, in logits.
        answered: Answers that the question has learned from before.
        players: First answers of one round, in any order.
        among: Answers that a guess chooses from.

    Returns:
        The question's new difficulty, and the players with new ability and one more answer, in the order given.
    """
    moved = difficulty
    for number in range(len(players)):
        surprise = math.fsum(chance(player.ability, moved, among) - player.is_right for player in players)
        moved = _within(moved + step(answered + number) * surprise / len(players))
    return moved, tuple(_learned(player, difficulty, among) for player in players)


def _learned(player: Player, difficulty: float, among: int) -> Player:
    surprise = player.is_right - chance(player.ability, difficulty, among)
    ability = _within(player.ability + step(player.answered) * surprise)
    return replace(player, ability=ability, answered=player.answered + 1)


def _sigmoid(logits: float) -> float:
    return 0.5 * (1 + math.tanh(logits / 2))


def _within(logits: float) -> float:
    return min(LIMIT, max(-LIMIT, logits))
