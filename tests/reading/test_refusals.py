"""Floors for refusals on our own pages and texts; `python -m tests.benchmarks.refusals` prints the figures.

The judge learned from these records, so the floors keep it from being lost; how it fares on what it has not seen is
printed by `tools/train_refusals.py --check`.

Each junk record is judged as a page and as a text, each article as a text and two thirds of them as a page.
"""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.errors import RefusalReason
from bot.model.reading import ArticleText
from bot.reading.abstain import refuse
from bot.reading.language import language_name
from tests.benchmarks.refusals import RIGHT, Verdict, extraction, junk_verdicts, verdict
from tests.fixtures.pages import layouts, records


@pytest.fixture(scope="module")
def junk() -> Sequence[Verdict]:
    return junk_verdicts(records.junk())


@pytest.fixture(scope="module")
def pages() -> Sequence[Verdict]:
    found = []
    for number, record in enumerate(records.articles()):
        if number % 3:
            name, page = layouts.pages(record, number)[number % 2]
            found.append(verdict(record, name, page))
    return found


def share(found: Sequence[Verdict], is_one: Callable[[Verdict], bool]) -> float:
    return sum(map(is_one, found)) / len(found)


def test_junk_is_refused(junk: Sequence[Verdict]) -> None:
    assert share(junk, lambda one: one.reason is not None) >= 0.99


def test_junk_is_refused_with_the_right_reason(junk: Sequence[Verdict]) -> None:
    assert share(junk, lambda one: one.reason in RIGHT[one.record.kind]) >= 0.98


@pytest.mark.parametrize("kind", RIGHT)
def test_no_kind_of_junk_is_read(junk: Sequence[Verdict], kind: str) -> None:
    of_kind = [one for one in junk if one.record.kind == kind]
    assert len(of_kind) >= 20
    assert share(of_kind, lambda one: one.reason is not None) >= 0.95


def test_articles_are_read_as_texts() -> None:
    found = [verdict(record, "text", layouts.text(record)) for record in records.articles()]
    assert [one.record.id for one in found if one.reason is not None] == []


def test_articles_are_read_as_pages(pages: Sequence[Verdict]) -> None:
    assert share(pages, lambda one: one.reason is not None) <= 0.01


def test_a_page_gives_its_article_and_nothing_else(pages: Sequence[Verdict]) -> None:
    scores = [extraction(one) for one in pages if one.page is not None]
    assert sum(precision for precision, _ in scores) / len(scores) >= 0.98
    assert sum(recall for _, recall in scores) / len(scores) >= 0.98


def test_a_page_gives_its_title_and_day(pages: Sequence[Verdict]) -> None:
    read = [one for one in pages if one.page is not None]
    assert share(read, lambda one: one.page is not None and one.page.title == one.record.title) >= 0.98
    stated = [one.page.published for one in read if one.page is not None and one.page.published is not None]
    assert len(stated) >= 0.98 * len(read)
    assert all(one.page.published.isoformat() == one.record.date for one in read if one.page and one.page.published)


@pytest.mark.parametrize("record", records.foreign(), ids=lambda record: record.name)
@pytest.mark.parametrize("form", ["text", "wordpress"])
def test_other_languages_are_named(record: records.Record, form: str) -> None:
    found = verdict(record, form, layouts.text(record) if form == "text" else layouts.page(record, form))
    assert found.reason is RefusalReason.LANGUAGE
    assert found.language == language_name(record.lang)


def test_some_of_a_page_is_no_reason_to_refuse_the_rest() -> None:
    [brief] = [record for record in records.articles() if record.name == "quake-aid"]
    for layout in layouts.LAYOUTS:
        assert verdict(brief, layout, layouts.page(brief, layout)).reason is None, layout


_SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
_SCRAPS = (
    "Accept all",
    "Norway met Chile.",
    "12:30",
    "<p>",
    "</div>",
    "{{x}}",
    "भारत",
    "中国",
    "Subscribe",
    "<a href=x>",
    "1.5",
)
_PIECES = st.sampled_from(_SCRAPS)


@given(st.lists(st.one_of(_PIECES, st.text(_SIGNS, max_size=6)), max_size=60), st.sampled_from(["", " ", "\n"]))
@settings(max_examples=150, deadline=None)
def test_any_text_or_page_is_read_or_refused(pieces: list[str], joint: str) -> None:
    given_text = joint.join(pieces)
    for form, text in (("text", given_text), ("page", f"<html><body>{given_text}</body></html>")):
        found = verdict(records.articles()[0], form, text)
        assert found.reason is None or found.reason in RefusalReason


@pytest.mark.parametrize(
    "text",
    [
        "Ugandan troops have taken up positions along the border, where they are digging trenches and laying mines.",
        "Iran went back on its commitment to let inspectors see the plant.",
        "France gave Lebanon armoured vehicles.",
        "Canada declared two Syrian diplomats persona non grata.",
        "China sent 40 warplanes towards Taiwan.",
    ],
)
def test_one_sentence_of_news_is_read(text: str) -> None:
    refuse(ArticleText(id="one", text=text))
