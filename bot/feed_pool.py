"""Feeds and lists of feeds read in a process of their own, which may be killed: they come from anywhere.

It is not the reader's process: a feed that takes too long must not cost the reader its model, nor wait for an article.
"""

import os
import signal
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from bot.model.feeds import FeedDocument, Outline
from bot.model.language import told
from bot.sources.answers import FeedAnswer
from bot.worker import Worker, WorkerKind

if TYPE_CHECKING:
    from bot.sources.feeds.discover import FeedLink

LONGEST_PARSE_S = 30
_MOST_MEMORY = 1_500_000_000
"""Bytes of address space: what a feed of five megabytes takes is a tenth of it."""
_NICE = 5


class FeedPool(Worker):
    """The worker that reads feeds, finds them on pages, and reads lists of them."""

    def __init__(self, *, longest_s: float = LONGEST_PARSE_S) -> None:
        """Start nothing yet; a document that takes longer than `longest_s` seconds is given up."""
        super().__init__(
            WorkerKind(
                name="feeds",
                start=_start,
                slow=told("This feed took too long to read and was given up."),
                broken=told("This feed could not be read."),
            )
        )
        self._longest_s = longest_s

    async def parse(self, source: FeedAnswer, *, now: datetime) -> FeedDocument | None:
        """Read a feed; None where it is none. See `bot.sources.feeds.parse`.

        Raises:
            BackchannelError: It took too long, or broke the process twice.
        """
        return await self._within(self._longest_s, _parse, source, now)

    async def links(self, body: bytes, *, url: str, charset: str | None) -> "tuple[FeedLink, ...]":
        """Return the feeds that a page names. See `bot.sources.feeds.discover`.

        Raises:
            BackchannelError: As `parse`.
        """
        return await self._within(self._longest_s, _links, body, url, charset)

    async def outlines(self, body: bytes) -> tuple[Outline, ...]:
        """Return the feeds of an OPML list. See `bot.sources.feeds.opml`.

        Raises:
            InvalidInputError: It is none, too large, broken, or declares entities.
            BackchannelError: As `parse`.
        """
        return await self._within(self._longest_s, _outlines, body)


def _start() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends this process
    if hasattr(os, "nice"):
        os.nice(_NICE)
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _parse(source: FeedAnswer, now: datetime) -> FeedDocument | None:
    from bot.sources.feeds.parse import parse_feed
    from data.fingerprint import canonical_url

    return parse_feed(source, now=now, canonical=canonical_url)


def _links(body: bytes, url: str, charset: str | None) -> "tuple[FeedLink, ...]":
    from bot.sources.feeds.discover import feed_links

    return feed_links(body, url=url, charset=charset)


def _outlines(body: bytes) -> tuple[Outline, ...]:
    from bot.sources.feeds.opml import read_opml

    return read_opml(body)
