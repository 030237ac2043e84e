"""The jobs that a running bot does by itself: digests, quizzes, feeds, backups, forgetting. Holds no rule."""

import logging
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.client import Backchannel
from bot.digest.delivery import Delivery
from bot.model.errors import StoreError
from bot.operations.backups import BackupPlan, NightlyBackups, folder_beside
from bot.operations.pulse import Pulse
from bot.privacy import KEPT_DAYS
from bot.sender import DiscordSender
from bot.services import Services
from config.settings import Settings
from data.backup import store_file

_LOG = logging.getLogger(__name__)

_FORGET_LOOK_MIN = 30
"""Minutes between two looks for servers that were left long ago."""
_BACKUP_LOOK_MIN = 20
"""Minutes between two looks whether a backup is due."""


async def start_clockwork(
    bot: Backchannel, scheduler: AsyncIOScheduler, settings: Settings, pulse: Pulse, *, owner: str
) -> None:
    """Start the jobs that look for what is due: each one for all servers, so that none is missed at a full minute.

    Planned quizzes and feeds have their own, since they take longer than a digest may wait.

    Args:
        bot: Connected.
        scheduler: Not started yet.
        settings: The operator's.
        pulse: Notes when each last ran.
        owner: Names this start of the process in the outbox's leases.
    """
    delivery = Delivery(
        bot.services.digests.store,
        DiscordSender(bot),
        owner=owner,
        clock=bot.services.clock,
        messages_per_s=settings.messages_per_s,
        watch=bot.services.metrics.delivered,
        says=bot.services.languages.speaking,
    )
    bot.services.digests.deliver_with(delivery)
    ticks = (
        ("digests", bot.services.digests.tick),
        ("quizzes", bot.services.plans.tick),
        ("feeds", bot.services.feeds.tick),
    )
    for name, tick in ticks:
        scheduler.add_job(
            pulse.watched(name, tick),
            IntervalTrigger(seconds=settings.tick_s, timezone=UTC),
            next_run_time=bot.services.clock(),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
    _schedule_backups(bot.services, scheduler, settings)
    _schedule_forgetting(bot, scheduler)
    scheduler.start()


def _schedule_forgetting(bot: Backchannel, scheduler: AsyncIOScheduler) -> None:
    """Have what servers left behind deleted, some time after; the first look is some minutes after the start."""

    async def look() -> None:
        before = bot.services.clock() - timedelta(days=KEPT_DAYS)
        try:
            await bot.services.departures.forget(lambda guild: bot.get_guild(guild) is not None, before)
        except StoreError as error:
            _LOG.warning("guilds_not_forgotten error=%s", error)

    scheduler.add_job(
        look,
        IntervalTrigger(minutes=_FORGET_LOOK_MIN, timezone=UTC),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )


def _schedule_backups(services: Services, scheduler: AsyncIOScheduler, settings: Settings) -> None:
    """Have the store backed up each night, where it is a file; the first look is some minutes after the start."""
    if settings.backups_kept == 0 or not settings.database_url.startswith("sqlite"):
        return
    source = store_file(settings.database_url)
    plan = BackupPlan(
        source=source,
        folder=folder_beside(source, settings.backup_folder),
        hour=settings.backup_hour,
        kept=settings.backups_kept,
    )
    scheduler.add_job(
        NightlyBackups(plan, services.metrics, clock=services.clock).tick,
        IntervalTrigger(minutes=_BACKUP_LOOK_MIN, timezone=UTC),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
