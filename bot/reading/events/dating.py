"""When an event took place: by the expression that governs its clause, else by the story, else by the article's day.

In this order: the event's own verb; its noun; a verb that passes its time on (the one it is joined to, the phase verb
above it, the main verb beside a "when" clause); the verb of saying above it, as far as act and saying share a day;
then the journey somebody is on, or what the same side did in the sentence before. Nothing is invented: a clause whose
time isn't known in days ("recently", "weeks after the raid") stays undated, and only the news of the article's own
day takes the day of publication.
Source: TimeML annotation guidelines 1.2.1 (which expression anchors which event).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.model.dates import UNDATED, DatedBy, DateRange, EventDate, Precision, Timex
from bot.model.plover import EventType
from bot.model.reading import Span, Status
from bot.reading.events import tree
from bot.reading.events.anchors import Anchor, anchors
from bot.reading.events.coding import Coding
from bot.reading.events.governors import LEAD, VERBAL, governors, is_news_tense, shares_day, verbs_under
from bot.reading.events.lengths import length_of
from bot.reading.events.nouns import Nouns
from bot.reading.events.offsets import Offset, offset_of
from bot.reading.events.plain import nominal_type
from bot.reading.events.reach import BOUNDS, begun, is_for_length, reading, until
from bot.reading.events.story import Story, Telling, carries
from bot.reading.events.tenses import (
    beside,
    has_bare_since,
    has_untold_time,
    is_close_beside,
    is_of_announcing,
    is_pluperfect,
)
from bot.reading.events.walk import Role
from bot.reading.parsed import Doc, Token

_NEWS = timedelta(days=7)
"""How far back a day named in a lead still is the day of the news."""
_NEWS_AFTER_SOON, _NEWS_AFTER = timedelta(days=31), timedelta(days=365)
"""How long before the article something may have been for what came soon after it, or only after it, to be its news."""
_ENCLOSING = BOUNDS | {"since"}
_REACTIONS = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.REQUEST})
"""Acts about another act, whose noun keeps its own date ("condemned the attack in July")."""
_ANSWERING = frozenset({"accuse", "praise", "refuse"})
"""Kinds of verbs that answer another act."""
_CROWD = 16
"""Expressions that one word is looked at with."""
_HOURS = frozenset({"morning", "afternoon", "evening", "dawn", "daybreak", "noon", "dusk", "night"})
_GOING_ON = frozenset({"also", "then", "too"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """The day that a lead names as that of its news; `is_said` where it is the day of a statement."""

    sentence: int
    day: DateRange
    is_said: bool


class Dater:
    """Dates the events of one article in text order, and remembers what it dated."""

    def __init__(
        self, doc: Doc, sentences: Sequence[Span], timexes: Sequence[Timex], published: date | None, nouns: Nouns
    ) -> None:
        self._published = published
        self._nouns = nouns
        self._sentence_of = _sentence_of(doc, sentences)
        self._by_verb: dict[int, list[Anchor]] = {}
        self._by_noun: dict[int, list[Anchor]] = {}
        self._by_token: dict[int, Anchor] = {}
        self._offsets: dict[int, Offset] = {}
        self._counted: dict[int, Offset] = {}
        placed = tuple(anchors(doc, timexes))
        for anchor in placed:
            self._place(anchor)
        self._story = Story(placed, self._sentence_of, nouns)
        self._news = self._news_of(placed)
        self._same = {self._sentence_of[each.first]: each for each in placed if _is_same_day(each)}

    def _place(self, anchor: Anchor) -> None:
        self._by_token[anchor.token.i] = anchor
        verb, offset = anchor.verb, offset_of(anchor)
        if offset is not None:
            verb = offset.verb
            self._offsets[anchor.first] = offset
            if offset.pivot is not None and verb is not None:
                self._counted[offset.pivot.i] = offset
        hosts = [(self._by_verb, verb), (self._by_noun, None if tree.is_verb(anchor.host) else anchor.host)]
        for hosted, host in hosts:
            if host is not None and len(hosted.setdefault(host.i, [])) < _CROWD:
                hosted[host.i].append(anchor)

    def when(self, telling: Telling) -> EventDate:
        """Date one event.

        Args:
            telling: The event; tellings come in text order.

        Returns:
            The date; `UNDATED` where the text doesn't give one.
        """
        found = self._since(telling) or self._expressed(telling) or self._from_context(telling)
        self._story.note(telling, found)
        return found

    def note(self, telling: Telling, when: EventDate) -> None:
        """Remember an event that was dated by other means."""
        self._story.note(telling, when)

    def _expressed(self, telling: Telling) -> EventDate | None:
        seen: set[int] = set()
        for governor in governors(telling):
            if governor.word.i in seen:
                continue
            seen.add(governor.word.i)
            found = self._at(governor.word, telling)
            if found is None or not governor.lends(found):
                continue
            if found.range is None:
                if governor.is_under:
                    continue
                return UNDATED
            if governor.is_frame:
                return self._said(found, telling)
            return replace(found, dated_by=governor.dated_by)
        return None

    def _said(self, when: EventDate, telling: Telling) -> EventDate:
        """Date an event by the verb of saying above it."""
        if telling.coding.is_obligation:
            return when
        return replace(when, dated_by=DatedBy.CONTEXT) if shares_day(telling, when, self._published) else UNDATED

    def _at(self, word: Token, telling: Telling) -> EventDate | None:
        """The date of the nearest expression that a word governs, or is; `UNDATED` where it has a time, but no days."""
        own = self._by_token.get(word.i)
        if own is not None:
            return own.date if own.timex.range is not None else None
        hosted = self._hosted(word)
        is_blocked = tree.is_verb(word) and (has_untold_time(word) or self._is_beside_old(word))
        for anchor in sorted(hosted, key=lambda each: each.host.i != word.i):
            when = self._read(anchor, word, telling)
            if when is not None and when.range is not None:
                return self._from_on(when, anchor, hosted)
            is_blocked = is_blocked or when is not None
        return self._counted_back(word) or (UNDATED if is_blocked else None)

    def _is_beside_old(self, verb: Token) -> bool:
        """Whether a clause comes before or after something that is dated too long before the article for its news.

        What comes after "soon" is as old as that; else a cause of some months may still have its answer today.
        """
        phrase = beside(verb)
        if phrase is None or self._published is None:
            return False
        oldest = self._published - (_NEWS_AFTER_SOON if is_close_beside(phrase) else _NEWS_AFTER)
        inside = (self._by_token.get(i) for i in range(phrase.left_edge.i, phrase.right_edge.i + 1))
        ranges = [each.timex.range for each in inside if each is not None]
        return bool(ranges) and all(range_ is not None and range_.end < oldest for range_ in ranges)

    def _hosted(self, word: Token) -> Sequence[Anchor]:
        return (self._by_verb if tree.is_verb(word) else self._by_noun).get(word.i, [])

    def _read(self, anchor: Anchor, word: Token, telling: Telling) -> EventDate | None:
        offset = self._offsets.get(anchor.first)
        if offset is not None and not (telling.is_ahead and offset.pivot is None):
            stepped = self._stepped(offset)
            if stepped.range is None and offset.is_short and telling.coding.frame is not None:
                return None  # "said on Monday it had cut ties, hours after the raid": when it was said tells more
            return self._in_time(stepped, word, telling) or UNDATED
        if anchor.host.i != word.i and self._belongs_to_noun(anchor, word, telling.coding):
            return None
        if self._ends_object(anchor, word) or _is_behind_clause(anchor, word):
            return None
        return self._in_time(reading(anchor, self._published, is_ahead=telling.is_ahead), word, telling)

    def _in_time(self, when: EventDate | None, word: Token, telling: Telling) -> EventDate | None:
        """Drop a date that can't be the event's: ahead of the article for what occurred, past for what is planned."""
        if when is None or when.range is None or self._published is None:
            return when
        if telling.status is Status.OCCURRED and when.range.start > self._published:
            return None
        is_announced = telling.is_ahead and when.range.end < self._published and is_of_announcing(word)
        return None if is_announced else when

    def _from_on(self, when: EventDate, anchor: Anchor, hosted: Iterable[Anchor]) -> EventDate:
        """Let what begins "from 5 June" go on "for three days", where both are told."""
        lasting = next((length_of(each.timex) for each in hosted if is_for_length(each)), None)
        if anchor.prep != "from" or lasting is None:
            return when
        return begun(when, lasting) or when

    def _stepped(self, offset: Offset) -> EventDate:
        """The date of what lies so far from something told."""
        sentence = self._sentence_of[offset.at]
        if offset.pivot is None:
            pivot = self._story.before(offset.at, sentence)
        else:
            pivot = self._expressed_at(offset.pivot) or self._story.of(offset.pivot, sentence)
        return UNDATED if pivot is None else offset.date(pivot)

    def _expressed_at(self, pivot: Token) -> EventDate | None:
        """The date inside what an offset counts from: "the May 3 vote", "Chad closed its embassy on 4 March"."""
        own = self._by_token.get(pivot.i)
        for anchor in [*([own] if own is not None else []), *self._hosted(pivot)]:
            if anchor.timex.range is not None and (anchor.prep not in _ENCLOSING or anchor is own):
                return anchor.date
        return None

    def _counted_back(self, word: Token) -> EventDate | None:
        """The date of a clause that another counts from: "On 4 March …, a day before Libya recalled its envoy"."""
        offset = self._counted.get(word.i)
        if offset is None or offset.verb is None:
            return None
        main = self._story.at_verb(offset.verb) or self._expressed_at(offset.verb)
        subject = tree.first_child(offset.verb, "nsubj")
        if main is None and subject is not None:  # "The speech came a week after …"
            main = self._story.of(subject, self._sentence_of[offset.at])
        return UNDATED if main is None else offset.pivot_date(main)

    def _belongs_to_noun(self, anchor: Anchor, word: Token, coding: Coding) -> bool:
        """Whether an expression inside a noun phrase dates that noun ("the raid in May") and not the clause."""
        if anchor.token.dep_ in {"poss", "compound", "amod", "nmod", "nummod"} or _is_enclosed(anchor.host, word):
            return True
        if not self._nouns.acts(anchor.host):
            return False
        if coding.noun is None or anchor.host.i != coding.noun.i:
            return True
        kind = nominal_type(coding.noun, self._nouns.lexicon, self._nouns)
        if coding.type in _REACTIONS:
            return kind not in {None, coding.type, coding.act, EventType.PROTEST}
        return coding.status is not Status.OCCURRED and kind is not coding.act

    def _ends_object(self, anchor: Anchor, word: Token) -> bool:
        """Whether a day stands right behind the place of an act that is answered: "the raid *in Oslo on 5 May*"."""
        lexicon = self._nouns.lexicon
        if not lexicon.kinds("verbs", word.lemma_.lower()) & _ANSWERING or not word.i < anchor.first:
            return False
        for noun in tree.objects(word):
            place = [inner for name, inner in tree.prepositions(noun) if name in {"in", "at", "on", "near"}]
            if (
                place
                and nominal_type(noun, lexicon, self._nouns) is not None
                and noun.right_edge.i + 1 == anchor.first - bool(anchor.prep)
            ):
                return True
        return False

    def _since(self, telling: Telling) -> EventDate | None:
        """Date "has since …" and "since then …": from what was told last to the article's day."""
        verbs = (telling.coding.clause.verb, *verbs_under(telling.coding))
        if not any(has_bare_since(verb) for verb in verbs):
            return None
        start = self._story.before(telling.coding.trigger.i, telling.sentence)
        dated = None if start is None else until(start.range, self._published)
        return UNDATED if dated is None else replace(dated, dated_by=DatedBy.CONTEXT)

    def _from_context(self, telling: Telling) -> EventDate:
        """Date an event without an expression by its journey, the sentence before, or the article's day."""
        coding = telling.coding
        visit = None if is_pluperfect(coding.clause.verb) else self._story.visit(telling)
        if visit is not None:
            return replace(visit, dated_by=DatedBy.CONTEXT)
        hour = self._story.before(coding.trigger.i, telling.sentence) if _has_bare_hour(coding.clause.verb) else None
        if hour is not None and not telling.is_ahead and self._is_past_day(hour):
            return replace(hour, dated_by=DatedBy.CONTEXT)
        same = self._same.get(telling.sentence)
        if (
            same is not None and not telling.is_ahead and same.first > coding.trigger.i
        ):  # "wrote to Chad; they met later the same day"
            return replace(same.date, dated_by=DatedBy.CONTEXT)
        if telling.is_ahead or telling.site.role > Role.PARTICIPLE or not is_news_tense(coding):
            return UNDATED
        last = self._story.last()
        if last is not None and last[1].range is not None and not self._is_today(last[1].range):
            if _goes_on(telling, *last):
                return replace(last[1], dated_by=DatedBy.CONTEXT)
            if last[0].paragraph == telling.paragraph:
                return UNDATED
        return self._news_day(telling)

    def _is_past_day(self, when: EventDate) -> bool:
        """Whether a date is one day that isn't still to come."""
        is_past = self._published is None or (when.range is not None and when.range.end <= self._published)
        return when.precision is Precision.DAY and is_past

    def _is_today(self, reach: DateRange) -> bool:
        return self._published is not None and reach.start <= self._published <= reach.end

    def _news_day(self, telling: Telling) -> EventDate:
        """The day of the news: of publication, as far as the article doesn't name another as that of its news."""
        if self._published is None or not (telling.coding.type.quad in VERBAL or telling.sentence < LEAD):
            return UNDATED
        news = self._news
        if news is None or (telling.sentence < news.sentence and not news.is_said):
            today = DateRange.day(self._published)
            return EventDate(range=today, precision=Precision.DAY, dated_by=DatedBy.PUBLICATION)
        if telling.sentence < news.sentence:
            return EventDate(range=news.day, precision=Precision.DAY, dated_by=DatedBy.CONTEXT)
        return UNDATED

    def _news_of(self, placed: Iterable[Anchor]) -> _News | None:
        """The first day of the week before publication on which the lead's main clauses tell something."""
        named = [each for each in placed if self._is_of_lead(each)]
        if any(each.timex.range is not None and self._is_today(each.timex.range) for each in named):
            return None
        for anchor in named:
            day = anchor.date.range
            if day is None or day.start != day.end or self._published is None:
                continue
            if timedelta() < self._published - day.end <= _NEWS and anchor.verb is not None:
                is_said = "report" in self._nouns.lexicon.kinds("verbs", anchor.verb.lemma_.lower())
                return _News(sentence=self._sentence_of[anchor.first], day=day, is_said=is_said)
        return None

    def _is_of_lead(self, anchor: Anchor) -> bool:
        is_plain = tree.is_verb(anchor.host) and anchor.prep not in _ENCLOSING | {"for"}
        return is_plain and self._sentence_of[anchor.first] < LEAD and anchor.verb is not None and carries(anchor.verb)


