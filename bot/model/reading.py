"""What a reader takes from one article. The JSON form of these values is the reading contract (docs/reading.md).

Every offset counts Unicode code points of the article's text as it was given.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.model.dates import EventDate, Timex
from bot.model.ids import CountryCode
from bot.model.plover import Context, EventType, Mode
from bot.model.questions import Question
from bot.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleText:
    """An article as the reader is given it.

    Attributes:
        id: The caller's name for it; returned unchanged.
        text: The text, not empty.
        title: Headline, None where unknown.
        published: Day of publication as it came with the text; None where unknown.
        source: Outlet as printed, None where unknown.
        url: Address, None where unknown.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """`text[start:end]`."""

    start: int
    end: int


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    COUNTRY = "country"
    ORGANIZATION = "organization"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One party of an article.

    Attributes:
        id: Its index in `Reading.actors`.
        kind: Person, country, organisation or group.
        name: The fullest name that the article gives; a country's everyday name.
        country: The side it acts for; None where unknown.
        office: Office as of the article; None where unknown or not a person.
        mentions: Spans of all its mentions, in text order, pronouns left out; never empty.
    """

    id: int
    kind: ActorKind
    name: str
    country: CountryCode | None
    office: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor's part in an event, with the side it stands for there."""

    actor: int
    country: CountryCode | None


class Status(StrEnum):
    """Whether an event took place. Hedges and the future are kept, never flattened into facts."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    DENIED = "denied"
    POSSIBLE = "possible"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom, when.

    Attributes:
        type: PLOVER type.
        act: The act that is planned, promised, threatened, asked for or refused, where `type` is about another act;
            else equal to `type`.
        mode: How it was done, one of the type's modes; None where the sentence doesn't tell.
        source: Who acts; may be empty (an attack without a culprit).
        target: Who is acted upon; may be empty (a resignation).
        reciprocal: Whether both do it to each other (a meeting, a treaty).
        status: See `Status`.
        alleged: What part of an event that did occur is only claimed, in a word or two ("espionage"); else None.
        when: Its date, precision and how it was dated.
        place: Place name as printed, None where not given.
        context: PLOVER contexts in enum order, may be empty.
        headline: One sentence that stands alone, without a full stop: full names, no "today", no dangling pronoun.
        sentence: Index of the sentence that proves it.
        span: The words that tell it, within that sentence.
        salience: 0 (an aside) to 1 (what the article is about).
        statement: Its clause in parts, for questions; None where it can't be said so that it stands alone.

    Raises:
        ValueError: The mode is none of the type's.
    """

    type: EventType
    act: EventType
    mode: Mode | None = None
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    reciprocal: bool
    status: Status
    alleged: str | None = None
    when: EventDate
    place: str | None
    context: tuple[Context, ...]
    headline: str
    sentence: int
    span: Span
    salience: float
    statement: Statement | None = None

    def __post_init__(self) -> None:
        if self.mode is not None and self.mode not in self.type.modes:
            raise ValueError(f"{self.mode} is no mode of {self.type}")

    @property
    def shown_type(self) -> EventType:
        """The type that timelines name; see `shown_type`."""
        return shown_type(self.type, self.act, self.status)

    @property
    def score(self) -> float:
        """PLOVER's cooperation-conflict score, -10 to 10."""
        return self.type.score


def shown_type(kind: EventType, act: EventType, status: Status) -> EventType:
    """Return the type that timelines name: the act itself while one agreed or threatened is ahead, else the event's."""
    is_ahead = status in {Status.PLANNED, Status.POSSIBLE}
    return act if is_ahead and kind in {EventType.AGREE, EventType.THREATEN} else kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words as printed between quotation marks, without the marks; `speaker` is an actor's id or None."""

    speaker: int | None
    text: str
    sentence: int
    span: Span


class SummaryPart(StrEnum):
    """Which part of a summary a point belongs to."""

    HAPPENED = "happened"
    SAID = "said"
    NEXT = "next"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPoint:
    """One point of a summary and the sentences that support it (indices, ascending, never empty).

    Attributes:
        lead: Lead-in of one to three words that names the kind of point ("The call", "Background"); "" for none.
        text: The point, standing alone; what is not the article's own wording stands in square brackets.
        sentences: What supports it.
        part: Where it belongs.
        spans: The stretches of the article that it says, in text order, each within one of its sentences; may be empty.
    """

    lead: str
    text: str
    sentences: tuple[int, ...]
    part: SummaryPart = SummaryPart.HAPPENED
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A summary in three lengths; `short` ⊆ what `standard` tells ⊆ what `full` tells.

    Attributes:
        title: Who did what, present tense, no full stop; the article's own title where it has one.
        short: One or two points.
        standard: Three to five where the article has as many.
        full: What happened, who said what, the background, what is next.
        brief: As many sentences as fit the number of words that was asked for, without lead-ins; empty where none was.
        worded_by: The language model that worded its points, each checked against the article; None for the reader's
            own.
    """

    title: str
    short: tuple[SummaryPoint, ...]
    standard: tuple[SummaryPoint, ...]
    full: tuple[SummaryPoint, ...]
    brief: tuple[SummaryPoint, ...] = ()
    worded_by: str | None = None


class PrintedIn(StrEnum):
    """Where an article prints its own day."""

    DATELINE = "dateline"
    """Before its first sentence: "GENEVA, March 3 (Reuters) - "."""
    STAMP = "stamp"
    """In a line of its own: "By Jane Doe | June 14, 2023"."""


class Standing(StrEnum):
    """How the day that an article prints stands to the day that was given with it (docs/adr/0009)."""

    ONLY = "only"
    """No day was given."""
    NEAR = "near"
    """Up to two days before, or one after: written there and then, posted here and now."""
    EARLIER = "earlier"
    """Longer before: a copy of an older text."""
    LATER = "later"
    """Longer after: the given day is wrong, since nothing is published before it is written."""
    AHEAD = "ahead"
    """Longer after, and told of nothing: a day that is announced. Not used."""
    WEEKDAY = "weekday"
    """It is printed with a weekday that it does not have. Not used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDay:
    """A day that an article prints as its own, where that tells more than the given day does."""

    day: date
    where: PrintedIn
    standing: Standing

    @property
    def is_used(self) -> bool:
        """Whether it is the day from which the article's relative dates count."""
        return self.standing not in {Standing.AHEAD, Standing.WEEKDAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was taken from one article.

    Attributes:
        article: As it was given; `published` and `posted` say what became of its day.
        language: ISO 639 code.
        sentences: In text order, disjoint.
        dates: In text order, disjoint.
        actors: Each at the index that is its id.
        events: In text order.
        quotes: In text order.
        summary: In three lengths.
        questions: Easiest first; empty until they are made.
        printed: The day that it prints itself; None where it prints none, or the given one.
    """

    article: ArticleText
    language: str
    sentences: tuple[Span, ...]
    dates: tuple[Timex, ...]
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    quotes: tuple[Quote, ...]
    summary: Summary
    questions: tuple[Question, ...] = field(default=())
    printed: PrintedDay | None = None

    @property
    def published(self) -> date | None:
        """The day from which its relative dates count: the printed one where it is used, else the given one."""
        return self.printed.day if self.printed is not None and self.printed.is_used else self.article.published

    @property
    def posted(self) -> date | None:
        """The day under which it is listed: the given one, unless none was given or the printed one shows it wrong."""
        is_near = self.printed is not None and self.printed.standing is Standing.NEAR
        return self.article.published if is_near else self.published

    def sentence(self, index: int) -> str:
        """Return the text of a sentence."""
        span = self.sentences[index]
        return self.article.text[span.start : span.end]
