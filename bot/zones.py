"""Time zones as people type them: "berlin", "New York", "Japan", "europe/berlin". Pure; the table comes in."""

import unicodedata
from collections.abc import Iterator

from bot.model.countries import Gazetteer, TimeZone
from bot.model.errors import InvalidInputError
from bot.model.language import told


def find_zones(gazetteer: Gazetteer, typed: str, limit: int) -> tuple[TimeZone, ...]:
    """Return time zones for an autocomplete.

    Args:
        gazetteer: The table.
        typed: What was typed so far, any case, with or without accents; "" gives all.
        limit: How many at most.

    Returns:
        First those of which a city, the country or the IANA name is exactly what was typed, then those with one that
        begins with it, then those with a word that does; by IANA name within each.
    """
    wanted = _fold(typed)
    ranked = [(rank, zone.key, zone) for zone in gazetteer.zones if (rank := _rank(zone, wanted)) is not None]
    return tuple(zone for _, _, zone in sorted(ranked, key=lambda one: one[:2])[:limit])


def zone_meant(gazetteer: Gazetteer, typed: str) -> str:
    """Return the IANA name of the one time zone that is meant.

    Raises:
        InvalidInputError: None is, or several may be; names some of these.
    """
    wanted = _fold(typed)
    found = find_zones(gazetteer, typed, 4) if wanted else ()
    exact = [zone for zone in found if _rank(zone, wanted) == 0]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0].key
    if found:
        some = ", ".join(zone.key for zone in found[:3])
        raise InvalidInputError(
            user_text=told("“{typed}” may be several time zones: {zones}", typed=typed[:40], zones=some)
        )
    raise InvalidInputError(
        user_text=told(
            "“{typed}” is no time zone. Example: {example}", typed=typed[:40], example=told("Berlin or Europe/Berlin")
        )
    )


def zone_words(zone: TimeZone, typed: str = "") -> str:
    """Return a zone as an autocomplete offers it: "Boston, United States (America/New_York)".

    Args:
        zone: The zone.
        typed: What was typed: the city that it begins is the one that is named.
    """
    wanted = _fold(typed)
    city = next((city for city in zone.cities if wanted and _fold(city).startswith(wanted)), zone.cities[0])
    place = f"{city}, {zone.country}" if zone.country and _fold(zone.country) != _fold(city) else city
    return place if zone.key == city else f"{place} ({zone.key})"


def _rank(zone: TimeZone, wanted: str) -> int | None:
    names = set(_names(zone))
    if wanted in names or not wanted:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(word.startswith(wanted) for name in names for word in name.split()) else None


def _names(zone: TimeZone) -> Iterator[str]:
    yield _fold(zone.key)
    yield from map(_fold, zone.cities)
    if zone.is_whole_country:
        yield _fold(zone.country)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        " " if character in "_-" else character for character in plain if not unicodedata.combining(character)
    )
    return " ".join(kept.replace(".", "").split())
