"""Who does it and to whom: finds an event's parties in the clause that tells it.

The source stands in the subject, or after "by"; the target is looked for slot by slot. Where a domestic act names no
second party, its place or its own side is the target, as PLOVER codes it.
Source: PLOVER manual (draft 0.8), sections on actor and recipient of each type.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.model.countries import IGO, NGO
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.reading import ActorKind, Party
from bot.reading.actors.cast import Cast
from bot.reading.events import tree
from bot.reading.events.agentless import agentless, only_place
from bot.reading.events.coding import Coding
from bot.reading.events.homes import is_home_group, is_insurgent, is_local, is_weapon, speaks_of_state
from bot.reading.events.lexicon import load_lexicon
from bot.reading.events.mutual import is_mutual
from bot.reading.events.parties import Parties, only_describes
from bot.reading.events.predicate import Predicate
from bot.reading.events.slots import PLACES
from bot.reading.events.targets import target_of
from bot.reading.events.voices import voice_of
from bot.reading.parsed import Token

_DOMESTIC = frozenset({
    EventType.PROTEST, EventType.COERCE, EventType.CONCEDE, EventType.ASSAULT, EventType.MOBILIZE,
})  # fmt: skip
_LOCAL = frozenset({
    EventType.PROTEST, EventType.COERCE, EventType.ASSAULT, EventType.ACCUSE, EventType.MOBILIZE,
})  # fmt: skip
_PETITIONS = frozenset(
    {
        EventType.REQUEST,
        EventType.AGREE,
        EventType.REJECT,
        EventType.SUPPORT,
        EventType.THREATEN,
        EventType.RETREAT,
    }
)
_VERDICTS = frozenset({EventType.ACCUSE, EventType.COERCE, EventType.SANCTION})
_JUDGES = frozenset(
    {"court", "judge", "magistrate", "tribunal", "prosecutor", "jury", "police", "parliament", "congress"}
)
"""Who, without a country of their own, judge their own people's leaders."""
_TOWNS = frozenset({"town", "village", "city", "suburb", "capital", "district", "province", "region", "island"})
_LEGATIONS = frozenset({"embassy", "consulate", "mission", "legation"})
_CONSTABLES = frozenset({"police", "policeman", "gendarme", "gendarmerie", "constable"})
"""Forces that keep order where they are at home."""
_SENTENCING = frozenset({"sentence", "convict"})
_ACTS = frozenset({"attack", "protest", "coercion"})
"""Classes of nouns that do something by what they are: "an attack killed", "a strike crippled"."""
_OTHERS = frozenset({"other", "another"})
_PRONOUNS = frozenset({"i", "we", "it", "he", "she", "they"})


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
    target = target_of(coding, source, cast)
    if coding.is_nominal and not target and not source:
        source = Parties(cast=cast).within(coding.trigger)
    source = source or _fellows(coding, target, cast) or _own_authorities(coding, target, cast)
    if not source and coding.is_undergone and coding.type in _LOCAL:
        source = target  # whose arms they were that struck there, only the place tells
    if coding.is_nominal and _is_joint(source, cast) and set(target) <= set(source) and _is_between(coding):
        return _directed(source[:1], source[1:], cast, is_reciprocal=True)
    if not target and len(source) == 1 and _happens_at_home(coding):
        target = source
    is_meeting = _is_joint(source, cast) and (_is_each_other(coding) or _meets_at(coding, target, cast))
    if is_meeting or (_is_joint(source, cast) and is_mutual(coding)):
        source, target = source[:1], source[1:]
    home = _only_country(cast) or _home_of_nameless(coding, source, target, cast)
    is_reciprocal = bool(target) and (is_meeting or is_mutual(coding))
    return _directed(source, target, cast, home, is_reciprocal=is_reciprocal)


def _directed(
    source: Sequence[int], target: Sequence[int], cast: Cast, home: CountryCode | None = None, *, is_reciprocal: bool
) -> Direction:
    return Direction(
        source=tuple(Party(actor=each, country=cast.country_of(each) or home) for each in source),
        target=tuple(Party(actor=each, country=cast.country_of(each) or home) for each in target),
        is_reciprocal=is_reciprocal,
    )


