"""The life of an outbox row: claimed under a lease, sent at a pace, marked sent only by the lease's owner.

Exactly once: the row is written with the schedule's advance in one transaction; the nonce (24 hex digits of the row and
part) makes Discord drop a second copy for as long as it remembers nonces; after that the channel's history is looked
through before a row that was begun before is sent again (docs/adr/0002).
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from aiolimiter import AsyncLimiter

from bot.model.digest import OutboxItem
from bot.model.errors import StoreError
from bot.model.ids import ChannelId, MessageId
from data import digests
from data.store import Store

_LOG = logging.getLogger(__name__)

LEASE_S = 90
SEND_TIMEOUT_S = 30
CLAIMED_AT_ONCE = 50
WORKERS = 32
NONCE_MEMORY = timedelta(seconds=120)
"""How long after the first attempt Discord is trusted to remember the nonce."""
FORBIDDEN_WAITS = (timedelta(minutes=10), timedelta(hours=1))
"""How long a row waits after each refusal that a permission may mend; the next one is final."""
LATE = timedelta(minutes=15)
"""From when on a card says that it came late."""
_CLOCKS = timedelta(seconds=5)
"""How far Discord's clock may be before ours."""
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=30)


class SendProblem(StrEnum):
    """Why Discord will not take a message, however often it is tried."""

    FORBIDDEN = "forbidden"
    GONE = "gone"
    INVALID = "invalid"


class CannotSendError(Exception):
    """A final answer of Discord; `problem` says which, `missing` names permissions where they are known."""

    def __init__(self, problem: SendProblem, missing: tuple[str, ...] = ()) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.missing = missing


class TrySendAgainError(Exception):
    """A passing fault: a time-out, a reset, a 5xx, a 429 that outlasted its tries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A message of Discord, and the channel or thread that it is in."""

    message: MessageId
    place: ChannelId


class Sender(Protocol):
    """The edge to Discord."""

    async def send(self, item: OutboxItem, *, nonce: str, after: datetime | None, note: str) -> Posted:
        """Post a rendered card, or put it in place of a posted one.

        Args:
            item: The card, where it goes and how it arrives; nobody is mentioned but its role.
            nonce: At most 25 characters; Discord drops a second message with the same one for a few minutes.
            after: Where Discord may have forgotten the nonce: since when (aware UTC) an earlier copy may be in the
                channel, to be looked for first. None where the nonce is enough.
            note: Line added to the card's foot; "" for none.

        Raises:
            CannotSendError: Discord's answer is final.
            TrySendAgainError: It may work later.
        """
        ...


class Outcome(StrEnum):
    """What became of one row in one attempt."""

    SENT = "sent"
    REFUSED = "refused"
    """For good: it is not tried again."""
    FORBIDDEN = "forbidden"
    """Discord does not let the bot post; it is tried again."""
    DELAYED = "delayed"
    """A passing fault; it is tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What became of one row in one attempt; `problem` is set where Discord refused it."""

    item: OutboxItem
    outcome: Outcome
    posted: Posted | None = None
    problem: CannotSendError | None = None


