"""Any bytes are a document that is read, or one that is refused with a reason."""

import io
import zipfile
from datetime import date

from bot.model.errors import CannotReadError, InvalidInputError
from bot.pages import article_of_file
from bot.sources.answers import DOCX_TYPE
from tests.fuzz.target import Target, told

_TODAY = date(2024, 3, 1)


def _pdf() -> bytes:
    """Return a small PDF with objects in plain sight, so that changes hit something."""
    stream = b"BT /F1 12 Tf 14 TL 72 720 Td (The two governments agreed on Monday.) Tj T* (Ships left.) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Outlines 7 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
        b"<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    ends = b"trailer << /Size 8 /Root 1 0 R /Info << /Title (Ports) >> >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 8\n0000000000 65535 f \n" + table + ends


_WORD = "http://schemas.openxmlformats.org"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_WORD}/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    f'ContentType="{DOCX_TYPE}.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_WORD}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{_WORD}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}
_XML = f"""<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_WORD}/wordprocessingml/2006/main"><w:body>
<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Ports reopen</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">The two governments </w:t><w:tab/><w:br/></w:r>
<w:hyperlink><w:r><w:t>agreed</w:t></w:r></w:hyperlink></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"""


def docx_of(xml: bytes) -> bytes:
    """Return the smallest Word document with this XML as its text; parts are stored, so that changes hit them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in _PARTS.items():
            archive.writestr(name, part)
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


def _check_as(name: str, data: bytes) -> None:
    try:
        found = article_of_file(data, name=name, today=_TODAY)
    except (CannotReadError, InvalidInputError) as refused:
        told(refused)
        return
    found.text.encode()
    (found.title or "").encode()


def _check_pdf(data: bytes) -> None:
    _check_as("a.pdf", data)


def _check_docx(data: bytes) -> None:
    """Try the bytes as they are, and as the XML of a document that is otherwise whole."""
    _check_as("a.docx", data)
    _check_as("a.docx", docx_of(data))


PDF = Target(
    name="pdf",
    seeds=(_pdf(),),
    words=(
        b"/Filter /FlateDecode",
        b"/Filter [/ASCIIHexDecode /FlateDecode]",
        b"/Filter /LZWDecode",
        b"/Length 4 0 R",
        b"/Kids [2 0 R]",
        b"/Parent 3 0 R",
        b"/Count 1000000",
        b"/Contents [4 0 R 4 0 R]",
        b"<<" * 200,
        b"[" * 500,
        b"(" * 200,
        b"stream\n",
        b"endstream",
        b"endobj",
        b"/Encrypt 1 0 R",
        b"/ObjStm",
        b"/XRef",
        b"/Prev 0",
        b"0 R",
        b"/ToUnicode 4 0 R",
        b"beginbfrange <00> <ffffffff> <0000>",
        b"/Subtype /Type0 /DescendantFonts [5 0 R]",
        b"q " * 500,
        b"/Fm0 Do",
        b"BI ID EI",
        b"<d800>",
        b"/Title <feffd800>",
    ),
    check=_check_pdf,
)
DOCX = Target(
    name="docx",
    seeds=(docx_of(_XML.encode()), _XML.encode()),
    words=(
        b"<w:p><w:r><w:t>",
        b"</w:t></w:r></w:p>",
        b"<w:tbl><w:tr><w:tc>" * 50,
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"&b;",
        b"&#xD800;",
        b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hosts'>]>",
        b"<w:p>" * 500,
        b"PK\x01\x02",
        b"PK\x05\x06",
        b"word/document.xml",
        b"xmlns:w=",
        b"<?xml version='1.0' encoding='utf-7'?>",
    ),
    check=_check_docx,
)