def _happens_at_home(coding: Coding) -> bool:
    """Whether an act at home happens, with nobody named but its place: "*rioting* flared in Kenya"."""
    return coding.is_nominal and coding.type in _DOMESTIC - {EventType.CONCEDE} and coding.trigger.dep_ == "nsubj"


def _is_joint(source: Sequence[int], cast: Cast) -> bool:
    """Whether several act together; then a place behind the verb is where, not to whom."""
    sides = {each if (code := cast.country_of(each)) in {IGO, NGO} else code for each in source}
    return len(source) > 1 and len(sides) > 1


def _is_each_other(coding: Coding) -> bool:
    """Whether those who act do it to "each other" or "one another"."""
    nouns = (*coding.clause.objects, *(noun for _, noun in coding.clause.preps))
    return any({child.lower_ for child in noun.children} & {"each", "one"} and noun.lower_ in _OTHERS for noun in nouns)


def _meets_at(coding: Coding, target: Sequence[int], cast: Cast) -> bool:
    """Whether several who travel to a town only meet there: "negotiators of both return to Geneva for talks"."""
    if EventType.CONSULT not in {coding.type, coding.act} or not target:
        return False
    preps = coding.clause.preps
    talks = any("talks" in load_lexicon().nouns.get(noun.lemma_.lower(), ()) for _, noun in preps)
    towns = [noun for name, noun in preps if name in PLACES or (name == "to" and talks)]
    mentions = [cast.mention_at(noun.i) for noun in towns]
    return any(each is not None and each.is_place and set(each.all_actors) >= set(target) for each in mentions)


def _fellows(coding: Coding, target: Sequence[int], cast: Cast) -> tuple[int, ...]:
    """Whom nameless people belong to who strike against, ask something of or fight their own state: its country."""
    clause = coding.clause
    codes = {cast.country_of(each) for each in target}
    code = next(iter(codes), None)
    if len(codes) != 1 or code in {None, IGO, NGO} or clause.is_passive:
        return ()
    is_petition = coding.type in {EventType.PROTEST, EventType.REQUEST} and any(map(is_home_group, clause.doers))
    is_petition = is_petition or (
        coding.type in _PETITIONS | {EventType.ACCUSE}
        and any(map(is_home_group, clause.doers))
        and _names_state(coding, target, cast)
    )
    is_revolt = any(map(is_insurgent, clause.doers)) and (
        speaks_of_state(clause.objects) or any(noun.lemma_.lower() in _TOWNS for noun in clause.objects)
    )
    is_proxy = coding.type is EventType.ASSAULT and any(
        only_describes(word) for noun in clause.doers for word in noun.subtree if cast.all_at(word.i)
    )
    is_proxy = is_proxy or (coding.type is EventType.ASSAULT and any(map(is_weapon, clause.doers)))
    is_proxy = is_proxy or (coding.type in _LOCAL and any(map(_is_act, clause.doers)))
    is_proxy = is_proxy or (
        coding.type is EventType.MOBILIZE and any(noun.lemma_.lower() in _CONSTABLES for noun in clause.doers)
    )
    is_judged = coding.type in _VERDICTS and any(noun.lemma_.lower() in _JUDGES for noun in clause.doers)
    is_judged = is_judged and all(cast.actors[each].kind is ActorKind.PERSON for each in target)
    if not (is_judged or is_petition or is_revolt or is_proxy or _act_in(coding, target, cast)):
        return ()
    states = (each.id for each in cast.actors if each.kind is ActorKind.COUNTRY and each.country == code)
    return (next(states, target[0]),)


def _own_authorities(coding: Coding, target: Sequence[int], cast: Cast) -> tuple[int, ...]:
    """Whose authorities restrict an official where nobody is named who does: "the mayor was taken into custody"."""
    clause = coding.clause
    if coding.type is not EventType.COERCE or not clause.is_passive or clause.agents or coding.is_nominal:
        return ()
    codes = {cast.country_of(each) for each in target}
    if len(codes) != 1 or codes & {None, IGO, NGO}:
        return ()
    code = codes.pop()
    is_home = cast.home is not None and cast.country_of(cast.home) == code
    if not is_home and not all(cast.actors[each].office for each in target):
        return ()
    return tuple(each.id for each in cast.actors if each.kind is ActorKind.COUNTRY and each.country == code)[:1]


