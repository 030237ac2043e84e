"""How an article's events stand to the gold: which belong together, and what is right about each.

An event and a gold event can belong together if the sentence of the one is among those of the other, and if the type
fits or both sides do. One that need not be told must also fit in type, and be told with a status that the gold lists:
a reproach that is told as a fact is no such event. One to one, best pairs first: type counts more than sides, sides
more than days, and of two that fit alike the one for the timeline is taken.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import product
from typing import Final

from bot.model.plover import EventType
from bot.model.reading import Event
from tests.gold import GoldArticle, GoldEvent, Sides

_TYPE: Final = 8.0
_SIDES: Final = 4.0
_DAYS: Final = 2.0
_MUST: Final = 1.0
_STATUS: Final = 0.5
_PLACE: Final = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A gold event and the event that was told for it, with what is right about it.

    Attributes:
        gold: The gold event.
        event: The one told.
        type: The PLOVER type fits.
        sides: Source and target fit, in either direction where it is reciprocal.
        days: First and last day fit.
        act: The act fits; True where the gold asks for none.
        status: The status fits.
    """

    gold: GoldEvent
    event: Event
    type: bool
    sides: bool
    days: bool
    act: bool
    status: bool

    @property
    def is_right(self) -> bool:
        """Whether type, sides and days are right together."""
        return self.type and self.sides and self.days


@dataclass(frozen=True, slots=True, kw_only=True)
class Spurious:
    """An event that the gold does not know, with what speaks for a cause.

    Attributes:
        event: The event.
        again: The first gold event of the same type and sides, which it may tell again; None for none.
        why: What the gold says of its sentence; "" for nothing.
    """

    event: Event
    again: GoldEvent | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One article's events against the gold, each list in text order."""

    pairs: tuple[Pair, ...]
    missed: tuple[GoldEvent, ...]
    spurious: tuple[Spurious, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts over one article or more.

    Attributes:
        must: Gold events for a timeline.
        found: Those that are told somehow.
        type, sides, days: Those of which the slot is right.
        all: Those of which type, sides and days are right.
        act: Those of which the act is right too.
        status: Those of which the status is right.
        told: Events of the reader.
        good: Those that are events of the gold, of the right type.
    """

    must: int = 0
    found: int = 0
    type: int = 0
    sides: int = 0
    days: int = 0
    all: int = 0
    act: int = 0
    status: int = 0
    told: int = 0
    good: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return the counts of both."""
        return Tally(**{field.name: getattr(self, field.name) + getattr(other, field.name) for field in fields(self)})


def match(article: GoldArticle, events: Sequence[Event]) -> Match:
    """Find which events of an article belong to which of its gold.

    Args:
        article: The gold.
        events: The reader's events, any order.

    Returns:
        The pairs; the gold events for a timeline without a pair; the events without a pair.
    """
    possible = [_compare(gold, event) for gold, event in product(article.events, events)]
    ranked = sorted((pair for pair in possible if _may_be(pair)), key=_worth, reverse=True)
    pairs: list[Pair] = []
    for pair in ranked:
        if all(pair.gold is not one.gold and pair.event is not one.event for one in pairs):
            pairs.append(pair)
    told, known = {id(one.event) for one in pairs}, {id(one.gold) for one in pairs}
    return Match(
        pairs=tuple(sorted(pairs, key=lambda pair: (pair.event.sentence, pair.event.span.start))),
        missed=tuple(gold for gold in article.events if gold.must and id(gold) not in known),
        spurious=tuple(
            Spurious(event=event, again=_again(article, event), why=article.not_events.get(event.sentence, ""))
            for event in sorted(events, key=lambda event: (event.sentence, event.span.start))
            if id(event) not in told
        ),
    )


def tally(found: Match) -> Tally:
    """Count what was found in one article; events that need not be told count for precision alone."""
    musts = [pair for pair in found.pairs if pair.gold.must]
    return Tally(
        must=len(musts) + len(found.missed),
        found=len(musts),
        type=sum(pair.type for pair in musts),
        sides=sum(pair.sides for pair in musts),
        days=sum(pair.days for pair in musts),
        all=sum(pair.is_right for pair in musts),
        act=sum(pair.is_right and pair.act for pair in musts),
        status=sum(pair.status for pair in musts),
        told=len(found.pairs) + len(found.spurious),
        good=sum(pair.type for pair in found.pairs),
    )


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the counts of all."""
    return sum(tallies, start=Tally())


def codes(event: Event) -> Sides:
    """Return an event's sides as codes; parties of no known side are left out."""
    return Sides(
        source=frozenset(str(party.country) for party in event.source if party.country is not None),
        target=frozenset(str(party.country) for party in event.target if party.country is not None),
        reciprocal=event.reciprocal,
    )


def _compare(gold: GoldEvent, event: Event) -> Pair:
    """Return what is right about an event, by the reading of the gold that fits it best."""
    told = codes(event)
    readings: list[tuple[tuple[EventType, ...], tuple[Sides, ...]]] = [
        (gold.types, gold.sides),
        *((types, (sides,)) for types, sides in gold.instead),
    ]
    fits = [(event.type in types, any(_same(one, told) for one in sides)) for types, sides in readings]
    fits_type, fits_sides = max(fits, key=lambda fit: (fit[0] and fit[1], fit[0], fit[1]))
    return Pair(
        gold=gold,
        event=event,
        type=fits_type,
        sides=fits_sides,
        days=event.when.range in gold.dates,
        act=not gold.acts or event.act in gold.acts or event.type in gold.acts,
        status=event.status in gold.status,
    )


def _same(gold: Sides, told: Sides) -> bool:
    if gold.reciprocal:
        return gold.source | gold.target == told.source | told.target
    return (gold.source, gold.target) == (told.source, told.target)


def _may_be(pair: Pair) -> bool:
    if pair.event.sentence not in pair.gold.sentences:
        return False
    return pair.type or pair.sides if pair.gold.must else pair.type and pair.status


def _worth(pair: Pair) -> float:
    worth = _TYPE * pair.type + _SIDES * pair.sides + _DAYS * pair.days + _MUST * pair.gold.must + _STATUS * pair.status
    return worth - _PLACE * pair.gold.sentences.index(pair.event.sentence)


def _again(article: GoldArticle, event: Event) -> GoldEvent | None:
    """Return the first gold event of the same type and sides."""
    for gold in article.events:
        pair = _compare(gold, event)
        if pair.type and pair.sides:
            return gold
    return None
