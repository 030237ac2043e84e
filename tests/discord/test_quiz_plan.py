"""The quiz of the day and of the week, as the people of a server see it: announced, played alone, told at its end."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

import discord
import pytest
from sqlalchemy import func, select

from bot.app import build_services
from bot.digest.delivery import Delivery
from bot.model.countries import Dyad
from bot.model.digest import DigestDecision, LedgerEntry
from bot.model.ids import ChannelId, CountryCode, EventId, GuildId, QuizId, UserId
from bot.model.quiz import QuizSession, QuizState, QuizTopic
from bot.model.settings import Cadence, QuizPlan, Schedule
from bot.quizmaster.plan_press import ENDS, OPENS
from bot.quizmaster.questions import event_questions
from bot.reading_pool import ReadingPool
from bot.sender import DiscordSender
from bot.services import Services
from bot.studio import Studio
from config.settings import Settings
from data import digests, events, quizzes
from data.schema import quiz_plan, quiz_session
from data.store import Connection
from tests.data.build import US_CHINA
from tests.discord.conftest import Newsroom, new_bot, now
from tests.discord.looking import buttons_of, select_of, shown_by, text_of

DAILY = Schedule(cadence=Cadence.DAILY, at=time(18))
PLAY_WHEN = (
    "Play when it suits you: nobody sees an answer before it closes. "
    "Then the right answers, their sources and the board follow here."
)
OPEN_FOR = 23 * 3600 + 45 * 60


async def plan(newsroom: Newsroom, schedule: Schedule = DAILY, *, length: int = 5, pair: Dyad | None = None) -> None:
    """Plan a quiz in the digest's channel."""
    chosen = QuizPlan(channel=ChannelId(newsroom.digest.id), schedule=schedule, length=length)
    await newsroom.services.digests.change(
        GuildId(newsroom.guild.id),
        UserId(newsroom.alice.id),
        lambda s: replace(s, quiz=chosen, pair=pair or s.pair),
    )


async def tick(services: Services) -> None:
    await services.plans.tick()
    await services.digests.tick()


async def pass_time(newsroom: Newsroom, seconds: float) -> None:
    await newsroom.env.advance_time(seconds)
    await tick(newsroom.services)


async def until(newsroom: Newsroom, hour: int) -> None:
    """Let time pass up to an hour of the same day, or of the next where it is over."""
    present = now()
    goal = present.replace(hour=hour, minute=0, second=0, microsecond=0)
    await pass_time(newsroom, (goal - present).total_seconds() % 86_400 + 1)


async def announced(newsroom: Newsroom, **wishes: Any) -> Any:
    """Plan a quiz, let its moment come, and return its announcement."""
    await plan(newsroom, **wishes)
    await until(newsroom, 18)
    (message,) = newsroom.digest.history()
    return message


async def session_of(newsroom: Newsroom) -> QuizSession:
    async def newest(conn: Connection) -> QuizSession:
        quiz = await conn.scalar(select(func.max(quiz_plan.c.quiz)))
        assert quiz is not None
        return await quizzes.get_session(conn, QuizId(quiz))

    return await newsroom.store.read(newest)


async def lock(actor: Any, card: Any, session: QuizSession, *, is_right: bool) -> Any:
    """Answer the question that a player's card shows; return what they see next."""
    ids = [button["custom_id"] for button in buttons_of(card).values()]
    kind, _, number, *_ = next(parts for one in ids if (parts := one.split(":"))[0] in {"wc", "wl"})
    question = session.questions[int(number)].question
    if kind == "wc":
        choice = question.key if is_right else (question.key + 1) % len(question.options)
        return shown_by(await actor.click(card, custom_id=f"wc:{session.id}:{number}:{choice}"))
    targets = list(question.placing)
    if not is_right:
        targets[:2] = targets[1::-1]
    for option, target in enumerate(targets):
        chooser = select_of(card, "ABCD"[option])
        card = shown_by(await actor.select(card, [str(target)], custom_id=chooser["custom_id"]))
    return shown_by(await actor.click(card, label="Lock in"))


