"""What an import takes in time and memory, and what a million records cost: `python -m tests.benchmarks.imports`.

The rows are made by `tests.exchange.tables`: a share of 30 % between two countries is about what GDELT has.
"""

import asyncio
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

from sqlalchemy import Insert, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.exchange.importing import import_file
from bot.model.ids import GuildId
from bot.model.records import Dataset
from bot.model.stored import EventQuery
from data import events, records
from data.reference.cameo import load_cameo
from data.schema import event, event_pair, imported_record
from data.store import Store
from tests.benchmarks.table import Found, Row, print_head, print_rows
from tests.data.build import US_CHINA
from tests.exchange.tables import gdelt_lines

_GUILD = GuildId(7)
_COPIES = 20
_AT_ONCE = 50_000


def rows() -> Iterator[Found]:
    """Yield the figures."""
    with tempfile.TemporaryDirectory() as folder:
        peaks = []
        for count, share in ((10_000, 0.3), (100_000, 0.3), (100_000, 1.0)):
            taken, peak = _import(Path(folder), count, share)
            peaks.append(peak)
            yield Row(
                what=f"import {count:,} lines, {share:.0%} between two countries",
                figure=f"{taken:.1f} s",
                beside=f"{peak / 1024:.0f} MB at most ({peak / peaks[0]:.2f} times the first)",
            )
        yield from asyncio.run(_timelines(Path(folder)))


def _import(folder: Path, count: int, share: float) -> tuple[float, int]:
    """Return how many seconds a whole run of the program takes, and the most memory that any run so far had, in kB."""
    table = folder / f"{count}-{share}.CSV"
    with table.open("w") as out:
        out.writelines(f"{line}\n" for line in gdelt_lines(count, share=share))
    url = f"sqlite+aiosqlite:///{folder / f'{count}-{share}.sqlite3'}"
    start = time.perf_counter()
    subprocess.run(  # noqa: S603 (this program)
        [sys.executable, "-m", "bot", "import", "gdelt", str(table)],
        check=True,
        capture_output=True,
        env={**os.environ, "BACKCHANNEL_DATABASE_URL": url},
    )
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


async def _timelines(folder: Path) -> list[Found]:
    """Return a pair's timeline before and after a million records of the pair, and what the records' own page takes."""
    bare, full = [await Store.open(f"sqlite+aiosqlite:///{folder / name}.sqlite3") for name in ("bare", "full")]
    for store in (bare, full):
        await store.write(partial(_add_events, count=10_000))
    await _add_records(full, folder)
    query = EventQuery(pair=US_CHINA, guild=_GUILD)

    async def shown(conn: AsyncConnection) -> None:
        await events.timeline(conn, query)
        await records.some_records(conn, US_CHINA, guild=_GUILD)

    before, after = await _medians_ms([bare, full], shown, times=41)
    (page,) = await _medians_ms([full], partial(records.records_of, query=query))
    (last,) = await _medians_ms([full], partial(records.records_of, query=EventQuery(pair=US_CHINA, offset=900_000)))
    await bare.close()
    await full.close()
    return [
        Row(what="timeline of 10,000 events, no records", figure=f"{before:.1f} ms"),
        Row(
            what="the same, and 1,000,000 records of the pair",
            figure=f"{after:.1f} ms",
            beside=f"{after / before:.2f} times that",
        ),
        Row(what="newest page of the records, with counts by kind", figure=f"{page:.0f} ms"),
        Row(what="their page at record 900,000", figure=f"{last:.0f} ms"),
    ]


async def _add_events(conn: AsyncConnection, count: int) -> None:
    """Add events without reports: what a timeline's page and counts are read from."""
    shared = {"type": "CONSULT", "act": "CONSULT", "status": "occurred", "precision": "day", "salience": 0.5}
    own = {"reciprocal": False, "dated_by": "expression", "context": [], "headline": "They meet",
           "sentence_number": 0, "span_start": 0, "span_end": 4}  # fmt: skip
    days = [date(2014, 1, 1) + timedelta(days=number % 3650) for number in range(count)]
    dated = [
        {"guild": 0 if number % 2 else _GUILD, "start_date": day, "end_date": day,
         "start_month": day.year * 12 + day.month - 1, **shared}
        for number, day in enumerate(days)
    ]  # fmt: skip
    await conn.execute(insert(event), [{"id": number + 1, **one, **own} for number, one in enumerate(dated)])
    await conn.execute(
        insert(event_pair), [{"event": number + 1, "pair": US_CHINA.key, **one} for number, one in enumerate(dated)]
    )


async def _add_records(store: Store, folder: Path) -> None:
    """Import a table, then copy its rows under other keys until there are a million."""
    table = folder / "pair.CSV"
    with table.open("w") as out:
        out.writelines(f"{line}\n" for line in gdelt_lines(_AT_ONCE, share=1, one_pair=True))
    await import_file(
        store, Dataset.GDELT, table, cameo=load_cameo(), guild=None, clock=lambda: datetime.now(UTC),
        progress=lambda _: None,
    )  # fmt: skip
    kept = [column for column in imported_record.c if column.name not in {"id", "key"}]
    names = ["key", *(column.name for column in kept)]
    for number in range(1, _COPIES):
        copied = select(imported_record.c.key + f" {number}", *kept).where(imported_record.c.id <= _AT_ONCE)
        statement = insert(imported_record).from_select(names, copied)
        await store.write(partial(_execute, statement))


async def _execute(statement: Insert, conn: AsyncConnection) -> None:
    await conn.execute(statement)


async def _medians_ms(
    stores: Sequence[Store], work: Callable[[AsyncConnection], Awaitable[object]], times: int = 5
) -> list[float]:
    """Return what work takes on each store, measured in turn, so that what else runs here slows them alike."""
    taken: list[list[float]] = [[] for _ in stores]
    for _ in range(times):
        for store, found in zip(stores, taken, strict=True):
            start = time.perf_counter()
            await store.read(work)
            found.append((time.perf_counter() - start) * 1000)
    return [median(found) for found in taken]


if __name__ == "__main__":
    print_head()
    print_rows(rows())
