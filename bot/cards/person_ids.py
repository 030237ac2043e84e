"""Custom ids of the cards of persons and bodies. Their text never changes meaning, as in `ids`."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cards.card_id import CardId
from bot.model.ids import CountryCode

_NO_SIDE = "---"
LONGEST_NAME = 90
"""Characters of a name that can be chosen from a select."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPick(CardId):
    """Show the person or body that is chosen; the select's value is made by `choice_of`."""

    PREFIX: ClassVar[str] = "yw"


def choice_of(name: str, country: CountryCode | None) -> str:
    """Return a select's value of a person or body: its side, then its name."""
    return f"{country or _NO_SIDE} {name}"


def chosen_person(value: str) -> tuple[str, CountryCode | None]:
    """Return the name and side of a value as `choice_of` gave it."""
    code, _, name = value.partition(" ")
    return name, None if code == _NO_SIDE else CountryCode(code)
