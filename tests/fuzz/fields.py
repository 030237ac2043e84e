"""Header fields, packed bodies and robots.txt: read within bounds, whatever a server sends."""

import gzip
import zlib
from datetime import UTC, datetime

from multidict import CIMultiDict
from protego import Protego

from bot.model.errors import FetchError
from bot.sources import headers
from bot.sources.robots import PRODUCT, parse_rules
from bot.sources.unpacking import Unpacker
from tests.fuzz.target import Target, told

_NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
_YEAR = 365 * 86_400.0


def _check_fields(data: bytes) -> None:
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    fields: CIMultiDict[str] = CIMultiDict()
    for line in lines:
        name, _, value = line.partition(":")
        fields.add(name, value)
    fresh_s = headers.fresh_for_s(fields, _NOON)
    assert fresh_s is None or 0 <= fresh_s <= _YEAR
    for value in fields.values():
        wait_s = headers.retry_after_s(value, _NOON)
        assert wait_s is None or 0 <= wait_s <= headers.LONGEST_REST_S
        headers.charset(value)
        headers.media_type(value).encode("ascii")
    given = headers.validators(fields)
    assert all(one is None or (one.isascii() and one.isprintable()) for one in (given.etag, given.modified))


def _check_packing(data: bytes) -> None:
    for encoding in ("gzip", "deflate", "identity", data[:12].decode("latin-1")):
        for step in (1 << 16, 7):
            if step == 7 and len(data) > 5_000:
                continue
            try:
                machine, size = Unpacker(encoding), 0
                for at in range(0, len(data), step):
                    for piece in machine.feed(data[at : at + step]):
                        assert len(piece) <= 1 << 16
                        size += len(piece)
                    if size > 1_000_000:
                        break
                machine.finish()
            except FetchError as refused:
                told(refused)


def _check_robots(data: bytes) -> None:
    rules: Protego = parse_rules(data)
    for path in ("/", "/news/2024?a=b", "/%2e%2e/" + "a" * 500, "/é*$"):
        rules.can_fetch(f"https://news.example.org{path}", PRODUCT)
    delay_s = rules.crawl_delay(PRODUCT)
    assert delay_s is None or 0 <= delay_s < float("inf")


FIELDS = Target(
    name="fields",
    seeds=(
        b'ETag: W/"1"\nLast-Modified: Fri, 01 Mar 2024 10:00:00 GMT\nCache-Control: public, max-age=600\nAge: 7',
        b"Expires: Fri, 01 Mar 2024 13:00:00 GMT\nDate: Fri, 01 Mar 2024 12:30:00 +0130\nRetry-After: 120",
        b'Content-Type: text/html; a="b"; charset="koi8-r"\nRetry-After: Friday, 01-Mar-24 12:01:00 EST',
    ),
    words=(
        b"Expires:",
        b"Date:",
        b"Age:",
        b"max-age=",
        b"no-store",
        b'"',
        b",",
        b"=",
        b"GMT",
        b"-9999",
        b"+9999",
        b"31 Dec 9999",
        b"0001",
    ),
    check=_check_fields,
    longest_s=1.0,
)
PACKING = Target(
    name="packing",
    seeds=(
        gzip.compress(b"<p>Talks</p>" * 50, mtime=0),
        gzip.compress(b"a", mtime=0) + gzip.compress(b"b", mtime=0),
        zlib.compress(b"<p>Talks</p>" * 50),
        zlib.compress(b"a" * 500, wbits=-15),
        gzip.compress(b"0" * 5_000_000, mtime=0),
    ),
    words=(
        b"\x1f\x8b\x08",
        b"\x1f\x8b\x08\x04\0\0\0\0\0\x03\xff\xff",
        b"\x78\x9c",
        gzip.compress(b"", mtime=0),
        b"\0\0\0\0",
    ),
    check=_check_packing,
)
ROBOTS = Target(
    name="robots",
    seeds=(
        b"User-agent: *\nDisallow: /private\nAllow: /private/open$\nCrawl-delay: 5\nSitemap: https://example.org/s.xml\n",
        b"User-agent: Backchannel\nUser-agent: other\nDisallow: /*?*&*=\n",
        b"Request-rate: 1/5m 0100-0200\nVisit-time: 0400-0845\n",
    ),
    words=(
        b"User-agent: *\n",
        b"Disallow: /",
        b"Allow: /*" + b"a*" * 300 + b"$",
        b"*" * 500,
        b"$",
        b"%",
        b"%E2",
        b"Crawl-delay: 1e400",
        b"Crawl-delay: nan",
        b"Crawl-delay: -0",
        b"Request-rate: 1/0",
        b"http://[",
        b"\x0b",
        "\u2028".encode(),
    ),
    check=_check_robots,
)
