from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.copies import NewCopy, Printed
from bot.model.countries import Dyad
from bot.model.errors import NotFoundError
from bot.model.ids import ArticleId, ChannelId, GuildId, UserId
from bot.model.members import Member
from bot.model.setting_changes import Origin
from bot.model.settings import Cadence, GuildSettings, Schedule
from bot.sources.likeness import sketch
from data import articles, copies, events, guilds
from data.amending import amend_article
from data.cache import LIFETIME
from data.fingerprint import fingerprint
from data.hiding import hide_outlet
from data.schema import metadata
from data.store import Store
from tests.data.build import FRA, GUILD, JPN, NOON, OTHER_GUILD, Told, add, new, on, reading

CHOSEN = GuildSettings(
    guild=GUILD,
    pair=Dyad(first=JPN, second=FRA),
    digest_channel=ChannelId(2**63 - 1),
    schedule=Schedule(cadence=Cadence.WEEKLY, at=time(18, 5), zone="Asia/Tokyo", weekday=6, month_day=28),
    is_paused=True,
    pause_reason="The channel is gone.",
    next_due_at=NOON,
    changed_by=UserId(7),
    changed_at=NOON,
)


async def get(store: Store, guild: GuildId = GUILD) -> GuildSettings:
    return await store.read(lambda conn: guilds.get_settings(conn, guild))


async def save(store: Store, settings: GuildSettings) -> None:
    await store.write(lambda conn: guilds.save_settings(conn, settings))


async def test_settings_come_back_and_are_the_defaults_before(store: Store) -> None:
    assert await get(store) == GuildSettings(guild=GUILD)
    await save(store, CHOSEN)
    assert await get(store) == CHOSEN
    await save(store, GuildSettings(guild=GUILD))
    assert await get(store) == GuildSettings(guild=GUILD)
    assert await get(store, OTHER_GUILD) == GuildSettings(guild=OTHER_GUILD)


async def test_moments_come_back_in_utc_whatever_the_zone_they_were_given_in(store: Store) -> None:
    tokyo = datetime.fromisoformat("2023-06-15T21:00:00+09:00")
    await save(store, replace(CHOSEN, next_due_at=tokyo))
    found = (await get(store)).next_due_at
    assert found == NOON
    assert found.tzinfo is UTC


async def test_a_naive_moment_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="has no time zone"):
        await save(store, replace(CHOSEN, next_due_at=NOON.replace(tzinfo=None)))


async def test_the_history_names_what_changed_and_who(store: Store) -> None:
    await save(store, replace(CHOSEN, changed_by=UserId(1)))
    later = replace(CHOSEN, digest_channel=None, schedule=replace(CHOSEN.schedule, at=time(7)), next_due_at=None)
    await save(store, replace(later, changed_by=UserId(2)))
    await save(store, replace(later, changed_by=UserId(3)))
    assert await store.read(lambda conn: guilds.count_batches(conn, GUILD)) == 2
    (last,) = await store.read(lambda conn: guilds.settings_batches(conn, GUILD, limit=1))
    assert (last.changed_by, last.changed_at, last.origin) == (2, NOON, Origin.EDIT)
    assert last.before == {"digest_channel": str(2**63 - 1), "at": "18:05"}
    assert last.after == {"digest_channel": None, "at": "07:00"}


async def test_what_the_bot_does_itself_is_nobody_s(store: Store) -> None:
    await save(store, CHOSEN)
    paused = replace(CHOSEN, is_paused=False, pause_reason=None)
    await store.write(partial(guilds.save_settings, settings=paused, origin=Origin.BOT, at=NOON + timedelta(hours=1)))
    (last,) = await store.read(lambda conn: guilds.settings_batches(conn, GUILD, limit=1))
    assert (last.changed_by, last.changed_at, last.origin) == (None, NOON + timedelta(hours=1), Origin.BOT)
    assert (await get(store)).changed_by == CHOSEN.changed_by


@pytest.mark.parametrize(
    ("due", "is_paused", "is_due"),
    [(NOON, False, True), (NOON + timedelta(seconds=1), False, False), (None, False, False), (NOON, True, False)],
    ids=["due", "not-yet", "off", "paused"],
)
async def test_a_server_is_due_from_its_moment_on(
    store: Store, due: datetime | None, is_paused: bool, is_due: bool
) -> None:
    await save(store, replace(CHOSEN, next_due_at=due, is_paused=is_paused))
    found = await store.read(lambda conn: guilds.due_guilds(conn, NOON, 10))
    assert [one.guild for one in found] == ([GUILD] if is_due else [])


async def test_the_longest_due_come_first(store: Store) -> None:
    for number in (3, 1, 2):
        settings = GuildSettings(guild=GuildId(number), next_due_at=NOON - timedelta(hours=number))
        await save(store, settings)
    found = await store.read(lambda conn: guilds.due_guilds(conn, NOON, 2))
    assert [one.guild for one in found] == [3, 2]


async def test_who_is_due_comes_in_pages_also_where_many_are_due_at_once(store: Store) -> None:
    for number in (1, 2, 3, 4, 5):
        await save(store, GuildSettings(guild=GuildId(number), next_due_at=NOON - timedelta(hours=number == 5)))
    pages, last = [], None
    while page := await store.read(partial(guilds.due_guilds, now=NOON, limit=2, after=last)):
        pages.append([one.guild for one in page])
        *_, last = page
    assert pages == [[5, 1], [2, 3], [4]]


