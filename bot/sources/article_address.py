"""An article's own address, and the day that an address names. Pure functions over text."""

import re
from datetime import date
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

_LONGEST: Final = 2_000
_CACHES: Final = (
    re.compile(r"\.cdn\.ampproject\.org/[a-z]/(?P<s>s/)?(?P<rest>[^/]+\.[^/]+/.*)\Z"),
    re.compile(r"//cdn\.ampproject\.org/[a-z]/(?P<s>s/)?(?P<rest>[^/]+\.[^/]+/.*)\Z"),
    re.compile(r"//www\.(?:google|bing)\.[a-z.]{2,6}/amp/(?P<s>s/)?(?P<rest>[^/]+\.[^/]+/.*)\Z"),
)
"""How the caches of AMP pages name the page that they hold."""
_SAME_SITE: Final = re.compile(r"\A(?:www|m|amp|mobile)\d?\.(?=[^.]+\.)")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS: Final = tuple(
    re.compile(form)
    for form in (
        r"(?<!\d)(?P<y>19\d\d|20\d\d)[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2})(?!\d)",  # /2023/06/14/, 2023-06-14
        r"(?<!\d)(?P<y>19\d\d|20\d\d)[/-](?P<name>[a-z]{3})[a-z]*[/-](?P<d>\d{1,2})(?!\d)",  # /2023/jun/14/
        r"(?<!\d)(?P<y>19\d\d|20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)",  # -20230614
        r"/(?P<y>19\d\d|20\d\d)/(?P<m>[01]\d)(?P<d>[0-3]\d)/",  # /2023/0614/
        r"/(?P<y>19\d\d|20\d\d)(?P<m>[01]\d)/(?P<d>[0-3]\d)/",  # /202306/14/
        r"/(?P<y>19\d\d|20\d\d)-(?P<m>[01]\d)/(?P<d>[0-3]\d)/",  # /2023-06/14/
    )
)


def article_address(fetched: str | None, canonical: str | None) -> str | None:
    """Return the address under which an article is known.

    A page that is shown in another form (AMP, for phones, with a tracker's parameters) names its own address as
    canonical. That is believed on the page's own site only: else any page could pass for another outlet's article.

    Args:
        fetched: Where the page was fetched from; None for a file.
        canonical: What the page names, absolute or not; None where it names none.

    Returns:
        The canonical address where it may be one, else the fetched one, that of an AMP cache turned into its page's.

    Source:
        RFC 6596 (canonical link relation); the address format of the AMP cache (amp.dev).
    """
    own = None if fetched is None else _unwrapped(fetched).partition("#")[0]
    try:
        named = urljoin(own or "", (canonical or "").strip()).partition("#")[0]
        parts = urlsplit(named)
        if _is_address(parts) and len(named) <= _LONGEST and (own is None or _is_of(parts, urlsplit(own))):
            return named
    except ValueError:
        pass
    return own


def address_day(url: str) -> date | None:
    """Return the one day that an address names in its path ("/2023/06/14/", "-20230614"); None for none, or several."""
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        return None
    found = {day for form in _DAYS for match in form.finditer(path) if (day := _day(match)) is not None}
    return found.pop() if len(found) == 1 else None


def _unwrapped(url: str) -> str:
    for form in _CACHES:
        match = form.search(url)
        if match is not None:
            return f"http{'s' if match['s'] else ''}://{match['rest']}"
    return url


def _is_address(parts: SplitResult) -> bool:
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


def _is_of(named: SplitResult, own: SplitResult) -> bool:
    """Return whether an address is on the page's site, and not the site's start page instead of an article."""
    is_start = named.path in {"", "/"} and not named.query and own.path not in {"", "/"}
    ours, theirs = (_SAME_SITE.sub("", parts.hostname or "") for parts in (own, named))
    is_same = ours == theirs or _is_below(ours, theirs) or _is_below(theirs, ours)
    return is_same and not is_start


def _is_below(inner: str, outer: str) -> bool:
    return inner.endswith(f".{outer}") and "." in outer


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    try:
        month = _MONTHS.index(parts["name"]) + 1 if parts.get("name") else int(parts["m"])
        return date(int(parts["y"]), month, int(parts["d"]))
    except ValueError:
        return None
