"""/quiz, as players play it: clicks, time, stops and topics."""

import asyncio
from datetime import date
from typing import Any

import pytest
from simcord.http import router

from bot.client import Backchannel
from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.ids import ChannelId, CountryCode, GuildId, UserId
from bot.model.questions import QuestionKind
from bot.model.quiz import Pace, QuizMode, QuizTopic
from bot.setting_edits import with_pair
from data.store import Store
from tests.discord.conftest import Newsroom
from tests.discord.crowd import click_together
from tests.discord.looking import buttons_of, select_of, shown_by, text_of
from tests.discord.quizzing import (
    BETWEEN_S,
    latest,
    let_time_run_out,
    options_of,
    play,
    right_label,
    running,
    start,
)
from tests.quiz.games import placed
from tests.quiz.games import question as a_question

CHINA_US = Dyad(first=CountryCode("CHN"), second=CountryCode("USA"))


async def test_a_question_is_open_to_all_and_tells_nothing(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    assert "question 1 of" in text_of(question)
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
    await start(newsroom, length=3)
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
    assert "question 2 of" in text_of(second)
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
    assert "question 3 of" in text_of(latest(newsroom))


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
    asked = shown_by(await newsroom.bob.slash(newsroom.general, "quiz stop"))
    assert list(buttons_of(asked)) == ["Stop now", "After this round"]
    await newsroom.bob.click(asked, label="Stop now")
    assert "The quiz is stopped" in text_of(asked)
    assert await newsroom.services.quizzes.running(ChannelId(newsroom.general.id)) is None
    texts = [text_of(message) for message in newsroom.general.history(viewer=newsroom.carol)]
    assert "does not count" in texts[0]
    nothing = shown_by(await newsroom.bob.slash(newsroom.general, "quiz stop"))
    assert "No quiz is running" in text_of(nothing)


async def test_a_stop_in_the_moment_of_the_end_shows_one_board(newsroom: Newsroom) -> None:
    await start(newsroom)
    quiz, _ = await running(newsroom)
    session = await newsroom.services.quizzes.session(quiz)
    await newsroom.services.quizzes.stop(quiz, user=session.host, may_manage=False)
    bot = newsroom.env.bot
    assert isinstance(bot, Backchannel)
    await asyncio.gather(*(bot.stage.stopped(session, None) for _ in range(2)))
    await bot.stage.stopped(session, None)
    boards = [m for m in newsroom.general.history(viewer=newsroom.carol) if "Play again" in buttons_of(m)]
    assert len(boards) == 1


async def test_a_quiz_on_an_article_by_its_option(newsroom: Newsroom) -> None:
    (choice,) = await newsroom.bob.autocomplete(newsroom.general, "quiz start", "article", "phone")
    await start(newsroom, article=choice["value"])
    assert "Blinken and Qin speak by phone" in text_of(latest(newsroom))


async def test_actors_and_periods_are_offered(newsroom: Newsroom) -> None:
    actors = await newsroom.bob.autocomplete(newsroom.general, "quiz start", "actor", "blink")
    assert any("Blinken" in choice["name"] for choice in actors)
    periods = await newsroom.bob.autocomplete(newsroom.general, "quiz start", "period", "last")
    assert [choice["name"] for choice in periods] == ["Last 30 days", "Last 12 months"]


async def test_an_article_s_quiz_from_its_card(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "summary"))
    await newsroom.carol.click(card, label="Quiz me")
    assert "Blinken and Qin speak by phone" in text_of(latest(newsroom))


async def test_a_pair_without_facts_makes_no_quiz(newsroom: Newsroom) -> None:
    pair = Dyad(first=CountryCode("NOR"), second=CountryCode("CHL"))
    guild, alice = GuildId(newsroom.guild.id), UserId(newsroom.alice.id)
    await newsroom.services.digests.change(guild, alice, with_pair(pair))
    notice = shown_by(await newsroom.bob.slash(newsroom.general, "quiz start"))
    assert "Not enough facts" in text_of(notice)


