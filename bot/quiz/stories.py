"""Turns readings and stored events into facts with named sides; it decides nothing about questions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from bot.model.countries import IGO, NGO, Country, Gazetteer, Person
from bot.model.dates import DateRange
from bot.model.decisions import EditedField
from bot.model.ids import CountryCode
from bot.model.reading import Actor, ActorKind, Event, Party, Reading
from bot.model.stored import StoredEvent
from bot.quiz import lexicon
from bot.quiz.facts import Fact, QuoteFact, Side, Story, words_of
from bot.quiz.offices import is_held_by_another, may_hold, title_at
from bot.quiz.roles import role_of

_HONORIFIC = re.compile(
    r"^(?:(?:Grand )?Ayatollah|Commodore|Colonel|Marshal|General|Gen\.|Dr\.?|Sir|Dame|Mr\.?|Mrs\.?|Ms\.?|H\.E\.) "
)

_OWNED = re.compile(r"(?<= )(?:his|her|its|their|the) ")
_INITIAL = re.compile(r" (?:[A-Z]\.?,? )+")
"""A middle initial: the tables and the news mostly do without."""


def find_person(name: str, gazetteer: Gazetteer, *, country: CountryCode | None, year: int | None) -> Person | None:
    """Return the holder of an office by full or other name; the one in office in `year` first, None where unclear."""
    found = [person for person in _persons_by_name(gazetteer).get(name, ()) if country in {None, person.country}]
    serving = [person for person in found if year is not None and was_in_office(person, year)]
    candidates = serving or found
    names = {person.name for person in candidates}
    return candidates[0] if len(names) == 1 else None


@lru_cache(maxsize=1)
def _persons_by_name(gazetteer: Gazetteer) -> Mapping[str, tuple[Person, ...]]:
    """Return who goes by a name, or by one of its words, in the order of the tables."""
    found: dict[str, list[Person]] = {}
    for person in gazetteer.persons:
        for name in {person.name, *person.names, *person.name.split()}:
            found.setdefault(name, []).append(person)
    return MappingProxyType({name: tuple(persons) for name, persons in found.items()})


def was_in_office(person: Person, year: int) -> bool:
    """Tell whether the reference table has the person in office in some part of a year."""
    return person.since is not None and person.since <= year and (person.until is None or year <= person.until)


def story_of_reading(reading: Reading, gazetteer: Gazetteer) -> Story:
    """Return the facts of one article."""
    published = reading.published
    sides = [_side_of_actor(actor, gazetteer, published) for actor in reading.actors]
    renamed = {
        actor.name: side.name
        for actor, side in zip(reading.actors, sides, strict=True)
        if side.kind is ActorKind.PERSON and side.name != actor.name
    }

    def fact(index: int, event: Event) -> Fact:
        return _fact(
            _in_full(event, renamed),
            id_=f"event {index}",
            source=tuple(
                _at(_in_part(sides[party.actor], party), event, published, gazetteer) for party in event.source
            ),
            target=tuple(
                _at(_in_part(sides[party.actor], party), event, published, gazetteer) for party in event.target
            ),
            sentences=(event.sentence,),
            support=(reading.sentence(event.sentence),),
            printed_in=frozenset({(reading.article.id, event.sentence)}),
            published=published,
        )

    return Story(
        facts=tuple(fact(index, event) for index, event in enumerate(reading.events)),
        quotes=tuple(
            QuoteFact(
                id=f"quote {index}",
                speaker=sides[quote.speaker],
                text=quote.text,
                sentences=(quote.sentence,),
                support=(reading.sentence(quote.sentence),),
                published=published,
            )
            for index, quote in enumerate(reading.quotes)
            if quote.speaker is not None
        ),
        sides=_distinct(sides),
        words=words_of(f"{reading.article.title or ''} {reading.article.text}"),
        horizon=published,
    )


def _in_full(event: Event, renamed: Mapping[str, str]) -> Event:
    """Return an event whose statement and headline name persons as the tables do: "Obama" → "Barack Obama"."""

    def full(text: str) -> str:
        for name, better in renamed.items():
            if name in text and better not in text:
                text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", better, text)
        return text

    told = event.statement
    if told is not None:
        told = replace(
            told,
            subject=full(told.subject),
            parties=tuple(renamed.get(name, name) for name in told.parties),
            speaker=None if told.speaker is None else renamed.get(told.speaker, told.speaker),
            parts=tuple(
                replace(part, text=full(part.text), parties=tuple(renamed.get(name, name) for name in part.parties))
                for part in told.parts
            ),
        )
    return replace(event, statement=told, headline=full(event.headline))


def story_of_events(events: Sequence[StoredEvent], gazetteer: Gazetteer) -> Story:
    """Return the facts of the store's events; withdrawn ones are left out."""
    facts = tuple(_fact_of_stored(stored, gazetteer) for stored in events if not stored.is_withdrawn)
    days = [day for stored in events for day in stored.told_on]
    texts = (f"{stored.event.headline} {report.sentence}" for stored in events for report in stored.reports)
    return Story(
        facts=facts,
        quotes=(),
        sides=_distinct(side for fact in facts for side in fact.sides),
        words=words_of(" ".join(texts)),
        horizon=max(days, default=None),
    )


