"""The shape of what is no article: menus, link lists, listings, tables, captions, and pages of nothing."""

import re
from collections.abc import Sequence
from typing import Final

from bot.model.errors import RefusalReason
from bot.model.pages import LineKind, PageView
from bot.reading.refusals.lines import SHORTEST_SENTENCE, WORD, Line

_MUCH_PROSE: Final = 80
_FEW_LINES: Final = 4
_TOKEN = re.compile(r"\S+")
_FIGURE = re.compile(r"[-+±$€£]?\d[\d.,:%°/]*[%°A-Za-z]{0,4}")
_HOUR = re.compile(r"\d{1,2}:\d{2}")
_SLOT = re.compile(
    r"^(?:\d{1,2}[:.]\d{2}\b|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]{0,6}\b|lot \d)|\b(?:0\d|1\d|2[0-3]):[0-5]\d$|\b\d{1,2}[:.]\d{2}\s\d{1,2}[:.]\d{2}|,\s*\d{1,3},\d{3}\b|\bcloses \d",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"\b(?:photo(?:graph)?|image|picture|credit|graphic|illustration)s?\b ?(?:by|:|courtesy)"
    r"|\((?:[\w. -]{1,40})?\b(?:photo|pool|handout|images?|pictures)\b[^)]{0,40}\)\.?$|^(?:photo|image|picture|slide) \d"
    r"|^\d{1,3} ?(?:/|of) ?\d{1,3}\b|\b(?:view|see)(?: all)?(?: \d+| gallery| the gallery)+|\bin pictures\b|\bgallery\b"
    r"|pixels|mime type|^file:",
    re.IGNORECASE,
)


def shape(lines: Sequence[Line], text: str, view: PageView | None = None) -> RefusalReason | None:
    """Return what is wrong with the shape of a text; None if nothing is.

    Args:
        lines: Its lines.
        text: The same, as one text, a line of the page a line.
        view: The page, where it came from one.
    """
    total = sum(line.words for line in lines)
    prose = sum(line.words for line in lines if line.is_prose)
    if prose >= _MUCH_PROSE or (prose * 2 >= total > 0 and not _is_captions(lines, view)):
        return None
    if is_figures(lines):
        return RefusalReason.TABLE
    if total < SHORTEST_SENTENCE and len(lines) < _FEW_LINES:
        return RefusalReason.TOO_SHORT
    if _is_captions(lines, view):
        return RefusalReason.PICTURE_PAGE
    if len(lines) >= _FEW_LINES and sum(bool(_SLOT.search(line.text)) for line in lines) * 2 >= len(lines):
        return RefusalReason.LISTING
    if is_list(lines) or is_word_list(text) or _is_linked(lines):
        return RefusalReason.LINK_LIST
    return None if prose or text.count("\n") < 2 else RefusalReason.NO_SENTENCES


def is_list(lines: Sequence[Line]) -> bool:
    """Return whether most of a text is short lines that make no sentence, as in menus and lists."""
    total = sum(line.words for line in lines)
    prose = sum(line.words for line in lines if line.is_prose)
    links = sum(line.words for line in lines if line.kind is LineKind.LINK)
    return len(lines) >= SHORTEST_SENTENCE and prose < _MUCH_PROSE and (prose * 3 < total or links * 2 > total)


def is_figures(lines: Sequence[Line]) -> bool:
    """Return whether a text is figures with their labels; hours of the day and numbers of items are no figures."""
    tokens = figures = 0
    for line in lines:
        found = [token.strip("()[],;") for token in _TOKEN.findall(line.text)]
        numbers = [
            place for place, token in enumerate(found) if _FIGURE.fullmatch(token) and not _HOUR.fullmatch(token)
        ]
        tokens += len(found)
        figures += len(numbers) - (numbers == [0] and len(found) > 1)
    prose = sum(line.words for line in lines if line.is_prose)
    total = sum(line.words for line in lines)
    return tokens >= SHORTEST_SENTENCE and figures * 7 >= tokens * 2 and prose * 3 <= total


def _is_captions(lines: Sequence[Line], view: PageView | None) -> bool:
    credited = sum(bool(_CREDITED.search(line.text)) for line in lines)
    captions = sum(line.kind is LineKind.CAPTION for line in lines)
    told = sum(line.words for line in lines if line.is_news and line.kind is not LineKind.CAPTION)
    is_most = max(credited, captions) * 3 >= len(lines)
    return is_most and told < _MUCH_PROSE // 4 and (credited >= 2 or captions >= 2)


def _is_linked(lines: Sequence[Line]) -> bool:
    """Return whether links are spread among a text, each with a sentence or two on what it leads to."""
    links = [at for at, line in enumerate(lines) if line.kind is LineKind.LINK and line.words >= 3]
    return len(links) >= 3 and len(links) * 4 >= len(lines)


def is_word_list(text: str) -> bool:
    """Return whether a text strings words together without ever making a sentence of them (a menu in one line)."""
    words = WORD.findall(text)
    capital = sum(w[0].isupper() for w in words)
    return len(words) >= SHORTEST_SENTENCE and capital * 5 >= len(words) * 4 and not re.search(r"[.!?](?:\s|$)", text)
