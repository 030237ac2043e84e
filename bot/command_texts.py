"""The commands' own texts: which there are, for the catalogues, and how Discord is told them in each language."""

from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Where

from bot.languages.fitness import CHOICE, COMMAND_NAME, DESCRIPTION, MENU, command_fault
from bot.languages.shelf import Languages
from bot.model.language import say_as
from bot.model.languages import SOURCE, language_of

Command = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu

_CONTEXTS = {
    Where.command_name: COMMAND_NAME,
    Where.group_name: COMMAND_NAME,
    Where.parameter_name: COMMAND_NAME,
    Where.command_description: DESCRIPTION,
    Where.group_description: DESCRIPTION,
    Where.parameter_description: DESCRIPTION,
    Where.choice_name: CHOICE,
}


class CommandTranslator(app_commands.Translator):
    """Gives Discord the texts of commands out of the catalogues."""

    def __init__(self, languages: Languages) -> None:
        """Take the languages."""
        self._languages = languages

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Return a text in a locale; None where it is English, or has no translation that Discord would take."""
        ours = language_of(locale.value)
        if ours is None or ours == SOURCE:
            return None
        is_menu = isinstance(context.data, app_commands.ContextMenu)
        kind = MENU if is_menu else _CONTEXTS.get(context.location)
        if kind is None:
            return None
        said = self._languages.of(ours).catalogue.pgettext(kind, string.message)
        return said if said != string.message and not command_fault(kind, said) else None


def command_texts(commands: list[Command]) -> Iterator[tuple[str, str]]:
    """Yield the texts of commands as (context, English), those of what stands in groups too; some more than once."""
    for command in commands:
        if isinstance(command, app_commands.ContextMenu):
            yield MENU, command.name
            continue
        yield COMMAND_NAME, command.name
        yield DESCRIPTION, command.description
        if isinstance(command, app_commands.Group):
            yield from command_texts(sorted(command.commands, key=lambda one: one.name))
            continue
        for parameter in command.parameters:
            yield COMMAND_NAME, parameter.display_name
            yield DESCRIPTION, str(parameter.description)
            yield from ((CHOICE, choice.name) for choice in parameter.choices)


def spoken_of(command: app_commands.Command[Any, ..., Any]) -> tuple[str, str]:
    """Return a command's name with its groups, "/feed add", and description, as Discord shows both in the language."""
    name = " ".join(_spoken(COMMAND_NAME, part) for part in command.qualified_name.split())
    return f"/{name}", _spoken(DESCRIPTION, command.description)


def _spoken(kind: str, english: str) -> str:
    said = say_as(kind, english)
    return english if command_fault(kind, said) else said


def siblings(commands: list[Command]) -> Iterator[list[str]]:
    """Yield the names that Discord wants to differ: of commands side by side, and of one command's parameters."""
    slash = [one for one in commands if not isinstance(one, app_commands.ContextMenu)]
    yield [one.name for one in slash]
    for command in slash:
        if isinstance(command, app_commands.Group):
            yield from siblings(list(command.commands))
        else:
            yield [parameter.display_name for parameter in command.parameters]
