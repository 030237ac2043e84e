"""Wrong countries and cities: near to the right one by map, fame or the other side of the event."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from bot.model.countries import Country
from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.model.words import has_word
from bot.quiz import lexicon
from bot.quiz.chance import draw
from bot.quiz.distract import interleaved
from bot.quiz.draft import Desk
from bot.quiz.facts import Fact
from bot.quiz.means import OF_MISSION, lacks_means
from bot.quiz.naming import country_words, name_words, names_country, normalised
from bot.quiz.nearness import closeness, distances, is_great
from bot.quiz.recorded import days_apart
from bot.quiz.temper import QUARRELLING, Feeling, Temper, feeling, temper_of

_ALIKE = re.compile(
    r"\b(?:likewise|follow(?:ed|s|ing)? suit|(?:did|do|done|doing|does) the same|in solidarity|followed by)\b|"
    r"\b(?:[Jj]oined|[Jj]oining) (?:by|in)\b|\b[Ss]imilar(?:ly)? (?:steps?|moves?|measures?|action|decisions?)\b"
)
"""A sentence that tells of others who did the same, which is no event of its own."""
_LEAVING = re.compile(r"\b(?:withdr[ae]w|pull)\w*\b.*\b(?:troops|soldiers|forces|peacekeepers)\b")
"""What only one that had soldiers there can do, and everybody knows who had."""
_APART_DAYS = 366
"""How far from the asked event another is whose city is a wrong answer for it."""
_LEAST, _APART = 2, 5
"""How far behind the second nearest country another may be: a far one makes the others' likeness a clue."""


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
    others = [code for code in parties if code is not None and code != key]
    year = fact.year or (fact.published.year if fact.published is not None else None)
    alike = " ".join(text for each in desk.story.facts for text in each.support if _ALIKE.search(text))
    if temper_of(fact, desk) is Temper.TRUCE and any(
        desk.gazetteer.rivals.get(each, ())[:1] == (key,) for each in others
    ):
        return ()  # whom else should it have fought
    if _LEAVING.search(stem) and not any(is_great(code) for code in (*others, key)):
        return ()

    persons = (side for side in desk.story.sides if side.kind is ActorKind.PERSON)
    of_named = {side.country for side in persons if has_word(stem, name_words(side))}
    told = f"{support} {stem} {alike}"

    def is_fit(code: CountryCode) -> bool:
        country = desk.gazetteer.countries.get(code)
        if country is None or country.alpha2 is None or code == key or code in parties:
            return False
        if code in lexicon.words("countries", "disputed") or lexicon.is_of_old_name(code, year):
            return False
        if not fact.is_edited and lexicon.is_called_otherwise(code, year):
            return False
        if lexicon.is_no_state(code, year) or lacks_means(code, key, others, stem, desk.gazetteer, year):
            return False
        return code not in of_named and not recorded(code) and not has_word(told, country_words(country))

    ranked = {code: gap for code, gap in distances(desk, key, fact).items() if is_fit(code)}

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
    is_of_mission = OF_MISSION.search(stem) is not None
    at_home = [city for city in lexicon.cities().get(of_key, ()) if city != key] if of_key is not None else []

    def mixed(names: Iterable[str]) -> list[str]:
        return sorted(dict.fromkeys(names), key=lambda city: draw(desk.seed, f"{fact.id}|{city}", 1 << 30))

    if fact.is_edited and of_key in {side.country for side in fact.sides} and not is_at_home:
        pool: Sequence[str] = mixed(_of_sides(fact))
    elif is_at_home or of_key is None:
        pool = mixed(at_home)
    elif fact.type.is_cooperative:
        is_abroad = fact.is_edited and of_key not in {side.country for side in fact.sides}
        pool = _meeting_places(desk, fact, of_key, () if is_abroad else mixed(at_home), mixed)
    else:
        pool = [*mixed(_scenes(desk, fact, of_key)), *mixed(at_home)]
    if fact.is_edited:
        taken = {other.place for other in desk.story.facts if (days_apart(fact, other) or 0) <= _APART_DAYS}
        pool = [*mixed(_met_before(desk, fact))[:2], *pool] if fact.type.is_cooperative else pool
    else:
        taken = {other.place for other in desk.story.facts if _same_parties(other, fact)}
    if fact.is_edited and of_key not in {side.country for side in fact.sides}:
        own = {side.country for side in fact.sides}
        pool = [city for city in mixed(_met_before(desk, fact)) if city_country(city, desk) not in own]
    if is_of_mission:
        countries_ = desk.gazetteer.countries
        seats = {_capital(desk, code) for code in countries_ if not has_word(stem, country_words(countries_[code]))}
        pool = [city for city in pool if city in seats]
    return tuple(
        city
        for city in dict.fromkeys(pool)
        if normalised(city) != normalised(key) and city not in taken and not has_word(f"{stem} {support}", (city,))
    )


