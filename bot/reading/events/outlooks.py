"""What somebody says there will be, or feels about another's act: "there would be no talks", "was angered by"."""

from dataclasses import replace

from bot.model.plover import EventType
from bot.reading.events import tree
from bot.reading.events.coding import Coding, over
from bot.reading.events.lexicon import Lexicon
from bot.reading.events.nouns import Nouns
from bot.reading.events.plain import nominal_type
from bot.reading.events.predicate import Predicate

_STIRRED = frozenset({
    "outrage", "anger", "infuriate", "enrage", "incense", "appal", "appall", "alarm", "dismay", "horrify", "irritate",
    "irk", "annoy", "offend", "upset", "exasperate", "shock", "disturb", "trouble", "disappoint", "sadden", "stun",
})  # fmt: skip
"""Verbs whose passive tells what somebody thinks of another's act."""


def outlook(clause: Predicate, lexicon: Lexicon, nouns: Nouns) -> Coding | None:
    """Code "there would be no talks with Chad" and "was angered by Chad's raid".

    Args:
        clause: The clause.
        lexicon: For the types of nouns.
        nouns: Classes of the clause's nouns.

    Returns:
        REJECT for what there will not be, the noun's own type for what there will be, ACCUSE for anger; else None.
    """
    if clause.lemma in _STIRRED and clause.is_passive and clause.agents and not clause.is_negated:
        felt = replace(clause, is_passive=False, objects=clause.agents, agents=())
        return over(EventType.ACCUSE, felt, None)
    if (
        clause.lemma != "be"
        or clause.modal not in {"future", "possible"}
        or tree.first_child(clause.verb, "expl") is None
    ):
        return None
    for noun in tree.children(clause.verb, "attr"):
        kind = nominal_type(noun, lexicon, nouns)
        is_none = any(child.lower_ == "no" for child in noun.children)
        if kind is None or (is_none and not kind.is_cooperative):
            continue
        seen = replace(clause, objects=(noun,))
        if is_none:
            return replace(over(EventType.REJECT, seen, None), act=kind, noun=noun)
        return Coding(type=kind, act=kind, clause=seen, trigger=noun, noun=noun)
    return None
