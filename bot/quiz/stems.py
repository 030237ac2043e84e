"""Parts of stems: where the asked party stands in a clause, where the date goes, how a subject is introduced."""

import re
from dataclasses import dataclass

from bot.model.countries import Gazetteer
from bot.model.reading import ActorKind
from bot.model.statement import PartRole
from bot.model.words import has_word
from bot.quiz import lexicon
from bot.quiz.clause import Clause
from bot.quiz.facts import Fact, Side
from bot.quiz.naming import adjective, country_words, introduced, is_named, name_words, with_article
from bot.quiz.roles import role_of
from bot.quiz.when import date_words

STEM_LENGTH = 220
EXPLANATION_LENGTH = 240
_FRONTED = ("with", "to", "on", "against", "from", "for", "towards", "toward")
_NEXT_WORD = re.compile(
    r"(?:,|;|$)|\s+(?:to|in|on|at|by|for|from|with|against|over|after|before|during|amid|as|following|about|into|because|"
    r"despite|through|via|that|until|under|near|off|out|up|down)\b"
)
_CLAUSE_INSIDE = re.compile(
    r"[,;]|\b(?:to [a-z]+|that|who|which|whose|where|after|before|as|and|if|while|of|between)\b"
)
_LATE = re.compile(r"[,;]|\b(?:to (?!the\b|a\b|its\b|their\b)[a-z]+|that|who|which|after|before|as|if|while|unless)\b")
_GOVERNS = re.compile(r"\s(?:about|of|on|over|for|against|to)\s")
"""In a part before: what follows may hang on its noun ("concern about the export" - "to Chad")."""
_ANY_PREPOSITION = re.compile(r"\s(?:about|of|on|over|for|against|to|from|in|at|with|by|into|under|between)\s(?!$)")
_SHORT_REST = 4
_FRONTED_DATES = ("on ", "from ", "in the week", "between", "according")
_PARTICIPLE = re.compile(
    r"\b(?:[a-z]{2,}(?:ed|ing)|brought|made|held|taken|given|sent|won|lost|built|bought|sold|taught)$"
)
_OF_DOING = re.compile(r"\s+of\s+[a-z]+ing\b")
_COUNTERPART = re.compile(r"(?:\b(?:his|her|their|its) (?:[A-Z]\w+ )?counterparts?,? )$")
_TITLE_BEFORE = re.compile(r"(?:(?:the )?(?:[A-Z][\w.'’-]*(?: of| for| and)? |(?<=[a-z] )[Tt]he )+)$")
_SOMEBODYS = re.compile(r"an? [a-z]+(?: [a-z]+)* (?:of|to|for) ")
"""Somebody without a name, told by whose they are: "a special envoy of President Reed"."""
_OWNED = re.compile(r"[A-Z][\w-]*(?:['’]s|(?<=s)['’]) [a-z]+$")
"""What somebody has: "Reed’s government"."""
_GIVING = frozenset({
    "lend", "give", "grant", "sell", "send", "offer", "award", "pay", "hand", "promise", "deny", "owe", "pledge",
    "show", "return", "refuse", "allow",
})  # fmt: skip
"""Verbs that may have both receiver and thing as objects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Where a party stands in the rest of a clause: what is left on both sides, and the preposition before it."""

    before: str
    preposition: str
    is_possessive: bool
    after: str


def find_slot(clause: Clause, side: Side, gazetteer: Gazetteer) -> Slot | None:
    """Find a party in what follows the verb, where it can be asked for; None otherwise.

    The party must be the verb's object or stand after a preposition of the verb, alone (not "Iran and Oman"), and not
    within a further clause.
    """
    if clause.parts and (part := _slot_of_part(clause, side)) is not None:
        return part
    names = [side.name]
    if side.kind is ActorKind.PERSON:
        names += [side.name.split()[-1]] if side.name.split()[-1] in name_words(side) else []
    country = gazetteer.countries.get(side.country) if side.country is not None else None
    if side.kind is ActorKind.COUNTRY and country is not None:
        is_ground = clause.lemma in lexicon.words("verbs", "of_ground")  # who left Mogadishu has not left Somalia
        no_names = {*country.demonyms, *(country.metonyms if is_ground else ())}
        names += [word for word in country_words(country) if word not in no_names]
    for name in (name for name in names if name in clause.rest):
        found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", clause.rest)
        if found:
            return _slot_at(clause.rest, found.start(), found.end(), is_person=side.kind is ActorKind.PERSON)
    return None


def _slot_of_part(clause: Clause, side: Side) -> Slot | None:
    """Find the part that names a party and nothing else, with no further clause before it."""
    at = next((i for i, part in enumerate(clause.parts) if part.parties == (side.name,)), None)
    if at is None or any(part.role is PartRole.CLAUSE for part in clause.parts[:at]):
        return None
    before = clause.parts[:at]
    if any(_GOVERNS.search(part.text) or part.role is PartRole.OBLIQUE for part in before):
        return None
    has_thing = any(part.role is PartRole.OBJECT for part in (*before, *clause.parts[at + 1 :]))
    if clause.lemma in _GIVING and has_thing and not clause.parts[at].preposition:
        return None  # "lent Ireland two billion": to which country
    if before and clause.parts[at].preposition and _PARTICIPLE.search(before[-1].text):
        return None  # "the cases brought" - "against Australia"
    return Slot(
        before="".join(f" {part.words}" for part in clause.parts[:at]),
        preposition=clause.parts[at].preposition,
        is_possessive=False,
        after="".join(f" {part.words}" for part in clause.parts[at + 1 :]),
    )


