"""/events over decades, as members use it."""

import asyncio
import io
from dataclasses import replace
from datetime import date
from typing import Any

import discord
import pytest
from PIL import Image

from bot.cards.chart_style import COLOURS
from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.ids import GuildId, UserId
from bot.model.plover import EventType
from bot.model.settings import Palette
from bot.studio import Studio
from tests.cards.test_timeline import timeline
from tests.data.build import Told, add
from tests.discord.conftest import Newsroom, new_bot, now
from tests.discord.looking import parts_of, select_of, shown_by, text_of

KINDS = (EventType.CONSULT, EventType.ACCUSE, EventType.AID, EventType.ASSAULT)


@pytest.fixture(autouse=True, scope="module")
def warm(studio: Studio) -> None:
    """Start the studio's process, which takes longer on a busy machine than simcord waits for a command."""
    asyncio.run(studio.draw(timeline()))


async def fill(newsroom: Newsroom, first: int = 1960, last: int = 1999) -> None:
    """Record an event a year, of the server's own."""
    told = []
    for year in range(first, last + 1):
        when = EventDate(range=DateRange.day(date(year, 3, 14)), precision=Precision.DAY, dated_by=DatedBy.EXPRESSION)
        told.append(Told(headline=f"The two deal with each other in {year}", act=KINDS[year % len(KINDS)], when=when))
    undated = Told(headline="The two deal with each other at some time")
    await add(newsroom.store, *told, undated, guild=GuildId(newsroom.guild.id), at=now(), source="Fjord Post")


def gallery_of(message: Any) -> list[dict[str, Any]]:
    return [item for part in parts_of(message) if part["type"] == 12 for item in part["items"]]


async def picture_of(message: Any) -> Image.Image:
    (file,) = message.attachments
    assert file.filename == "timeline.png"
    return Image.open(io.BytesIO(await file.read()))


async def test_decades_have_a_picture_on_every_page(newsroom: Newsroom) -> None:
    await fill(newsroom)
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    (item,) = gallery_of(card)
    assert item["description"].startswith("Time line: US – China, 1960–2023, ")
    assert "without 1 undated event" in text_of(card)
    assert (await picture_of(card)).width == 1200
    await newsroom.carol.click(card, label="Older ›")
    assert "Page 2 of" in text_of(card)
    assert gallery_of(card)[0]["description"] == item["description"]
    assert (await picture_of(card)).width == 1200


async def test_a_decade_is_chosen_and_left_again(newsroom: Newsroom) -> None:
    await fill(newsroom)
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    await newsroom.carol.click(card, label="Older ›")
    await newsroom.bob.select(card, ["1970"], custom_id=select_of(card, "Years")["custom_id"])
    assert "The 1970s · all kinds · 10 events" in text_of(card)
    assert "Page 1 of 2" in text_of(card)
    assert "### March 1979" in text_of(card)
    assert "Time line: US – China, 1970–1979, 10 events" in gallery_of(card)[0]["description"]
    await newsroom.bob.select(card, ["AID"], custom_id=select_of(card, "Kind")["custom_id"])
    assert "The 1970s · Aid · 3 events" in text_of(card)
    assert ", 3 events" in gallery_of(card)[0]["description"]
    await newsroom.bob.select(card, ["all"], custom_id=select_of(card, "Years")["custom_id"])
    assert "Aid · 10 events" in text_of(card)


async def test_a_decade_is_chosen_after_a_restart(newsroom: Newsroom) -> None:
    await fill(newsroom)
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    await newsroom.bob.select(card, ["1980"], custom_id=select_of(card, "Years")["custom_id"])
    assert "The 1980s · all kinds · 10 events" in text_of(card)


async def test_a_short_time_has_no_picture(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    assert gallery_of(card) == []
    assert card.attachments == []
    await fill(newsroom)
    long = shown_by(await newsroom.bob.slash(newsroom.general, "events", country="US", other="China"))
    assert len(gallery_of(long)) == 1
    year = shown_by(await newsroom.bob.slash(newsroom.general, "events", period="1975"))
    assert gallery_of(year) == []
    assert select_of(year, "Years: 1975")


@pytest.mark.parametrize("palette", Palette)
async def test_the_picture_follows_the_server_s_palette(newsroom: Newsroom, palette: Palette) -> None:
    await fill(newsroom)
    guild, admin = GuildId(newsroom.guild.id), UserId(newsroom.alice.user.id)
    await newsroom.services.digests.change(
        guild, admin, lambda kept: replace(kept, digest=replace(kept.digest, palette=palette))
    )
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    wanted = tuple(bytes.fromhex(COLOURS[palette].ground[1:]))
    assert (await picture_of(card)).convert("RGB").getpixel((0, 0)) == pytest.approx(wanted, abs=2)


async def test_where_no_file_may_be_sent_the_card_comes_without_its_picture(newsroom: Newsroom) -> None:
    await fill(newsroom)
    everyone = newsroom.guild.default_role
    bare = newsroom.guild.create_text_channel(
        "bare", overwrites={everyone: discord.PermissionOverwrite(attach_files=False)}
    )
    card = shown_by(await newsroom.bob.slash(bare, "events"))
    assert "The time line is left out: Backchannel needs Attach Files in this channel" in text_of(card)
    assert gallery_of(card) == []
    assert select_of(card, "Years")


async def test_a_country_and_an_article_have_their_picture_too(newsroom: Newsroom) -> None:
    await fill(newsroom)
    country = shown_by(await newsroom.bob.slash(newsroom.general, "events", country="China"))
    assert gallery_of(country)[0]["description"].startswith("Time line: China, 1960–")
    article = shown_by(await newsroom.bob.slash(newsroom.general, "events", article="A title"))
    assert gallery_of(article)[0]["description"].startswith("Time line: A title, 1960–1999, 40 events.")
