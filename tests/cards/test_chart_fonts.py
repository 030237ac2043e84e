"""Fonts of pictures: each language's letters are there, so that no translation is drawn as empty boxes."""

import unicodedata

import pytest
from matplotlib.font_manager import get_font

from bot.cards.chart_canvas import can_write
from bot.cards.chart_letters import picture_language
from bot.cards.chart_style import BOLD, REGULAR, SCRIPTS, SEMIBOLD, face
from bot.languages import load_languages
from tools.chart_fonts import letters_of


@pytest.mark.parametrize("tag", SCRIPTS)
def test_every_letter_of_a_translation_is_in_its_fonts(tag: str) -> None:
    wanted = {letter for letter in letters_of(tag) if unicodedata.category(letter).startswith("L")}
    for weight in (REGULAR, BOLD):
        known = get_font(str(face(weight, tag))).get_charmap()
        missing = sorted(letter for letter in wanted if ord(letter) not in known)
        assert not missing, f"run tools/chart_fonts.py for {missing}"


@pytest.mark.parametrize(("tag", "china"), [("zh-CN", "中国"), ("zh-TW", "中國"), ("ja", "中国"), ("ko", "중국")])
def test_pictures_speak_it(tag: str, china: str) -> None:
    with load_languages().speaking(tag):
        assert picture_language().tag == tag
        assert can_write(f"{china} 2023 – Türkiye")
        assert not can_write("ᚠ")


def test_other_languages_keep_the_latin_fonts() -> None:
    assert [face(font, "de") for font in (REGULAR, SEMIBOLD, BOLD)] == [REGULAR, SEMIBOLD, BOLD]
    with load_languages().speaking("ru"):
        assert can_write("Китай – États-Unis")
        assert not can_write("中国")
