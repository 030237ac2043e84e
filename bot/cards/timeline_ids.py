"""Custom ids of a timeline over decades."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cards.card_id import CardId
from bot.model.stored import EventQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsYears(CardId):
    """Choose a decade of a timeline. The select's value is the decade's first year, or `ALL_YEARS`."""

    PREFIX: ClassVar[str] = "ey"
    query: EventQuery


ALL_YEARS = "all"
"""The value of the select that takes the period away."""
