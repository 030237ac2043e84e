"""Cut the fonts of pictures in Chinese, Japanese and Korean: `python tools/chart_fonts.py NotoSansCJK-*.ttc`.

Takes the collections of Noto Sans CJK, Regular and Bold (on Debian the package `fonts-noto-cjk` has them). Each font
gets the letters of its language's catalogue, of its dates and countries, and Latin ones; a test says when a translation
has one that is missing.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from babel import Locale  # noqa: E402 - the repository is no installed package

from bot.cards.chart_style import FONTS, SCRIPTS  # noqa: E402
from bot.languages.shelf import CATALOGUES, read_catalogue  # noqa: E402

WEIGHTS = ("Regular", "Bold")
_LATIN = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100))))
_MARKS = "‘’“”‚„†•…‰‹›⁄€−–—→←↑↓×÷≥≤±№"


def letters_of(tag: str) -> frozenset[str]:
    """Return the letters that words of a picture may have in a language: its catalogue's, its dates', Latin ones.

    Args:
        tag: Of a language that has a catalogue.
    """
    return frozenset("".join((_LATIN, _MARKS, *_texts(tag)))) - {"\n", "\t"}


def _texts(tag: str) -> Iterator[str]:
    for message in read_catalogue(CATALOGUES / f"{tag}.po"):
        if message.id and message.string:
            yield from (message.string,) if isinstance(message.string, str) else message.string
    locale = Locale.parse(tag.replace("-", "_"))
    yield from locale.territories.values()
    for words in (locale.months, locale.days, locale.quarters):
        yield from _leaves(words)
    yield from (str(form) for form in locale.date_formats.values())


def _leaves(table: Any) -> Iterator[str]:
    """Yield the words of a nested table."""
    for value in table.values():
        yield from (value,) if isinstance(value, str) else _leaves(value)


def _make_narrow(font: Any) -> None:
    """Give Latin marks their proportional forms: headlines stay English, and "China’s" would fall apart.

    Source: OpenType 1.9, "pwid": full-width and half-width forms to proportional ones.
    """
    table = font["GSUB"].table
    numbers = {
        number
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "pwid"
        for number in record.Feature.LookupListIndex
    }
    tables = (each for number in numbers for each in table.LookupList.Lookup[number].SubTable)
    narrow = {wide: form for each in tables for wide, form in getattr(each, "ExtSubTable", each).mapping.items()}
    for cmap in font["cmap"].tables:
        for mark in map(ord, _MARKS):
            if (form := narrow.get(getattr(cmap, "cmap", {}).get(mark))) is not None:
                cmap.cmap[mark] = form


def main(paths: list[Path]) -> None:
    """Write a font for each language and weight beside the others."""
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]  # it ships no types
    from fontTools.ttLib import TTCollection  # type: ignore[import-untyped]

    for path in paths:
        weight = next(each for each in WEIGHTS if each in path.stem)
        for tag, script in SCRIPTS.items():
            fonts = TTCollection(path).fonts
            font = next(each for each in fonts if each["name"].getBestFamilyName() == f"Noto Sans CJK {script}")
            _make_narrow(font)
            cutter = Subsetter(Options(layout_features=[], hinting=False, notdef_outline=True))
            cutter.populate(text="".join(sorted(letters_of(tag))))
            cutter.subset(font)
            target = FONTS / f"NotoSans{script}-{weight}.otf"
            font.save(target)
            print(f"{target.name}: {len(font.getBestCmap())} letters, {target.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
