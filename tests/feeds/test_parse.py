"""Feeds of every format and fault, in documents of our own."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feed_pool import FeedPool
from bot.model.errors import BackchannelError
from bot.model.feeds import MOST_ENTRIES, FeedDocument, FeedKind, Rhythm
from bot.sources.answers import FeedAnswer, Validators
from bot.sources.feeds.parse import parse_feed
from data.fingerprint import canonical_url
from tests.feeds.building import NOON, item, rss

BASE = "https://wire.example/feeds/world.xml"
AT = datetime(2024, 5, 1, 8, tzinfo=UTC)


def answer_of(body: str | bytes, *, content_type: str = "application/xml", charset: str | None = None) -> FeedAnswer:
    return FeedAnswer(
        url=BASE,
        moved_to=None,
        is_unchanged=False,
        content_type=content_type,
        charset=charset,
        body=body.encode() if isinstance(body, str) else body,
        validators=Validators(),
        fresh_for_s=None,
    )


def parsed(body: str | bytes, **how: str | None) -> FeedDocument:
    found = parse_feed(answer_of(body, **how), now=NOON, canonical=canonical_url)  # type: ignore[arg-type]  # by name
    assert found is not None
    return found


RSS_091 = """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss.dtd">
<rss version="0.91"><channel><title>Old</title><link>https://wire.example/</link>
<item><title>Talks</title><link>https://wire.example/a</link></item></channel></rss>"""
RSS_20 = """<rss version="2.0"><channel><title>Wire</title><link>/</link>
<item><title>Talks &amp;amp; tea</title><link>../a</link><guid>https://wire.example/?p=7</guid>
<description>&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description>
<pubDate>Wed, 01 May 2024 10:00:00 +0200</pubDate><source url="https://o.example/f">The Other Post</source></item>
</channel></rss>"""
RDF_10 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://wire.example/"><title>Wire</title>
<link>https://wire.example/</link></channel><item rdf:about="https://wire.example/a"><title>Talks</title>
<link>https://wire.example/a</link><dc:date>2024-05-01T08:00Z</dc:date></item></rdf:RDF>"""
ATOM_10 = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://wire.example/x/"><title>Wire</title>
<link href="/"/><entry xml:base="y/"><id>tag:1</id><title type="html">&lt;i&gt;Talks&lt;/i&gt;</title>
<link rel="enclosure" href="a.mp3" type="audio/mpeg"/><link href="a"/><published>2024-05-01T08:00:00Z</published>
<updated>2024-05-02T08:00:00Z</updated><source><title>The Other Post</title></source></entry></feed>"""
JSON_11 = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Wire", "home_page_url": "https://wire.example/",
    "items": [{"id": 7, "url": "/a", "title": "Talks", "content_html": "<p>One</p>",
               "date_published": "2024-05-01T10:00:00+02:00"}],
})  # fmt: skip


@pytest.mark.parametrize(
    ("body", "kind", "link", "published"),
    [
        (RSS_091, FeedKind.RSS, "https://wire.example/a", None),
        (RSS_20, FeedKind.RSS, "https://wire.example/a", AT),
        (RDF_10, FeedKind.RDF, "https://wire.example/a", AT),
        (ATOM_10, FeedKind.ATOM, "https://wire.example/x/y/a", AT),
        (JSON_11, FeedKind.JSON, "https://wire.example/a", AT),
        (JSON_11.replace("1.1", "1"), FeedKind.JSON, "https://wire.example/a", AT),
    ],
    ids=["rss 0.91", "rss 2.0", "rdf", "atom", "json 1.1", "json 1.0"],
)
def test_every_format_is_read(body: str, kind: FeedKind, link: str, published: datetime | None) -> None:
    found = parsed(body)
    (entry,) = found.entries
    assert (found.kind, entry.link, entry.published, found.note) == (kind, link, published, "")
    assert found.home == "https://wire.example/"
    assert entry.title.startswith("Talks")


def test_markup_becomes_plain_text_and_the_outlet_is_named() -> None:
    (entry,) = parsed(RSS_20).entries
    assert (entry.title, entry.summary, entry.outlet) == ("Talks & tea", "One two", "The Other Post")
    (entry,) = parsed(ATOM_10).entries
    assert (entry.title, entry.outlet) == ("Talks", "The Other Post")
    assert entry.updated == AT + timedelta(days=1)


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Wed, 01 May 2024 10:00:00 +0200", AT),
        ("2024-05-01T08:00:00", AT),
        ("2024-05-01", AT.replace(hour=0)),
        (format_datetime(NOON + timedelta(hours=23)), NOON + timedelta(hours=23)),
        (format_datetime(NOON + timedelta(hours=25)), None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("yesterday", None),
        ("Wed, 99 May 2024 10:00:00 GMT", None),
    ],
    ids=["zone", "naive", "day", "soon", "far ahead", "epoch", "words", "no day"],
)
def test_a_date_is_believed_where_it_can_be(date: str, published: datetime | None) -> None:
    (entry,) = parsed(rss([item(1, "https://wire.example", date=date)])).entries
    assert entry.published == published


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "mailto:a@b.example", "ftp://wire.example/a", "http://[bad", "x" * 3000, " "]
)
def test_a_link_that_is_no_web_address_is_none(link: str) -> None:
    (entry,) = parsed(rss([item(1, "", link=link)])).entries
    assert entry.link is None or entry.link.startswith("https://wire.example/feeds/")


def test_a_letter_that_can_t_be_breaks_nothing() -> None:
    whole = rss([item(number, "https://example.org") for number in (1, 2)])
    spoilt = whole.replace("U.S. envoy", "U.S. &#99999999999999; &nope; envoy", 1)
    assert [entry.link for entry in parsed(spoilt).entries] == [entry.link for entry in parsed(whole).entries]


def test_broken_xml_is_read_as_far_as_it_goes_and_that_is_said() -> None:
    whole = rss([item(number, "https://wire.example") for number in (1, 2, 3)])
    for broken in (whole[: whole.index("<guid", whole.index("/story/2"))], whole.replace("<item>", "<item>&nope;<", 1)):
        found = parsed(broken)
        assert "broken" in found.note
        assert any(entry.link == "https://wire.example/story/1" for entry in found.entries)


@pytest.mark.parametrize(
    ("encoding", "content_type", "charset"),
    [
        ("utf-8", "text/xml", "iso-8859-1"),
        ("utf-8", "text/html", None),
        ("utf-16", "application/xml", None),
        ("windows-1252", "application/rss+xml", "windows-1252"),
    ],
    ids=["server is wrong", "called a page", "utf-16", "server is right"],
)
def test_a_charset_is_found(encoding: str, content_type: str, charset: str | None) -> None:
    text = rss([item(1, "https://wire.example", title="Café talks in Malmö")])
    text = text.replace('encoding="utf-8"', f'encoding="{encoding}"')
    (entry,) = parsed(text.encode(encoding), content_type=content_type, charset=charset).entries
    assert entry.title == "Café talks in Malmö"


ENTITIES = (
    '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + '<!ENTITY x SYSTEM "file:///etc/hostname">]>'
)


def test_no_entity_of_the_document_is_expanded() -> None:
    body = rss([item(1, "https://wire.example")]).replace("?>", f"?>{ENTITIES}", 1).replace("U.S.", "&i;&x;")
    found = parsed(body)
    assert all(len(entry.title) < 200 for entry in found.entries)
    assert not any("aaaaaaaaaa" in entry.title for entry in found.entries)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\0" * 1000, b"<html><head><title>No</title></head><body>rss</body></html>", b"{}", b"[]", b"{" * 100_000,
        b'{"version": "https://jsonfeed.org/version/1", "items": {}}', b"plain text", b"<?xml version='1.0'?><opml/>",
        gzip.compress(b"<rss/>", mtime=0), b"<" * 100_000, b"%PDF-1.7",
    ],
)  # fmt: skip
def test_what_is_no_feed_is_none(body: bytes) -> None:
    assert parse_feed(answer_of(body), now=NOON, canonical=canonical_url) is None


def test_a_giant_feed_gives_its_newest_entries() -> None:
    items = [item(number, "https://wire.example") for number in range(MOST_ENTRIES + 50)]
    items = [
        item(n, "https://wire.example", date=format_datetime(NOON - timedelta(minutes=5000 - n)))
        for n in range(len(items))
    ]
    found = parsed(rss(items))
    assert len(found.entries) == MOST_ENTRIES
    assert found.entries[0].link == f"https://wire.example/story/{MOST_ENTRIES + 49}"
    assert "more than 1000" in found.note


def test_what_a_feed_asks() -> None:
    head = (
        "<ttl>90</ttl><skipHours><hour>0</hour><hour>24</hour><hour>5</hour><hour>77</hour></skipHours>"
        "<skipDays><day>Sunday</day><day>Noday</day></skipDays>"
        '<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">daily</sy:updatePeriod>'
        '<sy:updateFrequency xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">4</sy:updateFrequency>'
    )
    found = parsed(rss([item(1, "https://wire.example")], head=head))
    assert found.rhythm == Rhythm(ttl_s=5400, period_s=21_600, skip_hours=frozenset({0, 5}), skip_days=frozenset({6}))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_none(body: bytes) -> None:
    parse_feed(answer_of(body), now=NOON, canonical=canonical_url)


@given(st.text(max_size=200), st.integers(0, 1200))
def test_any_damage_is_borne(put: str, place: int) -> None:
    whole = rss([item(number, "https://wire.example") for number in (1, 2)])
    found = parse_feed(answer_of((whole[:place] + put + whole[place:]).encode("utf-8", "replace")), now=NOON,
                       canonical=canonical_url)  # fmt: skip
    for entry in found.entries if found is not None else ():
        assert entry.keys
        assert entry.link is None or entry.link.startswith(("http://", "https://"))
        assert entry.published is None or entry.published <= NOON + timedelta(days=1)


async def test_what_takes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    pool = FeedPool(longest_s=0.001)
    try:
        with pytest.raises(BackchannelError, match="timed out"):
            await pool.parse(answer_of(b"<item>" * 300_000), now=NOON)
        patient = FeedPool()
        try:
            found = await patient.parse(answer_of(RSS_20), now=NOON)
        finally:
            await patient.close()
        assert found is not None
    finally:
        await pool.close()
