"""Follows one link to its page, within limits of time, size, redirects and address. Knows nothing of what it says."""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot import __version__
from bot.model.errors import FetchError
from bot.sources.addresses import AddressPolicy

USER_AGENT = f"Backchannel/{__version__} (Discord bot that reads news articles its members name)"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CONTENT_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf", DOCX_TYPE})
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,application/pdf;q=0.7",
    "Accept-Encoding": "gzip, deflate",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_DEFAULT_PORTS = {"http": 80, "https": 443}
_CHUNK = 64 * 1024
_LONGEST_URL = 4000
_REFUSED = "That link leads to an address that isn't open to the internet, so it wasn't followed."
_STATUS_TEXTS = {
    401: "That page asks for a log-in, so it can't be read.",
    402: "That page is behind a paywall, so it can't be read.",
    403: "That site doesn't let this bot read the page.",
    404: "There is no page at that link.",
    410: "That page has been taken down.",
    429: "That site asks for a pause between visits. Please try again later.",
    451: "That page is withheld for legal reasons.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """How much one link may cost.

    Attributes:
        total_s: Seconds from the first look-up to the last byte, redirects included.
        max_bytes: Bytes of the body after decompression.
        max_redirects: How many are followed.
    """

    total_s: float = 20.0
    max_bytes: int = 5_000_000
    max_redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a link led to.

    Attributes:
        url: The last address, after redirects.
        content_type: One of `CONTENT_TYPES`.
        charset: As the server names it; None where it doesn't.
        body: Decompressed, never empty.
    """

    url: str
    content_type: str
    charset: str | None
    body: bytes


class GuardedResolver(AbstractResolver):
    """Looks a name up once and hands on only what may be connected to: the address that was checked is the one used."""

    def __init__(self, inner: AbstractResolver, policy: AddressPolicy) -> None:
        self._inner = inner
        self._policy = policy

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the allowed addresses of a name.

        Raises:
            FetchError: None of its addresses may be connected to.
            OSError: The name is not known.
        """
        results = await self._inner.resolve(host, port, family)
        allowed = [one for one in results if self._policy.allows(one["host"], port)]
        if not allowed:
            raise FetchError(f"no allowed address at port {port}", user_text=_REFUSED)
        return allowed

    async def close(self) -> None:
        """Release the inner resolver."""
        await self._inner.close()


async def fetch(
    url: str,
    *,
    limits: FetchLimits | None = None,
    allow_private: bool = False,
    trusted: frozenset[tuple[str, int]] = frozenset(),
    resolver: AbstractResolver | None = None,
) -> Page:
    """Fetch the page of a link.

    Args:
        url: http or https, without user and password; ports 80 and 443 unless private addresses are allowed.
        limits: Time, size and redirects; the defaults of `FetchLimits` where None.
        allow_private: Whether any address and port may be connected to (a test's server, an operator's own network).
        trusted: (IP address, port) pairs that may be, while all other private ones may not.
        resolver: Looks names up; the system's where None. Closed afterwards.

    Returns:
        The page.

    Raises:
        FetchError: It can't be had; `user_text` says why in one plain sentence.
    """
    limits = limits or FetchLimits()
    policy = AddressPolicy(allow_private=allow_private, trusted=trusted)
    guarded = GuardedResolver(resolver or aiohttp.ThreadedResolver(), policy)
    connector = aiohttp.TCPConnector(resolver=guarded, use_dns_cache=False, force_close=True)
    try:
        async with (
            asyncio.timeout(limits.total_s),
            aiohttp.ClientSession(
                connector=connector,
                headers=_HEADERS,
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None),
            ) as session,
        ):
            return await _follow(session, url, limits, policy)
    except TimeoutError as error:
        raise FetchError("time limit", user_text="That site took too long to answer.") from error
    except aiohttp.ClientError as error:
        raise _connection_error(error) from error
    finally:
        await guarded.close()


def check_url(url: str, policy: AddressPolicy) -> URL:
    """Return a link as an address that may be asked for; its name is not looked up yet.

    Raises:
        FetchError: It is no http(s) link, names a user, or its port or literal address may not be connected to.
    """
    try:
        parsed = URL(url) if len(url) <= _LONGEST_URL else None
        port = parsed.port if parsed is not None else None
    except (ValueError, TypeError):
        parsed = port = None
    if parsed is None or not parsed.host or parsed.scheme not in _DEFAULT_PORTS:
        raise FetchError("no http(s) address", user_text="That isn't a web link: it should begin with https://.")
    if parsed.user is not None or parsed.password is not None:
        raise FetchError("user in address", user_text="Links with a user name or password in them are not followed.")
    assert port is not None
    if _is_literal(parsed.host):
        if not policy.allows(parsed.host, port):
            raise FetchError("address refused", user_text=_REFUSED)
    elif port not in _DEFAULT_PORTS.values() and not policy.allow_private:
        raise FetchError("port refused", user_text="Links with an unusual port number are not followed.")
    return parsed


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


async def _follow(session: aiohttp.ClientSession, url: str, limits: FetchLimits, policy: AddressPolicy) -> Page:
    address = check_url(url, policy)
    for _ in range(limits.max_redirects + 1):
        async with session.get(address, allow_redirects=False) as response:
            if response.status not in _REDIRECTS or not response.headers.get("Location"):
                return await _read(response, limits)
            address = check_url(urljoin(str(address), response.headers["Location"]), policy)
    raise FetchError("too many redirects", user_text="That link keeps leading to other links, so it wasn't followed.")


async def _read(response: aiohttp.ClientResponse, limits: FetchLimits) -> Page:
    _check_status(response.status)
    header = Message()
    header["Content-Type"] = response.headers.get("Content-Type", "")
    content_type = header.get_content_type() if response.headers.get("Content-Type") else "unknown"
    if content_type not in CONTENT_TYPES:
        raise FetchError(
            f"content type {content_type}",
            user_text="That link leads to a file this bot can't read: it reads web pages, plain text, PDF and DOCX.",
        )
    body = await _body(response, limits.max_bytes)
    if not body:
        raise FetchError("empty body", user_text="That page is empty.")
    return Page(url=str(response.url), content_type=content_type, charset=header.get_content_charset(), body=body)


async def _body(response: aiohttp.ClientResponse, max_bytes: int) -> bytes:
    """Return the decompressed body; stops at the limit, however little of it was sent over the wire."""
    pieces, size = [], response.content_length or 0
    if size <= max_bytes:
        size = 0
        async for piece in response.content.iter_chunked(_CHUNK):
            size += len(piece)
            if size > max_bytes:
                break
            pieces.append(piece)
    if size > max_bytes:
        limit = f"{max_bytes / 1_000_000:g} MB"
        raise FetchError("size limit", user_text=f"That page is larger than {limit}, so it wasn't read.")
    return b"".join(pieces)


def _check_status(status: int) -> None:
    if 200 <= status < 300:
        return
    if status in _STATUS_TEXTS:
        text = _STATUS_TEXTS[status]
    elif status >= 500:
        text = f"That site has trouble of its own right now (it answered {status})."
    else:
        text = f"That site answered with {status} instead of a page."
    raise FetchError(f"status {status}", user_text=text, status=status)


def _connection_error(error: aiohttp.ClientError) -> FetchError:
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        text = "No site of that name was found."
    elif isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError):
        text = "That site's certificate can't be trusted, so the link wasn't followed."
    elif isinstance(error, aiohttp.InvalidURL):
        text = "That isn't a web link: it should begin with https://."
    elif isinstance(error, aiohttp.ClientConnectionError):
        text = "That site can't be reached right now."
    else:
        text = "That site sent an answer that can't be understood."
    return FetchError(type(error).__name__, user_text=text)
