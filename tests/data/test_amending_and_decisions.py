"""What editors decided about an article's events holds when the article is changed where it was printed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.decisions import DecisionKind, EventEdit
from bot.model.ids import ArticleId, EventId, GuildId
from bot.model.stored import StoredArticle
from data import articles, events, updates
from data.amending import GONE, amend_article
from data.fingerprint import fingerprint
from data.schema import quiz_item, quiz_item_event
from data.store import Connection, Store
from tests.data.build import GUILD, NOON, OTHER_GUILD, Told, add, new, on, reading
from tests.data.test_event_desk import AGAIN, LATER, OTHER_DAY, decide, get, listed, undo
from tests.data.test_marks import LATER_DAY, MEETING, REQUEST
from tests.data.test_news import HOUR, recorded

OTHER_WORDS = replace(MEETING, headline="US and Chinese ministers confer about trade")
MORE_WORDS = replace(MEETING, headline="Anna Reed sits down with Li Wei for a second day of long discussions in Oslo")


async def amend(store: Store, article: StoredArticle, *told: Told, after: timedelta = 3 * HOUR) -> None:
    newer = new(reading(*told, text="Amended."), guild=GUILD, at=NOON + after)
    expected = fingerprint(article.reading.article.text)
    assert await store.write(lambda c: amend_article(c, article.id, newer, expected=expected)) is not None


async def ask(store: Store, number: EventId, guild: GuildId = GUILD) -> int:
    """Put a question about an event into a server's bank."""

    async def put(conn: Connection) -> int:
        item = await conn.scalar(
            quiz_item.insert()
            .values(
                guild=guild, fingerprint=f"{guild} {number}", kind="date", fact=f"E{number} date", record="{}",
                version=1, seed=1, difficulty=0.0, answered=0, right=0, created_at=NOON,
            )
            .returning(quiz_item.c.id)
        )  # fmt: skip
        assert isinstance(item, int)
        await conn.execute(quiz_item_event.insert().values(item=item, event=number))
        return item

    return await store.write(put)


async def is_counted(store: Store) -> Mapping[int, bool]:
    """Return by question whether it counts."""
    rows = await store.read(lambda conn: conn.execute(quiz_item.select()))
    return {row.id: row.withdrawn_at is None for row in rows}


async def numbers(store: Store, article: ArticleId) -> tuple[EventId, ...]:
    return (await store.read(lambda c: articles.get_article(c, article, guild=GUILD))).event_ids


async def test_a_merge_an_edit_and_a_withdrawal_hold_through_a_newer_version(store: Store) -> None:
    first = await add(store, REQUEST, MEETING, text="First.", title="First", guild=GUILD)
    second = await add(store, LATER_DAY, text="Second.", title="Second", guild=GUILD)
    request, meeting = first.event_ids
    await decide(store, DecisionKind.MERGE, meeting, other=second.event_ids[0])
    await decide(store, DecisionKind.EDIT, meeting, edit=EventEdit(place="Bergen"))
    gone = await decide(store, DecisionKind.WITHDRAW, request, reason="A rumour.")
    newer = new(
        reading(replace(MEETING, when=on("2023-06-15")), REQUEST, text="First, amended.", title="First"),
        guild=GUILD,
        at=NOON + timedelta(hours=2),
    )
    before = fingerprint(first.reading.article.text)
    assert await store.write(lambda c: amend_article(c, first.id, newer, expected=before)) is not None
    (one,) = await listed(store)
    assert (len(one.reports), one.event.place) == (2, "Bergen")
    found = await get(store, request)
    assert (found.is_withdrawn, found.withdrawn_reason) == (True, "A rumour.")
    await undo(store, gone)
    assert len(await listed(store)) == 2


async def test_questions_about_a_shared_event_stay_when_a_server_s_own_report_of_it_goes(store: Store) -> None:
    shared = await add(store, MEETING, text="Starter pack.")
    own = await add(store, AGAIN, text="Own.", guild=GUILD)
    assert shared.event_ids == own.event_ids
    items = [await ask(store, shared.event_ids[0], guild) for guild in (GUILD, OTHER_GUILD)]
    await amend(store, own, OTHER_DAY)
    assert await is_counted(store) == dict.fromkeys(items, True)


@pytest.mark.parametrize(
    ("kind", "more", "newer"),
    [
        (DecisionKind.EDIT, {"edit": EventEdit(when=on("2023-06-10"))}, (REQUEST,)),
        (DecisionKind.EDIT, {"edit": EventEdit(when=on("2023-06-10"))}, (replace(MEETING, when=on("2023-06-12")),)),
        (DecisionKind.WITHDRAW, {"reason": "A rumour."}, (REQUEST,)),
    ],
    ids=["edited, gone", "edited, of another day", "withdrawn, gone"],
)
async def test_undoing_brings_no_question_back_that_a_newer_version_took(
    store: Store, kind: DecisionKind, more: Mapping[str, object], newer: tuple[Told, ...]
) -> None:
    article = await add(store, MEETING, REQUEST, text="First.", guild=GUILD)
    meeting, request = article.event_ids
    asked, other = await ask(store, meeting), await ask(store, request)
    decision = await decide(store, kind, meeting, **more)
    assert await is_counted(store) == {asked: False, other: True}
    await amend(store, article, *newer, REQUEST)
    await undo(store, decision)
    assert await is_counted(store) == {asked: False, other: True}


