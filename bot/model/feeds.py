"""Feeds: what one says, which servers follow it, and what became of its entries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.model.errors import InvalidInputError
from bot.model.ids import ArticleId, EntryId, FeedId, GuildId, UserId
from bot.model.language import told

OPML_BYTES = 2_000_000
"""Bytes of a list of feeds at most."""
MOST_FOLLOWED = 50
"""Feeds that one server follows at most."""
FIRST_READ = 3
"""Entries that are read at most when a server first sees a feed; nothing is posted of them."""
MOST_AT_ONCE = 50
"""Entries that one look brings to be read at most: the newest; those before them are only noted as seen."""
MOST_ENTRIES = 1000
"""Entries of one document that are looked at: the newest, where it dates them, else the first."""
SHOWN_ENTRIES = 100
"""Latest entries of which a server is told what became of them."""


def check_opml_size(size: int) -> None:
    """Let a list of feeds through that has `size` bytes.

    Raises:
        InvalidInputError: It is too large.
    """
    if size > OPML_BYTES:
        raise InvalidInputError(
            "opml too large",
            user_text=told("This file is larger than {most} MB, so it was not read.", most=OPML_BYTES // 1_000_000),
        )


class FeedKind(StrEnum):
    """The formats that are read."""

    RSS = "rss"
    """0.9x and 2.0."""
    RDF = "rdf"
    """RSS 0.90, 1.0 and 1.1, which are RDF."""
    ATOM = "atom"
    JSON = "json"


class FeedState(StrEnum):
    """Whether a feed is asked for."""

    ACTIVE = "active"
    PAUSED = "paused"
    """It failed for days; those who follow it were told, and may resume it."""
    GONE = "gone"
    """Its site says that it is gone for good."""


class EntryOutcome(StrEnum):
    """What became of an entry in one server."""

    NEW = "new"
    """It was read and kept."""
    KNOWN = "known"
    """The server had its article already."""
    COPY = "copy"
    """The server has its text from another outlet, which it was added to."""
    AMENDED = "amended"
    """The server had an earlier version of it, which it replaced."""
    LEFT_OUT = "left_out"
    """A filter of the server keeps it out; the reason names it."""
    UNREADABLE = "unreadable"
    """It could not be read; the reason says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a feed asks to be looked at.

    Attributes:
        ttl_s: Seconds that it says it holds (`ttl`); None where it says nothing.
        period_s: Seconds between two of its updates (`sy:updatePeriod` by `sy:updateFrequency`); None as above.
        skip_hours: Hours of the day in UTC, 0 to 23, in which it is not to be asked.
        skip_days: Days of the week in UTC, Monday 0, likewise.
    """

    ttl_s: int | None = None
    period_s: int | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed, as it is printed.

    Attributes:
        keys: What it is known by, strongest first, at least one: entries that share one are the same.
        title: Plain text, "" where it has none.
        summary: Plain text, "" where it has none, cut to some hundred characters.
        link: Absolute http(s) address; None where it has none.
        published: Aware UTC; None where it says nothing that can be believed.
        updated: Aware UTC of its last change; None as above.
        outlet: Who wrote it, where the feed collects from several and names them.
    """

    keys: tuple[str, ...]
    title: str
    summary: str
    link: str | None
    published: datetime | None
    updated: datetime | None
    outlet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """What one document of a feed says.

    Attributes:
        kind: Its format.
        title: Plain text; "" where it has none.
        home: Address of the site; None where it names none.
        entries: Newest first where it dates them, else as printed; each once, may be empty.
        rhythm: How often it asks to be looked at.
        note: What could not be read of it, in one sentence; "" where all was.
    """

    kind: FeedKind
    title: str
    home: str | None
    entries: tuple[FeedEntry, ...]
    rhythm: Rhythm = Rhythm()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed of an OPML list: its address, and its title as the list has it, "" for none."""

    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as the store knows it.

    Attributes:
        url: The address that is asked.
        title: As it calls itself; "" before the first look.
        home: Its site's address; None where unknown.
        kind: Its format; None before the first look.
        state: Whether it is asked for.
        reason: Why not, or what was wrong at the last look, in one sentence; "" for nothing.
        next_look_at: Aware UTC; None where it is not asked for.
        interval_s: Seconds that the last interval had.
        etag, modified: Validators of the last document.
        body_hash: Of the last document; None before the first look.
        failures: Looks in a row that failed.
        failing_since: Aware UTC of the first of them.
        last_look_at, last_ok_at: Aware UTC of the last look, and of the last one that did not fail.
    """

    id: FeedId
    url: str
    title: str
    home: str | None
    kind: FeedKind | None
    state: FeedState
    reason: str
    next_look_at: datetime | None
    interval_s: int
    etag: str | None
    modified: str | None
    body_hash: str | None
    failures: int
    failing_since: datetime | None
    last_look_at: datetime | None
    last_ok_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """A feed as one server follows it.

    Attributes:
        feed: The feed, the same for all that follow it.
        guild: The server.
        by: Who added it; None where that is forgotten.
        since: Aware UTC.
        is_paused: Whether the server itself paused it.
        counts: Entries by what became of them, as far as they are kept.
        waiting: Entries still to be read.
    """

    feed: Feed
    guild: GuildId
    by: UserId | None
    since: datetime
    is_paused: bool
    counts: Mapping[EntryOutcome, int] = field(default_factory=dict)
    waiting: int = 0

    @property
    def name(self) -> str:
        """What it is called: its title, else its address."""
        return self.feed.title or self.feed.url

    @property
    def is_followed(self) -> bool:
        """Whether its entries come in."""
        return self.feed.state is FeedState.ACTIVE and not self.is_paused


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedEntry:
    """An entry that waits to be read, under the lease of whoever claimed it.

    Attributes:
        title, summary, link, published, updated, outlet: As in `FeedEntry`.
        feed_url, feed_title: Of its feed.
        attempts: Begun ones, this one among them.
        wants: The servers that it is read for.
        background: Those of them that see it as one of a feed's first entries, of which nothing is posted.
        having: Those of them that have its article, and get what changed in it.
    """

    id: EntryId
    feed: FeedId
    feed_url: str
    feed_title: str
    title: str
    summary: str
    link: str | None
    published: datetime | None
    outlet: str | None
    attempts: int
    wants: tuple[GuildId, ...]
    background: frozenset[GuildId]
    having: frozenset[GuildId] = frozenset()
    updated: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryResult:
    """What became of an entry in one server; `reason` names the filter, or says why it could not be read."""

    outcome: EntryOutcome
    reason: str = ""
    article: ArticleId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """An entry and what became of it in one server.

    Attributes:
        feed_title: The feed's title, else its address.
        found_at: Aware UTC.
        result: None where it still waits.
        is_background: Whether it was one of a feed's first.
    """

    id: EntryId
    feed: FeedId
    feed_title: str
    title: str
    summary: str
    link: str | None
    outlet: str | None
    published: datetime | None
    found_at: datetime
    result: EntryResult | None
    is_background: bool


