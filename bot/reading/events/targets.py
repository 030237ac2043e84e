"""To whom it is done: looks for an event's target slot by slot, and falls back on the source's own side.

Source: PLOVER manual (draft 0.8), sections on actor and recipient of each type.
"""

from collections.abc import Collection, Iterator, Sequence

from bot.model.countries import IGO, NGO
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.reading import ActorKind
from bot.reading.actors.cast import Cast, MentionForm
from bot.reading.events import tree
from bot.reading.events.antecedents import maker_of_antecedent
from bot.reading.events.coding import Coding
from bot.reading.events.giving_way import frees_own, gives_way_at_home, leaves_office
from bot.reading.events.homes import is_home_group, is_local, is_of_people
from bot.reading.events.lexicon import load_lexicon
from bot.reading.events.parties import Parties
from bot.reading.events.slots import PLACES, Slot, slots
from bot.reading.parsed import Token

_TARGETED = frozenset({
    EventType.AID, EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.SANCTION, EventType.SUPPORT,
    EventType.ASSAULT,
})  # fmt: skip
_DOMESTIC = frozenset({
    EventType.PROTEST, EventType.COERCE, EventType.CONCEDE, EventType.ASSAULT, EventType.MOBILIZE,
})  # fmt: skip
_INWARD = frozenset({EventType.PROTEST, EventType.CONCEDE, EventType.COERCE})
_PATIENTS = frozenset({
    EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.ASSAULT, EventType.AGREE,
    EventType.SUPPORT, EventType.RETREAT, EventType.CONCEDE,
})  # fmt: skip
_HANDLED = frozenset({EventType.ASSAULT, EventType.RETREAT, EventType.SANCTION})
_PETTY = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN})
_SHIFTED = frozenset({EventType.AGREE, EventType.REJECT, EventType.THREATEN})
"""Types about another act; where that is one at home, so are they."""
_PRONOUNS = frozenset({"it", "he", "she", "they"})
_PACTS = frozenset({EventType.AGREE, EventType.SUPPORT, EventType.CONCEDE})
_HIT = frozenset({EventType.COERCE, EventType.ASSAULT, EventType.THREATEN, EventType.ACCUSE, EventType.CONCEDE})
_OWN_STATE = frozenset({"government", "authority", "army", "parliament", "president", "cabinet"})
_STATES = frozenset({
    "government", "country", "nation", "state", "neighbour", "neighbor", "power", "ally", "partner", "rival", "capital",
})  # fmt: skip
"""Nouns that speak, in the plural, of states which the clause doesn't name, and never of the source's own people."""
_CONSTABLES = frozenset({"police", "policeman", "gendarme", "gendarmerie"})
"""Forces that a state sends out at home."""
_BREAKING = frozenset({"break", "violate", "breach"})
_PEOPLE = frozenset({"person", "state", "crowd", "diplomat", "court"})
_NOBODY = frozenset[str]()
_TOGETHER = frozenset({EventType.AGREE, EventType.CONSULT, EventType.SUPPORT})
_BREAKS = frozenset({EventType.SANCTION, EventType.REJECT})
_NEAR = 18
_BORDERS = frozenset({
    "which", "who", "that", "because", "after", "while", "but", "although", "since", "said", "according", ";",
})  # fmt: skip
_OWN_ORGANS = frozenset({
    "cabinet", "government", "parliament", "party", "council", "committee", "commission", "politburo", "assembly",
    "congress", "board", "staff", "aide", "adviser", "advisor", "general", "commander", "supporter",
})  # fmt: skip
"""Whose meetings bring together one side only, whatever is said there to another: "at a meeting of his *cabinet*"."""
_CROWD_CONTROL = {
    "gas": frozenset({"tear"}), "bullet": frozenset({"rubber", "plastic"}), "cannon": frozenset({"water"}),
    "round": frozenset({"rubber", "plastic"}), "grenade": frozenset({"stun"}), "teargas": frozenset[str](),
    "baton": frozenset[str](), "truncheon": frozenset[str](),
}  # fmt: skip
"""Weapons that keep order at home → the word that has to stand before them."""
_CONDITIONS = frozenset({"if", "unless", "until", "once", "before"})
"""Behind them somebody is named who must act first, nobody to whom it is promised."""


