"""Custom ids of the cards about stories. Their text never changes meaning, as in `ids`."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cards.card_id import CardId
from bot.cards.ids import Turn

EVERY = "all"
"""What stands for no pair: every story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesTurn(CardId):
    """Turn the page of the stories; `pair` is a pair's key or `EVERY`, `first` the first one shown, 0-based."""

    PREFIX: ClassVar[str] = "ot"
    turn: Turn
    pair: str
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesPick(CardId):
    """Show the stories of the pair that is chosen by its key, or all."""

    PREFIX: ClassVar[str] = "of"
