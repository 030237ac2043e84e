"""How sure a value is: the range in which most resamplings of the events lie."""

import random
from collections.abc import Sequence
from datetime import date
from math import log

from bot.digest.barometer.levels import NEUTRAL_WEIGHT, Weighed, entries, kept_shares, on_scale

NEUTRAL_SPREAD = 3.0
"""Standard deviation of its unknown score: without news, nine levels in ten lie within ±5."""
RESAMPLINGS = 200
"""Each is used twice, with the unknown score's sign changed: so that the two sides are treated alike."""
LIKELY = 0.8


def likely_ranges(counted: Sequence[Weighed], ends: Sequence[date], seed: int) -> list[tuple[float, float]]:
    """Return the likely range at each end: the middle 80 % of the Bayesian bootstrap's values (Rubin 1981).

    An event's multipliers hang on the seed and its own number alone, so that a new event leaves those of the others.
    """
    mass = [[0.0] * RESAMPLINGS for _ in ends]
    pull = [[0.0] * RESAMPLINGS for _ in ends]
    for one, shares in entries(counted, ends):
        multipliers = _multipliers(seed, one.event.id)
        for index, share in shares:
            towards = share * one.score
            mass[index] = [total + times * share for total, times in zip(mass[index], multipliers, strict=True)]
            pull[index] = [total + times * towards for total, times in zip(pull[index], multipliers, strict=True)]
    unknown = _unknown_scores(seed)
    found: list[tuple[float, float]] = []
    of_all, all_towards = [0.0] * RESAMPLINGS, [0.0] * RESAMPLINGS
    for kept, new, new_towards in zip(kept_shares(counted, ends), mass, pull, strict=True):
        of_all = [total * kept + each for total, each in zip(of_all, new, strict=True)]
        all_towards = [total * kept + each for total, each in zip(all_towards, new_towards, strict=True)]
        found.append(_middle(of_all, all_towards, unknown))
    return found


def _middle(mass: Sequence[float], pull: Sequence[float], unknown: Sequence[float]) -> tuple[float, float]:
    """Return between which values most resamplings lie, each taken with its unknown score and with its negative."""
    values = sorted(
        (towards + NEUTRAL_WEIGHT * score) / (NEUTRAL_WEIGHT + of_all)
        for of_all, towards, own in zip(mass, pull, unknown, strict=True)
        for score in (own, -own)
    )
    left_out = round((1 - LIKELY) / 2 * len(values))
    return values[left_out], values[-1 - left_out]


def _multipliers(seed: int, number: int) -> list[float]:
    """Return how often an event is drawn in each resampling: exponential with mean 1."""
    draw = random.Random(f"{seed}:{number}").random  # noqa: S311 - a resampling, no secret
    return [-log(1.0 - draw()) for _ in range(RESAMPLINGS)]


def _unknown_scores(seed: int) -> list[float]:
    chance = random.Random(f"{seed}:unknown")  # noqa: S311 - a resampling, no secret
    return [on_scale(chance.gauss(0.0, NEUTRAL_SPREAD)) for _ in range(RESAMPLINGS)]
