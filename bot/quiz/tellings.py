"""A fact's clauses: as its statement has it, then as its headline has it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from bot.model.countries import Country, Gazetteer
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.reading import ActorKind
from bot.model.statement import PartRole, Statement, StatementPart
from bot.model.words import has_word
from bot.quiz import lexicon
from bot.quiz.clause import Clause
from bot.quiz.facts import Fact, Side
from bot.quiz.headlines import of_headline
from bot.quiz.naming import (
    adjective,
    country_words,
    introduced,
    is_full_name,
    names_country,
    spelt_out,
)
from bot.quiz.roles import role_of
from bot.quiz.stems import is_bare_country
from bot.quiz.undated import has_date_words
from bot.quiz.verbs import base_form, past_tense, present_participle

_PLAIN_WORDS = 7
_OPEN = {
    "with": re.compile(r"(?:ties|relations|links|contacts?|the border|its border|borders?)$"),
    "from": re.compile(
        r"^(?:recall|withdraw|pull) (?:out )?(?:its|an?|the) (?:[a-z]+ )?(?:ambassador|envoy|high commissioner)$|"
        r"imports$|goods$"
    ),
    "in": re.compile(r"^(?:close|reopen|open|shut) (?:its|an?|the) (?:embassy|consulate|mission)$"),
}
"""Objects that leave open with whom or from where, by the preposition that tells it."""
_DIPLOMATS = re.compile(
    r"((?:some |about |at least )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|a dozen)) (diplomats)"
)
_MINISTRY = re.compile(
    r"the (?:(?:Ministry|Department|Office|Bureau) of |Treasury|(?:[A-Z]\w+ |[a-z]+ )?(?:[Mm]inistry|Department)(?!\w))"
)
_GOVERNMENT = re.compile(r"the (?:[Gg]overnment|authorities) in [A-Z][\w’' -]+$")
_AIM = re.compile(r" to (?!the |visit |travel )[a-z]+ ")
"""What a journey was for: a headline puts it together less safely."""
_OFFICE_BEFORE = (
    r"\b(?:Minister|Secretary|President|Premier|Chancellor|Ambassador|Commissioner|Representative|Envoy|Affairs|"
    r"Trade|Defen[cs]e|Finance|Commerce|Chairman|Director|Adviser|Advisor|King|Queen|Prince|Emir|Sultan) "
)
"""Ends of an office that stands before a name already, in other words than the tables'."""
_LONG_OFFICE = 45
"""Offices longer than that are not put before a name that stands well without."""
_LONG_REST, _LONG_TALK = 125, 150
"""Characters behind the verb from which circumstances go; of talks these are the matter."""
_OWN = re.compile(r"\b(its|their|his|her) own(?= [a-z])", re.IGNORECASE)
"""What sets a thing against another's, which stood in the sentence before: "recalled its own envoy"."""
_NEIGHBOURING = re.compile(r"\b(?:neighbou?ring|nearby) (?=[A-Z])")
_PAPER_THAT = re.compile(
    rf"\b({'|'.join(lexicon.words('lint', 'that_do'))}) (?:that|which) "
    r"((?!is\b|has\b|was\b|does\b|this\b|its\b)[a-z]{2,}(?<!s)s)\b(?! (?:would|could|had|were|was)\b)"
)
_SPOKEN = frozenset({"speak", "talk", "phone", "telephone", "call", "meet"})
_PLAIN_VERBS = frozenset({"meet", "speak", "talk", "visit", "travel", "phone", "telephone", "call", "host", "receive"})


def clauses(
    fact: Fact, gazetteer: Gazetteer, pair: frozenset[CountryCode] = frozenset(), others: Iterable[Side] = ()
) -> Iterator[Clause]:
    """Yield a fact's clause as its statement has it, then as its headline has it, where that can be taken apart.

    Args:
        fact: The fact.
        gazetteer: Names of countries.
        pair: The two countries that the story is about: "cut ties" of one is told to be with the other.
        others: Persons of the story who may be named beside the fact's own.
    """
    if fact.statement is not None:
        yield _of_statement(fact.statement, fact, gazetteer, pair, (*fact.sides, *others))
    found = of_headline(fact, gazetteer)
    if found is not None and (fact.is_edited or _is_plain(fact, found) or _is_plain_step(fact, found, gazetteer)):
        named = [side for side in fact.sides if not fact.is_edited or len(side.office or "") <= _LONG_OFFICE]
        found = replace(found, rest=_introducing(found.rest, named, gazetteer))
        if fact.is_edited and " and " in found.subject:
            others_ = [side for side in named if role_of(side.office) not in {None, "head"}]
            found = replace(found, subject=_introducing(found.subject, others_, gazetteer))
        yield found


