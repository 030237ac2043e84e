"""Nightly backups: one a night, also after a night without the bot; what fails is counted and tried again."""

from datetime import UTC, datetime
from pathlib import Path

from bot.operations.backups import BackupPlan, NightlyBackups, folder_beside
from bot.operations.metrics import Metrics
from data import backup
from tests.clock import Clock

EVENING = datetime(2027, 6, 15, 20, 0, tzinfo=UTC)


def counted(metrics: Metrics, outcome: str) -> float:
    return metrics.registry.get_sample_value("backchannel_backups_total", {"outcome": outcome}) or 0.0


async def test_one_backup_a_night_and_the_oldest_go(path: Path, tmp_path: Path) -> None:
    clock, metrics = Clock(EVENING), Metrics()
    plan = BackupPlan(source=path, folder=tmp_path / "kept", hour=3, kept=2)
    nightly = NightlyBackups(plan, metrics, clock=clock)
    for hours in (0, 1, 6, 2, 22, 48):  # 20:00, 21:00, 03:00, 05:00, 03:00, 03:00 two days on
        clock.move(hours=hours)
        await nightly.tick()
    there = [backup.made_at(one) for one in backup.backups_in(plan.folder)]
    assert there == [datetime(2027, 6, day, 3, 0, tzinfo=UTC) for day in (17, 19)]
    assert counted(metrics, "made") == 4
    last = metrics.registry.get_sample_value("backchannel_backup_last_success_timestamp_seconds")
    assert last == clock().timestamp()


async def test_one_that_fails_is_counted_and_tried_again(path: Path, tmp_path: Path) -> None:
    clock, metrics = Clock(EVENING), Metrics()
    folder = tmp_path / "kept"
    folder.write_text("a file where the folder is to be", encoding="utf-8")
    nightly = NightlyBackups(BackupPlan(source=path, folder=folder, hour=3, kept=2), metrics, clock=clock)
    await nightly.tick()
    assert (counted(metrics, "failed"), counted(metrics, "made")) == (1, 0)
    folder.unlink()
    clock.move(minutes=20)
    await nightly.tick()
    assert (counted(metrics, "failed"), counted(metrics, "made")) == (1, 1)


async def test_a_store_that_is_gone_costs_no_backup(path: Path, tmp_path: Path) -> None:
    clock, metrics = Clock(EVENING), Metrics()
    plan = BackupPlan(source=path, folder=tmp_path / "kept", hour=3, kept=1)
    nightly = NightlyBackups(plan, metrics, clock=clock)
    await nightly.tick()
    before = backup.backups_in(plan.folder)
    path.write_bytes(b"no database any more")  # noqa: ASYNC240 - a test
    clock.move(days=1)
    await nightly.tick()
    assert counted(metrics, "failed") == 1
    assert backup.backups_in(plan.folder) == before


def test_backups_lie_beside_the_store_unless_a_folder_is_named(tmp_path: Path) -> None:
    assert folder_beside(tmp_path / "store.sqlite3", None) == tmp_path / "backups"
    assert folder_beside(tmp_path / "store.sqlite3", "/mnt/kept") == Path("/mnt/kept")
