"""Where the marks and labels of a time line stand. Pure: numbers and measured words in, places out.

Lengths are pixels of the picture, heights are counted upwards. Four rows of marks lie along the years, one for each of
PLOVER's quarters: cooperation above the axis, conflict below it, what is done further out than what is said; a side
without an event has no rows. Marks of a
row that would touch become one, with their count; labels stand in lanes above and below the rows, each with a leader to
its mark. The heaviest events are placed first, so that whatever is left out weighs less than what it gave way to.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise, product

from bot.cards.chart_zones import Box
from bot.model.plover import Quad

WIDTH = 1200
PLOT_LEFT, PLOT_RIGHT = 104, 1180
ROW, AXIS, LINE = 56, 50, 36
"""Heights of a row, of the band of years between the rows, and of a line of words."""
TOP, FOOT = 92, 66
"""Room for the title, and for the key of signs."""
LANES = 2
"""Of labels, on each side."""
LANE_GAP = 14
GAP_PX = 18
"""Between two labels of a lane, and between a label and another's leader half of it."""
EDGE_PX = 14
"""Between a label and the picture's edge."""
MARK_GAP_PX = 5
"""Between two marks of a row."""
MOST_LABELS = 12
SMALLEST, LARGEST = 10.0, 17.0
"""Half the width of a single event's mark, by its salience."""
_LINES = 2
_LEADER_PX = 3
"""How far a label reaches beyond its leader where it stands left or right of it."""
_ROUNDING = 0.01
_HELD = 0.7
"""A leader touches its mark within this share of the mark's half width."""
_ROWS = (Quad.MATERIAL_CONF, Quad.VERBAL_CONF, Quad.VERBAL_COOP, Quad.MATERIAL_COOP)
"""Upwards; the axis is between the second and the third."""
_BELOW, _ABOVE = _ROWS[:2], _ROWS[2:]


class Anchor(StrEnum):
    """On which side of its leader a label stands, which is how its lines are set."""

    RIGHT = "right"
    LEFT = "left"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to write a label.

    Attributes:
        lines: One or two, each with its width.
        share: Of its headline's words, how many it has, 0 to 1.
    """

    lines: tuple[tuple[str, float], ...]
    share: float = 1.0

    @property
    def width(self) -> float:
        """Width of the widest line."""
        return max(width for _, width in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """An event to be placed.

    Attributes:
        x: Where its date stands, within the plot.
        quad: Its row.
        half: Half the width of its mark.
        weight: What its label is worth, beside those of others.
        forms: Ways to write its label, the fullest first; empty where it gets none.
    """

    x: float
    quad: Quad
    half: float
    weight: float = 1.0
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark in its place: one event's, or a cluster of several.

    Attributes:
        quad: Its row.
        x, y: Its middle.
        half: Half its width, and its height.
        members: Which events it stands for, as their places in the order that was given.
    """

    quad: Quad
    x: float
    y: float
    half: float
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label in its place.

    Attributes:
        spot: Of which event.
        form: As it is written.
        box: What it covers.
        anchor: How its lines are set.
        x: Where its leader stands.
        start, end: Heights of the leader's end at the mark, and of that at the label.
    """

    spot: int
    form: Form
    box: Box
    anchor: Anchor
    x: float
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A time line laid out.

    Attributes:
        height: Of the picture, which has only as many lanes as are used.
        plot: What the four rows and the axis cover.
        axis: Height of the middle of the band of years.
        marks: By row, upwards, and from left to right.
        labels: The heaviest event's first.
    """

    height: int
    plot: Box
    axis: float
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Events of a row that share a mark."""

    x: float
    half: float
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """Heights: where the rows begin, and how high the two sides are."""

    bottom: int
    above: int
    below: int

    @property
    def axis(self) -> float:
        return self.bottom + self.below + AXIS / 2

    @property
    def plot(self) -> Box:
        top = self.bottom + self.below + AXIS + self.above
        return Box(left=PLOT_LEFT, right=PLOT_RIGHT, bottom=self.bottom, top=top)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a label may stand, before it is known how many lanes there are."""

    spot: int
    form: Form
    anchor: Anchor
    lane: int
    left: float
    x: float

    @property
    def right(self) -> float:
        return self.left + self.form.width


