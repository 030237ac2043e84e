"""/settings and /digest: what those who manage a server do, and what others may not."""

from typing import Any

import discord
import pytest
from simcord.backend.errors import SetupError
from simcord.builders import ChannelHandle

from bot.model.ids import GuildId
from bot.model.settings import Cadence, GuildSettings, Place
from tests.discord.conftest import Newsroom
from tests.discord.looking import buttons_of, fill, parts_of, select_of, shown_by, text_of


async def panel(newsroom: Newsroom) -> Any:
    return shown_by(await newsroom.alice.slash(newsroom.general, "settings"))


async def choose_channel(newsroom: Newsroom, channel: ChannelHandle | None = None) -> Any:
    card = await panel(newsroom)
    await newsroom.alice.click(card, label="Edit channel")
    await newsroom.alice.select(card, [channel or newsroom.digest], custom_id=select_of(card, "Choose")["custom_id"])
    return card


async def test_members_are_not_offered_it(newsroom: Newsroom) -> None:
    assert "settings" not in newsroom.bob.available_commands(newsroom.general)
    with pytest.raises(SetupError):
        await newsroom.bob.slash(newsroom.general, "settings")


async def test_the_panel_is_private_and_shows_every_value(newsroom: Newsroom) -> None:
    result = await newsroom.alice.slash(newsroom.general, "settings")
    assert result.ephemeral
    shown = text_of(shown_by(result))
    assert all(word in shown for word in ("Newsroom", "Channel", "None", "Time", "Off", "Page 1 of 12"))


async def test_a_channel_is_chosen_confirmed_and_saved(newsroom: Newsroom) -> None:
    card = await choose_channel(newsroom)
    assert "Save this change?" in text_of(card)
    assert (await newsroom.services.digests.settings(GuildId(newsroom.guild.id))).digest_channel is None
    await newsroom.alice.click(card, label="Save")
    assert f"<#{newsroom.digest.id}>" in text_of(card)
    assert "✓ Saved" in text_of(card)


async def test_keep_as_it_was(newsroom: Newsroom) -> None:
    card = await choose_channel(newsroom)
    await newsroom.alice.click(card, label="Keep as it was")
    assert (await newsroom.services.digests.settings(GuildId(newsroom.guild.id))).digest_channel is None


async def test_a_channel_in_which_the_bot_may_not_post_is_named_with_what_is_missing(newsroom: Newsroom) -> None:
    me = newsroom.env.bot.user
    assert me is not None
    locked = newsroom.guild.create_text_channel(
        "locked", overwrites={me: discord.PermissionOverwrite(send_messages=False)}
    )
    card = await choose_channel(newsroom, locked)
    assert "can’t post" in text_of(card)
    assert "**Send Messages** is missing" in text_of(card)
    assert "✓ View Channel" in text_of(card)


async def test_the_time_is_typed_confirmed_and_saved(newsroom: Newsroom) -> None:
    card = await choose_channel(newsroom)
    await newsroom.alice.click(card, label="Save")
    form = await newsroom.alice.click(card, label="Edit time")
    await fill(newsroom.alice, form, how_often="every day", time="7:45", time_zone="berlin")
    assert "Next three digests" in text_of(card)
    assert "7:45 am" in text_of(card)
    await newsroom.alice.click(card, label="Save")
    saved = await newsroom.services.digests.settings(GuildId(newsroom.guild.id))
    assert (saved.schedule.cadence, saved.schedule.zone) == (Cadence.DAILY, "Europe/Berlin")
    assert saved.next_due_at is not None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"time": "25:70"}, "25:70"),
        ({"time_zone": "Mars/Olympus"}, "Mars/Olympus"),
        ({"how_often": "now and then"}, "now and then"),
    ],
)
async def test_a_wrong_time_changes_nothing(newsroom: Newsroom, typed: dict[str, str], words: str) -> None:
    card = await panel(newsroom)
    form = await newsroom.alice.click(card, label="Edit time")
    await fill(newsroom.alice, form, **{"how_often": "daily", "time": "7:45", "time_zone": "UTC", **typed})
    assert f"✗ “{words}”" in text_of(card)
    assert (await newsroom.services.digests.settings(GuildId(newsroom.guild.id))).schedule.cadence is Cadence.OFF


async def test_another_pair(newsroom: Newsroom) -> None:
    card = await panel(newsroom)
    await turn(newsroom, card, "pairs")
    form = await newsroom.alice.click(card, label="Edit pair")
    await fill(newsroom.alice, form, first_country="France", second_country="Atlantis")
    assert "✗ “Atlantis”" in text_of(card)
    form = await newsroom.alice.click(card, label="Edit pair")
    await fill(newsroom.alice, form, first_country="France", second_country="Germany")
    await newsroom.alice.click(card, label="Save")
    assert "🇫🇷 France – 🇩🇪 Germany" in text_of(card)
    events = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    assert "No events yet" in text_of(events)


