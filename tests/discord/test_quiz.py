"""/quiz, as players play it: clicks, time, stops, restarts and faults."""

from typing import Any

import pytest

from bot.client import Backchannel
from bot.model.errors import StoreError
from bot.model.ids import ChannelId, QuizId, UserId
from data.store import Store
from tests.discord.conftest import Newsroom, new_bot
from tests.discord.looking import buttons_of, fill, shown_by, text_of

GRACE_S = 2
BETWEEN_S = 8.5


async def start(newsroom: Newsroom, **options: Any) -> Any:
    await newsroom.alice.slash(newsroom.general, "quiz start", **options)
    return newsroom.general.last_message


def options_of(message: Any) -> list[str]:
    return [label for label in buttons_of(message) if label[:4] in {"A · ", "B · ", "C · ", "D · "}]


async def running(newsroom: Newsroom) -> tuple[QuizId, int]:
    found = await newsroom.services.quizzes.running(ChannelId(newsroom.general.id))
    assert found is not None
    return found[0].id, found[0].round_no


async def right_label(newsroom: Newsroom) -> str:
    quiz, number = await running(newsroom)
    question = (await newsroom.services.quizzes.session(quiz)).questions[number].question
    return f"{'ABCD'[question.key]} · {question.options[question.key]}"


async def let_time_run_out(newsroom: Newsroom) -> None:
    found = await newsroom.services.quizzes.running(ChannelId(newsroom.general.id))
    assert found is not None
    assert found[1] is not None
    left = found[1].deadline_at - newsroom.services.clock()
    await newsroom.env.advance_time(left.total_seconds() + GRACE_S)


def latest(newsroom: Newsroom) -> Any:
    return newsroom.general.last_message


