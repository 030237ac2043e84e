"""What digests and updates tell, and the outbox row that carries it to Discord exactly once."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.barometer import Portrait
from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.ids import ChannelId, CountryCode, EventId, GuildId, MessageId, OutboxId, RoleId, UserId
from bot.model.settings import MOST_SHOWN, Cadence
from bot.model.stored import EventSource, StoredEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one side said, in one line without a full stop, and where."""

    country: CountryCode
    text: str
    source: EventSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """That an event was corrected or withdrawn after a card told it.

    Attributes:
        event: As its number is now.
        on: The server's date of it.
        before: The event's date as the card gave it before, in words; "" where that still holds.
    """

    event: EventId
    on: date
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A new event that is told at once.

    Attributes:
        pair: The server's pair that it is of, in its order.
        event: With the reports that the server sees.
        revision: Set where the card told it otherwise before.
    """

    pair: Dyad
    event: StoredEvent
    revision: Revision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What happened between two countries in a period.

    Attributes:
        pair: The server's pair, in its order.
        cadence: Daily, weekly or monthly.
        period: Local calendar days that it covers.
        headline: Two or three noun phrases, at most 90 characters; "A quiet day" (week, month) where nothing is new.
        events: New in the period, by salience, most salient first.
        statements: At most one a side, in the pair's order.
        coming_up: Planned events that are still ahead, soonest first.
        on_this_day: A notable event of the same day of another year; None where there is none.
        articles_read: How many articles the period brought.
        next_run: Aware UTC; None where nothing is scheduled.
        below_floor: How many new events are not told, since the server's salience floor is above them.
        cap: Events shown at most; what is beyond is counted.
        locale: BCP 47 tag of the language of its dates.
        portrait: The pair's barometer; None where there is too little for one.
        revisions: What became of its events since it was posted; at most one of each.
        stories: How many stories these articles are; 0 where that is not known.
        today: The server's date, which `on_this_day` is counted from; None: the last day of the period.
    """

    pair: Dyad
    cadence: Cadence
    period: DateRange
    headline: str
    events: tuple[StoredEvent, ...]
    statements: tuple[Statement, ...]
    coming_up: tuple[StoredEvent, ...]
    on_this_day: StoredEvent | None
    articles_read: int
    next_run: datetime | None
    below_floor: int = 0
    cap: int = MOST_SHOWN
    locale: str = "en-GB"
    portrait: Portrait | None = None
    revisions: tuple[Revision, ...] = ()
    stories: int = 0
    today: date | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing new happened."""
        return not self.events

    @property
    def shown(self) -> tuple[StoredEvent, ...]:
        """Every event that it tells, those beyond its cap among them."""
        past = () if self.on_this_day is None else (self.on_this_day,)
        return (*self.events, *self.coming_up, *past)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """All that one server's digest tells at one time.

    Attributes:
        digests: One for each pair with news, weightiest first, at most three, or that of the server's own pair
            where none has any; each is a card.
        others: Further pairs with news, told in a line each.
        quiet: Pairs without news that are not told otherwise.
    """

    digests: tuple[Digest, ...]
    others: tuple[Digest, ...] = ()
    quiet: tuple[Dyad, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether nothing new happened between any two of its countries."""
        return all(digest.is_quiet for digest in self.digests)

    @property
    def below_floor(self) -> int:
        """How many new events are not told, since they are below the server's floor."""
        return sum(digest.below_floor for digest in (*self.digests, *self.others))


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """How a card arrives, beside what it shows.

    Attributes:
        ping: Role that it mentions; None for nobody.
        is_silent: Whether it arrives without a notification.
        thread: Name of the thread that is opened for it, or of the post in a forum; "" for a message in the channel.
        line: Markdown that opens the thread, in the channel; "" without a thread.
        user: The person whose direct messages it goes to, where they take it; 0 if they were forgotten, so that it
            goes to where the server is told what concerns it; None for the channel.
    """

    ping: RoleId | None = None
    is_silent: bool = False
    thread: str = ""
    line: str = ""
    user: UserId | None = None


