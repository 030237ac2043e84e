"""The rules of time expressions that are tables: one TOML file a family, every row with an example and its value.

A row's own keys belong to the family's module. Three keys are common to all rows and never read by a rule; the tests
are made of them:

- `example`: a sentence; square brackets mark what is an expression, and a sentence without any has none.
- `value`: the TIMEX3 value of the bracketed expression; a list where there are several.
- `type`: its TIMEX3 type (or a list), "DATE" where left out.

Examples are read on Wednesday, 14 June 2023, unless the row has another day in `read_on`.
"""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

Row = Mapping[str, Any]


def load_rules(family: str) -> Mapping[str, list[Row]]:
    """Load one family's tables.

    Args:
        family: The file's name without its ending.

    Returns:
        The rows of each table in the file, in their order.
    """
    return tomllib.loads((files(__name__) / f"{family}.toml").read_text(encoding="utf-8"))


def families() -> tuple[str, ...]:
    """Return the names of all families that have tables, sorted."""
    return tuple(sorted(file.name.removesuffix(".toml") for file in files(__name__).iterdir() if ".toml" in file.name))
