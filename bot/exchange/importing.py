"""Takes a table of another data set in, a few thousand lines at a time, and knows at each moment how far it has come.

A killed import goes on where it stopped; the same file twice, or by two processes at once, is the same as once.
Lines are read one by one, so memory does not grow with the file.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Final

from bot.exchange import gdelt, icews, polecat
from bot.exchange.files import Line, digest_of, read_lines
from bot.exchange.rows import Heading, Outcome, RowReader
from bot.model.cameo import Cameo
from bot.model.errors import InvalidInputError
from bot.model.ids import GuildId
from bot.model.records import BadRow, Dataset, ImportedRecord, ImportState, LeftOut
from data import record_imports
from data.record_imports import Batch
from data.store import Connection, Store

LINES_AT_ONCE: Final = 5000
"""Lines in one transaction: well below a second, so that a running bot's own writes pass in between."""
_LOOKED_AT: Final = 50
_HEADINGS: Final[dict[Dataset, Callable[[Sequence[str], Cameo], Heading]]] = {
    Dataset.GDELT: gdelt.heading,
    Dataset.POLECAT: polecat.heading,
    Dataset.ICEWS: icews.heading,
}


async def import_file(
    store: Store,
    dataset: Dataset,
    path: Path,
    *,
    cameo: Cameo,
    guild: GuildId | None,
    clock: Callable[[], datetime],
    progress: Callable[[int], None],
) -> tuple[ImportState, bool]:
    """Import a file, or what is left of it.

    Args:
        store: Where the records go.
        dataset: What the file holds.
        path: A table, plain or in a zip or gzip archive.
        cameo: The tables of codes.
        guild: The server that is to see the records; None: all.
        clock: Gives the present, aware UTC.
        progress: Is told how many lines are done, after each batch.

    Returns:
        What became of the file's lines, those of an earlier run that was stopped among them; and whether it had been
        imported to its end before, so that nothing was done now.

    Raises:
        InvalidInputError: The file can't be read, is no such table, or is damaged; what stood before is kept.
        StoreError: The store can't be used.
    """
    digest = await asyncio.to_thread(digest_of, path)
    heading, lines = await asyncio.to_thread(_open, dataset, path, cameo)
    state = await store.write(lambda conn: record_imports.begin_import(conn, dataset, digest, guild=guild, at=clock()))
    if state.is_finished:
        return state, True
    while batch := await asyncio.to_thread(_next_batch, lines, heading.read, state.lines):
        state = await store.write(partial(_take, state.id, batch, dataset, guild))
        progress(state.lines)
        if state.lines < batch.upto:  # another process did a part of these lines, and no more
            heading, lines = await asyncio.to_thread(_open, dataset, path, cameo)
    await store.write(lambda conn: record_imports.finish_import(conn, state.id, at=clock()))
    return state, False


async def _take(import_id: int, batch: Batch, dataset: Dataset, guild: GuildId | None, conn: Connection) -> ImportState:
    return await record_imports.take_batch(conn, import_id, batch, dataset, guild=guild)


def _open(dataset: Dataset, path: Path, cameo: Cameo) -> tuple[Heading, Iterator[Line]]:
    """Return how to read a file, and its rows from the first on.

    Raises:
        InvalidInputError: It can't be read, or is another table.
    """
    source = read_lines(path)
    head = list(islice(source, _LOOKED_AT))
    heading = _heading(dataset, head, cameo)
    return heading, chain(head[1:] if heading.has_header else head, source)


def _heading(dataset: Dataset, head: Sequence[Line], cameo: Cameo) -> Heading:
    """Return how to read a file by its first lines.

    Raises:
        InvalidInputError: It is empty, no text, or another table.
    """
    texts = [line.text for line in head if not isinstance(line.text, BadRow)]
    if not head:
        raise InvalidInputError(user_text="The file is empty.")
    if not texts or texts[0] is not head[0].text or "\0" in texts[0]:
        raise InvalidInputError(
            user_text=f"The file is no table of {dataset.label}: it does not begin with text in UTF-8."
        )
    return _HEADINGS[dataset](texts, cameo)


def _outcome(text: str | BadRow, read: RowReader) -> Outcome:
    """Return what a line comes to. A NUL is no text, and no database takes it; UTF-8 has no lone surrogates."""
    if isinstance(text, BadRow):
        return text
    return BadRow.ENCODING if "\0" in text else read(text)


def _next_batch(lines: Iterator[Line], read: RowReader, after: int) -> Batch | None:
    """Read on from where the import stands; None at the file's end.

    Args:
        lines: Those that were not read yet; those up to `after` are passed over.
        read: Reads a row.
        after: Lines that are done already.
    """
    records: list[ImportedRecord] = []
    left: list[LeftOut] = []
    bad: list[tuple[int, BadRow]] = []
    upto = after
    for line in lines:
        if line.number <= after:
            continue
        outcome = _outcome(line.text, read)
        upto = line.number
        if isinstance(outcome, LeftOut):
            left.append(outcome)
        elif isinstance(outcome, BadRow):
            bad.append((line.number, outcome))
        else:
            records += outcome
        if upto - after >= LINES_AT_ONCE:
            break
    if upto == after:
        return None
    return Batch(after=after, upto=upto, records=records, left=left, bad=bad)
