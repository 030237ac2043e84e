"""Custom ids of the cards on what is kept about a person. Their text never changes meaning, as in `ids`."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cards.card_id import CardId
from bot.cards.quiz_ids import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyBack(CardId):
    """Show what is kept in place of the card."""

    PREFIX: ClassVar[str] = "zb"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyExport(CardId):
    """Give the person a file of all that is kept."""

    PREFIX: ClassVar[str] = "zx"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyListing(CardId):
    """Let the server's boards name the person, or not."""

    PREFIX: ClassVar[str] = "zl"

    listing: Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyAsk(CardId):
    """Ask whether all of it is to be deleted."""

    PREFIX: ClassVar[str] = "za"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyDelete(CardId):
    """Delete all of it."""

    PREFIX: ClassVar[str] = "zd"
