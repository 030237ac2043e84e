"""HTML → the article in it, with title, site, language and publication date. No network."""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.utils import load_html

from bot.model.errors import CannotReadError, RefusalCode, RefusalReason
from bot.model.language import told
from bot.model.pages import LineKind, PageLine, PageView
from bot.sources.article_address import address_day
from bot.sources.markup import iso_day, marked_day
from bot.sources.stamps import stated_day, stated_site
from bot.sources.view import view

_PROSE = 120
"""Characters from which a paragraph is prose: a date in it is told, it does not date the page."""
_SENTENCE = 30
"""Characters from which a line that ends like a sentence is prose."""
_UNBOUNDED = "9999-12-31"
"""No bound while the date is looked for: htmldate would cut a later one down to its month instead of leaving it."""
_NOT_OF_PUBLICATION = re.compile(r"modified|updated|lastmod|revised|copyrightyear", re.IGNORECASE)
_MARKED_DATE = re.compile(r'"date(?=Published|Modified|Created)')
"""The days in a page's JSON-LD, which `markup.py` reads: it can tell the article's from a picture's."""
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
        trafilatura (Barbaresi 2021) for text and metadata, in its fast and precise setting where that gives the prose
        that is seen; htmldate (Barbaresi 2020) for the date, without its free search of the text.
    """
    tree = load_html(source)
    if tree is None:
        raise CannotReadError(RefusalCode.BAD_INPUT, RefusalReason.MALFORMED, told("That page can't be read as HTML."))
    date_rules = {
        "original_date": True,
        "extensive_search": False,
        "max_date": _UNBOUNDED,
        "outputformat": "%Y-%m-%d",
        "url": url,
    }
    metadata = extract_metadata(_without_other_dates(tree), default_url=url, date_config=date_rules)
    seen = view(tree)
    text = _article(tree, seen, metadata.title, url)
    return HtmlText(
        text=_without_title(text, metadata.title),
        title=metadata.title,
        published=_published(tree, seen, metadata, url, today),
        site=_site(metadata.sitename, seen, metadata.title),
        language=_language(tree),
        canonical_url=metadata.url,
        view=seen,
    )


def _published(tree: Any, seen: PageView, metadata: Any, url: str | None, today: date) -> date | None:
    """Return the day of publication: by markup, head, address, a line beside the title, in this order."""
    found = (
        marked_day(tree, title=metadata.title),
        iso_day(metadata.date),
        address_day(url) if url is not None else None,
        stated_day(seen, metadata.title),
    )
    return next((day for day in found if day is not None and day <= today), None)


def _article(tree: Any, seen: PageView, title: str | None, url: str | None) -> str:  # lxml has no types
    """Return the article's text: the most precise extraction that gives at least half of the prose that is seen."""
    pruned = _without_other_articles(tree, title)
    prose = [line.text for line in seen.lines if _is_prose(line)]
    wanted = sum(map(len, prose)) / 2
    dropped = {line.text for line in seen.lines if _is_extra(line)}
    for is_precise in (True, False):
        document = bare_extraction(
            deepcopy(pruned),
            url=url,
            fast=True,
            favor_precision=is_precise,
            include_comments=False,
            include_tables=False,
        )
        found = "" if document is None or isinstance(document, dict) else document.text or ""
        text = _in_order([line for line in found.split("\n") if " ".join(line.split()) not in dropped], seen).strip()
        if text and len(text) >= wanted:
            return text
    return "\n".join(prose) if wanted > 0 else text


def _in_order(lines: Sequence[str], seen: PageView) -> str:
    """Return a text's lines but those that the page shows above its first prose and the extraction put below it."""
    places: dict[str, int] = {}
    for place, shown in enumerate(seen.lines):
        places.setdefault(shown.text, place)
    first: int | None = None
    kept: list[str] = []
    for line in lines:
        found = places.get(" ".join(line.split()))
        if first is not None and found is not None and found < first:
            continue
        if first is None and found is not None and _is_prose(seen.lines[found]):
            first = found
        kept.append(line)
    return "\n".join(kept)


def _is_prose(line: PageLine) -> bool:
    is_sentence = line.text.rstrip("\"'”’)»")[-1:] in {".", "!", "?", "…", ":", "。", "।"}
    return line.kind is LineKind.TEXT and not line.is_frame and is_sentence and len(line.text) >= _SENTENCE


def _is_extra(line: PageLine) -> bool:
    """Return whether a line is a link to something else, or belongs to the page's frame."""
    return line.kind in {LineKind.LINK, LineKind.CONTROL, LineKind.CAPTION} or (
        line.is_frame and len(line.text) < _PROSE
    )


def _without_other_articles(tree: Any, title: str | None) -> Any:
    """Return a copy without the articles that follow the one of this title, as on pages that never end."""
    pruned = deepcopy(tree)
    headed = [(node, _heading(node)) for node in pruned.iter("article")]
    mine = [node for node, heading in headed if title and heading and (heading in title or title in heading)]
    if mine:
        for node, heading in headed:
            if node is not mine[0] and heading and node not in mine[0].iter() and mine[0] not in node.iter():
                _drop(node)
    return pruned


def _heading(node: Any) -> str:
    found = next(node.iter("h1", "h2", "h3"), None)
    return " ".join(found.text_content().split()) if found is not None else ""


def _without_other_dates(tree: Any) -> Any:  # lxml has no types
    """Return a copy without what could be taken for the day of publication: prose, and the page's last change."""
    bare = deepcopy(tree)
    for paragraph in list(bare.iter("p")):
        if not paragraph.attrib or len(paragraph.text_content()) > _PROSE:
            _drop(paragraph)
    for node in list(bare.iter("meta", "time", "abbr", "span")):
        names = (node.get(key, "") for key in ("name", "property", "itemprop", "http-equiv", "class"))
        if any(_NOT_OF_PUBLICATION.search(name) for name in names):
            _drop(node)
    for script in bare.xpath("//script[@type='application/ld+json']"):
        script.text = _MARKED_DATE.sub('"other', script.text or "")
    return bare


def _drop(node: Any) -> None:
    """Take an element out of its tree; a page of one paragraph has it for its root, which stays."""
    if node.getparent() is not None:
        node.drop_tree()


def _without_title(text: str, title: str | None) -> str:
    first, _, rest = text.partition("\n")
    return rest.strip() if title is not None and first.strip() == title.strip() else text


def _site(named: str | None, seen: PageView, title: str | None) -> str | None:
    """Return the site's name; a headline that was taken for one is none."""
    is_title = named is not None and any(line.text == named for line in seen.lines if line.kind is LineKind.HEADING)
    return stated_site(seen, title) if named is None or is_title else named


def _language(tree: Any) -> str | None:
    match = _LANGUAGE.match((tree.get("lang") or tree.get("xml:lang") or "").strip().lower())
    return match.group() if match else None
