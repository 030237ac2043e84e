"""Use cases of the feeds of a server: follow, leave, pause, import and export, and the tick that asks and reads."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeVar

from bot.feed_desk.finding import Finder, Found
from bot.feed_desk.looking import Looker
from bot.feed_desk.reading import EntryReader
from bot.model.errors import BackchannelError, FetchError, InvalidInputError, StoreError
from bot.model.feeds import (
    MOST_FOLLOWED,
    SHOWN_ENTRIES,
    AddedFeed,
    AddOutcome,
    EntryLine,
    ExportedFeeds,
    Following,
    Outline,
)
from bot.model.ids import FeedId, GuildId
from bot.model.language import Text, told
from bot.model.members import Member
from bot.model.source_changes import SourceAct
from data import feed_entries, feeds, source_changes
from data.feed_addresses import feed_address
from data.fingerprint import canonical_url
from data.store import Connection, Store

T = TypeVar("T")

_LOG = logging.getLogger(__name__)

LOOKS_AT_ONCE = 4
PAGES_AT_ONCE = 3
_IMPORTS_AT_ONCE = 6
LONGEST_IMPORT_S = 600.0
"""Seconds after which no further line of a list is tried: Discord takes an answer for a quarter of an hour."""
_LONGEST_TICK_S = 60.0
"""Seconds after which a tick begins nothing new; the next one goes on."""
_RENEW_S = 30.0
_STOP_S = 3.0
_LOOK_AGAIN_S = 300.0
_MOST_TYPED = 2000
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FULL = told("A server follows at most {most} feeds. Remove one first.", most=MOST_FOLLOWED)
_NO_TIME = told("It was not tried: the feeds before it took too long. Import a shorter list.")
_LATER = told("It can’t be reached now and is tried again.")


class FeedDesk:
    """The desk between the store, the world outside and whoever asks."""

    def __init__(
        self,
        store: Store,
        finder: Finder,
        looker: Looker,
        reader: EntryReader,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        """Join the rooms.

        Args:
            store: The event store.
            finder: Finds the feed of an address.
            looker: Asks feeds.
            reader: Reads entries.
            clock: Gives the present, aware UTC.
        """
        self._store = store
        self._finder = finder
        self._looker = looker
        self._reader = reader
        self._clock = clock
        self._is_stopping = False
        self._running: asyncio.Task[None] | None = None

    async def add(self, typed: str, by: Member) -> AddedFeed:
        """Follow a feed, given by its own address or its site's.

        Args:
            typed: An address, with or without https://.
            by: Who adds it, and where.

        Returns:
            What came of it: added, or known already; what is at the address, and which further feeds the site names.

        Raises:
            InvalidInputError: It is no address, there is no feed, or the server follows as many as it may.
            FetchError: The address can't be had.
            StoreError: It could not be kept.
        """
        url = address_of(typed)
        known = await self._store.read(lambda c: feeds.find_feed(c, url))
        found = Found(url=known.url, title=known.title) if known is not None else await self._finder.find(url)
        added = await self._follow(by, url=found.url, title=found.title)
        if added.outcome is AddOutcome.FULL:
            raise InvalidInputError("too many feeds", user_text=_FULL)
        return AddedFeed(
            outcome=added.outcome,
            url=found.url,
            title=found.title,
            feed=added.feed,
            reason=added.reason or found.note,
            others=found.others,
            entries=found.entries,
        )

    async def restore(self, url: str, title: str, by: Member, *, is_paused: bool) -> None:
        """Follow a feed again that the server followed before: exactly that address, which is not asked here.

        Args:
            url: The address.
            title: What the feed was called.
            by: Who wants it back, and where.
            is_paused: Whether the server had paused it.

        Raises:
            InvalidInputError: It is no address, or the server follows as many as it may.
            StoreError: It could not be kept.
        """
        restored = await self._follow(by, url=url, title=title, is_paused=is_paused)
        if restored.outcome is AddOutcome.FULL:
            raise InvalidInputError("too many feeds", user_text=_FULL)

    async def remove(self, feed: FeedId, by: Member) -> Following:
        """Follow a feed no longer; return what it was. What it brought stays.

        Raises:
            NotFoundError: The server does not follow it.
        """

        async def leave(conn: Connection) -> Following:
            following = await feeds.get_following(conn, by.guild, feed)
            await feeds.remove_follower(conn, by.guild, feed)
            await self._note(conn, SourceAct.REMOVED, following.feed.url, by, following.feed.title)
            return following

        return await self._store.write(leave)

    async def list(self, guild: GuildId) -> tuple[Following, ...]:
        """Return the feeds that a server follows, by their title."""
        return await self._store.read(lambda c: feeds.followings(c, guild))

    async def get(self, feed: FeedId, guild: GuildId) -> Following:
        """Return one feed that a server follows.

        Raises:
            NotFoundError: It does not.
        """
        return await self._store.read(lambda c: feeds.get_following(c, guild, feed))

    async def pause(self, feed: FeedId, by: Member) -> Following:
        """Have a feed bring a server nothing until it goes on.

        Raises:
            NotFoundError: The server does not follow it.
        """
        return await self._set_paused(feed, by, is_paused=True)

    async def resume(self, feed: FeedId, by: Member) -> Following:
        """Let a feed go on, as if the server saw it for the first time; also one that was given up.

        Raises:
            NotFoundError: The server does not follow it.
        """
        return await self._set_paused(feed, by, is_paused=False)

    async def look_now(self, feed: FeedId, guild: GuildId) -> Following:
        """Have a feed asked at the next tick, once in five minutes at most.

        Raises:
            NotFoundError: The server does not follow it.
            InvalidInputError: It was asked in the last five minutes, or is paused.
        """
        now = self._clock()

        async def wake(conn: Connection) -> Following:
            following = await feeds.get_following(conn, guild, feed)
            if not following.is_followed:
                raise InvalidInputError(user_text=told("This feed is paused. Resume it first."))
            last = following.feed.last_look_at
            if last is not None and (now - last).total_seconds() < _LOOK_AGAIN_S:
                raise InvalidInputError(user_text=told("This feed was asked in the last five minutes."))
            await feeds.wake(conn, feed, now)
            return await feeds.get_following(conn, guild, feed)

        return await self._store.write(wake)

    async def entries(self, guild: GuildId, feed: FeedId | None = None) -> tuple[EntryLine, ...]:
        """Return the last hundred entries that came in, newest first, of one feed or all, and what became of each."""
        return await self._store.read(lambda c: feed_entries.latest_entries(c, guild, limit=SHOWN_ENTRIES, only=feed))

    async def import_opml(self, body: bytes, by: Member) -> tuple[AddedFeed, ...]:
        """Follow the feeds of an OPML list.

        Args:
            body: The file.
            by: Who imports it, and where.

        Returns:
            What came of each line, in the list's order. A feed that can't be reached now is followed all the same.

        Raises:
            InvalidInputError: It is no such list, too large, or declares entities.
            StoreError: The store can't be used; what was followed before stays.
        """
        outlines = await self._finder.outlines(body)
        mine = {feed_address(one.feed.url) for one in await self.list(by.guild)}
        until = asyncio.get_running_loop().time() + LONGEST_IMPORT_S
        found: dict[int, AddedFeed] = {}
        waiting: list[int] = []
        for number, outline in enumerate(outlines):
            if feed_address(outline.url) in mine:
                found[number] = _outcome(outline, AddOutcome.KNOWN)
            else:
                waiting.append(number)
        while waiting:
            room = MOST_FOLLOWED - await self._store.read(lambda c: feeds.count_followed(c, by.guild))
            is_late = asyncio.get_running_loop().time() >= until
            if room <= 0 or is_late:
                outcome, reason = (AddOutcome.FULL, _FULL) if room <= 0 else (AddOutcome.REFUSED, _NO_TIME)
                found |= {number: _outcome(outlines[number], outcome, str(reason)) for number in waiting}
                break
            most = min(room, _IMPORTS_AT_ONCE)  # never more than may be added, so that the list's order counts
            some, waiting = waiting[:most], waiting[most:]
            added = await asyncio.gather(*(self._import(outlines[number], by) for number in some))
            found |= dict(zip(some, added, strict=True))
        return tuple(found[number] for number in range(len(outlines)))

    async def export_opml(self, guild: GuildId, *, title: str) -> ExportedFeeds:
        """Return the feeds that a server follows as OPML 2.0, under a title."""
        from bot.sources.feeds.opml import write_opml

        lines = [(Outline(url=one.feed.url, title=one.feed.title), one.feed.home) for one in await self.list(guild)]
        return ExportedFeeds(body=write_opml(lines, title=title, now=self._clock()), count=len(lines))

    async def tick(self) -> None:
        """Ask the feeds that are due and read what waits, some at a time, for a minute at most.

        It is called every few seconds, never twice at once. A store that can't be reached is logged and tried again at
        the next tick.
        """
        if self._is_stopping:
            return
        self._running = asyncio.create_task(self._work())
        try:
            await asyncio.shield(self._running)
        except asyncio.CancelledError:
            if not self._running.cancelled():
                raise
        finally:
            self._running = None

    async def stop(self) -> None:
        """Begin nothing more, give back what is not done within three seconds, and end the process that reads feeds.

        The next start reads what was given back. A second call does nothing more.
        """
        self._is_stopping = True
        running = self._running
        if running is not None:
            await asyncio.wait((running,), timeout=_STOP_S)
            running.cancel()
            await asyncio.wait((running,))
        try:
            await self._looker.release()
            await self._reader.release()
        except StoreError as error:
            _LOG.warning("feeds_not_released error=%s", error)
        await self._finder.close()

    async def _work(self) -> None:
        keeping = asyncio.create_task(self._keep_claims())
        try:
            await self._look_and_read()
        finally:
            keeping.cancel()

    async def _keep_claims(self) -> None:
        """Renew the leases of what is being worked at, again and again until cancelled."""
        while True:
            await asyncio.sleep(_RENEW_S)
            try:
                await self._looker.renew()
                await self._reader.renew()
            except StoreError as error:
                _LOG.warning("feeds_not_renewed error=%s", error)

    async def _look_and_read(self) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + _LONGEST_TICK_S
        try:
            while not self._is_stopping and loop.time() < until:
                if not await self._store.read(lambda c: feeds.has_work(c, self._clock())):
                    return  # most ticks end here
                looked = await _each(self._looker.look, await self._looker.claim(LOOKS_AT_ONCE))
                read = await _each(self._reader.read, await self._reader.claim(PAGES_AT_ONCE))
                if not looked and not read:
                    return
        except StoreError as error:
            _LOG.warning("feed_tick_failed error=%s", error)

    async def _set_paused(self, feed: FeedId, by: Member, *, is_paused: bool) -> Following:
        now = self._clock()

        async def change(conn: Connection) -> Following:
            is_changed = await feeds.set_paused(conn, by.guild, feed, is_paused=is_paused, now=now)
            following = await feeds.get_following(conn, by.guild, feed)
            if is_changed:
                act = SourceAct.PAUSED if is_paused else SourceAct.RESUMED
                await self._note(conn, act, following.feed.url, by, following.feed.title)
            return following

        return await self._store.write(change)

    async def _note(self, conn: Connection, act: SourceAct, url: str, by: Member, title: str) -> None:
        """Note a change, in the transaction that makes it."""
        await source_changes.note_source_change(conn, act, url, by, name=title, at=self._clock())

    async def _import(self, outline: Outline, by: Member) -> AddedFeed:
        """Follow one line of a list, if there is a feed, or may be one once its site can be reached."""
        try:
            url = address_of(outline.url)
            found = await self._finder.find(url, is_exact=True)
        except StoreError:
            raise
        except FetchError as error:
            if not error.is_passing:
                return _outcome(outline, AddOutcome.REFUSED, error.user_text)
            found = Found(url=url, title=outline.title, note=str(_LATER))
        except BackchannelError as error:  # no address, no feed, or one that the reader of feeds gave up
            return _outcome(outline, AddOutcome.REFUSED, error.user_text)
        added = await self._follow(by, url=found.url, title=found.title or outline.title)
        return AddedFeed(
            outcome=added.outcome,
            url=found.url,
            title=found.title or outline.title,
            feed=added.feed,
            reason=added.reason or found.note,
            entries=found.entries,
        )

    async def _follow(self, by: Member, *, url: str, title: str, is_paused: bool = False) -> AddedFeed:
        address, now = feed_address(url), self._clock()
        if address is None:
            raise InvalidInputError("no web address", user_text=_no_address(url))

        async def follow(conn: Connection) -> AddedFeed:
            known = await feeds.find_feed(conn, url)
            mine = () if known is None else await feeds.followings(conn, by.guild, only=known.id)
            if not mine and await feeds.count_followed(conn, by.guild) >= MOST_FOLLOWED:
                return AddedFeed(outcome=AddOutcome.FULL, url=url, reason=str(_FULL))
            number, is_new = await feeds.add_follower(
                conn, by.guild, url=url, address=address, title=title, by=by.user, at=now
            )
            if is_new:
                kept = url if known is None else known.url
                await self._note(conn, SourceAct.ADDED, kept, by, title)
                if is_paused:
                    await feeds.set_paused(conn, by.guild, number, is_paused=True, now=now)
                    await self._note(conn, SourceAct.PAUSED, kept, by, title)
            return AddedFeed(outcome=AddOutcome.ADDED if is_new else AddOutcome.KNOWN, url=url, feed=number)

        added = await self._store.write(follow)
        if added.outcome is AddOutcome.ADDED:
            _LOG.info("feed_followed id=%s guild=%d", added.feed, by.guild)
        return added


def address_of(typed: str) -> str:
    """Return what a person typed as an address: "example.org" and "feed://example.org/rss" mean https.

    Raises:
        InvalidInputError: It is no web address.
    """
    text = typed.strip().strip("<>")
    if text.lower().startswith("feed:"):
        text = text[len("feed:") :].removeprefix("//")
    if not _SCHEME.match(text) or re.match(r"^[^/:]+:\d", text):
        text = f"https://{text}"
    host = (canonical_url(text) or "").partition("/")[0]
    if not host or "." not in host or re.search(r"\s", text) or len(text) > _MOST_TYPED:
        raise InvalidInputError("no web address", user_text=_no_address(typed))
    return text


def _no_address(typed: str) -> Text:
    shown = typed.strip()
    short = f"{shown[:60]}…" if len(shown) > 60 else shown
    return told("“{typed}” is no web address. Example: https://example.org/feed.xml", typed=short)


def _outcome(outline: Outline, outcome: AddOutcome, reason: str = "") -> AddedFeed:
    return AddedFeed(outcome=outcome, url=outline.url, title=outline.title, reason=reason)


async def _each(work: Callable[[T], Awaitable[None]], claimed: Sequence[T]) -> int:
    """Do the same with several things at a time; one that fails is logged, and the others go on. Return how many.

    Raises:
        StoreError: The store can't be used; the others were brought to an end first.
    """

    async def one(item: T) -> StoreError | None:
        try:
            await work(item)
        except StoreError as error:
            return error
        except Exception:  # noqa: BLE001 - the edge of a job: one bad feed or entry must not stop the others
            _LOG.exception("feed_work_failed")
        return None

    failed = [error for error in await asyncio.gather(*map(one, claimed)) if error is not None]
    if failed:
        raise failed[0]
    return len(claimed)
