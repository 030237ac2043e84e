"""Whether a clause names its sides so that one knows them: by full name, office and country."""

import re
from functools import lru_cache

from bot.model.countries import Gazetteer
from bot.model.words import has_word
from bot.quiz import lexicon
from bot.quiz.clause import Clause
from bot.quiz.facts import Fact, Side, Story
from bot.quiz.naming import adjective, country_words, is_full_name, is_named, name_words
from bot.quiz.roles import role_of

_INITIALS = re.compile(r"\b[A-Z]{3,}s?\b")
_SHORT_NAME = 3
_LONG_OFFICE = 80


def tells_sides(fact: Fact, told: str, story: Story, gazetteer: Gazetteer) -> bool:
    """Tell whether a clause names all persons by name and office, and those to whom it is done."""
    persons = [side for side in story.sides if is_named(side) and has_word(told, (side.name,))]
    if any(not _is_of_rank(side) or not is_full_name(side) for side in persons):
        return False
    if any(_is_told_by_surname(side, told) for side in story.sides if is_named(side)):
        return False
    of_event = [side for side in fact.sides if is_named(side)]
    return all(has_word(told, (side.name,)) or _is_told_by_office(side, told, gazetteer) for side in of_event)


def names_in_full(fact: Fact, told: str, story: Story, gazetteer: Gazetteer) -> bool:
    """Tell whether a clause names all persons by their full names, and those to whom it is done."""
    persons = [side for side in story.sides if is_named(side)]
    if any(not is_full_name(side) and has_word(told, (side.name,)) for side in persons):
        return False
    rest = told
    for side in sorted(persons, key=lambda side: -len(side.name)):
        rest = rest.replace(side.name, "")
    if any(_is_told_by_surname(side, rest) for side in persons):
        return False
    of_event = [side for side in fact.sides if is_named(side)]
    return all(has_word(told, (side.name,)) or _is_told_by_office(side, told, gazetteer) for side in of_event)


def _is_of_rank(side: Side) -> bool:
    """Tell whether a person is known by a country and an office of state, shortly said."""
    return (
        side.country is not None
        and side.office is not None
        and len(side.office) <= _LONG_OFFICE
        and role_of(side.office) is not None
    )


def _is_told_by_surname(side: Side, told: str) -> bool:
    """Tell whether a text names somebody by surname alone."""
    surname = side.name.split()[-1]
    return " " in side.name and len(surname) > _SHORT_NAME and side.name not in told and has_word(told, (surname,))


def _is_told_by_office(side: Side, told: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a person is told by country and office alone: "Australia's High Commissioner"."""
    country = gazetteer.countries.get(side.country) if side.country is not None else None
    if country is None or side.office is None:
        return False
    if side.office.lower() not in told.lower():
        return False
    people = "|".join(re.escape(word) for word in country_words(country))
    return re.search(rf"(?<!\w)(?:{people})(?:['’]s?)? {re.escape(side.office)}\b", told, re.IGNORECASE) is not None


def introduces(clause: Clause, story: Story, gazetteer: Gazetteer) -> bool:
    """Tell whether each person who is named behind the verb is introduced with office and country."""
    persons = (side for side in story.sides if is_named(side) and has_word(clause.rest, (side.name,)))
    return all(
        re.search(rf"\w {re.escape(side.name)}", clause.rest) and _has_country(clause, side, gazetteer)
        for side in persons
    )


def _has_country(clause: Clause, side: Side, gazetteer: Gazetteer) -> bool:
    of_country = adjective(side.country, gazetteer)
    country = gazetteer.countries.get(side.country) if side.country is not None else None
    words = (*(country_words(country) if country is not None else ()), *((of_country,) if of_country else ()))
    return side.country is not None and (country is None or country.alpha2 is None or has_word(clause.rest, words))


def is_known_abroad(told: str, story: Story, gazetteer: Gazetteer) -> bool:
    """Tell whether all initials in a text are those of a country or of a body that everybody knows."""
    initials = set(_INITIALS.findall(told)) - set(lexicon.words("bodies", "known_initials"))
    return initials <= _names_of_countries(gazetteer)


@lru_cache(maxsize=1)
def _names_of_countries(gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset(name for country in gazetteer.countries.values() for name in (country.short, *country.names))


def names_well(fact: Fact, told: str) -> bool:
    """Tell whether every person is known by a full name, told once; of those who meet, both are told."""
    persons = [side for side in fact.sides if is_named(side)]
    if any(" " not in side.name or told.count(side.name) > 1 for side in persons):
        return False
    return not fact.is_reciprocal or all(has_word(told, name_words(side)) for side in persons)
