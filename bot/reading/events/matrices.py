"""What a governing verb, adjective or noun makes of the clause under it.

Each kind of the matrix table has one function from (matrix clause, coding of its complement or None) to a coding or
None. Attitudes keep their own type, phases and attempts pass on their complement's, and the outer of two wins.
Source: PLOVER manual (draft 0.8), AGREE, REJECT, REQUEST and THREATEN.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.model.plover import EventType, Quad
from bot.model.reading import Status
from bot.reading.events import tree
from bot.reading.events.coding import Coding, over, shifted
from bot.reading.events.predicate import Predicate

Combine = Callable[[Predicate, Coding | None], Coding | None]

_BACKING = frozenset({"support", "back", "endorse", "recognise", "stand", "side", "defend"})
_IMPROVING = frozenset({
    "hold", "improve", "protect", "help", "build", "boost", "ensure", "work", "create", "restore", "respect", "uphold",
    "honour", "tackle", "address", "fix", "modernise", "strengthen", "deepen", "promote", "speed", "guarantee",
})  # fmt: skip
"""What is vowed for the good of others; other vows that name no act of their own are meant as threats."""
_ENTERING = frozenset({
    "enter", "visit", "inspect", "reach", "deliver", "search", "monitor", "distribute", "cross", "land", "leave",
})  # fmt: skip
"""What observers, convoys and people held are let do: access given, not a rule eased."""
_YIELDED = frozenset({
    "refrain", "stop", "cease", "withdraw", "leave", "resign", "explain", "respect", "abide", "comply", "reconsider",
    "clarify", "abstain", "end", "halt", "lift", "free", "release", "contribute", "provide",
})  # fmt: skip
"""What somebody is asked for who is "invited" to do it, no guest."""
_PREVENTING = frozenset({"stop", "prevent", "keep"})
_USING = frozenset({"use", "share", "operate"})
_BASES = frozenset(
    {"base", "airspace", "airfield", "port", "airport", "territory", "airbase", "runway", "harbour", "water"}
)
"""What a state lets another's forces use for both their ends."""
_PLEDGING = frozenset({"pledge", "promise", "guarantee"})
_OPENING = frozenset({"action", "force", "war", "option", "intervention", "response"})
"""What is no act by itself, but a threat where it is not ruled out."""
_ENTRY = frozenset(
    {"enter", "return", "land", "visit", "attend", "join", "cross", "come", "take", "participate", "see"}
)
"""What outsiders are barred from; whom one's own power keeps from other things is restricted."""
_SENT = frozenset({"send", "dispatch", "deploy"})
_ORDERED = frozenset({EventType.RETREAT, EventType.MOBILIZE})
_COUNCILS = frozenset({"council", "commission", "board", "summit", "bloc", "union"})
_UNDONE = {
    EventType.ASSAULT: EventType.RETREAT,
    EventType.MOBILIZE: EventType.RETREAT,
    EventType.COERCE: EventType.CONCEDE,
    EventType.PROTEST: EventType.CONCEDE,
    EventType.SANCTION: EventType.RETREAT,
    EventType.AID: EventType.SANCTION,
    EventType.COOPERATE: EventType.SANCTION,
    EventType.CONSULT: EventType.SANCTION,
    EventType.SUPPORT: EventType.SANCTION,
}


def _agree(clause: Predicate, inner: Coding | None) -> Coding | None:
    under = clause.complement.lemma_.lower() if clause.complement is not None else ""
    if clause.lemma == "invite" and under in _YIELDED:
        return over(EventType.REQUEST, clause, inner)
    is_bare = inner is not None and inner.is_nominal and clause.lemma not in _PLEDGING  # but "pledged retaliation"
    is_help = clause.lemma in {"offer", "propose", "volunteer"} or is_bare
    is_help = is_help or (inner is not None and inner.type is EventType.MOBILIZE and not _is_against(inner))
    is_help = is_help or (inner is not None and inner.clause.lemma in _PREVENTING)  # "promised to stop smugglers from"
    if inner is not None and inner.type.quad is Quad.MATERIAL_CONF and not is_help:
        return over(EventType.THREATEN, clause, inner)
    is_help_ended = inner is not None and inner.act is EventType.AID and inner.clause.is_negated
    if inner is not None and inner.type in {EventType.REJECT, EventType.THREATEN} and not is_help_ended:
        return over(inner.type, clause, inner)
    return over(EventType.AGREE, clause, inner)


