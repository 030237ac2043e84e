"""What a bare noun with "the" goes back to: "the attack" is "the attack on a barracks" of a sentence before.

A headline stands alone, so such a noun takes over the words that tell which one is meant. The nearest earlier use of
the same noun with such words counts; that is who writes news keeps to as well.
"""

from collections.abc import Collection

from bot.reading.events import tree
from bot.reading.parsed import Token

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_TELLING = frozenset({"on", "against", "at", "in", "of", "with", "between", "from", "near", "over", "for", "to"})
_BEFORE = frozenset({"compound", "amod", "nmod"})
_POINTING = frozenset({"latest", "new", "recent", "previous", "earlier", "same", "similar", "first", "last", "other"})
_VAGUE_TAGS = frozenset({"PRP", "PRP$", "WP", "WDT", "EX"})
_REACH = 300
"""Tokens back in which the noun is looked for."""
_PLACES = frozenset({"region", "area", "country", "nation", "state", "territory", "site", "scene", "zone"})
_WHERE = frozenset({"in", "from", "across", "around", "at", "near", "within", "into", "inside", "through"})


def is_bare(noun: Token) -> bool:
    """Return whether a common noun has "the" or "this" before it and nothing that tells which one is meant."""
    if noun.tag_ not in {"NN", "NNS"}:
        return False
    own = [child for child in noun.children if not child.is_punct]
    return len(own) == 1 and own[0].lower_ in _DEFINITE and own[0].i == noun.i - 1


def telling(noun: Token, dated: Collection[int]) -> tuple[list[Token], list[Token]]:
    """Return the words that an earlier use of a bare noun has before and behind it.

    Args:
        noun: A noun that `is_bare`.
        dated: Tokens of time expressions, which are left out.

    Returns:
        The words before and those behind, in text order; both empty where there are none.
    """
    doc = noun.doc
    for i in range(noun.i - 1, max(-1, noun.i - _REACH), -1):
        token = doc[i]
        if token.lemma_ != noun.lemma_ or token.tag_ != noun.tag_ or token.sent.start == noun.sent.start:
            continue
        before = [
            each
            for child in token.children
            if child.i < token.i and child.dep_ in _BEFORE and child.lower_ not in _POINTING and child.i not in dated
            for each in child.subtree
        ]
        behind = next((prep for prep in tree.children(token, "prep") if prep.lower_ in _TELLING), None)
        after = [] if behind is None or behind.i != token.i + 1 else _plain(behind, dated)
        if before or after:
            return before, after
    return [], []


def _plain(prep: Token, dated: Collection[int]) -> list[Token]:
    """A phrase of a preposition, without what hangs behind its noun; empty where a pronoun or a day is in it."""
    noun = tree.first_child(prep, "pobj")
    if noun is None:
        return []
    kept = [token for token in prep.subtree if token.i <= noun.i]
    place = next((child for child in tree.children(noun, "prep") if child.lower_ in _TELLING), None)
    if place is not None and place.i == noun.i + 1:
        where = tree.first_child(place, "pobj")
        kept += [token for token in place.subtree if where is not None and token.i <= where.i]
    is_odd = any(token.i in dated or token.tag_ in _VAGUE_TAGS or token.is_punct for token in kept)
    return [] if is_odd else kept


def is_dangling_place(prep: Token) -> bool:
    """Return whether a phrase says no more than "in the region" or "from the European nation"."""
    noun = tree.first_child(prep, "pobj")
    if prep.dep_ != "prep" or prep.lower_ not in _WHERE or noun is None or noun.lower_ not in _PLACES:
        return False
    own = [child for child in noun.children if not child.is_punct]
    is_definite = any(child.lower_ in _DEFINITE for child in own)
    return is_definite and all(child.dep_ in {"det", "amod"} for child in own)
