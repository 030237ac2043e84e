"""Whether there is an article to be read at all. Says what was seen instead of guessing, before anything is parsed.

Weighs signs, of a text alone or of the page around it too: how much of it tells something, how much a page says of
itself to its visitor, its shape, its sameness, its language. An article about cookies or passwords is read, and a
notice of many sentences is not.
"""

from collections.abc import Sequence
from typing import Final

from bot.model.errors import CannotReadError, RefusalCode, RefusalReason
from bot.model.pages import LineKind, PageLine, PageView
from bot.model.reading import ArticleText
from bot.reading.language import detect, language_name
from bot.reading.refusals.filler import is_empty_talk, is_filler, is_senseless_english
from bot.reading.refusals.lines import Line, lines_of, lines_of_page
from bot.reading.refusals.shape import is_digest, is_figures, is_list, is_no_language, is_word_list, shape
from bot.reading.refusals.talk import HARDLY_NEWS, is_article, is_teaser, news_words, talk, talk_share
from bot.reading.text import normalise

MAX_LENGTH: Final = 200_000
"""Code points of the longest text that is read: some 30,000 words, a long report."""
_HEAD: Final = 4_000
"""Code points from a text's beginning that are looked at; what is no article shows it there."""
_LOUD: Final = 0.34
"""Share of talking lines from which a list of short lines is a notice or form and no menu."""
_FEW_WORDS: Final = 4
"""Words below which a page's own part says nothing, and what stands around it is looked at."""
_SOME_NEWS: Final = 15
"""Words of news in what was taken from a page from which the page's shape no longer matters."""
_LONG_ENOUGH: Final = 45
"""Words from which a text without any news tells nothing."""
_SOME_PROSE: Final = 30
"""Words of sentences in what was taken from a page from which that alone is judged, where it is no junk by itself."""
_SAYS_SOMETHING: Final = 12
"""Words from which a text in which reading found nothing either is refused; a shorter one is a title or a word."""
_SAID = {
    RefusalReason.EMPTY: "There is no text in it to read.",
    RefusalReason.COOKIE_NOTICE: "This page is a cookie notice, so there is no article to read.",
    RefusalReason.PAYWALL: "This page is a paywall; the article behind it can't be read.",
    RefusalReason.LOGIN: "This page asks for a log-in; the article behind it can't be read.",
    RefusalReason.SIGN_UP: "This page asks to sign up for a newsletter; there is no article in it.",
    RefusalReason.SCRIPT_NEEDED: "This page only asks for JavaScript or another browser; there is no article in it.",
    RefusalReason.ERROR_PAGE: "This is an error page, not an article.",
    RefusalReason.ACCESS_DENIED: "This page denies access or asks for a check that a person is there (captcha).",
    RefusalReason.LINK_LIST: "This page is a menu or a list of links, not an article.",
    RefusalReason.LISTING: "This page is a listing of dates or items, not an article.",
    RefusalReason.TABLE: "This page is a table of figures, not an article.",
    RefusalReason.PICTURE_PAGE: "This page shows pictures with captions, not an article.",
    RefusalReason.VIDEO_PAGE: "This page shows a video or plays a sound, without a text to read.",
    RefusalReason.LIVE_SHELL: "This page announces live updates, but none of them is in it.",
    RefusalReason.FILLER: "This text is filler: it repeats itself or fills a template, and tells nothing.",
    RefusalReason.TOO_SHORT: "This text is too short to be an article.",
    RefusalReason.NO_SENTENCES: "There are no whole sentences here to read.",
    RefusalReason.NOTHING_TOLD: "Nothing here says who did what.",
}


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
    head = text[:_HEAD]
    lines = lines_of(head)
    reason = _before_language(lines, head, None)
    if reason is None:
        _refuse_language(text)
        reason = shape(lines, head) or _nothing_told(lines, head)
    if reason is not None:
        raise refusal(reason)


def refuse_page(view: PageView, text: str) -> None:
    """Raise if a page holds no article; what its text alone shows is left to `refuse`.

    Args:
        view: What the page shows.
        text: What was taken from it as its article; may be empty.

    Raises:
        CannotReadError: What the page is instead, as `not_an_article`, or its language as `unsupported_language`.
    """
    text = normalise(text).text[:_HEAD]
    taken = lines_of(text)
    main = [line for line in view.lines if not line.is_frame]
    if taken and not is_filler(taken, text) and not is_figures(taken) and not is_word_list(text):
        _refuse_language(text)
    own = (_before_language(taken, text, None) or shape(taken, text) or _nothing_told(taken, text)) if taken else None
    prose = sum(line.words for line in taken if line.is_prose)
    if news_words(taken) >= _SOME_NEWS or (own is None and prose >= _SOME_PROSE):
        if is_teaser(_with_rest(taken, lines_of_page(main))):
            raise refusal(RefusalReason.PAYWALL)
        if is_digest(lines_of_page(main)):
            raise refusal(RefusalReason.LINK_LIST)
        return
    shown = _shown(view, main)
    lines = lines_of_page(shown)
    whole = "\n".join(line.text for line in shown)
    reason = _before_language(lines, whole, view)
    if reason is None and not taken and not is_word_list(whole):
        _refuse_language(whole)
    reason = reason or shape(lines, whole, view) or own or (None if taken else RefusalReason.EMPTY)
    if reason is not None:
        raise refusal(reason)


