"""Games that a restart found in each state, over a real store."""

from datetime import timedelta

from bot import quizmaster
from bot.model.ids import ChannelId
from bot.model.quiz import QuizState
from bot.quiz import game
from bot.quizmaster import ending
from data import quizzes
from data.store import Store
from tests.quiz.games import ANN, BEN, GUILD, NOON
from tests.quiz.stored_games import SHOWN_AT_NOON, begin, click, closed, opened, state


async def reopened(store: Store, store_url: str) -> Store:
    """Close a store as a stopped bot would, and open it anew."""
    await store.close()
    return await Store.open(store_url)


async def test_restart_before_the_first_round(store: Store, store_url: str) -> None:
    quiz = await begin(store)
    again = await reopened(store, store_url)
    (found,) = await quizmaster.recover(again, now=NOON, is_ours=lambda _: True)
    assert (found.session.id, found.session.state, found.open_round, found.last) == (
        quiz,
        QuizState.REVEAL,
        None,
        None,
    )
    await opened(again, quiz, found.session.round_no)
    await again.close()


async def test_restart_with_time_left_keeps_the_round_and_its_answers(store: Store, store_url: str) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    await click(store, quiz, ANN, 0)
    again = await reopened(store, store_url)
    (found,) = await quizmaster.recover(again, now=NOON + timedelta(seconds=10), is_ours=lambda _: True)
    assert found.open_round is not None
    assert (found.open_round.answered, found.open_round.round.message) == (1, None)
    assert (await click(again, quiz, BEN, 0, after_s=11)).answered == 2
    assert (await closed(again, quiz, 0)).counts == (2, 0, 0, 0)
    await again.close()


async def test_restart_after_the_deadline_voids_the_round_and_pauses(store: Store, store_url: str) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    await quizmaster.show_round(store, quiz, 0, SHOWN_AT_NOON)
    await click(store, quiz, ANN, 0)
    again = await reopened(store, store_url)
    (found,) = await quizmaster.recover(again, now=NOON + timedelta(minutes=1), is_ours=lambda _: True)
    assert found.last is not None
    assert (found.last.is_void, found.last.right, found.last.next_step) == (
        True,
        (),
        QuizState.PAUSED,
    )
    assert (found.session.state, found.session.pause_reason) == (QuizState.PAUSED, game.RESTARTED)
    assert await quizmaster.recover(again, now=NOON + timedelta(minutes=2), is_ours=lambda _: True) != ()
    assert await state(again, quiz) == (QuizState.PAUSED, 0)
    assert await quizmaster.resume(again, quiz, now=NOON + timedelta(minutes=3)) is not None
    await again.close()


async def test_a_restart_leaves_the_games_of_other_processes_alone(store: Store, store_url: str) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    await quizmaster.show_round(store, quiz, 0, SHOWN_AT_NOON)
    other = await Store.open(store_url)
    late = NOON + timedelta(minutes=1)
    assert await quizmaster.recover(other, now=late, is_ours=lambda guild: guild != GUILD) == ()
    assert await state(store, quiz) == (QuizState.QUESTION, 0)
    (found,) = await quizmaster.recover(other, now=late, is_ours=lambda guild: guild == GUILD)
    assert (found.session.id, found.session.state) == (quiz, QuizState.PAUSED)
    await other.close()


async def test_restart_after_the_last_rounds_deadline_ends_the_quiz(store: Store) -> None:
    quiz = await begin(store, rounds=1)
    await opened(store, quiz, -1)
    await quizmaster.show_round(store, quiz, 0, SHOWN_AT_NOON)
    (found,) = await quizmaster.recover(store, now=NOON + timedelta(minutes=1), is_ours=lambda _: True)
    assert found.last is not None
    assert found.last.is_void
    assert found.session.state is QuizState.FINISHED
    (unshown,) = await quizmaster.recover(store, now=NOON + timedelta(minutes=2), is_ours=lambda _: True)
    await ending.show_notice(store, unshown.session, SHOWN_AT_NOON)
    assert await quizmaster.recover(store, now=NOON + timedelta(minutes=2), is_ours=lambda _: True) == ()
    assert await state(store, quiz) == (QuizState.FINISHED, 0)


async def test_restart_between_two_rounds_opens_the_next(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    await click(store, quiz, ANN, 0)
    await closed(store, quiz, 0)
    (found,) = await quizmaster.recover(store, now=NOON + timedelta(hours=1), is_ours=lambda _: True)
    assert found.last is not None
    assert (found.last.number, found.last.next_step) == (0, QuizState.QUESTION)
    assert (found.session.state, found.session.round_no) == (QuizState.REVEAL, 0)
    assert (await opened(store, quiz, 0)).round.number == 1


async def test_restart_of_a_round_that_was_closed_but_not_moved_on(store: Store) -> None:
    quiz = await begin(store)
    await opened(store, quiz, -1)
    await store.write(lambda conn: quizzes.close_round(conn, quiz, 0, NOON + timedelta(seconds=20), False))
    (found,) = await quizmaster.recover(store, now=NOON + timedelta(minutes=1), is_ours=lambda _: True)
    assert found.last is not None
    assert not found.last.is_void
    assert await state(store, quiz) == (QuizState.REVEAL, 0)


async def test_a_restart_leaves_a_paused_quiz_paused_and_tells_of_an_end_that_was_not_shown(store: Store) -> None:
    quiz = await begin(store, rounds=4)
    for number in (0, 1):
        await opened(store, quiz, number - 1)
        await closed(store, quiz, number)
    done = await begin(store, rounds=1, channel=ChannelId(21))
    await opened(store, done, -1)
    await closed(store, done, 0)
    unshown, paused = await quizmaster.recover(store, now=NOON + timedelta(hours=1), is_ours=lambda _: True)
    assert (unshown.session.id, unshown.session.state) == (done, QuizState.FINISHED)
    assert (paused.session.id, paused.session.state) == (quiz, QuizState.PAUSED)
    (only,) = await quizmaster.recover(store, now=NOON + timedelta(days=2), is_ours=lambda _: True)
    assert only.session.id == quiz
