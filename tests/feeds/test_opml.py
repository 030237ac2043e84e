"""Lists of feeds, in and out, and where sites name their feeds."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.errors import InvalidInputError
from bot.model.feeds import OPML_BYTES, Outline
from bot.sources.feeds.discover import feed_links, well_known
from bot.sources.feeds.opml import read_opml, write_opml
from tests.feeds.building import NOON
from tests.feeds.test_parse import ENTITIES

LIST = b"""<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
<outline text="News"><outline text="Deep"><outline type="rss" TEXT="A" xmlurl="https://a.example/f"/></outline></outline>
<outline title="B &amp; C" text="b" xmlUrl=" https://b.example/f "/><outline text="again" xmlUrl="https://a.example/f"/>
<outline text="a note"/></body></opml>"""


def test_folders_are_looked_into_and_each_address_comes_once() -> None:
    assert read_opml(LIST) == (
        Outline(url="https://a.example/f", title="A"),
        Outline(url="https://b.example/f", title="B & C"),
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "well-formed"),
        (b"<opml><body>", "well-formed"),
        (b"<html><body/></html>", "no OPML"),
        (f'<?xml version="1.0"?>{ENTITIES}<opml><body><outline text="&i;" xmlUrl="u"/></body></opml>'.encode(), "e"),
        (b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hostname">]><opml><body>&x;</body></opml>', "entities"),
        (b"<opml><body>" + b" " * OPML_BYTES + b"</body></opml>", "larger than 2 MB"),
        (b"<opml>" + b"<outline>" * 5000 + b"</outline>" * 5000 + b"</opml>", "well-formed"),
    ],
    ids=["empty", "cut off", "a page", "bomb", "external entity", "large", "deep"],
)
def test_what_is_no_list_is_refused_in_a_sentence(body: bytes, words: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_opml(body)
    assert words in caught.value.user_text


def test_an_empty_list_is_empty() -> None:
    assert read_opml(b"<opml version='2.0'><head/><body/></opml>") == ()


@given(st.lists(st.tuples(st.from_regex(r"https://[a-z]{1,9}\.example/[ -~]{0,20}", fullmatch=True), st.text())))
def test_what_is_written_is_read_again(feeds: list[tuple[str, str]]) -> None:
    outlines = [Outline(url=url.strip(), title=title) for url, title in feeds]
    written = write_opml([(one, None) for one in outlines], title="Ours", now=NOON)
    assert [one.url for one in read_opml(written)] == list(dict.fromkeys(one.url for one in outlines))


@given(st.binary(max_size=400))
def test_any_bytes_are_a_list_or_refused(body: bytes) -> None:
    with suppress(InvalidInputError):
        read_opml(body)


PAGE = """<html><head><base href="/en/">
<link rel="alternate" type="application/rss+xml" href="comments/feed" title="Comments">
<link rel="ALTERNATE" type="application/rss+xml; charset=utf-8" href="feed" title="World &amp; more">
<link rel="alternate" type="application/atom+xml" href="https://o.example/atom">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
<link rel="alternate" type="application/feed+json" href="/feed.json"><link rel="alternate" hreflang="de" href="/de">
<link rel="stylesheet" type="text/css" href="x.css"><link rel="alternate" type="application/rss+xml" href="ftp://x/y">
</head><body><link rel="alternate" type="application/rss+xml" href="feed"></body></html>"""


def test_a_page_names_its_feeds_the_best_first() -> None:
    found = feed_links(PAGE.encode(), url="https://wire.example/home", charset=None)
    assert [link.url for link in found] == [
        "https://wire.example/en/feed",
        "https://o.example/atom",
        "https://wire.example/feed.json",
        "https://wire.example/en/comments/feed",
    ]
    assert found[0].title == "World & more"


@pytest.mark.parametrize("body", [b"", b"\0", b"<", b"plain", "ü".encode("utf-16")])
@pytest.mark.parametrize("charset", [None, "no-such", "utf-16", "idna"])
def test_a_page_of_anything_names_none(body: bytes, charset: str | None) -> None:
    assert feed_links(body, url="https://wire.example/", charset=charset) == ()


def test_the_usual_places_are_at_the_site_s_root() -> None:
    assert well_known("https://wire.example/a/b?c")[0] == "https://wire.example/feed"