def _is_against(inner: Coding) -> bool:
    """Whether forces are offered against somebody, not as help: "prepared to deploy missiles *against* Chad"."""
    return any(word.lower_ == "against" for word in inner.clause.verb.subtree)


def _vow(clause: Predicate, inner: Coding | None) -> Coding | None:
    if inner is None:
        under = clause.complement.lemma_ if clause.complement is not None else ""
        if clause.complement is not None and tree.first_child(clause.complement, "neg") is not None:
            return over(EventType.REJECT, clause, None)  # "vowed not to resign"
        return over(EventType.AGREE if under in _IMPROVING else EventType.THREATEN, clause, None)
    if inner.type is EventType.REJECT:
        return over(EventType.REJECT, clause, inner)
    return over(EventType.THREATEN if inner.is_harmful else EventType.AGREE, clause, inner)


def _refuse(clause: Predicate, inner: Coding | None) -> Coding | None:
    under = inner.clause if inner is not None else None
    if under is not None and under.lemma in {"rule out", "rule", "exclude"} and clause.lemma != "rule":
        is_harm = inner is not None and (inner.act.quad is Quad.MATERIAL_CONF or _names_force(under))
        return over(EventType.THREATEN, clause, inner) if is_harm else None  # "refused to rule out force"
    return over(EventType.REJECT, clause, inner)


def _names_force(clause: Predicate) -> bool:
    """Whether what somebody won't rule out is force: "the use of *force*"."""
    return any(word.lemma_ in _OPENING for noun in clause.objects for word in noun.subtree)


def _request(clause: Predicate, inner: Coding | None) -> Coding | None:
    if clause.is_conditional or clause.is_ultimatum:
        return over(EventType.THREATEN, clause, inner)
    if clause.lemma in {"order", "direct", "command"} and inner is not None and inner.type.quad is Quad.MATERIAL_CONF:
        return replace(inner, clause=clause, inner=inner, is_nominal=False)
    if inner is not None and inner.type in _ORDERED and _commands_his_own(clause):
        return replace(inner, clause=clause, inner=inner, is_nominal=False)
    if inner is not None and inner.type is EventType.SUPPORT and inner.clause.lemma in _BACKING and _backs_party(inner):
        return over(EventType.SUPPORT, clause, inner)
    if inner is not None and inner.type in {EventType.SANCTION, EventType.ACCUSE} and not _is_asked_to_stop(inner):
        return over(EventType.ACCUSE, clause, inner)
    return over(EventType.REQUEST, clause, inner)


def _backs_party(inner: Coding) -> bool:
    """Whether a party is recognised, not a deed: "asked Chad to recognise the killings as genocide"."""
    clause = inner.clause
    return clause.lemma != "recognise" or not clause.objects or any(noun.pos_ == "PROPN" for noun in clause.objects)


def _commands_his_own(clause: Predicate) -> bool:
    """Whether somebody orders his own forces: "ordered *his* troops to lay down their weapons"."""
    if clause.lemma not in {"order", "command", "instruct", "direct"} or clause.complement is None:
        return False
    told = (*clause.objects, *(child for child in clause.complement.children if child.dep_ == "nsubj"))
    return any(child.tag_ == "PRP$" for noun in told for child in noun.children)


def _is_asked_to_stop(inner: Coding) -> bool:
    is_cut_off = inner.clause.lemma == "cut" and "off" in inner.clause.seconds  # "to cut off aid to Chad"
    return inner.clause.is_negated or (inner.clause.lemma in {"stop", "end", "cease", "halt", "cut"} and not is_cut_off)


def _threaten(clause: Predicate, inner: Coding | None) -> Coding | None:
    if clause.lemma == "warn":
        if inner is None:
            return None
        if not inner.is_harmful and inner.type is not EventType.RETREAT:
            return None
    return over(EventType.THREATEN, clause, inner)


