"""Where in a clause the target of an event may stand, the likeliest place first.

Source: PLOVER manual (draft 0.8), sections on actor and recipient of each type.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.model.plover import EventType
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.homes import is_home_group
from bot.reading.events.parties import AFTER
from bot.reading.events.predicate import Predicate
from bot.reading.parsed import Token

PLACES = ("in", "near", "outside", "across", "around", "at", "throughout", "inside", "off", "through", "along")
"""Prepositions of place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Nouns that count together ("criticised Kenya and Chad").

    Attributes:
        nouns: Their heads, may be empty.
        is_place: Whether they name where the act was done, not to whom.
        is_far: Whether they stand outside the clause's own arguments, so that the source's own side goes before them.
    """

    nouns: Sequence[Token]
    is_place: bool = False
    is_far: bool = False


_TOWARDS = (
    "against", "with", "on", "upon", "at", "into", "towards", "toward", "from", "over", "for", "of", "to", "about",
    "between", "behind", "opposite", "regarding", "concerning", "by",
)  # fmt: skip
_SPEECH = frozenset({EventType.REQUEST, EventType.AGREE, EventType.THREATEN, EventType.CONSULT, EventType.SUPPORT})
_OVER_OTHERS = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.COERCE})
_GIVEN = frozenset({EventType.AID, EventType.SANCTION})
"""Types whose "to X" tells who gets it or gets it no more, whatever else hangs on the verb."""
_SHARED = frozenset({EventType.SUPPORT, EventType.SANCTION, EventType.AGREE, EventType.AID, EventType.COOPERATE})
"""Acts that need a partner, whom the verb that theirs is joined to may name."""
_HANDING = frozenset({"hand", "turn", "surrender", "transfer", "extradite", "open"})
_URGES = frozenset({
    "urge", "ask", "call", "press", "appeal", "request", "push", "demand", "lobby", "encourage", "beg", "plead",
    "implore", "petition", "exhort", "beseech", "entreat", "prod", "tell", "order", "instruct", "want", "recommend",
    "advise", "insist", "require", "pressure", "challenge", "direct", "remind", "persuade",
})  # fmt: skip
_EXTRADITING = frozenset({"extradite", "hand", "turn", "surrender", "transfer", "send", "deliver"})
"""What is done with a suspect: the target is the state or the court that gets him, whatever he is."""
_TOPICAL = frozenset({"discuss", "debate", "negotiate", "deliberate"})
_COMPLAINTS = frozenset({"complain", "protest"})
_BODIES = frozenset({
    "un", "u.n.", "nations", "council", "eu", "union", "court", "tribunal", "commission",
    "organization", "organisation", "league", "osce", "wto", "assembly", "nato", "iaea", "committee",
})  # fmt: skip
"""Whom one complains to about others."""
_COMPLAINT_NOUNS = frozenset({"complaint", "protest", "objection", "case", "suit", "petition"})
_SITTINGS = frozenset({"meet", "talk", "negotiate", "confer", "gather", "convene", "consult", "sit", "discuss"})
"""Verbs whose place is only where the parties sit together."""
_DONE_TO_OBJECTS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.ACCUSE, EventType.SUPPORT})
_ANSWERED = frozenset({EventType.MOBILIZE, EventType.SANCTION})
"""Types that answer what another did, so that a clause of time may name him."""
_DONE_TO = frozenset(AFTER) - {"by"}
_ENTERED = frozenset({"into", "in", "inside", "across", "on", "over"})
_LEAVE = frozenset({"permission", "consent", "authorisation", "authorization", "approval", "leave", "invitation"})
_AIMED = frozenset({"on", "against", "at", "upon", "toward", "towards"})


def slots(coding: Coding) -> Iterator[Slot]:
    """Yield the groups of nouns among which the target is looked for.

    Args:
        coding: The coded clause.

    Yields:
        Groups, likeliest first.
    """
    if coding.is_nominal:
        yield from (_one(noun, name) for name, noun in tree.prepositions(coding.trigger) if name in _DONE_TO)
        return
    if coding.type in {EventType.SUPPORT, EventType.ACCUSE} and coding.clause.lemma in _URGES:
        yield from _inner(coding)
    if coding.is_obligation:
        yield from _asked(coding)
        yield from _inner(coding)
        return
    if (
        coding.clause.lemma == "share" and coding.type is EventType.ACCUSE
    ):  # "shares Chad's concern *over Libyan* raids"
        yield from _towards([pair for noun in coding.clause.objects for pair in tree.prepositions(noun)])
        return
    yield from _own(coding)
    yield from _inner(coding)
    if coding.type is EventType.PROTEST:
        yield from _topics(coding.clause.verb)
    if coding.clause.lemma not in _SITTINGS or any(map(is_home_group, coding.clause.objects)):
        yield from (_one(noun, name) for name, noun in coding.clause.preps if name in PLACES)
    yield from (Slot(nouns=slot.nouns, is_place=slot.is_place, is_far=True) for slot in _far(coding))


def _one(noun: Token, preposition: str) -> Slot:
    return Slot(nouns=[noun], is_place=preposition in PLACES)


def _asked(coding: Coding) -> Iterator[Slot]:
    """The subject of "must" under a statement."""
    found = tree.subject(coding.clause.complement) if coding.clause.complement is not None else None
    if found is not None:
        yield Slot(nouns=tree.joined(found.token))


def _own(coding: Coding) -> Iterator[Slot]:
    """The clause's own arguments."""
    clause = coding.clause
    for doer in clause.doers:
        if coding.type is EventType.ASSAULT and not clause.is_passive:
            by = (pair for name, noun in tree.prepositions(doer) if name == "by" for pair in tree.prepositions(noun))
            yield from (Slot(nouns=[noun]) for name, noun in (*tree.prepositions(doer), *by) if name in _AIMED)
    if coding.type in _OVER_OTHERS:
        yield _receiver(clause)
    if coding.inner is None or coding.type in _SPEECH:
        yield Slot(nouns=tree.children(clause.verb, "dative"))
    if coding.type is EventType.REQUEST and coding.noun is not None:
        yield from _of_demand(coding.noun, clause)
    if _bears_complaint(coding):
        yield from _alleged(clause.verb)
    if clause.lemma in _COMPLAINTS or _bears_complaint(coding):
        # "protested to Chad over the raid" blames Chad; "complained to the UN over raids" doesn't blame the UN
        addressed = (noun for name, noun in clause.preps if name in {"to", "with"} and noun.pos_ == "PROPN")
        yield from (Slot(nouns=[noun]) for noun in addressed if noun.lower_ not in _BODIES)
        yield from _matters(clause.verb)
    if coding.type is EventType.COOPERATE and clause.lemma in _EXTRADITING:
        yield from (_one(noun, name) for name, noun in clause.preps if name == "to")
    if clause.lemma not in _TOPICAL:
        yield Slot(nouns=clause.objects)
    else:  # "discussed the border *with Chad's premier*", where the parse hung it on the border
        yield from (
            Slot(nouns=[each]) for noun in clause.objects for name, each in tree.prepositions(noun) if name == "with"
        )
    yield from _permission(clause)
    if not clause.objects and not clause.is_passive:
        yield from _objects_elsewhere(coding)
    yield _receiver(clause)
    if coding.type in _GIVEN or clause.lemma in _HANDING or coding.type is EventType.MOBILIZE:
        yield from (_one(noun, name) for name, noun in clause.preps if name == "to")
    yield from _towards(clause.preps)
    yield from _described(clause.objects)
    yield from _hit(coding)


