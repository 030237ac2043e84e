"""An HTML tree → the lines that a reader sees, with what each of them is. No rules on what the page amounts to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from bot.model.pages import LineKind, PageLine, PageView

_MOST_LINES: Final = 600
_UNSEEN = {"script", "style", "template", "svg", "head", "noscript", "noframes", "option", "object", "amp-ad"}
_INLINE = {
    "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_CONTROLS = {"button", "label", "input", "select", "textarea", "legend"}
_CAPTIONS = {"figcaption", "caption"}
_PLAYERS = {"video", "audio", "iframe", "amp-video", "amp-youtube", "embed"}
_FRAME_TAGS = {"nav", "footer", "aside", "header"}
_FRAME_ROLES = {"navigation", "contentinfo", "complementary", "banner", "search"}
_FRAME_NAMES = re.compile(
    r"(?:^|[-_\s])(?:(?:top|main|site)?-?(?:menu|nav|navbar|navigation)|footer|sidebar|side-bar|related|comments?|breadcrumbs?|"
    r"share|social|newsletter\S*|widget\S*|teasers?|read-?more|author-bio|tags|masthead|promo|cookie\S*|consent\S*)(?:$|[-_\s])",
    re.IGNORECASE,
)
_INNER = {"article", "main", "body", "html"}
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class _Walk:
    lines: list[PageLine] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    linked: int = 0
    kind: LineKind = LineKind.TEXT
    is_frame: bool = False

    def flush(self) -> None:
        """End a line."""
        words = " ".join("".join(self.text).split())
        if any(c.isalnum() for c in words) and len(self.lines) < _MOST_LINES:
            kind = self.kind
            if kind is LineKind.TEXT and self.linked * 2 > len(words):
                kind = LineKind.LINK
            self.lines.append(PageLine(text=words, kind=kind, is_frame=self.is_frame))
        self.text, self.linked = [], 0


def view(tree: Any) -> PageView:  # lxml has no types
    """Return what a page shows.

    Args:
        tree: The page as lxml parsed it; left as it is.

    Returns:
        Its first 600 lines, and what else tells what kind of page it is.
    """
    walk = _Walk()
    _step(tree, walk, is_linked=False)
    walk.flush()
    title = tree.find(".//title")
    inputs = [node for node in tree.iter("input") if (node.get("type") or "").lower() == "password"]
    fallback = " ".join(" ".join(node.itertext()) for node in tree.iter("noscript", "noframes"))
    return PageView(
        lines=tuple(walk.lines),
        title=" ".join(("".join(title.itertext()) if title is not None else "").split()),
        fallback=" ".join(fallback.split()),
        has_password=bool(inputs),
        has_player=next(tree.iter(*_PLAYERS), None) is not None,
    )


def _step(root: Any, walk: _Walk, *, is_linked: bool) -> None:
    """Walk the tree without recursion: pages nest deeper than Python's stack allows."""
    stack: list[Iterator[tuple[str, Any]]] = [iter([("open", root)])]
    kinds: list[tuple[LineKind, bool]] = [(LineKind.TEXT, False)]
    links = int(is_linked)
    while stack:
        for what, node in stack[-1]:
            if what == "text":
                walk.text.append(node)
                walk.linked += len(node.strip()) * (links > 0)
                continue
            if what == "close":
                links -= node.tag == "a"
                if node.tag not in _INLINE:
                    walk.flush()
                    kinds.pop()
                    walk.kind, walk.is_frame = kinds[-1]
                continue
            if not isinstance(node.tag, str) or _is_unseen(node):
                continue
            links += node.tag == "a"
            if node.tag not in _INLINE:
                walk.flush()
                kinds.append(_kind(node, kinds[-1]))
                walk.kind, walk.is_frame = kinds[-1]
            stack.append(_content(node))
            break
        else:
            stack.pop()


def _content(node: Any) -> Iterator[tuple[str, Any]]:
    if node.text:
        yield "text", node.text
    if node.tag == "input":
        yield "text", node.get("placeholder") or (node.get("value") if node.get("type") == "submit" else "") or ""
    for child in node:
        yield "open", child
        if child.tail:
            yield "text", child.tail
    yield "close", node


def _is_unseen(node: Any) -> bool:
    return (
        node.tag in _UNSEEN
        or node.get("hidden") is not None
        or (node.tag == "input" and node.get("type") == "hidden")
        or bool(_HIDDEN.search(node.get("style") or ""))
    )


def _kind(node: Any, above: tuple[LineKind, bool]) -> tuple[LineKind, bool]:
    kind, is_frame = above
    if node.tag in _HEADINGS:
        kind = LineKind.HEADING
    elif node.tag in _CONTROLS:
        kind = LineKind.CONTROL
    elif node.tag in _CAPTIONS:
        kind = LineKind.CAPTION
    if not is_frame and node.tag not in _INNER:
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        is_head = node.tag == "header" and any(a.tag in {"article", "main"} for a in node.iterancestors())
        is_frame = (
            (node.tag in _FRAME_TAGS and not is_head)
            or node.get("role") in _FRAME_ROLES
            or bool(_FRAME_NAMES.search(names))
        )
    return kind, is_frame
