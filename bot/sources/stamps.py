"""The day and the site that a page states beside its title, where its head doesn't. Never a date told in its text."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from bot.model.pages import LineKind, PageLine, PageView

_NEAR: Final = 8
"""Lines before and after the title among which its day stands."""
_LONGEST: Final = 90
"""Characters of the longest line that states a day and tells nothing."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>20\d\d|19\d\d)\b",
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>20\d\d|19\d\d)\b",
        r"\b(?P<year>20\d\d|19\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b",
        r"\b(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>20\d\d|19\d\d)\b",
    )
)
_OTHER_DAY = re.compile(r"\b(?:updated|modified|revised|reviewed|changed|expires?|until|copyright)\b|©", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|–—·•:»-]\s+")


def stated_day(view: PageView, title: str | None) -> date | None:
    """Return the one day that a page states on a short line beside its title; None where there is none, or several."""
    found = {day for line in _beside(view.lines, title) for day in _days(line.text)}
    return found.pop() if len(found) == 1 else None


def stated_site(view: PageView, title: str | None) -> str | None:
    """Return the site that a page names in its head after its title ("Talks resume | Harbour Post"), None if none."""
    first, *rest = _SEPARATOR.split(view.title) or [""]
    known = {line.text for line in view.lines if line.kind is LineKind.HEADING} | {title}
    return rest[0] if len(rest) == 1 and first in known and rest[0] not in known else None


def _beside(lines: Sequence[PageLine], title: str | None) -> Iterator[PageLine]:
    places = [at for at, line in enumerate(lines) if title and not line.is_frame and line.text == title]
    for at in places[:1]:
        for line in lines[max(0, at - _NEAR) : at + _NEAR]:
            if len(line.text) <= _LONGEST and not line.is_frame and not _OTHER_DAY.search(line.text):
                yield line


def _days(text: str) -> Iterator[date]:
    for form in _FORMS:
        for match in form.finditer(text):
            if _is_told(text.replace(match.group(), "")):
                continue
            parts = match.groupdict()
            month = int(parts["number"]) if "number" in parts else _MONTHS.index(parts["month"][:3].lower()) + 1
            try:
                yield date(int(parts["year"]), month, int(parts["day"]))
            except ValueError:
                continue


def _is_told(rest: str) -> bool:
    """Return whether a line says more than a day, a name and an hour."""
    return len(rest.split()) > 8 or rest.rstrip()[-1:] in {".", "!", "?"}
