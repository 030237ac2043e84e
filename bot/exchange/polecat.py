"""POLECAT's weekly tables, which are coded in PLOVER: a header, then columns parted by tabs (or commas). Pure.

Source: Halterman and others, POLECAT Weekly Data, Harvard Dataverse, doi:10.7910/DVN/AJGVIT; columns "Event ID", "Event
Date", "Event Type", "Event Mode", "Actor Country", "Recipient Country" and their like. Several countries of one side
are parted by semicolons. The headline and text of an article, which some files have, are never taken.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot.exchange.headed import Fields, fields_of
from bot.exchange.rows import MOST_KEY, MOST_NAME, MOST_PLACE, MOST_ROLE, Heading, Outcome, day_of, sides_of
from bot.exchange.rows import side as side_of
from bot.model.cameo import Cameo
from bot.model.ids import CountryCode
from bot.model.plover import EventType, Mode
from bot.model.records import BadRow, ImportedRecord, LeftOut

_NEEDED: Final = ("Event ID", "Event Date", "Event Type", "Actor Country", "Recipient Country")
_PARTED = re.compile(r"[;|]")
_MOST_PAIRS: Final = 100
"""Records of one row at most: ten countries on either side."""
_TYPES: Final = {**{kind.value: kind for kind in EventType}, "DEMAND": EventType.REQUEST}
"""DEMAND is what drafts between 0.7 and 0.8 call REQUEST."""
_MODES: Final = {mode.value.replace("-", ""): mode for mode in Mode}


def heading(head: Sequence[str], cameo: Cameo) -> Heading:
    """Return how to read a file.

    Args:
        head: Its first lines, at least one.
        cameo: The tables, of which the codes of events are not used.

    Raises:
        InvalidInputError: It is another table, or none.
    """
    fields = fields_of(head, _NEEDED, "POLECAT")

    def country(text: str) -> CountryCode | None:
        return cameo.countries.get(text) or cameo.names.get(text.casefold())

    def read(line: str) -> Outcome:
        return _read(line, fields, country, cameo.roles)

    return Heading(has_header=True, read=read)


def _read(line: str, fields: Fields, country: Callable[[str], CountryCode | None], roles: Mapping[str, str]) -> Outcome:
    field = fields(line)
    if isinstance(field, BadRow):
        return field
    key, day = field("Event ID"), day_of(field("Event Date")[:10])
    if not key or len(key) > MOST_KEY - 8:
        return BadRow.KEY
    if day is None:
        return BadRow.DAY
    kind = _TYPES.get(field("Event Type").upper())
    if kind is None:
        return BadRow.CODE
    pairs = sides_of(_several(field("Actor Country")), _several(field("Recipient Country")), country)
    if isinstance(pairs, LeftOut):
        return pairs
    place = ", ".join(part for part in (field("City"), field("Province"), field("Country")) if part)
    return [
        ImportedRecord(
            key=key if len(pairs) == 1 else f"{key} {source}-{target}",
            source=side_of(source, _plain(field("Actor Name")), _role(field("Primary Actor Sector"), roles)),
            target=side_of(target, _plain(field("Recipient Name")), _role(field("Primary Recipient Sector"), roles)),
            type=kind,
            mode=_mode(kind, field("Event Mode")),
            code="",
            day=day,
            place=(field("Placename") or place)[:MOST_PLACE],
            outlet=field("Source")[:MOST_NAME],
            url=None,
        )
        for source, target in pairs[:_MOST_PAIRS]
    ]


def _several(text: str) -> list[str]:
    return [part for one in _PARTED.split(text) if (part := one.strip()) and part.casefold() != "none"]


def _plain(name: str) -> str:
    return ", ".join(_several(name))


def _role(sector: str, roles: Mapping[str, str]) -> str:
    return roles.get(sector, sector.casefold())[:MOST_ROLE]


def _mode(kind: EventType, text: str) -> Mode | None:
    """Return the first mode of a row that is one of its type's; POLECAT has some that draft 0.8 does not."""
    modes = (_MODES.get(re.sub("[^a-z]", "", part.casefold())) for part in _several(text))
    return next((mode for mode in modes if mode in kind.modes), None)
