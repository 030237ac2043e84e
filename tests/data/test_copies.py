"""Copies are found by their sketches, kept with their outlet, and shown to those who may see them."""

from dataclasses import replace
from datetime import date

import pytest

from bot.model.copies import NewCopy, Printed
from bot.model.ids import ArticleId, GuildId, UserId
from bot.model.members import Member
from bot.sources.likeness import sketch
from data import articles, copies, events
from data.copies import KnownBy
from data.fingerprint import fingerprint
from data.hiding import hidden_outlets, hide_outlet, hiding_guilds, outlets_of, show_outlet
from data.store import Store
from tests.data.build import GUILD, NOON, OTHER_GUILD, Told, add, new, on, reading
from tests.fixtures.copies.texts import own_articles

LONG = own_articles(150)
ADMIN = Member(guild=GUILD, user=UserId(9))
MEETING = Told(headline="They meet", when=on("2023-06-14"))


async def keep(store: Store, text: str, guild: GuildId | None = GUILD, **metadata: object) -> ArticleId:
    found = reading(text=text, **metadata)  # type: ignore[arg-type]  # by name
    one = replace(new(found, guild=guild), sketch=sketch(text))
    number, _ = await store.write(lambda conn: articles.add_article(conn, one))
    return number


async def copy(store: Store, article: ArticleId, outlet: str, guild: GuildId = GUILD, url: str | None = None) -> bool:
    made = NewCopy(
        article=article, guild=guild, printed=Printed(name=outlet, url=url, title="T", day=date(2023, 6, 15)),
        fingerprint=fingerprint(f"Text at {outlet}."), similarity=0.9, seen_at=NOON,
    )  # fmt: skip
    return await store.write(lambda conn: copies.add_copy(conn, made))


