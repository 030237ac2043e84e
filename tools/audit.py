"""Ask which of the locked packages have known weaknesses: `make audit`.

Exit status 0 where none has, 1 where one has, or where pip-audit itself fails. Where the database of weaknesses
can't be reached nothing is known, which is said in one sentence, with status 0: nobody can mend that here.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("run.txt", "dev.txt")
UNREACHABLE = (
    "ConnectionError", "Max retries exceeded", "NameResolutionError", "ConnectTimeout", "ReadTimeout", "ProxyError",
    "Temporary failure in name resolution", "Tunnel connection failed", "ServiceError", "403", "404", "502", "503",
)  # fmt: skip
"""What stands in pip-audit's words where its service can't be asked."""


def verdict(lock: str, status: int, out: str, err: str) -> tuple[int, str]:
    """Return the exit status for a lock, and what is said.

    Args:
        lock: Its name.
        status: pip-audit's own: 0 for no weakness, 1 for some or for a failure.
        out: What it printed: its table of weaknesses.
        err: What it complained of.
    """
    if status == 0:
        return 0, f"audit: no known weakness in {lock}."
    if out.strip():
        return 1, f"audit: {lock} has packages with known weaknesses:\n{out.strip()}"
    if any(sign in err for sign in UNREACHABLE):
        return 0, f"audit: {lock} was NOT looked through, since the database of weaknesses can't be reached from here."
    return 1, f"audit: pip-audit failed on {lock}:\n{err.strip()[-2000:]}"


def main() -> int:
    """Look through each lock; return the worst status."""
    worst = 0
    for lock in LOCKS:
        done = subprocess.run(  # noqa: S603 (our own program)
            [sys.executable, "-m", "pip_audit", "--requirement", str(ROOT / "requirements" / lock), "--require-hashes",
             "--disable-pip", "--progress-spinner", "off", "--timeout", "20"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        status, said = verdict(lock, done.returncode, done.stdout, done.stderr)
        print(said, flush=True)
        worst = max(worst, status)
    return worst


if __name__ == "__main__":
    sys.exit(main())
