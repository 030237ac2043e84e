"""Codes partings: who no longer keeps a pact, strikes another off a list of friends, or leaves a hall or a country.

The word that decides stands under the verb, behind it or in a clause beside it, where no entry of the tables looks.
"""

from dataclasses import replace

from bot.model.plover import EventType
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.lexicon import Lexicon
from bot.reading.events.nouns import Nouns
from bot.reading.events.predicate import Predicate, predicate
from bot.reading.parsed import Token

_CEASING = frozenset({"stop", "cease", "quit", "discontinue", "halt"})
_KEEPING = frozenset({"observe", "apply", "honour", "implement", "respect", "follow", "comply", "abide", "adhere"})
_SHARING = frozenset({"share", "exchange", "pass", "provide", "supply", "transmit", "hand", "swap"})
_ISSUING = frozenset({"issue", "grant", "give", "process", "approve"})
_PASSES = frozenset({"visa", "passport", "permit"})
_STRIKING_OFF = frozenset({"remove", "drop", "strike", "delete", "take", "scratch", "cut"})
_FAVOURED = frozenset({
    "partner", "friend", "ally", "favour", "favor", "favoured", "favored", "trusted", "preferred", "preferential",
    "privileged", "friendly", "eligible", "safe", "enjoy", "receive", "benefit", "exempt", "white",
})  # fmt: skip
_TAKING_BACK = frozenset({"revoke", "withdraw", "rescind", "annul", "cancel", "reverse"})
_LAPSING = frozenset({"lapse", "expire"})
_BONDS = frozenset({"ratification", "signature", "accession", "participation"})
"""What binds a state to others, though it is its own."""
_HALLS = frozenset({"hall", "chamber", "room", "session", "auditorium", "meeting", "ceremony", "plenary"})
_GOING_OUT = frozenset({"leave", "walk", "storm", "file", "stalk"})
_SPEAKING = frozenset({"speak", "talk", "address", "appear", "enter", "rise"})
_WHILE = frozenset({"when", "as", "while", "before"})
_LEGATION = frozenset({"diplomat", "ambassador", "staff", "envoy", "embassy", "mission", "personnel"})


def parting(clause: Predicate, lexicon: Lexicon, nouns: Nouns) -> Coding | None:
    """Code a parting as SANCTION.

    Args:
        clause: Any clause.
        lexicon: For the clause under it.
        nouns: Classes of its nouns.

    Returns:
        The coding; None for other clauses.
    """
    found = _ceased(clause, lexicon, nouns) or _taken_back(clause) or _let_lapse(clause, nouns)
    return found or _struck_off(clause, nouns) or _left(clause, nouns)


def _sanction(clause: Predicate, noun: Token | None) -> Coding:
    kind = EventType.SANCTION
    return Coding(type=kind, act=kind, clause=clause, trigger=clause.verb, noun=noun)


def _ceased(clause: Predicate, lexicon: Lexicon, nouns: Nouns) -> Coding | None:
    """Code "stopped observing the treaty", "no longer shares data with Chad"."""
    if clause.lemma in _CEASING and clause.complement is not None and clause.complement.tag_ == "VBG":
        under = predicate(clause.complement, lexicon)
        noun = _what_was_kept(under, nouns)
        told = replace(clause, objects=under.objects, preps=(*clause.preps, *under.preps))
        return replace(_sanction(told, noun), inner=_sanction(under, noun)) if noun is not None else None
    if not _is_no_longer(clause.verb) or (noun := _what_was_kept(clause, nouns)) is None:
        return None
    return replace(_sanction(clause, noun), is_whole=True)


def _is_no_longer(verb: Token) -> bool:
    return any(
        child.lower_ == "longer" and child.i > 0 and verb.doc[child.i - 1].lower_ == "no" for child in verb.children
    )


def _what_was_kept(clause: Predicate, nouns: Nouns) -> Token | None:
    """The pact, the knowledge or the papers that somebody was bound to or let another have."""
    for noun in (*clause.objects, *(noun for name, noun in clause.preps if name in {"by", "with", "to"})):
        acts = nouns.acts(noun)
        if (clause.lemma in _KEEPING and "treaty" in acts) or (clause.lemma in _SHARING and "data" in acts):
            return noun
        if clause.lemma in _ISSUING and noun.lemma_.lower() in _PASSES:
            return noun
    return None


