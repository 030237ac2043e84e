"""Two lines in one picture: told apart by what marks them, by dashes and by their names, not by colour alone."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.cards import chart_style as style
from bot.cards.barometer_words import signed
from bot.cards.chart_canvas import can_write
from bot.model.barometer import BarometerPoint

if TYPE_CHECKING:
    from bot.cards.chart_drawing import Drawing

_MARKS = 7
"""How many marks a line has besides its last one."""
_SAMPLE = 96
"""Width of a line's sample in the key."""
_DASHES: Any = (0, (2.6, 1.5))
_VALUE = 44
_APART = 50
"""Between the middles of the two values right of the plot."""
_KEY_Y = (style.LANE_Y[1] + 6, style.LANE_Y[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How a line looks; `hatch` is its band's."""

    points: tuple[BarometerPoint, ...]
    colour: str
    dashes: Any
    mark: str
    size: float
    hatch: str | None


def draw_lines(drawing: "Drawing") -> None:
    """Draw both lines with their bands, their names in a key above the plot, and the values right of it."""
    colours, width = drawing.colours, drawing.layout.line_pt
    looks = (
        _Look(points=drawing.chart.points, colour=colours.line, dashes="solid", mark="o", size=2.5, hatch=None),
        _Look(points=drawing.chart.second, colour=colours.second, dashes=_DASHES, mark="D", size=2.3, hatch="///"),
    )
    for number, look in enumerate(looks):
        _draw_band(drawing, look)
        _draw_line(drawing, look, width, zorder=4 + number)
        _draw_key(drawing, look, _KEY_Y[number], drawing.chart.names[number])
    _draw_values(drawing, looks)


def _draw_band(drawing: "Drawing", look: _Look) -> None:
    days = [point.days.end.toordinal() for point in look.points]
    lows, highs = [point.low for point in look.points], [point.high for point in look.points]
    palette = drawing.colours
    if look.hatch is None:
        drawing.plot.fill_between(days, lows, highs, color=palette.band, alpha=palette.band_share, lw=0, zorder=2)
        return
    for edge in (lows, highs):
        drawing.plot.plot(days, edge, color=look.colour, lw=1.2, ls=(0, (1, 2)), alpha=0.9, zorder=3)
    drawing.plot.fill_between(days, lows, highs, color=look.colour, alpha=palette.band_share * 0.45, lw=0, zorder=2)


def _draw_line(drawing: "Drawing", look: _Look, width: float, zorder: float) -> None:
    days = [point.days.end.toordinal() for point in look.points]
    values = [point.value for point in look.points]
    drawing.plot.plot(
        days, values, color=look.colour, lw=width, ls=look.dashes, dash_capstyle="butt", solid_capstyle="round",
        solid_joinstyle="round", zorder=zorder,
    )  # fmt: skip
    every = max(1, len(days) // _MARKS)
    marked = sorted({*range(len(days) - 1, -1, -every)})
    drawing.plot.plot(
        [days[at] for at in marked], [values[at] for at in marked], look.mark, ms=width * look.size, ls="none",
        color=look.colour, mec=drawing.colours.ground, mew=2, zorder=zorder + 2,
    )  # fmt: skip


def _draw_key(drawing: "Drawing", look: _Look, y: float, names: tuple[str, ...]) -> None:
    """Draw a sample of a line, and write its name as fully as it has room and the font can."""
    left, width = drawing.box.left, drawing.layout.line_pt
    ends: Any = ([left, left + _SAMPLE], [y - 5, y - 5])
    drawing.plot.plot(*ends, color=look.colour, lw=width, ls=look.dashes, clip_on=False, transform=None, zorder=6)
    drawing.plot.plot(
        [left + _SAMPLE / 2], [y - 5], look.mark, ms=width * look.size, color=look.colour, mec=drawing.colours.ground,
        mew=2, clip_on=False, transform=None, zorder=7,
    )  # fmt: skip
    start = left + _SAMPLE + 20
    room = style.WIDTH - style.EDGE - start
    written = [name for name in names if can_write(name)]
    fitting = [name for name in written if drawing.width(name, style.LABEL, style.SEMIBOLD) <= room]
    name = next(iter(fitting or written[-1:]), "")
    drawing.write(start, y, name, style.LABEL, style.SEMIBOLD, drawing.colours.text)


def _draw_values(drawing: "Drawing", looks: tuple[_Look, _Look]) -> None:
    """Write both present values right of the plot, at their heights, but apart from each other."""
    box = drawing.box
    values = [look.points[-1].value for look in looks]
    heights = [drawing.y(value) for value in values]
    upper = 0 if values[0] >= values[1] else 1
    lacking = _APART - (heights[upper] - heights[1 - upper])
    if lacking > 0:
        heights[upper] += lacking / 2
        heights[1 - upper] -= lacking / 2
    below, above = box.bottom + _VALUE / 2 - heights[1 - upper], heights[upper] - (box.top - _VALUE / 2)
    shift = max(below, 0.0) - max(above, 0.0)
    for look, value, height in zip(looks, values, heights, strict=True):
        words = signed(value)
        x = min(box.right + 14, style.WIDTH - 12 - drawing.width(words, _VALUE, style.BOLD))
        drawing.write(x, height + shift, words, _VALUE, style.BOLD, look.colour)
