"""The word lists of the reader: TOML files beside this module, written from general English."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files


def load_words(name: str) -> Mapping[str, frozenset[str]]:
    """Load one file of word lists.

    Args:
        name: The file's name without its ending; each of its keys holds words parted by blanks, or a list of phrases.

    Returns:
        The words of each key.
    """
    table = tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
    return {key: frozenset(value.split() if isinstance(value, str) else value) for key, value in table.items()}
