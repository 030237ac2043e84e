"""Which pairs of countries an event joins, and which one an article is most about (docs/adr/0007). Knows no store.

A union or body that may be a side counts as one (docs/adr/0033): its own code then stands in the place of "IGO".
"""

from collections.abc import Iterable

from bot.model.bodies import BodyNames
from bot.model.countries import IGO, NGO, Dyad
from bot.model.ids import CountryCode
from bot.model.reading import Actor, Party, Reading


def article_pair(reading: Reading, preferred: Dyad, bodies: BodyNames | None = None) -> Dyad | None:
    """Return the two countries that an article is most about, in the server's order where they are its pair.

    Args:
        reading: Its events are weighed by salience.
        preferred: The server's pair.
        bodies: By which a union is known; None: only countries count.

    Returns:
        None where no event joins two countries.
    """
    bodies = bodies or BodyNames()
    weights: dict[frozenset[CountryCode], float] = {}
    named: dict[frozenset[CountryCode], Dyad] = {}
    for event in reading.events:
        for first in sides_of(reading, event.source, bodies):
            for second in sides_of(reading, event.target, bodies):
                if first is None or second is None or first == second or {first, second} & {IGO, NGO}:
                    continue
                dyad = Dyad(first=first, second=second)
                named.setdefault(dyad.codes, dyad)
                weights[dyad.codes] = weights.get(dyad.codes, 0.0) + event.salience
    if not weights:
        return None
    best = max(weights, key=lambda codes: weights[codes])
    return preferred if preferred.codes == best else named[best]


def sides_of(reading: Reading, parties: Iterable[Party], bodies: BodyNames) -> tuple[CountryCode | None, ...]:
    """Return the side of each party of an event: its country, or the union that it is or speaks for."""
    return tuple(_side(reading, one, bodies) for one in parties)


def _side(reading: Reading, party: Party, bodies: BodyNames) -> CountryCode | None:
    if party.country != IGO:
        return party.country
    actor = reading.actors[party.actor]
    return bodies.side(party.country, actor.name, actor.office)


def side_of(actor: Actor, bodies: BodyNames) -> CountryCode | None:
    """Return the side of an actor by itself: its country, or the union that it is or speaks for."""
    return bodies.side(actor.country, actor.name, actor.office)


def pairs_between(
    source: Iterable[CountryCode | None], target: Iterable[CountryCode | None], *, reciprocal: bool
) -> frozenset[str]:
    """Return the keys of all pairs of countries that an event joins.

    Args:
        source: The sides of those that act; None for a party of unknown side.
        target: Of those acted upon.
        reciprocal: Whether they do it to each other.

    Returns:
        For each country of its source with each other one of its target, in a reciprocal event for any two, the key
        as `Dyad.key` writes it; empty where fewer than two countries take part.
    """
    sources = {code for code in source if code is not None}
    targets = {code for code in target if code is not None}
    if reciprocal:
        sources = targets = sources | targets
    return frozenset(Dyad(first=a, second=b).key for a in sources for b in targets if a != b)
