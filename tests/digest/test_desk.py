"""Digests from the due moment to the channel, on a real store; only the edge to Discord is a stand-in."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.digest.delivery import CannotSendError, Delivery, SendProblem, TrySendAgainError, wait_after
from bot.digest.desk import DigestDesk
from bot.model.digest import Digest, DigestDecision
from bot.model.errors import InvalidInputError
from bot.model.ids import ChannelId, GuildId, MessageId, UserId
from bot.model.settings import Cadence, DigestSchedule, GuildSettings
from data.store import Store
from tests.clock import Clock

GUILD, CHANNEL, ALICE = GuildId(1), ChannelId(2), UserId(3)
DAILY = DigestSchedule(cadence=Cadence.DAILY, at=time(7, 30), zone="Europe/Berlin")


class KilledError(BaseException):
    """The process ends here, before it could note anything."""


@dataclass
class Channel:
    """Discord as delivery sees it: remembers nonces for two minutes, and what was posted for ever."""

    clock: Clock
    posted: list[tuple[str, str, datetime]] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    dies_after_posting: bool = False
    asked_history: int = 0

    async def send(self, channel: ChannelId, payload: str, *, nonce: str) -> MessageId:
        assert len(nonce) <= 25
        if self.faults:
            raise self.faults.pop(0)
        fresh = [at for _, known, at in self.posted if known == nonce and self.clock() - at < timedelta(minutes=2)]
        if not fresh:
            self.posted.append((payload, nonce, self.clock()))
        if self.dies_after_posting:
            raise KilledError
        return MessageId(len(self.posted))

    async def find(
        self, channel: ChannelId, payload: str, *, after: datetime, others: frozenset[MessageId]
    ) -> MessageId | None:
        self.asked_history += 1
        return next((MessageId(i) for i, (p, _, at) in enumerate(self.posted, 1) if p == payload and at >= after), None)


@dataclass
class House:
    store: Store
    desk: DigestDesk
    channel: Channel
    clock: Clock

    async def set_up(self, schedule: DigestSchedule = DAILY) -> GuildSettings:
        return await self.desk.change(
            GUILD, ALICE, lambda s: replace(s, digest_channel=CHANNEL, schedule=schedule, is_paused=False)
        )

    def another_process(self, owner: str) -> DigestDesk:
        desk = DigestDesk(self.store, clock=self.clock, render=render)
        desk.deliver_with(Delivery(self.store, self.channel, owner=owner, clock=self.clock, messages_per_s=40))
        return desk


def render(digest: Digest) -> str:
    return f"{digest.headline} {digest.period.start}..{digest.period.end}"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    clock = Clock(datetime(2023, 6, 14, 12, tzinfo=UTC))
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path}/store.sqlite3", clock=clock)
    channel = Channel(clock)
    made = House(store, DigestDesk(store, clock=clock, render=render), channel, clock)
    made.desk = made.another_process("first")
    yield made
    await store.close()


async def test_a_digest_goes_out_once_at_its_hour_and_says_what_it_covers(house: House) -> None:
    settings = await house.set_up()
    assert settings.next_due_at == datetime(2023, 6, 15, 5, 30, tzinfo=UTC)
    await house.desk.tick()
    assert house.channel.posted == []
    house.clock.move(hours=18)
    await house.desk.tick()
    await house.desk.tick()
    assert [payload for payload, _, _ in house.channel.posted] == ["A quiet day 2023-06-14..2023-06-14"]
    assert (await house.desk.settings(GUILD)).next_due_at == datetime(2023, 6, 16, 5, 30, tzinfo=UTC)
    assert [entry.decision for entry in await house.desk.history(GUILD)] == [
        DigestDecision.SENT,
        DigestDecision.ENQUEUED,
    ]


async def test_two_processes_send_one_digest(house: House) -> None:
    await house.set_up()
    house.clock.move(hours=18)
    other = house.another_process("second")
    await house.desk.tick()
    await other.tick()
    assert len(house.channel.posted) == 1


async def test_after_a_standstill_one_digest_covers_all_days(house: House) -> None:
    await house.set_up()
    house.clock.move(days=4)
    await house.desk.tick()
    assert [payload for payload, _, _ in house.channel.posted] == ["A quiet day 2023-06-14..2023-06-17"]


@pytest.mark.parametrize("pause_s", [91, 1_000], ids=["while Discord knows the nonce", "when only the history tells"])
async def test_a_process_that_dies_after_posting_does_not_double(house: House, pause_s: int) -> None:
    await house.set_up()
    house.clock.move(hours=18)
    house.channel.dies_after_posting = True
    with pytest.raises(BaseExceptionGroup):
        await house.desk.tick()
    house.channel.dies_after_posting = False
    house.clock.move(seconds=pause_s)
    await house.another_process("after the restart").tick()
    assert len(house.channel.posted) == 1
    assert house.channel.asked_history == (pause_s > 120)
    assert (await house.desk.history(GUILD))[0].decision is DigestDecision.SENT


async def test_a_passing_fault_delays_and_does_not_lose(house: House) -> None:
    await house.set_up()
    house.clock.move(hours=18)
    house.channel.faults = [TrySendAgainError(), TimeoutError()]
    await house.desk.tick()
    await house.desk.tick()
    assert house.channel.posted == []
    house.clock.move(seconds=31)
    await house.desk.tick()
    house.clock.move(seconds=61)
    await house.desk.tick()
    assert len(house.channel.posted) == 1


@pytest.mark.parametrize("problem", SendProblem)
async def test_a_final_refusal_pauses_the_schedule_and_says_why(house: House, problem: SendProblem) -> None:
    await house.set_up()
    house.clock.move(hours=18)
    house.channel.faults = [CannotSendError(problem)]
    await house.desk.tick()
    settings = await house.desk.settings(GUILD)
    assert settings.is_paused
    assert settings.pause_reason
    assert settings.next_due_at is None
    house.clock.move(days=2)
    await house.desk.tick()
    assert house.channel.posted == []
    assert (await house.set_up()).next_due_at is not None


async def test_a_refusal_of_the_channel_before_does_not_pause_the_new_one(house: House) -> None:
    await house.set_up()
    house.clock.move(hours=18)
    await house.desk.enqueue_due()
    await house.desk.change(GUILD, ALICE, lambda s: replace(s, digest_channel=ChannelId(9)))
    house.channel.faults = [CannotSendError(SendProblem.GONE)]
    await house.desk.tick()
    settings = await house.desk.settings(GUILD)
    assert not settings.is_paused
    assert settings.next_due_at == datetime(2023, 6, 16, 5, 30, tzinfo=UTC)


async def test_a_row_that_breaks_stops_no_other(house: House, caplog: pytest.LogCaptureFixture) -> None:
    await house.set_up()
    await house.desk.change(GuildId(8), ALICE, lambda s: replace(s, digest_channel=CHANNEL, schedule=DAILY))
    house.clock.move(hours=18)
    house.channel.faults = [ValueError("a payload that is no card")]
    await house.desk.tick()
    assert len(house.channel.posted) == 1
    assert "digest_broke" in caplog.text
    house.clock.move(seconds=91)
    await house.desk.tick()
    assert len(house.channel.posted) == 2


async def test_a_server_whose_digest_cannot_be_made_stops_no_other(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await house.set_up()
    await house.desk.change(GuildId(8), ALICE, lambda s: replace(s, digest_channel=CHANNEL, schedule=DAILY))
    await house.store.write(lambda c: c.exec_driver_sql("UPDATE guild_settings SET zone = 'Gone/Zone' WHERE guild = 1"))
    house.clock.move(hours=18)
    await house.desk.tick()
    assert len(house.channel.posted) == 1
    assert "digest_not_made guild=1" in caplog.text


async def test_posting_by_hand_leaves_the_schedule_alone_and_one_key_posts_once(house: House) -> None:
    before = await house.set_up()
    first = await house.desk.post_now(GUILD, key=77)
    again = await house.desk.post_now(GUILD, key=77)
    assert first is not None
    assert first.message == 1
    assert again is None
    assert len(house.channel.posted) == 1
    assert (await house.desk.settings(GUILD)).next_due_at == before.next_due_at


async def test_posting_by_hand_needs_a_channel(house: House) -> None:
    with pytest.raises(InvalidInputError, match="channel"):
        await house.desk.post_now(GUILD, key=1)


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda s: replace(s, schedule=replace(s.schedule, cadence=Cadence.OFF)), id="off"),
        pytest.param(lambda s: replace(s, digest_channel=None), id="no channel"),
        pytest.param(lambda s: replace(s, is_paused=True), id="paused"),
    ],
)
async def test_nothing_is_due_without_a_schedule(house: House, edit: Callable[[GuildSettings], GuildSettings]) -> None:
    await house.set_up()
    assert (await house.desk.change(GUILD, ALICE, edit)).next_due_at is None
    house.clock.move(days=3)
    assert await house.desk.enqueue_due() == 0


async def test_a_wrong_zone_changes_nothing(house: House) -> None:
    before = await house.set_up()
    with pytest.raises(InvalidInputError):
        await house.set_up(replace(DAILY, zone="Mars/Olympus"))
    assert await house.desk.settings(GUILD) == before


def test_waits_double_up_to_ten_minutes() -> None:
    assert [wait_after(n).total_seconds() for n in (1, 2, 3, 5, 6, 100)] == [30, 60, 120, 480, 600, 600]


async def test_nonces_differ_between_rows_and_stay_the_same_for_one(house: House) -> None:
    await house.set_up()
    house.clock.move(hours=18)
    await house.desk.tick()
    await house.desk.post_now(GUILD, key=1)
    nonces = [known for _, known, _ in house.channel.posted]
    assert len(set(nonces)) == 2
    assert all(len(known) == 24 for known in nonces)
