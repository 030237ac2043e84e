"""A noun over another act, borne by its verb: "made an offer to", "issued a threat to", "passed a law banning"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.plover import EventType, Quad
from bot.reading.events import tree
from bot.reading.events.coding import Coding, over
from bot.reading.events.lexicon import canonical
from bot.reading.events.matrices import COMBINATIONS
from bot.reading.events.plain import nominal_type
from bot.reading.events.predicate import Predicate
from bot.reading.parsed import Token

if TYPE_CHECKING:
    from bot.reading.events.coder import Coder

_NOUN_BEARERS = frozenset({"start", "keep", "express", "give"})
_CLAUSES_OF_NOUNS = ("acl", "relcl", "ccomp")
_RULINGS = frozenset(
    {"law", "bill", "decree", "order", "act", "legislation", "resolution", "measure", "amendment", "edict"}
)
_DROPPING = frozenset({
    "drop", "shelve", "scrap", "abandon", "withdraw", "cancel", "suspend", "freeze", "ditch", "axe", "postpone",
})  # fmt: skip
_HURTING = frozenset({
    "slash", "cut", "raise", "increase", "close", "shut", "evict", "demolish", "tax", "privatise", "sack", "execute",
    "hike", "privatize", "dismiss", "flood", "resettle", "conscript", "charge", "reduce", "abolish", "double",
})  # fmt: skip
"""What a state plans against the wish of its own people."""
_RULING = frozenset({"pass", "adopt", "approve", "issue", "sign", "enact", "endorse", "back", "ratify", "promulgate"})


def noun_attitude(clause: Predicate, noun: Token, depth: int, coder: Coder) -> Coding | None:
    """Code "made an offer to", "issued a threat to", "took steps to": the noun is the matrix, the verb bears it.

    Args:
        clause: The verb's clause.
        noun: Its object, or the noun of its "on" or "with".
        depth: How many clauses stand above it.
        coder: The coder of the article.

    Returns:
        The coding, or None where the noun is no attitude, or its verb doesn't bear it.
    """
    kinds = coder.lexicon.kinds("nouns", canonical(noun.lemma_))
    classes = coder.lexicon.classes.get(clause.lemma, frozenset())
    ruling = _ruling(clause, noun, depth, coder) or _dropped(clause, noun, depth, coder)
    if ruling is not None:
        return ruling
    is_had = clause.lemma == "have" and "plan" in kinds  # "has no plans to lift"
    if not kinds or not (classes & _NOUN_BEARERS or clause.lemma in {"take", "renew", "insist", "reiterate"} or is_had):
        return None
    under = tree.first_child(noun, *_CLAUSES_OF_NOUNS)
    if under is None and clause.complement is not None and clause.complement.dep_ == "ccomp":
        under = clause.complement
    if under is None:
        under = next((c for c in tree.children(clause.verb, "advcl") if c.i > noun.i and tree.is_infinitive(c)), None)
    if under is None and kinds & {"plan", "threaten"} and (named := _named_under(clause, noun, coder)) is not None:
        found = next(
            (
                found
                for name, combine in COMBINATIONS.items()
                if name in kinds and (found := combine(clause, named)) is not None
            ),
            None,
        )
        return None if found is None else replace(found, clause=clause, noun=noun, is_nominal=False)
    if under is None or (under.dep_ == "acl" and not (tree.is_infinitive(under) or tree.first_child(under, "mark"))):
        return None
    if under.dep_ == "relcl" and not (tree.is_infinitive(under) or "request" in kinds):
        return None
    inner = coder.code(under, depth + 1)
    for name, combine in COMBINATIONS.items():
        if name in kinds:
            found = combine(clause, inner)
            return None if found is None else replace(found, clause=clause, noun=noun)
    return None


def _dropped(clause: Predicate, noun: Token, depth: int, coder: Coder) -> Coding | None:
    """Code "shelved plans to cut wages", "dropped a bid to expel Kenya": harm that was meant is given up."""
    if clause.lemma not in _DROPPING or "plan" not in coder.lexicon.kinds("nouns", canonical(noun.lemma_)):
        return None
    under = next((verb for verb in tree.children(noun, "acl") if tree.is_infinitive(verb)), None)
    if under is None:
        return None
    inner = coder.code(under, depth + 1)
    hits_party = inner is not None and any(map(coder.nouns.is_party, inner.clause.objects))
    is_harm = inner is not None and inner.type.quad is Quad.MATERIAL_CONF and hits_party
    if under.lemma_.lower() not in _HURTING and not is_harm:
        return None
    return replace(over(EventType.CONCEDE, clause, None), noun=noun)


def _named_under(clause: Predicate, noun: Token, coder: Coder) -> Coding | None:
    """Code the harm that a noun after a plan or threat names: "announced plans *for a strike*"."""
    for name, inner in tree.prepositions(noun):
        kind = nominal_type(inner, coder.lexicon, coder.nouns) if name in {"for", "of"} else None
        if kind is not None and kind.quad is Quad.MATERIAL_CONF:
            return Coding(type=kind, act=kind, clause=clause, trigger=inner, noun=inner, is_nominal=True)
    return None


def _ruling(clause: Predicate, noun: Token, depth: int, coder: Coder) -> Coding | None:
    """Code "passed a law banning …", "signed a decree to quit …": the act that a rule performs."""
    if noun.lemma_.lower() not in _RULINGS or clause.lemma not in _RULING:
        return None
    under = next((verb for verb in tree.children(noun, "acl") if verb.tag_ == "VBG" or tree.is_infinitive(verb)), None)
    if under is None:  # the parse hangs "to quit it" on either
        under = next((verb for verb in tree.children(clause.verb, "advcl") if tree.is_infinitive(verb)), None)
    inner = coder.code(under, depth + 1) if under is not None else None
    return None if inner is None else replace(inner, clause=clause, inner=inner, noun=noun)
