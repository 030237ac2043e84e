"""Two barometers on one card and in one picture."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from bot.cards.chart_drawing import draw
from bot.cards.compare import compare_alt, compare_card, compare_chart, compare_data_card
from bot.cards.message import measure
from bot.model.barometer import BarometerPeriod, Comparison, PairBarometer, Step
from bot.model.countries import Dyad
from bot.model.ids import CountryCode
from bot.model.settings import Palette
from tests.cards import barometers as b
from tests.cards import samples as s

OTHER = Dyad(first=CountryCode("NOR"), second=CountryCode("VCT"))
LONGEST = "Kari Lund, the Foreign Minister of Norway, and Pablo Reyes of Chile " * 8


def other(**how: object) -> PairBarometer:
    return replace(b.barometer(**how), pair=OTHER)  # type: ignore[arg-type]  # by name


BOTH = Comparison(first=b.barometer(), second=other(values=tuple(-one for one in b.VALUES), width=0.4))
ONE = Comparison(first=b.too_little(), second=other())
NEITHER = Comparison(first=b.too_little(), second=replace(b.too_little(0), pair=OTHER))


@pytest.mark.parametrize("shown", [BOTH, ONE, NEITHER], ids=["both", "one", "neither"])
@pytest.mark.parametrize("headline", ["They meet", LONGEST], ids=["short", "long"])
@pytest.mark.parametrize("asked", BarometerPeriod)
def test_a_card_fits(shown: Comparison, headline: str, asked: BarometerPeriod) -> None:
    first, second = (
        replace(one, asked=asked, moved=tuple(b.moved_by(one.barometer.movers, headline))) for one in shown.both
    )
    image = b"png" if shown.drawn else None
    made = compare_card(replace(shown, first=first, second=second), s.GAZETTEER, image)
    size = measure(made)
    assert size.components <= 40
    assert size.characters <= 4000


def text_of(shown: Comparison, image: bytes | None = b"png") -> str:
    return str(compare_card(shown, s.GAZETTEER, image).to_components())


def test_ranges_that_overlap_tell_no_difference() -> None:
    alike = Comparison(first=b.barometer(), second=other())
    assert alike.higher is None
    assert "+1.4 and +1.4: no sure difference" in text_of(alike)
    assert BOTH.higher is BOTH.first
    assert Comparison(first=BOTH.second, second=BOTH.first).higher is BOTH.first
    assert "stands nearer to cooperation" in text_of(BOTH)
    assert "no sure difference" not in text_of(BOTH)


def test_each_pair_has_its_value_range_change_and_what_moved_it_most() -> None:
    shown = text_of(BOTH)
    for told in ("+1.4, on the cooperation side", "−1.4, on the conflict side", "Likely between", "up 0.5 in a week"):
        assert told in shown
    assert shown.count("What moved it most") == 2
    assert shown.count("▲") + shown.count("▼") == 6
    assert "Sources: " in shown


def test_a_pair_with_too_little_is_named_and_the_other_shown() -> None:
    shown = text_of(ONE)
    assert "Too little to draw of 🇳🇴" in shown
    assert "Too little to draw: 6 events in this time" in shown
    assert "+1.4, on the cooperation side" in shown
    assert "Too little to draw of both" in text_of(NEITHER, None)


def test_a_card_without_a_picture_says_why() -> None:
    assert "needs Attach Files" in text_of(BOTH, None)


@pytest.mark.parametrize("shown", [BOTH, ONE], ids=["both", "one"])
def test_the_alternative_text_has_every_line_s_numbers(shown: Comparison) -> None:
    alt = compare_alt(shown, s.GAZETTEER)
    assert len(alt) <= 400
    assert alt.count("likely between") == shown.drawn
    assert ("dashed line with diamonds" in alt) == (shown.drawn == 2)


@pytest.mark.parametrize("palette", Palette)
@pytest.mark.parametrize("gap", [0.0, 0.4, 9.0])
def test_the_picture_of_two_lines(palette: Palette, gap: float) -> None:
    second = tuple(max(-10.0, one - gap) for one in b.VALUES)
    chart = compare_chart(Comparison(first=b.barometer(), second=other(values=second)), s.GAZETTEER, palette)
    picture = Image.open(io.BytesIO(made := draw(chart)))
    assert (picture.size, picture.mode) == ((1200, 600), "P")
    assert len(made) <= 100_000
    alone = draw(replace(chart, second=(), names=()))
    assert made != alone


def test_lines_differ_without_colour() -> None:
    """In greyscale, with both lines in one colour, a whole line is not a dashed one."""
    chart = compare_chart(BOTH, s.GAZETTEER)
    turned = replace(chart, points=chart.second, second=chart.points)
    one, two = (Image.open(io.BytesIO(draw(each))).convert("L").tobytes() for each in (chart, turned))
    assert one != two


def test_the_scale_and_the_days_are_of_both_lines() -> None:
    wild = other(values=(-9.0,) * 26)
    chart = compare_chart(Comparison(first=b.barometer(), second=wild), s.GAZETTEER)
    assert chart.scale == 10
    assert compare_chart(ONE, s.GAZETTEER).second == ()
    by_year = Comparison(first=b.barometer(step=Step.YEAR), second=other(step=Step.YEAR))
    assert "by year" in compare_chart(by_year, s.GAZETTEER).subtitles[0]


def test_the_numbers_are_two_tables_with_the_pair_in_each_row() -> None:
    made = compare_data_card(BOTH, (b.COUNTED, b.COUNTED), s.GAZETTEER)
    lines, events = (file.data.decode().splitlines() for file in made.attached)
    assert lines[0].startswith("pair,first_day,last_day,value")
    assert {line.split(",")[0] for line in lines[1:]} == {"NOR-CHL", "NOR-VCT"}
    assert len(lines) == 1 + 2 * len(b.VALUES)
    assert events[0].startswith("pair,event,")
    assert len(events) == 1 + 2 * len(b.COUNTED)
    assert len(compare_data_card(NEITHER, ((), ()), s.GAZETTEER).attached) == 1
