"""Header fields → what they mean: pure functions, which take any value that a server may send."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from bot.sources.answers import Validators

LONGEST_REST_S: Final = 86_400.0
"""Seconds up to which a Retry-After is kept; who asks for a year is asked again tomorrow."""
_LONGEST_FRESH_S: Final = 365 * 86_400.0
_LONGEST_VALIDATOR: Final = 1_000
_DIRECTIVE = re.compile(r"""(?:^|,)\s*([a-z-]+)\s*(?:=\s*(?:"([^"]*)"|([^\s,"]*)))?""")
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?\s*([A-Za-z0-9_:.+-]{2,40})""", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")


def media_type(value: str | None) -> str:
    """Return the type of a Content-Type field in lower case ("text/html"); "" where there is none that can be read."""
    found = (value or "").partition(";")[0].strip().lower()
    return found if _MEDIA_TYPE.fullmatch(found) else ""


def charset(value: str | None) -> str | None:
    """Return the charset of a Content-Type field in lower case, None where it names none."""
    found = _CHARSET.search(value or "")
    return found[1].lower() if found else None


def retry_after_s(value: str | None, now: datetime) -> float | None:
    """Return for how many seconds a server wants to be left alone.

    Args:
        value: Its Retry-After field: seconds, or a date.
        now: Aware UTC.

    Returns:
        0 to a day; None where there is no field, or it can't be read.

    Source:
        RFC 9110, section 10.2.3.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), LONGEST_REST_S)
    day = _date(text)
    return None if day is None else min(max((day - now).total_seconds(), 0.0), LONGEST_REST_S)


def fresh_for_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return for how many seconds an answer stays good.

    Args:
        headers: The answer's fields, names in any case.
        now: Aware UTC.

    Returns:
        0 to a year; None where the server says nothing of it.

    Source:
        RFC 9111, sections 4.2.1 and 5.2.2, for a private cache.
    """
    cache = {one: quoted or bare for one, quoted, bare in _DIRECTIVE.findall(headers.get("Cache-Control", "").lower())}
    if "no-store" in cache or "no-cache" in cache:
        return 0.0
    if "max-age" in cache:
        return min(max(_seconds(cache["max-age"]) - _seconds(headers.get("Age", "0")), 0.0), _LONGEST_FRESH_S)
    if "Expires" not in headers:
        return None
    until, since = _date(headers["Expires"]), _date(headers.get("Date", "")) or now
    return 0.0 if until is None else min(max((until - since).total_seconds(), 0.0), _LONGEST_FRESH_S)


def validators(headers: Mapping[str, str]) -> Validators:
    """Return what a server gave to ask it by; what could not be sent back as it is counts as not given."""
    return Validators(etag=_sendable(headers.get("ETag")), modified=_sendable(headers.get("Last-Modified")))


def _seconds(text: str) -> float:
    """Return delta-seconds; 0 for what is none, as RFC 9111 has it for what can't be read."""
    text = text.strip()
    return float(text[:12]) if text.isascii() and text.isdigit() else 0.0


def _date(text: str) -> datetime | None:
    try:
        day = parsedate_to_datetime(text)
        return (day if day.tzinfo is not None else day.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _sendable(value: str | None) -> str | None:
    text = (value or "").strip()
    return text if text and len(text) <= _LONGEST_VALIDATOR and text.isascii() and text.isprintable() else None
