"""The world outside, as one door: fetches pages and feeds politely and safely. Knows nothing of what they say."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urljoin

from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.sources import failures, headers, robots
from bot.sources.addresses import AddressPolicy, check_url
from bot.sources.answers import PAGE_TYPES, FeedAnswer, FetchLimits, Manners, Page, Validators
from bot.sources.hosts import Hosts, host_of
from bot.sources.wire import Answer, Ask, Wire

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PERMANENT: Final = frozenset({301, 308})
_UNCHANGED: Final = 304
_TOO_MANY: Final = 429
_BUSY: Final = frozenset({_TOO_MANY, 503})
_REST_UNSAID_S: Final = 60.0
"""Seconds for which a host is left alone that says "too many requests" and not for how long."""
_PAGE_ACCEPT: Final = "text/html,application/xhtml+xml,text/plain;q=0.8,application/pdf;q=0.7"
_FEED_ACCEPT: Final = (
    "application/atom+xml,application/rss+xml,application/feed+json,application/rdf+xml;q=0.9,application/xml;q=0.8,"
    "text/xml;q=0.8,application/json;q=0.7,text/html;q=0.5,*/*;q=0.1"
)
_NO_FEEDS: Final = ("image/", "audio/", "video/", "font/")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Errand:
    """Why something is asked for: `is_crawl` where nobody waits, `asks_robots` where a site's rules are asked first."""

    ask: Ask
    is_crawl: bool
    asks_robots: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrival:
    """The last answer of a chain; `moved_to` where every redirect was permanent, and there was one."""

    answer: Answer
    moved_to: str | None


