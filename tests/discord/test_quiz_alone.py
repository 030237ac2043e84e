"""/quiz daily, review and playing alone, as two players see them: their own cards, restarts, second clicks."""

import asyncio
import re
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from bot.digest.due import zone_named
from bot.model.ids import ArticleId, ChannelId, EventId, GuildId, QuizId, UserId
from bot.model.questions import Question
from bot.model.quiz import QuizTopic
from bot.model.settings import GuildSettings, Schedule
from bot.model.stored import EventQuery
from bot.quizmaster import bank
from bot.quizmaster.desk import Table
from bot.quizmaster.player_desk import PlayerDesk
from data import events, guilds, quiz_daily
from data.reference import load_gazetteer
from data.schema import quiz_daily as daily_table
from data.store import Connection, Store
from tests.clock import Clock
from tests.discord.conftest import Newsroom, new_bot
from tests.discord.looking import buttons_of, select_of, shown_by, text_of
from tests.quiz.alone_games import PLACED
from tests.quiz.alone_games import asked as asked_question
from tests.quiz.games import NOON, sourced

OPTION = re.compile(r"[A-D] · ")


def options_of(card: Any) -> list[str]:
    """Return the custom ids of a card's options, in their order; none for a placed question."""
    return [button["custom_id"] for button in buttons_of(card).values() if button["custom_id"].startswith("uc:")]


def quiz_of(card: Any) -> tuple[QuizId, int]:
    """Return the quiz and the round that a card's question belongs to."""
    ids = (button["custom_id"].split(":") for button in buttons_of(card).values())
    _, quiz, number, *_ = next(parts for parts in ids if parts[0] in {"uc", "ul"})
    return QuizId(int(quiz)), int(number)


async def question_of(newsroom: Newsroom, card: Any) -> Question:
    quiz, number = quiz_of(card)
    return (await newsroom.services.quizzes.session(quiz)).questions[number].question


async def answer(newsroom: Newsroom, actor: Any, card: Any, *, is_right: bool = True) -> Any:
    """Answer the question of a card; return what stands there then."""
    question = await question_of(newsroom, card)
    if question.is_placed:
        return await place(actor, card, question, is_right=is_right)
    key = question.key if is_right else (question.key + 1) % len(question.options)
    return shown_by(await actor.click(card, custom_id=options_of(card)[key]))


async def place(actor: Any, card: Any, question: Question, *, is_right: bool) -> Any:
    """Give each option its target, or the first two each other's, and lock in."""
    targets = list(question.placing)
    if not is_right:
        targets[:2] = targets[1::-1]
    for option, target in enumerate(targets):
        card = await choose_target(actor, card, "ABCD"[option], target)
    return shown_by(await actor.click(card, label="Lock in"))


async def go_on(actor: Any, card: Any) -> Any:
    return shown_by(await actor.click(card, label="Result" if "Result" in buttons_of(card) else "Next"))


async def play(newsroom: Newsroom, actor: Any, card: Any, *answers: bool) -> Any:
    """Answer one question after the other; return how it ended."""
    for is_right in answers:
        card = await go_on(actor, await answer(newsroom, actor, card, is_right=is_right))
    return card


async def daily(newsroom: Newsroom, actor: Any) -> Any:
    return shown_by(await actor.slash(newsroom.general, "quiz daily"))


async def solo(newsroom: Newsroom, actor: Any, **options: Any) -> Any:
    return shown_by(await actor.slash(newsroom.general, "quiz start", mode="solo", **options))


async def daily_rows(newsroom: Newsroom) -> list[Any]:
    return list(await newsroom.store.read(lambda conn: conn.execute(daily_table.select())))


async def restart(newsroom: Newsroom) -> None:
    await newsroom.env.restart_bot(new_bot(newsroom.services))


async def withdraw(conn: Connection, event: EventId) -> None:
    await events.withdraw_event(conn, event, guild=None, reason="Wrong.", at=NOON)


async def in_zone(newsroom: Newsroom, zone: str) -> None:
    settings = GuildSettings(guild=GuildId(newsroom.guild.id), schedule=Schedule(zone=zone))
    await newsroom.store.write(lambda conn: guilds.save_settings(conn, settings))


async def plain(newsroom: Newsroom, actor: Any) -> Any:
    """Play the daily up to a question of which one option is chosen."""
    card = await daily(newsroom, actor)
    while (await question_of(newsroom, card)).is_placed:
        card = await go_on(actor, await answer(newsroom, actor, card))
    return card


