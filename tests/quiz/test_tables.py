"""A server's board and a player's record, summed up over a real store."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.model.ids import ChannelId, GuildId, UserId
from bot.model.players import Measure, Period, PlayerSheet, Share, Standings
from bot.model.questions import QuestionKind
from bot.model.quiz import QuizMode
from bot.model.settings import GuildSettings, Schedule
from bot.quizmaster import standings
from data import guilds, quiz_alone, quiz_standings, quizzes
from data.schema import quiz_item
from data.store import Connection, Store
from tests.data.build import Told, add, on
from tests.quiz.alone_games import a_channel_round, a_plan, answered, asked, begun, gone_on, played
from tests.quiz.games import ANN, BEN, CLEO, GUILD, NOON

ELSEWHERE = GuildId(11)


async def board(
    store: Store, measure: Measure = Measure.POINTS, period: Period = Period.ALL, now: datetime = NOON
) -> Standings:
    return await standings.board(store, GUILD, measure, period, now)


def points(shown: Standings) -> list[tuple[int, int, int]]:
    """Return rank, user and points of each line."""
    return [(row.rank, row.tally.user, row.tally.points) for row in shown.rows]


async def sheet(store: Store, user: UserId = ANN, guild: GuildId = GUILD) -> PlayerSheet:
    return await standings.sheet(store, guild, user, NOON)


async def list_(store: Store, user: UserId, is_listed: bool) -> None:
    await store.write(lambda conn: quiz_alone.set_listed(conn, GUILD, user, is_listed))


async def test_only_company_and_the_daily_bring_points(store: Store) -> None:
    await a_channel_round(store, {ANN: 0}, asked(1))
    await played(store, a_plan(asked(2)), [0])
    await played(store, a_plan(asked(3), mode=QuizMode.REVIEW), [0])
    assert points(await board(store)) == []
    await a_channel_round(store, {ANN: 0, BEN: 1}, asked(4))
    assert points(await board(store)) == [(1, ANN, 100)]
    await played(store, a_plan(asked(5), mode=QuizMode.DAILY, day=NOON.date(), player=BEN), [0])
    assert points(await board(store)) == [(1, ANN, 100), (1, BEN, 100)]
    own = await sheet(store)
    assert (own.answered, own.right, own.points) == (4, 4, 400)


async def test_a_withdrawn_question_counts_nowhere(store: Store) -> None:
    await a_channel_round(store, {ANN: 0, BEN: 1}, asked(1))
    await a_channel_round(store, {ANN: 1, BEN: 0}, asked(2))
    assert points(await board(store)) == [(1, ANN, 100), (1, BEN, 100)]

    async def withdraw(conn: Connection) -> None:
        await conn.execute(quiz_item.update().where(quiz_item.c.fact == "E1 source").values(withdrawn_at=NOON))

    await store.write(withdraw)
    assert points(await board(store)) == [(1, BEN, 100)]
    own = await sheet(store)
    assert (own.answered, own.right, own.points) == (1, 0, 0)
    assert own.kinds == (Share(label="who", right=0, answered=1),)


async def test_a_void_round_counts_nowhere(store: Store) -> None:
    await a_channel_round(store, {ANN: 0, BEN: 0}, is_void=True)
    assert points(await board(store)) == []
    assert (await sheet(store)).answered == 0


async def test_a_period_counts_in_the_servers_own_days(store: Store) -> None:
    berlin = GuildSettings(guild=GUILD, schedule=Schedule(zone="Europe/Berlin"))
    await store.write(lambda conn: guilds.save_settings(conn, berlin))
    midnight = datetime(2026, 3, 28, 23, tzinfo=UTC)
    for number, at in enumerate((midnight - timedelta(seconds=1), midnight, midnight - timedelta(days=6, seconds=1))):
        await a_channel_round(store, {ANN: 0, BEN: 1}, asked(number), at=at)
    now = datetime(2026, 3, 29, 21, 59, tzinfo=UTC)
    sums = [(await board(store, period=period, now=now)).rows[0].tally.points for period in Period]
    assert sums == [100, 200, 300, 300]
    assert (await board(store, period=Period.TODAY, now=now)).day == date(2026, 3, 29)
    assert points(await board(store, period=Period.TODAY, now=now + timedelta(minutes=1))) == []


async def test_ten_lines_with_shared_ranks_and_the_rest_counted(store: Store) -> None:
    everyone = {UserId(number): 0 if number > 1 else 1 for number in range(1, 14)}
    await a_channel_round(store, everyone, asked(1))
    await a_channel_round(store, {UserId(5): 0, UserId(6): 1}, asked(2), channel=ChannelId(3))
    shown = await board(store)
    assert [row.rank for row in shown.rows] == [1, *[2] * 9]
    assert shown.rows[0].tally.user == 5
    assert shown.players == 12


async def test_who_hides_is_left_out_and_still_told_alone(store: Store) -> None:
    await a_channel_round(store, {ANN: 0, BEN: 0, CLEO: 1}, asked(1))
    await a_channel_round(store, {ANN: 0, BEN: 1}, asked(2))
    await list_(store, ANN, False)
    assert points(await board(store)) == [(1, BEN, 100)]
    for user, rank in ((ANN, 1), (BEN, 1), (CLEO, None)):
        own = await standings.own(store, GUILD, user, Measure.POINTS, Period.ALL, NOON)
        assert (own.standing.rank if own.standing else None) == rank
        assert own.is_listed == (user != ANN)
    await list_(store, ANN, True)
    assert points(await board(store)) == [(1, ANN, 200), (2, BEN, 100)]
    nobody = await standings.own(store, GUILD, UserId(99), Measure.POINTS, Period.ALL, NOON)
    assert (nobody.standing, nobody.tally, nobody.players) == (None, None, 2)


async def test_accuracy_needs_twenty_answers_in_company(store: Store) -> None:
    for number in range(20):
        await a_channel_round(store, {ANN: 0 if number < 15 else 1, BEN: 0}, asked(number))
    await a_channel_round(store, {CLEO: 0, ANN: 0}, asked(20))
    rows = (await board(store, Measure.ACCURACY)).rows
    assert [(row.tally.user, row.tally.right, row.tally.answered) for row in rows] == [(BEN, 20, 20), (ANN, 16, 21)]


async def test_streaks_are_of_dailies_played_to_the_end(store: Store) -> None:
    days = [NOON.date() + timedelta(days=number) for number in range(4)]
    for day in days:
        await played(store, a_plan(asked(1), mode=QuizMode.DAILY, day=day), [1])
    await played(store, a_plan(asked(1), mode=QuizMode.DAILY, day=days[0], player=BEN), [0])
    await begun(store, a_plan(asked(1), mode=QuizMode.DAILY, day=days[1], player=BEN))
    now = NOON + timedelta(days=3)
    rows = (await board(store, Measure.STREAK, Period.ALL, now)).rows
    assert [(row.tally.user, row.tally.streak) for row in rows] == [(ANN, 4), (BEN, 1)]
    rows = (await board(store, Measure.STREAK, Period.TODAY, now)).rows
    assert [(row.tally.user, row.tally.streak) for row in rows] == [(ANN, 4)]
    later = await standings.sheet(store, GUILD, BEN, now)
    assert (later.streak, later.best_streak) == (0, 1)


async def test_who_hides_stays_hidden_after_the_next_answer(store: Store) -> None:
    view = await answered(store, await begun(store, a_plan()), 0)
    await list_(store, ANN, False)
    await answered(store, await gone_on(store, view), 0)
    assert not (await sheet(store)).is_listed


async def test_a_forgotten_player_is_gone_here_and_takes_nobodys_points(store: Store) -> None:
    await a_channel_round(store, {ANN: 0, BEN: 0}, asked(1))
    await a_channel_round(store, {ANN: 0, BEN: 0}, asked(1), guild=ELSEWHERE, channel=ChannelId(8))
    await played(store, a_plan(asked(2), mode=QuizMode.DAILY, day=NOON.date()), [1])
    view = await begun(store, a_plan())
    before = await store.read(lambda conn: conn.execute(quiz_item.select().where(quiz_item.c.guild == GUILD)))
    counts = [(row.answered, row.right) for row in before]
    assert await store.write(lambda conn: quiz_standings.forget_player(conn, GUILD, ANN)) == 2
    assert points(await board(store)) == [(1, BEN, 100)]
    gone = await sheet(store)
    assert (gone.answered, gone.due.known, gone.streak, gone.is_listed) == (0, 0, 0, True)
    assert (await sheet(store, ANN, ELSEWHERE)).answered == 1
    assert (await sheet(store, ANN, ELSEWHERE)).due.known == 1
    after = await store.read(lambda conn: conn.execute(quiz_item.select().where(quiz_item.c.guild == GUILD)))
    assert [(row.answered, row.right) for row in after] == counts
    session = await store.read(lambda conn: quizzes.get_session(conn, view.session.id))
    assert (session.host, session.state.value) == (0, "cancelled")
    assert await store.write(lambda conn: quiz_standings.forget_player(conn, GUILD, ANN)) == 0
    with pytest.raises(ValueError, match="no user"):
        await store.write(lambda conn: quiz_standings.forget_player(conn, GUILD, UserId(0)))


async def test_after_being_forgotten_one_begins_anew(store: Store) -> None:
    plan = a_plan(asked(2), mode=QuizMode.DAILY, day=NOON.date())
    await played(store, plan, [1])
    await store.write(lambda conn: quiz_standings.forget_player(conn, GUILD, ANN))
    assert (await played(store, plan, [0])).marks == (True,)
    assert (await sheet(store)).streak == 1


async def test_a_record_by_kind_pair_and_year(store: Store) -> None:
    old = await add(store, Told(headline="They meet", when=on("2019-06-14")), guild=GUILD)
    new = await add(store, Told(headline="They part", when=on("2023-06-14")), guild=GUILD)
    who = replace(asked(1), events=(old.event_ids[0],))
    both = replace(asked(2, QuestionKind.FIRST), events=(old.event_ids[0], new.event_ids[0]))
    await played(store, a_plan(who, both, asked(3)), [0, 1, 0])
    own = await sheet(store)
    assert own.kinds == (Share(label="who", right=2, answered=2), Share(label="first", right=0, answered=1))
    assert own.pairs == (Share(label="CHN-USA", right=1, answered=2),)
    assert own.years == (Share(label="2019", right=1, answered=2), Share(label="2023", right=0, answered=1))
    assert (await sheet(store, BEN)).kinds == ()


@pytest.mark.sqlite_only
@pytest.mark.parametrize("since", [None, NOON], ids=["all time", "since a day"])
async def test_a_board_reads_no_other_servers_answers(store: Store, since: datetime | None) -> None:
    plans: list[str] = []

    async def explained(conn: Connection) -> None:
        statement = quiz_standings.tallies_query(GUILD, since)
        sql = str(statement.compile(conn.sync_connection, compile_kwargs={"literal_binds": True}))
        plans.extend(row.detail for row in await conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}"))

    await store.read(explained)
    assert any("quiz_session USING" in plan and "guild=?" in plan for plan in plans)
    assert not [plan for plan in plans if re.match(r"SCAN (quiz_session|quiz_round|quiz_answer|quiz_item)\b", plan)]
