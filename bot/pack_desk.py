"""Use cases of packs: those that come with the program, and those that an operator has."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.model.countries import Gazetteer
from bot.model.packs import Pack, PackOutcome
from bot.packs.reading import reading_of
from data import packs
from data.starter import starter_packs
from data.starter.form import read_pack
from data.store import Store

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedPack:
    """A pack, and what became of it in the store."""

    pack: Pack
    outcome: PackOutcome


async def fill_packs(
    store: Store, gazetteer: Gazetteer, *, clock: Callable[[], datetime], progress: Callable[[str], None]
) -> tuple[LoadedPack, ...]:
    """Load the packs that come with the program, those that the store has not.

    Args:
        store: The store.
        gazetteer: The tables that the packs are read with.
        clock: Gives the present, aware UTC.
        progress: Is told what is being loaded.

    Raises:
        InvalidInputError: A file isn't of the form.
        StoreError: A pack could not be kept; those before it are.
    """
    told = (read_pack(text, gazetteer.countries) for _, text in starter_packs())
    return await load_packs(store, gazetteer, told, clock=clock, progress=progress)


async def load_packs(
    store: Store,
    gazetteer: Gazetteer,
    told: Iterable[Pack],
    *,
    clock: Callable[[], datetime],
    progress: Callable[[str], None],
) -> tuple[LoadedPack, ...]:
    """Load packs, each in one transaction; loading one again changes nothing.

    Args:
        store: The store.
        gazetteer: The tables that the packs are read with.
        told: The packs.
        clock: Gives the present, aware UTC.
        progress: Is told what is being loaded.

    Raises:
        StoreError: A pack could not be kept; those before it are.
    """
    known = await store.read(packs.loaded_packs)
    done = []
    for one in told:
        version, mark = known.get(one.id, (0, ""))
        if mark == packs.fingerprint_of(one):
            done.append(LoadedPack(pack=one, outcome=PackOutcome.UNCHANGED))
            continue
        if version <= one.version:
            progress(f"loading the chronology “{one.title}”: {len(one.entries)} events")
        outcome = await _load(store, gazetteer, one, clock())
        _LOG.info("pack_loaded id=%s version=%d outcome=%s", one.id, one.version, outcome)
        done.append(LoadedPack(pack=one, outcome=outcome))
    return tuple(done)


async def _load(store: Store, gazetteer: Gazetteer, told: Pack, now: datetime) -> PackOutcome:
    reading = reading_of(told, gazetteer)
    return await store.write(lambda conn: packs.put_pack(conn, told, reading, at=now))
