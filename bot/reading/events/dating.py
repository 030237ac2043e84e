"""When an event took place: the time expression that governs its clause, else what the article's day allows.

An expression counts where it hangs on the event's own verb, on a verb that passes its time on (the one it is joined
to, the phase verb above it, the main verb before an "after" clause), or on the event's noun. Nothing is invented:
without an expression only a present-day act of news or speech takes the day of publication, and without that none.
Source: TimeML annotation guidelines 1.2.1 (which expression anchors which event).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Token

from bot.model.dates import UNDATED, DatedBy, DateRange, EventDate, Precision, Timex
from bot.model.plover import Quad
from bot.model.reading import Status
from bot.reading.events import tree
from bot.reading.events.anchors import Anchor, anchors
from bot.reading.events.coding import Coding
from bot.reading.events.nouns import Nouns
from bot.reading.events.walk import Role, Site

_BOUNDS = frozenset({"until", "till", "before", "after", "by", "for", "following"})
_DECISIONS = frozenset({"action", "announcement", "decision", "designation", "measure", "step"})
"""Nouns whose own day ("today's decision") is that of what they do."""
_VERBAL = frozenset({Quad.VERBAL_COOP, Quad.VERBAL_CONF})
_AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE})
_LEAD = 3
"""Sentences of a news lead, whose undated past is the day's news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One telling of an event, as far as its date depends on it.

    Attributes:
        site: The coded clause and its part in the sentence.
        status: Its status.
        sentence: Index of its sentence.
        paragraph: Index of its paragraph.
        source: Sides of who acts.
    """

    site: Site
    status: Status
    sentence: int
    paragraph: int
    source: frozenset[str]


class Dater:
    """Dates the events of one article in text order, and remembers what it dated."""

    def __init__(self, doc: Doc, timexes: Sequence[Timex], published: date | None, nouns: Nouns) -> None:
        self._published = published
        self._nouns = nouns
        self._told: list[tuple[Telling, EventDate]] = []
        self._by_verb: dict[int, list[Anchor]] = {}
        self._by_noun: dict[int, list[Anchor]] = {}
        self._by_token: dict[int, Anchor] = {}
        for anchor in anchors(doc, timexes):
            self._by_token[anchor.token.i] = anchor
            if anchor.verb is not None:
                self._by_verb.setdefault(anchor.verb.i, []).append(anchor)
            if not tree.is_verb(anchor.host):
                self._by_noun.setdefault(anchor.host.i, []).append(anchor)

    def when(self, telling: Telling) -> EventDate:
        """Date one event.

        Args:
            telling: The event; tellings come in text order.

        Returns:
            The date; `UNDATED` where the text doesn't give one.
        """
        found = self._since(telling.site.coding) or self._expressed(telling) or self._from_context(telling)
        if found.range is not None:
            self._told.append((telling, found))
        return found

    def _expressed(self, telling: Telling) -> EventDate | None:
        for word, dated_by in _governors(telling):
            found = self._at(word, telling)
            if found is not None:
                return replace(found, dated_by=dated_by)
        return None

    def _at(self, governor: Token, telling: Telling) -> EventDate | None:
        """The date of the nearest expression that a word governs, or is."""
        own = self._by_token.get(governor.i)
        if own is not None:
            return own.date if own.timex.range is not None else None
        hosted = self._by_verb if tree.is_verb(governor) else self._by_noun
        for anchor in sorted(hosted.get(governor.i, ()), key=lambda each: each.host.i != governor.i):
            if anchor.prep == "since":
                dated = self._until_now(anchor.timex.range)
                if dated is not None:
                    return dated
            elif self._fits(anchor, governor, telling):
                return anchor.date
        return None

    def _fits(self, anchor: Anchor, governor: Token, telling: Telling) -> bool:
        if anchor.prep in _BOUNDS or anchor.timex.range is None:
            return False
        if anchor.host.i != governor.i and self._belongs_to_noun(anchor, telling.site.coding):
            return False
        is_ahead = self._published is not None and anchor.timex.range.start > self._published
        return not (is_ahead and telling.status is Status.OCCURRED)

    def _belongs_to_noun(self, anchor: Anchor, coding: Coding) -> bool:
        """Whether an expression inside a noun phrase dates that noun ("the raid in May") and not the clause."""
        if anchor.token.dep_ in {"poss", "compound", "amod", "nmod"}:
            return True
        is_own = coding.noun is not None and anchor.host.i == coding.noun.i and coding.status is Status.OCCURRED
        return bool(self._nouns.acts(anchor.host)) and not is_own

    def _until_now(self, start: DateRange | None) -> EventDate | None:
        if start is None or self._published is None or start.start > self._published:
            return None
        reach = DateRange(start=start.start, end=self._published)
        return EventDate(range=reach, precision=Precision.RANGE, dated_by=DatedBy.EXPRESSION)

    def _since(self, coding: Coding) -> EventDate | None:
        """Date "has since …" and "since then …": from what was told last to the article's day."""
        if not any(_has_bare_since(verb) for verb in (coding.clause.verb, *_verbs_under(coding))):
            return None
        dated = self._until_now(self._told[-1][1].range) if self._told else None
        return UNDATED if dated is None else replace(dated, dated_by=DatedBy.CONTEXT)

    def _from_context(self, telling: Telling) -> EventDate:
        """Date an event without an expression by the sentence before or, where its tense fits, by the article's day."""
        site, coding = telling.site, telling.site.coding
        if telling.status in _AHEAD or site.role > Role.PARTICIPLE or self._published is None:
            return UNDATED
        if not _is_news_tense(coding):
            return UNDATED
        last = next((each for each in reversed(self._told) if each[0].paragraph == telling.paragraph), None)
        if last is not None and last[1].range is not None and not _covers(last[1].range, self._published):
            return last[1] if _goes_on(telling, *last) else UNDATED
        if coding.type.quad not in _VERBAL and telling.sentence >= _LEAD:
            return UNDATED
        return EventDate(range=DateRange.day(self._published), precision=Precision.DAY, dated_by=DatedBy.PUBLICATION)


