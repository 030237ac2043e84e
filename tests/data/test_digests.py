import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.model.digest import DigestDecision, LedgerEntry, NewOutboxItem, OutboxItem, OutboxState
from bot.model.errors import NotFoundError
from bot.model.ids import ChannelId, MessageId, OutboxId
from bot.model.settings import GuildSettings
from data import digests, guilds
from data.store import Store
from tests.data.build import GUILD, NOON, OTHER_GUILD
from tests.data.conftest import address

TOMORROW = NOON + timedelta(days=1)
ITEM = NewOutboxItem(
    guild=GUILD, channel=ChannelId(5), kind="digest", period=date(2023, 6, 14), part=0, payload="{}", not_before=NOON
)


async def enqueue(store: Store, *items: NewOutboxItem, due: datetime | None = TOMORROW) -> tuple[OutboxId, ...]:
    return await store.write(lambda conn: digests.enqueue(conn, items, next_due_at=due))


async def claim(store: Store, owner: str, now: datetime = NOON, limit: int = 50) -> tuple[OutboxItem, ...]:
    return await store.write(lambda conn: digests.claim(conn, owner=owner, now=now, limit=limit))


async def due(store: Store) -> datetime | None:
    return (await store.read(lambda conn: guilds.get_settings(conn, GUILD))).next_due_at


async def set_due(store: Store, moment: datetime | None) -> None:
    settings = GuildSettings(guild=GUILD, next_due_at=moment)
    await store.write(lambda conn: guilds.save_settings(conn, settings))


async def test_a_period_is_enqueued_once_and_the_schedule_moves_on(store: Store) -> None:
    await set_due(store, NOON)
    parts = (ITEM, replace(ITEM, part=1))
    first = await enqueue(store, *parts)
    assert len(first) == 2
    assert await due(store) == TOMORROW
    assert await enqueue(store, *parts) == ()
    (third,) = await enqueue(store, *parts, replace(ITEM, part=2))
    assert third not in first


@pytest.mark.parametrize(
    ("before", "given", "after"),
    [
        (NOON, TOMORROW, TOMORROW),
        (TOMORROW, NOON, TOMORROW),
        (None, TOMORROW, None),
        (NOON, None, NOON),
    ],
    ids=["on", "never-back", "switched-off-stays-off", "sent-by-hand"],
)
async def test_the_schedule_moves_only_forward(
    store: Store, before: datetime | None, given: datetime | None, after: datetime | None
) -> None:
    await set_due(store, before)
    await enqueue(store, ITEM, due=given)
    assert await due(store) == after


@pytest.mark.parametrize("items", [(), (ITEM, replace(ITEM, guild=OTHER_GUILD))], ids=["none", "two-servers"])
async def test_the_outbox_takes_one_server_s_messages_at_a_time(store: Store, items: tuple[NewOutboxItem, ...]) -> None:
    with pytest.raises(ValueError, match="one server"):
        await enqueue(store, *items)


async def test_several_servers_digests_are_enqueued_at_once_each_with_its_own_next_moment(store: Store) -> None:
    for guild in (GUILD, OTHER_GUILD):
        await store.write(partial(guilds.save_settings, settings=GuildSettings(guild=guild, next_due_at=NOON)))
    await enqueue(store, ITEM, due=None)
    later = TOMORROW + timedelta(hours=1)
    due_now = [(ITEM, TOMORROW), (replace(ITEM, guild=OTHER_GUILD), later)]
    assert await store.write(partial(digests.enqueue_due, due=due_now)) == {OTHER_GUILD}
    assert await store.write(partial(digests.enqueue_due, due=due_now)) == frozenset()
    moments = [
        (await store.read(partial(guilds.get_settings, guild=guild))).next_due_at for guild in (GUILD, OTHER_GUILD)
    ]
    assert moments == [TOMORROW, later]
    assert len(await claim(store, "a")) == 2


async def test_one_message_is_claimed_alone(store: Store) -> None:
    _, second = await enqueue(store, ITEM, replace(ITEM, part=1))
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
    await enqueue(store, ITEM, due=TOMORROW + timedelta(days=1))
    assert await has_work()
    await claim(store, "a")
    assert not await has_work()
    assert await has_work(NOON + timedelta(seconds=91))


async def test_messages_that_a_channel_was_sent_are_known(store: Store) -> None:
    first, second, third = await enqueue(
        store, ITEM, replace(ITEM, part=1, channel=ChannelId(6)), replace(ITEM, part=2)
    )
    await claim(store, "a")
    for row, message in ((first, 11), (second, 12)):
        sent = partial(digests.mark_sent, item=row, owner="a", message=MessageId(message), now=NOON)
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
    assert not await sent(store, item, "a")
    assert await sent(store, item, "b")
    assert not await sent(store, item, "b")
    assert await claim(store, "c", TOMORROW) == ()


async def sent(store: Store, item: OutboxId, owner: str) -> bool:
    return await store.write(lambda conn: digests.mark_sent(conn, item, owner=owner, message=MessageId(9), now=NOON))


async def test_claims_take_the_longest_waiting_first_and_no_more_than_asked(store: Store) -> None:
    waits = (3, 1, 2, -1)
    items = [replace(ITEM, part=n, not_before=NOON - timedelta(minutes=wait)) for n, wait in enumerate(waits)]
    await enqueue(store, *items)
    assert [item.part for item in await claim(store, "a", limit=2)] == [0, 2]
    assert [item.part for item in await claim(store, "b")] == [1]


async def test_posters_of_two_processes_never_hold_the_same_message(path: Path) -> None:
    stores = [await Store.open(address(path)) for _ in range(2)]
    await enqueue(stores[0], *(replace(ITEM, part=part) for part in range(40)))
    taken = await asyncio.gather(*(claim(stores[n % 2], f"poster {n}", limit=7) for n in range(8)))
    parts = [item.part for items in taken for item in items]
    assert sorted(parts) == list(range(40))
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
    (first, _) = await enqueue(store, ITEM, replace(ITEM, part=1, not_before=TOMORROW))
    assert await store.read(digests.oldest_pending) == NOON
    await claim(store, "a")
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
