"""No address that is allowed leads anywhere but to the open internet, however it is written."""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urljoin, urlsplit

from bot.model.errors import FetchError
from bot.sources.addresses import AddressPolicy, check_url, is_public
from tests.fuzz.target import Target

_POLICY = AddressPolicy()
_BASE = "https://news.example.org/2024/03/01/talks?a=b"


def _check(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    for url in (text, f"http://{text}/", _joined(text)):
        with suppress(FetchError):
            _check_allowed(url)


def _joined(text: str) -> str:
    try:
        return urljoin(_BASE, text)
    except ValueError:
        return text


def _check_allowed(url: str) -> None:
    """Check a link as asked for: what any reader of addresses makes of it is public, or a name still to be looked up.

    Raises:
        FetchError: It is not allowed.
    """
    allowed = check_url(url, _POLICY)
    host = allowed.raw_host
    assert host
    assert allowed.scheme in {"http", "https"}
    assert allowed.port in {80, 443}
    assert host.isascii()
    sent = urlsplit(str(allowed))
    assert sent.hostname == host, "another parser sees another host"
    assert "@" not in sent.netloc
    for number in _numbers(host):
        assert is_public(number), "a number that leads inside"
    assert not f".{host.rstrip('.')}".endswith((".localhost", ".local", ".internal"))
    assert str(check_url(str(allowed), _POLICY)) == str(allowed), "not the same the second time"


def _numbers(host: str) -> Iterator[str]:
    """Yield the addresses that a host is by itself: to C's old reader, which takes "0x7f.1", and to Python's."""
    with suppress(OSError):
        yield socket.inet_ntoa(socket.inet_aton(host))
    with suppress(ValueError):
        yield str(ipaddress.ip_address(host))


URLS = Target(
    name="urls",
    seeds=(
        b"https://news.example.org/a?b=c#d",
        b"http://127.0.0.1/",
        b"http://[::1]/",
        b"http://2130706433/",
        b"http://0x7f.0.0.1/",
        b"http://0177.1/",
        b"http://[::ffff:10.0.0.1]/",
        b"http://[64:ff9b::a00:1]/",
        b"http://me:secret@example.org/",
        b"http://example.org:8080/",
        "http://①②⑦.⓪.⓪.①/".encode(),
        "http://bücher.example/".encode(),
        b"http://xn--zca.de/",
        b"//169.254.169.254/latest",
        b"http://8.8.8.8/",
        b"\\\\10.0.0.1\\a",
        b"http://localhost./",
        b"http://[fe80::1%25eth0]/",
        b"/a/../b",
        b"http://93.184.215.14:443/x",
    ),
    words=(
        b"http:",
        b"https:",
        b"//",
        b"/",
        b"\\",
        b"@",
        b":",
        b"#",
        b"?",
        b"%",
        b"%2e",
        b"%40",
        b"%25",
        b".",
        "。".encode(),
        "．".encode(),
        "①".encode(),
        "７".encode(),
        "ß".encode(),
        "\u200d".encode(),
        "\u00ad".encode(),
        b"\t",
        b"\n",
        b" ",
        b"127.0.0.1",
        b"0x7f000001",
        b"017700000001",
        b"2130706433",
        b"localhost",
        b".local",
        b"[",
        b"]",
        b"::",
        b"::1",
        b"::ffff:",
        b"fe80::",
        b"xn--",
        b":80",
        b":0",
        b":443",
        b"0",
        b"256",
        b"10.",
        b"192.168.",
        b"metadata.internal",
        "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ".encode(),
    ),
    check=_check,
    longest_s=1.0,
)
