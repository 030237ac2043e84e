"""The shape of what is no article: menus, link lists, listings, tables, captions. No verdicts."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.model.pages import LineKind
from bot.reading.refusals.lines import SHORTEST_SENTENCE, WORD, Line

_MUCH_PROSE: Final = 80
_FEW_LINES: Final = 4
_SIGNED = re.compile(r"\([^()\n]{2,40}\)\.?$|[:.] [A-Z][\w. ]{1,30} / [A-Z][\w ]{1,20}$")
_SHORTEST_STORY: Final = 25
"""Words in a row that a list's entries never have; a short report has more."""
_TOKEN = re.compile(r"\S+")
_FIGURE = re.compile(r"[-+±$€£]?\d[\d.,:%°/]*[%°A-Za-z]{0,4}")
_HOUR = re.compile(r"\d{1,2}:\d{2}")
_SLOT = re.compile(
    r"^(?:\d{1,2}[:.]\d{2}\b|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b|lot \d"
    r"|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b)"
    r"|\b(?:0\d|1\d|2[0-3]):[0-5]\d$|\b\d{1,2}[:.]\d{2}\s\d{1,2}[:.]\d{2}|,\s*\d{1,3},\d{3}\b|\bcloses \d"
)
_CREDITED = re.compile(
    r"\b(?:photo(?:graph)?|image|picture|credit|graphic|illustration)s?\b ?(?:by|:|courtesy)"
    r"|\((?:[\w. -]{1,40})?\b(?:photo|pool|handout|images?|pictures)\b[^)]{0,40}\)\.?$"
    r"|^(?:photo|image|picture|slide) \d"
    r"|^\d{1,3} ?(?:/|of) ?\d{1,3}\b|\b(?:view|see)(?: all)?(?: \d+| gallery| the gallery)+|\bin pictures\b|\bgallery\b"
    r"|pixels|mime type|^file:|^photographers?:|editorial use|file size"
)
"""Looked for in small letters, as the slots: quicker than `re.IGNORECASE` by far."""


def is_list(lines: Sequence[Line]) -> bool:
    """Return whether most of a text is short lines that make no sentence, as in menus and lists."""
    total = sum(line.words for line in lines)
    prose = sum(line.words for line in lines if line.is_prose)
    links = sum(line.words for line in lines if line.kind is LineKind.LINK)
    return len(lines) >= SHORTEST_SENTENCE and prose < _MUCH_PROSE and (prose * 3 < total or links * 2 > total)


def is_figures(lines: Sequence[Line]) -> bool:
    """Return whether a text is figures with their labels; hours of the day and numbers of items are no figures."""
    tokens = figures = labelled = 0
    for line in lines:
        found = [token.strip("()[],;") for token in _TOKEN.findall(line.text)]
        numbers = [
            place for place, token in enumerate(found) if _FIGURE.fullmatch(token) and not _HOUR.fullmatch(token)
        ]
        tokens += len(found)
        here = len(numbers) - (numbers == [0] and len(found) > 1)
        figures += here
        labelled += here > 0 and not line.is_prose
    prose = sum(line.words for line in lines if line.is_prose)
    total = sum(line.words for line in lines)
    is_column = (
        labelled >= _FEW_LINES and labelled * 5 >= len(lines) * 3 and figures * 5 >= tokens and tokens <= 5 * len(lines)
    )
    return tokens >= SHORTEST_SENTENCE and (figures * 7 >= tokens * 2 or is_column) and prose * 3 <= total


def is_no_language(text: str) -> bool:
    """Return whether a text is more figures and signs than letters."""
    letters = sum(map(str.isalpha, text))
    return letters * 2 < len(text.replace(" ", ""))


def is_slots(lines: Sequence[Line]) -> bool:
    """Return whether most lines begin with a day or an hour, or are lots with a price."""
    return len(lines) >= _FEW_LINES and sum(bool(_SLOT.search(line.text.lower())) for line in lines) * 2 >= len(lines)


def is_captions(lines: Sequence[Line]) -> bool:
    """Return whether most of a text is captions or credits of pictures."""
    told = sum(line.words for line in lines if line.is_news and line.kind is not LineKind.CAPTION)
    if told >= _MUCH_PROSE // 4:
        return False
    signed = Counter(found.group() for line in lines if (found := _SIGNED.search(line.text)))
    same = max(signed.values(), default=0)
    credited = max(same if same >= 3 else 0, sum(bool(_CREDITED.search(line.text.lower())) for line in lines))
    captions = sum(line.kind is LineKind.CAPTION for line in lines)
    is_most = max(credited, captions) * 3 >= len(lines)
    return is_most and (credited >= 2 or captions >= 2)


def is_digest(lines: Sequence[Line]) -> bool:
    """Return whether links stand one below the other, none with more than a sentence or two on what it leads to."""
    heads, run, longest = 0, 0, 0
    for line in lines:
        is_head = line.kind is LineKind.LINK
        heads += is_head and line.words >= 3
        run = 0 if is_head else run + line.words
        longest = max(longest, run)
    return heads >= _FEW_LINES and 0 < longest < _SHORTEST_STORY


def is_word_list(text: str) -> bool:
    """Return whether a text strings words together without ever making a sentence of them (a menu in one line)."""
    words = WORD.findall(text)
    capital = sum(w[0].isupper() for w in words)
    if len(words) < SHORTEST_SENTENCE or capital * 5 < len(words) * 4:
        return False
    has_figures = sum(map(str.isdigit, text)) * 20 > len(text)
    return not has_figures and re.search(r"[.!?](?:\s|$)", text) is None
