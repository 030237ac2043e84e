"""What a server has set."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum

from bot.model.countries import Dyad
from bot.model.ids import ChannelId, CountryCode, GuildId, RoleId, UserId

LAST_WEEK = 5
"""`Schedule.month_week` of the last such weekday of a month, be it the fourth or the fifth."""
MOST_PAIRS = 8
"""Pairs that one digest can follow, the server's first one among them."""
MOST_SHOWN = 5
"""Events that a digest shows of a pair at most; a server may want fewer."""


LOCALES: Mapping[str, str] = {
    "en-GB": "English: 14 June 2023",
    "zh-CN": "简体中文: 2023年6月14日",
    "zh-TW": "繁體中文: 2023年6月14日",
    "es-ES": "Español: 14 de junio de 2023",
    "fr": "Français : 14 juin 2023",
    "pt-BR": "Português do Brasil: 14 de junho de 2023",
    "de": "Deutsch: 14. Juni 2023",
    "ja": "日本語: 2023年6月14日",
    "ko": "한국어: 2023년 6월 14일",
    "ru": "Русский: 14 июня 2023 г.",
    "en-US": "American English: June 14, 2023",
    "es": "Español: 14 de junio de 2023",
    "pt": "Português: 14 de junho de 2023",
    "it": "Italiano: 14 giugno 2023",
    "nl": "Nederlands: 14 juni 2023",
    "pl": "Polski: 14 czerwca 2023",
    "sv": "Svenska: 14 juni 2023",
    "tr": "Türkçe: 14 Haziran 2023",
    "uk": "Українська: 14 червня 2023 р.",
    "ar": "العربية: 14 يونيو 2023",
    "hi": "हिन्दी: 14 जून 2023",
    "id": "Indonesia: 14 Juni 2023",
    "vi": "Tiếng Việt: 14 tháng 6, 2023",
    "zh": "中文: 2023年6月14日",
}
"""Languages that dates can be written in, each with one date as an example: those that the bot speaks
(`bot.model.languages`), and those of which it had the dates before it spoke any but English."""


class Cadence(StrEnum):
    """How often something is posted."""

    OFF = "off"
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    """Monday to Friday."""
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When something is due, in a server's own wall time.

    Attributes:
        cadence: Off, daily, Monday to Friday, weekly (on `weekday`) or monthly (on `month_day`, or on the
            `month_week`th `weekday`).
        at: Wall time in `zone`; seconds are zero.
        zone: IANA name, "Europe/Berlin".
        weekday: 0 Monday to 6 Sunday; used by weekly, and by monthly where `month_week` is set.
        month_day: 1 to 28; used by monthly where `month_week` is None.
        month_week: 1 to 4, or `LAST_WEEK`: "the first Monday of the month"; None for a day by its number.
    """

    cadence: Cadence = Cadence.OFF
    at: time = time(7, 30)
    zone: str = "UTC"
    weekday: int = 0
    month_day: int = 1
    month_week: int | None = None


class QuietRule(StrEnum):
    """What becomes of a digest that has no new event to tell."""

    TELL = "tell"
    """It is posted in its short form: "A quiet day"."""
    ONCE = "once"
    """The first of several in a row is; the others are skipped."""
    SKIP = "skip"
    """None is posted."""


class CatchUp(StrEnum):
    """What becomes of digests whose moment passed while the bot was not running."""

    LATEST = "latest"
    """One digest, of the latest moment, tells all that was missed."""
    ALL = "all"
    """Each comes late, at most the last three; the first of these tells what was before them, too."""
    NONE = "none"
    """None comes late; the next one in time tells what was missed."""


class Place(StrEnum):
    """Where in its channel a digest stands. In a forum it is always a post of its own."""

    MESSAGE = "message"
    THREAD = "thread"
    """A line in the channel opens a thread, and the digest is in that."""


class Palette(StrEnum):
    """The colours of a chart."""

    NIGHT = "night"
    """Reads on both of Discord's grounds."""
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestForm:
    """What a digest tells and how it arrives.

    Attributes:
        more_pairs: Pairs that it follows beside the server's first one, in their order.
        floor: Salience, 0 to 1, below which an event is not told.
        cap: Events shown of a pair, 1 to `MOST_SHOWN`; what is beyond is counted.
        quiet: What becomes of it when nothing is new.
        locale: BCP 47 tag of the language that the server is spoken to, and that dates are written in: "en-GB".
        ping: Role that is mentioned, and the only one; None for nobody.
        place: A message, or a thread.
        is_silent: Whether it arrives without a notification.
        catch_up: What becomes of it when its moment was missed.
        palette: Of the chart.
    """

    more_pairs: tuple[Dyad, ...] = ()
    floor: float = 0.0
    cap: int = MOST_SHOWN
    quiet: QuietRule = QuietRule.TELL
    locale: str = "en-GB"
    ping: RoleId | None = None
    place: Place = Place.MESSAGE
    is_silent: bool = False
    catch_up: CatchUp = CatchUp.LATEST
    palette: Palette = Palette.NIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePlan:
    """Where new events are told at once.

    Attributes:
        channel: None while updates are off.
        floor: Salience, 0 to 1, from which an event is told at once.
        per_hour: Cards an hour at most; what is beyond is left to the digest.
        since: Aware UTC at which they were switched on: what was recorded before is not told. None while they are off.
    """

    channel: ChannelId | None = None
    floor: float = 0.8
    per_hour: int = 3
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizPlan:
    """When a quiz starts by itself, and where.

    Attributes:
        channel: None while no quiz is planned.
        schedule: Its zone is not used: the server has one zone, the digest's.
        length: Questions at most.
        due_at: Aware UTC of the next one; None while none is due.
    """

    channel: ChannelId | None = None
    schedule: Schedule = Schedule(at=time(18))
    length: int = 5
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who may do what, beside those whom Discord lets manage the server.

    Attributes:
        managers: Role whose members may set everything; None for none.
        editors: Role whose members may edit events; None for none.
        contributors: Role whose members may hand in articles; None for everyone.
    """

    managers: RoleId | None = None
    editors: RoleId | None = None
    contributors: RoleId | None = None


class Setting(StrEnum):
    """A setting of a server that can be edited."""

    PAIR = "pair"
    CHANNEL = "channel"
    SCHEDULE = "schedule"
    """How often, when and in which zone."""
    MORE_PAIRS = "pairs"
    FLOOR = "floor"
    CAP = "cap"
    QUIET = "quiet"
    LOCALE = "locale"
    PALETTE = "palette"
    PLACE = "place"
    SILENT = "silent"
    PING = "ping"
    CATCH_UP = "late"
    UPDATES_CHANNEL = "uchannel"
    UPDATES_FLOOR = "ufloor"
    UPDATES_PER_HOUR = "uhour"
    QUIZ_CHANNEL = "qchannel"
    QUIZ_SCHEDULE = "qtime"
    QUIZ_LENGTH = "qlength"
    NOTICES_CHANNEL = "nchannel"
    MANAGERS = "managers"
    EDITORS = "editors"
    CONTRIBUTORS = "adders"
    NAMED = "named"
    """Whether boards name members."""
    ZONE = "zone"
    """The one time zone of the server's schedules; it is edited with either of them."""
    PAUSED = "paused"
    """Whether the digest is paused; it has buttons of its own."""


