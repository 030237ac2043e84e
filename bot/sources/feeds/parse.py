"""From the bytes of a feed to its entries: RSS 0.9 to 2.0, RDF and Atom by feedparser, JSON Feed beside them.

It runs in a worker process under a time limit: feeds come from anywhere. feedparser expands no entity of the document.
"""

import calendar
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from time import struct_time
from typing import Any

import feedparser

from bot.model.feeds import MOST_ENTRIES, FeedDocument, FeedEntry, FeedKind, Rhythm
from bot.sources.answers import FeedAnswer
from bot.sources.feeds.identity import Canonical, RawEntry, keyed
from bot.sources.feeds.jsonfeed import json_feed, looks_like_json
from bot.sources.feeds.plain import MOST_SUMMARY, MOST_TITLE, believed, plain_text, web_address
from bot.sources.feeds.rhythm import rhythm_of

_MOST_PARSED = 20 * MOST_ENTRIES
_LONGEST_GUID = 2000
_BROKEN = "Its XML is broken, so only what stands before the fault, or could be guessed, was read."
_CUT = f"It holds more than {MOST_ENTRIES} entries; the others were not looked at."
_IMPOSSIBLE = re.compile(rb"&#(?:\d{7,}|[xX][0-9a-fA-F]{6,});?")
"""A letter by a number that is none's; feedparser's lenient reader raises OverflowError on it."""
_FEED_TAG = re.compile(r"<(?:[\w-]+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)


def parse_feed(source: FeedAnswer, *, now: datetime, canonical: Canonical) -> FeedDocument | None:
    """Read a feed.

    Args:
        source: As fetched; anything at all.
        now: Aware UTC: no entry is dated later than a day after it.
        canonical: Gives an address as it is compared.

    Returns:
        What it says, broken XML as far as it can be read; None where it is no feed.

    Source: https://www.rssboard.org/rss-specification, RFC 4287, https://web.resource.org/rss/1.0/spec,
        https://www.jsonfeed.org/version/1.1/; broken documents are read as feedparser reads them.
    """
    if looks_like_json(source.body):
        found = json_feed(source.body, url=source.url, now=now)
        if found is None:
            return None
        raw, title, home, note = found
        return _document(FeedKind.JSON, title, home, raw, Rhythm(), note, canonical)
    return _xml_feed(source, now, canonical)


def _xml_feed(source: FeedAnswer, now: datetime, canonical: Canonical) -> FeedDocument | None:
    try:
        parsed = _parsed(source, source.body)
    except Exception:  # noqa: BLE001 - what breaks feedparser, as a letter that can't be, is taken out once
        try:
            parsed = _parsed(source, _IMPOSSIBLE.sub(b"&#xFFFD;", source.body))
        except Exception:  # noqa: BLE001 - and what breaks it still can't be read as a feed by anybody
            return None
    kind = _kind(parsed.get("version") or "", source.body)
    if kind is None or (not parsed.entries and not parsed.feed):
        return None
    home = web_address(_text(parsed.feed.get("link")), source.url)
    entries = parsed.entries[:_MOST_PARSED]
    raw = [_raw(entry, source.url, now, is_atom=kind is FeedKind.ATOM) for entry in entries]
    is_broken = bool(parsed.bozo) and not isinstance(parsed.get("bozo_exception"), _HARMLESS)
    rhythm = rhythm_of(parsed.feed, source.body)
    title = plain_text(_text(parsed.feed.get("title")) or "", MOST_TITLE)
    return _document(kind, title, home, raw, rhythm, _BROKEN if is_broken else "", canonical)


def _parsed(source: FeedAnswer, body: bytes) -> Any:  # feedparser has no types
    media = source.content_type if "xml" in source.content_type else "application/xml"
    charset = f"; charset={source.charset}" if source.charset else ""
    return feedparser.parse(
        body,
        response_headers={"content-type": f"{media}{charset}", "content-location": source.url},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


_HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
"""What feedparser remarks on a document that it read whole."""


def _document(
    kind: FeedKind,
    title: str,
    home: str | None,
    raw: Sequence[RawEntry],
    rhythm: Rhythm,
    note: str,
    canonical: Canonical,
) -> FeedDocument:
    entries = _newest_first(keyed(raw, canonical=canonical, home=home))
    if len(entries) > MOST_ENTRIES:
        note = f"{note} {_CUT}".lstrip()
    return FeedDocument(kind=kind, title=title, home=home, entries=entries[:MOST_ENTRIES], rhythm=rhythm, note=note)


def _newest_first(entries: Sequence[FeedEntry]) -> tuple[FeedEntry, ...]:
    """Return entries, the newest first; one without a date keeps its place behind the one that it was printed after."""
    last = float("inf")
    placed = []
    for number, entry in enumerate(entries):
        moment = entry.published or entry.updated
        last = moment.timestamp() if moment is not None else last
        placed.append((-last, number, entry))
    return tuple(entry for _, _, entry in sorted(placed, key=lambda one: one[:2]))


def _kind(version: str, body: bytes) -> FeedKind | None:
    """Return the format that feedparser saw; of a document too broken for that, what its beginning says."""
    if version in {"rss090", "rss10"}:
        return FeedKind.RDF
    if version.startswith("rss") or version == "cdf":
        return FeedKind.RSS
    if version.startswith("atom"):
        return FeedKind.ATOM
    head = body[:2000].replace(b"\0", b"").decode("latin-1")
    found = _FEED_TAG.search(head)
    if found is None or re.search(r"<html\b", head, re.IGNORECASE):
        return None
    return FeedKind.RSS


def _raw(entry: Any, url: str, now: datetime, *, is_atom: bool) -> RawEntry:
    """Return one entry of feedparser's, which has resolved its links against `xml:base`, else the feed's address."""
    link = None
    for offered in _links(entry):
        link = web_address(offered, url)
        if link is not None:
            break
    guid = _text(entry.get("id"))
    if link is None and guid is not None and entry.get("guidislink", True):
        link = web_address(guid, url) if "://" in guid else None
    # A plain dict's `get`: feedparser's own warns where it would give one date for the other.
    published, updated = (_moment(dict.get(entry, name)) for name in ("published_parsed", "updated_parsed"))
    source = entry.get("source")
    outlet = plain_text(_text(source.get("title")) or "", MOST_TITLE) if isinstance(source, dict) else ""
    return RawEntry(
        guid=None if guid is None else guid[:_LONGEST_GUID],
        title=plain_text(_text(entry.get("title")) or "", MOST_TITLE),
        summary=plain_text(_summary(entry), MOST_SUMMARY),
        link=link,
        published=believed(published if published is not None or is_atom else updated, now),
        updated=believed(updated, now),
        outlet=outlet or None,
    )


def _links(entry: Any) -> list[str]:
    """Return an entry's links, the best first: the article's page, else what feedparser takes for it."""
    links = [link for link in entry.get("links", ()) if isinstance(link, dict) and link.get("href")]
    pages = [link["href"] for link in links if link.get("rel", "alternate") == "alternate" and _is_page(link)]
    original = _text(entry.get("feedburner_origlink"))
    chosen = _text(entry.get("link"))
    return [one for one in (original, *pages, chosen) if one]


def _is_page(link: Any) -> bool:
    kind = link.get("type") or "text/html"
    return "html" in kind


def _summary(entry: Any) -> str:
    summary = _text(entry.get("summary"))
    if summary:
        return summary
    for content in entry.get("content", ()):
        text = _text(content.get("value")) if isinstance(content, dict) else None
        if text:
            return text
    return ""


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _moment(parsed: object) -> datetime | None:
    """Return a time of feedparser's, which is UTC; a date without a zone is taken for UTC."""
    if not isinstance(parsed, struct_time):
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None
