"""The judge of refusals: its signs, its likelihoods, and the lessons that it learned from."""

import itertools

import pytest

from bot.model.errors import RefusalReason
from bot.model.pages import LineKind, PageLine, PageView
from bot.reading.refusals.judge import likelihoods
from bot.reading.refusals.lines import lines_of, lines_of_page
from bot.reading.refusals.signs import signs
from tests.fixtures.pages import lessons, records

_NEWS = "Norway recalled its envoy to Chile on Tuesday. The foreign minister said that talks had failed."


def test_likelihoods_add_up_to_one() -> None:
    found = likelihoods(lines_of(_NEWS))
    assert sum(found.values()) == pytest.approx(1)
    assert set(found) >= {None, RefusalReason.PAYWALL, RefusalReason.FILLER}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (_NEWS, None),
        ("We would like your consent to the use of cookies by us and 31 partners.", RefusalReason.COOKIE_NOTICE),
        (f"{_NEWS}\nTo read the rest, become a member for 3 a month.", RefusalReason.PAYWALL),
        (f"{_NEWS}\nThe fishing towns of the north had asked for it since May.\nSign up for our newsletter.", None),
        ("Enter your e-mail address and password.\nForgotten your password?", RefusalReason.LOGIN),
    ],
)
def test_the_likeliest_kind(text: str, kind: RefusalReason | None) -> None:
    found = likelihoods(lines_of(text))
    assert max(found, key=lambda one: found[one]) is kind


def test_words_are_counted_without_plural_and_names_and_figures_as_such() -> None:
    found = signs(lines_of("The ships of Peru left at 12:30 on Monday for $4.50."))
    assert {"ship", "<name>", "<hour>", "<day>", "<price>", "of <name>"} <= set(found)
    assert not {"ships", "12:30", "monday"} & set(found)


def test_a_page_s_controls_and_fields_are_signs() -> None:
    shown = (PageLine(text="Your name", kind=LineKind.CONTROL), PageLine(text="Go", kind=LineKind.CONTROL))
    found = signs(lines_of_page(shown), PageView(lines=shown, has_password=True))
    assert found["#lines control"] == found["#password"] == 2.0
    assert "#password" not in signs(lines_of("Your name\nGo"))


def test_the_lessons_are_the_same_each_time() -> None:
    articles = records.articles()[:8] * 2
    first, second = (list(itertools.islice(lessons.mixtures(articles), 1_500, 1_600)) for _ in range(2))
    assert first == second


def test_lessons_left_out_are_left_out_of_the_mixtures_too() -> None:
    taught, out = lessons.parted(lambda record: record.kind != "brief")
    assert {lesson.group.partition("/")[0] for lesson in out} >= {"cookie", "wire"}
    known = [lesson for lesson in taught if lesson.group.startswith(("cookie/", "wire/"))]
    assert known == []
