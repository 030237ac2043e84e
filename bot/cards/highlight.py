"""Words as printed, with the stretches in bold that are meant.

A quotation is cut and escaped here as `bot.cards.text` does it; only the bold marks are added. They stand next to no
blank, and next to no punctuation mark but one that closes what the stretch opens.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from bot.cards.text import around, escape, flatten, isolated
from bot.model.reading import Span

_NEARLY_ALL = 0.9
"""The share of what is shown from which bold would single out nothing."""
_FIGURES = "%‰"
"""Signs that belong to the figure before them, though Unicode counts them as punctuation."""
_HALVES = {"“": "”", "”": "“", "«": "»", "»": "«", "(": ")", ")": "(", "[": "]", "]": "["}
_MARKS = "`|~^<>=+"
"""Signs that never stand at an edge, though Unicode counts them as symbols: markdown's, and those of sums."""


def highlighted(printed: str, spans: Sequence[Span], focus: Span, limit: int) -> tuple[str, bool]:
    """Return a sentence as printed, ready for a TextDisplay, with some stretches of it in bold.

    Args:
        printed: The sentence.
        spans: What to put in bold, offsets within the sentence; may be empty or overlap.
        focus: What must be seen where the sentence is too long.
        limit: Characters that may be seen.

    Returns:
        The line, and whether anything in it is bold: nothing is where the spans cover nearly all that is shown.
    """
    line = flatten(printed)
    focus = _flattened(printed, focus)
    shown, shift = around(line, focus.start, focus.end, limit)
    bold = [False] * len(shown)
    for span in spans:
        placed = _flattened(printed, span)
        for at in range(max(placed.start - shift, 0), min(placed.end - shift, len(shown))):
            bold[at] = at + shift < len(line) and shown[at] == line[at + shift]
    _join(shown, bold)
    _complete(shown, bold)
    if not any(bold) or _covers_nearly_all(shown, bold):
        return isolated(escape(shown)), False
    return isolated("".join(_marked(shown, bold))), True


def _flattened(printed: str, span: Span) -> Span:
    """Return where a stretch of a text stands in its flattened line."""
    start, end = (len(flatten(f"{printed[:at]}x")) - 1 for at in (span.start, span.end))
    return Span(start=start, end=max(start, end))


def _join(shown: str, bold: list[bool]) -> None:
    """Take the bold off blanks and punctuation at the edges of each stretch, and give it to those between two."""
    words = [at for at, letter in enumerate(shown) if not _is_edge(letter)]
    for at, letter in enumerate(shown):
        if _is_edge(letter):
            bold[at] = False
    for before, after in pairwise(words):
        if bold[before] and bold[after]:
            bold[before:after] = [True] * (after - before)


def _complete(shown: str, bold: list[bool]) -> None:
    """Give the bold to the quotation mark or bracket that belongs to one inside a stretch, and to what lies between."""
    for start, end in list(_stretches(bold)):
        said = shown[start:end]
        closed = next((at for at in _signs(shown, range(end, len(shown))) if _is_half(said, shown[at])), end - 1)
        opened = next((at for at in _signs(shown, range(start - 1, -1, -1)) if _is_half(said, shown[at])), start)
        bold[opened : closed + 1] = [True] * (closed + 1 - opened)


def _stretches(bold: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where each bold stretch begins and ends."""
    for is_bold, group in groupby(range(len(bold)), key=bold.__getitem__):
        if is_bold:
            places = list(group)
            yield places[0], places[-1] + 1


def _signs(shown: str, places: Iterable[int]) -> Iterator[int]:
    """Yield places up to the first that holds a blank or a part of a word."""
    return takewhile(lambda at: _is_edge(shown[at]) and not shown[at].isspace(), places)


def _is_half(said: str, sign: str) -> bool:
    """Return whether a sign is the other half of a pair of which a text has the one."""
    if sign == '"':
        return said.count(sign) % 2 == 1
    return sign in _HALVES and said.count(_HALVES[sign]) > said.count(sign)


def _is_edge(letter: str) -> bool:
    return letter in _MARKS or (unicodedata.category(letter)[0] in "ZCP" and letter not in _FIGURES)


def _covers_nearly_all(shown: str, bold: Sequence[bool]) -> bool:
    said = [is_bold for letter, is_bold in zip(shown, bold, strict=True) if letter.isalnum()]
    return sum(said) >= _NEARLY_ALL * len(said)


def _marked(shown: str, bold: Sequence[bool]) -> Iterator[str]:
    """Yield the stretches of a line, each escaped, the bold ones between their marks."""
    for is_bold, group in groupby(range(len(shown)), key=bold.__getitem__):
        part = escape("".join(shown[at] for at in group))
        yield f"**{part}**" if is_bold else part