async def test_an_old_panel_does_not_obey_who_may_no_longer_manage(newsroom: Newsroom) -> None:
    manager = newsroom.guild.create_role("Manager", permissions=discord.Permissions(manage_guild=True))
    user = newsroom.env.create_user("erin")
    erin = newsroom.guild.add_member(user, roles=[manager])
    card = shown_by(await erin.slash(newsroom.general, "settings"))
    newsroom.guild.remove_member(erin)
    erin = newsroom.guild.add_member(user)
    notice = shown_by(await erin.click(card, label="Edit channel"))
    assert "Manage Server" in text_of(notice)


async def test_a_digest_now_goes_to_its_channel_and_mentions_nobody(newsroom: Newsroom) -> None:
    card = await choose_channel(newsroom)
    await newsroom.alice.click(card, label="Save")
    result = await newsroom.alice.slash(newsroom.general, "digest now")
    assert "The digest is posted" in text_of(shown_by(result))
    (digest,) = newsroom.digest.history()
    assert "Test yourself" in buttons_of(digest)
    sent = next(r for r in newsroom.env.http_requests if r.path == f"/channels/{newsroom.digest.id}/messages")
    assert sent.json is not None
    assert sent.json["allowed_mentions"] == {"parse": []}


async def test_a_digest_without_a_channel(newsroom: Newsroom) -> None:
    notice = shown_by(await newsroom.alice.slash(newsroom.general, "digest now"))
    assert "No digest channel is set" in text_of(notice)


async def test_a_scheduled_digest_arrives_once_and_pauses_when_refused(newsroom: Newsroom) -> None:
    card = await choose_channel(newsroom)
    await newsroom.alice.click(card, label="Save")
    form = await newsroom.alice.click(card, label="Edit time")
    await fill(newsroom.alice, form, how_often="daily", time="7:45", time_zone="UTC")
    await newsroom.alice.click(card, label="Save")
    await newsroom.env.advance_time(86_400)
    await newsroom.services.digests.tick()
    await newsroom.services.digests.tick()
    assert len(newsroom.digest.history()) == 1
    newsroom.env.inject_error("POST", f"/channels/{newsroom.digest.id}/messages", status=403, code=50013, times=None)
    for wait in (86_400, 11 * 60, 61 * 60):
        assert "Paused" not in text_of(await panel(newsroom))
        await newsroom.env.advance_time(wait)
        await newsroom.services.digests.tick()
    await newsroom.services.digests.tick()
    shown = text_of(await panel(newsroom))
    assert "Paused" in shown
    assert "does not let Backchannel post" in shown


async def turn(newsroom: Newsroom, card: Any, page: str) -> None:
    await newsroom.alice.select(card, [page], custom_id=select_of(card, "Another page")["custom_id"])


async def saved_of(newsroom: Newsroom) -> GuildSettings:
    return await newsroom.services.digests.settings(GuildId(newsroom.guild.id))


@pytest.mark.parametrize(
    ("page", "label", "value", "shown"),
    [
        ("content", "Edit weight", "0.8", "Weighty events only"),
        ("content", "Edit events shown", "3", "3 events of a pair at most"),
        ("content", "Edit quiet days", "skip", "Skipped"),
        ("language", "Edit language", "de", "Deutsch"),
        ("privacy", "Edit boards", "no", "Name nobody"),
        ("content", "Edit chart", "day", "Light ground"),
        ("arrival", "Edit place", "thread", "A thread of its own"),
        ("arrival", "Edit notification", "yes", "Silent"),
        ("arrival", "Edit missed digests", "none", "The next one in time tells it"),
        ("updates", "Edit cards an hour", "10", "10 cards at most"),
        ("quiz", "Edit questions", "3", "3 questions at most"),
    ],
)
async def test_a_value_is_chosen_from_a_list_and_saved_at_once(
    newsroom: Newsroom, page: str, label: str, value: str, shown: str
) -> None:
    card = await panel(newsroom)
    await turn(newsroom, card, page)
    await newsroom.alice.click(card, label=label)
    (select,) = (part for part in parts_of(card) if part["type"] == 3)
    await newsroom.alice.select(card, [value], custom_id=select["custom_id"])
    assert shown in text_of(card)
    saved = next(line for line in text_of(card).split("\n") if "✓ Saved" in line)
    assert f"→ **{shown}" in saved.replace("\u00a0", " ")


