"""One story told by many articles: what is looked at to see it, and what it is shown as."""

from dataclasses import dataclass
from datetime import date

from bot.model.copies import Printed
from bot.model.ids import ArticleId, EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEvent:
    """An event that an article is about.

    Attributes:
        id: Its number.
        headline: One sentence without a full stop.
        salience: The store's, 0 to 1.
        pairs: Keys (`Dyad.key`) of the pairs of countries that it joins.
        actors: Folded names of the persons and bodies that take part; countries are none.
        day: Its last day; None where it is undated.
    """

    id: EventId
    headline: str
    salience: float
    pairs: frozenset[str]
    actors: frozenset[str]
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPart:
    """An article as a part of a story.

    Attributes:
        article: Its number.
        title: Its headline.
        printed: Where it was printed, with what is known of that outlet.
        day: The day under which it is listed, else the one on which it came in (UTC).
        events: What it is about, the weightiest first; may be empty.
        copies: Where else its text stands.
    """

    article: ArticleId
    title: str
    printed: Printed
    day: date
    events: tuple[StoryEvent, ...]
    copies: tuple[Printed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one thing.

    Attributes:
        parts: At least one, the first printed first.
        events: What they are about, each once: what most of them tell first, then the weightiest.
        outlets: Where they were printed, each outlet once, by first appearance; those of copies are not among them.
        copies: How many more outlets print a copy of one of them.
    """

    parts: tuple[StoryPart, ...]
    events: tuple[StoryEvent, ...]
    outlets: tuple[Printed, ...]
    copies: int

    @property
    def title(self) -> str:
        """Its headline: what it is about most, else the first article's own."""
        return self.events[0].headline if self.events else self.parts[0].title

    @property
    def first(self) -> date:
        """The day of its first article."""
        return self.parts[0].day

    @property
    def last(self) -> date:
        """The day of its last article."""
        return self.parts[-1].day

    @property
    def pairs(self) -> frozenset[str]:
        """Keys of the pairs of countries that its events join."""
        return frozenset(pair for one in self.events for pair in one.pairs)
