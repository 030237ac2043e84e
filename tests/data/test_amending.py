"""An article that was changed: numbers of events stay with what they meant, what nobody tells any more is withdrawn."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.model.errors import NotFoundError
from bot.model.ids import ArticleId, EventId, GuildId
from bot.model.plover import EventType
from bot.model.reading import Quote, Reading, Span, Status
from bot.model.stored import EventQuery, NewArticle, StoredEvent
from data import articles, changes, events
from data.amending import GONE, Amended, amend_article
from data.fingerprint import fingerprint
from data.schema import article_version, quiz_item, quiz_item_event
from data.store import Connection, Store
from tests.data.build import GUILD, NOON, OTHER_GUILD, Told, add, new, on, reading
from tests.data.conftest import address

LATER = NOON + timedelta(hours=5)
MEETING = Told(
    headline="Anna Reed meets Gao Lin", when=on("2023-06-14"), source=("Anna Reed/USA",), target=("Gao Lin/CHN",)
)
MOVED = replace(MEETING, when=on("2023-06-15"))
CLAIM = Told(headline="China accuses the United States of spying on ships", act=EventType.ACCUSE,
             source=("CHN",), target=("USA",), when=on("2023-06-13"))  # fmt: skip
AID = Told(headline="Japan sends the United States rice", act=EventType.AID, source=("JPN",), target=("USA",),
           when=on("2023-06-12"))  # fmt: skip


async def amend(
    store: Store, article: ArticleId, found: Reading, *, guild: GuildId | None = GUILD, expected: str | None = None
) -> Amended | None:
    async def put(conn: Connection) -> Amended | None:
        before = await articles.get_article(conn, article, guild=guild)
        words = fingerprint(before.reading.article.text) if expected is None else expected
        return await amend_article(
            conn, article, NewArticle(reading=found, added_at=LATER, guild=guild), expected=words
        )

    return await store.write(put)


async def event(store: Store, number: EventId) -> StoredEvent:
    return await store.read(lambda conn: events.get_event(conn, number, guild=GUILD))


async def changed(store: Store) -> set[EventId]:
    return {one.event for one in await store.read(lambda conn: changes.waiting_changes(conn, limit=99))}


async def settle(store: Store) -> None:
    for one in await store.read(lambda conn: changes.waiting_changes(conn, limit=99)):
        await store.write(lambda conn, one=one: changes.settle_change(conn, one))  # type: ignore[misc]  # bound per turn


async def test_an_event_that_is_told_of_another_day_keeps_its_number(store: Store) -> None:
    before = await add(store, MEETING, CLAIM, guild=GUILD, text="First.")
    await settle(store)
    result = await amend(store, before.id, reading(MOVED, CLAIM, text="First."))
    assert result == Amended(is_told_anew=True, changed=frozenset({before.event_ids[0]}))
    meeting = await event(store, before.event_ids[0])
    assert meeting.event.when == on("2023-06-15")
    assert not meeting.is_withdrawn
    assert await changed(store) == {before.event_ids[0]}
    after = await store.read(lambda conn: articles.get_article(conn, before.id, guild=GUILD))
    assert after.event_ids == before.event_ids
    assert (after.versions, after.corrected_at) == (1, LATER)
    assert after.added_at == NOON


async def test_an_event_that_is_no_longer_told_is_withdrawn_and_keeps_its_proof(store: Store) -> None:
    before = await add(store, MEETING, CLAIM, guild=GUILD, source="Reuters")
    await amend(store, before.id, reading(CLAIM, text="Only the claim.", source="Reuters"))
    gone = await event(store, before.event_ids[0])
    assert gone.is_withdrawn
    assert gone.withdrawn_reason == GONE
    assert [(report.sentence, report.source) for report in gone.reports] == [("Anna Reed meets Gao Lin.", "Reuters")]
    assert not (await event(store, before.event_ids[1])).is_withdrawn
    assert set(before.event_ids) >= await changed(store) > {before.event_ids[0]} - {before.event_ids[0]}


async def test_an_event_that_others_tell_too_loses_a_report_only(store: Store) -> None:
    one = await add(store, MEETING, guild=GUILD, source="Reuters", text="One.")
    two = await add(store, MEETING, CLAIM, guild=GUILD, source="Xinhua", text="Two.")
    assert one.event_ids[0] == two.event_ids[0]
    await settle(store)
    await amend(store, one.id, reading(AID, text="Rice.", source="Reuters"))
    meeting = await event(store, two.event_ids[0])
    assert not meeting.is_withdrawn
    assert [report.source for report in meeting.reports] == ["Xinhua"]
    after = await store.read(lambda conn: articles.get_article(conn, one.id, guild=GUILD))
    assert after.event_ids[0] not in two.event_ids
    assert await changed(store) == {two.event_ids[0], after.event_ids[0]}


async def test_what_comes_in_new_is_one_with_what_others_tell(store: Store) -> None:
    other = await add(store, MEETING, guild=GUILD, source="Reuters", text="One.")
    one = await add(store, CLAIM, guild=GUILD, source="Xinhua", text="Two.")
    await amend(store, one.id, reading(CLAIM, MEETING, text="Two.", source="Xinhua"))
    after = await store.read(lambda conn: articles.get_article(conn, one.id, guild=GUILD))
    assert after.event_ids == (one.event_ids[0], other.event_ids[0])


async def test_a_withdrawn_event_does_not_come_back_with_a_new_version(store: Store) -> None:
    before = await add(store, MEETING, guild=GUILD)
    number = before.event_ids[0]
    await store.write(lambda conn: events.withdraw_event(conn, number, guild=GUILD, reason="A rumour.", at=NOON))
    await amend(store, before.id, reading(MEETING, AID, text="More."))
    after = await store.read(lambda conn: articles.get_article(conn, before.id, guild=GUILD))
    assert after.event_ids[0] == number
    assert (await event(store, number)).withdrawn_reason == "A rumour."
    page = await store.read(lambda conn: events.timeline(conn, EventQuery(guild=GUILD)))
    assert [one.id for one in page.events if not one.is_withdrawn] == [after.event_ids[1]]


async def test_the_starter_pack_s_event_stays_as_it_is(store: Store) -> None:
    common = await add(store, MEETING, text="Common.")
    ours = await add(store, MEETING, guild=GUILD, text="Ours.")
    assert ours.event_ids == common.event_ids
    await amend(store, ours.id, reading(CLAIM, text="Ours."))
    found = await event(store, common.event_ids[0])
    assert not found.is_withdrawn
    assert [report.article for report in found.reports] == [common.id]


@pytest.mark.parametrize("case", ["same words", "meanwhile", "another server's", "another article's words"])
async def test_nothing_changes_where_it_must_not(store: Store, case: str) -> None:
    told = reading(MEETING, text="First.")
    before = await add(store, MEETING, guild=GUILD, text="First.")
    other = await add(store, CLAIM, guild=GUILD, text="Other.")
    await settle(store)
    page = await store.read(lambda conn: events.timeline(conn, EventQuery(guild=GUILD)))
    if case == "same words":
        assert await amend(store, before.id, told) == Amended(is_told_anew=False, changed=frozenset())
    elif case == "meanwhile":
        assert await amend(store, before.id, reading(AID), expected=fingerprint("A version before.")) is None
    elif case == "another server's":
        with pytest.raises(NotFoundError):
            await amend(store, before.id, reading(AID), guild=OTHER_GUILD)
    else:
        assert await amend(store, before.id, other.reading) is None
    after = await store.read(lambda conn: articles.get_article(conn, before.id, guild=GUILD))
    assert after == before
    assert await store.read(lambda conn: events.timeline(conn, EventQuery(guild=GUILD))) == page
    assert await changed(store) == set()


async def test_words_that_tell_nothing_else_are_a_version_but_no_correction(store: Store) -> None:
    before = await add(store, MEETING, guild=GUILD, text="Snow fell.")
    await settle(store)
    assert await amend(store, before.id, reading(MEETING, text="Rain fell on the town.")) == Amended(
        is_told_anew=False, changed=frozenset()
    )
    after = await store.read(lambda conn: articles.get_article(conn, before.id, guild=GUILD))
    assert (after.versions, after.corrected_at) == (1, None)
    found = await store.read(lambda conn: articles.find_articles(conn, "rain", guild=GUILD))
    assert [one.id for one in found] == [before.id]
    assert await store.read(lambda conn: articles.find_articles(conn, "snow", guild=GUILD)) == ()
    kept = await store.read(lambda conn: conn.execute(article_version.select()))
    assert [row.text.split(".")[0] for row in kept] == ["Snow fell"]


def with_quotes(told: Reading, *quotes: str) -> Reading:
    made = tuple(Quote(speaker=None, text=one, sentence=0, span=Span(start=0, end=1)) for one in quotes)
    return replace(told, quotes=made)


async def ask(store: Store, fact: str, number: EventId | None = None) -> int:
    """Put a question into the server's bank."""

    async def put(conn: Connection) -> int:
        item = await conn.scalar(
            quiz_item.insert()
            .values(
                guild=GUILD, fingerprint=fact, kind="who", fact=fact, record="{}", version=1, seed=1, difficulty=0.0,
                answered=0, right=0, created_at=NOON,
            )
            .returning(quiz_item.c.id)
        )  # fmt: skip
        assert isinstance(item, int)
        if number is not None:
            await conn.execute(quiz_item_event.insert().values(item=item, event=number))
        return item

    return await store.write(put)