async def test_a_question_is_open_to_all_and_tells_nothing(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    assert "question 1 of 5" in text_of(question)
    assert 2 <= len(options_of(question)) <= 4
    assert {button["style"] for button in buttons_of(question).values()} == {2}


async def test_a_click_is_locked_in_for_the_player_alone_and_may_change_once(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    first, second, *_ = options_of(question)
    locked = await newsroom.bob.click(question, label=first)
    assert locked.ephemeral
    assert f"Locked in: {first}" in text_of(shown_by(locked))
    assert f"Locked in: {second}" in text_of(shown_by(await newsroom.bob.click(question, label=second)))
    refused = text_of(shown_by(await newsroom.bob.click(question, label=first)))
    assert "Still locked in" in refused
    assert "first" not in text_of(latest(newsroom))


async def test_the_reveal_replaces_the_question_and_counts(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    right = await right_label(newsroom)
    wrong = next(label for label in options_of(question) if label != right)
    await newsroom.bob.click(question, label=right)
    await newsroom.carol.click(question, label=wrong)
    await let_time_run_out(newsroom)
    shown = next(m for m in newsroom.general.history() if m.id == question.id)
    assert f"✓ Right: {right}" in text_of(shown)
    assert "2 answered, 1 right" in text_of(shown)
    assert "Bob" in text_of(shown)
    source = await newsroom.carol.click(shown, label="Source sentence")
    assert source.ephemeral
    assert "> " in text_of(shown_by(source))


async def test_a_whole_quiz_ends_with_a_board(newsroom: Newsroom) -> None:
    await start(newsroom, questions=3)
    await newsroom.bob.click(latest(newsroom), label=await right_label(newsroom))
    await let_time_run_out(newsroom)
    for _ in range(2):
        await newsroom.env.advance_time(BETWEEN_S)
        await newsroom.bob.click(latest(newsroom), label=await right_label(newsroom))
    board = latest(newsroom)
    assert "Bob wins with" in text_of(board)
    assert "3 of 3 right" in text_of(board)
    again = await newsroom.carol.click(board, label="Play again")
    assert again.ephemeral
    assert "question 1 of" in text_of(latest(newsroom))


async def test_a_round_closes_early_once_all_who_play_have_answered(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    await newsroom.bob.click(question, label=await right_label(newsroom))
    await let_time_run_out(newsroom)
    await newsroom.env.advance_time(BETWEEN_S)
    second = latest(newsroom)
    assert "question 2 of 5" in text_of(second)
    await newsroom.bob.click(second, label=await right_label(newsroom))
    shown = next(m for m in newsroom.general.history() if m.id == second.id)
    assert "✓ Right" in text_of(shown)


async def test_a_click_on_an_old_round_says_so(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    quiz, number = await running(newsroom)
    await newsroom.bob.click(question, label=options_of(question)[0])
    await let_time_run_out(newsroom)
    late = await newsroom.services.quizzes.answer(
        quiz, number, user=UserId(newsroom.carol.id), choice=0, clicked_at=newsroom.services.clock()
    )
    assert not late.counts


async def test_nobody_plays(newsroom: Newsroom) -> None:
    await start(newsroom)
    for _ in range(2):
        await let_time_run_out(newsroom)
        await newsroom.env.advance_time(BETWEEN_S)
    paused = latest(newsroom)
    assert "The quiz is paused" in text_of(paused)
    await newsroom.bob.click(paused, label="Resume")
    assert "question 3 of 5" in text_of(latest(newsroom))


async def test_a_pause_ends_by_itself(newsroom: Newsroom) -> None:
    await start(newsroom)
    for _ in range(2):
        await let_time_run_out(newsroom)
        await newsroom.env.advance_time(BETWEEN_S)
    await newsroom.env.advance_time(601)
    assert await newsroom.services.quizzes.running(ChannelId(newsroom.general.id)) is None
    assert "No winner this time" in text_of(latest(newsroom))


async def test_a_second_start_leads_to_the_running_quiz(newsroom: Newsroom) -> None:
    await start(newsroom)
    second = shown_by(await newsroom.bob.slash(newsroom.general, "quiz start"))
    assert "A quiz is running in this channel" in text_of(second)
    assert "Go to the quiz" in buttons_of(second)
    assert len(newsroom.general.history(viewer=newsroom.carol)) == 1


async def test_only_the_host_or_a_manager_stops_it(newsroom: Newsroom) -> None:
    await newsroom.bob.slash(newsroom.general, "quiz start")
    refused = shown_by(await newsroom.carol.slash(newsroom.general, "quiz stop"))
    assert "can stop it" in text_of(refused)
    await newsroom.bob.slash(newsroom.general, "quiz stop")
    assert await newsroom.services.quizzes.running(ChannelId(newsroom.general.id)) is None
    texts = [text_of(message) for message in newsroom.general.history(viewer=newsroom.carol)]
    assert "does not count" in texts[0]
    nothing = shown_by(await newsroom.bob.slash(newsroom.general, "quiz stop"))
    assert "No quiz is running" in text_of(nothing)


async def test_buttons_live_through_a_restart_while_time_is_left(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    locked = await newsroom.bob.click(question, label=await right_label(newsroom))
    assert "Locked in" in text_of(shown_by(locked))
    await let_time_run_out(newsroom)
    shown = next(m for m in newsroom.general.history() if m.id == question.id)
    assert "1 answered, 1 right" in text_of(shown)
    await newsroom.env.advance_time(BETWEEN_S)
    assert "question 2 of 5" in text_of(latest(newsroom))


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
    assert "question 2 of 5" in text_of(latest(newsroom))


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (404, 10003), (500, 0)])
async def test_a_channel_that_takes_no_question_leaves_no_game_behind(
    newsroom: Newsroom, status: int, code: int
) -> None:
    newsroom.env.inject_error("POST", f"/channels/{newsroom.general.id}/messages", status=status, code=code, times=None)
    notice = shown_by(await newsroom.bob.slash(newsroom.general, "quiz start"))
    assert notice.ephemeral
    assert newsroom.env.errors
    assert await newsroom.services.quizzes.running(ChannelId(newsroom.general.id)) is None


async def test_a_quiz_that_cannot_be_taken_up_again_keeps_no_other_waiting(newsroom: Newsroom) -> None:
    await start(newsroom)
    await newsroom.alice.slash(newsroom.digest, "quiz start")
    other: Any = newsroom.digest.last_message
    quiz, _ = await running(newsroom)
    await newsroom.store.write(
        lambda c: c.exec_driver_sql(f"UPDATE quiz_round SET message = NULL WHERE quiz = {quiz}")  # noqa: S608 (own id)
    )
    newsroom.env.inject_error("POST", f"/channels/{newsroom.general.id}/messages", status=403, code=50013, times=None)
    bot = new_bot(newsroom.services)
    ready = []

    async def note() -> None:
        ready.append("once")

    bot.when_ready(note)
    await newsroom.env.restart_bot(bot)
    assert ready == ["once"]
    assert await newsroom.services.quizzes.running(ChannelId(newsroom.general.id)) is None
    await newsroom.bob.click(other, label=options_of(other)[0])
    found = await newsroom.services.quizzes.running(ChannelId(newsroom.digest.id))
    assert found is not None
    assert found[1] is not None
    await newsroom.env.advance_time((found[1].deadline_at - newsroom.services.clock()).total_seconds() + GRACE_S)
    assert "1 answered" in text_of(next(m for m in newsroom.digest.history() if m.id == other.id))


@pytest.mark.parametrize("method", ["POST", "PATCH"], ids=["next question", "reveal"])
async def test_a_channel_that_closes_during_a_game_ends_it(
    newsroom: Newsroom, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    question = await start(newsroom)
    await newsroom.bob.click(question, label=options_of(question)[0])
    path = f"/channels/{newsroom.general.id}/messages" + ("" if method == "POST" else f"/{question.id}")
    newsroom.env.inject_error(method, path, status=403, code=50013, times=None)
    await let_time_run_out(newsroom)
    await newsroom.env.advance_time(BETWEEN_S)
    assert await newsroom.services.quizzes.running(ChannelId(newsroom.general.id)) is None
    assert "quiz_called_off" in caplog.text


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


async def test_an_article_s_quiz_from_its_card(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "summary"))
    await newsroom.carol.click(card, label="Quiz me")
    assert "Blinken and Qin speak by phone" in text_of(latest(newsroom))


async def test_a_pair_without_facts_makes_no_quiz(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.alice.slash(newsroom.general, "settings"))
    form = await newsroom.alice.click(card, label="Edit pair")
    await fill(newsroom.alice, form, first_country="Norway", second_country="Chile")
    await newsroom.alice.click(card, label="Save")
    notice = shown_by(await newsroom.bob.slash(newsroom.general, "quiz start"))
    assert "Not enough facts" in text_of(notice)


async def test_a_crowd_is_counted_once_and_fifty_players_lose_no_answer(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    right = await right_label(newsroom)
    players = [newsroom.guild.add_member(newsroom.env.create_user(f"player{n}")) for n in range(50)]
    for player in players:
        assert "Locked in" in text_of(shown_by(await player.click(question, label=right)))
    await newsroom.env.advance_time(6.5)
    shown = next(m for m in newsroom.general.history() if m.id == question.id)
    assert "50 answered" in text_of(shown)
    await let_time_run_out(newsroom)
    shown = next(m for m in newsroom.general.history() if m.id == question.id)
    assert "50 answered, 50 right" in text_of(shown)
    assert "and 40 more" in text_of(shown)
    path = f"/channels/{newsroom.general.id}/messages"
    writes = [r for r in newsroom.env.http_requests if r.path.startswith(path) and r.method in {"POST", "PATCH"}]
    assert len(writes) == 3
