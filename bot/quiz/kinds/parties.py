"""Questions for a party of an event: which person, which country did it, or had it done to them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from bot.model.countries import IGO, Country
from bot.model.dates import DatedBy, Precision
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.questions import QuestionKind
from bot.model.reading import ActorKind, Status
from bot.model.statement import PartRole
from bot.model.words import has_word
from bot.quiz import lexicon
from bot.quiz.clause import Clause
from bot.quiz.distract import is_recorded
from bot.quiz.draft import Desk, Draft, Later, Wrong
from bot.quiz.facts import Fact, Side
from bot.quiz.naming import (
    called_then,
    country_words,
    introduced,
    is_full_name,
    is_named,
    name_words,
    short_office,
)
from bot.quiz.nearness import is_foregone
from bot.quiz.offices import of_role
from bot.quiz.roles import role_of
from bot.quiz.stems import (
    Slot,
    class_noun,
    dated,
    find_slot,
    is_bare_country,
    sentence_case,
    statement,
    subject_of,
)
from bot.quiz.when import date_words, tells_day
from bot.quiz.whole import is_bare_visit, is_done_by_many, is_specific_of_sides
from bot.quiz.wrong_people import bodies, days_of, has_own_name, peers, persons, why_not
from bot.quiz.wrong_places import countries, reveals_country

_OF_STATE = re.compile(r"Ministry of |(?:[A-Z]\w+ )?(?:Ministry|Parliament|Navy|Army)$")
_CRAFT = re.compile(r" [A-Z][A-Za-z]{0,2}-?\d{1,3}s?(?: [a-z]+)?")
"""Aircraft by their type: "F-16s", "Su-24 bomber"."""
_OF_FEW = ("President", "Prime Minister", "King")
"""Offices that not every country has: the wrong answers must have them."""
_BY_FORCE = frozenset({"strike", "bomb", "attack", "hit", "destroy", "shell", "raid", "invade", "occupy"})
"""What of all bodies between states only an alliance does."""
_OF_BOTH = frozenset({
    "meet", "fight", "clash", "battle", "compete", "share", "trade", "stop", "end", "cease",
})  # fmt: skip
"""What two do to each other: neither does it together with the other against a third."""
_WITH = frozenset({"agree", "exchange", "swap", "sign", "conclude"})
"""What one does with the other, not together with it: "with which country did Iran agree to reopen embassies"."""
_OF_TWO = re.compile(
    r"\b(?:between|among) (?:\w+ ){0,2}their\b|\btheir (?:\w+ )?(?:relations|ties|border|dispute|conflict)\b"
)
"""What belongs to two together."""
_OF_RELATIONS = frozenset(
    {"establish", "restore", "resume", "normalise", "normalize", "sever", "cut", "break", "suspend"}
)
_OF_WAR = re.compile(r"\b(?:war|blows|fighting|hostilities|clashes|conflict|battle)\b")
_BACK = frozenset({"recall", "withdraw", "pull", "call", "bring", "summon", "remove"})
_ENVOY_LAST = re.compile(r"\b(?:ambassadors?|envoys?|high commissioners?|chargé d['’]affaires|representatives?)$")
_OF_EACH = frozenset({"order", "buy", "purchase", "import", "export", "sell", "receive", "own", "test", "elect"})
"""What each does by itself, even where one sentence tells it of two."""
_OF_MISSIONS = (
    r"(?:military |defence )?(?:ambassadors?|diplomats?|envoys?|embassy|consulates?|attachés?|chargé d['’]affaires)"
)
_OF_CRAFT = (
    r"(?:[a-z]+[ -]){0,2}(?:tanker|freighter|ship|vessel|trawler|boat|ferry|submarine|aircraft|plane|jet|airliner|"
    r"fighter|bomber|drone|balloon|helicopter)s?"
)
_COUNT = r"(?:some |about |at least )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|a dozen)"
_PAIR = 2
_OF_BARE_VISIT = 0.3
"""Handicap of the question who visited or met somebody, where nothing more is told."""
Pool = Callable[[Desk, Fact, Side, str, Callable[[str], bool]], tuple[str, ...]]
_NOTHING = re.compile(r"(?!)")
_OF_FIELD = {
    "defence": re.compile(r"\b(?:militar|defen[cs]e|arms|naval|army|armies|troops|forces|weapons)"),
    "trade": re.compile(r"\b(?:trad|tariff|econom|commerc|export|import|WTO)"),
    "finance": re.compile(r"\b(?:econom|financ|currenc|bank|tax|loan|trade|tariff)"),
}
"""Words that show whose field something is."""
_PEERS = {"foreign": "foreign minister", "defence": "defence minister"}


def drafts(fact: Fact, clause: Clause, desk: Desk) -> Iterator[Draft]:
    """Yield questions for the source and for the target of one event."""
    is_open = is_done_by_many(clause) or clause.subject.startswith(("a ", "an "))
    if len(fact.source) == 1 and not is_open:
        yield from _source(fact, clause, desk, fact.source[0])
    if len(fact.target) == 1:
        yield from _target(fact, clause, desk, fact.target[0])
    if not fact.is_reciprocal and fact.statement is not None and clause.parts:
        yield from _partner(fact, clause, desk, fact.statement.parties)
    if fact.is_reciprocal and len(fact.sides) == _PAIR:
        one, other = fact.sides
        yield from _counterpart(fact, clause, desk, one, other)
        yield from _counterpart(fact, clause, desk, other, one)


def _source(fact: Fact, clause: Clause, desk: Desk, side: Side) -> Iterator[Draft]:
    if " and " in clause.subject and side.kind is not ActorKind.ORGANIZATION and " and " not in (side.office or ""):
        return
    if side.kind is ActorKind.PERSON and has_word(clause.subject, name_words(side)):
        noun = class_noun(side, desk.gazetteer)
        if noun is not None and is_full_name(side) and role_of(side.office) != "head":
            asked = f"which {noun} {clause.predicate(is_plural=False)}"
            yield from _who(fact, clause, desk, side, dated(asked, _when(fact, desk), clause.rest), "source")
        if is_full_name(side) and (role := _PEERS.get(role_of(side.office) or "")):
            asked = f"which {role} {clause.predicate(is_plural=False)}"
            stem = dated(asked, _when(fact, desk), clause.rest)
            yield from _who(fact, clause, desk, side, stem, "source", pool_of=peers)
        if side.office is not None and _is_everywhere(side.office):
            asked = f"which country's {short_office(side.office).lower()} {clause.predicate(is_plural=False)}"
            stem = dated(asked, _when(fact, desk), clause.rest)
            yield from _country(fact, clause, desk, side, stem, "source", office=side.office)
        return
    if " and " in clause.subject.replace(side.name, ""):
        return
    is_named = has_own_name(side, desk) and has_word(clause.subject, (side.name,))
    if is_named and (side.kind is ActorKind.GROUP or side.country == IGO) and clause.lemma not in _BY_FORCE:
        noun = "group" if side.kind is ActorKind.GROUP else "organisation"
        asked = f"which {noun} {clause.predicate(is_plural=False)}"
        stem = dated(asked, _when(fact, desk), clause.rest)
        yield from _who(fact, clause, desk, side, stem, "source", pool_of=bodies)
        return
    subject = _of_which_country(clause.subject, side, desk)
    if subject is not None and (clause.lemma not in lexicon.words("verbs", "of_stance") or _quotes(clause)):
        stem = dated(f"{subject} {clause.predicate()}", _when(fact, desk), clause.rest)
        yield from _country(fact, clause, desk, side, stem, "source")


def _quotes(clause: Clause) -> bool:
    """Tell whether a clause gives words that one side only used."""
    return "“" in clause.rest or '"' in clause.rest


def _is_everywhere(office: str) -> bool:
    """Tell whether an office is found in most countries, so that its name gives none away."""
    return (
        office in {"President", "Prime Minister", "King"} or re.fullmatch(r"(?:[A-Z]\w+ )?Minister", office) is not None
    )


def _target(fact: Fact, clause: Clause, desk: Desk, side: Side) -> Iterator[Draft]:
    if not clause.lemma:
        return
    yield from _of_whose(fact, clause, desk, side)
    slot = find_slot(clause, side, desk.gazetteer)
    if slot is None:
        return
    is_leader = side.kind is ActorKind.PERSON and role_of(side.office) == "head" and fact.act is not EventType.CONSULT
    if is_leader:
        asked_for = f"which country's {short_office(side.office or '').lower()}" if side.office in _OF_FEW else None
    elif side.kind is ActorKind.PERSON:
        noun = class_noun(side, desk.gazetteer)
        asked_for = f"which {noun}" if noun is not None and is_full_name(side) else None
    else:
        asked_for = "which country" if side.kind is ActorKind.COUNTRY else None
    if asked_for is None:
        return
    if slot.is_possessive and slot.after.startswith(" own "):
        return
    if slot.is_possessive:
        owned, rest = _owned(slot, clause)
        fronted = f"{asked_for}'s{owned}"
    else:
        fronted, rest = asked_for, f"{slot.before}{slot.after}"
    if slot.preposition:
        # "ambassador to", "envoy in", but "recall from"
        is_of_envoy = slot.preposition in {"to", "in"} and clause.lemma in _BACK and _ENVOY_LAST.search(slot.before)
        fronted = f"{'from' if is_of_envoy else slot.preposition} {fronted}"
    asked = f"{fronted} {clause.asked(subject_of(clause, fact, desk.gazetteer), rest)}"
    stem = dated(asked, _when(fact, desk), rest)
    if is_leader:
        yield from _country(fact, clause, desk, side, stem, "target", office=side.office)
        return
    maker = _who if side.kind is ActorKind.PERSON else _country
    yield from maker(fact, clause, desk, side, stem, "target")


def _owned(slot: Slot, clause: Clause) -> tuple[str, str]:
    """Return what a side has, and what else stands behind the verb: "told *Peru's envoy* to leave".

    Only who is told aims at something; attempts to do it keep it beside them.
    """
    owned, to, aim = slot.after.partition(" to ")
    is_place = aim[:1].isupper() or aim.startswith(("the ", "a ", "an "))
    is_aim = to and not is_place and clause.lemma in lexicon.words("verbs", "of_orders")
    return (owned, f"{slot.before} to {aim}") if is_aim else (slot.after, slot.before)


def _of_whose(fact: Fact, clause: Clause, desk: Desk, side: Side) -> Iterator[Draft]:
    """Ask whose envoys, mission or craft it was, where the object tells it by an adjective: "shot down a Cuban jet"."""
    country = desk.gazetteer.countries.get(side.country) if side.country is not None else None
    at = next((i for i, part in enumerate(clause.parts) if part.role is not PartRole.PARTICLE), None)
    if country is None or at is None or clause.parts[at].role is not PartRole.OBJECT or clause.parts[at].preposition:
        return
    found = _missions_of(country).fullmatch(clause.parts[0].text)
    if found is None:
        return
    rest = "".join(f" {part.words}" for i, part in enumerate(clause.parts) if i != at)
    asked = f"which country's {found['whom']} {clause.asked(subject_of(clause, fact, desk.gazetteer), rest)}"
    yield from _country(fact, clause, desk, side, dated(asked, _when(fact, desk), rest), "target")


@cache
def _missions_of(country: Country) -> re.Pattern[str]:
    """Return the shape of "three Cuban diplomats" or "a Cuban jet", of a country."""
    words = (*country.demonyms, *((country.short,) if country.short.isupper() else ()))
    people = "|".join(map(re.escape, words))
    return re.compile(rf"(?:(?:the|an?|{_COUNT}) )?(?:{people}) (?P<whom>{_OF_MISSIONS}|{_OF_CRAFT})")


def _partner(fact: Fact, clause: Clause, desk: Desk, together: tuple[str, ...]) -> Iterator[Draft]:
    """Ask for one of two countries that did something together."""
    sides = {side.name: side for side in fact.source if side.kind is ActorKind.COUNTRY}
    rest, is_alone = clause.rest, " with " not in clause.rest
    is_mutual = is_alone and has_word(rest, ("relations", "ties", "talks", "links"))
    is_with = is_alone and (clause.lemma in _WITH or (clause.lemma in _OF_RELATIONS and is_mutual))
    if len(together) != 2 or not set(together) <= set(sides) or has_word(rest, ("each",)):
        return
    if not is_with and _OF_TWO.search(rest):
        return
    if not is_with and not is_specific_of_sides(clause, fact, desk.gazetteer):
        return
    theirs = len(re.findall(r"\btheir\b", rest))
    if not is_with and (theirs > 1 or (" and " in rest and not theirs)):
        return
    is_each = clause.lemma in _OF_EACH and " to " not in clause.rest
    if is_each or clause.lemma in _OF_BOTH or _OF_WAR.search(rest):
        return
    for known, key in ((together[0], together[1]), (together[1], together[0])):
        alone = replace(clause, is_plural=False, rest=rest if is_with else re.sub(r"\btheir\b", "its", rest))
        subject = introduced(sides[known], desk.gazetteer)
        with_whom = "with which country" if is_mutual or is_with else "together with which country"
        stem = dated(f"{with_whom} {alone.asked(subject)}", _when(fact, desk), clause.rest)
        yield from _country(fact, clause, desk, sides[key], stem, "source")


def _counterpart(fact: Fact, clause: Clause, desk: Desk, known: Side, key: Side) -> Iterator[Draft]:
    """Ask for one side of "A and B meet"."""
    if (
        " and " not in clause.subject
        or clause.aux
        or has_word(clause.rest, ("together", "both", "each other", "their"))
    ):
        return
    is_person = key.kind is ActorKind.PERSON
    noun = class_noun(key, desk.gazetteer) if is_person else "country"
    if noun is None or key.kind not in {ActorKind.PERSON, ActorKind.COUNTRY} or known.kind is not key.kind:
        return
    if not all(_stands_in(clause.subject, side, desk) for side in (known, key)):
        return  # one of them only brokered it
    if is_person and known.office is None:
        return  # whom nobody knows by the name alone
    named = introduced(known, desk.gazetteer)
    if known.kind is ActorKind.COUNTRY and known.country in desk.gazetteer.countries and known.country is not None:
        named = called_then(known.country, fact, desk.gazetteer)
    asked = f"with which {noun} did {named} {clause.lemma}{clause.bare(clause.rest)}"
    stem = dated(asked, _when(fact, desk), clause.rest)
    slot = "target" if key in fact.target else "source"
    yield from (_who if is_person else _country)(fact, clause, desk, key, stem, slot)


def _stands_in(subject: str, side: Side, desk: Desk) -> bool:
    """Tell whether a subject names a side by any of its names; a country as one of those that it joins.

    "Libya and the families of those killed aboard a French airliner" are Libya and no France.
    """
    country = desk.gazetteer.countries.get(side.country) if side.country is not None else None
    if side.kind is ActorKind.PERSON or country is None:
        return has_word(subject, name_words(side))
    return any(map(_named(country).match, re.split(r", | and ", subject)))


@cache
def _named(country: Country) -> re.Pattern[str]:
    """Return the shape of a country's name, alone or behind what is of it: "the People's Republic of China"."""
    words = "|".join(map(re.escape, country_words(country)))
    return re.compile(rf"(?:[Tt]he )?(?:(?:[A-Za-z-]+ ){{0,3}}of (?:the )?)?(?:{words})(?!\w)")


