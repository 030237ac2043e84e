"""The migrations build what the metadata says, and every statement of the store is one that PostgreSQL knows too."""

import io
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, make_url
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.model.dates import Precision
from bot.model.digest import NewOutboxItem
from bot.model.ids import ChannelId, EventId, GuildId, OutboxId, UserId
from bot.model.plover import Mode
from bot.model.quiz import QuizAnswer, QuizState
from bot.model.reading import Status
from bot.model.setting_changes import Origin
from bot.model.settings import Access, Cadence, GuildSettings, UpdatePlan
from data import decisions, digests, events, guilds, hiding, migrate, quiz_plans, quizzes, source_changes, updates
from data.changes import waiting_changes
from data.fulltext import INDEXES, create_index
from data.schema import metadata
from data.store import Store
from tests.data.build import GUILD, NOON, OTHER_GUILD, Told, add, on
from tests.data.conftest import address

_OF_SETTINGS = (
    "month_week more_pairs salience_floor most_events quiet locale ping_role place is_silent catch_up palette "
    "updates_channel updates_floor updates_per_hour quiz_channel quiz_cadence quiz_at quiz_weekday quiz_month_day "
    "quiz_month_week quiz_length quiz_due_at failures told_until"
)
_OF_OUTBOX = "picture posting origin target due_at place refusals"
_WITHOUT_OLD_CARDS = "DROP INDEX ix_outbox_with_card; UPDATE alembic_version SET version_num = '0018';"
_WITHOUT_PACKS = "\n".join(
    [_WITHOUT_OLD_CARDS, "DROP TABLE pack_entry; DROP TABLE pack; UPDATE alembic_version SET version_num = '0017';"]
)
"""Takes a store back to revision 0017."""
_WITHOUT_MOMENTS = "".join(
    [
        _WITHOUT_PACKS,
        "DROP INDEX ix_event_report_recorded_at; ALTER TABLE event_report DROP COLUMN recorded_at;",
        "ALTER TABLE event_moved DROP COLUMN joined; UPDATE alembic_version SET version_num = '0016';",
    ]
)
"""Takes a store back to revision 0016."""
_WITHOUT_SOURCE_CHANGES = "".join(
    [_WITHOUT_MOMENTS, "DROP TABLE source_change; UPDATE alembic_version SET version_num = '0015';"]
)
"""Takes a store back to revision 0015."""
_WITHOUT_DESK = "".join(
    [
        _WITHOUT_SOURCE_CHANGES,
        "DROP TABLE quiz_item_decision; DROP TABLE event_decision_report; DROP TABLE event_decision;",
        "ALTER TABLE event DROP COLUMN edited; UPDATE alembic_version SET version_num = '0014';",
    ]
)
"""Takes a store back to revision 0014."""
_WITHOUT_RECORDS = "".join(
    [
        _WITHOUT_DESK,
        "DROP TABLE imported_record; DROP TABLE record_import; UPDATE alembic_version SET version_num = '0013';",
    ]
)
"""Takes a store back to revision 0013."""
_WITHOUT_DEPARTURES = "".join(
    [
        _WITHOUT_RECORDS,
        "DROP TABLE departure; ALTER TABLE quiz_player ADD COLUMN name TEXT;",
        "UPDATE alembic_version SET version_num = '0012';",
    ]
)
"""Takes a store back to revision 0012."""
_WITHOUT_ROLES = "".join(
    [
        _WITHOUT_DEPARTURES,
        "DROP INDEX ix_settings_change_guild_batch;",
        *(
            f"ALTER TABLE guild_settings DROP COLUMN {name};"
            for name in ("manager_role", "editor_role", "contributor_role", "notices_channel", "names_members")
        ),
        *(f"ALTER TABLE settings_change DROP COLUMN {name};" for name in ("batch", "origin")),
        "UPDATE alembic_version SET version_num = '0011';",
    ]
)
"""Takes a store back to revision 0011."""
_WITHOUT_FEEDS = """
DROP TABLE entry_facts;
DROP TABLE feed_want; DROP TABLE feed_entry; DROP TABLE feed_key; DROP TABLE feed_follow; DROP TABLE feed;
ALTER TABLE article DROP COLUMN is_background;
"""
_WITHOUT_COPIES = """
DROP TABLE text_sketch; DROP TABLE text_band; DROP TABLE article_copy; DROP TABLE article_version;
DROP TABLE former_report; DROP TABLE hidden_outlet; UPDATE alembic_version SET version_num = '0007';
"""
"""Takes a store back to revision 0007."""
_WITHOUT_TOPICS = "DROP TABLE topic; DROP TABLE topic_change; DROP TABLE topic_draft;"
_WITHOUT_PLANS = "".join(
    [
        _WITHOUT_ROLES,
        _WITHOUT_FEEDS,
        _WITHOUT_TOPICS,
        _WITHOUT_COPIES,
        "DROP TABLE quiz_plan;",
        "UPDATE alembic_version SET version_num = '0006';",
    ]
)
"""Takes a store back to revision 0006."""
_WITHOUT_UPDATES = (
    _WITHOUT_PLANS
    + """
DROP TABLE event_change; DROP INDEX ix_outbox_guild_due_at; DROP INDEX ix_digest_ledger_guild_kind;
DROP INDEX ix_guild_settings_updates_channel;
ALTER TABLE guild_settings DROP COLUMN updates_since; ALTER TABLE outbox DROP COLUMN is_stale;
UPDATE alembic_version SET version_num = '0005';
"""
)
"""Takes a store back to revision 0005."""
_WITHOUT_FORMS = "".join(
    [
        _WITHOUT_UPDATES,
        "DROP TABLE outbox_event; DROP INDEX ix_guild_settings_quiz_due_at;",
        *(f"ALTER TABLE guild_settings DROP COLUMN {name};" for name in _OF_SETTINGS.split()),
        *(f"ALTER TABLE outbox DROP COLUMN {name};" for name in _OF_OUTBOX.split()),
        "UPDATE alembic_version SET version_num = '0004';",
    ]
)
"""Takes a store back to revision 0004."""
_WITHOUT_BANK = (
    _WITHOUT_FORMS
    + """
DROP TABLE quiz_item_choice; DROP TABLE quiz_item_event; DROP TABLE quiz_memory; DROP TABLE quiz_item;
DROP TABLE quiz_daily; DROP TABLE quiz_player;
DROP INDEX ix_quiz_session_guild_mode_day; DROP INDEX ix_quiz_session_channel_unfinished;
DROP INDEX ix_quiz_session_daily_of_a_player; DROP INDEX ix_quiz_session_host; DROP INDEX ix_quiz_round_item;
ALTER TABLE quiz_round DROP COLUMN item; ALTER TABLE quiz_round DROP COLUMN players;
ALTER TABLE event DROP COLUMN statement;
ALTER TABLE quiz_answer DROP COLUMN points; ALTER TABLE quiz_answer DROP COLUMN is_right;
ALTER TABLE quiz_session DROP COLUMN mode; ALTER TABLE quiz_session DROP COLUMN pace;
ALTER TABLE quiz_session DROP COLUMN topic; ALTER TABLE quiz_session DROP COLUMN day;
ALTER TABLE quiz_session DROP COLUMN wanted; ALTER TABLE quiz_session DROP COLUMN ends_after;
ALTER TABLE quiz_session DROP COLUMN notice;
CREATE INDEX ix_quiz_session_guild ON quiz_session (guild);
CREATE UNIQUE INDEX ix_quiz_session_channel_unfinished ON quiz_session (channel)
    WHERE state IN ('question', 'reveal', 'paused');
UPDATE alembic_version SET version_num = '0003';
"""
)
"""Takes a store back to revision 0003."""


