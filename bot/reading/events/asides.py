"""What in a phrase is beside the point of a headline: relative clauses, appositions, what commas set off."""

from bot.reading.events import tree
from bot.reading.parsed import Token

_LATELY = frozenset({"overnight", "yesterday", "today", "tomorrow", "tonight", "recently", "currently"})
_ASIDES = frozenset({"relcl", "appos", "advcl", "parataxis", "npadvmod", "dep", "intj"})


def is_aside(token: Token, top: Token) -> bool:
    """Return whether a token stands in an aside of the phrase of another."""
    current = token
    for _ in range(tree.MAX_STEPS):
        if current.i == top.i:
            return False
        if current.dep_ == "advmod" and current.lower_ in _LATELY:
            return True
        is_glued = current.i + 1 < len(current.doc) and current.nbor(1).tag_ == "HYPH" and not current.whitespace_
        if _is_defining(current):
            is_glued = True
        if current.dep_ in _ASIDES and not is_glued and current.tag_ != "HYPH":
            return True
        if current.i > top.i and _is_set_off(current):
            return True
        is_participle = current.dep_ == "acl" and current.tag_ in {"VBN", "VBG", "VBD"}
        if is_participle and not is_glued and current.head.i + 1 != current.i:
            return True
        if current.head.i == current.i:
            return False
        current = current.head
    return False


def closes_apposition(comma: Token) -> bool:
    """Return whether a comma is the second of two round an apposition, so that the sentence goes on behind it."""
    if comma.i == 0 or comma.lower_ != ",":
        return False
    current = comma.nbor(-1)
    for _ in range(tree.MAX_STEPS):
        if current.dep_ == "appos":
            return True
        if current.dep_ in {"acl", "relcl"} and current.left_edge.i > 0 and current.left_edge.nbor(-1).lower_ == ",":
            return True
        if current.head.i == current.i:
            return False
        current = current.head
    return False


def _is_set_off(token: Token) -> bool:
    """Whether a comma parts a phrase from what it hangs on, other than as a member of an enumeration."""
    before = token.left_edge.i - 1
    if before < 0 or token.doc[before].lower_ not in {",", "--", "–", "—"}:
        return False
    if token.dep_ == "conj":
        members = (token.head, *tree.joined(token))
        return not any(child.dep_ == "cc" for member in members for child in member.children)
    return token.dep_ in {"prep", "dobj", "nmod", "nsubj", "attr", "pobj"} and not closes_apposition(token.doc[before])


def _is_defining(clause: Token) -> bool:
    """Whether a clause tells which of its kind a noun means: "a demand *that four crossings be opened*"."""
    noun = clause.head
    if clause.dep_ not in {"relcl", "acl"} or clause.left_edge.lower_ != "that" or clause.left_edge.i != noun.i + 1:
        return False
    return not any(child.lower_ in {"the", "this", "these", "those"} for child in tree.children(noun, "det"))


def without_stumps(tokens: list[Token]) -> list[Token]:
    """Leave out an "and" with what it joins where the words before it were left out."""
    inside = {token.i for token in tokens}
    for token in tokens:
        if token.dep_ == "cc" and token.i - 1 not in inside and any(i < token.i for i in inside):
            joined = next((child for child in token.head.children if child.dep_ == "conj" and child.i > token.i), None)
            inside -= {token.i, *(each.i for each in joined.subtree)} if joined is not None else {token.i}
    return [token for token in tokens if token.i in inside]
