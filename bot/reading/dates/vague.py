"""References without a place on the calendar: "now", "recently", "the past", "the future", "soon", "daily"."""

from bot.reading.dates.lexicon import UNITS
from bot.reading.dates.rules import load_rules
from bot.reading.dates.scan import NOTHING, Found, Scan, found, repeated
from bot.reading.dates.values import FUTURE, PAST, PRESENT

RHYTHMS: dict[str, str] = {row["word"]: row["every"] for row in load_rules("sets")["rhythm"]}


def now(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "now" and "right now" at lexeme `i`."""
    low = scan.lex.low
    if low[i + 1] == "-" and scan.lex.is_glued(i + 1):
        return NOTHING
    start = i - 1 if low[i - 1] == "right" and i - 1 >= scan.floor else i
    return (found(start, i + 1, PRESENT),)


def present(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "currently", "nowadays", "presently" at lexeme `i`."""
    return (found(i, i + 1, PRESENT),)


def current(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "current" before a noun that is no account; before a unit ("the current fiscal year") the unit reads it."""
    low = scan.lex.low
    noun = low[i + 2] if low[i + 1] in {"fiscal", "calendar", "full", "financial"} else low[i + 1]
    if noun in UNITS:
        return NOTHING
    if scan.lex.low[i + 1] in {"account", "accounts", "affairs", "events"} or scan.lex.tag(i) != "JJ":
        return NOTHING
    return (found(i, i + 1, PRESENT),)


def at_present(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "present" in "at present" and "at the present time"."""
    low = scan.lex.low
    if low[i - 1] == "at" and not scan.lex.tag(i + 1).startswith("NN"):
        return (found(i, i + 1, PRESENT),)
    if low[i - 2 : i] == ["at", "the"] and low[i + 1] in {"time", "moment"} and i - 1 >= scan.floor:
        return (found(i - 1, i + 2, PRESENT),)
    return NOTHING


def long_ago(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "long ago", "not long ago" and "a long time ago" whose last word is lexeme `i`."""
    low = scan.lex.low
    start = i - 1 - (low[i - 1] == "time")
    if low[start] not in {"long", "some"} or (low[start] == "some" and start == i - 1):
        return NOTHING
    start -= low[start - 1] in {"not", "a"}
    return (found(start, i + 1, PAST),) if start >= scan.floor else NOTHING


def recently(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "recently", "more recently", "lately" at lexeme `i`."""
    low = scan.lex.low
    start = i - 1 if low[i - 1] in {"more", "most"} and i - 1 >= scan.floor else i
    return (found(start, i + 1, PAST),)


def past(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "the past" where it is a noun of its own."""
    lex = scan.lex
    if lex.low[i - 1] != "the" or i - 1 < scan.floor or lex.tag(i) != "NN" or lex.low[i - 2] in {"off", "through"}:
        return NOTHING
    return (found(i - 1, i + 1, PAST),)


def future(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "the future" and "the near future" at lexeme `i`."""
    low = scan.lex.low
    start = i - 1
    if low[start] in {"near", "foreseeable", "immediate"}:
        start -= 1
    if low[start] != "the" or start < scan.floor or scan.lex.tag(i) != "NN":
        return NOTHING
    return (found(start, i + 1, FUTURE),)


def term(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "the near term", "the short term" at lexeme `i`."""
    low = scan.lex.low
    if low[i - 1] not in {"near", "short"} or low[i - 2] != "the" or i - 2 < scan.floor:
        return NOTHING
    return (found(i - 2, i + 1, FUTURE),)


def soon(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "soon", not in "soon after" and "as soon as"."""
    low = scan.lex.low
    if low[i + 1] in {"after", "afterward", "afterwards", "as", "enough"} or low[i - 1] in {"as", "too", "how"}:
        return NOTHING
    return (found(i, i + 1, FUTURE),)


def rhythm(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "daily", "weekly", "hourly" at lexeme `i`; a newspaper's name ("the Daily Planet") is none."""
    lex = scan.lex
    is_name = lex.is_capital(i) and (lex.is_capital(i + 1) or lex.is_capital(i - 1) or lex.low[i - 1] == "the")
    if is_name or lex.low[i - 1] == "-":
        return NOTHING
    return repeated(i, i + 1, RHYTHMS[lex.low[i]])
