"""Turns at a host: one request at a time, a pause between two, and none before the time that the host asked for."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from yarl import URL

from bot.model.errors import FetchError
from bot.model.language import told, told_n
from bot.sources.answers import Manners

_MOST_HOSTS: Final = 2_000


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    asked_by: int = 0
    last: datetime | None = None
    rests_until: datetime | None = None
    status: int | None = None
    crawl_pause_s: float = 0.0


def host_of(address: URL) -> str:
    """Return what counts as one host: its name, with the port where that is not the web's."""
    name = (address.raw_host or "").rstrip(".")
    return name if address.port in (80, 443) else f"{name}:{address.port}"


class Hosts:
    """Who is being asked, and when each may be asked again. Kept in memory only."""

    def __init__(
        self, manners: Manners, *, clock: Callable[[], datetime], sleep: Callable[[float], Awaitable[None]]
    ) -> None:
        """Know no host yet.

        Args:
            manners: Pauses.
            clock: Gives the present, aware UTC.
            sleep: Waits for seconds.
        """
        self._manners = manners
        self._clock = clock
        self._sleep = sleep
        self._hosts: OrderedDict[str, _Host] = OrderedDict()

    @asynccontextmanager
    async def turn(self, host: str, *, is_crawl: bool, is_next: bool = False) -> AsyncIterator[None]:
        """Wait for a turn at a host, and have it until the block ends.

        Args:
            host: As `host_of` gives it.
            is_crawl: Whether nobody waits: the pause that robots.txt asks for is kept.
            is_next: Whether this goes on with the visit that ended just now (a redirect within the host): no pause.

        Raises:
            FetchError: The host wants to be left alone, or those before take too long.
        """
        one = self._known(host)
        self._check_rest(one)
        one.asked_by += 1
        try:
            await self._locked(one)
            try:
                self._check_rest(one)  # the one before may have been told
                if not is_next and (pause_s := self._pause_s(one, is_crawl=is_crawl)) > 0:
                    await self._sleep(pause_s)
                yield
            finally:
                one.last = self._clock()
                one.lock.release()
        finally:
            one.asked_by -= 1

    def rest(self, host: str, seconds: float, status: int) -> None:
        """Note that a host wants to be left alone for some seconds, and with which status it said so."""
        one = self._known(host)
        until = self._clock() + timedelta(seconds=seconds)
        if one.rests_until is None or until > one.rests_until:
            one.rests_until, one.status = until, status

    def slow_down(self, host: str, delay_s: float) -> None:
        """Note the crawl-delay of a host's robots.txt; kept up to the bound of the manners."""
        self._known(host).crawl_pause_s = min(delay_s, self._manners.longest_pause_s)

    async def _locked(self, one: _Host) -> None:
        try:
            async with asyncio.timeout(self._manners.wait_s):
                await one.lock.acquire()
        except TimeoutError as error:
            raise FetchError(
                "waited for a turn",
                user_text=told("Other pages of that site are being read right now. Please try again in a minute."),
                retry_after_s=self._manners.wait_s,
            ) from error

    def _check_rest(self, one: _Host) -> None:
        left_s = (one.rests_until - self._clock()).total_seconds() if one.rests_until is not None else 0.0
        if left_s > 0:
            minutes = max(1, round(left_s / 60))
            raise FetchError(
                "the host rests",
                user_text=told_n(
                    "That site asks for a pause between visits. Please try again in {n} minute.",
                    "That site asks for a pause between visits. Please try again in {n} minutes.",
                    minutes,
                ),
                status=one.status,
                retry_after_s=left_s,
            )

    def _pause_s(self, one: _Host, *, is_crawl: bool) -> float:
        """Return for how long to wait; never longer than the pause, should the clock be set back."""
        wanted = max(self._manners.pause_s, one.crawl_pause_s if is_crawl else 0.0)
        since_s = (self._clock() - one.last).total_seconds() if one.last is not None else wanted
        return min(max(wanted - since_s, 0.0), wanted)

    def _known(self, host: str) -> _Host:
        one = self._hosts.setdefault(host, _Host())
        self._hosts.move_to_end(host)
        if len(self._hosts) > _MOST_HOSTS:
            self._forget()
        return one

    def _forget(self) -> None:
        """Forget the host that was asked longest ago, and waits for nothing."""
        now = self._clock()
        for name, one in list(self._hosts.items())[:-1]:
            if one.asked_by == 0 and (one.rests_until is None or one.rests_until <= now):
                del self._hosts[name]
                return
