"""Asks feeds that are due, and notes what they brought or why they did not, each in one transaction."""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.digest.notes import note_to_server
from bot.feed_desk.sight import sight
from bot.feed_pool import FeedPool
from bot.model.errors import BackchannelError, FetchError, StoreError
from bot.model.feeds import Feed, FeedDocument, FeedProblem, FeedState, FeedStop
from bot.model.language import Speaking, in_english, noted
from bot.sources.answers import FeedAnswer, Validators
from bot.sources.feeds.pacing import START_S, next_look, next_try, verdict
from bot.sources.web import Web
from data import digests, feed_entries, feeds, guilds
from data.feed_addresses import feed_address
from data.feeds import ClaimedFeed
from data.store import Connection, Store

_LOG = logging.getLogger(__name__)

LEASE_S = 120
"""Seconds for which a feed is this process's; renewed while it is asked, so that a dead process holds none for long."""
_LONGEST_LOOK_S = 150
_NO_FEED = noted("There is no feed at this address.")
_SLOW = noted("It took too long to answer.")
_BROKEN = noted("This feed could not be read.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPress:
    """Makes the card that tells of a feed that stopped, as JSON text for the outbox, in a server's language."""

    stopped: Callable[[FeedStop], str]
    says: Speaking = in_english


class OvertakenError(Exception):
    """Another process has the lease now; what this one found is dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failed:
    """Why a look failed: the HTTP status, if there was one, and a sentence for people."""

    status: int | None
    reason: str
    retry_after_s: float | None = None


class Looker:
    """Asks one feed after the other, or several at a time; keeps nothing between looks."""

    def __init__(
        self,
        store: Store,
        web: Web,
        pool: FeedPool,
        *,
        owner: str,
        clock: Callable[[], datetime],
        chance: Callable[[], float],
        press: FeedPress,
        counted: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Join the rooms.

        Args:
            store: The event store.
            web: The world outside.
            pool: Reads documents.
            owner: Names this process and this start of it.
            clock: Gives the present, aware UTC.
            chance: Gives a number from 0 to 1.
            press: Makes the cards.
            counted: Is told what came of each look: "new", "nothing", "unchanged", "failed", "stopped" or "overtaken".
        """
        self._counted = counted
        self._store = store
        self._web = web
        self._pool = pool
        self._owner = owner
        self._clock = clock
        self._chance = chance
        self._press = press

    async def claim(self, limit: int) -> tuple[ClaimedFeed, ...]:
        """Take feeds that are due, at most so many.

        Raises:
            StoreError: The store can't be used.
        """
        now = self._clock()
        return await self._store.write(
            lambda c: feeds.claim_feeds(c, owner=self._owner, now=now, limit=limit, lease_s=LEASE_S)
        )

    async def look(self, claimed: ClaimedFeed) -> None:
        """Ask a claimed feed, and note what comes of it.

        Raises:
            StoreError: It could not be noted; the feed is asked again when its lease ends.
        """
        begun = self._clock()
        try:
            async with asyncio.timeout(_LONGEST_LOOK_S):
                found = await self._ask(claimed, begun)
        except TimeoutError:
            found = _Failed(status=None, reason=_SLOW)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - the edge of a job: what a feed breaks counts as its failure, so that it is paused
            _LOG.exception("feed_not_read id=%d", claimed.feed.id)
            found = _Failed(status=None, reason=_BROKEN)
        try:
            if isinstance(found, _Failed):
                outcome = await self._store.write(lambda c: self._note_failure(c, claimed.feed, found))
            else:
                answer, document = found
                outcome = await self._store.write(lambda c: self._note_answer(c, claimed.feed, answer, document, begun))
        except OvertakenError:
            _LOG.info("feed_overtaken id=%d", claimed.feed.id)
            outcome = "overtaken"
        self._counted(outcome)

    async def renew(self) -> None:
        """Keep what was claimed and not noted.

        Raises:
            StoreError: The store can't be used.
        """
        until = self._clock() + timedelta(seconds=LEASE_S)
        await self._store.write(lambda c: feeds.renew_feeds(c, owner=self._owner, until=until))

    async def release(self) -> None:
        """Give back what was claimed and not noted.

        Raises:
            StoreError: The store can't be used; the leases end by themselves then.
        """
        await self._store.write(lambda c: feeds.release_feeds(c, owner=self._owner))

    async def _ask(self, claimed: ClaimedFeed, now: datetime) -> tuple[FeedAnswer, FeedDocument | None] | _Failed:
        """Return what a feed answers, without a document where nothing changed, or why it failed."""
        feed = claimed.feed
        known = Validators() if claimed.needs_document else Validators(etag=feed.etag, modified=feed.modified)
        try:
            answer = await self._web.feed(feed.url, known)
            if answer.is_unchanged or (hash_of(answer.body) == feed.body_hash and not claimed.needs_document):
                return answer, None
            document = await self._pool.parse(answer, now=now)
        except FetchError as error:
            return _Failed(status=error.status, reason=error.user_text, retry_after_s=error.retry_after_s)
        except StoreError:
            raise
        except BackchannelError as error:
            return _Failed(status=None, reason=error.user_text)
        return _Failed(status=None, reason=_NO_FEED) if document is None else (answer, document)

    async def _note_answer(
        self, conn: Connection, feed: Feed, answer: FeedAnswer, document: FeedDocument | None, begun: datetime
    ) -> str:
        """Note an answer: its entries, and when the feed is asked again; return what it was.

        Raises:
            OvertakenError: The lease has passed to another process; nothing is noted.
        """
        if not await feeds.is_claimed(conn, feed.id, owner=self._owner):
            raise OvertakenError
        now = self._clock()
        new, pace_of = 0, feed.interval_s or START_S
        sighted, unsighted = await feeds.sight_lists(conn, feed.id)
        values: dict[str, object] = {}
        if document is not None:
            keys = {key for entry in document.entries for key in entry.keys}
            known = await feed_entries.known_keys(conn, feed.id, keys)
            found = sight(document.entries, known, sighted=sighted, unsighted=unsighted)
            new = found.new
            await feed_entries.note_keys(conn, feed.id, keys, now=now)
            await feed_entries.queue_entries(conn, feed.id, found.to_read, now=now)
            await feed_entries.queue_updated(conn, feed.id, document.entries, now=now)
            await feeds.mark_sighted(conn, feed.id, unsighted, now)
            unsighted = ()
            values |= {
                "title": document.title, "home": document.home, "kind": document.kind.value,
                "reason": document.note, "body_hash": hash_of(answer.body),
                "rhythm": feeds.rhythm_text(document.rhythm),
            }  # fmt: skip
        rhythm = document.rhythm if document is not None else await feeds.rhythm_of(conn, feed.id)
        following = next_look(
            now,
            interval_s=pace_of,
            new_entries=None if feed.last_ok_at is None else new,
            rhythm=rhythm,
            fresh_for_s=answer.fresh_for_s,
            jitter=self._chance(),
        )
        values |= {
            "etag": answer.validators.etag, "modified": answer.validators.modified, "failures": 0,
            "failing_since": None, "last_look_at": now, "last_ok_at": now, "interval_s": following.interval_s,
            # Who came while a look without a document was on its way has not seen one yet.
            "next_look_at": now if unsighted else following.at,
        }  # fmt: skip
        if not values.get("reason") and document is None and feed.failures:
            values["reason"] = ""
        if not await feeds.settle_look(conn, feed.id, owner=self._owner, values=values):
            raise OvertakenError
        _LOG.info("feed_asked id=%d new=%d changed=%s", feed.id, new, document is not None)
        if answer.moved_to is not None and not new:
            await _follow_move(conn, feed, answer.moved_to, begun, now)
        return "unchanged" if document is None else "new" if new else "nothing"

    async def _note_failure(self, conn: Connection, feed: Feed, failed: _Failed) -> str:
        """Note a failure: when the feed is tried again, or that it is given up, of which each server is told once.

        Returns:
            Which of the two.

        Raises:
            OvertakenError: The lease has passed to another process; nothing is noted.
        """
        now = self._clock()
        failures, since = feed.failures + 1, feed.failing_since or now
        problem = verdict(now, status=failed.status, failures=failures, failing_since=since)
        state = {None: FeedState.ACTIVE, FeedProblem.GONE: FeedState.GONE}.get(problem, FeedState.PAUSED)
        again = next_try(now, failures=failures, retry_after_s=failed.retry_after_s, jitter=self._chance())
        values: dict[str, object] = {
            "failures": failures, "failing_since": since, "last_look_at": now, "reason": failed.reason,
            "state": state.value, "next_look_at": again if problem is None else None,
        }  # fmt: skip
        if not await feeds.settle_look(conn, feed.id, owner=self._owner, values=values):
            raise OvertakenError
        _LOG.info("feed_failed id=%d status=%s failures=%d state=%s", feed.id, failed.status, failures, state)
        if problem is not None:
            stop = FeedStop(title=feed.title or feed.url, url=feed.url, problem=problem, reason=failed.reason)
            await self._tell(conn, feed, stop, now)
        return "failed" if problem is None else "stopped"

    async def _tell(self, conn: Connection, feed: Feed, stop: FeedStop, now: datetime) -> None:
        """Owe each server that a feed fed one note that it stopped: to its channel for notes, else to who added it."""
        items = []
        for guild in await feeds.followers(conn, feed.id):
            following = await feeds.get_following(conn, guild, feed.id)
            settings = await guilds.get_settings(conn, guild)
            with self._press.says(settings.digest.locale):
                payload = self._press.stopped(stop)
            items.append(
                note_to_server(
                    settings,
                    about=f"feed-{feed.id}",
                    payload=payload,
                    now=now,
                    users=(following.by, settings.changed_by),
                )
            )
        await digests.enqueue(conn, items)


async def _follow_move(conn: Connection, feed: Feed, moved_to: str, begun: datetime, now: datetime) -> None:
    """Give a feed the address that it moved to for good.

    Where another feed has that, its entries are these too: nothing is lost if that one was last asked before this look
    began, and nothing of this one waits. Else, also where that one has never answered, it waits for a later look.
    """
    address = feed_address(moved_to)
    if address is None or moved_to == feed.url:
        return
    other = await feeds.find_feed(conn, moved_to)
    if other is not None and other.id != feed.id:
        last = other.last_ok_at
        if last is None or last >= begun or await feed_entries.count_waiting(conn, feed.id):
            return
    number = await feeds.move_feed(conn, feed.id, url=moved_to, address=address, now=now)
    _LOG.info("feed_moved id=%d to=%d", feed.id, number)


def hash_of(body: bytes) -> str:
    """Return what tells one document from another: 64 hex digits."""
    return hashlib.sha256(body).hexdigest()
