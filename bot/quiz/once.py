"""What happens once in the world: what a question may ask the year or the place in an order of.

A record that has something once doesn't show that it happened once. A treaty with its name, a founding, a first, a
summit of two named people is its own; fire, protest, talks, tariffs and withdrawals come again.
"""

import re
from collections.abc import Sequence
from datetime import date

from bot.model.dates import DateRange
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.reading import ActorKind
from bot.model.words import has_word
from bot.quiz import lexicon
from bot.quiz.clause import Clause
from bot.quiz.dating import same_month
from bot.quiz.draft import Desk
from bot.quiz.facts import Fact, Side
from bot.quiz.naming import country_words
from bot.quiz.roles import role_of
from bot.quiz.stories import was_in_office

_TWO = 2
_NUMBER = re.compile(r"\d{2}")
_FIRST = re.compile(
    r"\b(?:as the first|for the first time|the first|first (?:ever )?[a-z-]+|the founding of|founding the)\b"
)
_AGAIN = re.compile(r"\b(?:again|second|third|another|reportedly|according to|begin talks|hold talks|rounds?)\b")
_OF_RELATIONS = re.compile(r"\b(?:diplomatic relations|embass(?:y|ies)|interests sections|liaison offices?)\b")
_NAMED = re.compile(r"(?<![.\w“-])[A-Z][\w'’.–-]*(?: (?:of|on|the|for|and|de) (?=[A-Z])|(?: (?=[A-Z])))?")
_PLACE = re.compile(
    r"\b(?:(?:Straits? of|Gulf of|Sea of|Bay of) [A-Z][\w-]+|(?:[A-Z][\w'’/-]+ )+"
    r"(?:Canal|Straits?|Sea|River|Islands?|Gulf|Peninsula|Valley|Bay|Lake|Line|Bank|Strip|Shrine|Plateau|Region|Crossing|"
    r"Palace|Castle|House|Agency|Manor|Highlands|Glacier|Frontier))\b"
)
"""Names of places and of buildings, which name nothing that happened."""
_OFFICE = re.compile(
    r"\b(?:President|Prime Minister|Premier|Chancellor|Chairman|King|Emperor|Taoiseach|Shah|Secretary|Minister|General|"
    r"Foreign|Defen[cs]e|State|Vice|National Security|Adviser|Security Council|General Assembly|UN|EU|NATO|Congress|"
    r"Parliament|Bundestag|Knesset|Dáil|Easter|Christmas|Cold War|European Union|United Nations|North|South|West|East|"
    r"Northern|Southern|Western|Eastern)\b"
)
_SUBJECT = re.compile(r" (?:on|to|for|against|founding) ")
_COMES_AGAIN = re.compile(
    r"\b(?:exchange|confrontation|resum\w+|restor\w+|reopen\w*|ceasefire|cease|truce|talks|meet\w*|prisoners|relations|suspend|"
    r"return|refrain|tariffs|trade)\b"
)
_IN_FIGHTING = frozenset({"shoot", "sink", "kill", "land"})
"""What comes again at one place: only a name tells it apart."""
_TELLING = 5
"""Words of an agreement that is told from the like of it."""
OF_WEIGHT, _TURNING_POINT = 0.84, 0.99
"""Salience of an event of significance 4, whose year is worth knowing, and of one of 5."""


def is_dated(fact: Fact) -> bool:
    """Tell whether an event lies within one month, so that it has one year and one place in an order."""
    return fact.when.range is not None and same_month(fact.when.range)


def happens_once(fact: Fact, clause: Clause, desk: Desk) -> bool:
    """Tell whether a written record's event is unique by its nature.

    Args:
        fact: The event.
        clause: It in words.
        desk: Names that are no event's: countries, persons, cities.
    """
    line = fact.headline
    if _AGAIN.search(line):
        return False
    if clause.lemma in lexicon.words("verbs", "of_words_again"):
        return fact.salience >= _TURNING_POINT and bool(named_in(line, desk))
    if _FIRST.search(line):
        return True
    if clause.lemma in lexicon.words("verbs", "of_once"):
        return True
    if _OF_RELATIONS.search(line) and clause.lemma in lexicon.words("verbs", "of_ties"):
        return True
    name = named_in(line, desk)
    if fact.salience >= OF_WEIGHT and _is_told_apart(fact, desk) and not _is_journey(clause):
        return True
    if clause.lemma in lexicon.words("verbs", "again"):
        return _OF_TREATY.search(" ".join(name)) is not None or _NUMBER.search(line) is not None
    if clause.lemma in lexicon.words("verbs", "of_deeds"):
        return bool(name) or (clause.lemma not in _IN_FIGHTING and _is_told_apart(fact, desk))
    if _is_journey(clause):
        return fact.salience >= OF_WEIGHT and _persons_told(fact) > 0 and _is_only_meeting(fact, desk)
    if clause.lemma in lexicon.words("verbs", "of_signing") and _SUBJECT.search(clause.rest):
        return bool(name) or fact.salience >= OF_WEIGHT  # two countries sign more than one agreement on fisheries
    if clause.lemma in {"agree", "propose"}:
        return not _COMES_AGAIN.search(clause.rest) and len(clause.rest.split()) >= _TELLING
    return bool(name) or fact.salience >= _TURNING_POINT or (_persons_told(fact) >= _TWO and fact.is_reciprocal)


