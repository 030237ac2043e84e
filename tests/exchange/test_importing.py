"""Whole files into a real store: once, twice, in parts, by two at once, and apart from what sentences prove."""

import asyncio
import gzip
import os
import random
import signal
import sqlite3
import sys
from contextlib import closing
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event as sqlalchemy_event

from bot.exchange import importing
from bot.exchange.importing import import_file
from bot.model.dates import DateRange
from bot.model.errors import InvalidInputError
from bot.model.ids import GuildId, RecordId
from bot.model.plover import EventType
from bot.model.records import BadRow, Dataset, ImportState, LeftOut, RecordPage
from bot.model.stored import EventQuery
from data import barometer, events, guilds, record_imports, records
from data.reference.cameo import load_cameo
from data.store import Store
from tests.data.build import GUILD, NOON, OTHER_GUILD, US_CHINA, Told, add, on
from tests.data.conftest import address
from tests.data.test_timeline import explain
from tests.exchange.tables import ICEWS_COLUMNS, POLECAT_COLUMNS, gdelt_lines, gdelt_row, headed

ROOT = Path(__file__).parents[2]
CAMEO = load_cameo()


async def take(
    store: Store, path: Path, dataset: Dataset = Dataset.GDELT, guild: GuildId | None = None
) -> tuple[ImportState, bool]:
    return await import_file(
        store, dataset, path, cameo=CAMEO, guild=guild, clock=lambda: NOON, progress=lambda _: None
    )


def put(folder: Path, *lines: str) -> Path:
    path = folder / "table.CSV"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


async def found(store: Store, **asked: Any) -> RecordPage:
    """Return a page of the pair's records."""
    return await store.read(lambda conn: records.records_of(conn, EventQuery(pair=US_CHINA, **asked)))


