"""Use cases of server settings and digests: change a schedule, enqueue what is due, deliver, look at what was done."""

import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.digest.delivery import Delivery
from bot.digest.due import Due, next_due, upcoming, zone_named
from bot.digest.ledger import Ledger
from bot.digest.printer import Known, Owed, Press, Printer
from bot.digest.sending import CannotSendError, Delivered, Outcome, Posted, SendProblem
from bot.digest.updates import UpdateDesk
from bot.digest.window import plan_due, window_now
from bot.model.digest import SCHEDULED, Edition, LedgerEntry, OutboxState
from bot.model.errors import InvalidInputError, StoreError
from bot.model.ids import GuildId, OutboxId, UserId
from bot.model.language import told
from bot.model.setting_changes import Origin
from bot.model.settings import Cadence, GuildSettings
from data import digests, guilds
from data.store import Connection, Store

_LOG = logging.getLogger(__name__)

KEPT = timedelta(days=3)
"""How long a digest that Discord refused is kept, to be posted once it may be."""
_DUE_AT_ONCE = 50
_DECISIONS = 10
_RUNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What was decided about a server's digests, newest first, and when the next ones come, soonest first."""

    settings: GuildSettings
    decisions: tuple[LedgerEntry, ...]
    runs: tuple[Due, ...]


class DigestDesk:
    """The desk between the store, the digest's rules and whoever asks."""

    def __init__(
        self, store: Store, *, clock: Callable[[], datetime], press: Press, updates: UpdateDesk | None = None
    ) -> None:
        """Join the rooms.

        Args:
            store: The event store.
            clock: Gives the present, aware UTC.
            press: Makes the cards.
            updates: Owes what follows from changed events; None where nobody is to be told of them.
        """
        self._store = store
        self._clock = clock
        self._printer = Printer(store, press)
        self._updates = updates
        self._ledger = Ledger(clock=clock, note_of_stop=press.stopped, says=press.says)
        self._delivery: Delivery | None = None

    @property
    def store(self) -> Store:
        """The store that holds the outbox."""
        return self._store

    def deliver_with(self, delivery: Delivery) -> None:
        """Take the delivery, once there is a connection to deliver over."""
        self._delivery = delivery

    async def stop(self) -> None:
        """Post nothing more; what is on its way is let arrive, for some seconds."""
        if self._delivery is not None:
            await self._delivery.stop()

    async def settings(self, guild: GuildId) -> GuildSettings:
        """Return what a server has set, the defaults where it has set nothing."""
        return await self._store.settings(guild)

    async def change(
        self,
        guild: GuildId,
        user: UserId,
        edit: Callable[[GuildSettings], GuildSettings],
        *,
        origin: Origin = Origin.EDIT,
    ) -> GuildSettings:
        """Change a server's settings and work out anew when its digest and its quiz are due.

        What Discord refused in the last days is owed again where the digest goes on or goes elsewhere.

        Args:
            guild: The server.
            user: Who changes them.
            edit: Makes the new settings of the present ones; what it raises passes through, with nothing changed.
            origin: How the change came about, for the history.

        Returns:
            The settings as saved.

        Raises:
            InvalidInputError: The new ones name no time zone.
            StoreError: They could not be saved; nothing was changed.
        """
        now = self._clock()

        async def save(conn: Connection) -> GuildSettings:
            before = await guilds.get_settings(conn, guild)
            edited = edit(before)
            zone_named(edited.schedule.zone)
            saved = _dated(before, replace(edited, changed_by=user, changed_at=now), now)
            await guilds.save_settings(conn, saved, origin=origin)
            if _goes_on(before, saved) and saved.digest_channel is not None:
                since = now - KEPT
                await digests.revive(conn, guild, kind=SCHEDULED, channel=saved.digest_channel, since=since, now=now)
            return saved

        return await self._store.write(save)

    async def why(self, guild: GuildId) -> Why:
        """Return the last decisions about a server's digests, and the next runs."""
        settings = await self.settings(guild)
        entries = await self._store.read(lambda c: digests.ledger(c, guild, limit=_DECISIONS))
        is_on = settings.next_due_at is not None
        runs = upcoming(settings.schedule, self._clock(), _RUNS) if is_on else ()
        return Why(settings=settings, decisions=entries, runs=runs)

    async def preview(self, guild: GuildId) -> Edition:
        """Compose what a digest sent by hand would tell now, and post nothing."""
        settings = await self.settings(guild)
        return await self._printer.edition(settings, window_now(settings, self._clock()))

    async def post_now(
        self, guild: GuildId, key: int, *, as_if: Callable[[GuildSettings], GuildSettings] = lambda kept: kept
    ) -> tuple[Delivered | None, ...]:
        """Compose a digest of the time since the last due one, post it, and leave the schedule alone.

        Args:
            guild: The server.
            key: Makes the posting one: the interaction's snowflake. The same key never posts twice.
            as_if: Makes the settings that it is composed and posted under of the present ones; they are not saved.

        Returns:
            What became of each of its cards; None for one that was handed on to a later try. Empty for a known key.

        Raises:
            InvalidInputError: No digest channel is set.
        """
        settings = as_if(await self.settings(guild))
        if settings.digest_channel is None:
            raise InvalidInputError(user_text=told("No digest channel is set. Choose one with /settings."))
        now = self._clock()
        window = window_now(settings, now)
        made = await self._printer.edition(settings, window)
        items = self._printer.items(settings, window, self._printer.printed(made), kind=f"now-{key}", now=now)
        ids = await self._store.write(lambda c: digests.enqueue(c, items))
        if self._delivery is not None:
            for row in ids:
                await self._delivery.deliver_one(row, self._ledger.note)
        return tuple([await self._ended(row) for row in ids])

    async def tick(self) -> None:
        """Put what is due into the outbox, follow what changed, and deliver what is owed.

        It is called every few seconds, never twice at once.

        A store that can't be reached is logged and tried again at the next tick.
        """
        now = self._clock()
        try:
            if not await self._store.read(lambda c: digests.has_work(c, now)):
                return  # most ticks end here
            if self._updates is not None:
                await self._updates.look()
            if self._delivery is None:
                await self.enqueue_due()
            else:
                async with aclosing(self._enqueue_in_batches()) as batches:
                    await self._delivery.deliver(self._ledger.note, refill=batches)
        except StoreError as error:
            _LOG.warning("tick_failed error=%s", error)

    async def enqueue_due(self) -> int:
        """Put each due digest into the outbox, its schedule moved on in the same transaction; return how many were due.

        One that can't be made is logged and tried again at the next tick; the others go on.

        Raises:
            StoreError: The store can't be used.
        """
        return sum([count async for count in self._enqueue_in_batches()])

    async def _enqueue_in_batches(self) -> AsyncGenerator[int, None]:
        """Put due digests into the outbox, some servers at a time; yield how many were due. See `enqueue_due`."""
        last: GuildSettings | None = None
        known: Known = {}
        while due := await self._store.read(
            partial(guilds.due_guilds, now=self._clock(), limit=_DUE_AT_ONCE, after=last)
        ):
            *_, last = due
            with_own = await self._store.read(partial(guilds.with_articles, asked=[each.guild for each in due]))
            ready = [await self._prepared(each, {} if each.guild in with_own else known) for each in due]
            await self._put([each for each in ready if each is not None])
            yield len(due)

    async def _ended(self, row: OutboxId) -> Delivered | None:
        """Return what became of a row, whoever delivered it; None where it still waits."""
        item = await self._store.read(lambda c: digests.get_item(c, row))
        if item.state is OutboxState.PENDING:
            return None
        if item.message is not None and item.place is not None:
            return Delivered(item=item, outcome=Outcome.SENT, posted=Posted(message=item.message, place=item.place))
        assert item.reason is not None
        problem = CannotSendError(SendProblem(item.reason))
        return Delivered(item=item, outcome=Outcome.REFUSED, problem=problem)

    async def _prepared(self, settings: GuildSettings, known: Known) -> Owed | None:
        """Make the digests that a server is owed; None where it is owed none, or one can't be made, which is logged."""
        now = self._clock()
        try:
            plan = plan_due(settings, now)
            if plan is None or settings.digest_channel is None:
                await self._store.write(lambda c: guilds.set_next_due(c, settings.guild, None))
                return None
            return await self._printer.owed(settings, plan, now, known)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - the edge of a job: one bad server must not stop the others
            _LOG.exception("digest_not_made guild=%d", settings.guild)
            return None

    async def _put(self, owed: Sequence[Owed]) -> None:
        """Put servers' digests into the outbox, each with its schedule's advance and its lines in the ledger."""

        async def put(conn: Connection) -> None:
            # Where a schedule is there already, another process was faster.
            mine = [
                one for one in owed if await digests.advance(conn, one.guild, one.following, told_until=one.told_until)
            ]
            await digests.enqueue(conn, [item for one in mine for item in one.items])
            await digests.record_decision(conn, *(entry for one in mine for entry in one.entries))

        if owed:
            await self._store.write(put)


