"""The form of a pack's file (docs/chronology.md): TOML in, a `Pack` out. Opens no file itself."""

import datetime as dt
import re
import tomllib
from calendar import monthrange
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bot.model.countries import Country, Dyad
from bot.model.dates import DateRange, Precision
from bot.model.errors import InvalidInputError
from bot.model.ids import CountryCode
from bot.model.packs import (
    LEAST_SIGNIFICANCE,
    LONGEST_CONTEXT,
    LONGEST_HEADLINE,
    MOST_SIGNIFICANCE,
    Pack,
    PackEntry,
    PackParty,
    PublicSource,
)
from bot.model.plover import Context, EventType, Mode
from bot.model.reading import ActorKind

Countries = Mapping[CountryCode, Country]
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_PARTY_FIELDS = 3
_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Source(_Form):
    title: _Words
    publisher: _Words
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\.[^\s/]+(?:/\S*)?$")]
    primary: bool = False


class _Event(_Form):
    id: Annotated[str, StringConstraints(pattern=r"^\d{4}(?:-\d{2}){0,2}(?:-[a-z0-9]+)+$", max_length=80)]
    date: _Words
    type: EventType
    mode: Mode | None = None
    source: Annotated[tuple[_Words, ...], Field(min_length=1)]
    target: tuple[_Words, ...] = ()
    reciprocal: bool = False
    place: _Words | None = None
    headline: Annotated[_Words, StringConstraints(max_length=LONGEST_HEADLINE)]
    context: Annotated[_Words, StringConstraints(max_length=LONGEST_CONTEXT)]
    about: tuple[Context, ...] = ()
    significance: Annotated[int, Field(ge=LEAST_SIGNIFICANCE, le=MOST_SIGNIFICANCE)]
    sources: Annotated[tuple[_Source, ...], Field(min_length=1)]
    checked: dt.date


class _Head(_Form):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z]{3}-[a-z]{3}$")]
    pair: tuple[CountryCode, CountryCode]
    title: _Words
    version: Annotated[int, Field(ge=1)]
    two_sources: bool = False


class _File(_Form):
    pack: _Head
    event: tuple[_Event, ...]


def read_pack(text: str, countries: Countries) -> Pack:
    """Read a pack's file.

    Args:
        text: The file, TOML.
        countries: All countries by code, "IGO" and "NGO" among them.

    Returns:
        The pack, its entries by date, those of one day as in the file.

    Raises:
        InvalidInputError: The file isn't of the form; says where, in one line a fault.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise InvalidInputError(user_text=f"That is no TOML: {fault}.") from fault
    try:
        form = _File.model_validate(table)
    except ValidationError as fault:
        raise InvalidInputError(user_text="\n".join(_said(fault, table))) from fault
    faults: list[str] = []
    entries = [one for event in form.event if (one := _read(event, countries, faults)) is not None]
    head = form.pack
    faults += [f"pack: no country has the code {code}" for code in head.pair if code not in countries]
    if head.pair[0] == head.pair[1]:
        faults.append("pack: a pair needs two different countries")
    if faults:
        raise InvalidInputError(user_text="\n".join(faults))
    return Pack(
        id=head.id,
        pair=Dyad(first=head.pair[0], second=head.pair[1]),
        title=head.title,
        version=head.version,
        entries=tuple(sorted(entries, key=lambda one: (one.dates.start, one.dates.end))),
        needs_two_sources=head.two_sources,
    )


def read_dates(text: str) -> tuple[DateRange, Precision]:
    """Return the days that a date of a pack names, and how fine it is.

    Args:
        text: "1972-02-27", "1972-02", "1972", or two of one kind with a slash between.

    Raises:
        ValueError: The text has another form, or ends before it starts.
    """
    first, _, last = text.partition("/")
    if not all(_DATE.fullmatch(one) for one in (first, last or first)) or (last and len(first) != len(last)):
        raise ValueError(f"{text!r} is no date; examples: 1972-02-27, 1972-02, 1972, 1972-02-21/1972-02-28")
    if last:
        return DateRange(start=_days(first).start, end=_days(last).end), Precision.RANGE
    fineness = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
    return _days(first), fineness[len(first)]


def _days(text: str) -> DateRange:
    numbers = [int(one) for one in text.split("-")]
    year, month, day = (*numbers, None, None)[:3]
    assert year is not None
    if day is not None and month is not None:
        return DateRange.day(dt.date(year, month, day))
    if month is not None:
        return DateRange(start=dt.date(year, month, 1), end=dt.date(year, month, monthrange(year, month)[1]))
    return DateRange(start=dt.date(year, 1, 1), end=dt.date(year, 12, 31))


def _read(event: _Event, countries: Countries, faults: list[str]) -> PackEntry | None:
    """Return an entry; None, and a line a fault, where it can't be."""
    try:
        dates, precision = read_dates(event.date)
        if event.mode is not None and event.mode not in event.type.modes:
            fitting = ", ".join(sorted(event.type.modes)) or "none"
            raise ValueError(f"{event.mode} is no mode of {event.type}; there are: {fitting}")
        return PackEntry(
            key=event.id,
            dates=dates,
            precision=precision,
            type=event.type,
            mode=event.mode,
            source=tuple(_party(one, countries) for one in event.source),
            target=tuple(_party(one, countries) for one in event.target),
            is_reciprocal=event.reciprocal,
            place=event.place,
            headline=event.headline,
            context=event.context,
            about=tuple(sorted(set(event.about), key=list(Context).index)),
            significance=event.significance,
            sources=tuple(
                PublicSource(title=one.title, publisher=one.publisher, url=one.url, is_primary=one.primary)
                for one in event.sources
            ),
            checked=event.checked,
        )
    except ValueError as fault:
        faults.append(f"{event.id}: {fault}")
        return None


def _party(text: str, countries: Countries) -> PackParty:
    """Return a party: "USA", or "name | office | code", the office empty for a body."""
    fields = [one.strip() for one in text.split("|")]
    code = CountryCode(fields[-1])
    if code not in countries:
        raise ValueError(f"no country has the code {code}")
    if len(fields) == 1:
        return PackParty(name=countries[code].name, kind=ActorKind.COUNTRY, country=code)
    if len(fields) != _PARTY_FIELDS or not fields[0]:
        raise ValueError(f"a party is a country's code or “name | office | code”, not {text!r}")
    name, office, _ = fields
    if office:
        return PackParty(name=name, kind=ActorKind.PERSON, country=code, office=office)
    return PackParty(name=name, kind=ActorKind.ORGANIZATION, country=code)


def _said(fault: ValidationError, table: dict[str, Any]) -> Iterator[str]:
    """Yield the faults of a form, a line each, with the entry's own id where it has one."""
    events = table.get("event", [])
    for error in fault.errors():
        place = list(error["loc"])
        if place[:1] == ["event"] and len(place) > 1 and isinstance(place[1], int) and isinstance(events, list):
            name = events[place[1]].get("id", f"event {place[1] + 1}") if isinstance(events[place[1]], dict) else ""
            place = [name, *place[2:]]
        yield f"{', '.join(map(str, place))}: {error['msg']}"
