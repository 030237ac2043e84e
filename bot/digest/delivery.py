"""The life of an outbox row: claimed under a lease, sent at a pace, marked as sent only by the lease's owner.

Exactly once: the row is written with the schedule's advance in one transaction; the nonce (24 hex digits of the row and
part) makes Discord drop a second copy for as long as it remembers nonces; after that the channel's history is looked
through before a row that was begun before is sent again (docs/adr/0002).
"""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta

from aiolimiter import AsyncLimiter

from bot.digest.sending import (
    CannotSendError,
    Delivered,
    Outcome,
    Search,
    Sender,
    SendProblem,
    TokenRefusedError,
    TrySendAgainError,
)
from bot.model.digest import OutboxItem, OutboxState
from bot.model.errors import StoreError
from bot.model.ids import OutboxId
from bot.model.language import Speaking, in_english, say
from data import digests
from data.store import Connection, Store

_LOG = logging.getLogger(__name__)

LEASE_S = 90
SEND_TIMEOUT_S = 30
IN_HAND = 50
"""Rows that one process holds at most; half of them gone, it claims again, so the pace never waits for the store."""
NONCE_MEMORY = timedelta(seconds=120)
"""How long after the first attempt Discord is trusted to remember the nonce."""
FORBIDDEN_WAITS = (timedelta(minutes=10), timedelta(hours=1))
"""How long a row waits after each refusal that a permission may mend; the next one is final."""
LATE = timedelta(minutes=15)
"""From when on a card says that it came late."""
CLOCK_ERROR = timedelta(minutes=5)
"""How far this machine's clock may be off Discord's where a message is looked for by its time."""
REFUSED_WAIT = timedelta(minutes=10)
"""How long nothing is posted after Discord refused the token; then one row tries whether it is taken again."""
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=10)
_SPREAD = 0.25
_LATE_S = 0.1
_STOP_S = 5.0
_LOOKS_AT_ANOTHER = 10
_LOOK_AT_ANOTHER_S = 0.5


Note = Callable[[Connection, Delivered], Awaitable[None]]
"""Writes down what became of a row, in the transaction that notes it: both or neither."""


