"""Support told by what it won't do: "will not waver in our support of Chad", "its commitment to Chad won't falter"."""

from dataclasses import replace

from bot.model.plover import EventType
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.predicate import Predicate
from bot.reading.parsed import Token

_WAVERING = frozenset({
    "waver", "falter", "flinch", "flag", "weaken", "wane", "diminish", "fade", "relent", "slacken", "change", "shrink",
    "shirk",
})  # fmt: skip
_BACKING = frozenset({"support", "commitment", "solidarity", "backing", "resolve", "friendship", "loyalty", "devotion"})


def steadfast(clause: Predicate) -> Coding | None:
    """Code a negated wavering as the support that it declares.

    Args:
        clause: Any clause.

    Returns:
        SUPPORT of those whom the noun of backing names; None for other clauses.
    """
    if clause.lemma not in _WAVERING or not clause.is_negated or clause.subject is None:
        return None
    backing = next((noun for name, noun in clause.preps if name in {"in", "from"} and _is_backing(noun)), None)
    doer: Token | None = clause.subject
    if backing is None and _is_backing(clause.subject):
        backing, doer = clause.subject, tree.first_child(clause.subject, "poss")
    if backing is None or doer is None:
        return None
    stated = replace(clause, subject=doer, objects=(backing,), preps=())
    return Coding(type=EventType.SUPPORT, act=EventType.SUPPORT, clause=stated, trigger=clause.verb, noun=backing)


def _is_backing(noun: Token) -> bool:
    return noun.lemma_.lower() in _BACKING