async def play(newsroom: Newsroom, actor: Any, message: Any, *answers: bool) -> Any:
    """Open the quiz and answer one question after the other; return what stands there then."""
    session = await session_of(newsroom)
    card = shown_by(await actor.click(message, label="Play"))
    for is_right in answers:
        card = await lock(actor, card, session, is_right=is_right)
    return card


async def decisions(newsroom: Newsroom, kind: str) -> list[LedgerEntry]:
    """Return what was decided, oldest first."""
    entries = await newsroom.store.read(lambda conn: digests.ledger(conn, GuildId(newsroom.guild.id)))
    return [one for one in reversed(entries) if one.kind == kind]


async def count_quizzes(newsroom: Newsroom) -> int:
    counted = select(func.count()).select_from(quiz_session)
    return await newsroom.store.read(lambda conn: conn.scalar(counted)) or 0


def titles(newsroom: Newsroom) -> list[str]:
    """Return the title line of each message of the channel, oldest first."""
    return [newsroom.said(message).splitlines()[1] for message in newsroom.digest.history()]


async def test_it_is_announced_at_its_hour_with_time_to_answer(newsroom: Newsroom) -> None:
    message = await announced(newsroom)
    assert text_of(message).splitlines() == [
        "-# Quiz of the day · Thursday 1 January 2026",
        "## 5 questions on 🇺🇸 US – 🇨🇳 China",
        "-# Open until <t:1767375900:f> · closes <t:1767375900:R>",
        PLAY_WHEN,
        "-# Each answer can be changed once · speed is worth nothing",
    ]
    assert datetime.fromtimestamp(1767375900, UTC) == datetime(2026, 1, 2, 17, 45, tzinfo=UTC)
    assert [one.decision for one in await decisions(newsroom, OPENS)] == [DigestDecision.ENQUEUED, DigestDecision.SENT]
    sent = next(r for r in newsroom.env.http_requests if r.path == f"/channels/{newsroom.digest.id}/messages")
    assert sent.json is not None
    assert sent.json["allowed_mentions"] == {"parse": []}
    assert sent.json["enforce_nonce"]


async def test_two_players_lock_in_and_the_end_tells_answers_and_board_once(newsroom: Newsroom) -> None:
    message = await announced(newsroom)
    session = await session_of(newsroom)
    bobs = await play(newsroom, newsroom.bob, message, True, True, False, True, True)
    assert "5 of 5 locked in" in text_of(bobs)
    carols = await play(newsroom, newsroom.carol, message, True)
    assert "question 2 of 5" in text_of(carols)
    for shown in (bobs, carols, message):
        assert "✓" not in text_of(shown)
        assert not any(one.question.explanation in text_of(shown) for one in session.questions)
    assert len(newsroom.digest.history()) == 1
    await pass_time(newsroom, OPEN_FOR + 2)
    await tick(newsroom.services)
    closed, reveal, board = newsroom.digest.history()
    assert "Closed <t:" in text_of(closed)
    assert "2 players · 5 of 6 answers right" in text_of(closed)
    assert list(buttons_of(closed)) == ["My answers"]
    assert text_of(reveal).splitlines()[:3] == [
        "-# Quiz of the day · Thursday 1 January 2026 · answers",
        "## 5 of 6 answers right",
        "-# 🇺🇸 US – 🇨🇳 China · 5 questions · 2 players",
    ]
    for number, one in enumerate(session.questions):
        assert f"**{number + 1} · " in text_of(reveal)
        assert one.question.explanation in text_of(reveal)
    assert text_of(reveal).count("-# Source: ") == 5
    assert "## Bob wins with" in newsroom.said(board)
    assert "`1` **Bob**" in newsroom.said(board)
    assert "`2` **Carol**" in newsroom.said(board)
    assert [one.decision for one in await decisions(newsroom, ENDS)] == [DigestDecision.SENT]
    assert (await session_of(newsroom)).state is QuizState.FINISHED