class AddOutcome(StrEnum):
    """What came of one feed that was to be followed."""

    ADDED = "added"
    KNOWN = "known"
    """The server follows it already."""
    REFUSED = "refused"
    FULL = "full"
    """The server follows as many as it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedFeed:
    """What came of one feed that was to be followed.

    Attributes:
        url: As it was given, or found.
        title: As the feed calls itself, or the list does; "" for none.
        feed: None where it was refused.
        reason: Why it was refused, or what is to be known of it, in one sentence; "" for nothing.
        others: Addresses of further feeds that the site names.
        entries: How many the feed has now; None where it was not looked at.
    """

    outcome: AddOutcome
    url: str
    title: str = ""
    feed: FeedId | None = None
    reason: str = ""
    others: tuple[str, ...] = ()
    entries: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFeeds:
    """The feeds that a server follows as a list: `body` is OPML in UTF-8, `count` its feeds."""

    body: bytes
    count: int


class FeedProblem(StrEnum):
    """Why a feed is not asked for any more."""

    GONE = "gone"
    REFUSED = "refused"
    """Its site does not let the bot read it, or has no such page, for days."""
    FAILING = "failing"
    """It can't be had, or is no feed, for days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedStop:
    """What those who run a server are told when a feed that it follows stops.

    Attributes:
        title: The feed's title, else its address.
        url: Its address.
        problem: Why it stopped.
        reason: The last failure, in one sentence.
    """

    title: str
    url: str
    problem: FeedProblem
    reason: str
