"""Finds the events of an article.

Walks its sentences, has their clauses coded, and gives each coding its parties, status, date, place, context, headline
and salience.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.model.countries import Gazetteer
from bot.model.dates import EventDate, Timex, TimexType
from bot.model.reading import Event, Party, Span, Status
from bot.reading.actors.cast import Cast
from bot.reading.events import tree
from bot.reading.events.anchors import anchors
from bot.reading.events.bans import by_whom_it_hits
from bot.reading.events.coder import Coder
from bot.reading.events.coding import Coding
from bot.reading.events.context import contexts_of
from bot.reading.events.dating import Dater
from bot.reading.events.deed_line import deed_parties
from bot.reading.events.deeds import Days, deeds, past_days
from bot.reading.events.direction import Direction, direction
from bot.reading.events.headline import headline
from bot.reading.events.itinerary import later_stops
from bot.reading.events.lexicon import canonical, load_lexicon
from bot.reading.events.matter import matter, named, points_back
from bot.reading.events.merge import Draft, merged
from bot.reading.events.modes import mode_of
from bot.reading.events.nouns import Nouns
from bot.reading.events.phrases import Phrases
from bot.reading.events.place import place_of
from bot.reading.events.referred import referred
from bot.reading.events.salience import Standing, age_of, is_told_as_past, party_weight, salience
from bot.reading.events.status import alleged_part, status_of
from bot.reading.events.story import Telling
from bot.reading.events.walk import Site, sites
from bot.reading.events.worth import is_worth_telling
from bot.reading.opening import opening_headline
from bot.reading.parsed import Doc, Token
from bot.reading.parsed import Span as TokenSpan

_TERMS = frozenset({
    "sentence", "jail", "imprison", "condemn", "ban", "bar", "suspend", "extend", "prolong", "lengthen",
})  # fmt: skip
"""Verbs that set how long something is to last."""


def find_events(
    doc: Doc,
    sentences: Sequence[Span],
    timexes: Sequence[Timex],
    cast: Cast,
    published: date | None,
    gazetteer: Gazetteer,
) -> tuple[Event, ...]:
    """Find who did what to whom, when.

    Args:
        doc: The parse of the article's normalised text.
        sentences: Its sentences, offsets into `doc.text`, in text order.
        timexes: Its time expressions.
        cast: Its actors and their mentions.
        published: Day of publication; without it no event is given an invented day.
        gazetteer: Countries and places.

    Returns:
        The events in the order in which they are first told; within a sentence the main clause's first.

    Source:
        PLOVER manual, draft 0.8 (Open Event Data Alliance, September 2021).
    """
    return merged(find_tellings(doc, sentences, timexes, cast, published, gazetteer))


def find_tellings(
    doc: Doc,
    sentences: Sequence[Span],
    timexes: Sequence[Timex],
    cast: Cast,
    published: date | None,
    gazetteer: Gazetteer,
) -> tuple[Draft, ...]:
    """Find what each sentence tells; takes what `find_events` does.

    Returns:
        The events in text order, one told twice twice.
    """
    lexicon = load_lexicon()
    nouns = Nouns(lexicon=lexicon, cast=cast)
    reader = _Reader(
        doc=doc,
        cast=cast,
        gazetteer=gazetteer,
        coder=Coder(lexicon=lexicon, nouns=nouns),
        dater=Dater(doc, sentences, timexes, published, nouns),
        phrases=Phrases(cast=cast, gazetteer=gazetteer, dated=_dated(doc, timexes)),
        starts=_starts(doc, timexes),
        days=past_days(anchors(doc, timexes), published),
        opening=opening_headline(doc),
    )
    return tuple(replace(draft, order=i) for i, draft in enumerate(reader.drafts(sentences)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A sentence, its index and its paragraph's, how far down it stands from 0 (first) to 1 (last), and its offsets."""

    tokens: TokenSpan
    sentence: int
    paragraph: int
    position: float
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    doc: Doc
    cast: Cast
    gazetteer: Gazetteer
    coder: Coder
    dater: Dater
    phrases: Phrases
    starts: Mapping[int, Timex]
    days: Days
    opening: TokenSpan | None

    def drafts(self, sentences: Sequence[Span]) -> Iterator[Draft]:
        """Yield the events of the sentences in text order, one told twice twice."""
        paragraph, told = 0, list[Event]()
        for i, span in enumerate(sentences):
            if i and "\n" in self.doc.text[sentences[i - 1].end : span.start]:
                paragraph += 1
            tokens = self.doc.char_span(span.start, span.end, alignment_mode="expand")
            if tokens is None or len(tokens) == 0 or _is_question(tokens):
                continue
            position = i / max(1, len(sentences) - 1)
            place = _Place(tokens=tokens, sentence=i, paragraph=paragraph, position=position, span=span)
            for draft in self._of_sentence(place, told):
                if draft.has_doer:
                    told.append(draft.event)
                yield draft

    def _of_sentence(self, place: _Place, told: Sequence[Event]) -> Iterator[Draft]:
        seen: set[tuple[object, ...]] = set()
        found = list(sites(place.tokens, self.coder))
        for site in (*found, *deeds(place.tokens, found, self.coder, self.days)):
            parties = (deed_parties if site.coding.is_deed else direction)(site.coding, self.cast)
            if not site.coding.is_deed:
                coding = by_whom_it_hits(site.coding, parties)
                if coding is not site.coding:
                    site, parties = replace(site, coding=coding), direction(coding, self.cast)
                parties = referred(site.coding, parties, told, self.coder.nouns)
            if not is_worth_telling(site, parties, self.coder.nouns):
                continue
            draft = self._draft(site, parties, place)
            if draft is None:
                continue
            key = (draft.event.type, draft.event.source, draft.event.target, draft.event.span)
            if key not in seen:
                seen.add(key)
                yield draft
                for stop in later_stops(draft.event, site.coding, self.cast, self.starts):
                    telling = self._telling(site, replace(parties, target=stop.target), stop.status, place)
                    self.dater.note(telling, stop.when)
                    yield replace(draft, event=stop)

    def _draft(self, site: Site, parties: Direction, place: _Place) -> Draft | None:
        coding = site.coding
        status = status_of(coding, site.role, self.coder.lexicon)
        line = headline(coding, parties, status, self.phrases)
        if line is None:
            return None
        words = _clause_words(coding, place.tokens)
        when = self.dater.when(self._telling(site, parties, status, place))
        event = Event(
            type=coding.type,
            act=coding.act,
            mode=mode_of(coding, parties, self.coder.nouns),
            source=parties.source,
            target=parties.target,
            reciprocal=parties.is_reciprocal,
            status=status,
            alleged=alleged_part(coding, self.coder.lexicon),
            when=when,
            place=place_of(coding, self.cast, self.gazetteer),
            context=contexts_of(words),
            headline=line,
            sentence=place.sentence,
            span=_within(place.span, words),
            salience=salience(self._standing(site, parties, status, when, place)),
        )
        return Draft(
            event=event,
            matter=matter(words, coding, parties, self.coder.nouns, self.phrases.dated),
            trigger=canonical(coding.trigger.lemma_),
            named=named(parties, self.coder.nouns),
            is_deed=coding.is_deed,
            points_back=points_back(coding),
            has_doer=any(self.coder.nouns.is_party(noun) for noun in coding.clause.doers),
            is_title=self.opening is not None and self.opening.start <= coding.trigger.i < self.opening.end,
        )

    def _standing(self, site: Site, parties: Direction, status: Status, when: EventDate, place: _Place) -> Standing:
        return Standing(
            kind=site.coding.type,
            status=status,
            role=site.role,
            position=place.position,
            parties=party_weight(parties, self.cast),
            age=age_of(when, self.days.published),
            is_past=is_told_as_past(site),
        )

    def _telling(self, site: Site, parties: Direction, status: Status, place: _Place) -> Telling:
        grounds = (self.cast.at(noun.i) for name, noun in tree.prepositions(site.coding.clause.verb) if name == "in")
        return Telling(
            site=site,
            status=status,
            sentence=place.sentence,
            paragraph=place.paragraph,
            source=_sides(parties.source),
            target=_sides(parties.target),
            grounds=frozenset(self.cast.countries_of(actor for actor in grounds if actor is not None)),
            actors=frozenset(party.actor for party in parties.source),
        )


