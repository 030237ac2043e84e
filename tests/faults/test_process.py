"""The poster stopped, cancelled, put to sleep or doubled in the middle of its work."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.digest.delivery import SEND_TIMEOUT_S, wait_after, wait_of
from bot.digest.sending import Posted, Search, Sender, TrySendAgainError
from bot.model.digest import OutboxItem
from bot.sandbox.wire import Fault
from tests.faults.conftest import POSTS, SERVERS, Office
from tests.faults.test_answers import is_sent_once


@dataclass
class Held:
    """A sender whose messages are on their way until `let_go`."""

    sender: Sender
    is_on_its_way: asyncio.Event = field(default_factory=asyncio.Event)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, item: OutboxItem, *, nonce: str, search: Search | None, note: str) -> Posted:
        self.is_on_its_way.set()
        posted = await self.sender.send(item, nonce=nonce, search=search, note=note)
        await self.let_go.wait()
        return posted


async def test_a_stop_lets_what_is_on_its_way_arrive_and_gives_the_rest_back(office: Office) -> None:
    held = Held(office.sender)
    desk = office.restart(sender=held, messages_per_s=2)  # the second waits for its turn when the first is sent
    ticking = asyncio.create_task(desk.tick())
    await held.is_on_its_way.wait()
    stopping = asyncio.create_task(desk.stop())
    await asyncio.sleep(0)
    held.let_go.set()
    await stopping
    await ticking
    rows = await office.rows()
    assert [(row.state.value, row.attempts) for row in rows].count(("sent", 1)) == 1
    assert [(row.state.value, row.attempts, row.owner) for row in rows].count(("pending", 0, None)) == SERVERS - 1
    office.restart()
    await office.desk.tick()
    assert await is_sent_once(office)


@pytest.mark.parametrize("pause_s", [91, 1000], ids=["while the nonce is known", "when only the history tells"])
async def test_a_tick_that_is_cancelled_in_mid_send_doubles_none(office: Office, pause_s: int) -> None:
    held = Held(office.sender)
    ticking = asyncio.create_task(office.restart(sender=held).tick())
    await held.is_on_its_way.wait()
    ticking.cancel()
    await asyncio.wait((ticking,))
    assert ticking.cancelled()
    office.restart()
    await office.tick_after(seconds=pause_s)
    assert await is_sent_once(office)


async def test_a_row_whose_lease_ran_out_while_it_waited_is_left_to_whoever_has_it(office: Office) -> None:
    """The machine sleeps for two minutes between the claim and the send; meanwhile another poster sends the row."""
    await office.desk.enqueue_due()
    other, held = office.restart(), Held(office.sender)
    ticking = asyncio.create_task(office.restart(sender=held, messages_per_s=10).tick())
    await held.is_on_its_way.wait()
    office.clock.move(seconds=91)
    await other.tick()
    held.let_go.set()
    await ticking
    assert await is_sent_once(office)


async def test_who_may_not_post_any_more_gives_back_what_it_has_not_begun(office: Office) -> None:
    """The seat is lost while the first is on its way; another poster sends the rest, and this one nothing more."""
    held, seat = Held(office.sender), [True]
    ticking = asyncio.create_task(office.restart(sender=held, messages_per_s=10, may_post=lambda: seat[0]).tick())
    await held.is_on_its_way.wait()
    seat[0] = False
    held.let_go.set()
    await ticking
    assert sorted(await office.states()) == ["pending"] * (SERVERS - 1) + ["sent"]
    assert [row.owner for row in await office.rows()] == [None] * SERVERS
    office.restart()
    await office.desk.tick()
    assert await is_sent_once(office)


async def test_who_may_not_post_still_sends_what_somebody_asked_for(office: Office) -> None:
    desk = office.restart(may_post=lambda: False)
    (done,) = await desk.post_now(office.guilds[0], key=5)
    assert done is not None
    assert done.posted is not None
    await desk.tick()
    assert office.posted() == [1, 0, 0]


async def test_who_asks_for_a_digest_waits_while_another_process_sends_it(office: Office) -> None:
    """The poster has taken the row between its being kept and the gateway's sending it."""
    poster, gateway = Held(office.sender), office.restart(may_post=lambda: False)
    by_hand = office.restart(sender=poster)
    sending = asyncio.create_task(by_hand.post_now(office.guilds[0], key=5))
    await poster.is_on_its_way.wait()
    (row,) = [row.id for row in await office.rows()]
    delivery = gateway._delivery
    assert delivery is not None
    asking = asyncio.create_task(delivery.deliver_one(row, gateway._ledger.note))
    for _ in range(20):
        await asyncio.sleep(0)
    assert not asking.done()
    poster.let_go.set()
    await sending
    await asking
    assert office.posted() == [1, 0, 0]


async def test_a_slow_send_ends_before_its_lease() -> None:
    assert SEND_TIMEOUT_S * 2 < 90


async def test_two_posters_on_one_store_send_one_digest_each(office: Office) -> None:
    desks = [office.restart() for _ in range(2)]
    await asyncio.gather(*(desk.tick() for desk in desks))
    assert await is_sent_once(office)


async def test_a_digest_by_hand_goes_ahead_of_those_that_wait(office: Office) -> None:
    held = Held(office.sender)
    ticking = asyncio.create_task(office.restart(sender=held).tick())
    await held.is_on_its_way.wait()
    by_hand = asyncio.create_task(office.desk.post_now(office.guilds[0], key=5))
    held.let_go.set()
    (done,) = await by_hand
    assert done is not None
    assert done.posted is not None
    await ticking


async def test_rows_that_failed_together_do_not_come_back_together(office: Office) -> None:
    office.wire.inject(Fault(method="POST", path_pattern=POSTS, status=503, times=SERVERS))
    await office.desk.tick()
    rows = await office.rows()
    assert len({row.not_before for row in rows}) == SERVERS
    assert all(wait_after(1) * 0.75 <= wait_of(row) <= wait_after(1) for row in rows)
    assert TrySendAgainError(3).after_s == 3
