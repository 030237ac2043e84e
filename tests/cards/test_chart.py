"""The chart: its size, its words, its colours, and that nothing in it overlaps."""

import io
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.cards.barometer_words import change_words, extreme_words, side, signed, value_words
from bot.cards.chart import (
    CALM,
    LETTERS,
    WIDE,
    Chart,
    Marker,
    mini_alt,
    mini_chart,
    relations_alt,
    relations_chart,
    sparse_runs,
    ticks,
)
from bot.cards.chart_canvas import can_write
from bot.cards.chart_drawing import Drawing, draw
from bot.cards.chart_labels import EDGE_PX, GAP_PX, LANES, Placed, Wanted, grouped, place
from bot.cards.chart_style import COLOURS
from bot.cards.chart_zones import Box, free_place
from bot.model.barometer import BarometerPeriod, Extreme, Step
from bot.model.dates import DateRange
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.settings import Palette
from tests.cards import barometers as b
from tests.cards import samples as s

FULL = relations_chart(b.barometer(), s.GAZETTEER)


def opened(chart: Chart) -> Image.Image:
    return Image.open(io.BytesIO(draw(chart)))


def crowd(*days_ago: int) -> tuple[Marker, ...]:
    """Markers whose words are as long as they may be."""
    return tuple(
        Marker(
            letter=letter,
            word="Use of force to (plan)" if ago < 0 else "Mobilisation of",
            day=b.TODAY - timedelta(days=ago),
            bar=None,
            is_up=ago % 2 == 0,
            is_planned=ago < 0,
        )
        for letter, ago in zip(LETTERS, days_ago, strict=False)
    )


CHARTS = {
    "half a year": FULL,
    "by day": relations_chart(b.barometer(values=b.VALUES, step=Step.DAY), s.GAZETTEER),
    "by month": relations_chart(b.barometer(values=b.VALUES * 4, step=Step.MONTH), s.GAZETTEER),
    "one point": replace(FULL, points=FULL.points[:1]),
    "all in conflict": relations_chart(b.barometer(values=(-9.6,) * 26, movers=b.MOVERS[:1]), s.GAZETTEER),
    "at the top": relations_chart(b.barometer(values=(10.0,) * 13, movers=()), s.GAZETTEER),
    "wide band": relations_chart(b.barometer(width=4.9), s.GAZETTEER),
    "a crowd on one day": replace(FULL, markers=crowd(3, 3, 3, 3, 3, 3)),
    "a crowd in one week": replace(FULL, markers=crowd(6, 5, 4, 3, 2, -2)),
    "a crowd at both ends": replace(FULL, markers=crowd(178, 176, 170, 8, 1, -3)),
    "apart": replace(FULL, markers=crowd(170, 140, 100, 70, 30, -4)),
    "before the first point": replace(FULL, markers=crowd(181, 100)),
    "long names": replace(FULL, titles=("St Vincent & Grenadines – Bosnia and Herzegovina", "VCT – BIH")),
    "no letters that are known": replace(FULL, titles=("中华人民共和国 – الجزائر", "CHN – DZA")),
    "dollars": replace(FULL, titles=("$US$ – _{x}^2",)),
}


@pytest.mark.parametrize("palette", Palette)
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_opaque_and_small_whatever_it_shows(name: str, palette: Palette) -> None:
    full = replace(CHARTS[name], palette=palette)
    for chart, height, kilobytes in ((full, 600, 100), (replace(full, is_mini=True, markers=()), 420, 50)):
        data = draw(chart)
        picture = Image.open(io.BytesIO(data))
        assert picture.size == (1200, height)
        assert picture.format == "PNG"
        assert "transparency" not in picture.info
        assert len(data) <= kilobytes * 1000


@pytest.mark.parametrize("palette", Palette)
def test_the_ground_is_the_palette_s(palette: Palette) -> None:
    picture = opened(replace(FULL, palette=palette)).convert("RGB")
    wanted = tuple(bytes.fromhex(COLOURS[palette].ground[1:]))
    for corner in ((0, 0), (1199, 0), (0, 599), (1199, 599)):
        assert picture.getpixel(corner) == pytest.approx(wanted, abs=2)


