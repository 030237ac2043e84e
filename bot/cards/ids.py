"""Custom ids: what a button or select means, as a typed value that is spelt in at most 100 characters.

The quiz's own are in `quiz_ids`; an id is built and parsed in these two only. Its text never changes meaning, since
cards that were sent years ago keep their buttons: a new field makes a new prefix.

    text = SummarySources(article=ArticleId(7), length=SummaryLength.FULL).encode()     # "ss:7:full"
    SummarySources.parse(text)                                                          # the same value
    SummarySources.template()                                                           # for a DynamicItem
"""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import ClassVar

from bot.cards.card_id import CardId
from bot.model.barometer import BarometerPeriod
from bot.model.countries import Dyad
from bot.model.ids import ArticleId, ChannelId
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
class RelationsOpen(CardId):
    """Show a pair's barometer, as a new card."""

    PREFIX: ClassVar[str] = "mo"
    pair: Dyad


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationsPeriod(CardId):
    """Choose how far back the barometer on this card goes. The select's value is a `BarometerPeriod`."""

    PREFIX: ClassVar[str] = "mp"
    pair: Dyad


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationsHow(CardId):
    """Explain how the barometer is made."""

    PREFIX: ClassVar[str] = "mh"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationsData(CardId):
    """Give one person the numbers of a barometer as files."""

    PREFIX: ClassVar[str] = "md"
    pair: Dyad
    period: BarometerPeriod


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