async def test_an_answer_shows_at_once_what_proves_it(newsroom: Newsroom) -> None:
    card = await plain(newsroom, newsroom.bob)
    assert newsroom.general.history(viewer=newsroom.carol) == []
    question = await question_of(newsroom, card)
    assert question.explanation not in text_of(card)
    shown = text_of(await answer(newsroom, newsroom.bob, card, is_right=False))
    assert "✗ Wrong" in shown
    assert f"{question.options[question.key]} ✓" in shown
    assert "✗ your answer" in shown
    assert question.explanation in shown
    assert "\n> " in shown
    assert "sentence " in shown


async def test_all_play_the_same_five_each_with_an_order_of_their_own(newsroom: Newsroom) -> None:
    bobs, carols = await daily(newsroom, newsroom.bob), await daily(newsroom, newsroom.carol)
    sessions = [await newsroom.services.quizzes.session(quiz_of(card)[0]) for card in (bobs, carols)]
    asked = [[one.question for one in session.questions] for session in sessions]
    assert [one.fact for one in asked[0]] == [one.fact for one in asked[1]]
    assert [set(one.options) for one in asked[0]] == [set(one.options) for one in asked[1]]
    assert [one.options for one in asked[0]] != [one.options for one in asked[1]]
    assert [one.options[one.key] for one in asked[0]] == [one.options[one.key] for one in asked[1]]
    assert len(await daily_rows(newsroom)) == 1
    assert newsroom.general.history(viewer=newsroom.alice) == []


async def test_the_daily_ends_with_a_line_to_share_that_tells_no_answer(newsroom: Newsroom) -> None:
    end = await play(newsroom, newsroom.bob, await daily(newsroom, newsroom.bob), True, True, False, True, True)
    assert "4 of 5 right  ✓ ✓ ✗ ✓ ✓" in text_of(end)
    shared = shown_by(await newsroom.bob.click(end, label="Share"))
    assert buttons_of(shared)["Share"]["disabled"]
    (line,) = newsroom.general.history(viewer=newsroom.carol)
    assert text_of(line).splitlines() == [
        "-# Daily quiz · Thursday 1 January 2026",
        "### Bob: 4 of 5 right  ✓ ✓ ✗ ✓ ✓",
        "-# No answers shown here",
    ]
    carols = shown_by(await newsroom.carol.click(line, label="Play today’s five"))
    assert "question 1 of 5" in text_of(carols)
    (again,) = newsroom.general.history(viewer=newsroom.alice)
    assert again.id == line.id


async def test_a_second_click_on_share_posts_nothing(newsroom: Newsroom) -> None:
    end = await play(newsroom, newsroom.bob, await daily(newsroom, newsroom.bob), *[True] * 5)
    other = await daily(newsroom, newsroom.bob)
    for card in (end, other):
        await newsroom.bob.click(card, label="Share")
        assert buttons_of(card)["Share"]["disabled"]
    await restart(newsroom)
    assert buttons_of(await daily(newsroom, newsroom.bob))["Share"]["disabled"]
    assert len(newsroom.general.history(viewer=newsroom.carol)) == 1


async def test_a_channel_that_takes_no_line_is_told_to_the_player(newsroom: Newsroom) -> None:
    end = await play(newsroom, newsroom.bob, await daily(newsroom, newsroom.bob), *[True] * 5)
    path = f"/channels/{newsroom.general.id}/messages"
    newsroom.env.inject_error("POST", path, status=403, code=50013, times=1)
    notice = shown_by(await newsroom.bob.click(end, label="Share"))
    assert notice.ephemeral
    assert "A permission is missing" in text_of(notice)
    assert not buttons_of(end)["Share"]["disabled"]


async def test_the_daily_is_played_once_a_day(newsroom: Newsroom) -> None:
    await play(newsroom, newsroom.bob, await daily(newsroom, newsroom.bob), *[True] * 5)
    again = await daily(newsroom, newsroom.bob)
    assert "5 of 5 right" in text_of(again)
    assert list(buttons_of(again)) == ["Share", "Review my misses", "Leaderboard"]
    await newsroom.env.advance_time(24 * 3600)
    tomorrow = await daily(newsroom, newsroom.bob)
    assert "question 1 of 5 · Friday 2 January 2026" in text_of(tomorrow)
    end = await play(newsroom, newsroom.bob, tomorrow, *[True] * 5)
    assert "Streak of 2 days" in text_of(end)
    assert "Next daily quiz <t:1767398400:f>" in text_of(end)


