"""Commands named within texts: "`/feed add`" is shown as Discord shows that command in the language."""

import re
from collections.abc import Sequence

from babel.messages.catalog import Catalog

from bot.languages.fitness import COMMAND_NAME, command_fault


def mention_commands(catalogue: Catalog, commands: Sequence[str]) -> None:
    """Put a language's own names of commands into its texts.

    Translators leave commands in English, so that a command's name stands in one place and can be changed there.

    Args:
        catalogue: Its texts are changed.
        commands: Names with their groups: "feed add", "settings".
    """
    names = {path: spoken for path in commands if (spoken := _spoken(catalogue, path)) != path}
    if not names:
        return
    longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    mention = re.compile(rf"(?<![\w/.:])/({longest_first})(?![\w/-])", re.ASCII)

    def turned(text: str) -> str:
        return mention.sub(lambda found: f"/{names[found[1]]}", text)

    for message in catalogue:
        if message.id and message.context != COMMAND_NAME:
            told = message.string
            message.string = turned(told) if isinstance(told, str) else tuple(map(turned, told or ()))


def _spoken(catalogue: Catalog, path: str) -> str:
    """Return a command's name in a language; each part in English that has no name that Discord would take."""
    return " ".join(_name(catalogue, part) for part in path.split())


def _name(catalogue: Catalog, english: str) -> str:
    message = catalogue.get(english, COMMAND_NAME)
    said = message.string if message is not None and not message.fuzzy else ""
    return said if isinstance(said, str) and said and not command_fault(COMMAND_NAME, said) else english