def _of_sides(fact: Fact) -> Iterator[str]:
    """Yield the best known cities of a fact's countries: where else, if it was at one of theirs."""
    for code in dict.fromkeys(side.country for side in fact.sides):
        yield from lexicon.cities().get(code, ()) if code is not None else ()


def is_city(place: str, desk: Desk) -> bool:
    """Tell whether a place is a city that the tables list or a capital, and not only a seat of power: "Camp David"."""
    code = city_country(place, desk)
    return code is not None and place in {*lexicon.cities().get(code, ()), _capital(desk, code)}


def _met_before(desk: Desk, fact: Fact) -> Iterator[str]:
    """Yield the cities in which the record has the same countries meet or agree at other times."""
    pair = {side.country for side in fact.sides}
    for other in desk.story.facts:
        is_like = other.type.is_cooperative and {side.country for side in other.sides} == pair
        if not is_like or other.place is None or not is_city(other.place, desk):
            continue
        if (days_apart(fact, other) or 0) > _APART_DAYS:
            yield other.place


def _meeting_places(
    desk: Desk, fact: Fact, of_key: CountryCode, at_home: Sequence[str], mixed: Callable[[Iterable[str]], list[str]]
) -> tuple[str, ...]:
    """Return where the sides might have met: at one of theirs, at neighbours', in third places if they are far apart.

    Who keep no embassies with each other don't meet at home.
    """
    gazetteer = desk.gazetteer
    parties = [side.country for side in fact.sides if side.country in gazetteer.neighbours]
    codes = [code for code in parties if code is not None]
    are_apart = any(gazetteer.are_apart(one, other, fact.year) for one, other in combinations(codes, 2))
    capitals = [] if are_apart else [city for code in codes if (city := _capital(desk, code)) is not None]
    beside = [_capital(desk, code) for code in gazetteer.neighbours.get(of_key, ()) if code not in codes]
    are_near = bool(codes) and all(code == of_key or closeness(gazetteer, code, of_key) for code in codes)
    third = [] if are_near or of_key in codes else list(lexicon.phrases("meeting_places", "cities"))
    outside = [*at_home[:1], *mixed(third), *mixed(city for city in beside if city is not None), *at_home]
    return interleaved(capitals, outside)


def _scenes(desk: Desk, fact: Fact, of_key: CountryCode) -> tuple[str, ...]:
    """Return the capitals in which the like could have been done to the target.

    Who strikes elsewhere strikes at a country that it quarrels with, never at a friend; who does it at home is of a
    country that quarrels with the target.
    """
    gazetteer = desk.gazetteer
    doers = {side.country for side in fact.source if side.country is not None}
    doers |= (
        set(map(CountryCode, lexicon.words("countries", "allied")))
        if any(side.name == "NATO" for side in fact.source)
        else set()
    )
    against = {side.country for side in fact.target if side.country is not None} if of_key in doers else doers

    def is_fit(code: CountryCode) -> bool:
        if code in {*doers, *against, of_key} or not closeness(gazetteer, code, of_key):
            return False
        felt = [feeling(gazetteer, code, other) for other in against if other in gazetteer.neighbours]
        return bool(felt) and Feeling.ALLY not in felt and any(each in QUARRELLING for each in felt)

    found = (_capital(desk, code) for code in gazetteer.neighbours if is_fit(code))
    return tuple(city for city in found if city is not None)


def _capital(desk: Desk, code: CountryCode) -> str | None:
    """Return a country's capital; None where the tables don't know it."""
    country = desk.gazetteer.countries.get(code)
    metonyms = () if country is None else country.metonyms
    return next(iter((*lexicon.cities().get(code, ()), *metonyms)), None)


def _same_parties(other: Fact, fact: Fact) -> bool:
    return {side.name for side in other.sides} == {side.name for side in fact.sides}


def reveals_country(desk: Desk, text: str, code: CountryCode) -> bool:
    """Tell whether a stem gives a country away, by name, people, place or person."""
    return names_country(text, code, desk.gazetteer, desk.story.sides)
