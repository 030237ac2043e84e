from collections import Counter

import pytest

from bot.model.plover import EventType, Mode, Quad, agreed_mode


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


def test_every_mode_belongs_to_a_type() -> None:
    assert frozenset().union(*(kind.modes for kind in EventType)) == frozenset(Mode)


def test_what_only_words_or_kindness_does_has_no_modes() -> None:
    without = {EventType.AGREE, EventType.SUPPORT, EventType.CONCEDE, EventType.COOPERATE, EventType.AID}
    assert {kind for kind in EventType if not kind.modes} == without


def test_what_is_refused_has_the_modes_of_what_is_asked_for() -> None:
    assert EventType.REJECT.modes == EventType.REQUEST.modes


@pytest.mark.parametrize(
    ("modes", "agreed"),
    [
        pytest.param((), None, id="no telling"),
        pytest.param((None, None), None, id="none gives one"),
        pytest.param((None, Mode.PHONE, None), Mode.PHONE, id="one gives one"),
        pytest.param((Mode.PHONE, Mode.VISIT), None, id="two differ"),
        pytest.param((Mode.VISIT, Mode.PHONE, Mode.PHONE), Mode.PHONE, id="most"),
        pytest.param((Mode.VISIT, Mode.PHONE, Mode.PHONE, Mode.VISIT), None, id="as many"),
    ],
)
def test_the_mode_of_several_tellings(modes: tuple[Mode | None, ...], agreed: Mode | None) -> None:
    assert agreed_mode(modes) is agreed
