"""One sentence on its way to a point: which of its tokens stay, which are said otherwise, and how it reads then."""

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from bot.reading.parsed import Doc, Token

_UNSPACED = re.compile(r"\s+(?=[,.;:!?)\]])")
_DOUBLED = re.compile(r"([,;:])(?:\s*[,;:])+")
_BEFORE_STOP = re.compile(r"[,;:]+\s*(?=[.!?]$)")
_APART = re.compile(r" +('s\b)")
_AT_START = re.compile(r"^[\s,;:–—-]+")
_SAYS = r"(?:said|says|added|wrote|told|noted|tweeted|indicated|stated|explained|stressed|continued|according to)"
_UNPARTED = re.compile(rf"(?<=[\w%])\"( \[[^\]]*\])?\s(?={_SAYS}\b)")


def added(words: str) -> str:
    """Return words that are not the article's own as a summary shows them: in square brackets."""
    return f"[{words}]"


@dataclass(slots=True)
class Draft:
    """Tokens `doc[start:end]` with the changes made to them.

    Attributes:
        doc: The parse.
        start: First token.
        end: Token after the last one.
        dropped: Tokens left out.
        replaced: New words by the first token of the stretch that they stand for; its other tokens are dropped.
        stops: Token after such a stretch, by its first token.
    """

    doc: Doc
    start: int
    end: int
    dropped: set[int] = field(default_factory=set)
    replaced: dict[int, str] = field(default_factory=dict)
    stops: dict[int, int] = field(default_factory=dict)

    def drop(self, tokens: Iterable[int]) -> None:
        """Leave tokens out."""
        self.dropped.update(tokens)

    def replace(self, start: int, end: int, words: str) -> None:
        """Say `doc[start:end]` otherwise."""
        self.replaced[start] = words
        self.stops[start] = end
        self.dropped.update(range(start + 1, end))
        self.dropped.discard(start)

    def prefix(self, token: int, words: str) -> None:
        """Add words before a token that is left, within the brackets of what replaces it if they open there."""
        said = self.replaced.get(token)
        if said is None:
            said = f"{added(words)} {self.doc[token].text}"
        else:
            said = f"[{words} {said[1:]}" if said.startswith("[") else f"{added(words)} {said}"
        self.replaced[token] = said
        self.stops.setdefault(token, token + 1)

    def has(self, token: int) -> bool:
        """Return whether a token is left, as it is or said otherwise."""
        return self.start <= token < self.end and token not in self.dropped

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """Return the stretches of the text that are left, as offsets; what is said otherwise counts as left."""
        left = {i for first, stop in self.stops.items() if self.has(first) for i in range(first, stop)}
        left.update(i for i in range(self.start, self.end) if i not in self.dropped)
        tokens = self.doc.tokens
        begins = [tokens[i].idx for i in sorted(left) if i - 1 not in left]
        ends = [tokens[i].idx + len(tokens[i].text) for i in sorted(left) if i + 1 not in left]
        return tuple(zip(begins, ends, strict=True))

    @property
    def tokens(self) -> list[Token]:
        """Return the tokens that stay as they are."""
        stretch, dropped, replaced = self.doc.tokens[self.start : self.end], self.dropped, self.replaced
        return [token for token in stretch if token.i not in dropped and token.i not in replaced]

    @property
    def state(self) -> Hashable:
        """Return what tells it from other drafts of its text."""
        return self.start, self.end, frozenset(self.dropped), *self.replaced.items(), *self.stops.items()

    def keeps(self, token: int) -> bool:
        """Return whether a token stays as it is."""
        return self.start <= token < self.end and token not in self.dropped and token not in self.replaced

    def copy(self) -> "Draft":
        """Return a draft of its own with the same changes."""
        return Draft(self.doc, self.start, self.end, set(self.dropped), dict(self.replaced), dict(self.stops))

    def render(self) -> str:
        """Return the sentence in normalised marks, with a capital and a full stop."""
        parts: list[str] = []
        for token in self.doc.tokens[self.start : self.end]:
            if token.i in self.dropped:
                if parts and token.whitespace_ and not parts[-1].endswith(" "):
                    parts.append(" ")
            elif token.i in self.replaced:
                parts.append(self.replaced[token.i] + self._gap(token.i))
            else:
                parts.append(token.text_with_ws)
        text = " ".join("".join(parts).split())
        text = _AT_START.sub("", _DOUBLED.sub(r"\1", _UNSPACED.sub("", text)))
        text = _APART.sub(r"\1", text)
        text = _UNPARTED.sub(r'"\1, ', text)
        text = _finished(_closed(text))
        first = next((k for k, c in enumerate(text) if c.isalnum()), 0)
        return text[:first] + text[first : first + 1].upper() + text[first + 1 :]

    def _gap(self, token: int) -> str:
        """Return the blank after the last token of what a replacement stands for."""
        last = token
        while last + 1 < self.end and last + 1 in self.dropped:
            last += 1
        return self.doc[last].whitespace_


def _closed(text: str) -> str:
    """Return a text without the blanks that what was left out has left before closing marks."""
    pieces = text.split('"')
    return '"'.join(piece.rstrip() if k % 2 and k + 1 < len(pieces) else piece for k, piece in enumerate(pieces))


def _finished(text: str) -> str:
    """Return a sentence that ends in a full stop, and in one only."""
    text = text.rstrip(" ,;:–—-")
    closing = re.search(r"""["')\]]*$""", text)
    bare = text[: closing.start()] if closing else text
    if bare[-1:] in {".", "!", "?", "…"}:
        return text
    return _BEFORE_STOP.sub("", text + ".")
