"""Persons and bodies as people type their names. Pure; the tables come in."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.model.countries import IGO, NGO, Gazetteer
from bot.model.ids import CountryCode
from bot.model.people import Individual
from bot.model.reading import ActorKind

_SIDE = re.compile(r"(?P<name>.+?)\s*\((?P<code>[A-Z]{3})\)")
NO_STATE = frozenset((IGO, NGO))


def parse_person(typed: str) -> tuple[str, CountryCode | None]:
    """Return the name that was typed, and the side that an autocomplete added: "Kari Lund (NOR)"."""
    text = " ".join(typed.split())
    match = _SIDE.fullmatch(text)
    return (match["name"], CountryCode(match["code"])) if match else (text, None)


def spelt(who: Individual) -> str:
    """Return somebody as `parse_person` reads them back."""
    return who.name if who.country is None else f"{who.name} ({who.country})"


class NameTable:
    """The holders of offices by every name that is known of them, folded once: looking all up anew takes long."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Take the names of a gazetteer's table of offices, and other names of some persons."""
        names = {key: [key[0]] for key in gazetteer.offices.persons}
        for person in gazetteer.persons:
            if (person.name, person.country) in names:
                names[person.name, person.country] += person.names
        self._folded = {key: frozenset(map(fold, known)) for key, known in names.items()}
        self._named: dict[str, list[tuple[str, CountryCode]]] = {}
        for key, known in sorted(self._folded.items()):
            for name in known:
                self._named.setdefault(name, []).append(key)

    def beginning(self, typed: str, limit: int) -> tuple[Individual, ...]:
        """Return holders of offices of whom each word that was typed begins a part of a name, by name.

        Args:
            typed: Any text, any case, with or without accents; "" finds all.
            limit: How many at most.

        Returns:
            Those of exactly this name first.
        """
        wanted = fold(typed)
        words = wanted.split()
        ranked = [
            (wanted not in known, name, country)
            for (name, country), known in self._folded.items()
            if any(_has_words(one, words) for one in known)
        ]
        return tuple(
            Individual(name=name, country=country, kind=ActorKind.PERSON) for _, name, country in sorted(ranked)[:limit]
        )

    def named(self, typed: str) -> tuple[Individual, ...]:
        """Return the holders of offices of exactly this name, or of whom it is another name; one for each side."""
        found = self._named.get(fold(typed), ())
        return tuple(Individual(name=name, country=country, kind=ActorKind.PERSON) for name, country in found)


def is_country(gazetteer: Gazetteer, typed: str) -> bool:
    """Tell whether a name is a country's."""
    wanted = fold(typed)
    return any(
        wanted == fold(name)
        for country in gazetteer.countries.values()
        if country.code not in NO_STATE
        for name in (country.name, country.short, *country.names)
    )


def joined(recorded: Iterable[Individual], table: Iterable[Individual]) -> tuple[Individual, ...]:
    """Return everybody of two lists once, those with most events first.

    Of a name whose side some events tell and others don't, the latter are no person of their own.
    """
    found: dict[tuple[str, CountryCode | None], Individual] = {}
    for one in (*recorded, *table):
        key = (fold(one.name), one.country)
        known = found.get(key)
        if known is None:
            found[key] = one
        elif known.events < one.events:
            found[key] = replace(known, events=one.events)
    sided = {name for name, country in found if country is not None}
    kept = [one for (name, country), one in found.items() if country is not None or name not in sided]
    return tuple(sorted(kept, key=lambda one: -one.events))


def fold(name: str) -> str:
    """Return a name without case, accents and full stops."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return " ".join(plain.casefold().replace(".", "").split())


def _has_words(name: str, words: Sequence[str]) -> bool:
    parts = name.replace("-", " ").split()
    return all(any(part.startswith(word) for part in parts) or name.startswith(word) for word in words)
