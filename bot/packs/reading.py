"""A pack as a reading: what the store takes in, made of a pack's entries instead of an article's text."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.model.countries import Gazetteer
from bot.model.dates import DatedBy, EventDate
from bot.model.ids import CountryCode
from bot.model.packs import MOST_SIGNIFICANCE, Pack, PackEntry, PackParty
from bot.model.reading import (
    Actor,
    ActorKind,
    ArticleText,
    Event,
    Party,
    Reading,
    Span,
    Status,
    Summary,
    SummaryPoint,
)

PUBLISHER = "Backchannel chronology"
_LEAST_SALIENCE = 0.4
_Actor = tuple[str, ActorKind, CountryCode | None, str | None]


def reading_of(pack: Pack, gazetteer: Gazetteer) -> Reading:
    """Return a pack as the reading of one text, a paragraph an entry: its headline, then its context.

    Args:
        pack: The pack.
        gazetteer: Names the countries.

    Returns:
        An event for each entry, in the pack's order, proved by its context; a person is an actor of its own for each
        office that it holds in the pack.
    """
    text, sentences = _written(pack.entries)
    actors = _actors(pack, text, sentences, gazetteer)
    numbers = {(one.name, one.kind, one.country, one.office): one.id for one in actors}
    return Reading(
        article=ArticleText(id=f"pack-{pack.id}", text=text, title=f"{pack.title}: a chronology", source=PUBLISHER),
        language="en",
        sentences=tuple(sentences),
        dates=(),
        actors=tuple(actors),
        events=tuple(_event(entry, at, sentences, numbers) for at, entry in enumerate(pack.entries)),
        quotes=(),
        summary=_summary(pack, sentences),
    )


def salience_of(significance: int) -> float:
    """Return how salient an entry is, `_LEAST_SALIENCE` for significance 1 up to 1 for a turning point."""
    return round(_LEAST_SALIENCE + (1 - _LEAST_SALIENCE) * (significance - 1) / (MOST_SIGNIFICANCE - 1), 3)


def _written(entries: Sequence[PackEntry]) -> tuple[str, list[Span]]:
    """Return the text, and its sentences: the headline and the context of each entry in turn."""
    parts: list[str] = []
    sentences: list[Span] = []
    at = 0
    for entry in entries:
        for told, end in ((f"{entry.headline}.", " "), (entry.context, "\n")):
            sentences.append(Span(start=at, end=at + len(told)))
            parts.append(told + end)
            at += len(told) + len(end)
    return "".join(parts).rstrip("\n"), sentences


def _actors(pack: Pack, text: str, sentences: Sequence[Span], gazetteer: Gazetteer) -> list[Actor]:
    found: dict[PackParty, list[Span]] = {}
    for number, entry in enumerate(pack.entries):
        places = sentences[2 * number : 2 * number + 2]
        for party in entry.parties:
            found.setdefault(party, []).extend(_mentions(party, text, places, gazetteer))
    return [
        Actor(
            id=number,
            kind=party.kind,
            name=party.name,
            country=party.country,
            office=party.office,
            mentions=tuple(sorted(set(spans), key=lambda span: span.start)),
        )
        for number, (party, spans) in enumerate(found.items())
    ]


def _mentions(party: PackParty, text: str, places: Sequence[Span], gazetteer: Gazetteer) -> Iterator[Span]:
    """Yield where an entry names a party; the whole headline where it doesn't by any of its names."""
    country = gazetteer.country(party.country)
    names = (party.name, country.short, *country.names) if party.kind is ActorKind.COUNTRY else (party.name,)
    shape = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(names, key=len, reverse=True)))
    is_found = False
    for place in places:
        for match in shape.finditer(text, place.start, place.end):
            is_found = True
            yield Span(start=match.start(), end=match.end())
    if not is_found:
        yield places[0]


def _event(entry: PackEntry, at: int, sentences: Sequence[Span], numbers: Mapping[_Actor, int]) -> Event:
    proof = 2 * at + 1

    def parties(side: Sequence[PackParty]) -> tuple[Party, ...]:
        return tuple(
            Party(actor=numbers[one.name, one.kind, one.country, one.office], country=one.country) for one in side
        )

    return Event(
        type=entry.type,
        act=entry.type,
        mode=entry.mode,
        source=parties(entry.source),
        target=parties(entry.target),
        reciprocal=entry.is_reciprocal,
        status=Status.OCCURRED,
        when=EventDate(range=entry.dates, precision=entry.precision, dated_by=DatedBy.EXPRESSION),
        place=entry.place,
        context=entry.about,
        headline=entry.headline,
        sentence=proof,
        span=Span(start=0, end=sentences[proof].end - sentences[proof].start),
        salience=salience_of(entry.significance),
    )


def _summary(pack: Pack, sentences: Sequence[Span]) -> Summary:
    """Return the weightiest entries as points, by date."""
    weighty = sorted(range(len(pack.entries)), key=lambda at: (-pack.entries[at].significance, at))[:5]
    points = tuple(
        SummaryPoint(
            lead="",
            text=f"{pack.entries[at].headline} ({pack.entries[at].dates.start.year}).",
            sentences=(2 * at,),
            spans=(sentences[2 * at],),
        )
        for at in sorted(weighty)
    )
    return Summary(title=f"{pack.title}: a chronology", short=points[:2], standard=points, full=points)
