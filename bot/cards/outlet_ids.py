"""Custom ids of the cards about outlets. Their text never changes meaning, as in `ids`."""

from dataclasses import dataclass
from typing import ClassVar

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
