"""What a row of a data set's table comes to: a record, a reason to leave it out, or a fault. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from bot.model.cameo import Cameo, Coding
from bot.model.ids import CountryCode
from bot.model.records import BadRow, ImportedRecord, LeftOut, Side

Outcome: TypeAlias = Sequence[ImportedRecord] | LeftOut | BadRow
"""What one row came to; records are never empty."""
RowReader: TypeAlias = Callable[[str], Outcome]

MOST_NAME = 120
MOST_PLACE = 120
MOST_ROLE = 32
MOST_URL = 2000
MOST_KEY = 80
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_HOST = re.compile(r"https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#:]+)", re.IGNORECASE)
_EARLIEST = 1900


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the head of a file says: whether its first line is no row, and how to read the others."""

    has_header: bool
    read: RowReader


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    """Return the day of "20230614" or "2023-06-14"; None where it is none, or before 1900."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    try:
        return date(year, month, day) if year >= _EARLIEST else None
    except ValueError:
        return None


def outlet_of(url: str) -> str:
    """Return who publishes an address: its host without "www.", or "" where there is none."""
    match = _HOST.match(url)
    return match[1].casefold()[:MOST_NAME] if match else ""


def address_of(text: str) -> str | None:
    """Return an address of the web as it stands; None for anything else, such as a journal's name, or a long one."""
    return text if _HOST.match(text) and len(text) <= MOST_URL else None


def coding_of(code: str, cameo: Cameo) -> Coding | LeftOut | BadRow:
    """Return what a CAMEO code means.

    Args:
        code: With or without its leading nought, which spreadsheets drop.
        cameo: The tables.
    """
    if code not in cameo.codes:
        code = f"0{code}"
        if code not in cameo.codes:
            return BadRow.CODE
    return cameo.codes[code] or LeftOut.NOT_CODED


def sides_of(
    sources: Iterable[str], targets: Iterable[str], countries: Callable[[str], CountryCode | None]
) -> list[tuple[CountryCode, CountryCode]] | LeftOut:
    """Return each country that acts with each other one that is acted upon, or why there are none.

    Args:
        sources: What the data set calls the acting countries; empty texts count for none.
        targets: And those acted upon.
        countries: Finds a state of the gazetteer.
    """
    named = [[text for text in texts if text] for texts in (sources, targets)]
    if not all(named):
        return LeftOut.NO_COUNTRY
    found = [[code for text in texts if (code := countries(text)) is not None] for texts in named]
    if not all(found):
        return LeftOut.NO_STATE
    pairs = dict.fromkeys((source, target) for source in found[0] for target in found[1] if source != target)
    return list(pairs) or LeftOut.ONE_COUNTRY


def side(country: CountryCode, name: str, role: str = "") -> Side:
    """Return one side of a record, its name shortened to what a card can show."""
    return Side(country=country, name=name.strip()[:MOST_NAME], role=role)