def _when(fact: Fact, desk: Desk) -> str | None:
    """Say the month; a day or week where no other person pins the event down."""
    is_pinned = sum(is_named(side) for side in fact.sides) > 1
    return date_words(fact, is_fine=not is_pinned and desk.story.horizon is not None)


def _of_which_country(subject: str, side: Side, desk: Desk) -> str | None:
    """Return the subject with its country asked for: "China's navy" → "which country's navy"; None if it can't be."""
    if side.country is None or side.kind is ActorKind.PERSON:
        return None
    country = desk.gazetteer.countries.get(side.country)
    if country is None or country.alpha2 is None:
        return None
    if is_bare_country(subject, side, desk.gazetteer):
        return "which country"
    plain = subject.removeprefix("the ")
    if side.kind is ActorKind.ORGANIZATION and _OF_STATE.match(plain):
        return f"which country's {plain}"
    for word in sorted({country.short, country.name, *country.names, *country.demonyms}, key=lambda w: (-len(w), w)):
        tail = plain.removeprefix(word)
        if tail != plain and (tail.startswith((" ", "'s ", "’s "))):
            body = tail.removeprefix("'s").removeprefix("’s")
            is_plain = body[1:2].islower() or "inist" in body
            is_common = is_plain or _CRAFT.fullmatch(body) is not None or _OF_STATE.match(body.strip()) is not None
            return f"which country's{body}" if is_common else None
    return None


