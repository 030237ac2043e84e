"""Write docs/commands.md from the tree of commands that the bot gives Discord.

    .venv/bin/python tools/command_reference.py

Owns the order of subjects and the words around them. Names, descriptions, options, choices, and who may use a command
where are the tree's own, so the page can't say what the bot doesn't do.
"""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeAlias

from discord import AppCommandOptionType as Kind
from discord import app_commands

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the script is run by its path

from bot.app import build_services  # noqa: E402
from bot.client import EXTENSIONS, Backchannel  # noqa: E402
from bot.reading_pool import ReadingPool  # noqa: E402
from bot.rights import Right, right_needed  # noqa: E402
from bot.studio import Studio  # noqa: E402
from config.settings import Settings  # noqa: E402
from data.store import Store  # noqa: E402

PAGE = ROOT / "docs" / "commands.md"
Slash: TypeAlias = app_commands.Command[Any, ..., Any]
Tree: TypeAlias = app_commands.CommandTree[Any]

SUBJECTS: Final = {
    "Articles": ("article", "summary", "stories"),
    "Events": ("events", "event", "relations", "compare", "who", "onthisday"),
    "Quiz": ("quiz",),
    "Files and other records": ("export", "records"),
    "Running a server": ("setup", "settings", "digest", "feed", "filter", "outlet"),
    "The bot itself": ("about", "help", "privacy"),
}
"""Commands and groups by subject, in the order of the page."""

_HEAD: Final = """# Commands

`tools/command_reference.py` writes this page from the bot's own commands; it is not edited by hand.

In Discord `/help` lists those that you may use where you are. A group that is offered in direct messages has commands
that make sense in a server only, `/quiz board` or `/event review`; elsewhere these say so. “Suggested” means that
values are offered while you type. Who has which right is set on the page Roles of `/settings`
([who may do what](settings-server.md#who-may-do-what)).
"""
_WHO: Final = {
    None: "everyone",
    Right.MANAGE: "those who manage the server",
    Right.APPOINT: "those with Manage Server",
    Right.EDIT_EVENTS: "those who manage the server, and its editors of events",
    Right.ADD_ARTICLES: "everyone, unless the server chose a role for it",
}
_KINDS: Final = {
    Kind.string: "text",
    Kind.integer: "a whole number",
    Kind.number: "a number",
    Kind.boolean: "yes or no",
    Kind.attachment: "a file",
    Kind.user: "a member",
    Kind.channel: "a channel",
    Kind.role: "a role",
    Kind.mentionable: "a member or role",
}


async def page_over(store: Store) -> str:
    """Return the page in Markdown, from the commands of a bot that is connected to nothing.

    Args:
        store: With the present schema; nothing is read from it and nothing written.

    Raises:
        LookupError: A command has no subject in `SUBJECTS`, or a name there has no command.
    """
    async with AsyncExitStack() as stack:
        settings = Settings(discord_token=None)
        readers, studio = ReadingPool(settings.spacy_model), Studio()
        stack.push_async_callback(readers.close)
        stack.push_async_callback(studio.close)
        services = build_services(settings, store, readers, studio)
        stack.push_async_callback(services.web.close)
        stack.push_async_callback(services.feeds.stop)
        bot = await stack.enter_async_context(Backchannel(services))
        for name in EXTENSIONS:
            await bot.load_extension(name)
        return _page(bot.tree)


def _page(tree: Tree) -> str:
    found = {one.name: one for one in tree.get_commands() if not isinstance(one, app_commands.ContextMenu)}
    listed = {name for names in SUBJECTS.values() for name in names}
    if listed != set(found):
        raise LookupError(f"put into SUBJECTS, or take out: {sorted(listed ^ set(found))}")
    parts = [_HEAD]
    for subject, names in SUBJECTS.items():
        parts.append(f"## {subject}\n")
        parts += ["\n".join(_told(command, tree)) for name in names for command in _leaves(found[name])]
    parts.append("## Menu of a message\n\nRight click on a message, or hold it; then *Apps*.\n")
    menus = sorted((one for one in tree.get_commands() if isinstance(one, app_commands.ContextMenu)), key=_name)
    parts += [f"- **{menu.name}** · {_where(menu, tree)} · for {_WHO[right_needed(menu)]}" for menu in menus]
    return "\n".join(parts) + "\n"


def _name(command: app_commands.ContextMenu) -> str:
    return command.name


def _leaves(command: Slash | app_commands.Group) -> Iterator[Slash]:
    """Yield a command, or a group's, in the order in which Discord lists them."""
    if isinstance(command, app_commands.Command):
        yield command
    else:
        yield from (one for one in command.walk_commands() if isinstance(one, app_commands.Command))


def _told(command: Slash, tree: Tree) -> Iterator[str]:
    yield f"### /{command.qualified_name}\n"
    yield f"{command.description}\n"
    yield f"*{_where(command, tree)} · for {_who(command)}*\n"
    if command.parameters:
        yield "| option | value | |"
        yield "|---|---|---|"
        yield from (_row(one) for one in command.parameters)
        yield ""


def _row(option: app_commands.Parameter) -> str:
    """Return an option's row: its name, what may stand there, what it is for."""
    value = " · ".join(choice.name for choice in option.choices) or _KINDS[option.type]
    if option.type is Kind.string and option.max_value is not None:
        value += f", at most {option.max_value} characters"
    elif option.min_value is not None and option.max_value is not None:
        value += f", {option.min_value} to {option.max_value}"
    if option.autocomplete:
        value += ", suggested"
    what = "" if option.description == "…" else option.description
    cells = (f"`{option.display_name}`{' (needed)' if option.required else ''}", value, what)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _who(command: Slash) -> str:
    """Return who may use a command: by the bot's own check, and by what Discord shows to whom."""
    who = _WHO[right_needed(command)]
    hides = (command.root_parent or command).default_permissions
    if hides is None:
        return who
    shown = ", ".join(name.replace("_", " ").title() for name, is_set in hides if is_set)
    return f"{who}; Discord shows it to members with {shown.replace('Manage Guild', 'Manage Server')}"


def _where(command: Slash | app_commands.ContextMenu, tree: Tree) -> str:
    """Return where Discord offers a command, as it is told; a group's commands are offered where the group is."""
    root = command if isinstance(command, app_commands.ContextMenu) else command.root_parent or command
    told = root.to_dict(tree)
    is_anywhere = app_commands.AppCommandContext.DM_CHANNEL in told["contexts"]
    if not is_anywhere:
        return "in servers"
    is_personal = app_commands.AppInstallationType.USER in told["integration_types"]
    return "in servers and direct messages" + (", also as a person’s own app" if is_personal else "")


async def _written() -> str:
    """Return the page, over an empty store of its own."""
    with TemporaryDirectory() as folder:
        store = await Store.open(f"sqlite+aiosqlite:///{folder}/store.sqlite3")
        try:
            return await page_over(store)
        finally:
            await store.close()


if __name__ == "__main__":
    PAGE.write_text(asyncio.run(_written()), encoding="utf-8")
