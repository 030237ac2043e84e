"""Any bytes are a page that is read, or one that is refused with a reason; and any bytes have a text."""

from datetime import date

from bot.model.errors import CannotReadError, InvalidInputError
from bot.pages import article_of_page
from bot.sources.answers import Page
from bot.sources.charsets import decode
from tests.fuzz.target import Target, told

_TODAY = date(2024, 3, 1)
_URL = "https://news.example.org/2024/02/28/talks"
_PROSE = "<p>The two governments agreed on Monday to reopen three ports, the foreign ministry of Norland said.</p>" * 6
_PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ports reopen | The Example Post</title>
<link rel="canonical" href="https://news.example.org/ports"><meta property="og:site_name" content="The Example Post">
<meta property="article:published_time" content="2024-02-28T10:00:00Z">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"Ports reopen",
"datePublished":"2024-02-28","author":{{"@type":"Person","name":"A. Writer"}}}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ports reopen</h1><time datetime="2024-02-28">28 February</time>
{_PROSE}<figure><img src="a.png"><figcaption>A port.</figcaption></figure><ul><li>One</li></ul>
<table><tr><td>1</td></tr></table></article><div class="comments"><p>First!</p></div>
<footer>© 2018</footer></body></html>""".encode()
_AMP = _PAGE.replace(b"<html ", "<html ⚡ ".encode())
_WORDS = (
    b"<div>" * 300,
    b"</div>",
    b"<table><tr><td>" * 100,
    b"<p>",
    b"<article>",
    b"<script>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<svg><foreignObject>",
    b"<template>",
    b"<plaintext>",
    b"<noscript>",
    b"<iframe>",
    b"<a href='",
    b'"',
    b"'",
    b"<b><i>" * 200,
    b"&#0;",
    b"&#xD800;",
    b"&#1114112;",
    b"&amp",
    b"&" * 50,
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b'{"@type":',
    b"[" * 500,
    b'"datePublished":"',
    b"9999-99-99",
    b"0000-00-00",
    b"2024-02-30",
    b"<base href='//10.0.0.1'>",
    b"<link rel=canonical href='javascript:x'>",
    b"<link rel=canonical href='http://[::1'>",
    b"charset=utf-7",
    b"charset=unicode_escape",
    b"charset=zip",
    b"charset=idna",
    b"<?xml version='1.0' encoding='utf-16'?>",
    b"<frameset>",
    b"<form><input type=password>",
    b"style='display:none'",
    b"<math><mtext>",
)
_LABELS = (
    None,
    "utf-8",
    "utf-16",
    "koi8-r",
    "unicode_escape",
    "utf-7",
    "idna",
    "punycode",
    "zip",
    "hex",
    "undefined",
    "rot13",
    "gb18030",
)


def _check_page(data: bytes) -> None:
    for content_type in ("text/html", "text/plain"):
        page = Page(url=_URL, content_type=content_type, charset=_LABELS[len(data) % len(_LABELS)], body=data or b" ")
        try:
            found = article_of_page(page, today=_TODAY)
        except (CannotReadError, InvalidInputError) as refused:
            told(refused)
            continue
        assert found.published is None or found.published <= _TODAY
        assert found.url is not None
        assert found.url.startswith(("http://", "https://"))
        for said in (found.text, found.title, found.source, found.language, found.url):
            (said or "").encode()  # what is kept can be written down


def _check_charset(data: bytes) -> None:
    for label in (*_LABELS, data[:20].decode("latin-1")):
        text = decode(data, label)
        assert len(text) <= len(data)
        text.encode()


PAGES = Target(
    name="pages", seeds=(_PAGE, _AMP, b"<p>Talks failed.</p>", b"Talks failed."), words=_WORDS, check=_check_page
)
CHARSETS = Target(
    name="charsets",
    seeds=(
        "Привет, мир".encode("koi8-r"),
        "Ça va — “bien”".encode("cp1252"),
        "日本語".encode("shift_jis"),
        _PAGE,
        "\ufeffTalks".encode("utf-16"),
        "Talks".encode("utf-16-be"),
        b"+2AA-",
        b"\\ud800\\x41",
        b"xn--a",
    ),
    words=(
        b'<meta charset="',
        b"charset=utf-16",
        b"charset=unicode_escape",
        b"charset=undefined",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xed\xa0\x80",
        b"\x1b$B",
        b"\\ud800",
        b"\x80",
    ),
    check=_check_charset,
)
