"""/relations, as members use it."""

import asyncio
import csv
import io
from datetime import timedelta
from typing import Any

import discord
import pytest
from PIL import Image

from bot.model.barometer import Portrayal
from bot.model.countries import Dyad
from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.ids import CountryCode, GuildId
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.portraits import barometer_of
from bot.studio import Studio
from tests.cards.test_chart import FULL
from tests.data.build import US_CHINA, Told, add
from tests.discord.conftest import Newsroom, new_bot, now
from tests.discord.looking import buttons_of, parts_of, select_of, shown_by, text_of

KINDS = (EventType.CONSULT, EventType.ACCUSE, EventType.AGREE, EventType.SANCTION, EventType.SUPPORT)
NORWAY_CHILE = Dyad(first=CountryCode("NOR"), second=CountryCode("CHL"))


@pytest.fixture(autouse=True, scope="module")
def warm(studio: Studio) -> None:
    """Start the studio's process, which takes longer on a busy machine than simcord waits for a command."""
    asyncio.run(studio.draw(FULL))


def told(ago: int, kind: EventType, status: Status = Status.OCCURRED) -> Told:
    day = DateRange.day(now().date() - timedelta(days=ago))
    when = EventDate(range=day, precision=Precision.DAY, dated_by=DatedBy.EXPRESSION)
    return Told(
        headline=f"The two deal with each other for the {ago + 100}th time",
        act=kind,
        type=EventType.AGREE if status is Status.PLANNED else kind,
        when=when,
        salience=0.6,
        status=status,
    )


async def fill(newsroom: Newsroom, count: int = 40, *, gap: int = 2) -> None:
    """Record events of the server's own, the newest of today, and a plan."""
    events = [told(gap * n, KINDS[n % len(KINDS)]) for n in range(count)]
    plan = told(-3, EventType.CONSULT, Status.PLANNED)
    await add(newsroom.store, *events, plan, guild=GuildId(newsroom.guild.id), at=now(), source="Fjord Post")


def gallery_of(message: Any) -> list[dict[str, Any]]:
    return [item for part in parts_of(message) if part["type"] == 12 for item in part["items"]]


async def files_of(message: Any) -> dict[str, bytes]:
    return {file.filename: await file.read() for file in message.attachments}


async def test_a_pair_s_barometer_has_a_picture_and_its_words(newsroom: Newsroom) -> None:
    await fill(newsroom)
    card = shown_by(await newsroom.bob.slash(newsroom.general, "relations"))
    assert not card.ephemeral
    shown = text_of(card)
    assert "Barometer · 🇺🇸 US – 🇨🇳 China" in shown
    assert "likely between" in shown
    assert "4 events this week" in shown
    assert "**F** △" in shown
    (item,) = gallery_of(card)
    assert item["description"].startswith("Line chart: barometer of US – China")
    assert len(item["description"]) <= 400
    picture = Image.open(io.BytesIO((await files_of(card))["barometer.png"]))
    assert picture.size == (1200, 600)


async def test_the_starter_pack_alone_is_too_little(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "relations"))
    assert "Too little to draw: 8 events" in text_of(card)
    assert "### What is recorded" in text_of(card)
    assert gallery_of(card) == []
    none = shown_by(await newsroom.bob.slash(newsroom.general, "relations", country="Norway", other="Chile"))
    assert "Too little to draw: 0 events" in text_of(none)
    assert buttons_of(none)["Data (CSV)"]["disabled"]


async def test_a_period_is_chosen_on_the_card_and_by_option(newsroom: Newsroom) -> None:
    await fill(newsroom)
    card = shown_by(await newsroom.bob.slash(newsroom.general, "relations"))
    before = text_of(card).splitlines()[1]
    select = select_of(card, "Period")
    await newsroom.carol.select(card, ["4w"], custom_id=select["custom_id"])
    assert text_of(card).splitlines()[1] == before
    assert "by day" in gallery_of(card)[0]["description"]
    assert [one["value"] for one in select_of(card, "Period")["options"] if one.get("default")] == ["4w"]
    assert list(await files_of(card)) == ["barometer.png"]
    asked = shown_by(await newsroom.bob.slash(newsroom.general, "relations", period="1y"))
    assert select_of(asked, "Period: last year")
    assert text_of(asked).splitlines()[1] == before


