"""Custom ids: what a button or select means, as a typed value that is spelt in at most 100 characters.

The quiz's own are in `quiz_ids`; an id is built and parsed in these two only. Its text never changes meaning, since
cards that were sent years ago keep their buttons: a new field makes a new prefix.

    text = SummarySources(article=ArticleId(7), length=SummaryLength.FULL).encode()     # "ss:7:full"
    SummarySources.parse(text)                                                          # the same value
    SummarySources.template()                                                           # for a DynamicItem
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from typing import ClassVar, TypedDict

from bot.cards.card_id import MAX_PLAIN, CardId
from bot.cards.codec import number_from_text, number_to_text
from bot.model.barometer import BarometerPeriod
from bot.model.countries import Dyad
from bot.model.ids import ArticleId, ChannelId, EventId, RoleId
from bot.model.settings import Cadence, Schedule, Setting, SettingsPage
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
class EventOpen(CardId):
    """Show one reader an event."""

    PREFIX: ClassVar[str] = "eo"
    event: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSources(CardId):
    """Show one reader the sentences that prove an event."""

    PREFIX: ClassVar[str] = "es"
    event: EventId


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
    """Save another schedule of the digest, as confirmed on a card before there was `SaveTime`.

    Attributes:
        minute: Counts from midnight of the zone's day.
    """

    PREFIX: ClassVar[str] = "vs"
    cadence: Cadence
    minute: int
    weekday: int
    month_day: int
    zone: str

    @property
    def schedule(self) -> Schedule:
        """The schedule to be saved."""
        return _schedule_of(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePlace(CardId):
    """Save another channel of updates or of the quiz, as confirmed; 0 turns them off."""

    PREFIX: ClassVar[str] = "vd"
    setting: Setting
    channel: ChannelId


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveRole(CardId):
    """Save which role a digest mentions, as confirmed; 0 for nobody."""

    PREFIX: ClassVar[str] = "vr"
    role: RoleId


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTime(CardId):
    """Save when the digest or the quiz comes, as confirmed.

    Attributes:
        minute: Counts from midnight of the zone's day.
        month_week: 0 where the month's day is meant by its number.
    """

    PREFIX: ClassVar[str] = "vt"
    setting: Setting
    cadence: Cadence
    minute: int
    weekday: int
    month_day: int
    month_week: int
    zone: str

    @classmethod
    def of(cls, setting: Setting, schedule: Schedule) -> "SaveTime":
        """Return the id that saves a schedule."""
        return cls(setting=setting, **schedule_fields(schedule))

    @property
    def schedule(self) -> Schedule:
        """The schedule to be saved."""
        return replace(_schedule_of(self), month_week=self.month_week or None)


class ScheduleFields(TypedDict):
    """A schedule as the fields of a custom id; `minute` counts from midnight, `month_week` is 0 for none."""

    cadence: Cadence
    minute: int
    weekday: int
    month_day: int
    month_week: int
    zone: str


def schedule_fields(schedule: Schedule) -> ScheduleFields:
    """Return a schedule as the fields of a custom id."""
    return ScheduleFields(
        cadence=schedule.cadence,
        minute=schedule.at.hour * 60 + schedule.at.minute,
        weekday=schedule.weekday,
        month_day=schedule.month_day,
        month_week=schedule.month_week or 0,
        zone=schedule.zone,
    )


def _schedule_of(card: SaveSchedule | SaveTime) -> Schedule:
    """Return the schedule of a card, whose month's day is meant by its number."""
    return Schedule(
        cadence=card.cadence,
        at=time(card.minute // 60, card.minute % 60),
        zone=card.zone,
        weekday=card.weekday,
        month_day=card.month_day,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChoice(CardId):
    """Choose one of a setting's values; the select's value names it."""

    PREFIX: ClassVar[str] = "gv"
    setting: Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingPlace(CardId):
    """Choose the channel of updates or of the quiz; a channel select."""

    PREFIX: ClassVar[str] = "gd"
    setting: Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRole(CardId):
    """Choose the role that a digest mentions; a role select."""

    PREFIX: ClassVar[str] = "gm"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsTurn(CardId):
    """Show a page of the settings panel; the select's value names it."""

    PREFIX: ClassVar[str] = "gs"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsShow(CardId):
    """Show a page of the settings panel on this card, with nothing changed."""

    PREFIX: ClassVar[str] = "gw"
    page: SettingsPage


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsOpen(CardId):
    """Show the settings panel on this card again, with nothing changed."""

    PREFIX: ClassVar[str] = "go"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSources(CardId):
    """Show the sentences behind a digest's lines; `events` are its events' numbers in base 36, joined by "-"."""

    PREFIX: ClassVar[str] = "ds"
    events: str

    @classmethod
    def of(cls, events: Sequence[EventId]) -> "DigestSources":
        """Return the id of a digest's events, the last ones left out where there is no room."""
        text = ""
        for event in events:
            longer = f"{text}-{number_to_text(event)}" if text else number_to_text(event)
            if len(longer) > MAX_PLAIN:
                break
            text = longer
        return cls(events=text)

    @property
    def numbers(self) -> tuple[EventId, ...]:
        """The events."""
        return tuple(EventId(number_from_text(part)) for part in self.events.split("-"))


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
