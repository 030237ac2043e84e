"""A coded clause, and what future, hedge and negation make of it. Parties, dates and words come later, elsewhere."""

from dataclasses import dataclass, replace

from bot.model.plover import EventType, Quad
from bot.model.reading import Status
from bot.reading.events.predicate import Predicate
from bot.reading.parsed import Token

_PROMISES = frozenset({
    EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID, EventType.CONCEDE,
})  # fmt: skip
_LETTING = frozenset({"allow", "permit", "let"})
_CONDITIONS = frozenset({"if", "once", "provided"})
_ANSWERS = frozenset({EventType.AGREE, EventType.SUPPORT, EventType.CONCEDE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What a clause codes to.

    Attributes:
        type: PLOVER type.
        act: The act it is about, where that is another; else the type.
        clause: The clause whose subject acts.
        trigger: The word that decided.
        noun: The act noun that decided, or None.
        inner: What stands under it ("agreed to *lift*"), or None.
        status: Status so far.
        frame: The verb of saying above it, or None.
        is_obligation: Whether it is asked for by "must" or "should": the speaker asks, the subject is asked.
        is_own_voice: Whether a statement says in its own voice what another state does; whose voice it is acts.
        is_nominal: Whether a noun tells it by itself ("after talks between …").
        is_whole: Whether its verb's negation is part of it ("will not tolerate"), so that nothing is taken back by it.
        is_undergone: Whether its subject undergoes it, so that the clause stands turned round (`undergoing`).
        is_deed: Whether that noun has a day of its own, so that its clause is made up of its phrase (`deeds`).
    """

    type: EventType
    act: EventType
    clause: Predicate
    trigger: Token
    noun: Token | None = None
    inner: "Coding | None" = None
    status: Status = Status.OCCURRED
    frame: Predicate | None = None
    is_obligation: bool = False
    is_own_voice: bool = False
    is_nominal: bool = False
    is_whole: bool = False
    is_undergone: bool = False
    is_deed: bool = False

    @property
    def is_harmful(self) -> bool:
        """Whether the type lies on the conflict side."""
        return not self.type.is_cooperative


def over(kind: EventType, clause: Predicate, inner: Coding | None, trigger: Token | None = None) -> Coding:
    """Return the coding of a clause that keeps its own type over what stands under it ("agreed to lift" is AGREE)."""
    return Coding(
        type=kind,
        act=inner.act if inner is not None else kind,
        clause=clause,
        trigger=trigger if trigger is not None else clause.verb,
        inner=inner,
    )


def shifted(coding: Coding, status: Status) -> Coding:
    """Return a coding whose act is still to come or only possible.

    A kind act becomes AGREE, an act of material conflict THREATEN; giving way, asking, blaming and refusing keep
    their type.

    Args:
        coding: The act.
        status: PLANNED or POSSIBLE.

    Returns:
        The shifted coding, with its act kept.

    Source:
        PLOVER manual (draft 0.8): "future of" under AGREE and THREATEN.
    """
    is_offer = coding.clause.lemma in _LETTING or (status is Status.PLANNED and _has_condition(coding.clause.verb))
    if coding.type in _PROMISES or (coding.type is EventType.RETREAT and is_offer):
        return replace(coding, type=EventType.AGREE, status=status)
    if coding.type.quad is Quad.MATERIAL_CONF:
        return replace(coding, type=EventType.THREATEN, status=status)
    return replace(coding, status=status)


def _has_condition(verb: Token) -> bool:
    """Whether an act is made to hang on what another does: "would free the crew *if* Chad withdrew"."""
    return any(
        child.dep_ == "advcl" and any(mark.lower_ in _CONDITIONS for mark in child.children) for child in verb.children
    )


def denied(coding: Coding) -> Coding | None:
    """Return what a negation makes of a coding: a kind act not done as an answer is REJECT, other acts vanish."""
    if coding.is_harmful:
        return None
    if (
        coding.status is Status.OCCURRED
        and coding.type not in _ANSWERS
        and coding.clause.verb.tag_ not in {"VBZ", "VBP"}
    ):
        return None
    return replace(coding, type=EventType.REJECT, status=Status.OCCURRED)
