"""Finds the feed of an address: what is there, what the page names, or what stands at the usual places."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from bot.feed_pool import FeedPool
from bot.model.errors import BackchannelError, InvalidInputError, StoreError
from bot.model.feeds import FeedDocument, Outline
from bot.model.language import told
from bot.sources.answers import Validators
from bot.sources.feeds.discover import well_known
from bot.sources.web import Web


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A feed that was found.

    Attributes:
        url: Its address.
        title: As it calls itself; "" for none.
        note: What is to be known of it, in one sentence; "" for nothing.
        others: Addresses of further feeds that the page names.
        entries: How many it has; None where it was not looked at.
    """

    url: str
    title: str
    note: str = ""
    others: tuple[str, ...] = ()
    entries: int | None = None


class Finder:
    """Asks an address, and where that is no feed, the feeds that it leads to."""

    def __init__(self, web: Web, pool: FeedPool, *, clock: Callable[[], datetime]) -> None:
        """Take the world outside, what reads documents, and what gives the present, aware UTC."""
        self._web = web
        self._pool = pool
        self._clock = clock

    async def find(self, url: str, *, is_exact: bool = False) -> Found:
        """Return the feed of an address.

        Args:
            url: Of a feed, or of a site's page.
            is_exact: Whether it is to be the feed itself: no other is looked for then.

        Raises:
            FetchError: The address can't be had.
            InvalidInputError: There is no feed, and none that it leads to.
            BackchannelError: What is there could not be read.
        """
        answer = await self._web.feed(url, Validators())
        document = await self._pool.parse(answer, now=self._clock())
        if document is not None:
            return _found(answer.moved_to or url, document)
        if is_exact:
            raise InvalidInputError("no feed", user_text=told("There is no feed at this address."))
        links = await self._pool.links(answer.body, url=answer.url, charset=answer.charset)
        if links:
            return await self._first([link.url for link in links], url)
        return await self._first(list(well_known(answer.url)), url, is_guess=True)

    async def close(self) -> None:
        """End the process that reads documents."""
        await self._pool.close()

    async def outlines(self, body: bytes) -> tuple[Outline, ...]:
        """Return the feeds of an OPML list.

        Raises:
            InvalidInputError: It is none, too large, broken, or declares entities.
        """
        return await self._pool.outlines(body)

    async def _first(self, urls: list[str], asked: str, *, is_guess: bool = False) -> Found:
        """Return the first of several addresses that is a feed; the others are named where the page names them.

        Raises:
            InvalidInputError: None is one.
        """
        for number, url in enumerate(urls):
            try:
                answer = await self._web.feed(url, Validators())
                document = await self._pool.parse(answer, now=self._clock())
            except StoreError:
                raise
            except BackchannelError:
                continue  # it can't be had or read, and the next one may do
            if document is not None:
                others = () if is_guess else (*urls[:number], *urls[number + 1 :])
                return replace(_found(answer.moved_to or url, document), others=others)
        host = (urlsplit(asked).hostname or asked).removeprefix("www.")
        if urls and not is_guess:
            said = told("There is no feed at {host}: the page is none and names none that can be read.", host=host)
        else:
            said = told("There is no feed at {host}: the page is none and names none.", host=host)
        raise InvalidInputError("no feed", user_text=said)


def _found(url: str, document: FeedDocument) -> Found:
    return Found(url=url, title=document.title, note=document.note, entries=len(document.entries))
