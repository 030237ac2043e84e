"""Any bytes are a feed that is read alike each time, or none; a list of feeds, or refused; a page that names feeds."""

from datetime import timedelta

from bot.feed_desk.sight import sight
from bot.model.errors import InvalidInputError
from bot.model.feeds import MOST_ENTRIES, FeedDocument
from bot.model.ids import GuildId
from bot.sources.answers import FeedAnswer, Validators
from bot.sources.feeds.discover import MOST_FOUND, feed_links
from bot.sources.feeds.opml import MOST_OUTLINES, read_opml, write_opml
from bot.sources.feeds.parse import parse_feed
from bot.sources.feeds.plain import MOST_LINK, MOST_SUMMARY, MOST_TITLE
from data.fingerprint import canonical_url
from tests.feeds.building import NOON, item, rss
from tests.feeds.test_opml import LIST, PAGE
from tests.feeds.test_parse import ATOM_10, ENTITIES, JSON_11, RDF_10, RSS_091, RSS_20
from tests.fuzz.target import Target, told

_SITE = "https://wire.example/world/feed.xml"
_US = GuildId(1)


def _answer(body: bytes) -> FeedAnswer:
    return FeedAnswer(
        url=_SITE, moved_to=None, is_unchanged=False, content_type="application/xml", charset=None, body=body,
        validators=Validators(), fresh_for_s=None,
    )  # fmt: skip


def _read(data: bytes) -> FeedDocument | None:
    return parse_feed(_answer(data), now=NOON, canonical=canonical_url)


def _feed(data: bytes) -> None:
    found = _read(data)
    if found is None:
        return
    assert len(found.entries) <= MOST_ENTRIES
    keys = [key for entry in found.entries for key in entry.keys]
    assert len(keys) == len(set(keys))
    for entry in found.entries:
        assert entry.keys
        assert all(len(key) == 34 for key in entry.keys)
        assert len(entry.title) <= MOST_TITLE
        assert len(entry.summary) <= MOST_SUMMARY
        assert entry.link is None or (entry.link.startswith(("http://", "https://")) and len(entry.link) <= MOST_LINK)
        for moment in (entry.published, entry.updated):
            assert moment is None or moment <= NOON + timedelta(days=1)
        entry.title.encode()
        entry.summary.encode()
    again = sight(found.entries, set(keys), sighted=[_US], unsighted=[])
    assert (again.new, again.to_read) == (0, ())
    assert _read(data) == found


def _list(data: bytes) -> None:
    try:
        found = read_opml(data)
    except InvalidInputError as error:
        told(error)
        return
    assert len(found) <= MOST_OUTLINES
    written = write_opml([(one, None) for one in found], title="Ours", now=NOON)
    assert len(read_opml(written)) <= len(found)


def _page(data: bytes) -> None:
    for charset in (None, "utf-8", data[:8].decode("latin-1")):
        links = feed_links(data, url=_SITE, charset=charset)
        assert len(links) <= MOST_FOUND
        assert all(link.url.startswith(("http://", "https://")) for link in links)


_TAGS = (
    b"<item>", b"</item>", b"<entry>", b"<guid>", b"<link/>", b"<link href=''/>", b"<![CDATA[", b"]]>", b"<!--",
    b"xml:base='//x'", b"<pubDate>", b"9999-99-99T99:99:99Z", b"&a;", b"<ttl>-1</ttl>", b"<?xml encoding='utf-7'?>",
    b"<skipHours><hour>24</hour></skipHours>", b"\xfe\xff", b"javascript:", b"http://[", b'"items":[', b"1e999",
)  # fmt: skip
FEEDS = Target(
    name="feeds",
    seeds=(
        *(text.encode() for text in (RSS_091, RSS_20, RDF_10, ATOM_10, JSON_11)),
        rss([item(number, "https://wire.example") for number in range(4)]).encode(),
        f"{ENTITIES}{RSS_20}".encode(),
    ),
    words=_TAGS,
    check=_feed,
)
LISTS = Target(
    name="lists",
    seeds=(LIST, f"{ENTITIES}<opml><body><outline text='&i;' xmlUrl='u'/></body></opml>".encode()),
    words=(b"<outline", b"xmlUrl=''", b"<!DOCTYPE opml [", b"<!ENTITY a 'b'>", b"]>", b"&a;", b"<opml>", b"/>"),
    check=_list,
)
DISCOVERY = Target(
    name="discovery",
    seeds=(PAGE.encode(),),
    words=(b"<link", b"rel=alternate", b"<base href='//['>", b"type=application/rss+xml", b"href=", b"<head>", b"\xff"),
    check=_page,
)
