"""The soak in short, and that it counts what it should."""

import pytest

from tests.soak.count import NEVER_MADE, Count, count
from tests.soak.run import SCENARIOS, Scenario, play

_KILLS = 4
A, B = ("A quiet day",), ("Talks",)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
async def test_no_kill_doubles_or_loses_a_digest(scenario: Scenario) -> None:
    toll, counted = await play(scenario, kills=_KILLS * scenario.share, digests=24, seed=7)
    assert toll.kills == _KILLS
    assert (counted.doubled, counted.lost) == (0, 0)
    assert counted.digests >= 20


@pytest.mark.parametrize(
    ("shown", "doubled", "lost"),
    [
        pytest.param([A, B], 0, 0, id="each once"),
        pytest.param([A, B, A], 1, 0, id="one twice"),
        pytest.param([A], 0, 1, id="one not at all"),
        pytest.param([A, A], 1, 1, id="one twice and one not at all"),
        pytest.param([A, B, ("Something else",)], 1, 0, id="one that was never due"),
    ],
)
def test_what_stands_in_the_channels_is_counted(shown: list[tuple[str, ...]], doubled: int, lost: int) -> None:
    assert count({5: [A, B]}, {5: shown}) == Count(digests=2, doubled=doubled, lost=lost)


def test_a_digest_that_was_never_made_is_lost() -> None:
    assert count({5: [A, NEVER_MADE]}, {5: [A]}) == Count(digests=2, doubled=0, lost=1)
