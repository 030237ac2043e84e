"""Reference tables: countries, bodies, persons, offices and places, as readable TOML, and the function that loads them.

The files are general knowledge, checked by `tests/data/test_reference*.py`; nothing here reads an article.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.model.bodies import BodyNames
from bot.model.countries import IGO, NGO, TO_THIS_DAY, Body, Country, Gazetteer, Person
from bot.model.ids import CountryCode
from bot.model.offices import Offices
from data.reference.offices import read_offices
from data.reference.zones import read_zones

_FOLDER = Path(__file__).parent
_FIRST_YEAR = 1900
"""That of a stretch of years without a beginning."""


@cache
def load_gazetteer() -> Gazetteer:
    """Load every reference table once; later calls return the same value.

    Returns:
        All countries with "IGO" and "NGO" among them, bodies and persons in the order of their files, places, and
        the terms of offices; capitals and seats of government stand among the places too. Unions that may be a side
        of a pair stand apart from the countries.

    Raises:
        KeyError: A file lacks a field, or names a country that `countries.toml` doesn't have.
        ValueError: A term of an office can't be read, or ends before it starts.

    Source:
        ISO 3166-1 (codes), UN M49 (sub-regions), Unicode CLDR (everyday names); bodies, persons and places by hand;
        offices as each names its own; time zones: IANA time zone database.
    """
    countries = _countries(_table("countries"))
    places = {name: country.code for country in countries.values() for name in country.metonyms}
    for code, names in _table("places").items():
        places.update(dict.fromkeys(names, countries[CountryCode(code)].code))
    peoples = _table("peoples")
    homes = {name: countries[CountryCode(code)].code for code, names in peoples["home"].items() for name in names}
    shared = {
        name: tuple(countries[CountryCode(code)].code for code in codes) for name, codes in peoples["shared"].items()
    }
    ties, sides = _table("ties"), _table("sides")
    bodies = tuple(_body(row, countries) for row in _table("bodies")["body"])
    return Gazetteer(
        countries=MappingProxyType(countries),
        bodies=bodies,
        persons=tuple(_person(row, countries) for row in _table("persons")["person"]),
        places=MappingProxyType(places),
        peoples=MappingProxyType(homes),
        shared=MappingProxyType(shared),
        neighbours=_beside(_table("neighbours"), countries),
        partners=_beside(ties["partners"], countries),
        rivals=_beside(ties["rivals"], countries),
        apart=_apart(_table("apart"), countries),
        offices=Offices(read_offices(_table("offices"), countries)),
        zones=read_zones(_table("cities"), countries.values()),
        unions=MappingProxyType(_unions(sides["sides"], bodies)),
        body_names=_body_names(sides["sides"], bodies),
        typed=MappingProxyType({countries[CountryCode(code)].code: tuple(n) for code, n in sides["typed"].items()}),
    )


def _unions(rows: Mapping[str, Any], bodies: Iterable[Body]) -> dict[CountryCode, Country]:
    """Return the bodies that may be a side, by their own codes, in the file's order; each named as its first body."""
    by_name = {body.name: body for body in bodies}
    return {
        CountryCode(code): Country(
            code=CountryCode(code),
            alpha2=row.get("alpha2"),
            name=row["bodies"][0],
            short=row["short"],
            with_article=row["with_article"],
            names=by_name[row["bodies"][0]].names,
            demonyms=(),
            metonyms=(),
            region="",
        )
        for code, row in rows.items()
    }


def _body_names(rows: Mapping[str, Any], bodies: Iterable[Body]) -> BodyNames:
    """Return the names of the bodies that may be a side, and of their organs."""
    by_name = {body.name: body for body in bodies}
    named = {CountryCode(code): [by_name[name] for name in row["bodies"]] for code, row in rows.items()}
    return BodyNames(
        {name: code for code, them in named.items() for one in them for name in (one.name, *one.names)},
        alone={name for body in by_name.values() for name in (body.name, *body.names)},
    )


def _beside(
    rows: Mapping[str, str], countries: Mapping[CountryCode, Country]
) -> Mapping[CountryCode, tuple[CountryCode, ...]]:
    """Return each state with the states that its row names, in the row's order."""
    return MappingProxyType(
        {
            countries[CountryCode(code)].code: tuple(countries[CountryCode(other)].code for other in others.split())
            for code, others in rows.items()
        }
    )


def _apart(
    rows: Mapping[str, str], countries: Mapping[CountryCode, Country]
) -> Mapping[frozenset[CountryCode], tuple[range, ...]]:
    """Return each pair of states that was without relations, with the years."""
    found: dict[frozenset[CountryCode], tuple[range, ...]] = {}
    for code, others in rows.items():
        for told in others.split():
            other, _, years = told.partition(":")
            first, _, last = years.partition("-")
            pair = frozenset((countries[CountryCode(code)].code, countries[CountryCode(other)].code))
            span = range(int(first or _FIRST_YEAR), int(last or TO_THIS_DAY) + 1)
            found[pair] = (*found.get(pair, ()), span)
    return MappingProxyType(found)


def _table(name: str) -> dict[str, Any]:
    """Return the parsed TOML file of a name."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _countries(rows: Mapping[str, Any]) -> dict[CountryCode, Country]:
    """Return every country by code, with the two sector codes of bodies of no state after them."""
    countries = {
        CountryCode(code): Country(
            code=CountryCode(code),
            alpha2=row["alpha2"],
            name=row["name"],
            short=row["short"],
            with_article=row["with_article"],
            names=tuple(row["names"]),
            demonyms=tuple(row["demonyms"]),
            metonyms=tuple(row["metonyms"]),
            region=row["region"],
        )
        for code, row in rows.items()
    }
    for code, name in ((IGO, "Intergovernmental organisations"), (NGO, "Non-governmental organisations")):
        countries[code] = Country(
            code=code,
            alpha2=None,
            name=name,
            short=code,
            with_article=False,
            names=(),
            demonyms=(),
            metonyms=(),
            region="",
        )
    return countries


def _body(row: Mapping[str, Any], countries: Mapping[CountryCode, Country]) -> Body:
    """Return one organisation or group of `bodies.toml`."""
    return Body(
        name=row["name"],
        names=tuple(row.get("names", ())),
        country=countries[CountryCode(row["country"])].code,
        kind=row["kind"],
    )


def _person(row: Mapping[str, Any], countries: Mapping[CountryCode, Country]) -> Person:
    """Return one office-holder of `persons.toml`."""
    return Person(
        name=row["name"],
        names=tuple(row.get("names", ())),
        country=countries[CountryCode(row["country"])].code,
        office=row["office"],
        since=row.get("since"),
        until=row.get("until"),
    )
