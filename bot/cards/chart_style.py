"""How charts look: palettes, sizes and fonts. Sizes are pixels of the picture unless named otherwise."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.model.settings import Palette

FONTS: Final = Path(__file__).parent / "fonts"
"""Noto Sans 2.015 (SIL Open Font License 1.1): static instances for Latin, Greek and Cyrillic."""
REGULAR, SEMIBOLD, BOLD = (FONTS / f"NotoSans-{name}.ttf" for name in ("Regular", "SemiBold", "Bold"))
SCRIPTS: Final = {"zh-CN": "SC", "zh-TW": "TC", "ja": "JP", "ko": "KR"}
"""Languages with fonts of their own: Noto Sans CJK 2.004 (SIL Open Font License 1.1), cut by `tools/chart_fonts.py`."""


def face(font: Path, tag: str) -> Path:
    """Return the file that writes a font's weight in a language; these fonts have no weight between regular and bold.

    Args:
        font: One of the three above.
        tag: Of the language.
    """
    script = SCRIPTS.get(tag)
    return font if script is None else FONTS / f"NotoSans{script}-{'Regular' if font == REGULAR else 'Bold'}.otf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Colours of a palette; a share is a colour's opacity."""

    ground: str
    text: str
    secondary: str
    line: str
    second: str
    band: str
    band_share: float
    cooperation: str
    cooperation_share: float
    conflict: str
    conflict_share: float
    grid: str
    zero: str


COLOURS: Final = {
    Palette.NIGHT: Colours(
        ground="#1F2129",
        text="#F2F3F5",
        secondary="#B4BAC4",
        line="#F2F3F5",
        second="#5FD3C6",
        band="#9AA6BF",
        band_share=0.28,
        cooperation="#6CB4FF",
        cooperation_share=0.09,
        conflict="#FFA552",
        conflict_share=0.09,
        grid="#363A45",
        zero="#8D95A3",
    ),
    Palette.DAY: Colours(
        ground="#FFFFFF",
        text="#1B1D23",
        secondary="#565D69",
        line="#1B1D23",
        second="#0B6F68",
        band="#5F6E8C",
        band_share=0.22,
        cooperation="#0B63C4",
        cooperation_share=0.07,
        conflict="#B4540A",
        conflict_share=0.08,
        grid="#E1E4EA",
        zero="#7A828F",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Sizes of a chart.

    Attributes:
        height: Of the picture; each is 1200 wide.
        box: Left, bottom, width and height of the plot, as shares of the picture.
        line_pt: Width of the line, in points.
        axis, zone: Sizes of the axis' and the zones' words.
    """

    height: int
    box: tuple[float, float, float, float]
    line_pt: float
    axis: int
    zone: int


WIDTH: Final = 1200
FULL: Final = Layout(height=600, box=(0.082, 0.14, 0.785, 0.555), line_pt=4.5, axis=34, zone=31)
MINI: Final = Layout(height=420, box=(0.092, 0.20, 0.745, 0.73), line_pt=5.5, axis=38, zone=36)
TITLE, SUBTITLE, WORDMARK, NOW, LABEL = 42, 32, 26, 52, 31
MARKER_PT, RING_PT = 19.0, 3.0
TITLE_DROP: Final = 55
"""Of the title's foot, below the picture's upper edge."""
LANE_Y: Final = (452, 497)
"""Heights of the two lanes of labels above the picture's lower edge."""
LANE_FOOT: Final = 20
"""How far below a lane's middle its leaders end."""
EDGE: Final = 28
"""Between the title, the wordmark, and the picture's edge."""
DPI: Final = 100
"""Pixels an inch, from which points are counted: a point is 1/72 inch."""