def _fact(
    event: Event,
    *,
    id_: str,
    source: tuple[Side, ...],
    target: tuple[Side, ...],
    sentences: tuple[int, ...],
    support: tuple[str, ...],
    printed_in: frozenset[tuple[str, int]],
    published: date | None,
) -> Fact:
    return Fact(
        id=id_,
        type=event.type,
        act=event.act,
        status=event.status,
        alleged=event.alleged,
        source=source,
        target=target,
        is_reciprocal=event.reciprocal,
        when=event.when,
        place=event.place,
        context=event.context,
        headline=_tidied(event.headline, (*source, *target)),
        sentences=sentences,
        support=support,
        printed_in=printed_in,
        published=published,
        salience=event.salience,
        statement=event.statement,
    )


def _tidied(headline: str, sides: Sequence[Side]) -> str:
    """Return a headline without full stop, and without an owner or article before a person's name."""
    line = headline.strip().rstrip(".")
    for side in sides if _OWNED.search(line) else ():
        if side.kind is ActorKind.PERSON and not re.search(r"(?<![\w'’-])[a-z]{4,}", side.name):
            line = re.sub(rf"{_OWNED.pattern}(?={re.escape(side.name)}(?!\w))", "", line)
    return line


def _side_of_actor(actor: Actor, gazetteer: Gazetteer, published: date | None) -> Side:
    if actor.kind is not ActorKind.PERSON:
        return Side(name=actor.name, country=actor.country, office=None, kind=actor.kind)
    name = _HONORIFIC.sub("", actor.name)
    year = None if published is None else published.year
    known = find_person(name, gazetteer, country=actor.country, year=year)
    plain = _INITIAL.sub(" ", name)
    if plain != name and (served := find_person(plain, gazetteer, country=actor.country, year=year)) is not None:
        name, known = plain, served
    return Side(
        name=name if known is None or " " in name else known.name,
        country=actor.country or (known.country if known else None),
        office=_office_of(actor, known, published),
        kind=ActorKind.PERSON,
    )


def _office_of(actor: Actor, known: Person | None, day: date | None) -> str | None:
    """Return an actor's office, by the table where that has it of the same class: its words are surer than a text's."""
    listed = _office_in(known, day)
    is_same = listed is not None and role_of(listed) == role_of(actor.office)
    return listed if is_same or not actor.office else actor.office


def _office_in(person: Person | None, day: date | None) -> str | None:
    return person.office if person is not None and day is not None and was_in_office(person, day.year) else None