def _names_state(coding: Coding, target: Sequence[int], cast: Cast) -> bool:
    """Whether the target is named as a government or its forces, which people without a side call their own."""
    words = tree.walk_down(coding.clause.verb)
    return any(speaks_of_state([word]) for word in words if set(cast.all_at(word.i)) & set(target))


def _act_in(coding: Coding, target: Sequence[int], cast: Cast) -> bool:
    """Whether nameless people strike in the place that is all that the target was found by."""
    if coding.type not in _LOCAL or not any(map(is_home_group, coding.clause.doers)):
        return False
    mentions = [cast.mention_at(token.i) for token in tree.walk_down(coding.clause.verb)]
    named = [each for each in mentions if each is not None and set(each.all_actors) & set(target)]
    return bool(named) and all(each.is_place for each in named)


def _only_country(cast: Cast) -> CountryCode | None:
    """The one country that an article knows of; whoever acts in it without a side of his own is taken to be of it."""
    known = {actor.country for actor in cast.actors if actor.country not in {None, IGO, NGO}}
    return next(iter(known)) if len(known) == 1 else None


def _home_of_nameless(coding: Coding, source: Sequence[int], target: Sequence[int], cast: Cast) -> CountryCode | None:
    """The country where a party of unknown side restricts, strikes or marches: it is taken to be of that country."""
    is_at_home = any(is_local(noun) for noun in coding.clause.doers)
    if coding.type not in (_DOMESTIC | _PETITIONS if is_at_home else _DOMESTIC) or not source or len(target) != 1:
        return None
    if any(cast.country_of(each) for each in source):
        return None
    return cast.country_of(target[0]) if is_at_home or cast.actors[target[0]].kind is ActorKind.COUNTRY else None


def _source(coding: Coding, cast: Cast) -> tuple[int, ...]:
    """The ids of who acts."""
    parties = Parties(cast=cast)
    if coding.is_nominal and (owner := parties.owner(coding.trigger)):
        return owner
    if coding.is_nominal and coding.trigger.dep_ == "nsubj":
        for name, inner in coding.clause.preps:
            if name == "between" and (both := parties.joined(inner)):
                return both
    clause = coding.frame if coding.is_obligation and coding.frame is not None else coding.clause
    if voice := _own_voice(coding, clause, cast):
        return voice
    if found := _doers(clause.doers, parties):
        return found
    if clause.subject is None and not clause.is_passive and (near := parties.right_before(clause.verb)):
        return near
    if coding.frame is not None and (_speaks_of_itself(clause.subject) or _is_an_answer(coding)):
        return parties.of_all(coding.frame.doers)
    if coding.noun is not None and clause.subject is None and (owner := parties.owner(coding.noun)):
        return owner
    if clause.is_passive and (told := agentless(coding, parties)) is not None:
        return told
    is_near = coding.type in _LOCAL or _are_at_home(coding) or clause.lemma in _SENTENCING
    return _by_place(coding, parties) if is_near else ()


def _is_between(coding: Coding) -> bool:
    """Whether an act that a noun names is one "between" several, in the noun's phrase or behind its verb."""
    pairs = (*tree.prepositions(coding.trigger), *coding.clause.preps)
    return any(name == "between" for name, _ in pairs)


def _own_voice(coding: Coding, clause: Predicate, cast: Cast) -> tuple[int, ...]:
    """Who asks or blames in a statement's own voice, or in words that are all quoted; empty in other clauses."""
    if not (coding.is_obligation or coding.is_own_voice) or clause.subject is not None:
        return ()
    speaker = () if cast.speaker is None else (cast.speaker,)
    return voice_of(clause.verb, cast) or speaker


