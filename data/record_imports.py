"""Imports of records: each batch of lines is written together with how far the file has come.

So an import that is killed goes on where it stopped, and of two that read the same file at once, each batch is written
by the one that comes first; the other sees it and goes on after it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.countries import Dyad
from bot.model.ids import CountryCode, GuildId
from bot.model.records import (
    MOST_BAD_SHOWN,
    BadRow,
    Dataset,
    ImportCounts,
    ImportedRecord,
    ImportState,
    LeftOut,
)
from data.schema import imported_record, record_import
from data.schema.base import STARTER, AnyRow
from data.upsert import insert_or
from data.visibility import owner

_AT_ONCE = 2500
"""Keys in one query; well below the number of values that either database takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What some consecutive lines of a file came to.

    Attributes:
        after: The lines before it.
        upto: Its last line, 1-based.
        records: What is to be taken, may be empty.
        left: Why each row that is left out is.
        bad: Line and fault of each row that can't be read.
    """

    after: int
    upto: int
    records: Sequence[ImportedRecord]
    left: Sequence[LeftOut]
    bad: Sequence[tuple[int, BadRow]]


async def begin_import(
    conn: AsyncConnection, dataset: Dataset, digest: str, *, guild: GuildId | None, at: datetime
) -> ImportState:
    """Return how far the import of a file has come; a file that was never seen is at its start.

    Args:
        conn: A writing connection.
        dataset: What the file holds.
        digest: SHA-256 of its bytes, in hexadecimal.
        guild: The server that it is for; None: for all.
        at: Aware UTC.
    """
    new: dict[str, Any] = {
        "guild": owner(guild),
        "dataset": dataset.value,
        "digest": digest,
        "lines": 0,
        "taken": 0,
        "known": 0,
        "left": {},
        "bad": {},
        "first_bad": [],
        "started_at": at,
    }
    await conn.execute(insert_or(conn, record_import).values(new).on_conflict_do_nothing())
    found = await conn.execute(
        select(record_import).where(
            record_import.c.guild == owner(guild),
            record_import.c.dataset == dataset.value,
            record_import.c.digest == digest,
        )
    )
    return _state(found.one())


async def take_batch(
    conn: AsyncConnection, import_id: int, batch: Batch, dataset: Dataset, *, guild: GuildId | None
) -> ImportState:
    """Write a batch, if the import stands just before it.

    Args:
        conn: A writing connection.
        import_id: As `begin_import` gave it.
        batch: The lines' outcome.
        dataset: What the file holds.
        guild: As `begin_import` was told.

    Returns:
        How far the import has come then: `batch.upto`, or elsewhere where another process did other lines; nothing
        was written in that case.
    """
    row = (await conn.execute(select(record_import).where(record_import.c.id == import_id).with_for_update())).one()
    if row.lines != batch.after:
        return _state(row)
    taken = await _insert_new(conn, batch.records, dataset, owner(guild))
    values = {
        "lines": batch.upto,
        "taken": row.taken + taken,
        "known": row.known + len(batch.records) - taken,
        "left": _added(row.left, (reason.value for reason in batch.left)),
        "bad": _added(row.bad, (fault.value for _, fault in batch.bad)),
        "first_bad": [*row.first_bad, *([line, fault.value] for line, fault in batch.bad)][:MOST_BAD_SHOWN],
    }
    written = update(record_import).where(record_import.c.id == import_id).values(values).returning(record_import)
    return _state((await conn.execute(written)).one())


async def finish_import(conn: AsyncConnection, import_id: int, *, at: datetime) -> None:
    """Note that a file's end was reached; a second time changes nothing."""
    await conn.execute(
        update(record_import)
        .where(record_import.c.id == import_id, record_import.c.finished_at.is_(None))
        .values(finished_at=at)
    )


async def _insert_new(conn: AsyncConnection, records: Sequence[ImportedRecord], dataset: Dataset, guild: int) -> int:
    """Insert those records that the server does not see yet; return how many."""
    wanted = {record.key: record for record in records}
    keys = list(wanted)
    for start in range(0, len(keys), _AT_ONCE):
        found = await conn.scalars(
            select(imported_record.c.key).where(
                imported_record.c.guild.in_({guild, STARTER}),
                imported_record.c.dataset == dataset.value,
                imported_record.c.key.in_(keys[start : start + _AT_ONCE]),
            )
        )
        for key in found:
            del wanted[key]
    if guild == STARTER:
        await _take_back(conn, dataset, list(wanted))
    if wanted:
        rows = [_row(one, dataset, guild) for one in wanted.values()]
        await conn.execute(insert_or(conn, imported_record).on_conflict_do_nothing(), rows)
    return len(wanted)


async def _take_back(conn: AsyncConnection, dataset: Dataset, keys: Sequence[str]) -> None:
    """Delete what single servers have of records that all will see now: nobody sees one twice."""
    for start in range(0, len(keys), _AT_ONCE):
        await conn.execute(
            delete(imported_record).where(
                imported_record.c.guild != STARTER,
                imported_record.c.dataset == dataset.value,
                imported_record.c.key.in_(keys[start : start + _AT_ONCE]),
            )
        )


def _row(record: ImportedRecord, dataset: Dataset, guild: int) -> dict[str, Any]:
    return {
        "guild": guild,
        "dataset": dataset.value,
        "key": record.key,
        "pair": _pair_key(record.source.country, record.target.country),
        "source": record.source.country,
        "target": record.target.country,
        "type": record.type.value,
        "mode": None if record.mode is None else record.mode.value,
        "code": record.code,
        "day": record.day,
        "source_name": record.source.name,
        "source_role": record.source.role,
        "target_name": record.target.name,
        "target_role": record.target.role,
        "place": record.place,
        "outlet": record.outlet,
        "url": record.url,
    }


@cache
def _pair_key(source: CountryCode, target: CountryCode) -> str:
    return Dyad(first=source, second=target).key


def _added(before: Mapping[str, int], reasons: Iterable[str]) -> dict[str, int]:
    return dict(Counter(before) + Counter(reasons))


def _state(row: AnyRow) -> ImportState:
    counts = ImportCounts(
        taken=row.taken,
        known=row.known,
        left={LeftOut(reason): number for reason, number in row.left.items()},
        bad={BadRow(fault): number for fault, number in row.bad.items()},
        first_bad=tuple((line, BadRow(fault)) for line, fault in row.first_bad),
    )
    return ImportState(id=row.id, lines=row.lines, counts=counts, is_finished=row.finished_at is not None)
