"""The time line: what it says, that nothing in it overlaps, and how it is drawn."""

import io
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.cards import timeline_layout as layout
from bot.cards.chart_style import COLOURS
from bot.cards.events import events_card
from bot.cards.events_long import decade_days
from bot.cards.message import Card, measure
from bot.cards.timeline_chart import (
    LONG_DAYS,
    MANY,
    Timeline,
    is_long,
    left_out_words,
    shortened,
    timeline_alt,
    timeline_picture,
)
from bot.cards.timeline_drawing import _Drawing, draw_timeline
from bot.cards.timeline_layout import Anchor, Form, Laid, Spot, balanced, half_by, lay_out, wrapped
from bot.model.dates import DateRange
from bot.model.ids import ArticleId
from bot.model.long_view import LongView
from bot.model.plover import EventType, Quad
from bot.model.settings import Palette
from bot.model.stored import EventQuery
from tests.cards import samples as s
from tests.cards.timelines import brief, long_view

QUERY = EventQuery(pair=s.PAIR)
VIEW = long_view()


def timeline(view: LongView = VIEW, palette: Palette = Palette.NIGHT) -> Timeline:
    return timeline_picture(view, QUERY, s.GAZETTEER, palette)


def parts(view: Card) -> list[dict[str, Any]]:
    return s.parts(view)


FORMS = st.lists(
    st.builds(
        lambda widths, share: Form(lines=tuple(("word", width) for width in widths), share=share),
        st.lists(st.floats(20, 480), min_size=1, max_size=2),
        st.floats(0.1, 1),
    ),
    min_size=1,
    max_size=4,
).map(tuple)
SPOTS = st.builds(
    Spot,
    x=st.floats(layout.PLOT_LEFT, layout.PLOT_RIGHT),
    quad=st.sampled_from(Quad),
    half=st.floats(0, 1).map(half_by),
    weight=st.floats(0, 4),
    forms=st.just(()) | FORMS,
)


def check(laid: Laid, spots: list[Spot]) -> None:
    """Check the laws of a time line."""
    assert sorted(member for mark in laid.marks for member in mark.members) == list(range(len(spots)))
    for quad in Quad:
        row = [mark for mark in laid.marks if mark.quad is quad]
        for one, other in pairwise(row):
            assert one.x + one.half + layout.MARK_GAP_PX <= other.x - other.half + 1e-6
        for single in row:
            assert (
                layout.PLOT_LEFT - 1e-6 <= single.x - single.half <= single.x + single.half <= layout.PLOT_RIGHT + 1e-6
            )
            assert laid.plot.bottom < single.y < laid.plot.top
    boxes = [label.box for label in laid.labels]
    for box, another in combinations(boxes, 2):
        assert box.overlap(another) == 0
    for label in laid.labels:
        box = label.box
        assert layout.EDGE_PX - 1e-6 <= box.left < box.right <= layout.WIDTH - layout.EDGE_PX + 1e-6
        assert 0 < box.bottom < box.top < laid.height
        assert box.overlap(laid.plot) == 0
        assert box.left - layout.GAP_PX <= label.x <= box.right + layout.GAP_PX
        mark = next(mark for mark in laid.marks if label.spot in mark.members)
        assert abs(label.x - mark.x) <= mark.half
        low, high = sorted((label.start, label.end))
        for beside in laid.labels:
            if beside is not label and beside.box.bottom < high and low < beside.box.top:
                assert not beside.box.left < label.x < beside.box.right, "a leader goes through a label"


@settings(max_examples=150, deadline=None)
@given(st.lists(SPOTS, min_size=1, max_size=60))
def test_nothing_overlaps_and_nobody_is_lost(spots: list[Spot]) -> None:
    laid = lay_out(spots)
    check(laid, spots)
    labelled = {label.spot for label in laid.labels}
    if any(spot.forms for spot in spots):
        assert next(number for number, spot in enumerate(spots) if spot.forms) in labelled
    assert len(labelled) == len(laid.labels) <= layout.MOST_LABELS
    assert all(spots[number].forms for number in labelled)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 2000), st.integers(1, 400), st.integers(0, 9))
def test_any_number_of_events_over_any_span_stays_in_order(count: int, years: int, seed: int) -> None:
    drawing = _Drawing(timeline(long_view(count, 1500, years, seed=seed)))
    check(drawing.laid, [drawing._spot(number, dot) for number, dot in enumerate(drawing.timeline.dots)])
    assert drawing.laid.labels[0].spot == 0
    assert drawing.laid.height <= 800