@pytest.mark.parametrize(("seen_by", "is_found"), [(GUILD, True), (OTHER_GUILD, False), (None, False)])
async def test_a_server_s_sketches_are_its_own(store: Store, seen_by: GuildId | None, is_found: bool) -> None:
    number = await keep(store, LONG[0])
    await keep(store, LONG[1])
    half = sketch(" ".join(LONG[0].split()[: len(LONG[0].split()) // 2]))
    near = await store.read(lambda conn: copies.near_sketches(conn, half, guild=seen_by))
    assert [one for one, _ in near] == ([number] if is_found else [])


async def test_articles_of_an_older_store_get_their_sketches(store: Store) -> None:
    first = await add(store, text=LONG[0])
    await keep(store, LONG[1])
    (waiting,) = await store.read(lambda conn: copies.without_sketch(conn, limit=5))
    assert waiting == (first.id, None, first.reading.article.text)
    await store.write(lambda conn: copies.keep_sketch(conn, first.id, None, sketch(waiting[2])))
    assert await store.read(lambda conn: copies.without_sketch(conn, limit=5)) == ()


async def test_a_text_is_known_by_its_words_before_its_address(store: Store) -> None:
    by_words = await add(store, text="One text.", guild=GUILD, url="https://a.example/1")
    by_address = await add(store, text="Two texts.", guild=GUILD, url="https://b.example/2")
    await copy(store, by_words.id, "Fjord Post")

    async def known(text: str, url: str) -> tuple[ArticleId, KnownBy] | None:
        found = await store.read(lambda conn: copies.find_known(conn, text=text, url=url, guild=GUILD))
        return None if found is None else (found.article, found.by)

    assert await known("one TEXT", "https://m.b.example/2#top") == (by_words.id, KnownBy.WORDS)
    assert await known("Text at Fjord Post.", "https://c.example") == (by_words.id, KnownBy.WORDS)
    assert await known("Three texts.", "https://m.b.example/2#top") == (by_address.id, KnownBy.ADDRESS)
    assert await known("Three texts.", "https://c.example") is None


async def test_a_copy_is_shown_beside_its_article_and_is_no_report(store: Store) -> None:
    one = await add(store, MEETING, guild=GUILD, source="Reuters", url="https://www.reuters.com/1")
    assert await copy(store, one.id, "Fjord Post")
    assert await copy(store, one.id, "Xinhua")
    assert await copy(store, one.id, "Elsewhere", url="https://www.reuters.com/2")
    assert not await copy(store, one.id, "The Fjord Post")
    event = await store.read(lambda conn: events.get_event(conn, one.event_ids[0], guild=GUILD))
    (report,) = event.reports
    assert [printed.name for printed in report.copies] == ["Fjord Post", "Xinhua"]
    assert [printed.outlet and printed.outlet.kind.value for printed in report.copies] == [None, "state media"]
    assert report.outlet is not None
    assert report.outlet.flag == "🇬🇧"
    article = await store.read(lambda conn: articles.get_article(conn, one.id, guild=GUILD))
    assert article.copies == report.copies


async def test_a_copy_of_the_starter_pack_s_article_is_seen_by_who_was_brought_it(store: Store) -> None:
    common = await add(store, MEETING, source="Reuters")
    await copy(store, common.id, "Fjord Post")
    for guild, names in ((GUILD, ["Fjord Post"]), (OTHER_GUILD, []), (None, [])):
        seen = await store.read(lambda conn, guild=guild: articles.get_article(conn, common.id, guild=guild))  # type: ignore[misc]  # bound per turn
        assert [printed.name for printed in seen.copies] == names


async def test_a_hidden_outlet_s_reports_and_copies_are_not_shown(store: Store) -> None:
    first = await add(store, MEETING, guild=GUILD, source="Reuters", text="One.")
    await add(store, MEETING, guild=GUILD, source="Fjord Post", text="Two.")
    await copy(store, first.id, "Xinhua")
    for outlet in ("fjord post", "xinhua"):
        await store.write(lambda conn, outlet=outlet: hide_outlet(conn, outlet, ADMIN, at=NOON))  # type: ignore[misc]  # bound per turn

    async def shown(guild: GuildId) -> list[str | None]:
        event = await store.read(lambda conn: events.get_event(conn, first.event_ids[0], guild=guild))
        return [report.source for report in event.reports] + [one.name for one in event.reports[0].copies]

    assert await shown(GUILD) == ["Reuters"]
    await store.write(lambda conn: show_outlet(conn, "fjord post", GUILD))
    assert await shown(GUILD) == ["Reuters", "Fjord Post"]


async def test_an_event_that_only_a_hidden_outlet_tells_keeps_its_proof(store: Store) -> None:
    only = await add(store, MEETING, guild=GUILD, source="Fjord Post")
    await store.write(lambda conn: hide_outlet(conn, "fjord post", ADMIN, at=NOON))
    event = await store.read(lambda conn: events.get_event(conn, only.event_ids[0], guild=GUILD))
    assert [report.source for report in event.reports] == ["Fjord Post"]


async def test_outlets_are_listed_with_what_they_brought_and_hidden_by_server(store: Store) -> None:
    one = await add(store, text="One.", guild=GUILD, source="Fjord Post")
    await add(store, text="Two.", guild=GUILD, url="https://m.fjordpost.example/2")
    await add(store, text="Three.", guild=GUILD, source="fjord post")
    await add(store, text="Four.", guild=OTHER_GUILD, source="Andes Daily")
    await copy(store, one.id, "Xinhua News Agency")
    await store.write(lambda conn: hide_outlet(conn, "xinhua", ADMIN, at=NOON))
    found = await store.read(lambda conn: outlets_of(conn, GUILD))
    assert [(each.name, each.articles, each.copies, each.is_hidden) for each in found] == [
        ("Xinhua", 0, 1, True),
        ("Fjord Post", 2, 0, False),
        ("fjordpost.example", 1, 0, False),
    ]
    guilds = [GUILD, OTHER_GUILD]
    assert await store.read(lambda conn: hiding_guilds(conn, None, "https://www.news.cn/x", guilds)) == {GUILD}
    assert await store.read(lambda conn: hidden_outlets(conn, OTHER_GUILD)) == frozenset()