def _brief(parts: tuple[StatementPart, ...], lemma: str) -> tuple[StatementPart, ...]:
    """Return parts without circumstances at their end, as far as they make a stem too long.

    What somebody is ordered or forbidden to do is no circumstance, and talks have little else.
    """
    if lemma in lexicon.words("verbs", "of_orders"):
        return parts
    kept = list(parts)
    most = _LONG_TALK if lemma in lexicon.words("verbs", "of_talk") else _LONG_REST
    while len(kept) > 1 and sum(len(part.words) + 1 for part in kept) > most:
        is_aim = (
            kept[-1].role is PartRole.CLAUSE and kept[-1].text.startswith("to ") and kept[-2].role is PartRole.OBJECT
        )
        if kept[-1].role is not PartRole.OBLIQUE and not is_aim:
            break
        kept.pop()
    return tuple(kept)


def _completed(
    parts: tuple[StatementPart, ...], statement: Statement, fact: Fact, gazetteer: Gazetteer
) -> tuple[StatementPart, ...]:
    """Add with whom ties are cut, whence an envoy is recalled, whose diplomats go, where the record alone tells it."""
    codes = {side.country for side in fact.target} - {side.country for side in fact.source}
    country = gazetteer.countries.get(next(iter(codes)) or CountryCode("")) if len(codes) == 1 else None
    if not parts or country is None or country.alpha2 is None or parts[-1].role is not PartRole.OBJECT:
        return parts
    people = adjective(country.code, gazetteer)
    if people is not None and statement.lemma == "expel" and (of := _DIPLOMATS.fullmatch(parts[0].text)):
        return (replace(parts[0], text=f"{of[1]} {people} {of[2]}"), *parts[1:])
    told = " ".join(part.words for part in parts)
    preposition = next((word for word, shape in _OPEN.items() if shape.search(f"{statement.lemma} {told}")), None)
    if preposition is None or any(word in f"{statement.subject} {told}" for word in country_words(country)):
        return parts
    name = country.name if any(side.name == country.name for side in fact.target) else None
    added = StatementPart(
        role=PartRole.OBLIQUE,
        preposition=preposition,
        text=country.in_text,
        parties=() if name is None else (name,),
    )
    return (*parts, added)


def _by_states(part: StatementPart, fact: Fact, gazetteer: Gazetteer) -> StatementPart:
    """Return a part in which a state goes by its name: "relations with Iran", not "with the Iranians"."""
    states = {side.country for side in fact.sides if side.kind is ActorKind.COUNTRY} & gazetteer.countries.keys()
    for country in (gazetteer.countries[code] for code in states if code is not None):
        shape = _with_people(country, is_behind=part.preposition == "with")
        part = replace(part, text=shape.sub(rf"\1{country.in_text}", part.text)) if "the " in part.text else part
    return part


@cache
def _with_people(country: Country, *, is_behind: bool) -> re.Pattern[str]:
    """Return the shape of "with the Iranians"; behind a "with" also of "the Iranians"."""
    people = "|".join(re.escape(word) for word in country.demonyms)
    return re.compile(rf"({'^|' if is_behind else ''}\bwith )the (?:{people})$")


def _introducing(text: str, sides: Iterable[Side], gazetteer: Gazetteer) -> str:
    """Return a text with the office before the name of each of some persons, where it isn't told already."""
    for name, side in {side.name: side for side in reversed(tuple(sides))}.items():
        if name not in text or side.kind is not ActorKind.PERSON or not is_full_name(side):
            continue
        is_told = (side.office is not None and side.office in text) or re.search(_OFFICE_BEFORE + re.escape(name), text)
        if not is_told:
            text = re.sub(rf"(?<!\w){re.escape(side.name)}(?!\w)", introduced(side, gazetteer), text, count=1)
    return text


