"""Seats and turns: one process has them at a time, whoever dies, freezes or loses its connection."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.model.processes import ShardRange
from data.engines import SEAT
from data.seats import FREED_S, LOOK_S, POSTER, TRUSTED_S, Seat, Standing, Turn, shard_places
from data.store import Store
from tests.conftest import address


class Seconds:
    """A clock that only goes forward, by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def stores(postgresql_url: str) -> AsyncIterator[tuple[Store, Store]]:
    """Two processes' stores in one PostgreSQL database."""
    opened = await Store.open(postgresql_url), await Store.open(postgresql_url)
    yield opened
    for store in opened:
        await store.close()


async def end_sessions(store: Store) -> int:
    """End the sessions that hold seats, as the server does with those of a dead process; return how many."""
    asked = text("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = :name")
    return len((await store.write(lambda conn: conn.execute(asked, {"name": SEAT}))).all())


async def test_one_has_the_seat_and_the_other_takes_over_when_it_leaves(stores: tuple[Store, Store]) -> None:
    first, second = (store.seats.seat(POSTER) for store in stores)
    assert (await first.look(), await second.look()) == (Standing.HELD, Standing.TAKEN)
    assert (first.is_held, second.is_held) == (True, False)
    assert (await first.look(), await second.look()) == (Standing.HELD, Standing.TAKEN)
    await first.leave()
    assert not first.is_held
    assert (await second.look(), await first.look()) == (Standing.HELD, Standing.TAKEN)


async def test_who_lost_the_connection_lost_the_seat_and_sees_it_at_the_next_look(stores: tuple[Store, Store]) -> None:
    first, second = (store.seats.seat(POSTER) for store in stores)
    await first.look()
    assert await end_sessions(stores[1]) == 1
    assert await second.look() is Standing.HELD
    assert await first.look() is Standing.UNKNOWN
    assert not first.is_held
    assert await first.look() is Standing.TAKEN


async def test_a_process_that_was_stopped_does_not_rely_on_its_seat_when_it_wakes(stores: tuple[Store, Store]) -> None:
    clock = Seconds()
    seat = stores[0].seats.seat(POSTER, monotonic=clock)
    await seat.look()
    clock.now += TRUSTED_S - 1
    relied_on = [seat.is_held]
    clock.now += 1
    relied_on.append(seat.is_held)
    assert relied_on == [True, False]
    assert await seat.look() is Standing.HELD
    assert seat.is_held


async def test_the_server_frees_the_seat_of_who_is_silent(stores: tuple[Store, Store]) -> None:
    """The time itself is the server's to keep; that it was told is seen in its session."""
    assert TRUSTED_S < FREED_S
    assert LOOK_S * 3 < TRUSTED_S
    seat = stores[0].seats.seat(POSTER)
    await seat.look()
    assert seat._connection is not None
    assert await seat._connection.scalar(text("SHOW idle_session_timeout")) == "1min"
    await seat._connection.execute(text("SET idle_session_timeout = '1ms'"))
    other = stores[1].seats.seat(POSTER)
    async with asyncio.timeout(5):
        while await other.look() is not Standing.HELD:  # noqa: ASYNC110 - the server's own timer
            await asyncio.sleep(0)
    assert await seat.look() is Standing.UNKNOWN


@pytest.mark.parametrize(
    ("one", "other", "is_free"),
    [
        ("0-7/16", "8-15/16", True),
        ("0-7/16", "7-15/16", False),
        ("3/16", "3/16", False),
        (None, "0-7/16", False),
        ("0-7/16", None, False),
        (None, None, False),
    ],
)
async def test_no_shard_is_two_gateways(
    stores: tuple[Store, Store], one: str | None, other: str | None, is_free: bool
) -> None:
    def seat(store: Store, typed: str | None) -> Seat:
        return store.seats.seat(shard_places(None if typed is None else ShardRange.of_text(typed)))

    first, second = seat(stores[0], one), seat(stores[1], other)
    assert await first.look() is Standing.HELD
    assert await second.look() is (Standing.HELD if is_free else Standing.TAKEN)
    assert await first.look() is Standing.HELD
    await first.leave()
    assert await second.look() is Standing.HELD


async def test_a_turn_is_one_processes_at_a_time(stores: tuple[Store, Store]) -> None:
    order: list[str] = []

    async def wait() -> None:
        async with stores[1].seats.turn(Turn.KEEPING):
            order.append("second")

    async with stores[0].seats.turn(Turn.KEEPING):
        waiting = asyncio.create_task(wait())
        async with stores[1].seats.turn(Turn.FILLING):
            order.append("another kind of turn")
        asked = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        while not await stores[0].read(lambda conn: conn.scalar(asked)):  # noqa: ASYNC110 - the server's own list
            await asyncio.sleep(0)
        order.append("first")
    await waiting
    assert order == ["another kind of turn", "first", "second"]


async def test_in_a_file_the_one_process_has_everything(path: Path) -> None:
    store = await Store.open(address(path))
    seats = [store.seats.seat(POSTER), store.seats.seat(shard_places(None))]
    assert [await seat.look() for seat in seats] == [Standing.HELD] * 2
    async with store.seats.turn(Turn.KEEPING):
        waiting = asyncio.create_task(store.seats.turn(Turn.KEEPING).__aenter__())
        await asyncio.sleep(0)
        assert not waiting.done()
    await waiting
    await seats[0].leave()
    assert not seats[0].is_held
    await store.close()
