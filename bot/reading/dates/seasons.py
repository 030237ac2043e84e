"""Seasons: "last fall", "the summer of 1998", "this spring"."""

from bot.reading.dates import anchor, lexicon
from bot.reading.dates.anchor import Direction
from bot.reading.dates.extents import modifiers
from bot.reading.dates.lexicon import BACK, SEASONS
from bot.reading.dates.months import year_after
from bot.reading.dates.rules import load_rules, mapped, words
from bot.reading.dates.scan import NOTHING, Found, Scan, found, repeated
from bot.reading.dates.values import FUTURE, PAST, PRESENT, Fixed, Part, Value, year_of

_UNDATED = {Direction.BACK: PAST, Direction.AHEAD: FUTURE, Direction.NONE: PRESENT}
AHEAD = lexicon.AHEAD | words("anchoring", "ahead_of_holiday")
"""Words before which only what is still to come is meant."""
_BESIDE = words("seasons", "beside")
_NARRATIVE: dict[str, int] = mapped("seasons", "narrative", "word", "years")
_SLOTS = words("seasons", "slot") | frozenset(_NARRATIVE)
_NOUNS = frozenset(
    (word, before)
    for row in load_rules("seasons")["noun"]
    for word in row["words"].split()
    for before in row["before"].split()
)
"""A season's name and the word after it that make it another noun: "the fall of the town"."""


def season(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read the season at lexeme `i`; "fall" and "spring" as verbs or streams are none."""
    low = scan.lex.low
    code, before = SEASONS[low[i]], low[i - 1]
    if before in {"every", "each"}:
        return repeated(i - 1, i + 1, f"XXXX-{code}")
    year = year_after(scan, i + 1) or _shared_year(scan, i)
    if year is not None and scan.lex.tag(i)[:2] == "NN":
        return (found(_start(scan, i), year[1], Part(year[0], code)),)
    if not _has_slot(scan, i):
        return NOTHING
    direction = direction_of(before)
    published = scan.memory.published
    value: Value = _UNDATED[direction]
    if published is not None:
        value = anchor.season(published, code, direction, is_past=before != "this" and scan.governor(i).is_past)
    if published is not None and before in _NARRATIVE and scan.memory.point is not None:
        value = Part(year_of(scan.memory.point) + _NARRATIVE[before], code)
    if published is None and direction is Direction.NONE:
        value = Fixed(f"XXXX-{code}")
    return (found(_start(scan, i), i + 1, value),)


def _shared_year(scan: Scan, i: int) -> tuple[int, int] | None:
    """Return the year of "the *spring* and fall of 1994" for its first season, and the lexeme after that season."""
    low = scan.lex.low
    goes_on = low[i + 1] in {"and", "to", "or", "-"} and low[i + 2] in SEASONS
    year = year_after(scan, i + 3) if goes_on else None
    return None if year is None else (year[0], i + 1)


def direction_of(word: str) -> Direction:
    """Return where the word before a season or a holiday says to look."""
    if word in BACK:
        return Direction.BACK
    return Direction.AHEAD if word in AHEAD else Direction.NONE


def _has_slot(scan: Scan, i: int) -> bool:
    lex, low = scan.lex, scan.lex.low
    if low[i - 1] in _BESIDE:
        return lex.tag(i)[:2] != "VB" and low[i + 1] not in {"of", "in"}
    if (low[i], low[i + 1]) in _NOUNS:
        return False
    return low[i - 1] in _SLOTS and lex.tag(i) == "NN" and low[i + 1] != "-" and not lex.is_capital(i + 1)


def _start(scan: Scan, i: int) -> int:
    low, start = scan.lex.low, i
    if low[i - 1] in _BESIDE:
        start = i - 1
        if low[start - 1] in {"this", "the"}:
            start -= 1
    else:
        start = i - 1 if low[i - 1] in _NARRATIVE else modifiers(scan, i)
        if low[start - 1] == "the":
            start -= 1
    return start if start >= scan.floor else i
