"""Events and records as people type them: "E147" and "R12", as timelines show them. Pure."""

from bot.model.errors import InvalidInputError
from bot.model.ids import EventId, RecordId
from bot.model.language import told

_MOST_DIGITS = 15


def event_numbered(typed: str) -> EventId:
    """Return the id of the event that is meant; "147" and "e147" do, too.

    Raises:
        InvalidInputError: It is no event's number.
    """
    digits = typed.strip().upper().removeprefix("E")
    if not digits.isascii() or not digits.isdecimal() or len(digits) > _MOST_DIGITS:
        raise InvalidInputError(user_text=told("“{typed}” is no event. Example: E147", typed=typed[:20]))
    return EventId(int(digits))


def record_numbered(typed: str) -> RecordId | None:
    """Return the id of the imported record that is meant by "R12" or "r12"; None where that is no record's number."""
    wanted = typed.strip().upper()
    digits = wanted.removeprefix("R")
    if digits == wanted or not digits.isascii() or not digits.isdecimal() or len(digits) > _MOST_DIGITS:
        return None
    return RecordId(int(digits))
