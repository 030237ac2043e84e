"""HTML → the article in it, with title, site, language and publication date. No network."""

import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.utils import load_html

from bot.model.errors import CannotReadError, RefusalCode, RefusalReason
from bot.model.pages import PageView
from bot.sources.view import view

_PROSE = 120
"""Characters from which a paragraph is prose: a date in it is told, it does not date the page."""
_UNBOUNDED = "9999-12-31"
"""No bound while the date is looked for: htmldate would cut a later one down to its month instead of leaving it."""
_NOT_OF_PUBLICATION = re.compile(r"modified|updated|lastmod|revised|copyrightyear", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlText:
    """An HTML page's article and what the page says of itself; None and "" where it doesn't."""

    text: str
    title: str | None
    published: date | None
    site: str | None
    language: str | None
    canonical_url: str | None
    view: PageView


def read(source: str, *, url: str | None, today: date) -> HtmlText:
    """Extract the article of an HTML page.

    Args:
        source: The page.
        url: Where it was fetched from; a date in its path counts as the page's own.
        today: The latest publication date that is believed.

    Raises:
        CannotReadError: No HTML can be made of it.

    Source:
        trafilatura (Barbaresi 2021) for text and metadata, in its fast and precise setting; htmldate (Barbaresi 2020)
        for the date, without its free search of the text.
    """
    tree = load_html(source)
    if tree is None:
        raise CannotReadError(RefusalCode.BAD_INPUT, RefusalReason.MALFORMED, "That page can't be read as HTML.")
    date_rules = {
        "original_date": True,
        "extensive_search": False,
        "max_date": _UNBOUNDED,
        "outputformat": "%Y-%m-%d",
        "url": url,
    }
    metadata = extract_metadata(_without_other_dates(tree), default_url=url, date_config=date_rules)
    document = bare_extraction(
        deepcopy(tree), url=url, fast=True, favor_precision=True, include_comments=False, include_tables=False
    )
    text = "" if document is None or isinstance(document, dict) else document.text or ""
    return HtmlText(
        text=_without_title(text.strip(), metadata.title),
        title=metadata.title,
        published=_day(metadata.date, today),
        site=metadata.sitename,
        language=_language(tree),
        canonical_url=metadata.url,
        view=view(tree),
    )


def _without_other_dates(tree: Any) -> Any:  # lxml has no types
    """Return a copy without what could be taken for the day of publication: prose, and the page's last change."""
    bare = deepcopy(tree)
    for paragraph in list(bare.iter("p")):
        if not paragraph.attrib or len(paragraph.text_content()) > _PROSE:
            paragraph.drop_tree()
    for meta in list(bare.iter("meta")):
        names = (meta.get(key, "") for key in ("name", "property", "itemprop", "http-equiv"))
        if any(_NOT_OF_PUBLICATION.search(name) for name in names):
            meta.drop_tree()
    return bare


def _without_title(text: str, title: str | None) -> str:
    first, _, rest = text.partition("\n")
    return rest.strip() if title is not None and first.strip() == title.strip() else text


def _day(value: str | None, today: date) -> date | None:
    try:
        day = date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
    return day if day <= today else None


def _language(tree: Any) -> str | None:
    match = _LANGUAGE.match((tree.get("lang") or tree.get("xml:lang") or "").strip().lower())
    return match.group() if match else None
