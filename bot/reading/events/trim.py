"""Shortens a phrase at grammatical borders: what is left is always the phrase's beginning, with its names whole."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from bot.reading.events import tree
from bot.reading.parsed import Token

_DROPPABLE = frozenset({"prep", "acl", "advcl", "relcl", "appos", "conj", "advmod", "npadvmod", "xcomp", "amod"})
_HALVES = frozenset({"aux", "auxpass", "mark", "cc", "det", "poss", "compound", "amod", "nummod"})
_ANY_STATES = frozenset({"nations", "countries", "states", "places", "cities", "towns", "allies", "areas"})
"""What says too little without the names behind it: "in nations including Chad"."""
_LOOSE = frozenset({"cc", "punct", "mark"})


def shorter(tokens: Sequence[Token]) -> list[Token] | None:
    """Drop the smallest phrase that ends a sequence of tokens and can be spared.

    Args:
        tokens: In text order.

    Returns:
        The tokens before it, without a loose "and" or comma at their end; None where nothing can be spared.
    """
    if not tokens:
        return None
    kept = {token.i for token in tokens}
    current = tokens[-1]
    for _ in range(tree.MAX_STEPS):
        if current.i not in kept:
            return None
        first = min((token.i for token in current.subtree if token.i in kept), default=current.i)
        if current.dep_ in _DROPPABLE and first > tokens[0].i and _is_suffix(tokens, current, first):
            left = [token for token in tokens if token.i < first]
            return _without_loose_end(left) or None
        if current.head.i == current.i:
            return None
        current = current.head
    return None


def until_gap(tokens: Sequence[Token], dated: Collection[int]) -> list[Token]:
    """Return the tokens before a gap behind which the phrase can't go on.

    Args:
        tokens: In text order; asides have been left out.
        dated: Tokens of time expressions, which may be missing anywhere.

    Returns:
        All tokens up to the first place where a comma was left out and no preposition or infinitive resumes.
    """
    kept = list(tokens)
    present = {token.i for token in tokens}
    for before, after in pairwise([token for token in tokens if token.lower_ != ","]):
        missing = [token for token in after.doc[before.i + 1 : after.i] if token.text != '"']
        if all(token.i in present for token in missing) or not any(
            token.is_punct or tree.is_verb(token) for token in missing
        ):
            continue
        if all(token.is_punct or token.dep_ == "prep" or token.i in dated for token in missing) and any(
            token.i in dated for token in missing
        ):
            continue
        if after.tag_ not in {"IN", "TO"}:
            return _without_loose_end([token for token in kept if token.i <= before.i])
    return kept


def is_whole(tokens: Sequence[Token], verb: Token, dated: Collection[int]) -> bool:
    """Return whether a shortened phrase still has what its last verb and its nouns of purpose ask for.

    Args:
        tokens: The tokens kept after a verb, in text order.
        verb: That verb.
        dated: Tokens of time expressions, which may be missing anywhere.
    """
    kept = {token.i for token in tokens} | {verb.i}
    last = next((token for token in reversed(tokens) if not token.is_punct), verb)
    if tokens and (last.dep_ in _HALVES or last.tag_ in {"IN", "TO", "DT", "PRP$", "POS"}) and last.dep_ != "prt":
        return False
    if any(
        child.lower_ == "from" and child.i not in kept and tree.first_child(child, "pcomp") is not None
        for child in tree.children(verb, "prep")
    ):
        return False  # "bars firms" is not "bars firms from selling tools"
    if last.lower_ in _ANY_STATES and any(child.i > last.i and child.i not in kept for child in last.children):
        return False
    if last.i > verb.i and _is_open_list(last, kept):
        return False
    if any(token.dep_ in {"nsubj", "nsubjpass"} and token.head.i not in kept for token in tokens):
        return False
    if last.i > verb.i and tree.is_verb(last) and _needs_object(last, kept):
        return False
    if not tokens and any(
        child.i > verb.i and child.dep_ in {"ccomp", "dobj", "xcomp"} and child.i not in dated
        for child in verb.children
    ):
        return False
    return not any(
        child.dep_ == "acl" and tree.is_infinitive(child) and child.i not in kept
        for token in tokens
        for child in token.children
    )


def _is_open_list(last: Token, kept: Collection[int]) -> bool:
    """Whether an enumeration was cut before its "and": "to watch, question" of "to watch, question and arrest"."""
    return any(child.dep_ == "conj" and child.i not in kept for child in last.children) and last.dep_ == "conj"


def _needs_object(verb: Token, kept: Collection[int]) -> bool:
    """Whether an object of a verb, its own or one that it shares with the verbs joined to it, was left out."""
    lost = [child for child in verb.children if child.i > verb.i and child.i not in kept]
    if verb.dep_ == "acl" and verb.tag_ in {"VBG", "VBN"} and any(child.dep_ == "prep" for child in lost):
        return True
    if any(child.dep_ in {"dobj", "xcomp", "ccomp", "attr", "acomp", "dative", "prt"} for child in lost):
        return True
    return bool(_shared_by(verb)) or _is_object_above(verb, kept)


def _is_object_above(verb: Token, kept: Collection[int]) -> bool:
    """Whether an object that the parse hung on a governing verb ("to stop harming … the crops") was left out."""
    last = verb
    for _ in range(tree.MAX_STEPS):
        if verb.dep_ not in {"xcomp", "conj"} or not tree.is_verb(verb.head):
            return False
        verb = verb.head
        if any(child.dep_ == "dobj" and child.i > last.i and child.i not in kept for child in verb.children):
            return True
    return False


def _shared_by(verb: Token) -> list[Token]:
    """The verbs joined to a verb without an object of its own, the last of which has one."""
    following = list(tree.joined(verb)[1:])
    has_own = any(child.i > verb.i and child.dep_ not in {"cc", "conj", "punct"} for child in verb.children)
    return following if following and not has_own and tree.first_child(following[-1], "dobj") is not None else []


def sharing_object(tokens: Sequence[Token]) -> list[Token]:
    """Return a phrase with only the first of several verbs that share an object ("to harass and threaten pilots")."""
    left_out: set[int] = set()
    for token in tokens:
        if tree.is_verb(token) and token.i not in left_out and (following := _shared_by(token)):
            left_out |= set(range(token.i + 1, following[-1].i + 1))
    return [token for token in tokens if token.i not in left_out]


def _is_suffix(tokens: Sequence[Token], top: Token, first: int) -> bool:
    inside = {token.i for token in top.subtree}
    return all(token.i in inside for token in tokens if token.i >= first)


def _without_loose_end(tokens: list[Token]) -> list[Token]:
    while tokens and tokens[-1].dep_ in _LOOSE and tokens[-1].text not in {'"', "'", ")"}:
        tokens.pop()
    return tokens