def refuse_empty_reading(text: str) -> None:
    """Raise for a text in which reading found no event, quotation or actor, if its sentences tell nothing either.

    Args:
        text: The normalised text.

    Raises:
        CannotReadError: Nothing in it says who did what.
    """
    lines = lines_of(text[:_HEAD])
    if news_words(lines) < HARDLY_NEWS and sum(line.words for line in lines) >= _SAYS_SOMETHING:
        raise refusal(RefusalReason.NOTHING_TOLD)


def refusal(reason: RefusalReason) -> CannotReadError:
    """Return the error that says what was seen instead of an article."""
    return CannotReadError(RefusalCode.NOT_AN_ARTICLE, reason, _SAID[reason])


def _before_language(lines: Sequence[Line], text: str, view: PageView | None) -> RefusalReason | None:
    """Return what can be told of a text whatever its language."""
    if is_article(lines):
        if is_teaser(lines):
            return RefusalReason.PAYWALL
        return RefusalReason.FILLER if is_filler(lines, text) else None
    if is_teaser(lines):
        return RefusalReason.PAYWALL
    if is_filler(lines, text):
        return RefusalReason.FILLER
    if is_figures(lines):
        return RefusalReason.TABLE
    if is_no_language(text):
        return shape(lines, text, view) or RefusalReason.NO_SENTENCES
    if is_word_list(text):
        return RefusalReason.LINK_LIST
    kind = talk(lines, view)
    if kind is not None and _is_hollow(lines, text) and talk_share(lines, kind) < _LOUD:
        return RefusalReason.FILLER
    if kind is None or not is_list(lines):
        return kind
    seen = shape(lines, text, view)
    is_plain = seen is RefusalReason.LISTING
    return seen if seen is not None and (is_plain or talk_share(lines, kind) < _LOUD) else kind


def _nothing_told(lines: Sequence[Line], text: str) -> RefusalReason | None:
    """Return why a text tells nothing, if it is of some length or speaks to its reader; None if it tells something."""
    if _is_hollow(lines, text) or is_senseless_english(text):
        return RefusalReason.FILLER
    total = sum(line.words for line in lines)
    is_said = total >= _LONG_ENOUGH or (total >= _SAYS_SOMETHING and any(line.is_address for line in lines))
    return RefusalReason.NOTHING_TOLD if is_said and news_words(lines) < HARDLY_NEWS else None


def _is_hollow(lines: Sequence[Line], text: str) -> bool:
    """Return whether a long text tells nothing and turns round one subject or stock phrases."""
    is_long = sum(line.words for line in lines) >= _LONG_ENOUGH
    return is_long and news_words(lines) < HARDLY_NEWS and is_empty_talk(text)


def _shown(view: PageView, main: Sequence[PageLine]) -> list[PageLine]:
    """Return the lines that speak for a page: its own, else its frame's but links with its fallback, else all."""
    fallback = [PageLine(text=view.fallback, kind=LineKind.TEXT)] if view.fallback else []
    unlinked = [line for line in view.lines if line.kind is not LineKind.LINK]
    for lines in (main, [*unlinked, *fallback], view.lines):
        if sum(len(line.text.split()) for line in lines) >= _FEW_WORDS:
            return [*_title(view), *lines]
    return [*_title(view), *view.lines, *fallback]


def _title(view: PageView) -> list[PageLine]:
    return [PageLine(text=view.title, kind=LineKind.HEADING)] if any(c.isalnum() for c in view.title) else []


def _with_rest(taken: Sequence[Line], main: Sequence[Line]) -> list[Line]:
    """Return an article's lines and those that the page shows beside them."""
    known = {line.text for line in taken}
    return [*taken, *(line for line in main if line.text not in known)]


def _refuse_language(text: str) -> None:
    language = detect(text)
    if language != "en":
        name = language_name(language)
        message = f"This text is in {name}; only English is read so far."
        raise CannotReadError(RefusalCode.UNSUPPORTED_LANGUAGE, RefusalReason.LANGUAGE, message, language=name)
