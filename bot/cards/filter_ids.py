"""Custom ids of the cards on which a server's filters are looked at, tried and changed; the rest is as in `ids`."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.cards.card_id import CardId
from bot.cards.ids import Turn
from bot.model.ids import TopicId
from bot.model.topics import Effect


class Shown(StrEnum):
    """Which entries a dry run lists."""

    ALL = "all"
    PASSING = "pass"
    KEPT_OUT = "fail"
    OPEN = "open"
    LEFT_OUT = "left"
    """Not looked at."""


class Trial(StrEnum):
    """Which filters a dry run tries."""

    SAVED = "saved"
    """Those that are on."""
    DRAFT = "draft"
    """The same, with what the person is changing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiltersPage(CardId):
    """Turn the page of the list of filters."""

    PREFIX: ClassVar[str] = "tp"
    page: int
    turn: Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterAdd(CardId):
    """Open the form of a new filter."""

    PREFIX: ClassVar[str] = "ta"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterOpen(CardId):
    """Show one filter, in place of the card."""

    PREFIX: ClassVar[str] = "tf"
    topic: TopicId


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterSwitch(CardId):
    """Switch a filter on or off: 1 or 0."""

    PREFIX: ClassVar[str] = "ts"
    topic: TopicId
    on: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterEdit(CardId):
    """Begin to change a filter, in place of the card."""

    PREFIX: ClassVar[str] = "te"
    topic: TopicId


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterRemove(CardId):
    """Ask whether a filter is to be removed."""

    PREFIX: ClassVar[str] = "tr"
    topic: TopicId


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterRemoveNow(CardId):
    """Remove a filter, as confirmed."""

    PREFIX: ClassVar[str] = "tx"
    topic: TopicId


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterType(CardId):
    """Open the form of the filter that is being changed, with what was typed."""

    PREFIX: ClassVar[str] = "tw"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterEffect(CardId):
    """Have the filter that is being changed let in or keep out."""

    PREFIX: ClassVar[str] = "tq"
    effect: Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterKinds(CardId):
    """Choose the kinds of events of the filter that is being changed; the select's values are PLOVER types.

    Attributes:
        now: Differs with what is chosen, for a client that remembers a select's choice by its custom id.
    """

    PREFIX: ClassVar[str] = "tk"
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterWeight(CardId):
    """Choose the least weight of the filter that is being changed; the select's value is a number.

    Attributes:
        now: As in `FilterKinds`.
    """

    PREFIX: ClassVar[str] = "tm"
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterSave(CardId):
    """Save the filter that is being changed."""

    PREFIX: ClassVar[str] = "tv"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterDraft(CardId):
    """Show the filter that is being changed again."""

    PREFIX: ClassVar[str] = "tb"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterDiscard(CardId):
    """Drop what was typed for a filter, and show the list."""

    PREFIX: ClassVar[str] = "td"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterTry(CardId):
    """Show a page of a dry run, in place of the card."""

    PREFIX: ClassVar[str] = "tt"
    trial: Trial
    shown: Shown
    page: int
    turn: Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterShow(CardId):
    """Choose which entries a dry run lists; the select's value is a `Shown`."""

    PREFIX: ClassVar[str] = "tl"
    trial: Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterHistory(CardId):
    """Show a page of the changes of filters."""

    PREFIX: ClassVar[str] = "th"
    page: int
    turn: Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterUndo(CardId):
    """Ask whether a change of a filter is to be undone."""

    PREFIX: ClassVar[str] = "tu"
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterUndoNow(CardId):
    """Undo a change of a filter, as confirmed."""

    PREFIX: ClassVar[str] = "ty"
    change: int
