"""Where an article was printed, as cards put it."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from babel import Locale

from bot.cards.dates import day
from bot.cards.locales import locale
from bot.cards.text import and_more, enumerated, link, listed, outside
from bot.cards.tokens import MIDDOT
from bot.model.copies import Printed
from bot.model.datewords import NO_DATE
from bot.model.language import noted, say
from bot.model.outlets import Outlet
from bot.model.packs import PackNote
from bot.model.reading import PrintedIn, Reading, Standing
from bot.model.stored import EventSource, StoredArticle

_OUTLET = 60
_TITLE = 80
_DATED_BY_PRINTED = noted("Dated by its printed date: {day}")
_AHEAD_OF_PAGE = noted("The page says {given}; {day}, printed above the text, is later and not used")
_AHEAD_OF_GIVEN = noted("The day given is {given}; {day}, printed above the text, is later and not used")
_BESIDE = {
    (True, True): noted("The page says {given}, its dateline {day}; dates are read from the dateline"),
    (True, False): noted("The page says {given}, its printed date {day}; dates are read from the printed date"),
    (False, True): noted("The day given is {given}, its dateline {day}; dates are read from the dateline"),
    (False, False): noted("The day given is {given}, its printed date {day}; dates are read from the printed date"),
}
"""Which day an article is dated by where another is known: that of its page or a given one; dateline or other print."""
_MOST_SOURCES = 3
_MOST_COPIES = 4
"""Outlets that print a copy, by name; the others are counted."""


def origin_line(article: StoredArticle) -> str:
    """Return where and when an article was printed: "[DN](…) (newspaper, 🇸🇪, Swedish) · 14 June 2023"."""
    return MIDDOT.join(origin_parts(article.reading, article.outlet))


def printed_line(reading: Reading) -> str:
    """Return which day an article was dated by, where it prints one that was not given; "" where it doesn't."""
    printed, given = reading.printed, reading.article.published
    if printed is None:
        return ""
    found, is_dateline = day(printed.day), printed.where is PrintedIn.DATELINE
    if printed.standing is Standing.WEEKDAY:
        if is_dateline:
            return say("Its dateline gives {day} a weekday that it does not have, so it is not used", day=found)
        return say("Its printed date gives {day} a weekday that it does not have, so it is not used", day=found)
    if given is None:
        return say("Dated by its dateline: {day}", day=found) if is_dateline else say(_DATED_BY_PRINTED, day=found)
    if printed.standing is Standing.AHEAD:
        later = _AHEAD_OF_PAGE if reading.article.url else _AHEAD_OF_GIVEN
        return say(later, given=day(given), day=found)
    return say(_BESIDE[bool(reading.article.url), is_dateline], given=day(given), day=found)


def outlet_name(source: str | None, url: str | None) -> str:
    """Return an outlet's name ready for a card: as given, else the address's host, else "source not given"."""
    host = urlsplit(url).hostname if url else None
    return outside(source or (host or "").removeprefix("www.") or say("source not given"), _OUTLET)


def label_of(outlet: Outlet | None) -> str:
    """Return what stands beside an outlet's name: "(state media, 🇨🇳, Chinese)"; "" where nothing is known of it.

    The language is its main one, whatever the article's is; English goes without saying.
    """
    if outlet is None:
        return ""
    language = "" if outlet.language == "en" else _language_name(outlet.language)
    return f"({enumerated(part for part in (outlet.kind.words, outlet.flag, language) if part)})"


def _language_name(code: str) -> str:
    """Return what the spoken language calls a language; in English where the CLDR doesn't know the spoken one."""
    known = locale() or Locale("en")
    return str(known.languages.get(code, ""))


def labelled(name: str, outlet: Outlet | None) -> str:
    """Return an outlet's ready name with what is known of it: "Xinhua (state media, 🇨🇳, Chinese)"."""
    label = label_of(outlet)
    return f"{name} {label}" if label else name


def report_name(report: EventSource) -> str:
    """Return who tells a report, ready for a card: its outlet, or the publisher that a pack entry was checked by."""
    return outlet_name(report.source, report.url) if report.note is None else outside(_first(report.note), _OUTLET)


def report_labelled(name: str, report: EventSource) -> str:
    """Return the ready name of who tells a report with what is known of it: "Avalon Project (chronology)".

    A source that a pack's entry was checked against has other words than the entry.
    """
    return labelled(name, report.outlet) if report.note is None else f"{name} ({say('chronology')})"


def note_line(note: PackNote) -> str:
    """Return where a pack's entry can be looked up: "after [Joint Communiqué](…) (Office of the Historian)"."""
    told = [
        f"{link(outside(one.title, _TITLE), one.url)} ({outside(one.publisher, _OUTLET)})"
        for one in note.sources[:_MOST_SOURCES]
    ]
    left = len(note.sources) - len(told)
    return say("after {sources}", sources=_some(told, left))


def _first(note: PackNote) -> str:
    return note.sources[0].publisher if note.sources else "Backchannel"


def copies_line(copies: Sequence[Printed]) -> str:
    """Return where else a text stands, each outlet linked: "also at A (agency, 🇬🇧), B and 7 more"; "" for nowhere."""
    names = [labelled(link(outlet_name(one.name, one.url), one.url), one.outlet) for one in copies[:_MOST_COPIES]]
    left = len(copies) - len(names)
    return say("also at {outlets}", outlets=_some(names, left)) if names else ""


def _some(names: Sequence[str], left: int) -> str:
    """Return names, and how many more there are."""
    return and_more(enumerated(names), left) if left else listed(names)


def origin_parts(reading: Reading, outlet: Outlet | None) -> tuple[str, str]:
    """Return an article's outlet, linked where it has an address, with its label, and its day of publication.

    Args:
        reading: Of the article.
        outlet: What is known of its outlet; None for nothing.
    """
    article = reading.article
    return (
        labelled(link(outlet_name(article.source, article.url), article.url), outlet),
        day(reading.posted) if reading.posted else say(NO_DATE),
    )
