"""Custom ids of the cards that show records of other data sets; see `bot.cards.ids`."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cards.card_id import CardId
from bot.cards.ids import Turn
from bot.model.stored import EventQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsOpen(CardId):
    """Show a pair's records, as a new card."""

    PREFIX: ClassVar[str] = "xo"
    query: EventQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsPage(CardId):
    """Turn the page of records; the query's offset is where it leads."""

    PREFIX: ClassVar[str] = "xp"
    turn: Turn
    query: EventQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsKind(CardId):
    """Choose one kind among records. The select's value is a PLOVER type or `ids.ALL_KINDS`."""

    PREFIX: ClassVar[str] = "xk"
    query: EventQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsPick(CardId):
    """Open a record of a page. The select's value is a record's id."""

    PREFIX: ClassVar[str] = "xi"
    query: EventQuery