def _governors(telling: Telling) -> Iterator[tuple[Token, DatedBy]]:
    """The words whose time expressions may date an event, the nearest first."""
    coding, role = telling.site.coding, telling.site.role
    if coding.is_nominal:
        yield coding.trigger, DatedBy.EXPRESSION
        if role is Role.BACKGROUND:
            return
    own, under = coding.clause.verb, _verbs_under(coding)
    order = [*reversed(under), own] if telling.status in _AHEAD else [own, *under]
    for verb in dict.fromkeys(order):
        yield verb, DatedBy.EXPRESSION
    if own.dep_ == "relcl" and not tree.is_verb(own.head):
        yield own.head, DatedBy.EXPRESSION
    if coding.frame is None:
        yield telling.site.verb, DatedBy.EXPRESSION
    subject = coding.clause.subject
    if subject is not None and subject.lemma_.lower() in _DECISIONS:
        yield subject, DatedBy.EXPRESSION
    yield from _above(own, role)
    if coding.frame is not None:
        yield coding.frame.verb, DatedBy.EXPRESSION if coding.is_obligation else DatedBy.CONTEXT


def _above(verb: Token, role: Role) -> Iterator[tuple[Token, DatedBy]]:
    """Verbs above a verb that pass their time on to it."""
    for _ in range(tree.MAX_STEPS):
        if verb.dep_ == "xcomp" or (verb.dep_ == "conj" and tree.first_child(verb, "nsubj") is None):
            verb = verb.head
            yield verb, DatedBy.EXPRESSION
        elif verb.dep_ == "conj" or (verb.dep_ == "advcl" and role in {Role.BACKGROUND, Role.PARTICIPLE}):
            verb = verb.head
            yield verb, DatedBy.CONTEXT
        else:
            return


def _goes_on(telling: Telling, earlier: Telling, when: EventDate) -> bool:
    """Whether a telling only goes on with what the same side did in the sentence before, on a known day."""
    is_next = earlier.sentence >= telling.sentence - 1 and bool(earlier.source & telling.source)
    coding = telling.site.coding
    verb = coding.frame.verb if coding.frame is not None else coding.clause.verb
    return is_next and when.precision is Precision.DAY and verb.tag_ in {"VBD", "VBN"}


def _verbs_under(coding: Coding) -> list[Token]:
    found: list[Token] = []
    inner = coding.inner
    while inner is not None and len(found) < tree.MAX_STEPS:
        found.append(inner.clause.verb)
        inner = inner.inner
    return found


def _has_bare_since(verb: Token) -> bool:
    return any(
        child.lower_ == "since"
        and child.dep_ in {"advmod", "prep"}
        and all(each.lower_ in {"then", "that"} for each in child.children)
        for child in verb.children
    )


def _is_pluperfect(verb: Token) -> bool:
    return any(aux.lower_ in {"had", "'d"} for aux in tree.children(verb, "aux", "auxpass"))


def _is_news_tense(coding: Coding) -> bool:
    """Whether a clause speaks of its own day: simple past or present, present perfect, or a statement put back."""
    verb = coding.clause.verb
    if coding.frame is not None and coding.frame.verb.i != verb.i:
        if _is_pluperfect(verb) and coding.type.quad not in _VERBAL:
            return False
        return coding.frame.verb.tag_ in {"VBD", "VBZ", "VBP", "VBN", "VB"}
    for _ in range(tree.MAX_STEPS):
        auxiliaries = tree.children(verb, "aux", "auxpass")
        if _is_pluperfect(verb):
            return False
        if auxiliaries or verb.tag_ in {"VBD", "VBZ", "VBP"}:
            return all(aux.tag_ != "MD" or aux.lower_ in {"must", "should"} for aux in auxiliaries)
        if verb.dep_ not in {"conj", "xcomp", "advcl"} or verb.head.i == verb.i:
            return False
        verb = verb.head
    return False


def _covers(reach: DateRange, day: date) -> bool:
    return reach.start <= day <= reach.end