def _at(side: Side, event: Event, published: date | None, gazetteer: Gazetteer) -> Side:
    """Return a person with the office of the time of an event; none where that is not certain.

    The office that an article gives is that of its own time: for an event of another year it counts only where the
    table of terms says so, or doesn't know the person.
    """
    if side.kind is not ActorKind.PERSON:
        return side
    when = event.when.range or (None if published is None else DateRange.day(published))
    title = title_at(side.name, side.country, when, gazetteer)
    if title is not None:
        return replace(side, office=title)
    is_past = event.when.range is not None and published is not None and event.when.range.end.year < published.year
    if is_held_by_another(side.name, side.country, role_of(side.office), when, gazetteer):
        return replace(side, office=None)
    may = may_hold(side.name, side.country, when, gazetteer)
    return replace(side, office=None) if may is False or (is_past and may is not None) else side


def _in_part(side: Side, party: Party) -> Side:
    if party.country is None or party.country == side.country:
        return side
    return Side(name=side.name, country=party.country, office=side.office, kind=side.kind)


def _fact_of_stored(stored: StoredEvent, gazetteer: Gazetteer) -> Fact:
    event = stored.event
    day = None if event.when.range is None else event.when.range.end

    def sides(names: Sequence[str], parties: Sequence[Party]) -> tuple[Side, ...]:
        return tuple(
            _side_of_name(name, party.country, gazetteer, day) for name, party in zip(names, parties, strict=False)
        )

    fact = _fact(
        event,
        id_=f"E{stored.id}",
        source=sides(stored.source_names, event.source),
        target=sides(stored.target_names, event.target),
        sentences=tuple(report.sentence_index for report in stored.reports),
        support=tuple(report.sentence for report in stored.reports),
        printed_in=frozenset((str(report.article), report.sentence_index) for report in stored.reports),
        published=min(stored.told_on, default=None),
    )
    is_written = EditedField.HEADLINE in stored.edited or any(report.note is not None for report in stored.reports)
    return replace(fact, is_edited=is_written)


def _side_of_name(name: str, code: CountryCode | None, gazetteer: Gazetteer, day: date | None) -> Side:
    country = gazetteer.countries.get(code) if code is not None else None
    if country is not None and name in {country.name, country.short, *country.names}:
        return Side(name=country.name, country=code, office=None, kind=ActorKind.COUNTRY)
    person = find_person(name, gazetteer, country=code, year=None if day is None else day.year)
    title = title_at(
        name if person is None else person.name, code, None if day is None else DateRange.day(day), gazetteer
    )
    if person is not None or title is not None:
        office = title or (None if person is None else _office_in(person, day))
        return Side(
            name=name if person is None else person.name,
            country=code,
            office=office,
            kind=ActorKind.PERSON,
            adjective=lexicon.adjective_in(code or "", None if day is None else day.year),
        )
    body = next((body for body in gazetteer.bodies if name in {body.name, *body.names}), None)
    is_body = body is not None or code in {IGO, NGO} or not _looks_personal(name, country)
    kind = ActorKind.ORGANIZATION if is_body else ActorKind.PERSON
    return Side(name=name, country=code, office=None, kind=kind)


def _looks_personal(name: str, country: Country | None) -> bool:
    """Tell a person's name from a body's: two to four capitalised words, none of them a country's or an office's."""
    words = name.split()
    of_state = set() if country is None else {country.name, country.short, *country.demonyms, *country.names}
    return (
        2 <= len(words) <= 4
        and all(word[:1].isupper() and word.replace("-", "").replace("'", "").isalpha() for word in words)
        and not of_state.intersection(words)
        and not set(lexicon.words("bodies", "names")).intersection(word.lower() for word in words)
    )


def _distinct(sides: Iterable[Side]) -> tuple[Side, ...]:
    by_name: dict[str, Side] = {}
    for side in sides:
        by_name.setdefault(side.name, side)
    return tuple(by_name.values())
