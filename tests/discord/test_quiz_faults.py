"""Quizzes through restarts, lost messages, closed channels and a locked store."""

import asyncio
from typing import Any

import pytest

from bot.client import Backchannel
from bot.model.errors import StoreError
from bot.model.ids import ChannelId, MessageId
from bot.model.quiz import QuizState
from bot.quiz_stage.channels import Channels
from data.store import Store
from tests.discord.conftest import Newsroom, new_bot
from tests.discord.looking import buttons_of, shown_by, text_of
from tests.discord.quizzing import (
    BETWEEN_S,
    GRACE_S,
    RETRIES_S,
    latest,
    let_time_run_out,
    letters,
    options_of,
    play,
    right_label,
    running,
    start,
    state_of,
)
from tests.quiz.games import question as a_question


async def test_buttons_live_through_a_restart_while_time_is_left(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    locked = await newsroom.bob.click(question, label=await right_label(newsroom))
    assert "Locked in" in text_of(shown_by(locked))
    await let_time_run_out(newsroom)
    shown = next(m for m in newsroom.general.history() if m.id == question.id)
    assert "1 answered, 1 right" in text_of(shown)
    await newsroom.env.advance_time(BETWEEN_S)
    assert "question 2 of" in text_of(latest(newsroom))


async def test_a_round_that_passed_while_the_bot_was_away_counts_for_nobody(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    await newsroom.bob.click(question, label=options_of(question)[0])
    bot = newsroom.env.bot
    assert isinstance(bot, Backchannel)
    await bot.stage.close()
    await newsroom.env.advance_time(300)
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    shown = next(m for m in newsroom.general.history() if m.id == question.id)
    assert "does not count" in text_of(shown)
    assert "paused" in text_of(latest(newsroom))
    await newsroom.carol.click(latest(newsroom), label="Resume")
    assert "question 2 of" in text_of(latest(newsroom))


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (404, 10003), (500, 0)])
async def test_a_channel_that_takes_no_question_leaves_no_game_behind(
    newsroom: Newsroom, status: int, code: int
) -> None:
    newsroom.env.inject_error("POST", f"/channels/{newsroom.general.id}/messages", status=status, code=code, times=None)
    begun = await newsroom.bob.slash(newsroom.general, "quiz start")
    await newsroom.env.advance_time(RETRIES_S)
    notice = shown_by(begun)
    assert notice.ephemeral
    assert newsroom.env.errors
    assert await newsroom.services.quizzes.running(ChannelId(newsroom.general.id)) is None


async def test_a_single_fault_of_discord_only_delays_the_question(newsroom: Newsroom) -> None:
    newsroom.env.inject_error("POST", f"/channels/{newsroom.general.id}/messages", status=500, times=1)
    begun = await newsroom.bob.slash(newsroom.general, "quiz start")
    await newsroom.env.advance_time(RETRIES_S)
    assert "The quiz has begun" in text_of(shown_by(begun))
    assert len(newsroom.general.history(viewer=newsroom.carol)) == 1
    found = await newsroom.services.quizzes.running(ChannelId(newsroom.general.id))
    assert found is not None
    assert found[1] is not None
    assert f"<t:{int(found[1].deadline_at.timestamp())}:R>" in text_of(latest(newsroom))


async def test_a_quiz_that_cannot_be_taken_up_again_keeps_no_other_waiting(newsroom: Newsroom) -> None:
    await start(newsroom)
    await newsroom.alice.slash(newsroom.digest, "quiz start")
    other: Any = newsroom.digest.last_message
    quiz, _ = await running(newsroom)
    await newsroom.store.write(
        lambda c: c.exec_driver_sql(f"UPDATE quiz_round SET message = NULL WHERE quiz = {quiz}")  # noqa: S608 (own id)
    )
    newsroom.env.inject_error("*", f"/channels/{newsroom.general.id}/messages", status=403, code=50013, times=None)
    bot = new_bot(newsroom.services)
    ready = []

    async def note() -> None:
        ready.append("once")

    bot.when_ready(note)
    await newsroom.env.restart_bot(bot)
    assert ready == ["once"]
    assert await state_of(newsroom) is QuizState.PAUSED
    await newsroom.bob.click(other, label=options_of(other)[0])
    found = await newsroom.services.quizzes.running(ChannelId(newsroom.digest.id))
    assert found is not None
    assert found[1] is not None
    await newsroom.env.advance_time((found[1].deadline_at - newsroom.services.clock()).total_seconds() + GRACE_S)
    assert "1 answered" in text_of(next(m for m in newsroom.digest.history() if m.id == other.id))