async def test_a_daily_goes_on_after_a_restart_where_it_was(newsroom: Newsroom) -> None:
    first = await daily(newsroom, newsroom.bob)
    shown = await answer(newsroom, newsroom.bob, first)
    await restart(newsroom)
    second = await go_on(newsroom.bob, shown)
    assert "question 2 of 5" in text_of(second)
    await restart(newsroom)
    resumed = await daily(newsroom, newsroom.bob)
    assert text_of(resumed) == text_of(second)
    end = await play(newsroom, newsroom.bob, second, True, False, True, True)
    assert "4 of 5 right  ✓ ✓ ✗ ✓ ✓" in text_of(end)


async def test_of_two_cards_of_one_question_the_first_answer_counts(newsroom: Newsroom) -> None:
    card, same = await plain(newsroom, newsroom.bob), await daily(newsroom, newsroom.bob)
    one, other, *_ = options_of(card)
    shown = text_of(shown_by(await newsroom.bob.click(card, custom_id=one)))
    late = shown_by(await newsroom.bob.click(same, custom_id=other))
    assert text_of(late) == shown
    assert sum("your answer" in line for line in shown.splitlines()) == 1
    after = text_of(await go_on(newsroom.bob, late))
    assert after != shown


async def test_the_day_is_the_servers_own(newsroom: Newsroom) -> None:
    await in_zone(newsroom, "Pacific/Auckland")
    assert "Thursday 1 January 2026" in text_of(await daily(newsroom, newsroom.bob))
    await newsroom.env.advance_time(11.5 * 3600)
    assert "Friday 2 January 2026" in text_of(await daily(newsroom, newsroom.bob))
    await in_zone(newsroom, "America/New_York")
    assert "Thursday 1 January 2026" in text_of(await daily(newsroom, newsroom.bob))
    await in_zone(newsroom, "Pacific/Auckland")
    assert "Friday 2 January 2026" in text_of(await daily(newsroom, newsroom.bob))
    assert [row.day for row in await daily_rows(newsroom)] == [date(2026, 1, 1), date(2026, 1, 2)]


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Europe/Berlin", datetime(2025, 3, 30, 1, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2025, 10, 26, 1, tzinfo=UTC)),
        ("America/Havana", datetime(2025, 3, 9, 5, tzinfo=UTC)),
        ("America/Havana", datetime(2025, 11, 2, 5, tzinfo=UTC)),
    ],
    ids=["an hour less", "an hour more", "midnight left out", "midnight twice"],
)
async def test_clocks_that_change_make_neither_two_dailies_nor_none(store: Store, zone: str, change: datetime) -> None:
    settings = GuildSettings(guild=GuildId(7), schedule=Schedule(zone=zone))
    await store.write(lambda conn: guilds.save_settings(conn, settings))
    clock = Clock(change - timedelta(hours=30))
    desk = PlayerDesk(store, load_gazetteer(), clock=clock)
    table = Table(guild=GuildId(7), channel=ChannelId(1), host=UserId(2))
    seen: dict[date, set[QuizId]] = {}
    while clock.now < change + timedelta(hours=30):
        view = await desk.daily(table)
        assert view.session.day == clock.now.astimezone(zone_named(zone)).date()
        seen.setdefault(view.session.day, set()).add(view.session.id)
        clock.move(minutes=30)
    days = sorted(seen)
    assert len(days) >= 3
    assert all(later - one == timedelta(days=1) for one, later in pairwise(days))
    assert all(len(quizzes) == 1 for quizzes in seen.values())
    rows = await store.read(lambda conn: conn.execute(daily_table.select()))
    assert sorted(row.day for row in rows) == days


async def test_of_first_calls_at_once_one_chooses_for_all(store: Store) -> None:
    desk = PlayerDesk(store, load_gazetteer(), clock=Clock(NOON))
    tables = [Table(guild=GuildId(7), channel=ChannelId(1), host=UserId(user)) for user in (1, 2, 3, 3)]
    views = await asyncio.gather(*(desk.daily(table) for table in tables))
    assert views[2] == views[3]
    assert len({view.session.id for view in views}) == 3
    assert len({tuple(one.item for one in view.session.questions) for view in views}) == 1
    assert len(list(await store.read(lambda conn: conn.execute(daily_table.select())))) == 1


