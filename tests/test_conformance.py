"""Promises that hold for the whole house."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cards.card_id import CardId
from bot.client import EXTENSIONS
from bot.posting import INVITE_PERMISSIONS

ROOT = Path(__file__).parents[1]
SEES_WITHDRAWN = {
    "barometer._articles": "counts the articles of events that its caller names",
    "on_desk.all_on_desk": "editors see what they withdrew, and undo it",
    "events.get_event": "an event that was withdrawn is shown as such",
    "events.still_known": "so it is in cards and files that were made before",
    "exports.event_numbers": "a file that was taken in before has to hear of what was withdrawn since",
    "timeline._with_side": "one condition of several, joined with those that leave them out",
    "year_days._first_year": "where a look-up begins; what it finds leaves them out",
    "quiz_standings.shares": "answers count by their questions, which fall with the events that are withdrawn",
}
"""Queries in `data` that do not leave out what a server's editors withdrew, and why."""
HEAVY = ("spacy", "numpy", "trafilatura", "docx", "pypdf", "simcord", "matplotlib", "PIL", "feedparser")


@pytest.mark.parametrize("module", ["bot", "bot.app"])
def test_the_bot_s_own_process_loads_no_language_model(module: str) -> None:
    code = f"import sys, {module}; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_every_cog_is_loaded() -> None:
    files = {f"cogs.{path.stem}" for path in (ROOT / "cogs").glob("*.py") if path.stem != "__init__"}
    assert files == set(EXTENSIONS)


def test_every_kind_of_button_is_answered_by_one_cog() -> None:
    modules = [importlib.import_module(f"bot.cards.{path.stem}") for path in (ROOT / "bot/cards").glob("*ids.py")]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, type)]
    kinds = {kind.__name__ for kind in found if issubclass(kind, CardId) and kind is not CardId}
    answered = [
        decorator.args[0].id
        for path in (ROOT / "cogs").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.AsyncFunctionDef)
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "pressed"
        if isinstance(decorator.args[0], ast.Name)
    ]
    assert sorted(answered) == sorted(kinds)


def test_words_of_a_parse_are_compared_by_their_value() -> None:
    """spaCy makes a new `Token` each time one is asked for, so a root's head never *is* the root: a loop won't end."""
    rooms = [path for room in ("reading", "quiz") for path in (ROOT / "bot" / room).rglob("*.py")]
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in rooms
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\.head is\b|\bis (?:not )?\w+\.head\b|\.(?:left|right)_edge is\b", line)
    ]
    assert found == []


def test_no_lock_names_a_registry() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert not any(line.startswith("-") for line in text.splitlines())


@pytest.mark.parametrize("page", ["README.md", "docs/operator/index.md"])
def test_the_bot_is_invited_with_the_permissions_that_posting_needs(page: str) -> None:
    asked = re.search(r"permissions=(\d+)", (ROOT / page).read_text(encoding="utf-8"))
    assert asked is not None
    assert int(asked[1]) == INVITE_PERMISSIONS.value


def test_every_query_for_a_server_s_events_leaves_out_what_its_editors_withdrew() -> None:
    """Or says why not: what one server withdrew stands in no row of the event, so each query has to ask for it."""
    found = {}
    for path in (ROOT / "data").glob("*.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        functions = [node for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        used = {node.name: {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} for node in functions}
        asking = {"standing", "withdrawn_by", "between", "narrowed"}
        # Conditions that a module keeps in a function of its own, such as `_seen`.
        asking |= {name for name, names in used.items() if names & asking and "select" not in names}
        for node in functions:
            names = used[node.name]
            tables = {
                one.value.id
                for one in ast.walk(node)
                if isinstance(one, ast.Attribute) and one.attr == "c" and isinstance(one.value, ast.Name)
            }
            arguments = {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}
            is_for_server = bool(arguments & {"guild", "query"}) or "visible_to" in names
            if is_for_server and "select" in names and tables & {"event", "event_pair"}:
                found[f"{path.stem}.{node.name}"] = bool(names & asking)
    assert len(found) > 2 * len(SEES_WITHDRAWN)
    assert {name for name, leaves_out in found.items() if not leaves_out} == set(SEES_WITHDRAWN)
