"""`python -m bot doctor`, `backup`, `restore` and `migrate`: what an operator does by hand."""

import argparse
import asyncio
import textwrap
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.operations.backups import folder_beside
from data import backup
from data.migrate import HEAD
from data.store import Store, schema_of

if TYPE_CHECKING:
    from bot.operations.findings import Finding
    from config.settings import Settings

_WIDTH = 96


def operations_command(options: argparse.Namespace) -> int:
    """Run one of the commands.

    Args:
        options: As `bot.__main__` parses them.

    Returns:
        The exit status: 1 where the doctor found a fault.

    Raises:
        StartupError: A setting can't be used.
        StoreError: What was asked can't be done; nothing was changed.
    """
    from config.settings import load_settings

    settings = load_settings()
    match options.command:
        case "doctor":
            return _doctor(settings)
        case "backup":
            return _backup(settings, options.file)
        case "restore":
            return _restore(settings, options.file)
        case "move":
            return asyncio.run(_move(settings, options.to))
        case _:
            return _migrate(settings)


def _doctor(settings: "Settings") -> int:
    from bot.operations.doctor import examine
    from bot.operations.findings import Grade

    findings = asyncio.run(examine(settings, now=lambda: datetime.now(UTC)))
    print(table_of(findings))
    return 1 if any(one.grade is Grade.FAULT for one in findings) else 0


def table_of(findings: "tuple[Finding, ...]") -> str:
    """Return findings as lines for a terminal: grade, what was looked at, what is the case, and what to do."""
    name_width = max(len(one.name) for one in findings)
    indent = " " * (10 + name_width)
    lines = []
    for one in findings:
        head = f"{one.grade.value:<8}{one.name:<{name_width}}  "
        lines += textwrap.wrap(one.case, _WIDTH, initial_indent=head, subsequent_indent=indent)
        if one.advice:
            lines += textwrap.wrap(
                f"To do: {one.advice}", _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  "
            )
    return "\n".join(lines)


def _backup(settings: "Settings", file: Path | None) -> int:
    source = backup.store_file(settings.database_url)
    target = file or folder_beside(source, settings.backup_folder) / backup.backup_name(datetime.now(UTC))
    made = backup.back_up(source, target)
    print(f"backchannel: backed up to {made.path}, {_size(made.size)}, checked.")
    return 0


def _restore(settings: "Settings", file: Path) -> int:
    target = backup.store_file(settings.database_url)
    there = backup.restore(file, target)
    older = "" if there.revision == HEAD else " The next start brings its schema up to date."
    print(f"backchannel: restored {file} to {there.path}, {_size(there.size)}, checked.{older}")
    return 0


def _migrate(settings: "Settings") -> int:
    url = settings.database_url
    before = asyncio.run(schema_of(url))
    if before == HEAD:
        print(f"backchannel: the store's schema is {HEAD} already; nothing to do.")
        return 0
    if before is not None and url.startswith("sqlite"):
        source = backup.store_file(url)
        backup.refuse_in_use(source)
        kept = backup.back_up(
            source, folder_beside(source, settings.backup_folder) / f"before-{HEAD}-{_stamp()}.sqlite3"
        )
        print(f"backchannel: backed up to {kept.path}, {_size(kept.size)}, checked.")
    elif before is not None:
        print("backchannel: no backup is made of a store in PostgreSQL; pg_dump does that.")
    asyncio.run(_open_once(url))
    print(f"backchannel: the store's schema went from {before or 'nothing'} to {HEAD}.")
    return 0


async def _move(settings: "Settings", to: str) -> int:
    from data.move import MovedTable, move_store

    def tell(table: MovedTable) -> None:
        if table.rows:
            print(f"backchannel: {table.name}: {table.rows} rows, {table.copied} copied now, checked.", flush=True)

    moved = await move_store(settings.database_url, to, told=tell)
    print(
        f"backchannel: moved {sum(one.rows for one in moved)} rows in {len(moved)} tables, all checked. "
        "Set BACKCHANNEL_DATABASE_URL to the new address and start the bot; the old store was not changed."
    )
    return 0


async def _open_once(url: str) -> None:
    """Open the store, which migrates it."""
    await (await Store.open(url)).close()


def _stamp() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"


def _size(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB" if size >= 1_000_000 else f"{size / 1000:,.0f} kB"
