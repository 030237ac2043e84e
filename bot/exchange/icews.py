"""ICEWS coded event data: a header, then columns parted by tabs, coded in CAMEO. Pure.

Source: Boschee and others 2015, ICEWS Coded Event Data, Harvard Dataverse, doi:10.7910/DVN/28075. An event's id is
unique together with its date only (Beger, "ICEWS event data", https://www.andybeger.com/icews). Countries stand there
by name; the story and its sentence are numbers, and no text or address of it is given.
"""

from collections.abc import Sequence
from typing import Final

from bot.exchange.headed import Fields, fields_of
from bot.exchange.rows import MOST_KEY, MOST_NAME, MOST_PLACE, Heading, Outcome, coding_of, day_of, sides_of
from bot.exchange.rows import side as side_of
from bot.model.cameo import Cameo
from bot.model.ids import CountryCode
from bot.model.records import BadRow, ImportedRecord, LeftOut

_NEEDED: Final = (
    "Event ID", "Event Date", "Source Name", "Source Country", "CAMEO Code", "Target Name", "Target Country",
)  # fmt: skip
_ROOT_DIGITS: Final = 2


def heading(head: Sequence[str], cameo: Cameo) -> Heading:
    """Return how to read a file.

    Args:
        head: Its first lines, at least one.
        cameo: The tables.

    Raises:
        InvalidInputError: It is another table, or none.
    """
    fields = fields_of(head, _NEEDED, "ICEWS")

    def read(line: str) -> Outcome:
        return _read(line, fields, cameo)

    return Heading(has_header=True, read=read)


def _read(line: str, fields: Fields, cameo: Cameo) -> Outcome:
    field = fields(line)
    if isinstance(field, BadRow):
        return field
    key, day = field("Event ID"), day_of(field("Event Date")[:10])
    if not key or len(key) > MOST_KEY - 11:
        return BadRow.KEY
    if day is None:
        return BadRow.DAY

    def country(name: str) -> CountryCode | None:
        return cameo.names.get(name.casefold())

    pairs = sides_of((field("Source Country"),), (field("Target Country"),), country)
    if isinstance(pairs, LeftOut):
        return pairs
    code = field("CAMEO Code")
    # ICEWS codes no roots, so two digits have lost the nought before them: 43 is 043, "Host a visit".
    code = f"0{code}" if len(code) == _ROOT_DIGITS else code
    coding = coding_of(code, cameo)
    if isinstance(coding, LeftOut | BadRow):
        return coding
    ((source, target),) = pairs
    place = ", ".join(part for part in (field("City"), field("Province"), field("Country")) if part)
    return (
        ImportedRecord(
            key=f"{key} {day.isoformat()}",
            source=side_of(source, field("Source Name")),
            target=side_of(target, field("Target Name")),
            type=coding.type,
            mode=coding.mode,
            code=code[:8],
            day=day,
            place=place[:MOST_PLACE],
            outlet=field("Publisher")[:MOST_NAME],
            url=None,
        ),
    )
