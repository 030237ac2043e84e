"""CAMEO's codes as this house has them: event codes as PLOVER types, its countries by ISO codes, its roles in words."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from bot.model.cameo import Cameo, Coding
from bot.model.countries import IGO, NGO, Country
from bot.model.ids import CountryCode
from bot.model.plover import EventType, Mode
from data.reference import load_gazetteer


@cache
def load_cameo() -> Cameo:
    """Load the table once; later calls return the same value.

    Raises:
        ValueError: A row names a type or mode that PLOVER does not have.
        KeyError: A row names a country that the gazetteer does not have.

    Source:
        The head of each part of `cameo.toml` names it.
    """
    table = tomllib.loads(Path(__file__).with_name("cameo.toml").read_text(encoding="utf-8"))
    countries = load_gazetteer().countries
    states: dict[str, CountryCode] = {code: code for code in countries if code not in {IGO, NGO}}
    others = {code: countries[CountryCode(iso)].code for code, iso in table["countries"].items()}
    return Cameo(
        codes=MappingProxyType({code: _coding(text) for code, text in table["codes"].items()}),
        countries=MappingProxyType({**states, **others}),
        names=MappingProxyType(_names(countries)),
        roles=MappingProxyType(table["roles"]),
    )


def _coding(text: str) -> Coding | None:
    if not text:
        return None
    kind, _, mode = text.partition(" ")
    coding = Coding(type=EventType(kind), mode=Mode(mode) if mode else None)
    if coding.mode is not None and coding.mode not in coding.type.modes:
        raise ValueError(f"{text!r} is no mode of its type")
    return coding


def _names(countries: Mapping[CountryCode, Country]) -> dict[str, CountryCode]:
    """Return states by every name that means one of them only, case-folded."""
    found: dict[str, set[CountryCode]] = {}
    for country in countries.values():
        if country.code not in {IGO, NGO}:
            for name in (country.name, country.short, *country.names):
                found.setdefault(name.casefold(), set()).add(country.code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