async def test_a_withdrawal_that_is_undone_when_nobody_tells_the_event_leaves_it_withdrawn_as_untold(
    store: Store,
) -> None:
    article = await add(store, MEETING, REQUEST, text="First.", guild=GUILD)
    decision = await decide(store, DecisionKind.WITHDRAW, article.event_ids[0], reason="A rumour.")
    await amend(store, article, REQUEST)
    assert (await get(store, article.event_ids[0])).withdrawn_reason == "A rumour."
    await undo(store, decision)
    found = await get(store, article.event_ids[0])
    assert (found.is_withdrawn, found.withdrawn_reason) == (True, GONE)


@pytest.mark.parametrize("newer", [OTHER_WORDS, MORE_WORDS], ids=["other words", "more words"])
async def test_decisions_go_where_the_event_s_number_goes_when_its_sentence_is_worded_anew(
    store: Store, newer: Told
) -> None:
    article = await add(store, MEETING, text="First.", guild=GUILD)
    (number,) = article.event_ids
    await decide(store, DecisionKind.EDIT, number, edit=EventEdit(place="Bergen"))
    gone = await decide(store, DecisionKind.WITHDRAW, number, reason="A rumour.")
    await amend(store, article, newer)
    assert await numbers(store, article.id) == (number,)
    assert await listed(store) == ()
    found = await get(store, number)
    assert (found.withdrawn_reason, found.event.place, found.event.headline) == ("A rumour.", "Bergen", newer.headline)
    await undo(store, gone)
    assert not (await get(store, number)).is_withdrawn


async def test_a_split_holds_when_a_sentence_is_worded_anew(store: Store) -> None:
    first = await add(store, MEETING, text="First.", title="First", guild=GUILD)
    second = await add(store, AGAIN, text="Second.", title="Second", guild=GUILD)
    assert first.event_ids == second.event_ids
    await decide(store, DecisionKind.SPLIT, first.event_ids[0], leaving=frozenset({second.id}))
    await amend(store, second, MORE_WORDS)
    assert await numbers(store, first.id) != await numbers(store, second.id)


async def test_the_operator_s_withdrawal_outlives_that_of_an_editor(store: Store) -> None:
    (number,) = (await add(store, MEETING, text="Starter pack.")).event_ids
    decision = await decide(store, DecisionKind.WITHDRAW, number, reason="Not for us.")
    await store.write(lambda c: events.withdraw_event(c, number, guild=None, reason="Wrong.", at=LATER))
    await undo(store, decision)
    for guild in (GUILD, OTHER_GUILD):
        assert (await get(store, number, guild)).withdrawn_reason == "Wrong."


async def test_what_a_newer_version_adds_is_news_then_and_what_it_tells_otherwise_is_not(store: Store) -> None:
    article = await add(store, MEETING, text="First.", guild=GUILD)
    later_day = replace(MEETING, when=on("2023-06-15"))
    await amend(store, article, later_day, REQUEST, after=5 * HOUR)
    assert await recorded(store, -1 * HOUR, HOUR) == [MEETING.headline]
    assert await recorded(store, 4 * HOUR, 6 * HOUR) == [REQUEST.headline]
    again = await store.read(lambda c: articles.get_article(c, article.id, guild=GUILD))
    await amend(store, again, REQUEST, later_day, OTHER_DAY, after=9 * HOUR)
    assert await recorded(store, 4 * HOUR, 6 * HOUR) == [REQUEST.headline]
    assert await recorded(store, 8 * HOUR, 10 * HOUR) == [OTHER_DAY.headline]


async def test_what_a_newer_version_of_a_background_article_adds_was_recorded_with_it(store: Store) -> None:
    first = replace(new(reading(MEETING, text="First."), guild=GUILD), is_background=True)
    number, _ = await store.write(lambda c: articles.add_article(c, first))
    article = await store.read(lambda c: articles.get_article(c, number, guild=GUILD))
    await amend(store, article, MEETING, REQUEST, after=5 * HOUR)
    old, added = await numbers(store, number)
    known = await store.read(lambda c: updates.first_recorded(c, added, [GUILD]))
    assert known == {GUILD: NOON + 5 * HOUR}
    assert (await store.read(lambda c: updates.first_recorded(c, old, [GUILD])))[GUILD] < NOON
