"""When an event of a new article is one that the store has already. Pure; knows no table.

A false merge hides an event and its evidence, a false split only lists it twice: in doubt, two events. Two events
are one where the act, the status and the parties agree, the dates overlap, and nothing contradicts it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.dates import DateRange
from bot.model.ids import CountryCode
from bot.model.plover import Context, EventType
from bot.model.reading import ActorKind, Status

_LONGEST_VAGUE_DAYS = 31
_STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "its",
        "of",
        "on",
        "or",
        "over",
        "s",
        "the",
        "their",
        "to",
        "with",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SidedName:
    """One party, as far as the comparison needs it."""

    name: str
    kind: ActorKind
    country: CountryCode | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An event as one article, or the store, tells it.

    Attributes:
        act, status, reciprocal, alleged, place, context, headline: As in `bot.model.reading.Event`.
        dates: Its range; None where undated.
        source, target: Its parties, in any order.
    """

    act: EventType
    status: Status
    reciprocal: bool
    alleged: str | None
    dates: DateRange | None
    place: str | None
    context: tuple[Context, ...]
    headline: str
    source: tuple[SidedName, ...]
    target: tuple[SidedName, ...]


def best_match(new: Sighting, known: Sequence[Sighting]) -> int | None:
    """Return the index of the known event that a new one is, None where it is none of them.

    Args:
        new: What the new article tells.
        known: Candidates in any order, best given oldest first.

    Returns:
        Of several, the one whose headline shares most words; the first of equals.
    """
    best: tuple[float, int] | None = None
    for index, one in enumerate(known):
        if is_same_event(new, one):
            likeness = _likeness(new.headline, one.headline)
            if best is None or likeness > best[0]:
                best = (likeness, index)
    return None if best is None else best[1]


def is_same_event(one: Sighting, other: Sighting) -> bool:
    """Return whether two articles tell the same event; the order of the two makes no difference."""
    if one.act is not other.act or one.status is not other.status:
        return False
    if not _same_parties(one, other) or _contradict(one, other):
        return False
    return _same_time(one, other)


def _same_time(one: Sighting, other: Sighting) -> bool:
    """Return whether the dates allow one event.

    Undated events, and those dated no finer than a month and more, are one only where they are told in the same words.
    """
    if one.dates is None or other.dates is None:
        return one.dates is other.dates and _folded_words(one.headline) == _folded_words(other.headline)
    if not one.dates.overlaps(other.dates):
        return False
    longest = max((dates.end - dates.start).days + 1 for dates in (one.dates, other.dates))
    return longest <= _LONGEST_VAGUE_DAYS or _folded_words(one.headline) == _folded_words(other.headline)


def _contradict(one: Sighting, other: Sighting) -> bool:
    """Return whether a place, a claim or what it was about speaks against one event."""
    if one.place and other.place and not _share_name(one.place, other.place):
        return True
    if one.alleged and other.alleged and one.alleged.casefold() != other.alleged.casefold():
        return True
    return bool(one.context and other.context and not set(one.context) & set(other.context))


def _same_parties(one: Sighting, other: Sighting) -> bool:
    """Return whether both tell of the same sides in the same roles; in a reciprocal event the roles may be turned."""
    if not (one.source or one.target):
        return False
    if _same_side(one.source, other.source) and _same_side(one.target, other.target):
        return True
    if not (one.reciprocal or other.reciprocal):
        return False
    return _same_side(one.source, other.target) and _same_side(one.target, other.source)


def _same_side(one: Sequence[SidedName], other: Sequence[SidedName]) -> bool:
    """Return whether two lists of parties can be the same: the same countries, and no other person or body.

    "China" and "Qin Gang" of China can be one side; "Qin Gang" and "Wang Wentao" can't.
    """
    if bool(one) != bool(other) or {p.country for p in one} != {p.country for p in other}:
        return False
    if any(party.country is None for party in one):
        return {_folded_words(p.name) for p in one} == {_folded_words(p.name) for p in other}
    for country in {party.country for party in one}:
        mine, theirs = _named(one, country), _named(other, country)
        if mine and theirs and not _share_any_name(mine, theirs):
            return False
    return True


def _named(parties: Sequence[SidedName], country: CountryCode | None) -> list[str]:
    """Return who acts for a country, besides the country itself."""
    return [p.name for p in parties if p.country == country and p.kind is not ActorKind.COUNTRY]


def _share_any_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether a name of the first can be one of the second."""
    return any(_share_name(a, b) for a in one for b in other)


def _share_name(one: str, other: str) -> bool:
    """Return whether one name's words are all in the other: "Blinken" and "Antony Blinken"."""
    a, b = _folded_words(one), _folded_words(other)
    return bool(a and b) and (a <= b or b <= a)


def _likeness(one: str, other: str) -> float:
    """Return the share of common words, 0 to 1 (Jaccard)."""
    a, b = _folded_words(one), _folded_words(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def _folded_words(text: str) -> frozenset[str]:
    """Return a text's words without case, punctuation and small words."""
    cleaned = "".join(c if c.isalnum() else " " for c in text.casefold())
    return frozenset(cleaned.split()) - _STOP_WORDS
