"""Write the hash-pinned locks in requirements/ from pyproject.toml.

The locks name no registry, so that they install from whichever one pip or uv is set up to use.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = ("-m", "uv", "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header",
           "--no-annotate", "--quiet", "--upgrade")  # fmt: skip


def compile_lock(source: str | None, target: str, *options: str) -> None:
    """Resolve `source`, or only what the options name, into `requirements/target`; `CalledProcessError` if uv can't."""
    out = ROOT / "requirements" / target
    sources = [] if source is None else [source]
    subprocess.run([sys.executable, *COMPILE, *sources, "-o", str(out), *options], cwd=ROOT, check=True)  # noqa: S603


def main() -> None:
    """Write the locks: run (the bot), dev (its tests), docs (the site), fuzz (atheris), model (a small model), uv."""
    compile_lock("pyproject.toml", "run.txt")
    compile_lock("pyproject.toml", "dev.txt", "--group", "dev", "--constraint", "requirements/run.txt")
    compile_lock(None, "docs.txt", "--group", "pyproject.toml:docs", "--constraint", "requirements/dev.txt")
    compile_lock(None, "fuzz.txt", "--group", "pyproject.toml:fuzz", "--constraint", "requirements/dev.txt")
    compile_lock(None, "model.txt", "--group", "pyproject.toml:model", "--constraint", "requirements/dev.txt")
    pinned = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
    start = pinned.index("\nuv==") + 1
    lines = pinned[start:].splitlines(keepends=True)
    end = next((i for i, line in enumerate(lines[1:], 1) if not line.startswith(" ")), len(lines))
    (ROOT / "requirements" / "uv.txt").write_text("".join(lines[:end]), encoding="utf-8")


if __name__ == "__main__":
    main()
