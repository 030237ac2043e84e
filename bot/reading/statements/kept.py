"""Which words of a phrase a statement keeps: no asides, appositions or dates, and none of a phrase that they maim."""

from collections.abc import Iterable, Iterator

from bot.reading.events import tree
from bot.reading.parsed import Token

_LONG_RELATIVE = 20
"""Words of a relative clause that identifies its noun, at most."""
_LOOSE = frozenset({",", ";", ":", "-", "–", "—", "("})
_QUOTES = frozenset({'"', "“", "”", "''", "``"})
_STATES = frozenset({"country", "nation", "state", "people", "government", "side", "neighbour", "neighbor", "ally"})
_OF_PLACES = frozenset({"to", "into", "in", "at"})
"""Prepositions behind whose place the parse may hang a date: "to New Delhi, October 12-16"."""


def is_of_time(prep: Token, dated: frozenset[int]) -> bool:
    """Return whether a preposition governs a time: "on Monday", "for two days"."""
    governed = [t for t in prep.children if t.dep_ == "pobj" or prep.lower_ not in _OF_PLACES]
    return any(_is_time(t, dated) and not _is_filled(t, dated) for t in governed)


def _is_time(token: Token, dated: frozenset[int]) -> bool:
    return token.i in dated or token.ent_type_ in {"DATE", "TIME"}


def _is_filled(token: Token, dated: frozenset[int]) -> bool:
    """Return whether a stretch of time stands for what filled it: "withdrew from a year *of festivals*"."""
    of = (child for child in token.children if child.dep_ == "prep" and child.lower_ == "of")
    return any(inner.dep_ == "pobj" and not _is_time(inner, dated) for prep in of for inner in prep.children)


def kept(top: Token, dated: frozenset[int]) -> list[Token]:
    """Return a phrase's tokens without asides, appositions and dates, in text order.

    Args:
        top: Its head.
        dated: Tokens of time expressions.
    """
    left_out = {t.i for token in _spared(top, dated) for t in token.subtree}
    return without_loose_marks([t for t in top.subtree if t.i not in left_out and not t.is_space])


def is_maimed(top: Token, dated: frozenset[int]) -> bool:
    """Return whether a phrase loses, with what is not kept of it, the words that tell which thing is meant."""
    spared = tuple(_spared(top, dated))
    gone = {t.i for token in spared for t in token.subtree}
    if any(token.dep_ == "appos" and _goes_on(token, top, gone) for token in spared):
        return True
    return any(_tells_which(token) and not _is_of_it(token) for token in spared)


def _goes_on(token: Token, top: Token, gone: set[int]) -> bool:
    """Return whether what follows an apposition belongs to it, whatever the parse says: "…, *half of it* to Peru"."""
    after = token.right_edge.i + 1
    if after > top.right_edge.i or after in gone:
        return False
    return token.doc[after].pos_ == "ADP" and token.doc[after].lower_ != "of"


def _tells_which(token: Token) -> bool:
    """Return whether a phrase left out stands right behind a noun, no comma between: "a pipeline *idle since 2018*"."""
    is_behind = token.i > token.head.i and token.head.pos_ == "NOUN"
    is_clause = token.dep_ in {"relcl", "acl"} or (token.dep_ == "amod" and token.head.i < token.i)
    return is_behind and is_clause and not _is_apart(token)


def _spared(top: Token, dated: frozenset[int]) -> Iterator[Token]:
    """Yield the tops of what is not kept of a phrase."""
    left_out: set[int] = set()
    for token in top.subtree:
        if token.i == top.i or token.i in left_out:
            continue
        is_dated_clause = token.dep_ in {"relcl", "acl", "amod"} and token.i > token.head.i and _has_date(token, dated)
        if _is_aside(token, top) or _is_date_within(token, top, dated) or is_dated_clause:
            left_out.update(t.i for t in token.subtree)
            yield token


def _has_date(token: Token, dated: frozenset[int]) -> bool:
    last = _last_of(token)
    return any(t.i in dated for t in token.subtree if t.i <= last)


def _is_apart(token: Token) -> bool:
    """Return whether a comma, bracket or dash stands before a phrase."""
    before = token.doc[token.left_edge.i - 1].text if token.left_edge.i else ""
    return before in {",", "(", "–", "—", ";", "--"}


def _is_aside(token: Token, top: Token) -> bool:
    """Return whether a phrase within another only adds to it."""
    if token.i == top.i:
        return False
    is_apart = _is_apart(token)
    if token.dep_ in {"appos", "parataxis", "dep", "intj"}:
        return True
    if _is_of_it(token):
        return True
    if token.dep_ in {"relcl", "acl"} and token.i > token.head.i:
        is_long = _last_of(token) - token.left_edge.i > _LONG_RELATIVE and not tree.is_infinitive(token)
        return is_apart or is_long
    if (
        is_apart
        and token.pos_ in {"NOUN", "PROPN"}
        and any(t.lower_ in {"them", "which", "whom"} for t in token.subtree)
    ):
        return True
    if token.dep_ == "advcl":
        return is_apart or not (tree.is_infinitive(token) or _completes(token))
    if token.dep_ == "prep":
        return _is_circumstance(token) or is_of_both(token)
    if token.lower_ == "then" and token.dep_ in {"advmod", "amod"} and token.head.pos_ in {"NOUN", "PROPN"}:
        return True
    if token.lower_ in {"pursuant", "soon"} and token.dep_ in {"advmod", "amod", "acomp"}:
        return True
    if token.dep_ == "cc" and any(t.lower_ == "well" for t in token.subtree):
        return True
    # "ordered her to leave and *recalled*": what the subject did as well
    is_further = token.tag_ in {"VBD", "VBZ"} and token.head.tag_ == "VB"
    return token.dep_ == "conj" and (_is_as_well(token) or is_further)