def _plan(clause: Predicate, inner: Coding | None) -> Coding | None:
    if inner is None:
        return None
    if clause.lemma == "vote" and any(noun.lemma_.lower() in _COUNCILS for noun in clause.doers):
        return _lifted(clause, inner)  # what a body of states votes for is in force
    if clause.lemma == "prepare" and inner.type in {EventType.ASSAULT, EventType.MOBILIZE}:
        return over(EventType.MOBILIZE, clause, inner)
    return _lifted(clause, shifted(inner, Status.PLANNED))


def _consider(clause: Predicate, inner: Coding | None) -> Coding | None:
    return None if inner is None else _lifted(clause, shifted(inner, Status.POSSIBLE))


def _phase(clause: Predicate, inner: Coding | None) -> Coding | None:
    if inner is None:
        return None
    if clause.is_passive or clause.subject is None:
        return inner
    if clause.lemma in _SENT and inner.type in {EventType.COERCE, EventType.ASSAULT} and clause.objects:
        # "deployed police to quell riots": the infinitive is what they are for, no deed yet
        return replace(inner, type=EventType.MOBILIZE, act=EventType.MOBILIZE, clause=clause, inner=inner)
    if clause.lemma in _SENT:
        return replace(inner, clause=clause, inner=inner)
    return replace(inner, clause=replace(inner.clause, subject=clause.subject))


def _stop(clause: Predicate, inner: Coding | None) -> Coding | None:
    if inner is None or inner.type not in _UNDONE:
        return None
    kind = _UNDONE[inner.type]
    return replace(inner, type=kind, act=kind, clause=clause, inner=inner)


def _fail(clause: Predicate, inner: Coding | None) -> Coding | None:
    return over(EventType.REJECT, clause, inner) if inner is not None and not inner.is_harmful else None


def _deny(clause: Predicate, inner: Coding | None) -> Coding | None:
    if inner is None or not inner.is_harmful:
        return None
    return replace(inner, status=Status.DENIED, frame=clause)


def _allow(clause: Predicate, inner: Coding | None) -> Coding | None:
    under = clause.complement
    lets_in = under is not None and under.lemma_ in _ENTERING
    if (
        under is not None
        and under.lemma_ in _USING
        and any(noun.lemma_.lower() in _BASES for noun in tree.objects(under))
    ):
        return over(EventType.COOPERATE, clause, None)
    return over(EventType.RETREAT if lets_in else EventType.CONCEDE, clause, inner)


def _prevent(clause: Predicate, inner: Coding | None) -> Coding | None:
    if not any(name == "from" for name, _ in clause.gerunds):
        return None
    enters = any(verb.lemma_ in _ENTRY for name, verb in clause.gerunds if name == "from")
    kind = EventType.REJECT if clause.lemma == "bar" and enters else EventType.COERCE
    return over(kind, clause, inner)


def _accuse(clause: Predicate, inner: Coding | None) -> Coding | None:
    kind = EventType.SANCTION if clause.lemma == "convict" else EventType.ACCUSE
    return replace(over(kind, clause, inner), act=kind)


def _praise(clause: Predicate, inner: Coding | None) -> Coding | None:
    kind = EventType.CONCEDE if clause.lemma == "regret" else EventType.SUPPORT
    return replace(over(kind, clause, inner), act=kind)


def _force(clause: Predicate, inner: Coding | None) -> Coding | None:
    return over(EventType.COERCE, clause, inner)


def _cause(clause: Predicate, inner: Coding | None) -> Coding | None:
    """Pass on what somebody is led to do by a thing: "pressure led Chad *to cancel* the drill"."""
    return inner if clause.objects and not clause.is_passive else None


def _lifted(clause: Predicate, inner: Coding) -> Coding:
    """Pass an inner coding on under a phase verb, negated where that verb is."""
    return replace(inner, clause=inner.clause if inner.clause.subject is not None else clause)


COMBINATIONS: Mapping[str, Combine] = {
    "refuse": _refuse,
    "threaten": _threaten,
    "vow": _vow,
    "agree": _agree,
    "request": _request,
    "accuse": _accuse,
    "deny": _deny,
    "allow": _allow,
    "prevent": _prevent,
    "stop": _stop,
    "fail": _fail,
    "force": _force,
    "cause": _cause,
    "plan": _plan,
    "consider": _consider,
    "praise": _praise,
    "phase": _phase,
}
"""Kind → what it makes of its complement, in the order in which the kinds of an ambiguous word are tried."""
