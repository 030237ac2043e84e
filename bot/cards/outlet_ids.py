"""Custom ids of the cards about outlets. Their text never changes meaning, as in `ids`."""

from dataclasses import dataclass
from typing import ClassVar, Self

from bot.cards.card_id import CardId
from bot.cards.ids import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletsTurn(CardId):
    """Turn the page of the list of outlets; `first` is the first one shown, 0-based."""

    PREFIX: ClassVar[str] = "op"
    turn: Turn
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletsPick(CardId):
    """Hide the outlet that is chosen, or show it again; `first` is the first one of the page."""

    PREFIX: ClassVar[str] = "oh"
    first: int


_HIDE, _SHOW = "-", "+"
"""What stands before a key, which may begin with anything itself: a host is what an address has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletWish:
    """What a choice says: which outlet, and whether it is to be hidden, so that two who choose at once agree.

    Attributes:
        outlet: Its key.
        is_hidden: What it is to be.
    """

    outlet: str
    is_hidden: bool

    @property
    def text(self) -> str:
        """The choice's value."""
        return f"{_HIDE if self.is_hidden else _SHOW}{self.outlet}"

    @classmethod
    def of(cls, text: str) -> Self:
        """Return what a choice's value says."""
        return cls(outlet=text[1:], is_hidden=text.startswith(_HIDE))
