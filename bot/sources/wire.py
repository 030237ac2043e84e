"""One request over HTTP, to an address that was checked, within limits of time and size. Follows nothing."""

import asyncio
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot import __version__
from bot.sources import failures, headers
from bot.sources.addresses import AddressPolicy
from bot.sources.names import GuardedResolver, SystemResolver
from bot.sources.unpacking import Unpacker

USER_AGENT = f"Backchannel/{__version__} (Discord bot that reads news articles its members name)"
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked for, and what of the answer is wanted.

    Attributes:
        accept: The Accept field.
        fields: Further fields of the request.
        is_wanted: Whether a body of a media type ("" where none is named) is read; else the answer is an error.
        max_bytes: Size of the body, on the wire and unpacked.
        is_cut: Whether a longer body is cut there; else it is an error.
    """

    accept: str
    fields: Mapping[str, str] = field(default_factory=dict)
    is_wanted: Callable[[str], bool]
    max_bytes: int
    is_cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back.

    Attributes:
        address: Where it came from.
        status: HTTP status.
        headers: Names in any case.
        body: Unpacked; empty for every status but 2xx.
        took_s: Seconds since it was asked.
    """

    address: URL
    status: int
    headers: Mapping[str, str]
    body: bytes
    took_s: float


class Wire:
    """The process's one HTTP session: no cookies, no kept connections, no remembered names."""

    def __init__(self, policy: AddressPolicy, resolver: AbstractResolver | None = None) -> None:
        """Open nothing yet.

        Args:
            policy: What may be connected to.
            resolver: Looks names up; the system's where None. Closed with the session.
        """
        self._policy = policy
        self._resolver = resolver
        self._session: aiohttp.ClientSession | None = None
        self._names: GuardedResolver | None = None

    async def ask(self, address: URL, ask: Ask, *, within_s: float) -> Answer:
        """Send one request.

        Args:
            address: As `check_url` gives it.
            ask: What is asked for.
            within_s: Seconds until the last byte.

        Raises:
            FetchError: No answer, or one that breaks the rules of HTTP or a limit.
        """
        clock = asyncio.get_running_loop().time
        started = clock()
        try:
            async with (
                asyncio.timeout(within_s),
                self._open().get(
                    address, headers={"Accept": ask.accept, **ask.fields}, allow_redirects=False
                ) as response,
            ):
                body = await _body(response, ask) if 200 <= response.status < 300 else b""
                took_s = clock() - started
                return Answer(
                    address=address, status=response.status, headers=response.headers, body=body, took_s=took_s
                )
        except TimeoutError as error:
            raise failures.time_limit() from error
        except (aiohttp.ClientError, OSError) as error:
            raise failures.of_connection(error) from error
        except ValueError as error:  # what a name or a field in no known form raises within the library
            raise failures.not_understood(type(error).__name__) from error

    async def close(self) -> None:
        """Close the session and the resolver; the next request would open others."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()
        if self._names is not None:
            names, self._names = self._names, None
            await names.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._names = GuardedResolver(self._resolver or SystemResolver(), self._policy)
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    resolver=self._names, use_dns_cache=False, force_close=True, socket_factory=self._socket
                ),
                headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"},
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None),
                auto_decompress=False,
            )
        return self._session

    def _socket(self, info: "aiohttp.AddrInfoType") -> socket.socket:
        """Make the socket to an address that was checked; the last gate, whatever the library did before.

        Raises:
            AddressRefusedError: It may not be connected to.
        """
        family, kind, protocol, _, address = info
        host, port = address[0], address[1]
        if not isinstance(host, str) or not isinstance(port, int) or not self._policy.allows(host, port):
            raise failures.AddressRefusedError("address refused")
        return socket.socket(family, kind, protocol)


async def _body(response: aiohttp.ClientResponse, ask: Ask) -> bytes:
    """Return the unpacked body; stops at the limit, however little of it was sent over the wire."""
    content_type = headers.media_type(response.headers.get("Content-Type"))
    if not ask.is_wanted(content_type):
        raise failures.of_type(content_type)
    if not ask.is_cut and (response.content_length or 0) > ask.max_bytes:
        raise failures.of_size(ask.max_bytes)
    unpacker = Unpacker(response.headers.get("Content-Encoding", ""))
    pieces, size, sent = [], 0, 0
    async for packed in response.content.iter_chunked(_CHUNK):
        sent += len(packed)
        for piece in unpacker.feed(packed):
            size += len(piece)
            pieces.append(piece)
            if max(size, sent) > ask.max_bytes:
                if ask.is_cut:
                    return b"".join(pieces)[: ask.max_bytes]
                raise failures.of_size(ask.max_bytes)
    unpacker.finish()
    return b"".join(pieces)
