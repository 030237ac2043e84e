"""The queue of changed events, and what the store knows of updates and of posted cards."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from bot.model.digest import DigestDecision, LedgerEntry, NewOutboxItem, OutboxItem
from bot.model.ids import ChannelId, EventId, MessageId, OutboxId
from bot.model.settings import GuildSettings, UpdatePlan
from bot.model.stored import StoredArticle
from data import articles, changes, digests, events, guilds, revisions, updates
from data.changes import Change
from data.store import Connection, Store
from tests.data.build import GUILD, NOON, OTHER_GUILD, US_CHINA, Told, add, new, on, reading
from tests.data.test_grouping import BOTH, ISLAND, PORT

LATER = NOON + timedelta(hours=1)
MEETING = Told(headline="Anna Reed meets Gao Lin", source=("Anna Reed/USA",), when=on("2023-06-14"))
AGAIN = replace(MEETING, headline="Reed and Gao meet", sentence="In Oslo, Anna Reed met Gao Lin of China.")
CARD = NewOutboxItem(
    guild=GUILD, channel=ChannelId(5), kind="digest", period=date(2023, 6, 14), part=0, payload="[1]", not_before=NOON,
    origin="{}",
)  # fmt: skip


async def waiting(store: Store, limit: int = 9) -> tuple[Change, ...]:
    return await store.read(lambda conn: changes.waiting_changes(conn, limit=limit))


async def settle(store: Store, change: Change) -> bool:
    return await store.write(lambda conn: changes.settle_change(conn, change))


async def emptied(store: Store, *told: Told) -> StoredArticle:
    """Add an article of the server's, and settle what it changed."""
    article = await add(store, *told, text="First.", source="One", guild=GUILD)
    for change in await waiting(store):
        assert await settle(store, change)
    return article


async def enqueue(store: Store, item: NewOutboxItem) -> OutboxItem:
    (row,) = await store.write(lambda conn: digests.enqueue(conn, [item]))
    return await store.read(lambda conn: digests.get_item(conn, row))


async def sent(store: Store, item: OutboxItem, *, place: int = 5) -> OutboxItem:
    await store.write(lambda conn: digests.claim(conn, owner="a", now=LATER))
    await store.write(
        lambda conn: digests.mark_sent(conn, item, owner="a", message=MessageId(77), place=ChannelId(place), now=LATER)
    )
    return await store.read(lambda conn: digests.get_item(conn, item.id))


async def test_what_comes_in_waits_once_the_strongest_first(store: Store) -> None:
    weak = Told(headline="They talk", when=on("2023-06-01"), salience=0.2)
    article = await add(store, weak, MEETING, guild=GUILD)
    found = await waiting(store)
    assert [(one.event, one.guild, one.at) for one in found] == [
        (article.event_ids[1], GUILD, NOON),
        (article.event_ids[0], GUILD, NOON),
    ]
    assert await settle(store, found[0])
    assert not await settle(store, found[0])
    assert await waiting(store) == found[1:]


async def test_a_known_article_changes_nothing(store: Store) -> None:
    await emptied(store, MEETING)
    same = new(reading(MEETING, text="First."), guild=GUILD)
    assert not (await store.write(lambda conn: articles.add_article(conn, same)))[1]
    assert await waiting(store) == ()


async def test_a_second_source_changes_the_event_and_no_other(store: Store) -> None:
    article = await emptied(store, MEETING, Told(headline="They talk", when=on("2023-05-01")))
    await add(store, AGAIN, text="Second.", source="Two", guild=GUILD, at=LATER)
    (change,) = await waiting(store)
    assert (change.event, change.at) == (article.event_ids[0], LATER)


async def test_a_server_s_report_of_a_shared_event_changes_it_for_that_server_only(store: Store) -> None:
    shared = await add(store, MEETING, text="First.")
    (first,) = await waiting(store)
    assert (first.event, first.guild) == (shared.event_ids[0], None)
    await settle(store, first)
    await add(store, AGAIN, text="Second.", guild=GUILD)
    (change,) = await waiting(store)
    assert (change.event, change.guild) == (shared.event_ids[0], GUILD)
    for guild in (GUILD, OTHER_GUILD):
        await enqueue(store, replace(CARD, guild=guild, events=shared.event_ids))
    of_all = await store.read(lambda conn: revisions.cards_showing(conn, change.event, None))
    of_one = await store.read(lambda conn: revisions.cards_showing(conn, change.event, GUILD))
    assert [[one.guild for one in found] for found in (of_all, of_one)] == [[GUILD, OTHER_GUILD], [GUILD]]


