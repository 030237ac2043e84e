"""Reads the entries that wait: the page of each once, kept for every server that wants it."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.feed_desk.filters import Filters
from bot.intake import Intake
from bot.model.errors import BackchannelError, CannotReadError, FetchError, InvalidInputError, StoreError
from bot.model.feeds import EntryOutcome, EntryResult, QueuedEntry
from bot.model.ids import GuildId
from bot.model.language import noted, told
from bot.model.reading import ArticleText
from bot.reading_pool import ReadingPool
from bot.sources.web import Web
from data import feed_entries, seen_entries
from data.store import Store

_LOG = logging.getLogger(__name__)

LEASE_S = 120
"""Seconds for which an entry is this process's; renewed while it is read: a dead process holds none for long."""
_LONGEST_READ_S = 300
MOST_ATTEMPTS = 4
"""How often a page is tried that can't be had, or that the reader broke over."""
_MOST_BEGUN = 10
"""How often it may be begun at all: what ends the whole program each time is let go, a few kills are not its fault."""
_FIRST_WAIT = timedelta(minutes=10)
_LONGEST_WAIT = timedelta(days=1)
_NO_LINK = noted("The feed names no page for it.")
_GAVE_UP = told("Reading it was begun {times} times and never came to an end.", times=_MOST_BEGUN)
_SLOW = noted("It took too long.")
_HIDDEN = noted("This server hides its outlet.")


class EntryReader:
    """Reads one entry after the other, or several at a time; keeps nothing between them."""

    def __init__(
        self,
        store: Store,
        web: Web,
        readers: ReadingPool,
        intake: Intake,
        filters: Filters,
        *,
        owner: str,
        clock: Callable[[], datetime],
    ) -> None:
        """Join the rooms.

        Args:
            store: The event store.
            web: The world outside.
            readers: The process that takes articles out of pages.
            intake: Keeps what is read.
            filters: Say what each server wants.
            owner: Names this process and this start of it.
            clock: Gives the present, aware UTC.
        """
        self._store = store
        self._web = web
        self._readers = readers
        self._intake = intake
        self._filters = filters
        self._owner = owner
        self._clock = clock
        self._turn = asyncio.Lock()
        """Pages come several at a time; of two copies the second is only known for one once the first is kept."""

    async def claim(self, limit: int) -> tuple[QueuedEntry, ...]:
        """Take entries that wait, at most so many.

        Raises:
            StoreError: The store can't be used.
        """
        now = self._clock()
        return await self._store.write(
            lambda c: feed_entries.claim_entries(c, owner=self._owner, now=now, limit=limit, lease_s=LEASE_S)
        )

    async def read(self, entry: QueuedEntry) -> None:
        """Read a claimed entry for the servers that want it, and note what became of it in each.

        What can't be had now is tried again later, four times in all.

        Raises:
            StoreError: It could not be noted; the entry is read again when its lease ends.
        """
        results: dict[GuildId, EntryResult] = {}
        try:
            async with asyncio.timeout(_LONGEST_READ_S):
                await self._results(entry, results)
        except StoreError:
            raise
        except (BackchannelError, TimeoutError) as error:
            if _is_passing(error) and entry.attempts < MOST_ATTEMPTS:
                await self._later(entry, (isinstance(error, FetchError) and error.retry_after_s) or 0)
                return
            _not_read(results, entry, error.user_text if isinstance(error, BackchannelError) else _SLOW)
        await self._settle(entry, results)

    async def renew(self) -> None:
        """Keep what was claimed and not noted.

        Raises:
            StoreError: The store can't be used.
        """
        until = self._clock() + timedelta(seconds=LEASE_S)
        await self._store.write(lambda c: feed_entries.renew_entries(c, owner=self._owner, until=until))

    async def release(self) -> None:
        """Give back what was claimed and not noted.

        Raises:
            StoreError: The store can't be used; the leases end by themselves then.
        """
        await self._store.write(lambda c: feed_entries.release_entries(c, owner=self._owner))

    async def _results(
        self, entry: QueuedEntry, results: dict[GuildId, EntryResult] | None = None
    ) -> dict[GuildId, EntryResult]:
        """Return what becomes of an entry in each server that it is read for.

        Args:
            entry: A claimed one.
            results: Is filled as it becomes known, first with where the entry is left out unread: that stands, whatever
                is raised afterwards.

        Raises:
            FetchError: Its page can't be had.
            InvalidInputError, CannotReadError: Its page can't be read.
            BackchannelError: The reader broke over it.
            StoreError: The store can't be used.
        """
        results = {} if results is None else results
        if entry.attempts > _MOST_BEGUN:
            return _not_read(results, entry, str(_GAVE_UP))  # whoever tried it last was ended over it
        asked = await self._filters.of(entry)
        refused = asked.refused_before()
        results |= {guild: _left_out(reason) for guild, reason in refused.items() if guild not in entry.having}
        wanting = tuple(guild for guild in entry.wants if guild not in results)
        if not wanting:
            return results
        if entry.link is None:
            return _not_read(results, entry, _NO_LINK)
        page = await self._web.page(entry.link, is_crawl=True)
        found = await self._readers.extract_page(page, today=self._clock().date())
        text = ArticleText(
            id="",
            text=found.text,
            title=found.title or entry.title or None,
            published=found.published or (None if entry.published is None else entry.published.date()),
            source=found.source or entry.outlet or entry.feed_title or None,
            url=found.url or page.url,
        )
        async with self._turn:
            brought = await self._intake.bring(
                text, wanting, wanted=asked.wants, background=entry.background.intersection(wanting)
            )
        read = asked.read
        if read is not None:
            await self._store.write(lambda c: seen_entries.note_facts(c, entry.id, read))
        for guild, one in brought.items():
            reason = (asked.refused_after(guild) or _HIDDEN) if one.article is None else ""
            results[guild] = EntryResult(outcome=EntryOutcome(one.outcome.value), reason=reason, article=one.article)
        return results

    async def _later(self, entry: QueuedEntry, asked_s: float) -> None:
        wait = min(_LONGEST_WAIT, max(_FIRST_WAIT * 3 ** (entry.attempts - 1), timedelta(seconds=asked_s)))
        again = self._clock() + wait
        await self._store.write(lambda c: feed_entries.retry_entry(c, entry.id, owner=self._owner, not_before=again))
        _LOG.info("entry_later id=%d attempts=%d", entry.id, entry.attempts)

    async def _settle(self, entry: QueuedEntry, results: Mapping[GuildId, EntryResult]) -> None:
        now = self._clock()
        is_mine = await self._store.write(
            lambda c: feed_entries.settle_entry(c, entry.id, results, owner=self._owner, now=now)
        )
        _LOG.info("entry_settled id=%d servers=%d mine=%s", entry.id, len(results), is_mine)


def _is_passing(error: BackchannelError | TimeoutError) -> bool:
    """Tell whether trying an entry again may help: also where its page broke the reader, or took too long."""
    if isinstance(error, FetchError):
        return error.is_passing
    return not isinstance(error, CannotReadError | InvalidInputError)


def _not_read(results: dict[GuildId, EntryResult], entry: QueuedEntry, reason: str) -> dict[GuildId, EntryResult]:
    """Note that an entry could not be read, for each server of which nothing else is known; return all results."""
    for guild in entry.wants:
        results.setdefault(guild, EntryResult(outcome=EntryOutcome.UNREADABLE, reason=reason))
    return results


def _left_out(reason: str) -> EntryResult:
    return EntryResult(outcome=EntryOutcome.LEFT_OUT, reason=reason)
