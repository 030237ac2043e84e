"""The jobs that a running bot does by itself: digests, quizzes, feeds, backups, forgetting, letting go. No rule."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.client import Backchannel
from bot.model.errors import StoreError
from bot.model.request import following
from bot.operations.backups import BackupPlan, NightlyBackups, folder_beside
from bot.operations.pulse import Pulse
from bot.operations.retention import CardRetention, TextRetention
from bot.privacy import KEPT_DAYS
from bot.services import Services
from config.settings import Settings
from data.backup import store_file
from data.seats import Seat

_LOG = logging.getLogger(__name__)

_FORGET_LOOK_MIN = 30
"""Minutes between two looks for servers that were left long ago."""
_BACKUP_LOOK_MIN = 20
"""Minutes between two looks whether a backup is due."""
_FIRST_OF_DAY = timedelta(minutes=10)
"""After the start: the start's own work goes first."""
_POSTING = ("digests", "quizzes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clockwork:
    """Plans the jobs of a process, by its roles: each one for all servers, so that none is missed at a full minute.

    Planned quizzes and feeds have their own, since they take longer than a digest may wait.

    Attributes:
        services: What the jobs do.
        scheduler: Not started yet.
        settings: The operator's.
        pulse: Notes when each last ran.
    """

    services: Services
    scheduler: AsyncIOScheduler
    settings: Settings
    pulse: Pulse

    def post(self, seat: Seat) -> None:
        """Have what is due put into the outbox and sent, for as long as the seat is this process's."""
        ticks = (self.services.digests.tick, self.services.plans.tick)
        for name, tick in zip(_POSTING, ticks, strict=True):
            self._every_tick(name, _while_held(seat, tick))

    def post_now(self) -> None:
        """Have the jobs of posting look at once: the seat has just become this process's."""
        for name in _POSTING:
            job = self.scheduler.get_job(name)
            if job is not None:
                job.modify(next_run_time=self.services.clock())

    def read(self) -> None:
        """Have feeds asked, and what they brought read."""
        self._every_tick("feeds", self.services.feeds.tick)

    def forget(self, bot: Backchannel) -> None:
        """Have what servers left behind deleted, some time after; the first look is some minutes after the start."""

        async def look() -> None:
            before = self.services.clock() - timedelta(days=KEPT_DAYS)
            try:
                await self.services.departures.forget(
                    lambda guild: bot.get_guild(guild) is not None, before, is_ours=bot.is_ours
                )
            except StoreError as error:
                _LOG.warning("guilds_not_forgotten error=%s", error)

        self._every("forgetting", look, _FORGET_LOOK_MIN)

    def back_up(self) -> None:
        """Have the store backed up each night, where it is a file; the first look is some minutes after the start."""
        settings = self.settings
        if settings.backups_kept == 0 or not settings.database_url.startswith("sqlite"):
            return
        source = store_file(settings.database_url)
        plan = BackupPlan(
            source=source,
            folder=folder_beside(source, settings.backup_folder),
            hour=settings.backup_hour,
            kept=settings.backups_kept,
        )
        backups = NightlyBackups(plan, self.services.metrics, clock=self.services.clock)
        self._every("backups", backups.tick, _BACKUP_LOOK_MIN)

    def let_go(self) -> None:
        """Have once a day texts shortened and cards let go that were kept as long as the operator set."""
        store, clock, settings = self.services.digests.store, self.services.clock, self.settings
        if settings.texts_kept_days is not None:
            self._every_day("texts", TextRetention(store, days=settings.texts_kept_days, clock=clock).tick)
        self._every_day("cards", CardRetention(store, days=settings.cards_kept_days, clock=clock).tick)

    def _every_day(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        self.scheduler.add_job(
            _traced(name, work),
            IntervalTrigger(days=1, timezone=UTC),
            next_run_time=self.services.clock() + _FIRST_OF_DAY,
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )

    def _every_tick(self, name: str, tick: Callable[[], Awaitable[None]]) -> None:
        self.scheduler.add_job(
            self.pulse.watched(name, _traced(name, tick)),
            IntervalTrigger(seconds=self.settings.tick_s, timezone=UTC),
            id=name,
            next_run_time=self.services.clock(),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )

    def _every(self, name: str, work: Callable[[], Awaitable[None]], minutes: int) -> None:
        self.scheduler.add_job(
            _traced(name, work),
            IntervalTrigger(minutes=minutes, timezone=UTC),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )


def _traced(job: str, tick: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """Return a job each of whose looks is logged under an id of its own, "digests-5d0c31"."""

    async def look() -> None:
        with following(f"{job}-{secrets.token_hex(3)}"):
            await tick()

    return look


def _while_held(seat: Seat, tick: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """Return a job that looks only while a seat is this process's."""

    async def look() -> None:
        if seat.is_held:
            await tick()

    return look
