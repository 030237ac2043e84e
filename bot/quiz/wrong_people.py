"""Wrong persons and bodies: of the key's class, and in office or in being on the days of the event."""

from collections.abc import Callable, Iterable, Iterator

from bot.model.countries import IGO
from bot.model.dates import DateRange
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.reading import ActorKind
from bot.model.words import has_word
from bot.quiz import lexicon
from bot.quiz.chance import draw
from bot.quiz.distract import interleaved
from bot.quiz.draft import Desk
from bot.quiz.facts import Fact, Side
from bot.quiz.naming import country_words, is_full_name, name_words, normalised, with_country
from bot.quiz.nearness import distances
from bot.quiz.offices import in_office, may_hold, of_role, served_all, title_at
from bot.quiz.roles import is_head, role_gap, role_of
from bot.quiz.stories import was_in_office

_LIKE_ROLE = 2
"""How far apart two classes of office are at most whose holders one would take for each other."""
_BY_FORCE = frozenset({EventType.ASSAULT, EventType.MOBILIZE})
"""Acts of armed forces: of all bodies between states only an alliance does them."""
_ACCOMPANYING = frozenset({"foreign", "envoy", "deputy"})
"""Classes whose holders come with others of their government: of a meeting long past none is surely a wrong answer."""
_ASKED_BY_CLASS = frozenset({"spokesperson", "legislator"})
"""Classes that the question names: nobody of another is an answer to "which politician"."""


def persons(desk: Desk, fact: Fact, key: Side, stem: str, recorded: Callable[[str], bool]) -> tuple[str, ...]:
    """Return other persons of the key's country, in office at the time.

    Where the tables know enough of them, a person whom only the text puts there is left out. Who receives a minister
    is often received by the head of state or government as well, and what a minister does may be called the head's
    deed: nobody of that rank is a wrong answer for another. Nor, where a record tells of a meeting, is one who may
    have come along.

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
    like = 0 if role in _ASKED_BY_CLASS else _LIKE_ROLE

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
        and role_gap(role_of(side.office), role) <= like
        and not _is_of_another_country(desk, side)
        and _served(desk, side.name, fact)
        and is_fit(side.name, name_words(side))
    ]
    served = _office_holders(desk, fact, key, is_fit)
    outside = [side for side in served if role_gap(role_of(side.office), role) <= like]
    if len(outside) > 1:
        known = {side.name for side in outside}
        inside = [side for side in inside if side.name in known]
    if role != "head":
        inside, outside = ([s for s in sides if role_of(s.office) != "head"] for sides in (inside, outside))
    if fact.act is EventType.CONSULT and fact.is_edited:
        beside = _ACCOMPANYING - {role}
        inside, outside = ([s for s in sides if role_of(s.office) not in beside] for sides in (inside, outside))
    return interleaved(
        (side.name for side in sorted(inside, key=lambda side: role_gap(role_of(side.office), role))),
        (side.name for side in outside),
    )


def _is_of_another_country(desk: Desk, side: Side) -> bool:
    """Tell whether the tables know a person of a text only as one of another country than the reading says."""
    known = {person.country for person in desk.gazetteer.persons if person.name == side.name}
    return bool(known) and side.country not in known


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
    for code, gap in distances(desk, key.country, fact).items():
        if code in parties:
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
        armed = lexicon.phrases("bodies", "armed")
        known = {
            name
            for name, since in group.items()
            if since <= year and _acts_there(name, desk, fact) and (name in armed or fact.act not in _BY_FORCE)
        }
        inside = [name for name in inside if name in known]
        outside = [name for name in outside if name in known]
    order = sorted(outside, key=lambda name: draw(desk.seed, f"{fact.id}|{name}", 1 << 30))
    return interleaved(inside, order)


def _acts_there(body: str, desk: Desk, fact: Fact) -> bool:
    """Tell whether a body between states acts in the region of one of a fact's countries."""
    regions = lexicon.regions_of(body)
    countries = (desk.gazetteer.countries.get(side.country) for side in fact.sides if side.country is not None)
    of_fact = [country.region for country in countries if country is not None]
    return not regions or any(region in name for name in of_fact for region in regions)


def has_own_name(side: Side, desk: Desk) -> bool:
    """Tell whether a body is called by a name that holds no country's word."""
    country = desk.gazetteer.countries.get(side.country) if side.country is not None else None
    is_proper = all(word[:1].isupper() or word in {"of", "for", "and", "the", "on", "in"} for word in side.name.split())
    return is_proper and "'" not in side.name and (country is None or not has_word(side.name, country_words(country)))
