"""Text that fills a page: the same again and again, slots never filled in, words without a sense."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from bot.reading.lexicon import load_words
from bot.reading.refusals.lines import WORD, Line
from bot.reading.refusals.shape import is_list

_STOCK = tuple(re.compile(phrase) for phrase in sorted(load_words("refusals")["filler"]))
"""Looked for in small letters, as the next: quicker than `re.IGNORECASE` by far."""
_LOREM = re.compile(r"lorem ipsum|dolor sit amet|consectetur adipis|unde omnis iste|quis nostrud")
_ENGLISH = load_words("language")["english"]
_SLOTS = re.compile(
    r"\{\{[^{}\n]{1,80}\}\}|%%\w{1,40}%%"
    r"|\[[A-Z][A-Za-z ]{0,10}[A-Z ][A-Za-z .]{0,60}\]|<%[^%\n]{1,80}%>|\$?\{\w{1,40}\}"
)
_QUOTED = re.compile(r'"[^"\n]*"')
_VOWEL = re.compile("[aeiouy]")
_UNSPEAKABLE = re.compile("[bcdfghjklmnpqrstvwxz]{5}|q(?!u)")
_LOOKED: Final = 20_000
_WINDOW: Final = 100
_POOREST: Final = 0.42
"""Share of different words among the first hundred below which they are too few to tell anything."""
_SAME: Final = 0.72
_DIFFERENT: Final = 5
"""Sentences of news, each another, from which a text that says some of them twice is an article all the same."""
_FEWEST: Final = 20
_LEAST: Final = 25
"""Words below which repetition and missing small words say nothing."""


def is_filler(lines: Sequence[Line], text: str) -> bool:
    """Return whether a text fills a page and tells nothing.

    Args:
        lines: Its lines.
        text: The same text, normalised.
    """
    shown = _QUOTED.sub(" ", text[:_LOOKED])
    words = [word.lower() for word in WORD.findall(shown)]
    if not is_list(lines) and (_repeats(lines, words) or _is_stuffed(words) or _is_senseless(text, words)):
        return True
    names = sum(line.is_news for line in lines)
    small = shown.lower()
    found = [len(phrase.findall(small)) for phrase in _STOCK]
    stock, hits = sum(map(bool, found)), sum(found)
    slots = len(_SLOTS.findall(shown))
    if len(_LOREM.findall(small)) >= 2 or slots >= 3 or (slots and stock):
        return True
    return hits >= 3 and hits * 60 >= len(words) and (names * 3 <= len(lines) or stock >= 4)


def is_empty_talk(text: str) -> bool:
    """Return whether a text in which nothing is told turns round one subject, or round stock phrases."""
    words = [word.lower() for word in WORD.findall(text[:_LOOKED])]
    weighty = Counter(word for word in words if word not in _ENGLISH and len(word) > 3)
    small = text[:_LOOKED].lower()
    stock = sum(bool(phrase.search(small)) for phrase in _STOCK)
    return stock >= 2 or (len(words) >= 40 and max(weighty.values(), default=0) * 25 >= len(words))


def is_senseless_english(text: str) -> bool:
    """Return whether a text that passes for English has next to none of its small words."""
    words = [word.lower() for word in WORD.findall(text[:_LOOKED])]
    return len(words) >= _FEWEST and sum(word in _ENGLISH for word in words) * 25 < len(words)


def _repeats(lines: Sequence[Line], words: Sequence[str]) -> bool:
    """Return whether sentences come again, or the same words again and again in little else."""
    if len({line.text for line in lines if line.is_news}) >= _DIFFERENT:
        return False
    said = [line.text for line in lines if line.words >= 5]
    if len(said) >= 6 and len(set(said)) * 2 <= len(said):
        return True
    threes = list(zip(words, words[1:], words[2:], strict=False))
    few = words[:_WINDOW]
    is_poor = len(few) >= _LEAST and len(set(few)) < _POOREST * len(few)
    return is_poor or (len(words) >= _LEAST and len(set(threes)) < _SAME * len(threes))


def _is_stuffed(words: Sequence[str]) -> bool:
    """Return whether few words, none of them small, make up most of a text."""
    weighty = Counter(word for word in words if word not in _ENGLISH and len(word) > 2)
    total = sum(weighty.values())
    top = sum(count for _, count in weighty.most_common(3))
    if len(words) < _LEAST or not weighty:
        return False
    return (
        top * 3 >= total
        and weighty.most_common(1)[0][1] >= 5
        and top * 5 >= len(words)
        and len(weighty) * 3 < total * 2
    )


@lru_cache(maxsize=1 << 14)
def _is_hard(word: str) -> bool:
    """Return whether a word can't be spoken."""
    return not _VOWEL.search(word) or _UNSPEAKABLE.search(word) is not None


def _is_senseless(text: str, words: Sequence[str]) -> bool:
    """Return whether Latin letters make no words, or words no phrases at all."""
    if len(words) < _LEAST or (not text.isascii() and sum(c.isascii() for c in text) < 0.9 * len(text)):
        return False
    hard = sum(map(_is_hard, words))
    small = sum(word in _ENGLISH for word in words)
    is_loose = text.isascii() and small * 30 < len(words) and not re.search(r"[.!?](?:\s|$)", text)
    return hard * 4 >= len(words) or is_loose