async def test_each_sees_the_options_in_an_order_of_their_own(newsroom: Newsroom) -> None:
    message = await announced(newsroom)
    orders = set()
    for actor in (newsroom.alice, newsroom.bob, newsroom.carol):
        card = shown_by(await actor.click(message, label="Play"))
        while not (labels := [one for one in buttons_of(card) if one.startswith("A · ")]) or "20" in labels[0]:
            card = shown_by(await actor.click(card, label="Skip"))
        orders.add(tuple(one for one in buttons_of(card) if one[1:4] == " · "))
    assert len(orders) > 1
    assert len({frozenset(one[4:] for one in order) for order in orders}) == 1


async def test_an_answer_can_be_changed_once_and_skipped_questions_come_again(newsroom: Newsroom) -> None:
    message = await announced(newsroom)
    session = await session_of(newsroom)
    number = next(n for n, one in enumerate(session.questions) if not one.question.is_placed)
    await play(newsroom, newsroom.bob, message, *[True] * 5)
    for left, is_right in (("One change is possible.", False), ("The one change is used.", True)):
        sheet = shown_by(await newsroom.bob.click(message, label="Play"))
        chooser = select_of(sheet, "Open a question")
        card = shown_by(await newsroom.bob.select(sheet, [str(number)], custom_id=chooser["custom_id"]))
        assert left in text_of(card)
        if not is_right:
            await lock(newsroom.bob, card, session, is_right=False)
    options = [one for label, one in buttons_of(card).items() if label[1:4] == " · "]
    assert options
    assert all(one["disabled"] for one in options)
    given = await newsroom.store.read(lambda conn: quizzes.answers(conn, session.id, number))
    assert [(one.choice == session.questions[number].question.key, one.changes) for one in given] == [(False, 1)]


async def test_a_skipped_question_comes_again_at_the_end(newsroom: Newsroom) -> None:
    message = await announced(newsroom)
    card = shown_by(await newsroom.bob.click(message, label="Play"))
    card = shown_by(await newsroom.bob.click(card, label="Skip"))
    session = await session_of(newsroom)
    for _ in range(4):
        assert "question 1 of 5" not in text_of(card)
        card = await lock(newsroom.bob, card, session, is_right=True)
    assert "question 1 of 5" in text_of(card)
    sheet = shown_by(await newsroom.bob.click(card, label="My answers"))
    assert "4 of 5 locked in" in text_of(sheet)
    assert "not answered" in text_of(sheet)
    assert "question 1 of 5" in text_of(shown_by(await newsroom.bob.click(sheet, label="Go on")))


async def test_once_closed_each_sees_how_it_went_and_any_question_in_full(newsroom: Newsroom) -> None:
    message = await announced(newsroom)
    old = await play(newsroom, newsroom.bob, message, True, False, True)
    await pass_time(newsroom, OPEN_FOR + 2)
    closed, reveal, board = newsroom.digest.history()
    for card, label in ((closed, "My answers"), (board, "My answers"), (old, "Skip")):
        mine = shown_by(await newsroom.bob.click(card, label=label))
        assert "## 2 of 3 right  ✓ ✗ ✓" in text_of(mine)
        assert "place 1 of 1" in text_of(mine)
        assert "Right answers to what you missed" in text_of(mine)
    assert "You did not play this one" in text_of(shown_by(await newsroom.carol.click(closed, label="My answers")))
    chooser = select_of(reveal, "Open a question")
    full = await newsroom.carol.select(reveal, ["0"], custom_id=chooser["custom_id"])
    assert full.ephemeral
    assert "1 answered, 1 " in text_of(shown_by(full))
    assert "Bob" in newsroom.said(shown_by(full))
    assert "\n> " in text_of(shown_by(await newsroom.carol.click(shown_by(full), label="Source sentence")))


