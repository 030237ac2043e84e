"""What Discord answers on a bad day, each answer with its rule: nothing is lost, nothing is doubled."""

import logging
from dataclasses import replace

import pytest

from bot.digest.delivery import REFUSED_WAIT
from bot.model.digest import DigestDecision, OutboxItem
from bot.sandbox.wire import Fault
from tests.faults.conftest import ADMIN, POSTS, SERVERS, Office

ENQUEUED, SENT, DELAYED = DigestDecision.ENQUEUED, DigestDecision.SENT, DigestDecision.DELAYED
_DISCORD_PY_TRIES = 5


async def is_sent_once(office: Office) -> bool:
    """Return whether every server has its one digest, and its schedule goes on."""
    settings = [await office.desk.settings(guild) for guild in office.guilds]
    decisions = [await office.decisions(server) for server in range(SERVERS)]
    return (
        office.posted() == [1] * SERVERS
        and await office.states() == ["sent"] * SERVERS
        and [[one for one in each if one is not DELAYED] for each in decisions] == [[SENT, ENQUEUED]] * SERVERS
        and not any(each.is_paused for each in settings)
    )


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"status": 429, "retry_after_s": 3}, id="429 of the channel"),
        pytest.param({"status": 429, "retry_after_s": 3, "is_global": True}, id="429 of all channels"),
        *(pytest.param({"status": status}, id=f"{status} once") for status in (500, 502, 504)),
    ],
)
async def test_what_discord_py_waits_out_itself_is_posted_in_the_same_tick(
    office: Office, waits: list[float], fault: dict[str, float]
) -> None:
    office.wire.inject(Fault(method="POST", path_pattern=POSTS, **fault))  # type: ignore[arg-type]  # by name
    await office.desk.tick()
    assert await is_sent_once(office)
    assert waits == [fault.get("retry_after_s", 1)]


@pytest.mark.parametrize(
    ("fault", "hits"),
    [
        pytest.param({"status": 429, "has_limit_headers": False}, 1, id="429 of a machine in front"),
        *(pytest.param({"status": status}, _DISCORD_PY_TRIES, id=str(status)) for status in (500, 502, 504)),
        pytest.param({"status": 503}, 1, id="503"),
        pytest.param({"status": 403}, 1, id="403 without a code of Discord's"),
        pytest.param({"status": 404}, 1, id="404 without a code of Discord's"),
        pytest.param({"status": 408}, 1, id="408"),
        pytest.param({"is_reset": True}, 1, id="reset before it was posted"),
        pytest.param({"is_reset": True, "takes_effect": True}, 1, id="reset after it was posted"),
        pytest.param({"status": 502, "takes_effect": True}, _DISCORD_PY_TRIES, id="502 after it was posted"),
    ],
)
@pytest.mark.usefixtures("waits")
async def test_a_passing_fault_is_tried_again_half_a_minute_later(
    office: Office, fault: dict[str, float], hits: int
) -> None:
    armed = office.wire.inject(
        Fault(method="POST", path_pattern=POSTS, times=hits * SERVERS, **fault)  # type: ignore[arg-type]  # by name
    )
    await office.desk.tick()
    assert armed.is_spent
    assert await office.states() == ["pending"] * SERVERS
    await office.tick_after(seconds=22)
    assert await office.states() == ["pending"] * SERVERS
    await office.tick_after(seconds=9)
    assert await is_sent_once(office)


@pytest.mark.parametrize("times", [{"delay_s": 60}, {"answer_delay_s": 60}], ids=["lost", "posted, never answered"])
async def test_a_time_out_is_tried_again(office: Office, times: dict[str, float]) -> None:
    office.restart(send_timeout_s=1)
    posts = "answer_delay_s" in times
    armed = office.wire.inject(
        Fault(method="POST", path_pattern=POSTS, is_reset=True, takes_effect=posts, times=SERVERS, **times)  # type: ignore[arg-type]  # by name
    )
    await office.desk.tick()
    assert await office.states() == ["pending"] * SERVERS
    assert await office.wire.until(lambda: armed.is_spent)
    office.restart()
    await office.tick_after(seconds=31)
    assert await is_sent_once(office)


async def test_a_limit_of_fifteen_minutes_is_kept(office: Office) -> None:
    office.wire.inject(Fault(method="POST", path_pattern=POSTS, status=429, retry_after_s=900, times=SERVERS))
    await office.desk.tick()
    await office.tick_after(seconds=890)
    assert office.asked("POST") == SERVERS
    await office.tick_after(seconds=11)
    assert await is_sent_once(office)


async def test_a_time_out_in_a_global_limit_leaves_the_gate_open(office: Office) -> None:
    office.restart(send_timeout_s=1)
    armed = office.wire.inject(Fault(method="POST", path_pattern=POSTS, status=429, retry_after_s=20, is_global=True))
    await office.desk.tick()
    assert armed.is_spent
    office.restart()
    await office.tick_after(seconds=31)
    assert await is_sent_once(office)


