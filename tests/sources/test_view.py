"""What a page shows, line by line, and the day and site that it states beside its title."""

from datetime import date

import pytest
from trafilatura.utils import load_html

from bot.model.pages import LineKind, PageView
from bot.sources.stamps import stated_day, stated_site
from bot.sources.view import view


def seen(body: str, head: str = "") -> PageView:
    return view(load_html(f"<html><head>{head}</head><body>{body}</body></html>"))


def test_lines_are_what_they_are() -> None:
    page = seen(
        "<nav><a href=/>Home</a></nav><h1>Ports <b>reopen</b></h1><p>Ships came.</p><p><a href=/x>Read more</a></p>"
        "<figure><img><figcaption>A ship</figcaption></figure><button>Share</button>"
    )
    assert [(line.text, line.kind, line.is_frame) for line in page.lines] == [
        ("Home", LineKind.LINK, True),
        ("Ports reopen", LineKind.HEADING, False),
        ("Ships came.", LineKind.TEXT, False),
        ("Read more", LineKind.LINK, False),
        ("A ship", LineKind.CAPTION, False),
        ("Share", LineKind.CONTROL, False),
    ]


@pytest.mark.parametrize(
    "frame",
    ["<footer>{}</footer>", "<aside>{}</aside>", "<div role=navigation>{}</div>", "<div class='related box'>{}</div>"],
)
def test_what_belongs_to_the_site_is_its_frame(frame: str) -> None:
    page = seen(frame.format("<p>About us</p>") + "<article><header><p>By Ann</p></header></article>")
    assert [(line.text, line.is_frame) for line in page.lines] == [("About us", True), ("By Ann", False)]


def test_what_is_not_seen_is_left_out() -> None:
    page = seen(
        "<script>var a;</script><p hidden>no</p><p style='display: none'>no</p><noscript>Turn on scripts.</noscript>"
        "<input type=password><video></video>"
    )
    assert page.lines == ()
    assert (page.fallback, page.has_password, page.has_player) == ("Turn on scripts.", True, True)


def test_a_page_nested_deeper_than_the_stack_is_seen() -> None:
    page = seen("<div>" * 200 + "<p>Deep.</p>" + "</div>" * 200)
    assert [line.text for line in page.lines] == ["Deep."]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("6 February 2024", date(2024, 2, 6)),
        ("Ann Lee, Feb. 6, 2024", date(2024, 2, 6)),
        ("06.02.2024 | Ann Lee", date(2024, 2, 6)),
        ("Published 2024-02-06 10:30", date(2024, 2, 6)),
        ("Updated 6 February 2024", None),
        ("31 February 2024", None),
        ("The treaty was signed on 6 February 2024 in Oslo.", None),
    ],
)
def test_the_day_beside_the_title(line: str, day: date | None) -> None:
    page = seen(f"<h1>Ports reopen</h1><p>{line}</p><p>Ships came in on Monday, the port said.</p>")
    assert stated_day(page, "Ports reopen") == day


def test_two_days_beside_the_title_are_none() -> None:
    page = seen("<h1>Ports</h1><p>6 February 2024</p><p>7 February 2024</p>")
    assert stated_day(page, "Ports") is None


@pytest.mark.parametrize(
    ("title", "site"),
    [("Ports reopen | Fjord Post", "Fjord Post"), ("Ports reopen", None), ("Ports - reopen", None)],
)
def test_the_site_in_the_head(title: str, site: str | None) -> None:
    assert stated_site(seen("<h1>Ports reopen</h1>", f"<title>{title}</title>"), "Ports reopen") == site
