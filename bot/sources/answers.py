"""What the world outside answers, as values: a page, a feed, and what a feed is asked with the next time."""

from dataclasses import dataclass

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf", DOCX_TYPE})


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """How much one link may cost.

    Attributes:
        total_s: Seconds from the first look-up to the last byte, redirects included; waiting for a turn is not.
        max_bytes: Bytes of the body, on the wire and after decompression.
        max_redirects: How many are followed.
    """

    total_s: float = 20.0
    max_bytes: int = 5_000_000
    max_redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a host is treated.

    Attributes:
        pause_s: Seconds between two requests to one host; a redirect within a host follows at once.
        longest_pause_s: Seconds up to which a crawl-delay of robots.txt is kept.
        wait_s: Seconds that a request waits for those before it at its host.
    """

    pause_s: float = 1.0
    longest_pause_s: float = 30.0
    wait_s: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a link led to.

    Attributes:
        url: The last address, after redirects.
        content_type: One of `PAGE_TYPES`.
        charset: As the server names it; None where it doesn't.
        body: Decompressed, never empty.
    """

    url: str
    content_type: str
    charset: str | None
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to ask it by whether something changed; printable ASCII, None where it gave none.

    Attributes:
        etag: Its ETag, quotes included.
        modified: Its Last-Modified, word for word.
    """

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAnswer:
    """What a feed's address answered.

    Attributes:
        url: The last address, after redirects.
        moved_to: That address where there were redirects and every one was permanent (301, 308); else None.
        is_unchanged: Whether the server says that nothing changed (304); `body` is empty then.
        content_type: As the server names it, in lower case, "" where it doesn't.
        charset: As the server names it; None where it doesn't.
        body: Decompressed; never empty unless unchanged.
        validators: To ask with the next time; those that were known where a 304 brings none.
        fresh_for_s: Seconds for which asking again is no use, by Cache-Control or Expires, at most a year; 0 where
            the server wants to be asked each time; None where it says nothing.
    """

    url: str
    moved_to: str | None
    is_unchanged: bool
    content_type: str
    charset: str | None
    body: bytes
    validators: Validators
    fresh_for_s: float | None
