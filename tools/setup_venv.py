"""Build .venv from the locks in requirements/, with nothing but Python's standard library.

    python tools/setup_venv.py run|dev|docs|fuzz|model

Uses uv where it is on the PATH or can be installed, pip otherwise. Does nothing when .venv already holds the lock.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def say(text: str) -> None:
    """Print one line of progress."""
    print(f"setup: {text}", flush=True)


def run(*command: str | Path, quiet: bool = False) -> bool:
    """Run a command; return whether it succeeded. Its output is shown unless `quiet`."""
    out = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.run([str(c) for c in command], stdout=out, stderr=out, check=False).returncode == 0  # noqa: S603
    except OSError:
        return False


def create() -> None:
    """Create .venv; a Python without ensurepip (Debian's) gets one that is filled from outside."""
    say(f"creating .venv with Python {sys.version_info.major}.{sys.version_info.minor}")
    if run(sys.executable, "-m", "venv", "--clear", VENV, quiet=True):
        return
    if not run(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV):
        raise SystemExit("setup: this Python has no venv module; install it (on Debian: python3-venv) and try again.")


def pip() -> list[str | Path]:
    """Return the command of a pip that installs into .venv."""
    if run(PYTHON, "-m", "pip", "--version", quiet=True):
        return [PYTHON, "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", PYTHON]


def uv() -> list[str | Path] | None:
    """Return the command of uv, installing it into .venv when it is not on the PATH; None when it can't be had."""
    if found := shutil.which("uv"):
        return [found]
    own = PYTHON.with_name("uv.exe" if os.name == "nt" else "uv")
    lock = ROOT / "requirements" / "uv.txt"
    if own.exists() or run(*pip(), "install", "--quiet", "--require-hashes", "-r", lock, quiet=True):
        return [own]
    return None


def install(lock: Path) -> None:
    """Install a lock into .venv; exits with one sentence when neither uv nor pip can."""
    started = time.monotonic()
    fast = uv()
    say(f"installing {lock.name} with {'uv' if fast else 'pip'}; the first time this takes a minute or two")
    options = ("--require-hashes", "-r", lock)
    compiled = ("--quiet", "--compile-bytecode", "--python", PYTHON)  # compiled now, not at the first start
    done = fast is not None and run(*fast, "pip", "install", *compiled, *options)
    if not done and not run(*pip(), "install", *options):
        raise SystemExit("setup: the packages could not be installed; the lines above say why.")
    say(f"done in {time.monotonic() - started:.0f} s")


def main() -> None:
    """Bring .venv up to the lock named on the command line."""
    kind = sys.argv[1] if len(sys.argv) > 1 else "run"
    lock = ROOT / "requirements" / f"{kind}.txt"
    stamp = VENV / f".{kind}-lock"
    wanted = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    if not PYTHON.exists() or not run(PYTHON, "-c", "pass", quiet=True):
        create()
    install(lock)
    stamp.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
