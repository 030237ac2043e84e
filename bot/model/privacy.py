"""What is kept about one person: how much of each kind, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Trace(StrEnum):
    """A kind of what is kept about a person."""

    ANSWERS = "answers"
    MEMORIES = "memories"
    RATINGS = "ratings"
    REPORTS = "reports"
    ARTICLES = "articles"
    SETTINGS = "settings"
    QUIZZES = "quizzes"
    FEEDS = "feeds"
    SOURCES = "sources"
    FILTERS = "filters"
    OUTLETS = "outlets"
    DECISIONS = "decisions"
    NOTICES = "notices"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """What is kept about a person, for that person alone.

    Attributes:
        here: Entries by kind in the server that is looked from, or at the person's own desk; kinds with none left out.
        elsewhere: The same in all other servers together.
        is_own_desk: Whether "here" is the person's own desk, outside of all servers.
        is_listed: Whether the boards of the server may name the person.
    """

    here: Mapping[Trace, int]
    elsewhere: Mapping[Trace, int]
    is_own_desk: bool
    is_listed: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is kept."""
        return not self.here and not self.elsewhere
