"""Custom ids of the card of a day of the year. Their text never changes meaning, as in `ids`."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cards.card_id import CardId
from bot.model.countries import Dyad
from bot.model.year_days import YearDay

_HUNDRED = 100


def day_number(day: YearDay) -> int:
    """Return a day of the year as a number: 614 is 14 June."""
    return day.month * _HUNDRED + day.day


def day_of_number(number: int) -> YearDay:
    """Return the day of a number as `day_number` gave it; raises `ValueError` where it is none."""
    month, day = divmod(number, _HUNDRED)
    return YearDay(month=month, day=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayShow(CardId):
    """Show a day of the year on this card, of the server's pairs; see `day_number`."""

    PREFIX: ClassVar[str] = "yd"
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PairDayShow(CardId):
    """Show a day of the year on this card, of one pair; see `day_number`."""

    PREFIX: ClassVar[str] = "yp"
    pair: Dyad
    day: int
