import pytest

from bot.sources.links import looks_like_link

_ESSAY = "The two governments agreed to reopen three ports and to let in grain ships from July on. " * 3


@pytest.mark.parametrize(
    ("text", "link"),
    [
        pytest.param("https://example.org/a", "https://example.org/a", id="bare"),
        pytest.param("  <https://example.org/a>  ", "https://example.org/a", id="angle brackets"),
        pytest.param("Read this: https://example.org/a.", "https://example.org/a", id="full stop after it"),
        pytest.param("(see https://example.org/a?b=1&c=2)", "https://example.org/a?b=1&c=2", id="in brackets"),
        pytest.param("https://example.org/wiki/Ur_(city)", "https://example.org/wiki/Ur_(city)", id="its own bracket"),
        pytest.param("[Ports reopen](https://example.org/a)", "https://example.org/a", id="masked"),
        pytest.param("HTTPS://EXAMPLE.ORG/A", "HTTPS://EXAMPLE.ORG/A", id="capitals"),
        pytest.param("http://a.example http://b.example", "http://a.example", id="the first of two"),
        pytest.param(_ESSAY + "https://example.org/a", None, id="a text with a link in it"),
        pytest.param(_ESSAY, None, id="a text"),
        pytest.param("ftp://example.org/a", None, id="another scheme"),
        pytest.param("example.org", None, id="no scheme"),
        pytest.param("", None, id="empty"),
    ],
)
def test_looks_like_link(text: str, link: str | None) -> None:
    assert looks_like_link(text) == link
