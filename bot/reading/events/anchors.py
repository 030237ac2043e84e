"""Where an article's time expressions stand in the parse, and how finely each dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from bot.model.dates import DatedBy, DateRange, EventDate, Precision, Timex, TimexType
from bot.reading.events import tree

_SHAPES = (
    (re.compile(r"\d{4}-\d\d-\d\d(?!.*/)"), Precision.DAY),
    (re.compile(r"\d{4}-W\d\d$"), Precision.WEEK),
    (re.compile(r"\d{4}-\d\d$"), Precision.MONTH),
    (re.compile(r"\d{4}-Q\d$"), Precision.QUARTER),
    (re.compile(r"\d{4}$"), Precision.YEAR),
)
_NEVER_DATES = frozenset({TimexType.DURATION, TimexType.SET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A time expression in the parse.

    Attributes:
        timex: The expression.
        token: Its head.
        prep: The preposition before it, "" for none.
        host: The word it hangs on.
        verb: The verb of the clause it stands in; None outside of any.
    """

    timex: Timex
    token: Token
    prep: str
    host: Token
    verb: Token | None

    @property
    def date(self) -> EventDate:
        """The date that the expression gives to what it governs."""
        return EventDate(range=self.timex.range, precision=precision(self.timex), dated_by=DatedBy.EXPRESSION)


def precision(timex: Timex) -> Precision:
    """Return how finely an expression dates, by its TIMEX3 value, else by the length of its range."""
    if timex.range is None:
        return Precision.UNKNOWN
    for shape, fineness in _SHAPES:
        if shape.match(timex.value):
            is_holy_month = fineness is Precision.MONTH and timex.range.start.day != 1
            return Precision.RANGE if is_holy_month else fineness
    return Precision.DAY if timex.range.start == timex.range.end else Precision.RANGE


def _ranged(text: str, timexes: Sequence[Timex]) -> Iterator[tuple[Timex, Timex]]:
    """Yield each expression with what it dates: of two days that "to" or a dash joins ("July 25-26"), their range."""
    i = 0
    while i < len(timexes):
        joined = _joined_range(text, timexes[i], timexes[i + 1]) if i + 1 < len(timexes) else None
        yield timexes[i], joined or timexes[i]
        if joined is not None:
            yield timexes[i + 1], joined
        i += 1 if joined is None else 2


def _joined_range(text: str, first: Timex, second: Timex) -> Timex | None:
    if first.range is None or second.range is None or {first.type, second.type} != {TimexType.DATE}:
        return None
    between = text[first.end : second.start].strip()
    opening = text[max(0, first.start - 8) : first.start].split()[-1:]
    is_span = between in {"-", "–", "—", "to", "through", "until"}
    is_span = is_span or (between == "and" and [word.lower() for word in opening] == ["between"])
    if not is_span or first.range.start >= second.range.end:
        return None
    reach = DateRange(start=first.range.start, end=second.range.end)
    return Timex(
        start=first.start, end=second.end, type=TimexType.DATE, value=f"{first.value}/{second.value}", range=reach
    )


def anchors(doc: Doc, timexes: Sequence[Timex]) -> Iterator[Anchor]:
    """Yield the expressions that can date an event: dates and times, no lengths or habits.

    Args:
        doc: The parse.
        timexes: The article's time expressions.

    Yields:
        Their places in the parse, in the order given.
    """
    for place, timex in _ranged(doc.text, timexes):
        span = doc.char_span(place.start, place.end, alignment_mode="expand")
        if span is None or len(span) == 0 or timex.type in _NEVER_DATES:
            continue
        token = span.root
        prep, host = "", token.head
        if token.dep_ in {"pobj", "pcomp"} or host.dep_ == "prep":
            prep, host = host.lower_, host.head
        elif span.start > 0 and doc[span.start - 1].lower_ in {"since", "until"}:
            prep = doc[span.start - 1].lower_
        if host.i != token.i:
            yield Anchor(timex=timex, token=token, prep=prep, host=host, verb=tree.clause_of(host))
