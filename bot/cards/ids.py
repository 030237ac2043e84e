"""Every custom id: what a button or select means, as a typed value that is spelt in at most 100 characters.

An id is built and parsed here only. Its text never changes meaning, since cards that were sent years ago keep their
buttons: a new field makes a new prefix.

    text = SummarySources(article=ArticleId(7), length=SummaryLength.FULL).encode()     # "ss:7:full"
    SummarySources.parse(text)                                                          # the same value
    SummarySources.template()                                                           # for a DynamicItem
"""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import ClassVar

from bot.cards.card_id import CardId
from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.ids import ArticleId, ChannelId, ItemId, QuizId
from bot.model.players import Measure, Period
from bot.model.settings import Cadence, DigestSchedule
from bot.model.stored import EventQuery


class SummaryLength(StrEnum):
    """How much of a summary is shown."""

    SHORT = "short"
    STANDARD = "standard"
    FULL = "full"


class Turn(StrEnum):
    """Which way a page is turned; keeps the two buttons of a page apart."""

    BACK = "b"
    ON = "o"


class ReportSubject(StrEnum):
    """What a report is about."""

    ARTICLE = "article"
    """`key` is an article's id."""
    EVENT = "event"
    """`key` is an event's id."""
    TIMELINE = "timeline"
    """`key` is 0: the form asks for the event."""
    QUESTION = "question"
    """`key` is a quiz's id, `part` the round."""


class Setting(StrEnum):
    """A setting of a server that can be edited."""

    PAIR = "pair"
    CHANNEL = "channel"
    SCHEDULE = "schedule"
    """How often, when and in which zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryOpen(CardId):
    """Show an article's summary, as a new card."""

    PREFIX: ClassVar[str] = "so"
    article: ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryResize(CardId):
    """Show the summary on this card in another length."""

    PREFIX: ClassVar[str] = "sl"
    article: ArticleId
    length: SummaryLength


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySources(CardId):
    """Show where the points of a summary come from."""

    PREFIX: ClassVar[str] = "ss"
    article: ArticleId
    length: SummaryLength


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage(CardId):
    """Turn the page of a sources card."""

    PREFIX: ClassVar[str] = "sp"
    article: ArticleId
    length: SummaryLength
    page: int
    turn: Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsOpen(CardId):
    """Show a timeline, as a new card."""

    PREFIX: ClassVar[str] = "en"
    query: EventQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsPage(CardId):
    """Turn the page of a timeline; the query's offset is where it leads."""

    PREFIX: ClassVar[str] = "ep"
    turn: Turn
    query: EventQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsKind(CardId):
    """Choose one kind in a timeline. The select's value is a PLOVER type or `ALL_KINDS`."""

    PREFIX: ClassVar[str] = "ek"
    query: EventQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsPick(CardId):
    """Open an event of a timeline. The select's value is an event's id."""

    PREFIX: ClassVar[str] = "ei"
    query: EventQuery


ALL_KINDS = "all"
"""The value of the kind select that takes its filter away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizArticle(CardId):
    """Start a quiz on an article."""

    PREFIX: ClassVar[str] = "qa"
    article: ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizPeriod(CardId):
    """Start a quiz on what a digest told: a pair in a period."""

    PREFIX: ClassVar[str] = "qp"
    pair: Dyad
    period: DateRange


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizChoice(CardId):
    """Answer a question of a quiz: round and choice are 0-based."""

    PREFIX: ClassVar[str] = "qc"
    quiz: QuizId
    round_number: int
    choice: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizPlace(CardId):
    """Open the form of a placed question for one player."""

    PREFIX: ClassVar[str] = "qo"
    quiz: QuizId
    round_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizPick(CardId):
    """Give an option of a placed question its target. The select's value is the target's index.

    `picks` has one sign an option: the index of the target that it had before the choice, "_" for none.
    """

    PREFIX: ClassVar[str] = "qk"
    quiz: QuizId
    round_number: int
    option: int
    picks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizLock(CardId):
    """Lock in a placed question; `picks` is that of `QuizPick`."""

    PREFIX: ClassVar[str] = "ql"
    quiz: QuizId
    round_number: int
    picks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizSource(CardId):
    """Show the sentence that proves a question's answer."""

    PREFIX: ClassVar[str] = "qs"
    quiz: QuizId
    round_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizResume(CardId):
    """Go on with a paused quiz."""

    PREFIX: ClassVar[str] = "qr"
    quiz: QuizId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizStop(CardId):
    """Stop a quiz for good, now."""

    PREFIX: ClassVar[str] = "qx"
    quiz: QuizId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizStopAfter(CardId):
    """Stop a quiz after its open round."""

    PREFIX: ClassVar[str] = "qf"
    quiz: QuizId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizAgain(CardId):
    """Play another quiz about the same."""

    PREFIX: ClassVar[str] = "qg"
    quiz: QuizId


