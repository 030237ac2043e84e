"""When an article was written: the day that it prints itself, weighed against the day that was given (docs/adr/0009).

Pure, and without a clock: the same text and the same given day give the same answer on any day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Final

from bot.model.reading import PrintedDay, PrintedIn, Standing
from bot.reading.credits import is_credit
from bot.reading.printed.datelines import Dateline, read_dateline
from bot.reading.printed.days import WrittenDay
from bot.reading.printed.stamps import Stamp, StampKind, read_stamps

_HEAD: Final = 12
"""Lines of an article's head, in which its day is looked for."""
_FOOT: Final = 6
"""Lines of its foot, in which only "Published" and "Updated" count."""
_LONGEST_LINE: Final = 160
_PROSE_WORDS: Final = 6
_BEFORE: Final = timedelta(days=2)
_AFTER: Final = timedelta(days=1)
_YEAR_AHEAD: Final = timedelta(days=31)
_YEAR_BACK: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """One day that is printed as the article's own; `kind` is None for a dateline."""

    written: WrittenDay
    kind: StampKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The day that a sign means, and whether its weekday agrees."""

    day: date
    fits: bool


def opening_with_a_day(text: str) -> int | None:
    """Find the first sentence that a day and a dash stand before ("14 June 2023 – The envoys met.").

    Args:
        text: Normalised text; its first lines are looked at.

    Returns:
        The offset of its line; None where there is none, or where other lines begin alike, as in a list of days.
    """
    found: list[int] = []
    has_prose = is_first = False
    at = 0
    for line in _lines(text, _HEAD):
        dateline = read_dateline(line)
        if dateline is not None and dateline.is_bare:
            found.append(at)
            is_first = is_first or not has_prose
        has_prose = has_prose or _is_prose(line)
        at += len(line) + 1
    return found[0] if len(found) == 1 and is_first else None


def printed_day(text: str, given: date | None) -> PrintedDay | None:
    """Find the day that an article prints as its own, and weigh it against the given one.

    Args:
        text: Normalised text, of any length; twelve lines of its head and six of its foot are looked at.
        given: The day of publication as it came with the article; None where unknown.

    Returns:
        The printed day and how it stands to the given one; None where none is printed, it can't be told for certain,
        or it is the given day itself. A sign that can be used goes before one that contradicts itself.
    """
    signs = tuple(_signs(text))
    hint = given or _whole_day(signs)
    misprint: PrintedDay | None = None
    for sign in signs:
        found = _meant(sign.written, hint)
        if found is None:
            continue
        where = PrintedIn.DATELINE if sign.kind is None else PrintedIn.STAMP
        if not found.fits:
            misprint = misprint or PrintedDay(day=found.day, where=where, standing=Standing.WEEKDAY)
            continue
        standing = standing_of(found.day, given, sign.kind)
        if standing is not None:
            return PrintedDay(day=found.day, where=where, standing=standing)
        if sign.kind is not StampKind.UPDATED:
            break
    return misprint


def standing_of(printed: date, given: date | None, kind: StampKind | None) -> Standing | None:
    """Return how a printed day stands to the given one.

    Args:
        printed: The printed day.
        given: The given day; None where unknown.
        kind: What a stamp is the day of; None for a dateline.

    Returns:
        The standing; None where there is nothing to report: both are the same, or the text was changed later.
    """
    if given is None:
        return Standing.ONLY
    ahead = printed - given
    if not ahead or (kind is StampKind.UPDATED and ahead >= -_BEFORE):
        return None
    if -_BEFORE <= ahead <= _AFTER:
        return Standing.NEAR
    if ahead < -_BEFORE:
        return Standing.EARLIER
    return Standing.AHEAD if kind is StampKind.PLAIN else Standing.LATER


def _signs(text: str) -> Iterator[_Sign]:
    """Yield what is printed as the article's day, the weightiest first."""
    datelines = _datelines(text)
    labelled, plain = _stamps(text)
    if datelines:
        yield _Sign(written=datelines[0].day, kind=None)
    for kind in (StampKind.PUBLISHED, StampKind.PLAIN, StampKind.UPDATED):
        if kind is StampKind.PLAIN:
            yield from (_Sign(written=day, kind=kind) for day in plain)
        else:
            yield from (_Sign(written=s.day, kind=kind) for s in labelled if s.kind is kind)


