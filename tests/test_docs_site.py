"""The documentation's site: it is built without a warning, and read without a network, from files, too.

`make docs` installs what builds it; without that the tests are skipped.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.async_api import async_playwright, expect

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
LARGEST_PICTURE = 300_000
LOADING = {"src", "srcset", "poster", "data"}
NO_LOADING = {"canonical", "prev", "next", "alternate", "edit"}
LINK = re.compile(r"\]\(([^)\s#]+)(#[^)\s]*)?\)")
STYLED = re.compile(r"(?:url\(|@import\s+)['\"]?([^'\")\s;]+)")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("mkdocs") is None:
        pytest.skip("MkDocs is not installed: make docs")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def loaded(page: Path) -> Iterator[str]:
    """Yield the address of everything that a page loads by itself; links that a reader follows are none of it."""
    for element in html.parse(str(page)).getroot().iter():
        for name in LOADING & set(element.attrib):
            yield str(element.attrib[name])
        if element.tag == "link" and element.get("rel", "") not in NO_LOADING:
            yield str(element.get("href"))
        if element.tag == "style":
            yield from STYLED.findall(element.text or "")


def is_elsewhere(address: str) -> bool:
    return not address.startswith("data:") and bool(urlsplit(address.strip("'\" ")).netloc)


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 50
    assert [(page.name, one) for page in pages for one in loaded(page) if is_elsewhere(one)] == []


def test_no_style_loads_anything_from_another_host(site: Path) -> None:
    styles = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]
    assert styles
    found = [one for text in styles for one in STYLED.findall(text)]
    assert [one for one in found if is_elsewhere(one)] == []


def test_lists_right_below_a_paragraph_are_lists_as_on_github(site: Path) -> None:
    page = html.parse(str(site / "adr" / "0002-exactly-once-by-an-outbox.html"))
    assert any(item.text_content().strip().startswith("A due digest is composed") for item in page.iter("li"))


def test_a_link_to_a_file_that_is_no_page_is_the_file_s_path(site: Path) -> None:
    page = html.parse(str(site / "people.html"))
    assert "data/reference/offices.toml" in {code.text for code in page.iter("code")}
    assert not any("offices.toml" in str(link.get("href")) for link in page.iter("a"))


def test_the_root_s_pages_lead_to_the_others(site: Path) -> None:
    page = html.parse(str(site / "CONTRIBUTING.html"))
    assert "chronology.html" in {link.get("href") for link in page.iter("a")}


async def test_it_is_searched_from_files_and_asks_no_other_host(site: Path) -> None:
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"no browser here: none of {', '.join(BROWSERS)} is on the PATH")
    asked: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = await browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        for name in ("events.html", "commands.html", "map.html", "index.html"):
            await page.goto((site / name).as_uri(), wait_until="load")
        await page.get_by_role("textbox", name="Search").click()
        await page.keyboard.type("stroke of the outbox exactly once")
        result = page.locator(".md-search-result__item a").filter(has_text="exactly once")
        await expect(result.first).to_be_visible(timeout=20_000)
        await browser.close()
    assert [url for url in asked if is_elsewhere(url) and not url.startswith("blob:")] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_what_a_page_of_the_root_links_to_is_there(page: str) -> None:
    links = [found[1] for found in LINK.finditer((ROOT / page).read_text(encoding="utf-8")) if ":" not in found[1]]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_picture_is_shown_and_small() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *DOCS.rglob("*.md")))
    pictures = list((DOCS / "images").iterdir())
    assert [one.name for one in pictures if f"images/{one.name})" not in texts] == []
    assert [one.name for one in pictures if one.stat().st_size > LARGEST_PICTURE] == []