def target_of(coding: Coding, source: tuple[int, ...], cast: Cast) -> tuple[int, ...]:
    """Find who is acted upon; a slot that names only the source's own country gives way to a later one.

    Args:
        coding: The coded clause.
        source: Ids of who acts, may be empty.
        cast: The article's actors and their mentions.

    Returns:
        The ids of the target, may be empty; the source's own where the act is domestic.
    """
    parties = Parties(cast=cast, apart=source)
    is_at_home = _are_both_at_home(coding, source, parties) or (frees_own(coding) and _has_home(source, cast))
    certain = source if is_at_home else maker_of_antecedent(coding, source, parties)
    if certain or leaves_office(coding):
        return certain
    sides = {cast.country_of(each) for each in source}
    own: tuple[int, ...] = ()
    venue: tuple[int, ...] = ()
    for slot in slots(coding):
        if slot.is_far and own and coding.type is not EventType.MOBILIZE:
            break
        if slot.is_place and own and coding.type is EventType.REJECT:
            continue  # "boycotted talks with the Khartoum government in Libya": only where they are held
        named = _named_in(slot, coding, parties)
        found = tuple(each for each in named if each not in source)
        if named and all(each in source or _is_own_country(each, sides, coding, cast) for each in named):
            found = parties.behind(slot.nouns, {*source, *named}) or found
        if found and _is_venue(slot, coding, found, cast):
            venue = venue or found
            continue
        if found and not all(_is_own_country(each, sides, coding, cast) for each in found):
            return found
        if not _is_aside(slot, coding, found or source, cast):
            own = own or found or (named if _hits_home(slot, coding, source, cast) else ())
    if own or venue:
        return own or venue
    if coding.is_nominal:
        return _beside_scene(coding, source, parties)
    if told := _done_so(coding, source, parties):
        return told
    return _beside(coding, source, parties) or _complainer(coding, parties) or _at_home(coding, source, parties)


def _are_both_at_home(coding: Coding, source: tuple[int, ...], parties: Parties) -> bool:
    """Whether a state and people of its own do something together: "the *government and rebels* agreed to talks"."""
    doers = [*coding.clause.doers, *_joined_behind(coding.clause.doers)]
    if len(source) != 1 or len(doers) != 2 or coding.type not in _TOGETHER or not _has_home(source, parties.cast):
        return False
    return any(is_local(noun) and set(parties.of_all([noun])) <= set(source) for noun in doers)


def _joined_behind(doers: Sequence[Token]) -> list[Token]:
    """Groups that the parse joined to the country of one doer: "the government of Chad *and leftist guerrillas*"."""
    if len(doers) != 1:
        return []
    named = (noun for name, noun in tree.prepositions(doers[0]) if name == "of")
    return [each for noun in named for each in tree.joined(noun)[1:] if each.tag_ == "NNS" and is_home_group(each)]


def _named_in(slot: Slot, coding: Coding, parties: Parties) -> tuple[int, ...]:
    """The actors that a slot names as parties; nobody where it tells a protest's scene, or things with a name."""
    cast = parties.cast
    named = () if _is_mere_scene(slot, coding, cast) else parties.of_all(slot.nouns)
    is_thing = bool(named) and not any(cast.country_of(each) for each in named) and _names_a_thing(slot, cast)
    return () if is_thing else named


def _names_a_thing(slot: Slot, cast: Cast) -> bool:
    """Whether a slot's nouns are things with a name in them ("14 *Black Hawk* helicopters"), nobody who acts."""
    classes = load_lexicon().parties
    return not any(
        cast.mention_at(noun.i) or _PEOPLE & classes.get(noun.lemma_.lower(), _NOBODY) for noun in slot.nouns
    )


def _is_own_country(actor: int, sides: Collection[CountryCode | None], coding: Coding, cast: Cast) -> bool:
    """Whether an actor is the very country that the source acts for ("withdrew *the country* from the pact with")."""
    found = cast.actors[actor]
    is_state = found.kind is ActorKind.COUNTRY or found.country == IGO or coding.type is EventType.MOBILIZE
    return found.country in sides and is_state


