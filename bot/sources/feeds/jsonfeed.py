"""JSON Feed 1.0 and 1.1."""

import json
from datetime import UTC, datetime
from typing import Any

from bot.sources.feeds.identity import RawEntry
from bot.sources.feeds.plain import MOST_SUMMARY, MOST_TITLE, believed, plain_text, web_address

_VERSION = "jsonfeed.org/version/1"
_SOME_ITEMS = "Some of its entries are malformed and were passed over."
_MOST_PARSED = 20_000


def looks_like_json(body: bytes) -> bool:
    """Tell whether a document begins as a JSON object does."""
    return body[:64].lstrip(b"\xef\xbb\xbf \t\r\n\0\xfe\xff").startswith(b"{")


def json_feed(body: bytes, *, url: str, now: datetime) -> tuple[list[RawEntry], str, str | None, str] | None:
    """Read a JSON Feed.

    Args:
        body: The document.
        url: Where it came from.
        now: Aware UTC.

    Returns:
        Its entries, its title, its site's address, and what could not be read of it; None where it is no JSON Feed.

    Source: https://www.jsonfeed.org/version/1.1/
    """
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return None
    if _VERSION not in str(found.get("version", "")):
        return None
    items = found["items"][:_MOST_PARSED]
    entries = [_entry(item, url, now) for item in items if isinstance(item, dict)]
    home = web_address(_text(found.get("home_page_url")), url)
    note = "" if len(entries) == len(items) else _SOME_ITEMS
    return entries, plain_text(_text(found.get("title")) or "", MOST_TITLE), home, note


def _entry(item: dict[str, Any], url: str, now: datetime) -> RawEntry:
    number = item.get("id")
    guid = str(number)[:2000] if isinstance(number, str | int | float) and not isinstance(number, bool) else None
    summary = next(
        (text for name in ("summary", "content_text", "content_html") if (text := _text(item.get(name)))), ""
    )
    link = web_address(_text(item.get("url")), url) or web_address(_text(item.get("external_url")), url)
    if link is None and guid is not None and "://" in guid:
        link = web_address(guid, url)
    return RawEntry(
        guid=guid,
        title=plain_text(_text(item.get("title")) or "", MOST_TITLE),
        summary=plain_text(summary, MOST_SUMMARY),
        link=link,
        published=believed(_moment(item.get("date_published")), now),
        updated=believed(_moment(item.get("date_modified")), now),
        outlet=None,
    )


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _moment(text: object) -> datetime | None:
    """Return an RFC 3339 time in UTC; one without a zone is taken for UTC."""
    if not isinstance(text, str) or len(text) > 40:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
