"""What a barometer's chart shows, as values: title, line, markers and their words. Drawing it is `chart_drawing`'s.

A chart crosses to another process, so it holds plain values only. Its words stand on its card, too.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.cards import words
from bot.cards.barometer_words import capital, dotted_words, range_words, side, signed, step_words
from bot.cards.chart_letters import lettered
from bot.cards.country_names import short_name
from bot.cards.dates import day_words, days_words, month_words
from bot.cards.text import cut
from bot.cards.tokens import DASH, MAX_ALT
from bot.model.barometer import Barometer, BarometerPoint, Mover, PairBarometer, Step, middle_of
from bot.model.countries import Dyad, Gazetteer
from bot.model.dates import DateRange
from bot.model.datewords import SHORT_MONTHS
from bot.model.ids import CountryCode
from bot.model.language import noted, say
from bot.model.settings import Palette
from bot.model.stored import StoredEvent

LETTERS = "ABCDEF"
_MEASURED = {
    Step.DAY: (noted("cooperation and conflict, by day"), noted("by day")),
    Step.WEEK: (noted("cooperation and conflict, by week"), noted("by week")),
    Step.MONTH: (noted("cooperation and conflict, by month"), noted("by month")),
    Step.YEAR: (noted("cooperation and conflict, by year"), noted("by year")),
}
LABEL = 14
"""Characters of a marker's word at most."""
CALM, WIDE = 5.0, 10.0
"""The scale, and the one that is used as soon as the band leaves it."""
_LONGEST_BY_WEEKS = 45
"""Days of an axis that is parted by weeks."""
_LONGEST_PLAIN_DAYS = 7
"""An event dated less finely gets a bar of its length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """An event on a chart.

    Attributes:
        letter: By which the card's list names it.
        word: Its kind in at most 14 characters, "(plan)" added to a planned one.
        day: Where it stands.
        bar: Its days, where they are more than a week; else None.
        is_up: Whether it points to cooperation.
        is_planned: Whether it is drawn hollow, on the zero line.
    """

    letter: str
    word: str
    day: date
    bar: DateRange | None
    is_up: bool
    is_planned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """What every picture says, in the language that is spoken where it is described, not where it is drawn.

    Attributes:
        cooperation, conflict: Names of the two zones.
    """

    cooperation: str
    conflict: str


def chart_words() -> ChartWords:
    """Return the words of a picture in the spoken language."""
    return ChartWords(cooperation=say("more cooperation"), conflict=say("more conflict"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart.

    Attributes:
        titles: The pair, the fullest form first: the first one is drawn that has room and can be written.
        subtitles: What is measured, the fullest form first; may be left out.
        points: At least one, oldest first.
        step: How far they are apart.
        markers: In order of their letters.
        palette: The palette.
        is_mini: Whether it is a digest's: lower, without title and markers.
        second: The points of another pair's line, of the same step; empty for none.
        names: Of the two lines, each the fullest form first; empty where there is but one.
        words: What the picture says besides.
    """

    titles: tuple[str, ...]
    subtitles: tuple[str, ...]
    points: tuple[BarometerPoint, ...]
    step: Step
    markers: tuple[Marker, ...] = ()
    palette: Palette = Palette.NIGHT
    is_mini: bool = False
    second: tuple[BarometerPoint, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    words: ChartWords = field(default_factory=chart_words)

    @property
    def scale(self) -> float:
        """The scale's end: ±5, or ±10 as soon as the band leaves ±5."""
        return WIDE if any(max(-point.low, point.high) > CALM for point in (*self.points, *self.second)) else CALM

    @property
    def days(self) -> DateRange:
        """The days from the first to the last point or marker."""
        shown = [point.days.end for line in (self.points, self.second) for point in (*line[:1], *line[-1:])]
        shown += [marker.day for marker in self.markers]
        return DateRange(start=min(shown), end=max(*shown, min(shown) + timedelta(days=1)))

    def value_on(self, day: date) -> float:
        """Return the line's height on a day, the first or last point's outside of it."""
        before = self.points[0]
        for point in self.points:
            if point.days.end >= day:
                gap = (point.days.end - before.days.end).days
                share = (day - before.days.end).days / gap if gap and day > before.days.end else 0.0
                return before.value + share * (point.value - before.value) if gap else point.value
            before = point
        return self.points[-1].value


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day of the time axis with its word; "" for a line alone."""

    day: date
    word: str


@lettered
def relations_chart(shown: PairBarometer, gazetteer: Gazetteer, palette: Palette = Palette.NIGHT) -> Chart:
    """Return the full chart of a barometer that has a line."""
    barometer = shown.barometer
    return Chart(
        titles=pair_titles(shown.pair, gazetteer),
        subtitles=measured(barometer.step),
        points=barometer.points,
        step=barometer.step,
        markers=tuple(_markers(shown)),
        palette=palette,
    )


@lettered
def mini_chart(shown: PairBarometer, palette: Palette = Palette.NIGHT) -> Chart:
    """Return the small chart of a barometer that has a line."""
    barometer = shown.barometer
    return Chart(titles=(), subtitles=(), points=barometer.points, step=barometer.step, palette=palette, is_mini=True)


def measured(step: Step) -> tuple[str, str]:
    """Return what a line measures and how finely, "cooperation and conflict, by week", and how finely alone."""
    full, short = _MEASURED[step]
    return say(full), say(short)


def relations_alt(shown: PairBarometer, gazetteer: Gazetteer) -> str:
    """Return the alternative text of the full chart: all its numbers, at most 400 characters."""
    barometer = shown.barometer
    parts = [
        say(
            "Line chart: barometer of {pair}, {days}, {by_step}, scale −10 (conflict) to +10 (cooperation).",
            **_what(shown, gazetteer),
        ),
        _course(barometer),
    ]
    if any(point.is_sparse for point in barometer.points):
        parts.append(f"{capital(dotted_words(barometer.step))}.")
    count = len(barometer.movers)
    if count > 1:
        parts.append(say("Events marked A to {letter} are listed below the chart.", letter=LETTERS[count - 1]))
    elif count:
        parts.append(say("The event marked A is listed below the chart."))
    return cut(" ".join(parts), MAX_ALT)


def _course(barometer: Barometer) -> str:
    """Return where a line starts, its low or high where that is neither end, and where it is now."""
    first, now, turn = barometer.points[0], barometer.points[-1], barometer.extreme
    start, end, likely = signed(first.value), signed(now.value), range_words(now)
    if turn is None or turn.days in (first.days, now.days):
        return say("Starts at {start}, now {end}, {likely}.", start=start, end=end, likely=likely)
    when = step_words(turn.days.end, barometer.step, barometer.period.end.year)
    values: dict[str, object] = {"start": start, "turn": signed(turn.value), "when": when, "end": end, "likely": likely}
    if turn.is_low:
        return say("Starts at {start}, low {turn} {when}, now {end}, {likely}.", **values)
    return say("Starts at {start}, high {turn} {when}, now {end}, {likely}.", **values)


def mini_alt(shown: PairBarometer, gazetteer: Gazetteer) -> str:
    """Return the alternative text of the small chart: first, last, side."""
    first, now = shown.barometer.points[0], shown.barometer.points[-1]
    what = say("Line chart: barometer of {pair}, {days}, {by_step}.", **_what(shown, gazetteer))
    told = say(
        "From {start} to {end}, {side}; {likely}.",
        start=signed(first.value),
        end=signed(now.value),
        side=side(now.value),
        likely=range_words(now),
    )
    return cut(f"{what} {told}", MAX_ALT)


def _what(shown: PairBarometer, gazetteer: Gazetteer) -> dict[str, object]:
    """Return the parts of an alternative text that say whose line it is, over which days, and how fine."""
    named = pair_titles(shown.pair, gazetteer)[0]
    by_step = measured(shown.barometer.step)[1]
    return {"pair": named, "days": days_words(shown.barometer.period), "by_step": by_step}


def pair_titles(pair: Dyad, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the pair by its short names, and by its codes."""

    def short(code: CountryCode) -> str:
        entry = gazetteer.known(code)
        return short_name(entry) if entry else code

    return (f"{short(pair.first)} {DASH} {short(pair.second)}", f"{pair.first} {DASH} {pair.second}")


def _markers(shown: PairBarometer) -> Iterator[Marker]:
    until = shown.barometer.period.end
    for letter, mover, stored in zip(LETTERS, shown.barometer.movers, shown.moved, strict=False):
        yield Marker(
            letter=letter,
            word=marker_word(stored, is_planned=mover.is_planned),
            day=_ahead(mover.days, until) if mover.is_planned else mover.middle,
            bar=_bar(mover),
            is_up=mover.is_cooperative,
            is_planned=mover.is_planned,
        )


def _ahead(days: DateRange, until: date) -> date:
    """Return the middle of the days of a plan that are still to come."""
    return middle_of(DateRange(start=min(max(days.start, until + timedelta(days=1)), days.end), end=days.end))


def marker_word(stored: StoredEvent, *, is_planned: bool) -> str:
    """Return the word beside a marker's letter: the event's kind, as the card's list has it."""
    word = cut(say(words.KINDS[stored.event.shown_type][1]), LABEL)
    return say("{kind} (plan)", kind=word) if is_planned else word


def _bar(mover: Mover) -> DateRange | None:
    return mover.days if (mover.days.end - mover.days.start).days >= _LONGEST_PLAIN_DAYS else None


def ticks(days: DateRange) -> tuple[tuple[Tick, ...], ...]:
    """Return ways to part a time axis, the finest first: by weeks, months, quarters, halves, years and more.

    Args:
        days: From its left to its right end.
    """
    ways = [_weeks(days, stride) for stride in (1, 2) if (days.end - days.start).days <= _LONGEST_BY_WEEKS]
    ways.append(_months(days, 1, has_begun=True))
    ways += [_months(days, stride) for stride in (1, 2, 3, 6)]
    ways += [_years(days, stride) for stride in (1, 2, 5, 10, 20, 50, 100)]
    return tuple(tuple(way) for way in ways if way)


def _weeks(days: DateRange, stride: int) -> list[Tick]:
    """Return every so many weeks from the first day on, whose year is named."""
    count = (days.end - days.start).days // (7 * stride) + 1
    found = [days.start + timedelta(days=7 * stride * number) for number in range(count)]
    names = [day_words(day, this_year=day.year, months=SHORT_MONTHS) for day in found]
    return [
        Tick(day=day, word=name if n else f"{name} {day.year}")
        for n, (day, name) in enumerate(zip(found, names, strict=True))
    ]


def _months(days: DateRange, stride: int, *, has_begun: bool = False) -> list[Tick]:
    """Return the beginnings of every so many months; the first and each January name their year.

    Args:
        days: Of the axis.
        stride: 1, 2, 3 or 6, counted from January.
        has_begun: Whether a month that began before the axis is among them.
    """
    found: list[Tick] = []
    day = days.start.replace(day=1) if has_begun or days.start.day == 1 else _next_month(days.start)
    while day <= days.end:
        if (day.month - 1) % stride == 0:
            name = month_words(day, this_year=day.year, months=SHORT_MONTHS)
            found.append(Tick(day=day, word=f"{name} {day.year}" if not found or day.month == 1 else name))
        day = _next_month(day)
    return found


def _next_month(day: date) -> date:
    return day.replace(day=1) + timedelta(days=monthrange(day.year, day.month)[1])


def _years(days: DateRange, stride: int) -> list[Tick]:
    return [
        Tick(day=date(year, 1, 1), word=str(year))
        for year in range(days.start.year, days.end.year + 1)
        if year % stride == 0 and days.start <= date(year, 1, 1)
    ]


def sparse_runs(points: Sequence[BarometerPoint]) -> Iterator[tuple[bool, int, int]]:
    """Yield the line in stretches of one kind: whether dotted, and the indices of its first and last point.

    A stretch leads from the end of one step to the end of another; each segment is of the kind of the step it ends in.
    """
    start = 0
    for index in range(1, len(points)):
        is_sparse = points[index].is_sparse
        if index + 1 == len(points) or points[index + 1].is_sparse != is_sparse:
            yield is_sparse, start, index
            start = index