async def test_a_crowd_that_clicks_at_once_loses_no_answer_and_costs_three_writes(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    right = buttons_of(question)[await right_label(newsroom)]["custom_id"]
    players = [newsroom.guild.add_member(newsroom.env.create_user(f"player{n}")) for n in range(50)]
    results = await click_together(newsroom.env, players, question, right)
    assert all(result.acknowledged for result in results)
    assert all("Locked in" in text_of(shown_by(result)) for result in results)
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


async def test_an_answer_is_acknowledged_before_anything_else_is_done(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = await start(newsroom)
    done: list[str] = []
    write, dispatch = Store.write, router.dispatch

    async def noted_write(self: Store, work: Any) -> Any:
        done.append("write")
        return await write(self, work)

    def noted_dispatch(backend: Any, method: str, path: str, **rest: Any) -> Any:
        done.append("acknowledged" if path.endswith("/callback") else f"{method} {path}")
        return dispatch(backend, method, path, **rest)

    monkeypatch.setattr(Store, "write", noted_write)
    monkeypatch.setattr(router, "dispatch", noted_dispatch)
    await newsroom.bob.click(question, label=options_of(question)[0])
    assert done == ["write", "acknowledged"]


async def test_an_order_is_put_in_a_form_of_one_s_own_and_locked_in(newsroom: Newsroom) -> None:
    question = await play(newsroom, placed(), placed(QuestionKind.MATCH))
    assert list(buttons_of(question)) == ["Put in order"]
    assert "A · The visit to Oslo" in text_of(question)
    opened = await newsroom.bob.click(question, label="Put in order")
    form = shown_by(opened)
    assert form.ephemeral
    assert buttons_of(form)["Lock in"]["disabled"]
    assert "Still open: A, B and C." in text_of(form)
    for option, target in (("A", 0), ("B", 0), ("C", 2)):
        await pick(newsroom.bob, form, option, target)
    assert "A and B have the same: 1st." in text_of(form)
    assert buttons_of(form)["Lock in"]["disabled"]
    await pick(newsroom.bob, form, "A", 1)
    assert [o["value"] for o in select_of(form, "A ·")["options"] if o.get("default")] == ["1"]
    await newsroom.bob.click(form, label="Lock in")
    assert "Locked in: A 2nd · B 1st · C 3rd" in text_of(form)
    await let_time_run_out(newsroom)
    shown = text_of(next(m for m in newsroom.general.history() if m.id == question.id))
    assert "1st · B · The call · 1 of 1 had it" in shown.replace("*", "")
    assert "1 answered, 1 wholly right" in shown
    assert "+120" in shown
    await newsroom.env.advance_time(BETWEEN_S)
    assert list(buttons_of(latest(newsroom))) == ["Match"]
    assert "To be matched with: May 2023, June 2023 and July 2023" in text_of(latest(newsroom))


async def pick(actor: Any, form: Any, option: str, target: int) -> None:
    """Give an option of a form its target."""
    await actor.select(form, [str(target)], custom_id=select_of(form, f"{option} ·")["custom_id"])


async def test_a_form_is_changed_once_and_late_ones_are_told_so(newsroom: Newsroom) -> None:
    question = await play(newsroom, placed(), placed())
    for targets in ((0, 1, 2), (1, 0, 2)):
        form = shown_by(await newsroom.bob.click(question, label="Put in order"))
        for option, target in zip("ABC", targets, strict=True):
            await pick(newsroom.bob, form, option, target)
        await newsroom.bob.click(form, label="Lock in")
    assert "The one change is used" in text_of(form)
    third = shown_by(await newsroom.bob.click(question, label="Put in order"))
    assert buttons_of(third)["Lock in"]["disabled"]
    assert "Locked in: A 2nd · B 1st · C 3rd The one change is used." in text_of(third).replace("*", "")
    late = shown_by(await newsroom.carol.click(question, label="Put in order"))
    await let_time_run_out(newsroom)
    over = await newsroom.carol.select(late, ["0"], custom_id=select_of(late, "A ·")["custom_id"])
    assert "That round is over." in text_of(shown_by(over))


async def test_a_race_says_that_speed_counts_and_pays_for_it(newsroom: Newsroom) -> None:
    first = await play(newsroom, a_question(), a_question(), mode=QuizMode.RACE)
    assert "speed counts" in text_of(first)
    await newsroom.env.advance_time(1.0)
    await newsroom.bob.click(first, label="A · Anna")
    await newsroom.env.advance_time(5.0)
    await newsroom.carol.click(first, label="A · Anna")
    await let_time_run_out(newsroom)
    shown = text_of(next(m for m in newsroom.general.history() if m.id == first.id)).replace("*", "")
    assert "+150 Bob, 50 of them for speed" in shown
    assert "Carol, " in shown
    assert "of them for speed" in shown


async def test_a_long_quiz_tells_who_leads_in_its_reveals(newsroom: Newsroom) -> None:
    await play(newsroom, *[a_question()] * 10)
    for number in range(5):
        question = latest(newsroom)
        await newsroom.bob.click(question, label="A · Anna")
        if number == 0:
            await let_time_run_out(newsroom)
        shown = text_of(next(m for m in newsroom.general.history() if m.id == question.id))
        assert ("After 5 of 10" in shown) is (number == 4)
        await newsroom.env.advance_time(BETWEEN_S)
    assert "`1` **Bob** · 530 points" in shown


async def test_stop_after_this_round_ends_with_it(newsroom: Newsroom) -> None:
    question = await start(newsroom)
    await newsroom.bob.click(question, label=await right_label(newsroom))
    asked = shown_by(await newsroom.alice.slash(newsroom.general, "quiz stop"))
    await newsroom.alice.click(asked, label="After this round")
    assert "ends after this question" in text_of(asked)
    await let_time_run_out(newsroom)
    assert "Bob wins with" in text_of(latest(newsroom))
    assert await newsroom.services.quizzes.running(ChannelId(newsroom.general.id)) is None


async def test_play_again_is_the_same_topic_mode_pace_and_length(newsroom: Newsroom) -> None:
    await start(newsroom, length=3, mode="race", time="long", pair="China – US", period="2023")
    begun, _ = await running(newsroom)
    first = await newsroom.services.quizzes.session(begun)
    assert (first.mode, first.pace, first.wanted) == (QuizMode.RACE, Pace.LONG, 3)
    assert first.topic == QuizTopic(pair=CHINA_US, period=DateRange(start=date(2023, 1, 1), end=date(2023, 12, 31)))
    assert "China – 🇺🇸 US · 2023" in text_of(latest(newsroom))
    asked = shown_by(await newsroom.alice.slash(newsroom.general, "quiz stop"))
    await newsroom.alice.click(asked, label="Stop now")
    await newsroom.carol.click(latest(newsroom), label="Play again")
    again, _ = await running(newsroom)
    second = await newsroom.services.quizzes.session(again)
    assert again != begun
    assert (second.mode, second.pace, second.wanted, second.topic) == (
        first.mode,
        first.pace,
        first.wanted,
        first.topic,
    )


async def test_fewer_questions_than_asked_are_explained_to_the_host(newsroom: Newsroom) -> None:
    begun = shown_by(await newsroom.alice.slash(newsroom.general, "quiz start", length=20))
    quiz, _ = await running(newsroom)
    made = len((await newsroom.services.quizzes.session(quiz)).questions)
    expected = f"{made} questions." if made == 20 else f"{made} questions: the records give no more."
    assert expected in text_of(begun)


@pytest.mark.parametrize("typed", ["US – China", "china, us", "USA-CHN", "US and China"])
async def test_a_pair_is_understood_as_people_write_it(newsroom: Newsroom, typed: str) -> None:
    await start(newsroom, pair=typed)
    quiz, _ = await running(newsroom)
    topic = (await newsroom.services.quizzes.session(quiz)).topic
    assert topic is not None
    assert topic.pair is not None
    assert {topic.pair.first, topic.pair.second} == {"USA", "CHN"}


async def test_what_a_topic_can_not_be(newsroom: Newsroom) -> None:
    both = shown_by(await newsroom.bob.slash(newsroom.general, "quiz start", article="call", pair="US – China"))
    assert "Give either an article" in text_of(both)
    none = shown_by(await newsroom.bob.slash(newsroom.general, "quiz start", pair="US – Atlantis"))
    assert "is not a pair of countries" in text_of(none)
    assert await newsroom.services.quizzes.running(ChannelId(newsroom.general.id)) is None


async def test_pairs_are_offered(newsroom: Newsroom) -> None:
    offered = await newsroom.bob.autocomplete(newsroom.general, "quiz start", "pair", "nor")
    assert "Norway – China" in [choice["name"] for choice in offered]


async def test_quiz_me_on_this_message(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "summary"))
    await newsroom.carol.context_menu(newsroom.general, "Quiz me on this", card)
    assert "Blinken and Qin speak by phone" in text_of(latest(newsroom))
    asked = shown_by(await newsroom.carol.slash(newsroom.general, "quiz stop"))
    await newsroom.carol.click(asked, label="Stop now")
    other = await newsroom.carol.context_menu(newsroom.general, "Quiz me on this", latest(newsroom))
    assert "Nothing to ask about here" in text_of(shown_by(other))