def _slot_at(rest: str, start: int, end: int, *, is_person: bool) -> Slot | None:
    left, right = rest[:start], rest[end:]
    possessive = re.match(r"['’]s?(?=\s)", right)
    if possessive:
        right = right[possessive.end() :]
    elif not _NEXT_WORD.match(right) and not _OF_DOING.match(right):
        return None
    if is_person:
        left = _TITLE_BEFORE.sub("", _COUNTERPART.sub("", left))
        right = right.removeprefix(",") if rest[:start].rstrip().endswith(",") else right
    left = re.sub(r"\bthe $", "", left).rstrip()
    words = left.split()
    preposition = words[-1] if words and words[-1] in _FRONTED else ""
    before = " ".join(words[:-1]) if preposition else " ".join(words)
    if _CLAUSE_INSIDE.search(before) or _PARTICIPLE.search(before) or _ANY_PREPOSITION.search(f" {before} "):
        return None
    is_object = not before or bool(preposition) or before in {"on", "up", "out", "off", "down", "back"}
    if not is_object:
        return None
    return Slot(
        before=f" {before}" if before else "",
        preposition=preposition,
        is_possessive=possessive is not None,
        after=right.rstrip(" ,;"),
    )


def sentence_case(text: str) -> str:
    """Return a text with its first letter raised."""
    return text[:1].upper() + text[1:]


def dated(question: str, date_words: str | None, rest: str) -> str:
    """Put the date where it can only belong to the main verb: last behind few words, else first.

    Args:
        question: The question without its mark, in lower case at the start.
        date_words: "in June 2023"; None for no date.
        rest: What stands last in the question.
    """
    if date_words is None:
        return f"{sentence_case(question)}?"
    if len(rest.split()) > _SHORT_REST or _LATE.search(rest) or date_words.startswith(_FRONTED_DATES):
        return f"{sentence_case(date_words)}, {question}?"
    return f"{sentence_case(question)} {date_words}?"


def subject_of(clause: Clause, fact: Fact, gazetteer: Gazetteer) -> str:
    """Return the clause's subject with office and full name where it is one person, as printed otherwise."""
    if len(fact.source) == 1:
        side = fact.source[0]
        is_alone = is_bare_country(clause.subject, side, gazetteer)
        if side.kind is ActorKind.PERSON:
            is_alone = (
                has_word(clause.subject, name_words(side)) and is_named(side) and not is_somebodys(clause.subject)
            )
        if fact.is_edited and side.kind is ActorKind.COUNTRY and is_alone:
            return clause.subject  # by the name of its time
        if is_alone and " and " not in clause.subject.replace(side.office or "\0", ""):
            return introduced(side, gazetteer)
        if side.office is not None and _OWNED.search(clause.subject) and is_named(side):
            before = re.compile(rf"^(?:{re.escape(side.office)} )?{re.escape(side.name)}(?=['’])")
            return before.sub(introduced(side, gazetteer), clause.subject)
    return with_article(clause.subject) if " and " not in clause.subject else clause.subject


def is_somebodys(subject: str) -> bool:
    """Tell whether a subject is no person but a person's: "President Reed’s government", "an envoy of Reed"."""
    return _SOMEBODYS.match(subject) is not None or _OWNED.search(subject) is not None


def is_bare_country(text: str, side: Side, gazetteer: Gazetteer) -> bool:
    """Tell whether a subject is a country's own name or metonym and nothing more."""
    country = gazetteer.countries.get(side.country) if side.country is not None else None
    if country is None:
        return False
    bare = {word.removeprefix("the ") for word in country_words(country) if word not in country.demonyms}
    return text.removeprefix("the ") in bare


def statement(
    clause: Clause, fact: Fact, gazetteer: Gazetteer, subject: str | None = None, *, is_fine: bool = False
) -> str:
    """Return what happened, in one past sentence with its date; `is_fine` for the day, where it is known."""
    told = clause.told(subject_of(clause, fact, gazetteer) if subject is None else subject)
    words = date_words(fact, is_fine=is_fine)
    if words is None:
        return f"{sentence_case(told)}."
    return f"{sentence_case(words)}, {told}."


def class_noun(side: Side, gazetteer: Gazetteer) -> str | None:
    """Return what a person may be called without being named: "US official", "Chinese leader"; None where unknown."""
    of_country = side.adjective or adjective(side.country, gazetteer)
    role = role_of(side.office)
    if of_country is None or role is None:
        return None
    if role == "head":
        return f"member of the {of_country} leadership"
    noun = {"spokesperson": "spokesperson", "legislator": "politician"}.get(role, "official")
    return f"{of_country} {noun}"
