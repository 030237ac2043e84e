from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.model.errors import NotFoundError
from bot.model.ids import ArticleId, UserId
from bot.model.plover import EventType
from bot.model.reading import PrintedDay, PrintedIn, Standing, Status
from data import articles, events
from data.store import Store
from tests.data.build import GUILD, NOON, OTHER_GUILD, Told, add, new, on, reading

MEETING = Told(headline="They meet", when=on("2023-06-14"), source=("Anna Reed/USA",), target=("Gao Lin/CHN",))


async def test_an_article_comes_back_with_its_whole_reading(store: Store) -> None:
    told = reading(MEETING, text="Nul \0 and half \ud83d a pair.", published=date(2023, 6, 14), url="https://x.org/a")
    article, is_new = await store.write(lambda conn: articles.add_article(conn, new(told, guild=GUILD, by=UserId(5))))
    found = await store.read(lambda conn: articles.get_article(conn, article, guild=GUILD))
    assert is_new
    assert found.reading == told
    assert (found.id, found.guild, found.added_at) == (article, GUILD, NOON)
    assert len(found.event_ids) == 1


async def test_an_article_without_events_or_sentences_is_kept(store: Store) -> None:
    assert (await add(store)).event_ids == ()


@pytest.mark.parametrize(
    ("text", "url", "is_same"),
    [
        ("Quite another text.", "http://www.x.org/a/?utm_medium=feed", True),
        ("the ministers MET the press", "https://y.org/b", True),
        ("the ministers MET the press", None, True),
        ("Quite another text.", "https://x.org/b", False),
        ("Quite another text.", None, False),
    ],
    ids=["address", "words", "words-without-address", "neither", "no-address"],
)
async def test_the_same_article_twice_is_one(store: Store, text: str, url: str | None, is_same: bool) -> None:
    first = await add(store, text="The ministers met the press.", url="https://x.org/a")
    again = new(reading(text=text, url=url))
    article, is_new = await store.write(lambda conn: articles.add_article(conn, again))
    assert is_new is not is_same
    assert (article == first.id) is is_same
    duplicate = await store.read(lambda conn: articles.find_duplicate(conn, text=text, url=url, guild=None))
    assert duplicate == article


async def test_another_server_s_article_is_no_duplicate_but_the_starter_pack_s_is(store: Store) -> None:
    theirs = await add(store, text="A private text.", guild=OTHER_GUILD)
    ours = await add(store, text="A private text.", guild=GUILD)
    assert ours.id != theirs.id
    common = await add(store, text="A common text.")
    again = new(reading(text="A common text."), guild=GUILD)
    assert await store.write(lambda conn: articles.add_article(conn, again)) == (common.id, False)


@pytest.mark.parametrize("guild", [None, OTHER_GUILD])
async def test_another_server_s_article_is_not_found(store: Store, guild: None) -> None:
    ours = await add(store, MEETING, guild=GUILD)
    with pytest.raises(NotFoundError):
        await store.read(lambda conn: articles.get_article(conn, ours.id, guild=guild))
    with pytest.raises(NotFoundError):
        await store.read(lambda conn: events.get_event(conn, ours.event_ids[0], guild=guild))
    assert await store.read(lambda conn: articles.latest_article(conn, guild=guild)) is None
    assert await store.read(lambda conn: articles.find_articles(conn, "", guild=guild)) == ()


@pytest.mark.parametrize(
    ("given_day", "standing", "listed"),
    [
        (None, Standing.ONLY, date(2023, 6, 14)),
        (date(2023, 6, 15), Standing.NEAR, date(2023, 6, 15)),
        (date(2024, 6, 15), Standing.EARLIER, date(2023, 6, 14)),
        (date(2023, 6, 1), Standing.LATER, date(2023, 6, 14)),
        (date(2023, 6, 1), Standing.AHEAD, date(2023, 6, 1)),
        (None, Standing.WEEKDAY, None),
    ],
)
async def test_an_article_is_listed_under_the_day_that_was_found(
    store: Store, given_day: date | None, standing: Standing, listed: date | None
) -> None:
    printed = PrintedDay(day=date(2023, 6, 14), where=PrintedIn.DATELINE, standing=standing)
    told = replace(reading(MEETING, text="They met.", published=given_day), printed=printed)
    article, _ = await store.write(lambda conn: articles.add_article(conn, new(told)))
    (line,) = await store.read(lambda conn: articles.find_articles(conn, "", guild=None))
    found = await store.read(lambda conn: articles.get_article(conn, article, guild=None))
    event = await store.read(lambda conn: events.get_event(conn, found.event_ids[0], guild=None))
    assert line.published == listed
    assert [report.published for report in event.reports] == [listed]
    assert found.reading == told


async def test_an_event_told_again_is_one_event_with_two_reports(store: Store) -> None:
    later = await add(store, MEETING, text="Later.", published=date(2023, 6, 16))
    undated = await add(store, MEETING, text="Undated.")
    earlier = await add(store, MEETING, text="Earlier.", published=date(2023, 6, 15))
    assert later.event_ids == earlier.event_ids == undated.event_ids
    found = await store.read(lambda conn: events.get_event(conn, later.event_ids[0], guild=None))
    assert [report.article for report in found.reports] == [earlier.id, later.id, undated.id]


