"""When Discord has forgotten the nonce: what the channel's history tells, and what it can't."""

import pytest

from bot.sandbox.wire import Fault
from tests.faults.conftest import POSTS, SERVERS, Office
from tests.faults.test_answers import is_sent_once

_LATER_S = 1000


async def post_without_an_answer(office: Office, *, among: int = 0) -> None:
    """Post every digest, and lose every answer.

    Args:
        office: The poster.
        among: How many messages are written in the first server's channel between a first attempt and this one.
    """
    if among:
        office.wire.inject(Fault(method="POST", path_pattern=POSTS, status=503, times=SERVERS))
        await office.desk.tick()
        chatter(office, among)
        office.clock.move(seconds=100)
    office.wire.inject(Fault(method="POST", path_pattern=POSTS, is_reset=True, takes_effect=True, times=SERVERS))
    await office.desk.tick()
    assert office.posted() == [1 + among, 1, 1]


def chatter(office: Office, messages: int) -> None:
    """Let people, and the bot itself, write in the first server's channel."""
    backend, channel = office.wire.backend, office.channels[0]
    for number in range(messages):
        backend.create_message(channel.id, backend.bot_user.id, f"Something else {number}")


@pytest.mark.parametrize("messages", [0, 450], ids=["quiet channel", "450 messages later"])
async def test_a_digest_is_found_again_before_it_is_posted_twice(office: Office, messages: int) -> None:
    await post_without_an_answer(office, among=messages)
    await office.tick_after(seconds=_LATER_S)
    assert office.posted() == [1 + messages, 1, 1]
    assert await office.states() == ["sent"] * SERVERS


@pytest.mark.parametrize("code", [50001, 50013])
async def test_a_history_that_may_not_be_read_stops_no_digest(office: Office, code: int) -> None:
    office.wire.inject(Fault(method="POST", path_pattern=POSTS, status=503, times=SERVERS))
    office.wire.inject(Fault(method="GET", path_pattern=POSTS, status=403, code=code, times=None))
    await office.desk.tick()
    await office.tick_after(seconds=_LATER_S)
    assert await is_sent_once(office)


async def test_a_history_that_breaks_off_in_the_middle_is_read_again_later(office: Office) -> None:
    await post_without_an_answer(office, among=250)
    pages = f"/channels/{office.channels[0].id}/messages"
    office.wire.inject(Fault(method="GET", path_pattern=pages, times=2))
    office.wire.inject(Fault(method="GET", path_pattern=pages, status=503))
    await office.tick_after(seconds=_LATER_S)
    assert sorted(await office.states()) == ["pending", "sent", "sent"]
    await office.tick_after(seconds=121)
    assert await office.states() == ["sent"] * SERVERS
    assert office.posted() == [251, 1, 1]


async def test_another_row_s_message_is_no_copy_of_this_one(office: Office) -> None:
    """Two digests by hand that say the same: the second was never posted, and the first is not taken for it."""
    (first,) = await office.desk.post_now(office.guilds[0], key=1)
    office.wire.inject(Fault(method="POST", path_pattern=POSTS, status=503, times=1))
    assert await office.desk.post_now(office.guilds[0], key=2) == (None,)
    await office.tick_after(seconds=_LATER_S)
    rows = [row for row in await office.rows() if row.kind.startswith("now")]
    assert [row.state.value for row in rows] == ["sent", "sent"]
    assert rows[0].payload == rows[1].payload
    assert first is not None
    assert first.posted is not None
    assert rows[0].message == first.posted.message != rows[1].message


@pytest.mark.parametrize("pause_s", [31, _LATER_S], ids=["nonce known", "nonce forgotten"])
async def test_a_message_that_was_deleted_by_hand_is_posted_once_more_at_most(office: Office, pause_s: int) -> None:
    await post_without_an_answer(office)
    for channel in office.channels:
        messages = office.wire.backend.messages[channel.id]
        for message in list(messages):
            office.wire.backend.delete_message(channel.id, message)
    for _ in range(3):
        await office.tick_after(seconds=pause_s)
    assert await is_sent_once(office)


@pytest.mark.parametrize("hours", [-1, 1], ids=["back", "ahead"])
async def test_a_clock_that_jumps_doubles_none(office: Office, hours: int) -> None:
    """The machine's clock was wrong and is put right: Discord's has gone on by a quarter of an hour meanwhile."""
    await post_without_an_answer(office)
    office.jump(hours=hours)
    for _ in range(10):
        await office.tick_after(minutes=15)
    assert await is_sent_once(office)


async def test_a_clock_four_minutes_ahead_of_discord_s_doubles_none(office: Office) -> None:
    office.jump(minutes=4)
    await post_without_an_answer(office)
    await office.tick_after(seconds=_LATER_S)
    assert await is_sent_once(office)
