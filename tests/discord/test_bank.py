"""The bank of questions, as people meet it: what two report, or all get wrong alike, waits for those who manage."""

from typing import Any

import discord
import pytest

from bot import quizmaster
from bot.model.ids import ChannelId, QuizId
from bot.model.quiz import QuizSession, QuizTopic, SourcedQuestion
from bot.quiz import items
from data import events
from tests.discord.conftest import Newsroom, new_bot, now
from tests.discord.looking import buttons_of, fill, shown_by, text_of
from tests.discord.quizzing import let_time_run_out

BETWEEN_S = 8.5


async def running(newsroom: Newsroom) -> QuizSession:
    found = await newsroom.services.quizzes.running(ChannelId(newsroom.general.id))
    assert found is not None
    return found[0]


async def start(newsroom: Newsroom, questions: int = 3) -> tuple[QuizSession, Any]:
    """Start a quiz; return it with the message of its first question."""
    await newsroom.alice.slash(newsroom.general, "quiz start", length=questions)
    return await running(newsroom), newsroom.general.last_message


async def asked_now(newsroom: Newsroom) -> SourcedQuestion:
    session = await running(newsroom)
    return (await newsroom.services.quizzes.session(session.id)).questions[session.round_no]


async def click(newsroom: Newsroom, *players: Any, is_right: bool = True) -> str:
    """Let players choose the key, or all the same wrong option; return its words."""
    question = (await asked_now(newsroom)).question
    choice = question.key if is_right else (question.key + 1) % len(question.options)
    message = newsroom.general.last_message
    label = next(label for label in buttons_of(message) if label.startswith("ABCD"[choice]))
    for player in players:
        await player.click(message, label=label)
    return question.options[choice]


async def play_one(newsroom: Newsroom, *players: Any, is_right: bool = True) -> tuple[QuizSession, Any]:
    """Play the first question of a quiz and stop; return the quiz and the reveal's message."""
    session, first = await start(newsroom)
    await click(newsroom, *players, is_right=is_right)
    await let_time_run_out(newsroom)
    await stop(newsroom)
    return session, next(message for message in newsroom.general.history() if message.id == first.id)


async def stop(newsroom: Newsroom) -> None:
    asked = shown_by(await newsroom.alice.slash(newsroom.general, "quiz stop"))
    await newsroom.alice.click(asked, label="Stop now")


async def report(player: Any, reveal: Any, words: str) -> None:
    form = await player.click(reveal, label="Report")
    (asked,) = form.modal["components"]
    assert asked["description"].startswith("Those who manage this server read it")
    assert "two people report" in text_of(shown_by(await fill(player, form, what_is_wrong=words)))


def plain(text: str) -> str:
    """Return a text with straight marks, which cards make curly."""
    return text.replace("’", "'").replace("“", '"').replace("”", '"')


async def reports_of(newsroom: Newsroom) -> Any:
    return shown_by(await newsroom.alice.slash(newsroom.general, "quiz reports"))


async def made_again(newsroom: Newsroom, session: QuizSession) -> set[str]:
    """Return the fingerprints of the quiz that the same seed makes now."""
    settings = await newsroom.services.digests.settings(session.guild)
    made = await quizmaster.topic_questions(
        newsroom.store,
        QuizTopic(pair=settings.pair),
        guild=session.guild,
        gazetteer=newsroom.services.gazetteer,
        seed=session.seed,
        limit=len(session.questions),
    )
    return {items.fingerprint(one.question) for one in made}


def first_print(session: QuizSession) -> str:
    return items.fingerprint(session.questions[0].question)


async def test_nothing_is_hidden(newsroom: Newsroom) -> None:
    answer = await newsroom.alice.slash(newsroom.general, "quiz reports")
    assert answer.ephemeral
    assert "No question is hidden" in text_of(shown_by(answer))


async def test_only_who_manages_the_server_sees_the_list(newsroom: Newsroom) -> None:
    refused = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "quiz reports")))
    assert "Manage" in refused
    assert "hidden question" not in refused


async def test_two_reporters_hide_a_question_that_is_not_asked_again(newsroom: Newsroom) -> None:
    session, reveal = await play_one(newsroom, newsroom.bob)
    await report(newsroom.bob, reveal, "Both are *right*.")
    await report(newsroom.bob, reveal, "Both, I say.")
    assert "No question is hidden" in text_of(await reports_of(newsroom))
    assert first_print(session) in await made_again(newsroom, session)
    await report(newsroom.carol, reveal, "The key is wrong.")
    assert first_print(session) not in await made_again(newsroom, session)
    third, _ = await start(newsroom, 10)
    assert first_print(session) not in {items.fingerprint(one.question) for one in third.questions}

    card = await reports_of(newsroom)
    asked = session.questions[0]
    for words in (
        "hidden question 1 of 1",
        "2 people reported it",
        "1 answer, 1 right",
        "“Both are \\*right\\*.”",
        "“The key is wrong.”",
        f"{asked.question.options[asked.question.key]} · 1 ✓ key",
        f"sentence {asked.sources[0].sentence_index + 1} of",
        asked.question.stem,
    ):
        assert plain(words) in plain(text_of(card))
    settings = text_of(shown_by(await newsroom.alice.slash(newsroom.general, "settings")))
    assert "1 hidden question of the quiz: see /quiz reports" in settings


