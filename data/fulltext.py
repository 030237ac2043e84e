"""Full-text search: the one place where the two databases differ in kind.

SQLite keeps an FTS5 index beside each searched table, fed by triggers; PostgreSQL an index over `to_tsvector`, by a
configuration of our own. Both stem English words, leave no word out, don't look at accents, take all that is no letter
or digit as a space, and every word of a query as the beginning of a word.
It must not know what the texts mean or who may see them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    ColumnElement,
    Dialect,
    Integer,
    Select,
    Table,
    column,
    false,
    func,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import REGCONFIG

from data.schema.articles import article, sentence
from data.schema.events import event

_WORD = re.compile(r"\w+")
_MOST_WORDS = 12
_CONFIG = literal_column("'backchannel'", REGCONFIG)

# Marks on letters once these are taken apart, and what stands between words: PostgreSQL's parser would read addresses,
# signs and compounds into it, and in the locale C take every letter and mark beyond ASCII for a part of a word.
_MARKS = r"[\u0300-\u036F]+"
_BETWEEN = (
    r"[!-/:-@\[-`{-~\u00A0-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u00D7\u00F7"
    r"\u2000-\u206F\u2190-\u2BFF\u3000-\u3004\u3008-\u3020\u3030\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65]+"
)
_TEXT_SEARCH = (
    "CREATE TEXT SEARCH DICTIONARY backchannel_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION backchannel (COPY = pg_catalog.english)",
    "ALTER TEXT SEARCH CONFIGURATION backchannel ALTER MAPPING REPLACE english_stem WITH backchannel_stem",
    f"""
    CREATE FUNCTION backchannel_words(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
    $words$SELECT regexp_replace(regexp_replace(normalize($1, NFD), '{_MARKS}', '', 'g'), '{_BETWEEN}', ' ', 'g')$words$
    """,
)
"""What makes a word on PostgreSQL; without a list of stop words its stemmer drops none.

Source: PostgreSQL 15, 12.6.6 "Snowball Dictionary".
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchIndex:
    """One searched table and the text columns that its index covers."""

    table: Table
    columns: tuple[Column[str], ...]

    @property
    def name(self) -> str:
        """The index's own name: an FTS5 table on SQLite, an index on PostgreSQL."""
        return f"{self.table.name}_fts"

    def hits(self, dialect: Dialect, word: str) -> Select[int]:
        """Return the ids of the rows that have a word that begins with `word`.

        Args:
            dialect: Of the connection on which this will run.
            word: One word as `query_words` gives it: letters, digits and underscores only.
        """
        if dialect.name == "sqlite":
            index = table(self.name, column("rowid", Integer))
            return select(index.c.rowid.label("id")).where(literal_column(self.name).op("MATCH")(f'"{word}" *'))
        document = func.to_tsvector(_CONFIG, self._document())
        return select(self.table.c.id).where(document.op("@@")(func.to_tsquery(_CONFIG, f"'{_plain(word)}':*")))

    def _document(self) -> ColumnElement[str]:
        """Return all columns as one text, as the PostgreSQL index was built over it."""
        first, *rest = (func.coalesce(one, literal_column("''")) for one in self.columns)
        document: ColumnElement[str] = first
        for one in rest:
            document = document.op("||")(literal_column("' '")).op("||")(one)
        return func.backchannel_words(document)


def _plain(word: str) -> str:
    """Return a query's word as `backchannel_words` would write it."""
    return re.sub(_MARKS, "", unicodedata.normalize("NFD", word)).replace("_", " ")


def prepare_search(dialect_name: str) -> tuple[str, ...]:
    """Return the statements that come before the first search index of a store, for a migration to run."""
    return _TEXT_SEARCH if dialect_name == "postgresql" else ()


def create_index(dialect_name: str, table_name: str, columns: Sequence[str]) -> Iterator[str]:
    """Yield the statements that build a search index and keep it true, for a migration to run.

    Args:
        dialect_name: "sqlite" or "postgresql".
        table_name: The searched table; it has an `id`.
        columns: Its searched text columns. Names come from a revision, never from outside.
    """
    name = f"{table_name}_fts"
    if dialect_name == "sqlite":
        yield from _create_fts5(name, table_name, columns)
    else:
        document = " || ' ' || ".join(f"coalesce({one}, '')" for one in columns)
        yield (
            f"CREATE INDEX {name} ON {table_name} "
            f"USING gin (to_tsvector('backchannel'::regconfig, backchannel_words({document})))"
        )


def _create_fts5(name: str, content: str, columns: Sequence[str]) -> Iterator[str]:
    """Yield an external-content FTS5 table and its triggers.

    Source: https://www.sqlite.org/fts5.html#external_content_tables
    """
    names = ", ".join(columns)
    new = ", ".join(f"new.{one}" for one in columns)
    old = ", ".join(f"old.{one}" for one in columns)
    # Names of tables and columns can't be parameters; they come from a revision.
    insert = f"INSERT INTO {name}(rowid, {names}) VALUES (new.id, {new});"  # noqa: S608
    remove = f"INSERT INTO {name}({name}, rowid, {names}) VALUES ('delete', old.id, {old});"  # noqa: S608
    yield (
        f"CREATE VIRTUAL TABLE {name} USING fts5({names}, content='{content}', content_rowid='id', "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    yield f"CREATE TRIGGER {name}_insert AFTER INSERT ON {content} BEGIN {insert} END"
    yield f"CREATE TRIGGER {name}_delete AFTER DELETE ON {content} BEGIN {remove} END"
    yield f"CREATE TRIGGER {name}_update AFTER UPDATE OF {names} ON {content} BEGIN {remove} {insert} END"


ARTICLES = SearchIndex(table=article, columns=(article.c.title, article.c.source))
SENTENCES = SearchIndex(table=sentence, columns=(sentence.c.text,))
EVENTS = SearchIndex(table=event, columns=(event.c.headline,))
INDEXES = (ARTICLES, SENTENCES, EVENTS)


def query_words(typed: str) -> tuple[str, ...]:
    """Return the words a person typed, at most twelve, with everything that a query language could read left out.

    Args:
        typed: Any text: quotes, operators and wildcards are separators like any other.
    """
    return tuple(_WORD.findall(typed))[:_MOST_WORDS]


def each_word(typed: str, condition: Callable[[str], ColumnElement[bool]]) -> tuple[ColumnElement[bool], ...]:
    """Return one condition for each word a person typed.

    Args:
        typed: Any text. Blank text asks for nothing in particular; marks without a word find nothing.
        condition: Makes a word's condition.
    """
    words = query_words(typed)
    if typed.strip() and not words:
        return (false(),)
    return tuple(map(condition, words))
