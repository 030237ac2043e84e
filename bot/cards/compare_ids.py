"""Custom ids of the card that compares two pairs; see `bot.cards.ids`."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cards.card_id import CardId
from bot.model.barometer import BarometerPeriod
from bot.model.countries import Dyad


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePeriod(CardId):
    """Choose how far back the comparison on this card goes. The select's value is a `BarometerPeriod`."""

    PREFIX: ClassVar[str] = "jp"
    first: Dyad
    second: Dyad


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareData(CardId):
    """Give one person the numbers of both barometers as files."""

    PREFIX: ClassVar[str] = "jd"
    first: Dyad
    second: Dyad
    period: BarometerPeriod
