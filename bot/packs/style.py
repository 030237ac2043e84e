"""The words that a pack doesn't use."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_FILE = "style.toml"


def banned_words(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a text that a pack doesn't use, each with why.

    Args:
        text: A headline or a context.

    Source:
        The style guide in docs/chronology.md; the list is `style.toml` beside this module.
    """
    names, rules = _rules()
    without_names = names.sub(" ", text)
    for shape, why in rules:
        for found in shape.finditer(without_names):
            yield found[0], why


@cache
def _rules() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    table = tomllib.loads((files(__package__) / _FILE).read_text(encoding="utf-8"))
    names = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in table["names"]))
    rules = [
        (re.compile("|".join(map(_shape, part["words"])), re.IGNORECASE), part["why"])
        for part in table.values()
        if isinstance(part, dict)
    ]
    return names, tuple(rules)


def _shape(word: str) -> str:
    end = r"\w*" if word.endswith("*") else r"(?!\w)"
    return rf"(?<![\w-]){re.escape(word.rstrip('*'))}{end}"
