"""Where the accounts of an event part: what was announced or denied of it, and what its reports tell otherwise."""

from collections.abc import Iterable, Sequence

from bot.cards.dates import date_words, day, running_date
from bot.cards.origins import report_name
from bot.cards.slot_headlines import headline_of
from bot.cards.text import listed, outside, prose, sentence
from bot.cards.tokens import MIDDOT
from bot.model.dates import DatedBy
from bot.model.datewords import NO_DATE
from bot.model.figures import differences
from bot.model.language import noted, say, say_n
from bot.model.reading import Status
from bot.model.stored import EventSource, RelatedEvent, Relation, StoredEvent

_MAX_RELATED = 4
_MAX_DIFFERENCES = 2
_MAX_OUTLETS = 3
_HEADLINE = 110
_OUTLET = 30

_NAMES: dict[Relation, str] = {
    Relation.ANNOUNCED: noted("Announced"),
    Relation.OUTCOME: noted("Took place"),
    Relation.DENIED: noted("Denied"),
    Relation.CLAIMED: noted("Told as a claim"),
    Relation.STATED: noted("Told as a fact"),
    Relation.OTHER_DAY: noted("Reports differ"),
}
_UNSURE: dict[Relation, str] = {
    Relation.ANNOUNCED: noted("Spoken of as possible"),
    Relation.OUTCOME: noted("Said to have taken place"),
}
"""Where the other event is itself only possible, or only claimed."""


def account_lines(stored: StoredEvent) -> list[str]:
    """Return a line for each thing that the reports of an event count differently, and for each related event."""
    differing = differences([report.sentence for report in stored.reports])[:_MAX_DIFFERENCES]
    lines = []
    for one in differing:
        told = (f"{count} ({_some_outlets(stored.reports[n] for n in numbers)})" for count, numbers in one.counts)
        lines.append(_line(say("Reports differ"), f"{outside(one.what, _OUTLET)}: {', '.join(told)}"))
    lines += [_related_line(one) for one in stored.related[:_MAX_RELATED]]
    left = len(stored.related) - _MAX_RELATED
    return [*lines, f"-# {say_n('{n} more like these', '{n} more like these', left)}"] if left > 0 else lines


def own_date(report: EventSource, stored: StoredEvent) -> str:
    """Return how a report dates an event where that is another date than the event's: "says March 2024"; else ""."""
    if report.when is None or report.when == stored.event.when or len(stored.reports) == 1:
        return ""
    if report.when.range is None or report.when.dated_by is DatedBy.PUBLICATION:
        return say("gives no day")
    if report.when.range == stored.event.when.range:
        return ""
    return say("says {date}", date=date_words(report.when))


def _related_line(related: RelatedEvent) -> str:
    """Return what another event is to one, when, by whom, and its headline with its number."""
    other = related.event
    is_unsure = other.event.status in {Status.POSSIBLE, Status.REPORTED}
    name = _UNSURE.get(related.relation, _NAMES[related.relation]) if is_unsure else _NAMES[related.relation]
    told = prose(sentence(headline_of(other)), _HEADLINE)
    return _line(say(name), f"{_when(related)}: {told} (E{other.id})")


def _when(related: RelatedEvent) -> str:
    """Return the day that matters of a related event: when it was said, or when it was; and who says so."""
    other = related.event
    if related.relation is Relation.OUTCOME:
        return running_date(other)
    if related.relation is Relation.OTHER_DAY:
        return f"{running_date(other)} ({_some_outlets(other.reports)})"
    said = day(min(other.told_on)) if other.told_on else say(NO_DATE)
    return said if related.relation is Relation.ANNOUNCED else f"{said} ({_some_outlets(other.reports)})"


def _some_outlets(reports: Iterable[EventSource]) -> str:
    names: Sequence[str] = tuple(dict.fromkeys(map(report_name, reports)))
    if len(names) <= _MAX_OUTLETS:
        return listed(list(names))
    first, left = ", ".join(names[:_MAX_OUTLETS]), len(names) - _MAX_OUTLETS
    return say_n("{names} and {n} more", "{names} and {n} more", left, names=first)


def _line(name: str, value: str) -> str:
    return f"**{name}**{MIDDOT}{value}"