def _taken_back(clause: Predicate) -> Coding | None:
    """Code "revoked Chad's ratification of the treaty": whose it was is no target."""
    bond = next((noun for noun in clause.objects if noun.lemma_.lower() in _BONDS), None)
    if bond is None or clause.lemma not in _TAKING_BACK or clause.is_passive:
        return None
    with_whom = tuple(noun for name, noun in tree.prepositions(bond) if name in {"of", "to", "in"})
    return _sanction(replace(clause, objects=with_whom), bond)


def _let_lapse(clause: Predicate, nouns: Nouns) -> Coding | None:
    """Code "let a pact with Chad lapse", where the parse takes "Chad lapse" for a noun of two words."""
    pact = next((noun for noun in clause.objects if "treaty" in nouns.acts(noun)), None)
    if pact is None or clause.lemma not in {"let", "allow"} or clause.is_negated:
        return None
    ends = [word for word in clause.verb.subtree if word.lemma_.lower() in _LAPSING and word.i > pact.i]
    with_whom = tuple(name for end in ends for name in tree.children(end, "compound"))
    return _sanction(replace(clause, objects=(*with_whom, pact)), pact) if ends else None


def _struck_off(clause: Predicate, nouns: Nouns) -> Coding | None:
    """Code "dropped Chad from its list of trusted partners"; to take somebody off a list of foes is no parting."""
    if clause.lemma not in _STRIKING_OFF or not any(map(nouns.is_party, clause.objects)):
        return None
    behind = (pair for noun in clause.objects for pair in tree.prepositions(noun))
    lists = (noun for name, noun in (*clause.preps, *behind) if name in {"from", "off"})
    for noun in lists:
        is_roll = noun.lemma_.lower() in {"list", "whitelist", "roll", "register"}
        if is_roll and any(word.lemma_.lower() in _FAVOURED for word in noun.subtree):
            return _sanction(clause, noun)
    return None


def _left(clause: Predicate, nouns: Nouns) -> Coding | None:
    """Code "left the hall when Chad's envoy spoke", "its diplomats left Chad"."""
    if clause.lemma not in _GOING_OUT or clause.is_passive or not any(map(nouns.is_party, clause.doers)):
        return None
    is_legation = any(noun.lemma_.lower() in _LEGATION for noun in clause.doers)
    if clause.lemma == "leave" and is_legation and any(map(nouns.is_party, clause.objects)):
        is_all = any(noun.tag_ == "NNS" or tree.first_child(noun, "poss") is not None for noun in clause.doers)
        return _sanction(clause, None) if is_all and not _goes_on(clause) else None
    hall = next((noun for noun in (*clause.objects, *_rooms(clause)) if noun.lemma_.lower() in _HALLS), None)
    if hall is None:
        return None
    speaker = next((who for verb in tree.children(clause.verb, "advcl") for who in _speaking(verb)), None)
    return None if speaker is None else _sanction(replace(clause, objects=(speaker,)), hall)


def _goes_on(clause: Predicate) -> bool:
    """Whether somebody only travels on: "left Chad for Mali", "left Chad on a tour"."""
    return any(name in {"for", "on"} and noun.ent_type_ not in {"DATE", "TIME"} for name, noun in clause.preps)


def _rooms(clause: Predicate) -> tuple[Token, ...]:
    return tuple(noun for name, noun in clause.preps if name in {"of", "from"} and "out" in clause.seconds)


def _speaking(verb: Token) -> list[Token]:
    """Who speaks in a clause that tells when somebody left: "when an envoy *began to speak*"."""
    if not any(child.lower_ in _WHILE for child in verb.children if child.dep_ in {"mark", "advmod"}):
        return []
    is_speech = any(each.lemma_.lower() in _SPEAKING for each in (verb, *tree.children(verb, "xcomp")))
    return tree.children(verb, "nsubj") if is_speech else []