def test_two_pictures_share_nothing() -> None:
    first = draw(FULL)
    draw(CHARTS["a crowd on one day"])
    assert draw(FULL) == first


@pytest.mark.parametrize("name", CHARTS)
def test_every_letter_stands_in_the_picture_and_no_words_overlap(name: str) -> None:
    drawing = Drawing(CHARTS[name])
    drawing.png()
    told = [marker.letter for _, group in drawing.placed for marker in group]
    assert sorted(told) == [marker.letter for marker in CHARTS[name].markers]
    check([placed for placed, _ in drawing.placed], 1200)
    for placed, _ in drawing.placed:
        assert drawing.box.left - 30 <= placed.x <= drawing.box.right + 30


def check(placed: list[Placed], width: float) -> None:
    for one in placed:
        assert EDGE_PX <= one.left < one.right <= width - EDGE_PX
    for one, other in combinations(placed, 2):
        if one.lane == other.lane:
            assert one.left >= other.right + GAP_PX or other.left >= one.right + GAP_PX
        lower, upper = sorted((one, other), key=lambda label: label.lane)
        if lower.lane < upper.lane:
            assert not lower.left < upper.x < lower.right


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.floats(90, 1050), st.floats(60, 330)), min_size=1, max_size=6))
def test_placed_labels_never_overlap(wanted: list[tuple[float, float]]) -> None:
    groups = grouped([x for x, _ in wanted])
    labels = [Wanted(x=wanted[group[0]][0], wide=wanted[group[0]][1], narrow=26) for group in groups]
    placed = place(labels, 1200)
    if placed is not None:
        assert [one.x for one in placed] == [label.x for label in labels]
        assert {one.lane for one in placed} <= set(range(LANES))
        check(placed, 1200)


def test_markers_apart_all_keep_their_words() -> None:
    labels = [Wanted(x=120 + 180 * n, wide=160, narrow=26) for n in range(6)]
    placed = place(labels, 1200)
    assert placed is not None
    assert [(one.is_wide, one.lane) for one in placed] == [(True, 0)] * 6


def test_what_finds_no_room_keeps_its_letter() -> None:
    labels = [Wanted(x=600 + 45 * n, wide=300, narrow=26) for n in range(6)]
    placed = place(labels, 1200)
    assert placed is not None
    assert sum(one.is_wide for one in placed) == 4
    check(placed, 1200)


def test_markers_of_one_day_share_a_leader() -> None:
    assert grouped([500.0, 100.0, 505.0, 112.0, 114.0]) == [[1, 3], [4], [0, 2]]


def test_words_of_a_zone_take_the_first_free_place() -> None:
    plot = Box(left=100, right=1000, bottom=0, top=300)
    assert free_place(plot, (280, 180), 300, 30, []) == (120, 280)
    wall = Box(left=150, right=400, bottom=200, top=300)
    x, y = free_place(plot, (280, 180), 300, 30, [wall])
    assert (400 <= x < 412, y) == (True, 280)
    assert free_place(plot, (20,), 300, 30, [wall]) == (120, 20)
    ceiling = Box(left=100, right=1000, bottom=250, top=300)
    assert free_place(plot, (280, 180), 300, 30, [ceiling]) == (120, 180)
    everywhere = Box(left=100, right=1000, bottom=0, top=300)
    assert free_place(plot, (280, 180), 300, 30, [everywhere]) == (120, 280)


