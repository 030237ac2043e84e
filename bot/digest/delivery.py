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


class Sender(Protocol):
    """The edge to Discord."""

    async def send(self, channel: ChannelId, payload: str, *, nonce: str) -> MessageId:
        """Post a rendered card, with no mention allowed.

        Raises:
            CannotSendError: Discord's answer is final.
            TrySendAgainError: It may work later.
        """
        ...

    async def find(self, channel: ChannelId, payload: str, *, after: datetime) -> MessageId | None:
        """Return the bot's own message after an instant that carries the same card; None where there is none.

        Raises:
            CannotSendError, TrySendAgainError: As `send`; without the right to read the history, None.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What became of one row in one attempt. `problem` is set where Discord's answer was final."""

    item: OutboxItem
    message: MessageId | None
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
        """Send everything that may be sent now; return what became of each row that reached an end.

        Rows with a passing fault go back to the outbox and are not returned; nor are those with a fault that nobody
        foresaw, which is logged and never stops the others.

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
                    message = await self._earlier_copy(item)
                    if message is None:
                        message = await self._sender.send(item.channel, item.payload, nonce=nonce(item))
            except CannotSendError as error:
                return await self._give_up(item, error)
            except (TrySendAgainError, TimeoutError) as error:
                await self._put_back(item, error)
                return None
        return await self._sent(item, message)

    async def _earlier_copy(self, item: OutboxItem) -> MessageId | None:
        begun = item.first_attempt_at
        if begun is None or self._clock() - begun <= NONCE_MEMORY:
            return None
        return await self._sender.find(item.channel, item.payload, after=begun - timedelta(seconds=5))

    async def _sent(self, item: OutboxItem, message: MessageId) -> Delivered | None:
        now = self._clock()
        mine = await self._store.write(
            lambda c: digests.mark_sent(c, item.id, owner=self._owner, message=message, now=now)
        )
        _LOG.info("digest_sent outbox=%d guild=%d attempts=%d", item.id, item.guild, item.attempts)
        return Delivered(item=item, message=message) if mine else None

    async def _give_up(self, item: OutboxItem, error: CannotSendError) -> Delivered | None:
        now = self._clock()
        mine = await self._store.write(
            lambda c: digests.mark_failed(c, item.id, owner=self._owner, reason=error.problem.value, now=now)
        )
        _LOG.warning("digest_refused outbox=%d guild=%d problem=%s", item.id, item.guild, error.problem)
        return Delivered(item=item, message=None, problem=error) if mine else None

    async def _put_back(self, item: OutboxItem, error: Exception) -> None:
        later = self._clock() + wait_after(item.attempts)
        await self._store.write(lambda c: digests.release(c, item.id, owner=self._owner, not_before=later))
        _LOG.warning("digest_delayed outbox=%d attempts=%d error=%s", item.id, item.attempts, type(error).__name__)
