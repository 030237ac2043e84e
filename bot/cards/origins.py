"""Where an article was printed, as cards put it."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from babel import Locale

from bot.cards.dates import day
from bot.cards.text import link, listed, outside
from bot.cards.tokens import MIDDOT
from bot.model.copies import Printed
from bot.model.datewords import NO_DATE
from bot.model.outlets import Outlet
from bot.model.reading import PrintedIn, Reading, Standing
from bot.model.stored import StoredArticle

_OUTLET = 60
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
    where = "dateline" if printed.where is PrintedIn.DATELINE else "printed date"
    found = day(printed.day)
    if printed.standing is Standing.WEEKDAY:
        return f"Its {where} gives {found} a weekday that it does not have, so it is not used"
    if given is None:
        return f"Dated by its {where}: {found}"
    said = f"The page says {day(given)}" if reading.article.url else f"The day given is {day(given)}"
    if printed.standing is Standing.AHEAD:
        return f"{said}; {found}, printed above the text, is later and not used"
    return f"{said}, its {where} {found}; dates are read from the {where}"


def outlet_name(source: str | None, url: str | None) -> str:
    """Return an outlet's name ready for a card: as given, else the address's host, else "source not given"."""
    host = urlsplit(url).hostname if url else None
    return outside(source or (host or "").removeprefix("www.") or "source not given", _OUTLET)


def label_of(outlet: Outlet | None) -> str:
    """Return what stands beside an outlet's name: "(state media, 🇨🇳, Chinese)"; "" where nothing is known of it.

    The language is its main one, whatever the article's is; English goes without saying.
    """
    if outlet is None:
        return ""
    language = "" if outlet.language == "en" else Locale("en").languages.get(outlet.language, "")
    return f"({', '.join(part for part in (outlet.kind.value, outlet.flag, language) if part)})"


def labelled(name: str, outlet: Outlet | None) -> str:
    """Return an outlet's ready name with what is known of it: "Xinhua (state media, 🇨🇳, Chinese)"."""
    label = label_of(outlet)
    return f"{name} {label}" if label else name


def copies_line(copies: Sequence[Printed]) -> str:
    """Return where else a text stands, each outlet linked: "also at A (agency, 🇬🇧), B and 7 more"; "" for nowhere."""
    names = [labelled(link(outlet_name(one.name, one.url), one.url), one.outlet) for one in copies[:_MOST_COPIES]]
    left = len(copies) - len(names)
    return f"also at {listed([*names, *([f'{left} more'] if left else [])])}" if names else ""


def origin_parts(reading: Reading, outlet: Outlet | None) -> tuple[str, str]:
    """Return an article's outlet, linked where it has an address, with its label, and its day of publication.

    Args:
        reading: Of the article.
        outlet: What is known of its outlet; None for nothing.
    """
    article = reading.article
    return (
        labelled(link(outlet_name(article.source, article.url), article.url), outlet),
        day(reading.posted) if reading.posted else NO_DATE,
    )
