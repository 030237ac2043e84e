"""Refusals: pages that are no article are told apart from articles, also from articles about such pages."""

import contextlib
import time
import tomllib
from pathlib import Path

import pytest

from bot.model.errors import CannotReadError, RefusalCode, RefusalReason
from bot.model.reading import ArticleText
from bot.reading.abstain import MAX_LENGTH, refuse
from bot.reading.language import detect
from tests.fixtures.pages.records import articles

_PAGES = tomllib.loads((Path(__file__).parent / "pages.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", _PAGES["junk"], ids=lambda page: page["id"])
def test_refuses_what_is_no_article(page: dict[str, str]) -> None:
    with pytest.raises(CannotReadError) as caught:
        refuse(ArticleText(id="a", text=page["text"]))
    assert caught.value.reason is RefusalReason(page["reason"])
    assert caught.value.code is RefusalCode.NOT_AN_ARTICLE


@pytest.mark.parametrize("page", _PAGES["article"], ids=lambda page: page["id"])
def test_reads_articles(page: dict[str, str]) -> None:
    refuse(ArticleText(id="a", text=page["text"]))


@pytest.mark.parametrize("text", ["", "  \n\t ", "\u200b\ufeff", "…!?", "🎉"], ids=repr)
def test_refuses_an_empty_text_as_bad_input(text: str) -> None:
    with pytest.raises(CannotReadError) as caught:
        refuse(ArticleText(id="a", text=text))
    assert (caught.value.code, caught.value.reason) == (RefusalCode.BAD_INPUT, RefusalReason.EMPTY)


def test_refuses_a_text_one_character_over_the_limit() -> None:
    story = "\n".join(articles()[at].lines[0] for at in range(0, 120, 3))
    text = (story + "\n") * (MAX_LENGTH // len(story) + 1)
    text = text[:MAX_LENGTH]
    refuse(ArticleText(id="a", text=text))
    with pytest.raises(CannotReadError) as caught:
        refuse(ArticleText(id="a", text=text + "."))
    assert caught.value.code is RefusalCode.TOO_LONG


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        (
            "Le ministre a rencontré son homologue chilien à Oslo mardi, selon un communiqué du gouvernement.",
            "fr",
            "French",
        ),
        (
            "Der Außenminister traf am Dienstag in Oslo seinen Kollegen aus Chile und sprach über die Fischerei.",
            "de",
            "German",
        ),
        ("El ministro se reunió el martes en Oslo con su homólogo chileno para hablar de la pesca.", "es", "Spanish"),
        ("De minister ontmoette dinsdag in Oslo zijn ambtgenoot uit Chili en sprak over de visserij.", "nl", "Dutch"),
        ("Министр встретился во вторник в Осло с коллегой из Чили и обсудил рыболовство.", "ru", "Russian"),
        ("外交部长星期二在奥斯陆会见了智利外长，讨论了渔业问题。", "zh", "Chinese"),
        ("外務大臣は火曜日にオスロでチリの外相と会談し、漁業について話し合った。", "ja", "Japanese"),
    ],
)
def test_names_other_languages(text: str, code: str, name: str) -> None:
    assert detect(text) == code
    with pytest.raises(CannotReadError) as caught:
        refuse(ArticleText(id="a", text=text))
    assert caught.value.code is RefusalCode.UNSUPPORTED_LANGUAGE
    assert name in caught.value.user_text


@pytest.mark.parametrize("unit", ["a", "we use cookies ", "accept ", "video 1:1", "log in or ", ". "], ids=repr)
def test_takes_time_that_grows_no_faster_than_the_text(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.process_time()
    with contextlib.suppress(CannotReadError):
        refuse(ArticleText(id="a", text=text))
    assert time.process_time() - started < 3
