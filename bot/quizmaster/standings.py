"""A server's board and one player's own sheet, summed up from stored answers whenever somebody asks."""

from datetime import date, datetime

from bot.digest.due import zone_named
from bot.model.ids import GuildId, UserId
from bot.model.players import Measure, OwnStanding, Period, PlayerSheet, Standings, Tally
from bot.quiz.standings import day_begins, first_day, own_standing, ranked
from bot.quiz.streaks import best_streak, running_streak
from data import guilds, quiz_alone, quiz_daily, quiz_memories, quiz_standings
from data.store import Connection, Store

BOARD_ROWS = 10


async def board(store: Store, guild: GuildId, measure: Measure, period: Period, now: datetime) -> Standings:
    """Return a server's board: the players who let themselves be named, best first; unnamed where it names nobody."""
    tallies, today = await _tallies(store, guild, measure, period, now)
    settings = await store.settings(guild)
    rows = ranked([one for one in tallies if one.is_listed], measure)
    return Standings(
        measure=measure,
        period=period,
        rows=rows[:BOARD_ROWS],
        players=len(rows),
        day=today,
        is_named=settings.names_members,
    )


async def own(
    store: Store, guild: GuildId, player: UserId, measure: Measure, period: Period, now: datetime
) -> OwnStanding:
    """Return where a player stands among those whom the board names."""
    tallies, _ = await _tallies(store, guild, measure, period, now)
    is_listed = await store.read(lambda conn: quiz_alone.is_listed(conn, guild, player))
    rows = ranked([one for one in tallies if one.is_listed and one.user != player], measure)
    mine = next((one for one in tallies if one.user == player), None)
    return OwnStanding(
        measure=measure,
        period=period,
        standing=None if mine is None else own_standing(rows, mine, measure),
        tally=mine,
        players=len(rows),
        is_listed=is_listed,
    )


async def sheet(store: Store, guild: GuildId, player: UserId, now: datetime) -> PlayerSheet:
    """Return what a server keeps of a player's answers."""

    async def work(conn: Connection) -> PlayerSheet:
        settings = await guilds.get_settings(conn, guild)
        today = now.astimezone(zone_named(settings.schedule.zone)).date()
        right, answered, points = await quiz_standings.totals(conn, guild, player)
        kinds, pairs, years = await quiz_standings.shares(conn, guild, player)
        days = await quiz_daily.days_played(conn, guild, player)
        return PlayerSheet(
            right=right,
            answered=answered,
            points=points,
            kinds=kinds,
            pairs=pairs,
            years=years,
            streak=running_streak(days, today),
            best_streak=best_streak(days),
            due=await quiz_memories.due(conn, guild, player, now=now),
            is_listed=await quiz_alone.is_listed(conn, guild, player),
            pair=settings.pair,
        )

    return await store.read(work)


async def _tallies(
    store: Store, guild: GuildId, measure: Measure, period: Period, now: datetime
) -> tuple[tuple[Tally, ...], date]:
    """Return every player's sums for a board, in no order, and the server's own date."""
    settings = await store.settings(guild)
    zone = zone_named(settings.schedule.zone)
    today = now.astimezone(zone).date()
    first = first_day(period, today)
    if measure is Measure.STREAK:
        return await store.read(lambda conn: _streaks(conn, guild, first)), today
    since = None if first is None else day_begins(first, zone)
    return await store.read(lambda conn: quiz_standings.tallies(conn, guild, since=since)), today


async def _streaks(conn: Connection, guild: GuildId, first: date | None) -> tuple[Tally, ...]:
    hidden = await quiz_standings.unlisted(conn, guild)
    played = await quiz_daily.all_days_played(conn, guild)
    return tuple(
        Tally(user=user, is_listed=user not in hidden, streak=best_streak(days, since=first))
        for user, days in played.items()
    )