@pytest.mark.parametrize("method", ["POST", "PATCH"], ids=["next question", "reveal"])
async def test_a_channel_that_closes_during_a_game_pauses_it_and_tells_the_host_once(
    newsroom: Newsroom, method: str
) -> None:
    question = await start(newsroom)
    await newsroom.bob.click(question, label=options_of(question)[0])
    path = f"/channels/{newsroom.general.id}/messages" + ("" if method == "POST" else f"/{question.id}")
    newsroom.env.inject_error(method, path, status=403, code=50013, times=None)
    await let_time_run_out(newsroom)
    await newsroom.env.advance_time(BETWEEN_S)
    assert await state_of(newsroom) is QuizState.PAUSED
    (told,) = letters(newsroom)
    assert "could not post in the channel" in text_of(told)
    assert f"<#{newsroom.general.id}>" in text_of(told)
    waiting = shown_by(await newsroom.carol.slash(newsroom.general, "quiz start"))
    assert list(buttons_of(waiting)) == ["Resume", "Stop"]
    await newsroom.carol.click(waiting, label="Resume")
    assert len(letters(newsroom)) == 1
    newsroom.env.backend.faults.clear()
    await newsroom.carol.click(waiting, label="Resume")
    assert "question 2 of" in text_of(latest(newsroom))
    shown = next(m for m in newsroom.general.history() if m.id == question.id)
    assert "1 answered" in text_of(shown)
    numbers = [text_of(m).split(" of ")[0] for m in newsroom.general.history(viewer=newsroom.carol)]
    assert len(numbers) == len(set(numbers))