def nonce(item: OutboxItem) -> str:
    """Return the row's nonce: 24 hex digits (Discord takes 25), the same at each attempt and different between rows."""
    return hashlib.sha256(f"{item.id}:{item.channel}:{item.part}".encode()).hexdigest()[:24]


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after a passing fault: 30 s, doubled at each attempt, half an hour at most."""
    return min(_LONGEST_WAIT, _FIRST_WAIT * (1 << min(attempts - 1, 10)))


class Delivery:
    """Sends what the outbox owes; one for each process that may post."""

    def __init__(
        self, store: Store, sender: Sender, *, owner: str, clock: Callable[[], datetime], messages_per_s: float
    ) -> None:
        """Take the store, the edge and the pace.

        Args:
            store: Holds the outbox.
            sender: Posts a card.
            owner: Names this process among all that share the store.
            clock: Gives the present, aware UTC.
            messages_per_s: Steady pace over all channels, without bursts; Discord allows 50 requests a second.
        """
        self._store = store
        self._sender = sender
        self._owner = owner
        self._clock = clock
        self._limiter = AsyncLimiter(1, 1 / messages_per_s)
        self._slots = asyncio.Semaphore(WORKERS)

    async def deliver(self) -> tuple[Delivered, ...]:
        """Send everything that may be sent now; return what became of each row.

        A row with a fault that nobody foresaw is not among them: that is logged, and never stops the others.

        Raises:
            StoreError: The outbox can't be read.
        """
        ended: list[Delivered] = []
        while items := await self._claim():
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._attempt(item)) for item in items]
            ended += [done for task in tasks if (done := task.result()) is not None]
        return tuple(ended)

    async def _claim(self) -> tuple[OutboxItem, ...]:
        now = self._clock()
        return await self._store.write(
            lambda c: digests.claim(c, owner=self._owner, now=now, limit=CLAIMED_AT_ONCE, lease_s=LEASE_S)
        )

    async def _attempt(self, item: OutboxItem) -> Delivered | None:
        """Send one row, and keep its faults to itself: without a note in the store it comes free with its lease."""
        try:
            return await self._send(item)
        except StoreError as error:
            _LOG.warning("digest_not_noted outbox=%d error=%s", item.id, error)
        except Exception:  # noqa: BLE001 - the edge of a job: one bad row must not stop the others
            _LOG.exception("digest_broke outbox=%d guild=%d attempts=%d", item.id, item.guild, item.attempts)
        return None

    async def _send(self, item: OutboxItem) -> Delivered | None:
        async with self._slots, self._limiter:
            try:
                async with asyncio.timeout(SEND_TIMEOUT_S):
                    posted = await self._sender.send(
                        item, nonce=nonce(item), after=self._forgotten_since(item), note=self._note(item)
                    )
            except CannotSendError as error:
                return await self._refused(item, error)
            except (TrySendAgainError, TimeoutError) as error:
                return await self._put_back(item, error)
        return await self._sent(item, posted)

    def _forgotten_since(self, item: OutboxItem) -> datetime | None:
        """Return since when a copy may be in the channel, if Discord may have forgotten the row's nonce."""
        begun = item.first_attempt_at
        if begun is None or self._clock() - begun <= NONCE_MEMORY:
            return None
        return begun - _CLOCKS

    def _note(self, item: OutboxItem) -> str:
        """Return the line that says when a card that comes late was to be there; "" for one in time."""
        if item.due_at is None or self._clock() - item.due_at <= LATE:
            return ""
        return f"Delayed: planned for <t:{int(item.due_at.timestamp())}:f>"

    async def _sent(self, item: OutboxItem, posted: Posted) -> Delivered | None:
        now = self._clock()
        mine = await self._store.write(
            lambda c: digests.mark_sent(c, item, owner=self._owner, message=posted.message, place=posted.place, now=now)
        )
        _LOG.info("digest_sent outbox=%d guild=%d attempts=%d", item.id, item.guild, item.attempts)
        return Delivered(item=item, outcome=Outcome.SENT, posted=posted) if mine else None

    async def _refused(self, item: OutboxItem, error: CannotSendError) -> Delivered | None:
        """Give a row up; one that only a permission keeps back is tried twice more, since that may be mended."""
        _LOG.warning("digest_refused outbox=%d guild=%d problem=%s", item.id, item.guild, error.problem)
        now = self._clock()
        if error.problem is SendProblem.FORBIDDEN and item.refusals < len(FORBIDDEN_WAITS):
            later = now + FORBIDDEN_WAITS[item.refusals]
            mine = await self._store.write(
                lambda c: digests.release(c, item.id, owner=self._owner, not_before=later, is_refused=True)
            )
            return Delivered(item=item, outcome=Outcome.FORBIDDEN, problem=error) if mine else None
        mine = await self._store.write(
            lambda c: digests.mark_failed(c, item.id, owner=self._owner, reason=error.problem.value, now=now)
        )
        return Delivered(item=item, outcome=Outcome.REFUSED, problem=error) if mine else None

    async def _put_back(self, item: OutboxItem, error: Exception) -> Delivered | None:
        later = self._clock() + wait_after(item.attempts)
        mine = await self._store.write(
            lambda c: digests.release(c, item.id, owner=self._owner, not_before=later, is_refused=False)
        )
        _LOG.warning("digest_delayed outbox=%d attempts=%d error=%s", item.id, item.attempts, type(error).__name__)
        return Delivered(item=item, outcome=Outcome.DELAYED) if mine else None
