"""Wrong answers: of the key's own class and time, near to it, and shown to be wrong by what is recorded.

Source: Haladyna, Downing & Rodriguez (2002), rules 22-24 and 28-29; the rejection rules follow what goes wrong in
public quiz projects: aliases, second right answers, entities from another class or time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.model.countries import IGO, Country
from bot.model.dates import DateRange
from bot.model.ids import CountryCode
from bot.model.reading import ActorKind, Status
from bot.quiz import lexicon
from bot.quiz.chance import draw
from bot.quiz.dating import whole_months
from bot.quiz.draft import Desk
from bot.quiz.facts import Fact, Side, was_in_office
from bot.quiz.naming import country_words, has_word, is_full_name, name_words, names_country, normalised, with_country
from bot.quiz.offices import in_office, may_hold, of_role, served_all, title_at
from bot.quiz.roles import is_head, role_gap, role_of

_FARTHEST = 9
_NEAR = 2
_NEAR_ROLE = 4
_GREAT, _KNOWN = 5, 13
"""Ranks of that list below which a country is a great power, and below which everybody knows it."""


def window(fact: Fact) -> DateRange | None:
    """Return the whole months in which a fact falls: what a stem's month covers."""
    return None if fact.when.range is None else whole_months(fact.when.range)


def is_recorded(desk: Desk, fact: Fact, *, source: str | None = None, target: str | None = None) -> bool:
    """Tell whether another recorded fact would make a party right as well.

    Any fact of the same act in the same months counts, planned and reported ones too, unless it was denied.

    Args:
        desk: All facts.
        fact: The fact that is asked for.
        source: Name or country code put in the place of the source.
        target: The same for the target.
    """
    span = window(fact)
    for other in desk.story.facts:
        if other.status is Status.DENIED or other.act is not fact.act or other.id == fact.id:
            continue
        other_span = window(other)
        if span is not None and other_span is not None and not span.overlaps(other_span):
            continue
        sources, targets = _labels(other.source), _labels(other.target)
        if other.is_reciprocal:
            sources = targets = sources | targets
        if (source is not None and source in sources) or (target is not None and target in targets):
            return True
    return False


def _labels(sides: Iterable[Side]) -> frozenset[str]:
    return frozenset(label for side in sides for label in (side.name, side.country) if label)


def interleaved(inside: Iterable[str], outside: Iterable[str]) -> tuple[str, ...]:
    """Return the best of the story, then two from outside, then the others: neither alone gives the key away."""
    first, second = list(dict.fromkeys(inside)), list(dict.fromkeys(outside))
    second = [item for item in second if item not in first]
    return (*first[:1], *second[:2], *first[1:2], *second[2:], *first[2:])


def persons(desk: Desk, fact: Fact, key: Side, stem: str, recorded: Callable[[str], bool]) -> tuple[str, ...]:
    """Return other persons of the key's country, in office at the time.

    Args:
        desk: The story and the reference table.
        fact: The fact asked.
        key: The right person.
        stem: The question; who is named there is left out.
        recorded: Tells of a name whether a recorded fact makes it right too.
    """
    taken = {word.casefold() for word in name_words(key)}
    support = desk.named_in(fact)
    role = role_of(key.office)

    def is_fit(name: str, words: Iterable[str]) -> bool:
        parts = tuple(words)
        shares = any(word.casefold() in taken for word in parts)
        return not shares and not has_word(stem, parts) and not support.intersection(parts) and not recorded(name)

    inside = [
        side
        for side in desk.others(fact)
        if is_full_name(side)
        and side.country == key.country
        and role_of(side.office) is not None
        and role_gap(role_of(side.office), role) <= _NEAR_ROLE
        and _served(desk, side.name, fact)
        and is_fit(side.name, name_words(side))
    ]
    outside = _office_holders(desk, fact, key, is_fit)
    return interleaved(
        (side.name for side in sorted(inside, key=lambda side: role_gap(role_of(side.office), role))),
        (side.name for side in outside),
    )


def why_not(name: str, desk: Desk, fact: Fact) -> str:
    """Return why a person or body is a wrong answer: what it was then, where that is known, and what no record says."""
    held = office_of(name, desk, fact)
    return f"{name} was {held}; no record names them in it." if held else f"No record names {name} in it."


def office_of(name: str, desk: Desk, fact: Fact) -> str | None:
    """Return the office that a person held when a fact took place: "US Secretary of Commerce"; None if unknown."""
    when = days_of(fact)
    codes = {person.country for person in desk.gazetteer.persons if person.name == name}
    codes |= {side.country for side in desk.story.sides if side.name == name and side.country is not None}
    for code in sorted(codes):
        title = title_at(name, code, when, desk.gazetteer)
        person = next((p for p in desk.gazetteer.persons if (p.name, p.country) == (name, code)), None)
        if title is None and person is not None and when is not None and served_all(person, when):
            title = person.office
        if title is not None:
            return with_country(title, code, desk.gazetteer)
    return None


