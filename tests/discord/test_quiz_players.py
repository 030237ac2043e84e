"""/quiz me, board and forget, as two players see them."""

from typing import Any

from bot.model.ids import GuildId, UserId
from bot.model.settings import Setting
from bot.setting_edits import chosen
from tests.discord.conftest import Newsroom, new_bot
from tests.discord.looking import buttons_of, select_of, shown_by, text_of
from tests.discord.test_quiz_alone import daily, play


async def board(newsroom: Newsroom, actor: Any, **options: str) -> Any:
    return shown_by(await actor.slash(newsroom.general, "quiz board", **options))


async def me(newsroom: Newsroom, actor: Any) -> Any:
    return shown_by(await actor.slash(newsroom.general, "quiz me"))


async def choose(actor: Any, card: Any, placeholder: str, value: str) -> Any:
    custom_id = select_of(card, placeholder)["custom_id"]
    return shown_by(await actor.select(card, [value], custom_id=custom_id))


async def both_play(newsroom: Newsroom) -> None:
    await play(newsroom, newsroom.bob, await daily(newsroom, newsroom.bob), True, True, True, True, False)
    await play(newsroom, newsroom.carol, await daily(newsroom, newsroom.carol), True, False, False, True, True)


async def test_the_board_is_for_all_and_ranks_by_the_daily(newsroom: Newsroom) -> None:
    await both_play(newsroom)
    shown = await board(newsroom, newsroom.bob)
    assert "Bob leads with" in newsroom.said(shown)
    assert "`2` **Carol**" in newsroom.said(shown)
    (seen,) = newsroom.general.history(viewer=newsroom.alice)
    assert seen.id == shown.id


async def test_a_quiz_in_the_channel_counts_for_its_players(newsroom: Newsroom) -> None:
    await newsroom.alice.slash(newsroom.general, "quiz start", length=3)
    question: Any = newsroom.general.last_message
    options = [button["custom_id"] for button in buttons_of(question).values() if button["custom_id"][:3] == "qc:"]
    for custom_id, actor in zip(options, (newsroom.alice, newsroom.bob, newsroom.carol), strict=False):
        await actor.click(question, custom_id=custom_id)
    await newsroom.env.advance_time(70)
    shown = newsroom.said(await board(newsroom, newsroom.carol))
    assert [name for name in ("Alice", "Bob", "Carol") if f"{name} leads with 100 points" in shown]


async def test_a_server_that_names_nobody_has_boards_without_names(newsroom: Newsroom) -> None:
    guild = GuildId(newsroom.guild.id)
    edit = chosen(Setting.NAMED, "no")
    await newsroom.services.digests.change(guild, UserId(newsroom.alice.id), edit)
    await both_play(newsroom)
    shown = text_of(await board(newsroom, newsroom.bob))
    assert "A player not named leads with" in shown
    assert not any(name in shown for name in ("Bob", "Carol", str(newsroom.bob.id), str(newsroom.carol.id)))
    await newsroom.alice.slash(newsroom.general, "quiz start", length=3)
    question: Any = newsroom.general.last_message
    for custom_id in [one["custom_id"] for one in buttons_of(question).values() if one["custom_id"][:3] == "qc:"]:
        await newsroom.bob.click(question, custom_id=custom_id)
    await newsroom.env.advance_time(70)
    seen = "\n".join(text_of(one) for one in newsroom.general.history(viewer=newsroom.alice))
    assert "answered" in seen
    assert not any(name in seen for name in ("Bob", f"<@{newsroom.bob.id}>"))


async def test_both_selects_keep_what_the_other_says(newsroom: Newsroom) -> None:
    await both_play(newsroom)
    shown = await board(newsroom, newsroom.bob, by="streak", time="today")
    assert "Leaderboard · daily streak · today" in text_of(shown)
    assert "Bob and Carol share first place" in newsroom.said(shown)
    shown = await choose(newsroom.carol, shown, "Time", "week")
    assert "Leaderboard · daily streak · 7 days" in text_of(shown)
    shown = await choose(newsroom.carol, shown, "Rank by", "accuracy")
    assert "Leaderboard · accuracy · 7 days" in text_of(shown)
    assert "Nobody is ranked yet" in text_of(shown)
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    shown = await choose(newsroom.alice, shown, "Rank by", "points")
    assert "Bob leads with" in newsroom.said(shown)


async def test_ones_own_rank_is_told_to_one_alone(newsroom: Newsroom) -> None:
    await both_play(newsroom)
    shown = await board(newsroom, newsroom.bob)
    own = await newsroom.carol.click(shown, label="Where am I?")
    assert own.ephemeral
    assert "You are 2nd of 2" in text_of(shown_by(own))
    assert "You are not ranked yet" in text_of(shown_by(await newsroom.alice.click(shown, label="Where am I?")))


