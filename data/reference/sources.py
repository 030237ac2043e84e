"""Outlets: `sources.toml` as values."""

import tomllib
from functools import cache
from pathlib import Path

from bot.model.copies import Printed
from bot.model.ids import CountryCode
from bot.model.outlets import Outlet, OutletKind, Outlets
from data.reference import load_gazetteer


@cache
def load_outlets() -> Outlets:
    """Load the table of outlets once; later calls return the same value.

    Raises:
        KeyError: A row lacks a field, or names a country that `countries.toml` doesn't have.
        ValueError: A row's kind is none.

    Source:
        General knowledge: each outlet's own imprint.
    """
    countries = load_gazetteer().countries
    text = Path(__file__).with_name("sources.toml").read_text(encoding="utf-8")
    return Outlets(
        tuple(
            Outlet(
                name=row["name"],
                country=CountryCode(row["country"]),
                flag=countries[CountryCode(row["country"])].flag,
                kind=OutletKind(row["kind"]),
                language=row["language"],
                domains=tuple(row["domains"]),
                names=tuple(row.get("names", ())),
            )
            for row in tomllib.loads(text)["outlet"]
        )
    )


def outlet_key(printed: Printed) -> str:
    """Return what tells an outlet from others; "" where nothing is known of it."""
    return load_outlets().key_of(printed.name, printed.url)
