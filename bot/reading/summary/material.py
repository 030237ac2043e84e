"""What a summary is made of: the parse and everything that the other rooms found, looked up by sentence and token."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from bot.model.countries import Gazetteer
from bot.model.dates import Timex
from bot.model.ids import CountryCode
from bot.model.reading import Event, Quote, Span
from bot.reading.actors.cast import Cast, Mention
from bot.reading.parsed import Doc, Token
from bot.reading.spans import token_range
from bot.reading.summary.draft import Draft

_SINGLE: Final = frozenset({"'", "`", "\u2018", "\u2019"})
_LONGEST_SPEECH: Final = 8
"""Sentences after which a mark that is still open is taken for a slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One article, read but for its summary.

    Attributes:
        doc: Parse of the normalised text.
        sentences: Its sentences; every index of a sentence counts these.
        ranges: For each sentence its first token and the token after its last.
        events: By sentence, most salient first.
        timexes: By sentence, in text order.
        quotes: By sentence in which they begin.
        quoted: Tokens between quotation marks.
        cast: The actors.
        published: Day of publication, None where unknown.
        gazetteer: Names of countries.
        spoken: Sentences of a quotation in single marks that goes on over several: nobody is named in them who speaks.
        state: The state that a statement in the first person speaks for, None where unknown.
        issuer: The office that published it, "" where a newspaper did or nobody knows.
        is_statement: Whether its title says that this office makes a statement.
        is_transcript: Whether several people speak in it in turn, each line with its speaker.
        in_first_person: Whether several of its sentences speak in the first person outside quotations.
        keeps_we: Whether "we" stays as it is, since the whole is told as somebody's statement.
        told: Nouns that the summary tells in any case, each with the first sentence that has it: later ones may go
            back to it.
        memo: How its sentences were said before, so that none is worked out twice; a changed copy begins anew.
        printed: The same of how they are printed and can be shortened, whatever the summary tells.
        pair: The two countries between which most of what it tells goes on; empty where it tells of no two.
    """

    doc: Doc
    sentences: Sequence[Span]
    ranges: tuple[tuple[int, int], ...]
    events: tuple[tuple[Event, ...], ...]
    timexes: tuple[tuple[Timex, ...], ...]
    quotes: tuple[tuple[Quote, ...], ...]
    quoted: frozenset[int]
    cast: Cast
    published: date | None
    gazetteer: Gazetteer
    spoken: frozenset[int] = frozenset()
    state: CountryCode | None = None
    pair: tuple[CountryCode, ...] = ()
    issuer: str = ""
    is_statement: bool = False
    is_transcript: bool = False
    in_first_person: bool = False
    keeps_we: bool = False
    told: Mapping[str, int] = field(default_factory=dict)
    memo: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    printed: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def capitalised(self) -> frozenset[int]:
        """Actors whose surname the article prints in capitals where it names them in full."""
        if "capitalised" not in self.printed:
            shouted = (a.id for a in self.cast.actors if any(w.isupper() and w.isalpha() for w in a.name.split()))
            self.printed["capitalised"] = frozenset(shouted)
        found: frozenset[int] = self.printed["capitalised"]
        return found

    def sentence_at(self, token: int) -> int | None:
        """Return the sentence that a token stands in, None between sentences."""
        at = bisect_right(self.ranges, token, key=lambda r: r[0]) - 1
        return at if at >= 0 and token < self.ranges[at][1] else None

    def sentence_start(self, token: int) -> int:
        """Return the first token of the sentence that a token stands in; the token itself between sentences."""
        at = self.sentence_at(token)
        return token if at is None else self.ranges[at][0]

    def tokens(self, sentence: int) -> list[Token]:
        """Return the tokens of a sentence."""
        first, last = self.ranges[sentence]
        return list(self.doc.tokens[first:last])

    def text(self, sentence: int) -> str:
        """Return the normalised text of a sentence."""
        span = self.sentences[sentence]
        return self.doc.text[span.start : span.end]

    def mentions(self, sentence: int) -> tuple[Mention, ...]:
        """Return the mentions that begin in a sentence, in text order."""
        return self.cast.in_span(*self.ranges[sentence])


def gather(
    doc: Doc,
    sentences: Sequence[Span],
    *,
    events: Sequence[Event],
    quotes: Sequence[Quote],
    cast: Cast,
    timexes: Sequence[Timex],
    published: date | None,
    gazetteer: Gazetteer,
) -> Material:
    """Sort what was found by the sentence it stands in."""
    ranges = tuple(token_range(doc, s.start, s.end) for s in sentences)
    by_event: list[list[Event]] = [[] for _ in sentences]
    for event in sorted(events, key=lambda e: (-e.salience, e.span.start, e.span.end)):
        by_event[event.sentence].append(event)
    by_quote: list[list[Quote]] = [[] for _ in sentences]
    for quote in quotes:
        by_quote[quote.sentence].append(quote)
    by_timex = [[t for t in timexes if s.start <= t.start and t.end <= s.end] for s in sentences]
    return Material(
        doc=doc,
        sentences=sentences,
        ranges=ranges,
        events=tuple(map(tuple, by_event)),
        timexes=tuple(map(tuple, by_timex)),
        quotes=tuple(map(tuple, by_quote)),
        quoted=frozenset((*_quoted(doc), *_quoted_in_single_marks(doc, ranges))),
        cast=cast,
        published=published,
        gazetteer=gazetteer,
        spoken=frozenset(_spoken(doc, ranges)),
    )


def visible(draft: Draft, material: Material) -> list[Token]:
    """Return the tokens of a draft that are printed as they were and are not quoted."""
    return [token for token in draft.tokens if token.i not in material.quoted]


def _spoken(doc: Doc, ranges: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield the sentences from one that opens a single mark to the one that closes it, if they are more than one.

    A line that opens none ends what is spoken, as does the length of a speech.
    """
    opened = -1
    end = 0
    for i, (first, last) in enumerate(ranges):
        marks = list(_single_marks(doc, first, last))
        is_new_line = any("\n" in t.text for t in doc[end:first])
        begins = bool(marks) and marks[0][0] == first
        if opened >= 0 and (i - opened >= _LONGEST_SPEECH or (is_new_line and not begins)):
            opened = -1
        if opened >= 0:
            yield i
        if marks:
            stays_open = marks[-1][1] is None
            if stays_open and opened < 0:
                yield i
            opened = i if stays_open else -1
        end = last