def _is_place(slot: Slot, actors: Sequence[int], cast: Cast) -> bool:
    """Whether some actors stand in a slot only as the place where the act was done."""
    mentions = [cast.mention_at(token.i) for noun in slot.nouns for token in noun.subtree]
    named = [each for each in mentions if each is not None and each.actor in actors]
    return slot.is_place or (bool(named) and all(each.is_place for each in named))


def _is_venue(slot: Slot, coding: Coding, actors: Sequence[int], cast: Cast) -> bool:
    """Whether a slot tells only where talks were held that somebody broke off: "walked out of talks *in Kenya*"."""
    if coding.type not in _BREAKS or slot.is_place or not _is_place(slot, actors, cast):
        return False
    talks = [noun for noun in slot.nouns if "talks" in load_lexicon().nouns.get(noun.lemma_.lower(), ())]
    scenes = [inner for noun in talks for name, inner in tree.prepositions(noun) if name in {"in", "at"}]
    return any(cast.at(token.i) in actors for inner in scenes for token in inner.subtree)


def _is_aside(slot: Slot, coding: Coding, actors: Sequence[int], cast: Cast) -> bool:
    """Whether a place at home says nothing of whom somebody gives way to: "declared a truce in the south"."""
    if coding.type is not EventType.RETREAT or coding.is_nominal or not _is_place(slot, actors, cast):
        return False
    return slot.is_place or not any(cast.mention_at(noun.i) for noun in slot.nouns)


def _is_mere_scene(slot: Slot, coding: Coding, cast: Cast) -> bool:
    """Whether a protest's topic only tells where that is: "against the war *in Kenya*"."""
    if coding.type is not EventType.PROTEST or slot.is_place or not slot.nouns:
        return False
    mentions = [cast.mention_at(token.i) for noun in slot.nouns for token in noun.subtree]
    is_named = any(cast.mention_at(noun.i) is not None for noun in slot.nouns)
    return not is_named and any(mentions) and all(each is None or each.is_place for each in mentions)


def _hits_home(slot: Slot, coding: Coding, source: Sequence[int], cast: Cast) -> bool:
    """Whether a slot that names the source itself tells a domestic act: "blockaded Paris", "jailed Turkish miners"."""
    for noun in slot.nouns:
        mentions = (cast.mention_at(token.i) for token in noun.subtree)
        if not any(each is not None and not each.is_pronoun and each.actor in source for each in mentions):
            continue
        if coding.type is not EventType.MOBILIZE and (is_of_people(noun) or _is_own_state(noun, source, cast)):
            return True
        if _is_place(slot, source, cast):
            is_left = coding.type is EventType.RETREAT
            return is_left or coding.type in _DOMESTIC | _HIT or (not slot.is_place and _speaks_of_party(noun))
        return coding.type in _HIT
    return False


def _is_own_state(noun: Token, source: Sequence[int], cast: Cast) -> bool:
    """Whether a phrase names the source's own government: people who ask something of "the authorities"."""
    for token in noun.subtree:
        mention = cast.mention_at(token.i)
        if mention is None or mention.actor not in source:
            continue
        if mention.form is MentionForm.METONYM or token.lemma_.lower() in _OWN_STATE:
            return True
    return False


def _speaks_of_party(noun: Token) -> bool:
    """Whether a noun phrase names a party of any kind ("a truce with *forces* in the east")."""
    return any(token.lemma_.lower() in load_lexicon().parties for token in noun.subtree)


def _beside_scene(coding: Coding, source: tuple[int, ...], parties: Parties) -> tuple[int, ...]:
    """Whom the clause itself names where talks are its scene: "told *Lund* in a meeting"."""
    if len(source) > 1 or any(
        name == "of" and noun.lemma_.lower() in _OWN_ORGANS for name, noun in tree.prepositions(coding.trigger)
    ):
        return ()
    found = (each for noun in coding.clause.objects for each in parties.at(noun) if each not in source)
    return tuple(dict.fromkeys(found))


