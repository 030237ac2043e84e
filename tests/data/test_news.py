from datetime import timedelta

from bot.model.ids import GuildId
from data import articles, news
from data.store import Store
from tests.data.build import GUILD, NOON, OTHER_GUILD, US_CHINA, Told, new, on, reading

HOUR = timedelta(hours=1)
CALL = Told(headline="They call", when=on("2023-06-14"), salience=0.4)
VISIT = Told(headline="They visit", when=on("2023-06-12"), salience=0.9)


async def take_in(store: Store, *told: Told, after: timedelta, guild: GuildId | None = GUILD, text: str) -> None:
    article = new(reading(*told, text=text), guild=guild, at=NOON + after)
    await store.write(lambda conn: articles.add_article(conn, article))


async def recorded(store: Store, since: timedelta, until: timedelta, limit: int = 9) -> list[str]:
    found = await store.read(
        lambda conn: news.recorded_events(
            conn, pair=US_CHINA, guild=GUILD, since=NOON + since, until=NOON + until, limit=limit
        )
    )
    return [event.event.headline for event in found]


async def test_what_came_in_is_new_whenever_it_happened_most_salient_first(store: Store) -> None:
    await take_in(store, CALL, VISIT, after=HOUR, text="First.")
    assert await recorded(store, 0 * HOUR, 2 * HOUR) == ["They visit", "They call"]
    assert await recorded(store, 0 * HOUR, 2 * HOUR, limit=1) == ["They visit"]


async def test_the_window_takes_its_first_moment_and_not_its_last(store: Store) -> None:
    await take_in(store, CALL, after=HOUR, text="First.")
    assert await recorded(store, HOUR, 2 * HOUR) == ["They call"]
    assert await recorded(store, 0 * HOUR, HOUR) == []


async def test_an_event_is_new_once_however_often_it_is_told(store: Store) -> None:
    await take_in(store, CALL, after=HOUR, text="First.")
    await take_in(store, CALL, after=3 * HOUR, text="Second.")
    assert await recorded(store, 0 * HOUR, 2 * HOUR) == ["They call"]
    assert await recorded(store, 2 * HOUR, 4 * HOUR) == []


async def test_another_server_s_news_and_another_pair_s_are_none(store: Store) -> None:
    await take_in(store, CALL, after=HOUR, guild=OTHER_GUILD, text="Theirs.")
    await take_in(store, Told(headline="Elsewhere", when=on("2023-06-14"), target=("JPN",)), after=HOUR, text="Ours.")
    assert await recorded(store, 0 * HOUR, 2 * HOUR) == []


async def test_articles_that_came_in_newest_first(store: Store) -> None:
    await take_in(store, CALL, after=HOUR, text="First.")
    await take_in(store, VISIT, after=2 * HOUR, text="Second.")
    await take_in(store, VISIT, after=2 * HOUR, guild=OTHER_GUILD, text="Theirs.")
    found = await store.read(
        lambda conn: news.articles_added(conn, guild=GUILD, since=NOON, until=NOON + 3 * HOUR, limit=5)
    )
    assert [article.added_at - NOON for article in found] == [2 * HOUR, HOUR]
