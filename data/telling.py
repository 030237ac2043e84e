"""What a report keeps of its own: the event as its article tells it, with the parties by name.

`data.grouping` makes events of tellings, and `data.event_rows` an event's own row of those that tell it.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.model.ids import ArticleId
from bot.model.plover import agreed_mode
from bot.model.reading import ActorKind, Event, Reading
from data import codec
from data.schema.base import AnyRow
from data.sighting import SidedName, Sighting, folded_words

Key = tuple[ArticleId, int]
"""An article's id and an event's number in its reading: one telling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event as one article tells it; its parties' actor ids mean nothing without the article."""

    event: Event
    source: tuple[SidedName, ...]
    target: tuple[SidedName, ...]


def tellings_of(reading: Reading) -> tuple[Telling, ...]:
    """Return what a reading tells, in its order."""

    def named(actor: int, country: Any) -> SidedName:
        one = reading.actors[actor]
        return SidedName(name=one.name, kind=one.kind, country=country, office=one.office)

    return tuple(
        Telling(
            event=event,
            source=tuple(named(party.actor, party.country) for party in event.source),
            target=tuple(named(party.actor, party.country) for party in event.target),
        )
        for event in reading.events
    )


def sighting_of(telling: Telling, key: Key, *, article: str, is_shared: bool, published: date | None) -> Sighting:
    """Return a telling as the rules of merging compare it.

    Args:
        telling: What is told.
        key: Where.
        article: The fingerprint of the article's text.
        is_shared: Whether it is the starter pack's.
        published: The article's day.
    """
    event = telling.event
    return Sighting(
        article=article,
        position=key[1],
        is_shared=is_shared,
        published=published,
        shown=event.shown_type,
        act=event.act,
        status=event.status,
        reciprocal=event.reciprocal,
        alleged=event.alleged,
        dates=event.when.range,
        dated_by=event.when.dated_by,
        place=event.place,
        context=event.context,
        headline=event.headline,
        source=telling.source,
        target=telling.target,
    )


def report_columns(telling: Telling, sighting: Sighting) -> dict[str, Any]:
    """Return the values of a report's row that come from its telling."""
    dates = sighting.dates
    return {
        "sentence_number": telling.event.sentence,
        "act": sighting.act.value,
        "status": sighting.status.value,
        "start_date": None if dates is None else dates.start,
        "end_date": None if dates is None else dates.end,
        "precision": telling.event.when.precision.value,
        "dated_by": telling.event.when.dated_by.value,
        "sides": side_keys(sighting),
        "words": words_key(sighting),
        "telling": codec.dumps(telling),
    }


def load_telling(row: AnyRow) -> Telling:
    """Return the telling of a report's row."""
    return codec.loads(Telling, row.telling)


def words_key(sighting: Sighting) -> str | None:
    """Return what a vague telling is found by, 16 hex digits of its headline's words; None for others."""
    if not sighting.is_vague:
        return None
    return hashlib.sha256(" ".join(sorted(sighting.words)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def side_keys(sighting: Sighting) -> str:
    """Return what two tellings of one event share at least one of, each between bars: "|NOR|CHL|lund|"."""
    return "|" + "".join(f"{one}|" for one in sides(sighting))


def sides(sighting: Sighting) -> tuple[str, ...]:
    """Return the codes of the countries and the words of the names of an event's parties, each once, sorted."""
    return tuple(sorted(set(_side_keys(sighting.parties))))


def _side_keys(parties: Sequence[SidedName]) -> Iterator[str]:
    for party in parties:
        if party.country is not None:
            yield party.country
        if party.kind is not ActorKind.COUNTRY or party.country is None:
            yield from folded_words(party.name)


def composed(tellings: Sequence[tuple[Sighting, Telling]]) -> Telling:
    """Return an event as all that tell it know it, whatever their order.

    Args:
        tellings: Of one owner, at least one.

    Returns:
        The first in rank, so with the most precise date, with the parties of the one that names most of them in the
        same roles, with the mode that most of its type give, with a place and contexts where any gives them, and as
        salient as the most salient.
    """
    ranked = [telling for _, telling in sorted(tellings, key=lambda one: one[0].rank)]
    first = ranked[0]
    named = min(
        (one for one in ranked if _countries(one) == _countries(first)),
        key=lambda one: -sum(party.kind is not ActorKind.COUNTRY for party in (*one.source, *one.target)),
    )
    event = replace(
        first.event,
        mode=agreed_mode(one.event.mode for one in ranked if one.event.type is first.event.type),
        source=named.event.source,
        target=named.event.target,
        place=next((one.event.place for one in ranked if one.event.place), None),
        context=next((one.event.context for one in ranked if one.event.context), ()),
        salience=max(one.event.salience for one in ranked),
    )
    return Telling(event=event, source=named.source, target=named.target)


def _countries(telling: Telling) -> tuple[frozenset[str | None], frozenset[str | None]]:
    """Return the countries in each role."""
    return frozenset(p.country for p in telling.source), frozenset(p.country for p in telling.target)
