"""Quotation marks in a claim: what stands between them must be printed so in the article, and be the same person's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.model.reading import Quote
from bot.reading.spans import sentence_at, token_range
from bot.reading.support.claim import Claim

_DOUBLE: Final = re.compile(r'"([^"]*)"')
_SINGLE: Final = re.compile(r"(?<![\w\"])'(?=\w)((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)")
_EDGES: Final = " ,.;:!?"
_FEWEST_WORDS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A stretch in quotation marks: its tokens in the claim, and the article's sentence that prints it."""

    start: int
    end: int
    sentence: int


def quoted_in(claim: Claim) -> tuple[Quoted, ...] | None:
    """Find what a claim quotes.

    Args:
        claim: Article and claim.

    Returns:
        Every stretch between its quotation marks; None where one is not the article's, or not by the same speaker.
    """
    text, at = claim.text, claim.both.sentences[claim.sentence].start
    if text.count('"') % 2:
        return None
    found: list[Quoted] = []
    for start, words in _stretches(text):
        sentence = _printed_in(claim, words, at + start)
        if sentence is None:
            return None
        first, last = token_range(claim.both.doc, at + start, at + start + len(words))
        found.append(Quoted(start=first, end=last, sentence=sentence))
    return tuple(found)


def spoken_by(claim: Claim) -> dict[int, int | None]:
    """Return the tokens of an article that stand in quotation marks, with the speaker where one is known."""
    found: dict[int, int | None] = {}
    text = claim.both.doc.text
    for match in _DOUBLE.finditer(text, 0, claim.both.sentences[claim.sentence].start):
        if "\n" not in match[1]:
            found |= dict.fromkeys(range(*token_range(claim.both.doc, match.start(1), match.end(1))))
    for quote in _quotes(claim):
        found |= dict.fromkeys(range(*token_range(claim.both.doc, quote.span.start, quote.span.end)), quote.speaker)
    return found


def _stretches(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (_DOUBLE, _SINGLE):
        for match in pattern.finditer(text):
            words = match[1].strip(_EDGES)
            if words:
                yield match.start(1) + match[1].index(words), words


def _quotes(claim: Claim) -> list[Quote]:
    return [quote for quote in claim.both.quotes if quote.sentence < claim.sentence]


def _printed_in(claim: Claim, words: str, at: int) -> int | None:
    """Return the article's sentence that quotes some words by the speaker to whom a claim gives them; None for none."""
    own = [
        q
        for q in claim.both.quotes
        if q.sentence == claim.sentence and q.span.start <= at + len(words) and at <= q.span.end
    ]
    if own:
        alike = [q for q in _quotes(claim) if words in q.text and q.speaker is not None and q.speaker == own[0].speaker]
        return _sentence_of(claim, alike[0].span.start + alike[0].text.index(words)) if alike else None
    if len(words.split()) >= _FEWEST_WORDS and any(words in q.text for q in _quotes(claim)):
        return None  # spoken by somebody, whom the claim leaves out
    text = claim.both.doc.text
    for pattern in (_DOUBLE, _SINGLE):
        for match in pattern.finditer(text, 0, claim.both.sentences[claim.sentence].start):
            if "\n" not in match[1] and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", match[1]):
                return _sentence_of(claim, match.start(1) + match[1].index(words))
    return None


def _sentence_of(claim: Claim, offset: int) -> int | None:
    return sentence_at(claim.both.sentences, offset)
