"""Whether there is an article to be read at all. Says what was seen instead of guessing, before anything is parsed.

A statistical judge weighs the signs of a text alone, or of the page around it too: its words, how much of it tells
something, how much a page says of itself to its visitor, its shape, its sameness. Rules see to what it cannot know:
languages, texts of next to no words or without news, what stands on a page beside the text taken from it.
"""

from collections.abc import Sequence
from typing import Final

from bot.model.errors import CannotReadError, RefusalCode, RefusalReason
from bot.model.language import told, told_as
from bot.model.pages import LineKind, PageLine, PageView
from bot.model.reading import ArticleText
from bot.reading.language import NAMES, detect, language_name
from bot.reading.refusals.filler import is_empty_talk, is_filler, is_senseless_english
from bot.reading.refusals.judge import likelihoods
from bot.reading.refusals.lines import SHORTEST_SENTENCE, Line, lines_of, lines_of_page
from bot.reading.refusals.shape import is_digest, is_figures, is_list, is_no_language, is_word_list
from bot.reading.refusals.talk import HARDLY_NEWS, is_teaser, news_words
from bot.reading.text import normalise

MAX_LENGTH: Final = 200_000
"""Code points of the longest text that is read: some 30,000 words, a long report."""
_HEAD: Final = 4_000
"""Code points from a text's beginning that are looked at; what is no article shows it there."""
_READ: Final = 0.6
"""Likelihood from which a text is taken for an article."""
_READ_PLAIN: Final = 0.3
"""The same where much news is told, or in a sentence or two no page speaks to its visitor."""
_MUCH_NEWS: Final = 20
_FAR: Final = 2.0
"""How many times likelier than any kind of page an article must be where neither is likely."""
_SURELY_READ: Final = 0.8
"""The same where nothing in it tells news."""
_PLAIN: Final = 0.7
"""Likelihood from which even two or three words say what kind of page they come from."""
_MAYBE_WALLED: Final = 0.5
"""Likelihood of a paywall from which a wall below what was taken from a page is believed."""
_LISTS: Final = frozenset({RefusalReason.LINK_LIST, RefusalReason.LISTING, RefusalReason.TABLE})
_FEW_WORDS: Final = 4
"""Words below which a page's own part says nothing, and what stands around it is looked at."""
_FEW_LINES: Final = 4
"""Lines from which something without sentences is no short text."""
_SOME_NEWS: Final = 15
"""Words of news in what was taken from a page from which the page's shape no longer matters."""
_SHORT: Final = 25
"""Words below which sentences of nothing fill no page."""
_LONG_ENOUGH: Final = 45
"""Words from which a text without any news tells nothing."""
_SOME_WORDS: Final = 30
"""Words in what was taken from a page from which that alone is judged, where it is no junk by itself."""
_SAYS_SOMETHING: Final = 12
"""Words from which a text in which reading found nothing either is refused; a shorter one is a title or a word."""
_SAID = {
    RefusalReason.EMPTY: told("There is no text in it to read."),
    RefusalReason.COOKIE_NOTICE: told("This page is a cookie notice, so there is no article to read."),
    RefusalReason.PAYWALL: told("This page is a paywall; the article behind it can't be read."),
    RefusalReason.LOGIN: told("This page asks for a log-in; the article behind it can't be read."),
    RefusalReason.SIGN_UP: told("This page asks to sign up for a newsletter; there is no article in it."),
    RefusalReason.SCRIPT_NEEDED: told(
        "This page only asks for JavaScript or another browser; there is no article in it."
    ),
    RefusalReason.ERROR_PAGE: told("This is an error page, not an article."),
    RefusalReason.ACCESS_DENIED: told("This page denies access or asks for a check that a person is there (captcha)."),
    RefusalReason.LINK_LIST: told("This page is a menu or a list of links, not an article."),
    RefusalReason.LISTING: told("This page is a listing of dates or items, not an article."),
    RefusalReason.TABLE: told("This page is a table of figures, not an article."),
    RefusalReason.PICTURE_PAGE: told("This page shows pictures with captions, not an article."),
    RefusalReason.VIDEO_PAGE: told("This page shows a video or plays a sound, without a text to read."),
    RefusalReason.LIVE_SHELL: told("This page announces live updates, but none of them is in it."),
    RefusalReason.FILLER: told("This text is filler: it repeats itself or fills a template, and tells nothing."),
    RefusalReason.TOO_SHORT: told("This text is too short to be an article."),
    RefusalReason.NO_SENTENCES: told("There are no whole sentences here to read."),
    RefusalReason.NOTHING_TOLD: told("Nothing here says who did what."),
}


def refuse(article: ArticleText) -> None:
    """Raise if a text is no article that can be read; a text that may be one passes.

    Args:
        article: The article as it was given.

    Raises:
        CannotReadError: What was seen, as `bad_input` (empty), `too_long`, `not_an_article` or `unsupported_language`.
    """
    if len(article.text) > MAX_LENGTH:
        count, most = f"{len(article.text):,}", f"{MAX_LENGTH:,}"
        message = told("This text has {count} characters; at most {most} are read.", count=count, most=most)
        raise CannotReadError(RefusalCode.TOO_LONG, RefusalReason.TOO_LONG, message)
    text = normalise(article.text).text
    if not any(c.isalnum() for c in text):
        raise CannotReadError(RefusalCode.BAD_INPUT, RefusalReason.EMPTY, told("There is no text to read."))
    head = text[:_HEAD]
    reason = _seen(lines_of(head), head)
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
    own = _seen(taken, text) if taken else None
    words = sum(line.words for line in taken)
    if news_words(taken) >= _SOME_NEWS or (own is None and words >= _SOME_WORDS):
        if _is_walled(_with_rest(taken, lines_of_page(main))):
            raise refusal(RefusalReason.PAYWALL)
        if is_digest(lines_of_page(main)):
            raise refusal(RefusalReason.LINK_LIST)
        return
    around = shown(view, main)
    whole = "\n".join(line.text for line in around)
    reason = _seen(lines_of_page(around), whole, view, is_checked=bool(taken))
    reason = reason or own or (None if taken else RefusalReason.EMPTY)
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


