"""What an article has told and dated so far, in the order of its text: what "a week later" and "the attack" go back to.

Dates taken from the day of publication are no part of it: nothing is counted from a guess.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.model.dates import DatedBy, EventDate
from bot.model.plover import EventType, Quad
from bot.model.reading import Status
from bot.reading.events import tree
from bot.reading.events.anchors import Anchor
from bot.reading.events.coding import Coding
from bot.reading.events.itinerary import JOURNEYS
from bot.reading.events.nouns import Nouns
from bot.reading.events.plain import nominal_type
from bot.reading.events.reach import BOUNDS
from bot.reading.events.tenses import is_pluperfect
from bot.reading.events.walk import Role, Site
from bot.reading.parsed import Token

_REACH = 3
"""Sentences back within which "a week later" still finds what it counts from."""
_VISIT_REACH = 8
"""Sentences within which somebody is still on the journey that was told."""
_ASIDE = frozenset({"relcl", "acl", "advcl", "pcomp", "csubj"})
_ANY_ACT = frozenset({"announcement", "decision", "event", "incident", "measure", "move", "step"})
"""Nouns that stand for whatever was told last."""
_WORDS = frozenset({"speech", "statement", "remark", "comment", "address"})
"""Nouns that stand for what somebody was told to have said."""
_SAYING = frozenset({Quad.VERBAL_COOP, Quad.VERBAL_CONF})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
_SUFFIXES = ("ion", "ment", "al", "ure", "ance", "ence", "ing", "y")
_IRREGULAR = {"expulsion": "expel", "flight": "flee", "repulsion": "repel", "suit": "sue"}
_LEAST_STEM = 3
_MEMORY = 64
"""Dated events that are still looked at."""
AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One telling of an event, as far as its date depends on it.

    Attributes:
        site: The coded clause and its part in the sentence.
        status: Its status.
        sentence: Index of its sentence.
        paragraph: Index of its paragraph.
        source: Sides of who acts.
        target: Sides of whom it is done to.
        grounds: Countries in which it takes place, as far as the clause names them.
        actors: Ids of who acts.
    """

    site: Site
    status: Status
    sentence: int
    paragraph: int
    source: frozenset[str]
    target: frozenset[str]
    grounds: frozenset[str]
    actors: frozenset[int]

    @property
    def coding(self) -> Coding:
        """The coded clause."""
        return self.site.coding

    @property
    def is_ahead(self) -> bool:
        """Whether it is only planned or possible."""
        return self.status in AHEAD


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """A date in the text: at a token, in a sentence."""

    at: int
    sentence: int
    when: EventDate


