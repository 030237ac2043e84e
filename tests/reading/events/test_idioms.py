"""Every row of the idiom tables codes its own example, and names entries that no other row of another type repeats."""

from collections import Counter

import pytest

from bot.reading.events.lexicon import Idiom, idioms
from tests.reading.events.conftest import Reader

ROWS = tuple(idioms())


@pytest.mark.parametrize("idiom", ROWS, ids=[row.example[:50] for row in ROWS])
def test_codes_its_example(told: Reader, idiom: Idiom) -> None:
    assert told(idiom.example).types[:1] == [idiom.type]


def test_no_entry_belongs_to_two_types() -> None:
    owners = Counter(entry for entry, _ in {(entry, row.type) for row in ROWS for entry in row.entries})
    assert [entry for entry, count in owners.items() if count > 1] == []
