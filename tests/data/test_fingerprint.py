import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.fingerprint import canonical_url, fingerprint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The “talks” went on.", 'the "talks" went on'),
        ("Two lines\r\nof text", "Two lines of text"),
        ("Caf\u00e9 talks", "Cafe\u0301 talks"),
        ("A\u00a0gap", "A gap"),
    ],
    ids=["quotes-and-case", "line-ends", "composed-accents", "no-break-space"],
)
def test_the_same_words_have_one_fingerprint(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("They met in May.", "They met in June."), ("A B", "B A"), ("ab c", "a bc")],
    ids=["another-word", "another-order", "another-gap"],
)
def test_other_words_have_another_fingerprint(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://www.Example.org/News/a/?utm_source=x&id=7#top", "example.org/News/a?id=7"),
        ("http://example.org:80/a", "example.org/a"),
        ("https://example.org:8443/a", "example.org:8443/a"),
        ("https://example.org/a?b=2&a=1&fbclid=z", "example.org/a?a=1&b=2"),
        ("https://example.org", "example.org"),
        ("http://example.org/a", "example.org/a"),
        ("https://m.example.org/a", "example.org/a"),
        ("https://amp.example.org/a?amp=1", "example.org/a"),
        ("https://mobile.www.example.org/a", "example.org/a"),
        ("https://m.org/a", "m.org/a"),
        ("https://example.org/a/amp/", "example.org/a"),
        ("https://example.org/amp/a", "example.org/a"),
        ("https://example.org/a.amp.html", "example.org/a.html"),
        ("https://example.org/amplifiers", "example.org/amplifiers"),
        ("https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a?id=3&ref=rss", "example.org/a?id=3"),
        ("https://www.google.com/amp/s/www.example.org/a", "example.org/a"),
        ("https://example.org/a?at_medium=rss&ns_mchannel=x&page=2", "example.org/a?page=2"),
        ("https://example.org./a", "example.org/a"),
        ("http://[::1]:80/a/", "[::1]/a"),
        ("mailto:someone@example.org", None),
        ("https://[::1", None),
        ("https://example.org:port/", None),
        ("no address", None),
    ],
)
def test_addresses_are_compared_without_what_does_not_matter(url: str, canonical: str | None) -> None:
    assert canonical_url(url) == canonical


@given(st.text(st.characters()))
def test_any_text_can_be_asked_for(text: str) -> None:
    assert len(fingerprint(text)) == 64
    canonical_url(f"https://{text}")


ADDRESSES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["http://", "https://", "HTTPS://"]),
        st.sampled_from(["", "www.", "m.", "amp.", "m.amp.", "google.com/amp/s/", "x.cdn.ampproject.org/c/s/"]),
        st.sampled_from(["example.org", "Example.co.uk:443", "m.org", "[::1]", "a.b.c:8080", "example.org."]),
        st.lists(st.sampled_from(["/", "/amp", "/a", ".amp", ".html", "/b%20c", "//", ";d"]), max_size=5).map("".join),
        st.sampled_from(["", "?", "?id=1", "?utm_source=x&b=%C3%A9", "?b=2&a=&fbclid=7", "?a=b=c&amp=1"]),
        st.sampled_from(["", "#", "#top", "#/a?b"]),
    ),
)


@given(ADDRESSES | st.text(st.characters()).map(lambda text: f"https://{text}"))
def test_a_canonical_address_means_itself(url: str) -> None:
    canonical = canonical_url(url)
    if canonical is not None:
        assert canonical_url(f"https://{canonical}") == canonical
