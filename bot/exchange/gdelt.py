"""GDELT 2.0's table of events: 61 columns parted by tabs, without a header. Pure.

Source: GDELT Project, "The GDELT Event Database Data Format Codebook V2.0" (19 February 2015), whose order of columns
the numbers below are; CAMEO by `data/reference/cameo.toml`.
"""

from collections.abc import Sequence
from typing import Final

from bot.exchange.rows import MOST_KEY, MOST_PLACE, Heading, Outcome, address_of, coding_of, day_of, outlet_of, sides_of
from bot.exchange.rows import side as side_of
from bot.model.cameo import Cameo
from bot.model.errors import InvalidInputError
from bot.model.records import BadRow, ImportedRecord, LeftOut

COLUMNS: Final = 61
_OTHER_TABLES: Final = {
    16: "the mentions table of GDELT 2.0",
    27: "the knowledge graph of GDELT 2.0",
    57: "GDELT 1.0, before April 2013",
    58: "GDELT 1.0",
}
_ID, _DAY = 0, 1
_ACTOR = (6, 7, 12)
"""Columns of the first actor's name, country and role; the second's follow after `_NEXT_ACTOR`."""
_NEXT_ACTOR: Final = 10
_CODE: Final = 26
_PLACE: Final = 52
_ADDED: Final = 59
_URL: Final = 60


def heading(head: Sequence[str], cameo: Cameo) -> Heading:
    """Return how to read a file.

    Args:
        head: Its first lines, at least one.
        cameo: The tables.

    Raises:
        InvalidInputError: It is another table, or none.
    """
    counts = [line.count("\t") + 1 for line in head]
    usual = max(set(counts), key=counts.count)
    if COLUMNS not in counts:
        other = _OTHER_TABLES.get(usual)
        known = f" That is {other}." if other else ""
        raise InvalidInputError(
            f"{usual} columns",
            user_text=f"This is no event table of GDELT 2.0: its lines have {usual} columns, not {COLUMNS}.{known} "
            "Its name ends in .export.CSV or .export.CSV.zip.",
        )

    def read(line: str) -> Outcome:
        return _read(line, cameo)

    return Heading(has_header=False, read=read)


def _read(line: str, cameo: Cameo) -> Outcome:
    row = line.split("\t")
    if len(row) != COLUMNS:
        return BadRow.COLUMNS
    key = row[_ID]
    if not (key.isascii() and key.isdecimal() and len(key) <= MOST_KEY):
        return BadRow.KEY
    day, added = day_of(row[_DAY]), day_of(row[_ADDED][:8])
    if day is None or (added is not None and day > added):  # what is coded has happened
        return BadRow.DAY
    name, country, role = _ACTOR
    pairs = sides_of((row[country],), (row[country + _NEXT_ACTOR],), cameo.countries.get)
    if isinstance(pairs, LeftOut):
        return pairs
    coding = coding_of(row[_CODE], cameo)
    if isinstance(coding, LeftOut | BadRow):
        return coding
    ((source, target),) = pairs
    url = row[_URL].strip()
    return (
        ImportedRecord(
            key=key,
            source=side_of(source, row[name], cameo.roles.get(row[role], "")),
            target=side_of(target, row[name + _NEXT_ACTOR], cameo.roles.get(row[role + _NEXT_ACTOR], "")),
            type=coding.type,
            mode=coding.mode,
            code=row[_CODE],
            day=day,
            place=row[_PLACE].strip()[:MOST_PLACE],
            outlet=outlet_of(url),
            url=address_of(url),
        ),
    )
