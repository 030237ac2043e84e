"""What on a card is no value and yet in no catalogue: texts of the code that no `say` marks, found on made cards."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bot.cards.message import Card
from bot.languages.harvest import MARKERS

ROOT = Path(__file__).parents[2]
_WORD = re.compile(r"[A-Za-z]{3,}")
_NAME = re.compile(r"[A-Z]{3}|[\w-]+\.csv")
_NO_TEXTS = frozenset(
    {
        "Backchannel", "http",  # names, and what no reader reads
        "twice", "which", "who", "their", "other", "Bold",  # an error for developers, small words of headlines, keys
    }
)  # fmt: skip
_SHOWN = ("content", "label", "placeholder", "description", "title")
_VALUES = ("samples.py", "barometers.py", "timelines.py")
"""Where the values of these tests stand, which are nobody's to translate."""


def texts_on(card: Card) -> Iterator[str]:
    """Yield what a reader sees of a card: its texts, and the words of buttons, selects and pictures."""
    yield from _shown(card.to_components())


def left_out(text: str) -> str:
    """Return what of a text stands outside of the brackets of the language that nobody speaks."""
    kept, depth = [], 0
    for character in text:
        if character == "⟦":
            depth += 1
        elif character == "⟧":
            depth -= 1
        elif depth == 0:
            kept.append(character)
    return "".join(kept)


def unmarked_in(text: str) -> set[tuple[str, str]]:
    """Return the texts of the code that stand unmarked in a text: (module, literal)."""
    rest = left_out(text).replace("\u00a0", " ")
    if not _WORD.search(rest):
        return set()
    return {(module, words) for words, module in _literals() if words in rest and _stands_alone(words, rest)}


def _stands_alone(words: str, text: str) -> bool:
    return re.search(rf"(?<![A-Za-z]){re.escape(words)}(?![A-Za-z])", text) is not None


def _shown(parts: Iterable[dict[str, Any]]) -> Iterator[str]:
    for part in parts:
        yield from (part[name] for name in _SHOWN if isinstance(part.get(name), str))
        for inner in ("components", "options", "items"):
            yield from _shown(part.get(inner, ()))
        if "accessory" in part:
            yield from _shown([part["accessory"]])


@cache
def _literals() -> tuple[tuple[str, str], ...]:
    """Return the unmarked literals of the cards' modules that have a word in them and are no value of these tests."""
    values = "\n".join((ROOT / "tests/cards" / name).read_text(encoding="utf-8") for name in _VALUES)
    paths = [*(ROOT / "bot/cards").glob("*.py"), ROOT / "bot/model/modewords.py", ROOT / "bot/posting.py"]
    found = {
        (words, path.stem)
        for path in paths
        for words in _unmarked(ast.parse(path.read_text(encoding="utf-8")))
        if _is_text(words) and not _stands_alone(words, values)
    }
    return tuple(sorted(found))


def _is_text(words: str) -> bool:
    return bool(_WORD.search(words)) and not _NAME.fullmatch(words) and words not in _NO_TEXTS


def _unmarked(node: ast.AST) -> Iterator[str]:
    """Yield the literals below a node, with neither the marked ones nor what no reader sees: notes, types, keys."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
        for value in (*node.args[MARKERS[node.func.id] :], *(one.value for one in node.keywords)):
            yield from _unmarked(value)
        return
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value.replace("\u00a0", " ").strip(" -#")
        return
    for name, child in ast.iter_fields(node):
        is_key = isinstance(node, ast.Dict) and name == "keys"
        if is_key or name in {"annotation", "returns", "slice", "decorator_list"}:
            continue
        for one in child if isinstance(child, list) else [child]:
            is_note = isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
            is_pattern = isinstance(one, ast.Call) and ast.unparse(one.func) == "re.compile"
            if isinstance(one, ast.AST) and not is_note and not is_pattern:
                yield from _unmarked(one)
