"""Words on cards: escaping what comes from outside, cutting without harm, links, footnotes and counts.

Every string that was not written in this package goes through `outside` (names and words as printed) or `prose`
(sentences that the reader made) before it stands in a TextDisplay. Limits count what a person sees, before escaping.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import reduce
from urllib.parse import quote, urlsplit

import regex

from bot.cards.locales import speaks_english
from bot.cards.tokens import ELLIPSIS, MAX_URL, NBSP
from bot.model.language import numeral, say, say_as, say_n

_I_SOUND = re.compile(r"[ií]|h[ií](?![ae])", re.IGNORECASE)
"""The sound before which Spanish says "e" for "y": "China e Irán"."""
_MARKDOWN = re.compile(r"[\\`*_~|\[\]<]")
_MENTION = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_BLOCK_SIGN = re.compile(r"^([#>+-])")
_LIST_NUMBER = re.compile(r"^(\d+)([.)])")
_UNSEEN = re.compile(
    "[\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
_WORD_JOINER = "\N{WORD JOINER}"
_ISOLATE, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bGen)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bNo)"
    r"[.!?][\"”’)\]]*(?=\s)|。"
)
_ENCLOSING = {"“": "”", "(": ")", "[": "]", "«": "»", '"': '"', "「": "」"}
_TRAILING = " .,;:–—-(“\"‘'" + NBSP
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FLAG = re.compile("([\U0001f1e6-\U0001f1ff]{2}) ")
_CLUSTER = regex.compile(r"\X")
_UNITS = re.compile(r"(?<=\d) (?=%|percent\b|(?:m|b|tr)illion\b|km\b|tonnes\b)")
_LINK_SAFE = "/:?#@!$&'*+,;=%-._~"
_MAX_TEXT_LINK = 300
_SPARE_ESCAPES = 8
_BYTES_A_CHARACTER = 3
"""Of Chinese or Arabic text; emoji take more."""


def flatten(text: str) -> str:
    """Return a text as one line: runs of white space made one space, control and direction characters dropped."""
    return re.sub(r"[^\S\u00a0]+", " ", _UNSEEN.sub("", text)).strip()


def escape(line: str) -> str:
    """Escape one line so that Discord shows its characters and nothing else.

    Markdown, mentions, channel and time tags, headings, lists, quotes, masked and bare links all become plain text.

    Args:
        line: One line, as `flatten` gives it.
    """
    line = _MARKDOWN.sub(lambda match: "\\" + match[0], line)
    line = _LIST_NUMBER.sub(r"\1\\\2", _BLOCK_SIGN.sub(r"\\\1", line))
    line = line.replace("://", f":{_WORD_JOINER}//")
    return _MENTION.sub(f"@{_WORD_JOINER}", line)


def outside(text: str, limit: int | None = None) -> str:
    """Return words from outside, as printed, ready for a TextDisplay: one line, cut, escaped.

    Args:
        text: A title, outlet, name or sentence.
        limit: Characters that may be seen; None for all.
    """
    line = flatten(text)
    return isolated(escape(line) if limit is None else _escaped_within(line, limit))


def bound_flags(line: str) -> str:
    """Return a ready line whose flags are bound to the names after them by a no-break space."""
    return _FLAG.sub(rf"\1{NBSP}", line)


def isolated(line: str) -> str:
    """Return a ready line so wrapped that its right-to-left letters, if it has any, turn no words around it."""
    if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in line):
        return f"{_ISOLATE}{line}{_POP}"
    return line


def _escaped_within(line: str, limit: int) -> str:
    """Cut and escape a line; one of nothing but signs is cut shorter, since its escapes count, too."""
    seen = limit
    escaped = escape(cut(line, seen))
    while len(escaped) > limit + limit // 4 + _SPARE_ESCAPES:
        seen = seen * 3 // 4
        escaped = escape(cut(line, seen))
    return escaped


def prose(text: str, limit: int | None = None) -> str:
    """Return a sentence that the reader made, in the house's typography, ready for a TextDisplay.

    Args:
        text: A headline, a point of a summary, an explanation.
        limit: Characters that may be seen; None for all.
    """
    return outside(_UNITS.sub(NBSP, curl(text)), limit)


def curl(text: str) -> str:
    """Return a text with curly quotation marks and apostrophes for straight ones."""
    text = re.sub(r'(^|[\s(\[–—])"', r"\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(\[–—“])'(?=\w)", r"\1‘", text).replace("'", "’")


def sentence(text: str) -> str:
    """Return a headline with a full stop, if it has no end mark; in other languages it is no sentence."""
    stripped = text.rstrip()
    is_closed = not speaks_english() or re.search(r"[.!?…。][\"”’)]*$", stripped)
    return stripped if is_closed else f"{stripped}."


def _enclosures(text: str) -> Iterator[tuple[int, int]]:
    """Yield the outermost quotations and brackets that are closed, as (start, end)."""
    position = 0
    while position < len(text):
        closing = _ENCLOSING.get(text[position])
        end = text.find(closing, position + 1) if closing else -1
        if end < 0:
            position += 1
            continue
        yield position, end + 1
        position = end + 1


def cut(text: str, limit: int) -> str:
    """Cut a text at a sentence end, else at a word with "…", never inside a quotation, bracket, flag or letter.

    Args:
        text: One line, not escaped.
        limit: Characters of the result at most, at least 1.

    Returns:
        The text itself where it fits. A quotation that alone is too long is cut inside and closed again.
    """
    if len(text) <= limit:
        return text
    closed = [span for span in _enclosures(text) if span[0] < limit]
    ends = [m.end() for m in _SENTENCE_END.finditer(text) if m.end() <= limit and not _within(m.end(), closed)]
    if ends and ends[-1] * 2 >= limit:
        return text[: ends[-1]]
    words = [m.start() for m in re.finditer(r"\s", text[:limit]) if not _within(m.start(), closed)]
    for position in reversed(words):
        kept = text[:position].rstrip(_TRAILING)
        if kept:
            return kept + ELLIPSIS
    mark = _ENCLOSING.get(text[0], "") if closed and closed[0][0] == 0 else ""
    return _cut_anywhere(text, limit - len(mark)) + mark if limit > len(mark) + 1 else _cut_anywhere(text, limit)


def _within(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < position < end for start, end in spans)


def _cut_anywhere(text: str, limit: int) -> str:
    """Cut at the last word, else between two whole characters (no flag, emoji or accent is parted)."""
    position = limit - 1
    space = text.rfind(" ", 1, position + 1)
    if space * 2 >= limit:
        return text[:space].rstrip(_TRAILING) + ELLIPSIS
    return text[: _whole(text, position)] + ELLIPSIS


def _whole(text: str, position: int) -> int:
    """Return the last place up to a position that parts no flag, emoji, syllable or accent (grapheme cluster)."""
    ends = 0
    for cluster in _CLUSTER.finditer(text):
        if cluster.end() > position:
            break
        ends = cluster.end()
    return ends


def weight(*lines: str) -> int:
    """Return how much lines take of a card's room: their characters, or a third of their bytes where that is more."""
    return sum(max(len(line), len(line.encode()) // _BYTES_A_CHARACTER) for line in lines)


def around(text: str, start: int, end: int, limit: int) -> tuple[str, int]:
    """Return a stretch of a long sentence that has `text[start:end]` in its middle, with "…" where it was cut.

    Args:
        text: One line, not escaped.
        start: Offset of what must be seen.
        end: Offset after it.
        limit: Characters of the result at most.

    Returns:
        The stretch, and its shift: but for "…", its character n is the text's n + shift.
    """
    if len(text) <= limit:
        return text, 0
    spare = max(0, limit - 2 - (end - start))
    left = max(0, min(start - spare // 2, len(text) - limit + 1))
    if left:
        left = min(text.find(" ", left - 1) + 1 or left, max(start, 1))
    if left == 0:
        return _cut_anywhere(text, limit), 0
    rest = text[left:]
    return ELLIPSIS + (rest if len(rest) < limit else _cut_anywhere(rest, limit - 1)), left - 1


def safe_url(url: str | None, limit: int = MAX_URL) -> str | None:
    """Return an address that may stand in a link, percent-encoded where needed; None where there is none.

    Args:
        url: An address of the store.
        limit: Characters at most; longer ones are not linked. Buttons take 512.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return None
    encoded = quote(parts.geturl(), safe=_LINK_SAFE)
    return encoded if len(encoded) <= limit else None


def link(label: str, url: str | None) -> str:
    """Return a masked link of a ready label, or the label alone where the address can't be linked."""
    target = safe_url(url, _MAX_TEXT_LINK)
    return f"[{label}]({target})" if target else label


def footnote(number: int, url: str | None = None) -> str:
    """Return the sign of a footnote: ¹ to ⁹, then [10], linked where an address is given.

    Args:
        number: 1-based, in order of first use on its card.
        url: Where it leads; None for a plain sign.
    """
    sign = str(number).translate(_SUPERSCRIPTS) if number < 10 else f"\\[{number}\\]"
    return link(sign, url)


def bound(icon: str, words: str) -> str:
    """Bind an icon to its words by a no-break space."""
    return f"{icon}{NBSP}{words}" if icon else words


def listed(items: Sequence[str]) -> str:
    """Return items as a person lists them: "A", "A and B", "A, B and C"."""
    if len(items) <= 1:
        return enumerated(items)
    first, last = enumerated(items[:-1]), items[-1]
    if _I_SOUND.match(last):
        return say_as("before the sound i", "{items} and {item}", items=first, item=last)
    return say("{items} and {item}", items=first, item=last)


def enumerated(items: Iterable[str]) -> str:
    """Return items of a list that may go on: "A, B, C"; "" for none."""
    return reduce(lambda before, item: say("{items}, {item}", items=before, item=item) if before else item, items, "")


def and_more(items: str, left: int) -> str:
    """Return a list with how many it leaves out: "A, B and 7 more"; the list itself where that is none."""
    return say_n("{items} and {n} more", "{items} and {n} more", left, items=items, n=numeral(left)) if left else items


def moment(at: datetime, style: str = "f") -> str:
    """Return a Discord timestamp, shown in each reader's own zone.

    Args:
        at: Aware.
        style: f for next runs, F in lists of runs, R for deadlines.

    Source: https://discord.com/developers/docs/reference#message-formatting-timestamp-styles
    """
    return f"<t:{int(at.timestamp())}:{style}>"
