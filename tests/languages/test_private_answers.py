"""Every cog's method that answers one person speaks that person's language before it makes the card or the form."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
HANDED_ON = {
    "quizzes._begin": "its callers defer privately",
    "digests.preview": "defers privately",
}
"""Methods whose callers have switched already."""


def named(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def is_private(call: ast.Call) -> bool:
    return any(one.arg == "is_private" for one in call.keywords)


def methods() -> Iterator[tuple[str, list[ast.Call]]]:
    for path in sorted((ROOT / "cogs").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.AsyncFunctionDef):
                yield f"{path.stem}.{node.name}", [one for one in ast.walk(node) if isinstance(one, ast.Call)]


def test_what_one_person_sees_is_made_in_their_language() -> None:
    late, seen = [], 0
    for name, calls in methods():
        answers = [one for one in calls if named(one) == "open_form" or (named(one) == "show" and is_private(one))]
        switches = [
            one for one in calls if named(one) == "speak_privately" or (named(one) == "defer" and is_private(one))
        ]
        if answers and name not in HANDED_ON:
            seen += 1
            if min((one.lineno for one in switches), default=1 << 30) >= min(one.lineno for one in answers):
                late.append(name)
    assert seen > 40
    assert late == []


def test_every_form_is_opened_so_that_its_answer_is_spoken_right() -> None:
    assert [name for name, calls in methods() if any(named(one) == "send_modal" for one in calls)] == []
