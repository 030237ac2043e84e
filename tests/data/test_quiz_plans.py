"""Planned quizzes in the store: one a date, closed once, found without looking at the others."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Select
from sqlalchemy.exc import IntegrityError

from bot.model.errors import NotFoundError
from bot.model.ids import ChannelId, GuildId, OutboxId, QuizId
from bot.model.quiz import QuizMode, QuizState
from bot.model.quiz_plan import PlannedQuiz
from bot.model.settings import Cadence, GuildSettings, QuizPlan
from data import guilds, quiz_plans, quizzes
from data.schema import quiz_plan
from data.store import Connection, Store
from tests.data.build import GUILD, NOON
from tests.data.test_quizzes import QUESTION

DAY = NOON.date()
CLOSES = NOON + timedelta(days=1)


async def plan_on(conn: Connection, days: int = 0, guild: GuildId = GUILD) -> PlannedQuiz:
    asked = replace(QUESTION, question=replace(QUESTION.question, fact=f"E{days} source"))
    session = await quiz_plans.create_open(
        conn, guild=guild, channel=ChannelId(5), title="T", questions=(asked, QUESTION), seed=1, wanted=5,
        day=DAY + timedelta(days=days), now=NOON, closes_at=CLOSES + timedelta(days=days),
    )  # fmt: skip
    closes = CLOSES + timedelta(days=days)
    return await quiz_plans.add_plan(conn, session, cadence=Cadence.WEEKLY, closes_at=closes, announcement=OutboxId(3))


async def test_what_was_planned_comes_back_with_all_rounds_open(store: Store) -> None:
    made = await store.write(plan_on)
    found = await store.read(lambda conn: quiz_plans.get_plan(conn, made.session.id))
    assert found == made
    assert (found.session.mode, found.session.state, found.session.host) == (QuizMode.PLANNED, QuizState.QUESTION, 0)
    rounds = await store.read(lambda conn: quizzes.rounds(conn, made.session.id))
    assert [(one.number, one.opened_at, one.deadline_at, one.closed_at) for one in rounds] == [
        (0, NOON, CLOSES, None),
        (1, NOON, CLOSES, None),
    ]
    assert await store.read(lambda conn: quizzes.running_session(conn, ChannelId(5))) is None
    assert await store.read(quizzes.unfinished_sessions) == ()


async def test_a_date_has_one_whoever_is_first(store: Store) -> None:
    await store.write(plan_on)
    assert await store.read(lambda conn: quiz_plans.has_plan(conn, GUILD, DAY))
    assert not await store.read(lambda conn: quiz_plans.has_plan(conn, GUILD, DAY + timedelta(days=1)))
    assert not await store.read(lambda conn: quiz_plans.has_plan(conn, GuildId(99), DAY))
    with pytest.raises(IntegrityError):
        await store.write(plan_on)


async def test_it_is_closed_once_and_found_until_then(store: Store) -> None:
    first, second = [(await store.write(lambda c, n=n: plan_on(c, n))).session.id for n in (0, 1)]  # type: ignore[misc]  # bound per turn
    assert await store.read(lambda conn: quiz_plans.closing(conn, CLOSES - timedelta(seconds=1), 9)) == []
    assert await store.read(lambda conn: quiz_plans.closing(conn, CLOSES, 9)) == [first]
    later = CLOSES + timedelta(days=2)
    assert await store.read(lambda conn: quiz_plans.closing(conn, later, 9)) == [first, second]
    assert await store.read(lambda conn: quiz_plans.closing(conn, later, 1)) == [first]
    closings = [await store.write(lambda conn: quiz_plans.close_plan(conn, first, CLOSES)) for _ in range(2)]
    assert closings == [True, False]
    assert await store.read(lambda conn: quiz_plans.closing(conn, later, 9)) == [second]
    assert (await store.read(lambda conn: quiz_plans.get_plan(conn, first))).closed_at == CLOSES


async def test_facts_of_the_last_ones_come_newest_first(store: Store) -> None:
    for days in (0, 2, 1):
        await store.write(lambda conn, days=days: plan_on(conn, days))  # type: ignore[misc]  # bound per turn
    await store.write(lambda conn: plan_on(conn, 3, GuildId(99)))
    found = await store.read(lambda conn: quiz_plans.planned_facts(conn, GUILD, 2))
    assert [sorted(facts) for facts in found] == [["E2 source", "event 0 source"], ["E1 source", "event 0 source"]]


async def test_what_is_no_planned_quiz_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError):
        await store.read(lambda conn: quiz_plans.get_plan(conn, QuizId(7)))


async def test_a_forgotten_server_leaves_none(store: Store) -> None:
    made = await store.write(plan_on)
    await store.write(lambda conn: guilds.forget_guild(conn, GUILD))
    assert list(await store.read(lambda conn: conn.execute(quiz_plan.select()))) == []
    with pytest.raises(NotFoundError):
        await store.read(lambda conn: quizzes.get_session(conn, made.session.id))


async def test_a_due_moment_is_moved_on_by_one(store: Store) -> None:
    settings = GuildSettings(guild=GUILD, quiz=QuizPlan(channel=ChannelId(5), due_at=NOON))
    await store.write(lambda conn: guilds.save_settings(conn, settings))
    assert await store.read(lambda conn: guilds.quiz_due_guilds(conn, NOON - timedelta(seconds=1), 9)) == ()
    assert await store.read(lambda conn: guilds.quiz_due_guilds(conn, NOON, 9)) == (settings,)
    moved = [await store.write(lambda conn: guilds.move_quiz_due(conn, settings, CLOSES)) for _ in range(2)]
    assert moved == [True, False]
    assert (await store.read(lambda conn: guilds.get_settings(conn, GUILD))).quiz.due_at == CLOSES


async def test_the_next_moments_are_those_of_what_is_open_and_planned(store: Store) -> None:
    assert await store.read(quiz_plans.next_moments) == (None, None)
    made = await store.write(plan_on)
    await store.write(lambda conn: plan_on(conn, 1))
    settings = GuildSettings(guild=GUILD, quiz=QuizPlan(channel=ChannelId(5), due_at=NOON))
    await store.write(lambda conn: guilds.save_settings(conn, settings))
    assert await store.read(quiz_plans.next_moments) == (NOON, CLOSES)
    await store.write(lambda conn: quiz_plans.close_plan(conn, made.session.id, CLOSES))
    assert await store.read(quiz_plans.next_moments) == (NOON, CLOSES + timedelta(days=1))


@pytest.mark.sqlite_only
async def test_a_tick_looks_at_nothing_but_what_is_due(store: Store) -> None:
    closing = await store.read(lambda conn: _plan_of(conn, quiz_plans.closing_query(NOON, 50)))
    assert "USING INDEX ix_quiz_plan_open (closes_at<?)" in closing
    moments = await store.read(lambda conn: _plan_of(conn, quiz_plans.NEXT_MOMENTS))
    assert "SEARCH quiz_plan USING INDEX ix_quiz_plan_open" in moments
    assert "USING COVERING INDEX ix_guild_settings_quiz_due_at" in moments


async def _plan_of(conn: Connection, statement: Select[Any]) -> str:
    sql = statement.compile(conn.sync_connection, compile_kwargs={"literal_binds": True})
    rows = await conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")
    return " ".join(row.detail for row in rows)