@pytest.mark.parametrize(
    "other",
    [
        Told(headline="They meet", when=on("2023-06-15"), source=("Anna Reed/USA",), target=("Gao Lin/CHN",)),
        Told(headline="They meet", when=on("2023-06-14"), source=("Carl Bell/USA",), target=("Gao Lin/CHN",)),
        Told(headline="They meet", when=on("2023-06-14"), source=("Anna Reed/USA",), target=("FRA",)),
        Told(headline="They meet", when=on("2023-06-14"), status=Status.DENIED),
        Told(headline="They meet", when=on("2023-06-14"), act=EventType.ACCUSE),
    ],
    ids=["the-next-day", "another-person", "another-country", "denied", "another-act"],
)
async def test_another_event_stays_another(store: Store, other: Told) -> None:
    first, second = await add(store, MEETING), await add(store, other, text="Another article.")
    assert first.event_ids != second.event_ids


async def test_events_that_one_article_keeps_apart_stay_apart(store: Store) -> None:
    chips = Told(headline="China accuses the US over chips", act=EventType.ACCUSE, when=on("2023-06-14"))
    ports = Told(headline="China accuses the US over ports", act=EventType.ACCUSE, when=on("2023-06-14"))
    first = await add(store, chips, ports)
    assert len(set(first.event_ids)) == 2
    turned = await add(store, ports, chips, text="Another article.")
    assert turned.event_ids == first.event_ids[::-1]


async def test_an_event_without_a_pair_is_merged_too(store: Store) -> None:
    strike = Told(headline="Dockers strike", act=EventType.PROTEST, source=("USA",), target=(), when=on("2023-06-14"))
    first, second = await add(store, strike), await add(store, strike, text="Another article.")
    assert first.event_ids == second.event_ids


async def test_an_undated_event_told_in_the_same_words_is_merged(store: Store) -> None:
    first = await add(store, Told(headline="They agree to differ"))
    same = await add(store, Told(headline="They agree to differ"), text="Another article.")
    other = await add(store, Told(headline="They fall out"), text="A third article.")
    assert first.event_ids == same.event_ids != other.event_ids


async def test_a_withdrawn_event_takes_no_more_reports(store: Store) -> None:
    first = await add(store, MEETING)
    await store.write(
        lambda conn: events.withdraw_event(conn, first.event_ids[0], guild=None, reason="It was a rumour.", at=NOON)
    )
    second = await add(store, MEETING, text="Another article.")
    assert first.event_ids != second.event_ids


async def test_the_latest_article_is_the_one_added_last(store: Store) -> None:
    assert await store.read(lambda conn: articles.latest_article(conn, guild=GUILD)) is None
    await add(store, text="One.", at=NOON, published=date(2023, 6, 20))
    last = await add(store, text="Two.", at=NOON + timedelta(hours=1), published=date(2023, 6, 1), guild=GUILD)
    await add(store, text="Three.", at=NOON + timedelta(hours=2), guild=OTHER_GUILD)
    assert await store.read(lambda conn: articles.latest_article(conn, guild=GUILD)) == last


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["Grain deal ends", "Ministers meet", "What it says"]),
        ("minist", ["Ministers meet"]),
        ("MEETING", ["Ministers meet"]),
        ("gazette grain", ["Grain deal ends"]),
        ("harbour", ["What it says"]),
        ("harbour grain", []),
        ("says", ["What it says"]),
        ("%", []),
        ("title:grain", []),
    ],
)
async def test_articles_are_found_by_title_outlet_and_text(store: Store, words: str, expected: list[str]) -> None:
    await add(store, text="One.", title="Ministers meet", published=date(2023, 6, 14), source="The Post")
    await add(store, text="Two.", title="Grain deal ends", published=date(2023, 6, 15), source="The Gazette")
    await add(store, text="Ships left the harbour.", title=None)
    found = await store.read(lambda conn: articles.find_articles(conn, words, guild=GUILD))
    assert [line.title for line in found] == expected
    limited = await store.read(lambda conn: articles.find_articles(conn, words, guild=GUILD, limit=2))
    assert limited == found[:2]


async def test_articles_are_counted_from_a_moment_up_to_another(store: Store) -> None:
    for hour in range(4):
        await add(store, text=f"Number {hour}.", at=NOON + timedelta(hours=hour), guild=GUILD if hour else None)
    start, end = NOON, NOON + timedelta(hours=3)
    count = articles.count_articles
    assert await store.read(lambda conn: count(conn, guild=GUILD, added_from=start, added_to=end)) == 3
    assert await store.read(lambda conn: count(conn, guild=None, added_from=start, added_to=end)) == 1


async def test_an_unknown_article_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError):
        await store.read(lambda conn: articles.get_article(conn, ArticleId(77), guild=GUILD))
