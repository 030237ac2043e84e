"""Backups are whole, private, never in another file's place, and go back into an empty place only."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.errors import StoreError
from bot.model.settings import GuildSettings
from data import articles, backup, guilds
from data.migrate import HEAD
from data.store import Store
from tests.data.build import GUILD, new, reading
from tests.data.conftest import address

NIGHT = datetime(2027, 6, 15, 3, 0, tzinfo=UTC)


async def mark(store: Store, name: str) -> None:
    await store.write(lambda conn: guilds.save_settings(conn, GuildSettings(guild=GUILD, pause_reason=name)))


async def reason_in(path: Path) -> str | None:
    store = await Store.open(address(path))
    found = await store.read(lambda conn: guilds.get_settings(conn, GUILD))
    await store.close()
    return found.pause_reason


def damage(path: Path) -> None:
    """Overwrite pages in the middle of a file, its head left as it is."""
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xa5" * 4096 * 20)


async def test_a_store_in_use_is_copied_with_what_was_written_last(store: Store, path: Path, tmp_path: Path) -> None:
    await mark(store, "before")
    made = backup.back_up(path, tmp_path / "kept" / "one.sqlite3")
    await mark(store, "after")
    assert (made.revision, made.size) == (HEAD, made.path.stat().st_size)
    assert await reason_in(made.path) == "before"
    assert list(made.path.parent.glob(".*")) == []


async def test_a_backup_goes_back_into_an_empty_place(store: Store, path: Path, tmp_path: Path) -> None:
    await mark(store, "kept")
    made = backup.back_up(path, tmp_path / "one.sqlite3")
    there = tmp_path / "elsewhere" / "store.sqlite3"
    assert backup.restore(made.path, there).revision == HEAD
    assert await reason_in(there) == "kept"


async def test_what_was_restored_is_found_by_its_words(store: Store, path: Path, tmp_path: Path) -> None:
    for number in range(3):
        told = new(reading(title=f"Talks {number} in Oslo", text=f"They meet, {number}."), guild=GUILD)
        await store.write(lambda conn, one=told: articles.add_article(conn, one))  # type: ignore[misc]  # bound per turn
    await store.write(lambda conn: conn.exec_driver_sql("DELETE FROM article WHERE id = 1"))
    backup.restore(backup.back_up(path, tmp_path / "one.sqlite3").path, tmp_path / "two.sqlite3")
    restored = await Store.open(address(tmp_path / "two.sqlite3"))
    found = await restored.read(lambda conn: articles.find_articles(conn, "oslo", guild=GUILD))
    await restored.close()
    assert sorted(line.title for line in found) == ["Talks 1 in Oslo", "Talks 2 in Oslo"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_only_the_owner_may_read_a_backup(path: Path, tmp_path: Path) -> None:
    made = backup.back_up(path, tmp_path / "one.sqlite3")
    restored = backup.restore(made.path, tmp_path / "two.sqlite3")
    assert [one.path.stat().st_mode & 0o777 for one in (made, restored)] == [0o600, 0o600]


def test_a_backup_takes_no_files_place(path: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a letter", encoding="utf-8")
    with pytest.raises(StoreError, match="exists") as caught:
        backup.back_up(path, taken)
    assert str(taken) in caught.value.user_text
    assert taken.read_text(encoding="utf-8") == "a letter"


def test_a_backup_of_a_damaged_store_is_none(path: Path, tmp_path: Path) -> None:
    damage(path)
    with pytest.raises(StoreError, match=r"malformed|damaged|Tree|page|disk image"):
        backup.back_up(path, tmp_path / "kept" / "one.sqlite3")
    assert list((tmp_path / "kept").iterdir()) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only_is_named(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(StoreError) as caught:
        backup.back_up(path, folder / "one.sqlite3")
    assert "could not be written: Permission denied" in caught.value.user_text


def test_a_place_below_a_file_is_named(path: Path, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("no folder", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        backup.back_up(path, tmp_path / "letter" / "one.sqlite3")
    assert "could not be written" in caught.value.user_text


def foreign(path: Path) -> None:
    """Put another program's database in a file's place."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")
        other.execute("CREATE TABLE recipe (id INTEGER)")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")


def letter(path: Path) -> None:
    path.write_text("Dear Sir or Madam, " * 500, encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (Path.unlink, "There is no file"),
        (foreign, "is no store of Backchannel"),
        (newer, "newer Backchannel"),
        (damage, "damaged"),
        (letter, "not a database"),
        (lambda path: path.write_bytes(b""), "is no store of Backchannel"),
        (lambda path: path.write_bytes(path.read_bytes()[:40_000]), "damaged"),
    ],
    ids=["absent", "foreign", "newer", "damaged", "letter", "empty", "cut"],
)
def test_what_is_no_whole_store_is_not_restored(spoil: object, words: str, path: Path, tmp_path: Path) -> None:
    made = backup.back_up(path, tmp_path / "one.sqlite3").path
    spoil(made)  # type: ignore[operator]  # a function of a path
    there = tmp_path / "there" / "store.sqlite3"
    with pytest.raises(StoreError) as caught:
        backup.restore(made, there)
    assert words in caught.value.user_text
    assert not there.exists()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0, 200_000), st.binary(min_size=1, max_size=40)), min_size=1, max_size=5))