async def test_a_period_with_too_little_takes_the_picture_away(newsroom: Newsroom) -> None:
    await fill(newsroom, 12, gap=14)
    card = shown_by(await newsroom.bob.slash(newsroom.general, "relations"))
    assert len(gallery_of(card)) == 1
    await newsroom.bob.select(card, ["4w"], custom_id=select_of(card, "Period")["custom_id"])
    assert "Too little to draw: 2 events" in text_of(card)
    assert gallery_of(card) == []
    assert await files_of(card) == {}


async def test_half_a_year_with_too_little_shows_a_longer_time_unasked(newsroom: Newsroom) -> None:
    await fill(newsroom, 14, gap=25)
    card = shown_by(await newsroom.bob.slash(newsroom.general, "relations"))
    assert select_of(card, "Period: last year")
    assert len(gallery_of(card)) == 1


async def test_the_buttons(newsroom: Newsroom) -> None:
    await fill(newsroom)
    card = shown_by(await newsroom.bob.slash(newsroom.general, "relations", country="China", other="US"))
    timeline = shown_by(await newsroom.bob.click(card, label="Events"))
    assert "## 🇨🇳 China – 🇺🇸 US" in text_of(timeline)
    again = shown_by(await newsroom.bob.click(timeline, label="Chart"))
    assert "Barometer · 🇨🇳 China – 🇺🇸 US" in text_of(again)
    how = await newsroom.bob.click(card, label="How it is made")
    assert how.ephemeral
    assert "three weeks" in text_of(shown_by(how))
    data = await newsroom.bob.click(card, label="Data (CSV)")
    assert data.ephemeral
    files = await files_of(shown_by(data))
    line, events = (list(csv.DictReader(io.StringIO(files[name].decode()))) for name in sorted(files, reverse=True))
    assert len(line) == 26
    assert len([row for row in events if row["salience"] == "0.6"]) == 40
    assert f"{float(line[-1]['value']):+.1f}".replace("-", "−") in text_of(card).splitlines()[1]


async def test_buttons_work_after_a_restart(newsroom: Newsroom) -> None:
    await fill(newsroom)
    card = shown_by(await newsroom.bob.slash(newsroom.general, "relations"))
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    await newsroom.bob.select(card, ["3m"], custom_id=select_of(card, "Period")["custom_id"])
    assert select_of(card, "Period: last 3 months")
    assert (await newsroom.bob.click(card, label="How it is made")).ephemeral


async def test_where_no_file_may_be_sent_the_card_comes_without_its_picture(newsroom: Newsroom) -> None:
    await fill(newsroom)
    everyone = newsroom.guild.default_role
    bare = newsroom.guild.create_text_channel(
        "bare", overwrites={everyone: discord.PermissionOverwrite(attach_files=False)}
    )
    card = shown_by(await newsroom.bob.slash(bare, "relations"))
    assert "on the" in text_of(card) or "near zero" in text_of(card)
    assert "needs Attach Files" in text_of(card)
    assert gallery_of(card) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"country": "Atlantis", "other": "China"}, "not one country"),
        ({"country": "China"}, "A pair needs two countries"),
        ({"country": "China", "other": "PRC"}, "two different countries"),
    ],
)
async def test_wrong_input_is_said_to_one_person(newsroom: Newsroom, options: dict[str, str], words: str) -> None:
    notice = shown_by(await newsroom.bob.slash(newsroom.general, "relations", **options))
    assert notice.ephemeral
    assert words in text_of(notice)


async def test_another_server_s_events_count_nowhere_else(newsroom: Newsroom) -> None:
    await add(newsroom.store, *(told(n, EventType.ASSAULT) for n in range(30)), guild=GuildId(5), at=now())
    card = shown_by(await newsroom.bob.slash(newsroom.general, "relations"))
    assert "Too little to draw: 8 events" in text_of(card)


async def test_a_digest_s_portrait(newsroom: Newsroom, studio: Studio) -> None:
    await fill(newsroom)
    desk, gazetteer, guild = newsroom.services.barometers, newsroom.services.gazetteer, GuildId(newsroom.guild.id)
    found = await barometer_of(desk, studio, gazetteer, Portrayal(pair=US_CHINA, guild=guild, until=now().date()))
    assert found is not None
    assert found.line.startswith("**Barometer ")
    assert "in a week" in found.line
    assert found.likely.startswith("Likely between ")
    assert found.likely.endswith("4 events this week")
    assert Image.open(io.BytesIO(found.image)).size == (1200, 420)
    assert len(found.image) <= 50_000
    assert len(found.alt) <= 400
    nothing = await barometer_of(desk, studio, gazetteer, Portrayal(pair=NORWAY_CHILE, guild=guild, until=now().date()))
    assert nothing is None
