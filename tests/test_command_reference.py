"""docs/commands.md says what the bot's own tree of commands says."""

from pathlib import Path

import pytest

from data.store import Store
from tools import command_reference


async def test_the_committed_page_is_what_the_tree_gives(store_file: Path) -> None:
    """`.venv/bin/python tools/command_reference.py` writes it anew."""
    assert await _page(store_file) == command_reference.PAGE.read_text(encoding="utf-8")


async def test_a_command_without_a_subject_is_named(store_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = {subject: names for subject, names in command_reference.SUBJECTS.items() if subject != "Quiz"}
    monkeypatch.setattr(command_reference, "SUBJECTS", fewer)
    with pytest.raises(LookupError, match="quiz"):
        await _page(store_file)


@pytest.mark.parametrize(
    "told",
    [
        (
            "### /article add\n\nHand in an article: a link, a file, or with neither a form to paste its text.\n\n"
            "*in servers and direct messages, also as a person’s own app · for everyone, unless the server chose a role"
        ),
        (
            "### /digest now\n\nPost a digest in its channel now; the schedule stays as it is.\n\n"
            "*in servers · for those who manage the server; Discord shows it to members with Manage Server*\n"
        ),
        "| `number` (needed) | text, suggested | As a timeline shows it: E147 |\n",
        "| `length` | short · standard · full | How much is told |\n",
        "| `address` (needed) | text, at most 500 characters |",
        "- **Read this message** · in servers and direct messages, also as a person’s own app · for everyone, unless",
    ],
    ids=["a right", "hidden by Discord", "needed", "choices", "a limit", "a menu"],
)
async def test_who_may_use_a_command_where_and_with_what(store_file: Path, told: str) -> None:
    assert told in await _page(store_file)


async def _page(store_file: Path) -> str:
    store = await Store.open(f"sqlite+aiosqlite:///{store_file}")
    try:
        return await command_reference.page_over(store)
    finally:
        await store.close()
