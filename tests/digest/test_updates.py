"""Updates from the queue of changes to the outbox, on a real store; the cards are one line each."""

import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.digest.delivery import Delivery
from bot.digest.desk import DigestDesk
from bot.digest.editor import Origin, compose_anew
from bot.digest.mending import MendPress
from bot.digest.sending import CannotSendError, SendProblem, TrySendAgainError
from bot.digest.updates import UpdateDesk, is_news, owed_pair
from bot.model.copies import Printed
from bot.model.countries import Dyad
from bot.model.digest import Digest, DigestDecision, LedgerEntry, Update
from bot.model.ids import ChannelId, GuildId, OutboxId
from bot.model.settings import DigestForm, GuildSettings, UpdatePlan
from bot.model.stories import Story, StoryPart
from bot.stories import stories
from data import changes, digests, events
from data.store import Store
from tests.clock import Clock
from tests.data.build import CHN, FRA, JPN, US_CHINA, USA, Told, add, on
from tests.data.test_grouping import BOTH, ISLAND, PORT
from tests.digest.test_desk import ALICE, CHANNEL, GUILD, PRESS, Channel

OTHER = GuildId(8)
START = datetime(2023, 6, 14, 12, tzinfo=UTC)
MEETING = Told(headline="Anna Reed meets Gao Lin", source=("Anna Reed/USA",), when=on("2023-06-14"), salience=0.9)
AGAIN = replace(MEETING, headline="Reed and Gao meet", sentence="In Oslo, Anna Reed met Gao Lin of China.")
IN_JUNE = replace(MEETING, when=on("2023-06-12/2023-06-18"))
PLAN = UpdatePlan(channel=CHANNEL, floor=0.5, per_hour=2, since=START)
SETTINGS = GuildSettings(guild=GUILD, updates=PLAN)


def update_text(update: Update) -> str:
    stored, revision = update.event, update.revision
    noted = f" corrected {revision.on} {revision.before}" if revision else ""
    return f"{stored.event.headline} ({len(stored.reports)}){noted}{' withdrawn' if stored.is_withdrawn else ''}"


def digest_text(digest: Digest) -> str:
    noted = [f"corrected {one.on} {one.before}" for one in digest.revisions]
    read = f"{digest.articles_read} read"
    return " / ".join([digest.headline, read, *(one.event.headline for one in digest.events), *noted])


@dataclass
class House:
    store: Store
    desk: DigestDesk
    updates: UpdateDesk
    channel: Channel
    clock: Clock

    async def switch_on(self, guild: GuildId = GUILD, plan: UpdatePlan = PLAN, *pairs: Dyad) -> None:
        await self.desk.change(
            guild,
            ALICE,
            lambda s: replace(s, digest_channel=CHANNEL, updates=plan, digest=DigestForm(more_pairs=pairs)),
        )

    async def add(self, *told: Told, text: str = "First.", guild: GuildId | None = GUILD, source: str = "One") -> None:
        await add(self.store, *told, text=text, guild=guild, source=source, at=self.clock())

    async def tick(self, *, later: bool = False) -> list[str]:
        """Tick, a minute later if asked; return what was sent by it."""
        if later:
            self.clock.move(seconds=61)
        before = len(self.channel.posted)
        await self.desk.tick()
        return [payload for payload, _, _ in self.channel.posted[before:]]

    async def decisions(self, guild: GuildId = GUILD) -> list[LedgerEntry]:
        return list(reversed(await self.store.read(lambda c: digests.ledger(c, guild))))

    async def withdraw(self, number: int, guild: GuildId | None = GUILD) -> None:
        await self.store.write(
            lambda c: events.withdraw_event(c, number, guild=guild, reason="A rumour.", at=self.clock())  # type: ignore[arg-type]  # a row's id
        )


@pytest.fixture
async def house(store_url: str) -> AsyncIterator[House]:
    clock = Clock(START)
    store = await Store.open(store_url, clock=clock)
    channel = Channel(clock)
    updates = UpdateDesk(store, clock=clock, press=MendPress(update=update_text, digest=digest_text))
    desk = DigestDesk(store, clock=clock, press=PRESS, updates=updates)
    desk.deliver_with(Delivery(store, channel, owner="first", clock=clock, messages_per_s=1000))
    yield House(store, desk, updates, channel, clock)
    await store.close()


