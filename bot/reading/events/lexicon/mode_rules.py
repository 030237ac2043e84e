"""Reads the table of modes into rules. Knows its file format and nothing of parses."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.model.plover import EventType, Mode
from bot.reading.events.lexicon.spelling import canonical

_LISTS = ("verbs", "content", "content_verbs", "nouns", "content_nouns", "subjects", "after", "means", "except")
"""What is soonest looked up first."""
_KEYS = frozenset({"mode", "sides", "example", *_LISTS})
_ANYTHING = frozenset({"verbs", "nouns", "subjects", "means", "content", "content_verbs", "content_nouns"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeRule:
    """One row: a mode, and what must stand in the clause; each list is of alternatives, an empty one asks for nothing.

    Attributes:
        mode: The mode that it gives; None for a row of clauses that tell none, whatever the rows below it say.
        wanted: List of the table → its words, for the lists that the row has.
        without: Words beside the verb that speak against it.
        sides: How many countries or bodies must take part, 0 for any number.
        example: A sentence whose first event has the row's type and mode.
    """

    mode: Mode | None
    wanted: Mapping[str, frozenset[str]]
    without: frozenset[str]
    sides: int
    example: str


@cache
def mode_rules() -> Mapping[EventType, tuple[ModeRule, ...]]:
    """Read the rows of each type in the table's order, which is that of trying; cached.

    Raises:
        ValueError: A row has an unknown key, a mode that isn't its type's, or nothing to go by.
    """
    table = tomllib.loads(files(__package__).joinpath("modes.toml").read_text(encoding="utf-8"))
    return {EventType(kind): tuple(_rule(EventType(kind), row) for row in rows) for kind, rows in table.items()}


def _rule(kind: EventType, row: Mapping[str, Any]) -> ModeRule:
    mode = None if row["mode"] == "none" else Mode(row["mode"])
    if (mode is not None and mode not in kind.modes) or not row.keys() <= _KEYS or not row.keys() & _ANYTHING:
        raise ValueError(f"no rule for a mode of {kind}: {row}")
    lists = {name: frozenset(map(canonical, row[name])) for name in _LISTS if name in row}
    without = lists.pop("except", frozenset())
    if "content" in lists:
        lists["content"] = frozenset(map(_act, row["content"]))
    return ModeRule(mode=mode, wanted=lists, without=without, sides=row.get("sides", 0), example=row["example"])


def _act(text: str) -> str:
    """Check "SANCTION" and "SANCTION expel"."""
    kind, _, mode = text.partition(" ")
    if mode and Mode(mode) not in EventType(kind).modes:
        raise ValueError(f"{mode} is no mode of {kind}")
    return text