def _is_plain(fact: Fact, clause: Clause) -> bool:
    """Tell whether a headline tells of a meeting or a journey and little else: words that a reading puts safely."""
    if fact.source and fact.source[0].kind not in {ActorKind.COUNTRY, ActorKind.PERSON}:
        return False
    is_one_to_one = len(fact.source) == len(fact.target) == 1 and fact.source[0].country != fact.target[0].country
    is_of_persons = all(side.kind is ActorKind.PERSON for side in fact.sides) or clause.lemma not in _SPOKEN
    is_short = is_of_persons and len(clause.rest.split()) <= _PLAIN_WORDS and not _AIM.search(clause.rest)
    return fact.act is EventType.CONSULT and is_one_to_one and is_short and clause.lemma in _PLAIN_VERBS


def _is_plain_step(fact: Fact, clause: Clause, gazetteer: Gazetteer) -> bool:
    """Tell whether a headline tells of a step by one country against another that it names, and of nothing else."""
    if len(fact.source) != 1 or len(fact.target) != 1 or not fact.type is fact.act is EventType.SANCTION:
        return False
    source, target = fact.source[0], fact.target[0]
    if source.kind is not ActorKind.COUNTRY or source.country == target.country or target.country is None:
        return False
    is_short = len(clause.rest.split()) <= _PLAIN_WORDS and not clause.aux and not clause.adverb
    is_step = clause.lemma in lexicon.words("verbs", "of_steps") and is_bare_country(clause.subject, source, gazetteer)
    return is_short and is_step and names_country(clause.rest, target.country, gazetteer)


def _plainly(text: str) -> str:
    """Return a text without what sets a thing against another's, or tells where a country lies ("neighbouring Peru").

    What a paper does is told by a participle, which fits the past of a question: "a treaty that ends a war" gives
    "a treaty ending a war".
    """
    plain = _NEIGHBOURING.sub("", _OWN.sub(r"\1", text))
    return _PAPER_THAT.sub(lambda found: f"{found[1]} {present_participle(base_form(found[2]))}", plain)


def _with_owner(subject: str, fact: Fact, gazetteer: Gazetteer) -> str:
    """Return a state by its name, a ministry with its country's adjective.

    "The government in Lima" is Peru, "the Department of the Treasury" the US Department of the Treasury.
    """
    if _GOVERNMENT.match(subject) and len(fact.source) == 1 and fact.source[0].kind is ActorKind.COUNTRY:
        code = fact.source[0].country
        country = None if code is None else gazetteer.countries.get(code)
        is_own = country is not None and has_word(subject, country.metonyms)
        return country.in_text if country is not None and is_own else subject
    if _MINISTRY.match(subject) is None or len(fact.source) != 1:
        return subject
    code = fact.source[0].country
    people = adjective(code, gazetteer)
    if code is None or people is None or has_word(subject, country_words(gazetteer.country(code))):
        return subject
    return re.sub(r"^the ", f"the {people} ", subject)


def _of_statement(
    told: Statement, fact: Fact, gazetteer: Gazetteer, pair: frozenset[CountryCode], known: Sequence[Side]
) -> Clause:
    parts = tuple(replace(part, text=_introducing(part.text, known, gazetteer)) for part in told.parts)
    if {side.country for side in (*fact.source, *fact.target)} == pair:
        parts = _completed(parts, told, fact, gazetteer)
    parts = tuple(replace(part, text=_plainly(spelt_out(part.text, gazetteer))) for part in parts)
    parts = tuple(_by_states(part, fact, gazetteer) for part in parts)
    parts = _brief(parts, told.lemma)
    rest = "".join(f" {part.words}" for part in parts)
    return Clause(
        subject=_with_owner(spelt_out(told.subject, gazetteer), fact, gazetteer),
        is_plural=told.is_plural,
        lemma=told.lemma,
        aux=told.auxiliary,
        past=told.past or past_tense(told.lemma),
        rest=rest,
        has_date=has_date_words(f"{told.subject} {rest}"),
        adverb=told.adverb,
        parts=parts,
    )
