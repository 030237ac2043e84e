"""What a page's markup says to machines of the article's day: JSON-LD and microdata. Never the day of anything else."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

_MOST_SCRIPTS: Final = 20
_MOST_NODES: Final = 2_000
_LONGEST: Final = 500_000
_ARTICLE: Final = re.compile(r"(?:Article|Report|Posting|Review)\Z")
_PAGE_OF_IT: Final = re.compile(r"(?:^|/)WebPage\Z")
_PLAIN_DAY: Final = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')
_OTHER_SPACE: Final = re.compile(r"\s+")


def marked_day(tree: Any, *, title: str | None) -> date | None:  # lxml has no types
    """Return the day on which a page's markup says that its article came out.

    Args:
        tree: The page as lxml parsed it; left as it is.
        title: The article's headline, which tells it from others that the page lists; None where unknown.

    Returns:
        The day as the publisher writes it, in its own time zone; None where it names none, or several.

    Source:
        schema.org: `datePublished` of an Article (or of the WebPage, where no article is described).
    """
    nodes = list(_nodes(tree))
    articles = [one for one in nodes if _is_kind(one, _ARTICLE)]
    mine = [one for one in articles if title and _plain(one.get("headline") or one.get("name")) == _plain(title)]
    for described in (mine, articles, [one for one in nodes if _is_kind(one, _PAGE_OF_IT)]):
        days = {day for one in described if (day := iso_day(one.get("datePublished"))) is not None}
        if days:
            return days.pop() if len(days) == 1 else None
    marked = tree.xpath("//*[@itemprop='datePublished']")
    days = {day for node in marked if (day := iso_day(node.get("content") or node.get("datetime"))) is not None}
    return days.pop() if len(days) == 1 else None


def iso_day(value: object) -> date | None:
    """Return the day of an ISO 8601 date or moment; None for anything else."""
    try:
        return date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _nodes(tree: Any) -> Iterator[Mapping[str, object]]:
    """Yield every object of a page's JSON-LD, however deep; of what is no JSON, the days in it."""
    for script in tree.xpath("//script[@type='application/ld+json']")[:_MOST_SCRIPTS]:
        source = script.text or ""
        if len(source) <= _LONGEST:
            try:
                yield from _walk(json.loads(source, strict=False))
            except (ValueError, RecursionError):  # broken JSON is common; a day in it stands in plain sight
                yield from ({"@type": "Article", "datePublished": day} for day in _PLAIN_DAY.findall(source))


def _walk(root: object) -> Iterator[Mapping[str, object]]:
    waiting: list[object] = [root]
    seen = 0
    while waiting and seen < _MOST_NODES:
        node, seen = waiting.pop(), seen + 1
        inner: Iterable[object] = ()
        if isinstance(node, dict):
            yield node
            inner = node.values()
        elif isinstance(node, list):
            inner = node
        waiting.extend(one for one in inner if isinstance(one, dict | list))


def _is_kind(node: Mapping[str, object], kind: re.Pattern[str]) -> bool:
    kinds = node.get("@type")
    return any(isinstance(one, str) and kind.search(one) for one in (kinds if isinstance(kinds, list) else [kinds]))


def _plain(value: object) -> str:
    return _OTHER_SPACE.sub(" ", value).strip().casefold() if isinstance(value, str) else ""
