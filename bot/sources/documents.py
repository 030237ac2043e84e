"""PDF and DOCX → their running text. The dates in a document's properties are of its making, so they are left out."""

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.model.errors import CannotReadError, RefusalCode, RefusalReason
from bot.model.language import Text, told

_MAX_PAGES = 200
_MAX_TEXT = 400_000
"""Characters of a document's text: twice what is read in one go; a PDF of 6 kB can show 7 million."""
_MAX_RUNS = 50_000
"""Paragraphs of a DOCX and differently formatted stretches in them; counted before any is read."""
_MAX_STREAM = 10_000_000
"""Bytes of one stream of a PDF once unpacked."""
_MAX_STEPS = 100_000
"""Operators and operands of one page: a page of text has a few thousand, and their time grows with the square."""
_MAX_UNPACKED = 60_000_000
"""Bytes of a DOCX once unpacked; a small file that unpacks to more is a trap."""
_MAX_WORD_PART = 10_000_000
"""Bytes of the XML of a DOCX's text: in memory its tree takes ten times as much."""
_MAX_PARTS = 2_000
_WORD_PART = "word/document.xml"
_STREAM_LIMITS = (
    "array_based_stream_maximum_output_length", "lzw_maximum_output_length", "run_length_maximum_output_length",
    "zlib_maximum_output_length", "brotli_maximum_output_length", "stream_decoding_work_maximum_length",
)  # fmt: skip
_HYPHENATED = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_FULL_LINE = 0.7
"""Share of the widest line from which a line was broken by the margin and not by its author."""
_LARGE_PDF = told("That PDF is too large to read.")
_LARGE_DOCUMENT = told("That document is too large to read.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentText:
    """The text of a document and its title, None where it has none."""

    text: str
    title: str | None


def is_docx(body: bytes) -> bool:
    """Return whether a ZIP archive is a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return _WORD_PART in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def read_pdf(body: bytes) -> DocumentText:
    """Read the text layer of a PDF, at most two hundred pages.

    Raises:
        CannotReadError: Encrypted, broken, too large once unpacked, or only pictures of text.
    """
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import LimitReachedError

    limits: dict[str, Any] = dict.fromkeys(_STREAM_LIMITS, _MAX_STREAM)
    try:
        with apply_configuration(**limits, stream_parsing_work_maximum_count=_MAX_STEPS):
            reader = PdfReader(io.BytesIO(body))
            if reader.is_encrypted and not reader.decrypt(""):
                raise _malformed(told("That PDF is protected with a password, so it can't be read."))
            pages = _within_limit((page.extract_text() for page in reader.pages[:_MAX_PAGES]), _LARGE_PDF)
            title = reader.metadata.title if reader.metadata else None
    except CannotReadError:
        raise
    except LimitReachedError as error:
        raise _too_large(_LARGE_PDF) from error
    except Exception as error:  # a broken PDF raises anything, from KeyError to RecursionError
        raise _malformed(told("That PDF is broken and can't be read.")) from error
    text = _unwrapped("\n".join(pages))
    if not text:
        raise CannotReadError(
            RefusalCode.NOT_AN_ARTICLE, RefusalReason.EMPTY, told("That PDF has no text in it, only pictures of pages.")
        )
    return DocumentText(text=text, title=_title(title))


def _within_limit(read: Iterable[str], said: Text) -> list[str]:
    """Return the texts of pages or paragraphs; `said` is what is told of too long ones.

    Raises:
        CannotReadError: Together they are longer than any article.
    """
    texts, size = [], 0
    for text in read:
        texts.append(text)
        size += len(text)
        if size > _MAX_TEXT:
            raise _too_large(said)
    return texts


def read_docx(body: bytes) -> DocumentText:
    """Read the paragraphs of a Word document.

    Raises:
        CannotReadError: Broken, or it unpacks to more than can be held.
    """
    from docx import Document

    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            sizes = {part.filename: part.file_size for part in archive.infolist()}
            unpacked, parts = sum(part.file_size for part in archive.infolist()), len(archive.infolist())
        if unpacked > _MAX_UNPACKED or parts > _MAX_PARTS or sizes.get(_WORD_PART, 0) > _MAX_WORD_PART:
            raise _too_large(_LARGE_DOCUMENT)
        document = Document(io.BytesIO(body))
        if document.element.body.xpath("count(.//w:p) + count(.//w:r)") > _MAX_RUNS:
            raise _too_large(_LARGE_DOCUMENT)
        paragraphs = _within_limit((paragraph.text.strip() for paragraph in document.paragraphs), _LARGE_DOCUMENT)
        title = document.core_properties.title
    except CannotReadError:
        raise
    except Exception as error:  # a broken archive raises what zipfile, lxml and python-docx raise
        raise _malformed(told("That document is broken and can't be read.")) from error
    return DocumentText(text="\n".join(p for p in paragraphs if p), title=_title(title))


def _unwrapped(text: str) -> str:
    """Return a page's lines as paragraphs: a full line, and one before lower case, is one with the next."""
    lines = [line.strip() for line in _HYPHENATED.sub("", text.replace("\r", "")).split("\n")]
    full = max(map(len, lines), default=0) * _FULL_LINE
    pieces = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        goes_on = following and (len(line) >= full or following[0].islower())
        pieces.append(line + (" " if goes_on else "\n") if line else "")
    return "".join(pieces).strip()


def _title(title: object) -> str | None:
    """Return a document's title; a PDF may give a number, or anything else, for one."""
    return title.strip() or None if isinstance(title, str) else None


def _too_large(said: Text) -> CannotReadError:
    return CannotReadError(RefusalCode.TOO_LONG, RefusalReason.TOO_LONG, said)


def _malformed(said: Text) -> CannotReadError:
    return CannotReadError(RefusalCode.BAD_INPUT, RefusalReason.MALFORMED, said)
