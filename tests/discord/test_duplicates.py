"""Copies, newer versions and hidden outlets, as feeds bring them and as members see what became of them."""

import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date

import pytest
from aiohttp import web

from bot.intake import Brought, BroughtOutcome
from bot.model.ids import GuildId
from bot.model.reading import ArticleText, Reading
from tests.discord.conftest import Newsroom, now
from tests.discord.looking import buttons_of, shown_by, text_of
from tests.discord.test_updates import cards, switch_on, tick
from tests.fixtures.copies.texts import cut_to, first_line, with_paragraph

AGENCY = (
    "Norwegian Foreign Minister Kari Lund met Chilean President Pablo Reyes in Oslo on 14 March 2024. The two "
    "spoke for three hours about salmon, about mining in the north and about the price of copper, which has "
    "fallen since January. Reyes called the talks frank. Fishermen from Bergen had gathered outside the ministry "
    "with boats on trailers, and police closed two streets near the harbour until the evening. Officials on both "
    "sides said that experts would look at the rules for eggs and fodder in the coming weeks. A trade paper had "
    "reported in February that prices rose by a fifth within a year. Snow is expected in the north of Norway."
)
TEXT = ArticleText(
    id="", text=AGENCY, title="Lund meets Reyes", published=date(2024, 3, 14), source="Fjord Wire",
    url="https://wire.example/1",
)  # fmt: skip
OUTLETS = ("Andes Daily", "Harbour Post", "Xinhua", "Capital Times", "The Monthly", "Gull", "Skerry", "Tide", "Reuters")


def at(outlet: str, text: str, *, title: str = "A meeting in Oslo") -> ArticleText:
    url = f"https://{outlet.lower().replace(' ', '')}.example/news/lund?utm_source=feed"
    return replace(TEXT, text=text, source=outlet, url=url, title=title)


def copies() -> list[ArticleText]:
    """The agency's text at nine outlets, each with a form of its own."""
    chance = random.Random(3)
    forms = (first_line, cut_to(0.6), with_paragraph)
    return [at(outlet, forms[n % 3](AGENCY, chance), title=f"Title {n}") for n, outlet in enumerate(OUTLETS)]


async def bring(newsroom: Newsroom, text: ArticleText, *, asked: list[GuildId] | None = None) -> Brought:
    """Take a text in as a feed brings it to the server; `asked` gets the server each time it is read for it."""
    guild = GuildId(newsroom.guild.id)

    def wanted(which: GuildId, _: Reading) -> bool:
        if asked is not None:
            asked.append(which)
        return True

    return (await newsroom.services.intake.bring(text, [guild], wanted=wanted))[guild]


async def event_number(newsroom: Newsroom) -> str:
    query = "SELECT id FROM event WHERE guild <> 0 ORDER BY id"
    first = (await newsroom.store.read(lambda c: c.exec_driver_sql(query))).scalars().first()
    return f"E{first}"


async def test_the_tenth_copy_of_a_text_is_ignored_and_named_beside_its_article(newsroom: Newsroom) -> None:
    await switch_on(newsroom)
    asked: list[GuildId] = []
    first = await bring(newsroom, TEXT, asked=asked)
    await tick(newsroom)
    rest = [await bring(newsroom, text, asked=asked) for text in copies()]
    again = [await bring(newsroom, text, asked=asked) for text in (TEXT, *copies())]
    await tick(newsroom, later=True)
    assert first.outcome is BroughtOutcome.NEW
    assert {one.outcome for one in rest} == {BroughtOutcome.COPY}
    assert {one.outcome for one in again} == {BroughtOutcome.KNOWN}
    assert {one.article for one in (*rest, *again)} == {first.article}
    assert len(asked) == 1
    (update,) = cards(newsroom.general)
    assert "Source: Fjord Wire" in text_of(update).replace("[Fjord Wire](https://wire.example/1)", "Fjord Wire")
    card = shown_by(await newsroom.bob.slash(newsroom.general, "event show", number=await event_number(newsroom)))
    assert "1 outlet, copied by 9 more" in text_of(card)
    assert "also at [Andes Daily](https://andesdaily.example" in text_of(card)
    assert "Xinhua](https://xinhua.example/news/lund?utm_source=feed) (state media, 🇨🇳, Chinese)" in text_of(card)
    assert "and 5 more" in text_of(card)
    summary = shown_by(await newsroom.bob.slash(newsroom.general, "summary", article="salmon"))
    assert "also at [Andes Daily]" in text_of(summary)


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_comes_first_one_text_is_one_article(newsroom: Newsroom, seed: int) -> None:
    texts = [TEXT, *copies()[:5]]
    random.Random(seed).shuffle(texts)
    brought = [await bring(newsroom, text) for text in texts]
    assert len({one.article for one in brought}) == 1
    card = shown_by(await newsroom.bob.slash(newsroom.general, "event show", number=await event_number(newsroom)))
    assert "1 outlet, copied by 5 more" in text_of(card)


