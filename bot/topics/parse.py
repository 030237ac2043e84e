"""Reads a rule of words as people type it. What is wrong is said in plain words, with its place.

    tariff* OR "trade war" NOT title:sport        words, phrases, beginnings; side by side means AND
    (visa OR passport) -student                   brackets; a hyphen before a word is NOT
    /ban(s|ned)? .* chips/                        a regular expression; case never matters

NOT binds closest, then AND (also unwritten), then OR: `a b OR c NOT d` is `(a AND b) OR (c AND (NOT d))`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NoReturn

from bot.model.errors import InvalidInputError
from bot.model.language import Text, told
from bot.model.topics import MOST_WORDS
from bot.topics.folding import words_of
from bot.topics.patterns import MOST_PATTERNS, compiled
from bot.topics.rule import Not, Pattern, Phrase, Where, WordRule, all_of, any_of

MOST_LEAVES: Final = 50
"""Words, phrases and expressions of a rule."""
MOST_DEPTH: Final = 8
"""Brackets and negations within each other."""

_QUOTES: Final = '"“”„«»'
_DASHES: Final = "-−"
_SHOWN: Final = 24
_TITLE: Final = "title:"


class _Kind(StrEnum):
    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    TITLE = "title:"
    LEAF = "leaf"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    kind: _Kind
    start: int
    leaf: Phrase | Pattern | None = None


def parse_words(text: str) -> WordRule:
    """Return the rule that a person typed.

    Args:
        text: As typed; at most 500 characters.

    Raises:
        InvalidInputError: It is no rule, or too large; `user_text` says where.
    """
    if len(text) > MOST_WORDS:
        _wrong(told("These words have {count} characters; {most} are the most.", count=len(text), most=MOST_WORDS))
    return stored_words(text)


def stored_words(text: str) -> WordRule:
    """Return the rule that a text spells, of any length: `written` makes some longer than they were typed.

    Raises:
        InvalidInputError: It is no rule, or has too many parts; what `written` makes of a rule has neither fault.
    """
    tokens = _tokens(text)
    if tokens[0].kind is _Kind.END:
        _wrong(told("There are no words. Example: tariff* OR “trade war”"))
    found = [token.leaf for token in tokens if token.leaf is not None]
    if len(found) > MOST_LEAVES:
        _wrong(told("These are {count} words and phrases; {most} are the most.", count=len(found), most=MOST_LEAVES))
    if sum(isinstance(leaf, Pattern) for leaf in found) > MOST_PATTERNS:
        _wrong(told("A filter takes {most} regular expressions at most.", most=MOST_PATTERNS))
    return _Parser(text, tokens).whole()


class _Parser:
    """Goes through the tokens once, from left to right."""

    def __init__(self, text: str, tokens: list[_Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._at = 0

    def whole(self) -> WordRule:
        rule = self._either(0, Where.ANYWHERE)
        if self._next.kind is _Kind.CLOSE:
            _wrong(told("The bracket that closes after {words} was never opened.", words=self._before()))
        return rule

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self, kind: _Kind) -> bool:
        if self._next.kind is not kind:
            return False
        self._at += 1
        return True

    def _either(self, depth: int, where: Where) -> WordRule:
        parts = [self._every(depth, where)]
        while self._take(_Kind.OR):
            parts.append(self._every(depth, where))
        return any_of(*parts)

    def _every(self, depth: int, where: Where) -> WordRule:
        parts = [self._one(depth, where)]
        while self._next.kind not in {_Kind.OR, _Kind.CLOSE, _Kind.END}:
            self._take(_Kind.AND)
            parts.append(self._one(depth, where))
        return all_of(*parts)

    def _one(self, depth: int, where: Where) -> WordRule:
        token = self._next
        if depth > MOST_DEPTH:
            _wrong(
                told(
                    "More than {most} brackets and NOTs stand within each other at {words}.",
                    most=MOST_DEPTH,
                    words=self._here(),
                )
            )
        if self._take(_Kind.NOT):
            return Not(part=self._one(depth + 1, where))
        if self._take(_Kind.TITLE):
            return self._one(depth + 1, Where.TITLE)
        if self._take(_Kind.OPEN):
            inner = self._either(depth + 1, where)
            if not self._take(_Kind.CLOSE):
                _wrong(
                    told("The bracket before {words} is never closed.", words=_start_of(self._text[token.start + 1 :]))
                )
            return inner
        if token.leaf is None:
            self._missing()
        self._at += 1
        return _at(token.leaf, where)

    def _missing(self) -> NoReturn:
        if self._next.start == 0 or not self._text[: self._next.start].strip():
            _wrong(told("The words can’t begin with {sign}.", sign=self._next.kind.value))
        if self._next.kind is _Kind.END:
            _wrong(told("Between {words} and the end a word is missing.", words=self._before()))
        sign = self._next.kind.value
        _wrong(told("Between {words} and {sign} a word is missing.", words=self._before(), sign=sign))

    def _before(self) -> str:
        return _end_of(self._text[: self._next.start])

    def _here(self) -> str:
        return _start_of(self._text[self._next.start :])


def _at(leaf: Phrase | Pattern, where: Where) -> Phrase | Pattern:
    if isinstance(leaf, Pattern):
        return Pattern(text=leaf.text, where=where)
    return Phrase(text=leaf.text, is_prefix=leaf.is_prefix, where=where)


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token, at = _token(text, at)
        found.append(token)
    return [*found, _Token(kind=_Kind.END, start=len(text))]


def _token(text: str, at: int) -> tuple[_Token, int]:
    """Return the token that begins at a place that is no space, and where it ends."""
    sign = text[at]
    if sign in "()":
        return _Token(kind=_Kind(sign), start=at), at + 1
    if text[at : at + len(_TITLE)].lower() == _TITLE:
        return _Token(kind=_Kind.TITLE, start=at), at + len(_TITLE)
    if sign in _DASHES and text[at + 1 : at + 2].strip():
        return _Token(kind=_Kind.NOT, start=at), at + 1
    if sign in _QUOTES:
        return _quoted(text, at)
    if sign == "/":
        return _pattern(text, at)
    return _word(text, at)


def _word(text: str, at: int) -> tuple[_Token, int]:
    end = at
    while end < len(text) and not text[end].isspace() and text[end] not in "()" + _QUOTES:
        end += 1
    word = text[at:end]
    if word in {"AND", "OR", "NOT"}:
        return _Token(kind=_Kind(word), start=at), end
    return _Token(kind=_Kind.LEAF, start=at, leaf=_phrase(word)), end


def _quoted(text: str, at: int) -> tuple[_Token, int]:
    end = at + 1
    while end < len(text) and text[end] not in _QUOTES:
        end += 1
    if end == len(text):
        _wrong(told("The quotation marks before {words} are never closed.", words=_start_of(text[at + 1 :])))
    inner = text[at + 1 : end]
    end += 1
    if text[end : end + 1] == "*":
        inner, end = f"{inner}*", end + 1
    return _Token(kind=_Kind.LEAF, start=at, leaf=_phrase(inner)), end


def _phrase(typed: str) -> Phrase:
    words = " ".join(typed.split())
    plain = words.rstrip("* ")
    if not words_of(plain):
        _wrong(told("“{words}” has no letter or number to look for.", words=_cut(words)))
    if "*" in plain:
        _wrong(told("In “{words}” the * can stand at the end only: tariff*", words=_cut(words)))
    return Phrase(text=plain, is_prefix=plain != words)


def _pattern(text: str, at: int) -> tuple[_Token, int]:
    end = at + 1
    while end < len(text) and text[end] != "/":
        end += 2 if text[end] == "\\" else 1
    if end >= len(text):
        _wrong(told("The regular expression {words} has no / at its end.", words=_start_of(text[at:])))
    inner = text[at + 1 : end]
    compiled(inner)
    return _Token(kind=_Kind.LEAF, start=at, leaf=Pattern(text=inner)), end + 1


def _start_of(text: str) -> str:
    return f"“{_cut(text.strip())}”"


def _end_of(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words if len(words) <= _SHOWN else '…' + words[-_SHOWN:]}”"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _wrong(said: Text) -> NoReturn:
    raise InvalidInputError(user_text=said)
