"""The desk of exports and of records: what a person or an operator asks of it. Knows no Discord.

What writes calendars and decks is loaded when the first one is asked for.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.model.countries import Dyad, Gazetteer
from bot.model.errors import InvalidInputError, NotEnoughFactsError, NotFoundError
from bot.model.exports import Exported, Form, Wish
from bot.model.ids import EventId, GuildId, RecordId
from bot.model.language import told
from bot.model.quiz import SourcedQuestion
from bot.model.records import RecordPage, StoredRecord
from bot.model.stored import EventQuery, StoredEvent
from bot.quiz.make import from_events
from bot.quizmaster import bank
from data import events, exports, records
from data.store import Connection, Store
from data.visibility import owner

if TYPE_CHECKING:
    from bot.exchange.sheet import Sheet

_AT_ONCE: Final = 120
"""Events read at once, so that the event loop is free in between, and that questions are made of together."""
_RECORDS_AT_ONCE: Final = 1000
_QUESTIONS_A_QUIZ: Final = 40
_MOST_OF_A_DECK: Final = 360
"""Events that a deck for one person is made of, the newest; making questions takes a second for a hundred."""


class ExchangeDesk:
    """Hands out files of what is recorded, and shows records of other data sets."""

    def __init__(self, store: Store, gazetteer: Gazetteer, *, clock: Callable[[], datetime]) -> None:
        """Take the store, what is known of the world, and what gives the present, aware UTC."""
        self._store = store
        self._gazetteer = gazetteer
        self._clock = clock

    async def records(self, query: EventQuery) -> RecordPage:
        """Return one page of a pair's records."""
        return await self._store.read(lambda conn: records.records_of(conn, query))

    async def record(self, number: RecordId, guild: GuildId | None) -> StoredRecord:
        """Return one record.

        Raises:
            NotFoundError: There is none that the server may see.
        """
        return await self._store.read(lambda conn: records.get_record(conn, number, guild=guild))

    async def some_records(self, pair: Dyad | None, guild: GuildId | None) -> int:
        """Count a pair's records, up to `bot.model.records.MOST_COUNTED`; none without a pair."""
        if pair is None:
            return 0
        return await self._store.recall(records.some_records, pair, guild=await self._store.standpoint(guild))

    async def export(self, wish: Wish, guild: GuildId | None) -> Exported:
        """Make a file of what a server may see; None: of what all may see.

        Raises:
            InvalidInputError: Records are wished for in a calendar or deck.
            NotFoundError: Nothing is recorded that fits.
            NotEnoughFactsError: No question could be made for a deck.
        """
        if wish.has_records and wish.form in {Form.ICS, Form.ANKI}:
            raise InvalidInputError(
                user_text=told("Records have no sentence, so only tables (CSV) and data (JSON) hold them.")
            )
        numbers = await self._store.read(
            lambda conn: exports.event_numbers(conn, wish.pair, guild=guild, period=wish.period, types=wish.types)
        )
        if wish.form is Form.ANKI:
            return await self._deck(wish, numbers, guild)
        made = await self._table(wish, numbers, guild)
        if not made.events and not made.records:
            raise NotFoundError(user_text=told("Nothing is recorded between the two that fits, so there is no file."))
        return made

    async def _table(self, wish: Wish, numbers: Sequence[EventId], guild: GuildId | None) -> Exported:
        """Return the events, and the records if wished, as CSV, JSON or a calendar: the newest that have room."""
        from bot.exchange.sheet import Sheet

        sheet = Sheet(wish, self._gazetteer, self._clock(), owner(guild))
        async for stretch in self._events(numbers, guild):
            if not await asyncio.to_thread(sheet.add_events, stretch):
                break
        total = len(numbers)
        if wish.has_records:
            total += await self._add_records(sheet, wish, guild)
        name = f"{wish.pair.first}-{wish.pair.second}.{wish.form.value}".lower()
        return await asyncio.to_thread(sheet.finished, name, total)

    async def _add_records(self, sheet: "Sheet", wish: Wish, guild: GuildId | None) -> int:
        """Add records while there is room; return how many there are."""
        query = EventQuery(guild=guild, pair=wish.pair, period=wish.period, types=wish.types, limit=_RECORDS_AT_ONCE)
        total = (await self.records(query)).total
        last: StoredRecord | None = None
        while stretch := await self._store.read(partial(records.records_after, query=query, last=last)):
            if not await asyncio.to_thread(sheet.add_records, stretch):
                break
            last = stretch[-1]
        return total

    async def _events(
        self, numbers: Sequence[EventId], guild: GuildId | None
    ) -> AsyncIterator[tuple[StoredEvent, ...]]:
        """Yield events in stretches; one that merged with another meanwhile is that one."""
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            yield await self._store.read(partial(events.still_known, ids=some, guild=guild))

    async def _deck(self, wish: Wish, numbers: Sequence[EventId], guild: GuildId | None) -> Exported:
        """Return a deck of questions on the events, made as those of a quiz are.

        Raises:
            NotEnoughFactsError: None could be made.
        """
        from bot.exchange import anki_form

        async def refused(conn: Connection) -> frozenset[str]:
            return frozenset() if guild is None else await bank.refused(conn, guild)

        without = await self._store.read(refused)
        used = numbers if wish.most_bytes is None else numbers[:_MOST_OF_A_DECK]
        found: dict[str, SourcedQuestion] = {}
        told = 0
        async for stretch in self._events(used, guild):
            made = await asyncio.to_thread(
                from_events, stretch, self._gazetteer, seed=wish.seed, limit=_QUESTIONS_A_QUIZ, without=without
            )
            told += sum(not one.is_withdrawn for one in stretch)
            for one in made:
                found.setdefault(anki_form.guid_of(one, owner(guild)), one)
        if not found:
            raise NotEnoughFactsError(0)
        data = await asyncio.to_thread(
            anki_form.deck, tuple(found.values()), wish.pair, self._gazetteer, at=self._clock(), owner=owner(guild)
        )
        return Exported(
            name=f"{wish.pair.first}-{wish.pair.second}.apkg".lower(),
            data=data,
            events=told,
            questions=len(found),
            too_many=len(numbers) - len(used),
        )
