"""A barometer's chart as PNG, with matplotlib's object interface: no state is shared between two pictures.

Imported by the worker process that draws, and by tests; never by the bot's own process.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes

from bot.cards import chart_pair_drawing
from bot.cards import chart_style as style
from bot.cards.barometer_words import signed
from bot.cards.chart import Chart, ChartWords, Marker, chart_words, sparse_runs, ticks
from bot.cards.chart_canvas import Sheet, can_write
from bot.cards.chart_labels import Placed, Wanted, grouped, place
from bot.cards.chart_zones import Box, free_place
from bot.model.language import ENGLISH, speaking

_HEADROOM = 1.1
"""The plot's end over the scale's."""
_BEFORE, _AFTER = 0.025, 0.055
"""Room before the first and after the last point, as shares of the days."""
_TICK_GAP = 12
_DODGE = 26
"""Between the middles of two markers that share a leader."""
_ZONE_INSET = 26
"""Between a zone word's middle and the plot's edge."""
_SIGN = 30
"""Width of a zone's triangle with the gap after it."""
_SIGN_DROP = 6
"""How far below the middle of its words it stands."""


def draw(chart: Chart) -> bytes:
    """Return a chart as PNG: opaque, 1200 × 600, or 1200 × 420 where it is a digest's."""
    return Drawing(chart).png()