def _kind(fact: Fact, kind: QuestionKind) -> QuestionKind:
    return QuestionKind.NEXT if fact.status is Status.PLANNED else kind


def _who(
    fact: Fact, clause: Clause, desk: Desk, key: Side, stem: str, slot: str, *, pool_of: Pool = persons
) -> Iterator[Draft]:
    if has_word(stem, name_words(key)):
        return
    is_done = fact.status is Status.OCCURRED and fact.when.dated_by is DatedBy.PUBLICATION
    if is_done and clause.lemma in lexicon.words("verbs", "of_visits"):
        return  # many an official, in a month
    if fact.is_edited and (role_of(key.office) == "head" or (pool_of is peers and key.country in desk.pair)):
        return  # above all others; or of one of the two countries whom the quiz's title names
    if fact.is_edited and (
        _OF_FIELD.get(role_of(key.office) or "", _NOTHING).search(stem) or _is_counterpart(fact, key)
    ):
        return  # whose field it is, or whose counterpart: anybody would say so
    heads = [side for side in fact.sides if side.kind is ActorKind.PERSON and role_of(side.office) == "head"]
    if key in heads and len(heads) > 1:
        return  # whom a head of state meets, if not a head of state
    if pool_of is peers and key.country is not None and reveals_country(desk, stem, key.country):
        return

    def is_right_too(name: str) -> bool:
        return is_recorded(desk, fact, slot, name)

    def wrong() -> Iterator[Wrong]:
        for name in pool_of(desk, fact, key, stem, is_right_too):
            yield Wrong(text=name, reason=why_not(name, desk, fact))

    yield Draft(
        kind=_kind(fact, QuestionKind.WHO),
        stem=stem,
        key=key.name,
        wrong=Later(wrong),
        explanation=statement(clause, fact, desk.gazetteer, is_fine=tells_day(stem)),
        sentences=fact.sentences,
        fact=f"{fact.id} {slot}",
        facts=(fact.id,),
        importance=fact.salience,
        closeness_of_three=0.8,
        about=(key.name,),
        handicap=_OF_BARE_VISIT if fact.is_edited and is_bare_visit(clause) else 0.0,
        least=4 if fact.is_edited else 3,
    )


