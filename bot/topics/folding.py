"""Texts as words are looked for in them: without case, accents and marks, word by word."""

import unicodedata
from functools import lru_cache
from typing import Final

import regex

_MARKS: Final = regex.compile(r"[\u0300-\u036f]+")
_LETTERS: Final = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "ŋ": "n", "ŧ": "t",
})  # fmt: skip
"""Letters of Latin alphabets that Unicode takes for letters of their own, as they are typed without them."""

_WORD: Final = regex.compile(
    r"(?V1)[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
    r"|[[\p{L}\p{M}\p{N}_]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]+"
)
"""A word; in scripts that put no spaces between words, each character is one."""


def fold(text: str) -> str:
    """Return a text without case, compatibility forms and Latin accents; to fold it again changes nothing."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    return _MARKS.sub("", plain).translate(_LETTERS)


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text in its order: "Xi’s U.S. visit" gives "xi", "s", "u", "s", "visit"."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=4096)
def needle(text: str, *, is_prefix: bool) -> str:
    """Return how words that follow each other are found in a `haystack`.

    Args:
        text: At least one word.
        is_prefix: Whether the last one may go on.
    """
    return " " + " ".join(words_of(text)) + ("" if is_prefix else " ")


def haystack(text: str) -> str:
    """Return a text's words with one space before and after each."""
    return " " + "".join(f"{word} " for word in words_of(text))
