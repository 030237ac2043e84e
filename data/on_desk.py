"""Events as an editor has them on the desk: with their reports, and a number that tells whether they have changed."""

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.decisions import EventFacts
from bot.model.errors import NotFoundError
from bot.model.ids import EventId, GuildId
from bot.model.language import told
from bot.model.stored import StoredEvent
from data import decisions
from data.decisions import Marked
from data.event_rows import current_number, load_events
from data.grouping import Known, known_reports
from data.marks import mark_of
from data.schema import STARTER, event, event_report
from data.telling import Key
from data.visibility import visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDesk:
    """An event as it stands, with what an editor's decision about it needs.

    Attributes:
        stored: As the server sees it.
        known: All reports of it that the server sees, by key.
        is_shared: Whether it is the starter pack's.
        version: Changes with whatever an editor sees of it.
        decisions: How many decisions there are, undone ones among them.
    """

    stored: StoredEvent
    known: Mapping[Key, Known]
    is_shared: bool
    version: int
    decisions: int

    @property
    def ranked(self) -> tuple[Key, ...]:
        """Its reports, the first in rank first."""
        return tuple(sorted(self.known, key=lambda key: self.known[key].sighting.rank))

    def marked(self, keys: Collection[Key] | None = None) -> tuple[Marked, ...]:
        """Return reports with what they are known by, in order of rank; all for None."""
        return tuple(
            Marked(key=key, mark=mark_of(self.known[key].sighting, self.known[key].origin))
            for key in self.ranked
            if keys is None or key in keys
        )


async def on_desk(conn: AsyncConnection, number: EventId, guild: GuildId) -> OnDesk:
    """Return an event of a server.

    Args:
        conn: Any connection.
        number: One that it has or had.
        guild: The server.

    Raises:
        NotFoundError: There is none of this number that the server may see.
    """
    found = await all_on_desk(conn, [await current_number(conn, number)], guild)
    if not found:
        raise NotFoundError(
            f"no event {number} for server {guild}",
            user_text=told("There is no event {event} here.", event=f"E{number}"),
        )
    return found[0]


async def all_on_desk(conn: AsyncConnection, numbers: Sequence[EventId], guild: GuildId) -> tuple[OnDesk, ...]:
    """Return those of some events that a server may see, in their order."""
    asked = select(event.c.id, event.c.guild).where(event.c.id.in_(numbers), event.c.guild.in_(visible_to(guild)))
    owners = {EventId(row.id): row.guild for row in await conn.execute(asked)}
    seen = [number for number in numbers if number in owners]
    known: dict[EventId, dict[Key, Known]] = {number: {} for number in seen}
    for key, one in (await known_reports(conn, event_report.c.event.in_(seen), guild)).items():
        assert one.event is not None
        known[one.event][key] = one
    last = await decisions.last_ids(conn, seen, guild)
    return tuple(
        OnDesk(
            stored=stored,
            known=known[stored.id],
            is_shared=owners[stored.id] == STARTER,
            version=_version(stored, last.get(stored.id, (0, 0))[0]),
            decisions=last.get(stored.id, (0, 0))[1],
        )
        for stored in await load_events(conn, seen, guild=guild)
    )


def facts_of(stored: StoredEvent) -> EventFacts:
    """Return what a decision notes of an event."""
    found = stored.event
    return EventFacts(
        event=stored.id,
        headline=found.headline,
        when=found.when,
        kind=found.shown_type,
        status=found.status,
        place=found.place,
        source=stored.source_names,
        target=stored.target_names,
        is_reciprocal=found.reciprocal,
        reports=len(stored.reports),
        is_withdrawn=stored.is_withdrawn,
    )


def _version(stored: StoredEvent, last: int) -> int:
    """Return a number that another report, another decision or another fact changes."""
    reports = [(one.article, one.sentence_index) for one in stored.reports]
    return zlib.crc32(repr((facts_of(stored), reports, last)).encode("utf-8", "surrogatepass"))