def test_marks_that_would_touch_become_one_with_all_of_their_events() -> None:
    spots = [Spot(x=x, quad=Quad.VERBAL_COOP, half=12) for x in (300, 310, 320, 700)]
    other = Spot(x=310, quad=Quad.MATERIAL_CONF, half=12)
    laid = lay_out([*spots, other])
    assert [(mark.members, mark.x) for mark in laid.marks] == [((4,), 310), ((0, 1, 2), 310), ((3,), 700)]


def test_a_side_without_events_takes_no_room() -> None:
    both = lay_out([Spot(x=300, quad=quad, half=12) for quad in (Quad.VERBAL_COOP, Quad.VERBAL_CONF)])
    one = lay_out([Spot(x=300, quad=Quad.VERBAL_CONF, half=12)])
    assert both.height - one.height == 2 * layout.ROW
    assert one.marks[0].y < one.axis < one.plot.top


def test_several_events_of_a_cluster_are_labelled_each_at_its_own_date() -> None:
    form = Form(lines=(("1972 words", 120.0),))
    spots = [Spot(x=x, quad=Quad.VERBAL_COOP, half=12, forms=(form,)) for x in (596, 610)]
    laid = lay_out(spots)
    assert len(laid.marks) == 1
    assert [label.x for label in laid.labels] == [596, 610]
    assert {label.anchor for label in laid.labels} <= set(Anchor)


def test_the_heavier_label_takes_the_room() -> None:
    wide, narrow = (Form(lines=(("words", width),)) for width in (1100.0, 30.0))
    crowd = [Spot(x=300 + 40 * n, quad=Quad.VERBAL_COOP, half=10, forms=(wide, narrow), weight=4 - n) for n in range(4)]
    laid = lay_out(crowd)
    assert laid.labels[0].spot == 0
    assert [label.form for label in laid.labels if label.form is wide] in ([], [wide])
    assert len(laid.labels) >= 2


@given(st.lists(st.floats(1, 300), min_size=1, max_size=25), st.floats(0, 20))
def test_the_balanced_room_holds_all_words_and_no_less_does(widths: list[float], space: float) -> None:
    words = [(str(number), width) for number, width in enumerate(widths)]
    room = balanced(words, space)
    assert sum(map(len, wrapped(words, space, room))) == len(words)
    assert sum(map(len, wrapped(words, space, room - 0.5))) < len(words) or max(widths) > room - 0.5


def test_words_that_find_no_room_are_left_out() -> None:
    words = [(word, 10.0 * len(word)) for word in ["Norway", "and", "Chile", "sign", "a", "treaty"]]
    assert wrapped(words, 5, 105) == [["Norway", "and"], ["Chile", "sign"]]


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (8, "Norway signs the treaty on salmon with Chile"),
        (7, "Norway signs the treaty on salmon…"),
        (5, "Norway signs the treaty…"),
        (3, "Norway signs…"),
        (1, "Norway…"),
    ],
)
def test_a_shortened_headline_ends_on_no_small_word(kept: int, told: str) -> None:
    headline = "Norway signs the treaty on salmon with Chile"
    assert shortened(headline, headline.split()[:kept]) == told


PICTURES = {
    "decades": VIEW,
    "thousands": long_view(2000),
    "centuries": long_view(300, 1100, 900),
    "one event": LongView(briefs=(brief(1, date(1972, 2, 21)),)),
    "one day": LongView(briefs=tuple(brief(n, date(2024, 3, 14)) for n in range(1, 40))),
    "one month": long_view(90, 2024, 1),
    "no letters that are known": LongView(
        briefs=tuple(brief(n, date(1950 + n, 1, 1), headline="中华人民共和国") for n in range(9))
    ),
    "endless words": LongView(briefs=tuple(brief(n, date(1950 + n, 1, 1), headline="W" * 400) for n in range(9))),
    "dollars": LongView(briefs=(brief(1, date(1990, 1, 1), headline="$US$ and _{x}^2"), brief(2, date(2000, 1, 1)))),
    "planned": LongView(
        briefs=tuple(brief(n, date(1990 + n, 1, 1), is_firm=False, kind=EventType.AID) for n in range(9))
    ),
    "conflict only": LongView(
        briefs=tuple(brief(n, date(1990 + n, 1, 1), kind=EventType.ASSAULT, is_turning=True) for n in range(30))
    ),
}


