"""What an editor typed, as an edit: checked at once, and only what is another thing than before. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.countries import country_named
from bot.event_numbers import event_numbered
from bot.model.countries import IGO, Country, Gazetteer
from bot.model.decisions import EventEdit, NamedSide
from bot.model.errors import InvalidInputError
from bot.model.ids import CountryCode, EventId
from bot.model.language import told
from bot.model.plover import EventType
from bot.model.reading import Party, Status
from bot.model.stored import StoredEvent
from bot.model.typed_dates import parse_date, typed_date

_HEADLINE = 200
_PLACE = 60
_MOST_SIDES = 8
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+and\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The headline, date and place as typed, not checked yet; an empty place is none."""

    headline: str
    date: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """The kind and status as chosen, and the countries on either side as typed."""

    kind: EventType
    status: Status
    source: str
    target: str


def wording_of(stored: StoredEvent) -> Wording:
    """Return what the form begins with."""
    event = stored.event
    return Wording(headline=event.headline, date=typed_date(event.when), place=event.place or "")


def coding_of(stored: StoredEvent, gazetteer: Gazetteer) -> Coding:
    """Return what the form begins with."""
    return Coding(
        kind=stored.event.shown_type,
        status=stored.event.status,
        source=_typed_sides(stored.event.source, stored.source_names, gazetteer),
        target=_typed_sides(stored.event.target, stored.target_names, gazetteer),
    )


def edit_of_wording(stored: StoredEvent, typed: Wording) -> EventEdit:
    """Return what differs.

    Raises:
        InvalidInputError: The headline is empty or too long, or the date is none.
    """
    before = wording_of(stored)
    headline, place = (" ".join(text.split()) for text in (typed.headline, typed.place))
    headline = headline.removesuffix(".") if not headline.endswith("..") else headline
    if not headline or len(headline) > _HEADLINE:
        raise InvalidInputError(
            user_text=told("A headline has one sentence of up to {most} characters.", most=_HEADLINE)
        )
    if len(place) > _PLACE:
        raise InvalidInputError(user_text=told("A place has up to {most} characters. Example: Oslo", most=_PLACE))
    is_other_date = typed.date.strip() != before.date
    return EventEdit(
        headline=headline if headline != before.headline else None,
        when=parse_date(typed.date) if is_other_date else None,
        place=place if place != before.place else None,
    )


def edit_of_coding(stored: StoredEvent, typed: Coding, gazetteer: Gazetteer) -> EventEdit:
    """Return what differs; both sides are set where one does.

    Raises:
        InvalidInputError: A side names what is no country, or nobody takes part.
    """
    before = coding_of(stored, gazetteer)
    is_other = (typed.source.strip(), typed.target.strip()) != (before.source, before.target)
    source, target = (_sides(text, gazetteer) for text in (typed.source, typed.target)) if is_other else ((), ())
    if is_other and not source and not target:
        raise InvalidInputError(user_text=told("At least one country takes part. Example: China"))
    return EventEdit(
        kind=typed.kind if typed.kind is not before.kind else None,
        status=typed.status if typed.status is not before.status else None,
        source=source if is_other else None,
        target=target if is_other else None,
    )


def other_event(typed: str) -> EventId:
    """Return the number of the event that is meant.

    Raises:
        InvalidInputError: It is no event's number.
    """
    return event_numbered(typed)


def _typed_sides(parties: Sequence[Party], names: Sequence[str], gazetteer: Gazetteer) -> str:
    """Return the sides by name, each once; a union by its own, as far as the party's name tells it."""
    bodies = gazetteer.body_names
    codes = [bodies.side(party.country, name) for party, name in zip(parties, names, strict=True)]
    known = (gazetteer.known(code) for code in dict.fromkeys(codes) if code is not None)
    return ", ".join(country.name for country in known if country is not None)


def _sides(typed: str, gazetteer: Gazetteer) -> tuple[NamedSide, ...]:
    names = [part for part in _BETWEEN.split(typed.strip()) if part]
    if len(names) > _MOST_SIDES:
        raise InvalidInputError(user_text=told("A side has up to {most} countries.", most=_MOST_SIDES))
    codes = dict.fromkeys(_code(name, gazetteer) for name in names)
    return tuple(_named_side(gazetteer.country(code), gazetteer) for code in codes)


def _named_side(side: Country, gazetteer: Gazetteer) -> NamedSide:
    """Return a side as an event's party: a union is a body by its name there, as it is where a text names it."""
    return NamedSide(code=IGO if side.code in gazetteer.unions else side.code, name=side.name)


def _code(name: str, gazetteer: Gazetteer) -> CountryCode:
    """Return the code of a country, or of bodies of no state, by the name that the form begins with."""
    same = [country.code for country in gazetteer.countries.values() if country.name.casefold() == name.casefold()]
    return same[0] if same else country_named(gazetteer, name)
