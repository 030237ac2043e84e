"""Custom ids of the event desk. Their text never changes meaning, as in `ids`.

`page` is the stop of the walk that a card is, 1-based, and 0 for an event that was asked for by itself. `version` is
the event's as the editor saw it, so that nobody decides about what they have not seen.
"""

from dataclasses import dataclass
from typing import ClassVar

from bot.cards.card_id import CardId
from bot.model.ids import DecisionId, EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskWalk(CardId):
    """Show a stop of the walk through uncertain events, in place of the card."""

    PREFIX: ClassVar[str] = "dr"
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskShow(CardId):
    """Show an event on the desk, in place of the card."""

    PREFIX: ClassVar[str] = "dv"
    event: EventId
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskMore(CardId):
    """Show what else can be done with the event, in place of the card."""

    PREFIX: ClassVar[str] = "dm"
    event: EventId
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskConfirm(CardId):
    """Confirm the event as it stands."""

    PREFIX: ClassVar[str] = "dc"
    event: EventId
    version: int
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskReword(CardId):
    """Open the form for headline, date and place."""

    PREFIX: ClassVar[str] = "de"
    event: EventId
    version: int
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRecode(CardId):
    """Open the form for kind, status and sides."""

    PREFIX: ClassVar[str] = "dk"
    event: EventId
    version: int
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskWithdraw(CardId):
    """Open the form that withdraws the event."""

    PREFIX: ClassVar[str] = "dw"
    event: EventId
    version: int
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskMerge(CardId):
    """Open the form that names the event which this one becomes one with."""

    PREFIX: ClassVar[str] = "dj"
    event: EventId
    version: int
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSplit(CardId):
    """Open the form that chooses which reports leave the event."""

    PREFIX: ClassVar[str] = "dp"
    event: EventId
    version: int
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskHistory(CardId):
    """Show what was decided about the event, in place of the card; `older` decisions are passed over."""

    PREFIX: ClassVar[str] = "dh"
    event: EventId
    page: int
    older: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskUndo(CardId):
    """Take a decision back."""

    PREFIX: ClassVar[str] = "du"
    decision: DecisionId
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSave(CardId):
    """Let a draft hold."""

    PREFIX: ClassVar[str] = "dy"
    decision: DecisionId
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskDrop(CardId):
    """Forget a draft, and show the event as it is."""

    PREFIX: ClassVar[str] = "dn"
    decision: DecisionId
    event: EventId
    page: int
