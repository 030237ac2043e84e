"""Whole articles of our own stay as well read as they were when they were last counted."""

from dataclasses import dataclass
from typing import Literal

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.reading.pipeline import read
from tests.benchmarks.relations import score
from tests.benchmarks.timeline_score import total
from tests.gold import own


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What was reached.

    Attributes:
        all: Share of the events for a timeline that are told with the right type, sides and days.
        good: Share of the events told that are such events.
    """

    all: float
    good: float


FLOORS: dict[Literal["open", "closed"], Floor] = {
    "open": Floor(all=91 / 105, good=0.95),
    "closed": Floor(all=108 / 130, good=0.96),
}


@pytest.mark.parametrize("half", ["open", "closed"])
def test_no_less_is_read_than_before(half: Literal["open", "closed"], nlp: Language, gazetteer: Gazetteer) -> None:
    counted = [score(gold, article, lambda each: read(each, nlp, gazetteer)) for gold, article in own(half)]
    assert not any("indices do not hold" in line for _, lines in counted for line in lines)
    sums = total(counts for counts, _ in counted)
    assert sums.all / sums.must >= FLOORS[half].all
    assert sums.good / sums.told >= FLOORS[half].good