def test_whatever_befell_a_backup_what_is_restored_is_whole(
    changes: list[tuple[int, bytes]], empty_store: Path, tmp_path: Path
) -> None:
    spoilt, there = tmp_path / "spoilt.sqlite3", tmp_path / "there.sqlite3"
    there.unlink(missing_ok=True)
    content = bytearray(empty_store.read_bytes())
    for offset, put in changes:
        content[offset : offset + len(put)] = put
    spoilt.write_bytes(content)
    try:
        backup.restore(spoilt, there)
    except StoreError:
        assert not there.exists()
    else:
        with closing(sqlite3.connect(there)) as store:
            assert backup.quick_check(store) is None
    assert list(tmp_path.glob(".*.part")) == []


def test_a_store_that_holds_something_is_never_touched(path: Path, tmp_path: Path) -> None:
    made = backup.back_up(path, tmp_path / "one.sqlite3").path
    there = Path(shutil.copy(made, tmp_path / "there.sqlite3"))
    before = there.read_bytes()
    with pytest.raises(StoreError) as caught:
        backup.restore(made, there)
    assert "holds something already" in caught.value.user_text
    assert there.read_bytes() == before


async def test_a_store_in_use_is_not_restored_to(store: Store, path: Path, tmp_path: Path) -> None:
    await mark(store, "running")
    made = backup.back_up(path, tmp_path / "one.sqlite3").path
    with pytest.raises(StoreError, match="in use"):
        backup.restore(made, path)


@pytest.mark.parametrize("content", [None, b"", "database"], ids=["absent", "empty", "without-tables"])
def test_an_empty_place_is_one(content: bytes | str | None, path: Path, tmp_path: Path) -> None:
    made = backup.back_up(path, tmp_path / "one.sqlite3").path
    there = tmp_path / "there.sqlite3"
    if content == "database":
        with closing(sqlite3.connect(there)) as other:
            other.execute("CREATE TABLE gone (id INTEGER)")
            other.execute("DROP TABLE gone")
    elif isinstance(content, bytes):
        there.write_bytes(content)
    assert backup.restore(made, there).size > 100_000


def test_a_log_that_was_left_over_keeps_a_backup_out(path: Path, tmp_path: Path) -> None:
    made = backup.back_up(path, tmp_path / "one.sqlite3").path
    there = tmp_path / "there.sqlite3"
    Path(f"{there}-wal").write_bytes(b"pages of a store that is gone")
    with pytest.raises(StoreError) as caught:
        backup.restore(made, there)
    assert "not here any more" in caught.value.user_text


async def test_who_has_a_store_open_is_noticed(store: Store, path: Path) -> None:
    await mark(store, "open")
    assert backup.is_in_use(path)
    await mark(store, "still open")
    await store.close()
    assert not backup.is_in_use(path)


def test_a_store_in_postgresql_has_its_own_tools() -> None:
    with pytest.raises(StoreError) as caught:
        backup.store_file("postgresql+asyncpg://reader:a-secret@example.org/store")
    assert caught.value.user_text == "This store is in PostgreSQL: use pg_dump and pg_restore for its backups."


def test_the_oldest_backups_make_room_and_nothing_else_goes(tmp_path: Path) -> None:
    nights = [NIGHT + timedelta(days=day) for day in range(4)]
    for night in nights:
        (tmp_path / backup.backup_name(night)).write_bytes(b"x")
    others = [tmp_path / name for name in ("before-0008.sqlite3", "backchannel-mine.sqlite3", ".backchannel-new.part")]
    for other in others:
        other.write_bytes(b"x")
    old = tmp_path / ".backchannel-old.part"
    old.write_bytes(b"x")
    os.utime(old, (0, 0))
    gone = backup.rotate(tmp_path, kept=2, now=datetime.now(UTC))
    assert [backup.made_at(path) for path in gone] == nights[:2]
    assert [backup.made_at(path) for path in backup.backups_in(tmp_path)] == nights[2:]
    assert all(other.exists() for other in others)
    assert not old.exists()


@pytest.mark.parametrize(
    ("newest", "now", "is_due"),
    [
        (None, NIGHT - timedelta(hours=2), True),
        (NIGHT - timedelta(seconds=1), NIGHT, True),
        (NIGHT - timedelta(hours=24), NIGHT - timedelta(seconds=1), False),
        (NIGHT - timedelta(hours=25), NIGHT - timedelta(seconds=1), True),
        (NIGHT, NIGHT + timedelta(hours=23), False),
    ],
    ids=["first", "at-the-hour", "before-it", "a-night-was-missed", "made"],
)
def test_a_backup_is_due_once_a_night(newest: datetime | None, now: datetime, is_due: bool) -> None:
    assert backup.is_backup_due(newest, now, hour=3) is is_due


@given(st.integers(0, 50_000_000), st.integers(0, 23))
def test_looking_often_makes_one_backup_a_day(minutes: int, hour: int) -> None:
    now = NIGHT + timedelta(minutes=minutes)
    newest, made = now, 0
    for _ in range(72 * 3):
        now += timedelta(minutes=20)
        if backup.is_backup_due(newest, now, hour=hour):
            newest, made = now, made + 1
    assert made == 3
