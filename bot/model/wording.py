"""What a language model proposes for a summary, and what became of it. Knows no network and no parser."""

from dataclasses import dataclass
from enum import StrEnum


class Doubt(StrEnum):
    """Why a proposed sentence is not shown."""

    FORM = "form"
    """It is no statement that stands alone, or too long."""
    NAME = "name"
    """It names somebody or something that the article doesn't, or says otherwise who somebody is."""
    NUMBER = "number"
    """It has a figure that the article doesn't have."""
    DATE = "date"
    """It names a time that the article doesn't name."""
    QUOTE = "quote"
    """It quotes what is not printed in quotation marks, or by somebody else."""
    EVENT = "event"
    """It tells an event that the reading doesn't find in the article: other sides, another status."""
    FORCE = "force"
    """The article denies, hedges, foresees or only reports what it tells, or the other way round."""
    WORDS = "words"
    """It says something of which the article doesn't say it in these or equal words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one proposed sentence.

    Attributes:
        text: The sentence as a point says it, names in full and dates absolute; "" where it is not shown.
        sentences: The article's sentences that support it, ascending; empty where it is not shown.
        doubt: Why it is not shown; None where it is.
    """

    text: str = ""
    sentences: tuple[int, ...] = ()
    doubt: Doubt | None = None

    @property
    def is_supported(self) -> bool:
        """Whether it may be shown."""
        return self.doubt is None
