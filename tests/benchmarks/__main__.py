"""The benchmarks' one table: `python -m tests.benchmarks [SUBJECT…]`, all subjects by default.

Figures depend on the machine and on what else runs on it; the last column sets each beside another of the same run, and
that is what can be compared. Nothing here passes or fails. Each subject also runs alone:
`python -m tests.benchmarks.reading`.
"""

import argparse
import importlib
from collections.abc import Sequence
from typing import Final

from tests.benchmarks.table import print_head, print_rows

SUBJECTS: Final = (
    "start", "servers", "reading", "lag", "commands", "answers", "store", "players", "dates", "events", "relations",
    "summaries", "refusals", "barometer", "digests", "due", "imports", "packs",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=f"some of: {', '.join(SUBJECTS)}")
    chosen = parser.parse_args(arguments).subjects or SUBJECTS
    if unknown := [name for name in chosen if name not in SUBJECTS]:
        parser.error(f"no such subject: {', '.join(unknown)}")
    print_head()
    for number, name in enumerate(chosen):
        if number:
            print()
        print_rows(importlib.import_module(f"tests.benchmarks.{name}").rows())


if __name__ == "__main__":
    main()
