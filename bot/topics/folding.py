"""Texts as words are looked for in them: without case, accents and marks, word by word."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

import regex

_MARKS: Final = re.compile(r"[\u0300-\u036f]+")
_LETTERS: Final = {
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "ŋ": "n", "ŧ": "t",
}  # fmt: skip
"""Letters of Latin alphabets that Unicode takes for letters of their own, as they are typed without them."""
_LETTER: Final = re.compile(f"[{''.join(_LETTERS)}]")

_BETWEEN: Final = regex.compile(r"[^\p{L}\p{M}\p{N}_]+")
"""What stands between words."""
_SPACELESS: Final = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
"""A character of a script that puts no spaces between words: each one is a word here."""


def fold(text: str) -> str:
    """Return a text without case, compatibility forms and Latin accents; to fold it again changes nothing."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    return _LETTER.sub(lambda found: _LETTERS[found[0]], _MARKS.sub("", plain))


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text in its order: "Xi’s U.S. visit" gives "xi", "s", "u", "s", "visit"."""
    return tuple(haystack(text).split())


@lru_cache(maxsize=4096)
def needle(text: str, *, is_prefix: bool) -> str:
    """Return how words that follow each other are found in a `haystack`.

    Args:
        text: At least one word.
        is_prefix: Whether the last one may go on.
    """
    return " " + " ".join(words_of(text)) + ("" if is_prefix else " ")


def haystack(text: str) -> str:
    """Return a text's folded words with a space before and after each."""
    folded = fold(text)
    if _SPACELESS.search(folded):
        folded = _SPACELESS.sub(r" \g<0> ", folded)
    return f" {_BETWEEN.sub(' ', folded).strip()} "
