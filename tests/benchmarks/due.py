"""Every zone, every change of its clocks from 1970 to 2037, every half hour: `python -m tests.benchmarks.due [ZONE…]`.

Around each change a daily digest is looked at, and the weekly and monthly ones that come the day before, that day and
the day after. A violation is a digest that is missing, twice, out of order, at another instant than the first at which
the clocks show its hour, or on a date that the zone skipped. The zones are those of the `tzdata` package; names for the
same rules are looked at once. Some minutes.
"""

import hashlib
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib import metadata, resources

from tests.benchmarks.table import Found, Row, Skipped, print_head, print_rows
from tests.digest.sweep import SINCE, UNTIL, Swept, sweep


def rows(names: Sequence[str] = ()) -> Iterator[Found]:
    """Sweep all zones, or those named."""
    asked = names or _zone_names()
    distinct = _distinct(asked)
    begun, swept = time.perf_counter(), Swept()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(sweep, distinct):
            swept.add(found)
    took_us = (time.perf_counter() - begun) * 1e6 * (os.cpu_count() or 1)
    yield Row(
        what="zones", figure=f"{len(asked)}", beside=f"{len(distinct)} by rules, tzdata {metadata.version('tzdata')}"
    )
    yield Row(what=f"changes of clocks, {SINCE} to {UNTIL - 1}", figure=f"{swept.changes:,}")
    yield Row(what="cases: a change, a half hour, a cadence and its day", figure=f"{swept.cases:,}")
    beside = f"{took_us / max(1, swept.digests):.0f} us of a processor each, with the account it is held against"
    yield Row(what="digests around the changes", figure=f"{swept.digests:,}", beside=beside)
    yield Row(
        what="violations", figure=f"{swept.violations}", beside="of exactly one a period, in order, on dates that exist"
    )
    if swept.first_violation is not None:
        yield Skipped(f"the first violation: {swept.first_violation}")


def _zone_names() -> tuple[str, ...]:
    return tuple(resources.files("tzdata").joinpath("zones").read_text(encoding="ascii").split())


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Return one name for each set of rules."""
    by_rules = {_rules(name): name for name in reversed(names)}
    return tuple(sorted(by_rules.values()))


def _rules(name: str) -> str:
    found = resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()
    return hashlib.sha256(found).hexdigest()


if __name__ == "__main__":
    print_head()
    print_rows(rows(sys.argv[1:]))
