"""Text, title and dates out of pages and files; every file is made here."""

import io
import time
import zipfile
import zlib
from contextlib import suppress
from datetime import date
from itertools import pairwise

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from bot.model.errors import CannotReadError, InvalidInputError, RefusalReason
from bot.pages import article_of_file
from bot.sources.answers import Page
from bot.sources.extract import MAX_FILE_BYTES, FileKind, extract_file, extract_page, file_kind
from tests.fuzz.documents import docx_of

TODAY = date(2023, 7, 1)
_PROSE = [
    "The two governments agreed on Monday to reopen three ports, the foreign ministry of Norland said in a statement.",
    "Grain ships will be let in from July on, said the port authority, which has hired four hundred workers since May.",
    "Nothing was said of the oil terminal, over which both sides have quarrelled since the war of 2019-03-04.",
]


def html(head: str = "", byline: str = "", lang: str = ' lang="en-GB"') -> bytes:
    prose = "".join(f"<p>{one}</p>" for one in _PROSE)
    return (
        f"<!doctype html><html{lang}><head><title>Ports reopen | The Example Post</title>{head}</head><body>"
        f'<nav><a href="/">Home</a> <a href="/world">World</a></nav>'
        f"<article><h1>Ports reopen</h1>{byline}{prose}</article>"
        f'<div class="comments"><p>First! Great that ships come back, I waited for this.</p></div>'
        f"<footer>© 2018 The Example Post</footer></body></html>"
    ).encode()


def page(body: bytes, url: str = "https://news.example.org/ports", content_type: str = "text/html") -> Page:
    return Page(url=url, content_type=content_type, charset="utf-8", body=body)