async def test_questions_on_what_changed_fall_and_others_stay(store: Store) -> None:
    text = "Words of the day."
    first = with_quotes(reading(MEETING, CLAIM, AID, text=text), "We agree", "We disagree")
    number, _ = await store.write(lambda conn: articles.add_article(conn, new(first, guild=GUILD)))
    before = await store.read(lambda conn: articles.get_article(conn, number, guild=GUILD))
    meeting, claim, aid = before.event_ids
    items = {
        await ask(store, f"E{meeting} date", meeting): True,
        await ask(store, f"E{claim} target", claim): True,
        await ask(store, f"E{aid} source", aid): False,
        await ask(store, f"A{number} quote 0"): False,
        await ask(store, f"A{number} quote 1"): True,
    }
    await amend(store, number, with_quotes(reading(MOVED, AID, text=text), "We agree", "We part"))
    rows = await store.read(lambda conn: conn.execute(quiz_item.select()))
    assert {row.id: row.withdrawn_at is not None for row in rows} == items


TOLD = [MEETING, MOVED, CLAIM, AID, replace(MEETING, status=Status.PLANNED), replace(CLAIM, when=on("2023-06-01"))]


@example(versions=[[CLAIM], [MEETING, MOVED, replace(CLAIM, when=on("2023-06-01"))]], other=[TOLD[-1]])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    versions=st.lists(st.lists(st.sampled_from(TOLD), max_size=4, unique_by=id), min_size=2, max_size=3),
    other=st.lists(st.sampled_from(TOLD), max_size=3, unique_by=id),
)
async def test_after_any_versions_the_store_tells_what_the_last_one_tells(
    empty_store: Path, tmp_path_factory: pytest.TempPathFactory, versions: list[list[Told]], other: list[Told]
) -> None:
    """An amended article's events are those that it would have if its last version had come in first."""
    tmp_path = tmp_path_factory.mktemp("amended")
    amended = await told_after(Path(shutil.copy(empty_store, tmp_path / "a.sqlite3")), versions, other)
    at_once = await told_after(Path(shutil.copy(empty_store, tmp_path / "b.sqlite3")), versions[-1:], other)
    assert amended == at_once, (amended, at_once)


