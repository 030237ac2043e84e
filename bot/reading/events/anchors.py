"""Where an article's time expressions stand in the parse, and how finely each dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.model.dates import DatedBy, DateRange, EventDate, Precision, Timex, TimexType
from bot.reading.events import tree
from bot.reading.events.lexicon import load_lexicon
from bot.reading.parsed import Doc, Span, Token

_SHAPES = (
    (re.compile(r"\d{4}-\d\d-\d\d(?!.*/)"), Precision.DAY),
    (re.compile(r"\d{4}-W\d\d$"), Precision.WEEK),
    (re.compile(r"\d{4}-\d\d$"), Precision.MONTH),
    (re.compile(r"\d{4}-Q\d$"), Precision.QUARTER),
    (re.compile(r"\d{4}$"), Precision.YEAR),
)
_POINTS = frozenset({TimexType.DATE, TimexType.TIME})
_JOINTS = frozenset({"-", "–", "—", "to", "through", "until", "till", "up to", "and until", "through to"})
_LOOSE = frozenset({"on", "in", "at", "by", "since", "until", "till", "from", "before", "after", "during", "than"})
"""Prepositions that the parser may leave without the expression after them ("On March 5 Special Envoy X met …")."""
_NEAR = 8
"""Tokens behind a verb of saying within which its own expression stands."""
_PHRASES = {("later", "than"): "by", ("prior", "to"): "before", ("ahead", "of"): "before"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A time expression in the parse.

    Attributes:
        timex: The expression.
        first: Index of its first token.
        end: Index after its last token.
        token: Its head.
        prep: The preposition before it, "" for none; "by" for "no later than", "before" for "prior to".
        host: The word it hangs on.
        verb: The verb of the clause it stands in; None outside of any.
    """

    timex: Timex
    first: int
    end: int
    token: Token
    prep: str
    host: Token
    verb: Token | None

    @property
    def words(self) -> str:
        """Its own words, in lower case."""
        return self.token.doc[self.first : self.end].text.lower()

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
    if first.range is None or second.range is None or not {first.type, second.type} <= _POINTS:
        return None
    between = " ".join(text[first.end : second.start].lower().split())
    opening = text[max(0, first.start - 8) : first.start].lower().split()[-1:]
    is_span = between in _JOINTS or (between == "and" and opening == ["between"])
    if not is_span or first.range.start >= second.range.end:
        return None
    reach = DateRange(start=first.range.start, end=second.range.end)
    return Timex(
        start=first.start, end=second.end, type=TimexType.DATE, value=f"{first.value}/{second.value}", range=reach
    )


def anchors(doc: Doc, timexes: Sequence[Timex]) -> Iterator[Anchor]:
    """Yield where an article's time expressions stand, lengths and habits among them.

    Args:
        doc: The parse.
        timexes: The article's time expressions.

    Yields:
        Their places in the parse, in the order given; none for an expression that hangs on nothing.
    """
    for place, timex in _ranged(doc.text, timexes):
        span = doc.char_span(place.start, place.end, alignment_mode="expand")
        if span is None or len(span) == 0:
            continue
        token = span.root
        prep, host = _hold(span)
        if host.i != token.i:
            yield Anchor(
                timex=timex,
                first=span.start,
                end=span.end,
                token=token,
                prep=prep,
                host=host,
                verb=tree.clause_of(host),
            )


def _hold(span: Span) -> tuple[str, Token]:
    """The preposition of an expression, and the word on which both hang."""
    token, doc = span.root, span.doc
    prep, host = "", token.head
    before = doc[span.start - 1] if span.start else None
    if token.dep_ in {"pobj", "pcomp"} or host.dep_ == "prep":
        prep, host = host.lower_, host.head
    elif before is not None and before.lower_ in _LOOSE and not _governs(before, token):
        prep = before.lower_
        host = before.head if tree.is_verb(before.head) else host
    if before is not None and span.start > 1:
        prep = _PHRASES.get((doc[span.start - 2].lower_, before.lower_), prep)
    if before is not None and before.lower_ in {"starting", "beginning", "effective"}:
        prep = "from"
    if prep == "on" and _is_between_subject_and_verb(span, host):
        host = host.head
    return prep, _of_saying(span, host) or host


def _is_between_subject_and_verb(span: Span, host: Token) -> bool:
    """Whether a day hangs on a subject that names a party, right before its verb: "the army on 4 May shelled"."""
    verb = host.head
    if host.dep_ not in tree.SUBJECTS or not host.i < span.start < verb.i or not tree.is_verb(verb):
        return False
    is_party = host.pos_ == "PROPN" or host.lemma_.lower() in load_lexicon().parties
    between = span.doc[span.end : verb.i]
    return is_party and all(each.dep_ in {"aux", "auxpass", "neg", "advmod"} for each in between)


def _of_saying(span: Span, host: Token) -> Token | None:
    """The verb of saying that an expression belongs to, where the parser took it into what is said without "that".

    "said on Wednesday it had expelled …" is said on Wednesday; "said that on Wednesday it expelled …" is not.
    """
    verb = host.head
    if host.dep_ != "ccomp" or not verb.i < span.start < min(host.i, verb.i + _NEAR) or not tree.is_verb(verb):
        return None
    between = span.doc[verb.i + 1 : span.start]
    subject = tree.first_child(host, "nsubj", "nsubjpass", "expl")
    is_open = any(each.is_punct or each.dep_ in {"mark", "nsubj", "nsubjpass"} for each in between)
    return None if is_open or subject is None or subject.i < span.end else verb


def _governs(prep: Token, token: Token) -> bool:
    """Whether an expression stands inside a preposition's own object ("in the March 4 raid")."""
    for _ in range(tree.MAX_STEPS):
        if token.head.i == prep.i:
            return True
        if tree.is_verb(token) or token.head.i == token.i:
            return False
        token = token.head
    return False