def _hit(coding: Coding) -> Iterator[Slot]:
    """Who was hurt by what was done: "sprayed a bus with bullets, wounding two *Kenyans*"."""
    told = tree.children(coding.clause.verb, "advcl") if coding.type is EventType.ASSAULT else []
    hits = (verb for verb in told if verb.tag_ == "VBG" and verb.lemma_ in {"kill", "wound", "injure"})
    yield from (Slot(nouns=tree.objects(verb)) for verb in hits)


def _objects_elsewhere(coding: Coding) -> Iterator[Slot]:
    """Objects that don't hang on their verb: behind "as", or on the verb that it is joined to."""
    if coding.type in {EventType.ACCUSE, EventType.REJECT}:  # "dismissed as unrealistic a Kenyan plan"
        yield from (Slot(nouns=[noun]) for name, noun in coding.clause.preps if name == "as")
    if coding.inner is None and coding.type in _DONE_TO_OBJECTS:  # "rounded up and expelled some Kenyans"
        yield from (Slot(nouns=tree.objects(verb)) for verb in _sharing(coding.clause.verb))


def _permission(clause: Predicate) -> Iterator[Slot]:
    """Whose leave somebody acts without: "entered the strait without permission *from Chad*"."""
    for name, noun in clause.preps:
        if name == "without" and noun.lemma_.lower() in _LEAVE:
            yield Slot(nouns=tree.children(noun, "poss"))
            yield from (Slot(nouns=[inner]) for near, inner in tree.prepositions(noun) if near in {"from", "of", "by"})


def _bears_complaint(coding: Coding) -> bool:
    """Whether blame is laid before somebody else: "lodged a *complaint* with the UN over Kenyan raids"."""
    return coding.type is EventType.ACCUSE and coding.noun is not None and coding.noun.lemma_ in _COMPLAINT_NOUNS


