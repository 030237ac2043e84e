"""Wrong countries and cities: near to the right one by map, fame or the other side of the event."""

import re
from collections.abc import Callable, Sequence

from bot.model.countries import Country
from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.quiz import lexicon
from bot.quiz.chance import draw
from bot.quiz.distract import interleaved
from bot.quiz.draft import Desk
from bot.quiz.facts import Fact
from bot.quiz.naming import country_words, has_word, name_words, names_country, normalised
from bot.quiz.nearness import distance, have_land_border, without_missions

_BORDER = re.compile(
    r"\b(?:borders?|frontiers?|crossings?|border posts?|overland|by (?:bus|train|rail|road|land)|road links?|rail)\b"
)
"""What only a neighbour can close or open, or reach."""
_ALIKE = re.compile(
    r"\b(?:likewise|follow(?:ed|s|ing)? suit|(?:did|do|done|doing|does) the same|in solidarity|followed by)\b|"
    r"\b(?:[Jj]oined|[Jj]oining) (?:by|in)\b|\b[Ss]imilar(?:ly)? (?:steps?|moves?|measures?|action|decisions?)\b"
)
"""A sentence that tells of others who did the same, which is no event of its own."""
_AT_SEA = re.compile(
    r"\b(?:nav(?:y|al)|vessels?|ships?|boats?|trawlers?|tankers?|frigates?|warships?|submarines?|coast ?guards?|"
    r"coasts?|seas?|waters|ports?|harbou?rs?|maritime|fish(?:ing|eries|ermen)?|islands?|islets?|reefs?)\b",
    re.IGNORECASE,
)
_IN_TRADE = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|imports?|exports?|goods|quotas?|customs|trade|investments?|purchases?|subsid\w+)\b"
)
"""What only a country with a large market does so that others feel it."""
_MARKETS = 22
"""How many of the prominent countries, from the first, are large markets."""
_LEAST, _APART = 2, 10
"""How far behind the second nearest country another may be: a far one makes the others' likeness a clue."""
_MISSION = re.compile(r"\b(?:embass(?:y|ies)|ambassador|high commission(?:er)?|envoy)\b")
"""What a country has abroad, and in capitals alone."""


def countries(
    desk: Desk, fact: Fact, key: CountryCode, stem: str, recorded: Callable[[str], bool]
) -> tuple[Country, ...]:
    """Return other countries: one of the story's own, then neighbours of the sides, then those in the news.

    Args:
        desk: The story and the reference table.
        fact: The fact asked.
        key: The right country.
        stem: The question; who is named there, by any word, is left out.
        recorded: Tells of a code whether a recorded fact makes it right too.
    """
    parties = {side.country for side in fact.sides}
    support = " ".join(fact.support)
    others = parties - {key, None}
    is_of_markets = _IN_TRADE.search(stem) is not None and key in lexicon.prominent()[:_MARKETS]
    is_of_missions = _MISSION.search(stem) is not None or has_word(stem, ("ties", "relations"))
    is_at_sea = _AT_SEA.search(stem) is not None
    alike = " ".join(text for each in desk.story.facts for text in each.support if _ALIKE.search(text))
    is_of_border = _BORDER.search(stem) is not None

    def is_fit(code: CountryCode) -> bool:
        country = desk.gazetteer.countries.get(code)
        if country is None or country.alpha2 is None or code == key or code in parties:
            return False
        if code in lexicon.words("countries", "disputed") or lexicon.is_of_old_name(code, fact.year):
            return False
        if is_of_missions and any(without_missions(code, other) for other in others if other):
            return False
        if is_of_markets and code not in lexicon.prominent()[:_MARKETS]:
            return False
        if is_at_sea and code in lexicon.words("countries", "landlocked"):
            return False
        if is_of_border and not all(have_land_border(desk.gazetteer, other, code) for other in others if other):
            return False
        persons_of = (side for side in desk.story.sides if side.kind is ActorKind.PERSON and side.country == code)
        if any(has_word(stem, name_words(side)) for side in persons_of):
            return False
        return not recorded(code) and not has_word(f"{support} {stem} {alike}", country_words(country))

    ranked: dict[CountryCode, int] = {
        code: gap
        for code in desk.gazetteer.countries
        if is_fit(code) and (gap := distance(desk, code, key, fact)) is not None
    }

    def order(code: CountryCode) -> tuple[int, int, str]:
        return ranked[code], draw(desk.seed, f"{fact.id}|{code}", 1 << 20), code

    everybody = sorted(ranked, key=order)
    if len(everybody) > _LEAST:
        near = ranked[everybody[_LEAST - 1]] + _APART
        everybody = [code for code in everybody if ranked[code] <= near]
    of_story = {side.country for side in desk.story.sides}
    inside = [code for code in everybody if code in of_story]
    names = interleaved(inside, everybody)
    return tuple(desk.gazetteer.countries[CountryCode(code)] for code in names)


def city_country(place: str, desk: Desk) -> CountryCode | None:
    """Return the country of a place that is a city by the tables; None for regions, seas and unknown places."""
    listed = next((code for code, names in lexicon.cities().items() if place in names), None)
    code = listed or desk.gazetteer.places.get(place)
    country = desk.gazetteer.countries.get(code) if code is not None else None
    return code if listed or (country is not None and place in country.metonyms) else None


def cities(desk: Desk, fact: Fact, key: str, stem: str, *, is_at_home: bool = False) -> tuple[str, ...]:
    """Return other cities: the parties' capitals, the key's own country, and usual third places.

    Args:
        desk: The story and the reference table.
        fact: The fact asked.
        key: The right city.
        stem: The question; cities named there are left out.
        is_at_home: Whether all are to be of the key's country, since who receives a guest does so at home.
    """
    of_key = city_country(key, desk)
    support = " ".join(fact.support)
    known = lexicon.cities()
    parties = [side.country for side in fact.sides if side.country is not None]
    capitals = [known[code][0] for code in parties if code in known]
    at_home = [city for city in (known.get(of_key, ()) if of_key is not None else ()) if city != key]
    beside = (
        [known[c][0] for c in desk.gazetteer.neighbours.get(of_key, ()) if c in known] if of_key is not None else []
    )
    third = [] if of_key in parties else list(lexicon.phrases("meeting_places", "cities"))

    def mixed(names: Sequence[str]) -> list[str]:
        return sorted(names, key=lambda city: draw(desk.seed, f"{fact.id}|{city}", 1 << 30))

    pool = interleaved(capitals, [*mixed(at_home)[:1], *mixed(third), *mixed(beside), *mixed(at_home)])
    pool = tuple(mixed(at_home)) if is_at_home else pool
    taken = {other.place for other in desk.story.facts if _same_parties(other, fact)}
    if _MISSION.search(stem) is not None:
        seats = {known[code][0] for code in known if not has_word(stem, country_words(desk.gazetteer.countries[code]))}
        pool = tuple(dict.fromkeys(city for city in (*pool, *beside) if city in seats))
    return tuple(
        city
        for city in pool
        if normalised(city) != normalised(key) and city not in taken and not has_word(f"{stem} {support}", (city,))
    )


def _same_parties(other: Fact, fact: Fact) -> bool:
    return {side.name for side in other.sides} == {side.name for side in fact.sides}


def reveals_country(desk: Desk, text: str, code: CountryCode) -> bool:
    """Tell whether a stem gives a country away, by name, people, place or person."""
    return names_country(text, code, desk.gazetteer, desk.story.sides)
