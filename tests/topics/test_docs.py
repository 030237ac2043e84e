"""docs/filters.md says what filters do: its examples are tried, and its limits held against the code."""

import re
from pathlib import Path

import pytest

from bot.model.topics import MOST_TOPICS, MOST_WORDS, SEARCHED, Scope
from bot.topics import compiling, parse, patterns
from bot.topics.judge import judge
from tests.topics.build import entry, topic, topics

PAGE = (Path(__file__).parents[2] / "docs" / "filters.md").read_text(encoding="utf-8")
EXAMPLES = [
    (rule.replace("\\|", "|"), fits, not_fits)
    for rule, fits, not_fits in re.findall(
        r"^\| `(.+)` \| (.+) \| (.+) \|$", PAGE.split("Each line is a test:")[1], re.MULTILINE
    )
]


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize(("rule", "fits", "not_fits"), EXAMPLES, ids=[rule for rule, _, _ in EXAMPLES])
def test_each_example(rule: str, fits: str, not_fits: str) -> None:
    one = topics(topic(rule, scope=Scope.ANYWHERE))
    assert judge(one, entry(fits)).passes
    assert not judge(one, entry(not_fits)).passes


@pytest.mark.parametrize(
    "words",
    [
        f"A server has up to {MOST_TOPICS}",
        f"{MOST_WORDS} characters, {parse.MOST_LEAVES} words and phrases, {parse.MOST_DEPTH} brackets",
        f"{patterns.MOST_PATTERNS} regular expressions of {patterns.MOST_PATTERN} characters",
        f"the first {SEARCHED:,} characters for {patterns.SEARCH_S} s at most",
        f"in the first {SEARCHED:,} characters of each text",
        f"{compiling.MOST_NESTED} groups with a `+`, `*` or count",
        f"comes to {compiling.MOST_PARTS:,} parts",
        "has 2 s of work",
        f"Counts come to {patterns.MOST_REPEATS:,} together",
    ],
)
def test_each_limit_is_the_code_s(words: str) -> None:
    assert words in " ".join(PAGE.split())
