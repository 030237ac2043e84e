"""What goes wrong on the way to a site → one error, with one plain sentence for the person who asked."""

import ssl
from typing import Final

import aiohttp

from bot.model.errors import FetchError
from bot.model.language import told

REFUSED_TEXT: Final = told("That link leads to an address that isn't open to the internet, so it wasn't followed.")
_NO_LINK: Final = told("That isn't a web link: it should begin with https://.")
_STATUS_TEXTS: Final = {
    401: told("That page asks for a log-in, so it can't be read."),
    402: told("That page is behind a paywall, so it can't be read."),
    403: told("That site doesn't let this bot read the page."),
    404: told("There is no page at that link."),
    410: told("That page has been taken down."),
    429: told("That site asks for a pause between visits. Please try again later."),
    451: told("That page is withheld for legal reasons."),
}


class AddressRefusedError(OSError):
    """A socket to an address that may not be connected to; an OSError, so that the next address is tried."""


def no_link(reason: str) -> FetchError:
    """Return the error of what is no http(s) link."""
    return FetchError(reason, user_text=_NO_LINK, is_passing=False)


def refused(reason: str) -> FetchError:
    """Return the error of an address that may not be connected to."""
    return FetchError(reason, user_text=REFUSED_TEXT, is_passing=False)


def of_status(status: int, retry_after_s: float | None = None) -> FetchError:
    """Return the error of an answer that is no success; `retry_after_s` as the site asked for."""
    if status in _STATUS_TEXTS:
        text = _STATUS_TEXTS[status]
    elif status >= 500:
        text = told("That site has trouble of its own right now (it answered {status}).", status=status)
    else:
        text = told("That site answered with {status} instead of a page.", status=status)
    return FetchError(f"status {status}", user_text=text, status=status, retry_after_s=retry_after_s)


def of_type(content_type: str) -> FetchError:
    """Return the error of a kind of file that is not read."""
    return FetchError(
        f"content type {content_type or 'unknown'}",
        user_text=told("That link leads to a file this bot can't read: it reads web pages, plain text, PDF and DOCX."),
        is_passing=False,
    )


def of_size(max_bytes: int) -> FetchError:
    """Return the error of a body beyond its limit."""
    return FetchError(
        "size limit",
        user_text=told("That page is larger than {most} MB, so it wasn't read.", most=f"{max_bytes / 1_000_000:g}"),
        is_passing=False,
    )


def time_limit() -> FetchError:
    """Return the error of a site that did not answer in time."""
    return FetchError("time limit", user_text=told("That site took too long to answer."))


def too_many_redirects() -> FetchError:
    """Return the error of a chain of redirects that does not end."""
    return FetchError(
        "too many redirects", user_text=told("That link keeps leading to other links, so it wasn't followed.")
    )


def not_understood(reason: str) -> FetchError:
    """Return the error of an answer that breaks the rules of HTTP."""
    return FetchError(reason, user_text=told("That site sent an answer that can't be understood."))


def broken_off() -> FetchError:
    """Return the error of an answer that ends before its end."""
    return FetchError("half an answer", user_text=told("That site broke off in the middle of its answer."))


def empty() -> FetchError:
    """Return the error of an answer without a body."""
    return FetchError("empty body", user_text=told("That page is empty."))


def of_connection(error: aiohttp.ClientError | OSError) -> FetchError:
    """Return the error of a connection that failed, by what the library says of it."""
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, AddressRefusedError):
        return refused("address refused at the socket")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        text = told("No site of that name was found.")
    elif isinstance(error, aiohttp.ClientConnectorCertificateError | ssl.SSLCertVerificationError):
        text = told("That site's certificate can't be trusted, so the link wasn't followed.")
    elif isinstance(error, aiohttp.ClientSSLError | ssl.SSLError):
        text = told("That site can't be reached over a secure connection.")
    elif isinstance(error, aiohttp.InvalidURL):
        return no_link("invalid URL")
    elif isinstance(error, aiohttp.ClientPayloadError):
        return broken_off()
    elif isinstance(error, aiohttp.ClientConnectionError | OSError):
        text = told("That site can't be reached right now.")
    else:
        return not_understood(type(error).__name__)
    return FetchError(type(error).__name__, user_text=text)
