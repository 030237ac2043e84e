"""When two articles are the same one: the same address, or the same words.

Pure functions of text; near duplicates (a rewritten agency report) are different articles that report the same events.
"""

import hashlib
import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_WORD = re.compile(r"\w+")
_TRACKING = frozenset((
    "_ga", "_gl", "amp", "cmp", "cmpid", "dclid", "fbclid", "gclid", "gclsrc", "guccounter", "guce_referrer",
    "guce_referrer_sig", "igshid", "mbid", "mc_cid", "mc_eid", "mkt_tok", "msclkid", "ncid", "ocid", "outputtype",
    "partner", "ref", "ref_src", "ref_url", "rss", "s_cid", "smid", "smtyp", "soc_src", "soc_trk", "spm", "sr_share",
    "srnd", "taid", "traffic_source", "twclid", "wbraid", "xtor", "yclid",
))  # fmt: skip
"""Parameters that tell from where a reader came, or how a page is shown, and never which article it is."""
_TRACKING_PREFIXES = ("utm_", "at_", "ns_")
_HOSTS_OF_FORMS = ("www.", "m.", "mobile.", "amp.")
"""Beginnings of hosts that show the same articles for another screen."""
_AMP_CACHES = re.compile(
    r"(?:[^/]+\.cdn\.ampproject\.org/[a-z]/|(?:www\.)?google\.[a-z.]+/amp/)(?:s/)?(?=[^/]+\.[^/]+/)"
)
"""How addresses begin that lead to a copy of a page; the page's own follows."""
_DEFAULT_PORTS = {"http": 80, "https": 443}


def fingerprint(text: str) -> str:
    """Return a text's fingerprint: 64 hex digits, equal for texts of the same words in the same order.

    Case, punctuation, white space and the shape of letters (NFKC) make no difference.
    """
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def canonical_url(url: str) -> str | None:
    """Return an address as it is compared, so that all ways to one article are one.

    Scheme, "www." and hosts for phones, default ports, fragments, tracking parameters, the marks and caches of AMP, and
    the last slash make no difference. What comes out means itself: "https://" before it gives it again.

    Args:
        url: Any text.

    Returns:
        "example.org/a?id=1", parameters sorted; None for what is no http(s) address.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = _bare(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host:
        return None
    cached = _AMP_CACHES.match(f"{parts.hostname}{parts.path}")
    if cached is not None:
        page = f"{parts.hostname}{parts.path}"[cached.end() :]
        return canonical_url(urlunsplit(("https", "", f"//{page}", parts.query, "")))
    if port is not None and port not in _DEFAULT_PORTS.values():
        host = f"{host}:{port}"
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith(_TRACKING_PREFIXES) and name.lower() not in _TRACKING
    )
    return urlunsplit(("", "", host + _plain(parts.path), urlencode(query, errors="replace"), ""))


def _bare(host: str) -> str:
    """Return a host without the beginnings that say for which screen it is; one of an IPv6 address in brackets."""
    host = host.rstrip(".")
    if ":" in host:
        return f"[{host}]"
    for prefix in _HOSTS_OF_FORMS:
        rest = host.removeprefix(prefix)
        if rest != host and "." in rest:
            return _bare(rest)
    return host


def _plain(path: str) -> str:
    """Return a path without last slashes and the marks of AMP: "/amp/a", "/a/amp", "/a.amp.html", "/a.amp"."""
    shorter = path.rstrip("/").removesuffix("/amp").removesuffix(".amp")
    if shorter.startswith("/amp/"):
        shorter = shorter.removeprefix("/amp")
    if shorter.endswith(".amp.html"):
        shorter = f"{shorter.removesuffix('.amp.html')}.html"
    return shorter if shorter == path else _plain(shorter)