async def test_who_hides_is_on_no_board_and_knows_the_rank(newsroom: Newsroom) -> None:
    await both_play(newsroom)
    record = await me(newsroom, newsroom.bob)
    assert newsroom.general.history(viewer=newsroom.alice) == []
    assert "Boards may name you" in text_of(record)
    record = shown_by(await newsroom.bob.click(record, label="Hide me on boards"))
    assert "Boards don’t name you" in text_of(record)
    shown = await board(newsroom, newsroom.carol)
    assert "Bob" not in newsroom.said(shown)
    assert "Carol leads with" in newsroom.said(shown)
    own = text_of(shown_by(await newsroom.bob.click(shown, label="Where am I?")))
    assert "You are 1st of 2" in own
    await newsroom.bob.click(record, label="Show me on boards")
    assert "Bob leads with" in newsroom.said(await board(newsroom, newsroom.carol))


async def test_a_record_of_ones_own(newsroom: Newsroom) -> None:
    assert "No answers yet" in text_of(await me(newsroom, newsroom.bob))
    await both_play(newsroom)
    shown = text_of(await me(newsroom, newsroom.bob))
    assert "4 of 5 answers right" in shown
    assert "daily streak of 1 day" in shown
    assert "🇺🇸 US – 🇨🇳 China · 4 of 5" in shown
    assert "2023 · " in shown
    assert "### Review\n1 missed" in shown


async def test_the_review_opens_from_the_record(newsroom: Newsroom) -> None:
    await both_play(newsroom)
    review = shown_by(await newsroom.bob.click(await me(newsroom, newsroom.bob), label="Review"))
    assert "Review · question 1 of 1" in text_of(review)


async def test_forgetting_asks_first_and_takes_nobody_else(newsroom: Newsroom) -> None:
    await both_play(newsroom)
    review = shown_by(await newsroom.bob.slash(newsroom.general, "quiz review"))
    asked = shown_by(await newsroom.bob.slash(newsroom.general, "quiz forget"))
    assert "Delete your quiz record" in text_of(asked)
    kept = shown_by(await newsroom.bob.click(asked, label="Keep as it was"))
    assert "4 of 5 answers right" in text_of(kept)
    asked = shown_by(await newsroom.bob.click(kept, label="Forget me"))
    gone = shown_by(await newsroom.bob.click(asked, label="Delete my record"))
    assert "5 answers and all that was kept" in text_of(gone)
    assert "No answers yet" in text_of(await me(newsroom, newsroom.bob))
    assert "Carol leads with" in newsroom.said(await board(newsroom, newsroom.carol))
    over = shown_by(await newsroom.bob.click(review, label=next(iter(buttons_of(review)))))
    assert "kept for nobody any more" in text_of(over)
    assert "question 1 of 5" in text_of(await daily(newsroom, newsroom.bob))


async def test_a_player_is_mentioned_and_not_pinged(newsroom: Newsroom) -> None:
    await both_play(newsroom)
    shown = await board(newsroom, newsroom.alice)
    assert f"<@{newsroom.bob.id}> leads with" in text_of(shown)
    sent = [r.json for r in newsroom.env.http_requests if r.json and "components" in str(r.json)]
    assert len(sent) > 10
    assert all((body.get("data") or body)["allowed_mentions"] == {"parse": []} for body in sent if "name" not in body)


async def test_the_store_keeps_no_name_of_a_player(newsroom: Newsroom) -> None:
    await both_play(newsroom)
    rows = await newsroom.store.read(lambda conn: conn.exec_driver_sql("SELECT * FROM quiz_player"))
    kept = [dict(row._mapping) for row in rows]
    assert len(kept) == 2
    assert not any(isinstance(value, str) for row in kept for value in row.values())


async def test_the_leaderboard_button_shows_it_to_one_alone(newsroom: Newsroom) -> None:
    await both_play(newsroom)
    end = await daily(newsroom, newsroom.bob)
    opened = await newsroom.bob.click(end, label="Leaderboard")
    assert "Bob leads with" in newsroom.said(shown_by(opened))
    assert newsroom.general.history(viewer=newsroom.alice) == []


async def test_servers_keep_their_tables_apart(newsroom: Newsroom) -> None:
    await both_play(newsroom)
    sheet = await newsroom.services.players.sheet(GuildId(1), UserId(newsroom.bob.id))
    assert sheet.answered == 0
