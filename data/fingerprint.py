"""When two articles are the same one: the same address, or the same words.

Pure functions of text; near duplicates (a rewritten agency report) are different articles that report the same events.
"""

import hashlib
import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_WORD = re.compile(r"\w+")
_TRACKING = frozenset(
    [
        "cmpid",
        "dclid",
        "fbclid",
        "gclid",
        "gclsrc",
        "igshid",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "msclkid",
        "ocid",
        "ref_src",
        "s_cid",
        "smid",
        "sr_share",
        "twclid",
        "wbraid",
        "yclid",
    ]
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def fingerprint(text: str) -> str:
    """Return a text's fingerprint: 64 hex digits, equal for texts of the same words in the same order.

    Case, punctuation, white space and the shape of letters (NFKC) make no difference.
    """
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def canonical_url(url: str) -> str | None:
    """Return an address as it is compared: without scheme, "www.", fragment, tracking parameters or last slash.

    Args:
        url: Any text.

    Returns:
        "example.org/a?id=1", parameters sorted; None for what is no http(s) address.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host:
        return None
    if port is not None and port != _DEFAULT_PORTS[parts.scheme.lower()]:
        host = f"{host}:{port}"
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith("utm_") and name.lower() not in _TRACKING
    )
    return urlunsplit(("", "", host + parts.path.rstrip("/"), urlencode(query, errors="replace"), ""))
