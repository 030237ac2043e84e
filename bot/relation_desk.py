"""Use cases of a relation: what is recorded of it at a glance."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from bot.digest.due import zone_named
from bot.model.countries import Dyad
from bot.model.ids import EventId, GuildId
from bot.model.relations import Encounter, Met, Overview
from data import guilds, relations
from data.event_rows import load_events
from data.records import some_records
from data.store import Connection, Store

_LATEST, _AHEAD, _TURNING, _MET = 3, 3, 4, 3


class RelationDesk:
    """The desk for one pair's past and what is ahead."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime]) -> None:
        """Join the rooms.

        Args:
            store: The event store.
            clock: Gives the present, aware UTC.
        """
        self._store = store
        self._clock = clock

    async def overview(self, pair: Dyad, guild: GuildId) -> Overview:
        """Return what is recorded of a pair at a glance, as of the server's present day."""

        async def ask(conn: Connection) -> Overview:
            settings = await guilds.get_settings(conn, guild)
            today = self._clock().astimezone(zone_named(settings.schedule.zone)).date()
            turning = await relations.turning_of_pair(conn, pair, guild=guild)
            return Overview(
                latest=await relations.latest_of_pair(conn, pair, guild=guild, until=today, limit=_LATEST),
                ahead=await relations.ahead_of_pair(conn, pair, guild=guild, since=today, limit=_AHEAD),
                turning=await load_events(conn, spread(turning, _TURNING), guild=guild),
                turning_in_all=len(turning),
                met=who_met(await relations.encounters(conn, pair, guild=guild), pair)[:_MET],
                is_empty=await relations.count_of_pair(conn, pair, guild=guild) == 0,
                records=await some_records(conn, pair, guild=guild),
            )

        return await self._store.read(ask)


def spread(found: Sequence[EventId], most: int) -> tuple[EventId, ...]:
    """Return at most so many of a list, as evenly spread over it as can be, the first and the last among them."""
    if len(found) <= most:
        return tuple(found)
    return tuple(found[round(at * (len(found) - 1) / (most - 1))] for at in range(most))


def who_met(encounters: Iterable[Encounter], pair: Dyad) -> tuple[Met, ...]:
    """Return who of one side met whom of the other, those who met oftenest first, then those who met last.

    Args:
        encounters: The latest first. In one of several persons each is taken to have met each of the other side.
        pair: The two, in the order of the names.
    """
    met: dict[tuple[str, str], Met] = {}
    for one in encounters:
        names = {code: [name for name, side in one.persons if side == code] for code in (pair.first, pair.second)}
        for first in names[pair.first]:
            for second in names[pair.second]:
                known = met.get((first, second))
                last, times = (one.when, 0) if known is None else (known.last, known.times)
                met[first, second] = Met(first=first, second=second, times=times + 1, last=last)
    return tuple(sorted(met.values(), key=lambda one: -one.times))
