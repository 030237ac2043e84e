"""Answers come in many forms; what they say is the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording.answer import sentences_of

LINES = ("Kari Lund met Pablo Reyes in Oslo.", "In 2023, exports fell by 5 percent.")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("{0}\n{1}", id="lines"),
        pytest.param("\n\n {0} \r\n\r\n{1}\n", id="blank lines"),
        pytest.param("- {0}\n- {1}", id="bullets"),
        pytest.param("1. {0}\n2) {1}", id="numbers"),
        pytest.param("[1] {0}\n[2] {1}", id="numbers in brackets"),
        pytest.param("{0} [1]\n{1} (2, 3)", id="notes"),
        pytest.param("**{0}**\n`{1}`", id="emphasis"),
        pytest.param("Here is a summary:\n{0}\n{1}", id="an opening"),
        pytest.param("<think>\nLet me see.\n</think>\n{0}\n{1}", id="thoughts"),
        pytest.param("```\n{0}\n{1}\n```", id="a fence"),
        pytest.param("{0}\n{1}\n{0}", id="the same again"),
    ],
)
def test_a_form_of_lines(content: str) -> None:
    assert sentences_of(content.format(*LINES)) == LINES


@pytest.mark.parametrize("wrapped", [list(LINES), {"sentences": list(LINES)}, [*LINES, 7, None]])
@pytest.mark.parametrize("fence", ["{}", "```json\n{}\n```"])
def test_a_form_of_json(wrapped: object, fence: str) -> None:
    assert sentences_of(fence.format(json.dumps(wrapped))) == LINES


def test_a_year_at_the_beginning_is_no_number_of_a_list() -> None:
    assert sentences_of("2023 was a dry year.") == ("2023 was a dry year.",)


def test_no_more_than_eight_and_none_without_end() -> None:
    content = "\n".join(["word " * 200, *(f"Ship {i} left the port." for i in range(20))])
    assert sentences_of(content) == tuple(f"Ship {i} left the port." for i in range(8))


@given(st.text())
def test_any_text_gives_short_lines(content: str) -> None:
    found = sentences_of(content)
    assert len(found) <= 8
    assert all(0 < len(line) <= 400 and "\n" not in line for line in found)