def _seen(
    lines: Sequence[Line], text: str, view: PageView | None = None, *, is_checked: bool = False
) -> RefusalReason | None:
    """Return what a text or page is instead of an article; None if it may be one.

    Args:
        lines: Its lines.
        text: The same as one text.
        view: The page around them, where they came from one.
        is_checked: Its language is known to be English.

    Raises:
        CannotReadError: It is in another language.
    """
    likely = likelihoods(lines, view)
    best = max((reason for reason in likely if reason is not None), key=lambda reason: likely[reason])
    if not is_checked and (language := detect(text)) != "en":
        is_listed = best in _LISTS and likely[best] >= _PLAIN
        if not (_is_latin(text) and (is_listed or _is_plain_list(lines, text))):
            _refuse_language(language, is_filler=best is RefusalReason.FILLER)
    total = sum(line.words for line in lines)
    if total < SHORTEST_SENTENCE and len(lines) < _FEW_LINES and likely[best] < _PLAIN:
        return RefusalReason.TOO_SHORT
    is_plain = news_words(lines) >= _MUCH_NEWS or _is_plain_sentence(lines)
    if likely[None] < min(_READ_PLAIN if is_plain else _READ, _FAR * likely[best]):
        is_unsaid = (
            best is RefusalReason.FILLER and total < _SHORT and not _speaks(lines) and not is_filler(lines, text)
        )
        return RefusalReason.NOTHING_TOLD if is_unsaid else best
    return _nothing_told(lines, text) if likely[None] < _SURELY_READ else None


def _is_plain_sentence(lines: Sequence[Line]) -> bool:
    """Return whether a text is a sentence or two that speak to nobody."""
    return len(lines) <= 2 and not _speaks(lines)


def _speaks(lines: Sequence[Line]) -> bool:
    return any(line.is_address or line.spoken or not line.is_prose for line in lines)


def _is_plain_list(lines: Sequence[Line], text: str) -> bool:
    """Return whether a text is too full of names and figures to tell its language by."""
    return is_list(lines) or is_figures(lines) or is_word_list(text) or is_no_language(text)


def _is_latin(text: str) -> bool:
    if text.isascii():
        return True
    letters = [c for c in text if c.isalpha()]
    return sum(c.isascii() for c in letters) * 5 >= len(letters) * 4


def _nothing_told(lines: Sequence[Line], text: str) -> RefusalReason | None:
    """Return why a text tells nothing, if it is of some length or speaks to its reader; None if it tells something."""
    if _is_hollow(lines, text) or is_senseless_english(text):
        return RefusalReason.FILLER
    if len(lines) >= _FEW_LINES and not any(line.is_prose for line in lines):
        return RefusalReason.NO_SENTENCES
    total = sum(line.words for line in lines)
    is_said = total >= _LONG_ENOUGH or (total >= _SAYS_SOMETHING and any(line.is_address for line in lines))
    return RefusalReason.NOTHING_TOLD if is_said and news_words(lines) < HARDLY_NEWS else None


def _is_hollow(lines: Sequence[Line], text: str) -> bool:
    """Return whether a long text tells nothing and turns round one subject or stock phrases."""
    is_long = sum(line.words for line in lines) >= _LONG_ENOUGH
    return is_long and news_words(lines) < HARDLY_NEWS and is_empty_talk(text)


def shown(view: PageView, main: Sequence[PageLine]) -> list[PageLine]:
    """Return the lines that speak for a page: its own, else its frame's but links with its fallback, else all.

    Args:
        view: What the page shows.
        main: Its lines outside its frame.
    """
    fallback = [PageLine(text=view.fallback, kind=LineKind.TEXT)] if view.fallback else []
    unlinked = [line for line in view.lines if line.kind is not LineKind.LINK]
    for lines in (main, [*unlinked, *fallback], view.lines):
        if sum(len(line.text.split()) for line in lines) >= _FEW_WORDS:
            return [*_title(view), *lines]
    return [*_title(view), *view.lines, *fallback]


def _title(view: PageView) -> list[PageLine]:
    return [PageLine(text=view.title, kind=LineKind.HEADING)] if any(c.isalnum() for c in view.title) else []


def _is_walled(lines: Sequence[Line]) -> bool:
    """Return whether rule and judge both see a paywall below an article's beginning."""
    return is_teaser(lines) and likelihoods(lines)[RefusalReason.PAYWALL] >= _MAYBE_WALLED


def _with_rest(taken: Sequence[Line], main: Sequence[Line]) -> list[Line]:
    """Return an article's lines and those that the page shows beside them."""
    known = {line.text for line in taken}
    return [*taken, *(line for line in main if line.text not in known)]


def _refuse_language(language: str, *, is_filler: bool) -> None:
    """Raise for another language than English, but for one without a name that fills a page."""
    if not (is_filler and language not in NAMES):
        name = language_name(language)
        message = told("This text is in {language}; only English is read so far.", language=told_as("language", name))
        raise CannotReadError(RefusalCode.UNSUPPORTED_LANGUAGE, RefusalReason.LANGUAGE, message, language=name)
