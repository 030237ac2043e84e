"""Whether both sides of an event do it to each other: a meeting, an agreement, a treaty, joint work, a clash."""

from bot.model.plover import EventType
from bot.reading.events.coding import Coding

_MUTUAL = frozenset({EventType.CONSULT, EventType.COOPERATE})
_ONE_SIDED = frozenset({
    "visit", "travel", "arrive", "host", "receive", "tour", "mediate", "broker", "fly", "go", "phone", "telephone",
    "call", "contact", "export", "import", "extradite", "share", "head", "return", "intercede", "shuttle", "welcome",
    "greet", "brief", "sell", "buy", "undertake", "launch",
})  # fmt: skip
_ONE_SIDED_NOUNS = frozenset({"visit", "trip", "tour", "mediation", "mission", "effort"})
_RECEPTIONS = frozenset({"receive", "host", "welcome", "visit"})
_TALKING = frozenset({"discuss", "negotiate", "talk", "confer", "review"})
_TALKS = frozenset({"talk", "discussion", "negotiation", "consultation", "meeting"})
_BY_VERB = {
    EventType.AGREE: frozenset({"agree", "settle", "clinch", "reach", "strike", "conclude", "enter"}),
    EventType.SUPPORT: frozenset({
        "sign", "ratify", "ink", "initial", "conclude", "establish", "restore", "normalise",
    }),
    EventType.ACCUSE: frozenset({"trade", "exchange", "swap"}),
    EventType.ASSAULT: frozenset({"clash", "fight", "battle", "exchange", "trade", "skirmish"}),
}  # fmt: skip


def _is_for_talks(coding: Coding) -> bool:
    """Whether a visit or a reception of a person is told to be for talks: "received X for talks", "to discuss"."""
    verb = coding.clause.verb
    aims = any(child.dep_ in {"advcl", "xcomp"} and child.lemma_.lower() in _TALKING for child in verb.children)
    talks = any(prep == "for" and noun.lemma_.lower() in _TALKS for prep, noun in coding.clause.preps)
    return (aims or talks) and any(noun.ent_type_ == "PERSON" or noun.tag_ == "NN" for noun in coding.clause.objects)


def is_mutual(coding: Coding) -> bool:
    """Return whether a coding's verb and noun make its act mutual, given two sides.

    Args:
        coding: The coded clause.

    Returns:
        False for what one side does to the other: a visit, a phone call made, an export.
    """
    verb = coding.clause.lemma
    if coding.type in _MUTUAL or (coding.type is EventType.AGREE and coding.act in _MUTUAL):
        noun = coding.noun.lemma_.lower() if coding.noun is not None else ""
        inner = coding.inner.clause.lemma if coding.inner is not None else verb
        if verb in _RECEPTIONS and _is_for_talks(coding):
            return True
        return noun not in _ONE_SIDED_NOUNS and not {verb, inner} & _ONE_SIDED
    if coding.type is EventType.AGREE:
        is_joint = coding.inner is None or coding.inner.is_nominal or len(coding.clause.doers) > 1
        return is_joint and verb in _BY_VERB[EventType.AGREE]
    return verb in _BY_VERB.get(coding.type, frozenset())