@pytest.mark.parametrize(
    ("settings", "pairs", "salience", "recorded", "owed"),
    [
        pytest.param(SETTINGS, {"CHN-USA"}, 0.5, START, US_CHINA, id="at the floor and the moment"),
        pytest.param(SETTINGS, {"CHN-USA"}, 0.49, START, None, id="below the floor"),
        pytest.param(SETTINGS, {"CHN-USA"}, 0.9, START - timedelta(seconds=1), None, id="recorded before"),
        pytest.param(SETTINGS, {"CHN-JPN"}, 0.9, START, None, id="of another pair"),
        pytest.param(SETTINGS, set(), 0.9, START, None, id="of no pair"),
        pytest.param(replace(SETTINGS, updates=UpdatePlan()), {"CHN-USA"}, 0.9, START, None, id="off"),
        pytest.param(
            replace(SETTINGS, digest=DigestForm(more_pairs=(Dyad(first=JPN, second=CHN),))),
            {"CHN-JPN", "JPN-USA"},
            0.9,
            START,
            Dyad(first=JPN, second=CHN),
            id="of a further pair",
        ),
    ],
)
def test_what_is_told_at_once(
    settings: GuildSettings, pairs: set[str], salience: float, recorded: datetime, owed: Dyad | None
) -> None:
    assert owed_pair(settings, pairs, salience=salience, recorded=recorded) == owed


async def test_updates_begin_when_they_are_switched_on_and_not_anew_with_another_floor(house: House) -> None:
    async def since() -> datetime | None:
        return (await house.desk.settings(GUILD)).updates.since

    await house.switch_on(plan=UpdatePlan(channel=CHANNEL))
    house.clock.move(hours=1)
    await house.switch_on(plan=UpdatePlan(channel=ChannelId(9), floor=0.1))
    assert await since() == START
    await house.switch_on(plan=UpdatePlan())
    assert await since() is None
    await house.switch_on(plan=UpdatePlan(channel=CHANNEL))
    assert await since() == START + timedelta(hours=1)


async def test_an_event_that_rises_past_the_floor_with_a_second_outlet_is_told(house: House) -> None:
    await house.switch_on(plan=replace(PLAN, floor=0.91))
    await house.add(MEETING)
    assert await house.tick() == []
    await house.add(AGAIN, text="Second.", source="Two")
    assert [one[-4:] for one in await house.tick()] == [" (2)"]


async def test_the_strongest_of_an_article_come_first_and_the_rest_is_noted(house: House) -> None:
    await house.switch_on()
    told = [
        replace(MEETING, headline=f"Talk {n}", source=(f"{name}/USA",), when=on(f"2023-06-0{n}"), salience=0.5 + n / 10)
        for n, name in ((1, "Ann"), (3, "Ben"), (2, "Cleo"))
    ]
    await house.add(*told)
    assert await house.tick() == ["Talk 3 (1)", "Talk 2 (1)"]
    left = [one for one in await house.decisions() if one.decision is DigestDecision.LEFT_TO_DIGEST]
    assert [one.reason for one in left] == ["2 an hour at most; the digest tells E1."]


async def test_what_was_left_to_the_digest_is_not_told_an_hour_later(house: House) -> None:
    await house.switch_on(plan=replace(PLAN, per_hour=0))
    await house.add(MEETING)
    assert await house.tick() == []
    await house.switch_on()
    house.clock.move(hours=2)
    await house.add(AGAIN, text="Second.", source="Two")
    assert await house.tick() == []
    assert [one.decision for one in await house.decisions()] == [DigestDecision.LEFT_TO_DIGEST]


async def test_the_hour_rolls(house: House) -> None:
    await house.switch_on(plan=replace(PLAN, per_hour=1))
    for n, minutes, sent in ((1, 0, 1), (2, 59, 0), (3, 1, 1)):
        house.clock.move(minutes=minutes)
        one = replace(MEETING, headline=f"Talk {n}", source=(f"Person {n}/USA",), when=on(f"2023-06-0{n}"))
        await house.add(one, text=f"Number {n}.")
        assert len(await house.tick()) == sent, n