async def test_a_host_who_takes_no_letters_leaves_the_quiz_paused_all_the_same(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    newsroom.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    newsroom.env.inject_error(
        "PATCH", f"/channels/{newsroom.general.id}/messages/{question.id}", status=500, times=None
    )
    await newsroom.bob.click(question, label=options_of(question)[0])
    await let_time_run_out(newsroom)
    await newsroom.env.advance_time(RETRIES_S)
    assert await state_of(newsroom) is QuizState.PAUSED
    asked = await newsroom.alice.slash(newsroom.general, "quiz stop")
    assert "The quiz is stopped" in text_of(shown_by(asked))
    assert "Play again" in buttons_of(latest(newsroom))
    assert await newsroom.services.quizzes.running(ChannelId(newsroom.general.id)) is None


async def test_a_board_that_discord_fails_to_take_comes_a_minute_later(newsroom: Newsroom) -> None:
    await play(newsroom, a_question())
    await newsroom.bob.click(latest(newsroom), label="A · Anna")
    path = f"/channels/{newsroom.general.id}/messages"
    newsroom.env.inject_error("POST", path, status=500, times=3)
    await let_time_run_out(newsroom)
    await newsroom.env.advance_time(RETRIES_S)
    assert "Play again" not in buttons_of(latest(newsroom))
    await newsroom.env.advance_time(61)
    assert "Bob wins with 100 points" in text_of(latest(newsroom))
    await newsroom.env.advance_time(200)
    assert len(newsroom.general.history(viewer=newsroom.carol)) == 2


async def test_a_question_too_old_to_be_edited_does_not_stop_the_game(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    await newsroom.bob.click(question, label=options_of(question)[0])
    newsroom.env.inject_error(
        "PATCH", f"/channels/{newsroom.general.id}/messages/{question.id}", status=400, code=30046, times=None
    )
    await let_time_run_out(newsroom)
    await newsroom.env.advance_time(BETWEEN_S)
    assert "question 2 of" in text_of(latest(newsroom))


async def test_a_deleted_question_does_not_stop_the_game(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    await newsroom.bob.click(question, label=options_of(question)[0])
    await newsroom.alice.delete(question)
    await let_time_run_out(newsroom)
    await newsroom.env.advance_time(BETWEEN_S)
    assert "question 2 of" in text_of(latest(newsroom))


async def test_a_restart_in_a_pause_says_nothing_twice_and_keeps_its_buttons(newsroom: Newsroom) -> None:
    await start(newsroom)
    for _ in range(2):
        await let_time_run_out(newsroom)
        await newsroom.env.advance_time(BETWEEN_S)
    before = [message.id for message in newsroom.general.history(viewer=newsroom.carol)]
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    await newsroom.env.advance_time(BETWEEN_S)
    assert [message.id for message in newsroom.general.history(viewer=newsroom.carol)] == before
    await newsroom.carol.click(latest(newsroom), label="Resume")
    assert "question 3 of" in text_of(latest(newsroom))


async def test_a_lost_question_whose_time_has_passed_is_void_once_it_is_found(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    quiz, _ = await running(newsroom)
    await newsroom.bob.click(question, label=options_of(question)[0])
    await newsroom.store.write(
        lambda c: c.exec_driver_sql(f"UPDATE quiz_round SET message = NULL WHERE quiz = {quiz}")  # noqa: S608 (own id)
    )
    bot = newsroom.env.bot
    assert isinstance(bot, Backchannel)
    await bot.stage.close()
    await newsroom.env.advance_time(300)
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    shown, paused = newsroom.general.history(viewer=newsroom.carol)
    assert "does not count" in text_of(shown)
    assert "The quiz is paused" in text_of(paused)


@pytest.mark.parametrize(
    ("at", "after_s"), [(1, 2 * BETWEEN_S), (2, BETWEEN_S)], ids=["opening the round", "noting its message"]
)
async def test_a_store_that_is_locked_at_the_start_delays_the_question(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, at: int, after_s: float
) -> None:
    write = Store.write
    calls: list[str] = []

    async def locked_once(self: Store, work: Any) -> Any:
        calls.append("write")
        if len(calls) == at + 1:
            raise StoreError("locked")
        return await write(self, work)

    monkeypatch.setattr(Store, "write", locked_once)
    await start(newsroom)
    await newsroom.env.advance_time(after_s)
    (question,) = newsroom.general.history(viewer=newsroom.carol)
    assert "question 1 of" in text_of(question)
    await newsroom.bob.click(question, label=options_of(question)[0])
    await let_time_run_out(newsroom)
    shown = next(m for m in newsroom.general.history() if m.id == question.id)
    assert "1 answered" in text_of(shown)


async def test_without_the_history_a_restart_goes_on_all_the_same(newsroom: Newsroom) -> None:
    await start(newsroom)
    quiz, _ = await running(newsroom)
    await newsroom.store.write(
        lambda c: c.exec_driver_sql(f"UPDATE quiz_round SET message = NULL WHERE quiz = {quiz}")  # noqa: S608 (own id)
    )
    newsroom.env.inject_error("GET", f"/channels/{newsroom.general.id}/messages", status=403, code=50013, times=None)
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    sent = [r.json for r in newsroom.env.http_requests if r.method == "POST" and r.path.endswith("/messages")]
    nonces = [body["nonce"] for body in sent if body]
    assert len(nonces) == 2
    assert nonces[0] == nonces[1]
    assert all(body["enforce_nonce"] for body in sent if body)


async def test_a_store_that_is_locked_when_a_round_ends_delays_the_reveal(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = await start(newsroom)
    await newsroom.bob.click(question, label=options_of(question)[0])

    async def locked(*_: object) -> object:
        raise StoreError("locked")

    with monkeypatch.context() as fault:
        found = await newsroom.services.quizzes.running(ChannelId(newsroom.general.id))
        assert found is not None
        assert found[1] is not None
        left = found[1].deadline_at - newsroom.services.clock()
        fault.setattr(Store, "write", locked)
        await newsroom.env.advance_time(left.total_seconds() + GRACE_S)
    await newsroom.env.advance_time(BETWEEN_S)
    assert "1 answered" in text_of(next(m for m in newsroom.general.history() if m.id == question.id))


async def test_a_lost_message_id_is_found_again_and_no_question_is_shown_twice(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    quiz, _ = await running(newsroom)
    await newsroom.store.write(
        lambda c: c.exec_driver_sql(f"UPDATE quiz_round SET message = NULL WHERE quiz = {quiz}")  # noqa: S608 (own id)
    )
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    assert len(newsroom.general.history(viewer=newsroom.carol)) == 1
    found = await newsroom.services.quizzes.running(ChannelId(newsroom.general.id))
    assert found is not None
    assert found[1] is not None
    assert found[1].message == question.id


async def test_a_round_that_was_answered_before_its_message_was_noted_is_revealed_and_the_quiz_goes_on(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = await start(newsroom)
    await newsroom.bob.click(question, label=options_of(question)[0])
    await let_time_run_out(newsroom)
    post, is_answered = Channels.post, asyncio.Event()

    async def slow(self: Channels, *args: Any) -> MessageId:
        message = await post(self, *args)
        await newsroom.env.external_wait(is_answered.wait(), reason="Discord's answer is on its way")
        return message

    monkeypatch.setattr(Channels, "post", slow)
    await newsroom.env.advance_time(BETWEEN_S)
    second = latest(newsroom)
    await newsroom.bob.click(second, label=options_of(second)[0])
    assert await state_of(newsroom) is QuizState.REVEAL
    is_answered.set()
    await newsroom.env.advance_time(1)
    assert "Right:" in text_of(newsroom.general.history(viewer=newsroom.carol)[-1])
    await newsroom.env.advance_time(BETWEEN_S)
    assert "question 3 of" in text_of(latest(newsroom))


async def test_a_restart_reveals_a_round_that_was_closed_before_its_message_was_noted(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    quiz, _ = await running(newsroom)
    await newsroom.bob.click(question, label=options_of(question)[0])
    bot = newsroom.env.bot
    assert isinstance(bot, Backchannel)
    await bot.stage.close()
    await newsroom.store.write(
        lambda c: c.exec_driver_sql(f"UPDATE quiz_round SET message = NULL WHERE quiz = {quiz}")  # noqa: S608 (own id)
    )
    await newsroom.env.advance_time(60)
    assert await newsroom.services.quizzes.close(quiz, 0) is not None
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    assert (await newsroom.services.quizzes.round_of(quiz, 0)).message == question.id
    assert "Right:" in text_of(newsroom.general.history(viewer=newsroom.carol)[0])
    await newsroom.env.advance_time(BETWEEN_S)
    assert "question 2 of" in text_of(latest(newsroom))
