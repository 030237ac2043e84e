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
