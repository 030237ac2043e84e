"""Who does it and to whom: finds an event's parties in the clause that tells it.

The source stands in the subject, or after "by"; the target is looked for slot by slot. Where a domestic act names no
second party, its place or its own side is the target, as PLOVER codes it.
Source: PLOVER manual (draft 0.8), sections on actor and recipient of each type.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from bot.model.countries import IGO, NGO
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.reading import ActorKind, Party
from bot.reading.actors.cast import Cast
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.lexicon import load_lexicon
from bot.reading.events.mutual import is_mutual
from bot.reading.events.parties import Parties
from bot.reading.events.slots import PLACES, slots

_TARGETED = frozenset({
    EventType.AID, EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.SANCTION, EventType.SUPPORT,
    EventType.ASSAULT,
})  # fmt: skip
_DOMESTIC = frozenset({
    EventType.PROTEST, EventType.COERCE, EventType.CONCEDE, EventType.ASSAULT, EventType.MOBILIZE,
})  # fmt: skip
_INWARD = frozenset({EventType.PROTEST, EventType.CONCEDE, EventType.COERCE})
_LOCAL = frozenset({
    EventType.PROTEST, EventType.COERCE, EventType.ASSAULT, EventType.ACCUSE, EventType.MOBILIZE,
})  # fmt: skip
_PRONOUNS = frozenset({"i", "we", "it", "he", "she", "they"})
_NEAR = 12
_BORDERS = frozenset({
    "which", "who", "that", "because", "after", "while", "but", "although", "since", "said", "according", ";",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """The parties of an event, in the order found."""

    source: tuple[Party, ...]
    target: tuple[Party, ...]
    is_reciprocal: bool


def direction(coding: Coding, cast: Cast) -> Direction:
    """Find an event's parties.

    Args:
        coding: The coded clause.
        cast: The article's actors and their mentions.

    Returns:
        The parties; source and target may be empty. Of a mutual act with a joint subject ("X and Y met") the first is
        the source and the others the target.
    """
    source = _source(coding, cast)
    target = _target(coding, source, cast)
    if coding.is_nominal and not target and not source:
        source = Parties(cast=cast).within(coding.trigger)
    if _is_joint(source, cast) and is_mutual(coding):
        source, target = source[:1], source[1:]
    home = _only_country(cast) or _home_of_nameless(coding, source, target, cast)
    return Direction(
        source=tuple(Party(actor=each, country=cast.country_of(each) or home) for each in source),
        target=tuple(Party(actor=each, country=cast.country_of(each) or home) for each in target),
        is_reciprocal=bool(target) and is_mutual(coding),
    )


def _is_joint(source: Sequence[int], cast: Cast) -> bool:
    """Whether several act together; then a place behind the verb is where, not to whom."""
    return len(source) > 1 and len({cast.country_of(each) for each in source}) > 1


def _only_country(cast: Cast) -> CountryCode | None:
    """The one country that an article knows of; whoever acts in it without a side of his own is taken to be of it."""
    known = {actor.country for actor in cast.actors if actor.country not in {None, IGO, NGO}}
    return next(iter(known)) if len(known) == 1 else None


def _home_of_nameless(coding: Coding, source: Sequence[int], target: Sequence[int], cast: Cast) -> CountryCode | None:
    """The country where a party of unknown side restricts, strikes or marches: it is taken to be of that country."""
    if coding.type not in _DOMESTIC or not source or len(target) != 1:
        return None
    if any(cast.country_of(each) for each in source) or cast.actors[target[0]].kind is not ActorKind.COUNTRY:
        return None
    return cast.country_of(target[0])


def _source(coding: Coding, cast: Cast) -> tuple[int, ...]:
    """The ids of who acts."""
    parties = Parties(cast=cast)
    if coding.is_nominal and (owner := parties.owner(coding.trigger)):
        return owner
    clause = coding.frame if coding.is_obligation and coding.frame is not None else coding.clause
    if coding.is_obligation and clause.subject is None and cast.speaker is not None:
        return (cast.speaker,)
    if found := parties.of_all(clause.doers):
        return found
    if clause.subject is None and not clause.is_passive and (near := parties.right_before(clause.verb)):
        return near
    if coding.frame is not None and _speaks_of_itself(clause.subject):
        return parties.of_all(coding.frame.doers)
    if coding.noun is not None and clause.subject is None and (owner := parties.owner(coding.noun)):
        return owner
    if coding.type is EventType.MOBILIZE and clause.is_passive and (forces := parties.of_all(clause.objects)):
        return forces
    return _by_place(coding, parties) if coding.type in _LOCAL else ()


def _speaks_of_itself(subject: Token | None) -> bool:
    """Whether the subject of a reported clause is a pronoun for the speaker, or a clause of its own."""
    return subject is not None and (subject.lower_ in _PRONOUNS or subject.dep_ in {"csubj", "csubjpass"})


def _by_place(coding: Coding, parties: Parties) -> tuple[int, ...]:
    """Where an act without a named doer was done tells whose it was: arrests, riots, trials "in X"."""
    clause = coding.clause
    agents = load_lexicon().parties
    if clause.doers and not clause.is_passive and not any(noun.lemma_.lower() in agents for noun in clause.doers):
        return ()
    for noun in _places(coding):
        if found := parties.within(noun):
            return found
    return ()


def _places(coding: Coding) -> Iterator[Token]:
    """Nouns of place in a clause: behind its doers (or objects), its act noun and its verb."""
    clause = coding.clause
    hosts = [*(clause.doers or clause.objects), *([coding.noun] if coding.noun is not None else [])]
    for noun in hosts:
        for described in tree.children(noun, "acl", "relcl") if clause.doers else ():
            yield from (inner for _, inner in tree.prepositions(described))
        yield from (inner for name, inner in tree.prepositions(noun) if name in PLACES)
    yield from (noun for name, noun in clause.preps if name in PLACES)


def _target(coding: Coding, source: tuple[int, ...], cast: Cast) -> tuple[int, ...]:
    """The ids of who is acted upon; a slot that names only the source's own country gives way to a later one."""
    parties = Parties(cast=cast, apart=source)
    sides = {cast.country_of(each) for each in source}
    own: tuple[int, ...] = ()
    for slot in slots(coding):
        found = tuple(each for each in parties.of_all(slot) if each not in source)
        if found and not all(_is_own_country(each, sides, cast) for each in found):
            return found
        own = own or found
    if own:
        return own
    if coding.is_nominal:
        return _beside_scene(coding, source, parties)
    if coding.type in _TARGETED and (near := _nearby(coding, sides, parties)):
        return near
    return _domestic(coding, source, parties) if coding.type in _DOMESTIC and source else ()


