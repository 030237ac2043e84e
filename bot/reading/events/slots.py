"""Where in a clause the target of an event may stand, the likeliest place first.

Source: PLOVER manual (draft 0.8), sections on actor and recipient of each type.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from bot.model.plover import EventType
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.parties import AFTER
from bot.reading.events.predicate import Predicate

PLACES = ("in", "near", "outside", "across", "around", "at", "throughout", "inside", "off")
"""Prepositions of place."""
Slot = Sequence[Token]

_TOWARDS = (
    "against", "with", "on", "upon", "at", "into", "towards", "toward", "from", "over", "for", "of", "to", "about",
    "between", "behind",
)  # fmt: skip
_SPEECH = frozenset({EventType.REQUEST, EventType.AGREE, EventType.THREATEN, EventType.CONSULT, EventType.SUPPORT})
_OVER_OTHERS = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.COERCE})
_URGES = frozenset({"urge", "ask", "call", "press", "appeal", "request", "push", "demand", "lobby", "encourage"})
_TOPICAL = frozenset({"discuss", "debate", "negotiate", "deliberate"})
_COMPLAINTS = frozenset({"complain", "protest"})


def slots(coding: Coding) -> Iterator[Slot]:
    """Yield the groups of nouns among which the target is looked for.

    Args:
        coding: The coded clause.

    Yields:
        Groups, likeliest first; a group's nouns count together ("criticised Kenya and Chad").
    """
    if coding.is_nominal:
        yield from ([noun] for name, noun in tree.prepositions(coding.trigger) if name in AFTER)
        return
    if coding.type in {EventType.SUPPORT, EventType.ACCUSE} and coding.clause.lemma in _URGES:
        yield from _inner(coding)
    if coding.is_obligation:
        yield from _asked(coding)
        yield from _inner(coding)
        return
    yield from _own(coding)
    yield from _inner(coding)
    yield from ([noun] for name, noun in coding.clause.preps if name in PLACES)
    yield from _governed(coding)


def _asked(coding: Coding) -> Iterator[Slot]:
    """The subject of "must" under a statement."""
    found = tree.subject(coding.clause.complement) if coding.clause.complement is not None else None
    if found is not None:
        yield tree.joined(found.token)


def _own(coding: Coding) -> Iterator[Slot]:
    """The clause's own arguments."""
    clause = coding.clause
    if coding.type in _OVER_OTHERS:
        yield _receiver(clause)
    if coding.inner is None or coding.type in _SPEECH:
        yield tree.children(clause.verb, "dative")
    if clause.lemma in _COMPLAINTS:
        yield from ([noun] for name, noun in clause.preps if name in {"over", "about", "against"})
    if clause.lemma not in _TOPICAL:
        yield clause.objects
    yield from _towards(clause.preps)
    for noun in clause.objects:
        for verb in tree.children(noun, "acl", "relcl"):
            yield from ([each] for each in tree.objects(verb))
    for _, verb in clause.gerunds:
        yield tree.objects(verb)


def _receiver(clause: Predicate) -> Slot:
    """Who is to act in the clause below ("urged *Kenya* to withdraw"); nobody where that is the subject itself."""
    found = tree.subject(clause.complement) if clause.complement is not None else None
    if found is None or found.is_passive or (clause.subject is not None and found.token.i == clause.subject.i):
        return ()
    return tree.joined(found.token)


def _inner(coding: Coding) -> Iterator[Slot]:
    """The arguments of what stands under the clause."""
    inner = coding.inner
    for _ in range(tree.MAX_STEPS):
        if inner is None:
            return
        clause = inner.clause
        if clause.verb.i != coding.clause.verb.i:
            if coding.type in {EventType.REQUEST, EventType.ACCUSE}:
                yield clause.doers
            yield clause.agents or clause.objects
            yield from _towards(clause.preps)
            yield from ([noun] for name, noun in clause.preps if name in PLACES)
        elif inner.noun is not None:
            yield [inner.noun]
        inner = inner.inner


def _governed(coding: Coding) -> Iterator[Slot]:
    """The complement's arguments where it told nothing by itself, and those of a purpose."""
    complement = coding.clause.complement
    if complement is not None:
        yield tree.objects(complement)
        yield from _towards(tree.prepositions(complement))
    for topic in tree.children(coding.clause.verb, "advcl"):
        if coding.type is EventType.THREATEN and (asked := tree.subject(topic)) is not None:
            yield tree.joined(asked.token)
        if coding.type is EventType.PROTEST or tree.is_infinitive(topic):
            yield from _towards(tree.prepositions(topic))
            yield tree.objects(topic)


def _towards(preps: Sequence[tuple[str, Token]]) -> Iterator[Slot]:
    for wanted in _TOWARDS:
        yield from ([noun] for name, noun in preps if name == wanted)
