"""Quotations: the words between quotation marks, as printed, and who spoke them where the sentence tells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.model.reading import Quote, Span
from bot.reading.actors.cast import Cast
from bot.reading.lexicon import load_words
from bot.reading.parsed import Doc, Token
from bot.reading.spans import sentence_at, token_range

_LEXICON = load_words("quotes")
_SAYING = _LEXICON["saying"]
_PAPER = _LEXICON["paper"]
_FEWEST_WORDS: Final = 3
_REACH: Final = 12
"""Tokens between a quotation and its attribution at most, where the parse does not connect them."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_SINGLE = re.compile(
    r"(?:(?<=^)|(?<=[\s(]))'(?=[A-Za-z])(?P<words>[^\"'\n]*(?:'(?=[A-Za-z])[^\"'\n]*)*[,.?!])'(?=[\s,.;)]|$)"
)
_TRIMMED = " ,"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quotation:
    """One stretch between quotation marks: its words' offsets, its tokens, and whether its line leaves it open."""

    start: int
    end: int
    first: int
    last: int
    goes_on: bool


def _double_marks(line: str, offset: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the offsets of the words between double quotation marks of one line, and whether no mark closes them."""
    opened = -1
    for match in re.finditer('"', line):
        at = match.start()
        before = line[at - 1] if at else " "
        after = line[at + 1] if at + 1 < len(line) else " "
        looks_open = (before.isspace() or before in "([—–-'") and not after.isspace()
        if opened >= 0 and not (looks_open and before.isspace()):
            yield offset + opened + 1, offset + at, False
            opened = -1
        elif not (opened < 0 and before.isdigit() and not looks_open):
            opened = at
    if opened == 0:
        yield offset + 1, offset + len(line), True


def _quotations(doc: Doc) -> Iterator[_Quotation]:
    """Yield every quotation of a text, in order."""
    text = doc.text
    offset = 0
    for line in text.split("\n"):
        found = list(_double_marks(line, offset))
        found += [
            (m.start("words") + offset, m.end("words") + offset, False)
            for m in _SINGLE.finditer(line)
            if not any(s <= m.start() + offset < e for s, e, _ in found)
        ]
        for start, end, goes_on in sorted(found):
            first, last = token_range(doc, start, end)
            if first < last:
                yield _Quotation(start=start, end=end, first=first, last=last, goes_on=goes_on)
        offset += len(line) + 1


def _subject(verb: Token) -> Token | None:
    """Return who does what a verb says, through coordination, participles and relative clauses; None if not told."""
    for _ in range(4):
        own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        if own is not None:
            if own.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl":
                return verb.head
            return own
        if verb.dep_ == "acl":
            return verb.head
        if verb.dep_ not in {"conj", "advcl", "xcomp", "pcomp", "dep", "ccomp", "prep"} or verb.head == verb:
            return None
        verb = verb.head
    return None


def _actor_of(noun: Token | None, cast: Cast) -> int | None:
    """Return the actor that a noun phrase names: its head, or the name set beside it ("the spokesman, Ann Lee")."""
    if noun is None:
        return None
    for token in (noun, *(c for c in noun.children if c.dep_ == "appos")):
        actor = cast.at(token.i)
        if actor is not None and not cast.is_medium(actor):
            return actor
    if noun.lemma_.lower() in _PAPER:
        owner = next(
            (c for c in noun.children if c.dep_ in {"poss", "compound", "amod"} and cast.at(c.i) is not None), None
        )
        return cast.at(owner.i) if owner is not None else None
    return None


def _governing(doc: Doc, quotation: _Quotation, cast: Cast) -> int | None:
    """Return who says a quotation that is woven into a clause: the subject of the verb of saying above it."""
    token = doc[quotation.first : quotation.last].root
    seen = 0
    while token.head != token and seen < _REACH:
        token = token.head
        seen += 1
        outside = not quotation.first <= token.i < quotation.last
        if outside and token.pos_ in {"VERB", "AUX"} and token.lemma_.lower() in _SAYING:
            actor = _actor_of(_subject(token), cast)
            if actor is not None:
                return actor
        if outside and token.lower_ == "according":
            return _according(token, cast)
    return None


def _according(token: Token, cast: Cast) -> int | None:
    """Return whom "according to" names."""
    for child in token.subtree:
        if child.dep_ == "pobj":
            return _actor_of(child, cast)
    return None


def _beside(doc: Doc, tokens: Sequence[int], cast: Cast) -> int | None:
    """Return who speaks by the nearest verb of saying, or "according to", among some tokens outside a quotation."""
    for i in tokens:
        token = doc[i]
        if token.lower_ == "according":
            return _according(token, cast)
        if token.pos_ not in {"VERB", "AUX", "NOUN", "PROPN"} or token.lemma_.lower() not in _SAYING:
            continue
        actor = _actor_of(_subject(token), cast)
        if actor is None and token.pos_ != "NOUN":
            actor = _next_to(doc, i, cast)
        if actor is not None:
            return actor
    return None


def _next_to(doc: Doc, verb: int, cast: Cast) -> int | None:
    """Return the actor named right after a verb of saying, or right before it, where the parse gives no subject."""
    for i in (*range(verb + 1, min(verb + 5, len(doc))), *range(verb - 1, max(verb - 4, -1), -1)):
        if doc[i].text in {'"', "\n", ",", "."}:
            if i < verb:
                return None
            continue
        actor = cast.at(i)
        if actor is not None and not cast.is_medium(actor):
            return actor
    return None


def _speaker(doc: Doc, quotation: _Quotation, inside: frozenset[int], cast: Cast) -> int | None:
    """Return who spoke a quotation by what stands round it in its sentences; None where that does not tell."""
    left = doc[quotation.first].sent.start
    last = doc[quotation.last - 1]
    right = last.sent.end
    before = doc.text[: quotation.start - 1].rstrip()[-1:]
    woven = (
        quotation.first > left + 1
        and before not in {",", ":", ".", "", '"'}
        and doc[quotation.first].text[:1].islower()
    )
    ahead = [i for i in range(quotation.last, min(right, quotation.last + _REACH)) if i not in inside]
    behind = [i for i in range(quotation.first - 1, max(left, quotation.first - 2 * _REACH) - 1, -1) if i not in inside]
    if woven:
        actor = _governing(doc, quotation, cast)
        return actor if actor is not None else _beside(doc, behind + ahead, cast)
    if before == ":":
        found = _beside(doc, behind, cast)
        return found if found is not None else _first_named(doc, left, quotation, cast)
    if before == ",":
        found = _beside(doc, behind, cast)
        return found if found is not None else _beside(doc, ahead, cast)
    found = _beside(doc, ahead, cast)
    if found is None:
        found = _beside(doc, behind, cast)
    return found if found is not None else _governing(doc, quotation, cast)


def _first_named(doc: Doc, left: int, quotation: _Quotation, cast: Cast) -> int | None:
    """Return the actor that a line such as "Ann Lee: …" begins with."""
    mentions = [m for m in cast.in_span(left, quotation.first) if not cast.is_medium(m.actor)]
    return mentions[0].actor if mentions else None


def _is_name(words: Sequence[str]) -> bool:
    """Return whether words are the name of a thing ("Operation Desert Fox") rather than speech."""
    return all(w[0].isupper() or len(w) <= 3 for w in words)


def find_quotes(doc: Doc, sentences: Sequence[Span], cast: Cast) -> tuple[Quote, ...]:
    """Find the quotations of an article and their speakers.

    Words set in marks for irony or as a term (fewer than three, spoken by nobody) and names of things are left out.

    Args:
        doc: Parse of the normalised text.
        sentences: Its sentences; a quotation in no sentence of the article is left out.
        cast: Its actors.

    Returns:
        Quotations in text order. A quotation over several sentences is one and carries the index of its first sentence.
        One that follows another in its paragraph without words of its own has the same speaker.
    """
    found: list[Quote] = []
    quotations = list(_quotations(doc))
    inside = frozenset(i for q in quotations for i in range(q.first, q.last))
    last: tuple[_Quotation, int | None] | None = None
    for quotation in quotations:
        index = sentence_at(sentences, quotation.start)
        text = doc.text[quotation.start : quotation.end].strip(_TRIMMED)
        words = re.findall(r"[^\W_][\w'-]*", text)
        if index is None or not words:
            continue
        speaker = _speaker(doc, quotation, inside, cast)
        if speaker is None and last is not None and _goes_on(doc, last[0], quotation):
            speaker = last[1]
        last = (quotation, speaker)
        is_speech = text[-1:] in {".", "!", "?"} or doc.text[quotation.end - 1] == ","
        if len(words) < _FEWEST_WORDS and not (speaker is not None and is_speech):
            continue
        if speaker is None and _is_name(words):
            continue
        start = doc.text.index(text, quotation.start)
        found.append(Quote(speaker=speaker, text=text, sentence=index, span=Span(start=start, end=start + len(text))))
    return tuple(found)


def _goes_on(doc: Doc, before: _Quotation, quotation: _Quotation) -> bool:
    """Return whether a quotation goes on where the one before it stopped for its attribution or its paragraph."""
    between = doc.text[before.end : quotation.start]
    if before.goes_on:
        return between.count("\n") == 1
    starts_sentence = doc[quotation.first].is_sent_start or (
        quotation.first > 0 and doc[quotation.first - 1].is_sent_start
    )
    return "\n" not in between and bool(starts_sentence)
