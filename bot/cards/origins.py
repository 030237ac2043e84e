"""Where an article was printed, as cards put it."""

from urllib.parse import urlsplit

from bot.cards.dates import day
from bot.cards.text import link, outside
from bot.cards.tokens import MIDDOT
from bot.model.datewords import NO_DATE
from bot.model.reading import ArticleText

_OUTLET = 60


def origin_line(article: ArticleText) -> str:
    """Return where and when an article was printed: "[DN](…) · 14 June 2023"."""
    return MIDDOT.join(origin_parts(article))


def outlet_name(source: str | None, url: str | None) -> str:
    """Return an outlet's name ready for a card: as given, else the address's host, else "source not given"."""
    host = urlsplit(url).hostname if url else None
    return outside(source or (host or "").removeprefix("www.") or "source not given", _OUTLET)


def origin_parts(article: ArticleText) -> tuple[str, str]:
    """Return an article's outlet, linked where it has an address, and its day of publication."""
    return (
        link(outlet_name(article.source, article.url), article.url),
        day(article.published) if article.published else NO_DATE,
    )
