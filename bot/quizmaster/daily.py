"""The daily quiz: five questions for the whole server, chosen at the first call of its day, played by each alone."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.digest.due import zone_named
from bot.model.countries import Dyad, Gazetteer
from bot.model.errors import NotEnoughFactsError
from bot.model.ids import ChannelId, GuildId, UserId
from bot.model.players import AloneView
from bot.model.quiz import QuizMode, QuizTopic, SourcedQuestion
from bot.quiz.daily import DAILY_QUESTIONS, DAYS_WITHOUT_REPEAT, as_seen_by, choose_daily, seed_of
from bot.quiz.standings import day_begins
from bot.quiz.streaks import running_streak
from bot.quizmaster import alone, bank, questions
from bot.quizmaster.alone import Plan
from data import quiz_alone, quiz_daily
from data.store import Connection, Store

_POOL = 60
"""Questions made for a day to choose its five from."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerDay:
    """A server's own date, and when the next one begins.

    Attributes:
        next_at: Aware.
        pair: The countries that the server follows.
    """

    guild: GuildId
    day: date
    next_at: datetime
    pair: Dyad


async def server_day(store: Store, guild: GuildId, now: datetime) -> ServerDay:
    """Return which date it is in a server's own zone."""
    settings = await store.settings(guild)
    zone = zone_named(settings.schedule.zone)
    day = now.astimezone(zone).date()
    return ServerDay(guild=guild, day=day, next_at=day_begins(day + _DAY, zone), pair=settings.pair)


async def play(
    store: Store,
    gazetteer: Gazetteer,
    today: ServerDay,
    *,
    channel: ChannelId,
    player: UserId,
    title: str,
    now: datetime,
) -> AloneView:
    """Begin a player's quiz of the day, or return where it stands.

    Raises:
        NotEnoughFactsError: Five questions can't be made of what is recorded; nothing is kept.
    """
    chosen = await _questions(store, gazetteer, today, now=now)
    seed = seed_of(today.guild, today.day)

    async def work(conn: Connection) -> AloneView:
        begun = await quiz_alone.daily_of(conn, today.guild, today.day, player)
        if begun is not None:
            return await alone.read_view(conn, begun)
        plan = Plan(
            mode=QuizMode.DAILY,
            guild=today.guild,
            channel=channel,
            player=player,
            title=title,
            questions=[replace(one, question=as_seen_by(one.question, player, seed=seed)) for one in chosen],
            seed=seed,
            day=today.day,
        )
        return await alone.begin(conn, plan, now=now)

    return await store.write(work)


async def streak_of(conn: Connection, guild: GuildId, player: UserId, day: date) -> int:
    """Return how many dailies in a row a player has played, seen from a day."""
    return running_streak(await quiz_daily.days_played(conn, guild, player), day)


async def _questions(
    store: Store, gazetteer: Gazetteer, today: ServerDay, *, now: datetime
) -> tuple[SourcedQuestion, ...]:
    """Return the day's questions, chosen now if this is its first call; of two first calls at once one chooses."""
    guild, day = today.guild, today.day
    kept = await store.read(lambda conn: quiz_daily.get_daily(conn, guild, day))
    if kept is not None:
        return kept
    seed = seed_of(guild, day)
    topic = QuizTopic(pair=today.pair)
    pool = await questions.topic_questions(store, topic, guild=guild, gazetteer=gazetteer, seed=seed, limit=_POOL)
    recent = await store.read(lambda conn: quiz_daily.recent_facts(conn, guild, day, DAYS_WITHOUT_REPEAT))
    chosen = choose_daily(pool, recent, seed=seed)
    if len(chosen) < DAILY_QUESTIONS:
        raise NotEnoughFactsError(len(chosen))

    async def keep(conn: Connection) -> tuple[SourcedQuestion, ...]:
        asked = await bank.keep(conn, guild, chosen, now)
        if await quiz_daily.add_daily(conn, guild, day, seed=seed, questions=asked, created_at=now):
            return asked
        return await quiz_daily.get_daily(conn, guild, day) or asked

    return await store.write(keep)
