"""/digest, and how a digest arrives: what those who manage a server see, through the whole bot."""

from dataclasses import replace
from datetime import time
from typing import Any

import discord
import pytest
from simcord.builders import ChannelHandle

from bot.model.countries import Dyad
from bot.model.ids import ChannelId, CountryCode, GuildId, RoleId, UserId
from bot.model.settings import Cadence, GuildSettings, Place, QuietRule, Schedule
from tests.discord.conftest import Newsroom
from tests.discord.looking import buttons_of, shown_by, text_of

A_DAY = 86_400
US_RUSSIA = Dyad(first=CountryCode("USA"), second=CountryCode("RUS"))


async def set_up(newsroom: Newsroom, channel: ChannelHandle | None = None, **form: Any) -> GuildSettings:
    """Let a digest come every day at 07:30 UTC."""
    place = ChannelId((channel or newsroom.digest).id)
    return await newsroom.services.digests.change(
        GuildId(newsroom.guild.id),
        UserId(newsroom.alice.id),
        lambda s: replace(
            s,
            digest_channel=place,
            schedule=Schedule(cadence=Cadence.DAILY, at=time(7, 30)),
            digest=replace(s.digest, **form),
        ),
    )


async def a_day_later(newsroom: Newsroom) -> None:
    await newsroom.env.advance_time(A_DAY)
    await newsroom.services.digests.tick()


async def alice(newsroom: Newsroom, command: str, **options: Any) -> str:
    return text_of(shown_by(await newsroom.alice.slash(newsroom.general, command, **options)))


async def test_a_preview_posts_nothing(newsroom: Newsroom) -> None:
    result = await newsroom.alice.slash(newsroom.general, "digest preview")
    assert result.ephemeral
    assert "US – 🇨🇳 China" in text_of(shown_by(result))
    assert newsroom.digest.history() == newsroom.general.history() == []


async def test_a_schedule_is_typed_in_words_and_confirmed(newsroom: Newsroom) -> None:
    await set_up(newsroom)
    result = await newsroom.alice.slash(
        newsroom.general, "digest schedule", how_often="first Monday of the month", at="7:30 pm", zone="Boston"
    )
    card = shown_by(result)
    assert "On the first Monday of every month" in text_of(card)
    assert "America/New_York" in text_of(card)
    await newsroom.alice.click(card, label="Save")
    saved = (await newsroom.services.digests.settings(GuildId(newsroom.guild.id))).schedule
    assert (saved.cadence, saved.month_week, saved.weekday, saved.at) == (Cadence.MONTHLY, 1, 0, time(19, 30))


async def test_a_schedule_that_cannot_be_meant_changes_nothing(newsroom: Newsroom) -> None:
    before = await set_up(newsroom)
    shown = await alice(newsroom, "digest schedule", how_often="when it rains")
    assert "“when it rains” is no rhythm" in shown
    assert await newsroom.services.digests.settings(GuildId(newsroom.guild.id)) == before


@pytest.mark.parametrize(
    ("option", "typed", "offered"),
    [
        ("zone", "new y", ("New York, United States (America/New_York)", "America/New_York")),
        ("how_often", "first mon", ("On the first Monday of every month", "On the first Monday of every month")),
        ("at", "7:3", ("7:30 am", "7:30 am")),
    ],
)
async def test_what_is_typed_is_completed(
    newsroom: Newsroom, option: str, typed: str, offered: tuple[str, str]
) -> None:
    others = {} if option == "how_often" else {"how_often": "every day"}
    found = await newsroom.alice.autocomplete(newsroom.general, "digest schedule", option, typed, **others)
    assert offered in [(choice["name"], choice["value"]) for choice in found]


async def test_pause_resume_and_why(newsroom: Newsroom) -> None:
    await set_up(newsroom)
    assert "Paused" in await alice(newsroom, "digest pause")
    assert "The digest is paused" in await alice(newsroom, "digest why")
    assert "✓ Saved" in await alice(newsroom, "digest resume")
    await a_day_later(newsroom)
    why = await alice(newsroom, "digest why")
    assert "The next digest comes <t:" in why
    assert "7:30 am in UTC" in why
    assert "Digest · posted" in why
    assert "Digest · made" not in why


async def test_resuming_needs_the_right_to_post(newsroom: Newsroom) -> None:
    me = newsroom.env.bot.user
    assert me is not None
    locked = newsroom.guild.create_text_channel(
        "locked", overwrites={me: discord.PermissionOverwrite(send_messages=False)}
    )
    await set_up(newsroom, locked)
    await alice(newsroom, "digest pause")
    assert "**Send Messages** is missing" in await alice(newsroom, "digest resume")


