"""One shape for every text, with the way back: normalisation and its exact offset map.

Owns what counts as the same text in another shape. Must not know what the words mean.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from bot.model.reading import Span

_DOUBLE = frozenset('"“”„‟«»″＂〝〞')
_SINGLE = frozenset("'‘’‚‛‹›′`´＇ʼ")
_HYPHENS = frozenset("‐‑−﹣－")
_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_OPENING = frozenset("“„‟«〝")
_CLOSING = frozenset("”»〞")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3")
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co"})
_PICTURES = re.compile(
    "[\U0001f000-\U0001faff\U0001f1e6-\U0001f1ff\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\U000e0020-\U000e007f]"
)
_SPEAKABLE_BEFORE = frozenset(",.!?;:)]…%")
_OPENS_DOUBLE = re.compile(r'(^|(?<=[\s(\[—–\-/]))(?:"(?=\S))')
_OPENS_SINGLE = re.compile(r"(^|(?<=[\s(\[—–“/]))'(?=\w)(?!\d\ds?\b)")
_RUN = re.compile(r"[!#-&(*-_a-~]+(?:[ '][!#-&(*-_a-~]+)*(?![\u0300-\U0010ffff])")
"""Characters that stand for themselves, whatever stands around them: most of an article in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalisedText:
    """A text in the one shape that every room of the reader works on, and where each character came from.

    Attributes:
        raw: The text as it was given.
        text: Its normal form: NFC; `"` and `'` for all quotation marks; one space for any run of blanks; one line
            feed for any run of line breaks; nothing invisible, no pictures; no blanks at either end. Offsets of every
            room count its code points.
        starts: For each code point of `text`, the offset in `raw` of the first code point that it stands for.
        ends: For each code point of `text`, the offset in `raw` after the last one; equal to its start for a space
            that was put in.
    """

    raw: str
    text: str
    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)

    def to_raw(self, start: int, end: int) -> Span:
        """Return the span of `raw` that `text[start:end]` stands for.

        Args:
            start: Offset of the first code point in `text`, 0 to its length.
            end: Offset after the last one; not before `start`.

        Returns:
            The narrowest span of `raw` that covers them; an empty one for an empty span.
        """
        if start == end:
            at = self.starts[start] if start < len(self.starts) else len(self.raw)
            return Span(start=at, end=at)
        return Span(start=self.starts[start], end=self.ends[end - 1])


@dataclass(slots=True)
class _Piece:
    """A character on its way to the normal form, or a run of them in which each stands for itself."""

    text: str
    start: int
    end: int
    raw: str
    is_run: bool = False

    @property
    def first(self) -> str:
        """Its first character."""
        return self.text[0] if self.is_run else self.text

    @property
    def last(self) -> str:
        """Its last one."""
        return self.text[-1] if self.is_run else self.text


def _cluster_end(raw: str, start: int) -> int:
    """Return where a character ends with the marks that compose with it; Hangul syllables and CRLF stay whole."""
    end = start + 1
    while end < len(raw) and (
        (raw[end] == "\n" and raw[end - 1] == "\r")
        or (raw[end] >= "\u0300" and (bool(unicodedata.combining(raw[end])) or "\u1160" <= raw[end] <= "\u11ff"))
    ):
        end += 1
    return end


def _plain(char: str) -> str:
    """Return the normal form of one cluster: "" for what is left out, NUL for a picture."""
    if char.isascii() and char.isprintable():
        return "'" if char == "`" else char
    for members, plain in ((_BREAKS, "\n"), (_DOUBLE, '"'), (_SINGLE, "'"), (_HYPHENS, "-")):
        if char[0] in members:
            return plain
    if char[0].isspace() or char[0] == "\u2800":
        return " "
    if char[0] in _JOINERS:
        return ""
    if _PICTURES.match(char):
        return "\0"
    composed = unicodedata.normalize("NFC", char)
    return "".join(c for c in composed if unicodedata.category(c) not in _DROPPED_CATEGORIES)


def _cut(raw: str) -> Iterator[_Piece]:
    """Yield the runs and characters of a text, those left out excepted."""
    at = 0
    while at < len(raw):
        run = _RUN.match(raw, at)
        end = run.end() if run is not None else _cluster_end(raw, at)
        text = raw[at:end]
        if run is not None:
            yield _Piece(text, at, end, text, is_run=True)
        elif plain := _plain(text):
            yield _Piece(plain, at, end, text)
        at = end


