"""History, undo, presets, codes and reset, as those who manage a server use them."""

from typing import Any

import discord
import pytest

from bot.model.ids import ChannelId, GuildId, UserId
from bot.model.setting_changes import changed
from bot.model.settings import Cadence, GuildSettings, Place, QuietRule, Schedule, Setting
from bot.setting_edits import with_channel, with_schedule
from tests.discord.conftest import Newsroom, new_bot
from tests.discord.looking import buttons_of, fill, parts_of, shown_by, text_of
from tests.discord.test_settings import choose_channel, panel, saved_of, turn


async def choose(newsroom: Newsroom, card: Any, page: str, label: str, value: str) -> None:
    await turn(newsroom, card, page)
    await newsroom.alice.click(card, label=label)
    (select,) = (part for part in parts_of(card) if part["type"] == 3)
    await newsroom.alice.select(card, [value], custom_id=select["custom_id"])


async def history(newsroom: Newsroom) -> Any:
    card = await panel(newsroom)
    await newsroom.alice.click(card, label="History")
    return card


async def preset(newsroom: Newsroom, name: str) -> Any:
    card = await panel(newsroom)
    await turn(newsroom, card, "whole")
    select = next(part for part in parts_of(card) if part.get("placeholder") == "Look at a preset…")
    await newsroom.alice.select(card, [name], custom_id=select["custom_id"])
    return card


async def test_an_empty_history_says_so(newsroom: Newsroom) -> None:
    card = await history(newsroom)
    assert "Nothing was changed yet" in text_of(card)
    assert buttons_of(card)["Older ›"]["disabled"]
    await newsroom.alice.click(card, label="Back")
    assert "## Digest" in text_of(card)


@pytest.mark.parametrize(
    ("page", "label", "value", "line"),
    [
        ("content", "Edit quiet days", "skip", "**Quiet days** Told in a line → **Skipped**"),
        ("content", "Edit events shown", "2", "5 events of a pair at most → **2 events of a pair at most**"),
        ("arrival", "Edit place", "thread", "**Digest place** A message in the channel → **A thread of its own**"),
        ("language", "Edit language", "de", "**Language** English: 14 June 2023 → **Deutsch: 14. Juni 2023**"),
        ("privacy", "Edit boards", "no", "**Names on boards** Name the members who play → **Name nobody**"),
        ("updates", "Edit weight", "0.95", "**Updates weight** Weighty events only → **Top events only**"),
        ("quiz", "Edit questions", "10", "**Quiz questions** 5 questions at most → **10 questions at most**"),
    ],
)  # fmt: skip
async def test_an_edit_stands_in_the_history_and_is_undone(
    newsroom: Newsroom, page: str, label: str, value: str, line: str
) -> None:
    before = await saved_of(newsroom)
    card = await panel(newsroom)
    await choose(newsroom, card, page, label, value)
    assert changed(before, await saved_of(newsroom)) != ()
    card = await history(newsroom)
    assert line in text_of(card)
    assert f"<@{newsroom.alice.id}>" in text_of(card)
    await newsroom.alice.click(card, label="Undo 1")
    assert "Undo this change?" in text_of(card)
    await newsroom.alice.click(card, label="Undo")
    assert changed(before, await saved_of(newsroom)) == ()
    assert "undone" in text_of(card)
    await newsroom.alice.click(card, label="Undo 1")
    await newsroom.alice.click(card, label="Undo")
    assert line in text_of(card)


async def test_a_time_is_one_entry_and_undoing_shows_the_next_runs(newsroom: Newsroom) -> None:
    card = await choose_channel(newsroom)
    await newsroom.alice.click(card, label="Save")
    form = await newsroom.alice.click(card, label="Edit time")
    await fill(newsroom.alice, form, how_often="every day", time="7:45", time_zone="berlin")
    await newsroom.alice.click(card, label="Save")
    card = await history(newsroom)
    shown = text_of(card)
    assert "**Digest time** Off → **Every day at 7:45 am, Europe/Berlin**" in shown
    assert "**Time zone** UTC → **Europe/Berlin**" in shown
    assert list(buttons_of(card))[:2] == ["Undo 1", "Undo 2"]
    await newsroom.alice.click(card, label="Undo 1")
    assert "No digest is due" in text_of(card)
    await newsroom.alice.click(card, label="Keep as it was")
    assert (await saved_of(newsroom)).schedule.cadence is Cadence.DAILY


