"""Countries as people type them: "uk", "Britain", "PRC", "south korea". Pure; the table comes in."""

from collections.abc import Iterator

from bot.model.countries import IGO, NGO, Country, Dyad, Gazetteer
from bot.model.errors import InvalidInputError
from bot.model.ids import CountryCode

_NO_STATE = frozenset((IGO, NGO))


def find_countries(gazetteer: Gazetteer, typed: str, limit: int) -> tuple[Country, ...]:
    """Return countries for an autocomplete.

    Args:
        gazetteer: The table.
        typed: What was typed so far, any case; "" gives all.
        limit: How many at most.

    Returns:
        First those of which a name or code is exactly what was typed, then those with a name that begins with it, then
        those with a word that does; by everyday name within each. Bodies of no state are left out.
    """
    wanted = _fold(typed)
    states = (country for country in gazetteer.countries.values() if country.code not in _NO_STATE)
    ranked = [(rank, country) for country in states if (rank := _rank(country, wanted)) is not None]
    ranked.sort(key=lambda found: (found[0], found[1].name))
    return tuple(country for _, country in ranked[:limit])


def country_named(gazetteer: Gazetteer, typed: str) -> CountryCode:
    """Return the code of the one country that is meant.

    Raises:
        InvalidInputError: No country has this name, or several begin with it.
    """
    wanted = _fold(typed)
    exact = [c for c in gazetteer.countries.values() if c.code not in _NO_STATE and wanted in set(_names(c))]
    found = exact or list(find_countries(gazetteer, typed, 2) if wanted else ())
    if len(found) != 1:
        raise InvalidInputError(user_text=f"“{typed[:40]}” is not one country. Example: China")
    return found[0].code


def dyad_of(first: CountryCode, second: CountryCode) -> Dyad:
    """Return the pair of two countries in the order given.

    Raises:
        InvalidInputError: Both are the same.
    """
    if first == second:
        raise InvalidInputError(user_text="A pair needs two different countries.")
    return Dyad(first=first, second=second)


def _rank(country: Country, wanted: str) -> int | None:
    names = set(_names(country))
    if wanted in names or not wanted:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(word.startswith(wanted) for name in names for word in name.split()) else None


def _names(country: Country) -> Iterator[str]:
    for name in (country.name, country.short, *country.names, country.code, country.alpha2 or ""):
        if name:
            yield _fold(name)


def _fold(text: str) -> str:
    return " ".join(text.casefold().replace(".", "").split())
