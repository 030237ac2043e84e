"""Use cases of persons and bodies: who is meant by a name, and what is recorded of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.digest.due import zone_named
from bot.model.countries import Gazetteer
from bot.model.errors import InvalidInputError, NotFoundError
from bot.model.ids import CountryCode, EventId, GuildId
from bot.model.language import told
from bot.model.people import Individual, Meeting, Part, PersonView, in_order
from bot.model.stored import StoredEvent
from bot.people import NameTable, fold, is_country, joined, parse_person
from data import people
from data.event_rows import load_events
from data.store import Connection, Store

MOST_CHOICES = 25
_GROUPS = (("ahead", 2), ("latest", 4), ("weightiest", 4))
"""Of somebody's events: in which orders some are shown, and how many."""
_MET = 5


class PersonDesk:
    """The desk for persons and bodies."""

    def __init__(self, store: Store, gazetteer: Gazetteer, *, clock: Callable[[], datetime]) -> None:
        """Join the rooms.

        Args:
            store: The event store.
            gazetteer: Has the table of offices.
            clock: Gives the present, aware UTC.
        """
        self._store = store
        self._gazetteer = gazetteer
        self._names = NameTable(gazetteer)
        self._clock = clock

    async def suggest(self, typed: str, guild: GuildId) -> tuple[Individual, ...]:
        """Return persons and bodies whose names have what was typed: recorded ones first, then holders of offices."""
        name, _ = parse_person(typed)
        recorded = await self._store.read(lambda c: people.names_with_sides(c, name, guild=guild, limit=MOST_CHOICES))
        return (*joined(recorded, ()), *self._others(name, recorded))[:MOST_CHOICES]

    async def named(self, typed: str, guild: GuildId) -> tuple[Individual, ...]:
        """Return who may be meant by a name: one, or several of whom the reader is to choose.

        Args:
            typed: A name, as it was typed or as an autocomplete gave it.
            guild: The server.

        Returns:
            At least one; who has exactly this name, one for each side, else those whose names have its words.

        Raises:
            InvalidInputError: It is a country's name.
            NotFoundError: Nobody of this name is recorded or has an office in the table.
        """
        name, side = parse_person(typed)
        exact = await self._exact(name, guild)
        if side is not None:
            exact = tuple(one for one in exact if one.country == side) or exact
        if exact:
            return exact
        if is_country(self._gazetteer, name):
            raise InvalidInputError(
                user_text=told(
                    "“{name}” is a country. Its events are in /events, and where it stands in /relations.",
                    name=name[:40],
                )
            )
        found = await self.suggest(name, guild) if name else ()
        if not found:
            raise NotFoundError(
                user_text=told(
                    "Nobody named “{name}” is in a recorded event here or in the table of offices. "
                    "Choose a name from the list that opens while you type, or hand in an article with /article add.",
                    name=name[:40],
                )
            )
        return await self._exact(found[0].name, guild) if len({fold(one.name) for one in found}) == 1 else found

    async def person(self, name: str, country: CountryCode | None, guild: GuildId) -> PersonView:
        """Return what is recorded of a person or body.

        Args:
            name: Its name, any case.
            country: Its side; None for one whose side no event tells.
            guild: The server.

        Raises:
            NotFoundError: It is in no event, and has no office in the table.
        """
        known = [one for one in await self._exact(name, guild) if one.country == country]
        if not known:
            raise NotFoundError(user_text=told("Nobody named “{name}” is recorded here any more.", name=name[:40]))
        return await self._view(known[0], guild)

    async def _exact(self, name: str, guild: GuildId) -> tuple[Individual, ...]:
        """Return everybody of exactly this name; of a holder of offices, under the name that the table has, too."""
        table = self._names.named(name)
        names = dict.fromkeys((name, *(one.name for one in table)))
        seen = await self._store.standpoint(guild)
        recorded = [one for each in names for one in await self._store.recall(people.recorded_people, each, guild=seen)]
        return joined(recorded, table)

    def _others(self, name: str, recorded: Sequence[Individual]) -> list[Individual]:
        known = {(fold(one.name), one.country) for one in recorded}
        found = self._names.beginning(name, MOST_CHOICES * 2)
        return [one for one in found if (fold(one.name), one.country) not in known]

    async def _view(self, who: Individual, guild: GuildId) -> PersonView:
        settings = await self._store.settings(guild)
        today = self._clock().astimezone(zone_named(settings.schedule.zone)).date()
        seen = await self._store.standpoint(guild)
        recorded = await self._store.recall(_recorded, who, guild=seen, today=today)
        terms = () if who.country is None else self._gazetteer.offices.terms_of(self._spelling(who), who.country)
        ahead, latest, weightiest = (tuple(self._part(one, who) for one in group) for group in recorded.groups)
        return PersonView(
            who=who,
            today=today,
            terms=in_order(terms, today),
            meetings=recorded.meetings,
            ahead=ahead,
            latest=latest,
            weightiest=weightiest,
        )

    def _part(self, stored: StoredEvent, who: Individual) -> Part:
        when = stored.event.when.range
        if when is None or who.country is None:
            return Part(event=stored, office=None)
        return Part(event=stored, office=self._gazetteer.offices.title_of(self._spelling(who), who.country, when))

    def _spelling(self, who: Individual) -> str:
        """Return somebody's name as the table of offices has it; as it is where they are not in it."""
        found = [one.name for one in self._names.named(who.name) if one.country == who.country]
        return found[0] if found else who.name


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What the store has of somebody: whom they met, and their events ahead, latest and weightiest, each once."""

    meetings: tuple[Meeting, ...]
    groups: tuple[tuple[StoredEvent, ...], ...]


async def _recorded(conn: Connection, who: Individual, *, guild: GuildId | None, today: date) -> _Recorded:
    groups: list[tuple[StoredEvent, ...]] = []
    shown: set[EventId] = set()
    for order, most in _GROUPS:
        ids = await people.part_ids(
            conn, who, guild=guild, order=order, until=today, limit=most, without=frozenset(shown)
        )
        shown.update(ids)
        groups.append(tuple(await load_events(conn, ids, guild=guild)))
    return _Recorded(meetings=await people.meetings_of(conn, who, guild=guild, limit=_MET), groups=tuple(groups))
