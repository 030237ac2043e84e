"""What somebody is said to be: ready to act, on strike, guilty, the first to visit, about to meet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.plover import EventType
from bot.model.reading import Status
from bot.reading.events import tree
from bot.reading.events.coding import Coding, over, shifted
from bot.reading.events.lexicon import canonical
from bot.reading.events.matrices import COMBINATIONS
from bot.reading.events.naming import is_ruled_out
from bot.reading.events.plain import nominal_type
from bot.reading.events.predicate import Predicate
from bot.reading.parsed import Token

if TYPE_CHECKING:
    from bot.reading.events.coder import Coder

_READY = frozenset({"ready", "prepared"})
_STANCES = frozenset({"committed", "dedicated", "determined", "opposed"})
"""What somebody simply is, told in the present: a stance, no act."""
_RENEWING = frozenset({"reaffirm", "reiterate", "restate", "repeat", "stress", "emphasise", "emphasize", "underline"})
"""Verbs that make a stance a statement of the day: "reaffirmed that it is committed to"."""


def copular(clause: Predicate, depth: int, coder: Coder) -> Coding | None:
    """Code "be ready to", "be on strike", "is to visit", "became the first to visit".

    Args:
        clause: The copula's clause.
        depth: How many clauses stand above it.
        coder: The coder of the article.

    Returns:
        The coding, or None where the verb is no copula or its predicate tells no event.
    """
    if clause.lemma not in coder.lexicon.words["copulas.verbs"]:
        return None
    for adjective in tree.children(clause.verb, "acomp", "oprd", "attr"):
        if adjective.pos_ not in {"NOUN", "PROPN"}:
            found = _adjectival(clause, adjective, depth, coder)
        else:
            found = _first_to(clause, adjective, depth, coder)
        if found is not None:
            return found
    if any(is_ruled_out(noun) for noun in tree.children(clause.verb, "attr")):
        return over(EventType.REJECT, clause, None)
    for name, noun in clause.preps:
        kind = coder.lexicon.predicate_phrases.get(f"{name} {canonical(noun.lemma_)}")
        if kind is not None:
            return Coding(type=kind, act=kind, clause=clause, trigger=noun, noun=noun)
    is_coming = clause.lemma == "be" or (clause.lemma == "go" and clause.verb.tag_ == "VBG")
    if is_coming and clause.complement is not None and tree.is_infinitive(clause.complement):
        inner = coder.code(clause.complement, depth + 1)
        return None if inner is None else shifted(replace(inner, clause=_with_subject(inner, clause)), Status.PLANNED)
    return None


def _adjectival(clause: Predicate, adjective: Token, depth: int, coder: Coder) -> Coding | None:
    lemma = adjective.lower_
    is_stated = clause.verb.dep_ == "ccomp" and clause.verb.head.lemma_.lower() in _RENEWING
    if lemma in _STANCES and clause.verb.tag_ in {"VBZ", "VBP"} and not is_stated:
        return None
    under = tree.complement(adjective) or next(iter(verb for _, verb in tree.gerunds(adjective)), None)
    inner = coder.code(under, depth + 1) if under is not None else _nominal_under(adjective, coder)
    kinds = coder.lexicon.kinds("adjectives", lemma)
    if kinds and (inner is not None or "refuse" in kinds):
        for name, combine in COMBINATIONS.items():
            if name in kinds and (found := combine(clause, inner)) is not None:
                return replace(found, clause=_with_subject(found, clause))
    kind = coder.lexicon.predicate_adjectives.get(lemma)
    if lemma == "guilty" and inner is not None:
        return replace(inner, clause=clause, inner=inner)
    if kind is None or (lemma in _READY and under is None):
        return None
    return Coding(type=kind, act=kind, clause=clause, trigger=adjective)


def _first_to(clause: Predicate, noun: Token, depth: int, coder: Coder) -> Coding | None:
    """Code "became the first minister to visit": the infinitive, with the copula's subject."""
    candidates = [*tree.children(noun, "relcl", "acl"), *tree.children(clause.verb, "advcl", "xcomp")]
    superlative = any(
        child.tag_ in {"JJS", "RBS"} or child.lower_ in {"first", "last", "latest"} for child in noun.subtree
    )
    for verb in candidates:
        if superlative and verb.i > noun.i and tree.is_infinitive(verb):
            inner = coder.code(verb, depth + 1)
            if inner is not None:
                return replace(inner, clause=replace(inner.clause, subject=clause.subject))
    return None


def _nominal_under(token: Token, coder: Coder) -> Coding | None:
    for _, noun in tree.prepositions(token):
        kind = nominal_type(noun, coder.lexicon, coder.nouns)
        if kind is not None:
            return Coding(
                type=kind,
                act=kind,
                clause=coder.clause(token),
                trigger=noun,
                noun=noun,
                is_nominal=True,
            )
    return None


def _with_subject(coding: Coding, clause: Predicate) -> Predicate:
    if coding.clause.subject is not None:
        return coding.clause
    return replace(coding.clause, subject=clause.subject)