def is_its_own(fact: Fact, clause: Clause, desk: Desk) -> bool:
    """Tell whether an event is told by a name, a place or a number, so that it is hardly true of another month too."""
    if _AGAIN.search(fact.headline):
        return False
    if happens_once(fact, clause, desk):
        return True
    return clause.lemma not in lexicon.words("verbs", "of_words_again") and _is_told_apart(fact, desk)


def _is_journey(clause: Clause) -> bool:
    return clause.lemma in lexicon.words("verbs", "of_journeys")


def _is_told_apart(fact: Fact, desk: Desk) -> bool:
    """Tell whether a headline has a name, a place or a number beside the two countries and its persons."""
    text = fact.headline
    for side in desk.story.sides:
        text = text.replace(side.name, " ")
    own = {word for code in {side.country for side in fact.sides} for word in _of_country(code, desk)}
    names = (one[0].strip().rstrip("'’s") for one in _NAMED.finditer(text[:1].lower() + text[1:]))
    return bool(_NUMBER.search(text)) or any(not set(name.split()) <= own | {"UN", "US", "EU"} for name in names)


def _of_country(code: str | None, desk: Desk) -> frozenset[str]:
    country = desk.gazetteer.countries.get(CountryCode(code)) if code is not None else None
    if country is None:
        return frozenset()
    return frozenset(word for name in (*country_words(country), *country.names) for word in name.split())


def in_office_throughout(facts: Sequence[Fact], told: str, desk: Desk) -> bool:
    """Tell whether all whom a text names were in office in every year of some events, so that none tells its time.

    Args:
        facts: The events.
        told: The words of one or more of them.
        desk: The tables.
    """
    years = sorted({fact.year for fact in facts if fact.year is not None})
    named = {
        side.name: side
        for side in (*desk.story.sides, *(side for fact in facts for side in fact.sides))
        if side.kind is ActorKind.PERSON and has_word(told, (side.name,))
    }
    return all(
        role_of(side.office) == "head"
        and all(_serves(side, DateRange(start=date(year, 1, 1), end=date(year, 12, 31)), desk) for year in years)
        for side in named.values()
    )


def _is_only_meeting(fact: Fact, desk: Desk) -> bool:
    """Tell whether the record has none who meets here meet or visit the same other side at another time."""
    persons = {side.name for side in fact.sides if side.kind is ActorKind.PERSON}
    return not any(
        other.year != fact.year
        and (other.is_reciprocal or other.act is EventType.CONSULT)
        and persons <= {side.name for side in other.sides}
        for other in desk.story.facts
    )


_OF_TREATY = re.compile(
    r"\b(?:Treaty|Agreements?|Accords?|Protocols?|Pact|Convention|Declaration|Communiqué|Memorandum|Act|Initiative|Plan|"
    r"Statement|Operation|Olympics|Clause|Constitution|Programme|Principles|Force|Command|Congress)\b"
)


def named_in(line: str, desk: Desk) -> tuple[str, ...]:
    """Return what a headline names besides countries, their people, its own persons, cities, places and offices."""
    text = line[:1].lower() + line[1:]
    for side in sorted(desk.story.sides, key=lambda side: -len(side.name)):
        if side.name in line:
            text = re.sub(re.escape(side.name), " ", text, flags=re.IGNORECASE)
    text = _OFFICE.sub(" ", _PLACE.sub(" ", text)) if not _OF_TREATY.search(line) else text
    known = _known(desk)
    found = (one[0].strip() for one in _NAMED.finditer(text))
    return tuple(word for word in found if word.rstrip("'’s") not in known and word not in known)


def _known(desk: Desk) -> frozenset[str]:
    if "names" not in desk.right:
        gazetteer = desk.gazetteer
        words = {
            word for country in gazetteer.countries.values() for name in country_words(country) for word in name.split()
        }
        words |= {word for country in gazetteer.countries.values() for name in country.names for word in name.split()}
        words |= {word for place in gazetteer.places for word in place.split()}
        words |= {word for names in lexicon.cities().values() for name in names for word in name.split()}
        words |= {word for fact in desk.story.facts if fact.place for word in re.split(r"[ ,]+", fact.place)}
        desk.right["names"] = frozenset(words)
    return desk.right["names"]


def _persons_told(fact: Fact) -> int:
    return sum(side.kind is ActorKind.PERSON and has_word(fact.headline, (side.name,)) for side in fact.sides)


def might_have_been(fact: Fact, desk: Desk, year: int) -> bool:
    """Tell whether an event might have been of a year: each side a state by its name, each person in that office."""
    days = DateRange(start=date(year, 3, 1), end=date(year, 10, 31))  # who left in January is known to have gone
    eras = lexicon.eras().items()
    if any(not first <= year <= last and has_word(fact.headline, (name,)) for name, (first, last) in eras):
        return False
    for side in fact.sides:
        if side.country is not None and lexicon.is_no_state(side.country, year):
            return False
        if side.kind is ActorKind.PERSON and not _serves(side, days, desk):
            return False
    return True


def _serves(side: Side, days: DateRange, desk: Desk) -> bool:
    """Tell whether a person may have held in a year an office of the class that they held."""
    role = role_of(side.office)
    if side.country is not None and desk.gazetteer.offices.is_known(side.name, side.country):
        held = desk.gazetteer.offices.possible_offices_of(side.name, side.country, days)
        return any(role in {None, role_of(term.title)} for term in held)
    known = [person for person in desk.gazetteer.persons if (person.name, person.country) == (side.name, side.country)]
    return any(was_in_office(person, days.start.year) for person in known)