@pytest.mark.parametrize("palette", Palette)
@pytest.mark.parametrize("name", PICTURES)
def test_a_time_line_is_opaque_and_small_whatever_it_shows(name: str, palette: Palette) -> None:
    data = draw_timeline(timeline(PICTURES[name], palette))
    picture = Image.open(io.BytesIO(data))
    assert picture.width == 1200
    assert picture.height <= 800
    assert picture.format == "PNG"
    assert "transparency" not in picture.info
    assert len(data) <= 100_000
    wanted = tuple(bytes.fromhex(COLOURS[palette].ground[1:]))
    for corner in ((0, 0), (1199, 0), (0, picture.height - 1), (1199, picture.height - 1)):
        assert picture.convert("RGB").getpixel(corner) == pytest.approx(wanted, abs=2)


def test_two_pictures_share_nothing() -> None:
    first = draw_timeline(timeline())
    draw_timeline(timeline(PICTURES["conflict only"]))
    assert draw_timeline(timeline()) == first


def test_labels_begin_with_a_date_and_have_the_words_of_the_headline() -> None:
    drawing = _Drawing(timeline(LongView(briefs=(brief(1, date(1972, 2, 21)), brief(2, date(1990, 1, 1))))))
    told = [" ".join(line for line, _ in label.form.lines) for label in drawing.laid.labels]
    assert told == [f"{year} Kari Lund and Pablo Reyes meet in Oslo" for year in (1972, 1990)]


def test_a_turning_point_is_labelled_rather_than_what_weighs_less_however_long_its_headline() -> None:
    long = "Norway and Chile agree after nine years of talks on the sea bed, salmon, ships and what lies between them"
    turning = [brief(n, date(1950 + 20 * n, 1, 1), headline=long, is_turning=True) for n in range(3)]
    others = [brief(9 + n, date(1951 + n, 6, 1)) for n in range(60)]
    drawing = _Drawing(timeline(LongView(briefs=(*turning, *others))))
    assert {0, 1, 2} <= {label.spot for label in drawing.laid.labels}


@pytest.mark.parametrize(
    ("days", "when"),
    [
        ([("1972-02-21", 1), ("1990-01-01", 1)], ["1972", "1990"]),
        ([("1950-06-25", 1130), ("1990-01-01", 1)], ["1950–53", "1990"]),
        ([("1899-10-11", 963), ("1990-01-01", 1)], ["1899–1902", "1990"]),
        ([("2023-01-10", 1), ("2024-06-14", 1)], ["Jan 2023", "Jun 2024"]),
        ([("2024-06-01", 30), ("2024-06-14", 1)], ["Jun 2024", "14 Jun"]),
    ],
)
def test_dates_are_as_fine_as_the_span_lets_them(days: list[tuple[str, int]], when: list[str]) -> None:
    briefs = [brief(n, date.fromisoformat(day), days=length) for n, (day, length) in enumerate(days)]
    assert [dot.when for dot in timeline(LongView(briefs=tuple(briefs))).dots] == when


@pytest.mark.parametrize(
    ("count", "gap", "wanted"),
    [
        pytest.param(0, 1, False, id="none"),
        pytest.param(1, 1, False, id="one"),
        pytest.param(2, LONG_DAYS, False, id="three years"),
        pytest.param(2, LONG_DAYS + 1, True, id="more than three years"),
        pytest.param(MANY, 1, False, id="a month"),
        pytest.param(MANY + 1, 1, True, id="many in a month"),
    ],
)
def test_which_timelines_are_drawn(count: int, gap: int, wanted: bool) -> None:
    briefs = [brief(n, date(2000, 1, 1) + timedelta(days=n * gap)) for n in range(count)]
    assert is_long(LongView(briefs=tuple(briefs))) is wanted


