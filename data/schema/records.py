"""Records that other data sets coded, apart from the events that sentences prove (docs/adr/0028), and their imports.

Their texts are plain `Text`: an import takes no row that a database can't store, and looks at each only once.
"""

from sqlalchemy import JSON, Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from data.schema.base import RowId, Snowflake, UtcDateTime, metadata

imported_record = Table(
    "imported_record",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild", Snowflake, nullable=False, doc="For which server it was imported; 0 for all"),
    Column("dataset", String(8), nullable=False),
    Column("key", Text, nullable=False, doc="Names it within its data set"),
    Column("pair", String(7), nullable=False, doc="Dyad.key: both codes, sorted"),
    Column("source", String(3), nullable=False),
    Column("target", String(3), nullable=False),
    Column("type", String(16), nullable=False),
    Column("mode", String(16)),
    Column("code", String(8), nullable=False, doc="The data set's own, empty where that is PLOVER"),
    Column("day", Date, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("source_role", String(32), nullable=False),
    Column("target_name", Text, nullable=False),
    Column("target_role", String(32), nullable=False),
    Column("place", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("url", Text),
    UniqueConstraint("guild", "dataset", "key"),
    Index("ix_imported_record_pair_guild_type_day", "pair", "guild", "type", "day"),
    sqlite_autoincrement=True,
)

record_import = Table(
    "record_import",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("dataset", String(8), nullable=False),
    Column("digest", String(64), nullable=False, doc="SHA-256 of the file's bytes"),
    Column("lines", Integer, nullable=False, doc="Lines done; those rows and this number are written together"),
    Column("taken", Integer, nullable=False),
    Column("known", Integer, nullable=False),
    Column("left", JSON, nullable=False, doc="Reason: how many rows"),
    Column("bad", JSON, nullable=False, doc="Reason: how many rows"),
    Column("first_bad", JSON, nullable=False, doc="[line, reason] of the first bad rows"),
    Column("started_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    UniqueConstraint("guild", "dataset", "digest"),
)
