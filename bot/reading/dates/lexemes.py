"""The text cut into words, numbers and marks by this room's own rules: "10-year" and "1998–99" fall apart alike."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from bot.model.reading import Span
from bot.reading.parsed import Doc, Token

BREAK = "\n"
"""The lexeme between two paragraphs; no expression contains one."""
PADDING = 10
"""Empty lexemes before the first and after the last, so that rules may look that far without a check."""

_LEXEME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?(?![0-9])"
    r"|[0-9]{4}-(?:[0-9]{2}-[0-9]{2}|W[0-9]{2})(?![0-9-])"  # ISO 8601 moment, day or week
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])"  # clock
    r"|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})(?![0-9/])"  # numeric dates
    r"|[0-9]{4}/[0-9]{2}/[0-9]{2}(?![0-9/])"
    r"|[0-9]{1,2}-[A-Z][a-z]{2,8}-(?:[0-9]{4}|[0-9]{2})(?![0-9-])"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}(?![0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"  # 12,500
    r"|[0-9]+(?:\.[0-9]+)?"
    r"|[AaPp]\.[Mm]\.?"  # a.m.
    r"|[^\W\d_]+"
    r"|\S"
)


def cut(text: str) -> list[str]:
    """Return the lexemes of a text without paragraphs: a name or a phrase of a rule table."""
    return _LEXEME.findall(text)


class Lexemes:
    """The lexemes of one text, padded at both ends, with a way back to the tokens of its parse.

    Attributes:
        low: Lower-case forms; `BREAK` between paragraphs, "" in the padding.
        start, end: Offsets in the text, in code points.
    """

    __slots__ = ("_doc", "_token_starts", "end", "low", "start", "text")

    def __init__(self, doc: Doc, sentences: Sequence[Span]) -> None:
        self.text = doc.text
        self._doc = doc
        self._token_starts: list[int] | None = None
        self.low = [""] * PADDING
        self.start = [-1] * PADDING
        self.end = [-1] * PADDING
        self._cut(sentences)
        size = len(self.text)
        self.low += [""] * PADDING
        self.start += [size + 1] * PADDING
        self.end += [size + 1] * PADDING

    def _cut(self, sentences: Sequence[Span]) -> None:
        text, low, starts, ends = self.text, self.low, self.start, self.end
        borders, previous_end = list[int](), 0
        for sentence in sentences:
            if "\n" in text[previous_end : sentence.start]:
                borders.append(sentence.start)
            previous_end = sentence.start + len(text[sentence.start : sentence.end].rstrip())
        borders.append(len(text) + 1)
        next_border = 0
        for match in _LEXEME.finditer(text):
            start = match.start()
            while borders[next_border] <= start:
                next_border += 1
                low.append(BREAK)
                starts.append(start)
                ends.append(start)
            low.append(match.group().lower())
            starts.append(start)
            ends.append(match.end())

    def is_glued(self, i: int) -> bool:
        """Return whether no space stands between lexeme `i` and the one before it."""
        return self.start[i] == self.end[i - 1]

    def is_capital(self, i: int) -> bool:
        """Return whether lexeme `i` begins with a capital letter."""
        return self.text[self.start[i] : self.start[i] + 1].isupper()

    def is_digits(self, i: int) -> bool:
        """Return whether lexeme `i` is a plain run of ASCII digits."""
        word = self.low[i]
        return word.isdigit() and word.isascii()

    def token(self, i: int) -> Token:
        """Return the token that holds the first code point of lexeme `i`."""
        if self._token_starts is None:
            self._token_starts = [token.idx for token in self._doc]
        return self._doc[max(0, bisect_right(self._token_starts, self.start[i]) - 1)]

    def tag(self, i: int) -> str:
        """Return the Penn Treebank tag of the token that holds lexeme `i`; "" in padding and breaks."""
        return self.token(i).tag_ if self.low[i].strip() else ""