def nonce(item: OutboxItem) -> str:
    """Return the row's nonce: 24 hex digits (Discord takes 25), the same at each attempt and different between rows."""
    return hashlib.sha256(f"{item.id}:{item.channel}:{item.part}".encode()).hexdigest()[:24]


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after a passing fault: 30 s, doubled at each attempt, ten minutes at most."""
    return min(_LONGEST_WAIT, _FIRST_WAIT * (1 << min(attempts - 1, 10)))


def wait_of(item: OutboxItem) -> timedelta:
    """Return a row's own wait: up to a quarter shorter, so that rows that failed together don't come back together."""
    drawn = hashlib.sha256(f"{item.id}:{item.attempts}".encode()).digest()[0] / 255
    return wait_after(item.attempts) * (1 - _SPREAD * drawn)


class Delivery:
    """Sends what the outbox owes; one for each process that may post."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        *,
        owner: str,
        clock: Callable[[], datetime],
        messages_per_s: float,
        send_timeout_s: float = SEND_TIMEOUT_S,
        watch: Callable[[str], None] | None = None,
        may_post: Callable[[], bool] = lambda: True,
        says: Speaking = in_english,
    ) -> None:
        """Take the store, the edge and the pace.

        Args:
            store: Holds the outbox.
            sender: Posts a card.
            owner: Names this process among all that share the store, and this start of it among all others.
            clock: Gives the present, aware UTC.
            messages_per_s: Steady pace over all channels, without bursts; Discord allows 50 requests a second. What a
                busy loop was late by, up to a tenth of a second, is made up for.
            send_timeout_s: How long one row may take, less than the lease.
            watch: Is told what became of each attempt, an `Outcome`'s value.
            may_post: Whether the whole outbox is this process's to send; asked before each row. One that is asked for
                by itself is sent all the same.
            says: Speaks a server's language while a late card is told to be late.
        """
        self._watch = watch
        self._may_post = may_post
        self._says = says
        self._store = store
        self._sender = sender
        self._owner = owner
        self._clock = clock
        self._send_timeout_s = send_timeout_s
        at_once = max(1.0, messages_per_s * _LATE_S)
        self._limiter = AsyncLimiter(at_once, at_once / messages_per_s)
        self._in_hand: dict[OutboxId, asyncio.Future[None]] = {}
        self._by_itself: set[OutboxId] = set()
        """Those in hand that somebody asked for."""
        self._has_room = asyncio.Event()
        self._refused_until: datetime | None = None
        self._is_stopping = False

    async def deliver(self, note: Note, refill: AsyncIterator[int] | None = None) -> None:
        """Send everything that may be sent now.

        Rows with a passing fault go back to the outbox, as do those with a fault that nobody foresaw, which is logged
        and never stops the others.

        Args:
            note: Called for what became of each row, in the transaction that notes it.
            refill: Puts more into the outbox whenever that runs dry; yields how much it was.

        Raises:
            StoreError: The outbox can't be used; what was begun is brought to an end first.
        """
        fault: StoreError | None = None
        async with asyncio.TaskGroup() as group:
            try:
                await self._pump(group, note, refill)
            except StoreError as error:
                fault = error
        if fault is not None:
            raise fault

    async def deliver_one(self, row: OutboxId, note: Note) -> None:
        """Send one row ahead of all others; return once nobody has it in hand any more, or some seconds have passed.

        Raises:
            StoreError: The outbox can't be used.
        """
        if row not in self._in_hand and not self._is_silent():
            taken = await self._claim(1, only=row)
            for item in taken:
                self._by_itself.add(item.id)
                await self._attempt(item, note)
            if not taken:
                await self._wait_for_another(row)
        if row in self._in_hand:
            await asyncio.wait((self._in_hand[row],))

    async def _wait_for_another(self, row: OutboxId) -> None:
        """Give another process that was faster some seconds to send a row."""
        for _ in range(_LOOKS_AT_ANOTHER):
            item = await self._store.read(lambda c: digests.get_item(c, row))
            if item.state is not OutboxState.PENDING or item.owner in {None, self._owner}:
                return
            await asyncio.sleep(_LOOK_AT_ANOTHER_S)

    async def stop(self) -> None:
        """Begin nothing more, give back what waits for its turn, let what is on its way arrive, for some seconds."""
        self._is_stopping = True
        self._has_room.set()
        if self._in_hand:
            await asyncio.wait(self._in_hand.values(), timeout=_STOP_S)

    async def _pump(self, group: asyncio.TaskGroup, note: Note, refill: AsyncIterator[int] | None) -> None:
        """Keep rows in hand until the outbox is dry and nothing refills it."""
        while not self._is_stopping and self._may_post():
            wanted = IN_HAND - len(self._in_hand)
            items = await self._claim(wanted) if self._refused_until is None else await self._probe()
            for item in items:
                group.create_task(self._attempt(item, note))
            if len(items) < wanted:
                was_busy = bool(self._in_hand)
                came = 0 if refill is None else await anext(refill, 0)
                if came or (was_busy and not self._in_hand):
                    continue
                if not self._in_hand:
                    return
            # What is sent may let a later part go.
            self._has_room.clear()
            await self._has_room.wait()

    async def _probe(self) -> tuple[OutboxItem, ...]:
        """After the token was refused: take one row, once the wait is over, to see whether it is accepted again."""
        return () if self._in_hand or self._is_silent() else await self._claim(1)

    def _is_silent(self) -> bool:
        return self._refused_until is not None and self._clock() < self._refused_until

    async def _claim(self, limit: int, *, only: OutboxId | None = None) -> tuple[OutboxItem, ...]:
        now = self._clock()
        items = await self._store.write(
            lambda c: digests.claim(c, owner=self._owner, now=now, limit=limit, lease_s=LEASE_S, only=only)
        )
        for item in items:
            self._in_hand[item.id] = asyncio.get_running_loop().create_future()
        return items

    async def _attempt(self, item: OutboxItem, note: Note) -> None:
        """Send one row, and keep its faults to itself: without a note in the store it comes free with its lease."""
        try:
            await self._send(item, note)
        except StoreError as error:
            _LOG.warning("digest_not_noted outbox=%d error=%s", item.id, error)
        finally:
            self._by_itself.discard(item.id)
            self._in_hand.pop(item.id).set_result(None)
            if len(self._in_hand) <= IN_HAND // 2:
                self._has_room.set()

    async def _send(self, item: OutboxItem, note: Note) -> None:
        await self._limiter.acquire()
        if not self._may_begin(item):
            await self._hand_back(item)
            return
        try:
            async with asyncio.timeout(self._send_timeout_s):
                search = await self._search(item)
                late = await self._lateness(item)
                posted = await self._sender.send(item, nonce=nonce(item), search=search, note=late)
        except CannotSendError as error:
            await self._refused(item, error, note)
        except TokenRefusedError:
            self._fall_silent()
            await self._hand_back(item)
        except (TrySendAgainError, TimeoutError) as error:
            await self._put_back(item, error, note)
        except Exception as error:  # noqa: BLE001 - the edge of a job: one bad row must not stop the others
            _LOG.exception("digest_broke outbox=%d guild=%d attempts=%d", item.id, item.guild, item.attempts)
            await self._put_back(item, error, note)
        else:
            await self._end(Delivered(item=item, outcome=Outcome.SENT, posted=posted), note)

    def _may_begin(self, item: OutboxItem) -> bool:
        """Return whether a row may still be sent: its lease must outlast the attempt, even if the machine slept."""
        assert item.lease_until is not None
        if self._is_stopping or self._is_silent() or not (item.id in self._by_itself or self._may_post()):
            return False
        return item.lease_until - self._clock() > timedelta(seconds=self._send_timeout_s)

    async def _search(self, item: OutboxItem) -> Search | None:
        """Return what to look for first, where Discord may have forgotten the nonce or our clock errs.

        What is asked for takes a turn of its own, and so does a line that opens a thread.
        """
        if item.posting.line:
            await self._limiter.acquire()
        begun, now = item.first_attempt_at, self._clock()
        if item.attempts == 1 or begun is None or timedelta(0) <= now - begun <= NONCE_MEMORY:
            return None
        after = min(begun, now) - CLOCK_ERROR
        others = await self._store.read(
            lambda c: digests.sent_messages(c, guild=item.guild, channel=item.channel, since=after - CLOCK_ERROR)
        )
        await self._limiter.acquire()
        return Search(after=after, others=others)

    async def _lateness(self, item: OutboxItem) -> str:
        """Return the line that says when a card that comes late was to be there; "" for one in time."""
        if item.due_at is None or self._clock() - item.due_at <= LATE:
            return ""
        settings = await self._store.settings(item.guild)
        with self._says(settings.digest.locale):
            return say("Delayed: planned for {moment}", moment=f"<t:{int(item.due_at.timestamp())}:f>")

    async def _refused(self, item: OutboxItem, problem: CannotSendError, note: Note) -> None:
        """Give a row up; one that only a permission keeps back is tried twice more, since that may be mended."""
        _LOG.warning("digest_refused outbox=%d guild=%d problem=%s", item.id, item.guild, problem.problem)
        if problem.problem is SendProblem.FORBIDDEN and item.refusals < len(FORBIDDEN_WAITS):
            done = Delivered(item=item, outcome=Outcome.FORBIDDEN, problem=problem)
            await self._release(done, FORBIDDEN_WAITS[item.refusals], note)
        else:
            await self._end(Delivered(item=item, outcome=Outcome.REFUSED, problem=problem), note)

    async def _end(self, done: Delivered, note: Note) -> None:
        """Note how a row ended."""
        item, posted, problem, now = done.item, done.posted, done.problem, self._clock()

        async def end(conn: Connection) -> None:
            if posted is not None:
                mine = await digests.mark_sent(
                    conn, item, owner=self._owner, message=posted.message, place=posted.place, now=now
                )
            else:
                assert problem is not None
                reason = problem.problem.value
                mine = await digests.mark_failed(conn, item.id, owner=self._owner, reason=reason, now=now)
            if mine:
                await note(conn, done)

        await self._store.write(end)
        self._tell(done)
        if self._refused_until is not None:
            self._refused_until = None
            _LOG.warning("token_accepted digests=posted")
        if posted is not None:
            _LOG.info("digest_sent outbox=%d guild=%d attempts=%d", item.id, item.guild, item.attempts)

    def _fall_silent(self) -> None:
        """Post nothing for a while, and tell the operator, once for as long as it lasts."""
        if self._refused_until is None:
            _LOG.error("token_refused digests=kept advice=%s", "give the bot a new token")
        self._refused_until = self._clock() + REFUSED_WAIT

    async def _hand_back(self, item: OutboxItem) -> None:
        await self._store.write(lambda c: digests.hand_back(c, item.id, owner=self._owner))

    async def _put_back(self, item: OutboxItem, error: Exception, note: Note) -> None:
        asked = timedelta(seconds=error.after_s if isinstance(error, TrySendAgainError) else 0.0)
        await self._release(Delivered(item=item, outcome=Outcome.DELAYED), max(wait_of(item), asked), note)
        _LOG.warning("digest_delayed outbox=%d attempts=%d error=%s", item.id, item.attempts, type(error).__name__)

    async def _release(self, done: Delivered, wait: timedelta, note: Note) -> None:
        """Give a row back, to be tried again after a wait."""
        later = self._clock() + wait
        is_refused = done.problem is not None

        async def release(conn: Connection) -> None:
            if await digests.release(conn, done.item.id, owner=self._owner, not_before=later, is_refused=is_refused):
                await note(conn, done)

        await self._store.write(release)
        self._tell(done)

    def _tell(self, done: Delivered) -> None:
        if self._watch is not None:
            self._watch(done.outcome.value)
