"""How something is told: denied, hedged, foreseen, on a condition, of a few; and whether two tell it alike."""

from typing import Final

from bot.reading.events import tree
from bot.reading.parsed import Token
from bot.reading.support.lexicon import CONDITIONS, IDLE, WEIGHTY, key_of

_OPERATOR_DEPS: Final = frozenset({
    "neg", "advmod", "det", "amod", "predet", "preconj", "quantmod", "mark", "poss", "nummod", "npadvmod",
})  # fmt: skip
_EXCEPTING: Final = frozenset({"without", "except", "instead", "unless", "rather", "barring"})
_FUTURE: Final = frozenset({"will", "shall", "'ll", "wo"})
_MAY: Final = frozenset({"may", "might", "could"})


def operators(token: Token) -> frozenset[str]:
    """Return the words beside a word that change what is claimed: "not", "former", "almost", "more than", "or"."""
    found: set[str] = set()
    for child in token.children:
        if child.dep_ in _OPERATOR_DEPS:
            words = [child, *child.children] if child.dep_ in {"advmod", "quantmod", "nummod", "npadvmod"} else [child]
            found.update(key_of(word) for word in words)
        elif child.dep_ == "prep" and child.lower_ in _EXCEPTING:
            found.add(child.lower_)
    conjunct = token.dep_ == "conj"
    for host in (token, token.head) if conjunct else (token,):
        found.update(child.lower_ for child in host.children if child.dep_ == "cc" and child.lower_ in {"or", "nor"})
    return frozenset((found | {"or"} if {"or", "nor"} & found else found) & (WEIGHTY | {"or"}))


def modality(verb: Token) -> str:
    """Return what a verb's auxiliary makes of it: "future", "would", "may", "can", "must", "should", "" for fact."""
    for child in (c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.tag_ == "MD"):
        word = child.lower_
        if word in _FUTURE:
            return "future"
        return "may" if word in _MAY else {"ca": "can", "ought": "should", "'d": "would"}.get(word, word)
    return ""


def tense(verb: Token) -> str:
    """Return whether a verb tells of the past, the present, or neither by itself."""
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ == "VBD" or c.lemma_ == "have" for c in auxiliaries) or verb.tag_ == "VBD":
        return "past"
    if any(c.tag_ in {"VBZ", "VBP"} for c in auxiliaries) or verb.tag_ in {"VBZ", "VBP"}:
        return "present"
    return "past" if verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "conj", "relcl"} else ""


def has_condition(verb: Token) -> bool:
    """Return whether what a verb tells hangs on a condition in a clause below it."""
    clauses = (c for c in verb.children if c.dep_ in {"advcl", "prep", "mark"})
    return any(
        c.lower_ in CONDITIONS or any(m.lower_ in CONDITIONS for m in tree.children(c, "mark", "advmod"))
        for c in clauses
    )


def is_as_weighty(said: Token, printed: Token) -> bool:
    """Return whether two words have the same words beside them that change what is claimed."""
    mine, theirs = operators(said), operators(printed)
    return mine <= theirs and theirs - mine <= IDLE


def is_same_manner(said: Token, printed: Token, *, is_said: bool) -> bool:
    """Return whether a claim's verb has the negation, hedge, modality, condition and tense of the article's.

    Args:
        said: The claim's.
        printed: The article's.
        is_said: Whether somebody is said to have said it: then the claim may shift the tense back, as speech is.
    """
    modes = [modality(verb) for verb in (said, printed)]
    if is_said:
        modes = ["future" if mode == "would" else mode for mode in modes]
    if not is_as_weighty(said, printed) or modes[0] != modes[1] or has_condition(said) != has_condition(printed):
        return False
    is_backshifted = is_said and (tense(said), tense(printed)) == ("past", "present")
    return is_backshifted or tense(said) == tense(printed)
