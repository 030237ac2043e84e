"""Discord's rules for registered commands that simcord doesn't check.

Source: https://discord.com/developers/docs/interactions/application-commands
"""

import re
from collections import Counter
from typing import Any

CHAT_INPUT = 1
SUBCOMMAND_TYPES = (1, 2)
MAX_COMMANDS = {1: 100, 2: 5, 3: 5}
MAX_OPTIONS = 25
MAX_DESCRIPTION = 100
MAX_MENU_NAME = 32
CHAT_NAME = re.compile(r"[-_'\w]{1,32}")


def broken_command_rule(commands: Any) -> str | None:
    """Find the first rule that a bulk registration breaks.

    Args:
        commands: The request's JSON value, as sent.

    Returns:
        What is wrong, in Discord's manner of path and reason, or None.
    """
    if not isinstance(commands, list):
        return None
    counts = Counter(command.get("type", CHAT_INPUT) for command in commands)
    for command_type, limit in MAX_COMMANDS.items():
        if counts[command_type] > limit:
            return f"commands of type {command_type}: Must be {limit} or fewer in length."
    for command in commands:
        if command.get("type", CHAT_INPUT) == CHAT_INPUT:
            broken = _broken_node(command, command["name"])
        else:
            broken = None if 1 <= len(command["name"]) <= MAX_MENU_NAME else f"{command['name']}: name length"
        if broken is not None:
            return broken
    return None


def _broken_node(node: dict[str, Any], path: str) -> str | None:
    name, description, options = node["name"], node.get("description", ""), node.get("options") or []
    if not CHAT_NAME.fullmatch(name) or name != name.lower():
        return f"{path}.name: must be 1-32 lower-case letters, digits, - or _."
    if not 1 <= len(description) <= MAX_DESCRIPTION:
        return f"{path}.description: Must be between 1 and {MAX_DESCRIPTION} in length."
    if len(options) > MAX_OPTIONS:
        return f"{path}.options: Must be {MAX_OPTIONS} or fewer in length."
    has_optional = False
    for option in options:
        if option.get("required") and has_optional:
            return f"{path}.options: Required options must be placed before non-required options."
        has_optional = has_optional or (option["type"] not in SUBCOMMAND_TYPES and not option.get("required"))
        if len(option.get("choices") or []) > MAX_OPTIONS:
            return f"{path}.{option['name']}.choices: Must be {MAX_OPTIONS} or fewer in length."
        broken = _broken_node(option, f"{path}.{option['name']}")
        if broken is not None:
            return broken
    return None
