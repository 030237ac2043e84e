"""Each fuzz target holds for its seeds and for a few inputs; `make fuzz` looks for longer."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.pages import article_of_file
from tests.fuzz.target import inputs_of
from tests.fuzz.targets import TARGETS

_EACH = pytest.mark.parametrize("name", TARGETS)


@_EACH
def test_the_seeds_hold(name: str) -> None:
    for data in (*TARGETS[name].seeds, b""):
        TARGETS[name].check(data)


@_EACH
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_few_inputs_hold(name: str, data: st.DataObject) -> None:
    TARGETS[name].check(data.draw(inputs_of(TARGETS[name])))


def test_the_documents_to_be_changed_can_be_read() -> None:
    """A seed that is broken from the start would never lead past the first check."""
    today = date(2024, 3, 1)
    assert article_of_file(TARGETS["pdf"].seeds[0], name="a.pdf", today=today).text.startswith("The two governments")
    assert "The two governments" in article_of_file(TARGETS["docx"].seeds[0], name="a.docx", today=today).text
