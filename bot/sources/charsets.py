"""Bytes → text: what a page declares, what its first lines declare, and what its bytes look like."""

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
_SAMPLE = 64 * 1024
_READ_AS = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "utf-16": "utf-16-le", "euc_kr": "cp949", "shift_jis": "cp932",
}  # fmt: skip
"""What browsers read as something larger (WHATWG Encoding Standard, section 4.2)."""
_KNOWN = {
    "utf-8", "utf-16-le", "utf-16-be", "cp866", "cp874", "cp932", "cp949", "gb18030", "big5", "big5hkscs", "euc_jp",
    "iso2022_jp", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic",
    *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)), *(f"cp125{n}" for n in range(9)),
}  # fmt: skip
"""What a page may declare: Python knows more, some of which are no encodings of a page's text ("unicode_escape")."""


def decode(body: bytes, declared: str | None = None) -> str:
    """Return the text of bytes; never fails, unknown bytes become U+FFFD.

    Args:
        body: The bytes of a page or a text file.
        declared: Charset that the server named; checked, not believed: what decodes as UTF-8 is UTF-8.

    Returns:
        The text without a byte order mark.

    Source:
        WHATWG Encoding Standard (labels, order of byte order mark and declaration).
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    text = _strictly(body, "utf-8")
    if text is not None:
        return text
    meta = _META.search(body[:_HEAD])
    for name in (declared, meta.group(1).decode("ascii") if meta else None):
        text = None if name is None else _strictly(body, name)
        if text is not None:
            return text
    best = from_bytes(body[:_SAMPLE]).best()
    return body.decode(best.encoding if best is not None else "cp1252", "replace")


def _strictly(body: bytes, name: str) -> str | None:
    try:
        encoding = codecs.lookup(name).name
        encoding = _READ_AS.get(encoding, encoding)
        return body.decode(encoding) if encoding in _KNOWN else None
    except (LookupError, ValueError):
        return None
