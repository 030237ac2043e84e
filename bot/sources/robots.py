"""What a site's robots.txt lets a program read, kept for a day. Asks through a function that it is handed."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from protego import Protego
from yarl import URL

from bot.model.errors import FetchError
from bot.model.language import told

PRODUCT: Final = "Backchannel"
"""The product token under which a robots.txt may speak to this bot."""
MOST_BYTES: Final = 512_000
"""How much of a robots.txt is read: RFC 9309 asks for 500 kibibytes at least, and what follows may be left out."""
_LONGEST_S: Final = 86_400.0
_SHORTEST_S: Final = 600.0
_UNREACHABLE_S: Final = 3_600.0
_MOST_KEPT_BYTES: Final = 4_000_000


class Standing(StrEnum):
    """What is known of a site's rules."""

    RULES = "rules"
    NONE = "none"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsAnswer:
    """What came back for a robots.txt.

    Attributes:
        status: HTTP status after redirects.
        body: At most `MOST_BYTES`; empty for every status but 2xx.
        fresh_for_s: As the server says; None where it doesn't.
    """

    status: int
    body: bytes
    fresh_for_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    standing: Standing
    rules: Protego | None
    until: datetime
    size: int


def standing_of(status: int) -> Standing:
    """Return what a status of a robots.txt means: rules, none (everything is allowed), unreachable (nothing is).

    Source:
        RFC 9309, sections 2.3.1.3 and 2.3.1.4. A 429 counts as a server that is in trouble, not as one without rules.
    """
    if 200 <= status < 300:
        return Standing.RULES
    return Standing.NONE if 400 <= status < 500 and status != 429 else Standing.UNREACHABLE


def robots_address(address: URL) -> URL:
    """Return where the rules for an address stand: at its scheme, host and port (RFC 9309, section 2.3)."""
    return address.origin() / "robots.txt"


class Robots:
    """The rules of the sites that were asked lately."""

    def __init__(self, ask: Callable[[URL], Awaitable[RobotsAnswer]], *, clock: Callable[[], datetime]) -> None:
        """Know no site yet.

        Args:
            ask: Fetches a robots.txt, following redirects; raises `FetchError`.
            clock: Gives the present, aware UTC.
        """
        self._ask = ask
        self._clock = clock
        self._kept: OrderedDict[URL, _Kept] = OrderedDict()
        self._asking: dict[URL, asyncio.Lock] = {}

    async def check(self, address: URL) -> float | None:
        """Check that a program may read an address.

        Returns:
            The crawl-delay in seconds, None where the site names none.

        Raises:
            FetchError: The site asks programs not to, its rules can't be had (RFC 9309: then nothing may be read), or
                it wants to be left alone.
        """
        kept = await self._rules(robots_address(address))
        if kept.standing is Standing.UNREACHABLE:
            raise FetchError(
                "robots.txt unreachable",
                user_text=told("That site's rules for programs can't be read right now, so the page wasn't read."),
                retry_after_s=max((kept.until - self._clock()).total_seconds(), 0.0),
            )
        if kept.rules is None:
            return None
        if not await asyncio.to_thread(kept.rules.can_fetch, str(address), PRODUCT):
            raise FetchError(
                "robots.txt disallows",
                user_text=told("That site asks programs not to read that page, so it wasn't read."),
                is_passing=False,
            )
        return kept.rules.crawl_delay(PRODUCT)

    async def _rules(self, where: URL) -> _Kept:
        lock = self._asking.setdefault(where, asyncio.Lock())
        try:
            async with lock:
                kept = self._kept.get(where)
                if kept is None or kept.until <= self._clock():
                    kept = await self._fetched(where)
                    self._keep(where, kept)
                self._kept.move_to_end(where)
                return kept
        finally:
            if not lock.locked():
                self._asking.pop(where, None)

    async def _fetched(self, where: URL) -> _Kept:
        try:
            answer = await self._ask(where)
        except FetchError as error:
            if error.retry_after_s is not None:
                raise
            return self._made(Standing.UNREACHABLE, None, _UNREACHABLE_S, 0)
        standing = standing_of(answer.status)
        if standing is Standing.UNREACHABLE:
            return self._made(standing, None, _UNREACHABLE_S, 0)
        rules = await asyncio.to_thread(parse_rules, answer.body) if standing is Standing.RULES else None
        fresh_s = _LONGEST_S if answer.fresh_for_s is None else min(max(answer.fresh_for_s, _SHORTEST_S), _LONGEST_S)
        return self._made(standing, rules, fresh_s, len(answer.body))

    def _made(self, standing: Standing, rules: Protego | None, lives_s: float, size: int) -> _Kept:
        until = self._clock() + timedelta(seconds=lives_s)
        return _Kept(standing=standing, rules=rules, until=until, size=size + 1_000)

    def _keep(self, where: URL, kept: _Kept) -> None:
        """Keep rules, and forget those that were asked for longest ago where all together are too large."""
        self._kept[where] = kept
        self._kept.move_to_end(where)
        size = sum(one.size for one in self._kept.values())
        while size > _MOST_KEPT_BYTES and len(self._kept) > 1:
            size -= self._kept.popitem(last=False)[1].size


def parse_rules(body: bytes) -> Protego:
    """Return the rules of a robots.txt: UTF-8, as RFC 9309 has it, whatever cannot be read in it left out."""
    return Protego.parse(body.decode("utf-8-sig", "replace"))