def test_the_newest_revision_is_the_one_a_start_looks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]


def test_migrations_build_what_the_metadata_says(path: Path) -> None:
    search_tables = tuple(f"{index.name}" for index in INDEXES)

    def ours(_item: object, name: str | None, kind: str, *_rest: object) -> bool:
        return kind != "table" or not (name or "").startswith(search_tables)

    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


@pytest.mark.parametrize("index", INDEXES, ids=lambda index: index.name)
def test_each_search_index_has_its_table_and_triggers(path: Path, index: object) -> None:
    name = getattr(index, "name", "")
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT type, name FROM sqlite_master WHERE name = ? OR type = 'trigger' AND name LIKE ?",
            (name, f"{name}%"),
        ).fetchall()
    assert sorted(found) == [
        ("table", name),
        ("trigger", f"{name}_delete"),
        ("trigger", f"{name}_insert"),
        ("trigger", f"{name}_update"),
    ]


def test_no_table_has_a_constraint_without_a_name() -> None:
    unnamed = [(table.name, one) for table in metadata.tables.values() for one in table.constraints if one.name is None]
    assert unnamed == []


def test_the_schema_can_be_written_for_postgresql() -> None:
    dialect = make_url("postgresql+asyncpg://").get_dialect()()
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect)).strip().startswith(f"CREATE TABLE {table.name}")
        for index in table.indexes:
            assert "INDEX" in str(CreateIndex(index).compile(dialect=dialect))
    (statement,) = create_index("postgresql", "article", ("title", "source"))
    assert statement == (
        "CREATE INDEX article_fts ON article USING gin "
        "(to_tsvector('backchannel'::regconfig, backchannel_words(coalesce(title, '') || ' ' || coalesce(source, ''))))"
    )


