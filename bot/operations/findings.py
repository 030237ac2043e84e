"""What the doctor finds: a grade, what is the case, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How bad something is."""

    FINE = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        name: What it is, in a word or two.
        grade: How bad it is.
        case: What is the case, one or two sentences; never a secret.
        advice: What to do, in the imperative; "" where nothing is to be done.
    """

    name: str
    grade: Grade
    case: str
    advice: str = ""


def fine(name: str, case: str) -> Finding:
    """Return that something is in order."""
    return Finding(name=name, grade=Grade.FINE, case=case)


def warning(name: str, case: str, advice: str) -> Finding:
    """Return what works but should be seen to."""
    return Finding(name=name, grade=Grade.WARNING, case=case, advice=advice)


def fault(name: str, case: str, advice: str) -> Finding:
    """Return what keeps the bot from its work."""
    return Finding(name=name, grade=Grade.FAULT, case=case, advice=advice)
