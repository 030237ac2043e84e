"""Text of feeds as plain text: markup gone, entities read, one line."""

import html
import re
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

MOST_TITLE = 300
MOST_SUMMARY = 1000
MOST_LINK = 2000
_LONGEST_MARKUP = 20_000
"""Characters of markup that are looked at: a summary's beginning is all that is kept."""

_UNSEEN = re.compile(r"<(script|style|template|head|noscript)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>?")
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_AHEAD = timedelta(days=1)


def plain_text(markup: str, most: int) -> str:
    """Return what a reader sees of markup, on one line.

    Args:
        markup: HTML, or text that may have entities.
        most: Characters at most; cut at a word.
    """
    text = markup[:_LONGEST_MARKUP]
    if "<" in text:
        text = _TAG.sub(" ", _UNSEEN.sub(" ", _COMMENT.sub(" ", text)))
    text = _CONTROL.sub(" ", html.unescape(text))
    return cut(_SPACE.sub(" ", text).strip(), most)


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut at a word."""
    if len(text) <= most:
        return text
    head, _, _ = text[:most].rpartition(" ")
    return f"{head or text[: most - 1]}…"[:most]


def web_address(link: str | None, base: str) -> str | None:
    """Return a link as an absolute http(s) address; None for what is none.

    Args:
        link: As printed, relative or absolute.
        base: Absolute address that it counts from.
    """
    text = "".join((link or "").split())
    if not text or len(text) > MOST_LINK:
        return None
    try:
        whole = urljoin(base, text)
        parts = urlsplit(whole)
        has_host = bool(parts.hostname)
    except ValueError:
        return None
    return whole if parts.scheme in {"http", "https"} and has_host and len(whole) <= MOST_LINK else None


def believed(moment: datetime | None, now: datetime) -> datetime | None:
    """Return a moment that an entry names, where it can be believed: none more than a day ahead, none before 1990."""
    if moment is None or moment > now + _AHEAD or moment.year < 1990:
        return None
    return moment
