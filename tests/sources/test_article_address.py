from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.article_address import address_day, article_address
from bot.sources.extract import extract_page
from tests.sources.test_extract import TODAY, html, page

_AT = "https://www.example.org/news/talks"


@pytest.mark.parametrize(
    ("fetched", "canonical", "known_as"),
    [
        pytest.param(f"{_AT}?utm_source=x#top", _AT, _AT, id="without a tracker's parameters"),
        pytest.param("https://amp.example.org/news/talks", _AT, _AT, id="AMP on a subdomain"),
        pytest.param("https://www.example.org/amp/news/talks", _AT, _AT, id="AMP in a folder"),
        pytest.param("https://m.example.org/1", _AT, _AT, id="for phones"),
        pytest.param("https://edition.example.org/1", "https://example.org/1", "https://example.org/1", id="subdomain"),
        pytest.param("http://example.org/1", "/2", "http://example.org/2", id="relative"),
        pytest.param(_AT, None, _AT, id="none named"),
        pytest.param(_AT, "", _AT, id="empty"),
        pytest.param(_AT, "https://other.example/talks", _AT, id="another site's"),
        pytest.param(_AT, "https://example.org.evil.example/talks", _AT, id="a name that begins alike"),
        pytest.param(_AT, "https://evilexample.org/talks", _AT, id="a name that ends alike"),
        pytest.param(_AT, "https://org/talks", _AT, id="a whole domain"),
        pytest.param(_AT, "https://www.example.org/", _AT, id="the start page"),
        pytest.param(
            "https://www.example.org/", "https://example.org", "https://example.org", id="the start page itself"
        ),
        pytest.param(_AT, "javascript:alert(1)", _AT, id="script"),
        pytest.param(_AT, "http://[::1", _AT, id="broken"),
        pytest.param(_AT, "https://me@www.example.org/a", _AT, id="user"),
        pytest.param(_AT, "https://www.example.org/" + "a" * 3000, _AT, id="without end"),
        pytest.param(
            "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/talks", None, _AT, id="AMP cache"
        ),
        pytest.param("https://www.google.com/amp/s/www.example.org/news/talks", _AT, _AT, id="AMP viewer"),
        pytest.param(
            "https://www.google.com/amp/s/www.example.org/news/talks", "https://other.example/a", _AT, id="and a lie"
        ),
        pytest.param(
            "https://cdn.ampproject.org/c/www.example.org/news/talks", None, _AT.replace("s:", ":", 1), id="plain http"
        ),
        pytest.param(None, _AT, _AT, id="a file"),
        pytest.param(None, "talks", None, id="a file that names none"),
    ],
)
def test_the_address_under_which_an_article_is_known(
    fetched: str | None, canonical: str | None, known_as: str | None
) -> None:
    assert article_address(fetched, canonical) == known_as


def test_an_amp_page_is_known_by_the_address_of_its_whole_form() -> None:
    amp = html(f'<link rel="canonical" href="{_AT}">').replace(b"<html", "<html ⚡".encode())
    read = extract_page(page(amp, url="https://www.example.org/amp/news/talks"), today=TODAY)
    assert read.url == _AT
    assert read.text.startswith("The two governments agreed")


def test_a_page_does_not_pass_for_another_outlet_s() -> None:
    lie = html(
        '<link rel="canonical" href="https://agency.example/a"><meta property="og:url" content="https://agency.example/a">'
    )
    assert extract_page(page(lie, url=_AT), today=TODAY).url == _AT


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2023/06/14/talks", date(2023, 6, 14)),
        ("/2023/6/4", date(2023, 6, 4)),
        ("/world/2023/jun/14/talks", date(2023, 6, 14)),
        ("/2023/September/14/talks", date(2023, 9, 14)),
        ("/2023-06-14-talks", date(2023, 6, 14)),
        ("/talks-20230614", date(2023, 6, 14)),
        ("/20230614/ab12/c.html", date(2023, 6, 14)),
        ("/202306/t20230614_11096.html", date(2023, 6, 14)),
        ("/n1/2023/0614/c90000-2003.html", date(2023, 6, 14)),
        ("/a/202306/14/WS64.html", date(2023, 6, 14)),
        ("/2023-06/14/c_13.htm", date(2023, 6, 14)),
        ("/2023/06/14/talks-20230614", date(2023, 6, 14)),
        ("/2023/06/14/talks-of-2019-05-01", None),
        ("/2023/06/talks", None),
        ("/story/20230614123456", None),
        ("/id/120230614", None),
        ("/2023/14/06/talks", None),
        ("/2023/02/30/talks", None),
        ("/2023/sun/14/talks", None),
        ("/talks?day=2023/06/14", None),
        ("/talks#2023/06/14", None),
        ("/", None),
    ],
)
def test_the_day_that_an_address_names(path: str, day: date | None) -> None:
    assert address_day(f"https://www.example.org{path}") == day


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["/%Y/%m/%d/a", "/%Y%m%d", "/a-%Y-%m-%d"]),
)
def test_each_day_is_found_in_each_form(day: date, form: str) -> None:
    assert address_day(f"https://www.example.org{day.strftime(form)}") == day


@given(st.text(), st.none() | st.text())
def test_no_text_breaks_it(fetched: str, canonical: str | None) -> None:
    address_day(fetched)
    assert isinstance(article_address(fetched, canonical), str)
