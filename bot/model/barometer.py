"""The barometer's values: how far a pair of countries stands on the side of cooperation or of conflict, over time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.ids import EventId, GuildId
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.model.settings import Palette
from bot.model.stored import StoredEvent

FEWEST_TO_DRAW = 10
"""With fewer events in a period there is no line."""
FEWEST_A_STEP = 3
"""Where a week, or a longer step, has fewer events, the line is dotted."""
NEAR_ZERO = 0.3
"""A value nearer to zero is on neither side."""


class BarometerPeriod(StrEnum):
    """How far back a barometer is shown."""

    WEEKS_4 = "4w"
    MONTHS_3 = "3m"
    """Thirteen weeks, as a digest shows."""
    MONTHS_6 = "6m"
    YEAR = "1y"
    ALL = "all"
    """From the first recorded event on."""


class Step(StrEnum):
    """How far apart the points of a line are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    """Over decades; an event then counts half after a year, not after three weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairEvent:
    """What the barometer needs to know of one event of a pair.

    Attributes:
        id: Its row.
        type: Whose PLOVER score it has.
        status: `OCCURRED` counts; `PLANNED` is only marked.
        when: Its days, as finely as they are known.
        salience: The store's, 0 to 1.
        sources: How many independent ones tell it, at least 1.
    """

    id: EventId
    type: EventType
    status: Status
    when: DateRange
    salience: float
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BarometerPoint:
    """The value at the end of one step; `low` ≤ `value` ≤ `high`, all from -10 (conflict) to 10 (cooperation).

    Attributes:
        days: The step.
        value: After its last day.
        low, high: The likely range: 80 % of resamplings lie between them.
        events: How many counting events have the middle of their dates in the step.
        recent: How many have it in the step or, where that is shorter, in the seven days up to its end.
    """

    days: DateRange
    value: float
    low: float
    high: float
    events: int
    recent: int

    @property
    def is_sparse(self) -> bool:
        """Whether too few events are near it for a whole line."""
        return self.recent < FEWEST_A_STEP


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """An event that moved the value, or that is planned.

    Attributes:
        event: Its row.
        type: Its PLOVER type.
        days: When it was, as finely as that is known.
        influence: How much the value, when it came in, would differ without it; of its score's sign. 0 if planned.
        is_planned: Whether it has not happened yet.
    """

    event: EventId
    type: EventType
    days: DateRange
    influence: float
    is_planned: bool

    @property
    def middle(self) -> date:
        """The day in the middle of its dates."""
        return middle_of(self.days)

    @property
    def is_cooperative(self) -> bool:
        """Whether it points to cooperation; an act that scores 0 goes with its quarter."""
        return self.type.score > 0 or (self.type.score == 0 and self.type.is_cooperative)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme:
    """The lowest or highest point of a period; `days` is its step."""

    value: float
    days: DateRange
    is_low: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Barometer:
    """A pair's barometer over a period.

    Attributes:
        period: Its days; the last one is the day of the value.
        step: How far its points are apart.
        points: Oldest first; empty where there are too few events to draw.
        week_change: How much the value rose in seven days; 0 without points.
        extreme: The lowest or highest point, whichever is farther from the last; None without points.
        movers: At most six, by the middle of their dates.
        events: How many counting events have the middle of their dates in the period.
        week_events: How many of them have it in its last seven days.
        is_cut: Whether the oldest events were left out, since there are too many.
        year_change: How much the value rose in 365 days, where the step is a year; else None.
    """

    period: DateRange
    step: Step
    points: tuple[BarometerPoint, ...]
    week_change: float
    extreme: Extreme | None
    movers: tuple[Mover, ...]
    events: int
    week_events: int
    is_cut: bool = False
    year_change: float | None = None

    @property
    def now(self) -> BarometerPoint | None:
        """The last point."""
        return self.points[-1] if self.points else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairBarometer:
    """A barometer with the pair it is of, and the events that it names.

    Attributes:
        pair: In the order to be shown.
        asked: How far back was asked for.
        barometer: The values.
        moved: The events of `barometer.movers`, in their order.
    """

    pair: Dyad
    asked: BarometerPeriod
    barometer: Barometer
    moved: tuple[StoredEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two pairs' barometers of one period; where both have a line, in the same steps of the same days."""

    first: PairBarometer
    second: PairBarometer

    @property
    def both(self) -> tuple[PairBarometer, PairBarometer]:
        """Both, in their order."""
        return (self.first, self.second)

    @property
    def drawn(self) -> int:
        """How many of the two have a line."""
        return sum(bool(one.barometer.points) for one in self.both)

    @property
    def higher(self) -> PairBarometer | None:
        """The one that surely stands nearer to cooperation.

        None where the likely ranges overlap, or a line is missing.
        """
        one, other = (shown.barometer.now for shown in self.both)
        if one is None or other is None or (one.low <= other.high and other.low <= one.high):
            return None
        return self.first if one.value > other.value else self.second


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrayal:
    """What a portrait is asked of.

    Attributes:
        pair: In the order to be shown.
        guild: Whose articles may be seen besides the starter pack's; None for nobody's.
        until: The day of the value: the last one that the digest covers.
        palette: Of the chart.
        has_chart: Whether there is one, or the words alone.
        locale: BCP 47 tag of the language of its words.
    """

    pair: Dyad
    guild: GuildId | None
    until: date
    palette: Palette = Palette.NIGHT
    has_chart: bool = True
    locale: str = "en-GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """A barometer as a digest shows it.

    Attributes:
        value: -10 to 10.
        line: Markdown: "**Barometer +1.4**, on the cooperation side, up 0.5 in a week".
        likely: "Likely between +0.7 and +2.1 · 13 events this week".
        image: The mini-chart as PNG, at most 50 kB.
        alt: Its alternative text, at most 400 characters.
    """

    value: float
    line: str
    likely: str
    image: bytes
    alt: str


def middle_of(days: DateRange) -> date:
    """Return the day in the middle of a range, the earlier of two."""
    return days.start + (days.end - days.start) // 2