async def test_asked_again(newsroom: Newsroom) -> None:
    session, reveal = await play_one(newsroom, newsroom.bob)
    await report(newsroom.bob, reveal, "No.")
    await report(newsroom.carol, reveal, "No.")
    card = await reports_of(newsroom)
    second = await reports_of(newsroom)
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    done = text_of(shown_by(await newsroom.alice.click(card, label="Ask again")))
    assert "No question is hidden" in done
    assert "✓ Asked again: " in done
    assert first_print(session) in await made_again(newsroom, session)
    late = text_of(shown_by(await newsroom.alice.click(second, label="Withdraw")))
    assert "was decided on already" in late
    assert first_print(session) in await made_again(newsroom, session)


async def test_withdrawn_by_an_admin(newsroom: Newsroom) -> None:
    session, reveal = await play_one(newsroom, newsroom.bob)
    await report(newsroom.bob, reveal, "No.")
    await report(newsroom.carol, reveal, "No.")
    assert (await newsroom.services.quizzes.board(session.id)).rows[0].points > 0
    done = text_of(shown_by(await newsroom.alice.click(await reports_of(newsroom), label="Withdraw")))
    assert "✓ Withdrawn: " in done
    assert (await newsroom.services.quizzes.board(session.id)).rounds == 0
    assert first_print(session) not in await made_again(newsroom, session)


async def test_all_choose_one_wrong_option(newsroom: Newsroom) -> None:
    session, _ = await start(newsroom)
    wrong = await click(newsroom, newsroom.alice, newsroom.bob, newsroom.carol, is_right=False)
    await let_time_run_out(newsroom)
    card = text_of(await reports_of(newsroom))
    assert plain(f"All 3 who answered chose “{wrong}”, which is not the key.") in plain(card)
    assert "3 answers, 0 right" in card
    assert (await newsroom.services.quizzes.board(session.id)).answered == 3
    await newsroom.env.advance_time(BETWEEN_S)
    assert "question 2 of 3" in text_of(newsroom.general.last_message)


async def test_pages_of_hidden_questions(newsroom: Newsroom) -> None:
    everybody = (newsroom.alice, newsroom.bob, newsroom.carol)
    await start(newsroom)
    stems = []
    for number in range(3):
        stems.append((await asked_now(newsroom)).question.stem)
        await click(newsroom, *everybody, is_right=False)
        if number == 0:
            await let_time_run_out(newsroom)
        await newsroom.env.advance_time(BETWEEN_S)
    card = await reports_of(newsroom)
    assert [buttons_of(card)[label].get("disabled", False) for label in ("‹ Back", "Next ›")] == [True, False]
    second = shown_by(await newsroom.alice.click(card, label="Next ›"))
    assert "hidden question 2 of 3" in text_of(second)
    assert plain(stems[1]) in plain(text_of(second))
    third = shown_by(await newsroom.alice.click(second, label="Next ›"))
    assert buttons_of(third)["Next ›"]["disabled"]
    last = shown_by(await newsroom.alice.click(third, label="Withdraw"))
    assert "hidden question 2 of 2" in text_of(last)


@pytest.mark.parametrize("label", ["Ask again", "Withdraw"])
async def test_an_old_card_does_not_obey_who_may_no_longer_manage(newsroom: Newsroom, label: str) -> None:
    _, reveal = await play_one(newsroom, newsroom.bob)
    await report(newsroom.bob, reveal, "No.")
    await report(newsroom.carol, reveal, "No.")
    manager = newsroom.guild.create_role("Manager", permissions=discord.Permissions(manage_guild=True))
    user = newsroom.env.create_user("erin")
    erin = newsroom.guild.add_member(user, roles=[manager])
    card = shown_by(await erin.slash(newsroom.general, "quiz reports"))
    newsroom.guild.remove_member(erin)
    erin = newsroom.guild.add_member(user)
    assert "Manage Server" in text_of(shown_by(await erin.click(card, label=label)))
    assert "hidden question 1 of 1" in text_of(await reports_of(newsroom))


async def test_a_withdrawn_event_changes_the_board(newsroom: Newsroom) -> None:
    session, _ = await start(newsroom)
    await click(newsroom, newsroom.bob)
    await let_time_run_out(newsroom)
    (first, *_) = session.questions[0].events
    await newsroom.store.write(
        lambda conn: events.withdraw_event(conn, first, guild=None, reason="A rumour.", at=now())
    )
    for _ in range(2):
        await newsroom.env.advance_time(BETWEEN_S)
        await click(newsroom, newsroom.bob)
    assert "2 of 2 right" in text_of(newsroom.general.last_message)
    assert (await newsroom.services.quizzes.board(QuizId(session.id))).rounds == 2