def _pieces(raw: str) -> Iterator[_Piece]:
    """Yield the pieces of the normal form, pairs of single quotes joined into one double one."""
    held: _Piece | None = None
    for piece in _cut(raw):
        if held is not None and held.text == piece.text == "'" and held.end == piece.start and held.raw == piece.raw:
            yield _Piece('"', held.start, piece.end, {"`": "“", "'": '"'}.get(piece.raw, piece.raw))
            held = None
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _fold_blanks(pieces: list[_Piece]) -> list[_Piece]:
    """Make one blank of each run, and of a picture between two words; leave out the blanks at both ends."""
    folded: list[_Piece] = []
    at = 0
    while at < len(pieces):
        stop = at
        while stop < len(pieces) and pieces[stop].text in {" ", "\n", "\0"}:
            stop += 1
        if stop == at:
            folded.append(pieces[at])
            at += 1
            continue
        run = pieces[at:stop]
        blank = _blank(run, folded[-1] if folded else None, pieces[stop] if stop < len(pieces) else None)
        if blank:
            seat = next((p for p in run if p.text != "\0"), run[0])
            folded.append(_Piece(blank, seat.start, run[-1].end, " "))
        at = stop
    return folded


def _blank(run: list[_Piece], before: _Piece | None, after: _Piece | None) -> str:
    """Return what stands for a run of blanks and pictures between two characters."""
    if before is None or after is None:
        return ""
    breaks = sum(p.text == "\n" for p in run)
    if breaks:
        return "\n" if breaks == 1 else "\n\n"
    has_picture = any(p.text == "\0" for p in run)
    if any(p.text == " " for p in run):
        return "" if has_picture and after.text[0] in ".,;:!?" else " "
    return " " if before.last.isalnum() and after.first.isalnum() else ""


def _join_lines(pieces: list[_Piece]) -> list[_Piece]:
    """Make spaces of the line breaks of a text that was wrapped at a column, and one break of each blank line.

    Wrapped prose goes on in lower case after most single breaks; text with a paragraph a line hardly ever does.
    """
    singles = [i for i, p in enumerate(pieces) if p.text == "\n"]
    lower = sum(pieces[i + 1].first.islower() for i in singles)
    is_wrapped = len(singles) >= 2 and lower * 5 >= len(singles) * 2
    widest, width = 0, 0
    widths: dict[int, int] = {}
    for i, piece in enumerate(pieces):
        if piece.text[0] == "\n":
            widths[i] = width
            widest, width = max(widest, width), 0
        else:
            width += len(piece.text) if piece.is_run else 1
    for i in singles:
        goes_on = pieces[i + 1].first.islower() and pieces[i - 1].last not in {".", "!", "?", '"', ":", ";"}
        if goes_on or (is_wrapped and widths[i] * 5 >= widest * 3):
            pieces[i].text = " "
    for piece in pieces:
        if piece.text == "\n\n":
            piece.text = "\n"
    return pieces


def _space_quotes(pieces: list[_Piece]) -> list[_Piece]:
    """Put in the space that is missing after a closing double quotation mark or bracket, or before an opening mark.

    A closing mark between two words that closes nothing was meant to open.
    """
    spaced: list[_Piece] = []
    is_open = False
    for i, piece in enumerate(pieces):
        if piece.text == "\n":
            is_open = False
        if piece.text not in {'"', ")"}:
            spaced.append(piece)
            continue
        before = pieces[i - 1].last if i else " "
        after = pieces[i + 1].first if i + 1 < len(pieces) else " "
        if piece.text == ")":
            spaced.append(piece)
            if before.isalpha() and after.isupper():
                spaced.append(_Piece(" ", piece.end, piece.end, ""))
            continue
        is_slip = not is_open and (before.isalpha() or before == ",") and after.isalnum()
        opens = piece.raw in _OPENING or (not is_open and (piece.raw not in _CLOSING or is_slip))
        is_inches = opens and before.isdigit()
        if opens and not is_inches and (before.isalpha() or before in {",", ":"}) and after.isalnum():
            spaced.append(_Piece(" ", piece.start, piece.start, ""))
        spaced.append(piece)
        if not opens and after.isalnum() and (before.isalnum() or before in _SPEAKABLE_BEFORE):
            spaced.append(_Piece(" ", piece.end, piece.end, ""))
        if not is_inches:
            is_open = opens
    return spaced


@lru_cache(maxsize=1)
def normalise(raw: str) -> NormalisedText:
    """Bring a text into the one shape that the reader works on.

    Args:
        raw: Any text, lone surrogates and control characters included.

    Returns:
        Its normal form with the map back. Time grows with the length; the last one is kept, since a text is judged
        first and then read.
    """
    pieces = _space_quotes(_join_lines(_fold_blanks(list(_pieces(raw)))))
    starts: list[int] = []
    ends: list[int] = []
    for piece in pieces:
        starts += range(piece.start, piece.end) if piece.is_run else [piece.start] * len(piece.text)
        ends += range(piece.start + 1, piece.end + 1) if piece.is_run else [piece.end] * len(piece.text)
    return NormalisedText(raw=raw, text="".join(p.text for p in pieces), starts=tuple(starts), ends=tuple(ends))


def typeset(text: str) -> str:
    """Give normalised text the quotation marks and apostrophes of print, for people to read.

    Args:
        text: Text with straight marks, of any length.

    Returns:
        The same text with “ ” ‘ ’; nothing else is changed.
    """
    marked = _OPENS_DOUBLE.sub("“", text).replace('"', "”")
    return _OPENS_SINGLE.sub("‘", marked).replace("'", "’")
