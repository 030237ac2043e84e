"""Lists of feeds as OPML 1.0 and 2.0, in and out."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from lxml import etree

from bot.model.errors import InvalidInputError
from bot.model.feeds import Outline, check_opml_size
from bot.model.language import told
from bot.sources.feeds.plain import MOST_TITLE, plain_text

MOST_OUTLINES = 2000
"""Feeds of one list that are looked at."""


def read_opml(body: bytes) -> tuple[Outline, ...]:
    """Return the feeds of a list, in its order, each address once; folders are looked into, however deep.

    Args:
        body: The file.

    Returns:
        At most two thousand; may be empty. An address is as printed: whether it is one is not looked at here.

    Raises:
        InvalidInputError: It is larger than 2 MB, no OPML, not well-formed, or declares entities of its own.

    Source: http://opml.org/spec2.opml
    """
    check_opml_size(len(body))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InvalidInputError("opml malformed", user_text=told("This file is no well-formed OPML list.")) from error
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise InvalidInputError(
            "opml with entities", user_text=told("This file declares entities of its own, so it was not read.")
        )
    if _name(root) != "opml":
        raise InvalidInputError("no opml", user_text=told("This file is no OPML list."))
    found: dict[str, Outline] = {}
    for node in root.iter(etree.Element):
        attributes = {str(name).lower(): str(value) for name, value in node.attrib.items()}
        url = attributes.get("xmlurl", "").strip()
        if _name(node) == "outline" and url:
            title = attributes.get("title") or attributes.get("text") or ""
            found.setdefault(url, Outline(url=url, title=plain_text(title, MOST_TITLE)))
        if len(found) == MOST_OUTLINES:
            break
    return tuple(found.values())


def write_opml(outlines: Iterable[tuple[Outline, str | None]], *, title: str, now: datetime) -> bytes:
    """Return a list of feeds as OPML 2.0 in UTF-8.

    Args:
        outlines: Feeds, each with its site's address where that is known.
        title: Of the list.
        now: Aware UTC.
    """
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = _printable(title)
    etree.SubElement(head, "dateCreated").text = format_datetime(now.astimezone(UTC))
    body = etree.SubElement(root, "body")
    for outline, home in outlines:
        name = _printable(outline.title or outline.url)
        node = etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=_printable(outline.url))
        if home:
            node.set("htmlUrl", _printable(home))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _printable(text: str) -> str:
    """Return a text without characters that XML can't hold."""
    return "".join(
        c for c in text if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )


def _name(node: Any) -> str:  # lxml has no types
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""