def _within(sentence: Span, words: Sequence[Token]) -> Span:
    """Where a clause stands; a token that a sentence's end cuts in two counts up to there."""
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    return Span(start=max(start, sentence.start), end=min(end, sentence.end))


def _sides(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.country or f"actor {party.actor}" for party in parties)


def _is_question(tokens: TokenSpan) -> bool:
    return tokens.text.rstrip("\"')] ").endswith("?")


def _clause_words(coding: Coding, sentence: TokenSpan) -> list[Token]:
    """The words of the clause that tells an event, its subject included, within its sentence."""
    top = coding.trigger if coding.is_nominal else coding.clause.verb
    words = {token.i: token for token in top.subtree}
    if coding.clause.subject is not None and not coding.is_nominal:
        words |= {token.i: token for token in coding.clause.subject.subtree if token.i < top.i}
    for conjunct in (child for child in top.children if child.dep_ == "conj"):
        for token in conjunct.subtree:
            words.pop(token.i, None)
    inside = [token for i, token in sorted(words.items()) if sentence.start <= i < sentence.end and not token.is_space]
    while len(inside) > 1 and inside[-1].is_punct:
        inside.pop()
    return inside or [top]


def _starts(doc: Doc, timexes: Sequence[Timex]) -> dict[int, Timex]:
    spans = ((doc.char_span(timex.start, timex.end, alignment_mode="expand"), timex) for timex in timexes)
    return {span.start: timex for span, timex in spans if span is not None and len(span) > 0}


def _dated(doc: Doc, timexes: Sequence[Timex]) -> frozenset[int]:
    found: set[int] = set()
    for timex in timexes:
        span = doc.char_span(timex.start, timex.end, alignment_mode="expand")
        if span is None or (timex.type is TimexType.DURATION and _is_content(span.root)):
            continue
        if len(span) > 0:
            found |= {token.i for token in span}
    return frozenset(found)


def _is_content(length: Token) -> bool:
    """Whether a length is part of what is done, as in "sentenced to four years" and "an outage of two days"."""
    if length.dep_ not in {"pobj", "npadvmod"}:
        return True
    return length.dep_ == "pobj" and length.head.lower_ in {"to", "for"} and length.head.head.lemma_.lower() in _TERMS
