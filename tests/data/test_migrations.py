"""The migrations build what the metadata says, and every statement of the store is one that PostgreSQL knows too."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, make_url
from sqlalchemy.schema import CreateIndex, CreateTable

from data import migrate
from data.fulltext import INDEXES, create_index
from data.schema import metadata


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
        "(to_tsvector('english'::regconfig, coalesce(title, '') || ' ' || coalesce(source, '')))"
    )
