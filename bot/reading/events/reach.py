"""What a time expression with its preposition says of a clause: on a day, since one, by one, for the past weeks.

Three answers: a date; `UNDATED`, where the clause has a time of its own that isn't known in days ("recently", "for
weeks"), so that nobody may guess one; None, where the expression says nothing of when.
"""

import re
from datetime import date, timedelta

from bot.model.dates import UNDATED, DatedBy, DateRange, EventDate, Precision, TimexType
from bot.reading.events import tree
from bot.reading.events.anchors import Anchor
from bot.reading.events.lengths import Length, landed, length_of, stretch
from bot.reading.events.tenses import is_perfect, is_set_for

BOUNDS = frozenset({"until", "till", "before", "after", "by", "following"})
_DEADLINES = frozenset({"by", "before", "until", "till"})
_LASTING = frozenset({"for", "over", "in", "during", "within", "throughout", "through"})
_PAST = re.compile(r"\b(?:past|last|previous|preceding)\b")
_COMING = re.compile(r"\b(?:next|coming|following)\b")
_END = re.compile(r"(?:the )?end of\b|.*\bend\b")


def reading(anchor: Anchor, published: date | None, *, is_ahead: bool) -> EventDate | None:
    """Return what an expression says of the clause that it stands in.

    Args:
        anchor: The expression in the parse; no offset.
        published: Day of publication; None where unknown.
        is_ahead: Whether the clause tells of something planned or possible.

    Returns:
        The date, `UNDATED`, or None; see the module's docstring.
    """
    if anchor.timex.type is TimexType.SET:
        return UNDATED if tree.is_verb(anchor.host) else None
    if anchor.timex.type is TimexType.DURATION:
        return _lasting(anchor, published, is_ahead=is_ahead)
    if anchor.timex.range is None:
        is_own = tree.is_verb(anchor.host) and anchor.prep not in {"of", "with", "about"}
        return UNDATED if is_own and anchor.timex.value != "PRESENT_REF" else None
    if anchor.prep == "since":
        return until(anchor.timex.range, published)
    if anchor.prep in BOUNDS:
        return _deadline(anchor, published) if is_ahead else _bounded(anchor)
    if anchor.prep == "for" and not (is_ahead and is_set_for(anchor.host)):
        return None
    return anchor.date


def until(start: DateRange | None, published: date | None) -> EventDate | None:
    """Return the days from something dated to the day of publication; None where there are none."""
    if start is None or published is None or start.start > published:
        return None
    reach = DateRange(start=start.start, end=published)
    return EventDate(range=reach, precision=Precision.RANGE, dated_by=DatedBy.EXPRESSION)


def begun(start: EventDate, length: Length) -> EventDate | None:
    """Return the days of what lasts for a length from a day on: "for three days from 5 June"."""
    if start.range is None or start.range.start != start.range.end:
        return None
    found = stretch(start.range.start, length, 1)
    if found is None or found.range is None or length.unit not in {"D", "W", "M", "Y"}:
        return None
    last = max(found.range.start, found.range.end - timedelta(days=1))
    reach = DateRange(start=found.range.start, end=last)
    precision = Precision.DAY if reach.start == reach.end else Precision.RANGE
    return EventDate(range=reach, precision=precision, dated_by=DatedBy.EXPRESSION)


_SETTING = frozenset({
    "ban", "bar", "block", "close", "delay", "exempt", "extend", "freeze", "halt", "impose", "lift", "postpone",
    "prohibit", "prolong", "restrict", "shut", "stop", "suspend", "waive",
})  # fmt: skip
"""Acts done at once, whose length is that of what they set: "has suspended flights *for three months*"."""


def is_for_length(anchor: Anchor) -> bool:
    """Return whether an expression says how long something lasted."""
    return anchor.prep == "for" and length_of(anchor.timex) is not None and not _PAST.search(anchor.words)


def _bounded(anchor: Anchor) -> EventDate | None:
    """What happened by, until, before or after a day: on some other one. Inside a noun phrase it says nothing."""
    return UNDATED if tree.is_verb(anchor.host) else None


def _deadline(anchor: Anchor, published: date | None) -> EventDate:
    reach = anchor.timex.range
    if reach is None or published is None or anchor.prep not in _DEADLINES:
        return UNDATED
    end = reach.end
    if anchor.prep == "before" and not _END.match(anchor.words) and reach.start > published:
        end = reach.start - timedelta(days=1)
    if end < published:
        return UNDATED
    return EventDate(range=DateRange(start=published, end=end), precision=Precision.RANGE, dated_by=DatedBy.EXPRESSION)


def _lasting(anchor: Anchor, published: date | None, *, is_ahead: bool) -> EventDate | None:
    """Read a length: the past or coming weeks, "in two weeks", "for months"; what only lasts gives no day."""
    words, prep, length = anchor.words, anchor.prep, length_of(anchor.timex)
    doc = anchor.token.doc
    is_counted_of = anchor.end < len(doc) and doc[anchor.end].lower_ == "of"
    if is_counted_of or (prep not in _LASTING and not _PAST.search(words)):
        return None
    if not tree.is_verb(anchor.host) and not (is_ahead and prep in {"in", "within"}):
        return None
    if prep == "for" and not _PAST.search(words) and anchor.host.lemma_.lower() in _SETTING:
        return None
    if published is None or length is None:
        return UNDATED
    if is_ahead:
        return _coming(words, prep, length, published) or UNDATED
    is_up_to_now = _PAST.search(words) or (prep == "for" and is_perfect(anchor.host))
    return (stretch(published, length, -1) if is_up_to_now else None) or UNDATED


def _coming(words: str, prep: str, length: Length, published: date) -> EventDate | None:
    if prep == "within" or _COMING.search(words):
        return stretch(published, length, 1)
    if prep != "in":
        return None
    return landed(EventDate(range=DateRange.day(published), precision=Precision.DAY, dated_by=DatedBy.NONE), length, 1)