async def test_reports_of_an_older_store_get_what_their_articles_tell(store: Store, path: Path) -> None:
    month = replace(on("2023-06-01/2023-06-30"), precision=Precision.MONTH)
    await add(
        store,
        Told(headline="Anna Reed meets Gao Lin", source=("Anna Reed/USA",), when=on("2023-06-14"), place="Oslo"),
        Told(headline="They agree to differ", status=Status.REPORTED),
        text="First.",
        published=date(2023, 6, 15),
        guild=GUILD,
    )
    await add(store, Told(headline="They meet in June", when=month), text="Second.")
    await store.close()
    with closing(sqlite3.connect(path)) as connection:
        expected = _rows(connection)
        connection.executescript(_WITHOUT_BANK)
        connection.executescript(
            """
            CREATE TABLE older AS SELECT article, position, event, sentence_number FROM event_report;
            DROP TABLE event_report;
            DROP TABLE event_moved;
            ALTER TABLE older RENAME TO event_report;
            ALTER TABLE event DROP COLUMN mode;
            UPDATE alembic_version SET version_num = '0001';
            """
        )
    assert len(expected["event_report"]) == 3
    opened = await Store.open(address(path))
    await opened.close()
    with closing(sqlite3.connect(path)) as connection:
        assert _rows(connection) == expected


async def test_events_of_an_older_store_have_no_mode_and_new_ones_have(store: Store, path: Path) -> None:
    by_phone = Told(headline="Anna Reed phones Gao Lin", mode=Mode.PHONE, when=on("2023-06-14"))
    await add(store, by_phone, Told(headline="They meet", when=on("2023-06-20")), text="Old.", guild=GUILD)
    await store.close()
    with closing(sqlite3.connect(path)) as connection:
        before = _rows(connection)
        assert [row["mode"] for row in before["event"]] == ["phone", None]
        connection.executescript(_WITHOUT_BANK)
        connection.executescript("ALTER TABLE event DROP COLUMN mode; UPDATE alembic_version SET version_num = '0002';")
    opened = await Store.open(address(path))
    await add(opened, replace(by_phone, when=on("2023-07-01")), text="New.", guild=GUILD)
    await opened.close()
    with closing(sqlite3.connect(path)) as connection:
        after = _rows(connection)
    assert [row["mode"] for row in after["event"]] == [None, None, "phone"]
    assert [{**row, "mode": None} for row in before["event"]] == after["event"][:2]
    assert before["event_report"] == after["event_report"][:2]


async def test_a_running_quiz_of_an_older_store_goes_on(store: Store, path: Path) -> None:
    began = await store.write(
        lambda conn: quizzes.create_session(
            conn, guild=GUILD, channel=ChannelId(3), host=UserId(4), title="T", questions=(), seed=1, created_at=NOON
        )
    )
    await store.write(lambda conn: quizzes.open_round(conn, began.id, 0, opened_at=NOON, deadline_at=NOON))
    given = QuizAnswer(quiz=began.id, round_number=0, user=UserId(5), choice=1, at_ms=7, changes=0)
    await store.write(lambda conn: quizzes.record_answer(conn, given))
    await store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_WITHOUT_BANK)
    opened = await Store.open(address(path))
    assert await opened.read(lambda conn: quizzes.running_session(conn, ChannelId(3))) == began
    assert await opened.read(lambda conn: quizzes.answers(conn, began.id)) == (given,)
    await opened.close()