def _doers(nouns: Sequence[Token], parties: Parties) -> tuple[int, ...]:
    """Who acts by some nouns; of an act that "does" something ("an attack on Kenya killed two"), only its owner."""
    found: list[int] = []
    for noun in nouns:
        if _is_act(noun) and not parties.at(noun):
            found.extend(parties.owner(noun) or parties.before(noun))
        else:
            found.extend(parties.of_all([noun]))
    return tuple(dict.fromkeys(found))


def _are_at_home(coding: Coding) -> bool:
    """Whether those who act are people at home where they act, in a clause of the active voice."""
    doers = coding.clause.doers
    return coding.type in _PETITIONS and not coding.clause.is_passive and any(is_home_group(noun) for noun in doers)


def _speaks_of_itself(subject: Token | None) -> bool:
    """Whether the subject of a reported clause is a pronoun for the speaker, or a clause of its own."""
    return subject is not None and (subject.lower_ in _PRONOUNS or subject.dep_ in {"csubj", "csubjpass"})


def _is_an_answer(coding: Coding) -> bool:
    """Whether a statement about a thing is the speaker's own refusal or threat: "said all *options* were open"."""
    subject, clause = coding.clause.subject, coding.clause
    if coding.type not in {EventType.REJECT, EventType.THREATEN} or clause.agents or coding.is_obligation:
        return False
    if clause.is_passive and clause.modal == "future" and coding.type is EventType.THREATEN:
        return clause.object_of("from") is None  # "said smugglers would be hanged"
    is_state_of_things = clause.lemma in {"be", "remain"} or clause.is_passive
    return is_state_of_things and (subject is None or subject.lemma_.lower() not in load_lexicon().parties)


def _by_place(coding: Coding, parties: Parties) -> tuple[int, ...]:
    """Where an act without a named doer was done tells whose it was: arrests, riots, trials "in X"."""
    clause = coding.clause
    agents = load_lexicon().parties
    is_act = coding.is_nominal or any(_is_act(noun) for noun in clause.doers)
    is_agent = any(noun.lemma_.lower() in agents or is_home_group(noun) for noun in clause.doers)
    if clause.doers and not clause.is_passive and not (is_agent or is_act):
        return ()
    for noun in _places(coding):
        if found := parties.within(noun):
            return found
    if not (is_agent or is_act):
        return ()
    is_joined = clause.verb.dep_ == "conj" and tree.is_verb(clause.verb.head)  # "burst into a bar in X and shot"
    return only_place(clause.verb, parties) or (only_place(clause.verb.head, parties) if is_joined else ())


def _places(coding: Coding) -> Iterator[Token]:
    """Nouns of place in a clause and what stands under it: behind its doers (or objects), its act noun and its verb."""
    clause = coding.clause
    hosts = [*(clause.doers or clause.objects), *([coding.noun] if coding.noun is not None else [])]
    for noun in hosts:
        for described in tree.children(noun, "acl", "relcl") if clause.doers else ():
            yield from (inner for _, inner in tree.prepositions(described))
        yield from (inner for name, inner in tree.prepositions(noun) if name in PLACES)
        for _, named in tree.prepositions(noun) if _is_act(noun) else ():
            yield from (inner for name, inner in tree.prepositions(named) if name in PLACES)
    for name, noun in clause.preps:
        if name in PLACES and noun.lemma_.lower() in _LEGATIONS:
            # outside the Kenyan embassy in Oslo: the crowd is of the town
            yield from (inner for near, inner in tree.prepositions(noun) if near in PLACES)
    yield from (noun for name, noun in clause.preps if name in PLACES and noun.lemma_.lower() not in _LEGATIONS)
    if coding.inner is not None and coding.inner.clause.verb.i != clause.verb.i:
        for noun in coding.inner.clause.objects:
            yield from (inner for name, inner in tree.prepositions(noun) if name in PLACES)
        yield from (noun for name, noun in coding.inner.clause.preps if name in PLACES)


def _is_act(noun: Token) -> bool:
    words = load_lexicon().nouns
    return any(_ACTS & words.get(word, frozenset()) for word in (noun.lemma_.lower(), noun.lower_))
