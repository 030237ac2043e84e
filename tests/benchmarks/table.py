"""The shape of what a benchmark finds, and the table it is printed in."""

from collections.abc import Iterable
from dataclasses import dataclass

_HEAD = ("what", "figure", "beside")
_WIDTHS = (52, 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure, and what it is to be held against: another figure of the same run."""

    what: str
    figure: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """One line about figures that can't be had here."""

    why: str


Found = Row | Skipped


def print_head() -> None:
    """Print the table's head."""
    print(_line(*_HEAD))
    print(_line("-" * _WIDTHS[0], "-" * _WIDTHS[1], "-" * 40), flush=True)


def print_rows(rows: Iterable[Found]) -> None:
    """Print each row as soon as it is found."""
    for row in rows:
        print(_line(row.what, row.figure, row.beside) if isinstance(row, Row) else f"({row.why})", flush=True)


def _line(what: str, figure: str, beside: str) -> str:
    return f"{what:<{_WIDTHS[0]}}  {figure:>{_WIDTHS[1]}}  {beside}".rstrip()