async def test_too_few_facts_make_no_daily(newsroom: Newsroom) -> None:
    shown = await newsroom.store.read(lambda conn: events.timeline(conn, EventQuery(guild=None, limit=100)))
    for stored in shown.events[3:]:
        await newsroom.store.write(partial(withdraw, event=stored.id))
    notice = await daily(newsroom, newsroom.bob)
    assert "Not enough facts" in text_of(notice)
    assert await daily_rows(newsroom) == []


async def test_a_question_that_was_withdrawn_is_not_asked_those_who_begin_later(newsroom: Newsroom) -> None:
    card = await daily(newsroom, newsroom.bob)
    session = await newsroom.services.quizzes.session(quiz_of(card)[0])
    await newsroom.store.write(lambda conn: withdraw(conn, session.questions[0].events[0]))
    assert "question 1 of 4" in text_of(await daily(newsroom, newsroom.carol))


async def test_solo_quizzes_of_two_players_go_on_side_by_side(newsroom: Newsroom) -> None:
    bobs, carols = await solo(newsroom, newsroom.bob), await solo(newsroom, newsroom.carol)
    assert "Solo quiz · question 1 of 5" in text_of(bobs)
    bobs = await answer(newsroom, newsroom.bob, bobs)
    await restart(newsroom)
    carols = await answer(newsroom, newsroom.carol, carols, is_right=False)
    assert "1 of 1 right so far" in text_of(bobs)
    assert "0 of 1 right so far" in text_of(carols)
    bobs = await go_on(newsroom.bob, bobs)
    assert "question 2 of 5" in text_of(bobs)
    end = await play(newsroom, newsroom.bob, bobs, *[True] * 4)
    assert "5 of 5 right" in text_of(end)
    assert buttons_of(end)["Review my misses"]["disabled"]
    again = shown_by(await newsroom.bob.click(end, label="Play another"))
    assert "Solo quiz · question 1 of 5" in text_of(again)
    assert newsroom.general.history(viewer=newsroom.alice) == []


async def test_another_solo_quiz_is_about_the_same_and_as_long(newsroom: Newsroom) -> None:
    card = await solo(newsroom, newsroom.bob, article="1", length=3)
    first = await newsroom.services.quizzes.session(quiz_of(card)[0])
    end = await play(newsroom, newsroom.bob, card, *[True] * len(first.questions))
    again = shown_by(await newsroom.bob.click(end, label="Play another"))
    second = await newsroom.services.quizzes.session(quiz_of(again)[0])
    assert (second.title, second.topic, second.wanted) == (first.title, first.topic, 3)
    assert second.seed != first.seed


async def test_who_finds_a_quiz_running_may_play_alone(newsroom: Newsroom) -> None:
    await newsroom.carol.slash(newsroom.general, "quiz start")
    told = shown_by(await newsroom.bob.slash(newsroom.general, "quiz start"))
    card = shown_by(await newsroom.bob.click(told, label="Play alone"))
    assert "Solo quiz · question 1 of 5" in text_of(card)
    told = shown_by(await newsroom.bob.slash(newsroom.general, "quiz start", article="1"))
    card = shown_by(await newsroom.bob.click(told, label="Play alone"))
    session = await newsroom.services.quizzes.session(quiz_of(card)[0])
    assert session.topic == QuizTopic(article=ArticleId(1))


async def test_nothing_to_review_offers_to_play(newsroom: Newsroom) -> None:
    empty = shown_by(await newsroom.bob.slash(newsroom.general, "quiz review"))
    card = shown_by(await newsroom.bob.click(empty, label="Play alone"))
    assert "Solo quiz · question 1 of 5" in text_of(card)


async def test_a_new_solo_quiz_ends_the_old_one(newsroom: Newsroom) -> None:
    old = await solo(newsroom, newsroom.bob)
    await solo(newsroom, newsroom.bob)
    told = shown_by(await newsroom.bob.click(old, custom_id=next(iter(buttons_of(old).values()))["custom_id"]))
    assert "That quiz is over" in text_of(told)


