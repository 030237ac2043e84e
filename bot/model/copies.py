"""One text at several outlets, and one article in several versions: the values that are kept and compared."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.ids import ArticleId, GuildId
from bot.model.outlets import Outlet

PERMUTATIONS = 192
"""Numbers of a signature."""
ROWS = 3
"""Numbers of a signature that make one band."""
_NUMBER_BYTES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is kept of a text so that its copies are found: its MinHash signature.

    Attributes:
        shingles: How many different runs of words the text has.
        signature: `PERMUTATIONS` numbers of four bytes, little-endian.

    Raises:
        ValueError: The signature has another length.
    """

    shingles: int
    signature: bytes

    def __post_init__(self) -> None:
        if len(self.signature) != PERMUTATIONS * _NUMBER_BYTES:
            raise ValueError(f"a signature of {len(self.signature)} bytes")

    @property
    def bands(self) -> tuple[int, ...]:
        """What two like texts most likely share at least one of: `PERMUTATIONS` / `ROWS` signed numbers of 64 bits.

        Source: Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, section 3.4.
        """
        width = ROWS * _NUMBER_BYTES
        return tuple(
            int.from_bytes(
                hashlib.blake2b(
                    self.signature[start : start + width], digest_size=8, salt=start.to_bytes(4, "little")
                ).digest(),
                "little",
                signed=True,
            )
            for start in range(0, len(self.signature), width)
        )

    def estimate(self, other: "Sketch") -> float:
        """Return the estimated share of common shingles among all of two texts (Jaccard), 0 to 1."""
        mine, theirs = memoryview(self.signature).cast("I"), memoryview(other.signature).cast("I")
        return sum(a == b for a, b in zip(mine, theirs, strict=True)) / PERMUTATIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two texts have in common, by their shingles.

    Attributes:
        common: How many both have.
        only_new: How many the new one has alone.
        only_known: How many the known one has alone.
    """

    common: int
    only_new: int
    only_known: int

    @property
    def jaccard(self) -> float:
        """The common ones among all of both, 0 to 1."""
        return _share(self.common, self.common + self.only_new + self.only_known)

    @property
    def of_new(self) -> float:
        """The share of the new text's that the known one has, 0 to 1."""
        return _share(self.common, self.common + self.only_new)

    @property
    def of_known(self) -> float:
        """The share of the known text's that the new one has, 0 to 1."""
        return _share(self.common, self.common + self.only_known)

    @property
    def turned(self) -> "Likeness":
        """The same, the other way round."""
        return Likeness(common=self.common, only_new=self.only_known, only_known=self.only_new)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


class BroughtOutcome(StrEnum):
    """What became of a text that was brought to a server, by a feed or by a member."""

    NEW = "new"
    """It was read and kept."""
    KNOWN = "known"
    """The server had it already; nothing changed."""
    COPY = "copy"
    """The server has its text from another outlet, which it was added to."""
    AMENDED = "amended"
    """The server has an earlier version of it, which it replaced."""
    LEFT_OUT = "left_out"
    """The server does not want it; nothing was kept."""


class Twin(StrEnum):
    """What a new text is to one that is known."""

    OTHER = "other"
    """Another text, be it about the same."""
    COPY = "copy"
    """It says hardly anything that the known one doesn't."""
    FULLER = "fuller"
    """It has hardly less than the known one, and more."""


class Edit(StrEnum):
    """What became of the text at an address."""

    NONE = "none"
    """Nothing, or only what stands round it."""
    EDITED = "edited"
    """It is the same article, changed."""
    REPLACED = "replaced"
    """Another article stands there now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Where a text was printed.

    Attributes:
        name: Its outlet, None where unknown.
        url: Its address, None where it came from none.
        title: Its headline there.
        day: Its day there.
        outlet: What is known of its outlet; None for nothing, and for what is about to be kept.
    """

    name: str | None
    url: str | None
    title: str | None = None
    day: date | None = None
    outlet: Outlet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCopy:
    """A copy about to be kept.

    Attributes:
        article: What it is a copy of.
        guild: The server that was brought it.
        printed: Where.
        fingerprint: Of its text, see `data.fingerprint`.
        similarity: The share of its shingles that the article has, 0 to 1.
        seen_at: Aware UTC.
    """

    article: ArticleId
    guild: GuildId
    printed: Printed
    fingerprint: str
    similarity: float
    seen_at: datetime