def days_of(fact: Fact) -> DateRange | None:
    """Return the days on which a fact took place; where these are unknown, the day of its report."""
    if fact.when.range is not None:
        return fact.when.range
    return None if fact.published is None else DateRange.day(fact.published)


def _served(desk: Desk, name: str, fact: Fact) -> bool:
    """Tell whether a person of the story was in office in the fact's year, or is named by another fact of that year."""
    year = fact.year or (fact.published.year if fact.published else None)
    known = [person for person in desk.gazetteer.persons if person.name == name]
    for side in desk.story.sides:
        if side.name == name and (held := may_hold(name, side.country, days_of(fact), desk.gazetteer)) is not None:
            return held
    if known:
        return year is not None and any(was_in_office(person, year) for person in known)
    return all(
        other.year is None or other.year == year
        for other in desk.story.facts
        if name in {side.name for side in other.sides}
    )


def _office_holders(desk: Desk, fact: Fact, key: Side, is_fit: Callable[[str, Iterable[str]], bool]) -> Iterator[Side]:
    when, role = days_of(fact), role_of(key.office)
    if when is None or key.country is None:
        return
    pool = [
        side
        for name, office in in_office(key.country, when, desk.gazetteer)
        if is_fit(name, name_words(side := _holder(name, office, key.country)))
    ]
    yield from sorted(
        pool,
        key=lambda side: (role_gap(role_of(side.office), role), draw(desk.seed, f"{fact.id}|{side.name}", 1 << 30)),
    )


def _holder(name: str, office: str, country: CountryCode | None) -> Side:
    return Side(name=name, country=country, office=office, kind=ActorKind.PERSON)


def peers(desk: Desk, fact: Fact, key: Side, stem: str, recorded: Callable[[str], bool]) -> tuple[str, ...]:
    """Return holders of the same class of office in other countries at the time, the key's neighbours first."""
    when, role = days_of(fact), role_of(key.office)
    if when is None or role is None or key.country is None:
        return ()
    taken, support = {word.casefold() for word in name_words(key)}, desk.named_in(fact)
    parties = {side.country for side in fact.sides}
    ranked: list[tuple[int, int, str]] = []
    for code in desk.gazetteer.countries:
        gap = None if code in parties else distance(desk, code, key.country, fact)
        if gap is None:
            continue
        heads = {name for name, _ in of_role(code, "head", when, desk.gazetteer)} if role != "head" else set()
        for name, office in of_role(code, role, when, desk.gazetteer):
            words = name_words(_holder(name, office, code))
            is_told = has_word(stem, words) or support.intersection(words) or recorded(name)
            is_alike = bool(taken & {word.casefold() for word in words})
            if name not in heads and not is_told and not is_alike and (role != "head" or is_head(office)):
                ranked.append((gap, draw(desk.seed, f"{fact.id}|{name}", 1 << 30), name))
    return tuple(name for _, _, name in sorted(ranked))


def bodies(desk: Desk, fact: Fact, key: Side, stem: str, recorded: Callable[[str], bool]) -> tuple[str, ...]:
    """Return other organisations or groups of the key's kind and country, the story's first.

    Only those with a name of their own: "Albania's navy" is asked for as a country's.
    """
    support = " ".join(fact.support)

    def is_fit(name: str) -> bool:
        return (
            name != key.name
            and normalised(name) != normalised(key.name)
            and not has_word(f"{stem} {support}", (name,))
            and not recorded(name)
        )

    inside = [
        side.name
        for side in desk.others(fact)
        if side.kind is key.kind and side.country == key.country and has_own_name(side, desk) and is_fit(side.name)
    ]
    outside = [
        body.name
        for body in desk.gazetteer.bodies
        if body.kind == key.kind.value and body.country == key.country and is_fit(body.name)
    ]
    if key.country == IGO:
        group = next((group for group in lexicon.between_states() if key.name in group), {})
        year = fact.year or (fact.published.year if fact.published else 0)
        known = {name for name, since in group.items() if since <= year}
        inside = [name for name in inside if name in known]
        outside = [name for name in outside if name in known]
    order = sorted(outside, key=lambda name: draw(desk.seed, f"{fact.id}|{name}", 1 << 30))
    return interleaved(inside, order)


def has_own_name(side: Side, desk: Desk) -> bool:
    """Tell whether a body is called by a name that holds no country's word."""
    country = desk.gazetteer.countries.get(side.country) if side.country is not None else None
    is_proper = all(word[:1].isupper() or word in {"of", "for", "and", "the", "on", "in"} for word in side.name.split())
    return is_proper and "'" not in side.name and (country is None or not has_word(side.name, country_words(country)))


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

    def is_fit(code: CountryCode) -> bool:
        country = desk.gazetteer.countries.get(code)
        if country is None or country.alpha2 is None or code == key or code in parties:
            return False
        if code in lexicon.words("countries", "disputed"):
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


def cities(desk: Desk, fact: Fact, key: str, stem: str) -> tuple[str, ...]:
    """Return other cities: the parties' capitals, the key's own country, and usual third places.

    Args:
        desk: The story and the reference table.
        fact: The fact asked.
        key: The right city.
        stem: The question; cities named there are left out.
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