async def test_a_fuller_text_takes_the_place_of_a_shortened_one(newsroom: Newsroom) -> None:
    brief = await bring(newsroom, at("Andes Daily", cut_to(0.5)(AGENCY, random.Random(1))))
    fuller = await bring(newsroom, TEXT)
    assert (fuller.outcome, fuller.article) == (BroughtOutcome.AMENDED, brief.article)
    summary = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "summary", article="salmon")))
    assert "[Fjord Wire](https://wire.example/1)" in summary
    assert "also at [Andes Daily]" in summary
    assert "earlier versions: 1" in summary


async def test_another_account_of_the_same_event_is_a_source_of_its_own(newsroom: Newsroom) -> None:
    await bring(newsroom, TEXT)
    account = (
        "It was cold in Oslo. Norwegian Foreign Minister Kari Lund met Chilean President Pablo Reyes there on 14 March "
        "2024 and gave him a pair of mittens. Outside, people with boats protested. Both sides want to go on. Nothing "
        "was signed, and no date was named for the next round, a diplomat told the paper on the stairs."
    )
    other = await bring(newsroom, at("Andes Daily", account))
    assert other.outcome is BroughtOutcome.NEW
    card = shown_by(await newsroom.bob.slash(newsroom.general, "event show", number=await event_number(newsroom)))
    assert "2 outlets" in text_of(card)
    assert "copied" not in text_of(card)


async def test_a_text_is_read_once_for_all_servers_and_kept_where_it_is_wanted(newsroom: Newsroom) -> None:
    other = newsroom.env.create_guild("Elsewhere")
    guilds = [GuildId(newsroom.guild.id), GuildId(other.id)]
    readings: list[Reading] = []

    def wanted(guild: GuildId, reading: Reading) -> bool:
        readings.append(reading)
        return guild == guilds[1]

    brought = await newsroom.services.intake.bring(TEXT, guilds, wanted=wanted)
    assert [brought[guild].outcome for guild in guilds] == [BroughtOutcome.LEFT_OUT, BroughtOutcome.NEW]
    assert brought[guilds[0]].article is None
    assert readings[0] is readings[1]
    offered = await newsroom.bob.autocomplete(newsroom.general, "summary", "article", "")
    assert [choice["name"] for choice in offered] == ["Blinken and Qin speak by phone as ties worsen"]