async def test_a_click_after_the_closing_moment_counts_no_more(newsroom: Newsroom) -> None:
    message = await announced(newsroom)
    session = await session_of(newsroom)
    card = shown_by(await newsroom.bob.click(message, label="Play"))
    await newsroom.env.advance_time(OPEN_FOR)
    told = await lock(newsroom.bob, card, session, is_right=True)
    assert "This quiz has just closed" in text_of(told)
    assert await newsroom.store.read(lambda conn: quizzes.answers(conn, session.id)) == ()


@pytest.mark.parametrize("seconds", [0, OPEN_FOR / 2, OPEN_FOR + 3600], ids=["at once", "while open", "past its end"])
async def test_a_restart_loses_and_doubles_nothing(newsroom: Newsroom, seconds: float) -> None:
    message = await announced(newsroom)
    card = await play(newsroom, newsroom.bob, message, True)
    await newsroom.env.advance_time(seconds)
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    if seconds < OPEN_FOR:
        await lock(newsroom.bob, card, await session_of(newsroom), is_right=True)
        await newsroom.env.advance_time(OPEN_FOR - seconds + 2)
    for _ in range(2):
        await tick(newsroom.services)
        await newsroom.env.restart_bot(new_bot(newsroom.services))
    rights = 2 if seconds < OPEN_FOR else 1
    wanted = [f"## {rights} of {rights} {'answers' if rights > 1 else 'answer'} right"]
    assert [line for line in titles(newsroom) if " answer" in line] == wanted
    assert len([line for line in titles(newsroom) if "Bob wins" in line]) == 1


async def test_what_is_owed_is_posted_after_a_restart(newsroom: Newsroom) -> None:
    await plan(newsroom)
    await newsroom.env.advance_time(18 * 3600 + 1)
    for wanted in (1, 3):
        before = len(newsroom.digest.history())
        await newsroom.services.plans.tick()
        await newsroom.env.restart_bot(new_bot(newsroom.services))
        assert len(newsroom.digest.history()) == before
        await tick(newsroom.services)
        await tick(newsroom.services)
        assert len(newsroom.digest.history()) == wanted
        if wanted == 1:
            await play(newsroom, newsroom.bob, newsroom.digest.history()[0], True)
            await newsroom.env.advance_time(OPEN_FOR + 2)


async def test_two_processes_start_and_end_one(newsroom: Newsroom, readers: ReadingPool, studio: Studio) -> None:
    other = build_services(Settings(), newsroom.store, readers, studio, clock=now)
    sender = DiscordSender(newsroom.env.bot)
    other.digests.deliver_with(Delivery(newsroom.store, sender, owner="other", clock=now, messages_per_s=1000))
    await plan(newsroom)
    await newsroom.env.advance_time(18 * 3600 + 1)
    await asyncio.gather(newsroom.services.plans.tick(), other.plans.tick())
    await asyncio.gather(newsroom.services.digests.tick(), other.digests.tick())
    (message,) = newsroom.digest.history()
    await play(newsroom, newsroom.bob, message, True)
    await newsroom.env.advance_time(OPEN_FOR + 2)
    await asyncio.gather(newsroom.services.plans.tick(), other.plans.tick())
    await asyncio.gather(newsroom.services.digests.tick(), other.digests.tick())
    assert len(newsroom.digest.history()) == 3
    assert await count_quizzes(newsroom) == 1


async def test_too_few_facts_post_nothing_and_the_ledger_says_so(newsroom: Newsroom) -> None:
    await plan(newsroom, pair=Dyad(first=CountryCode("NOR"), second=CountryCode("CHL")))
    await until(newsroom, 18)
    assert newsroom.digest.history() == []
    (entry,) = await decisions(newsroom, OPENS)
    assert (entry.decision, entry.reason) == (
        DigestDecision.TOO_FEW,
        "What is recorded gives no question; a quiz needs 3.",
    )
    settings = await newsroom.services.digests.settings(GuildId(newsroom.guild.id))
    assert settings.quiz.due_at == datetime(2026, 1, 2, 18, tzinfo=UTC)


