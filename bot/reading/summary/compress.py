"""What a sentence that is told by itself has no use for: words that tie it to others, what its reader knows already.

What else can be left out where room is short is found by `loose`.
"""

from collections.abc import Container, Sequence
from itertools import pairwise

from bot.reading.lexicon import load_words
from bot.reading.parsed import Token
from bot.reading.summary.draft import Draft
from bot.reading.summary.material import Material

_LEXICON = load_words("summary")
_CONNECTIVES = _LEXICON["connectives"]
_PHRASES = _LEXICON["connective_phrases"]
_LOOSE_ADVERBS = frozenset(["also", "since", "however", "meanwhile", "moreover", "furthermore"])


def _subtree(token: Token) -> range:
    return range(token.left_edge.i, token.right_edge.i + 1)


def _is_within(draft: Draft, span: range, material: Material) -> bool:
    """Return whether a stretch lies in the draft and holds no part of a quotation that it would cut."""
    marks = sum(draft.doc[i].text == '"' for i in span)
    touches = any(i in material.quoted for i in span)
    return draft.start <= span.start and span.stop <= draft.end and marks % 2 == 0 and (not touches or marks > 0)


def drop_connectives(draft: Draft, material: Material) -> None:
    """Leave out the words that only tie a sentence to the one before it."""
    tokens = draft.doc.tokens[draft.start : draft.end]
    if not tokens:
        return
    _drop_label(draft, tokens)
    text = " ".join(t.lower_ for t in tokens[:6])
    for phrase in sorted(_PHRASES):
        length = len(phrase.split())
        if text.startswith(phrase + " ,") and length + 1 < len(tokens):
            draft.drop(range(draft.start, draft.start + length + 1))
            return
    for one, other in pairwise(tokens):
        if (one.lower_, other.lower_) == ("since", "then") and one.i not in material.quoted:
            after = draft.doc[other.i + 1].text if other.i + 1 < draft.end else ""
            draft.drop(range(one.i, other.i + 1 + (after == "," and one.i == draft.start)))
    first = tokens[0]
    following = tokens[1].text if len(tokens) > 1 else ""
    if first.lower_ in _CONNECTIVES and (following == "," or first.dep_ == "cc"):
        draft.drop([first.i] + ([first.i + 1] if following == "," else []))
    for token in tokens:
        if token.lower_ in _LOOSE_ADVERBS and token.dep_ == "advmod" and token.i not in material.quoted:
            _drop_adverb(draft, token)


def _drop_label(draft: Draft, tokens: Sequence[Token]) -> None:
    """Leave out the label of a picture before its caption: "Accused: the captain was …", "Close ties: …"."""
    colon = next((k for k, t in enumerate(tokens[1:4], 1) if t.text == ":"), None)
    if colon is None or colon + 2 >= len(tokens) or not tokens[0].is_title or not tokens[colon + 1].is_title:
        return
    if all(t.is_alpha and t.ent_type_ != "PERSON" for t in tokens[:colon]):
        draft.start = tokens[colon + 1].i


def _drop_adverb(draft: Draft, token: Token) -> None:
    """Leave out a loose adverb with the commas round it, but not in "not only … but also" nor "also known as"."""
    before = draft.doc[token.i - 1].text if token.i > draft.start else ""
    after = draft.doc[token.i + 1] if token.i + 1 < draft.end else None
    if before.lower() in {"but", "not"} or (after is not None and after.lower_ in {"known", "called", "as"}):
        return
    is_between = before == "," and after is not None and after.text == ","
    is_splice = is_between and any(c.dep_ == "nsubj" and c.i > token.i for c in token.head.children)
    if is_splice and any(t.dep_ == "ROOT" or t.tag_ in {"VBD", "VBZ", "VBP"} for t in draft.doc[draft.start : token.i]):
        return
    draft.drop([token.i])
    if before == "," and after is not None and after.text == ",":
        draft.drop([token.i - 1, token.i + 1])


def drop_number(draft: Draft) -> None:
    """Leave out the number of a paragraph: "2. The two ministers …"."""
    first = draft.doc[draft.start]
    after = draft.start + 1 + (draft.start + 1 < draft.end and draft.doc[draft.start + 1].text == ".")
    is_number = first.text.rstrip(".").isdigit() and (first.text.endswith(".") or after == draft.start + 2)
    if is_number and after < draft.end and draft.doc[after].is_title:
        draft.start = after


def drop_empty_act(draft: Draft, material: Material) -> None:
    """Leave out "do so" before the quoted verb that it stands for: 'asked it to do so "stop …"'."""
    for do in draft.doc[draft.start : max(draft.start, draft.end - 3)]:
        if do.lower_ != "do":
            continue
        so, mark, verb = (draft.doc[do.i + k] for k in range(1, 4))
        is_quoted = verb.i in material.quoted and verb.text.islower() and verb.tag_.startswith("VB")
        if so.lower_ == "so" and mark.text == '"' and is_quoted:
            draft.drop([do.i, so.i])


def drop_known_appositions(draft: Draft, material: Material, introduced: Container[int]) -> None:
    """Leave out ", the minister of trade," after the name of somebody whom the summary has introduced."""
    for token in draft.tokens:
        if token.dep_ != "appos" or token.i in material.quoted:
            continue
        span = _subtree(token)
        actor = material.cast.at(token.head.i)
        has_name = any(t.ent_type_ == "PERSON" for t in draft.doc[span.start : span.stop])
        if (
            actor in introduced
            and not has_name
            and _is_between_commas(draft, span)
            and _is_within(draft, span, material)
        ):
            draft.drop(_with_commas(draft, span))


def _is_between_commas(draft: Draft, span: range) -> bool:
    before = draft.doc[span.start - 1].text if span.start > draft.start else ""
    after = draft.doc[span.stop].text if span.stop < draft.end else "."
    return before in {",", "—", "–"} and after in {",", ".", ";", "—", "–"}


def _with_commas(draft: Draft, span: range) -> range:
    """Return a stretch with the mark before it, and with the one after it where that only closes it."""
    after = draft.doc[span.stop].text if span.stop < draft.end else "."
    return range(span.start - 1, span.stop + (after in {",", "—", "–"}))
