"""A time line as PNG, with matplotlib's object interface: no state is shared between two pictures.

Imported by the worker process that draws, and by tests; never by the bot's own process.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

from matplotlib.patches import Polygon

from bot.cards import chart_style as style
from bot.cards import timeline_layout as layout
from bot.cards.chart import ticks
from bot.cards.chart_canvas import Sheet, advance, can_write
from bot.cards.timeline_chart import Dot, Timeline, TimelineWords, shortened, timeline_words
from bot.cards.timeline_layout import Anchor, Form, Label, Laid, Mark, Spot
from bot.cards.tokens import ELLIPSIS
from bot.model.language import ENGLISH, speaking
from bot.model.plover import Quad

_LABEL, _YEARS, _ROWS, _COUNT, _KEY = 29, 33, 27, 26, 27
"""Sizes of the labels, the years, the rows' names, the clusters' numbers, and the key."""
_ROOMS = (480, 390, 310, 240)
"""Widths that a label is wrapped to, the widest that finds room taken."""
_LEAST_KEPT = 0.6
"""Of a headline's words: a label that would say less is written of a turning point or one of the heaviest only."""
_MOST_MEASURED = 80
"""Events, the heaviest, whose labels are looked at: several times as many as find room."""
_TURNING_WEIGHT = 3
"""What a turning point's label is worth beyond the most salient one's."""
_TICK_GAP = 18
_MOST_TICKS = 40
"""A finer parting of the years has no room; its words need not be measured."""
_RING, _OUTLINE = 2.5, 3.0
"""Round a mark, in the ground's colour; round a turning point, in the text's. In points."""
_CLUSTER = 23
"""Half the height of a cluster."""
_ROOF = 0.55
"""Where a cluster's roof begins, as a share of half its height."""
_COUNT_RISE = 4
"""How far above the middle of its box a number's own middle is set, since figures have no descent."""
_KEY_GAP, _KEY_SIGN = 34, 15
_ROWS_OF = {
    Quad.MATERIAL_COOP: (Quad.VERBAL_COOP, 1, True),
    Quad.VERBAL_COOP: (Quad.MATERIAL_COOP, -1, False),
    Quad.VERBAL_CONF: (Quad.MATERIAL_CONF, 1, False),
    Quad.MATERIAL_CONF: (Quad.VERBAL_CONF, -1, True),
}
"""Of each row: the other one of its side, whether it is above that one, and whether it is of deeds."""
_ROW_GAP, _ROW_EDGE = 12, 6
"""Between a row's name and the plot, and before it at least."""


def draw_timeline(timeline: Timeline) -> bytes:
    """Return a time line as PNG: opaque, 1200 wide, at most 700 high."""
    return _Drawing(timeline).png()