async def test_the_end_of_an_older_quiz_is_not_shown_again(store: Store, path: Path) -> None:
    began = await store.write(
        lambda conn: quizzes.create_session(
            conn, guild=GUILD, channel=ChannelId(3), host=UserId(4), title="T", questions=(), seed=1, created_at=NOON
        )
    )
    await store.write(
        lambda conn: quizzes.move(conn, began.id, round_no=-1, from_state=QuizState.REVEAL, to_state=QuizState.FINISHED)
    )
    assert await store.read(lambda conn: quizzes.unshown_sessions(conn, NOON)) != ()
    await store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_WITHOUT_BANK)
    opened = await Store.open(address(path))
    assert await opened.read(lambda conn: quizzes.unshown_sessions(conn, NOON)) == ()
    await opened.close()


async def test_updates_of_an_older_store_begin_with_what_comes_in_after_them(store: Store, path: Path) -> None:
    await add(store, Told(headline="They meet", when=on("2023-06-14")), text="Old.", guild=GUILD)
    told = GuildSettings(guild=GUILD, updates=UpdatePlan(channel=ChannelId(5)), changed_at=NOON)
    for settings in (told, GuildSettings(guild=OTHER_GUILD, changed_at=NOON)):
        await store.write(lambda conn, one=settings: guilds.save_settings(conn, one))  # type: ignore[misc]  # bound per turn
    item = NewOutboxItem(
        guild=GUILD, channel=ChannelId(5), kind="digest", period=NOON.date(), part=0, payload="[]", not_before=NOON
    )
    await store.write(lambda conn: digests.enqueue(conn, [item]))
    await store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_WITHOUT_UPDATES)
    opened = await Store.open(address(path))
    kept = [await opened.read(lambda conn, one=one: guilds.get_settings(conn, one)) for one in (GUILD, OTHER_GUILD)]  # type: ignore[misc]  # bound per turn
    assert [one.updates.since for one in kept] == [NOON, None]
    assert await opened.read(lambda conn: waiting_changes(conn, limit=9)) == ()
    (claimed,) = await opened.write(lambda conn: digests.claim(conn, owner="a", now=NOON))
    assert claimed.payload == "[]"
    await opened.close()


async def test_changes_of_settings_of_an_older_store_are_taken_together_as_they_were_saved(
    store: Store, path: Path
) -> None:
    first = GuildSettings(guild=GUILD, digest_channel=ChannelId(5), names_members=False, changed_by=UserId(1))
    first = replace(first, is_paused=True, changed_at=NOON)
    second = replace(first, digest_channel=ChannelId(6), is_paused=False, changed_at=NOON + timedelta(seconds=1))
    for settings in (first, second, replace(second, guild=OTHER_GUILD, changed_at=NOON)):
        await store.write(lambda conn, one=settings: guilds.save_settings(conn, one))  # type: ignore[misc]  # bound per turn
    await store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM settings_change WHERE setting = 'names_members'")
        connection.commit()
        connection.executescript(_WITHOUT_ROLES)
    opened = await Store.open(address(path))
    kept = await opened.read(lambda conn: guilds.get_settings(conn, GUILD))
    assert (kept.access, kept.notices, kept.names_members) == (Access(), None, True)
    batches = await opened.read(lambda conn: guilds.settings_batches(conn, GUILD, limit=9))
    assert [(dict(one.before), dict(one.after), one.origin) for one in batches] == [
        ({"digest_channel": "5", "is_paused": "True"}, {"digest_channel": "6", "is_paused": "False"}, Origin.EDIT),
        ({"digest_channel": None, "is_paused": "False"}, {"digest_channel": "5", "is_paused": "True"}, Origin.EDIT),
    ]
    assert await opened.read(lambda conn: guilds.count_batches(conn, OTHER_GUILD)) == 1
    await opened.close()


async def test_an_older_store_can_plan_quizzes_and_keeps_its_own(store: Store, path: Path) -> None:
    began = await store.write(
        lambda conn: quizzes.create_session(
            conn, guild=GUILD, channel=ChannelId(3), host=UserId(4), title="T", questions=(), seed=1, created_at=NOON
        )
    )
    await store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_WITHOUT_PLANS)
    opened = await Store.open(address(path))
    assert await opened.read(lambda conn: quizzes.running_session(conn, ChannelId(3))) == began
    assert await opened.read(lambda conn: quiz_plans.closing(conn, NOON, 5)) == []
    planned = await opened.write(
        lambda conn: quiz_plans.add_plan(
            conn, replace(began, day=NOON.date()), cadence=Cadence.DAILY, closes_at=NOON, announcement=OutboxId(1)
        )
    )
    assert await opened.read(lambda conn: quiz_plans.closing(conn, NOON, 5)) == [planned.session.id]
    await opened.close()


