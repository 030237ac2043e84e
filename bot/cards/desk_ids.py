"""Custom ids of the cards that the settings panel leads to. Their text never changes meaning, as in `ids`."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cards.card_id import CardId
from bot.cards.ids import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsOpen(CardId):
    """Show the feeds that the server follows, in place of the card."""

    PREFIX: ClassVar[str] = "fo"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsOpen(CardId):
    """Show the server's filters of what its feeds bring, in place of the card."""

    PREFIX: ClassVar[str] = "to"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletsOpen(CardId):
    """Show the outlets that the server's articles came from, in place of the card."""

    PREFIX: ClassVar[str] = "oo"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyOpen(CardId):
    """Show what is stored about the person who clicks, as a private card."""

    PREFIX: ClassVar[str] = "vo"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHistoryOpen(CardId):
    """Show a page of what was changed of feeds and outlets, in place of the card."""

    PREFIX: ClassVar[str] = "fh"
    page: int
    turn: Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceUndo(CardId):
    """Undo a change of feeds or outlets."""

    PREFIX: ClassVar[str] = "fu"
    change: int
