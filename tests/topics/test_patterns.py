"""Which regular expressions are taken: none that takes long to compile, told by its structure."""

import pytest

from bot.model.errors import InvalidInputError
from bot.topics.compiling import MOST_NESTED, MOST_PARTS, cost_of
from bot.topics.patterns import MOST_PATTERN, compiled


def nested(deep: int, often: str, inner: str = "a|b", after: str = "c") -> str:
    return "(" * deep + inner + f"){often}{after}" * deep


@pytest.mark.parametrize("often", ["+", "*", "+?", "*+", "{2}", "{0,3}", "{1,}", "{1}"])
def test_repeated_groups_in_each_other_have_an_end(often: str) -> None:
    assert cost_of(nested(MOST_NESTED, often)).nested == MOST_NESTED
    assert compiled(nested(MOST_NESTED, often))
    for deep in (MOST_NESTED + 1, 20):
        with pytest.raises(InvalidInputError) as caught:
            compiled(nested(deep, often))
        assert "together" in caught.value.user_text or "groups in each other" in caught.value.user_text


@pytest.mark.parametrize(
    ("text", "parts", "depth"),
    [
        ("abc", 3, 0),
        ("a{1000}", 1000, 0),
        ("(?:ab){10}", 30, 1),
        ("(?:(?:ab)+c){10}", 80, 2),
        ("((a)?b)?", 4, 0),
        (r"[()+*][]a)][^])][[:alpha:](]\(\)\p{L}", 7, 0),
        ("(?=a)+(?<!b)*", 8, 1),
        ("(a)+(b)+(c)+(d)+(e)+", 20, 1),
    ],
)
def test_what_an_expression_costs(text: str, parts: int, depth: int) -> None:
    cost = cost_of(text)
    assert (cost.parts, cost.nested, cost.is_sure) == (parts, depth, True)
    compiled(text)


@pytest.mark.parametrize("text", ["(?:" + "a?" * 90 + "){1000}", "(?:" + "(a)" * 60 + "){1000}", "(a{30}b){900}"])
def test_what_is_written_out_has_an_end(text: str) -> None:
    assert len(text) <= MOST_PATTERN
    with pytest.raises(InvalidInputError):
        compiled(text)


def test_no_accepted_expression_is_written_out_further_than_what_compiles_at_once() -> None:
    worst = "(?:" + "[^x]+" * (MOST_PARTS // 1000 - 1) + "){1000}"
    compiled(worst)
    assert MOST_PARTS - 1000 <= cost_of(worst).parts <= MOST_PARTS


@pytest.mark.parametrize(
    "text",
    ["a)" + "(" * 15 + "a" + ")+" * 15, "[[:foo:](]" + nested(12, "+") + ")+", "(" * 12 + "[[:x:])]" + ")+" * 12],
)
def test_brackets_that_may_be_read_in_two_ways_don_t_hide_groups(text: str) -> None:
    with pytest.raises(InvalidInputError):
        compiled(text)
