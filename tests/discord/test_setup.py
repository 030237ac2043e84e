"""/setup: four steps, and a greeting; what a new server's manager does, and what others may not."""

from typing import Any

import discord
import pytest

from bot.model.ids import GuildId
from bot.model.setting_changes import Origin
from bot.model.settings import Cadence, GuildSettings
from tests.discord.conftest import Newsroom, new_bot
from tests.discord.looking import buttons_of, fill, parts_of, shown_by, text_of
from tests.discord.test_settings import saved_of


async def begun(newsroom: Newsroom) -> Any:
    return shown_by(await newsroom.alice.slash(newsroom.general, "setup"))


async def to_summary(newsroom: Newsroom) -> Any:
    card = await begun(newsroom)
    for _ in range(3):
        await newsroom.alice.click(card, label="Next")
    return card


async def pick(newsroom: Newsroom, card: Any, placeholder: str, value: Any) -> None:
    select = next(part for part in parts_of(card) if part.get("placeholder", "") == placeholder)
    await newsroom.alice.select(card, [value], custom_id=select["custom_id"])


async def is_untouched(newsroom: Newsroom) -> bool:
    return await saved_of(newsroom) == GuildSettings(guild=GuildId(newsroom.guild.id))


async def test_next_next_next_start_follows_and_previews(newsroom: Newsroom) -> None:
    card = await to_summary(newsroom)
    assert "step 4 of 4  ●●●●" in text_of(card)
    assert await is_untouched(newsroom)
    result = await newsroom.alice.click(card, label="Start")
    saved = await saved_of(newsroom)
    assert (saved.digest_channel, saved.schedule.cadence) == (newsroom.general.id, Cadence.DAILY)
    assert saved.schedule.zone == "America/New_York"  # simcord's people read American English
    assert saved.next_due_at is not None
    assert "This server follows 🇺🇸 US – 🇨🇳 China" in text_of(card)
    preview = shown_by(result)
    assert preview.flags.ephemeral
    assert "Daily digest" in text_of(preview)
    assert newsroom.general.history(viewer=newsroom.bob) == []


async def test_each_step_can_be_chosen_and_gone_back_on(newsroom: Newsroom) -> None:
    card = await begun(newsroom)
    await pick(newsroom, card, "First country…", "FRA")
    await pick(newsroom, card, "Second country…", "DEU")
    assert "🇫🇷 France – 🇩🇪 Germany" in text_of(card)
    await pick(newsroom, card, "First country…", "DEU")
    assert "🇩🇪 Germany – 🇫🇷 France" in text_of(card)
    form = await newsroom.alice.click(card, label="Type names")
    await fill(newsroom.alice, form, first_country="Norway", second_country="Atlantis")
    assert "✗ “Atlantis”" in text_of(card)
    form = await newsroom.alice.click(card, label="Type names")
    await fill(newsroom.alice, form, first_country="Norway", second_country="Chile")
    await newsroom.alice.click(card, label="Next")
    await pick(newsroom, card, "Choose a channel…", newsroom.digest)
    assert f"Backchannel can post in <#{newsroom.digest.id}>." in text_of(card)
    await newsroom.alice.click(card, label="Next")
    await pick(newsroom, card, "How often…", "friday")
    form = await newsroom.alice.click(card, label="Edit time")
    await fill(newsroom.alice, form, how_often="Fridays", time="25:70", time_zone="Oslo")
    assert "✗ “25:70”" in text_of(card)
    form = await newsroom.alice.click(card, label="Edit time")
    await fill(newsroom.alice, form, how_often="first Monday of the month", time="18:15", time_zone="Oslo")
    assert "On the first Monday of every month at 6:15 pm, Europe/Oslo" in text_of(card)
    await newsroom.alice.click(card, label="Back")
    assert "step 2 of 4" in text_of(card)
    for _ in range(2):
        await newsroom.alice.click(card, label="Next")
    assert await is_untouched(newsroom)
    await newsroom.alice.click(card, label="Start")
    saved = await saved_of(newsroom)
    assert (saved.pair.first, saved.pair.second, saved.digest_channel) == ("NOR", "CHL", newsroom.digest.id)
    assert (saved.schedule.cadence, saved.schedule.month_week, saved.schedule.zone) == (
        Cadence.MONTHLY, 1, "Europe/Oslo",
    )  # fmt: skip


async def test_a_channel_is_checked_at_once_and_again(newsroom: Newsroom) -> None:
    me = newsroom.env.bot.user
    assert me is not None
    locked = newsroom.guild.create_text_channel(
        "locked", overwrites={me: discord.PermissionOverwrite(send_messages=False)}
    )
    card = await begun(newsroom)
    await newsroom.alice.click(card, label="Next")
    await pick(newsroom, card, "Choose a channel…", locked)
    assert "✗ **Send Messages** is missing" in text_of(card)
    assert buttons_of(card)["Next"]["disabled"]
    newsroom.env.backend.get_channel(locked.id).overwrites.clear()
    newsroom.env.backend.announce_channel_update(locked.id)
    await newsroom.env.settle()
    await newsroom.alice.click(card, label="Check again")
    assert not buttons_of(card)["Next"].get("disabled")