async def test_a_question_that_was_withdrawn_falls_out_of_play_answers_and_score(newsroom: Newsroom) -> None:
    message = await announced(newsroom)
    session = await session_of(newsroom)
    await play(newsroom, newsroom.bob, message, *[True] * 5)
    (lost, *_) = session.questions[0].events
    await newsroom.store.write(lambda conn: withdraw(conn, lost))
    card = shown_by(await newsroom.carol.click(message, label="Play"))
    assert "question 1 of 5" not in text_of(card)
    await lock(newsroom.carol, card, session, is_right=True)
    await pass_time(newsroom, OPEN_FOR + 2)
    _, reveal, board = newsroom.digest.history()
    assert "## 5 of 5 answers right" in text_of(reveal)
    assert "1 question was withdrawn and does not count" in text_of(reveal)
    assert session.questions[0].question.explanation not in text_of(reveal)
    assert "4 of 4 right" in text_of(board)


async def withdraw(conn: Connection, event: EventId) -> None:
    await events.withdraw_event(conn, event, guild=None, reason="Wrong.", at=now())


async def test_without_the_permission_it_waits_and_is_given_up_at_its_end(newsroom: Newsroom) -> None:
    me = newsroom.env.bot.user
    assert me is not None
    locked = newsroom.guild.create_text_channel(
        "locked", overwrites={me: discord.PermissionOverwrite(send_messages=False)}
    )
    newsroom.digest = locked
    await plan(newsroom)
    await until(newsroom, 18)
    await pass_time(newsroom, 700)
    await pass_time(newsroom, 3700)
    assert [one.decision for one in await decisions(newsroom, OPENS)] == [
        DigestDecision.ENQUEUED,
        DigestDecision.NO_PERMISSION,
        DigestDecision.FAILED,
        DigestDecision.PAUSED,
    ]
    settings = await newsroom.services.digests.settings(GuildId(newsroom.guild.id))
    assert (settings.quiz.channel, settings.quiz.due_at) == (None, None)
    await newsroom.env.advance_time(OPEN_FOR - 4400 + 60)
    await newsroom.services.plans.tick()
    await newsroom.services.digests.tick()
    (entry,) = await decisions(newsroom, ENDS)
    assert (entry.decision, entry.reason) == (
        DigestDecision.MISSED,
        "It could not be announced before it was to close.",
    )
    assert (await session_of(newsroom)).state is QuizState.CANCELLED
    assert locked.history() == []


async def test_a_permission_given_in_time_lets_it_be_announced(newsroom: Newsroom) -> None:
    path = f"/channels/{newsroom.digest.id}/messages"
    newsroom.env.inject_error("POST", path, status=403, code=50013, times=1)
    await plan(newsroom)
    await until(newsroom, 18)
    assert newsroom.digest.history() == []
    await pass_time(newsroom, 700)
    assert titles(newsroom) == ["## 5 questions on 🇺🇸 US – 🇨🇳 China"]


async def test_after_a_standstill_it_starts_late_while_there_is_time(newsroom: Newsroom) -> None:
    await plan(newsroom)
    await newsroom.env.advance_time((18 + 48 + 20) * 3600)
    await tick(newsroom.services)
    (message,) = newsroom.digest.history()
    assert "Saturday 3 January 2026" in text_of(message)
    assert "Delayed: planned for" in text_of(message)
    missed = [one for one in await decisions(newsroom, OPENS) if one.decision is DigestDecision.MISSED]
    assert [one.period.day for one in missed] == [1, 2]