async def test_a_withdrawal_is_a_change_and_several_changes_are_one(store: Store) -> None:
    article = await emptied(store, MEETING)
    await add(store, AGAIN, text="Second.", guild=GUILD)
    (number,) = article.event_ids
    await store.write(lambda conn: events.withdraw_event(conn, number, guild=GUILD, reason="A rumour.", at=LATER))
    (change,) = await waiting(store)
    assert (change.at, len(change.rows)) == (LATER, 2)
    found = await store.read(lambda conn: events.get_event(conn, number, guild=GUILD))
    assert (found.withdrawn_at, found.withdrawn_reason) == (LATER, "A rumour.")


async def test_what_comes_in_while_a_change_is_looked_at_is_not_taken_with_it(store: Store) -> None:
    await add(store, MEETING, text="First.", guild=GUILD)
    (change,) = await waiting(store)
    await add(store, AGAIN, text="Second.", guild=GUILD)
    assert await settle(store, change)
    assert len(await waiting(store)) == 1


async def test_an_event_that_became_part_of_another_leaves_its_change_and_its_cards_to_that(store: Store) -> None:
    """A third report, near both, shows that two headlines told one event."""
    port, island = await emptied(store, PORT), await add(store, ISLAND, text="An island.", guild=GUILD)
    item = await enqueue(store, replace(CARD, events=(*port.event_ids, *island.event_ids)))
    await add(store, BOTH, text="Both.", guild=GUILD, at=LATER)
    (change,) = await waiting(store)
    numbers = (*port.event_ids, *island.event_ids)
    assert set((await store.read(lambda conn: events.current_numbers(conn, numbers))).values()) == {change.event}
    assert await store.read(lambda conn: revisions.cards_showing(conn, change.event, None)) == (item,)


async def test_a_tick_has_work_where_anything_is_due_changed_or_owed(store: Store) -> None:
    async def has_work() -> bool:
        return await store.read(lambda conn: digests.has_work(conn, NOON))

    async def due_at(settings: GuildSettings) -> None:
        await store.write(lambda conn: guilds.save_settings(conn, settings))

    assert not await has_work()
    await due_at(GuildSettings(guild=GUILD, next_due_at=NOON))
    assert await has_work()
    for idle in (
        GuildSettings(guild=GUILD, next_due_at=NOON, is_paused=True),
        GuildSettings(guild=GUILD, next_due_at=LATER),
    ):
        await due_at(idle)
        assert not await has_work()
    await emptied(store, MEETING)
    assert not await has_work()
    await add(store, AGAIN, text="Second.", guild=GUILD)
    assert await has_work()
    (change,) = await waiting(store)
    await settle(store, change)
    await enqueue(store, replace(CARD, not_before=LATER))
    assert not await has_work()
    await enqueue(store, replace(CARD, kind="now-1"))
    assert await has_work()
    await store.write(lambda conn: digests.claim(conn, owner="a", now=NOON))
    assert not await has_work()