def _completes(clause: Token) -> bool:
    """Return whether a clause says as what something goes, right behind its participle: "boats *seen as unsafe*"."""
    is_as = any(child.dep_ == "mark" and child.lower_ == "as" for child in clause.children)
    return is_as and clause.head.tag_ == "VBN" and clause.left_edge.i == clause.head.i + 1


def _is_circumstance(prep: Token) -> bool:
    """Return whether a prepositional phrase only adds: "including …", and behind a comma what something is for."""
    is_at_end = prep.head.dep_ in {"relcl", "acl"} and _last_of(prep.head) < prep.i
    is_for = prep.lower_ == "in" and any(t.lower_ == "order" for t in prep.children)
    return prep.lower_ in {"including", "according"} or (_is_apart(prep) and (is_at_end or is_for))


def is_of_both(prep: Token) -> bool:
    """Return whether a phrase only says of whom the sentence tells anyhow: "a treaty *between our two countries*"."""
    noun = next((t for t in prep.children if t.dep_ == "pobj"), None)
    is_of_two = noun is not None and any(t.lower_ in {"two", "both"} for t in noun.children)
    if noun is None or not is_of_two or noun.lemma_.lower() not in _STATES or prep.lower_ not in {"between", "of"}:
        return False
    verb = tree.clause_of(prep)
    found = None if verb is None else tree.subject(verb)
    return found is not None and len(tree.joined(found.token)) > 1


def _last_of(clause: Token) -> int:
    """Return the number of a clause's last word before what a comma sets apart from it at its end."""
    apart = (t.left_edge.i - 1 for t in clause.subtree if t.dep_ in {"appos", "advcl", "prep"} and _is_apart(t))
    return min((i - 1 for i in apart if i > clause.i), default=clause.right_edge.i)


def _is_of_it(token: Token) -> bool:
    """Return whether a clause behind something not yet told tells what "it" or "they" did: "a pilot *it had held*"."""
    is_new = any(c.lower_ in {"a", "an"} for c in token.head.children)
    return token.dep_ == "relcl" and is_new and any(c.tag_ == "PRP" and c.dep_ == "nsubj" for c in token.children)


def _is_as_well(joined: Token) -> bool:
    """Return whether something is joined by "as well as", which goes with it."""
    before = joined.doc[max(0, joined.left_edge.i - 3) : joined.left_edge.i]
    return before.text.lower() == "as well as"


def _is_date_within(token: Token, top: Token, dated: frozenset[int]) -> bool:
    """Return whether a token is the top of a date, or of a preposition that governs one, in a phrase."""
    if token.i == top.i:
        return False
    if token.dep_ == "prep":
        return is_of_time(token, dated) and token.lower_ != "of"
    is_date = token.i in dated or token.ent_type_ in {"DATE", "TIME"}
    is_free = token.dep_ in {"npadvmod", "tmod"} and is_date and token.head.pos_ in {"VERB", "NOUN", "PROPN", "AUX"}
    return is_free and token.pos_ in {"NOUN", "PROPN"} and token.doc[token.right_edge.i + 1 :][:1].text != "-"


def without_loose_marks(words: list[Token]) -> list[Token]:
    """Return words without the commas, brackets and joints that what was left out leaves behind.

    Args:
        words: A phrase's tokens that are left, in text order.
    """
    inside = {t.i for t in words}
    found = list(_without_gaps(words, inside))
    while found and (found[-1].text in _LOOSE or found[-1].dep_ == "cc" or _is_half_a_pair(found)):
        found.pop()
    while (
        found
        and found[-1].pos_ == "ADJ"
        and found[-1].dep_ in {"amod", "acl", "advcl"}
        and found[-1].head.i < found[-1].i
    ):
        found.pop()
    while found and found[0].text in {",", ";", ":", ")"}:
        found.pop(0)
    return found


def _is_half_a_pair(words: list[Token]) -> bool:
    """Return whether words end on a quotation mark whose other half was left out."""
    marks = sum(token.text in _QUOTES for token in words)
    return words[-1].text in _QUOTES and marks % 2 == 1


def _without_gaps(words: Iterable[Token], inside: set[int]) -> Iterator[Token]:
    for token in words:
        is_mark = token.text in {",", "(", ")", ";", "–", "—"}
        if is_mark and not {token.i - 1, token.i + 1} <= inside:
            continue
        yield token
