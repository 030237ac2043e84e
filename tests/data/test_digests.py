import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from bot.model.digest import DigestDecision, LedgerEntry, NewOutboxItem, OutboxItem, OutboxState, Posting
from bot.model.errors import NotFoundError
from bot.model.ids import ChannelId, MessageId, OutboxId, RoleId, UserId
from bot.model.settings import GuildSettings
from data import digests, guilds
from data.store import Store
from tests.data.build import GUILD, NOON, OTHER_GUILD

TOMORROW = NOON + timedelta(days=1)
ITEM = NewOutboxItem(
    guild=GUILD, channel=ChannelId(5), kind="digest", period=date(2023, 6, 14), part=0, payload="{}", not_before=NOON
)


async def enqueue(store: Store, *items: NewOutboxItem) -> tuple[OutboxId, ...]:
    return await store.write(lambda conn: digests.enqueue(conn, items))


async def advance(store: Store, to: datetime, told: datetime | None = None) -> bool:
    return await store.write(lambda conn: digests.advance(conn, GUILD, to, told_until=told))


async def claim(store: Store, owner: str, now: datetime = NOON, limit: int = 50) -> tuple[OutboxItem, ...]:
    return await store.write(lambda conn: digests.claim(conn, owner=owner, now=now, limit=limit))


async def set_due(store: Store, moment: datetime | None) -> None:
    settings = GuildSettings(guild=GUILD, next_due_at=moment)
    await store.write(lambda conn: guilds.save_settings(conn, settings))


async def test_a_period_is_enqueued_once(store: Store) -> None:
    parts = (ITEM, replace(ITEM, part=1))
    first = await enqueue(store, *parts)
    assert len(first) == 2
    assert await enqueue(store, *parts) == ()
    (third,) = await enqueue(store, *parts, replace(ITEM, part=2))
    assert third not in first


@pytest.mark.parametrize(
    ("before", "after"),
    [(NOON, TOMORROW), (TOMORROW, TOMORROW), (None, None)],
    ids=["on", "not-twice", "switched-off-stays-off"],
)
async def test_the_schedule_moves_only_forward(store: Store, before: datetime | None, after: datetime | None) -> None:
    await set_due(store, before)
    assert await advance(store, TOMORROW, told=NOON) is (before == NOON)
    settings = await store.read(lambda conn: guilds.get_settings(conn, GUILD))
    assert (settings.next_due_at, settings.told_until) == (after, NOON if before == NOON else None)


async def test_where_nothing_was_told_the_schedule_alone_moves(store: Store) -> None:
    await set_due(store, NOON)
    assert await advance(store, TOMORROW)
    settings = await store.read(lambda conn: guilds.get_settings(conn, GUILD))
    assert (settings.next_due_at, settings.told_until) == (TOMORROW, None)


async def test_messages_of_several_servers_are_enqueued_at_once_and_none_is_nothing(store: Store) -> None:
    assert await enqueue(store) == ()
    assert len(await enqueue(store, ITEM)) == 1
    assert len(await enqueue(store, ITEM, replace(ITEM, guild=OTHER_GUILD))) == 1
    assert {item.guild for item in await claim(store, "a")} == {GUILD, OTHER_GUILD}


async def test_one_message_is_claimed_alone(store: Store) -> None:
    _, second = await enqueue(store, ITEM, replace(ITEM, kind="other"))
    taken = await store.write(lambda conn: digests.claim(conn, owner="a", now=NOON, only=second))
    assert [one.id for one in taken] == [second]
    assert await store.write(lambda conn: digests.claim(conn, owner="b", now=NOON, only=second)) == ()


async def test_what_was_handed_back_was_never_begun(store: Store) -> None:
    (row,) = await enqueue(store, ITEM)
    await claim(store, "a")
    assert not await store.write(lambda conn: digests.hand_back(conn, row, owner="b"))
    assert await store.write(lambda conn: digests.hand_back(conn, row, owner="a"))
    found = await store.read(lambda conn: digests.get_item(conn, row))
    assert (found.attempts, found.first_attempt_at, found.lease_until, found.owner) == (0, None, None, None)


