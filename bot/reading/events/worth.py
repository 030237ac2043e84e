"""Which codings are events that an editor would put on a timeline: those whose parties fit their type and place."""

from collections.abc import Sequence

from bot.model.plover import EventType, Quad
from bot.model.reading import Party
from bot.reading.events.direction import Direction
from bot.reading.events.nouns import Nouns
from bot.reading.events.walk import Role, Site

_NEEDS_TWO = frozenset({EventType.CONSULT, EventType.SUPPORT, EventType.AID, EventType.COOPERATE})
_ALONE = frozenset({
    EventType.RETREAT, EventType.MOBILIZE, EventType.PROTEST, EventType.CONCEDE, EventType.COERCE, EventType.ASSAULT,
})  # fmt: skip
_RESCUES = frozenset({"rescue", "save", "evacuate"})
_SAVED = frozenset({"refugee", "captive"})
_DOING = frozenset({"attack", "protest", "coercion"})
_STATES = frozenset({"country", "nation", "state", "government"})
_WORDS = frozenset({Quad.VERBAL_COOP, Quad.VERBAL_CONF})
_DOERLESS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.ACCUSE, EventType.PROTEST})


def is_worth_telling(site: Site, parties: Direction, nouns: Nouns) -> bool:
    """Return whether an event has the parties that its type and its part in the sentence ask for.

    Args:
        site: The coded clause.
        parties: Its parties.
        nouns: Classes of nouns.

    Returns:
        False where silence is better: nobody with a side, a description, a mutual act of one, blame of nobody.
    """
    coding, source, target = site.coding, parties.source, parties.target
    has_both = bool(source) and bool(target)
    if not any(party.country for party in (*source, *target)):
        return False
    if coding.is_deed:
        return has_both or coding.type is not EventType.CONSULT
    if site.role is Role.RELATIVE and not any(nouns.is_party(noun) for noun in coding.clause.doers):
        return False
    if site.role is Role.RELATIVE and coding.type.quad in _WORDS and _sides(source) == _sides(target):
        return False  # "the dockers, whose union had asked for cranes": words at home, in passing
    if _is_rescue(site, nouns) and source and site.role <= Role.JOINED:
        return True
    if coding.is_nominal or site.role > Role.JOINED:
        return has_both
    if coding.type in _NEEDS_TWO:
        return has_both or len(source) > 1 or len(target) > 1 or (bool(target) and _is_by_many(site))
    if not source:
        if target and any(nouns.is_party(noun) for noun in coding.clause.doers):
            return True
        return coding.type in _DOERLESS and (coding.clause.is_passive or _has_agent(site, nouns))
    if coding.type is EventType.ACCUSE:
        return _is_blame(site, parties, nouns)
    if coding.type is EventType.REJECT and not target:
        has_matter = coding.noun is not None and coding.clause.verb.tag_ != "VBG"
        is_vowed = coding.clause.is_negated and coding.clause.modal == "future" and bool(coding.clause.objects)
        is_told = coding.clause.verb.tag_ in {"VBD", "VBN"} or has_matter or coding.inner is not None or is_vowed
        return is_told and site.role <= Role.JOINED
    return has_both or coding.type in _ALONE or site.role <= Role.JOINED


def _is_rescue(site: Site, nouns: Nouns) -> bool:
    """Whether people are saved; whose they are need not be known."""
    clause = site.coding.clause
    if site.coding.type is not EventType.AID or clause.lemma not in _RESCUES:
        return False
    return any(nouns.acts(noun) & _SAVED or nouns.parties(noun) for noun in clause.objects)


def _is_by_many(site: Site) -> bool:
    """Whether a number of states does it, which need no names: "over a hundred *countries* have recognised it"."""
    coding = site.coding
    if coding.type is not EventType.SUPPORT or site.role > Role.JOINED or coding.clause.is_passive:
        return False
    return any(
        noun.tag_ == "NNS" and noun.lemma_.lower() in _STATES and any(child.dep_ == "nummod" for child in noun.children)
        for noun in coding.clause.doers
    )


def _has_agent(site: Site, nouns: Nouns) -> bool:
    """Whether the subject is of a kind that acts; a thing as the subject of an active verb tells no event."""
    doers = site.coding.clause.doers
    return not doers or any(nouns.parties(noun) or nouns.acts(noun) & _DOING for noun in doers)


def _is_blame(site: Site, parties: Direction, nouns: Nouns) -> bool:
    """Whether somebody else is blamed, or something: worry that sides share about themselves is no blame."""
    coding = site.coding
    sources = {party.country for party in parties.source}
    targets = {party.country for party in parties.target}
    if len(sources) > 1 and targets <= sources:
        return False
    if targets:
        return True
    acts = nouns.acts(coding.noun) if coding.noun is not None else frozenset[str]()
    return "inquiry" in acts or ("blame" not in acts and bool(coding.clause.objects))


def _sides(parties: Sequence[Party]) -> frozenset[str | None]:
    return frozenset(party.country for party in parties)
