"""When two addresses are those of one feed. Not by the rule for articles, which drops what tells feeds apart."""

from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}


def feed_address(url: str) -> str | None:
    """Return a feed's address as it is compared.

    Scheme, default port, fragment and the case of the host make no difference. All else does: a host for phones may
    serve another feed, and any field of the query may choose the feed, or hold the key to it.

    Args:
        url: Any text.

    Returns:
        "//www.example.org/feed?ref=1"; None for what is no http(s) address.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    default = _DEFAULT_PORTS.get(parts.scheme)
    if default is None or not host:
        return None
    user, at, _ = parts.netloc.rpartition("@")
    shown = f"[{host}]" if ":" in host else host
    where = shown if port in {None, default} else f"{shown}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"//{user}{at}{where}{parts.path or '/'}{query}"
