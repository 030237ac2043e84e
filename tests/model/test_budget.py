from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.limits import Limits
from bot.model.budget import Allowance, Bucket, Cost, filled, wait_for, without
from bot.model.errors import TooOftenError
from bot.model.ids import GuildId, UserId
from bot.model.members import Member, own_desk
from tests.clock import Clock

NOON = datetime(2024, 5, 20, 12, tzinfo=UTC)
SIX = Allowance(a_minute=6)
ALICE, BOB = (Member(guild=GuildId(1), user=UserId(number)) for number in (11, 12))


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


@pytest.mark.parametrize(
    ("tokens", "after_s", "left"), [(0, 0, 0), (0, 10, 1), (0, 25, 2.5), (5, 10, 6), (0, 600, 6), (3, -60, 3)]
)
def test_a_bucket_fills_within_a_minute_and_no_further(tokens: float, after_s: float, left: float) -> None:
    assert filled(Bucket(tokens=tokens, at=NOON), SIX, NOON + seconds(after_s)).tokens == pytest.approx(left)


@pytest.mark.parametrize(
    ("tokens", "cost", "wait_s"),
    [(6, Cost.EXPORT, None), (4, Cost.EXPORT, None), (3, Cost.EXPORT, 10), (0.5, Cost.SEARCH, 5), (0, Cost.EXPORT, 40)],
)
def test_how_long_is_to_be_waited(tokens: float, cost: Cost, wait_s: float | None) -> None:
    wait = wait_for(Bucket(tokens=tokens, at=NOON), SIX, cost)
    assert wait == (None if wait_s is None else seconds(wait_s))


def test_what_costs_more_than_a_full_bucket_can_be_had_from_a_full_one() -> None:
    two = Allowance(a_minute=2)
    assert wait_for(filled(None, two, NOON), two, Cost.EXPORT) is None
    assert without(filled(None, two, NOON), Cost.EXPORT).tokens == 0


@given(st.lists(st.tuples(st.floats(0, 120), st.sampled_from(Cost)), max_size=60))
def test_nobody_gets_more_than_a_bucket_and_what_came_into_it(asked: list[tuple[float, Cost]]) -> None:
    clock = Clock(NOON)
    limits = Limits(user=SIX, server=Allowance(a_minute=0), clock=clock)
    spent, passed = 0, 0.0
    for pause_s, cost in asked:
        clock.move(seconds=pause_s)
        passed += pause_s
        try:
            limits.spend(ALICE, cost)
        except TooOftenError:
            continue
        spent += cost.tokens
    assert spent <= 6 + passed / 10 + 1e-6


def test_who_waits_as_long_as_is_said_gets_it() -> None:
    clock = Clock(NOON)
    limits = Limits(user=SIX, server=Allowance(a_minute=0), clock=clock)
    limits.spend(ALICE, Cost.EXPORT)
    with pytest.raises(TooOftenError) as caught:
        limits.spend(ALICE, Cost.EXPORT)
    assert (caught.value.until, caught.value.is_own) == (NOON + seconds(20), True)
    clock.move(seconds=20)
    limits.spend(ALICE, Cost.EXPORT)


def test_persons_and_servers_have_buckets_of_their_own() -> None:
    told: list[tuple[Cost, str]] = []
    limits = Limits(user=SIX, server=Allowance(a_minute=8), clock=lambda: NOON, limited=lambda *what: told.append(what))
    limits.spend(ALICE, Cost.EXPORT)
    limits.spend(BOB, Cost.EXPORT)
    with pytest.raises(TooOftenError) as caught:
        limits.spend(BOB, Cost.SEARCH)
    assert not caught.value.is_own
    limits.spend(Member(guild=own_desk(BOB.user), user=BOB.user), Cost.SEARCH)
    limits.spend(Member(guild=GuildId(2), user=BOB.user), Cost.SEARCH)
    with pytest.raises(TooOftenError):
        limits.spend(Member(guild=GuildId(2), user=BOB.user), Cost.SEARCH)
    assert told == [(Cost.SEARCH, "server"), (Cost.SEARCH, "user")]


def test_who_manages_a_server_has_three_times_as_much_and_not_more() -> None:
    limits = Limits(user=SIX, server=Allowance(a_minute=0), clock=lambda: NOON)
    for _ in range(18):
        limits.spend(ALICE, Cost.SEARCH, is_manager=True)
    with pytest.raises(TooOftenError):
        limits.spend(ALICE, Cost.SEARCH, is_manager=True)


def test_nought_counts_nothing() -> None:
    limits = Limits(user=Allowance(a_minute=0), server=Allowance(a_minute=0), clock=lambda: NOON)
    for _ in range(1000):
        limits.spend(ALICE, Cost.EXPORT)


def test_full_buckets_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.limits._MOST_KEPT", 10)
    clock = Clock(NOON)
    limits = Limits(user=SIX, server=Allowance(a_minute=0), clock=clock)
    for number in range(10):
        limits.spend(Member(guild=GuildId(1), user=UserId(number)), Cost.SEARCH)
    clock.move(seconds=60)
    limits.spend(ALICE, Cost.SEARCH)
    assert list(limits._buckets) == [("user", ALICE.user)]
