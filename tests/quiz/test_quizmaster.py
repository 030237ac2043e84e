"""The quiz over a real store: clicks at once, late clicks, stop against timer."""

import asyncio
from datetime import timedelta

import pytest

from bot import quizmaster
from bot.model.errors import NotEnoughFactsError, NotFoundError, PermissionMissingError, QuizStateError
from bot.model.ids import ChannelId, QuizId, UserId
from bot.model.questions import QuestionKind
from bot.model.quiz import LockOutcome, Placing, QuizState
from bot.quiz import game
from bot.quizmaster import answers
from data import quizzes
from data.store import Store
from tests.quiz.games import ANN, BEN, CHANNEL, CLEO, GUILD, HOST, NOON, placed, question, sourced
from tests.quiz.stored_games import SHOWN_AT_NOON, begin, click, closed, opened, state


async def test_a_whole_game(store: Store) -> None:
    quiz = await begin(store, rounds=2)
    first = await opened(store, quiz, -1)
    assert (first.round.number, first.total, first.seconds) == (0, 2, 15)
    assert first.round.deadline_at == NOON + timedelta(seconds=15)
    await quizmaster.show_round(store, quiz, 0, SHOWN_AT_NOON)
    assert (await click(store, quiz, ANN, 0)).outcome is LockOutcome.LOCKED
    assert (await click(store, quiz, BEN, 1)).answered == 2
    result = await closed(store, quiz, 0)
    assert (result.counts, [s.user for s in result.right], result.next_step) == (
        (1, 1, 0, 0),
        [ANN],
        QuizState.QUESTION,
    )
    await opened(store, quiz, 0)
    await click(store, quiz, BEN, 0, number=1)
    last = await closed(store, quiz, 1)
    assert last.next_step is QuizState.FINISHED
    board = await quizmaster.board(store, quiz)
    assert [row.total_ms for row in board.rows] == [1500, 2000]
    assert [(row.user, row.points, row.right, row.answered) for row in board.rows] == [
        (ANN, 100, 1, 1),
        (BEN, 100, 1, 2),
    ]
    assert board.state is QuizState.FINISHED
    assert await quizmaster.open_next_round(store, quiz, after=1, now=NOON) is None
    assert await quizmaster.running(store, CHANNEL) is None


async def test_one_quiz_a_channel_and_several_a_server(store: Store) -> None:
    quiz = await begin(store)
    with pytest.raises(QuizStateError):
        await begin(store)
    running = await quizmaster.running(store, CHANNEL)
    assert running is not None
    assert (running[0].id, running[1]) == (quiz, None)
    assert await begin(store, channel=ChannelId(21)) != quiz


async def test_a_quiz_needs_a_question(store: Store) -> None:
    with pytest.raises(NotEnoughFactsError):
        await begin(store, rounds=0)


async def test_a_round_is_opened_once(store: Store) -> None:
    quiz = await begin(store)
    both = await asyncio.gather(*(quizmaster.open_next_round(store, quiz, after=-1, now=NOON) for _ in range(2)))
    assert sorted(round_ is None for round_ in both) == [False, True]
    assert await quizmaster.open_next_round(store, quiz, after=0, now=NOON) is None