async def test_undoing_is_refused_where_the_channel_is_gone(newsroom: Newsroom) -> None:
    old = newsroom.guild.create_text_channel("old")
    card = await choose_channel(newsroom, old)
    await newsroom.alice.click(card, label="Save")
    card = await choose_channel(newsroom, newsroom.digest)
    await newsroom.alice.click(card, label="Save")
    card = await history(newsroom)
    await newsroom.alice.click(card, label="Undo 1")
    assert f"→ **<#{old.id}>**" in text_of(card)
    newsroom.env.backend.delete_channel(old.id)
    await newsroom.env.settle()
    result = await newsroom.alice.click(card, label="Undo")
    assert "gone" in text_of(shown_by(result))
    assert (await saved_of(newsroom)).digest_channel == newsroom.digest.id
    card = await history(newsroom)
    await newsroom.alice.click(card, label="Undo 1")
    assert "✗ The channel that was chosen is gone" in text_of(card)
    assert buttons_of(card)["Undo"]["disabled"]


async def test_undoing_is_refused_where_the_role_is_gone(newsroom: Newsroom) -> None:
    role = newsroom.guild.create_role("Diplomats")
    card = await panel(newsroom)
    for label in (None, "No role"):
        await turn(newsroom, card, "roles")
        await newsroom.alice.click(card, label="Edit editors")
        if label is None:
            (select,) = (part for part in parts_of(card) if part["type"] == 6)
            await newsroom.alice.select(card, [role], custom_id=select["custom_id"])
        else:
            await newsroom.alice.click(card, label=label)
        await newsroom.alice.click(card, label="Save")
    newsroom.env.backend.delete_role(newsroom.guild.id, role.id)
    await newsroom.env.settle()
    card = await history(newsroom)
    await newsroom.alice.click(card, label="Undo 1")
    assert "✗ The role that was chosen is gone." in text_of(card)


async def test_what_changed_meanwhile_is_asked_anew(newsroom: Newsroom) -> None:
    card = await panel(newsroom)
    await choose(newsroom, card, "content", "Edit quiet days", "skip")
    asked = await history(newsroom)
    await newsroom.alice.click(asked, label="Undo 1")
    await choose(newsroom, card, "content", "Edit quiet days", "once")
    await newsroom.alice.click(asked, label="Undo")
    assert "This was changed again since" in text_of(asked)
    assert (await saved_of(newsroom)).digest.quiet is QuietRule.ONCE
    await newsroom.alice.click(asked, label="Undo")
    assert (await saved_of(newsroom)).digest.quiet is QuietRule.TELL


async def test_a_double_click_undoes_once(newsroom: Newsroom) -> None:
    card = await panel(newsroom)
    await choose(newsroom, card, "content", "Edit quiet days", "skip")
    first, second = await history(newsroom), await history(newsroom)
    for asked in (first, second):
        await newsroom.alice.click(asked, label="Undo 1")
    for asked in (first, second):
        await newsroom.alice.click(asked, label="Undo")
        assert "## History" in text_of(asked)
    assert (await saved_of(newsroom)).digest.quiet is QuietRule.TELL
    found = await newsroom.services.settings.history(GuildId(newsroom.guild.id), 0)
    assert len(found.changes) == 2


@pytest.mark.parametrize(
    ("name", "cadence", "place"),
    [
        ("classroom", Cadence.WEEKDAYS, Place.MESSAGE),
        ("newsroom", Cadence.DAILY, Place.MESSAGE),
        ("model_un", Cadence.WEEKLY, Place.THREAD),
    ],
)
async def test_a_preset_is_shown_used_and_undone(newsroom: Newsroom, name: str, cadence: Cadence, place: Place) -> None:
    before = await saved_of(newsroom)
    card = await preset(newsroom, name)
    assert "Use the preset" in text_of(card)
    assert "**Digest time** Off → **Every" in text_of(card)
    assert changed(before, await saved_of(newsroom)) == ()
    await newsroom.alice.click(card, label="Use it")
    assert "✓ Saved" in text_of(card)
    saved = await saved_of(newsroom)
    assert (saved.schedule.cadence, saved.digest.place) == (cadence, place)
    again = await preset(newsroom, name)
    assert "Nothing would change" in text_of(again)
    card = await history(newsroom)
    assert "preset" in text_of(card)
    await newsroom.alice.click(card, label="Undo 1")
    await newsroom.alice.click(card, label="Undo")
    assert changed(before, await saved_of(newsroom)) == ()


async def test_a_preset_that_the_channel_does_not_allow_is_not_used(newsroom: Newsroom) -> None:
    me = newsroom.env.bot.user
    assert me is not None
    bare = newsroom.guild.create_text_channel(
        "bare", overwrites={me: discord.PermissionOverwrite(create_public_threads=False)}
    )
    card = await choose_channel(newsroom, bare)
    await newsroom.alice.click(card, label="Save")
    card = await preset(newsroom, "model_un")
    assert "✗ Backchannel can’t post in #bare: Create Public Threads is missing." in text_of(card)
    assert buttons_of(card)["Use it"]["disabled"]


