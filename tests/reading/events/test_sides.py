"""Who acts on whom, in varied syntax: passives, headlines, possessives, metonyms, groups, nameless people at home."""

from pathlib import Path

import pytest

from tests.reading.events.conftest import Reader

LINES = [
    line
    for line in Path(__file__).with_name("sides.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_the_table_is_wide() -> None:
    assert len(LINES) > 200
    assert len(set(LINES)) == len(LINES)


@pytest.mark.parametrize("line", LINES, ids=[line[:60] for line in LINES])
def test_finds_both_sides(told: Reader, line: str) -> None:
    wanted, text = line.split(": ", 1)
    first, sign, second = wanted.partition(" > " if " > " in wanted else " = ")
    article = told(text)
    source, target = (set(codes) for codes in article.sides(article.first))
    expected = [set(codes.split()) - {"-"} for codes in (first, second)]
    if sign == " = ":
        assert source | target == expected[0] | expected[1]
    else:
        assert [source - {None}, target - {None}] == expected
