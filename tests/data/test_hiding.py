"""What a server that hides an outlet sees of its articles: none, where they are listed, counted or the latest."""

from datetime import timedelta

import pytest

from bot.model.ids import GuildId, UserId
from bot.model.members import Member
from data import articles, news
from data.hiding import hide_outlet, show_outlet
from data.store import Store
from tests.data.build import GUILD, NOON, OTHER_GUILD, Told, add, on

HOUR = timedelta(hours=1)
WINDOW = {"since": NOON, "until": NOON + 12 * HOUR}
ALL = ["Told by the gull", "Told by the wire", "Told by the agency"]


async def titles(store: Store, guild: GuildId, limit: int = 9) -> list[list[str | None]]:
    """Return what a digest and what a search gives, and the latest."""
    added = await store.read(lambda conn: news.articles_added(conn, guild=guild, limit=limit, **WINDOW))
    found = await store.read(lambda conn: articles.find_articles(conn, "told", guild=guild, limit=limit))
    latest = await store.read(lambda conn: articles.latest_article(conn, guild=guild))
    assert latest is not None
    return [
        [one.reading.article.title for one in added],
        [one.title for one in found],
        [latest.reading.article.title],
    ]


@pytest.fixture
async def told(store: Store) -> Store:
    """A store with an article each of three outlets, none of a server; the newest is the gull's."""
    for hours, outlet in enumerate(("agency", "wire", "gull"), start=1):
        at, visit = NOON + hours * HOUR, Told(headline=f"They meet {hours} times", when=on("2023-06-14"))
        await add(store, visit, at=at, title=f"Told by the {outlet}", source=outlet.title(), text=f"{outlet} told.")
    return store


async def test_a_hidden_outlet_s_articles_are_not_listed_and_not_the_latest(told: Store) -> None:
    by = Member(guild=GUILD, user=UserId(1))
    assert await titles(told, GUILD) == [ALL, ALL, ALL[:1]]
    await told.write(lambda conn: hide_outlet(conn, "gull", by, at=NOON))
    assert await titles(told, GUILD) == [ALL[1:], ALL[1:], ALL[1:2]]
    assert await titles(told, GUILD, limit=1) == [ALL[1:2], ALL[1:2], ALL[1:2]]
    assert await titles(told, OTHER_GUILD) == [ALL, ALL, ALL[:1]]
    await told.write(lambda conn: show_outlet(conn, "gull", GUILD))
    assert await titles(told, GUILD) == [ALL, ALL, ALL[:1]]


async def test_a_hidden_outlet_s_articles_are_not_counted(told: Store) -> None:
    async def counted(guild: GuildId) -> int:
        between = {"added_from": WINDOW["since"], "added_to": WINDOW["until"]}
        return await told.read(lambda conn: articles.count_articles(conn, guild=guild, **between))

    await told.write(lambda conn: hide_outlet(conn, "gull", Member(guild=GUILD, user=UserId(1)), at=NOON))
    assert [await counted(guild) for guild in (GUILD, OTHER_GUILD)] == [2, 3]