@asynccontextmanager
async def serving(page: list[str]) -> AsyncIterator[str]:
    """Serve the last page of a list on this machine; gives its address."""

    async def serve(_: web.Request) -> web.Response:
        return web.Response(text=page[-1], content_type="text/html")

    app = web.Application()
    app.router.add_get("/lund", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/lund"
    finally:
        await runner.cleanup()


def page_of(text: str) -> str:
    paragraphs = "".join(f"<p>{sentence.rstrip('.')}.</p>" for sentence in text.split(". "))
    return (
        "<html><head><title>Lund meets Reyes</title>"
        "<meta property='article:published_time' content='2024-03-14T20:00:00Z'>"
        "<meta property='og:site_name' content='Fjord Post'></head>"
        f"<body><article><h1>Lund meets Reyes</h1>{paragraphs}</article></body></html>"
    )


async def hand_in(newsroom: Newsroom, link: str) -> str:
    return text_of(shown_by(await newsroom.bob.slash(newsroom.digest, "article add", link=link)))


async def test_an_edited_article_is_read_again_and_what_was_posted_is_mended(newsroom: Newsroom) -> None:
    await switch_on(newsroom)
    pages = [page_of(AGENCY)]
    async with serving(pages) as link:
        assert "Article · added" in await hand_in(newsroom, link)
        await tick(newsroom)
        (update,) = cards(newsroom.general)
        assert "14 March 2024" in text_of(update)
        number = await event_number(newsroom)
        pages.append(page_of(AGENCY.replace("14 March", "13 March")))
        assert "Article · changed, read again" in await hand_in(newsroom, link)
        await tick(newsroom)
        await tick(newsroom, later=True)
        assert "Article · already here" in await hand_in(newsroom, link)
    (update,) = cards(newsroom.general)
    assert "corrected" in text_of(update)
    assert "13 March 2024" in text_of(update)
    assert await event_number(newsroom) == number
    today = now().date()
    summary = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "summary", article="salmon")))
    assert f"🔁 **corrected** {today.day} {today:%B %Y}" in summary.split("\n")[0]
    assert "earlier versions: 1" in summary


async def test_what_an_article_no_longer_tells_is_withdrawn_where_it_was_posted(newsroom: Newsroom) -> None:
    await switch_on(newsroom)
    pages = [page_of(AGENCY)]
    async with serving(pages) as link:
        await hand_in(newsroom, link)
        await tick(newsroom)
        kept = AGENCY.split(". ")
        pages.append(page_of(". ".join(["The ministry in Oslo said that no meeting had taken place", *kept[1:]])))
        assert "changed, read again" in await hand_in(newsroom, link)
        await tick(newsroom)
        await tick(newsroom, later=True)
    (update,) = cards(newsroom.general)
    assert "withdrawn" in text_of(update)
    assert "The article that told it was changed and no longer does." in text_of(update)
    sources = shown_by(await newsroom.bob.click(update, label=next(iter(buttons_of(update)))))
    assert "met Chilean President Pablo Reyes in Oslo on 14 March" in text_of(sources)


@pytest.mark.parametrize(
    "changes",
    [
        [lambda text: f"{text} Updated: 14 March 2024, 20:15"],
        [lambda text: text[:300] + "."],
        [lambda text: "Tomorrow's weather: rain in the west, and a cold night in the valleys of the east."],
    ],
    ids=["a stamp", "a paywall's teaser", "another page"],
)
async def test_what_is_no_newer_version_changes_nothing(newsroom: Newsroom, changes: Sequence[object]) -> None:
    pages = [page_of(AGENCY)]
    async with serving(pages) as link:
        await hand_in(newsroom, link)
        before = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "summary", article="Lund")))
        pages.append(page_of(changes[0](AGENCY)))  # type: ignore[operator]  # a change of the table
        await hand_in(newsroom, link)
        after = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "summary", article="Lund")))
    assert before == after


async def test_an_article_that_can_not_be_fetched_again_is_still_shown(newsroom: Newsroom) -> None:
    async with serving([page_of(AGENCY)]) as link:
        await hand_in(newsroom, link)
    assert "Article · already here" in await hand_in(newsroom, link)


async def test_articles_of_an_older_store_are_compared_with_once_they_are_sketched(newsroom: Newsroom) -> None:
    first = await bring(newsroom, TEXT)
    for table in ("text_band", "text_sketch"):
        await newsroom.store.write(lambda c, table=table: c.exec_driver_sql(f"DELETE FROM {table}"))  # type: ignore[misc]  # noqa: S608 (names of ours)
    assert await newsroom.services.intake.fill_sketches() == 2
    assert await newsroom.services.intake.fill_sketches() == 0
    again = await bring(newsroom, copies()[1])
    assert (again.outcome, again.article) == (BroughtOutcome.COPY, first.article)
