"""The dateline before an article's first sentence: "GENEVA, March 3 (Reuters) - ", "London — June 14, 2023 — "."""

import re
from dataclasses import dataclass
from typing import Final

from bot.reading.lexicon import load_words
from bot.reading.printed.agencies import AGENCIES
from bot.reading.printed.days import DAY, WrittenDay, read_day

_LONGEST = 140
_NO_CALENDAR = (
    r"(?!(?i:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|August|September|October"
    r"|November|December|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
)
_WORD = rf"{_NO_CALENDAR}[A-Z](?:[\w.'-]*[\w.])?"
_REGION = rf"(?:,\s?{_WORD}(?:\s{_WORD}){{0,2}}){{0,2}}"
_PLACE = (
    rf"(?P<place>{_WORD}(?:[ /]{_WORD}|\s(?:de|da|do|del|di|la|le|au|of|the|upon|am|sur)\s{_WORD}){{0,4}}"
    rf"(?:\s?\[{_WORD}(?:\s{_WORD}){{0,2}}\])?{_REGION})"
)
_CAPITALS = rf"{_NO_CALENDAR}[A-Z][A-Z.'-]+(?:[ /]{_NO_CALENDAR}[A-Z][A-Z.'-]+){{0,4}}{_REGION}"
_AGENCY = rf"(?:[(\[](?i:{AGENCIES})[)\]]|/(?i:{AGENCIES})/)"
_ANY_AGENCY = rf"(?:{_AGENCY}|\([A-Z][\w. -]{{1,25}}\))"
_DAY = rf"(?P<day>(?i:{DAY}))"
_DASH = r"\s*(?:--+|[-–—_])\s*"
_GAP = r"(?:,\s?|\s)"


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of a dateline.

    Attributes:
        pattern: Matches it at the start of a line, up to its first sentence.
        needs_year: Whether it counts only with a year: without one it is too like the start of a sentence.
        is_bare: See `Dateline`.
    """

    pattern: re.Pattern[str]
    needs_year: bool = False
    is_bare: bool = False


_FORMS: Final = (
    _Form(re.compile(rf"(?:{_PLACE}{_GAP})?{_DAY}[.,]?\s?{_AGENCY}(?:{_DASH}|[:.]?\s)")),
    _Form(re.compile(rf"{_PLACE},\s?{_DAY},?\s(?:{AGENCIES})(?:{_DASH}|:\s)")),
    _Form(re.compile(rf"{_PLACE},?\s?{_AGENCY}(?:{_DASH}|,\s?|\s){_DAY}(?:{_DASH}|[:.]\s)")),
    _Form(re.compile(rf"(?:{_PLACE},?\s)?\((?i:{AGENCIES}),?\s{_DAY}\)(?:{_DASH}|[:.]?\s)")),
    _Form(re.compile(rf"(?:{_PLACE},?\s)?\({_DAY},?\s(?i:{AGENCIES})\)(?:{_DASH}|[:.]?\s)")),
    _Form(re.compile(rf"{_AGENCY}(?:{_DASH}|\s){_CAPITALS},\s?{_DAY}(?:{_DASH}|[:.]\s)")),
    _Form(re.compile(rf"{_CAPITALS},\s?{_DAY}(?:\s?{_ANY_AGENCY})?{_DASH}")),
    _Form(re.compile(rf"{_CAPITALS}{_DASH}{_DAY}(?:\s?{_ANY_AGENCY})?{_DASH}")),
    _Form(re.compile(rf"{_PLACE}(?:,\s?|{_DASH}){_DAY}(?:\s?{_ANY_AGENCY})?(?:{_DASH}|:\s)"), needs_year=True),
    _Form(re.compile(rf"{_PLACE},?\s\({_DAY}\)(?:{_DASH}|:\s)"), needs_year=True),
    _Form(re.compile(rf"{_DAY}{_DASH}{_CAPITALS}{_DASH}"), needs_year=True),
    _Form(re.compile(rf"{_DAY}{_DASH}"), needs_year=True, is_bare=True),
)
_ANY_DAY = re.compile(DAY, re.IGNORECASE)
_NOT_PLACES = load_words("sentences")["openers"] | load_words("printed")["occasions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline that tells a day.

    Attributes:
        end: How many characters of the line it takes, the blank after it among them.
        day: As printed.
        is_bare: Whether it is a day and a dash only, as the entries of a list of days begin too.
    """

    end: int
    day: WrittenDay
    is_bare: bool


def read_dateline(line: str) -> Dateline | None:
    """Read the dateline that a line begins with.

    Args:
        line: A line of normalised text, of any length; its first 140 characters are looked at.

    Returns:
        The dateline; None where there is none, it tells no day, or nothing follows it.
    """
    head = line[:_LONGEST]
    if not _ANY_DAY.search(head):
        return None
    for form in _FORMS:
        match = form.pattern.match(head)
        if match is None or not _goes_on(line, match.end()) or _is_no_place(match):
            continue
        day = read_day(match["day"])
        if day.year is not None or not form.needs_year:
            return Dateline(end=match.end(), day=day, is_bare=form.is_bare)
    return None


def _goes_on(line: str, at: int) -> bool:
    """Return whether a sentence can begin at an offset: in upper case or with a quotation, and with no other day."""
    first = line[at : at + 1]
    return (first.isupper() or first in {'"', "'"}) and not _ANY_DAY.match(line, at, at + _LONGEST)


def _is_no_place(match: re.Match[str]) -> bool:
    """Return whether what stands for the place opens a sentence ("On", "Meanwhile") or names an occasion."""
    place = match.groupdict().get("place")
    return place is not None and not place.isupper() and bool(_NOT_PLACES.intersection(place.lower().split()))