@pytest.mark.sqlite_only
async def test_the_question_of_a_tick_reads_no_more_with_more_servers(store: Store) -> None:
    async def plan(conn: Connection) -> list[str]:
        asked: list[str] = []
        assert conn.sync_connection is not None
        event.listen(conn.sync_connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
        await digests.has_work(conn, NOON)
        (statement,) = (one for one in asked if "EXISTS" in one)
        rows = await conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", ("pending",) * statement.count("?"))
        return [row.detail for row in rows]

    found = " / ".join(await store.read(plan))
    assert "ix_guild_settings_next_due_at" in found
    assert "SCAN outbox" not in found
    assert "SCAN guild_settings" not in found


async def test_servers_that_want_updates(store: Store) -> None:
    told = GuildSettings(guild=GUILD, updates=UpdatePlan(channel=ChannelId(5), since=NOON))
    for one in (told, replace(told, guild=OTHER_GUILD, updates=UpdatePlan())):
        await store.write(lambda conn, one=one: guilds.save_settings(conn, one))  # type: ignore[misc]  # bound per turn
    assert await store.read(lambda conn: updates.servers_with_updates(conn, None)) == (told,)
    assert await store.read(lambda conn: updates.servers_with_updates(conn, GUILD)) == (told,)
    assert await store.read(lambda conn: updates.servers_with_updates(conn, OTHER_GUILD)) == ()


async def test_when_a_server_first_saw_an_event(store: Store) -> None:
    shared = await add(store, MEETING, text="First.", at=LATER)
    await add(store, AGAIN, text="Second.", guild=GUILD, at=NOON)
    (number,) = shared.event_ids
    first = await store.read(lambda conn: updates.first_recorded(conn, number, (GUILD, OTHER_GUILD)))
    assert first == {GUILD: NOON, OTHER_GUILD: LATER}
    assert await store.read(lambda conn: updates.pairs_of_event(conn, number)) == {US_CHINA.key}


async def test_an_event_is_decided_once_under_all_its_numbers(store: Store) -> None:
    async def decided(number: int) -> bool:
        return await store.read(lambda conn: updates.was_decided(conn, EventId(number), GUILD))

    article = await emptied(store, MEETING)
    (number,) = article.event_ids
    await store.write(lambda c: c.exec_driver_sql("INSERT INTO event_moved (id, event) SELECT 900, id FROM event"))
    assert not await decided(number)
    await enqueue(store, replace(CARD, kind="update-900", due_at=NOON))
    assert await decided(number)
    assert not await decided(901)
    left = LedgerEntry(
        guild=GUILD, kind="update-901", period=NOON.date(), decided_at=NOON, decision=DigestDecision.LEFT_TO_DIGEST
    )
    await store.write(lambda conn: digests.record_decision(conn, left))
    assert await decided(901)
    assert not await store.read(lambda conn: updates.was_decided(conn, number, OTHER_GUILD))


async def test_updates_are_counted_from_a_moment_on(store: Store) -> None:
    for number, at in ((1, NOON), (2, LATER), (3, LATER)):
        await enqueue(store, replace(CARD, kind=f"update-{number}", due_at=at))
    await enqueue(store, replace(CARD, due_at=LATER))
    assert await store.read(lambda conn: updates.count_updates(conn, GUILD, since=NOON)) == 2
    assert await store.read(lambda conn: updates.count_updates(conn, OTHER_GUILD, since=NOON)) == 0


async def test_a_card_on_its_way_is_looked_at_again_once_it_is_sent(store: Store) -> None:
    article = await emptied(store, MEETING)
    item = await enqueue(store, replace(CARD, events=article.event_ids))
    assert await store.read(lambda conn: revisions.cards_showing(conn, article.event_ids[0], GUILD)) == (item,)
    assert await store.write(lambda conn: revisions.rewrite_unsent(conn, item.id, "[2]"))
    await store.write(lambda conn: digests.claim(conn, owner="a", now=LATER))
    assert not await store.write(lambda conn: revisions.rewrite_unsent(conn, item.id, "[3]"))
    await store.write(lambda conn: revisions.mark_stale(conn, item.id))
    assert await waiting(store) == ()
    assert (await sent(store, item)).payload == "[2]"
    assert [one.event for one in await waiting(store)] == list(article.event_ids)


async def test_revisions_follow_each_other_and_go_where_the_message_is(store: Store) -> None:
    item = await sent(store, await enqueue(store, CARD), place=9)
    assert await store.read(lambda conn: revisions.last_revision(conn, item)) is None
    first = await enqueue(store, revisions.revision_of(item, "[2]", after=None, not_before=LATER))
    assert (first.kind, first.part, first.channel, first.target) == (f"edit-{item.id}", 1, 9, 77)
    assert await store.read(lambda conn: revisions.last_revision(conn, item)) == first
    assert await rewrite(store, first.id, "[3]")
    await store.write(lambda conn: digests.claim(conn, owner="a", now=LATER))
    assert not await rewrite(store, first.id, "[4]")
    second = revisions.revision_of(item, "[4]", after=first, not_before=LATER)
    assert second.part == 2
    await enqueue(store, second)
    assert await store.write(lambda conn: digests.claim(conn, owner="b", now=LATER)) == ()


async def rewrite(store: Store, item: OutboxId, payload: str) -> bool:
    return await store.write(lambda conn: revisions.rewrite_revision(conn, item, payload, now=LATER))
