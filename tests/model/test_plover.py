from collections import Counter

import pytest

from bot.model.plover import EventType, Quad


def test_every_type_has_a_quad_and_a_score_on_the_scale() -> None:
    assert all(-10 <= kind.score <= 10 for kind in EventType)
    assert Counter(kind.quad for kind in EventType) == {
        Quad.VERBAL_COOP: 4,
        Quad.MATERIAL_COOP: 3,
        Quad.VERBAL_CONF: 4,
        Quad.MATERIAL_CONF: 5,
    }


@pytest.mark.parametrize("kind", EventType)
def test_cooperation_scores_above_zero_and_conflict_does_not(kind: EventType) -> None:
    assert kind.is_cooperative == (kind.score > 0)
