"""Rows of a report as a file of tab-separated values that any spreadsheet and `cut` can read."""

import csv
from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def write_tsv(file: TextIO, kind: "type[DataclassInstance]", rows: "Sequence[DataclassInstance]") -> None:
    """Write values of one dataclass below a head with its fields' names; a tab or line end inside becomes a blank."""
    names = [field.name for field in fields(kind)]
    writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    writer.writerow(names)
    writer.writerows([" ".join(str(getattr(row, name)).split()) for name in names] for row in rows)
