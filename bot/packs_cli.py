"""`python -m bot pack`: look through a chronology, load it, or begin one for another pair.

Only `argparse` is loaded with this module; what does the work is loaded when it is asked for.
"""

import argparse
import asyncio
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.model.errors import InvalidInputError

if TYPE_CHECKING:
    from bot.model.countries import Country, Gazetteer
    from bot.model.packs import Pack

_TEMPLATE = """\
# A chronology of {first} and {second}. How to write one: docs/chronology.md.

[pack]
id = "{id}"
pair = ["{code}", "{other}"]
title = "{first} – {second}"
version = 1
# two_sources = true  # to ask of each entry sources of two publishers, or a primary one

[[event]]
id = "2001-05-14-visit"  # begins with the date; never changes afterwards
date = "2001-05-14"  # a day; or 2001-05, 2001, 2001-05-14/2001-05-16
type = "CONSULT"  # PLOVER
mode = "visit"  # one of the type's; leave it out where none fits
source = ["Full Name | President | {code}"]  # who acts: "{code}", or "name | office | code"; a body: "name | | IGO"
target = ["{other}"]
place = "City"
headline = "Full Name visits {second}"  # present tense, begins with who acts, no date, no full stop
context = "What made it matter, in a sentence or two of your own, in the past tense."
about = ["diplomatic"]
significance = 3  # 1 minor, 3 notable, 5 changed the relation
sources = [
  {{ title = "Title of the page", publisher = "Who answers for it", url = "https://example.org/page" }},
]
checked = {today}
"""


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the program's own."""
    pack = commands.add_parser("pack", help="chronologies of relations: look one through, load it, begin one")
    acts = pack.add_subparsers(dest="act", required=True)
    check = acts.add_parser("check", help="say what is wrong with a chronology's file")
    check.add_argument("files", nargs="+", metavar="FILE", type=Path)
    load = acts.add_parser("load", help="put chronologies into the store, or newer versions in their place")
    load.add_argument("files", nargs="+", metavar="FILE", type=Path)
    new = acts.add_parser("new", help="write the beginning of a chronology for two countries")
    new.add_argument("first", metavar="COUNTRY", help="a country, by code or name")
    new.add_argument("second", metavar="OTHER")
    new.add_argument("-o", "--output", metavar="FILE", type=Path, help="default: the pair's codes, here")


def pack_command(options: argparse.Namespace, *, store: str) -> int:
    """Run one of its acts.

    Args:
        options: As the program parsed them.
        store: The address of the store that is loaded into.

    Returns:
        The exit status: 1 where a file has a fault.

    Raises:
        BackchannelError: It can't be done.
    """
    from data.reference import load_gazetteer

    gazetteer = load_gazetteer()
    if options.act == "new":
        return _new(options, gazetteer)
    packs = _read(options.files, gazetteer)
    if packs is None:
        return 1
    return asyncio.run(_load(packs, gazetteer, store)) if options.act == "load" else 0


def _read(files: list[Path], gazetteer: "Gazetteer") -> "list[Pack] | None":
    """Return the packs, and tell of each how it is; None where one has a fault: nothing is loaded then."""
    from bot.packs.checks import check_pack
    from data.starter.form import read_pack

    packs, is_sound = [], True
    for file in files:
        try:
            pack = read_pack(file.read_text(encoding="utf-8"), gazetteer.countries)
        except (OSError, UnicodeDecodeError) as fault:
            reason = fault.strerror if isinstance(fault, OSError) else "it is not UTF-8"
            raise InvalidInputError(user_text=f"{file} can't be read: {reason}.") from fault
        except InvalidInputError as fault:
            print(f"{file}:\n{fault.user_text}", file=sys.stderr)
            is_sound = False
            continue
        faults = check_pack(pack, gazetteer)
        for one in faults:
            print(f"{file}: {one}", file=sys.stderr)
        print(f"{file}: {len(pack.entries)} events, {len(faults) or 'no'} fault{'' if len(faults) == 1 else 's'}")
        is_sound = is_sound and not faults
        packs.append(pack)
    return packs if is_sound else None


async def _load(packs: "list[Pack]", gazetteer: "Gazetteer", url: str) -> int:
    from bot.pack_desk import load_packs
    from data.store import Store

    store = await Store.open(url, clock=_now)
    try:
        loaded = await load_packs(store, gazetteer, packs, clock=_now, progress=lambda _: None)
    finally:
        await store.close()
    for one in loaded:
        print(f"{one.pack.id} version {one.pack.version}: {one.outcome.said}")
    return 0


def _new(options: argparse.Namespace, gazetteer: "Gazetteer") -> int:
    from bot.countries import country_named, dyad_of

    pair = dyad_of(*(country_named(gazetteer, typed) for typed in (options.first, options.second)))
    first, second = gazetteer.country(pair.first), gazetteer.country(pair.second)
    name = f"{pair.first}-{pair.second}".lower()
    target: Path = options.output or Path(f"{name}.toml")
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(_beginning(first, second, name))
    except FileExistsError as fault:
        raise InvalidInputError(user_text=f"{target} is there already; nothing was changed.") from fault
    except OSError as fault:
        raise InvalidInputError(user_text=f"{target} can't be written: {fault.strerror}.") from fault
    print(f"{target}: fill it in, then python -m bot pack check {target}")
    return 0


def _beginning(first: "Country", second: "Country", name: str) -> str:
    return _TEMPLATE.format(
        first=first.name,
        second=second.name,
        code=first.code,
        other=second.code,
        id=name,
        today=date.today().isoformat(),  # noqa: DTZ011 - the day where the person sits
    )


def _now() -> datetime:
    return datetime.now(UTC)
