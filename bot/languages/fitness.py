"""Whether a translation can stand for its English: the same values stand in it, and a command's name is one."""

import string
from collections.abc import Iterable

import regex
from babel.messages.catalog import Message

COMMAND_NAME = "command name"
"""Context of the names of slash commands, of their groups and parameters; Discord sets rules for these."""
DESCRIPTION = "command description"
"""Context of the descriptions of commands and parameters: 1 to 100 characters."""
CHOICE = "choice"
"""Context of the choices of a parameter: 1 to 100 characters."""
MENU = "menu"
"""Context of the commands of a message's menu: 1 to 32 characters of any kind."""

_NAME = regex.compile(r"[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}")
_LONGEST = {DESCRIPTION: 100, CHOICE: 100, MENU: 32}


def faults(message: Message) -> str:
    """Return what is wrong with a message's translation, in a few words; "" where nothing is, or there is none."""
    english = message.id if isinstance(message.id, tuple | list) else (message.id,)
    given = message.string if isinstance(message.string, tuple | list) else (message.string,)
    said = [one for one in given if one]
    if not said or message.fuzzy:
        return ""
    if len(said) != len(given):
        return "a plural form is missing"
    allowed = _names(english)
    if len(english) == 1 and any(_names([one]) != allowed for one in said):
        return f"its values are not {_shown(allowed)}"
    if any(not _names([one]) <= allowed for one in said):
        return f"its values are other than {_shown(allowed)}"
    return next((fault for one in said if (fault := command_fault(message.context, one))), "")


def command_fault(context: str | None, text: str) -> str:
    """Return why Discord would refuse a text of a command; "" where it wouldn't.

    Args:
        context: One of this module's; any other allows all.
        text: The name, description or choice.

    Source: https://docs.discord.com/developers/interactions/application-commands#application-command-object
    """
    if context == COMMAND_NAME:
        is_name = _NAME.fullmatch(text) is not None and text == text.lower()
        return "" if is_name else "it is no name of a command: small letters, 1 to 32, no spaces"
    longest = _LONGEST.get(context or "")
    if longest is not None and not 1 <= len(text) <= longest:
        return f"it has not 1 to {longest} characters"
    return ""


def _names(texts: Iterable[str]) -> frozenset[str]:
    """Return the values in texts, "day" or "day:%b"; a text with braces that are no value's has itself only."""
    found: set[str] = set()
    for text in texts:
        try:
            found |= {
                name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
                for _, name, form, conversion in string.Formatter().parse(text)
                if name is not None
            }
        except ValueError:
            found.add(text)
    return frozenset(found)


def _shown(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"