def code_on(card: Any) -> str:
    return text_of(card).split("```")[1].strip()


async def test_a_code_carries_settings_to_another_server(newsroom: Newsroom) -> None:
    card = await preset(newsroom, "classroom")
    await newsroom.alice.click(card, label="Use it")
    await newsroom.alice.click(card, label="Copy as a code")
    code = code_on(card)
    await newsroom.alice.click(card, label="Back")
    await newsroom.alice.click(card, label="Reset to defaults")
    assert "Reset everything to the defaults?" in text_of(card)
    await newsroom.alice.click(card, label="Reset")
    assert changed(GuildSettings(guild=GuildId(newsroom.guild.id)), await saved_of(newsroom)) == ()
    form = await newsroom.alice.click(card, label="Paste a code")
    await fill(newsroom.alice, form, code=f" {code[:40]}\n{code[40:]} ")
    assert "Use these settings?" in text_of(card)
    assert (await saved_of(newsroom)).schedule.cadence is Cadence.OFF
    await newsroom.alice.click(card, label="Use them")
    assert (await saved_of(newsroom)).schedule.cadence is Cadence.WEEKDAYS
    card = await history(newsroom)
    assert "from a code" in text_of(card)
    assert "reset to defaults" in text_of(card)


async def test_a_code_waits_on_its_card_over_a_restart(newsroom: Newsroom) -> None:
    card = await preset(newsroom, "newsroom")
    await newsroom.alice.click(card, label="Use it")
    await newsroom.alice.click(card, label="Copy as a code")
    code = code_on(card)
    await newsroom.alice.click(card, label="Back")
    await newsroom.alice.click(card, label="Reset to defaults")
    await newsroom.alice.click(card, label="Reset")
    form = await newsroom.alice.click(card, label="Paste a code")
    await fill(newsroom.alice, form, code=code)
    proposal, _ = await newsroom.services.settings.pasted(GuildId(newsroom.guild.id), code)
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    await newsroom.alice.click(card, label="Use them")
    assert changed(proposal.after, await saved_of(newsroom)) == ()
    await newsroom.alice.click(card, label="History")
    await newsroom.alice.click(card, label="Undo 1")
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    await newsroom.alice.click(card, label="Undo")
    assert changed(proposal.before, await saved_of(newsroom)) == ()


@pytest.mark.parametrize(
    ("typed", "words"),
    [("hello", "no code"), ("BC1-AAAAAAAA", "incomplete"), ("BC7-AAAAAAAA", "newer")],
)
async def test_a_code_that_is_none_gets_one_sentence(newsroom: Newsroom, typed: str, words: str) -> None:
    card = await panel(newsroom)
    await turn(newsroom, card, "whole")
    form = await newsroom.alice.click(card, label="Paste a code")
    result = await fill(newsroom.alice, form, code=typed)
    assert words in text_of(shown_by(result))
    assert "## All at once" in text_of(card)


async def test_what_the_bot_paused_itself_is_told_in_the_notices_channel_and_stands_in_the_history(
    newsroom: Newsroom,
) -> None:
    notices = newsroom.guild.create_text_channel("notices")
    doomed = newsroom.guild.create_text_channel("doomed")
    for setting, channel in ((Setting.CHANNEL, doomed), (Setting.NOTICES_CHANNEL, notices)):
        await newsroom.services.digests.change(
            GuildId(newsroom.guild.id), UserId(newsroom.alice.id), with_channel(setting, ChannelId(channel.id))
        )
    daily = Schedule(cadence=Cadence.DAILY)
    await newsroom.services.digests.change(
        GuildId(newsroom.guild.id), UserId(newsroom.alice.id), with_schedule(Setting.SCHEDULE, daily)
    )
    newsroom.env.backend.delete_channel(doomed.id)
    await newsroom.env.advance_time(86_400)
    for _ in range(2):
        await newsroom.services.digests.tick()
    (told,) = notices.history()
    assert "The digest is paused" in text_of(told)
    assert list(newsroom.alice.user.dm_channel.history()) == []
    card = await history(newsroom)
    assert "**Digest** Not paused → **Paused**" in text_of(card)
    assert "Backchannel itself" in text_of(card)
    await newsroom.alice.click(card, label="Undo 1")
    assert "✗ The channel that was chosen is gone" in text_of(card)
