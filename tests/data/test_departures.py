"""Servers that were left: found, owed nothing, forgotten after their time, and taken up again where they come back."""

from dataclasses import replace
from datetime import timedelta

from bot.model.digest import NewOutboxItem, OutboxState
from bot.model.ids import ChannelId, GuildId, UserId
from bot.model.members import own_desk
from bot.model.settings import GuildSettings, QuizPlan, UpdatePlan
from bot.privacy import Departures
from data import articles, departures, digests, guilds, updates
from data.store import Store
from tests.clock import Clock
from tests.data.build import GUILD, NOON, OTHER_GUILD, Told, add, new, on, reading

ALL = GuildSettings(
    guild=GUILD,
    digest_channel=ChannelId(5),
    next_due_at=NOON,
    updates=UpdatePlan(channel=ChannelId(5), since=NOON),
    quiz=QuizPlan(channel=ChannelId(5), due_at=NOON),
)
OWED = NewOutboxItem(
    guild=GUILD, channel=ChannelId(5), kind="scheduled", period=NOON.date(), part=0, payload="{}", not_before=NOON
)


async def set_up(store: Store) -> None:
    for guild in (GUILD, OTHER_GUILD):
        settings = replace(ALL, guild=guild)
        await store.write(lambda conn, one=settings: guilds.save_settings(conn, one))  # type: ignore[misc]  # bound per turn


async def owed(store: Store) -> list[GuildId]:
    """Return every server that anything would be made or sent for."""
    due = await store.read(lambda conn: guilds.due_guilds(conn, NOON, 9))
    asked = await store.read(lambda conn: guilds.quiz_due_guilds(conn, NOON, 9))
    told = await store.read(lambda conn: updates.servers_with_updates(conn, None))
    return sorted(one.guild for one in (*due, *asked, *told))


async def test_nothing_is_owed_to_a_server_that_was_left(store: Store) -> None:
    await set_up(store)
    (row,) = await store.write(lambda conn: digests.enqueue(conn, [OWED]))
    desk = Departures(store, clock=lambda: NOON)
    assert await owed(store) == sorted([GUILD, OTHER_GUILD] * 3)
    await desk.left(GUILD)
    assert await owed(store) == [OTHER_GUILD] * 3
    assert await store.write(lambda conn: digests.claim(conn, owner="me", now=NOON)) == ()
    assert (await store.read(lambda conn: digests.get_item(conn, row))).state is OutboxState.FAILED
    await desk.left(OTHER_GUILD)
    assert not await store.read(lambda conn: digests.has_work(conn, NOON))
    await desk.came_back(GUILD)
    assert await owed(store) == [GUILD] * 3


async def test_what_was_left_is_deleted_after_its_time_and_not_before(store: Store) -> None:
    await set_up(store)
    await add(store, Told(headline="They meet", when=on("2023-06-14")), text="Ours.", guild=GUILD)
    clock = Clock(NOON)
    desk = Departures(store, clock=clock)
    await desk.left(GUILD)
    clock.move(days=1)
    await desk.left(GUILD)  # told twice: the first day counts
    assert await desk.forget(lambda _: False, NOON, is_ours=lambda _: True) == 0
    assert await store.read(lambda conn: articles.count_visible(conn, guild=GUILD)) == 1
    late = NOON + timedelta(seconds=1)
    assert await desk.forget(lambda _: False, late, is_ours=lambda guild: guild != GUILD) == 0  # another's shard
    assert await desk.forget(lambda _: False, late, is_ours=lambda guild: guild == GUILD) == 1
    assert await store.read(lambda conn: articles.count_visible(conn, guild=GUILD)) == 0
    assert await store.read(lambda conn: guilds.get_settings(conn, GUILD)) == GuildSettings(guild=GUILD)
    assert (await store.read(lambda conn: guilds.get_settings(conn, OTHER_GUILD))).digest_channel == 5
    assert await store.read(departures.departed) == ()


async def test_a_server_that_is_there_after_all_loses_nothing(store: Store) -> None:
    await set_up(store)
    desk = Departures(store, clock=lambda: NOON)
    await desk.left(GUILD)
    assert await desk.forget(lambda guild: guild == GUILD, NOON + timedelta(days=99), is_ours=lambda _: True) == 0
    assert (await store.read(lambda conn: guilds.get_settings(conn, GUILD))).digest_channel == 5
    assert await store.read(departures.departed) == ()


async def test_a_start_finds_what_happened_while_the_bot_was_away(store: Store) -> None:
    await set_up(store)
    text = new(reading(text="Told to one."), guild=own_desk(UserId(7)), by=UserId(7))
    await store.write(lambda conn: articles.add_article(conn, text))
    await add(store, Told(headline="They part"), text="Of the starter pack.")
    desk = Departures(store, clock=lambda: NOON)
    await desk.left(OTHER_GUILD)
    await desk.compare(frozenset({OTHER_GUILD}), lambda _: True)
    assert await store.read(departures.departed) == (GUILD,)


async def test_servers_of_other_shards_are_left_alone(store: Store) -> None:
    await set_up(store)
    desk = Departures(store, clock=lambda: NOON)
    await desk.compare(frozenset(), lambda guild: guild != GUILD)
    assert await store.read(departures.departed) == (OTHER_GUILD,)


async def test_where_all_servers_are_gone_at_once_none_is_marked(store: Store) -> None:
    await set_up(store)
    desk = Departures(store, clock=lambda: NOON)
    await desk.compare(frozenset(), lambda _: True)
    assert await store.read(departures.departed) == ()
