"""Countries as people type them: "uk", "Britain", "PRC", "中国", and unions: "EU". Pure; the table comes in."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from bot.model.countries import Country, Dyad, Gazetteer
from bot.model.errors import InvalidInputError
from bot.model.ids import CountryCode
from bot.model.language import told
from bot.territories import names_anywhere, spoken_name

_BETWEEN = re.compile(r"\s+(?:and|vs\.?)\s+|\s*[–,，、/&-]\s*", re.IGNORECASE)
_MARKS = str.maketrans({".": None, "’": "'", "‑": "-"})


def find_countries(gazetteer: Gazetteer, typed: str, limit: int) -> tuple[Country, ...]:
    """Return countries and unions for an autocomplete.

    Args:
        gazetteer: The table.
        typed: What was typed so far, any case; "" gives all.
        limit: How many at most.

    Returns:
        First those of which a name or code is exactly what was typed, then those with a name that begins with it, then
        those with a word that does; within each countries before unions, by everyday name. "IGO" and "NGO", which
        stand for many bodies, are left out.
    """
    wanted = _fold(typed)
    ranked = [(rank, side) for side in _sides_of(gazetteer) if (rank := _rank(side, gazetteer, wanted)) is not None]
    ranked.sort(key=lambda found: (found[0], found[1].code in gazetteer.unions, found[1].name))
    return tuple(side for _, side in ranked[:limit])


def country_named(gazetteer: Gazetteer, typed: str) -> CountryCode:
    """Return the code of the one country or union that is meant; what names a country names no union.

    It may be named in any language that the bot speaks.

    Raises:
        InvalidInputError: No country or union has this name, or several begin with it.
    """
    wanted = _fold(typed)
    exact = [side for side in _sides_of(gazetteer) if wanted in _names(side, gazetteer)]
    states = [side for side in exact if side.code not in gazetteer.unions]
    found = states or exact or _named_elsewhere(gazetteer, wanted)
    found = found or list(find_countries(gazetteer, typed, 2) if wanted else ())
    if len(found) != 1:
        raise InvalidInputError(
            user_text=told("“{typed}” is not one country or union. Examples: China, EU", typed=typed[:40])
        )
    return found[0].code


def dyad_of(first: CountryCode, second: CountryCode) -> Dyad:
    """Return the pair of two countries or unions in the order given.

    Raises:
        InvalidInputError: Both are the same.
    """
    if first == second:
        raise InvalidInputError(user_text=told("A pair needs two different countries."))
    return Dyad(first=first, second=second)


def two_pairs(first: Dyad, second: Dyad) -> tuple[Dyad, Dyad]:
    """Return two pairs to compare in the order given.

    Raises:
        InvalidInputError: Both join the same two.
    """
    if first.key == second.key:
        raise InvalidInputError(
            user_text=told("Two different pairs can be compared. Example: US – China and China – EU")
        )
    return first, second


def pair_named(gazetteer: Gazetteer, typed: str) -> Dyad:
    """Return the pair that is meant by "US – China", "us, china", "US and China" or "USA-CHN".

    Raises:
        InvalidInputError: It is not two different countries.
    """
    for first, second in _sides(typed):
        try:
            return dyad_of(country_named(gazetteer, first), country_named(gazetteer, second))
        except InvalidInputError:
            continue
    raise InvalidInputError(
        user_text=told("“{typed}” is not a pair of countries. Example: US – China", typed=typed[:40])
    )


def find_pairs(gazetteer: Gazetteer, typed: str, usual: Dyad, limit: int) -> tuple[Dyad, ...]:
    """Return pairs for an autocomplete.

    Args:
        gazetteer: The table.
        typed: What was typed so far: nothing, one side, or two.
        usual: The server's pair: what is offered for nothing, and whose sides go with one that was typed.
        limit: How many at most.
    """
    if not _fold(typed):
        return (usual,)
    sides = next(_sides(typed), (typed, ""))
    first = [country.code for country in find_countries(gazetteer, sides[0], limit)]
    second = [usual.first, usual.second]
    if sides[1].strip():
        second = [country.code for country in find_countries(gazetteer, sides[1], limit)]
    found = [Dyad(first=one, second=other) for one in first for other in second if one != other]
    return tuple(found[:limit])


def pair_words(gazetteer: Gazetteer, pair: Dyad) -> str:
    """Return a pair as an autocomplete offers it and `pair_named` takes it: "US – China"."""
    return f"{gazetteer.country(pair.first).short} – {gazetteer.country(pair.second).short}"


def _sides(typed: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to part a text in two; a name may itself have a hyphen or an "and"."""
    for mark in _BETWEEN.finditer(typed):
        yield typed[: mark.start()], typed[mark.end() :]


def _sides_of(gazetteer: Gazetteer) -> Iterator[Country]:
    """Yield whatever may be a side of a pair."""
    for country in (*gazetteer.countries.values(), *gazetteer.unions.values()):
        if gazetteer.may_be_side(country.code):
            yield country


def _named_elsewhere(gazetteer: Gazetteer, wanted: str) -> list[Country]:
    """Return the countries of exactly this name in another language than English."""
    return [side for side in _sides_of(gazetteer) if wanted in _folded(names_anywhere(side.alpha2))]


def _rank(side: Country, gazetteer: Gazetteer, wanted: str) -> int | None:
    names = _names(side, gazetteer)
    if wanted in names or not wanted:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(word.startswith(wanted) for name in names for word in name.split()) else None


def _names(side: Country, gazetteer: Gazetteer) -> frozenset[str]:
    typed = gazetteer.typed.get(side.code, ())
    return _folded((side.name, side.short, *side.names, *typed, side.code, side.alpha2 or "", spoken_name(side.alpha2)))


@lru_cache(maxsize=1024)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(folded for name in names if (folded := _fold(name)))


def _fold(text: str) -> str:
    """Return a name without what people leave out: case, accents, full stops, "the" before it."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.translate(_MARKS)) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split()).removeprefix("the ")