SCHEDULED = "digest"
"""The outbox's kind of a digest that came by its schedule."""
OF_UPDATES, OF_QUIZZES = "update-", "quiz-"
"""How the outbox's kinds of updates and of planned quizzes begin."""

PLAIN = Posting()
"""A message in the channel that mentions nobody."""


class Stream(StrEnum):
    """What a server is posted without asking each time."""

    DIGEST = "digest"
    UPDATES = "updates"
    QUIZ = "quiz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Why a server is posted something no more, until those who run it have looked.

    Attributes:
        stream: What stopped: a digest is paused, updates and the quiz are turned off.
        pair: The server's own.
        channel: Where it went; None where that was unset meanwhile.
        reason: One sentence.
    """

    stream: Stream
    pair: Dyad
    channel: ChannelId | None
    reason: str


class OutboxState(StrEnum):
    """The life of an outbox row."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    """Given up after a final answer of Discord (forbidden, gone); `reason` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """One message that is owed to a channel.

    Attributes:
        id: Its row; the nonce is made of it.
        channel: Where it goes; of later parts, once the first opened a thread, that thread.
        kind: What it is: "digest", "now-…" for one sent by hand, "update-…", "edit-…", "told-…", "quiz-open",
            "quiz-end".
        period: Local date that names the period; with guild, kind and part unique.
        part: 0-based; a part is sent when those before it are.
        payload: The rendered card as JSON text, as it is sent.
        picture: PNG that the card shows; None for none.
        posting: How it arrives.
        origin: What it was made of, as JSON, so that it can be made anew; None where it never is.
        target: The message that it takes the place of; None for a new one.
        due_at: Aware UTC at which it was to be there; None where that was never said.
        attempts: How many were begun.
        refusals: How many times Discord did not let the bot post it.
        first_attempt_at: Aware UTC of the first; None before it.
        lease_until: Aware UTC until which `owner` may send it; None when free.
        message: The message, once it was sent.
        place: The channel or thread that the message is in, once it was sent.
    """

    id: OutboxId
    guild: GuildId
    channel: ChannelId
    kind: str
    period: date
    part: int
    payload: str
    picture: bytes | None = None
    posting: Posting = PLAIN
    origin: str | None = None
    target: MessageId | None = None
    due_at: datetime | None = None
    state: OutboxState
    attempts: int
    refusals: int = 0
    first_attempt_at: datetime | None
    not_before: datetime
    lease_until: datetime | None
    owner: str | None
    message: MessageId | None
    place: ChannelId | None = None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOutboxItem:
    """A message about to be owed to a channel; attributes as in `OutboxItem`.

    Attributes:
        not_before: Aware UTC before which it is not sent.
        events: The events that it shows, so that it can be mended when one of them is.
    """

    guild: GuildId
    channel: ChannelId
    kind: str
    period: date
    part: int
    payload: str
    not_before: datetime
    picture: bytes | None = None
    posting: Posting = PLAIN
    origin: str | None = None
    target: MessageId | None = None
    due_at: datetime | None = None
    events: tuple[EventId, ...] = ()


class DigestDecision(StrEnum):
    """What was decided for one server and period."""

    ENQUEUED = "enqueued"
    SENT = "sent"
    FAILED = "failed"
    PAUSED = "paused"
    QUIET = "quiet"
    """Not made, since nothing was new and the server wants no quiet digest."""
    BELOW_FLOOR = "below-floor"
    """The same, but something was new, and all of it below the server's salience."""
    MISSED = "missed"
    """Not made, since its moment had passed and the server wants none late."""
    DELAYED = "delayed"
    """Discord did not take it at once; it is tried again."""
    NO_PERMISSION = "no-permission"
    """Discord does not let the bot post; it is tried again."""
    LEFT_TO_DIGEST = "left-to-digest"
    """Not told at once, since the server has had as many updates in an hour as it wants."""
    CORRECTED = "corrected"
    """A posted card is edited, since one of its events was corrected or withdrawn."""
    TOO_FEW = "too-few"
    """Not made, since what is recorded gives too few questions for a quiz."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One decision about a digest, with its reason in words; `decided_at` is aware UTC."""

    guild: GuildId
    kind: str
    period: date
    decided_at: datetime
    decision: DigestDecision
    reason: str | None = None
