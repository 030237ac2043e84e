"""`python -m tests.fuzz [TARGET …] --minutes N --seed S`: looks for bytes that break a promise; without names, all."""

import argparse
import faulthandler
import importlib
import importlib.util
import logging
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.target import Target, inputs_of
from tests.fuzz.targets import TARGETS

_BATCH = 200
_HANGS_S = 120


def main() -> int:
    """Fuzz, print a line for each target, and return 1 where a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Look for bytes that break a promise.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; none is all")
    parser.add_argument("--minutes", type=float, default=1.0, help="for each target (1)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same inputs (1)")
    parser.add_argument("--engine", choices=("hypothesis", "atheris"), default="hypothesis")
    parser.add_argument("--list", action="store_true", help="print the targets' names and end")
    options = parser.parse_args()
    if options.list:
        print(*TARGETS)
        return 0
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"no target of that name: {', '.join(sorted(unknown))}")
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    chosen = [TARGETS[name] for name in options.targets] or list(TARGETS.values())
    if options.engine == "atheris":
        if importlib.util.find_spec("atheris") is None:
            print("atheris is not installed (it is not in the lock): going on with hypothesis")
        elif len(chosen) > 1:
            parser.error("atheris takes one target at a time")
        else:
            return _with_atheris(chosen[0], options.minutes, options.seed)
    return max([_with_hypothesis(one, options.minutes, options.seed) for one in chosen])


def _with_hypothesis(target: Target, minutes: float, start: int) -> int:
    """Run batches of examples until the time is over, and print what was found."""
    ends, count, longest_s, batch = time.monotonic() + minutes * 60, 0, 0.0, 0

    def check(data: bytes) -> None:
        nonlocal count, longest_s
        count += 1
        faulthandler.dump_traceback_later(_HANGS_S, exit=True)
        began = time.process_time()
        target.check(data)
        took_s = time.process_time() - began
        longest_s = max(longest_s, took_s)
        assert took_s <= target.longest_s, f"took {took_s:.1f} s"

    while time.monotonic() < ends:
        run = given(inputs_of(target))(check)
        run = settings(
            max_examples=_BATCH, database=None, deadline=None, phases=(Phase.generate, Phase.shrink), print_blob=True,
            suppress_health_check=list(HealthCheck),
        )(seed(start + batch)(run))  # fmt: skip
        try:
            run()
        except Exception:  # noqa: BLE001 (whatever breaks a promise is what is looked for)
            traceback.print_exc()
            print(f"{target.name}: broken after {count} inputs, seed {start + batch}", flush=True)
            return 1
        batch += 1
    faulthandler.cancel_dump_traceback_later()
    print(f"{target.name}: {count} inputs, none broke a promise, the slowest took {longest_s:.2f} s", flush=True)
    return 0


def _own_functions() -> Iterator[FunctionType]:
    """Yield the functions and methods of the program that are loaded: what atheris is to watch, and no library."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] not in {"bot", "data"}:
            continue
        for held in list(vars(module).values()):
            if getattr(held, "__module__", None) != name:
                continue
            inside = list(vars(held).values()) if isinstance(held, type) else [held]
            plain = (getattr(one, "__func__", getattr(one, "fget", one)) for one in inside)
            yield from (one for one in plain if isinstance(one, FunctionType))


def _with_atheris(target: Target, minutes: float, start: int) -> int:
    """Let atheris look, guided by coverage; it ends the process itself."""
    atheris: Any = importlib.import_module("atheris")
    for function in _own_functions():
        atheris.instrument_func(function)

    with tempfile.TemporaryDirectory() as corpus:
        for number, data in enumerate(target.seeds):
            (Path(corpus) / f"seed-{number}").write_bytes(data)
        arguments = [sys.argv[0], f"-max_total_time={int(minutes * 60)}", f"-seed={start}", corpus]
        atheris.Setup(arguments, target.check)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