def _sentence_of(doc: Doc, sentences: Sequence[Span]) -> list[int]:
    """Return the index of each token's sentence."""
    found, current = [], 0
    for token in doc:
        while current + 1 < len(sentences) and token.idx >= sentences[current + 1].start:
            current += 1
        found.append(current)
    return found


def _has_bare_hour(verb: Token) -> bool:
    """Whether a clause tells only the hour, on a day told before: "shelled it *early in the morning*"."""
    early = (child for child in tree.children(verb, "advmod") if child.lower_ in {"early", "late"})
    pairs = [pair for word in (verb, *early) for pair in tree.prepositions(word)]
    return any(
        name in {"in", "at"}
        and noun.lower_ in _HOURS
        and all(child.lower_ in {"the", "early", "late"} for child in noun.children)
        for name, noun in pairs
    )


def _is_same_day(anchor: Anchor) -> bool:
    """Whether an expression goes back to the day of what was told before it: "later the same day"."""
    return anchor.timex.range is not None and anchor.words in {"the same day", "that same day"}


def _is_enclosed(host: Token, word: Token) -> bool:
    """Whether the way up from a word to a verb leads through "after", "before" and the like."""
    for _ in range(tree.MAX_STEPS):
        if host.i == word.i or host.head.i == host.i:
            return False
        if host.lower_ in _ENCLOSING and host.dep_ in {"prep", "mark"}:
            return True
        host = host.head
    return False


def _is_behind_clause(anchor: Anchor, word: Token) -> bool:
    """Whether an expression stands right behind what came before or after: "left after closing its posts *in May*"."""
    first = anchor.first - bool(anchor.prep)
    for child in word.rights:
        opens = child.lower_ in _ENCLOSING or any(each.lower_ in _ENCLOSING for each in child.lefts)
        if not opens or child.right_edge.i >= first or not any(tree.is_verb(each) for each in child.subtree):
            continue
        if all(each.is_punct for each in word.doc[child.right_edge.i + 1 : first]):
            return True
    return False


def _goes_on(telling: Telling, earlier: Telling, when: EventDate) -> bool:
    """Whether a telling only goes on with what the same side did in the sentence before, on a known day."""
    coding = telling.coding
    verb = coding.frame.verb if coding.frame is not None else coding.clause.verb
    is_next = earlier.sentence >= telling.sentence - 1 and bool(earlier.source & telling.source)
    is_tied = earlier.paragraph == telling.paragraph or any(
        child.lower_ in _GOING_ON or (child.dep_ in tree.SUBJECTS and child.tag_ == "PRP") for child in verb.children
    )
    return is_next and is_tied and when.precision is Precision.DAY and verb.tag_ in {"VBD", "VBN"}
