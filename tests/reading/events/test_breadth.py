"""Breadth of the lexicon: sentences with deciding words of many kinds, and such as use the same words for no event."""

import tomllib
from pathlib import Path

import pytest

from tests.reading.events.conftest import Reader

_TABLE = tomllib.loads(Path(__file__).with_name("breadth.toml").read_text(encoding="utf-8"))
ROWS = [(text, kind) for kind, texts in _TABLE.items() for text in texts if kind != "NONE"]


@pytest.mark.parametrize(("text", "kind"), ROWS, ids=[text[:50] for text, _ in ROWS])
def test_codes_its_first_event(told: Reader, text: str, kind: str) -> None:
    assert told(text, None).types[:1] == [kind]


@pytest.mark.parametrize("text", _TABLE["NONE"])
def test_tells_no_event(told: Reader, text: str) -> None:
    assert told(text, None).types == []
