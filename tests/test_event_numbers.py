import pytest

from bot.event_numbers import event_numbered
from bot.model.errors import InvalidInputError


@pytest.mark.parametrize("typed", ["E147", "e147", " 147 "])
def test_an_event_as_it_is_typed(typed: str) -> None:
    assert event_numbered(typed) == 147


@pytest.mark.parametrize("typed", ["", "E", "EE1", "-1", "1.5", "²", "١", "E" + "9" * 16])
def test_what_is_no_event(typed: str) -> None:
    with pytest.raises(InvalidInputError, match="no event"):
        event_numbered(typed)