async def test_stories_are_told_apart_once_a_tick_and_beside_the_event_loop(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def noted(parts: Sequence[StoryPart], key_of: Callable[[Printed], str]) -> Sequence[Story]:
        threads.append(threading.current_thread())
        return stories(parts, key_of)

    monkeypatch.setattr("bot.digest.updates.stories", noted)
    await house.switch_on(plan=replace(PLAN, per_hour=9))
    people = [replace(MEETING, headline=f"Talk {n}", source=(f"Person {n}/USA",)) for n in range(4)]
    await house.add(people[0], text="One.")
    assert len(await house.tick()) == 1
    threads.clear()
    for one in people[1:]:
        await house.add(one, text=f"{one.headline}, told at length.", source=one.headline)
    assert len(await house.tick()) == 3
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


async def test_a_shared_event_goes_to_each_server_that_follows_the_pair(house: House) -> None:
    await house.switch_on()
    await house.switch_on(OTHER, PLAN, Dyad(first=FRA, second=JPN))
    await house.desk.change(OTHER, ALICE, lambda s: replace(s, pair=Dyad(first=JPN, second=USA)))
    await house.add(MEETING, guild=None)
    assert await house.tick() == ["Anna Reed meets Gao Lin (1)"]
    await house.add(replace(MEETING, source=("Jun Sato/JPN",), target=("FRA",)), text="Japan.", guild=None)
    assert await house.tick() == ["Anna Reed meets Gao Lin (1)"]
    assert [len(await house.decisions(guild)) for guild in (GUILD, OTHER)] == [2, 2]


async def test_a_server_s_own_source_is_on_its_own_card_only(house: House) -> None:
    await house.switch_on()
    await house.switch_on(OTHER)
    await house.add(MEETING, guild=None)
    assert len(await house.tick()) == 2
    await house.add(AGAIN, text="Second.", guild=OTHER, source="Two")
    await house.tick()
    assert await house.tick(later=True) == ["Anna Reed meets Gao Lin (2)"]


async def test_a_withdrawn_event_is_not_told_any_more(house: House) -> None:
    await house.switch_on()
    await house.add(MEETING)
    await house.withdraw(1)
    assert await house.tick() == []
    assert await house.decisions() == []


async def test_two_told_events_that_turn_out_to_be_one_leave_both_cards_true(house: House) -> None:
    await house.switch_on(plan=replace(PLAN, floor=0.0, per_hour=9))
    await house.add(PORT)
    await house.add(ISLAND, text="An island.")
    assert len(await house.tick()) == 2
    await house.add(BOTH, text="Both.")
    assert await house.tick() == []
    edited = await house.tick(later=True)
    assert len(edited) == 2
    assert all("(3)" in one for one in edited)


async def test_changes_within_a_minute_are_one_edit_and_later_ones_another(house: House) -> None:
    await house.switch_on()
    await house.add(IN_JUNE)
    assert len(await house.tick()) == 1
    for text, told in (("Second.", MEETING), ("Third.", AGAIN)):
        await house.add(told, text=text, source=text)
        assert await house.tick() == []
    (edited,) = await house.tick(later=True)
    assert edited.endswith("(3) corrected 2023-06-14 week of 12 June 2023")
    await house.withdraw(1)
    await house.tick()
    (again,) = await house.tick(later=True)
    assert again.endswith("withdrawn")
    assert await house.tick(later=True) == []


async def test_a_card_that_nobody_has_seen_just_says_it_right(house: House) -> None:
    await house.switch_on()
    await house.add(IN_JUNE)
    await house.updates.look()
    await house.add(MEETING, text="Second.", source="Two")
    assert await house.tick() == ["Anna Reed meets Gao Lin (2)"]
    assert await house.tick(later=True) == []


async def test_a_card_on_its_way_is_edited_once_it_has_come(house: House) -> None:
    await house.switch_on()
    await house.add(IN_JUNE)
    house.channel.faults = [TrySendAgainError()]
    assert await house.tick() == []
    await house.add(MEETING, text="Second.", source="Two")
    assert await house.tick() == []
    assert await house.tick(later=True) == ["Anna Reed meets Gao Lin (1)"]
    assert await house.tick() == []
    (edited,) = await house.tick(later=True)
    assert "(2) corrected" in edited


async def test_an_edit_of_a_message_that_is_gone_is_the_last_one(house: House) -> None:
    await house.switch_on()
    await house.add(MEETING)
    await house.tick()
    await house.add(AGAIN, text="Second.", source="Two")
    await house.tick()
    house.channel.faults = [CannotSendError(SendProblem.GONE)]
    assert await house.tick(later=True) == []
    await house.withdraw(1)
    await house.tick()
    assert await house.tick(later=True) == []
    assert not (await house.desk.settings(GUILD)).is_paused


async def test_two_processes_owe_one_card_and_one_edit(house: House) -> None:
    other = UpdateDesk(house.store, clock=house.clock, press=MendPress(update=update_text, digest=digest_text))
    await house.switch_on()
    await house.add(MEETING)
    (change,) = await house.store.read(lambda c: changes.waiting_changes(c, limit=9))
    await house.updates.look()
    assert not await house.store.write(lambda c: changes.settle_change(c, change))
    assert await other.look() == 0
    assert len(await house.tick()) == 1


async def test_a_change_that_breaks_stops_no_other_and_is_tried_again(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await house.switch_on()
    await house.add(MEETING, replace(MEETING, headline="Bad", source=("Cleo/USA",), when=on("2023-06-01")))

    def breaks_once(update: Update) -> str:
        if update.event.event.headline == "Bad" and "change_not_taken" not in caplog.text:
            raise RuntimeError("no card")
        return update_text(update)

    monkeypatch.setattr(house.updates, "_press", MendPress(update=breaks_once, digest=digest_text))
    assert await house.tick() == ["Anna Reed meets Gao Lin (1)"]
    assert await house.tick() == ["Bad (1)"]


async def test_a_server_whose_zone_is_none_stops_no_other(house: House, caplog: pytest.LogCaptureFixture) -> None:
    await house.switch_on()
    await house.switch_on(OTHER)
    await house.store.write(lambda c: c.exec_driver_sql("UPDATE guild_settings SET zone = 'Gone/Zone' WHERE guild = 8"))
    await house.add(MEETING, guild=None)
    assert len(await house.tick()) == 1
    assert "update_not_made guild=8 event=1" in caplog.text


async def test_a_digest_stays_as_it_was_but_for_what_was_corrected(house: House) -> None:
    await house.switch_on(plan=UpdatePlan())
    await house.add(IN_JUNE, replace(MEETING, headline="Bell visits", source=("Bell/USA",), when=on("2023-06-01")))
    house.clock.move(hours=1)
    await house.desk.post_now(GUILD, key=1)
    await house.tick()
    await house.add(AGAIN, text="Second.", source="Two")
    assert await house.tick() == []
    assert await house.tick(later=True) == [
        "Talks / 1 read / Bell visits / Reed and Gao meet / corrected 2023-06-14 week of 12 June 2023"
    ], "though the second has more weight now"
    item = await house.store.read(lambda c: digests.get_item(c, OutboxId(1)))
    assert item.origin is not None
    origin = Origin.from_text(item.origin)
    assert Origin.from_text(origin.to_text()) == origin
    settings = await house.desk.settings(GUILD)
    assert await house.store.read(lambda c: compose_anew(c, settings, origin, on=date(2023, 7, 1))) is None


async def test_a_further_source_alone_does_not_edit_a_digest(house: House) -> None:
    await house.switch_on(plan=UpdatePlan())
    await house.add(MEETING)
    house.clock.move(hours=1)
    await house.desk.post_now(GUILD, key=1)
    await house.add(AGAIN, text="Second.", source="Two")
    await house.tick()
    assert await house.tick(later=True) == []


async def test_a_digest_of_which_all_is_withdrawn_names_a_quiet_time(house: House) -> None:
    await house.switch_on(plan=UpdatePlan())
    await house.add(MEETING)
    house.clock.move(hours=1)
    await house.desk.post_now(GUILD, key=1)
    await house.withdraw(1)
    await house.tick()
    assert await house.tick(later=True) == ["A quiet day / 1 read / Anna Reed meets Gao Lin / corrected 2023-06-14 "]
    assert (await house.decisions())[-1].reason == "E1 was withdrawn: A rumour."


async def test_the_queue_is_emptied_where_nobody_wants_anything(house: House) -> None:
    await house.add(MEETING, guild=None)
    assert await house.updates.look() == 1
    assert await house.updates.look() == 0


@pytest.mark.sqlite_only
async def test_looking_costs_little_with_many_servers_and_nothing_new(house: House) -> None:
    """The queue's emptiness is all that is asked, so a server more costs nothing."""
    await house.store.write(
        lambda c: c.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) "
            "INSERT INTO guild_settings (guild, pair_first, pair_second, cadence, at, zone, weekday, month_day, "
            "is_paused, updates_channel) SELECT i, 'USA', 'CHN', 'off', '07:30:00', 'UTC', 0, 1, 0, 5 FROM n"
        )
    )
    plan = await house.store.read(
        lambda c: c.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT event_change.id FROM event_change JOIN event ON event.id = event_change.event "
            "ORDER BY event_change.id LIMIT 100"
        )
    )
    assert not any("TEMP B-TREE" in row.detail or "SCAN event " in row.detail for row in plan)
    assert await house.updates.look() == 0


@pytest.mark.parametrize(
    ("day", "told"), [("2023-06-14", True), ("2023-05-20", True), ("2023-05-01", False), ("2013-06-14", False)]
)
async def test_what_a_report_only_looks_back_on_is_no_update(house: House, day: str, told: bool) -> None:
    await house.switch_on()
    old = replace(MEETING, when=on(day))
    article = await add(
        house.store, old, text="An old story.", guild=GUILD, at=house.clock(), published=date(2023, 6, 14)
    )
    (found,) = await house.store.read(lambda c: events.still_known(c, article.event_ids, guild=GUILD))
    assert is_news(found) is told
    await house.desk.tick()
    assert bool(house.channel.posted) is told
