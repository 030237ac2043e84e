"""Reads the catalogues and hands out languages. Knows files, and nothing of who speaks to whom."""

import gettext
import io
import logging
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.languages.fitness import faults
from bot.languages.mentions import mention_commands
from bot.languages.numerals import numeral_of
from bot.model.language import ENGLISH, Language, speaking
from bot.model.languages import LANGUAGES, SOURCE, language_of

_LOG = logging.getLogger(__name__)

CATALOGUES = Path(__file__).parent / "catalogues"
"""Where the catalogues lie, one for each language but English: `<tag>.po`."""
COMMANDS = CATALOGUES / "commands.txt"
"""The commands' names with their groups, a line each, as the command tree has them; `make catalogues` writes it."""


class Languages:
    """The languages that are at hand.

    Args:
        catalogues: By tag of `LANGUAGES`; a language without one speaks English, with its own dates and numbers.
    """

    def __init__(self, catalogues: Mapping[str, gettext.NullTranslations] | None = None) -> None:
        given = catalogues or {}
        self._ours = {
            tag: Language(tag=tag, catalogue=given.get(tag, gettext.NullTranslations()), numeral=numeral_of(tag))
            for tag in LANGUAGES
            if tag != SOURCE
        }
        self._ours[SOURCE] = ENGLISH

    def of(self, tag: str) -> Language:
        """Return the language that a tag means.

        Args:
            tag: A locale of Discord's, or a server's setting.

        Returns:
            One of ours; for a tag that means none, English with that tag, so that dates stay in its form.
        """
        ours = language_of(tag)
        if ours is None or (ours == SOURCE and tag != SOURCE):
            return Language(tag=tag, numeral=numeral_of(tag))
        return self._ours[ours]

    def for_reader(self, locale: str) -> Language:
        """Return the language for one person, by the locale that their Discord has; English where it is none of ours.

        Who reads English has the house's own dates, wherever they are.
        """
        ours = language_of(locale)
        return ENGLISH if ours is None else self._ours[ours]

    def speaking(self, tag: str) -> AbstractContextManager[None]:
        """Speak the language that a tag means for as long as the block lasts; see `of`."""
        return speaking(self.of(tag))


def load_languages(folder: Path = CATALOGUES) -> Languages:
    """Read the catalogues of a folder; takes a second, so not on the event loop.

    Args:
        folder: Holds `<tag>.po`; a language that has none speaks English.
    """
    found = {tag: folder / f"{tag}.po" for tag in LANGUAGES if tag != SOURCE}
    commands = COMMANDS.read_text(encoding="utf-8").splitlines()
    return Languages(
        {tag: translations(read_catalogue(path), commands) for tag, path in found.items() if path.is_file()}
    )


def read_catalogue(path: Path) -> Catalog:
    """Return a catalogue as its file has it, with the plural rule of the language that the file is named after."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem.replace("-", "_"), abort_invalid=True)


def translations(catalogue: Catalog, commands: Sequence[str] = ()) -> gettext.GNUTranslations:
    """Return a catalogue's texts, ready to be looked up.

    A fuzzy entry, an empty one, and one whose values are not those of its English is as if it were not there.

    Args:
        catalogue: It is changed.
        commands: Names of commands, with their groups, that are put into the texts as the language has them.
    """
    for message in list(catalogue):
        if message.id and (said := faults(message)):
            _LOG.warning("translation_unfit locale=%s faults=%s text=%s", catalogue.locale, said, message.id)
            catalogue.delete(message.id, message.context)
    mention_commands(catalogue, commands)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue, use_fuzzy=False)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
