"""When a fact is said to have taken place: by its own date, or by its report's where that is not sure."""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.datewords import month_words
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.quiz.dating import in_words, same_month
from bot.quiz.facts import Fact

CLAIMED = frozenset({
    EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.THREATEN, EventType.PROTEST,
})  # fmt: skip
"""What one side often only says of the other."""
_HAS_SINCE = re.compile(r"\b(?:has|have) since\b")
"""Of which one doesn't know since when."""
_WEEKS_AGO = re.compile(r"\bweeks (?:ago|earlier|before|later|after)\b")
"""A round number of weeks, which names no week of the calendar."""
_WEEKEND = re.compile(r"\bweekend\b")
_DAY = re.compile(r"\b(?:[Oo]n|[Oo]n \d{1,2} and|[Ff]rom \d{1,2} to) \d{1,2} [A-Z][a-z]+ \d{4}\b")
"""Of which one day, or the other, or both may be meant."""
_DAY_WORD = (
    r"(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|on [A-Z][a-z]+ \d{1,2}|on \d{1,2} [A-Z][a-z]+)"
)
_VERB_BEFORE = re.compile(r"\b[a-z]+(?:ed|ew|ut|et|oke|ook|ent)\b")
"""A past tense before a day, to which the day then belongs."""
_DAYS_OLD = 3
"""Days that news may be old."""
_PLANNED_STRETCH = timedelta(days=45)


def tells_day(stem: str) -> bool:
    """Tell whether a stem says on which day or days it was."""
    return _DAY.search(stem) is not None


def date_words(fact: Fact, *, is_fine: bool = False) -> str | None:
    """Return the fact's date in words, or for an unsure one the report's month ("according to a report of June 2023").

    Args:
        fact: The fact.
        is_fine: Say the day or week where it is known and was printed.

    Returns:
        None where neither is known.
    """
    is_fine = is_fine and not _is_day_of_another(fact) and not any(_WEEKEND.search(text) for text in fact.support)
    words = None if _is_of_report(fact) else in_words(_as_sure(fact), is_fine=is_fine)
    if words is not None or fact.published is None:
        return words
    month = month_words(fact.published)
    return f"in {month}" if _is_news(fact, fact.published) else f"according to a report of {month}"


def _is_news(fact: Fact, published: date) -> bool:
    """Tell whether a fact was its report's news and so of the days before: "has broken off relations", in its lead.

    News that is printed in the first days of a month may be of the month before.
    """
    told = fact.statement
    is_done = told is not None and told.is_perfect and fact.status is Status.OCCURRED and told.speaker != ""
    has_no_day = fact.when.dated_by in {DatedBy.PUBLICATION, DatedBy.NONE}
    return is_done and has_no_day and published.day > _DAYS_OLD and 0 in fact.sentences


def _is_day_of_another(fact: Fact) -> bool:
    """Tell whether the day stands behind a verb to which this one is joined: "met on Monday and *expelled* …"."""
    told = fact.statement
    if told is None or not told.past:
        return False
    texts = [text for text in fact.support if " and " in text and told.past in text]
    day, verb = rf"\b{_DAY_WORD}\b", re.escape(told.past)
    joined = rf"{day}[^;]*? and (?:[a-z]+ )?{verb}\b(?!.*{day})"
    found = ((text, re.search(joined, text)) for text in texts)
    return any(at is not None and _VERB_BEFORE.search(text[: at.start()]) is not None for text, at in found)


def _is_of_report(fact: Fact) -> bool:
    """Tell whether a fact's date is rather its report's: done by then, announced then, or said by somebody unnamed."""
    told, when = fact.statement, fact.when
    if when.precision is Precision.WEEK and any(_WEEKS_AGO.search(text) for text in fact.support):
        return True
    if fact.status is Status.PLANNED and (_is_announcement(fact) or _is_long(when)):
        return True
    if told is None:
        return False
    is_since = when.precision is Precision.RANGE and any(_HAS_SINCE.search(text) for text in fact.support)
    is_done_by_now = told.is_perfect and (when.dated_by is DatedBy.PUBLICATION or is_since)
    return is_done_by_now or (told.speaker == "" and fact.type in CLAIMED)


def _is_long(when: EventDate) -> bool:
    """Tell whether a plan is for a stretch over months, so that its date says little."""
    if when.range is None:
        return False
    if when.precision is Precision.RANGE:
        return not same_month(when.range)
    return when.range.end - when.range.start > _PLANNED_STRETCH


def _is_announcement(fact: Fact) -> bool:
    """Tell whether a plan's date is the day on which it was announced: over by the time of its report."""
    range_, told = fact.when.range, fact.statement
    if range_ is None or fact.published is None:
        return False
    is_said = told is not None and told.speaker is not None
    return range_.end < fact.published or (is_said and range_.end == fact.published)


def _as_sure(fact: Fact) -> EventDate:
    """Return a fact's date as fine as it is sure: one that only the context tells of an earlier year is that year."""
    when = fact.when
    is_old = when.range is not None and fact.published is not None and when.range.end.year < fact.published.year
    if when.range is None or when.dated_by is not DatedBy.CONTEXT or not is_old:
        return when
    year = when.range.end.year
    if when.range.start.year != year:
        return when
    return replace(when, range=DateRange(start=date(year, 1, 1), end=date(year, 12, 31)), precision=Precision.YEAR)