def rows_of(path: Path) -> list[tuple[object, ...]]:
    """Return what stands in the store, but for the rows' own numbers."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT guild, dataset, key, pair, source, target, type, mode, day, url FROM imported_record ORDER BY key"
        ).fetchall()


async def test_a_file_s_report(store: Store, tmp_path: Path) -> None:
    state, was_known = await take(
        store,
        put(
            tmp_path,
            gdelt_row(1),
            gdelt_row(2, target=("", "", "")),
            gdelt_row(3, day="20230231"),
            gdelt_row(1, code="112"),
            gdelt_row(5, target=("CHINA", "CHN", "")),
            "torn",
            gdelt_row(6, code="173"),
            gdelt_row(7, place="Bei\0jing"),
        ),
    )
    assert not was_known
    assert (state.lines, state.counts.taken, state.counts.known) == (8, 2, 1)
    assert state.counts.left == {LeftOut.NO_COUNTRY: 1, LeftOut.ONE_COUNTRY: 1}
    assert state.counts.bad == {BadRow.DAY: 1, BadRow.COLUMNS: 1, BadRow.ENCODING: 1}
    assert state.counts.first_bad == ((3, BadRow.DAY), (6, BadRow.COLUMNS), (8, BadRow.ENCODING))


async def test_twice_is_once(store: Store, path: Path, tmp_path: Path) -> None:
    table = put(tmp_path, *gdelt_lines(300, share=0.5))
    first, _ = await take(store, table)
    before = rows_of(path)
    again, was_known = await take(store, table)
    assert was_known
    assert again == ImportState(id=first.id, lines=first.lines, counts=first.counts, is_finished=True)
    # The same rows in another file: other bytes, the same records.
    packed = tmp_path / "table.gz"
    packed.write_bytes(gzip.compress(table.read_bytes()))
    other, was_known = await take(store, packed)
    assert not was_known
    assert (other.counts.taken, other.counts.known) == (0, first.counts.taken)
    assert rows_of(path) == before


async def test_the_first_bad_rows_are_named_and_all_are_counted(store: Store, tmp_path: Path) -> None:
    state, _ = await take(store, put(tmp_path, gdelt_row(1), *["torn"] * 40))
    assert state.counts.bad == {BadRow.COLUMNS: 40}
    assert [line for line, _ in state.counts.first_bad] == list(range(2, 12))


async def test_an_import_goes_on_where_it_stopped(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "LINES_AT_ONCE", 50)
    table = put(tmp_path, *gdelt_lines(420, share=0.5), "torn")
    done: list[int] = []

    def stop(lines: int) -> None:
        done.append(lines)
        if lines == 150:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await import_file(store, Dataset.GDELT, table, cameo=CAMEO, guild=None, clock=lambda: NOON, progress=stop)
    halfway = rows_of(path)
    state, was_known = await take(store, table)
    assert done == [50, 100, 150]
    assert 0 < len(halfway) < len(rows_of(path)) == state.counts.taken
    assert not was_known
    assert state.lines == 421
    assert state.counts.taken + sum(state.counts.left.values()) == 420
    assert state.counts.first_bad == ((421, BadRow.COLUMNS),)


async def test_two_at_once_share_the_work(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "LINES_AT_ONCE", 20)
    table = put(tmp_path, *gdelt_lines(500, share=0.5))
    other = await Store.open(address(path))
    one, two = await asyncio.gather(take(store, table), take(other, table))
    await other.close()
    third, was_known = await take(store, table)
    assert was_known
    assert one[0].counts == two[0].counts == third.counts
    assert third.counts.taken == len(rows_of(path))
    assert third.counts.known == 0


async def test_a_batch_that_another_cut_short_loses_no_line(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when an older program, which takes fewer lines at once, reads the same file."""
    table = put(tmp_path, *gdelt_lines(100, share=1))
    monkeypatch.setattr(importing, "LINES_AT_ONCE", 10)
    steps: list[int] = []
    real = record_imports.take_batch

    async def late(conn: object, *args: object, **options: object) -> ImportState:
        if not steps:
            steps.append(1)
            import_id, batch = args[0], args[1]
            assert isinstance(batch, record_imports.Batch)
            part = record_imports.Batch(after=0, upto=4, records=batch.records[:4], left=(), bad=())
            return await real(conn, import_id, part, *args[2:], **options)  # type: ignore[arg-type]  # passed on
        return await real(conn, *args, **options)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(record_imports, "take_batch", late)
    state, _ = await take(store, table)
    assert (state.lines, state.counts.taken) == (100, 100)
    assert len(rows_of(path)) == 100


async def test_the_order_of_lines_does_not_matter(store: Store, path: Path, tmp_path: Path) -> None:
    lines = list(gdelt_lines(200, share=0.7))
    await take(store, put(tmp_path, *lines), guild=GUILD)
    random.Random(5).shuffle(lines)
    await take(store, put(tmp_path, *lines), guild=OTHER_GUILD)
    taken = {guild: [row[1:] for row in rows_of(path) if row[0] == guild] for guild in (GUILD, OTHER_GUILD)}
    assert taken[GUILD] == taken[OTHER_GUILD]
    assert len(taken[GUILD]) > 100


async def test_a_server_sees_no_record_twice(store: Store, tmp_path: Path) -> None:
    await take(store, put(tmp_path, gdelt_row(1)))
    state, _ = await take(store, put(tmp_path, gdelt_row(1), gdelt_row(2)), guild=GUILD)
    assert (state.counts.taken, state.counts.known) == (1, 1)
    assert [one.record.key for one in (await found(store, guild=GUILD)).records] == ["2", "1"]