def _beside(coding: Coding, source: tuple[int, ...], parties: Parties) -> tuple[int, ...]:
    """Whom a clause names anywhere behind its verb, of acts that nobody does to himself; of aid also where it goes."""
    sides = {parties.cast.country_of(each) for each in source}
    is_one_sided = coding.type in {EventType.AGREE, EventType.COOPERATE} and len(source) == 1
    if (coding.type in _TARGETED or is_one_sided) and (near := _nearby(coding, sides, parties)):
        return near
    is_aid = EventType.AID in {coding.type, coding.act}
    return _nearby(coding, sides, parties, is_place=True) if is_aid else ()


def _nearby(
    coding: Coding, sides: Collection[CountryCode | None], parties: Parties, *, is_place: bool = False
) -> tuple[int, ...]:
    """The first party (or place) of another side after the verb, for objects that the parse hung elsewhere."""
    verb = coding.clause.verb
    frame = tree.first_child(verb.head, "nsubj") if verb.dep_ == "ccomp" and verb.head.i > verb.i else None
    end = verb.sent.end if frame is None or frame.i < verb.i else frame.left_edge.i
    for token in verb.doc[verb.i + 1 : min(verb.i + _NEAR, end)]:
        if _begins_next(token) or token.dep_ in {"relcl", "ROOT"} or token.lower_ in _BORDERS:
            break
        if coding.type is EventType.AGREE and token.lower_ in _CONDITIONS:
            break
        mention = parties.cast.mention_at(token.i)
        if mention is not None and mention.is_place is is_place:
            found = tuple(each for each in parties.at(token) if parties.cast.country_of(each) not in sides)
            if found:
                return found
    return ()


def _done_so(coding: Coding, source: tuple[int, ...], parties: Parties) -> tuple[int, ...]:
    """Whom others did to what these refuse to do: "Peru recognised *Kosovo*, but Chad has refused to do so"."""
    verb, inner = coding.clause.verb, tree.first_child(coding.clause.verb, "xcomp")
    is_so = inner is not None and inner.lemma_ == "do" and any(child.lower_ == "so" for child in inner.children)
    if not is_so or verb.dep_ != "conj" or not tree.is_verb(verb.head):
        return ()
    return tuple(each for each in parties.of_all(tree.objects(verb.head)) if each not in source)


def _complainer(coding: Coding, parties: Parties) -> tuple[int, ...]:
    """Whose things are hit in what he tells himself: "Japan said that a Chinese boat had rammed one of *its* ships"."""
    clause = coding.clause
    if not coding.is_harmful or coding.is_obligation:
        return ()
    owned = (token for noun in (*clause.objects, *(noun for _, noun in clause.preps)) for token in noun.subtree)
    doers = coding.frame.doers if coding.frame is not None else _victims(clause.verb)
    teller = parties.of_all(doers)
    if coding.frame is not None and coding.type is EventType.ASSAULT and clause.lemma in _BREAKING:
        # "Kenya said that Chad had broken the truce": who complains of it is the other side of it
        return tuple(each for each in teller if each not in parties.apart)
    if any(token.tag_ == "PRP$" and set(parties.at(token)) <= set(parties.apart) for token in owned):
        return tuple(each for each in teller if each not in parties.apart)
    return ()


def _victims(verb: Token) -> Sequence[Token]:
    """The subject of the clause above an adverbial one: "*Kenya* complained after police had beaten its consul"."""
    head = verb.head.head if verb.dep_ == "pcomp" else verb.head
    found = tree.subject(head) if verb.dep_ in {"advcl", "pcomp"} and tree.is_verb(head) else None
    return tree.joined(found.token) if found is not None else ()