def _is_own_country(actor: int, sides: Collection[CountryCode | None], cast: Cast) -> bool:
    """Whether an actor is the very country that the source acts for ("withdrew *the country* from the pact with")."""
    found = cast.actors[actor]
    return found.kind is ActorKind.COUNTRY and found.country in sides


def _beside_scene(coding: Coding, source: tuple[int, ...], parties: Parties) -> tuple[int, ...]:
    """Whom the clause itself names where talks are its scene: "told *Lund* in a meeting"."""
    if len(source) > 1:
        return ()
    found = (each for noun in coding.clause.objects for each in parties.at(noun) if each not in source)
    return tuple(dict.fromkeys(found))


def _nearby(coding: Coding, sides: Collection[CountryCode | None], parties: Parties) -> tuple[int, ...]:
    """The first party of another side after the verb, within its clause, for objects that the parse hung elsewhere."""
    verb = coding.clause.verb
    for token in verb.doc[verb.i + 1 : min(verb.i + _NEAR, verb.sent.end)]:
        if _begins_next(token) or token.dep_ in {"relcl", "ROOT"} or token.lower_ in _BORDERS:
            break
        mention = parties.cast.mention_at(token.i)
        if mention is not None and not mention.is_place:
            found = tuple(each for each in parties.at(token) if parties.cast.country_of(each) not in sides)
            if found:
                return found
    return ()


def _begins_next(token: Token) -> bool:
    """Whether "and" joins a clause with a subject of its own."""
    if token.dep_ != "cc" or not tree.is_verb(token.head):
        return False
    joined = (child for child in token.head.children if child.dep_ == "conj" and child.i > token.i)
    return any(tree.first_child(child, "nsubj", "nsubjpass") is not None for child in joined)


def _domestic(coding: Coding, source: tuple[int, ...], parties: Parties) -> tuple[int, ...]:
    """A target of the source's own side: a place in the clause, else the source itself."""
    for name, noun in coding.clause.preps:
        if name in PLACES and (found := parties.of_all([noun])):
            return found
    return source[:1] if coding.type in _INWARD else ()