async def test_an_import_for_all_takes_back_what_single_servers_have_of_it(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_imports, "_AT_ONCE", 2)
    table = put(tmp_path, *(gdelt_row(number, day=f"2023060{number}") for number in range(1, 6)))
    await take(store, table, guild=GUILD)
    other = put(tmp_path, gdelt_row(1), gdelt_row(9))
    await take(store, other, guild=OTHER_GUILD)
    icews = tmp_path / "year.tab"
    icews.write_text(headed(ICEWS_COLUMNS, {"Event ID": "1", "Event Date": "2014-01-01", "Source Country": "China",
                                            "CAMEO Code": "042", "Target Country": "United States"}))  # fmt: skip
    await take(store, icews, Dataset.ICEWS, guild=GUILD)
    table = put(tmp_path, *(gdelt_row(number, day=f"2023060{number}") for number in range(1, 6)))
    state, was_known = await take(store, table)
    assert (state.counts.taken, state.counts.known, was_known) == (5, 0, False)
    assert sorted((row[0], row[1], row[2]) for row in rows_of(path)) == [
        *((0, "gdelt", str(number)) for number in range(1, 6)),
        (GUILD, "icews", "1 2014-01-01"),
        (OTHER_GUILD, "gdelt", "9"),
    ]
    seen = {guild: await found(store, guild=guild) for guild in (None, GUILD, OTHER_GUILD)}
    assert {guild: page.total for guild, page in seen.items()} == {None: 5, GUILD: 6, OTHER_GUILD: 6}
    assert len({one.id for one in seen[GUILD].records}) == 6


