"""Where an article was printed, as cards put it."""

from urllib.parse import urlsplit

from bot.cards.dates import day
from bot.cards.text import link, outside
from bot.cards.tokens import MIDDOT
from bot.model.datewords import NO_DATE
from bot.model.reading import PrintedIn, Reading, Standing

_OUTLET = 60


def origin_line(reading: Reading) -> str:
    """Return where and when an article was printed: "[DN](…) · 14 June 2023"."""
    return MIDDOT.join(origin_parts(reading))


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


def origin_parts(reading: Reading) -> tuple[str, str]:
    """Return an article's outlet, linked where it has an address, and its day of publication."""
    article = reading.article
    return (
        link(outlet_name(article.source, article.url), article.url),
        day(reading.posted) if reading.posted else NO_DATE,
    )