async def refuse(office: Office, status: int, code: int) -> None:
    """Let Discord refuse the second server's digest as long as it may."""
    path = f"/channels/{office.channels[1].id}/messages"
    office.wire.inject(Fault(method="POST", path_pattern=path, status=status, code=code, times=None))
    await office.desk.tick()
    assert office.posted() == [1, 0, 1]


async def digest_of(office: Office, server: int) -> OutboxItem:
    (row,) = [row for row in await office.rows() if (row.guild, row.kind) == (office.guilds[server], "digest")]
    return row


@pytest.mark.parametrize(
    ("status", "code", "reason", "is_paused"),
    [
        pytest.param(404, 10003, "gone", True, id="the channel is gone"),
        pytest.param(404, 10004, "gone", True, id="the server is gone"),
        pytest.param(400, 50035, "invalid", False, id="the card is refused"),
    ],
)
async def test_a_final_answer_ends_its_row_alone(
    office: Office, status: int, code: int, reason: str, is_paused: bool
) -> None:
    await refuse(office, status, code)
    row = await digest_of(office, 1)
    assert (row.state.value, row.reason) == ("failed", reason)
    assert DigestDecision.FAILED in await office.decisions(1)
    assert (await office.desk.settings(office.guilds[1])).is_paused is is_paused
    asked = office.asked("POST")
    await office.tick_after(hours=2)
    assert office.asked("POST") == asked


@pytest.mark.parametrize("code", [50001, 50013], ids=["the channel is hidden from the bot", "the bot may not post"])
async def test_a_missing_permission_is_tried_three_times_then_the_schedule_pauses(office: Office, code: int) -> None:
    await refuse(office, 403, code)
    for minutes, refusals in ((9, 1), (2, 2), (55, 2), (6, 2)):
        row = await digest_of(office, 1)
        assert (row.state.value, row.refusals) == ("pending", min(refusals, row.refusals))
        await office.tick_after(minutes=minutes)
    row = await digest_of(office, 1)
    assert (row.state.value, row.reason) == ("failed", "forbidden")
    assert (await office.desk.settings(office.guilds[1])).pause_reason is not None
    told = [row for row in await office.rows() if row.kind.startswith("told")]
    assert [row.guild for row in told] == [office.guilds[1]]
    await office.tick_after(hours=20)
    assert len([row for row in await office.rows() if row.kind.startswith("told")]) == 1


async def test_a_permission_that_comes_back_is_all_that_was_missing(office: Office) -> None:
    await refuse(office, 403, 50013)
    office.wire.clear_faults()
    await office.tick_after(minutes=11)
    assert office.posted() == [1, 1, 1]
    settings = await office.desk.settings(office.guilds[1])
    assert (settings.is_paused, settings.failures) == (False, 0)


async def test_what_was_given_up_is_posted_once_the_schedule_goes_on(office: Office) -> None:
    await refuse(office, 404, 10003)
    office.wire.clear_faults()
    await office.tick_after(hours=5)
    assert office.posted() == [1, 0, 1]
    await office.desk.change(office.guilds[1], ADMIN, lambda s: replace(s, is_paused=False, pause_reason=None))
    await office.desk.tick()
    assert office.posted() == [1, 1, 1]
    assert (await digest_of(office, 1)).state.value == "sent"


async def test_a_refused_token_keeps_every_row_and_tells_the_operator_once(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, logger="bot.digest")
    office.wire.inject(Fault(path_pattern=POSTS, status=401, times=None))
    await office.desk.tick()
    asked = office.asked("POST")
    for _ in range(10):
        await office.tick_after(seconds=20)
    assert office.asked("POST") == asked
    await office.tick_after(seconds=REFUSED_WAIT.total_seconds())
    assert office.asked("POST") == asked + 1
    assert [(row.state.value, row.attempts, row.first_attempt_at) for row in await office.rows()] == [
        ("pending", 0, None)
    ] * SERVERS
    assert caplog.text.count("token_refused") == 1
    office.wire.clear_faults()
    for _ in range(2):
        await office.tick_after(seconds=REFUSED_WAIT.total_seconds())
    assert await is_sent_once(office)
    assert caplog.text.count("token_accepted") == 1


async def test_an_hour_without_discord_is_caught_up_with(office: Office) -> None:
    office.wire.inject(Fault(is_reset=True, times=None))
    for _ in range(60):
        await office.tick_after(minutes=1)
    assert office.posted() == [0] * SERVERS
    assert office.asked("POST") < 12 * SERVERS
    office.wire.clear_faults()
    for _ in range(10):
        await office.tick_after(minutes=1)
    assert await is_sent_once(office)


async def test_what_was_posted_just_before_the_hour_without_discord_is_found_again(office: Office) -> None:
    office.wire.inject(Fault(method="POST", path_pattern=POSTS, is_reset=True, takes_effect=True, times=SERVERS))
    office.wire.inject(Fault(is_reset=True, times=None))
    for _ in range(60):
        await office.tick_after(minutes=1)
    office.wire.clear_faults()
    posts = office.asked("POST")
    for _ in range(10):
        await office.tick_after(minutes=1)
    assert await is_sent_once(office)
    assert office.asked("POST") == posts
