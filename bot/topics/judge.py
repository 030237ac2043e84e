"""The judge: what a server's filters say of an entry, before it is read and after.

    verdict = judge(topics, facts)            # facts of the feed alone: verdict.undecided says whether to read it
    verdict = judge(topics, facts.read(reading, bodies))

An entry passes where a filter that lets in fits it and none that keeps out does. Where no filter lets in, what tells
of a pair that the server follows is let in (docs/adr/0027). A call costs milliseconds, and 0.2 s at most where
regular expressions are slow, so that it is made in a thread.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.model.countries import Dyad
from bot.model.errors import InvalidInputError
from bot.model.language import say
from bot.model.topics import (
    Condition,
    Effect,
    EntryFacts,
    EventFacts,
    Judged,
    Miss,
    Scope,
    Topic,
    Topics,
    Verdict,
)
from bot.topics.folding import words_of
from bot.topics.match import Looked, holds, lacking
from bot.topics.parse import stored_words
from bot.topics.patterns import Patience, TooSlowError
from bot.topics.rule import WordRule

_STANDING = Topic(name="")
"""What lets in where no filter does: the pairs that the server follows."""


def judge(topics: Topics, facts: EntryFacts, patience: Patience | None = None) -> Verdict:
    """Return what a server's filters say of an entry.

    Args:
        topics: The server's followed pairs and filters.
        facts: The entry, read or not.
        patience: How long regular expressions may look; 0.2 s where it is not given.
    """
    entry = Looked(facts, patience or Patience())
    on = [topic for topic in topics.filters if topic.is_on]
    outs = [_judged(topic, topics, facts, entry) for topic in on if topic.effect is Effect.KEEP_OUT]
    ins = [_judged(topic, topics, facts, entry) for topic in on if topic.effect is Effect.LET_IN]
    if not ins:
        fits, miss = _fits(_STANDING, topics, facts, entry)
        ins = [Judged(topic=None, fits=fits, miss=miss)]
    is_out, is_in = _some(outs), _some(ins)
    return Verdict(
        passes=is_in is True and is_out is False,
        undecided=(is_in is None and is_out is not True) or (is_out is None and is_in is not False),
        judged=(*outs, *ins),
    )


def _judged(topic: Topic, topics: Topics, facts: EntryFacts, entry: Looked) -> Judged:
    fits, miss = _fits(topic, topics, facts, entry)
    return Judged(topic=topic, fits=fits, miss=miss)


def _fits(topic: Topic, topics: Topics, facts: EntryFacts, entry: Looked) -> tuple[bool | None, Miss | None]:
    is_open = False
    for answer in _answers(topic, topics, facts, entry):
        if isinstance(answer, Miss):
            return False, answer
        is_open = is_open or answer is None
    return (None if is_open else True), None


def _answers(topic: Topic, topics: Topics, facts: EntryFacts, entry: Looked) -> Iterator[Miss | bool | None]:
    """Yield of each condition whether it holds: True, None where that is open, or why it does not."""
    yield _of_outlet(topic.outlets, facts)
    yield _of_words(topic.words, entry)
    yield from _of_events(topic, topics.followed, facts.events)


def _of_outlet(outlets: Sequence[str], facts: EntryFacts) -> Miss | bool:
    if not outlets:
        return True
    domain = facts.domain or ""
    name = words_of(facts.outlet or "")
    for wanted in outlets:
        host = wanted.lower().removeprefix("www.")
        if domain == host or domain.endswith(f".{host}") or (name and words_of(wanted) == name):
            return True
    outlet = facts.outlet or facts.domain
    said = say("{outlet} is none of its outlets", outlet=outlet) if outlet else say("it is none of its outlets")
    return Miss(condition=Condition.OUTLET, text=said)


def _of_words(words: str, entry: Looked) -> Miss | bool | None:
    if not words:
        return True
    try:
        rule = _rule(words)
        told = holds(rule, entry)
        return told if told is not False else Miss(condition=Condition.WORDS, text=lacking(rule, entry))
    except TooSlowError as slow:
        return Miss(condition=Condition.WORDS, text=say("{expression} is too slow", expression=f"/{slow.text}/"))
    except InvalidInputError:  # stored by a version that took more: this filter fits nothing, others go on
        return Miss(condition=Condition.WORDS, text=say("its words can’t be read any more; edit it"))


def _of_events(
    topic: Topic, followed: Sequence[Dyad], events: tuple[EventFacts, ...] | None
) -> Iterator[Miss | bool | None]:
    """Yield what the events say: those of the filter's pairs, of them those of its kinds, of them the weightiest."""
    asks = _Asked.by(topic, followed)
    if asks.is_nothing:
        return
    if events is None:
        yield None
        return
    left = [event for event in events if asks.has_sides(event)]
    if not left:
        yield Miss(condition=Condition.PAIR, text=asks.no_pair if events else say("tells of no event"))
        return
    left = [event for event in left if not topic.kinds or event.kind in topic.kinds]
    if not left:
        yield Miss(condition=Condition.KIND, text=say("none of its kinds"))
        return
    greatest = max(event.weight for event in left)
    if greatest < topic.weight:
        weight, least = _below(greatest, topic.weight), f"{topic.weight:g}"
        yield Miss(condition=Condition.WEIGHT, text=say("{weight} is below {least}", weight=weight, least=least))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Whose events a filter looks at: of which pairs and countries; None for all."""

    pairs: frozenset[str] | None
    countries: frozenset[str]
    no_pair: str
    is_nothing: bool

    @classmethod
    def by(cls, topic: Topic, followed: Sequence[Dyad]) -> "_Asked":
        pairs = topic.pairs if topic.scope is Scope.NAMED else followed
        is_anywhere = topic.scope is Scope.ANYWHERE
        return cls(
            pairs=None if is_anywhere else frozenset(pair.key for pair in pairs),
            countries=frozenset(topic.countries) if topic.scope is Scope.NAMED else frozenset(),
            no_pair=say("nothing of its pairs")
            if topic.scope is Scope.NAMED
            else say("nothing between a followed pair"),
            is_nothing=is_anywhere and not topic.kinds and topic.weight <= 0,
        )

    def has_sides(self, event: EventFacts) -> bool:
        return self.pairs is None or bool(self.pairs & event.pairs or self.countries & event.countries)


def _below(weight: float, least: float) -> str:
    """Return a weight in two places, or in as many as it takes to be less than another."""
    return next((said for places in (2, 3, 4) if float(said := f"{weight:.{places}f}") < least), f"{weight}")


def _some(judged: Sequence[Judged]) -> bool | None:
    told = [each.fits for each in judged]
    if True in told:
        return True
    return None if None in told else False


@lru_cache(maxsize=1024)
def _rule(words: str) -> WordRule:
    return stored_words(words)
