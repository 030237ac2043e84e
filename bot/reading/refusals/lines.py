"""The lines of a text or a page, and which of them tell news. No verdicts.

A line tells news if the signs of it (names, days, past tenses, reporting words) outweigh those of a page that speaks of
itself to its visitor (phrases of such pages, "you", their vocabulary).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.model.errors import RefusalReason
from bot.model.pages import LineKind, PageLine
from bot.reading.credits import is_credit
from bot.reading.lexicon import load_words
from bot.reading.sentences import borders
from bot.reading.text import normalise

TALKING: Final = (
    RefusalReason.ACCESS_DENIED,
    RefusalReason.SCRIPT_NEEDED,
    RefusalReason.COOKIE_NOTICE,
    RefusalReason.PAYWALL,
    RefusalReason.LOGIN,
    RefusalReason.SIGN_UP,
    RefusalReason.ERROR_PAGE,
    RefusalReason.LIVE_SHELL,
    RefusalReason.VIDEO_PAGE,
)
"""Pages that speak to their visitor; of two with the same weight the first is meant."""
SHORTEST_SENTENCE: Final = 5
WORD: Final = re.compile(r"[^\W\d_][\w'-]*")
_LONGEST_LOOK: Final = 1000
"""Characters of a line that are searched for phrases, so that no line takes long."""
_DOUBTED: Final = 1
"""Weight up to which a sentence that such a page might say tells no news."""
_QUOTED = re.compile(r'"[^"\n]*"?')
_ADDRESS = re.compile(
    r"\b(?:you|your|yours|you're|you've|please)\b|^(?:click|tap|try|get|sign|log|join|subscribe|enter|choose|enjoy|read"
    r"|check|turn|see|find|discover|shop|buy|play|choose)\b",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[a-z,;)] )(?:[A-Z][\w'-]+|[A-Z]{2,})|^(?:[A-Z][\w'.-]+ ){2}")
_DATED = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:january|february|march|april|june|july|august|september|october"
    r"|november|december)\b|(?:1[89]|20)\d\d|(?:last|this|next) (?:week|month|year|night)|yesterday|percent|million)\b"
)
"""Looked for in small letters: quicker than `re.IGNORECASE` by far."""


def _any_of(phrases: Iterable[str], *, whole_words: bool = False) -> re.Pattern[str]:
    """Return one pattern for a text in small letters: quicker than `re.IGNORECASE` by far."""
    joined = "|".join(sorted(phrases))
    # A phrase begins where a word does ("oops", not "troops"), but for "n't", which ends one.
    return re.compile(rf"\b(?:{joined})\b" if whole_words else rf"(?:(?<!\w)|(?=n.t))(?:{joined})")


_LEXICON = load_words("refusals")
_STRONG = {reason: _any_of(_LEXICON[f"{reason.value}_strong"]) for reason in TALKING}
_WEAK = {reason: _any_of(_LEXICON[f"{reason.value}_weak"], whole_words=True) for reason in TALKING}
_VOCABULARY = _any_of({word for reason in TALKING for word in _LEXICON[f"{reason.value}_weak"]}, whole_words=True)
_NO_SUBJECTS = (0,) * len(TALKING)
_REPORTING = _any_of(_LEXICON["reporting"], whole_words=True)
_PAST = _any_of({*_LEXICON["past"], "[a-z]{3,20}ed"}, whole_words=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence, heading, label or line.

    Attributes:
        words: How many it has.
        is_prose: A sentence with an end, of five words or more, that credits nobody.
        is_news: It tells something.
        is_address: It speaks to its reader, outside a quotation.
        spoken: The kinds of pages that say such a thing to their visitor.
        subjects: For each of `TALKING`, how many words of its vocabulary there are.
    """

    text: str
    words: int
    kind: LineKind
    is_prose: bool
    is_news: bool
    is_address: bool
    spoken: frozenset[RefusalReason]
    subjects: tuple[int, ...]


def lines_of(text: str) -> tuple[Line, ...]:
    """Cut a normalised text into its sentences and lines."""
    return tuple(_line(text[span.start : span.end], LineKind.TEXT) for span in borders(text))


def lines_of_page(lines: Sequence[PageLine]) -> tuple[Line, ...]:
    """Cut the lines of a page into sentences; each keeps the kind of its line."""
    found = []
    for line in lines:
        text = normalise(line.text).text
        found += [_line(text[span.start : span.end], line.kind) for span in borders(text)]
    return tuple(found)


def _line(text: str, kind: LineKind) -> Line:
    words = len(WORD.findall(text))
    ends = text.rstrip("\"')]")[-1:] in {".", "!", "?", ":"} and kind is not LineKind.CONTROL
    is_prose = ends and words >= SHORTEST_SENTENCE and not is_credit(text)
    looked = _QUOTED.sub(" ", text[:_LONGEST_LOOK])
    small = looked.lower()
    subjects = _VOCABULARY.findall(small)
    is_address, is_house = bool(_ADDRESS.search(looked)), bool(_HOUSE.search(looked))
    against = (len(subjects) * 6 > words) + (len(subjects) * 3 > words) + 2 * is_address + bool(subjects and is_house)
    score = _signs_of_news(looked, small) - against if is_prose else 0
    hits: frozenset[RefusalReason] = frozenset()
    if score <= _DOUBTED:
        hits = frozenset(reason for reason in TALKING if _STRONG[reason].search(small))
    is_news = score > (_DOUBTED if hits else 0)
    return Line(
        text=text,
        words=words,
        kind=kind,
        is_prose=is_prose,
        is_news=is_news,
        is_address=is_address or is_house,
        spoken=frozenset() if is_news else hits,
        subjects=tuple(len(_WEAK[reason].findall(small)) for reason in TALKING) if subjects else _NO_SUBJECTS,
    )


def _signs_of_news(text: str, small: str) -> int:
    """Count the signs of news in a sentence without its quotations; a past tense alone is none.

    Args:
        text: The sentence.
        small: The same in small letters.
    """
    names = [name for name in _NAME.findall(text) if not _VOCABULARY.fullmatch(name.strip().lower())]
    signs = min(2, len(names)) + bool(_DATED.search(small)) + 2 * bool(_REPORTING.search(text))
    return signs + bool(signs and _PAST.search(text))
