"""Buttons, selects and their rows, in the house's order and styles."""

import zlib
from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.cards.card_id import CardId
from bot.cards.message import Row
from bot.cards.text import cut, safe_url
from bot.cards.tokens import MAX_LABEL, MAX_OPTION, MAX_PLACEHOLDER, OWN_LABEL
from bot.model.language import ENGLISH, spoken

Button = ui.Button[Any]
_MOST_NUMBERS = 999_983


def button(label: str, answer: CardId, *, is_primary: bool = False, is_enabled: bool = True) -> Button:
    """Return a button.

    Args:
        label: Verb or noun, in English at most 20 characters, no emoji, unique on its card.
        answer: What a click means.
        is_primary: The step that most readers want next; one a card at most.
        is_enabled: A button that can't work now is disabled in place, never left out.

    Raises:
        ValueError: The English label is too long.
    """
    if spoken() == ENGLISH and len(label) > OWN_LABEL:
        raise ValueError(f"the label {label!r} has {len(label)} characters, {OWN_LABEL} at most")
    return _button(label, answer, is_primary=is_primary, is_enabled=is_enabled)


def danger_button(label: str, answer: CardId) -> Button:
    """Return the button that deletes something for good."""
    return ui.Button(label=cut(label, MAX_LABEL), style=discord.ButtonStyle.danger, custom_id=answer.encode())


def choice_button(label: str, answer: CardId) -> Button:
    """Return the button of a quiz's option, which may be longer than our own words."""
    return _button(label, answer, is_primary=False, is_enabled=True)


def _button(label: str, answer: CardId, *, is_primary: bool, is_enabled: bool) -> Button:
    style = discord.ButtonStyle.primary if is_primary else discord.ButtonStyle.secondary
    return ui.Button(label=cut(label, MAX_LABEL), style=style, custom_id=answer.encode(), disabled=not is_enabled)


def link_button(label: str, url: str | None) -> Button | None:
    """Return a button that leaves Discord; None where the address can't be linked."""
    target = safe_url(url)
    return ui.Button(label=cut(label, MAX_LABEL), style=discord.ButtonStyle.link, url=target) if target else None


def row(*buttons: Button | None) -> Row:
    """Return a row of buttons; None stands for one that there is no ground for."""
    return ui.ActionRow(*(item for item in buttons if item is not None))


def select(answer: CardId, placeholder: str, options: Sequence[discord.SelectOption]) -> Row:
    """Return a row with a select of one choice; its words are cut where another language needs more than there is room.

    Args:
        answer: What a choice means; the value comes with the interaction.
        placeholder: At most 150 characters are shown.
        options: 1 to 25.
    """
    chooser: ui.Select[Any] = ui.Select(
        custom_id=answer.encode(),
        placeholder=cut(placeholder, MAX_PLACEHOLDER),
        options=fitting(options),
        id=number_of(answer.encode()),
    )
    return ui.ActionRow(chooser)


def number_of(name: str) -> int:
    """Return the number that a select has on its card, of six digits at most.

    Without one, a select that takes another's place on an edited card may be shown with what was chosen in that one.

    Args:
        name: What it is known by, other than any select's on the card. Where the custom id says what is chosen, a name
            that stays the same: the card is edited under who chooses.

    Source: https://discord.com/developers/docs/components/reference#anatomy-of-a-component
    """
    return zlib.crc32(name.encode()) % _MOST_NUMBERS + 1


def fitting(options: Sequence[discord.SelectOption]) -> list[discord.SelectOption]:
    """Return options of a select whose labels and descriptions are no longer than Discord takes."""
    return [
        discord.SelectOption(
            label=cut(option.label, MAX_OPTION),
            value=option.value,
            description=cut(option.description, MAX_OPTION) if option.description else None,
            emoji=option.emoji,
            default=option.default,
        )
        for option in options
    ]