async def test_a_page_that_is_gone_is_said_to_be_of_another_version(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = discord.SelectOption(label="Gone", value="gone")
    monkeypatch.setattr("bot.cards.settings._pages", lambda _: [gone])
    card = await panel(newsroom)
    said = await newsroom.alice.select(card, ["gone"], custom_id=select_of(card, "Another page…")["custom_id"])
    assert "This panel is of another version" in text_of(shown_by(said))


async def test_further_pairs_are_typed_a_line_each(newsroom: Newsroom) -> None:
    card = await panel(newsroom)
    await turn(newsroom, card, "pairs")
    form = await newsroom.alice.click(card, label="Edit further pairs")
    await fill(newsroom.alice, form, pairs="Japan – Atlantis")
    assert "✗ “Japan – Atlantis”" in text_of(card)
    form = await newsroom.alice.click(card, label="Edit further pairs")
    await fill(newsroom.alice, form, pairs="Japan – South Korea\n\nUS and Russia\nRussia, US\nChina – US")
    assert [pair.key for pair in (await saved_of(newsroom)).pairs] == ["CHN-USA", "JPN-KOR", "RUS-USA"]


async def test_updates_are_turned_on_and_off(newsroom: Newsroom) -> None:
    card = await panel(newsroom)
    await turn(newsroom, card, "updates")
    await newsroom.alice.click(card, label="Edit channel")
    await newsroom.alice.select(card, [newsroom.general], custom_id=select_of(card, "Choose")["custom_id"])
    await newsroom.alice.click(card, label="Save")
    assert (await saved_of(newsroom)).updates.channel == newsroom.general.id
    await newsroom.alice.click(card, label="Edit channel")
    await newsroom.alice.click(card, label="Turn off")
    assert "Save this change?" in text_of(card)
    await newsroom.alice.click(card, label="Save")
    assert (await saved_of(newsroom)).updates.channel is None
    assert "Updates" in text_of(card)


async def test_a_quiz_is_planned_in_words(newsroom: Newsroom) -> None:
    card = await panel(newsroom)
    await turn(newsroom, card, "quiz")
    form = await newsroom.alice.click(card, label="Edit time")
    await fill(newsroom.alice, form, how_often="Fridays", time="6 pm", time_zone="Paris")
    assert "No quiz is due" in text_of(card)
    await newsroom.alice.click(card, label="Save")
    await newsroom.alice.click(card, label="Edit channel")
    await newsroom.alice.select(card, [newsroom.general], custom_id=select_of(card, "Choose")["custom_id"])
    assert "Next three quizzes" in text_of(card)
    await newsroom.alice.click(card, label="Save")
    settings = await saved_of(newsroom)
    assert (settings.quiz.schedule.cadence, settings.quiz.schedule.weekday) == (Cadence.WEEKLY, 4)
    assert (settings.schedule.zone, settings.schedule.cadence) == ("Europe/Paris", Cadence.OFF)
    assert settings.quiz.due_at is not None


async def test_a_mention_is_confirmed_and_can_be_taken_away(newsroom: Newsroom) -> None:
    role = newsroom.guild.create_role("Diplomats")
    card = await panel(newsroom)
    await turn(newsroom, card, "roles")
    await newsroom.alice.click(card, label="Edit mention")
    (select,) = (part for part in parts_of(card) if part["type"] == 6)
    await newsroom.alice.select(card, [role], custom_id=select["custom_id"])
    assert "Save this change?" in text_of(card)
    await newsroom.alice.click(card, label="Save")
    assert (await saved_of(newsroom)).digest.ping == role.id
    await newsroom.alice.click(card, label="Edit mention")
    await newsroom.alice.click(card, label="Nobody")
    await newsroom.alice.click(card, label="Save")
    assert (await saved_of(newsroom)).digest.ping is None


async def test_a_thread_needs_its_rights(newsroom: Newsroom) -> None:
    me = newsroom.env.bot.user
    assert me is not None
    bare = newsroom.guild.create_text_channel(
        "bare", overwrites={me: discord.PermissionOverwrite(create_public_threads=False, attach_files=False)}
    )
    card = await choose_channel(newsroom, bare)
    assert "Without Attach Files, a digest comes without its chart." in text_of(card)
    await newsroom.alice.click(card, label="Save")
    await turn(newsroom, card, "arrival")
    await newsroom.alice.click(card, label="Edit place")
    (select,) = (part for part in parts_of(card) if part["type"] == 3)
    await newsroom.alice.select(card, ["thread"], custom_id=select["custom_id"])
    assert "**Create Public Threads** is missing" in text_of(card)
    assert (await saved_of(newsroom)).digest.place is Place.MESSAGE
