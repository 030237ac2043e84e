"""What `make audit` says of what pip-audit said."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

AUDIT = Path(__file__).parents[2] / "tools" / "audit.py"


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", AUDIT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("status", "out", "err", "expected", "said"),
    [
        (0, "", "No known vulnerabilities found", 0, "no known weakness in run.txt"),
        (1, "Name Version ID\nx 1.0 PYSEC-1", "Found 1 known vulnerability", 1, "PYSEC-1"),
        (1, "", "ConnectionError: Max retries exceeded with url", 0, "NOT looked through"),
        (1, "", "KeyError: 'x'", 1, "pip-audit failed"),
        (1, "x 1.0 PYSEC-1", "ConnectionError", 1, "PYSEC-1"),
    ],
    ids=["none", "one", "no network", "broken", "one, then no network"],
)
def test_what_is_said(audit: ModuleType, status: int, out: str, err: str, expected: int, said: str) -> None:
    found, told = audit.verdict("run.txt", status, out, err)
    assert found == expected
    assert said in told
