"""Each fuzz target holds for its seeds and for a few inputs; `make fuzz` looks for longer."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