async def test_players_of_an_older_store_lose_their_name_and_nothing_else(store: Store, path: Path) -> None:
    await store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(_WITHOUT_DEPARTURES)
        connection.execute(
            "INSERT INTO quiz_player (guild, user, name, ability, answered, is_listed) VALUES (1, 2, 'Ann', 0.5, 3, 0)"
        )
    await (await Store.open(address(path))).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        kept = [dict(row) for row in connection.execute("SELECT * FROM quiz_player")]
    assert kept == [{"guild": 1, "user": 2, "ability": 0.5, "answered": 3, "is_listed": 0}]


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_a_mode_s_column_is_added_in_place(dialect: str) -> None:
    said = io.StringIO()
    context = MigrationContext.configure(dialect_name=dialect, opts={"as_sql": True, "output_buffer": said})
    with Operations.context(context):
        _revision("0003").upgrade()
    assert said.getvalue().split() == ["ALTER", "TABLE", "event", "ADD", "COLUMN", "mode", "VARCHAR(16);"]


@pytest.mark.parametrize("revision", [f"{number:04}" for number in range(2, int(migrate.HEAD) + 1)])
def test_a_store_is_never_taken_back(revision: str) -> None:
    with pytest.raises(NotImplementedError, match="restore the backup"):
        _revision(revision).downgrade()


def _revision(number: str) -> ModuleType:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    found: ModuleType = ScriptDirectory.from_config(config).get_revision(number).module
    return found


def _rows(connection: sqlite3.Connection) -> dict[str, list[dict[str, object]]]:
    """Return all rows of the tables that hold events and reports, by column, and the triggers of the store."""
    connection.row_factory = sqlite3.Row
    orders = {
        "event_report": "article, position",
        "event": "id",
        "event_pair": "pair, event",
        "event_moved": "id",
        "sentence": "id",
        "sqlite_master WHERE type = 'trigger'": "name",
    }
    return {
        table: [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}")]  # noqa: S608 (names of our own)
        for table, order in orders.items()
    }


async def test_events_of_an_older_store_stand_as_their_reports_tell_them(path: Path) -> None:
    opened = await Store.open(address(path))
    (number,) = (await add(opened, Told(headline="They meet", when=on("2023-06-14")), guild=GUILD)).event_ids
    before = await opened.read(lambda conn: events.get_event(conn, number, guild=GUILD))
    await opened.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_WITHOUT_DESK)
    opened = await Store.open(address(path))
    assert await opened.read(lambda conn: events.get_event(conn, number, guild=GUILD)) == before
    assert await opened.read(lambda conn: decisions.history(conn, number, GUILD)) == ()
    await opened.close()


async def test_reports_of_an_older_store_were_recorded_with_their_articles(path: Path) -> None:
    opened = await Store.open(address(path))
    (number,) = (await add(opened, Told(headline="They meet", when=on("2023-06-14")), guild=GUILD)).event_ids
    await opened.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_WITHOUT_MOMENTS)
        connection.execute("INSERT INTO event_moved (id, event) VALUES (900, ?)", [number])
        keys = [f"{'k' * 99}{end}" for end in ("", "b", "c")] + ["short"]
        hidden = [(guild, key) for guild in (1, 2) for key in (keys if guild == 1 else keys[2:])]
        connection.executemany("INSERT INTO hidden_outlet VALUES (?, ?, 7, '2024-03-14 09:00:00')", hidden)
        noted = [(1, act, keys[1], "", 7, "2024-03-14 09:00:00") for act in ("hidden", "added")]
        columns = "guild, act, subject, name, changed_by, changed_at"
        connection.executemany(f"INSERT INTO source_change ({columns}) VALUES (?, ?, ?, ?, ?, ?)", noted)  # noqa: S608
        connection.commit()
    opened = await Store.open(address(path))
    assert await opened.read(lambda conn: updates.first_recorded(conn, number, [GUILD])) == {GUILD: NOON}
    assert (await opened.read(lambda conn: events.get_event(conn, EventId(900), guild=GUILD))).id == number
    for guild in (GuildId(1), GuildId(2)):
        assert await opened.read(partial(hiding.hidden_outlets, guild=guild)) == {"k" * 99, "short"}
    changes = await opened.read(lambda conn: source_changes.source_changes(conn, GuildId(1), limit=9, offset=0))
    assert [len(one.subject) for one in changes] == [100, 99]
    await opened.close()
