"""Quizzes of one player over a real store: second clicks, old cards, what is remembered, what counts."""

import asyncio
from datetime import date, timedelta

import pytest

from bot.model.errors import NotEnoughFactsError, NotFoundError, QuizStateError
from bot.model.ids import ChannelId, UserId
from bot.model.players import Due
from bot.model.quiz import QuizMode, QuizState
from bot.quizmaster import alone, recovery, rounds
from data import quiz_memories, quizzes
from data.schema import quiz_item, quiz_memory
from data.store import Connection, Store
from tests.quiz.alone_games import PLACED, a_channel_round, a_plan, answered, asked, begun, gone_on, played
from tests.quiz.games import ANN, BEN, CHANNEL, GUILD, NOON, sourced

DAY = date(2026, 3, 2)


async def due(store: Store, user: UserId = ANN, *, days: float = 0) -> Due:
    return await store.read(lambda conn: quiz_memories.due(conn, GUILD, user, now=NOON + timedelta(days=days)))


async def test_each_answer_is_shown_at_once_and_the_last_ends_the_quiz(store: Store) -> None:
    view = await begun(store, a_plan())
    assert (view.number, view.choice, view.marks, view.session.state) == (0, None, (), QuizState.QUESTION)
    view = await answered(store, view, 0)
    assert (view.number, view.choice, view.marks, view.is_over) == (0, 0, (True,), False)
    view = await answered(store, await gone_on(store, view), 2)
    assert (view.number, view.choice, view.marks, view.points) == (1, 2, (True, False), 100)
    view = await answered(store, await gone_on(store, view), 0)
    assert (view.marks, view.is_over, view.is_last) == ((True, False, True), True, True)
    assert await gone_on(store, view) == view


async def test_a_second_click_changes_nothing(store: Store) -> None:
    view = await begun(store, a_plan())
    first, second = await asyncio.gather(answered(store, view, 0), answered(store, view, 1))
    assert first == second
    assert first.choice == 0
    one, other = await asyncio.gather(gone_on(store, first), gone_on(store, first))
    assert one == other
    assert one.number == 1
    assert await answered(store, one, 3, number=0) == one


async def test_a_click_on_a_round_to_come_answers_nothing(store: Store) -> None:
    view = await begun(store, a_plan())
    assert await answered(store, view, 0, number=2) == view


async def test_there_is_no_such_choice(store: Store) -> None:
    view = await begun(store, a_plan())
    with pytest.raises(NotFoundError):
        await answered(store, view, 4)
    with pytest.raises(NotEnoughFactsError):
        await store.write(
            lambda conn: alone.begin(conn, alone.Plan(
                mode=QuizMode.SOLO, guild=GUILD, channel=CHANNEL, player=ANN, title="T", questions=(), seed=1
            ), now=NOON)
        )  # fmt: skip


async def test_a_new_solo_ends_the_old_one_and_nobody_elses(store: Store) -> None:
    old, bens = await begun(store, a_plan()), await begun(store, a_plan(player=BEN))
    review, daily = (
        await begun(store, a_plan(mode=QuizMode.REVIEW)),
        await begun(store, a_plan(mode=QuizMode.DAILY, day=DAY)),
    )
    await begun(store, a_plan())
    with pytest.raises(QuizStateError) as caught:
        await answered(store, old, 0)
    assert "begun another" in str(caught.value.user_text)
    for view, player in ((bens, BEN), (review, ANN), (daily, ANN)):
        assert (await answered(store, view, 0, player=player)).marks == (True,)


async def test_only_its_player_answers(store: Store) -> None:
    view = await begun(store, a_plan())
    with pytest.raises(QuizStateError):
        await answered(store, view, 0, player=BEN)
    with pytest.raises(QuizStateError):
        await gone_on(store, view, player=BEN)


async def test_it_leaves_the_channel_free_and_a_restart_leaves_it_alone(store: Store) -> None:
    view = await begun(store, a_plan())
    assert await rounds.running(store, CHANNEL) is None
    assert await recovery.recover(store, now=NOON + timedelta(hours=9), is_ours=lambda _: True) == ()
    assert (await answered(store, view, 0, now=NOON + timedelta(hours=9))).marks == (True,)


async def test_the_daily_is_begun_once(store: Store) -> None:
    await begun(store, a_plan(mode=QuizMode.DAILY, day=DAY))
    with pytest.raises(QuizStateError):
        await begun(store, a_plan(mode=QuizMode.DAILY, day=DAY))
    await begun(store, a_plan(mode=QuizMode.DAILY, day=DAY, player=BEN))
    await begun(store, a_plan(mode=QuizMode.DAILY, day=DAY + timedelta(days=1)))


async def test_a_placed_answer_is_right_only_as_a_whole(store: Store) -> None:
    halves = PLACED.choice_of((2, 1, 0))
    view = await answered(store, await begun(store, a_plan(sourced(PLACED))), halves)
    assert view.marks == (False,)
    assert (await due(store)).missed == 1
    view = await answered(store, await begun(store, a_plan(sourced(PLACED))), PLACED.right_choice)
    assert view.marks == (True,)
    assert (await due(store)).missed == 0


