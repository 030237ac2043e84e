"""The question maker's words and pools, read once from `lexicon.toml`."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from bot.model.ids import CountryCode


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files("bot.quiz").joinpath("lexicon.toml").read_text(encoding="utf-8"))


@cache
def words(table: str, name: str) -> tuple[str, ...]:
    """Return a list of single words, in the file's order."""
    return tuple(_tables()[table][name].split())


@cache
def pairs(table: str, name: str) -> dict[str, str]:
    """Return a list of "word:word" as a mapping."""
    return dict(pair.split(":") for pair in words(table, name))


@cache
def phrases(table: str, name: str) -> tuple[str, ...]:
    """Return a list of phrases, in the file's order."""
    return tuple(_tables()[table][name])


@cache
def regions_of(body: str, *, of_members: bool = False) -> tuple[str, ...]:
    """Return words of the names of the regions in which a body between states acts; none where it acts anywhere.

    Args:
        body: Its name.
        of_members: Whether those are wanted in which its members lie.
    """
    rows = pairs("bodies", "of_members" if of_members else "of_region")
    return tuple(region.replace("_", " ") for region in rows.get(body.replace(" ", "_"), "").split("|") if region)


@cache
def members_of(body: str) -> frozenset[str]:
    """Return the codes of a body's members; none where its regions tell enough, or they are not known."""
    return frozenset(pairs("bodies", "members").get(body.replace(" ", "_"), "").split("|")) - {""}


@cache
def union_in(year: int | None) -> frozenset[str]:
    """Return the codes of the European Union's members: those of today, and who was one of them in that year."""
    left = (code for code, until in pairs("countries", "left_union").items() if year is not None and year <= int(until))
    return frozenset(words("countries", "union")).union(left)


@cache
def between_states() -> tuple[dict[str, int], ...]:
    """Return bodies between states by class, each with the year from which it is known by its name."""
    rows = _tables()["bodies"]["between_states"]
    return tuple({name: int(year) for name, _, year in (row.rpartition(":") for row in group)} for group in rows)


@cache
def roles() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the classes of office, first match first, each with the words that show it, in lower case."""
    return tuple((role, tuple(shown.split(", "))) for role, shown in _tables()["roles"].items())


@cache
def cities() -> dict[CountryCode, tuple[str, ...]]:
    """Return each country's cities, its capital first."""
    return {CountryCode(code): tuple(names) for code, names in _tables()["cities"].items()}


@cache
def prominent() -> tuple[CountryCode, ...]:
    """Return the countries that a reader of the news would think of, best known first."""
    return tuple(CountryCode(code) for code in words("countries", "prominent"))


@cache
def eras() -> dict[str, tuple[int, int]]:
    """Return names that belong to some years, each with the first and the last: "West Germany", "Cold War"."""
    rows = (row.split(":") for row in words("countries", "name_years"))
    return {name.replace("_", " "): (int(first), int(last)) for name, first, last in rows}


def is_of_old_name(code: str, year: int | None) -> bool:
    """Tell whether a country bore another name in a year than the tables give it."""
    since = pairs("countries", "renamed").get(code)
    return since is not None and year is not None and year <= int(since)


@cache
def states_until() -> tuple[tuple[CountryCode, int, str], ...]:
    """Return countries that were called otherwise up to a year, each with that year and what it was called."""
    rows = (row.split(":") for row in words("countries", "states_until"))
    return tuple((CountryCode(code), int(until), name.replace("_", " ")) for code, until, name in rows)


def is_called_otherwise(code: str, year: int | None) -> bool:
    """Tell whether a country was called otherwise in a year, or in part of it: "the Soviet Union"."""
    return any(of == code and year is not None and year <= until for of, until, _ in states_until())


def adjective_in(code: str, year: int | None) -> str | None:
    """Return the adjective that a country had in a year, where the tables' is a later one: "Soviet"; None elsewhere."""
    rows = (row.split(":") for row in words("countries", "adjective_until"))
    return next((word for of, until, word in rows if of == code and year is not None and year <= int(until)), None)


def is_no_state(code: str, year: int | None) -> bool:
    """Tell whether a country was no state of its own yet in a year, or not in the whole of it."""
    since = pairs("countries", "state_since").get(code)
    return since is not None and year is not None and year <= int(since)


@cache
def areas() -> tuple[frozenset[str], ...]:
    """Return the parts of the world, each by the regions that have much to do with one another."""
    return tuple(frozenset(area.split(", ")) for area in phrases("countries", "areas"))


@cache
def features() -> dict[str, frozenset[CountryCode]]:
    """Return the countries of each sea, river, line or region that few countries have to do with."""
    return {name: frozenset(map(CountryCode, codes.split())) for name, codes in _tables()["features"].items()}


@cache
def steps(*tables: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what one side may do to another, as past predicates; {T} in them is the target, {A} its adjective.

    Args:
        tables: Names of lists, in the order in which they are wanted.

    Returns:
        Each with beginnings of words, in lower case, that tell of such a step.
    """
    rows = (row.partition(" | ") for table in tables for row in _tables()["steps"][table])
    return tuple((text, tuple(told.split())) for text, _, told in rows)


@cache
def bundled(step: str) -> tuple[str, ...]:
    """Return beginnings of words that tell of steps which go with a step without being told: no wrong answers to it."""
    words_of_step = {word.strip(".,").lower() for word in step.split()}
    rows = (row.partition(" | ") for row in _tables()["steps"]["bundled"])
    return tuple(begin for of, _, told in rows if words_of_step & set(of.split()) for begin in told.split())


@cache
def completion(verb: str) -> str | None:
    """Return the words, parted by "|", of which a verb's complements must begin with one; None where it needs none."""
    found: str | None = _tables()["completed"].get(verb)
    return found