class _Drawing(Sheet):
    """One time line while it is drawn."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.words = writable(timeline.words)
        self._advances: dict[tuple[str, Path], float] = {}
        days = timeline.days
        self.first, self.last = days.start.toordinal(), days.end.toordinal()
        super().__init__(timeline.palette, 1)  # to measure words, before the height is known
        self.laid: Laid = layout.lay_out([self._spot(number, dot) for number, dot in enumerate(timeline.dots)])
        super().__init__(timeline.palette, self.laid.height)
        self.plot = self.figure.add_axes((0, 0, 1, 1))
        self.plot.set_axis_off()
        self.plot.set_xlim(0, style.WIDTH)
        self.plot.set_ylim(0, self.height)

    def png(self) -> bytes:
        """Draw everything; return the file."""
        self.title(self.timeline.titles, self.timeline.subtitles)
        self._zones()
        self._years()
        for label in self.laid.labels:
            self._label(label)
        for mark in self.laid.marks:
            self._mark(mark)
        self._key()
        return self.file()

    def x(self, day: int) -> float:
        """Return where a day, as its ordinal, stands."""
        left, right = layout.PLOT_LEFT + layout.LARGEST, layout.PLOT_RIGHT - layout.LARGEST
        return left + (day - self.first) / (self.last - self.first) * (right - left)

    def _spot(self, number: int, dot: Dot) -> Spot:
        is_measured = number < _MOST_MEASURED and can_write(dot.headline)
        return Spot(
            x=self.x(dot.day.toordinal()),
            quad=dot.quad,
            half=layout.half_by(dot.salience),
            weight=dot.salience + _TURNING_WEIGHT * dot.is_turning,
            forms=self._forms(dot, is_needed=number < layout.MOST_LABELS or dot.is_turning) if is_measured else (),
        )

    def _forms(self, dot: Dot, *, is_needed: bool) -> tuple[Form, ...]:
        """Return the ways to write a label that say enough, the fullest first; where it is needed, one in any case."""
        words = [(dot.when, self._measure(dot.when, style.BOLD))]
        words += [(word, self._measure(word, style.REGULAR)) for word in dot.headline.split()]
        found: dict[tuple[str, ...], Form] = {}
        for room in (layout.balanced(words, self._space), *_ROOMS):
            if room > _ROOMS[0]:
                continue
            lines, share = self._lines(dot, words, room)
            if share >= _LEAST_KEPT or (is_needed and not found):
                measured = tuple((line, self._line_width(line, dot)) for line in lines)
                found.setdefault(lines, Form(lines=measured, share=min(share, 1.0)))
        return tuple(form for form in found.values() if form.width <= layout.WIDTH - 2 * layout.EDGE_PX)

    def _lines(self, dot: Dot, words: Sequence[tuple[str, float]], room: float) -> tuple[tuple[str, ...], float]:
        """Return a label's lines, the first of which begins with the date, and the share of the headline's words."""
        lines = layout.wrapped(words, self._space, room)
        count = sum(map(len, lines))
        if count < len(words):
            lines = layout.wrapped(words, self._space, room - self._measure(ELLIPSIS, style.REGULAR))
            count = sum(map(len, lines))
        told = shortened(dot.headline, [word for line in lines for word in line][1:]).split()
        first = len(lines[0]) - 1
        both = (" ".join((dot.when, *told[:first])), " ".join(told[first:]))
        return tuple(line for line in both if line), len(told) / max(len(words) - 1, 1)

    def _measure(self, words: str, font: Path) -> float:
        """Return how wide words of a label are, by their letters, each of which is measured once."""
        for letter in words:
            if (letter, font) not in self._advances:
                self._advances[letter, font] = advance(letter, _LABEL, font)
        return sum(self._advances[letter, font] for letter in words)

    @property
    def _space(self) -> float:
        return self._measure(" ", style.REGULAR)

    def _line_width(self, line: str, dot: Dot) -> float:
        if not line.startswith(dot.when):
            return self._measure(line, style.REGULAR)
        rest = line.removeprefix(dot.when).lstrip()
        date = self._measure(dot.when, style.BOLD)
        return date + self._space + self._measure(rest, style.REGULAR) if rest else date

    def _zones(self) -> None:
        """Tint the two sides, and name the rows."""
        palette, plot = self.colours, self.laid.plot
        middle = self.laid.axis
        for bottom, top, colour, share in (
            (plot.bottom, middle - layout.AXIS / 2, palette.conflict, palette.conflict_share),
            (middle + layout.AXIS / 2, plot.top, palette.cooperation, palette.cooperation_share),
        ):
            corners = [(plot.left, bottom), (plot.right, bottom), (plot.right, top), (plot.left, top)]
            self.plot.add_patch(Polygon(corners, facecolor=colour, alpha=share, lw=0, zorder=0))
        heights = {mark.quad: mark.y for mark in self.laid.marks}
        size = self._fitting((self.words.done, self.words.said), _ROWS, plot.left - _ROW_GAP - _ROW_EDGE)
        for quad, (other, way, is_deed) in _ROWS_OF.items():
            if quad in heights or other in heights:
                y = heights.get(quad, heights.get(other, 0.0) + way * layout.ROW)
                word = self.words.done if is_deed else self.words.said
                self.write(plot.left - _ROW_GAP, y, word, size, style.REGULAR, palette.secondary, ha="right")

    def _fitting(self, words: Sequence[str], size: int, room: float) -> int:
        """Return the size, `size` at most, at which each of some words has room."""
        widest = max(self.width(word, size, style.REGULAR) for word in words)
        return size if widest <= room else int(size * room / widest)

    def _years(self) -> None:
        """Part the years as finely as their words have room."""
        plot, palette = self.laid.plot, self.colours
        names: list[tuple[float, float, str]] = []
        for way in ticks(self.timeline.days):
            if len(way) > _MOST_TICKS:
                continue
            names = [self._name(max(tick.day.toordinal(), self.first), tick.word) for tick in way if tick.word]
            if layout.spread([(left, left + width) for left, width, _ in names], _TICK_GAP):
                break
        for left, width, word in _apart(names):
            x = left + width / 2
            for bottom, top in (
                (plot.bottom, self.laid.axis - layout.AXIS / 2),
                (self.laid.axis + layout.AXIS / 2, plot.top),
            ):
                self.plot.plot([x, x], [bottom, top], color=palette.grid, lw=1.2, zorder=1)
            self.write(left, self.laid.axis, word, _YEARS, style.REGULAR, palette.secondary)

    def _name(self, day: int, word: str) -> tuple[float, float, str]:
        width = self.width(word, _YEARS, style.REGULAR)
        left = min(max(self.x(day) - width / 2, layout.EDGE_PX), layout.WIDTH - layout.EDGE_PX - width)
        return left, width, word

    def _label(self, label: Label) -> None:
        """Write a label, its date bold, and draw its leader."""
        dot, box = self.timeline.dots[label.spot], label.box
        for number, (line, width) in enumerate(label.form.lines):
            slack = box.right - box.left - width
            x = box.left + {Anchor.RIGHT: 0.0, Anchor.MIDDLE: slack / 2, Anchor.LEFT: slack}[label.anchor]
            y = box.top - (number + 0.5) * layout.LINE
            if number == 0:
                self.write(x, y, dot.when, _LABEL, style.BOLD, self.colours.text)
                x += self.width(dot.when, _LABEL, style.BOLD) + self._space
                line = line.removeprefix(dot.when).lstrip()
            self.write(x, y, line, _LABEL, style.REGULAR, self.colours.text)
        self.plot.plot(
            [label.x, label.x], [label.start, label.end], color=self.colours.secondary, lw=1.4, ls=(0, (3, 3)), zorder=2
        )

    def _mark(self, mark: Mark) -> None:
        dots = [self.timeline.dots[member] for member in mark.members]
        is_firm, is_turning = any(dot.is_firm for dot in dots), any(dot.is_turning for dot in dots)
        if len(dots) == 1:
            self._sign(_triangle(mark.x, mark.y, mark.half, _way(mark.quad)), mark.quad, is_firm, is_turning)
            return
        self._sign(_house(mark.x, mark.y, mark.half, _way(mark.quad)), mark.quad, is_firm, is_turning)
        words, y = f"{len(dots)}", mark.y - _way(mark.quad) * _CLUSTER * (1 - _ROOF) / 2 + _COUNT_RISE
        colour = self.colours.ground if is_firm else self.colours.text
        self.write(mark.x, y, words, _COUNT, style.BOLD, colour, ha="center", zorder=8)

    def _sign(self, corners: Sequence[tuple[float, float]], quad: Quad, is_firm: bool, is_turning: bool) -> None:
        """Draw a mark: filled where it is firm, outlined where it is a turning point."""
        palette = self.colours
        colour = palette.cooperation if _way(quad) > 0 else palette.conflict
        ring = palette.text if is_turning else palette.ground if is_firm else colour
        self.plot.add_patch(
            Polygon(
                corners,
                facecolor=colour if is_firm else palette.ground,
                edgecolor=ring,
                lw=_OUTLINE if is_turning else _RING,
                joinstyle="round",
                zorder=6,
            )
        )

    def _key(self) -> None:
        """Say below what the signs mean, those that are there."""
        entries = self._key_entries()
        x, y = float(style.EDGE), layout.FOOT / 2 - 2
        signs = len(entries) * (2 * _KEY_SIGN + 8 + _KEY_GAP)
        size = self._fitting(["".join(words for words, *_ in entries)], _KEY, style.WIDTH - 2 * style.EDGE - signs)
        for words, quad, is_firm, is_turning, count in entries:
            shape = _triangle if count == 1 else _house
            middle = x + _KEY_SIGN
            self._sign(shape(middle, y, _KEY_SIGN, _way(quad)), quad, is_firm, is_turning)
            if count > 1:
                self.write(middle, y - 1, str(count), 18, style.BOLD, self.colours.ground, ha="center", zorder=8)
            self.write(middle + _KEY_SIGN + 8, y, words, size, style.REGULAR, self.colours.secondary)
            x = middle + _KEY_SIGN + 8 + self.width(words, size, style.REGULAR) + _KEY_GAP

    def _key_entries(self) -> list[tuple[str, Quad, bool, bool, int]]:
        """Return what the key says: words, whose sign, whether that is firm, whether outlined, and its number."""
        quads = {dot.quad for dot in self.timeline.dots}
        entries: list[tuple[str, Quad, bool, bool, int]] = []
        if quads & {Quad.MATERIAL_COOP, Quad.VERBAL_COOP}:
            entries.append((self.words.cooperation, Quad.MATERIAL_COOP, True, False, 1))
        if quads & {Quad.MATERIAL_CONF, Quad.VERBAL_CONF}:
            entries.append((self.words.conflict, Quad.MATERIAL_CONF, True, False, 1))
        side = Quad.MATERIAL_COOP if quads & {Quad.MATERIAL_COOP, Quad.VERBAL_COOP} else Quad.MATERIAL_CONF
        if any(len(mark.members) > 1 for mark in self.laid.marks):
            entries.append((self.words.several, side, True, False, 2))
        if any(dot.is_turning for dot in self.timeline.dots):
            entries.append((self.words.turning, side, True, True, 1))
        if not all(dot.is_firm for dot in self.timeline.dots):
            entries.append((self.words.unsure, side, False, False, 1))
        return entries


def writable(said: TimelineWords) -> TimelineWords:
    """Return words that the font can write: those that were said, or the English ones."""
    if all(can_write(getattr(said, each.name), style.REGULAR) for each in fields(said)):
        return said
    with speaking(ENGLISH):
        return timeline_words()


def _way(quad: Quad) -> int:
    """Return 1 where a quarter's marks point up, to cooperation, else −1."""
    return 1 if quad in {Quad.MATERIAL_COOP, Quad.VERBAL_COOP} else -1


def _triangle(x: float, y: float, half: float, way: int) -> list[tuple[float, float]]:
    return [(x - half, y - way * half * 0.8), (x + half, y - way * half * 0.8), (x, y + way * half)]


def _house(x: float, y: float, half: float, way: int) -> list[tuple[float, float]]:
    """Return a box with a roof that points up or down: a triangle in which a number has room."""
    tall = min(half, _CLUSTER)
    foot, eaves, top = y - way * tall, y + way * tall * _ROOF, y + way * tall * 1.15
    return [(x - half, foot), (x + half, foot), (x + half, eaves), (x, top), (x - half, eaves)]


def _apart(names: Sequence[tuple[float, float, str]]) -> Iterator[tuple[float, float, str]]:
    """Yield those words of the axis that stand apart from the one before."""
    end = float("-inf")
    for left, width, word in names:
        if left >= end + _TICK_GAP:
            yield left, width, word
            end = left + width