async def test_who_handed_in_articles_is_known(store: Store) -> None:
    for guild in (GUILD, OTHER_GUILD):
        await save(store, GuildSettings(guild=guild))
    await add(store, Told(headline="They meet"), guild=OTHER_GUILD)
    await add(store, Told(headline="They meet again"), guild=None, text="Another text.")
    assert await store.read(partial(guilds.with_articles, asked=[GUILD, OTHER_GUILD])) == {OTHER_GUILD}


async def test_the_due_moment_can_be_set_alone(store: Store) -> None:
    await save(store, CHOSEN)
    await store.write(lambda conn: guilds.set_next_due(conn, GUILD, None))
    assert await get(store) == replace(CHOSEN, next_due_at=None)


async def test_settings_are_kept_in_memory_for_a_few_seconds_and_a_save_is_seen_at_once(store_url: str) -> None:
    now = [NOON]
    store = await Store.open(store_url, clock=lambda: now[0])
    other = await Store.open(store_url)
    assert await get(store) == GuildSettings(guild=GUILD)
    await save(other, CHOSEN)
    now[0] += LIFETIME - timedelta(milliseconds=1)
    assert await get(store) == GuildSettings(guild=GUILD)
    now[0] += timedelta(milliseconds=1)
    assert await get(store) == CHOSEN
    await save(store, replace(CHOSEN, is_paused=False))
    assert await get(store) == replace(CHOSEN, is_paused=False)
    await other.close()
    await store.close()


async def test_a_value_read_before_a_save_ended_is_not_kept(store: Store) -> None:
    async def overtaken(conn: AsyncConnection) -> GuildSettings:
        # The snapshot begins with this statement, so what follows reads the old settings.
        await conn.exec_driver_sql("SELECT count(*) FROM guild_settings")
        cache = store._cache
        generation = cache.generation
        await save(store, CHOSEN)
        found = GuildSettings(guild=GUILD)
        cache.put(found, generation)
        return found

    await store.read(overtaken)
    assert await get(store) == CHOSEN


async def test_a_save_that_fails_leaves_the_old_settings(store: Store) -> None:
    async def fail(conn: AsyncConnection) -> None:
        await guilds.save_settings(conn, CHOSEN)
        assert await guilds.get_settings(conn, GUILD) == CHOSEN
        raise LookupError("too bad")

    with pytest.raises(LookupError):
        await store.write(fail)
    assert await get(store) == GuildSettings(guild=GUILD)


async def leave_traces_of_texts(store: Store, common: ArticleId, own: ArticleId) -> None:
    """Leave a copy of a common article, a sketch, an earlier version with what it alone told, and a hidden outlet."""
    copied = NewCopy(
        article=common, guild=GUILD, printed=Printed(name="Fjord Post", url=None), fingerprint="f", similarity=1.0,
        seen_at=NOON,
    )  # fmt: skip
    await store.write(lambda conn: copies.add_copy(conn, copied))
    await store.write(lambda conn: copies.keep_sketch(conn, own, GUILD, sketch("One text of some words.")))
    member = Member(guild=GUILD, user=UserId(5))
    await store.write(lambda conn: hide_outlet(conn, "fjord post", member, at=NOON))
    before = await store.read(lambda conn: articles.get_article(conn, own, guild=GUILD))
    words = fingerprint(before.reading.article.text)
    newer = new(reading(text="It tells nothing now."), guild=GUILD)
    assert await store.write(lambda conn: amend_article(conn, own, newer, expected=words)) is not None


async def test_a_forgotten_server_leaves_nothing_and_the_starter_pack_stays(store: Store) -> None:
    common = await add(store, Told(headline="They meet", when=on("2023-06-14")))
    ours = await add(store, Told(headline="They meet", when=on("2023-06-14")), text="Ours.", guild=GUILD)
    own = await add(store, Told(headline="They part", source=("Anna Reed/USA",)), text="Ours too.", guild=GUILD)
    theirs = await add(store, Told(headline="They part"), text="Theirs.", guild=OTHER_GUILD)
    await save(store, CHOSEN)
    await leave_traces_of_texts(store, common.id, own.id)
    await store.write(lambda conn: guilds.forget_guild(conn, GUILD))

    queue = {"event_change"}  # which the next tick empties
    for table in (one for name, one in metadata.tables.items() if "guild" in one.c and name not in queue):
        rows = await store.read(lambda conn, table=table: conn.execute(table.select().where(table.c.guild == GUILD)))  # type: ignore[misc]  # bound per turn
        assert rows.all() == [], table.name
    assert await get(store) == GuildSettings(guild=GUILD)
    assert await store.read(lambda conn: guilds.settings_batches(conn, GUILD, limit=9)) == ()
    for article in (ours, own):
        with pytest.raises(NotFoundError):
            await store.read(lambda conn, article=article: articles.get_article(conn, article.id, guild=GUILD))  # type: ignore[misc]  # bound per turn
    found = await store.read(lambda conn: events.get_event(conn, common.event_ids[0], guild=GUILD))
    assert [report.article for report in found.reports] == [common.id]
    assert await store.read(lambda conn: events.actor_names(conn, "reed", guild=GUILD)) == ()
    assert await store.read(lambda conn: articles.find_articles(conn, "ours", guild=GUILD)) == ()
    assert (await store.read(lambda conn: articles.get_article(conn, theirs.id, guild=OTHER_GUILD))) == theirs


async def test_the_starter_pack_can_not_be_forgotten(store: Store) -> None:
    with pytest.raises(ValueError, match="no server"):
        await store.write(lambda conn: guilds.forget_guild(conn, GuildId(0)))