def _quoted(doc: Doc) -> Iterator[int]:
    """Yield the tokens between double quotation marks; a line ends a quotation."""
    is_open = False
    for token in doc:
        if token.text == '"':
            is_open = not is_open
        elif "\n" in token.text:
            is_open = False
        elif is_open:
            yield token.i


def _quoted_in_single_marks(doc: Doc, ranges: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield the tokens between single quotation marks that a sentence both opens and closes."""
    for first, last in ranges:
        for opened, closed in _single_marks(doc, first, last):
            if opened is not None and closed is not None:
                yield from range(opened + 1, closed)


def leaves_open(doc: Doc, first: int, last: int) -> bool:
    """Return whether `doc[first:last]` has only one end of a quotation in single marks."""
    return any(opened is None or closed is None for opened, closed in _single_marks(doc, first, last))


def _single_marks(doc: Doc, first: int, last: int) -> Iterator[tuple[int | None, int | None]]:
    """Yield where single marks open and close, None for the end that is not there; apostrophes are no marks."""
    opened: int | None = None
    for token in doc[first:last]:
        if token.text not in _SINGLE or token.tag_ == "POS":
            continue
        is_apart = token.i == first or bool(doc[token.i - 1].whitespace_) or doc[token.i - 1].text in {"(", '"'}
        if is_apart and not token.whitespace_ and opened is None:
            opened = token.i
        elif not is_apart and (opened is not None or doc[token.i - 1].is_punct):
            yield opened, token.i
            opened = None
    if opened is not None:
        yield opened, None