def _is_counterpart(fact: Fact, key: Side) -> bool:
    """Tell whether a person dealt with one of the same class of office on the other side."""
    roles = {role_of(side.office) for side in fact.sides if side.country != key.country}
    return role_of(key.office) in roles - {None}


def _has_office(desk: Desk, code: CountryCode, office: str, fact: Fact) -> bool:
    """Tell whether a country had an office when a fact took place, by the reference tables.

    Where nobody is known of those days, one who held it at another time counts.
    """
    when = days_of(fact)
    heads = [] if when is None else [title for _, title in of_role(code, "head", when, desk.gazetteer)]
    if heads:
        return any(office in title for title in heads)
    return any(person.country == code and person.office == office for person in desk.gazetteer.persons)


def _country(
    fact: Fact, clause: Clause, desk: Desk, key: Side, stem: str, slot: str, *, office: str | None = None
) -> Iterator[Draft]:
    if key.country is None or reveals_country(desk, stem, key.country):
        return
    if fact.is_edited and (desk.pair or is_bare_visit(clause)):
        return  # the title names the two; or a visit such as many may have paid
    if key.country in lexicon.words("countries", "disputed"):
        return  # "which country" would take a side
    is_common = fact.when.precision is Precision.YEAR or clause.lemma in lexicon.words("verbs", "of_stance")
    if is_common and not is_specific_of_sides(clause, fact, desk.gazetteer):
        return  # many a country in a year, or at any time
    if is_foregone(desk.gazetteer, fact, key.country):
        return

    def is_right_too(code: str) -> bool:
        return is_recorded(desk, fact, slot, code, years=1)

    right = key.country

    def wrong() -> Iterator[Wrong]:
        for country in countries(desk, fact, right, stem, is_right_too):
            if office not in _OF_FEW or _has_office(desk, country.code, office, fact):
                yield Wrong(text=sentence_case(country.name), reason=f"No record names {country.in_text} in it.")

    yield Draft(
        kind=_kind(fact, QuestionKind.COUNTRY),
        stem=stem,
        key=sentence_case(_name_then(key.country, fact, desk)),
        wrong=Later(wrong),
        explanation=statement(clause, fact, desk.gazetteer, is_fine=tells_day(stem)),
        sentences=fact.sentences,
        fact=f"{fact.id} {slot}",
        facts=(fact.id,),
        importance=fact.salience,
        closeness=0.6,
    )


def _name_then(code: CountryCode, fact: Fact, desk: Desk) -> str:
    """Return a country's name, or the one that a written record gives it: "Soviet Union"."""
    country = desk.gazetteer.country(code)
    then = called_then(code, fact, desk.gazetteer)
    return country.name if then == country.in_text else then.removeprefix("the ")
