"""What becomes of entries whose pages can't be had, and which day an article has by its feed."""

from datetime import date

import pytest

from bot.model.errors import FetchError
from bot.model.feeds import EntryOutcome
from bot.model.topics import Effect, Scope, Topic
from bot.sources import failures
from data import articles, topics
from tests.feeds.building import article_text, headline
from tests.feeds.conftest import ALICE, BOB, GUILD, OTHER, House
from tests.sources.servers import Behaviour, answer

LEFT_OUT, UNREADABLE = EntryOutcome.LEFT_OUT, EntryOutcome.UNREADABLE


@pytest.mark.parametrize(
    ("status", "is_passing"),
    [
        (None, True), (400, False), (401, False), (402, False), (404, False), (408, True), (410, False), (425, True),
        (429, True), (451, False), (500, True), (501, True), (507, True), (522, True), (599, True),
    ],
)  # fmt: skip
def test_which_answers_may_be_otherwise_in_an_hour(status: int | None, *, is_passing: bool) -> None:
    assert FetchError("failed", user_text="It failed.", status=status).is_passing is is_passing


@pytest.mark.parametrize(
    "error",
    [failures.refused("inside"), failures.no_link("no link"), failures.of_type("image/png"), failures.of_size(9)],
    ids=["refused", "no link", "type", "size"],
)
def test_what_stays_as_it_is(error: FetchError) -> None:
    assert error.status is None
    assert not error.is_passing


@pytest.mark.parametrize("status", [500, 501, 522, 429])
async def test_a_page_whose_server_has_trouble_is_tried_again(house: House, status: int) -> None:
    house.prints(house.items(1))
    house.site.routes["/story/1"] = answer("busy", status=status)
    await house.follow()
    await house.desk.tick()
    assert await house.outcomes() == [None]


@pytest.mark.parametrize(
    ("path", "behaviour", "words"),
    [
        ("/robots.txt", answer("User-agent: *\nDisallow: /story/", content_type="text/plain"), "asks programs not to"),
        ("/story/1", answer(b"\x89PNG\r\n\x1a\n" + bytes(999), content_type="image/png"), "can't read"),
        ("/story/1", answer("x" * 400_000), "larger than"),
        ("/story/1", answer("pay", status=402), ""),
    ],
    ids=["robots.txt", "a picture", "too large", "to be paid for"],
)
async def test_a_page_that_stays_as_it_is_is_asked_for_once(
    house: House, path: str, behaviour: Behaviour, words: str
) -> None:
    house.prints(house.items(1))
    house.site.routes[path] = behaviour
    await house.follow()
    await house.desk.tick()
    (line,) = await house.lines()
    assert line.result is not None
    assert line.result.outcome is UNREADABLE
    assert words in line.result.reason


@pytest.mark.parametrize("status", [402, 503], ids=["for good", "four times"])
async def test_where_a_filter_keeps_an_entry_out_it_is_not_said_to_be_unreadable(house: House, status: int) -> None:
    rice = Topic(name="No rice", effect=Effect.KEEP_OUT, words="title:rice", scope=Scope.ANYWHERE)
    await house.store.write(lambda c: topics.save_topic(c, rice, ALICE, house.clock.now))
    house.prints(house.items(12))  # on rice
    house.site.routes["/story/12"] = answer("no", status=status)
    await house.follow(ALICE)
    await house.follow(BOB)
    for _ in range(4):
        await house.desk.tick()
        house.clock.move(hours=3)
    (mine,), (theirs,) = await house.lines(GUILD), await house.lines(OTHER)
    assert mine.result is not None
    assert (mine.result.outcome, mine.result.reason) == (LEFT_OUT, "The filter “No rice” keeps it out.")
    assert theirs.result is not None
    assert theirs.result.outcome is UNREADABLE


@pytest.mark.parametrize(
    ("dated", "day"),
    [
        ("<updated>2024-05-19T10:00:00Z</updated>", None),
        ("<published>2024-05-18T10:00:00Z</published><updated>2024-05-19T10:00:00Z</updated>", date(2024, 5, 18)),
    ],
    ids=["only updated", "published"],
)
async def test_an_article_has_the_day_on_which_its_feed_published_it(
    house: House, dated: str, day: date | None
) -> None:
    text = "".join(f"<p>{one.partition(' - ')[2] or one}</p>" for one in article_text(1))
    house.site.routes["/a"] = answer(f"<html><body><article><h1>{headline(1)}</h1>{text}</article></body></html>")
    house.site.routes["/feed.xml"] = answer(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>x</id><updated>2024-05-20T10:00:00Z</updated>'
        f'<entry><title>{headline(1)}</title><id>tag:1</id><link href="{house.site.url("/a")}"/>{dated}</entry></feed>',
        content_type="application/atom+xml",
    )
    await house.follow()
    await house.desk.tick()
    (line,) = await house.lines()
    assert line.published is not None
    assert line.result is not None
    number = line.result.article
    assert number is not None
    kept = await house.store.read(lambda c: articles.get_article(c, number, guild=GUILD))
    assert kept.reading.article.published == day
