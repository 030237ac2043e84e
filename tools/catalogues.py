"""Brings the catalogues of translations up to what the code says: `make catalogues`.

It gathers the marked texts and the commands' own, writes `messages.pot`, and carries each language's translations over.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import discord  # noqa: E402 - the repository is no installed package
from babel.messages.catalog import Catalog  # noqa: E402

from bot.app import build_services  # noqa: E402
from bot.client import EXTENSIONS, Backchannel  # noqa: E402
from bot.command_texts import command_texts  # noqa: E402
from bot.languages.fitness import faults  # noqa: E402
from bot.languages.harvest import Text, UnmarkedError, carried_over, template_of, texts_of_folders, written  # noqa: E402
from bot.languages.shelf import CATALOGUES, COMMANDS, read_catalogue  # noqa: E402
from bot.model.languages import LANGUAGES, SOURCE  # noqa: E402
from bot.reading_pool import ReadingPool  # noqa: E402
from bot.studio import Studio  # noqa: E402
from config.settings import Settings  # noqa: E402
from data.store import Store  # noqa: E402

FOLDERS = ("bot", "cogs", "data")
TEMPLATE = CATALOGUES / "messages.pot"


async def command_tree() -> tuple[list[Text], list[str]]:
    """Return the texts of the command tree, as the running bot has it, and the commands' names with their groups."""
    settings = Settings()
    with tempfile.TemporaryDirectory() as folder:
        store = await Store.open(f"sqlite+aiosqlite:///{folder}/store.sqlite3")
        services = build_services(settings, store, ReadingPool(settings.spacy_model), Studio())
        bot = Backchannel(services)
        for name in EXTENSIONS:
            await bot.load_extension(name)
        commands = sorted(
            [
                *bot.tree.get_commands(type=discord.AppCommandType.chat_input),
                *bot.tree.get_commands(type=discord.AppCommandType.message),
            ],
            key=lambda one: (isinstance(one, discord.app_commands.ContextMenu), one.name),
        )
        found = dict.fromkeys(command_texts(commands))
        names = sorted(one.qualified_name for one in bot.tree.walk_commands())
        await services.web.close()
        await store.close()
    return [Text(forms=(english,), context=context, place="commands") for context, english in found], names


def up_to_date() -> dict[Path, str]:
    """Return what each file of the catalogues should hold.

    Raises:
        UnmarkedError: A text of the code can't be put into a catalogue.
    """
    told, names = asyncio.run(command_tree())
    template = template_of([*texts_of_folders(ROOT, FOLDERS), *told])
    files = {TEMPLATE: written(template), COMMANDS: "".join(f"{name}\n" for name in names)}
    for tag in LANGUAGES:
        if tag != SOURCE:
            path = CATALOGUES / f"{tag}.po"
            kept = read_catalogue(path) if path.is_file() else Catalog(locale=tag.replace("-", "_"))
            files[path] = written(carried_over(kept, template))
    return files


def unfit() -> list[str]:
    """Return what is wrong with translations, a line each."""
    messages = [(path, one) for path in sorted(CATALOGUES.glob("*.po")) for one in read_catalogue(path) if one.id]
    return [f"{path.name}: {one.id!r}: {fault}" for path, one in messages if (fault := faults(one))]


def main() -> int:
    """Write the catalogues, or say whether they fit the code; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the catalogues don't fit")
    is_check = parser.parse_args().check
    try:
        files = up_to_date()
    except UnmarkedError as error:
        print(error)
        return 1
    stale = [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if is_check:
            print(f"{path.name} doesn't fit the code: run make catalogues")
        else:
            path.write_text(files[path], encoding="utf-8", newline="\n")
    print(*(problems := unfit()), sep="\n" if problems else "")
    return 1 if problems or (is_check and stale) else 0


if __name__ == "__main__":
    raise SystemExit(main())