def assembled(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first its catalogue."""
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n" % size + table
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )  # fmt: skip


def pdf(*lines: str) -> bytes:
    """The smallest PDF with these lines of text, written by hand."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    return assembled(objects)


def word(*paragraphs: str, title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_page_gives_its_article_without_menu_comments_and_footer() -> None:
    head = '<meta property="og:site_name" content="The Example Post"><link rel="canonical" href="https://news.example.org/p">'
    read = extract_page(page(html(head), url="https://news.example.org/p?utm_source=x"), today=TODAY)
    assert read.text == "\n".join(_PROSE)
    assert (read.title, read.source, read.language) == ("Ports reopen", "The Example Post", "en")
    assert read.url == "https://news.example.org/p"


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


_OTHER, _THIS = ',"headline":"Another story"', ',"headline":"Ports  reopen"'
_PUBLISHED, _MODIFIED = "article:published_time", "article:modified_time"
_JSON_LD = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2023-06-11"}</script>'
_UPDATED = '<time class="updated" datetime="2023-06-20">20 June</time>'


def linked(source: str) -> str:
    return f'<script type="application/ld+json">{source}</script>'


def described(kind: str, day: str, more: str = "") -> str:
    return f'{{"@type":"{kind}","datePublished":"{day}"{more}}}'


_TIME = '<time datetime="2023-06-10">10 June</time>'
_JUNE = "2023-06-13T08:00:00Z"


@pytest.mark.parametrize(
    ("head", "byline", "path", "published"),
    [
        pytest.param(meta(_PUBLISHED, _JUNE), "", "", date(2023, 6, 13), id="meta"),
        pytest.param(
            meta(_MODIFIED, "2023-06-20") + meta(_PUBLISHED, _JUNE), "", "", date(2023, 6, 13), id="not the last change"
        ),
        pytest.param(meta(_MODIFIED, "2023-06-20"), "", "", None, id="only the last change"),
        pytest.param(meta(_PUBLISHED, "2023-07-01T00:00:00Z"), "", "", date(2023, 7, 1), id="today"),
        pytest.param(meta(_PUBLISHED, "2023-07-02T00:00:00Z"), "", "", None, id="in the future"),
        pytest.param("", _TIME, "", date(2023, 6, 10), id="time element"),
        pytest.param(_JSON_LD, "", "", date(2023, 6, 11), id="JSON-LD"),
        pytest.param(
            linked(f'{{"@graph":[{described("ImageObject", "2019-01-01")},{described("NewsArticle", "2023-06-11")}]}}'),
            "",
            "",
            date(2023, 6, 11),
            id="JSON-LD of a picture and the article",
        ),
        pytest.param(
            linked(
                f"[{described('NewsArticle', '2023-06-01', _OTHER)},{described('NewsArticle', '2023-06-11', _THIS)}]"
            ),
            "",
            "",
            date(2023, 6, 11),
            id="JSON-LD of two articles, one with this title",
        ),
        pytest.param(
            linked(f"[{described('NewsArticle', '2023-06-01')},{described('NewsArticle', '2023-06-11')}]"),
            "",
            "",
            None,
            id="JSON-LD of two articles, neither with a title",
        ),
        pytest.param(linked(described("WebPage", "2023-06-11")), "", "", date(2023, 6, 11), id="JSON-LD of the page"),
        pytest.param(
            linked(described("NewsArticle", "2023-06-11")[:-1]), "", "", date(2023, 6, 11), id="broken JSON-LD"
        ),
        pytest.param(linked("[" * 100_000), "", "", None, id="JSON-LD without end"),
        pytest.param(
            linked('{"@type":"NewsArticle","dateModified":"2023-06-20"}'), "", "", None, id="JSON-LD of a change"
        ),
        pytest.param(
            "", '<b itemprop="datePublished" content="2023-06-10">x</b>', "", date(2023, 6, 10), id="microdata"
        ),
        pytest.param("", _UPDATED, "", None, id="time element of a change"),
        pytest.param("", _UPDATED + _TIME, "", date(2023, 6, 10), id="time elements of a change and of publication"),
        pytest.param("", "", "2023/06/12/", date(2023, 6, 12), id="address"),
        pytest.param("", "", "2023/jun/12/", date(2023, 6, 12), id="address with a month's name"),
        pytest.param(_JSON_LD, "", "2023/06/12/", date(2023, 6, 11), id="markup before the address"),
        pytest.param("", "", "", None, id="a date told in the text is none"),
    ],
)
def test_the_day_of_publication_is_the_one_the_page_states(
    head: str, byline: str, path: str, published: date | None
) -> None:
    one = page(html(head, byline), url=f"https://news.example.org/{path}ports")
    assert extract_page(one, today=TODAY).published == published


def test_a_page_without_a_language_leaves_it_open() -> None:
    assert extract_page(page(html(lang="")), today=TODAY).language is None


def test_plain_text_is_taken_as_it_is() -> None:
    read = extract_page(page("  Café talks.\r\nThey failed.\r\n".encode(), content_type="text/plain"), today=TODAY)
    assert (read.text, read.title, read.published) == ("Café talks.\nThey failed.", None, None)


def test_a_page_that_calls_itself_text_but_is_a_pdf_is_read_as_one() -> None:
    assert extract_page(page(pdf("Talks failed."), content_type="text/plain"), today=TODAY).text == "Talks failed."


def test_markdown_loses_its_marks_and_gives_its_title() -> None:
    front, heading = "---\nlayout: post\n---\n", "# Ports *reopen*\n\n## Talks\n\n"
    source = front + heading + "The **minister** met [the envoy](https://a.example).\n![map](m.png)"
    read = extract_file(source.encode(), name="a.MD", today=TODAY)
    assert read.title == "Ports *reopen*"
    assert read.text == "Talks\n\nThe minister met the envoy."


def test_a_pdf_whose_title_is_a_number_is_read_without_one() -> None:
    body = pdf("The two governments agreed on Monday.").replace(
        b"/Root 1 0 R >>", b"/Root 1 0 R /Info << /Title 7 >> >>"
    )
    assert extract_file(body, name="a.pdf", today=TODAY).title is None


def test_a_pdf_gives_its_paragraphs() -> None:
    lines = [
        "The two governments agreed on Monday to re-",
        "open three ports. Grain ships will be let in,",
        "Norland said.",
        "Nothing was said of the oil terminal so far.",
    ]
    read = extract_file(pdf(*lines), name="a.pdf", today=TODAY)
    assert read.text == (
        "The two governments agreed on Monday to reopen three ports. Grain ships will be let in, Norland said.\n"
        "Nothing was said of the oil terminal so far."
    )
    assert read.published is None


def test_a_word_document_gives_its_paragraphs_and_title() -> None:
    read = extract_file(word("Talks failed.", "", "  Ships left. ", title="Ports"), name="letter.docx", today=TODAY)
    assert (read.text, read.title) == ("Talks failed.\nShips left.", "Ports")


def encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Secret."))))
    writer.encrypt("password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def inflated() -> bytes:
    out = io.BytesIO(word("Talks failed."))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/padding.bin", b"0" * 70_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "name", "reason", "said"),
    [
        pytest.param(encrypted(), "a.pdf", RefusalReason.MALFORMED, "protected with a password", id="encrypted PDF"),
        pytest.param(b"%PDF-1.7\nnothing follows", "a.pdf", RefusalReason.MALFORMED, "PDF is broken", id="broken PDF"),
        pytest.param(pdf(""), "a.pdf", RefusalReason.EMPTY, "no text in it", id="PDF of pictures"),
        pytest.param(
            b"PK\x03\x04 no archive", "a.docx", RefusalReason.MALFORMED, "document is broken", id="broken DOCX"
        ),
        pytest.param(word(), "a.docx", RefusalReason.EMPTY, "no text", id="empty DOCX"),
        pytest.param(b" \n ", "a.txt", RefusalReason.EMPTY, "no text", id="empty text"),
        pytest.param(b"<html><body></body></html>", "a.html", RefusalReason.EMPTY, "no text", id="empty page"),
        pytest.param(b"a" * (MAX_FILE_BYTES + 1), "a.txt", RefusalReason.TOO_LONG, "larger than 5 MB", id="too large"),
    ],
)
def test_what_can_not_be_read_is_told_in_a_sentence(body: bytes, name: str, reason: RefusalReason, said: str) -> None:
    with pytest.raises(CannotReadError) as refused:
        extract_file(body, name=name, today=TODAY)
    assert refused.value.reason is reason
    assert said in refused.value.user_text


def test_a_document_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(CannotReadError) as refused:
        extract_file(inflated(), name="a.docx", today=TODAY)
    assert refused.value.reason is RefusalReason.TOO_LONG


@pytest.mark.parametrize(
    ("body", "name", "kind"),
    [
        pytest.param(b"Talks failed.", "a.txt", FileKind.TEXT, id="text"),
        pytest.param(b"Talks failed.", "A.HTM", FileKind.HTML, id="ending in capitals"),
        pytest.param(b"<!DOCTYPE html><p>", "a.txt", FileKind.HTML, id="HTML under another name"),
        pytest.param(b"%PDF-1.4", "a", FileKind.PDF, id="PDF without an ending"),
        pytest.param(word("x"), "a.zip", FileKind.DOCX, id="DOCX under another name"),
        pytest.param("Talks".encode("utf-16"), "a.txt", FileKind.TEXT, id="UTF-16 is text"),
    ],
)
def test_file_kind(body: bytes, name: str, kind: FileKind) -> None:
    assert file_kind(body, name) is kind


@pytest.mark.parametrize(
    ("body", "name"),
    [(b"\x89PNG\r\n", "a.png"), (b"MZ\0\0", "a.exe"), (b"a\0b", "a.txt"), (b"words", "a"), (b"words", "a.doc")],
)
def test_other_kinds_of_file_are_refused_with_what_is_read(body: bytes, name: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        file_kind(body, name)
    assert ".docx" in refused.value.user_text


@given(st.binary(max_size=60), st.sampled_from([".txt", ".md", ".html", ".pdf", ".docx", ""]), st.integers(0, 500))
@settings(max_examples=150, deadline=None)
def test_damaged_files_are_read_or_refused(noise: bytes, ending: str, at: int) -> None:
    whole = {".pdf": pdf("Talks failed."), ".html": html()}.get(ending, b"Talks failed. " * 20)
    damaged = whole[:at] + noise + whole[at + len(noise) :]
    try:
        said = article_of_file(damaged, name=f"a{ending}", today=TODAY).text
    except (CannotReadError, InvalidInputError) as refused:
        said = refused.user_text
    assert said.strip()


def packed_docx(xml: str) -> bytes:
    """A Word document with this as its XML, packed small."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx_of(xml.encode()))) as plain,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in plain.namelist():
            archive.writestr(name, plain.read(name))
    return out.getvalue()


def inflated_pdf(content: bytes, *, pages: int = 1, layers: int = 1) -> bytes:
    """A PDF of a few kilobytes whose pages' one stream unpacks to this."""
    for _ in range(layers):
        content = zlib.compress(content, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * pages, pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Filter [%s] /Length %d >>\nstream\n%s\nendstream" % (b"/FlateDecode " * layers, len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    return assembled(objects)


_BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
_SHOWN = b"BT /F1 12 Tf 14 TL 72 720 Td " + b"(Talks failed on Monday again, said both.) Tj T* " * 4_000 + b"ET"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(inflated_pdf(b" " * 20_000_000), id="stream of blanks"),
        pytest.param(inflated_pdf(b" " * 20_000_000, layers=2), id="stream within a stream"),
        pytest.param(inflated_pdf(b"(a) Tj " * 200_000), id="page of too many steps"),
        pytest.param(inflated_pdf(_SHOWN, pages=50), id="one page fifty times"),
        pytest.param(packed_docx(_BODY % ("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 60_000)), id="paragraphs without end"),
        pytest.param(
            packed_docx(_BODY % ("<w:p><w:r><w:t>" + "a" * 500_000 + "</w:t></w:r></w:p>")), id="text without end"
        ),
        pytest.param(packed_docx(_BODY % (" " * 10_000_001)), id="XML without end"),
    ],
)
def test_a_small_document_that_is_large_within_is_refused(body: bytes) -> None:
    began = time.process_time()
    with pytest.raises(CannotReadError) as refused:
        extract_file(body, name="a.pdf" if body.startswith(b"%PDF") else "a.docx", today=TODAY)
    assert refused.value.reason is RefusalReason.TOO_LONG
    assert "too large to read" in refused.value.user_text
    assert time.process_time() - began < 20


def test_the_entities_of_a_word_document_are_not_expanded() -> None:
    lies = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghij"))
    xml = f'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY file SYSTEM "file:///etc/hosts">{lies}]>' + _BODY % (
        "<w:p><w:r><w:t>Talks &j; &file; failed.</w:t></w:r></w:p>"
    )
    try:
        said = extract_file(packed_docx(xml), name="a.docx", today=TODAY).text
    except CannotReadError as refused:
        said = refused.user_text
    assert "lol" not in said
    assert "localhost" not in said


@pytest.mark.parametrize("tag", ["p", "article", "time", "span", "title", "div"])
def test_a_page_of_one_element_is_read_or_refused(tag: str) -> None:
    body = f"<{tag} class='updated'>html{_PROSE[0]}</{tag}>".encode()
    with suppress(CannotReadError):
        assert extract_page(page(body), today=TODAY).view is not None


def test_a_page_nested_without_end_is_read_or_refused() -> None:
    prose = "".join(f"<p>{one}</p>" for one in _PROSE)
    for tag in ("<div>", "<b>", "<table><tr><td>", "<ul><li>", "<article><h2>x</h2>"):
        deep = f"<!doctype html><html><body>{prose}{tag * 50_000}{prose}</body></html>".encode()
        with suppress(CannotReadError):
            assert extract_page(page(deep), today=TODAY).text