async def test_a_channel_that_is_gone_at_start_is_told(newsroom: Newsroom) -> None:
    card = await begun(newsroom)
    await newsroom.alice.click(card, label="Next")
    doomed = newsroom.guild.create_text_channel("doomed")
    await pick(newsroom, card, "Choose a channel…", doomed)
    for _ in range(2):
        await newsroom.alice.click(card, label="Next")
    newsroom.env.backend.delete_channel(doomed.id)
    await newsroom.env.settle()
    await newsroom.alice.click(card, label="Start")
    assert "✗ No channel is chosen, or it is gone." in text_of(card)
    assert buttons_of(card)["Start"]["disabled"]
    assert await is_untouched(newsroom)


async def test_a_test_is_posted_and_nothing_saved(newsroom: Newsroom) -> None:
    card = await to_summary(newsroom)
    result = await newsroom.alice.click(card, label="Send a test first")
    assert "The digest is posted" in text_of(shown_by(result))
    assert any("Daily digest" in text_of(one) for one in newsroom.general.history())
    assert await is_untouched(newsroom)
    await newsroom.alice.click(card, label="Start")
    assert not await is_untouched(newsroom)


async def test_later_leaves_everything(newsroom: Newsroom) -> None:
    card = await begun(newsroom)
    await newsroom.alice.click(card, label="Set up later")
    assert "Nothing was saved" in text_of(card)
    assert await is_untouched(newsroom)


async def test_start_is_denied_to_who_may_no_longer(newsroom: Newsroom) -> None:
    manager = newsroom.guild.create_role("Manager", permissions=discord.Permissions(manage_guild=True))
    user = newsroom.env.create_user("erin")
    erin = newsroom.guild.add_member(user, roles=[manager])
    card = shown_by(await erin.slash(newsroom.general, "setup"))
    for _ in range(3):
        await erin.click(card, label="Next")
    newsroom.guild.remove_member(erin)
    erin = newsroom.guild.add_member(user)
    assert "Not yours to change" in text_of(shown_by(await erin.click(card, label="Start")))
    assert await is_untouched(newsroom)


async def test_it_is_hidden_from_members(newsroom: Newsroom) -> None:
    assert "setup" not in newsroom.bob.available_commands(newsroom.general)


async def join(newsroom: Newsroom, guild: Any) -> None:
    """Let the bot do what it does when Discord says that it joined a server, and wait until it has."""
    cog: Any = newsroom.env.bot.get_cog("SetupSteps")  # type: ignore[attr-defined]  # a client that has cogs
    assert [name for name, _ in cog.get_listeners()] == ["on_guild_join"]
    await cog.on_guild_join(newsroom.env.bot.get_guild(guild.id))
    await newsroom.env.settle()


@pytest.mark.parametrize("may_post", [True, False])
async def test_a_new_server_is_greeted_once_where_the_bot_may_post(newsroom: Newsroom, may_post: bool) -> None:
    me = newsroom.env.bot.user
    assert me is not None
    lobby = newsroom.guild.create_text_channel(
        "lobby", overwrites={me: discord.PermissionOverwrite(send_messages=may_post)}
    )
    newsroom.env.backend.edit_guild(newsroom.guild.id, {"system_channel_id": lobby.id})
    await newsroom.env.settle()
    await join(newsroom, newsroom.guild)
    if not may_post:
        assert lobby.history() == []
        return
    (greeting,) = lobby.history()
    assert "Follow what happens between two countries" in text_of(greeting)
    refused = await newsroom.bob.click(greeting, label="Set up")
    assert refused.ephemeral
    assert "Not yours to change" in text_of(shown_by(refused))
    begun_by_alice = await newsroom.alice.click(greeting, label="Set up")
    assert begun_by_alice.ephemeral
    assert "step 1 of 4" in text_of(shown_by(begun_by_alice))


async def test_a_server_that_is_set_up_already_is_not_greeted(newsroom: Newsroom) -> None:
    await newsroom.alice.click(await to_summary(newsroom), label="Start")
    newsroom.env.backend.edit_guild(newsroom.guild.id, {"system_channel_id": newsroom.digest.id})
    await newsroom.env.settle()
    await join(newsroom, newsroom.guild)
    assert newsroom.digest.history() == []


async def test_the_setup_goes_on_after_a_restart(newsroom: Newsroom) -> None:
    card = await begun(newsroom)
    await pick(newsroom, card, "First country…", "FRA")
    for _ in range(3):
        await newsroom.env.restart_bot(new_bot(newsroom.services))
        await newsroom.alice.click(card, label="Next")
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    await newsroom.alice.click(card, label="Start")
    assert (await saved_of(newsroom)).pair.first == "FRA"


async def test_two_clicks_on_start_save_once(newsroom: Newsroom) -> None:
    first, second = await to_summary(newsroom), await to_summary(newsroom)
    for card in (first, second):
        await newsroom.alice.click(card, label="Start")
    found = await newsroom.services.settings.history(GuildId(newsroom.guild.id), 0)
    assert [one.batch.origin for one in found.changes] == [Origin.SETUP]
