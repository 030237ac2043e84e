"""Between which two countries an article goes on."""

from collections import defaultdict
from itertools import combinations

from bot.model.ids import CountryCode
from bot.reading.summary.material import Material


def main_pair(material: Material) -> tuple[CountryCode, ...]:
    """Return the two countries between which most of what an article tells goes on; none where it tells of no two."""
    weights: dict[tuple[CountryCode, CountryCode], float] = defaultdict(float)
    for event in (e for found in material.events for e in found):
        states = {p.country for p in (*event.source, *event.target)} & set(material.gazetteer.countries)
        codes = sorted(c for c in states if c is not None and material.gazetteer.countries[c].alpha2 is not None)
        for one, other in combinations(codes, 2):
            weights[one, other] += event.salience
    return max(sorted(weights), key=lambda pair: weights[pair], default=())
