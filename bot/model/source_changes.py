"""What was changed of where a server's articles come from: its feeds, and the outlets that it hides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.ids import UserId


class SourceAct(StrEnum):
    """What was done, to a feed or to an outlet."""

    ADDED = "added"
    REMOVED = "removed"
    PAUSED = "paused"
    RESUMED = "resumed"
    HIDDEN = "hidden"
    SHOWN = "shown"

    @property
    def opposite(self) -> "SourceAct":
        """What undoes it."""
        return _OPPOSITES[self]

    @property
    def is_of_outlet(self) -> bool:
        """Whether it was done to an outlet, not to a feed."""
        return self in {SourceAct.HIDDEN, SourceAct.SHOWN}


_OPPOSITES = {
    SourceAct.ADDED: SourceAct.REMOVED,
    SourceAct.REMOVED: SourceAct.ADDED,
    SourceAct.PAUSED: SourceAct.RESUMED,
    SourceAct.RESUMED: SourceAct.PAUSED,
    SourceAct.HIDDEN: SourceAct.SHOWN,
    SourceAct.SHOWN: SourceAct.HIDDEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChange:
    """One change.

    Attributes:
        id: Its row.
        act: What was done.
        subject: A feed's address, or an outlet's key.
        name: What people call it; "" where unknown.
        changed_by: Who did it; None where they are forgotten.
        changed_at: When, aware UTC.
    """

    id: int
    act: SourceAct
    subject: str
    name: str
    changed_by: UserId | None
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHistory:
    """A page of changes, newest first; `first` is the number of its first one, counted from 1."""

    changes: Sequence[SourceChange]
    page: int
    pages: int
    first: int
