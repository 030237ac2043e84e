"""Which two countries an article is about. Knows no store: there each event has all its pairs (docs/adr/0007)."""

from bot.model.countries import IGO, NGO, Dyad
from bot.model.ids import CountryCode
from bot.model.reading import Reading


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
