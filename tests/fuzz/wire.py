"""Whatever bytes a server sends over a real connection, there is a page, a feed's answer or a declared error."""

import asyncio

from bot.model.errors import FetchError
from bot.sources.answers import FetchLimits, Manners, Validators
from bot.sources.web import Web
from tests.fuzz.target import Target, told
from tests.sources.servers import raw, serving

_LIMITS = FetchLimits(total_s=5, max_bytes=100_000)


async def _visit(data: bytes) -> None:
    async with serving({"/*": raw(data)}) as site:
        web = Web(limits=_LIMITS, policy=site.policy, manners=Manners(pause_s=0))
        try:
            for asking in (web.page(site.url("/a")), web.feed(site.url("/b"), Validators(etag='"1"'))):
                try:
                    found = await asking
                except FetchError as refused:
                    told(refused)
                else:
                    assert len(found.body) <= _LIMITS.max_bytes
            try:
                await web.page(site.url("/c"), is_crawl=True)
            except FetchError as refused:
                told(refused)
        finally:
            await web.close()


def _check(data: bytes) -> None:
    asyncio.run(_visit(data))


WIRE = Target(
    name="wire",
    seeds=(
        b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 9\r\nETag: "1"\r\n\r\n<p>hi</p>',
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n<p>hi</p>\r\n0\r\n\r\n",
        b"HTTP/1.1 301 Moved\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.0 404 No\r\n\r\n",
        b"HTTP/1.1 429 Slow down\r\nRetry-After: 60\r\n\r\n",
        b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n',
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: deflate\r\n\r\n\x78\x9c\x03\0\0\0\0\x01",
    ),
    words=(
        b"HTTP/1.1 ",
        b"HTTP/2.0 ",
        b"100 Continue\r\n\r\n",
        b"101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        b"103 Early\r\n\r\n",
        b"Location: ",
        b"http://[",
        b"//10.0.0.1/",
        b"\\\\a",
        b"Content-Length: ",
        b"Transfer-Encoding: gzip, chunked\r\n",
        b"\r\n\r\n",
        b"Set-Cookie: a=b\r\n",
        b"Content-Encoding: gzip\r\n",
        b"Content-Type: ",
        b"ffffffff\r\n",
        b"Trailer: a\r\n",
        b"\xc3\x28",
        b": ",
    ),
    check=_check,
    longest_s=12.0,
)
