"""Pages and files → text with what they say of themselves. Blocking: the caller runs it off the event loop."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePath

from bot.model.errors import CannotReadError, InvalidInputError, RefusalCode, RefusalReason
from bot.model.language import told
from bot.model.pages import PageView
from bot.sources import documents, html
from bot.sources.answers import DOCX_TYPE, Page
from bot.sources.article_address import article_address
from bot.sources.charsets import decode

MAX_FILE_BYTES = 5_000_000
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_MASKED_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


class FileKind(StrEnum):
    """What can be read."""

    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"
    PDF = "pdf"
    DOCX = "docx"


_SUFFIXES = {
    ".txt": FileKind.TEXT, ".text": FileKind.TEXT, ".md": FileKind.MARKDOWN, ".markdown": FileKind.MARKDOWN,
    ".html": FileKind.HTML, ".htm": FileKind.HTML, ".xhtml": FileKind.HTML, ".pdf": FileKind.PDF,
    ".docx": FileKind.DOCX,
}  # fmt: skip
_TYPES = {
    "text/html": FileKind.HTML, "application/xhtml+xml": FileKind.HTML, "text/plain": FileKind.TEXT,
    "application/pdf": FileKind.PDF, DOCX_TYPE: FileKind.DOCX,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedPage:
    """The text of a page or a file, and what it says of itself.

    Attributes:
        text: The article, paragraphs apart by newlines; empty only for a page that shows something else.
        title: Headline; None where not given.
        published: Day of first publication, never after `today`; None where the page doesn't say it plainly.
        source: Name of the site; None where unknown.
        language: ISO 639 code that the page declares ("en"); None where it doesn't.
        url: Canonical address, else the address it was fetched from; None for files.
        view: What the page shows, for telling whether it holds an article; None where it is no HTML.
    """

    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    language: str | None = None
    url: str | None = None
    view: PageView | None = None


def extract_page(page: Page, *, today: date) -> ExtractedPage:
    """Extract the article of a fetched page.

    Args:
        page: As `Web.page` gives it.
        today: A publication date after this day is not believed.

    Raises:
        CannotReadError: Broken, encrypted, or without a text.
    """
    kind = _sniffed(page.body) or _TYPES.get(page.content_type, FileKind.HTML)
    return _extract(page.body, kind, page.charset, page.url, today)


def extract_file(body: bytes, *, name: str, today: date) -> ExtractedPage:
    """Extract the text of an attached file.

    Args:
        body: Its bytes.
        name: Its name as sent; the ending decides where the bytes don't.
        today: A publication date after this day is not believed.

    Raises:
        InvalidInputError: A kind of file that is not read.
        CannotReadError: Too large, broken, encrypted, or without a text.
    """
    if len(body) > MAX_FILE_BYTES:
        raise CannotReadError(
            RefusalCode.TOO_LONG,
            RefusalReason.TOO_LONG,
            told("That file is larger than {most} MB, so it wasn't read.", most=MAX_FILE_BYTES // 1_000_000),
        )
    return _extract(body, file_kind(body, name), None, None, today)


def file_kind(body: bytes, name: str) -> FileKind:
    """Return what kind of file this is, by its first bytes and then by its name.

    Raises:
        InvalidInputError: None that is read.
    """
    kind = _sniffed(body) or _SUFFIXES.get(PurePath(name).suffix.lower())
    is_text = kind in (FileKind.TEXT, FileKind.MARKDOWN, FileKind.HTML)
    if kind is None or (is_text and _is_binary(body)):
        raise InvalidInputError(
            user_text=told("That kind of file can't be read here. Send a .txt, .md, .html, .pdf or .docx file.")
        )
    return kind


def _sniffed(body: bytes) -> FileKind | None:
    if body[:1024].lstrip().startswith(b"%PDF-"):
        return FileKind.PDF
    if body.startswith(b"PK\x03\x04") and documents.is_docx(body):
        return FileKind.DOCX
    head = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return FileKind.HTML if head.startswith((b"<!doctype html", b"<html")) else None


def _is_binary(body: bytes) -> bool:
    return b"\0" in body[:4096] and not body.startswith((b"\xff\xfe", b"\xfe\xff"))


def _extract(body: bytes, kind: FileKind, charset: str | None, url: str | None, today: date) -> ExtractedPage:
    if kind is FileKind.HTML:
        read = html.read(decode(body, charset), url=url, today=today)
        page = ExtractedPage(
            text=read.text, title=read.title, published=read.published, source=read.site, language=read.language,
            url=article_address(url, read.canonical_url), view=read.view,
        )  # fmt: skip
    elif kind in _DOCUMENTS:
        document = _DOCUMENTS[kind](body)
        page = ExtractedPage(text=document.text, title=document.title, url=url)
    else:
        text = decode(body, charset).replace("\r\n", "\n")
        title, text = _markdown(text) if kind is FileKind.MARKDOWN else (None, text)
        page = ExtractedPage(text=text.strip(), title=title, url=url)
    if not page.text and (page.view is None or not (page.view.lines or page.view.fallback)):
        raise CannotReadError(RefusalCode.NOT_AN_ARTICLE, RefusalReason.EMPTY, told("There is no text in it to read."))
    return page


_DOCUMENTS: dict[FileKind, Callable[[bytes], documents.DocumentText]] = {
    FileKind.PDF: documents.read_pdf,
    FileKind.DOCX: documents.read_docx,
}


def _markdown(text: str) -> tuple[str | None, str]:
    """Return the first heading as the title, and the text without it and without marks."""
    text = _FRONT_MATTER.sub("", text)
    heading = _HEADING.search(text)
    title = None
    if heading is not None and not text[: heading.start()].strip():
        title, text = heading.group(1), text[heading.end() :]
    text = _MASKED_LINK.sub(r"\1", _IMAGE.sub("", _HEADING.sub(r"\1", text)))
    return title, _EMPHASIS.sub(r"\2", text)