def lay_out(spots: Sequence[Spot]) -> Laid:
    """Lay out a time line.

    Args:
        spots: At least one, the heaviest first.

    Returns:
        Marks of which no two touch and that stand for all events together, and labels that stand within the picture,
        do not overlap, and are crossed by no leader. The first event that has a form is labelled.
    """
    groups = {quad: _grouped(spots, quad) for quad in _ROWS}
    above = _labelled(spots, groups, is_above=True)
    below = _labelled(spots, groups, is_above=False)
    kept = {place.spot for place in sorted((*above, *below), key=lambda place: place.spot)[:MOST_LABELS]}
    above, below = ([place for place in places if place.spot in kept] for places in (above, below))
    lanes_above, lanes_below = (1 + max((place.lane for place in places), default=-1) for places in (above, below))
    ground = _Ground(
        bottom=FOOT + lanes_below * _LANE,
        above=2 * ROW * any(spot.quad in _ABOVE for spot in spots),
        below=2 * ROW * any(spot.quad in _BELOW for spot in spots),
    )
    marks = tuple(_mark(quad, group, ground) for quad in _ROWS for group in groups[quad])
    of = {member: mark for mark in marks for member in mark.members}
    labels = [_label(place, of[place.spot], ground.plot) for place in (*above, *below)]
    return Laid(
        height=int(ground.plot.top) + lanes_above * _LANE + TOP,
        plot=ground.plot,
        axis=ground.axis,
        marks=marks,
        labels=tuple(sorted(labels, key=lambda label: label.spot)),
    )


_LANE = _LINES * LINE + LANE_GAP


def half_of(count: int) -> float:
    """Return half the width of a mark of so many events, in which their number has room."""
    return 15.0 + 6.0 * len(str(count))


def half_by(salience: float) -> float:
    """Return half the width of a single event's mark.

    Args:
        salience: 0 to 1.
    """
    return SMALLEST + (LARGEST - SMALLEST) * salience


def wrapped(words: Sequence[tuple[str, float]], space: float, room: float) -> list[list[str]]:
    """Return words in one or two lines that have room; those words are left out that find none.

    Args:
        words: At least one, each with its width. One that is wider than the room gets a line of its own.
        space: Width of a space.
        room: Width of a line.
    """
    lines: list[list[str]] = []
    used = 0.0
    for word, width in words:
        if lines and used + space + width <= room:
            lines[-1].append(word)
            used += space + width
        elif len(lines) < _LINES:
            lines.append([word])
            used = width
        else:
            break
    return lines


def balanced(words: Sequence[tuple[str, float]], space: float) -> float:
    """Return the least room in which all words stand in two lines; the arguments are those of `wrapped`."""
    whole = sum(width for _, width in words) + space * (len(words) - 1)
    best, first = whole, 0.0
    for _, width in words[:-1]:
        first += width
        best = min(best, max(first, whole - first - space))
        first += space
    return best + _ROUNDING


def spread(names: Sequence[tuple[float, float]], gap: float) -> bool:
    """Return whether words on one line, each by its left and right end, from left to right, all stand apart."""
    return all(end + gap <= start for (_, end), (start, _) in pairwise(names))


def _grouped(spots: Sequence[Spot], quad: Quad) -> list[_Group]:
    """Return the marks of a row from left to right, merged until none touch."""
    found: list[_Group] = []
    for index in sorted((n for n, spot in enumerate(spots) if spot.quad is quad), key=lambda n: spots[n].x):
        spot = spots[index]
        found.append(_Group(x=_inside(spot.x, spot.half), half=spot.half, members=(index,)))
        while len(found) > 1 and found[-1].x - found[-2].x < found[-1].half + found[-2].half + MARK_GAP_PX:
            found[-2:] = [_joined(found[-2], found[-1])]
    return found


def _joined(one: _Group, other: _Group) -> _Group:
    members = tuple(sorted((*one.members, *other.members)))
    x = (one.x * len(one.members) + other.x * len(other.members)) / len(members)
    half = half_of(len(members))
    return _Group(x=_inside(x, half), half=half, members=members)


def _inside(x: float, half: float) -> float:
    return min(max(x, PLOT_LEFT + half), PLOT_RIGHT - half)


def _labelled(spots: Sequence[Spot], groups: dict[Quad, list[_Group]], *, is_above: bool) -> list[_Place]:
    """Return places for the labels of one side: of several ways to fill the lanes, the one that tells most."""
    rows = _ABOVE if is_above else _BELOW
    of = {member: group for quad in rows for group in groups[quad] for member in group.members}
    leaders = {index: _leader(spots[index], of[index]) for index in sorted(of) if spots[index].forms}

    def told(places: list[_Place]) -> float:
        return sum(spots[place.spot].weight * (1 + place.form.share**2) for place in places)

    ways = (_filled(spots, leaders, way) for way in product(_LANE_ORDERS, _ANCHOR_ORDERS, _WIDEST, _TURNS))
    return _sunk(max(ways, key=told))


def _leader(spot: Spot, group: _Group) -> float:
    """Return where an event's leader stands: at its own date, as far as its mark reaches."""
    return min(max(spot.x, group.x - _HELD * group.half), group.x + _HELD * group.half)


