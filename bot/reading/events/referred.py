"""Parties whom a clause names only by going back: "rejected the accusations", "the policy prohibits", "They must …".

What is looked for is the last event told that fits: who accused the one that answers, who did the deed that is
condemned, which state made the rule that now forbids.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.model.plover import EventType, Quad
from bot.model.reading import ActorKind, Event, Party
from bot.reading.actors.cast import Cast
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.direction import Direction
from bot.reading.events.lexicon import canonical
from bot.reading.events.nouns import Nouns
from bot.reading.events.parties import Parties
from bot.reading.events.plain import nominal_type
from bot.reading.events.voices import voice_of
from bot.reading.parsed import Token

_ANSWERS = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT, EventType.AGREE})
_TOWARDS_HOME = frozenset({
    EventType.SANCTION, EventType.ACCUSE, EventType.THREATEN, EventType.REQUEST, EventType.SUPPORT, EventType.AID,
})  # fmt: skip
_WITHIN_HOME = frozenset({EventType.COERCE, EventType.ASSAULT, EventType.PROTEST})
_ORGANS = frozenset({
    "police", "ministry", "office", "army", "government", "authority", "prosecutor", "court", "minister", "official",
})  # fmt: skip
"""Who speaks for the country at home where no other is named."""
_POINTING = frozenset({"the", "this", "that", "these", "those", "such"})
_DECISIONS = frozenset({
    "decision", "move", "step", "ruling", "verdict", "statement", "remark", "announcement", "claim", "measure",
    "warrant",
})  # fmt: skip
"""What may stand for any unfriendly word or deed towards the one that answers."""
_IDEAS = frozenset({"idea", "proposal", "plan", "suggestion", "initiative", "request", "offer", "call", "appeal"})
_PROPOSED = frozenset({EventType.AGREE, EventType.REQUEST})
_CONFLICT = frozenset({Quad.VERBAL_CONF, Quad.MATERIAL_CONF})
_CLAIMS = {"blame": EventType.ACCUSE, "demand": EventType.REQUEST, "threat": EventType.THREATEN}
"""Class of a noun → the type of what it goes back to ("the accusations", "the demand")."""
_RULES = frozenset({
    "policy", "rule", "regulation", "restriction", "control", "curb", "ban", "measure", "sanction", "decree", "order",
    "embargo", "tariff", "law", "decision",
})  # fmt: skip
_DEEDS = frozenset({
    "move", "step", "action", "operation", "campaign", "decision", "measure", "incident", "act", "provocation",
    "manoeuvre", "maneuver", "practice", "conduct", "behaviour", "behavior", "violation", "outrage",
})  # fmt: skip
_FORCE = frozenset({
    "raid", "attack", "intrusion", "incursion", "violence", "crackdown", "killing", "aggression", "crime", "abuse",
    "strike", "shelling", "bombing", "detention", "arrest", "seizure", "incident",
})  # fmt: skip
_SHOWS = frozenset({"patrol", "exercise", "drill", "manoeuvre", "maneuver", "deployment", "buildup"})
_CUTS = frozenset({"expulsion", "verdict", "sentence", "conviction", "ruling", "suspension", "cut", "curb", "duty"})
_MEANT = {
    **dict.fromkeys(_CUTS, frozenset({EventType.SANCTION, EventType.COERCE})),
    **dict.fromkeys(_FORCE, frozenset({EventType.ASSAULT, EventType.COERCE})),
    **dict.fromkeys(_SHOWS, frozenset({EventType.MOBILIZE})),
}
"""Nouns that mean one kind of harm → the types that may be meant."""
_REFUSALS = frozenset({"veto", "refusal", "rejection", "withdrawal", "walkout", "boycott", "absence"})
_THAT = frozenset({"this", "it", "that", "these", "them"})
"""Objects that stand for all that was said of last."""
_FIRST = frozenset({"i", "we"})
_THEM = frozenset({"they", "it"})
_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.COUNTRY})
_FAR = 40
"""Events back within which one is still meant."""


def referred(coding: Coding, parties: Direction, told: Sequence[Event], nouns: Nouns) -> Direction:
    """Fill in the side that a clause only goes back to.

    Args:
        coding: The coded clause.
        parties: Its parties, as far as its own words name them.
        told: The events told before it, in text order.
        nouns: Classes of nouns, and the cast.

    Returns:
        The parties; the same where both sides are known, or nothing told before fits.
    """
    cast = nouns.cast
    if not parties.source:
        found = _quoted_speaker(coding, cast) or _maker(coding, told, nouns)
        parties = replace(parties, source=found)
    if not parties.source and not parties.target and _is_at_home(coding, cast):
        at_home = _parties((cast.home or 0,), cast)
        return replace(parties, source=at_home, target=at_home)
    if coding.type in _ANSWERS and _speaks_of_victim(coding, parties, cast):
        doer = _doer_of(coding, parties, told, nouns)
        return replace(parties, target=doer) if doer else parties
    if parties.target or not parties.source:
        return parties
    if coding.is_obligation:
        return replace(parties, target=_body_before(coding, parties, cast))
    if coding.type in _ANSWERS:
        parties = replace(parties, target=_doer_of(coding, parties, told, nouns))
    return parties if parties.target else replace(parties, target=_home(coding, parties, cast))


def _is_at_home(coding: Coding, cast: Cast) -> bool:
    """Whether a curfew, a killing or a riot of nobody named took place in the country that a report is set in."""
    clause = coding.clause
    if cast.home is None or coding.is_nominal or coding.type not in _WITHIN_HOME:
        return False
    if not clause.is_passive or clause.agents or clause.modal:
        return False
    if coding.frame is None:
        return clause.verb.dep_ in {"ROOT", "conj"}
    return clause.verb.dep_ == "ccomp" and _speaks_at_home(coding.frame.verb, cast)


def _speaks_at_home(verb: Token, cast: Cast) -> bool:
    """Whether an organ of the country at home tells it, and its words name no other side."""
    subject = tree.first_child(verb, "nsubj")
    if subject is None or not any(token.lemma_.lower() in _ORGANS for token in subject.subtree):
        return False
    named = {cast.country_of(each) for token in verb.subtree for each in cast.all_at(token.i)}
    return named <= {cast.country_of(cast.home or 0)}


def _home(coding: Coding, parties: Direction, cast: Cast) -> tuple[Party, ...]:
    """The country that a report is set in, where another side cuts off, blames or asks and names nobody."""
    if cast.home is None or coding.is_nominal or coding.type not in _TOWARDS_HOME:
        return ()
    sides = _sides(parties.source)
    if not sides or cast.country_of(cast.home) in sides:
        return ()
    return _parties((cast.home,), cast)


def _quoted_speaker(coding: Coding, cast: Cast) -> tuple[Party, ...]:
    """Who says "I" in words that a colon opens: "the minister answered: …"."""
    subject = coding.clause.subject
    if coding.frame is not None or subject is None or subject.lower_ not in _FIRST:
        return ()
    if voice := voice_of(coding.clause.verb, cast):
        return _parties(voice, cast)
    before = subject.doc[subject.sent.start : subject.i]
    opening = next((token for token in reversed(before) if token.text == '"'), None)
    if opening is None or opening.i == 0 or opening.nbor(-1).text not in {":", ","}:
        return ()
    verbs = (token for token in reversed(before) if token.i < opening.i and tree.is_verb(token))
    subjects = (tree.first_child(verb, "nsubj") for verb in verbs)
    named = next((each for each in subjects if each is not None), None)
    return _parties(Parties(cast=cast).joined(named), cast) if named is not None else ()


def _maker(coding: Coding, told: Sequence[Event], nouns: Nouns) -> tuple[Party, ...]:
    """Who made the rule that is the subject: "the new policy prohibits"."""
    subject = coding.clause.subject
    if subject is None or coding.clause.is_passive or Quad.MATERIAL_CONF not in {coding.type.quad, coding.act.quad}:
        return ()
    if canonical(subject.lemma_) not in _RULES or nouns.is_party(subject):
        return ()
    made = (each for each in _lately(told) if each.act in {EventType.SANCTION, EventType.COERCE} and each.source)
    return next((each.source for each in made), ())


def _doer_of(coding: Coding, parties: Direction, told: Sequence[Event], nouns: Nouns) -> tuple[Party, ...]:
    """Whose deed or words somebody answers: "condemned the operation", "rejected the accusations"."""
    own = _sides(parties.source)
    for noun in _spoken_of(coding):
        if noun.lower_ in _THAT and _is_free(noun, nouns.cast):
            return _last_named(own, told)
        done_to = _owner_of(noun, nouns.cast)
        is_bare = noun.tag_ == "NNS" and noun.lemma_.lower() in _RULES and not any(True for _ in noun.lefts)
        if not is_bare and not done_to and not any(child.lower_ in _POINTING for child in noun.children):
            continue
        for event in _lately(told):
            if done_to and not done_to & {party.actor for party in event.target}:
                continue
            if not event.source or own & _sides(event.source) or (is_bare and not own & _sides(event.target)):
                continue
            is_his = bool(done_to) and event.act.quad is Quad.MATERIAL_CONF
            if is_his or _is_meant(noun, event, own, nouns):
                return event.source
    return ()


def _is_meant(noun: Token, event: Event, own: frozenset[str], nouns: Nouns) -> bool:
    """Whether a noun goes back to an event: to the claims that it made, or to its deed."""
    if any(event.type is _CLAIMS[name] for name in nouns.acts(noun) & _CLAIMS.keys()):
        return bool(own & _sides(event.target)) or not event.target
    return _answers(noun, event, own) or _names(noun, event, nouns)


def _speaks_of_victim(coding: Coding, parties: Direction, cast: Cast) -> bool:
    """Whether the only target is whom the deed that is answered was done to: "called *his* arrest a crime"."""
    hit = {party.actor for party in parties.target}
    return bool(hit) and any(hit == _owner_of(noun, cast) for noun in _spoken_of(coding))


def _owner_of(noun: Token, cast: Cast) -> frozenset[int]:
    """Who is meant by a pronoun before a deed that was done to him: "called *his* detention illegal"."""
    owner = next((child for child in noun.children if child.tag_ == "PRP$"), None)
    is_harm = noun.lemma_.lower() in _FORCE | _CUTS
    found = cast.all_at(owner.i) if owner is not None and is_harm else ()
    return frozenset(each for each in found if cast.actors[each].kind is ActorKind.PERSON)


def _spoken_of(coding: Coding) -> Iterator[Token]:
    """What is answered: the objects, and what the answer's noun is about ("voiced alarm at *the arrests*")."""
    yield from coding.clause.objects
    if coding.noun is not None:
        about = (*tree.prepositions(coding.noun), *coding.clause.preps)
        yield from (noun for name, noun in about if name in {"at", "over", "about", "for", "with", "of", "to"})