def _dated(before: GuildSettings, after: GuildSettings, now: datetime) -> GuildSettings:
    """Return settings with the moments at which the digest and the quiz are due under them, and updates began."""
    is_off = after.digest_channel is None or after.schedule.cadence is Cadence.OFF
    due = None if is_off or after.is_paused else next_due(after.schedule, now)
    asked = None if after.quiz.channel is None else next_due(after.quiz_schedule, now)
    was_off = before.digest_channel is None or before.schedule.cadence is Cadence.OFF
    return replace(
        after,
        next_due_at=due.at if due else None,
        told_until=None if was_off or is_off else after.told_until,
        failures=0 if before.is_paused and not after.is_paused else after.failures,
        updates=replace(after.updates, since=_updates_since(before, after, now)),
        quiz=replace(after.quiz, due_at=asked.at if asked else None),
    )


def _updates_since(before: GuildSettings, after: GuildSettings, now: datetime) -> datetime | None:
    """Return when updates were switched on; another channel, floor or number does not begin anew."""
    if after.updates.channel is None:
        return None
    return now if before.updates.channel is None else before.updates.since


def _goes_on(before: GuildSettings, after: GuildSettings) -> bool:
    """Tell whether a digest that was refused may be taken now."""
    is_resumed = before.pause_reason is not None and not after.is_paused
    return is_resumed or (before.digest_channel != after.digest_channel and not after.is_paused)
