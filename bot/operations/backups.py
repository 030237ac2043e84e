"""Backups by the clock: one a night, the oldest ones make room."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.model.errors import StoreError
from bot.operations.metrics import Metrics
from data import backup

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlan:
    """Where nightly backups go.

    Attributes:
        source: The store's file.
        folder: Where they lie.
        hour: After which they are made, 0 to 23, in UTC.
        kept: How many stay, at least 1.
    """

    source: Path
    folder: Path
    hour: int
    kept: int


def folder_beside(source: Path, folder: str | None) -> Path:
    """Return the folder of a store's backups: the one that is set, else `backups` beside the store's file."""
    return source.absolute().parent / "backups" if folder is None else Path(folder)


class NightlyBackups:
    """Makes the backup that is due, also after a night in which the bot did not run."""

    def __init__(self, plan: BackupPlan, metrics: Metrics, *, clock: Callable[[], datetime]) -> None:
        """Take the plan, what is told of each backup, and what gives the present, aware UTC."""
        self._plan = plan
        self._metrics = metrics
        self._clock = clock

    async def tick(self) -> None:
        """Make a backup where one is due; one that fails is logged, and tried again at the next look."""
        now = self._clock()
        try:
            made = await asyncio.to_thread(self._make, now)
        except (StoreError, OSError) as error:
            _LOG.error("backup_failed error=%s", error)
            self._metrics.backed_up(None)
            return
        if made is not None:
            _LOG.info("backup_made bytes=%d", made.size)
            self._metrics.backed_up(now)

    def _make(self, now: datetime) -> backup.Copy | None:
        """Make the backup that is due; None where none is. Blocks."""
        plan = self._plan
        there = backup.backups_in(plan.folder)
        newest = backup.made_at(there[-1]) if there else None
        if not backup.is_backup_due(newest, now, hour=plan.hour):
            return None
        made = backup.back_up(plan.source, plan.folder / backup.backup_name(now))
        backup.rotate(plan.folder, kept=plan.kept, now=now)
        return made
