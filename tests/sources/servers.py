"""Sites on loopback that answer as told, and that misbehave in every way a site can. No library stands between."""

import asyncio
import gzip
import re
import socket
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

from bot.sources.addresses import AddressPolicy

HTML = "text/html; charset=utf-8"
_DRIP_S = 0.02
_REASONS = {200: "OK", 304: "Not Modified", 301: "Moved Permanently", 302: "Found", 404: "Not Found"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its path with the query, and its fields in lower case."""

    path: str
    headers: Mapping[str, str]


Behaviour = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Site:
    """A running server. `routes` may be changed while it runs; what it does not know is a 404.

    Attributes:
        port: On 127.0.0.1.
        routes: Path (without the query) → behaviour; one that ends in "*" stands for all that begin so.
        asked: Every request, in order.
        most_at_once: How many were being answered at the same time, at most.
    """

    port: int
    routes: dict[str, Behaviour]
    asked: list[Asked] = field(default_factory=list)
    most_at_once: int = 0
    _now: int = 0

    def url(self, path: str = "/", *, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    @property
    def policy(self) -> AddressPolicy:
        """This site only is trusted, so that everything else is checked as in earnest."""
        return AddressPolicy(trusted=frozenset({("127.0.0.1", self.port)}), extra_ports=frozenset({self.port}))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.strip().split("\r\n")
            fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            asked = Asked(path=first.split(" ")[1], headers=fields)
            self.asked.append(asked)
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
            try:
                await self._behaviour(asked.path)(asked, writer)
                await writer.drain()
            finally:
                self._now -= 1
        with suppress(ConnectionError):
            writer.close()

    def _behaviour(self, path: str) -> Behaviour:
        bare = urlsplit(path).path
        if bare in self.routes:
            return self.routes[bare]
        wide = [key for key in self.routes if key.endswith("*") and bare.startswith(key[:-1])]
        return self.routes[max(wide, key=len)] if wide else answer("<p>no</p>", status=404)


@asynccontextmanager
async def serving(routes: Mapping[str, Behaviour]) -> AsyncIterator[Site]:
    """Serve on a free port of loopback until the block ends; connections that hang are cut then."""
    site = Site(port=0, routes=dict(routes))
    tasks: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(site.serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    site.port = int(server.sockets[0].getsockname()[1])
    try:
        yield site
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


def head(status: int = 200, **fields: object) -> bytes:
    """Return a status line and fields; underscores in names are hyphens, None leaves a field out."""
    lines = [f"HTTP/1.1 {status} {_REASONS.get(status, 'Status')}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value is not None]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def answer(
    body: str | bytes = b"", *, status: int = 200, content_type: str | None = HTML, **fields: object
) -> Behaviour:
    """An answer as it should be."""
    sent = body.encode() if isinstance(body, str) else body

    async def behave(_: Asked, writer: asyncio.StreamWriter) -> None:
        start = head(status, Content_Type=content_type, Content_Length=len(sent), Connection="close", **fields)
        writer.write(start + sent)

    return behave


def redirect(location: str, status: int = 302) -> Behaviour:
    return answer(status=status, content_type=None, Location=location)


def raw(*pieces: bytes) -> Behaviour:
    """These bytes and no others, then the end of the connection."""

    async def behave(_: Asked, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)

    return behave


def conditional(
    body: str | bytes, *, etag: str | None = None, modified: str | None = None, lives: str | None = None
) -> Behaviour:
    """An answer with validators, and a 304 for whoever has them; `lives` is its Cache-Control."""
    whole = answer(body, ETag=etag, Last_Modified=modified, Cache_Control=lives)
    unchanged = answer(status=304, content_type=None, ETag=etag, Last_Modified=modified, Cache_Control=lives)

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        is_known = (etag and asked.headers.get("if-none-match") == etag) or (
            modified and asked.headers.get("if-modified-since") == modified
        )
        await (unchanged if is_known else whole)(asked, writer)

    return behave


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """One after the other, a request each; the last for all that follow."""
    left = list(behaviours)

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(asked, writer)

    return behave


def hops(status: int = 302) -> Behaviour:
    """Under "/hops/*": "/hops/3" leads to "/hops/2" and so on, "/hops/0" is a page."""

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        left = int(asked.path.rpartition("/")[2])
        step = redirect(f"/hops/{left - 1}", status) if left else answer("<p>arrived</p>")
        await step(asked, writer)

    return behave


def endless(piece: bytes = b"<p>more and more</p>" * 500, *, content_type: str = HTML) -> Behaviour:
    """A body without end and without a length."""

    async def behave(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(head(Content_Type=content_type))
        while True:
            writer.write(piece)
            await writer.drain()

    return behave


async def _drip(writer: asyncio.StreamWriter, pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(_DRIP_S)


async def slow_headers(_: Asked, writer: asyncio.StreamWriter) -> None:
    """A byte of the head at a time, and far too many of them."""
    await _drip(writer, (b"%c" % byte for byte in b"HTTP/1.1 200 OK\r\nX: " + b"a" * 5000))


async def slow_body(_: Asked, writer: asyncio.StreamWriter) -> None:
    """The head at once, then a byte at a time."""
    await _drip(writer, [head(Content_Type=HTML, Content_Length=5000), *[b"x"] * 5000])


async def never(_: Asked, __: asyncio.StreamWriter) -> None:
    """Not a word."""
    await asyncio.Event().wait()


async def reset(_: Asked, writer: asyncio.StreamWriter) -> None:
    """The connection is torn down in the middle of the body."""
    writer.write(head(Content_Type=HTML, Content_Length=5000) + b"<p>and then")
    await writer.drain()
    raw_socket = writer.get_extra_info("socket")
    raw_socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    writer.transport.abort()


@cache
def bomb(wbits: int = 31) -> bytes:
    """Return fifty million zeros, a thousandth in size: as gzip, or as zlib (15) or bare (-15)."""
    machine = zlib.compressobj(9, zlib.DEFLATED, wbits)
    return b"".join([*(machine.compress(b"0" * 1_000_000) for _ in range(50)), machine.flush()])


def packed(body: bytes, encoding: str) -> Behaviour:
    return answer(body, Content_Encoding=encoding)


def misbehaviours() -> dict[str, Behaviour]:
    """Return every fault of a server by its path; each must end in a declared error, soon and with little memory."""
    zeros = bomb()
    chunked = head(Content_Type=HTML, Transfer_Encoding="chunked")
    return {
        "/slow-headers": slow_headers,
        "/slow-body": slow_body,
        "/never": never,
        "/endless": endless(),
        "/gzip-bomb": packed(zeros, "gzip"),
        "/deflate-bomb": packed(bomb(15), "deflate"),
        "/raw-deflate-bomb": packed(bomb(-15), "deflate"),
        "/many-bombs": packed(gzip.compress(b"0" * 100_000) * 90, "gzip"),
        "/empty-members": packed(gzip.compress(b"") * 5000, "gzip"),
        "/nested-bomb": packed(gzip.compress(zeros), "gzip, gzip"),
        "/unknown-encoding": packed(b"x", "br"),
        "/not-gzip": packed(b"no gzip at all", "gzip"),
        "/half-gzip": packed(gzip.compress(b"<p>half</p>" * 50)[:-9], "gzip"),
        "/broken-chunk": raw(chunked, b"zz\r\n<p>\r\n"),
        "/huge-chunk": raw(chunked, b"fffffffffffffffff\r\n<p>\r\n"),
        "/unended-chunks": raw(chunked, b"5\r\n<p>ab\r\n"),
        "/half-answer": raw(head(Content_Type=HTML, Content_Length=5000), b"<p>half"),
        "/half-head": raw(b"HTTP/1.1 200 OK\r\nContent-Ty"),
        "/nothing": raw(),
        "/no-http": raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
        "/reset": reset,
        "/loop": redirect("/loop"),
        "/hops/*": hops(),
        "/huge-header": raw(head(X_Long="a" * 100_000, Content_Length=0)),
        "/many-headers": raw(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(5000)) + b"\r\n"),
        "/two-lengths": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde"),
        "/negative-length": raw(head(Content_Type=HTML, Content_Length=-5), b"abc"),
        "/long": raw(head(Content_Type=HTML, Content_Length=1_000_000_000), b"abc"),
        "/huge-length": raw(head(Content_Type=HTML, Content_Length="9" * 30), b"abc"),
        "/untyped": raw(head(Content_Length=1), b"x"),
        "/picture": answer(b"\x89PNG", content_type="image/png"),
        "/empty": answer(b""),
        "/unasked-304": answer(status=304, content_type=None),
        "/to-nowhere": redirect("http://[::1"),
        "/to-file": redirect("file:///etc/hosts"),
        "/to-user": redirect("http://me:secret@127.0.0.1/"),
        "/to-metadata": redirect("http://169.254.169.254/latest/"),
        "/to-loopback": redirect("http://127.0.0.1:1/"),
        "/to-decimal": redirect("http://2130706433/"),
        "/to-hex": redirect("http://0x7f.1/"),
        "/to-mapped": redirect("http://[::ffff:127.0.0.1]/"),
        "/to-name": redirect("http://inside.test/"),
    }  # fmt: skip


class Names(AbstractResolver):
    """Knows a few names by their first label, and notes what it is asked. Each list of addresses is for one look-up;
    the last stays."""

    def __init__(self, **addresses: list[list[str]]) -> None:
        self._addresses = addresses
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        answers = self._addresses.get(re.split(r"\.", host)[0])
        if answers is None:
            raise OSError("unknown name")
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            ResolveResult(
                hostname=host, host=one, port=port, proto=0, flags=0,
                family=socket.AF_INET6 if ":" in one else socket.AF_INET,
            )
            for one in found
        ]  # fmt: skip

    async def close(self) -> None: ...
