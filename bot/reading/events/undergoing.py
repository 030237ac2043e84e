"""Acts told by those who undergo them: "came under mortar fire", "lost their lives in a raid", "drew protests from"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.model.plover import EventType
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.lexicon import Lexicon
from bot.reading.events.nouns import Nouns
from bot.reading.events.plain import nominal_type
from bot.reading.events.predicate import Predicate
from bot.reading.parsed import Token

_BEING = frozenset({"be", "come", "remain", "stay", "get", "fall", "live"})
_DYING = frozenset({"die", "perish"})
_EVOKING = frozenset({
    "draw", "prompt", "provoke", "earn", "attract", "bring", "trigger", "spark", "evoke", "elicit", "arouse", "meet",
})  # fmt: skip
"""Verbs whose subject is answered by what their object, or the noun of "with", names."""
_SUFFERED = frozenset({EventType.ASSAULT, EventType.COERCE})
_ANSWERS = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.PROTEST, EventType.SUPPORT})


def undergoing(clause: Predicate, lexicon: Lexicon, nouns: Nouns) -> Coding | None:
    """Code what is done to the subject by the act that a noun names.

    Args:
        clause: The clause.
        lexicon: For the types of nouns.
        nouns: Classes of the clause's nouns.

    Returns:
        The noun's coding in a clause turned round, whose object is the subject; None for other clauses.
    """
    if clause.subject is None or clause.is_negated or nouns.kills(clause.subject):
        return None
    under, wanted = _suffered(clause), _SUFFERED
    if not under and clause.lemma in _EVOKING and not clause.is_passive:
        under, wanted = _evoked(clause), _ANSWERS
    for noun in under:
        kind = nominal_type(noun, lexicon, nouns)
        if kind not in wanted or kind is None:
            continue
        agents = _agents(noun, clause, nouns, is_answer=wanted is _ANSWERS)
        if wanted is _ANSWERS and not agents:
            continue
        turned = replace(clause, is_passive=True, objects=tuple(tree.joined(clause.subject)), agents=tuple(agents))
        return Coding(type=kind, act=kind, clause=turned, trigger=noun, noun=noun, is_undergone=True)
    return None


def _suffered(clause: Predicate) -> list[Token]:
    """The nouns of what the subject suffers."""
    if clause.lemma in _BEING:
        return [noun for name, noun in clause.preps if name == "under"]
    if clause.lemma == "subject" and clause.is_passive:
        return [noun for name, noun in clause.preps if name == "to"]
    if clause.lemma in _DYING or any(noun.lemma_ == "life" for noun in clause.objects if clause.lemma == "lose"):
        return [noun for name, noun in clause.preps if name in {"in", "under", "during", "from", "of", "as"}]
    return []


def _evoked(clause: Predicate) -> list[Token]:
    """The nouns of what the subject is answered by: "drew *protests*", "met with a *refusal*"."""
    return [noun for name, noun in clause.preps if name == "with"] if clause.lemma == "meet" else list(clause.objects)


def _agents(noun: Token, clause: Predicate, nouns: Nouns, *, is_answer: bool) -> Sequence[Token]:
    """Who does what the noun names: behind "from" or "by", or in an adjective before the noun."""
    names = {"from", "by", "in", "among"} if is_answer else {"from", "by", "at"}
    for name, inner in (*tree.prepositions(noun), *clause.preps):
        if name in names and nouns.is_party(inner) and inner.i != noun.i:
            return tree.joined(inner)
    before = [child for child in noun.children if child.dep_ in {"amod", "compound", "poss", "nmod"}]
    return [noun] if any(nouns.cast.at(word.i) is not None for word in before) else []
