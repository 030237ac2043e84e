"""What another process wrote to a shared record is heard: at once, never for nothing, and never missed unseen."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest
from sqlalchemy import insert, make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.stored import EventQuery
from data import events
from data.engines import LISTENER
from data.listening import CHANNEL, Listener
from data.recalled import LIFETIME
from data.schema import departure
from data.store import Store
from tests.data.build import GUILD, NOON, US_CHINA, Told, add, on

PAIR = EventQuery(pair=US_CHINA)
ASKED = Told(headline="Anna Reed visits Beijing", source=("Anna Reed/USA",), when=on("2023-06-14"))
PARTED = Told(headline="They part")
RENAME = text("UPDATE event_pair SET salience = salience")


class Shared:
    """Two processes' stores in one PostgreSQL database; the first one's clock goes forward by hand."""

    def __init__(self, store: Store, other: Store, now: list[object]) -> None:
        self.store, self.other, self._now = store, other, now

    def later(self) -> None:
        """Let the time pass after which the first one looks."""
        self._now[0] += LIFETIME  # type: ignore[operator]  # a moment

    async def headlines(self) -> set[str]:
        """Return what the first one's timeline of the pair tells."""
        return {one.event.headline for one in (await self.store.recall(events.timeline, PAIR)).events}

    async def end_listening(self) -> int:
        """End the sessions that listen, as a server does that restarts; return how many."""
        asked = text("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = :name")
        return len((await self.other.write(lambda conn: conn.execute(asked, {"name": LISTENER}))).all())


@pytest.fixture
async def shared(postgresql_url: str) -> AsyncIterator[Shared]:
    """Both stores, with one event in them that the first one was asked for."""
    now: list[object] = [NOON]
    opened = (
        await Store.open(postgresql_url, clock=lambda: now[0]),  # type: ignore[arg-type,return-value]  # a moment
        await Store.open(postgresql_url),
    )
    both = Shared(*opened, now)
    await add(both.store, ASKED)
    assert await both.headlines() == {ASKED.headline}
    yield both
    for store in opened:
        await store.close()


async def test_what_another_process_writes_is_heard_at_once(shared: Shared) -> None:
    await add(shared.other, PARTED, text="Another text.")
    async with asyncio.timeout(5):
        while await shared.headlines() != {ASKED.headline, PARTED.headline}:  # noqa: ASYNC110 - a notice is no event
            await asyncio.sleep(0.01)


async def test_what_was_missed_while_nobody_heard_is_seen_at_the_next_look(shared: Shared) -> None:
    assert await shared.end_listening() == 1
    await add(shared.other, PARTED, text="Another text.")
    assert await shared.headlines() == {ASKED.headline}
    shared.later()
    assert await shared.headlines() == {ASKED.headline, PARTED.headline}
    first = await shared.store.recall(events.timeline, PAIR)
    shared.later()
    assert await shared.store.recall(events.timeline, PAIR) is first


async def test_where_the_others_can_not_be_heard_an_answer_holds_for_some_seconds(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(_listener: Listener, _connection: AsyncConnection) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(Listener, "_listen", refused)
    assert await shared.end_listening() == 1
    for number in range(3):
        shared.later()
        first = await shared.store.recall(events.timeline, PAIR)
        assert await shared.store.recall(events.timeline, PAIR) is first
        assert len(first.events) == number + 1
        await add(shared.other, Told(headline=f"They part, {number}"), text=f"Text {number}.")


async def test_an_answer_that_is_read_while_another_writes_is_not_kept(shared: Shared) -> None:
    async def overtaken(conn: AsyncConnection) -> int:
        found = await events.count_visible(conn, guild=None)
        if found == 1:
            await add(shared.other, PARTED, text="Another text.")
            await asyncio.sleep(0.2)
        return found

    assert await shared.store.recall(overtaken) == 1
    assert await shared.store.recall(overtaken) == 2


class Heard:
    """A listener, and how often it heard."""

    def __init__(self, url: str) -> None:
        self.times = 0
        self.listener = Listener(make_url(url), self._hear)

    def _hear(self) -> None:
        self.times += 1


@pytest.fixture
async def heard(shared: Shared, postgresql_url: str) -> AsyncIterator[Heard]:
    """A third process that listens."""
    third = Heard(postgresql_url)
    assert await third.listener.mark() is not None
    assert third.times == 0
    yield third
    await third.listener.close()


async def test_all_that_was_committed_before_a_mark_has_been_heard(shared: Shared, heard: Heard) -> None:
    mark = await heard.listener.mark()
    for number in range(1, 51):
        await shared.other.write(lambda conn: conn.execute(RENAME))
        assert await heard.listener.mark() is mark
        assert heard.times == number


async def test_what_was_taken_back_or_lies_apart_from_the_record_is_not_told(shared: Shared, heard: Heard) -> None:
    async def fails(conn: AsyncConnection) -> None:
        await conn.execute(RENAME)
        raise LookupError("too bad")

    with pytest.raises(LookupError):
        await shared.other.write(fails)
    await shared.other.write(lambda conn: conn.execute(insert(departure).values(guild=GUILD, left_at=NOON)))
    await heard.listener.mark()
    assert heard.times == 0


async def test_nobody_hears_what_he_told(shared: Shared, heard: Heard) -> None:
    await shared.other.write(heard.listener.tell)
    await heard.listener.mark()
    assert heard.times == 0


async def test_where_no_session_listens_there_is_no_mark(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    """As behind a pooler, where each statement may be another session's."""

    async def elsewhere(_listener: Listener, _connection: AsyncConnection) -> None:
        """Let the statement go to another session."""

    monkeypatch.setattr(Listener, "_listen", elsewhere)
    await heard.listener.close()
    assert await heard.listener.mark() is None


async def test_a_session_that_forgot_to_listen_is_left_for_another(heard: Heard) -> None:
    first = await heard.listener.mark()
    assert isinstance(first, AsyncConnection)
    await first.execute(text(f"UNLISTEN {CHANNEL}"))
    assert await heard.listener.mark() not in {None, first}


async def test_a_server_that_says_nothing_is_waited_for_two_seconds_at_most(
    heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.listening._LISTENS", text("SELECT pg_sleep(60), CAST(:channel AS text)"))
    monkeypatch.setattr("data.listening._PATIENCE_S", 0.2)
    async with asyncio.timeout(10):
        assert await heard.listener.mark() is None


async def test_a_question_that_is_given_up_leaves_no_connection_of_which_nothing_is_known(
    heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await heard.listener.mark()
    with monkeypatch.context() as patched:
        patched.setattr("data.listening._LISTENS", text("SELECT pg_sleep(60), CAST(:channel AS text)"))
        asked = asyncio.create_task(heard.listener.mark())
        await asyncio.sleep(0.2)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
    assert await heard.listener.mark() not in {None, first}


@pytest.mark.parametrize("fault", [asyncpg.InterfaceError("closed"), asyncpg.TooManyConnectionsError("full")])
async def test_what_the_driver_itself_raises_is_no_fault_of_who_asks(
    heard: Heard, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    async def fails(_listener: Listener, _connection: AsyncConnection) -> None:
        raise fault

    await heard.listener.close()
    with monkeypatch.context() as patched:
        patched.setattr(Listener, "_listen", fails)
        assert await heard.listener.mark() is None
    assert await heard.listener.mark() is not None
