"""The use case that lets older events know of unions as sides of a pair."""

import logging
from collections.abc import Sequence

from bot.model.bodies import BodyNames
from bot.model.ids import EventId
from data import unions
from data.store import Connection, Store

_LOG = logging.getLogger(__name__)
_AT_ONCE = 500


async def fill_unions(store: Store, bodies: BodyNames) -> int:
    """Let the pairs of stored events say what the table of unions says; return how many events changed.

    It runs at each start: a table that has a union more than before needs nothing else. A second run changes nothing.

    Args:
        store: The store.
        bodies: The names by which unions are known.

    Raises:
        StoreError: The store can't be used; the events before are done.
    """
    changed, after = 0, EventId(0)
    while True:
        looked = await _look(store, bodies, after)
        if looked.last is None:
            break
        if looked.amiss:
            await _settle(store, looked.amiss)
            changed += len(looked.amiss)
        after = looked.last
    if changed:
        _LOG.info("unions_filled events=%d", changed)
    return changed


async def _look(store: Store, bodies: BodyNames, after: EventId) -> unions.Looked:
    async def ask(conn: Connection) -> unions.Looked:
        return await unions.look_at_unions(conn, bodies, after=after, limit=_AT_ONCE)

    return await store.read(ask)


async def _settle(store: Store, amiss: Sequence[tuple[EventId, frozenset[str]]]) -> None:
    async def write(conn: Connection) -> None:
        await unions.settle_unions(conn, amiss)

    await store.write(write)