async def test_after_a_standstill_past_its_end_none_starts(newsroom: Newsroom) -> None:
    await plan(newsroom, replace(DAILY, cadence=Cadence.WEEKLY, weekday=3))
    await newsroom.env.advance_time((18 + 24) * 3600 - 60)
    await tick(newsroom.services)
    assert newsroom.digest.history() == []
    (entry,) = await decisions(newsroom, OPENS)
    assert entry.reason == "Backchannel was not running until it was too late to start."
    assert entry.decision is DigestDecision.MISSED


async def test_a_day_has_one_quiz_whatever_is_changed(newsroom: Newsroom) -> None:
    await announced(newsroom)
    await plan(newsroom, replace(DAILY, at=time(20)))
    await until(newsroom, 20)
    assert len(newsroom.digest.history()) == 1
    assert (await decisions(newsroom, OPENS))[-1].reason == "This day has had its quiz already."


async def test_nobody_plays_and_the_answers_are_told_without_a_board(newsroom: Newsroom) -> None:
    await announced(newsroom)
    await pass_time(newsroom, OPEN_FOR + 2)
    closed, reveal = newsroom.digest.history()
    assert "nobody played" in text_of(closed)
    assert "## Nobody played, so here are the answers" in text_of(reveal)


async def test_who_is_on_no_board_is_named_on_none_here(newsroom: Newsroom) -> None:
    message = await announced(newsroom)
    await play(newsroom, newsroom.bob, message, True)
    guild, bob = GuildId(newsroom.guild.id), UserId(newsroom.bob.id)
    await newsroom.services.players.set_listed(guild, bob, is_listed=False)
    await pass_time(newsroom, OPEN_FOR + 2)
    board = newsroom.digest.history()[-1]
    assert "**A player not named**" in text_of(board)
    assert "Bob" not in newsroom.said(board)


async def test_its_points_count_on_the_server_s_board(newsroom: Newsroom) -> None:
    message = await announced(newsroom)
    await play(newsroom, newsroom.bob, message, True)
    before = newsroom.said(shown_by(await newsroom.bob.slash(newsroom.general, "quiz board")))
    assert "Bob" not in before
    await pass_time(newsroom, OPEN_FOR + 2)
    assert "Bob" in newsroom.said(shown_by(await newsroom.bob.slash(newsroom.general, "quiz board")))


async def test_a_live_quiz_can_be_played_in_the_channel_meanwhile(newsroom: Newsroom) -> None:
    await announced(newsroom)
    await newsroom.bob.slash(newsroom.digest, "quiz start")
    assert "question 1 of" in text_of(newsroom.digest.history()[-1])
    await pass_time(newsroom, OPEN_FOR + 2)
    assert "## Nobody played, so here are the answers" in titles(newsroom)


async def test_the_next_day_asks_first_what_was_not_asked(newsroom: Newsroom) -> None:
    await announced(newsroom, length=3)
    first = await session_of(newsroom)
    await until(newsroom, 18)
    second = await session_of(newsroom)
    facts = [{one.question.fact for one in session.questions} for session in (first, second)]
    assert len(facts[0]) == len(facts[1]) == 3
    made = await event_questions(
        newsroom.store,
        QuizTopic(pair=US_CHINA),
        guild=GuildId(newsroom.guild.id),
        gazetteer=newsroom.services.gazetteer,
        seed=1,
        limit=10,
    )
    left = {one.question.fact for one in made} - facts[0]
    assert len(left) >= 2  # the starter pack gives five
    assert len(facts[1] & left) == min(3, len(left))


async def test_a_forum_gets_one_post_with_all_of_it(newsroom: Newsroom) -> None:
    forum = newsroom.guild.create_forum_channel("forum")
    newsroom.digest = forum
    await plan(newsroom)
    await until(newsroom, 18)
    (post,) = forum.threads
    assert post.name == "Quiz of the day: 1 January 2026"
    await pass_time(newsroom, OPEN_FOR + 2)
    assert len(post.history()) == 2