async def test_an_attempt_that_was_begun_before_is_remembered_when_the_next_is_handed_back(store: Store) -> None:
    (row,) = await enqueue(store, ITEM)
    await claim(store, "a")
    await store.write(lambda conn: digests.release(conn, row, owner="a", not_before=NOON))
    await claim(store, "a", NOON + timedelta(minutes=1))
    await store.write(lambda conn: digests.hand_back(conn, row, owner="a"))
    found = await store.read(lambda conn: digests.get_item(conn, row))
    assert (found.attempts, found.first_attempt_at) == (1, NOON)


async def test_there_is_work_when_a_digest_is_due_or_a_message_may_be_sent(store: Store) -> None:
    async def has_work(now: datetime = NOON) -> bool:
        return await store.read(lambda conn: digests.has_work(conn, now))

    await set_due(store, TOMORROW)
    assert not await has_work()
    assert await has_work(TOMORROW)
    await advance(store, TOMORROW + timedelta(days=1))
    await enqueue(store, ITEM)
    assert await has_work()
    await claim(store, "a")
    assert not await has_work()
    assert await has_work(NOON + timedelta(seconds=91))


async def test_messages_that_a_channel_was_sent_are_known(store: Store) -> None:
    first, second, third = await enqueue(
        store, ITEM, replace(ITEM, kind="b", channel=ChannelId(6)), replace(ITEM, kind="c")
    )
    taken = {item.id: item for item in await claim(store, "a")}
    for row, message in ((first, 11), (second, 12)):
        item = taken[row]
        sent = partial(
            digests.mark_sent, item=item, owner="a", message=MessageId(message), place=item.channel, now=NOON
        )
        await store.write(sent)
    found = await store.read(
        lambda conn: digests.sent_messages(conn, guild=GUILD, channel=ChannelId(5), since=NOON - timedelta(hours=1))
    )
    assert found == {11}
    assert await store.read(lambda conn: digests.get_item(conn, third))


async def test_a_claimed_message_is_nobody_else_s_until_its_lease_ends(store: Store) -> None:
    (item,) = await enqueue(store, ITEM)
    (mine,) = await claim(store, "a")
    assert mine == OutboxItem(
        id=item, guild=GUILD, channel=ChannelId(5), kind="digest", period=date(2023, 6, 14), part=0, payload="{}",
        state=OutboxState.PENDING, attempts=1, first_attempt_at=NOON, not_before=NOON,
        lease_until=NOON + timedelta(seconds=90), owner="a", message=None, reason=None,
    )  # fmt: skip
    assert await claim(store, "b", NOON + timedelta(seconds=89)) == ()
    (again,) = await claim(store, "b", NOON + timedelta(seconds=90))
    assert (again.attempts, again.first_attempt_at, again.owner) == (2, NOON, "b")
    assert not await sent(store, again, "a")
    assert await sent(store, again, "b")
    assert not await sent(store, again, "b")
    assert await claim(store, "c", TOMORROW) == ()


async def sent(store: Store, item: OutboxItem, owner: str, place: ChannelId = ITEM.channel) -> bool:
    return await store.write(
        lambda conn: digests.mark_sent(conn, item, owner=owner, message=MessageId(9), place=place, now=NOON)
    )


async def test_a_part_waits_for_those_before_it_and_follows_them_into_a_thread(store: Store) -> None:
    await enqueue(store, ITEM, replace(ITEM, part=1), replace(ITEM, part=2))
    (first,) = await claim(store, "a")
    assert await claim(store, "b") == ()
    assert await sent(store, first, "a", ChannelId(77))
    (second,) = await claim(store, "a")
    assert (second.part, second.channel) == (1, 77)
    done = await store.read(lambda conn: digests.get_item(conn, first.id))
    assert (done.state, done.message, done.place) == (OutboxState.SENT, 9, 77)


async def test_how_a_message_arrives_is_kept(store: Store) -> None:
    posting = Posting(ping=RoleId(5), is_silent=True, thread="US – China", line="**Daily**", user=UserId(8))
    item = replace(ITEM, posting=posting, picture=b"PNG", origin="{}", target=MessageId(4), due_at=NOON)
    (row,) = await enqueue(store, item)
    found = await store.read(lambda conn: digests.get_item(conn, row))
    assert (found.posting, found.picture, found.origin, found.target, found.due_at) == (posting, b"PNG", "{}", 4, NOON)


