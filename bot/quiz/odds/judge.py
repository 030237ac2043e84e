"""Judges how likely a question is good, by weights that `tools/train_questions.py` learned from rated questions."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from math import exp

from bot.quiz.draft import Desk, Draft
from bot.quiz.odds.signs import OF_OPTIONS, signs

_PULL_ON_RECORDS = 0.5
"""The judge was taught by single articles: among records, which are many, their variety counts as much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """A logistic model of what a strict reader passes.

    Attributes:
        bias: Log odds of a question without any sign.
        weights: Sign → what it adds to the log odds when it is fully there.
        least: Chance below which a question is not shown.
        looks_again: Whether what one article gives must stand a second look; see `bot.quiz.second_look`.
        pull: How much the chance counts, 0 to 1: less where it only ranks.
    """

    bias: float
    weights: Mapping[str, float]
    least: float
    looks_again: bool = True
    pull: float = 1.0

    def only_ranking(self) -> "Judge":
        """Return the judge that prefers likely good questions and refuses none."""
        return replace(self, least=0.0, looks_again=False, pull=_PULL_ON_RECORDS)

    def chance(self, shown: Mapping[str, float]) -> float:
        """Return the chance, 0 to 1, that a question with such signs is good.

        Args:
            shown: Sign → how much of it there is; a missing one counts as 0.
        """
        odds = self.bias + sum(weight * shown.get(sign, 0.0) for sign, weight in self.weights.items())
        return 1 / (1 + exp(-max(-50.0, min(50.0, odds))))

    def of(self, draft: Draft, options: Sequence[str], desk: Desk) -> float:
        """Return the chance that a question is good, as far as it counts; certain where a person wrote what it asks.

        Args:
            draft: The question.
            options: Its options, the key first.
            desk: What it was made from.
        """
        facts = [fact for fact in desk.story.facts if fact.id in draft.facts]
        if facts and all(fact.is_edited for fact in facts):
            return 1.0
        return 1 - self.pull * (1 - self.chance(signs(draft, options, desk)))

    def at_best(self, draft: Draft, desk: Desk) -> float:
        """Return the chance that a question is good if its wrong answers are the best there could be.

        Args:
            draft: The question; its wrong answers are not looked at.
            desk: What it was made from.
        """
        return self.of(draft, (draft.key,), desk) if self.weights.get(OF_OPTIONS, 0.0) <= 0 else 1.0


EVERYTHING = Judge(bias=0.0, weights={}, least=0.0, looks_again=False)
"""Shows all questions and prefers none."""


@cache
def usual_judge() -> Judge:
    """Return the judge whose weights stand beside this file."""
    raw = json.loads(resources.files("bot.quiz.odds").joinpath("weights.json").read_text(encoding="utf-8"))
    return Judge(bias=raw["bias"], weights=raw["weights"], least=raw["least"])
