"""Digests from the due moment to the channel, on a real store; only the edge to Discord is a stand-in."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.digest.delivery import Delivery, wait_after
from bot.digest.desk import DigestDesk
from bot.digest.printer import Press
from bot.digest.sending import CannotSendError, Posted, Search, SendProblem, TrySendAgainError
from bot.languages import PSEUDO
from bot.model.digest import DigestDecision, Edition, LedgerEntry, NewOutboxItem, OutboxItem
from bot.model.errors import InvalidInputError
from bot.model.ids import ChannelId, GuildId, MessageId, UserId
from bot.model.language import speaking
from bot.model.settings import Cadence, GuildSettings, QuietRule, Schedule
from bot.press import no_portrait
from data import digests
from data.store import Store
from tests.clock import Clock

GUILD, CHANNEL, ALICE = GuildId(1), ChannelId(2), UserId(3)
DAILY = Schedule(cadence=Cadence.DAILY, at=time(7, 30), zone="Europe/Berlin")


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
    notes: list[str] = field(default_factory=list)

    async def send(self, item: OutboxItem, *, nonce: str, search: Search | None, note: str) -> Posted:
        assert len(nonce) <= 24
        if self.faults:
            raise self.faults.pop(0)
        self.notes.append(note)
        found = None if search is None else self._find(item.payload, search.after)
        fresh = [at for _, known, at in self.posted if known == nonce and self.clock() - at < timedelta(minutes=2)]
        if not fresh and found is None:
            self.posted.append((item.payload, nonce, self.clock()))
        if self.dies_after_posting:
            raise KilledError
        return Posted(message=MessageId(found or len(self.posted)), place=item.channel)

    def _find(self, payload: str, after: datetime) -> MessageId | None:
        self.asked_history += 1
        return next((MessageId(i) for i, (p, _, at) in enumerate(self.posted, 1) if p == payload and at >= after), None)


@dataclass
class House:
    store: Store
    desk: DigestDesk
    channel: Channel
    clock: Clock

    async def set_up(self, schedule: Schedule = DAILY) -> GuildSettings:
        return await self.desk.change(
            GUILD, ALICE, lambda s: replace(s, digest_channel=CHANNEL, schedule=schedule, is_paused=False)
        )

    async def decisions(self) -> tuple[LedgerEntry, ...]:
        return (await self.desk.why(GUILD)).decisions

    def another_process(self, owner: str) -> DigestDesk:
        desk = DigestDesk(self.store, clock=self.clock, press=PRESS)
        desk.deliver_with(Delivery(self.store, self.channel, owner=owner, clock=self.clock, messages_per_s=40))
        return desk


def edition_texts(edition: Edition) -> tuple[str, ...]:
    return tuple(f"{one.headline} {one.period.start}..{one.period.end}" for one in edition.digests)


PRESS = Press(
    portrait=no_portrait,
    edition=edition_texts,
    opener=lambda edition: (f"{edition.digests[0].period.end}", "a line"),
    stopped=lambda stop: f"paused: {stop.reason}",
)


@pytest.fixture
async def house(store_url: str) -> AsyncIterator[House]:
    clock = Clock(datetime(2023, 6, 14, 12, tzinfo=UTC))
    store = await Store.open(store_url, clock=clock)
    channel = Channel(clock)
    made = House(store, DigestDesk(store, clock=clock, press=PRESS), channel, clock)
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
    assert [entry.decision for entry in await house.decisions()] == [
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
    assert (await house.decisions())[0].decision is DigestDecision.SENT


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


async def test_a_channel_that_is_gone_pauses_the_schedule_at_once_and_says_why(house: House) -> None:
    await house.set_up()
    house.clock.move(hours=18)
    house.channel.faults = [CannotSendError(SendProblem.GONE)]
    await house.desk.tick()
    settings = await house.desk.settings(GUILD)
    assert settings.is_paused
    assert settings.pause_reason == "The channel is gone."
    assert settings.next_due_at is None
    house.clock.move(days=2)
    await house.desk.tick()
    assert [payload for payload, _, _ in house.channel.posted] == ["paused: The channel is gone."]
    assert (await house.set_up()).next_due_at is not None


async def test_a_missing_permission_is_waited_for_and_pauses_at_the_third_refusal(house: House) -> None:
    await house.set_up()
    house.clock.move(hours=18)
    house.channel.faults = [CannotSendError(SendProblem.FORBIDDEN) for _ in range(3)]
    for wait in (timedelta(0), timedelta(minutes=11), timedelta(minutes=61)):
        assert not (await house.desk.settings(GUILD)).is_paused
        house.clock.move(seconds=wait.total_seconds())
        await house.desk.tick()
    assert (await house.desk.settings(GUILD)).is_paused
    await house.desk.tick()
    assert [payload[:6] for payload, _, _ in house.channel.posted] == ["paused"]
    decisions = [entry.decision for entry in await house.decisions()][-4:]
    assert decisions == [
        DigestDecision.PAUSED,
        DigestDecision.FAILED,
        DigestDecision.NO_PERMISSION,
        DigestDecision.ENQUEUED,
    ]


async def test_what_was_refused_is_posted_once_the_schedule_goes_on(house: House) -> None:
    await house.set_up()
    house.clock.move(hours=18)
    house.channel.faults = [CannotSendError(SendProblem.GONE)]
    await house.desk.tick()
    house.clock.move(hours=10)
    await house.desk.change(
        GUILD, ALICE, lambda s: replace(s, is_paused=False, pause_reason=None, digest_channel=ChannelId(9))
    )
    await house.desk.tick()
    posted = [payload for payload, _, _ in house.channel.posted]
    assert posted == ["paused: The channel is gone.", "A quiet day 2023-06-14..2023-06-14"]
    assert house.channel.notes[-1].startswith("Delayed: planned for <t:1686807000:f>")


async def test_three_refused_digests_in_a_row_pause_and_one_that_is_taken_counts_anew(house: House) -> None:
    await house.set_up()
    refused = CannotSendError(SendProblem.INVALID)
    for fault in (refused, refused, None, refused, refused):
        house.clock.move(days=1)
        house.channel.faults = [fault] if fault else []
        await house.desk.tick()
    settings = await house.desk.settings(GUILD)
    assert (settings.is_paused, settings.failures) == (False, 2)
    house.clock.move(days=1)
    house.channel.faults = [refused]
    await house.desk.tick()
    assert (await house.desk.settings(GUILD)).pause_reason == "Discord refused the card."


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
    (done,) = first
    assert done is not None
    assert done.posted == Posted(message=MessageId(1), place=CHANNEL)
    assert again == ()
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


@pytest.mark.parametrize(
    ("rule", "posted", "decided"),
    [
        (QuietRule.TELL, 3, [DigestDecision.ENQUEUED] * 3),
        (QuietRule.ONCE, 1, [DigestDecision.ENQUEUED, DigestDecision.QUIET, DigestDecision.QUIET]),
        (QuietRule.SKIP, 0, [DigestDecision.QUIET] * 3),
    ],
)
async def test_a_quiet_digest_is_told_as_the_server_wants_and_never_left_out_in_silence(
    house: House, rule: QuietRule, posted: int, decided: list[DigestDecision]
) -> None:
    await house.set_up()
    await house.desk.change(GUILD, ALICE, lambda s: replace(s, digest=replace(s.digest, quiet=rule)))
    for _ in range(3):
        house.clock.move(days=1)
        await house.desk.tick()
    assert len(house.channel.posted) == posted
    made = [entry.decision for entry in reversed(await house.decisions()) if entry.decision is not DigestDecision.SENT]
    assert made == decided


async def test_missed_digests_are_in_the_ledger(house: House) -> None:
    await house.set_up()
    house.clock.move(days=3)
    await house.desk.tick()
    decided = [(entry.period.day, entry.decision) for entry in reversed(await house.decisions())]
    assert decided == [
        (15, DigestDecision.MISSED),
        (16, DigestDecision.MISSED),
        (17, DigestDecision.ENQUEUED),
        (17, DigestDecision.SENT),
    ]
    assert house.channel.notes == ["Delayed: planned for <t:1686979800:f>"]


async def test_a_late_digest_is_told_to_be_late_in_the_server_s_language(house: House) -> None:
    await house.set_up()
    await house.desk.change(GUILD, ALICE, lambda s: replace(s, digest=replace(s.digest, locale="de")))
    asked: list[str] = []

    def says(tag: str) -> AbstractContextManager[None]:
        asked.append(tag)
        return speaking(PSEUDO)

    sender = Delivery(house.store, house.channel, owner="a", clock=house.clock, messages_per_s=40, says=says)
    house.desk.deliver_with(sender)
    house.clock.move(days=3)
    await house.desk.tick()
    assert asked == ["de"]
    assert house.channel.notes[0].startswith("⟦")


async def test_a_delay_is_in_the_ledger_once(house: House) -> None:
    await house.set_up()
    house.clock.move(hours=18)
    house.channel.faults = [TrySendAgainError() for _ in range(3)]
    for _ in range(4):
        await house.desk.tick()
        house.clock.move(minutes=5)
    decided = [entry.decision for entry in reversed(await house.decisions())]
    assert decided == [DigestDecision.ENQUEUED, DigestDecision.DELAYED, DigestDecision.SENT]


@pytest.mark.parametrize(("kind", "stream"), [("update-7", "updates"), ("quiz-open", "quiz")])
async def test_what_else_is_refused_is_turned_off_and_told_once(house: House, kind: str, stream: str) -> None:
    await house.desk.change(
        GUILD,
        ALICE,
        lambda s: replace(s, updates=replace(s.updates, channel=CHANNEL), quiz=replace(s.quiz, channel=CHANNEL)),
    )
    item = NewOutboxItem(
        guild=GUILD, channel=CHANNEL, kind=kind, period=date(2023, 6, 14), part=0, payload="a card",
        not_before=house.clock(),
    )  # fmt: skip
    await house.store.write(lambda c: digests.enqueue(c, [item]))
    house.channel.faults = [CannotSendError(SendProblem.GONE)]
    for _ in range(2):
        await house.desk.tick()
    settings = await house.desk.settings(GUILD)
    assert (settings.updates.channel is None, settings.quiz.channel is None) == (stream == "updates", stream == "quiz")
    assert [payload for payload, _, _ in house.channel.posted] == ["paused: The channel is gone."]
