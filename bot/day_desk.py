"""Use cases of the days of the year: what happened on one of them in other years."""

from collections.abc import Callable
from datetime import date, datetime

from bot.digest.due import zone_named
from bot.model.countries import Dyad
from bot.model.ids import GuildId
from bot.model.year_days import DayView, YearDay, by_date, nearest
from bot.year_days import parse_year_day, suggest_year_days
from data.store import Connection, Store
from data.year_days import dates_of_days, events_of_days

_MOST = 8
_AROUND = 14
"""Days before and after one without events in which the nearest with some is looked for."""


class DayDesk:
    """The desk for what happened on a day of the year."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime]) -> None:
        """Join the rooms.

        Args:
            store: The event store.
            clock: Gives the present, aware UTC.
        """
        self._store = store
        self._clock = clock

    async def today(self, guild: GuildId) -> date:
        """Return the present date where the server is."""
        settings = await self._store.settings(guild)
        return self._clock().astimezone(zone_named(settings.schedule.zone)).date()

    async def typed(self, typed: str | None, guild: GuildId) -> YearDay:
        """Return the day of the year that a person means; nothing typed is the server's present day.

        Raises:
            InvalidInputError: It is no day.
        """
        today = await self.today(guild)
        return parse_year_day(typed, today) if typed else YearDay.of(today)

    async def suggest(self, typed: str, guild: GuildId) -> tuple[tuple[str, str], ...]:
        """Return days for an autocomplete, each as it is offered and as it is typed."""
        return suggest_year_days(typed, await self.today(guild))

    async def day(self, day: YearDay, guild: GuildId, pair: Dyad | None = None) -> DayView:
        """Return what happened on a day of the year before the present one.

        Args:
            day: The day.
            guild: The server.
            pair: Between these two; None for every pair that the server follows.
        """
        settings = await self._store.settings(guild)
        today = self._clock().astimezone(zone_named(settings.schedule.zone)).date()
        pairs = settings.pairs if pair is None else (pair,)
        seen = await self._store.standpoint(guild)
        return await self._store.recall(_view, day, pairs=tuple(pairs), is_own=pair is None, guild=seen, today=today)


async def _view(
    conn: Connection, day: YearDay, *, pairs: tuple[Dyad, ...], is_own: bool, guild: GuildId | None, today: date
) -> DayView:
    found, total = await events_of_days(conn, pairs=pairs, guild=guild, days=(day,), before=today.year, limit=_MOST)
    before, after = day.after(-1), day.after(1)
    if not found:
        around = [day.after(days) for days in range(-_AROUND, _AROUND + 1) if days]
        dates = await dates_of_days(conn, pairs=pairs, guild=guild, days=around, before=today.year)
        before, after = nearest(day, dates, within=_AROUND)
    return DayView(
        day=day,
        pairs=pairs,
        is_own=is_own,
        today=today,
        events=by_date(found),
        total=total,
        before=before,
        after=after,
    )
