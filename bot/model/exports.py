"""What is exported: the wish for a file, and the file that came of it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.plover import EventType


class Form(StrEnum):
    """The forms of a file; the value is what people type."""

    CSV = "csv"
    JSON = "json"
    ICS = "ics"
    ANKI = "anki"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a file is to hold.

    Attributes:
        form: Its form.
        pair: The events between these two.
        period: Only those that overlap it; None for all.
        types: Only these PLOVER types; empty for all.
        has_records: Whether imported records stand in it too, marked as such (CSV and JSON only).
        seed: The same seed makes the same questions of the same events.
        most_bytes: What the file may have at most; the oldest are left out. None for no limit.
    """

    form: Form
    pair: Dyad
    period: DateRange | None = None
    types: frozenset[EventType] = frozenset()
    has_records: bool = False
    seed: int = 1
    most_bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file.

    Attributes:
        name: How it is to be called.
        data: Its bytes.
        events: Events in it; of a deck, those that it was made of.
        records: Imported records in it.
        questions: Questions of a deck.
        too_many: Events and records that it had no room for, the oldest.
        undated: Events that a calendar has no day for.
    """

    name: str
    data: bytes
    events: int
    records: int = 0
    questions: int = 0
    too_many: int = 0
    undated: int = 0