def _answers(noun: Token, event: Event, own: frozenset[str]) -> bool:
    """Whether a noun may go back to words or deeds against the one that answers, or to what was proposed."""
    lemma = noun.lemma_.lower()
    if lemma in _DECISIONS and own & _sides(event.target):
        return event.type.quad in _CONFLICT
    return lemma in _IDEAS and event.type in _PROPOSED


def _is_free(noun: Token, cast: Cast) -> bool:
    """Whether a pronoun stands for nobody, so that it may stand for what was told."""
    return cast.mention_at(noun.i) is None


def _last_named(own: frozenset[str], told: Sequence[Event]) -> tuple[Party, ...]:
    """Who is blamed, or did harm, in the last event told: "the firm was listed. Chad rejects *this*"."""
    event = next(_lately(told), None)
    if event is None or event.type.quad not in _CONFLICT:
        return ()
    others = event.target if own & _sides(event.source) else event.source
    return () if own & _sides(others) else others


def _names(noun: Token, event: Event, nouns: Nouns) -> bool:
    """Whether a noun may go back to a harmful act."""
    lemma = noun.lemma_.lower()
    if lemma in _REFUSALS:
        return event.type is EventType.REJECT or event.act.quad is Quad.MATERIAL_CONF
    if event.act.quad is not Quad.MATERIAL_CONF:
        return False
    if lemma in _MEANT and event.act in _MEANT[lemma]:
        return True
    if lemma in _DEEDS or lemma in _RULES & {"ban", "sanction", "embargo", "restriction"}:
        return True
    return nominal_type(noun, nouns.lexicon, nouns) is event.act


def _body_before(coding: Coding, parties: Direction, cast: Cast) -> tuple[Party, ...]:
    """The state or body named last before "they must", other than who says so."""
    asked = tree.subject(coding.clause.complement) if coding.clause.complement is not None else None
    if asked is None or asked.token.lower_ not in _THEM or cast.mention_at(asked.token.i) is not None:
        return ()
    own = {party.actor for party in parties.source}
    sides = _sides(parties.source)
    for token in reversed(asked.token.doc[asked.token.sent.start : asked.token.i]):
        for actor in cast.all_at(token.i):
            found = cast.actors[actor]
            if found.kind in _BODIES and actor not in own and found.country not in sides and not cast.is_medium(actor):
                return _parties((actor,), cast)
    return ()


def _lately(told: Sequence[Event]) -> Iterator[Event]:
    return iter(told[: -_FAR - 1 : -1])


def _sides(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(str(party.country) for party in parties if party.country is not None)


def _parties(actors: Sequence[int], cast: Cast) -> tuple[Party, ...]:
    return tuple(Party(actor=each, country=cast.country_of(each)) for each in actors)
