"""/privacy as people use it, and what becomes of a server that the bot leaves."""

import json
from datetime import timedelta
from typing import Any

from bot.model.ids import GuildId, UserId
from bot.model.members import own_desk
from data import departures
from data.store import Store
from tests.discord.conftest import Newsroom, new_bot, now
from tests.discord.looking import buttons_of, shown_by, text_of
from tests.discord.test_quiz_players import both_play


async def privacy(newsroom: Newsroom, actor: Any) -> Any:
    result = await actor.slash(newsroom.general, "privacy")
    assert result.ephemeral
    return shown_by(result)


async def test_who_did_nothing_has_nothing_to_export_or_delete(newsroom: Newsroom) -> None:
    card = await privacy(newsroom, newsroom.alice)
    assert "## Nothing is kept about you" in text_of(card)
    disabled = {label for label, part in buttons_of(card).items() if part.get("disabled")}
    assert disabled == {"Export", "Delete…"}


async def test_a_player_sees_exports_and_deletes_and_nobody_else_is_touched(newsroom: Newsroom) -> None:
    await both_play(newsroom)
    card = await privacy(newsroom, newsroom.bob)
    assert "### In this server\n- 5 quiz answers" in text_of(card)
    assert "Elsewhere" not in text_of(card)
    exported = await newsroom.bob.click(card, label="Export")
    assert exported.ephemeral
    (file,) = shown_by(exported).attachments
    told = json.loads(await file.read())
    assert told["user"] == str(newsroom.bob.id)
    assert len(told["tables"]["quiz_answer"]) == 5
    assert str(newsroom.carol.id) not in json.dumps(told)
    asked = shown_by(await newsroom.bob.click(card, label="Delete…"))
    assert "Delete everything about you" in text_of(asked)
    kept = shown_by(await newsroom.bob.click(asked, label="Keep as it was"))
    assert "- 5 quiz answers" in text_of(kept)
    asked = shown_by(await newsroom.bob.click(kept, label="Delete…"))
    gone = shown_by(await newsroom.bob.click(asked, label="Delete it all"))
    assert "Nothing is kept about you any more" in text_of(gone)
    assert "## Nothing is kept about you" in text_of(await privacy(newsroom, newsroom.bob))
    assert "- 5 quiz answers" in text_of(await privacy(newsroom, newsroom.carol))


async def test_hiding_on_boards_is_one_choice_wherever_it_is_made(newsroom: Newsroom) -> None:
    await both_play(newsroom)
    card = await privacy(newsroom, newsroom.bob)
    assert "Boards here may name you" in text_of(card)
    card = shown_by(await newsroom.bob.click(card, label="Hide me on boards"))
    assert "Boards here don’t name you" in text_of(card)
    sheet = shown_by(await newsroom.bob.slash(newsroom.general, "quiz me"))
    assert "Boards don’t name you" in text_of(sheet)
    await newsroom.bob.click(sheet, label="Show me on boards")
    assert "Boards here may name you" in text_of(await privacy(newsroom, newsroom.bob))


async def test_another_servers_traces_are_told_apart_and_a_restart_changes_nothing(newsroom: Newsroom) -> None:
    await both_play(newsroom)
    other = newsroom.env.create_guild("Other")
    channel = other.create_text_channel("talk")
    bob = other.add_member(newsroom.bob.user)
    card = shown_by(await bob.slash(channel, "privacy"))
    assert "### Elsewhere\n- 5 quiz answers" in text_of(card)
    assert "In this server" not in text_of(card)
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    asked = shown_by(await bob.click(card, label="Delete…"))
    assert "Delete everything about you" in text_of(asked)


async def test_in_a_direct_message_ones_own_desk_is_told_apart(newsroom: Newsroom) -> None:
    await both_play(newsroom)
    card = shown_by(await newsroom.bob.user.slash("privacy"))
    assert "### In servers\n- 5 quiz answers" in text_of(card)
    assert buttons_of(card)["Hide me on boards"]["disabled"]
    bob = UserId(newsroom.bob.id)
    assert (await newsroom.services.players.sheet(own_desk(bob), bob)).answered == 0


async def left(store: Store) -> tuple[GuildId, ...]:
    return await store.read(departures.departed)


async def test_a_server_that_takes_the_bot_out_is_marked_until_it_comes_back(newsroom: Newsroom) -> None:
    guild = newsroom.guild.id
    newsroom.env.backend.emit("GUILD_DELETE", {"id": str(guild), "unavailable": True})
    await newsroom.env.settle()
    assert await left(newsroom.store) == ()
    newsroom.env.backend.remove_guild(guild)
    await newsroom.env.settle()
    assert await left(newsroom.store) == (guild,)


async def test_a_start_marks_the_servers_that_are_gone(newsroom: Newsroom) -> None:
    await both_play(newsroom)
    await newsroom.services.players.set_listed(GuildId(77), UserId(newsroom.bob.id), is_listed=False)
    await newsroom.services.departures.left(GuildId(newsroom.guild.id))
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    assert await left(newsroom.store) == (77,)
    forgotten = await newsroom.services.departures.forget(
        lambda _: False, now() + timedelta(seconds=1), is_ours=lambda _: True
    )
    assert (forgotten, await left(newsroom.store)) == (1, ())