def test_alternative_text_tells_span_counts_and_what_weighs_most() -> None:
    briefs = (
        brief(1, date(1972, 2, 21), kind=EventType.AID, headline="Chile sends Norway salmon", is_turning=True),
        brief(2, date(1951, 5, 1), kind=EventType.ASSAULT, headline="Norway seizes a ship", is_turning=True),
        brief(3, date(1990, 1, 1)),
    )
    assert timeline_alt(LongView(briefs=briefs), QUERY, s.GAZETTEER) == (
        "Time line: Norway – Chile, 1951–1990, 3 events. Cooperation: 1 done, 1 said; conflict: 1 done, 0 said. "
        "Turning points: 1951 Norway seizes a ship; 1972 Chile sends Norway salmon."
    )
    told = timeline_alt(LongView(briefs=briefs[2:]), QUERY, s.GAZETTEER)
    assert told.endswith("Weightiest: 1 Jan Kari Lund and Pablo Reyes meet in Oslo.")


@settings(deadline=None)
@given(st.integers(1, 300), st.integers(1, 300), st.text(min_size=1, max_size=500))
def test_alternative_text_stays_short(count: int, years: int, title: str) -> None:
    view = long_view(count, 1700, years)
    assert len(timeline_alt(view, EventQuery(article=ArticleId(1)), s.GAZETTEER, title)) <= 400
    assert f"{count} event" in timeline_alt(view, QUERY, s.GAZETTEER)


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        ({}, ""),
        ({"undated": 1}, "1 undated event"),
        ({"undated": 3, "withdrawn": 1}, "3 undated and 1 withdrawn event"),
        ({"undated": 1, "withdrawn": 2, "more": 1200}, "1 undated, 2 withdrawn and 1,200 less weighty events"),
    ],
)
def test_what_is_left_out_is_counted(left_out: dict[str, int], told: str) -> None:
    assert left_out_words(LongView(**left_out)) == told  # type: ignore[arg-type]  # by name


def test_the_card_has_the_picture_what_it_leaves_out_and_the_decades() -> None:
    view = long_view(80, 1950, 70, undated=2)
    shown = events_card(s.timeline(8, total=80), QUERY, s.GAZETTEER, view=view, image=b"png")
    assert [file.name for file in shown.attached] == ["timeline.png"]
    assert "-# Larger marks weigh more · without 2 undated events" in s.texts(shown)
    gallery = next(part for part in parts(shown) if part["type"] == 12)
    assert gallery["items"][0]["description"] == timeline_alt(view, QUERY, s.GAZETTEER)
    years = next(part for part in parts(shown) if part.get("placeholder", "").startswith("Years"))
    assert [option["label"] for option in years["options"]] == [
        "All years",
        *(f"{decade.first_year}s" for decade in reversed(view.decades)),
    ]
    assert [option["label"] for option in years["options"] if option["default"]] == ["All years"]
    assert years["custom_id"].startswith("ey:")


def test_a_chosen_decade_is_marked_and_a_typed_period_named() -> None:
    def years(period: DateRange) -> tuple[str, list[str]]:
        shown = events_card(s.timeline(8), replace(QUERY, period=period, offset=16), s.GAZETTEER, view=VIEW)
        part = next(part for part in parts(shown) if part.get("placeholder", "").startswith("Years"))
        return part["placeholder"], [option["label"] for option in part["options"] if option["default"]]

    assert years(decade_days(1970)) == ("Years: the 1970s", ["1970s"])
    assert years(DateRange(start=date(1971, 1, 1), end=date(1972, 12, 31))) == ("Years: 1971–1972", [])


def test_a_short_timeline_has_neither_picture_nor_decades() -> None:
    view = long_view(8, 2020, 1, undated=3)
    shown = events_card(s.timeline(8), QUERY, s.GAZETTEER, view=view)
    assert not any("Larger marks" in text or "Attach Files" in text for text in s.texts(shown))
    assert not any(part.get("placeholder", "").startswith("Years") for part in parts(shown))


def test_without_the_right_to_attach_files_the_card_says_so() -> None:
    shown = events_card(s.timeline(8), QUERY, s.GAZETTEER, view=VIEW)
    assert "-# The time line is left out: Backchannel needs Attach Files in this channel" in s.texts(shown)


def test_the_largest_card_fits() -> None:
    view = long_view(2000, 1000, 1000, undated=99_999, withdrawn=99_999, more=99_999)
    page = s.timeline(8, total=99_999)
    many = replace(
        page, events=tuple(replace(one, event=replace(one.event, headline="A *long* one " * 30)) for one in page.events)
    )
    shown = events_card(many, QUERY, s.GAZETTEER, view=view, image=b"png", records=5)
    assert measure(shown).components <= 40
    years = next(part for part in parts(shown) if part.get("placeholder", "").startswith("Years"))
    assert len(years["options"]) == 25
