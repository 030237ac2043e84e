"""Which pairs of countries an event joins, and which one an article is most about (docs/adr/0007). Knows no store."""

from bot.model.countries import IGO, NGO, Dyad
from bot.model.ids import CountryCode
from bot.model.reading import Event, Reading


def article_pair(reading: Reading, preferred: Dyad) -> Dyad | None:
    """Return the two countries that an article is most about, in the server's order where they are its pair.

    Args:
        reading: Its events are weighed by salience.
        preferred: The server's pair.

    Returns:
        None where no event joins two countries.
    """
    weights: dict[frozenset[CountryCode], float] = {}
    named: dict[frozenset[CountryCode], Dyad] = {}
    for event in reading.events:
        for first in event.source:
            for second in event.target:
                if first.country is None or second.country is None or first.country == second.country:
                    continue
                if {first.country, second.country} & {IGO, NGO}:
                    continue
                dyad = Dyad(first=first.country, second=second.country)
                named.setdefault(dyad.codes, dyad)
                weights[dyad.codes] = weights.get(dyad.codes, 0.0) + event.salience
    if not weights:
        return None
    best = max(weights, key=lambda codes: weights[codes])
    return preferred if preferred.codes == best else named[best]


def pairs_of(found: Event) -> frozenset[str]:
    """Return the keys of all pairs of countries that an event joins.

    Args:
        found: Each country of its source with each other one of its target; in a reciprocal event any two.

    Returns:
        Keys as `Dyad.key` writes them; empty where fewer than two countries take part.
    """
    sources = {p.country for p in found.source if p.country is not None}
    targets = {p.country for p in found.target if p.country is not None}
    if found.reciprocal:
        sources = targets = sources | targets
    return frozenset(Dyad(first=a, second=b).key for a in sources for b in targets if a != b)
