"""Where a site names its feeds."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html
from lxml.etree import ParserError

from bot.sources.feeds.plain import MOST_TITLE, plain_text, web_address

MOST_FOUND = 10
_TYPES = frozenset((
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json",
    "application/xml", "text/xml", "application/x-rss+xml", "application/x-atom+xml", "text/rss+xml",
))  # fmt: skip
_SURE = frozenset(("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"))
_WELL_KNOWN = ("feed", "rss.xml", "feed.xml", "atom.xml", "index.xml", "rss", "feed.json")
_COMMENTS = re.compile(r"\bcomments?\b", re.IGNORECASE)
_API = re.compile(r"/wp-json/|oembed", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed that a page names: its absolute address, and its title, "" for none."""

    url: str
    title: str


def feed_links(body: bytes, *, url: str, charset: str | None) -> tuple[FeedLink, ...]:
    """Return the feeds that a page names in its head, the best first.

    Args:
        body: The page, anything at all.
        url: Its address.
        charset: As the server names it; None for none.

    Returns:
        At most ten, each once: in the page's order, those of comments and those of a doubtful type last.

    Source: https://www.rssboard.org/rss-autodiscovery, https://www.jsonfeed.org/version/1.1/#discovery
    """
    try:
        page = html.document_fromstring(body, parser=html.HTMLParser(encoding=_known(charset)))
    except (ParserError, ValueError, LookupError):
        return ()
    bases = page.xpath("//base[@href]/@href")
    base = web_address(str(bases[0]), url) or url if bases else url
    found: dict[str, tuple[bool, FeedLink]] = {}
    for link in page.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").split(";")[0].strip().lower()
        address = web_address(link.get("href"), base)
        if (
            address is None
            or "alternate" not in rel
            or "stylesheet" in rel
            or kind not in _TYPES
            or _API.search(address)
        ):
            continue
        title = plain_text(link.get("title") or "", MOST_TITLE)
        is_second = kind not in _SURE or bool(_COMMENTS.search(f"{title} {urlsplit(address).path}"))
        found.setdefault(address, (is_second, FeedLink(url=address, title=title)))
    ordered = sorted(found.values(), key=lambda one: one[0])
    return tuple(link for _, link in ordered)[:MOST_FOUND]


def well_known(url: str) -> tuple[str, ...]:
    """Return the addresses at which sites often have a feed, to be tried where a page names none."""
    parts = urlsplit(url)
    return tuple(f"{parts.scheme}://{parts.netloc}/{place}" for place in _WELL_KNOWN)


def _known(charset: str | None) -> str | None:
    try:
        return None if charset is None else "utf-8" if "x".encode(charset) != b"x" else charset
    except (LookupError, UnicodeError):
        return None