async def test_members_are_not_offered_digests(newsroom: Newsroom) -> None:
    assert not any(name.startswith("digest") for name in newsroom.bob.available_commands(newsroom.general))


async def test_a_skipped_digest_is_explained(newsroom: Newsroom) -> None:
    await set_up(newsroom, quiet=QuietRule.SKIP)
    await a_day_later(newsroom)
    await a_day_later(newsroom)
    assert "Digest · skipped" in await alice(newsroom, "digest why")
    assert "Nothing new." in await alice(newsroom, "digest why")


async def test_several_pairs_share_an_edition(newsroom: Newsroom) -> None:
    await set_up(newsroom, more_pairs=(US_RUSSIA,))
    await a_day_later(newsroom)
    shown = "\n".join(text_of(message) for message in newsroom.digest.history())
    assert "US – 🇨🇳 China" in shown
    assert "Nothing new: 🇺🇸 US – 🇷🇺 Russia" in shown


async def test_exactly_one_role_is_told_of_a_scheduled_digest_and_nobody_of_one_by_hand(newsroom: Newsroom) -> None:
    role = newsroom.guild.create_role("Diplomats", mentionable=True)
    await set_up(newsroom, ping=RoleId(role.id), is_silent=True)
    await a_day_later(newsroom)
    await alice(newsroom, "digest now")
    first, second = (
        request.json
        for request in newsroom.env.http_requests
        if request.path == f"/channels/{newsroom.digest.id}/messages" and request.json is not None
    )
    assert first["allowed_mentions"] == {"parse": [], "roles": [role.id]}
    assert first["components"][0]["content"] == f"<@&{role.id}>"
    assert first["flags"] & discord.MessageFlags.suppress_notifications.flag
    assert second["allowed_mentions"] == {"parse": []}
    assert f"<@&{role.id}>" not in str(second["components"])


async def test_a_digest_in_a_thread_is_opened_by_a_line(newsroom: Newsroom) -> None:
    await set_up(newsroom, place=Place.THREAD, more_pairs=(US_RUSSIA,))
    await a_day_later(newsroom)
    line, *_ = newsroom.digest.history()
    assert text_of(line).startswith("**Daily digest** · 🇺🇸 US – 🇨🇳 China")
    item = await newsroom.store.read(lambda c: c.exec_driver_sql("SELECT place, message FROM outbox ORDER BY part"))
    places = {row.place for row in item}
    assert places == {line.id}


async def test_a_digest_in_a_forum_is_a_post(newsroom: Newsroom) -> None:
    forum = newsroom.guild.create_forum_channel("desk")
    await set_up(newsroom, forum)
    await a_day_later(newsroom)
    await newsroom.services.digests.tick()
    opened = [r for r in newsroom.env.http_requests if r.path == f"/channels/{forum.id}/threads"]
    assert len(opened) == 1
    assert opened[0].json is not None
    assert opened[0].json["name"].startswith("US – China: ")


async def test_the_sources_of_a_digest_are_shown_to_one_reader(newsroom: Newsroom) -> None:
    await set_up(newsroom)
    await newsroom.store.write(
        lambda c: c.exec_driver_sql("UPDATE article SET added_at = ?", (str(newsroom_now(newsroom)),))
    )
    await alice(newsroom, "digest now")
    (digest,) = newsroom.digest.history()
    label = next(label for label in buttons_of(digest) if label.startswith("Sources ("))
    result = await newsroom.bob.click(digest, label=label)
    assert result.ephemeral
    shown = text_of(shown_by(result))
    assert "Where each line comes from" in shown
    assert "\n> " in shown


async def test_who_set_the_digest_up_is_told_once_of_a_pause(newsroom: Newsroom) -> None:
    await set_up(newsroom)
    newsroom.env.inject_error("POST", f"/channels/{newsroom.digest.id}/messages", status=404, code=10003, times=None)
    await a_day_later(newsroom)
    for _ in range(3):
        await newsroom.services.digests.tick()
    told = [r for r in newsroom.env.http_requests if r.path == "/users/@me/channels"]
    assert len(told) == 1
    assert "The channel is gone." in await alice(newsroom, "digest why")


def newsroom_now(newsroom: Newsroom) -> Any:
    """Return the present as the store writes it."""
    return newsroom.services.clock().replace(tzinfo=None)