async def test_two_clicks_in_one_tick_are_both_kept(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    locks = await asyncio.gather(click(store, quiz, ANN, 0), click(store, quiz, BEN, 0))
    assert [lock.outcome for lock in locks] == [LockOutcome.LOCKED, LockOutcome.LOCKED]
    assert sorted(lock.answered for lock in locks) == [1, 2]
    assert (await closed(store, quiz, 0)).counts == (2, 0, 0, 0)


async def test_two_clicks_of_one_user_in_one_tick_are_a_choice_and_its_change(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    locks = await asyncio.gather(*(click(store, quiz, ANN, choice) for choice in (0, 1, 2)))
    assert sorted(lock.outcome for lock in locks) == ["changed", "locked", "no_change_left"]
    assert sum((await closed(store, quiz, 0)).counts) == 1


async def test_a_change_counts_with_its_later_time(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    await click(store, quiz, ANN, 1, after_s=2)
    lock = await click(store, quiz, ANN, 0, after_s=6)
    assert (lock.outcome, lock.choice, lock.label) == (LockOutcome.CHANGED, 0, "Anna")
    again = await click(store, quiz, ANN, 2, after_s=7)
    assert (again.outcome, again.choice) == (LockOutcome.NO_CHANGE_LEFT, 0)
    assert (await closed(store, quiz, 0)).right[0].at_ms == 6000


async def test_a_click_in_time_counts_though_it_is_handled_after_the_deadline(store: Store) -> None:
    quiz = await begin(store)
    round_ = (await opened(store, quiz, -1)).round
    assert await quizmaster.close_round(store, quiz, 0, now=round_.deadline_at + timedelta(seconds=1.4)) is None
    assert (await click(store, quiz, ANN, 0, after_s=14.9)).outcome is LockOutcome.LOCKED
    assert (await click(store, quiz, BEN, 0, after_s=15.1)).outcome is LockOutcome.ROUND_OVER
    result = await closed(store, quiz, 0, now=round_.deadline_at + timedelta(seconds=1.5))
    assert result.counts == (1, 0, 0, 0)
    late = await click(store, quiz, CLEO, 0, after_s=14.9)
    assert (late.outcome, late.choice, late.deadline_at) == (LockOutcome.ROUND_OVER, None, None)


async def test_a_round_closes_early_when_last_rounds_players_have_answered(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    for user in (ANN, BEN):
        assert not (await click(store, quiz, user, 0)).is_complete
    await closed(store, quiz, 0)
    await opened(store, quiz, 0)
    assert not (await click(store, quiz, ANN, 0, number=1)).is_complete
    early = NOON + timedelta(seconds=3)
    assert await quizmaster.close_round(store, quiz, 1, now=early) is None
    assert (await click(store, quiz, BEN, 0, number=1)).is_complete
    assert (await closed(store, quiz, 1, now=early)).answered == 2


async def test_timer_and_last_answer_close_a_round_once(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    after = NOON + timedelta(minutes=1)
    results = await asyncio.gather(*(quizmaster.close_round(store, quiz, 0, now=after) for _ in range(3)))
    assert sorted(result is None for result in results) == [False, True, True]


async def test_stop_against_the_timer(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    await click(store, quiz, ANN, 0)
    result, (board, void) = await asyncio.gather(
        quizmaster.close_round(store, quiz, 0, now=NOON + timedelta(minutes=1)),
        quizmaster.stop(store, quiz, user=HOST, may_manage=False, now=NOON + timedelta(minutes=1)),
    )
    assert (result is None) != (void is None)
    assert board.rounds == (0 if result is None else 1)
    assert await state(store, quiz) == (QuizState.CANCELLED, 0)


async def test_stopping_makes_the_open_round_void_and_keeps_the_closed_ones(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    await click(store, quiz, ANN, 0)
    await closed(store, quiz, 0)
    await opened(store, quiz, 0)
    await click(store, quiz, ANN, 0, number=1)
    board, void = await quizmaster.stop(store, quiz, user=BEN, may_manage=True, now=NOON)
    assert [(row.user, row.points) for row in board.rows] == [(ANN, 100)]
    assert void is not None
    assert (void.number, void.is_void, void.next_step) == (1, True, QuizState.CANCELLED)
    assert (await click(store, quiz, ANN, 0, number=1)).outcome is LockOutcome.QUIZ_OVER
    with pytest.raises(QuizStateError):
        await quizmaster.stop(store, quiz, user=HOST, may_manage=False, now=NOON)


async def test_only_the_host_or_a_manager_stops(store: Store) -> None:
    quiz = await begin(store)
    with pytest.raises(PermissionMissingError):
        await quizmaster.stop(store, quiz, user=BEN, may_manage=False, now=NOON)
    assert await state(store, quiz) == (QuizState.REVEAL, -1)


async def test_two_empty_rounds_pause_and_resume_goes_on(store: Store) -> None:
    quiz = await begin(store, rounds=4)
    await opened(store, quiz, -1)
    assert (await closed(store, quiz, 0)).next_step is QuizState.QUESTION
    await opened(store, quiz, 0)
    paused = await closed(store, quiz, 1)
    assert (paused.next_step, paused.pause_reason) == (QuizState.PAUSED, game.NOBODY_PLAYED)
    assert (await click(store, quiz, ANN, 0, number=1)).outcome is LockOutcome.PAUSED
    assert await quizmaster.open_next_round(store, quiz, after=1, now=NOON) is None
    rounds = await asyncio.gather(*(quizmaster.resume(store, quiz, now=NOON) for _ in range(2)))
    assert [round_.round.number for round_ in rounds if round_ is not None] == [2]
    assert await state(store, quiz) == (QuizState.QUESTION, 2)


async def test_a_quiz_that_stays_paused_is_given_up(store: Store) -> None:
    quiz = await begin(store, rounds=4)
    for number in (0, 1):
        await opened(store, quiz, number - 1)
        await closed(store, quiz, number)
    assert await quizmaster.give_up(store, quiz, round_no=0) is None
    board = await quizmaster.give_up(store, quiz, round_no=1)
    assert board is not None
    assert board.state is QuizState.FINISHED
    assert await quizmaster.resume(store, quiz, now=NOON) is None


async def test_fifty_players_within_one_second_lose_no_answer(store: Store) -> None:
    quiz = await begin(store, rounds=20)
    await opened(store, quiz, -1)
    users = [UserId(1000 + number) for number in range(50)]
    locks = await asyncio.gather(
        *(click(store, quiz, user, index % 4, after_s=1 + index / 50) for index, user in enumerate(users))
    )
    assert {lock.outcome for lock in locks} == {LockOutcome.LOCKED}
    result = await closed(store, quiz, 0)
    assert result.counts == (13, 13, 12, 12)
    assert [score.user for score in result.right] == users[::4]


async def test_buttons_that_never_were_are_not_found(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    with pytest.raises(NotFoundError):
        await click(store, quiz, ANN, 4)
    with pytest.raises(NotFoundError):
        await click(store, quiz, ANN, 0, number=3)
    with pytest.raises(NotFoundError):
        await click(store, QuizId(99), ANN, 0)


async def test_an_open_round_tells_nothing(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    with pytest.raises(NotFoundError):
        await quizmaster.result(store, quiz, 0)
    await closed(store, quiz, 0)
    assert (await quizmaster.result(store, quiz, 0)).number == 0


async def test_a_click_knows_who_is_missing_without_reading_the_quiz(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    for user in (ANN, BEN):
        await click(store, quiz, user, 0)
    await closed(store, quiz, 0)
    await opened(store, quiz, 0)
    found = await store.read(lambda conn: quizzes.clicked_round(conn, quiz, 1, ANN))
    assert (found.others, found.awaited, found.missing, found.previous) == (0, 2, 1, None)
    await click(store, quiz, BEN, 0, number=1)
    await click(store, quiz, CLEO, 0, number=1)
    found = await store.read(lambda conn: quizzes.clicked_round(conn, quiz, 1, ANN))
    assert (found.others, found.awaited, found.missing) == (2, 2, 0)
    assert (await click(store, quiz, ANN, 1, number=1)).is_complete


async def test_a_stop_after_the_round_lets_it_count_and_ends_the_quiz(store: Store) -> None:
    quiz = await begin(store)
    assert not await quizmaster.stop_after_round(store, quiz, user=HOST, may_manage=False)
    await opened(store, quiz, -1)
    with pytest.raises(PermissionMissingError):
        await quizmaster.stop_after_round(store, quiz, user=BEN, may_manage=False)
    assert await quizmaster.stop_after_round(store, quiz, user=HOST, may_manage=False)
    await click(store, quiz, ANN, 0)
    result = await closed(store, quiz, 0)
    assert (result.is_void, result.next_step) == (False, QuizState.FINISHED)
    assert (await quizmaster.board(store, quiz)).rows[0].points == 100


async def test_a_round_that_could_not_be_shown_is_taken_back_and_comes_again(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    paused = await quizmaster.pause(store, quiz, reason="No way.", now=NOON)
    assert paused is not None
    assert (paused.state, paused.round_no, paused.pause_reason) == (QuizState.PAUSED, -1, "No way.")
    assert await quizmaster.pause(store, quiz, reason="Again.", now=NOON) is None
    again = await quizmaster.resume(store, quiz, now=NOON + timedelta(minutes=5))
    assert again is not None
    assert (again.round.number, again.round.opened_at) == (0, NOON + timedelta(minutes=5))


async def test_a_round_that_somebody_has_answered_is_void_where_the_quiz_must_wait(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    await click(store, quiz, ANN, 0)
    paused = await quizmaster.pause(store, quiz, reason="No way.", now=NOON)
    assert paused is not None
    assert (paused.state, paused.round_no) == (QuizState.PAUSED, 0)
    assert (await quizmaster.result(store, quiz, 0)).is_void


async def test_only_a_round_whose_message_is_not_known_is_given_its_time_anew(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    later = NOON + timedelta(seconds=7)
    renewed = await quizmaster.renew_round(store, quiz, 0, now=later)
    assert renewed is not None
    assert renewed.round.deadline_at == later + timedelta(seconds=15)
    await quizmaster.show_round(store, quiz, 0, SHOWN_AT_NOON)
    assert await quizmaster.renew_round(store, quiz, 0, now=later) is None


async def test_after_a_fault_an_open_round_is_kept_though_its_time_is_over(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    await quizmaster.show_round(store, quiz, 0, SHOWN_AT_NOON)
    found = await quizmaster.take_up(store, quiz, now=NOON + timedelta(minutes=1))
    assert found.open_round is not None
    assert await state(store, quiz) == (QuizState.QUESTION, 0)


async def test_a_withdrawn_question_counts_for_nobody_and_leaves_the_rest(store: Store) -> None:
    made = [sourced(question(QuestionKind.WHO, words=words)) for words in (10, 11)]
    session = await quizmaster.start(
        store, guild=GUILD, channel=CHANNEL, host=HOST, title="T", questions=made, seed=1, now=NOON
    )
    for number in range(2):
        await opened(store, session.id, number - 1)
        await click(store, session.id, ANN, 0, number=number)
        await closed(store, session.id, number)
    assert (await quizmaster.board(store, session.id)).rows[0].points == 200
    withdraw = f"UPDATE quiz_item SET withdrawn_at = '2026-03-03' WHERE id = {session.questions[0].item}"  # noqa: S608
    await store.write(lambda conn: conn.exec_driver_sql(withdraw))
    board = await quizmaster.board(store, session.id)
    assert [(row.points, row.answered) for row in board.rows] == [(100, 1)]
    assert board.rounds == 1
    result = await quizmaster.result(store, session.id, 0)
    assert (result.is_void, result.is_withdrawn) == (True, True)


async def test_a_placed_answer_is_one_choice_with_one_change(store: Store) -> None:
    session = await quizmaster.start(
        store, guild=GUILD, channel=CHANNEL, host=HOST, title="T", questions=[sourced(placed())], seed=1, now=NOON
    )
    quiz, asked = session.id, session.questions
    await opened(store, quiz, -1)
    choice = answers.placed_choice(asked, quiz, 0, (0, 1, 2))
    locked = await click(store, quiz, ANN, choice)
    assert (locked.outcome, locked.placed, locked.label) == (LockOutcome.LOCKED, ("1st", "2nd", "3rd"), "")
    right = answers.placed_choice(asked, quiz, 0, (1, 0, 2))
    assert (await click(store, quiz, ANN, right)).outcome is LockOutcome.CHANGED
    assert (await click(store, quiz, ANN, choice)).outcome is LockOutcome.NO_CHANGE_LEFT
    (given,) = await store.read(lambda conn: quizzes.answers(conn, quiz))
    assert (given.choice, given.changes) == (right, 1)
    await closed(store, quiz, 0)
    (given,) = await store.read(lambda conn: quizzes.answers(conn, quiz))
    assert given.points == 120


@pytest.mark.parametrize("picks", [(0, 1), (0, 1, None), (0, 0, 1), (0, 1, 3), (0, 1, 2, 3)])
async def test_what_is_no_whole_answer_is_not_taken(picks: tuple[int | None, ...]) -> None:
    with pytest.raises(NotFoundError):
        answers.placed_choice([sourced(placed())], QuizId(1), 0, picks)


async def test_a_form_is_shown_while_its_round_is_open(store: Store) -> None:
    session = await quizmaster.start(
        store, guild=GUILD, channel=CHANNEL, host=HOST, title="T", questions=[sourced(placed())], seed=1, now=NOON
    )
    await opened(store, session.id, -1)

    async def form(after_s: int, picks: tuple[int | None, ...] | None = None) -> Placing:
        return await quizmaster.placing(
            store, session.questions, quiz=session.id, round_number=0, user=ANN, picks=picks,
            clicked_at=NOON + timedelta(seconds=after_s),
        )  # fmt: skip

    assert (await form(2)).picks == (None, None, None)
    assert (await form(2, (0, None, 0))).doubled == (0,)
    await click(store, session.id, ANN, placed().choice_of((2, 1, 0)))
    assert (await form(3)).picks == (2, 1, 0)
    with pytest.raises(NotFoundError):
        await form(3, (0, 7, None))
    with pytest.raises(QuizStateError):
        await form(60)
