"""Time zones by the cities that people name them by: the IANA database's own table, our cities, and the capitals."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files

from bot.model.countries import Country, TimeZone

_UTC = TimeZone(key="UTC", country="", cities=("UTC", "GMT"), is_whole_country=False)


def read_zones(cities: Mapping[str, Sequence[str]], countries: Iterable[Country]) -> tuple[TimeZone, ...]:
    """Join the tables.

    Args:
        cities: IANA name → further cities.
        countries: Every country; a capital stands for its zone where the country has no other.

    Returns:
        UTC, then every zone of a country, by name.

    Raises:
        ValueError: A city's zone is not in the database's table.

    Source:
        `zone.tab` of the IANA time zone database, as the package tzdata carries it.
    """
    of_code = {country.alpha2: country for country in countries if country.alpha2 is not None}
    rows = sorted(_rows(), key=lambda row: row[1])
    counts = Counter(code for code, _ in rows)
    unknown = set(cities) - {key for _, key in rows}
    if unknown:
        raise ValueError(f"no such time zones: {sorted(unknown)}")
    return (_UTC, *(_zone(of_code.get(code), key, cities.get(key, ()), counts[code] == 1) for code, key in rows))


def _zone(country: Country | None, key: str, others: Sequence[str], is_whole: bool) -> TimeZone:
    own = key.rsplit("/", 1)[-1].replace("_", " ")
    capitals = country.metonyms if country is not None and is_whole else ()
    named = (own, *others, *(name for name in capitals if not name.startswith("the ")))
    return TimeZone(
        key=key,
        country="" if country is None else country.name,
        cities=tuple(dict.fromkeys(named)),
        is_whole_country=is_whole,
    )


def _rows() -> Iterator[tuple[str, str]]:
    """Yield country code and IANA name of each zone."""
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, _, key, *_ = line.split("\t")
            yield code, key
