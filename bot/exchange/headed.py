"""Tables whose first line names their columns: which table it is, and what stands under a name. Pure."""

import csv
from collections.abc import Callable, Sequence

from bot.model.errors import InvalidInputError
from bot.model.records import BadRow

Fields = Callable[[str], Callable[[str], str] | BadRow]
"""From a line to a function that gives what stands under a column's name, "" for none; or what is wrong."""

_NONE = frozenset(("", "none", "null", "na", "nan", "\\n"))


def fields_of(head: Sequence[str], needed: Sequence[str], table: str) -> Fields:
    """Return how to take a line of a table apart.

    Args:
        head: The file's first lines, at least one: the header, then rows.
        needed: Columns that it must have.
        table: What the table is called, for the one sentence that says that this is none.

    Raises:
        InvalidInputError: The header lacks one of them.
    """
    header = head[0].removeprefix("\ufeff")
    mark = "\t" if "\t" in header else ","
    names = [" ".join(name.split()).casefold() for name in _parted(header, mark)]
    missing = [name for name in needed if name.casefold() not in names]
    if missing:
        listed = ", ".join(f"“{name}”" for name in missing[:3])
        raise InvalidInputError(
            f"missing columns {missing}",
            user_text=f"This is no table of {table}: its first line names no column {listed}.",
        )
    places = {name: number for number, name in reversed(list(enumerate(names)))}
    least = max(places[name.casefold()] for name in needed) + 1

    def fields(line: str) -> Callable[[str], str] | BadRow:
        row = _parted(line, mark)
        # Some of the published files end their lines with more or fewer tabs than their header has.
        if len(row) < least or any(cell.strip() for cell in row[len(names) :]):
            return BadRow.COLUMNS

        def field(name: str) -> str:
            place = places.get(name.casefold())
            cell = row[place].strip() if place is not None and place < len(row) else ""
            return "" if cell.casefold() in _NONE else cell

        return field

    return fields


def _parted(line: str, mark: str) -> list[str]:
    """Return the cells of a line. Quotation marks bind only where commas part, since tables by tabs don't use them."""
    if mark == "\t":
        return [cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell for cell in line.split("\t")]
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return []