def _matters(verb: Token) -> Iterator[Slot]:
    """What a complaint is about, however deep the parse hung it: "with the Council *over* Kenyan raids"."""
    for token in verb.subtree:
        if token.dep_ == "prep" and token.lower_ in {"over", "about", "against"} and token.i > verb.i:
            yield Slot(nouns=tree.children(token, "pobj"))


def _sharing(verb: Token) -> list[Token]:
    """The verbs right behind "and" that may share their object with a verb that has none."""
    near = (each for each in tree.children(verb, "conj") if tree.is_verb(each) and each.i <= verb.i + 4)
    return [each for each in near if not tree.first_child(each, "nsubj")]


def _alleged(verb: Token) -> Iterator[Slot]:
    """Who is accused in a suit's words: "filed a suit alleging that *Kenya* had mined its ports"."""
    for told in tree.children(verb, "advcl"):
        if told.tag_ == "VBG" and told.lemma_ in {"allege", "accuse", "charge", "claim", "say", "blame"}:
            yield Slot(nouns=[noun for each in tree.children(told, "ccomp") for noun in tree.children(each, "nsubj")])
            yield Slot(nouns=tree.objects(told))


def _of_demand(noun: Token, clause: Predicate) -> Iterator[Slot]:
    """Whom a demand is put to, and who is to act by it: "a reminder *to Kenya* that it must", "its demand that …"."""
    yield from (Slot(nouns=[inner]) for name, inner in (*tree.prepositions(noun), *clause.preps) if name == "to")
    for verb in tree.children(noun, "acl", "ccomp", "relcl"):
        own = tree.first_child(verb, "nsubj")
        if own is not None and not tree.is_infinitive(verb):
            yield Slot(nouns=tree.joined(own))


def _described(objects: Iterable[Token]) -> Iterator[Slot]:
    """What the clauses after an object name: "a tanker that belongs to …", "a boat carrying …"."""
    for noun in objects:
        for verb in tree.children(noun, "acl", "relcl"):
            yield from (Slot(nouns=[each]) for each in tree.objects(verb) if each.i != noun.i)
            if not tree.is_infinitive(verb):
                yield from (Slot(nouns=[inner]) for name, inner in tree.prepositions(verb) if name == "to")
                yield Slot(nouns=tree.agents(verb))


def _receiver(clause: Predicate) -> Slot:
    """Who is to act in the clause below ("urged *Kenya* to withdraw"); nobody where that is the subject itself."""
    found = tree.subject(clause.complement) if clause.complement is not None else None
    if found is None or found.is_passive or (clause.subject is not None and found.token.i == clause.subject.i):
        return Slot(nouns=())
    return Slot(nouns=tree.joined(found.token))


def _inner(coding: Coding) -> Iterator[Slot]:
    """The arguments of what stands under the clause."""
    inner = coding.inner
    for _ in range(tree.MAX_STEPS):
        if inner is None:
            return
        clause = inner.clause
        if clause.verb.i != coding.clause.verb.i:
            if coding.type is EventType.REQUEST or (coding.type is EventType.ACCUSE and not _rallies(coding)):
                own = coding.clause.subject if coding.type is EventType.REQUEST else None
                yield Slot(nouns=[noun for noun in clause.doers if own is None or noun.i != own.i])
            yield Slot(nouns=clause.agents or clause.objects)
            if clause.lemma != coding.clause.lemma:
                yield _receiver(clause)
            if coding.type is EventType.COERCE and coding.clause.objects:
                return  # "barred the man from travelling to Kenya": where he would have gone
            yield from _towards(clause.preps)
            yield from (_one(noun, name) for name, noun in clause.preps if name in PLACES)
        elif inner.noun is not None:
            yield Slot(nouns=[inner.noun])
        inner = inner.inner


def _rallies(coding: Coding) -> bool:
    """Whether somebody is asked to act against a third: "asked Chad to impose sanctions on *Mali*"."""
    return coding.clause.lemma in _URGES


def _topics(verb: Token) -> Iterator[Slot]:
    """What a protest is about: "to demand …", "in protest at …", "joining others in demanding …"."""
    for topic in tree.children(verb, "advcl"):
        for each in (topic, *(gerund for _, gerund in tree.gerunds(topic))):
            yield from _towards(tree.prepositions(each))
            yield Slot(nouns=tree.objects(each))


