"""Who may do what: what a server says of the command, and that no button of the settings is left unchecked."""

import ast
from pathlib import Path

import pytest

from bot.command_access import Overrides

COGS = Path(__file__).parents[2] / "cogs"
EVERYONE, DESK, INTERNS, ALICE = 1, 2, 3, 7


@pytest.mark.parametrize(
    ("users", "roles", "said"),
    [
        ({}, {}, None),
        ({ALICE: False}, {DESK: True}, False),
        ({ALICE: True}, {DESK: False, EVERYONE: False}, True),
        ({8: True}, {}, None),
        ({}, {DESK: True, INTERNS: False}, True),
        ({}, {INTERNS: False}, False),
        ({}, {DESK: True, EVERYONE: False}, True),
        ({}, {INTERNS: False, EVERYONE: True}, False),
        ({}, {EVERYONE: True}, True),
        ({}, {99: True, EVERYONE: False}, False),
    ],
)
def test_a_person_s_own_entry_counts_most_and_everyone_s_least(
    users: dict[int, bool], roles: dict[int, bool], said: bool | None
) -> None:
    overrides = Overrides(users=users, roles=roles)
    assert overrides.of(ALICE, frozenset({EVERYONE, DESK, INTERNS}), EVERYONE) is said


@pytest.mark.parametrize(
    "name", ["settings", "setting_saves", "setting_history", "setting_whole", "setup", "quiz_reports"]
)
def test_every_click_asks_for_a_right(name: str) -> None:
    tree = ast.parse((COGS / f"{name}.py").read_text(encoding="utf-8"))
    methods = [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)]
    unchecked = [
        method.name
        for method in methods
        for mark in method.decorator_list
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "pressed"
        if len(mark.args) < 2 and "check_right" not in ast.unparse(method) and "_show_page" not in ast.unparse(method)
    ]
    assert unchecked == []
    forms = [method for method in methods if method.name.startswith(("_typed", "_pasted"))]
    assert all("check_right" in ast.unparse(method) for method in forms)