class Story:
    """The dates of one article in text order."""

    def __init__(self, anchors: Sequence[Anchor], sentence_of: Sequence[int], nouns: Nouns) -> None:
        self._nouns = nouns
        self._told: list[tuple[Telling, EventDate]] = []
        self._moments: list[_Moment] = []
        self._by_noun: dict[str, list[_Moment]] = {}
        nouns_of: dict[int, list[Token]] = {}
        for anchor in anchors:
            if anchor.verb is None or anchor.timex.range is None:
                continue
            moment = _Moment(at=anchor.first, sentence=sentence_of[anchor.first], when=anchor.date)
            if anchor.host.i not in nouns_of:
                nouns_of[anchor.host.i] = _dated_nouns(anchor.host)
            for noun in nouns_of[anchor.host.i]:
                self._by_noun.setdefault(noun.lemma_.lower(), []).append(moment)
            is_plain = tree.is_verb(anchor.host) and anchor.prep not in BOUNDS | {"since", "for"}
            if is_plain and carries(anchor.verb) and not self._says(anchor.verb):
                self._moments.append(moment)

    def note(self, telling: Telling, when: EventDate) -> None:
        """Remember an event that was dated."""
        if when.range is not None:
            self._told.append((telling, when))

    def last(self) -> tuple[Telling, EventDate] | None:
        """Return the event that a clause told and dated last, by whatever; nothing that is still to come."""
        return next((each for each in self._lately() if not each[0].is_ahead and not _is_aside(each[0])), None)

    def at_verb(self, verb: Token) -> EventDate | None:
        """Return the date of the event that a verb told."""
        return next((when for each, when in self._lately() if each.coding.clause.verb.i == verb.i), None)

    def before(self, at: int, sentence: int) -> EventDate | None:
        """Return the last date before a token in the main line of the story, at most a few sentences back."""
        found = [
            (each.coding.trigger.i, each.sentence, when)
            for each, when in self._lately()
            if each.site.role <= Role.PARTICIPLE and _is_known(when)
        ]
        moment = _last_before(self._moments, at)
        if moment is not None:
            found.append((moment.at, moment.sentence, moment.when))
        near = [each for each in found if each[0] < at and sentence - _REACH <= each[1] <= sentence]
        return max(near, key=lambda each: each[0])[2] if near else None

    def of(self, pivot: Token, sentence: int) -> EventDate | None:
        """Return when something told earlier took place, by a noun or verb that goes back to it.

        Args:
            pivot: "the attack", "Chad expelled …" in a later sentence.
            sentence: The sentence in which it stands.

        Returns:
            The date; None where nothing told earlier and dated is meant.
        """
        lemma = pivot.lemma_.lower()
        if tree.is_verb(pivot):
            return self._meant(lambda coding: coding.trigger.lemma_.lower() == lemma, pivot.i)
        if not any(child.lower_ in _DEFINITE for child in pivot.children):
            return None
        if lemma in _ANY_ACT:
            return self.before(pivot.left_edge.i, sentence)
        if lemma in _WORDS:
            return self._meant(lambda coding: coding.type.quad in _SAYING, pivot.i)
        named = _last_before(self._by_noun.get(lemma, ()), pivot.i)
        if named is not None:
            return named.when
        told = self._meant(lambda coding: is_noun_of(lemma, coding.trigger.lemma_.lower()), pivot.i)
        kind = nominal_type(pivot, self._nouns.lexicon, self._nouns)
        if told is not None or kind is None:
            return told
        return self._meant(lambda coding: kind in {coding.type, coding.act}, pivot.i)

    def visit(self, telling: Telling) -> EventDate | None:
        """Return the date of the journey on which something takes place: same actor, same country, told before."""
        where = telling.target | telling.grounds
        for each, when in self._lately():
            is_journey = each.coding.act is EventType.CONSULT and each.coding.clause.lemma in JOURNEYS
            is_near = telling.sentence - each.sentence <= _VISIT_REACH and each.is_ahead == telling.is_ahead
            if is_journey and is_near and each.actors & telling.actors and each.target & where:
                return when if _is_known(when) else None
        return None

    def _lately(self) -> Iterator[tuple[Telling, EventDate]]:
        """The events that were dated last, the latest first; not all, so that long articles take no longer by line."""
        return islice(reversed(self._told), _MEMORY)

    def _meant(self, is_meant: Callable[[Coding], bool], at: int) -> EventDate | None:
        for each, when in self._lately():
            if _is_known(when) and each.coding.trigger.i < at and is_meant(each.coding):
                return when
        return None

    def _says(self, verb: Token) -> bool:
        return "report" in self._nouns.lexicon.kinds("verbs", verb.lemma_.lower())


def _is_aside(telling: Telling) -> bool:
    """Whether an event is told within another: by a noun, or as what somebody is blamed for."""
    return telling.coding.is_deed or telling.site.role is Role.INNER


def carries(verb: Token) -> bool:
    """Return whether a story goes on from a verb: a main clause, no flashback."""
    return verb.dep_ not in _ASIDE and not is_pluperfect(verb)


def is_noun_of(noun: str, verb: str) -> bool:
    """Return whether a noun names what a verb tells: "invasion" and "invade", "attack" and "attack"."""
    stem = verb.removesuffix("e")
    shared = next(
        (i for i, (one, two) in enumerate(zip(noun, stem, strict=False)) if one != two), min(len(noun), len(stem))
    )
    is_derived = noun.endswith(_SUFFIXES) and shared >= max(_LEAST_STEM, len(stem) - 1)
    return noun == verb or is_derived or _IRREGULAR.get(noun) == verb


def _last_before(moments: Sequence[_Moment], at: int) -> _Moment | None:
    i = bisect_left(moments, at, key=lambda each: each.at)
    return moments[i - 1] if i else None


def _is_known(when: EventDate) -> bool:
    return when.dated_by is not DatedBy.PUBLICATION


def _dated_nouns(host: Token) -> list[Token]:
    """The nouns that an expression dates: the one it hangs on, else subject and object of its verb."""
    return tree.children(host, "nsubj", "nsubjpass", "dobj") if tree.is_verb(host) else [host]
