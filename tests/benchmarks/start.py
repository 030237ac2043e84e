"""Starting on the simulated Discord, and what the processes hold at rest: `python -m tests.benchmarks.start`."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.table import Found, Row, Skipped, print_head, print_rows

_ROOT = Path(__file__).parents[2]
_PROC = Path("/proc")
_IS_READY = "The sandbox is ready"
_REST_S = 2.0
_MIB = 1024


def rows() -> Iterator[Found]:
    """Measure a first start with an empty store, then a second one."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder))
        import_s = _import_discord_s(environment)
        with _running(environment, folder) as (process, first_s):
            yield Row(
                what="start, empty store (the starter pack is read)",
                figure=f"{first_s:.2f} s",
                beside=f"{first_s / import_s:.1f} x `import discord` ({import_s:.2f} s)",
            )
            time.sleep(_REST_S)
            yield from _memory(process.pid)
        with _running(environment, folder) as (_, second_s):
            yield Row(
                what="start, store already filled",
                figure=f"{second_s:.2f} s",
                beside=f"{second_s / first_s:.2f} x the first start",
            )


def _environment(folder: Path) -> Mapping[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BACKCHANNEL_", "DISCORD_"))}
    store = f"sqlite+aiosqlite:///{folder / 'store.sqlite3'}"
    return {**clean, "PYTHONPATH": str(_ROOT), "BACKCHANNEL_DATABASE_URL": store}


def _import_discord_s(environment: Mapping[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import discord"], env=environment, check=True)
    return time.perf_counter() - begun


@contextmanager
def _running(environment: Mapping[str, str], folder: str) -> Iterator[tuple[subprocess.Popen[str], float]]:
    """Run `python -m bot`; give the process and the seconds until it told the page's address.

    Raises:
        RuntimeError: It ended instead.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        heard = next((line for line in process.stdout if _IS_READY in line), None)
        if heard is None:
            raise RuntimeError(f"python -m bot ended with status {process.wait()}")
        yield process, time.perf_counter() - begun
    finally:
        process.terminate()
        process.communicate()


def _memory(sandbox: int) -> Iterator[Found]:
    if not (_PROC / str(sandbox) / "task").is_dir():
        yield Skipped("memory: skipped, it is read from /proc, which this system has not")
        return
    (bot,) = _children(sandbox)
    readers = [one for one in _children(bot) if "spawn_main" in (_PROC / str(one) / "cmdline").read_text()]
    resident = {"the bot": _resident_mib(bot), "the simulated Discord": _resident_mib(sandbox)}
    if readers:
        resident["the reader"] = sum(map(_resident_mib, readers))
    for name, mib in resident.items():
        yield Row(
            what=f"resident memory at rest, {name}",
            figure=f"{mib:.0f} MiB",
            beside="" if name == "the bot" else f"{mib / resident['the bot']:.2f} x the bot",
        )


def _children(pid: int) -> list[int]:
    """Return the processes that any thread of a process started."""
    lists = (_PROC / str(pid) / "task").glob("*/children")
    return [int(child) for one in lists for child in one.read_text().split()]


def _resident_mib(pid: int) -> float:
    status = (_PROC / str(pid) / "status").read_text()
    return int(status.split("VmRSS:", 1)[1].split(maxsplit=1)[0]) / _MIB


if __name__ == "__main__":
    print_head()
    print_rows(rows())