@pytest.mark.parametrize(
    ("palette", "colour", "least"),
    [
        (Palette.NIGHT, "text", 14.4),
        (Palette.DAY, "text", 16.7),
        (Palette.NIGHT, "secondary", 8.1),
        (Palette.DAY, "secondary", 6.5),
        (Palette.NIGHT, "cooperation", 7.2),
        (Palette.DAY, "cooperation", 5.7),
        (Palette.NIGHT, "conflict", 8.1),
        (Palette.DAY, "conflict", 4.9),
        (Palette.NIGHT, "line", 14.4),
        (Palette.DAY, "line", 16.7),
    ],
)
def test_colours_stand_out_from_the_ground(palette: Palette, colour: str, least: float) -> None:
    colours = COLOURS[palette]
    bright, dark = sorted((luminance(getattr(colours, colour)), luminance(colours.ground)), reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= least


def luminance(colour: str) -> float:
    """Relative luminance of sRGB (WCAG 2.2)."""
    shares = [value / 255 for value in bytes.fromhex(colour[1:])]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("width", "scale"), [(0.6, CALM), (0.8, WIDE)])
def test_the_scale_widens_as_soon_as_the_band_leaves_it(width: float, scale: float) -> None:
    assert relations_chart(b.barometer(width=width), s.GAZETTEER).scale == scale


def test_a_marker_stands_on_the_line() -> None:
    last, before = FULL.points[-1], FULL.points[-2]
    assert FULL.value_on(last.days.end) == last.value
    assert FULL.value_on(last.days.end + timedelta(days=9)) == last.value
    assert FULL.value_on(date(2000, 1, 1)) == FULL.points[0].value
    between = FULL.value_on(before.days.end + timedelta(days=3))
    assert between == pytest.approx(before.value + 3 / 7 * (last.value - before.value))


def test_the_markers_of_a_chart() -> None:
    assert [(m.letter, m.word, m.is_up, m.is_planned, m.bar is not None) for m in FULL.markers] == [
        ("A", "Use of force", False, False, True),
        ("B", "Talks", True, False, True),
        ("C", "Agreement", True, False, False),
        ("D", "Talks", True, False, False),
        ("E", "Talks (plan)", True, True, False),
    ]
    assert FULL.markers[-1].day == date(2024, 6, 17)


def test_a_title_that_can_t_be_written_or_has_no_room_is_by_codes() -> None:
    assert can_write("Côte d’Ivoire – Türkiye")
    assert not can_write("中国")
    unknown = replace(b.barometer(), pair=replace(s.PAIR, first=CountryCode("XXX")))
    assert relations_chart(unknown, s.GAZETTEER).titles == ("XXX – Chile", "XXX – CHL")


@pytest.mark.parametrize(
    ("days", "first_way"),
    [
        (27, ["19 May 2024", "26 May", "2 Jun", "9 Jun"]),
        (91, ["Mar 2024", "Apr", "May", "Jun"]),
        (40, ["6 May 2024", "13 May", "20 May", "27 May", "3 Jun", "10 Jun"]),
    ],
)
def test_the_finest_parting_of_an_axis(days: int, first_way: list[str]) -> None:
    way = ticks(DateRange(start=b.TODAY - timedelta(days=days), end=b.TODAY))[0]
    assert [tick.word for tick in way] == first_way


@given(st.dates(date(1905, 1, 1), date(2095, 1, 1)), st.integers(1, 36_000))
def test_an_axis_can_always_be_parted(start: date, length: int) -> None:
    ways = ticks(DateRange(start=start, end=start + timedelta(days=length)))
    for way in ways:
        assert way[0].word
        assert [tick.day for tick in way] == sorted({tick.day for tick in way})
    assert length < 100 or ways


def test_the_line_is_dotted_where_a_step_is_sparse() -> None:
    assert list(sparse_runs(FULL.points)) == [(False, 0, 10), (True, 10, 13), (False, 13, 25)]
    assert list(sparse_runs(FULL.points[:1])) == []