def _filled(spots: Sequence[Spot], leaders: dict[int, float], way: "_Way") -> list[_Place]:
    """Return a side's labels, each in the first place that is free; the heaviest event's is the first of all."""
    lanes, anchors, widest, turn = way
    order = [*leaders]
    order = [*order[:1], *order[1 + turn : 1 + _TURNED], *order[1 : 1 + turn], *order[1 + _TURNED :]]
    placed: list[_Place] = []
    for index in order:
        if len(placed) == MOST_LABELS:
            break
        place = _place(index, spots[index], leaders[index], placed, (lanes, anchors, widest))
        if place is not None:
            placed.append(place)
    return placed


def _place(
    index: int,
    spot: Spot,
    x: float,
    placed: Sequence[_Place],
    way: tuple[tuple[int, ...], tuple[Anchor, ...], float],
) -> _Place | None:
    """Return the first free place of a label, as fully written as has room; None where there is none."""
    lanes, anchors, widest = way
    rooms = {lane: room for lane in lanes if (room := _room(x, lane, placed)) is not None}
    for form in [form for form in spot.forms if form.width <= widest] or spot.forms[-1:]:
        for lane, (start, end) in rooms.items():
            for anchor in anchors if form.width <= end - start else ():
                left = _left(anchor, x, form.width, start, end)
                if left >= start and left + form.width <= end:
                    return _Place(spot=index, form=form, anchor=anchor, lane=lane, left=left, x=x)
    return None


def _room(x: float, lane: int, placed: Sequence[_Place]) -> tuple[float, float] | None:
    """Return between which ends a label over a leader may stand in a lane; None where its leader has no way there."""
    start, end = float(EDGE_PX), float(WIDTH - EDGE_PX)
    for other in placed:
        if other.lane > lane:
            left = right = other.x
            gap = GAP_PX / 2
        else:
            left, right = other.left, other.right
            gap = GAP_PX / 2 if other.lane < lane else GAP_PX
            if left - GAP_PX / 2 < x < right + GAP_PX / 2:
                return None
            if other.lane < lane:
                continue
        if right <= x:
            start = max(start, right + gap)
        else:
            end = min(end, left - gap)
    return (start, end) if start <= x <= end else None


def _left(anchor: Anchor, x: float, width: float, start: float, end: float) -> float:
    """Return the left end of a label; one over its leader is moved as far as its room demands."""
    if anchor is Anchor.RIGHT:
        return x - _LEADER_PX
    if anchor is Anchor.LEFT:
        return x + _LEADER_PX - width
    return min(max(x - width / 2, start), end - width)


def _sunk(placed: list[_Place]) -> list[_Place]:
    """Return labels each in the lane nearest to the rows in which it has room where it is."""
    for index, place in enumerate(placed):
        others = [*placed[:index], *placed[index + 1 :]]
        for lane in range(place.lane):
            room = _room(place.x, lane, others)
            if room is not None and room[0] <= place.left and place.right <= room[1]:
                placed[index] = replace(place, lane=lane)
                break
    return placed


_Way = tuple[tuple[int, ...], tuple[Anchor, ...], float, int]
_LANE_ORDERS = (tuple(range(LANES)), tuple(reversed(range(LANES))))
_ANCHOR_ORDERS = (tuple(Anchor), (Anchor.LEFT, Anchor.RIGHT, Anchor.MIDDLE), (Anchor.MIDDLE,))
_WIDEST = (float(WIDTH), 400.0, 320.0)
_TURNED = 12
_TURNS = range(0, _TURNED, 3)
"""A way to fill the lanes: which first, on which side of its leader a label rather stands, how wide it may be, and with
which of the heaviest events after the first one it goes on."""


def _mark(quad: Quad, group: _Group, ground: _Ground) -> Mark:
    is_above = quad in _ABOVE
    start = ground.bottom + ground.below + AXIS if is_above else ground.bottom
    y = start + ((_ABOVE if is_above else _BELOW).index(quad) + 0.5) * ROW
    return Mark(quad=quad, x=group.x, y=y, half=group.half, members=group.members)


def _label(place: _Place, mark: Mark, plot: Box) -> Label:
    """Return a label where its lane is; it stands next to the rows where it has a single line."""
    is_above = mark.quad in _ABOVE
    height = len(place.form.lines) * LINE
    if is_above:
        bottom = plot.top + LANE_GAP + place.lane * _LANE
        box = Box(left=place.left, right=place.right, bottom=bottom, top=bottom + height)
        return Label(
            spot=place.spot, form=place.form, box=box, anchor=place.anchor, x=place.x, start=mark.y, end=box.bottom
        )
    top = plot.bottom - LANE_GAP - place.lane * _LANE
    box = Box(left=place.left, right=place.right, bottom=top - height, top=top)
    return Label(spot=place.spot, form=place.form, box=box, anchor=place.anchor, x=place.x, start=mark.y, end=box.top)