class Web:
    """Asks sites: one for the process, so that all who ask share each host's turns, pauses and rules."""

    def __init__(
        self,
        *,
        limits: FetchLimits | None = None,
        policy: AddressPolicy | None = None,
        manners: Manners | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        resolver: AbstractResolver | None = None,
    ) -> None:
        """Open nothing yet; the session is made with the first request, on the loop that runs then.

        Args:
            limits: What one link may cost; the defaults where None.
            policy: What may be connected to; public addresses at ports 80 and 443 where None.
            manners: How a host is treated; the defaults where None.
            clock: Gives the present, aware UTC.
            sleep: Waits for seconds.
            resolver: Looks names up; the system's where None.
        """
        self._limits = limits or FetchLimits()
        self._policy = policy or AddressPolicy()
        self._clock = clock
        self._wire = Wire(self._policy, resolver)
        self._hosts = Hosts(manners or Manners(), clock=clock, sleep=sleep)
        self._robots = robots.Robots(self._ask_robots, clock=clock)

    async def page(self, url: str, *, is_crawl: bool = False) -> Page:
        """Fetch the page of a link.

        Args:
            url: http or https, without user and password; ports 80 and 443 unless the operator allows others.
            is_crawl: Whether the bot goes there by itself; then robots.txt is asked. A link that a person hands in
                is that person's own request (docs/adr/0024).

        Returns:
            The page.

        Raises:
            FetchError: It can't be had; `user_text` says why in one plain sentence.
        """
        ask = Ask(accept=_PAGE_ACCEPT, is_wanted=PAGE_TYPES.__contains__, max_bytes=self._limits.max_bytes)
        errand = _Errand(ask=ask, is_crawl=is_crawl, asks_robots=is_crawl)
        answer = _succeeded((await self._follow(url, errand)).answer)
        kind = answer.headers.get("Content-Type")
        return Page(
            url=str(answer.address),
            content_type=headers.media_type(kind),
            charset=headers.charset(kind),
            body=answer.body,
        )

    async def feed(self, url: str, known: Validators) -> FeedAnswer:
        """Ask a feed whether there is something new.

        Args:
            url: As `page` takes it. robots.txt is not asked: a feed is there to be fetched by programs.
            known: As the last answer gave them; both None the first time.

        Returns:
            What it answered; pictures, sound and films are refused, other types are for the caller to judge.

        Raises:
            FetchError: It can't be had. `retry_after_s` says for how long the site wants to be left alone.
        """
        fields = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        asked = {name: value for name, value in fields.items() if value is not None}
        ask = Ask(accept=_FEED_ACCEPT, fields=asked, is_wanted=_may_be_feed, max_bytes=self._limits.max_bytes)
        arrival = await self._follow(url, _Errand(ask=ask, is_crawl=True))
        answer = arrival.answer
        is_unchanged = answer.status == _UNCHANGED
        if is_unchanged and not asked:
            raise failures.not_understood("304 without validators")
        if not is_unchanged:
            _succeeded(answer)
        given, kind = headers.validators(answer.headers), answer.headers.get("Content-Type")
        return FeedAnswer(
            url=str(answer.address),
            moved_to=arrival.moved_to,
            is_unchanged=is_unchanged,
            content_type=headers.media_type(kind),
            charset=headers.charset(kind),
            body=answer.body,
            validators=known if is_unchanged and given == Validators() else given,
            fresh_for_s=headers.fresh_for_s(answer.headers, self._clock()),
        )

    async def close(self) -> None:
        """Close the session."""
        await self._wire.close()

    async def _follow(self, url: str, errand: _Errand) -> _Arrival:
        """Ask, and follow redirects; every address on the way is checked like the first."""
        address = check_url(url, self._policy)
        left_s, is_permanent, last_host = self._limits.total_s, True, ""
        for hop in range(self._limits.max_redirects + 1):
            host = host_of(address)
            if errand.asks_robots:
                await self._ask_leave(address)
            answer = await self._ask(address, errand, left_s, is_next=host == last_host)
            target = answer.headers.get("Location")
            if answer.status not in _REDIRECTS or not target:
                return _Arrival(answer=answer, moved_to=str(address) if hop and is_permanent else None)
            is_permanent = is_permanent and answer.status in _PERMANENT
            left_s, last_host = max(left_s - answer.took_s, 0.0), host
            address = check_url(_joined(address, target), self._policy)
        raise failures.too_many_redirects()

    async def _ask(self, address: URL, errand: _Errand, left_s: float, *, is_next: bool) -> Answer:
        host = host_of(address)
        async with self._hosts.turn(host, is_crawl=errand.is_crawl, is_next=is_next):
            answer = await self._wire.ask(address, errand.ask, within_s=left_s)
            if answer.status in _BUSY:
                rest_s = headers.retry_after_s(answer.headers.get("Retry-After"), self._clock())
                if rest_s is None and answer.status == _TOO_MANY:
                    rest_s = _REST_UNSAID_S
                if rest_s is not None:
                    self._hosts.rest(host, rest_s, answer.status)
                raise failures.of_status(answer.status, rest_s)
        return answer

    async def _ask_leave(self, address: URL) -> None:
        delay_s = await self._robots.check(address)
        if delay_s is not None:
            self._hosts.slow_down(host_of(address), delay_s)

    async def _ask_robots(self, where: URL) -> robots.RobotsAnswer:
        ask = Ask(accept="text/plain,*/*;q=0.1", is_wanted=lambda _: True, max_bytes=robots.MOST_BYTES, is_cut=True)
        answer = (await self._follow(str(where), _Errand(ask=ask, is_crawl=True))).answer
        fresh_s = headers.fresh_for_s(answer.headers, self._clock())
        return robots.RobotsAnswer(status=answer.status, body=answer.body, fresh_for_s=fresh_s)


def _succeeded(answer: Answer) -> Answer:
    """Return an answer that has a body.

    Raises:
        FetchError: Its status is no success, or its body is empty.
    """
    if not 200 <= answer.status < 300:
        raise failures.of_status(answer.status)
    if not answer.body:
        raise failures.empty()
    return answer


def _joined(address: URL, target: str) -> str:
    """Return the address that a redirect names.

    Raises:
        FetchError: It names none.
    """
    try:
        return urljoin(str(address), target.strip())
    except ValueError as error:
        raise failures.no_link("redirect to no address") from error


def _may_be_feed(content_type: str) -> bool:
    return not content_type.startswith(_NO_FEEDS)