class SettingsPage(StrEnum):
    """A page of the settings panel."""

    DIGEST = "digest"
    CONTENT = "content"
    ARRIVAL = "arrival"
    PAIRS = "pairs"
    CHANNELS = "channels"
    UPDATES = "updates"
    QUIZ = "quiz"
    SOURCES = "sources"
    LANGUAGE = "language"
    ROLES = "roles"
    PRIVACY = "privacy"
    WHOLE = "whole"
    """Presets, copies and the defaults: all settings at once."""


DEFAULT_PAIR = Dyad(first=CountryCode("USA"), second=CountryCode("CHN"))
NO_SCHEDULE = Schedule()
DEFAULT_FORM = DigestForm()
NO_UPDATES = UpdatePlan()
NO_QUIZ = QuizPlan()
OPEN = Access()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildSettings:
    """One server's settings; the defaults are those of a server that has set nothing.

    Attributes:
        pair: The server's own pair, which commands mean when none is named.
        digest_channel: Where the digest goes.
        schedule: When it is due.
        digest: What it tells and how it arrives.
        updates: What is told at once.
        quiz: The quiz that starts by itself.
        access: Who may do what.
        notices: Channel in which those who run the server are told what needs them; None for where Discord tells them.
        names_members: Whether boards that others see name the members who play.
        is_paused: Whether the digest is paused, by a person or since Discord refused it.
        pause_reason: Why, in one sentence; None where a person paused it.
        failures: Refusals of the digest in a row.
        next_due_at: Aware UTC; None while nothing is due (off, paused, no channel).
        told_until: Aware UTC up to which what came in was told; None before the first digest.
        changed_by: Who changed something last.
        changed_at: When, aware UTC.
    """

    guild: GuildId
    pair: Dyad = DEFAULT_PAIR
    digest_channel: ChannelId | None = None
    schedule: Schedule = NO_SCHEDULE
    digest: DigestForm = DEFAULT_FORM
    updates: UpdatePlan = NO_UPDATES
    quiz: QuizPlan = NO_QUIZ
    access: Access = OPEN
    notices: ChannelId | None = None
    names_members: bool = True
    is_paused: bool = False
    pause_reason: str | None = None
    failures: int = 0
    next_due_at: datetime | None = None
    told_until: datetime | None = None
    changed_by: UserId | None = None
    changed_at: datetime | None = None

    @property
    def pairs(self) -> tuple[Dyad, ...]:
        """Every pair that the server follows, its own first."""
        return self.pair, *self.digest.more_pairs

    @property
    def quiz_schedule(self) -> Schedule:
        """When the quiz starts by itself, in the server's zone."""
        return replace(self.quiz.schedule, zone=self.schedule.zone)
