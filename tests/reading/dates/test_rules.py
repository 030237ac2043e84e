"""Every row of every rule table, by its own example."""

import re
from datetime import date
from itertools import chain

import pytest
from spacy.language import Language

from bot.model.reading import Span
from bot.reading.dates import find_timexes
from bot.reading.dates.rules import Row, families, load_rules
from bot.reading.parsed import Doc

WEDNESDAY = date(2023, 6, 14)
ROWS = [
    pytest.param(row, id=f"{family}-{row['example'][:40]}")
    for family in families()
    for row in chain.from_iterable(load_rules(family).values())
]


def marked(example: str) -> tuple[str, list[str]]:
    """The sentence without its brackets, and what stood in them."""
    return re.sub(r"[\[\]]", "", example), re.findall(r"\[([^\]]*)\]", example)


def as_list(given: str | list[str]) -> list[str]:
    return [given] if isinstance(given, str) else given


@pytest.mark.parametrize("row", ROWS)
def test_a_row_gives_a_value_for_each_extent_of_its_example(row: Row) -> None:
    text, extents = marked(row["example"])
    assert text.strip() == text != ""
    assert not set("[]") & set("".join(extents))
    assert len(as_list(row.get("value", []))) == len(extents)
    assert "type" not in row or len(as_list(row["type"])) == len(extents)


@pytest.mark.parametrize("row", ROWS)
def test_a_row_reads_its_example(row: Row, nlp: Language) -> None:
    text, extents = marked(row["example"])
    doc = Doc(nlp(text))
    sentences = [Span(start=s.start_char, end=s.end_char) for s in doc.sents]
    found = find_timexes(doc, sentences, row.get("read_on", WEDNESDAY))
    types = as_list(row.get("type", ["DATE"] * len(extents)))
    expected = list(zip(extents, types, as_list(row.get("value", [])), strict=True))
    assert [(text[t.start : t.end], t.type.value, t.value) for t in found] == expected
