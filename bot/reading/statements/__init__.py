"""Each event's clause said so that it stands alone, in parts that questions can be made of.

It knows the parse, the cast and the rules by which a summary's sentence stands alone, and nothing of questions.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.model.reading import Event
from bot.reading.statements.make import statement_of
from bot.reading.summary.material import Material


def stated(events: Iterable[Event], material: Material) -> tuple[Event, ...]:
    """Give each event its statement, where its clause can be said so that it stands alone.

    Args:
        events: The article's events, offsets into the normalised text.
        material: What its summaries are made of.

    Returns:
        The same events in the same order.
    """
    return tuple(replace(event, statement=statement_of(event, material)) for event in events)