def _datelines(text: str) -> list[Dateline]:
    opening = opening_with_a_day(text)
    found = []
    at = 0
    for line in _lines(text, _HEAD):
        dateline = read_dateline(line)
        if dateline is not None and (not dateline.is_bare or at == opening):
            found.append(dateline)
        at += len(line) + 1
    return found


def _stamps(text: str) -> tuple[list[Stamp], list[WrittenDay]]:
    """Return the labelled stamps of head and foot, and the one day that stands alone over the text, if it is one.

    A day that stands alone counts before the first sentence, or below a single one (the lead in bold type) where no
    other line of the head is a day: several of them are a chronicle.
    """
    labelled: list[Stamp] = []
    plain: list[tuple[int, WrittenDay]] = []
    prose = 0
    for line in _lines(text, _HEAD):
        for stamp in read_stamps(line):
            if stamp.kind is StampKind.PLAIN:
                plain.append((prose, stamp.day))
            else:
                labelled.append(stamp)
        prose += _is_prose(line)
    labelled += _foot(text)
    above = {day for before, day in plain if before == 0}
    below = {day for before, day in plain if before == 1}
    days = above or (below if len({day for _, day in plain}) == 1 else set())
    return labelled, list(days) if len(days) == 1 else []


def _foot(text: str) -> Iterator[Stamp]:
    """Yield the labelled stamps of the last lines; none of a kind that several days have, as below other headlines."""
    lines = text[-_FOOT * _LONGEST_LINE :].split("\n")[1:][-_FOOT:]
    stamps = [stamp for line in lines for stamp in read_stamps(line)]
    for kind in (StampKind.PUBLISHED, StampKind.UPDATED):
        found = {stamp for stamp in stamps if stamp.kind is kind}
        if len(found) == 1:
            yield from found


def _lines(text: str, count: int) -> Iterator[str]:
    """Yield the first lines of a text without copying all of it."""
    start = 0
    for _ in range(count):
        end = text.find("\n", start)
        yield text[start:] if end < 0 else text[start:end]
        if end < 0:
            return
        start = end + 1


def _is_prose(line: str) -> bool:
    """Return whether a line is a sentence or more of running text."""
    if len(line) > _LONGEST_LINE:
        return True
    ends = line.rstrip("\"')]")[-1:] in {".", "!", "?", "…"}
    return ends and len(line.split()) >= _PROSE_WORDS and not is_credit(line)


def _whole_day(signs: Sequence[_Sign]) -> date | None:
    """Return the first printed day that needs no other to be understood."""
    for sign in signs:
        found = _meant(sign.written, None)
        if found is not None and found.fits:
            return found.day
    return None


def _meant(written: WrittenDay, hint: date | None) -> _Found | None:
    """Return the day that is meant; None where there is no such day, or several can be meant.

    Without a year it is the nearest such day to the hint: of the year before it, or of the month after it, since what
    is posted has been written. Of two orders of numbers, the weekday decides, and then the hint.
    """
    if written.year is not None:
        days = written.in_year(written.year)
    elif hint is not None:
        days = tuple(islice(_nearest(written, hint), 1))
    else:
        return None
    fitting = [day for day in days if written.fits(day)]
    if len(days) == 1:
        return _Found(day=days[0], fits=bool(fitting))
    if len(fitting) > 1 and hint is not None:
        fitting = [day for day in fitting if -_BEFORE <= day - hint <= _AFTER]
    return _Found(day=fitting[0], fits=True) if len(fitting) == 1 else None


def _nearest(written: WrittenDay, hint: date) -> Iterator[date]:
    years = range(hint.year - 1, hint.year + 2)
    days = [day for year in years for day in written.in_year(year) if -_YEAR_BACK <= day - hint <= _YEAR_AHEAD]
    yield from sorted(days, key=lambda day: (abs(day - hint), day))
