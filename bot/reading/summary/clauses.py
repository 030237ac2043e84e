"""Parts of a sentence that say something whole by themselves, for where the sentence as it is can't be said."""

from collections.abc import Iterator
from typing import Final

from bot.reading.parsed import Token
from bot.reading.summary.draft import Draft
from bot.reading.summary.material import Material

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_FOLLOWING: Final = frozenset({"come", "follow"})
_CONCEDING: Final = frozenset({"while", "whilst"})
_UNSAFE: Final = frozenset({"if", "unless", "not", "only", "never", "either", "or", "neither", "nor", "whether"})


def clauses(draft: Draft, material: Material, *, joined: bool = True) -> Iterator[Draft]:
    """Yield the parts of a sentence that make a sentence of their own, the one that loses least first.

    They are: what is left without a concession at the start ("While ..., "); what "The move comes after" goes on to
    tell, where no length of time stands between; the last of two clauses joined by a comma and "and" or "but", each
    with its subject.

    Args:
        draft: The draft; it is not changed.
        material: The article.
        joined: Whether the last of two joined clauses is one: what goes before it may be what it speaks of.
    """
    for token in draft.doc.tokens[draft.start : draft.end]:
        if token.i in material.quoted:
            continue
        if token.dep_ == "advcl" and token.left_edge.i == draft.start and token.left_edge.lower_ in _CONCEDING:
            start = _after_comma(draft, token.right_edge.i + 1)
            if any(c.dep_ in _SUBJECTS and c.left_edge.i == start for c in token.head.children):
                yield _from(draft, start)
        elif token.dep_ == "advcl" and token.head.dep_ == "ROOT" and token.head.lemma_.lower() in _FOLLOWING:
            mark = next((c for c in token.children if c.lower_ in {"after", "as"}), None)
            goes_on = any(c.dep_ == "advcl" and c.tag_ == "VBG" for c in (*token.children, *token.head.children))
            is_measured = mark is not None and (mark.nbor(-1).pos_ in {"NOUN", "NUM", "ADV"} or bool(list(mark.lefts)))
            if mark is not None and mark.i > token.head.i and _own_subject(token) and not goes_on and not is_measured:
                yield _from(draft, mark.i + 1)
        elif joined and _joins(token):
            joint = next((c for c in token.head.children if c.dep_ == "cc" and c.i < token.i), None)
            if joint is not None and joint.lower_ in {"and", "but"} and draft.doc[joint.i - 1].text == ",":
                yield _from(draft, joint.i + 1)


def _joins(verb: Token) -> bool:
    """Return whether a verb with its own subject is joined to the main one, which reports nothing.

    After "She said that …", what is joined may still be what she said.
    """
    reports = any(c.dep_ == "ccomp" for c in verb.head.children)
    return verb.dep_ == "conj" and verb.head.dep_ == "ROOT" and _own_subject(verb) and not reports


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def _after_comma(draft: Draft, at: int) -> int:
    return at + 1 if at < draft.end and draft.doc[at].text == "," else at


def _from(draft: Draft, start: int) -> Draft:
    """Return a draft without what stands before a token."""
    part = draft.copy()
    part.start = start
    return part


def without_second_act(draft: Draft, material: Material) -> Draft | None:
    """Return a draft without the second of two things that are asked or said: "to stop A and to stop B" keeps A.

    A quotation may end at such a joint too: its words stay as spoken.

    Args:
        draft: The draft; it is not changed.
        material: The article.

    Returns:
        The shorter draft; None where there is no such joint, or where its loss could change the claim.
    """
    if any(draft.doc[i].lower_ in _UNSAFE for i in range(draft.start, draft.end)):
        return None
    for i in range(draft.start + 1, draft.end - 1):
        token = draft.doc[i]
        if token.lower_ != "and" or token.dep_ != "cc":
            continue
        second = next((c for c in token.head.children if c.dep_ == "conj" and c.i > i and c.pos_ == "VERB"), None)
        if second is None or token.head.pos_ != "VERB" or _own_subject(second) or token.head.dep_ == "ROOT":
            continue
        part = draft.copy()
        marks = [k for k in range(i, draft.end) if draft.doc[k].text == '"'] if i in material.quoted else []
        stop = marks[0] if marks else draft.end - (draft.doc[draft.end - 1].text == ".")
        part.drop(range(i, stop))
        part.drop(range(stop + len(marks[:1]), draft.end - (draft.doc[draft.end - 1].text == ".")))
        return part
    return None
