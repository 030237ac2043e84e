"""Whether there is an article to be read at all. Says what was seen instead of guessing, before anything is parsed.

The rules weigh how much of a text is prose that no page says of itself against what such pages say to their visitors,
so that an article about cookies or passwords is read and a notice of many sentences is not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.model.errors import CannotReadError, RefusalCode, RefusalReason
from bot.model.reading import ArticleText
from bot.reading.credits import is_credit
from bot.reading.language import detect, language_name
from bot.reading.lexicon import load_words
from bot.reading.sentences import borders
from bot.reading.text import normalise

MAX_LENGTH: Final = 200_000
"""Code points of the longest text that is read: some 30,000 words, a long report."""

_PAGES = (
    RefusalReason.SCRIPT_NEEDED,
    RefusalReason.COOKIE_NOTICE,
    RefusalReason.PAYWALL,
    RefusalReason.LOGIN,
    RefusalReason.ERROR_PAGE,
    RefusalReason.VIDEO_PAGE,
)
_LEXICON = load_words("refusals")
_ENOUGH_PROSE: Final = 80
"""Words of clean prose from which a page's own talk no longer matters."""
_SHORTEST_SENTENCE: Final = 5
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_QUOTED = re.compile(r'"[^"\n]*"')

_SAID = {
    RefusalReason.COOKIE_NOTICE: "This page is a cookie notice, so there is no article to read.",
    RefusalReason.PAYWALL: "This page is a paywall; the article behind it can't be read.",
    RefusalReason.LOGIN: "This page asks for a log-in; the article behind it can't be read.",
    RefusalReason.SCRIPT_NEEDED: "This page only asks for JavaScript or another browser; there is no article in it.",
    RefusalReason.ERROR_PAGE: "This is an error page, not an article.",
    RefusalReason.LINK_LIST: "This page is a list of links, not an article.",
    RefusalReason.VIDEO_PAGE: "This page shows a video without a text to read.",
    RefusalReason.TOO_SHORT: "This text is too short to be an article.",
    RefusalReason.NO_SENTENCES: "There are no whole sentences here to read.",
}


def _any_of(phrases: frozenset[str], *, whole_words: bool = False) -> re.Pattern[str]:
    joined = "|".join(sorted(phrases))
    return re.compile(rf"\b(?:{joined})\b" if whole_words else joined, re.IGNORECASE)


_STRONG = {page: _any_of(_LEXICON[f"{page.value}_strong"]) for page in _PAGES}
_WEAK = {page: _any_of(_LEXICON[f"{page.value}_weak"], whole_words=True) for page in _PAGES}
_REPORTING = _any_of(_LEXICON["reporting"], whole_words=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """One sentence, heading or line of a page."""

    text: str
    words: int
    is_prose: bool


def _stretches(text: str) -> tuple[_Stretch, ...]:
    """Cut a text into its sentences and lines."""
    found = []
    for span in borders(text):
        line = text[span.start : span.end]
        words = len(_WORD.findall(line))
        ends = line.rstrip("\"')]")[-1:] in {".", "!", "?", "…"}
        found.append(
            _Stretch(text=line, words=words, is_prose=ends and words >= _SHORTEST_SENTENCE and not is_credit(line))
        )
    return tuple(found)


def _page_kind(stretches: Sequence[_Stretch]) -> RefusalReason | None:
    """Return what kind of page speaks in most of a text; None where an article does."""
    unquoted = [_QUOTED.sub(" ", s.text) for s in stretches]
    reported = [bool(_REPORTING.search(s.text)) and s.is_prose for s in stretches]
    hits = {
        page: [not told and bool(_STRONG[page].search(t)) for t, told in zip(unquoted, reported, strict=True)]
        for page in _PAGES
    }
    spoken = {page: sum(found) for page, found in hits.items()}
    kind = max(_PAGES, key=lambda page: spoken[page])
    if not spoken[kind]:
        return None
    total = max(1, sum(s.words for s in stretches))
    clean = reports = 0
    for i, stretch in enumerate(stretches):
        if any(found[i] for found in hits.values()):
            continue
        is_about_page = len(_WEAK[kind].findall(stretch.text)) >= (1 if stretch.words < 2 * _SHORTEST_SENTENCE else 2)
        reports += reported[i]
        clean += stretch.words * (stretch.is_prose and not is_about_page)
    if reports >= 2 and spoken[kind] <= 2 and kind is not RefusalReason.PAYWALL:
        return None
    limit = _ENOUGH_PROSE if kind in {RefusalReason.PAYWALL, RefusalReason.COOKIE_NOTICE} else _ENOUGH_PROSE // 2
    return kind if clean < limit and (clean < total / 2 or spoken[kind] >= 2) else None


def _is_no_language(text: str) -> bool:
    """Return whether a text is more figures and signs than letters, or a printer's filler."""
    letters = sum(c.isalpha() for c in text)
    return letters * 2 < len(text.replace(" ", "")) or "lorem ipsum" in text.lower()


def _is_word_list(text: str) -> bool:
    """Return whether a text strings words together without ever making a sentence of them (a menu in one line)."""
    words = _WORD.findall(text)
    capital = sum(w[0].isupper() for w in words)
    return len(words) >= _SHORTEST_SENTENCE and capital * 5 >= len(words) * 4 and not re.search(r"[.!?](?:\s|$)", text)


def _shape(stretches: Sequence[_Stretch], text: str) -> RefusalReason | None:
    """Return what is wrong with the shape of a text: a menu, a table, the same again and again; None if nothing is."""
    total = sum(s.words for s in stretches)
    prose = sum(s.words for s in stretches if s.is_prose)
    lines = text.count("\n") + 1
    if total < _SHORTEST_SENTENCE:
        return RefusalReason.TOO_SHORT
    if lines >= 5 and prose * 3 < total and prose < _ENOUGH_PROSE:
        return RefusalReason.LINK_LIST
    long_enough = [s.text for s in stretches if s.words >= _SHORTEST_SENTENCE]
    if len(long_enough) >= 6 and len(set(long_enough)) * 2 <= len(long_enough):
        return RefusalReason.NO_SENTENCES
    if _is_word_list(text):
        return RefusalReason.LINK_LIST
    return None if prose or lines <= 2 else RefusalReason.NO_SENTENCES


def refuse(article: ArticleText) -> None:
    """Raise if a text is no article that can be read; a text that may be one passes.

    Args:
        article: The article as it was given.

    Raises:
        CannotReadError: What was seen, as `bad_input` (empty), `too_long`, `not_an_article` or `unsupported_language`.
    """
    if len(article.text) > MAX_LENGTH:
        message = f"This text has {len(article.text):,} characters; at most {MAX_LENGTH:,} are read."
        raise CannotReadError(RefusalCode.TOO_LONG, RefusalReason.TOO_LONG, message)
    text = normalise(article.text).text
    if not any(c.isalnum() for c in text):
        raise CannotReadError(RefusalCode.BAD_INPUT, RefusalReason.EMPTY, "There is no text to read.")
    stretches = _stretches(text)
    reason = _page_kind(stretches) or (RefusalReason.NO_SENTENCES if _is_no_language(text) else None)
    language = "en" if reason else detect(text)
    if language != "en":
        message = f"This text is in {language_name(language)}; only English is read so far."
        raise CannotReadError(RefusalCode.UNSUPPORTED_LANGUAGE, RefusalReason.LANGUAGE, message)
    reason = reason or _shape(stretches, text)
    if reason is not None:
        raise CannotReadError(RefusalCode.NOT_AN_ARTICLE, reason, _SAID[reason])