def _far(coding: Coding) -> Iterator[Slot]:
    """A subject clause, a complement that told nothing by itself, purposes, and clauses after the objects."""
    clause = coding.clause
    for subject in tree.children(clause.verb, "csubj"):
        yield Slot(nouns=tree.objects(subject))
        yield from _towards(tree.prepositions(subject))
    yield from (Slot(nouns=tree.objects(verb)) for _, verb in clause.gerunds)
    yield from _aims_of_means(clause)
    if clause.complement is not None:
        yield Slot(nouns=tree.children(clause.complement, "dative"))
        yield Slot(nouns=tree.objects(clause.complement))
        yield from _towards(tree.prepositions(clause.complement))
    if coding.type in {EventType.ASSAULT, EventType.COERCE} and not clause.is_passive:
        # "Kenyan peacekeepers in Haiti shot two men": where foreign forces stand, they act on those who live there.
        yield from (_one(noun, name) for doer in clause.doers for name, noun in tree.prepositions(doer) if name == "in")
    if coding.type in _ANSWERED:
        # "scrambled jets after Kenyan planes came near", "walked out when the Kenyan rose to speak"
        yield from (Slot(nouns=_answered(topic)) for topic in tree.children(clause.verb, "advcl"))
        yield from (Slot(nouns=[noun]) for name, noun in clause.preps if name in {"after", "following"})
    for topic in (*tree.children(clause.verb, "advcl"), *_conditions(coding)):
        if coding.type is EventType.THREATEN and (asked := tree.subject(topic)) is not None:
            yield Slot(nouns=tree.joined(asked.token))
        if tree.is_infinitive(topic):
            yield from _towards(tree.prepositions(topic))
            yield Slot(nouns=tree.objects(topic))
        elif coding.type is EventType.ASSAULT:
            yield from (_one(noun, name) for name, noun in tree.prepositions(topic) if name in PLACES)
    if clause.verb.dep_ == "conj" and tree.is_verb(clause.verb.head):
        yield from _of_joined(coding, clause.verb.head)
    yield from _under([*clause.objects, *(noun for name, noun in clause.preps if name == "for")])
    for noun in clause.objects:
        yield from _under([inner for name, inner in tree.prepositions(noun) if name in {"for", "of"}])


def _of_joined(coding: Coding, first: Token) -> Iterator[Slot]:
    """What the verb says that a clause's own is joined to.

    Args:
        coding: The coded clause.
        first: That verb.
    """
    # "crossed into Kenya and seized a town": the first verb says where.
    yield from (_one(noun, name) for name, noun in tree.prepositions(first) if name in _ENTERED)
    if tree.first_child(coding.clause.verb, "nsubj") is not None:
        return
    if coding.type is EventType.THREATEN:
        # "gave Chad until Friday and warned that": the one addressed before
        yield Slot(nouns=[*tree.children(first, "dative"), *tree.objects(first)])
    if coding.type in _SHARED and not coding.clause.is_passive:
        # "visited Japan and signed a loan agreement": with whom, the first verb says
        yield Slot(nouns=tree.objects(first))


def _aims_of_means(clause: Predicate) -> Iterator[Slot]:
    """At whom somebody aims by what he does: "retaliated by firing rockets *at Chad*"."""
    for name, verb in clause.gerunds:
        if name == "by":
            yield from (_one(noun, near) for near, noun in tree.prepositions(verb) if near in _AIMED | {"into"})


def _answered(topic: Token) -> Sequence[Token]:
    """Return who acts in a clause of time or reason; nobody where it shares the subject above it.

    Args:
        topic: The verb of the clause.
    """
    own = tree.first_child(topic, "nsubj", "nsubjpass")
    marks = {child.lower_ for child in topic.children if child.dep_ in {"mark", "advmod"}}
    return tree.joined(own) if own is not None and marks & {"after", "when", "as", "because", "since"} else []


def _conditions(coding: Coding) -> list[Token]:
    """The clauses that tell when a threat is carried out: "warned that it would retaliate *if Chad went ahead*"."""
    inner = coding.inner
    if coding.type is not EventType.THREATEN or inner is None or inner.clause.verb.i == coding.clause.verb.i:
        return []
    return [
        topic
        for topic in tree.children(inner.clause.verb, "advcl")
        if any(mark.lower_ in {"if", "unless", "until"} for mark in tree.children(topic, "mark"))
    ]


def _under(objects: Iterable[Token]) -> Iterator[Slot]:
    """Who acts and where in the clauses after an object: "concessions that *Kenya* had asked for"."""
    for noun in objects:
        for verb in tree.children(noun, "acl", "relcl"):
            own = tree.first_child(verb, "nsubj")
            if own is not None:
                yield Slot(nouns=[own])
            yield Slot(nouns=[each for each in tree.objects(verb) if each.i != noun.i])
            yield from (_one(inner, name) for name, inner in tree.prepositions(verb) if name in PLACES)


def _towards(preps: Sequence[tuple[str, Token]]) -> Iterator[Slot]:
    for wanted in _TOWARDS:
        yield from (_one(noun, name) for name, noun in preps if name == wanted)
