"""/compare, and unions as sides of a pair, as members use them."""

import asyncio
import csv
import io
from datetime import timedelta

import pytest

from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.ids import GuildId
from bot.model.plover import EventType
from bot.studio import Studio
from tests.cards.test_chart import FULL
from tests.data.build import Told, add
from tests.discord.conftest import Newsroom, now
from tests.discord.looking import buttons_of, select_of, shown_by, text_of
from tests.discord.test_relations import files_of, gallery_of


@pytest.fixture(autouse=True, scope="module")
def warm(studio: Studio) -> None:
    """Start the studio's process, which takes longer on a busy machine than simcord waits for a command."""
    asyncio.run(studio.draw(FULL))


async def fill(newsroom: Newsroom, *sides: str, kind: EventType, count: int = 30, gap: int = 5) -> None:
    events = [
        Told(
            headline=f"{sides[0][:3]} and {sides[1]} deal for the {n + 100}th time",
            source=sides[:1],
            target=sides[1:],
            act=kind,
            when=EventDate(
                range=DateRange.day(now().date() - timedelta(days=gap * n)),
                precision=Precision.DAY,
                dated_by=DatedBy.EXPRESSION,
            ),
            salience=0.7,
        )
        for n in range(count)
    ]
    await add(newsroom.store, *events, guild=GuildId(newsroom.guild.id), at=now(), source="Fjord Post")


async def compare(newsroom: Newsroom, first: str, second: str, **options: str):  # type: ignore[no-untyped-def]  # simcord's
    return shown_by(await newsroom.bob.slash(newsroom.general, "compare", first=first, second=second, **options))


async def test_two_pairs_in_one_picture_and_one_card(newsroom: Newsroom) -> None:
    await fill(newsroom, "JPN", "FRA", kind=EventType.COOPERATE)
    await fill(newsroom, "European Commission/IGO", "CHN", kind=EventType.SANCTION)
    card = await compare(newsroom, "Japan - France", "prc, eu")
    shown = text_of(card)
    title = shown.splitlines()[1]
    assert "Japan" in title
    assert title.endswith("stands nearer to cooperation")
    assert "🇪🇺" in shown
    assert "on the cooperation side" in shown
    assert "on the conflict side" in shown
    assert shown.count("What moved it most") == 2
    (item,) = gallery_of(card)
    assert "dashed line with diamonds" in item["description"]
    await newsroom.carol.select(card, ["1y"], custom_id=select_of(card, "Period")["custom_id"])
    assert select_of(card, "Period: last year")
    data = await newsroom.bob.click(card, label="Data (CSV)")
    assert data.ephemeral
    files = await files_of(shown_by(data))
    rows = list(csv.DictReader(io.StringIO(files["compared-events.csv"].decode())))
    assert {row["pair"] for row in rows} == {"JPN-FRA", "CHN-XEU"}
    alone = shown_by(await newsroom.bob.click(card, label="China – EU"))
    assert "Barometer" in text_of(alone)


async def test_one_with_too_little_is_named_and_the_other_shown(newsroom: Newsroom) -> None:
    await fill(newsroom, "JPN", "FRA", kind=EventType.COOPERATE)
    card = await compare(newsroom, "Japan - France", "Norway - NATO")
    assert "Too little to draw of 🇳🇴" in text_of(card)
    assert len(gallery_of(card)) == 1
    neither = await compare(newsroom, "Norway - Chile", "Norway - NATO")
    assert "Too little to draw of both" in text_of(neither)
    assert gallery_of(neither) == []
    assert buttons_of(neither)["Data (CSV)"]["disabled"]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("Norway - Chile", "Chile, Norway", "Two different pairs can be compared"),
        ("Norway", "Chile - Norway", "is not a pair"),
    ],
)
async def test_what_can_not_be_compared_is_said(newsroom: Newsroom, first: str, second: str, told: str) -> None:
    assert told in text_of(await compare(newsroom, first, second))


async def test_all_goes_in_the_same_steps(newsroom: Newsroom) -> None:
    await fill(newsroom, "JPN", "FRA", kind=EventType.COOPERATE, count=90, gap=91)
    await fill(newsroom, "USA", "JPN", kind=EventType.SANCTION, count=40, gap=30)
    card = await compare(newsroom, "Japan - France", "US - Japan", period="all")
    assert "by month" in gallery_of(card)[0]["description"]
    alone = shown_by(
        await newsroom.bob.slash(newsroom.general, "relations", country="Japan", other="France", period="all")
    )
    assert "by year" in gallery_of(alone)[0]["description"]
    assert "an event counts half after a year" in text_of(alone)
    assert "in a year" in text_of(alone)


async def test_a_union_is_a_side_of_a_timeline_and_of_the_server_s_pair(newsroom: Newsroom) -> None:
    await fill(newsroom, "European Commission/IGO", "CHN", kind=EventType.SANCTION, count=3)
    timeline = shown_by(await newsroom.bob.slash(newsroom.general, "events", country="EU", other="PRC"))
    assert "🇪🇺" in text_of(timeline)
    assert "3 events" in text_of(timeline)
    one = shown_by(await newsroom.bob.slash(newsroom.general, "events", country="European Union"))
    assert "3 events" in text_of(one)
    none = shown_by(await newsroom.bob.slash(newsroom.general, "relations", country="EU", other="NATO"))
    assert "`/article add`" in text_of(none)