def test_alternative_text_has_the_numbers() -> None:
    assert relations_alt(b.barometer(), s.GAZETTEER) == (
        "Line chart: barometer of Norway – Chile, 17 December 2023 to 15 June 2024, by week, scale −10 (conflict) to "
        "+10 (cooperation). Starts at +1.1, low −4.3 in late January, now +1.4, likely between +0.7 and +2.1. Dotted "
        "line: fewer than 3 events a week. Events marked A to E are listed below the chart."
    )
    assert mini_alt(b.barometer(values=b.VALUES[-13:]), s.GAZETTEER) == (
        "Line chart: barometer of Norway – Chile, 17 March to 15 June 2024, by week. From −2.8 to +1.4, on the "
        "cooperation side; likely between +0.7 and +2.1."
    )
    alone = b.barometer(movers=b.MOVERS[:1])
    assert relations_alt(alone, s.GAZETTEER).endswith("The event marked A is listed below the chart.")


@pytest.mark.parametrize("asked", BarometerPeriod)
def test_alternative_text_stays_short(asked: BarometerPeriod) -> None:
    wide = replace(s.PAIR, first=CountryCode("VCT"))
    for step in Step:
        shown = replace(b.barometer(asked=asked, step=step), pair=wide)
        assert len(relations_alt(shown, s.GAZETTEER)) <= 400
        assert len(mini_alt(shown, s.GAZETTEER)) <= 400


def test_all_that_stands_in_the_picture_is_told_elsewhere() -> None:
    """Title, step, value, scale and dots are in the alternative text; letters and words are in the card's list."""
    told = relations_alt(b.barometer(), s.GAZETTEER)
    for words in (FULL.titles[0], "by week", signed(FULL.points[-1].value), "conflict", "cooperation", "A to E"):
        assert words in told
    small = mini_alt(b.barometer(), s.GAZETTEER)
    assert signed(mini_chart(b.barometer()).points[-1].value) in small


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.44, "+1.4, on the cooperation side"),
        (-4.26, "−4.3, on the conflict side"),
        (0.3, "+0.3, on the cooperation side"),
        (0.26, "+0.3, on the cooperation side"),
        (0.24, "+0.2, near zero"),
        (-0.04, "0.0, near zero"),
        (-0.31, "−0.3, on the conflict side"),
        (10.0, "+10.0, on the cooperation side"),
    ],
)
def test_a_value_in_words(value: float, words: str) -> None:
    assert value_words(value) == words
    assert words.endswith(side(value))


@pytest.mark.parametrize(
    ("change", "words"), [(0.46, "up 0.5 in a week"), (-2.0, "down 2.0 in a week"), (0.04, "unchanged in a week")]
)
def test_a_change_in_words(change: float, words: str) -> None:
    assert change_words(change) == words


@pytest.mark.parametrize(
    ("step", "end", "words"),
    [
        (Step.WEEK, date(2023, 2, 10), "5.7 above the low of −4.3 in early February"),
        (Step.WEEK, date(2023, 2, 20), "5.7 above the low of −4.3 in mid-February"),
        (Step.WEEK, date(2022, 2, 21), "5.7 above the low of −4.3 in late February 2022"),
        (Step.DAY, date(2023, 2, 3), "5.7 above the low of −4.3 on 3 February"),
        (Step.MONTH, date(2019, 2, 28), "5.7 above the low of −4.3 in February 2019"),
    ],
)
def test_distance_from_a_low(step: Step, end: date, words: str) -> None:
    low = Extreme(value=-4.3, days=DateRange.day(end), is_low=True)
    assert extreme_words(low, 1.4, step, 2023) == words


def test_no_distance_no_words() -> None:
    high = Extreme(value=1.42, days=DateRange.day(b.TODAY), is_low=False)
    assert extreme_words(high, 1.4, Step.WEEK, 2023) == ""
    assert extreme_words(None, 1.4, Step.WEEK, 2023) == ""
    assert "below the high of +1.4" in extreme_words(high, -2, Step.WEEK, 2023)


def test_a_mover_s_side() -> None:
    assert [b.mover(1, kind, b.TODAY).is_cooperative for kind in (EventType.AID, EventType.REJECT)] == [True, False]
    assert not b.mover(1, EventType.REQUEST, b.TODAY, is_planned=True).is_cooperative
