"""A verb over another act: over the clause under it ("agreed to lift") or over its noun ("demanded a truce")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.plover import EventType
from bot.model.reading import Status
from bot.reading.events import tree
from bot.reading.events.coding import Coding, over
from bot.reading.events.matrices import COMBINATIONS
from bot.reading.events.noun_attitudes import noun_attitude
from bot.reading.events.plain import is_idiom, is_trap, nominal_type
from bot.reading.events.predicate import Predicate
from bot.reading.parsed import Token

if TYPE_CHECKING:
    from bot.reading.events.coder import Coder

_SENDING = frozenset({"send", "dispatch", "deploy", "use", "mobilise"})
_YIELDING = frozenset({"phase", "allow", "consider", "report"})
"""Kinds of matrix that pass their complement on, so that a set phrase of theirs comes first."""
_EMPTY = frozenset({"phase", "plan", "consider", "stop", "fail", "report"})
_BEGINNING = frozenset({"begin", "start", "continue", "resume", "launch", "keep"})
_WEIGHING = frozenset({"consider", "weigh", "mull", "eye", "contemplate", "ponder", "plan"})
_HARMS = frozenset({"attack", "sanction", "coercion", "restriction", "blockade", "inquiry"})
_HARM = frozenset({"consequence", "action", "response", "price", "measure", "wrath", "ruin", "annihilation", "defeat"})
_SILENCE = frozenset({
    "comment", "elaborate", "specify", "say", "confirm", "name", "identify", "disclose", "reveal", "speculate",
    "detail", "discuss", "speak", "give", "provide", "answer",
})  # fmt: skip
"""What somebody declines who only tells the press nothing."""
_WISHING = frozenset({"want", "wish", "like"})
_WORDED = frozenset({
    "thank", "congratulate", "commend", "praise", "applaud", "welcome", "condemn", "apologise", "express", "extend",
    "convey", "reiterate", "reaffirm", "salute", "denounce", "pay", "offer", "urge", "appeal", "call",
})  # fmt: skip
_PASSIVE_PLANS = frozenset({"expect", "schedule", "set", "slate", "due", "project"})


def attitude(clause: Predicate, depth: int, coder: Coder) -> Coding | None:
    """Code "agreed to lift", "threatened to ban", "began to withdraw", "demanded a truce".

    Args:
        clause: The upper verb's clause.
        depth: How many clauses stand above it.
        coder: The coder of the article.

    Returns:
        The coding of both together, or None where the verb is no matrix or a set phrase knows better.
    """
    kinds = _kinds(clause, coder)
    complement = clause.complement
    if complement is not None and (_is_fixed(clause, complement, coder) or _is_silence(clause, coder)):
        return None
    for noun in (*clause.objects, *(noun for name, noun in clause.preps if name in {"on", "with"})):
        found = noun_attitude(clause, noun, depth, coder)
        if found is not None:
            return None if is_idiom(clause, coder.lexicon, coder.nouns) else found
    if not kinds or (kinds <= _YIELDING and is_idiom(clause, coder.lexicon, coder.nouns)) or _is_begun(clause, coder):
        return None
    if complement is None and "request" not in kinds:
        complement = next((verb for _, verb in clause.gerunds), None)
    is_reflexive = any(noun.lower_ in {"itself", "themselves", "himself", "herself"} for noun in clause.objects)
    is_asked = "request" in kinds and any(map(coder.nouns.is_party, clause.objects))  # "pushed Chad to punish Mali"
    if complement is None and (clause.lemma in _SENDING or is_reflexive or is_asked):
        complement = next((c for c in tree.children(clause.verb, "advcl") if tree.is_infinitive(c)), None)
    is_weighed = clause.lemma in _WEIGHING
    if complement is None and not is_weighed and not kinds & {"threaten", "request", "agree", "refuse", "vow"}:
        return None
    if complement is None:
        return _over_noun(clause, kinds, coder)
    inner = coder.code(_meant(complement, clause), depth + 1)
    if (told := _told_at_once(clause, kinds, inner, coder)) is not None:
        return told
    for name, combine in COMBINATIONS.items():
        if name in kinds and (found := combine(clause, inner)) is not None:
            return found
    return None


def _meant(complement: Token, clause: Predicate) -> Token:
    """The verb that "do so" stands for: "Chad signed the pact, but Mali refused to *do so*"."""
    stands_in = any(child.lower_ in {"so", "likewise", "that", "this", "it"} for child in complement.children)
    above = clause.verb.head
    is_meant = complement.lemma_ == "do" and stands_in and clause.verb.dep_ in {"conj", "advcl", "parataxis"}
    return above if is_meant and tree.is_verb(above) else complement


def _told_at_once(clause: Predicate, kinds: frozenset[str], inner: Coding | None, coder: Coder) -> Coding | None:
    """Code wishes that are their own fulfilment, and harm that somebody is warned of; None for other attitudes."""
    if inner is not None:
        is_said = _is_said_by_wishing(clause, inner)
        return replace(inner, clause=replace(inner.clause, subject=clause.subject)) if is_said else None
    under = clause.complement
    if "threaten" in kinds and under is not None and _is_menace(coder.clause(under), coder):
        return over(EventType.THREATEN, clause, None)
    return None


def _is_said_by_wishing(clause: Predicate, inner: Coding) -> bool:
    """Whether somebody does by words what he says he wants to: "I want to *thank* Chad"."""
    is_wish = clause.lemma in _WISHING and clause.verb.tag_ in {"VBP", "VBZ", "VB"} and not clause.is_negated
    return is_wish and inner.clause.lemma in _WORDED and inner.status is Status.OCCURRED


def _is_begun(clause: Predicate, coder: Coder) -> bool:
    """Whether an act is begun for some end: "began a hunger strike to press for", whose infinitive tells no act."""
    return clause.lemma in _BEGINNING and any(_grid_decides(clause, noun, coder) for noun in clause.objects)


def _is_fixed(clause: Predicate, complement: Token, coder: Coder) -> bool:
    """Whether a verb and the verb under it are one phrase of the tables ("ordered the envoy to leave")."""
    entries = coder.lexicon.verbs.get(clause.lemma, ())
    return any(e.second == complement.lemma_ for e in entries) and is_idiom(clause, coder.lexicon, coder.nouns)


def _is_silence(clause: Predicate, coder: Coder) -> bool:
    """Whether somebody only tells the press nothing: "declined to comment"."""
    under = clause.complement
    if under is None or not tree.is_infinitive(under) or under.lemma_.lower() not in _SILENCE:
        return False
    return "refuse" in coder.lexicon.kinds("verbs", clause.lemma)


def _is_menace(clause: Predicate, coder: Coder) -> bool:
    """Whether somebody is told that harm awaits him: "will face sanctions", "would pay a price"."""
    if clause.lemma not in {"face", "pay", "suffer", "bear", "meet", "regret"} or not clause.modal:
        return False
    return any(noun.lemma_ in _HARM or coder.nouns.acts(noun) & _HARMS for noun in clause.objects)


def _kinds(clause: Predicate, coder: Coder) -> frozenset[str]:
    for second in sorted(clause.seconds):
        phrase = coder.lexicon.kinds("verbs", f"{clause.lemma} {second}")
        if phrase:
            return phrase
    kinds = coder.lexicon.kinds("verbs", clause.lemma)
    if clause.is_passive and clause.lemma in _PASSIVE_PLANS:
        return frozenset({"plan"})
    if clause.lemma == "set" and clause.complement is not None and not clause.objects:
        return frozenset({"plan"})
    complement = clause.complement
    if clause.lemma == "stand" and complement is not None and not tree.is_infinitive(complement):
        return frozenset()  # "stands with Chad, whose …": only "stands to lose" plans
    if "request" in kinds and complement is not None and clause.lemma in {"want", "expect", "like"}:
        is_own = tree.first_child(complement, "nsubj") is None and not clause.objects
        return frozenset({"consider"}) if is_own else kinds
    return kinds


def _over_noun(clause: Predicate, kinds: frozenset[str], coder: Coder) -> Coding | None:
    """Code an attitude over an act noun: "agreed to a truce", "demanded the withdrawal of"."""
    if is_trap(clause, coder.lexicon, coder.nouns):
        return None
    governed = [
        *clause.objects,
        *(noun for name, noun in clause.preps if name in {"to", "for", "on", "upon", "with"}),
    ]
    for noun in governed:
        kind = nominal_type(noun, coder.lexicon, coder.nouns)
        if kind is None:
            continue
        if _grid_decides(clause, noun, coder):
            return None
        inner = Coding(type=kind, act=kind, clause=clause, trigger=noun, noun=noun, is_nominal=True)
        for name, combine in COMBINATIONS.items():
            if name in kinds:
                found = combine(clause, inner)
                if found is None:
                    return None
                is_nominal = found.is_nominal and clause.lemma not in _WEIGHING
                return replace(found, noun=noun, is_nominal=is_nominal)
    return None


def _grid_decides(clause: Predicate, noun: Token, coder: Coder) -> bool:
    """Whether the grid has a cell for the verb and the noun; then it knows better than the bare attitude."""
    classes = coder.lexicon.classes.get(clause.lemma, frozenset())
    return any((name, verb) in coder.lexicon.cells for name in coder.nouns.acts(noun) for verb in classes)


def is_spent(clause: Predicate, coder: Coder) -> bool:
    """Whether a verb's only meaning lay in a clause under it that tells nothing ("helped to win")."""
    kinds = _kinds(clause, coder)
    if _is_silence(clause, coder):
        return True
    if clause.complement is None or not kinds or clause.objects:
        return False
    return kinds <= _EMPTY and not is_idiom(clause, coder.lexicon, coder.nouns)