async def told_after(path: Path, versions: Sequence[Sequence[Told]], other: Sequence[Told]) -> Sequence[object]:
    """Return what the standing events say once an article came in in several versions, beside another's."""
    store = await Store.open(address(path))
    try:
        return await _told_after(store, versions, other)
    finally:
        await store.close()


async def _told_after(store: Store, versions: Sequence[Sequence[Told]], other: Sequence[Told]) -> Sequence[object]:
    await add(store, *other, guild=GUILD, text="Another article.", source="Fjord Post")
    texts = [f"{left} versions to come." for left in reversed(range(len(versions)))]
    first = await add(store, *versions[0], guild=GUILD, text=texts[0], source="Reuters")
    for text, told in zip(texts[1:], versions[1:], strict=True):
        assert await amend(store, first.id, reading(*told, text=text, source="Reuters")) is not None
    page = await store.read(lambda conn: events.timeline(conn, EventQuery(guild=GUILD, limit=50)))
    after = await store.read(lambda conn: articles.get_article(conn, first.id, guild=GUILD))
    assert len(after.event_ids) == len(versions[-1])
    return sorted(
        (str(one.event.act), str(one.event.status), str(one.event.when), sorted(r.sentence for r in one.reports))
        for one in page.events
        if not one.is_withdrawn
    )
