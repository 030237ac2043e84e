"""Full texts and cards that were kept long enough: what goes, what stays, and whose."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from unittest.mock import AsyncMock

import pytest
from sqlalchemy import func, select, update

from bot.model.digest import NewOutboxItem, OutboxItem, OutboxState
from bot.model.errors import StoreError
from bot.model.ids import ArticleId, ChannelId, EventId, GuildId, MessageId
from bot.model.reading import Quote, Span, Summary, SummaryPoint
from bot.model.shortened import cited_sentences, is_whole, shortened
from bot.model.stored import EventQuery
from bot.operations.retention import CardRetention, TextRetention
from data import articles, copies, digests, events, posted, retention
from data.revisions import cards_showing
from data.schema import article_version, outbox, sentence
from data.store import Store
from tests.data.build import GUILD, NOON, Told, add, new, on, reading

MEETING = Told(headline="They meet", when=on("2023-06-14"))
KEPT_DAYS = 30
ITEM = NewOutboxItem(
    guild=GUILD, channel=ChannelId(5), kind="digest", period=NOON.date(), part=0, payload="{}", not_before=NOON
)
OWN_DESK = GuildId(-5)


def desk(store: Store, *, days_later: int) -> TextRetention:
    return TextRetention(store, days=KEPT_DAYS, clock=lambda: NOON + timedelta(days=days_later))


async def test_only_the_sentence_that_proves_an_event_stays(store: Store) -> None:
    told = reading(MEETING, text="Rain fell on the capital.", url="https://x.org/a")
    before = await add(store, MEETING, text="Rain fell on the capital.", url="https://x.org/a", guild=GUILD)
    shown = await store.read(lambda conn: events.timeline(conn, EventQuery(guild=GUILD)))
    assert await desk(store, days_later=KEPT_DAYS).shorten() == 0
    assert await desk(store, days_later=KEPT_DAYS + 1).shorten() == 1
    after = await store.read(lambda conn: articles.get_article(conn, before.id, guild=GUILD))
    assert after.reading.article.text == " " * 26 + "They meet."
    assert replace(after.reading, article=told.article) == before.reading
    assert await store.read(lambda conn: events.timeline(conn, EventQuery(guild=GUILD))) == shown
    kept = await store.read(lambda conn: conn.scalars(select(sentence.c.text).where(sentence.c.article == before.id)))
    assert list(kept) == ["They meet."]
    assert await store.read(lambda conn: articles.find_articles(conn, "rain", guild=GUILD)) == ()
    assert len(await store.read(lambda conn: articles.find_articles(conn, "meet", guild=GUILD))) == 1
    assert await desk(store, days_later=KEPT_DAYS + 2).shorten() == 0


@pytest.mark.parametrize(
    ("guild", "is_shortened"), [(GUILD, 1), (OWN_DESK, 1), (None, 0)], ids=["server", "own", "pack"]
)
async def test_whose_texts_are_shortened(store: Store, guild: GuildId | None, is_shortened: int) -> None:
    await add(store, MEETING, text="Rain fell.", guild=guild)
    assert await desk(store, days_later=400).shorten() == is_shortened


async def test_more_than_are_shortened_at_once(store: Store) -> None:
    for number in range(45):
        await add(store, MEETING, text=f"Rain fell on day {number}.", guild=GUILD)
    await add(store, MEETING, Told(headline="All of it is told"), text="They meet again.", guild=OWN_DESK)
    assert await desk(store, days_later=31).shorten() == 46
    assert await store.read(lambda conn: conn.scalar(select(func.count()).select_from(sentence))) == 47


async def test_an_article_of_which_everything_is_cited_stays_as_it_is(store: Store) -> None:
    whole = reading(MEETING)
    whole = replace(whole, quotes=(Quote(speaker=None, text="met", sentence=0, span=whole.sentences[0]),))
    number, _ = await store.write(lambda conn: articles.add_article(conn, new(whole, guild=GUILD)))
    assert await desk(store, days_later=31).shorten() == 0
    assert (await store.read(lambda conn: articles.get_article(conn, number, guild=GUILD))).reading == whole


async def test_a_shortened_text_is_known_again_by_its_words_and_by_its_address(store: Store) -> None:
    text, url = "Rain fell on the capital.", "https://x.org/a"
    kept = await add(store, MEETING, text=text, url=url, guild=GUILD)
    await desk(store, days_later=31).shorten()
    whole = reading(MEETING, text=text).article.text
    for asked, address in ((whole, None), ("Another text.", url)):
        known = await store.read(lambda conn: copies.find_known(conn, text=asked, url=address, guild=GUILD))  # noqa: B023
        assert known is not None
        assert (known.article, known.is_whole) == (kept.id, False)


async def test_earlier_versions_lose_their_text_only(store: Store) -> None:
    kept = await add(store, MEETING, guild=GUILD)
    values = {
        "article": kept.id, "number": 1, "guild": GUILD, "title": "Before", "fingerprint": "f", "text": "What it said.",
        "replaced_at": NOON, "is_told_anew": True,
    }  # fmt: skip
    await store.write(lambda conn: conn.execute(article_version.insert().values(values)))
    for days, text in ((30, "What it said."), (31, "")):
        await desk(store, days_later=days).shorten()
        row = (await store.read(lambda conn: conn.execute(select(article_version)))).one()
        assert (row.title, row.text, row.is_told_anew) == ("Before", text, True)


async def test_articles_that_went_meanwhile_are_left_out(store: Store) -> None:
    assert await store.write(lambda conn: retention.shorten(conn, (ArticleId(999),))) == 0


def test_what_is_cited() -> None:
    told = reading(MEETING, Told(headline="They agree"), text="Rain fell.")
    point = SummaryPoint(lead="", text="Rain fell.", sentences=(0,))
    told = replace(told, summary=Summary(title="", short=(), standard=(), full=(point,)))
    assert cited_sentences(told) == {0, 1, 2}
    assert cited_sentences(reading(MEETING)) == {1}


def test_offsets_stay_and_shortening_again_changes_nothing() -> None:
    told = reading(MEETING, Told(headline="They agree"), text="Rain fell.")
    once = shortened(told, {1})
    assert once.sentence(1) == "They meet."
    assert len(once.article.text) == len(told.article.text)
    assert shortened(once, {1}) == once
    assert (is_whole(told.article.text, told.sentences), is_whole(once.article.text, once.sentences)) == (True, False)
    assert is_whole("", ()) is True
    assert is_whole("a b", (Span(start=0, end=1), Span(start=1, end=2))) is False


async def sent(store: Store, *, part: int, at: datetime, event: EventId) -> OutboxItem:
    """Return a message that shows an event and was posted at a moment."""
    new_item = replace(ITEM, part=part, origin="{}", not_before=at)
    (row,) = await store.write(lambda conn: digests.enqueue(conn, (new_item,)))
    await store.write(lambda conn: posted.keep_shown(conn, {row: [event]}))
    (item,) = await store.write(lambda conn: digests.claim(conn, owner="a", now=at, only=row))
    note = partial(digests.mark_sent, item=item, owner="a", message=MessageId(part + 1), place=item.channel, now=at)
    assert await store.write(note)
    return await store.read(lambda conn: digests.get_item(conn, row))


async def test_of_an_old_card_stays_that_it_was_posted(store: Store) -> None:
    event = (await add(store, MEETING, guild=GUILD)).event_ids[0]
    old = await sent(store, part=0, at=NOON, event=event)
    new_ = await sent(store, part=1, at=NOON + timedelta(days=50), event=event)
    waiting = replace(ITEM, part=2)
    await store.write(lambda conn: digests.enqueue(conn, (waiting,)))
    cards = CardRetention(store, days=90, clock=lambda: NOON + timedelta(days=91))
    assert await cards.empty() == 1
    assert await cards.empty() == 0
    left = await store.read(lambda conn: digests.get_item(conn, old.id))
    assert left == replace(old, payload="", origin=None)
    assert await store.read(lambda conn: digests.get_item(conn, new_.id)) == new_
    assert [one.id for one in await store.read(lambda conn: cards_showing(conn, event, None))] == [new_.id]
    assert await store.write(lambda conn: digests.enqueue(conn, (ITEM,))) == ()
    (owed,) = await store.write(lambda conn: digests.claim(conn, owner="b", now=NOON + timedelta(days=91)))
    assert (owed.part, owed.payload) == (2, "{}")


async def test_more_cards_are_let_go_than_at_once(store: Store) -> None:
    items = [replace(ITEM, part=part) for part in range(450)]
    rows = await store.write(lambda conn: digests.enqueue(conn, items))
    values = {"state": OutboxState.SENT.value, "finished_at": NOON}
    await store.write(lambda conn: conn.execute(update(outbox).where(outbox.c.id.in_(rows)).values(**values)))
    assert await CardRetention(store, days=30, clock=lambda: NOON + timedelta(days=31)).empty() == 450
    assert await store.read(lambda conn: conn.scalar(select(func.sum(func.length(outbox.c.payload))))) == 0


async def test_what_can_t_be_let_go_waits_for_the_next_look(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await store.write(lambda conn: digests.enqueue(conn, (ITEM,)))
    await store.write(lambda conn: conn.execute(update(outbox).values(finished_at=NOON)))
    cards = CardRetention(store, days=30, clock=lambda: NOON + timedelta(days=31))
    with monkeypatch.context() as broken, caplog.at_level("WARNING"):
        broken.setattr(Store, "write", AsyncMock(side_effect=StoreError("disk full")))
        await cards.tick()
    assert "cards_not_let_go" in caplog.text
    assert await cards.empty() == 1