def _at_home(coding: Coding, source: tuple[int, ...], parties: Parties) -> tuple[int, ...]:
    """A target of the source's own side: a place in the clause, else the source itself."""
    if not source:
        return ()
    if coding.type in _DOMESTIC:
        for name, noun in coding.clause.preps:
            if name in PLACES and (found := parties.of_all([noun])):
                return found
        if abroad := _struck_abroad(coding.clause.verb, source, parties):
            return abroad
        if coding.type in _INWARD or _is_crowd_control(coding):
            return source[:1]
    if not _has_home(source, parties.cast) or _others_within(coding.clause.verb, source, parties):
        return ()
    nouns = [noun for slot in slots(coding) for noun in slot.nouns]
    if any(noun.tag_ == "NNS" and noun.lemma_.lower() in _STATES for noun in nouns):
        return ()
    if coding.type in _PATIENTS and any(is_home_group(noun) for noun in nouns):
        return source[:1]
    doers = _who(coding)
    is_person = any(noun.lemma_.lower() in load_lexicon().parties for noun in coding.clause.objects)
    is_hit = coding.type is EventType.ASSAULT and bool(coding.clause.objects) and any(map(is_home_group, doers))
    is_handled = coding.type in _HANDLED and is_person and any(map(is_local, (*doers, *coding.clause.objects)))
    is_petty = (coding.type in _PETTY and any(map(is_local, doers))) or is_hit or is_handled
    is_group = all(parties.cast.actors[each].kind is ActorKind.GROUP for each in source)
    is_pact = coding.type in _PACTS and (is_group or any(is_home_group(noun) for noun in doers))
    if coding.type is EventType.MOBILIZE and any(
        token.lemma_.lower() in _CONSTABLES for noun in coding.clause.objects for token in noun.subtree
    ):
        return source[:1]
    if gives_way_at_home(coding, doers, is_group=is_group):
        return source[:1]
    is_inward = coding.type in _SHIFTED and {coding.act, *_inner_types(coding)} & _INWARD
    return source[:1] if is_petty or is_pact or is_inward else ()


def _struck_abroad(verb: Token, source: Sequence[int], parties: Parties) -> tuple[int, ...]:
    """Whom those who act have just struck elsewhere: "shelled a town in *Chad* and seized a school"."""
    if verb.dep_ != "conj" or not tree.is_verb(verb.head) or tree.first_child(verb, *tree.SUBJECTS) is not None:
        return ()
    sides = {parties.cast.country_of(each) for each in source}
    hit = parties.of_all(tree.objects(verb.head))
    return () if sides & {parties.cast.country_of(each) for each in hit} else hit


def _is_crowd_control(coding: Coding) -> bool:
    """Whether an act is done with weapons that keep order at home: "fired *tear gas*"."""
    if coding.type is not EventType.ASSAULT:
        return False
    used = [*coding.clause.objects, *(noun for name, noun in coding.clause.preps if name == "with")]
    kinds = ((noun, _CROWD_CONTROL.get(noun.lemma_.lower())) for noun in used)
    return any(
        wanted is not None and (not wanted or any(child.lower_ in wanted for child in noun.children))
        for noun, wanted in kinds
    )


def _who(coding: Coding) -> Sequence[Token]:
    """The nouns of who acts; of a speaker who tells of himself, the frame's."""
    doers = coding.clause.doers
    is_own = coding.frame is not None and all(noun.lower_ in _PRONOUNS for noun in doers)
    return coding.frame.doers if is_own and coding.frame is not None else doers


def _inner_types(coding: Coding) -> Iterator[EventType]:
    return (each.type for each in _with_inner(coding) if each is not coding)


def _with_inner(coding: Coding) -> Iterator[Coding]:
    each: Coding | None = coding
    while each is not None:
        yield each
        each = each.inner


def _has_home(source: Sequence[int], cast: Cast) -> bool:
    return len(source) == 1 and cast.country_of(source[0]) not in {None, IGO, NGO}


def _others_within(verb: Token, source: Sequence[int], parties: Parties) -> bool:
    """Whether a clause names anybody of another side, so that a nameless party may be of that one."""
    sides = {parties.cast.country_of(each) for each in source}
    own = tree.subject(verb)
    doing = {token.i for token in own.token.subtree} if own is not None and not own.is_passive else set()
    return any(
        parties.cast.country_of(each) not in sides
        for token in tree.walk_down(verb)
        if token.i not in doing
        for mention in [parties.cast.mention_at(token.i)]
        if mention is not None and not mention.is_place
        for each in mention.all_actors
        if not parties.cast.is_medium(each)
    )


def _begins_next(token: Token) -> bool:
    """Whether "and" joins a clause with a subject of its own."""
    if token.dep_ != "cc" or not tree.is_verb(token.head):
        return False
    joined = (child for child in token.head.children if child.dep_ == "conj" and child.i > token.i)
    return any(tree.first_child(child, "nsubj", "nsubjpass") is not None for child in joined)