async def test_a_channel_quiz_and_a_solo_quiz_don_t_disturb_each_other(newsroom: Newsroom) -> None:
    card = await solo(newsroom, newsroom.bob)
    await newsroom.carol.slash(newsroom.general, "quiz start")
    assert "question 1 of" in text_of(newsroom.general.last_message)
    assert "1 of 1 right" in text_of(await answer(newsroom, newsroom.bob, card))


async def test_a_review_asks_what_was_missed_until_it_is_known(newsroom: Newsroom) -> None:
    end = await play(newsroom, newsroom.bob, await solo(newsroom, newsroom.bob), True, False, True, False, True)
    assert "### Right answers to what you missed" in text_of(end)
    first = shown_by(await newsroom.bob.click(end, label="Review my misses"))
    assert "Review · question 1 of 2" in text_of(first)
    missed = await question_of(newsroom, first)
    shown = await answer(newsroom, newsroom.bob, first)
    await restart(newsroom)
    end = await play(newsroom, newsroom.bob, await go_on(newsroom.bob, shown), False)
    assert "1 of 2 right" in text_of(end)
    again = shown_by(await newsroom.bob.click(end, label="Review more"))
    assert "Review · question 1 of 1" in text_of(again)
    assert (await question_of(newsroom, again)).fact != missed.fact
    end = await play(newsroom, newsroom.bob, again, True)
    assert buttons_of(end)["Review more"]["disabled"]
    assert "Next review <t:" in text_of(end)


async def test_what_is_known_comes_again_when_it_is_due(newsroom: Newsroom) -> None:
    await play(newsroom, newsroom.bob, await solo(newsroom, newsroom.bob), *[True] * 5)
    empty = shown_by(await newsroom.bob.slash(newsroom.general, "quiz review"))
    assert "Nothing is due" in text_of(empty)
    assert "5 facts remembered" in text_of(empty)
    await newsroom.env.advance_time(2 * 24 * 3600)
    assert "Review · question 1 of 5" in text_of(shown_by(await newsroom.bob.slash(newsroom.general, "quiz review")))


async def test_a_fact_whose_question_is_gone_is_not_reviewed(newsroom: Newsroom) -> None:
    card = await solo(newsroom, newsroom.bob)
    event = (await newsroom.services.quizzes.session(quiz_of(card)[0])).questions[0].events[0]
    await answer(newsroom, newsroom.bob, card, is_right=False)
    await newsroom.store.write(lambda conn: withdraw(conn, event))
    empty = shown_by(await newsroom.bob.slash(newsroom.general, "quiz review"))
    assert "Nothing to review yet" in text_of(empty)


async def test_a_placed_question_is_locked_in_once_each_has_its_own(newsroom: Newsroom) -> None:
    guild, day = GuildId(newsroom.guild.id), newsroom.services.clock().date()

    async def choose(conn: Connection) -> None:
        asked = await bank.keep(conn, guild, [sourced(PLACED), asked_question(2)], newsroom.services.clock())
        await quiz_daily.add_daily(conn, guild, day, seed=1, questions=asked, created_at=newsroom.services.clock())

    await newsroom.store.write(choose)
    card = await daily(newsroom, newsroom.bob)
    assert buttons_of(card)["Lock in"]["disabled"]
    options = [text.removeprefix(f"{letter} · ") for letter, text in zip("ABC", lettered(card), strict=True)]
    right = dict(zip(PLACED.options, PLACED.placing, strict=True))
    for number, option in enumerate(options):
        wrong = (right[option] + 1) % 3 if number == 0 else right[option]
        card = await choose_target(newsroom.bob, card, "ABC"[number], wrong)
    assert "have the same" in text_of(card)
    assert buttons_of(card)["Lock in"]["disabled"]
    await restart(newsroom)
    card = await choose_target(newsroom.bob, card, "A", right[options[0]])
    shown = shown_by(await newsroom.bob.click(card, label="Lock in"))
    assert "✓ Right" in text_of(shown)
    assert "**1st** · They spoke ✓" in text_of(shown)
    second = await go_on(newsroom.bob, shown)
    end = await play(newsroom, newsroom.bob, second, True)
    assert "2 of 2 right" in text_of(end)


def lettered(card: Any) -> list[str]:
    return [line for line in text_of(card).splitlines() if OPTION.match(line)]


async def choose_target(actor: Any, card: Any, letter: str, target: int) -> Any:
    select = select_of(card, f"{letter} · ")
    return shown_by(await actor.select(card, [str(target)], custom_id=select["custom_id"]))
