"""An event's clause in parts, said so that it stands alone: what a question can be made of."""

from dataclasses import dataclass
from enum import StrEnum


class PartRole(StrEnum):
    """What a part is to the verb."""

    OBJECT = "object"
    OBLIQUE = "oblique"
    """With a preposition."""
    CLAUSE = "clause"
    """An infinitive, a that-clause or a participle."""
    PARTICLE = "particle"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPart:
    """One complement of a verb.

    Attributes:
        role: What it is to the verb.
        preposition: That of an oblique part, "" for others.
        text: Its words as they stand within a sentence, the preposition left out; names in full, no relative date.
        parties: Full names of the actors whom it names and nothing else, in order; empty where it says more or less.
    """

    role: PartRole
    preposition: str
    text: str
    parties: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The part as it stands behind the verb."""
        return f"{self.preposition} {self.text}" if self.preposition else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who did what, from one clause of an article, without its date and asides.

    Attributes:
        subject: As it stands within a sentence: "Kenya", "the foreign ministers of Chad and Mali".
        parties: Full names of the actors whom the subject names and nothing else; empty where it says more or less.
        is_plural: Whether the subject takes "were".
        lemma: The verb's base form.
        past: Its simple past as printed, or its participle where it is undergone; "" where it is printed otherwise.
        auxiliary: "" for an act, "was" for one undergone, "due" for one to come.
        adverb: What stands before the verb ("temporarily"), "" for nothing.
        parts: What follows the verb, in text order.
        is_perfect: Whether it is told as done by now ("has invited"), so that its day is not the report's.
        speaker: Whose words it is in the article ("the ministry said …"), full name, "" for unnamed; None where the
            article tells it itself.
    """

    subject: str
    parties: tuple[str, ...]
    is_plural: bool
    lemma: str
    past: str
    auxiliary: str
    adverb: str
    parts: tuple[StatementPart, ...]
    speaker: str | None = None
    is_perfect: bool = False