async def test_what_was_missed_waits_at_once_and_what_was_known_later(store: Store) -> None:
    await played(store, a_plan(), [0, 1, 0])
    now = await due(store)
    assert (now.missed, now.due, now.known, now.waiting) == (1, 0, 3, 1)
    assert now.next_at == NOON + timedelta(days=2)
    later = await due(store, days=2)
    assert (later.missed, later.due, later.next_at) == (1, 2, None)
    found = await store.read(
        lambda conn: quiz_memories.waiting(conn, GUILD, ANN, now=NOON + timedelta(days=2), limit=9)
    )
    assert [one.fact for one in found] == ["E1 source", "E0 source", "E2 source"]


async def test_a_channels_round_is_remembered_by_all_who_played(store: Store) -> None:
    await a_channel_round(store, {ANN: 0, BEN: 1}, asked(7))
    assert [(await due(store)).missed, (await due(store, BEN)).missed] == [0, 1]
    assert (await due(store)).known == 1


async def test_a_void_round_is_not_remembered(store: Store) -> None:
    await a_channel_round(store, {ANN: 1}, is_void=True)
    assert await due(store) == Due(missed=0, due=0, known=0, next_at=None)


async def test_the_same_fact_asked_otherwise_is_one_memory(store: Store) -> None:
    await played(store, a_plan(asked(1)), [1])
    other = asked(1, stem="Who else?", options=("Anna", "Emil", "Fred", "Gus"))
    view = await played(store, a_plan(other, mode=QuizMode.REVIEW), [0], NOON + timedelta(days=1))
    state = await due(store, days=1)
    assert (state.known, state.missed) == (1, 0)
    rows = await store.read(lambda conn: conn.execute(quiz_memory.select()))
    assert [row.item for row in rows] == [view.question.item]


@pytest.mark.parametrize("column", ["withdrawn_at", "hidden_at"])
async def test_what_is_withdrawn_or_hidden_is_not_asked_again(store: Store, column: str) -> None:
    view = await played(store, a_plan(asked(1), asked(2)), [1, 1])
    item = view.session.questions[0].item

    async def hide(conn: Connection) -> None:
        await conn.execute(quiz_item.update().where(quiz_item.c.id == item).values({column: NOON}))

    await store.write(hide)
    assert (await due(store)).missed == 1
    found = await store.read(lambda conn: quiz_memories.waiting(conn, GUILD, ANN, now=NOON, limit=9))
    assert [one.fact for one in found] == ["E2 source"]


async def test_a_review_teaches_nothing_of_how_hard_a_question_is(store: Store) -> None:
    async def answers() -> list[int]:
        rows = await store.read(lambda conn: conn.execute(quiz_item.select().order_by(quiz_item.c.id)))
        return [row.answered for row in rows]

    await played(store, a_plan(asked(1)), [1])
    assert await answers() == [1]
    await played(store, a_plan(asked(1, stem="Who else?"), mode=QuizMode.REVIEW), [0])
    assert await answers() == [1, 0]


async def withdraw(store: Store, *facts: str) -> None:
    async def work(conn: Connection) -> None:
        await conn.execute(quiz_item.update().where(quiz_item.c.fact.in_(facts)).values(withdrawn_at=NOON))

    await store.write(work)


async def test_a_question_that_is_withdrawn_meanwhile_is_not_asked(store: Store) -> None:
    view = await answered(store, await begun(store, a_plan()), 1)
    await withdraw(store, "E1 source")
    view = await gone_on(store, view)
    assert view.number == 2
    view = await answered(store, view, 0)
    assert (view.answered, view.marks, view.is_over) == ((0, 2), (False, True), True)


async def test_where_all_that_follow_are_withdrawn_the_quiz_is_finished(store: Store) -> None:
    view = await answered(store, await begun(store, a_plan()), 0)
    await withdraw(store, "E1 source", "E2 source")
    view = await gone_on(store, view)
    assert (view.is_over, view.marks) == (True, (True,))
    with pytest.raises(NotEnoughFactsError):
        await begun(store, a_plan(asked(1), asked(2)))


async def test_one_that_is_withdrawn_while_it_is_open_is_answered_and_counts_nowhere(store: Store) -> None:
    view = await begun(store, a_plan())
    await withdraw(store, "E0 source")
    view = await answered(store, view, 0)
    assert (view.marks, view.points) == ((True,), 0)
    assert (await due(store)).known == 0
    assert (await gone_on(store, view)).number == 1


async def test_an_abandoned_question_counts_for_nothing(store: Store) -> None:
    view = await answered(store, await begun(store, a_plan()), 0)
    await gone_on(store, view)
    await begun(store, a_plan())
    found = await store.read(lambda conn: quizzes.rounds(conn, view.session.id))
    assert [round_.is_void for round_ in found] == [False, True]
    session = await store.read(lambda conn: quizzes.get_session(conn, view.session.id))
    assert session.state is QuizState.CANCELLED


async def test_two_servers_and_channels_keep_apart(store: Store) -> None:
    await a_channel_round(store, {ANN: 1}, asked(1), channel=ChannelId(77))
    await a_channel_round(store, {ANN: 0}, asked(2))
    assert (await due(store)).known == 2