async def test_what_was_refused_is_owed_again_where_it_may_be_taken(store: Store) -> None:
    (old, new) = await enqueue(store, ITEM, replace(ITEM, kind="other"))
    for _ in range(2):
        await claim(store, "a")
    for row in (old, new):
        await store.write(
            lambda conn, row=row: digests.mark_failed(conn, row, owner="a", reason="forbidden", now=NOON)  # type: ignore[misc]  # bound per turn
        )

    async def revive(since: datetime) -> int:
        return await store.write(
            lambda conn: digests.revive(conn, GUILD, kind="digest", channel=ChannelId(6), since=since, now=TOMORROW)
        )

    assert await revive(NOON + timedelta(seconds=1)) == 0
    assert await revive(NOON) == 1
    (again,) = await claim(store, "b", TOMORROW)
    assert (again.id, again.channel, again.reason, again.refusals) == (old, 6, None, 0)


async def test_claims_take_the_longest_waiting_first_and_no_more_than_asked(store: Store) -> None:
    waits = (3, 1, 2, -1)
    items = [replace(ITEM, kind=str(n), not_before=NOON - timedelta(minutes=wait)) for n, wait in enumerate(waits)]
    await enqueue(store, *items)
    assert [item.kind for item in await claim(store, "a", limit=2)] == ["0", "2"]
    assert [item.kind for item in await claim(store, "b")] == ["1"]


async def test_posters_of_two_processes_never_hold_the_same_message(store_url: str) -> None:
    stores = [await Store.open(store_url) for _ in range(2)]
    await enqueue(stores[0], *(replace(ITEM, kind=str(number)) for number in range(40)))
    taken = await asyncio.gather(*(claim(stores[n % 2], f"poster {n}", limit=7) for n in range(8)))
    numbers = [int(item.kind) for items in taken for item in items]
    assert sorted(numbers) == list(range(40))
    for store in stores:
        await store.close()


async def test_a_message_that_was_given_up_says_why(store: Store) -> None:
    (item,) = await enqueue(store, ITEM)
    await claim(store, "a")
    reason = "Missing permission: Send Messages"
    failed = digests.mark_failed
    assert not await store.write(lambda conn: failed(conn, item, owner="b", reason="?", now=NOON))
    assert await store.write(lambda conn: failed(conn, item, owner="a", reason=reason, now=NOON))
    found = await store.read(lambda conn: digests.get_item(conn, item))
    assert (found.state, found.reason, found.message, found.owner) == (OutboxState.FAILED, reason, None, None)
    assert await claim(store, "a", TOMORROW) == ()


async def test_a_released_message_waits_for_its_moment(store: Store) -> None:
    (item,) = await enqueue(store, ITEM)
    await claim(store, "a")
    later = NOON + timedelta(minutes=5)
    assert not await store.write(lambda conn: digests.release(conn, item, owner="b", not_before=NOON))
    assert await store.write(lambda conn: digests.release(conn, item, owner="a", not_before=later))
    assert await claim(store, "b", later - timedelta(seconds=1)) == ()
    assert [one.id for one in await claim(store, "b", later)] == [item]


async def test_the_oldest_pending_message_tells_how_far_behind_the_posters_are(store: Store) -> None:
    assert await store.read(digests.oldest_pending) is None
    await enqueue(store, ITEM, replace(ITEM, part=1, not_before=TOMORROW))
    assert await store.read(digests.oldest_pending) == NOON
    (first,) = await claim(store, "a")
    assert await sent(store, first, "a")
    assert await store.read(digests.oldest_pending) == TOMORROW


async def test_the_ledger_keeps_decisions_with_their_reasons_newest_first(store: Store) -> None:
    entry = LedgerEntry(
        guild=GUILD, kind="digest", period=date(2023, 6, 14), decided_at=NOON, decision=DigestDecision.ENQUEUED
    )
    failed = replace(entry, decision=DigestDecision.FAILED, reason="The channel is gone.")
    for one in (entry, failed, replace(entry, guild=OTHER_GUILD)):
        await store.write(lambda conn, one=one: digests.record_decision(conn, one))  # type: ignore[misc]  # bound per turn
    assert await store.read(lambda conn: digests.ledger(conn, GUILD)) == (failed, entry)
    assert await store.read(lambda conn: digests.ledger(conn, GUILD, limit=1)) == (failed,)


async def test_an_unknown_message_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError):
        await store.read(lambda conn: digests.get_item(conn, OutboxId(77)))