class Drawing(Sheet):
    """One picture while it is drawn."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.layout = style.MINI if chart.is_mini else style.FULL
        super().__init__(chart.palette, self.layout.height)
        self.plot: Axes = self.figure.add_axes(self.layout.box, facecolor=self.colours.ground)
        days = chart.days
        length = (days.end - days.start).days
        self.first, self.last = days.start.toordinal() - _BEFORE * length, days.end.toordinal() + _AFTER * length
        self.placed: list[tuple[Placed, list[Marker]]] = []
        self.words = _writable(chart.words)

    @cached_property
    def box(self) -> Box:
        """The plot, in pixels."""
        left, bottom, width, height = self.layout.box
        return Box(
            left=left * style.WIDTH,
            bottom=bottom * self.layout.height,
            right=(left + width) * style.WIDTH,
            top=(bottom + height) * self.layout.height,
        )

    def png(self) -> bytes:
        """Draw everything; return the file."""
        self._ground()
        self._axis()
        if self.chart.second:
            self.title(self.chart.titles, self.chart.subtitles)
            chart_pair_drawing.draw_lines(self)
            self._zones()
            return self.file()
        self._line()
        if not self.chart.is_mini:
            self.title(self.chart.titles, self.chart.subtitles)
            self._markers()
        self._zones()
        self._now()
        return self.file()

    def x(self, day: float) -> float:
        """Return where a day, as its ordinal, stands."""
        return self.box.left + (day - self.first) / (self.last - self.first) * (self.box.right - self.box.left)

    def y(self, value: float) -> float:
        """Return where a value stands."""
        top = self.chart.scale * _HEADROOM
        return self.box.bottom + (value + top) / (2 * top) * (self.box.top - self.box.bottom)

    def _ground(self) -> None:
        plot, palette, top = self.plot, self.colours, self.chart.scale * _HEADROOM
        plot.set_xlim(self.first, self.last)
        plot.set_ylim(-top, top)
        plot.set_xticks([])
        plot.set_yticks([])
        for spine in plot.spines.values():
            spine.set_visible(False)
        plot.axhspan(0, top, color=palette.cooperation, alpha=palette.cooperation_share, lw=0, zorder=0)
        plot.axhspan(-top, 0, color=palette.conflict, alpha=palette.conflict_share, lw=0, zorder=0)
        for value, word in ((-5, "−5"), (0, "0"), (5, "+5")):
            plot.axhline(value, color=palette.grid if value else palette.zero, lw=1.2 if value else 2, zorder=1)
            self.write(
                self.box.left - 10, self.y(value), word, self.layout.axis, style.REGULAR, palette.secondary, ha="right"
            )

    def _axis(self) -> None:
        """Part the time axis as finely as its words have room."""
        places: list[tuple[float, str]] = []
        for way in ticks(self.chart.days):
            places = [(max(self.x(tick.day.toordinal()), self.box.left), tick.word) for tick in way]
            places = [
                (x, word) for x, word in places if x + self.width(word, self.layout.axis, style.REGULAR) < self._end
            ]
            ends = [x + self.width(word, self.layout.axis, style.REGULAR) + _TICK_GAP for x, word in places]
            if places and all(end <= x for end, (x, _) in zip(ends, places[1:], strict=False)):
                break
        foot = self.box.bottom - self.layout.axis
        for x, word in places:
            if x > self.box.left + 1:
                self.plot.axvline(self._day(x), color=self.colours.grid, lw=1.2, zorder=1)
            self.write(x + 3, foot, word, self.layout.axis, style.REGULAR, self.colours.secondary)

    @property
    def _end(self) -> float:
        """Where the words of the time axis must end."""
        return self.box.right + self.layout.axis

    def _day(self, x: float) -> float:
        return self.first + (x - self.box.left) / (self.box.right - self.box.left) * (self.last - self.first)

    def _line(self) -> None:
        points, palette, width = self.chart.points, self.colours, self.layout.line_pt
        days = [point.days.end.toordinal() for point in points]
        values = [point.value for point in points]
        lows, highs = [point.low for point in points], [point.high for point in points]
        self.plot.fill_between(days, lows, highs, color=palette.band, alpha=palette.band_share, lw=0, zorder=2)
        for is_sparse, start, end in sparse_runs(points):
            dots: Any = (0, (0.01, 1.9)) if is_sparse else "solid"
            self.plot.plot(
                days[start : end + 1],
                values[start : end + 1],
                color=palette.line,
                lw=width,
                ls=dots,
                dash_capstyle="round",
                solid_capstyle="round",
                solid_joinstyle="round",
                zorder=4,
            )
        self.plot.plot(
            days[-1:], values[-1:], "o", ms=width * 2.4, color=palette.line, mec=palette.ground, mew=1.5, zorder=5
        )

    def _markers(self) -> None:
        markers = self.chart.markers
        for marker in markers:
            if marker.bar is not None:
                start = max(marker.bar.start.toordinal(), self.first)
                end = min(marker.bar.end.toordinal() + 1, self.last)
                top = self.chart.scale * _HEADROOM
                self.plot.plot(
                    [start, end], [top, top], color=self.colours.secondary, lw=5, solid_capstyle="butt", clip_on=False
                )
        self._place(grouped([self.x(marker.day.toordinal()) for marker in markers]))
        for placed, group in self.placed:
            self._leader(placed, group)
            for number, marker in enumerate(group):
                self._triangle(marker, placed.x + (number - (len(group) - 1) / 2) * _DODGE)

    def _place(self, groups: Sequence[Sequence[int]]) -> None:
        """Find places for the labels; where there are none, let the nearest two groups share one."""
        members = [[self.chart.markers[index] for index in sorted(group)] for group in groups]
        while True:
            places = place([self._wanted(group) for group in members], style.WIDTH)
            if places is not None:
                self.placed = list(zip(places, members, strict=True))
                return
            middles = [self._middle(group) for group in members]
            nearest = min(range(len(members) - 1), key=lambda index: middles[index + 1] - middles[index])
            members[nearest : nearest + 2] = [members[nearest] + members[nearest + 1]]

    def _middle(self, group: Sequence[Marker]) -> float:
        return sum(self.x(marker.day.toordinal()) for marker in group) / len(group)

    def _wanted(self, group: Sequence[Marker]) -> Wanted:
        return Wanted(
            x=self._middle(group),
            wide=self.width(_label(group, is_wide=True), style.LABEL, style.SEMIBOLD),
            narrow=self.width(_label(group, is_wide=False), style.LABEL, style.SEMIBOLD),
        )

    def _leader(self, placed: Placed, group: Sequence[Marker]) -> None:
        words = _label(group, is_wide=placed.is_wide)
        height = style.LANE_Y[placed.lane]
        self.write(placed.left, height, words, style.LABEL, style.SEMIBOLD, self.colours.text)
        foot = min(self._height(marker) for marker in group)
        xs, ys = [placed.x, placed.x], [self.y(foot), height - style.LANE_FOOT]
        self.plot.plot(xs, ys, color=self.colours.text, lw=1.4, ls=(0, (3, 3)), clip_on=False, transform=None, zorder=3)

    def _height(self, marker: Marker) -> float:
        return 0.0 if marker.is_planned else self.chart.value_on(marker.day)

    def _triangle(self, marker: Marker, x: float) -> None:
        palette = self.colours
        colour = palette.cooperation if marker.is_up else palette.conflict
        ring, inside = (colour, palette.ground) if marker.is_planned else (palette.ground, colour)
        self.plot.plot(
            [self._day(x)],
            [self._height(marker)],
            marker="^" if marker.is_up else "v",
            ms=style.MARKER_PT - style.RING_PT * marker.is_planned,
            mfc=inside,
            mec=ring,
            mew=style.RING_PT,
            zorder=6,
            clip_on=False,
        )

    def _zones(self) -> None:
        palette, box = self.colours, self.box
        zero = self.y(0)
        for word, sign, colour, edge in (
            (self.words.cooperation, "^", palette.cooperation, box.top - _ZONE_INSET),
            (self.words.conflict, "v", palette.conflict, box.bottom + _ZONE_INSET),
        ):
            width = _SIGN + self.width(word, self.layout.zone, style.SEMIBOLD)
            inside = zero + _ZONE_INSET * (1 if edge > zero else -1)
            heights = (edge, (edge + inside) / 2, inside)
            x, y = free_place(box, heights, width, self.layout.zone, self._obstacles())
            self.write(x + _SIGN, y, word, self.layout.zone, style.SEMIBOLD, colour)
            self.plot.plot([x + _SIGN / 3], [y], marker=sign, ms=13, color=colour, mec=colour, transform=None, zorder=6)

    def _obstacles(self) -> list[Box]:
        """Return what a zone's words must not touch: the band, piece by piece, leaders and markers."""
        pieces = [
            Box(
                left=self.x(one.days.end.toordinal()),
                right=self.x(other.days.end.toordinal()),
                bottom=self.y(min(one.low, other.low)),
                top=self.y(max(one.high, other.high)),
            )
            for points in (self.chart.points, self.chart.second)
            for one, other in pairwise(points)
        ]
        half = style.MARKER_PT * style.DPI / 72 / 2 + 4
        for placed, group in self.placed:
            low = min(self.y(self._height(marker)) for marker in group)
            spread = half + _DODGE * (len(group) - 1) / 2
            pieces.append(Box(left=placed.x - 8, right=placed.x + 8, bottom=low, top=float(self.layout.height)))
            for marker in group:
                at = self.y(self._height(marker))
                pieces.append(Box(left=placed.x - spread, right=placed.x + spread, bottom=at - half, top=at + half))
        return pieces

    def _now(self) -> None:
        """Write the present value right of the plot, at its height."""
        value = self.chart.points[-1].value
        words = signed(value)
        wide = self.width(words, style.NOW, style.BOLD)
        x = min(self.box.right + 14, style.WIDTH - 12 - wide)
        y = min(max(self.y(value), self.box.bottom + style.NOW / 2), self.box.top - style.NOW / 2)
        self.write(x, y, words, style.NOW, style.BOLD, self.colours.text)


def _writable(said: ChartWords) -> ChartWords:
    """Return words that the font can write: those that were said, or the English ones."""
    if can_write("".join((said.cooperation, said.conflict))):
        return said
    with speaking(ENGLISH):
        return chart_words()


def _label(group: Sequence[Marker], *, is_wide: bool) -> str:
    """Return the words of a label: "A Talks"; of several markers the letters alone, "A B"."""
    if is_wide and len(group) == 1 and can_write(group[0].word):
        return f"{group[0].letter} {group[0].word}"
    return " ".join(sorted(marker.letter for marker in group))
