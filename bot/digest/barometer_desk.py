"""Use cases of the barometer: what it says of a pair, for a server and a period."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from typing import TypeAlias

from bot.digest.barometer import first_day, measure, weight_of
from bot.digest.due import zone_named
from bot.model.barometer import FEWEST_TO_DRAW, Barometer, BarometerPeriod, Comparison, PairBarometer, PairEvent
from bot.model.countries import Dyad
from bot.model.ids import GuildId
from bot.model.reading import Status
from data.barometer import pair_events
from data.event_rows import load_events
from data.store import Connection, Store

__all__ = ["BarometerDesk"]

Measure: TypeAlias = Callable[..., Awaitable[Barometer]]
"""`bot.digest.barometer.measure`, wherever it runs."""
_USUAL = (BarometerPeriod.MONTHS_6, BarometerPeriod.YEAR, BarometerPeriod.ALL)
"""What is shown unasked: the first of them that has enough to draw."""


class BarometerDesk:
    """The desk between the store and the barometer's rules."""

    def __init__(self, store: Store, measure: Measure, *, clock: Callable[[], datetime]) -> None:
        """Join the rooms.

        Args:
            store: The event store.
            measure: Works out a barometer; takes what `bot.digest.barometer.measure` takes.
            clock: Gives the present, aware UTC.
        """
        self._store = store
        self._measure = measure
        self._clock = clock

    async def show(self, pair: Dyad | None, guild: GuildId, asked: BarometerPeriod | None) -> PairBarometer:
        """Return a pair's barometer as of the server's present day.

        Args:
            pair: The two; None for the server's own.
            guild: The server.
            asked: How far back; None for half a year, or longer where that has too few events to draw.
        """
        settings = await self._store.settings(guild)
        today = self._clock().astimezone(zone_named(settings.schedule.zone)).date()
        tried = _USUAL if asked is None else (asked,)
        for period in tried:
            found = await self.until(today, pair or settings.pair, guild, period)
            if found.barometer.points:
                break
        return found

    async def compare(self, first: Dyad, second: Dyad, guild: GuildId, asked: BarometerPeriod | None) -> Comparison:
        """Return two pairs' barometers of one period, in the same steps, as of the server's present day.

        Args:
            first: A pair, in the order to be shown.
            second: Another.
            guild: The server.
            asked: How far back; None for the first usual period that both have enough for, else that one of them has.
                "All" begins where the later of the two records does.
        """
        settings = await self._store.settings(guild)
        today = self._clock().astimezone(zone_named(settings.schedule.zone)).date()
        best: Comparison | None = None
        for period in _USUAL if asked is None else (asked,):
            found = await self._both(today, (first, second), guild, period)
            if best is None or found.drawn > best.drawn:
                best = found
            if best.drawn == len(best.both):
                break
        assert best is not None
        return best

    async def _both(self, day: date, pairs: tuple[Dyad, Dyad], guild: GuildId, asked: BarometerPeriod) -> Comparison:
        one, other = [await self.until(day, pair, guild, asked) for pair in pairs]
        begun = max(one.barometer.period.start, other.barometer.period.start)
        if one.barometer.points and other.barometer.points:
            one, other = [
                shown
                if shown.barometer.period.start == begun
                else await self.until(day, shown.pair, guild, asked, since=begun)
                for shown in (one, other)
            ]
        return Comparison(first=one, second=other)

    async def until(
        self, day: date, pair: Dyad, guild: GuildId | None, asked: BarometerPeriod, *, since: date | None = None
    ) -> PairBarometer:
        """Return a pair's barometer as of a day: a digest's.

        Args:
            day: The day of the value.
            pair: The two, in the order to be shown.
            guild: Whose articles may be seen besides the starter pack's.
            asked: How far back.
            since: The earliest day that "all" goes back to; None for the first event's.
        """
        events, is_cut = await self._events(day, pair, guild, asked)
        if len(events) < FEWEST_TO_DRAW:
            barometer = measure(
                events, asked, day, is_cut=is_cut, since=since
            )  # nothing to work out, so not worth the way
        else:
            barometer = await self._measure(events, asked, day, is_cut=is_cut, since=since)
        ids = [mover.event for mover in barometer.movers]
        moved = await self._store.read(lambda conn: load_events(conn, ids, guild=guild))
        return PairBarometer(pair=pair, asked=asked, barometer=barometer, moved=moved)

    async def counted(self, shown: PairBarometer, guild: GuildId) -> tuple[tuple[PairEvent, float], ...]:
        """Return the events that went into a barometer, oldest first, each with its weight on its own day."""
        day = shown.barometer.period.end
        events, _ = await self._events(day, shown.pair, guild, shown.asked)
        occurred = [one for one in events if one.status is Status.OCCURRED and one.when.start <= day]
        return tuple((one, weight_of(one)) for one in sorted(occurred, key=lambda one: (one.when.start, one.id)))

    async def _events(
        self, day: date, pair: Dyad, guild: GuildId | None, asked: BarometerPeriod
    ) -> tuple[Sequence[PairEvent], bool]:
        since = first_day(asked, day)

        async def ask(conn: Connection) -> tuple[Sequence[PairEvent], bool]:
            return await pair_events(conn, pair=pair, guild=guild, since=since)

        return await self._store.read(ask)
