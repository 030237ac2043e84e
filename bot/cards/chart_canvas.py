"""The sheet that a picture is drawn on: words, their widths, the line of the title, and the file that it becomes.

Imported by the worker process that draws, and by tests; never by the bot's own process.
"""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags
from PIL import Image

from bot.cards import chart_style as style
from bot.model.language import spoken
from bot.model.settings import Palette

_COLOURS = 160
"""Of the picture's own palette: its shades and the edges between them."""
_FIXED_POINT = 1 << 16
"""FreeType gives unhinted advances in 16.16 fixed point."""
_MARK = "Backchannel"


def can_write(words: str, font: Path = style.BOLD) -> bool:
    """Return whether the shipped font of the spoken language has a glyph for every character."""
    known = get_font(_file(font)).get_charmap()
    return all(ord(character) in known for character in words)


def advance(letter: str, size: int, font: Path) -> float:
    """Return how far a letter moves the next one on, in pixels, as it is without the ones beside it.

    Args:
        letter: One that the font has.
        size: In pixels.
        font: Its weight's file.
    """
    face = get_font(_file(font))
    face.set_size(size * 72 / style.DPI, style.DPI)
    return float(face.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / _FIXED_POINT


class Sheet:
    """One picture while it is drawn. It counts pixels from the lower left corner."""

    def __init__(self, palette: Palette, height: int) -> None:
        """Take an empty sheet.

        Args:
            palette: Its colours.
            height: In pixels; each is 1200 wide.
        """
        self.height = height
        self.colours = style.COLOURS[palette]
        inches = (style.WIDTH / style.DPI, height / style.DPI)
        self.figure = Figure(figsize=inches, dpi=style.DPI, facecolor=self.colours.ground)
        self.canvas = FigureCanvasAgg(self.figure)

    def file(self) -> bytes:
        """Return what was drawn as PNG."""
        self.canvas.draw()
        picture = Image.fromarray(_rgb(self.canvas), "RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        out = io.BytesIO()
        picture.save(out, "PNG", optimize=True)
        return out.getvalue()

    def width(self, words: str, size: int, font: Path) -> float:
        """Return how wide words are."""
        return float(
            self.canvas.get_renderer().get_text_width_height_descent(words, _font(font, size), ismath=False)[0]
        )

    def write(self, x: float, y: float, words: str, size: int, font: Path, colour: str, **how: Any) -> None:
        """Write words at a place of the picture."""
        placing = {"ha": "left", "va": "center_baseline", **how}
        self.figure.text(
            x / style.WIDTH,
            y / self.height,
            words,
            fontproperties=_font(font, size),
            color=colour,
            parse_math=False,
            **placing,
        )

    def title(self, titles: Sequence[str], subtitles: Sequence[str]) -> None:
        """Write what a picture is about as fully as it has room, then what it shows, then who drew it."""
        palette, y = self.colours, self.height - style.TITLE_DROP
        right = style.WIDTH - style.EDGE
        room = right - self.width(_MARK, style.WORDMARK, style.SEMIBOLD) - 2 * style.EDGE
        written = [words for words in titles if can_write(words)]
        fitting = [words for words in written if style.EDGE + self.width(words, style.TITLE, style.BOLD) <= room]
        title = next(iter(fitting or written[-1:]), "")
        start = style.EDGE + self.width(title, style.TITLE, style.BOLD) + style.EDGE * 1.2
        self.write(style.EDGE, y, title, style.TITLE, style.BOLD, palette.text, va="baseline")
        self.write(right, y, _MARK, style.WORDMARK, style.SEMIBOLD, palette.secondary, ha="right", va="baseline")
        for words in filter(can_write, subtitles):
            if start + self.width(words, style.SUBTITLE, style.REGULAR) <= room:
                self.write(start, y, words, style.SUBTITLE, style.REGULAR, palette.secondary, va="baseline")
                break


def _font(path: Path, size: int) -> FontProperties:
    """Return a font of the spoken language; its size comes in pixels."""
    return FontProperties(fname=_file(path), size=size * 72 / style.DPI)


def _file(font: Path) -> str:
    return str(style.face(font, spoken().tag))


def _rgb(canvas: FigureCanvasAgg) -> Any:
    import numpy as np

    return np.ascontiguousarray(np.asarray(canvas.buffer_rgba())[:, :, :3])
