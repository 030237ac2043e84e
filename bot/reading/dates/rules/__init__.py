"""The rules of time expressions that are tables: one TOML file a family, every row with an example and its value.

A row's own keys belong to the family's module. These keys are common to all rows and never read by a rule; the tests
are made of them:

- `example`: a sentence; square brackets mark what is an expression, and a sentence without any has none.
- `value`: the TIMEX3 value of the bracketed expression; a list where there are several.
- `type`: its TIMEX3 type (or a list), "DATE" where left out.

The rows of a table `form` have no more than that: they say which shapes the family's module reads, and what looks like
one and is none.

Examples are read on Wednesday, 14 June 2023, unless the row has another day in `read_on`.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Row = Mapping[str, Any]


@cache
def load_rules(family: str) -> Mapping[str, list[Row]]:
    """Load one family's tables.

    Args:
        family: The file's name without its ending.

    Returns:
        The rows of each table in the file, in their order.
    """
    return tomllib.loads((files(__name__) / f"{family}.toml").read_text(encoding="utf-8"))


def words(family: str, table: str) -> frozenset[str]:
    """Return the words of all rows of a table whose rows hold a line of `words`."""
    return frozenset(word for row in load_rules(family)[table] for word in row["words"].split())


def numbered(family: str, table: str) -> dict[str, int]:
    """Return word → number for a table whose rows hold `words` in order, the `first` number and the `step`."""
    return {
        word: row["first"] + at * row["step"]
        for row in load_rules(family)[table]
        for at, word in enumerate(row["words"].split())
    }


def mapped(family: str, table: str, key: str, value: str) -> dict[str, Any]:
    """Return one column of a table by another."""
    return {row[key]: row[value] for row in load_rules(family)[table]}


def valued(family: str, table: str, value: str, key: str = "words") -> dict[str, Any]:
    """Return word → value for a table whose rows hold a line of words under `key` and their common `value`.

    Raises:
        ValueError: A word stands in the table twice.
    """
    pairs = [(word, row[value]) for row in load_rules(family)[table] for word in row[key].split()]
    if len(by_word := dict(pairs)) < len(pairs):
        raise ValueError(f"{family}.toml: a word stands twice in {table}")
    return by_word


def families() -> tuple[str, ...]:
    """Return the names of all families that have tables, sorted."""
    return tuple(sorted(file.name.removesuffix(".toml") for file in files(__name__).iterdir() if ".toml" in file.name))
