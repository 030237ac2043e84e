"""Records: events as another data set coded them by machine. They have no sentence, and prove nothing here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.model.ids import CountryCode, RecordId
from bot.model.plover import EventType, Mode


class Dataset(StrEnum):
    """The data sets that can be imported."""

    GDELT = "gdelt"
    POLECAT = "polecat"
    ICEWS = "icews"

    @property
    def label(self) -> str:
        """What it is called where a record is shown: "GDELT 2.0"."""
        return _LABELS[self]


_LABELS = {Dataset.GDELT: "GDELT 2.0", Dataset.POLECAT: "POLECAT", Dataset.ICEWS: "ICEWS"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Who acts in a record, or is acted upon.

    Attributes:
        country: A state of the gazetteer.
        name: As the data set has it, "BEIJING"; "" where it gives none.
        role: What part of the country it is, in words: "government"; "" where it gives none.
    """

    country: CountryCode
    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRecord:
    """One event as a data set coded it, between two different countries.

    Attributes:
        key: Names it within its data set, and once only.
        source: Who acts.
        target: Who is acted upon.
        type: PLOVER type.
        mode: PLOVER mode; None where the data set's own coding gives none for certain.
        code: The data set's own code, "042"; "" where it codes in PLOVER itself.
        day: The event's day.
        place: Where, as the data set has it; "" where unknown.
        outlet: Who published what was coded; "" where unknown.
        url: Its address; None where the data set gives none.
    """

    key: str
    source: Side
    target: Side
    type: EventType
    mode: Mode | None
    code: str
    day: date
    place: str
    outlet: str
    url: str | None

    def __post_init__(self) -> None:
        if self.mode is not None and self.mode not in self.type.modes:
            raise ValueError(f"{self.mode} is no mode of {self.type}")
        if self.source.country == self.target.country:
            raise ValueError(f"both sides of {self.key} are {self.source.country}")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecord:
    """A record of the store; `id` is its row, shown as R12."""

    id: RecordId
    dataset: Dataset
    record: ImportedRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """One page of a pair's records. `counts` has, for each type without the query's type filter, how many."""

    records: tuple[StoredRecord, ...]
    total: int
    counts: tuple[tuple[EventType, int], ...]


class LeftOut(StrEnum):
    """Why a sound row of a table is not taken."""

    NO_COUNTRY = "no_country"
    """One side has no country."""
    NO_STATE = "no_state"
    """The country of one side is a region, or none that the gazetteer knows."""
    ONE_COUNTRY = "one_country"
    """Both sides are of one country."""
    NOT_CODED = "not_coded"
    """A bare statement, which PLOVER does not code."""


class BadRow(StrEnum):
    """What is wrong with a row that can't be read."""

    COLUMNS = "columns"
    ENCODING = "encoding"
    LENGTH = "length"
    KEY = "key"
    DAY = "day"
    CODE = "code"


MOST_COUNTED = 1000
"""How many of a pair's records are counted where only "some" matters: a timeline's card says "1,000 or more"."""
MOST_BAD_SHOWN = 10
"""Bad rows that a report names one by one, the first ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCounts:
    """What became of the lines of a file.

    Attributes:
        taken: Records that are new.
        known: Records that the server saw already.
        left: Sound rows that were left out, by reason.
        bad: Rows that could not be read, by what is wrong.
        first_bad: The first of those: line, 1-based, and what is wrong.
    """

    taken: int = 0
    known: int = 0
    left: Mapping[LeftOut, int]
    bad: Mapping[BadRow, int]
    first_bad: tuple[tuple[int, BadRow], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportState:
    """How far the import of one file has come.

    Attributes:
        id: Its row.
        lines: Lines done, from the first.
        counts: What became of them.
        is_finished: Whether the file's end was reached.
    """

    id: int
    lines: int
    counts: ImportCounts
    is_finished: bool
