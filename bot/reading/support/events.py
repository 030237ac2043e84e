"""Whether the events of a claim are the article's: the same act, sides that are not swapped, the same status."""

from collections.abc import Sequence
from typing import Final

from bot.model.dates import DatedBy, EventDate
from bot.model.reading import Event, Party
from bot.reading.support.claim import Claim

_OWN: Final = frozenset({DatedBy.EXPRESSION})


def are_told(claim: Claim) -> bool:
    """Return whether the article tells every event that a claim tells."""
    return all(any(_is_told_by(event, other) for other in claim.told) for event in claim.events)


def _is_told_by(event: Event, other: Event) -> bool:
    same = (event.type, event.act, event.status) == (other.type, other.act, other.status)
    if not same or (event.mode is not None and other.mode is not None and event.mode is not other.mode):
        return False
    if event.alleged != other.alleged and other.alleged is not None:
        return False
    return _has_sides_of(event, other) and _has_time_of(event.when, other.when)


def _has_sides_of(event: Event, other: Event) -> bool:
    if _within(event.source, other.source) and _within(event.target, other.target):
        return True
    everybody = (*other.source, *other.target)
    return event.reciprocal and other.reciprocal and _within((*event.source, *event.target), everybody)


def _within(parties: Sequence[Party], others: Sequence[Party]) -> bool:
    """Return whether each party is among the others, itself or as the whole country for one that acts for it."""
    known = {party.actor for party in others}
    sides = {party.country for party in others if party.country is not None}
    return all(party.actor in known or party.country in sides for party in parties)


def _has_time_of(when: EventDate, other: EventDate) -> bool:
    """Return whether a day that a claim gives an event is the day that the article gives it."""
    if when.dated_by not in _OWN or when.range is None or other.range is None:
        return True
    return when.range.overlaps(other.range)
