"""Texts whose day of publication is not known; all else is a row of a rule table (`test_rules.py`)."""

import pytest
from spacy.language import Language

from bot.model.reading import Span
from bot.reading.dates import find_timexes
from bot.reading.parsed import Doc

Row = tuple[str, list[str]]


def read(nlp: Language, text: str) -> list[str]:
    doc = Doc(nlp(text))
    sentences = [Span(start=s.start_char, end=s.end_char) for s in doc.sents]
    return [f"{text[t.start : t.end]} {t.type.value} {t.value}" for t in find_timexes(doc, sentences, None)]


def rows(*table: Row) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "expected"), table, ids=[text[:40] for text, _ in table])


@rows(
    ("They met on Friday.", ["Friday DATE XXXX-WXX-5"]),
    ("They met on June 14.", ["June 14 DATE XXXX-06-14"]),
    ("They met in June.", ["June DATE XXXX-06"]),
    ("They met on June 14, 2023.", ["June 14, 2023 DATE 2023-06-14"]),
    ("They met today, last week and two years ago.", [
        "today DATE PRESENT_REF", "last week DATE PAST_REF", "two years ago DATE PAST_REF",
    ]),
    ("They will meet next month.", ["next month DATE FUTURE_REF"]),
    ("They met in the third quarter and on Christmas Day.", [
        "the third quarter DATE XXXX-Q3", "Christmas Day DATE XXXX-12-25",
    ]),
    ("They met at 8 p.m. Monday.", ["8 p.m. Monday TIME XXXX-WXX-1T20:00"]),
)  # fmt: skip
def test_without_a_day_of_publication(nlp: Language, text: str, expected: list[str]) -> None:
    assert read(nlp, text) == expected
