"""Loading the chronologies that come with the program: `python -m tests.benchmarks.packs`."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.model.packs import Pack
from bot.pack_desk import load_packs
from data.reference import load_gazetteer
from data.starter import starter_packs
from data.starter.form import read_pack
from data.store import Store
from tests.benchmarks.table import Found, Row, print_head, print_rows


def rows() -> Iterator[Found]:
    """Measure an empty store taking all packs in, taking them again, and taking a newer version of each."""
    with tempfile.TemporaryDirectory() as folder:
        yield from asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> list[Found]:
    gazetteer = load_gazetteer()
    begun = time.perf_counter()
    store = await Store.open(f"sqlite+aiosqlite:///{folder / 'store.sqlite3'}")
    open_s = time.perf_counter() - begun
    begun = time.perf_counter()
    packs = [read_pack(text, gazetteer.countries) for _, text in starter_packs()]
    read_s = time.perf_counter() - begun

    async def load(told: list[Pack]) -> float:
        begun = time.perf_counter()
        await load_packs(store, gazetteer, told, clock=lambda: datetime.now(UTC), progress=lambda _: None)
        return time.perf_counter() - begun

    try:
        first_s = await load(packs)
        again_s = await load(packs)
        newer_s = await load([_newer(pack) for pack in packs])
    finally:
        await store.close()
    events = sum(len(pack.entries) for pack in packs)
    return [
        Row(what="reading the packs' files", figure=f"{read_s:.2f} s", beside=f"{len(packs)} packs, {events:,} events"),
        Row(
            what="loading them into an empty store",
            figure=f"{first_s:.2f} s",
            beside=f"{first_s / open_s:.1f} x opening the empty store; {1000 * first_s / events:.1f} ms an event",
        ),
        Row(what="loading them again", figure=f"{again_s:.3f} s", beside=f"{again_s / first_s:.3f} x the first time"),
        Row(
            what="a newer version of each, one entry in ten reworded",
            figure=f"{newer_s:.2f} s",
            beside=f"{newer_s / first_s:.1f} x the first time",
        ),
    ]


def _newer(pack: Pack) -> Pack:
    entries = (
        replace(entry, context=f"{entry.context} It was so.") if at % 10 == 0 else entry
        for at, entry in enumerate(pack.entries)
    )
    return replace(pack, version=pack.version + 1, entries=tuple(entries))


def main() -> None:
    """Print the rows."""
    print_head()
    print_rows(rows())


if __name__ == "__main__":
    main()