async def test_blank_lines_make_no_batch_longer(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each round number of lines ends in a blank one, so what counts is how many lines a batch spans."""
    monkeypatch.setattr(importing, "LINES_AT_ONCE", 10)
    lines = ["" if number % 10 == 0 else gdelt_row(number) for number in range(1, 101)]
    done: list[int] = []
    state, _ = await import_file(
        store, Dataset.GDELT, put(tmp_path, *lines, *[""] * 500, gdelt_row(999)), cameo=CAMEO, guild=None,
        clock=lambda: NOON, progress=done.append,
    )  # fmt: skip
    assert (state.lines, state.counts.taken, len(rows_of(path))) == (601, 91, 91)
    assert max(after - before for before, after in pairwise([0, *done[:-1]])) <= 11
    assert done[-1] == 601
    assert len(done) >= 10


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "The file is empty.", id="empty"),
        pytest.param(b"\n\n", "The file is empty.", id="blank lines"),
        pytest.param("\t".join("x" * 61).encode("utf-16"), "does not begin with text in UTF-8", id="UTF-16"),
        pytest.param(b"%PDF-1.7\n\xe2\xe3\n", "have 1 columns, not 61", id="PDF"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "does not begin with text", id="picture"),
        pytest.param("\t".join("x" * 58).encode(), "GDELT 1.0", id="GDELT 1.0"),
    ],
)
async def test_wrong_files_change_nothing(store: Store, path: Path, tmp_path: Path, data: bytes, words: str) -> None:
    table = tmp_path / "table"
    table.write_bytes(data)
    with pytest.raises(InvalidInputError) as caught:
        await take(store, table)
    assert words in caught.value.user_text
    assert rows_of(path) == []


async def test_what_stands_before_the_damage_is_kept(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "LINES_AT_ONCE", 2000)
    noise = random.Random(1)
    lines = [gdelt_row(number, url=f"https://a.example/{noise.random()}") for number in range(5000)]
    packed = gzip.compress(("\n".join(lines) + "\n").encode())
    table = tmp_path / "table.gz"
    table.write_bytes(packed[: len(packed) * 2 // 3])
    with pytest.raises(InvalidInputError) as caught:
        await take(store, table)
    assert "What stood before is kept" in caught.value.user_text
    kept = len(rows_of(path))
    assert kept == 2000
    table.write_bytes(packed)
    state, _ = await take(store, table)
    assert (state.counts.taken, state.counts.known) == (5000 - kept, kept)


async def test_the_other_tables(store: Store, tmp_path: Path) -> None:
    week = tmp_path / "week.txt"
    day = {"Event Date": "2023-06-14", "Event Type": "AID", "Actor Country": "USA", "Recipient Country": "CHN"}
    week.write_text(headed(POLECAT_COLUMNS, {"Event ID": "1", **day}, {"Event ID": "2", **day, "Event Date": "?"}))
    state, _ = await take(store, week, Dataset.POLECAT)
    assert (state.counts.taken, state.counts.first_bad) == (1, ((3, BadRow.DAY),))
    year = tmp_path / "year.tab"
    row = {"Event ID": "1", "Event Date": "2014-01-01", "Source Country": "China", "CAMEO Code": "042",
           "Target Country": "United States"}  # fmt: skip
    year.write_text(headed(ICEWS_COLUMNS, row, {**row, "Event Date": "2014-01-02"}, row))
    state, _ = await take(store, year, Dataset.ICEWS)
    assert (state.counts.taken, state.counts.known) == (2, 1)
    page = await store.read(lambda conn: records.records_of(conn, EventQuery(pair=US_CHINA)))
    assert [one.dataset for one in page.records] == [Dataset.POLECAT, Dataset.ICEWS, Dataset.ICEWS]


async def test_a_server_s_records_are_its_own(store: Store, tmp_path: Path) -> None:
    await take(store, put(tmp_path, gdelt_row(1)), guild=GUILD)
    await take(store, put(tmp_path, gdelt_row(2)))
    seen = {
        guild: [one.record.key for one in (await found(store, guild=guild)).records]
        for guild in (None, GUILD, OTHER_GUILD)
    }
    assert seen == {None: ["2"], GUILD: ["2", "1"], OTHER_GUILD: ["2"]}
    with pytest.raises(Exception, match="no record 1 for server 2002"):
        await store.read(lambda conn: records.get_record(conn, RecordId(1), guild=OTHER_GUILD))
    await store.write(lambda conn: guilds.forget_guild(conn, GUILD))
    page = await store.read(lambda conn: records.records_of(conn, EventQuery(pair=US_CHINA, guild=GUILD)))
    assert [one.record.key for one in page.records] == ["2"]


async def test_pages_of_records(store: Store, tmp_path: Path) -> None:
    lines = [
        gdelt_row(number, day=f"202306{1 + number % 9:02}", code=("042", "112")[number % 2]) for number in range(40)
    ]
    await take(store, put(tmp_path, *lines[:20]))
    await take(store, put(tmp_path, *lines[20:]), guild=GUILD)
    query = EventQuery(pair=US_CHINA, guild=GUILD, limit=7)

    async def keys(**changes: object) -> list[str]:
        told: list[str] = []
        for offset in range(0, 49, 7):
            page = await found(store, guild=GUILD, limit=7, offset=offset, **changes)
            told += [one.record.key for one in page.records]
        return told

    newest = await keys()
    days = {str(number): 1 + number % 9 for number in range(40)}
    assert sorted(newest, key=int) == [str(number) for number in range(40)]
    assert [days[key] for key in newest] == sorted(days.values(), reverse=True)
    assert await keys(oldest_first=True) == newest[::-1]
    talks = await keys(types=frozenset({EventType.CONSULT}))
    assert talks == [key for key in newest if int(key) % 2 == 0]
    june = await keys(period=DateRange(start=date(2023, 6, 3), end=date(2023, 6, 4)))
    assert june == [key for key in newest if days[key] in {3, 4}]
    page = await store.read(lambda conn: records.records_of(conn, query))
    assert (page.total, page.counts) == (40, ((EventType.CONSULT, 20), (EventType.ACCUSE, 20)))
    assert await store.read(lambda conn: records.some_records(conn, US_CHINA, guild=None)) == 20


@pytest.mark.sqlite_only
async def test_pages_and_counts_come_from_the_pair_s_index(store: Store, tmp_path: Path) -> None:
    """The measurements of docs/adr/0028 hold only while the planner takes this way."""
    await take(store, put(tmp_path, *gdelt_lines(50, share=1, one_pair=True)))
    statements: list[tuple[str, tuple[object, ...]]] = []
    sqlalchemy_event.listen(
        store._reader.sync_engine,
        "before_cursor_execute",
        lambda _c, _u, sql, values, _x, _m: statements.append((sql, values)),
    )
    await found(store, guild=GUILD, period=DateRange(start=date(2015, 1, 1), end=date(2023, 1, 1)))
    await store.read(lambda conn: records.some_records(conn, US_CHINA, guild=GUILD))
    of_pair = [one for one in statements if "imported_record.pair = ?" in one[0]]
    assert len(of_pair) == 3
    for sql, values in of_pair:
        plan = [str(row[3]) for row in await store.read(partial(explain, sql=sql, values=values))]
        searches = [step for step in plan if " imported_record " in step]
        assert all(" USING COVERING INDEX ix_imported_record_pair_guild_type_day " in step for step in searches), plan
        assert sum("TEMP B-TREE" in step for step in plan) <= 1, plan


async def test_records_change_nothing_that_sentences_prove(store: Store, tmp_path: Path) -> None:
    await add(store, Told(headline="Blinken meets Qin", when=on("2023-06-14")), text="They met.", guild=None)

    async def told() -> object:
        return (
            await store.read(lambda conn: events.timeline(conn, EventQuery(pair=US_CHINA))),
            await store.read(lambda conn: events.timeline(conn, EventQuery(words="china"))),
            await store.read(lambda conn: barometer.pair_events(conn, pair=US_CHINA, guild=None, since=None)),
            await store.read(lambda conn: events.actor_names(conn, "", guild=None)),
        )

    before = await told()
    await take(store, put(tmp_path, *gdelt_lines(100, share=1, one_pair=True)))
    assert await told() == before


async def program(*arguments: str, url: str) -> asyncio.subprocess.Process:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BACKCHANNEL_", "DISCORD_"))}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments,
        cwd=ROOT,
        env={**clean, "BACKCHANNEL_DATABASE_URL": url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def test_killed_in_the_middle_and_run_again(path: Path, tmp_path: Path) -> None:
    table = put(tmp_path, *gdelt_lines(60_000, share=0.3))
    process = await program("import", "gdelt", str(table), url=address(path))
    assert process.stderr is not None
    while (line := await process.stderr.readline()) and b"lines read" not in line:
        pass
    process.send_signal(signal.SIGKILL)
    await process.wait()
    halfway = rows_of(path)
    assert len(halfway) > 0
    process = await program("import", "gdelt", str(table), url=address(path))
    out, err = await process.communicate()
    assert process.returncode == 0, err
    expected = sum(1 for line in gdelt_lines(60_000, share=0.3) if _is_taken(line))
    assert len(halfway) < len(rows_of(path)) == expected
    assert f"{expected:,} records of GDELT 2.0 taken in, 0 known already." in out.decode()


def _is_taken(line: str) -> bool:
    row = line.split("\t")
    return row[7] != row[17] and row[17] not in {"", "AFR"}


async def test_two_processes_at_once(path: Path, tmp_path: Path) -> None:
    table = put(tmp_path, *gdelt_lines(6_000, share=0.3))
    both = [await program("import", "gdelt", str(table), url=address(path)) for _ in range(2)]
    said = [(await one.communicate())[0].decode() for one in both]
    assert [one.returncode for one in both] == [0, 0]
    expected = sum(1 for line in gdelt_lines(6_000, share=0.3) if _is_taken(line))
    assert len(rows_of(path)) == expected
    assert all(f"{expected:,} records of GDELT 2.0 taken in, 0 known already." in one for one in said)


async def test_the_program_says_what_is_wrong_in_a_sentence(path: Path, tmp_path: Path) -> None:
    process = await program("import", "gdelt", str(tmp_path / "none"), url=address(path))
    out, err = await process.communicate()
    assert (process.returncode, out) == (1, b"")
    assert err.decode() == "backchannel: The file none can't be read: No such file or directory.\n"