@dataclass(frozen=True, slots=True, kw_only=True)
class BankPage(CardId):
    """Turn the page of the hidden questions."""

    PREFIX: ClassVar[str] = "bp"
    page: int
    turn: Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAskAgain(CardId):
    """Let a hidden question be asked again, and show the page again."""

    PREFIX: ClassVar[str] = "ba"
    item: ItemId
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BankWithdraw(CardId):
    """Take a hidden question out of all scores, and show the page again."""

    PREFIX: ClassVar[str] = "bw"
    item: ItemId
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(CardId):
    """Report a mistake; `part` is 0 where the subject has none."""

    PREFIX: ClassVar[str] = "rp"
    subject: ReportSubject
    key: int
    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePaste(CardId):
    """Open the form that takes an article's text."""

    PREFIX: ClassVar[str] = "ap"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingEdit(CardId):
    """Edit one setting: opens its form or its select."""

    PREFIX: ClassVar[str] = "ge"
    setting: Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChannel(CardId):
    """Choose the digest's channel; a channel select."""

    PREFIX: ClassVar[str] = "gc"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePair(CardId):
    """Save another pair of countries, as confirmed."""

    PREFIX: ClassVar[str] = "vp"
    pair: Dyad


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveChannel(CardId):
    """Save another digest channel, as confirmed."""

    PREFIX: ClassVar[str] = "vc"
    channel: ChannelId


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSchedule(CardId):
    """Save another schedule, as confirmed; `minute` counts from midnight of the zone's day."""

    PREFIX: ClassVar[str] = "vs"
    cadence: Cadence
    minute: int
    weekday: int
    month_day: int
    zone: str

    @classmethod
    def of(cls, schedule: DigestSchedule) -> "SaveSchedule":
        """Return the id that saves a schedule."""
        return cls(
            cadence=schedule.cadence,
            minute=schedule.at.hour * 60 + schedule.at.minute,
            weekday=schedule.weekday,
            month_day=schedule.month_day,
            zone=schedule.zone,
        )

    @property
    def schedule(self) -> DigestSchedule:
        """The schedule to be saved."""
        return DigestSchedule(
            cadence=self.cadence,
            at=time(self.minute // 60, self.minute % 60),
            zone=self.zone,
            weekday=self.weekday,
            month_day=self.month_day,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsOpen(CardId):
    """Show the settings panel on this card again, with nothing changed."""

    PREFIX: ClassVar[str] = "go"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestTest(CardId):
    """Post a digest now."""

    PREFIX: ClassVar[str] = "gt"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPause(CardId):
    """Pause the digest."""

    PREFIX: ClassVar[str] = "gp"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestResume(CardId):
    """Resume the digest."""

    PREFIX: ClassVar[str] = "gr"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAgain(CardId):
    """Check again whether the bot may post in the digest's channel."""

    PREFIX: ClassVar[str] = "gk"


class Listing(StrEnum):
    """Whether a server's boards may name a player; keeps the two buttons apart."""

    HIDE = "h"
    SHOW = "s"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoloStart(CardId):
    """Play alone, about the server's pair."""

    PREFIX: ClassVar[str] = "us"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoloArticle(CardId):
    """Play alone, about an article."""

    PREFIX: ClassVar[str] = "uq"
    article: ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class SoloAgain(CardId):
    """Play alone again, about the same as that quiz."""

    PREFIX: ClassVar[str] = "ua"
    quiz: QuizId


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneChoice(CardId):
    """Answer a question of one's own quiz: round and choice are 0-based."""

    PREFIX: ClassVar[str] = "uc"
    quiz: QuizId
    round_number: int
    choice: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlonePick(CardId):
    """Give one option of a placed question its target. The select's value is the target's index.

    Attributes:
        option: The option's index.
        picks: For each option the target given so far, one digit each; "_" for none.
    """

    PREFIX: ClassVar[str] = "up"
    quiz: QuizId
    round_number: int
    option: int
    picks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneLock(CardId):
    """Answer a placed question of one's own quiz with these picks."""

    PREFIX: ClassVar[str] = "ul"
    quiz: QuizId
    round_number: int
    picks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneNext(CardId):
    """Go on after an answered question of one's own quiz: to the next one, or to the result."""

    PREFIX: ClassVar[str] = "un"
    quiz: QuizId
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyOpen(CardId):
    """Play the server's five of the day."""

    PREFIX: ClassVar[str] = "ud"


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyShare(CardId):
    """Post how many of the day's questions were right, without an answer."""

    PREFIX: ClassVar[str] = "uh"
    quiz: QuizId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOpen(CardId):
    """Review what was missed and what is due."""

    PREFIX: ClassVar[str] = "ur"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardOpen(CardId):
    """Show the server's board to one player, as a new card."""

    PREFIX: ClassVar[str] = "ub"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardMeasure(CardId):
    """Rank the board by something else. The select's value is a `Measure`."""

    PREFIX: ClassVar[str] = "um"
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPeriod(CardId):
    """Show the board of another stretch of time. The select's value is a `Period`."""

    PREFIX: ClassVar[str] = "ut"
    measure: Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardOwn(CardId):
    """Tell one player where they stand."""

    PREFIX: ClassVar[str] = "uo"
    measure: Measure
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOpen(CardId):
    """Show a player's own record on this card again."""

    PREFIX: ClassVar[str] = "ui"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetListing(CardId):
    """Let the server's boards name a player, or not."""

    PREFIX: ClassVar[str] = "uw"
    listing: Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetAsk(CardId):
    """Ask whether a player's answers are to be deleted."""

    PREFIX: ClassVar[str] = "uf"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetConfirm(CardId):
    """Delete a player's answers in this server, as confirmed."""

    PREFIX: ClassVar[str] = "ux"
