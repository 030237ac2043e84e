"""`python -m bot import` and `python -m bot export`: tables of other data sets in, files of what is recorded out.

Only `argparse` is loaded with this module; what does the work is loaded when it is asked for.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.dates import DateRange
    from bot.model.exports import Exported
    from bot.model.ids import GuildId
    from bot.model.plover import EventType
    from bot.model.records import ImportState

COMMANDS = frozenset(("import", "export"))
_TOLD_EACH = 20_000
"""Lines between two words of progress."""


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the two commands to the program's own."""
    taken = commands.add_parser("import", help="take in events that another data set coded, as records")
    taken.add_argument("dataset", choices=("gdelt", "polecat", "icews"), help="whose table it is")
    taken.add_argument("file", metavar="FILE", help="the table, plain or in a zip or gzip archive")
    taken.add_argument("--server", type=int, metavar="ID", help="for one server only; without it for all")
    given = commands.add_parser("export", help="write what is recorded between two countries to a file")
    given.add_argument("--format", choices=("csv", "json", "ics", "anki"), required=True)
    given.add_argument("--pair", required=True, metavar="USA-CHN", help="two countries, by code or name")
    given.add_argument("--from", dest="first", metavar="YYYY-MM-DD", help="first day")
    given.add_argument("--to", dest="last", metavar="YYYY-MM-DD", help="last day")
    given.add_argument("--server", type=int, metavar="ID", help="with one server's own events; without it none's")
    given.add_argument("--kind", action="append", metavar="TYPE", help="only this PLOVER type; may be given again")
    given.add_argument("--records", action="store_true", help="with imported records, marked as such (csv, json)")
    given.add_argument("--seed", type=int, default=1, metavar="N", help="of the questions of a deck (default: 1)")
    given.add_argument("-o", "--output", required=True, metavar="FILE")


def run_command(options: argparse.Namespace, *, sandbox_store: str) -> int:
    """Run one of them.

    Args:
        options: As the program parsed them.
        sandbox_store: The store of a run without a token, which is meant where neither a token nor a store is named.

    Returns:
        The exit status.

    Raises:
        BackchannelError: It can't be done.
    """
    url = store_meant(sandbox_store)
    if options.command == "import":
        return asyncio.run(_import(options, url))
    return asyncio.run(_export(options, url))


def store_meant(sandbox_store: str) -> str:
    """Return the address of the store that is meant: the sandbox's where neither a token nor a store is named."""
    from config.settings import load_settings

    settings = load_settings()
    is_sandbox = settings.discord_token is None and "database_url" not in settings.model_fields_set
    return sandbox_store if is_sandbox else settings.database_url


def _now() -> datetime:
    return datetime.now(UTC)


async def _import(options: argparse.Namespace, url: str) -> int:
    from bot.exchange.importing import import_file
    from bot.model.records import Dataset
    from data.reference.cameo import load_cameo
    from data.store import Store

    dataset, told = Dataset(options.dataset), 0

    def progress(lines: int) -> None:
        nonlocal told
        if lines >= told + _TOLD_EACH:
            told = lines
            print(f"backchannel: {lines:,} lines read", file=sys.stderr, flush=True)

    store = await Store.open(url, clock=_now)
    try:
        state, was_known = await import_file(
            store,
            dataset,
            Path(options.file),
            cameo=load_cameo(),
            guild=_server(options.server),
            clock=_now,
            progress=progress,
        )
    finally:
        await store.close()
    print("\n".join(report_lines(state, dataset.label, was_known=was_known)))
    return 0


async def _export(options: argparse.Namespace, url: str) -> int:
    from bot.countries import pair_named
    from bot.exchange.desk import ExchangeDesk
    from bot.model.exports import Form, Wish
    from data.reference import load_gazetteer
    from data.store import Store

    gazetteer = load_gazetteer()
    wish = Wish(
        form=Form(options.format),
        pair=pair_named(gazetteer, options.pair),
        period=_period(options.first, options.last),
        types=_types(options.kind or ()),
        has_records=options.records,
        seed=options.seed,
        most_bytes=None,
    )
    store = await Store.open(url, clock=_now)
    try:
        made = await ExchangeDesk(store, gazetteer, clock=_now).export(wish, _server(options.server))
    finally:
        await store.close()
    _write(Path(options.output), made)
    return 0


def _write(path: Path, made: "Exported") -> None:
    """Write a file whole or not at all.

    Raises:
        InvalidInputError: It can't be written.
    """
    from bot.model.errors import InvalidInputError

    if not path.name or path.is_dir():
        raise InvalidInputError(user_text=f"{path} is a folder: name the file that is to be written.")
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_bytes(made.data)
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise InvalidInputError(user_text=f"{path} can't be written: {error.strerror}.") from error
    parts = [_counted(made.events, "event")]
    if made.questions:
        parts = [f"{_counted(made.questions, 'question')} on {parts[0]}"]
    if made.records:
        parts.append(_counted(made.records, "imported record"))
    if made.undated:
        parts.append(f"{_counted(made.undated, 'event')} without a date left out")
    print(f"{path}: {', '.join(parts)}")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def report_lines(state: "ImportState", title: str, *, was_known: bool) -> Iterable[str]:
    """Yield the report of an import, line by line.

    Args:
        state: What became of the file's lines.
        title: Of the data set.
        was_known: Whether the file had been imported before.
    """
    from bot.exchange.words import BAD, LEFT

    counts = state.counts
    if was_known:
        yield f"This file was imported before; nothing was done. What it came to then, of {state.lines:,} lines:"
    yield f"{_counted(counts.taken, 'record')} of {title} taken in, {counts.known:,} known already."
    for reason, number in sorted(counts.left.items(), key=lambda item: -item[1]):
        yield f"{number:,} left out: {LEFT[reason]}."
    for fault, number in sorted(counts.bad.items(), key=lambda item: -item[1]):
        lines = [str(line) for line, found in counts.first_bad if found is fault]
        where = f" (line {', '.join(lines)}{', …' if number > len(lines) else ''})" if lines else ""
        yield f"{number:,} could not be read: {BAD[fault]}{where}."


def _server(number: int | None) -> "GuildId | None":
    """Return the server of an option.

    Raises:
        InvalidInputError: It is no snowflake.
    """
    from bot.model.errors import InvalidInputError
    from bot.model.ids import GuildId

    if number is not None and not 0 < number < 1 << 63:
        raise InvalidInputError(user_text=f"{number} is no server's id.")
    return None if number is None else GuildId(number)


def _period(first: str | None, last: str | None) -> "DateRange | None":
    """Return the days from one to another, either of which may be open."""
    from datetime import date

    from bot.model.dates import DateRange
    from bot.model.errors import InvalidInputError

    if first is None and last is None:
        return None
    try:
        start = date.fromisoformat(first) if first else date.min
        end = date.fromisoformat(last) if last else date.max
        return DateRange(start=start, end=end)
    except ValueError as error:
        raise InvalidInputError(
            user_text=f"“{first or ''}” to “{last or ''}” is no period. Example: --from 2023-06-01 --to 2023-06-30"
        ) from error


def _types(named: Iterable[str]) -> "frozenset[EventType]":
    from bot.model.errors import InvalidInputError
    from bot.model.plover import EventType

    known = [kind.value for kind in EventType]
    wanted = [name.upper() for name in named]
    for name in wanted:
        if name not in known:
            raise InvalidInputError(user_text=f"“{name}” is no kind of event: choose of {', '.join(known)}.")
    return frozenset(map(EventType, wanted))
