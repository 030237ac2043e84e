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

_BORDER = re.compile(r"\b(?:borders?|frontiers?|crossings?|border posts?)\b")
"""What only a neighbour can close or open."""
_FARTHEST = 9
_NEAR = 2
_GREAT, _KNOWN = 5, 13
"""Ranks among the prominent countries below which one is a great power, and below which everybody knows it."""


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
    is_of_border = _BORDER.search(stem) is not None

    def is_fit(code: CountryCode) -> bool:
        country = desk.gazetteer.countries.get(code)
        if country is None or country.alpha2 is None or code == key or code in parties:
            return False
        if code in lexicon.words("countries", "disputed"):
            return False
        if is_of_border and not all(code in desk.gazetteer.neighbours.get(other, ()) for other in others if other):
            return False
        persons_of = (side for side in desk.story.sides if side.kind is ActorKind.PERSON and side.country == code)
        if any(has_word(stem, name_words(side)) for side in persons_of):
            return False
        return not recorded(code) and not has_word(f"{support} {stem}", country_words(country))

    ranked: dict[CountryCode, int] = {
        code: gap
        for code in desk.gazetteer.countries
        if is_fit(code) and (gap := distance(desk, code, key, fact)) is not None
    }

    def order(code: CountryCode) -> tuple[int, int, str]:
        return ranked[code], draw(desk.seed, f"{fact.id}|{code}", 1 << 20), code

    everybody = sorted(ranked, key=order)
    of_story = {side.country for side in desk.story.sides}
    inside = [code for code in everybody if code in of_story and ranked[code] <= _FARTHEST - _NEAR]
    names = interleaved(inside, everybody)
    return tuple(desk.gazetteer.countries[CountryCode(code)] for code in names)


def distance(desk: Desk, code: CountryCode, key: CountryCode, fact: Fact | None = None) -> int | None:
    """Return how far a country is from a right one, 0 the nearest; None where nobody would take the one for the other.

    Who borders another side of the event is near, then who borders the right country or lies in its region; great
    powers stand for one another, and in a conflict those that are known for conflicts stand for anybody.
    """
    known, neighbours = desk.gazetteer.countries, desk.gazetteer.neighbours
    if code not in neighbours or key not in known:
        return None
    ranks = {other: rank for rank, other in enumerate(lexicon.prominent())}
    mine, theirs = ranks.get(key, len(ranks)), ranks.get(code, len(ranks))
    is_beside, is_near = code in neighbours.get(key, ()), known[code].region == known[key].region
    others = () if fact is None else [s.country for s in fact.sides if s.country is not None and s.country != key]
    is_beside_other = any(
        code in neighbours.get(other, ()) for other in others if ranks.get(other, len(ranks)) >= _GREAT
    )
    rivals = lexicon.words("countries", "rivals")
    is_among_small = any(ranks.get(other, len(ranks)) >= _KNOWN for other in others)
    is_quarrel = fact is not None and not fact.type.is_cooperative and {code, key} <= set(rivals)
    is_quarrel = is_quarrel and (is_near or is_beside_other or not is_among_small)
    are_great = mine < _GREAT and theirs < _GREAT
    are_known = max(mine, theirs) < _KNOWN
    if not (is_beside or is_near or is_beside_other or is_quarrel or are_known):
        return None
    if (mine < _GREAT) != (theirs < _GREAT) and not (is_beside_other or is_quarrel or are_known):
        return None
    is_close = is_beside and (mine >= _GREAT or theirs < _KNOWN)
    nearness = 2 * is_beside_other + is_close + 2 * is_near + is_quarrel + are_great + are_known
    obscurity = 0 if theirs < len(ranks) or mine >= len(ranks) else 2
    return _FARTHEST - nearness + obscurity


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
