"""Talks that a clause mentions as its scene: "in a telephone conversation", "at a meeting with", "after talks with"."""

from collections.abc import Iterator

from bot.model.plover import EventType
from bot.model.reading import Status
from bot.reading.events import tree
from bot.reading.events.coder import Coder
from bot.reading.events.coding import Coding, shifted
from bot.reading.events.plain import nominal_type
from bot.reading.events.predicate import Predicate
from bot.reading.parsed import Token

_CAUSING = frozenset({"spark", "trigger", "provoke", "ignite", "cause", "prompt", "unleash", "fuel", "touch", "set"})
_SPREADING = frozenset({
    "rock", "sweep", "grip", "shake", "engulf", "hit", "paralyse", "convulse", "plague", "rage", "cripple", "jolt",
    "disrupt", "reach", "ravage", "wrack",
})  # fmt: skip
_SPANS = frozenset({"day", "week", "month", "hour", "night", "phase"})
_GOING_ON = frozenset({EventType.ASSAULT, EventType.PROTEST, EventType.COERCE})
"""Acts that befall a place, with nobody named who does them."""
_SCENES = frozenset({"in", "during", "at", "after", "following", "over", "by"})


def scene_talks(verb: Token, coder: Coder) -> Iterator[Coding]:
    """Yield a CONSULT coding for talks that are the scene of a clause.

    Args:
        verb: The clause's verb.
        coder: The coder of the article.

    Yields:
        One coding for each preposition of scene over a noun of talks; whether it has parties is found out later.
    """
    clause = coder.clause(verb)
    if clause.is_negated:  # "will not appear at the talks"
        return
    scenes = list(tree.prepositions(verb))
    if len(clause.doers) > 1:
        scenes.extend(pair for noun in clause.objects for pair in _attached(noun))
    for name, noun in scenes:
        if name in _SCENES and "talks" in coder.nouns.acts(noun) and noun.tag_ in {"NN", "NNS"}:
            talks = Coding(
                type=EventType.CONSULT,
                act=EventType.CONSULT,
                clause=clause,
                trigger=noun,
                noun=noun,
                is_nominal=True,
            )
            yield shifted(talks, Status.PLANNED) if clause.modal == "future" else talks


def _attached(noun: Token) -> Iterator[tuple[str, Token]]:
    """Scenes that the parser hung on the object, or on a noun in it: "concern over ties in a telephone call"."""
    for token in noun.subtree:
        if token.dep_ != "relcl":
            yield from ((name, inner) for name, inner in tree.prepositions(token) if _is_indefinite(inner))


def _is_indefinite(noun: Token) -> bool:
    return any(child.lower_ in {"a", "an"} for child in noun.children)


def happening(clause: Predicate, coder: Coder) -> Coding | None:
    """Code an event noun that is the subject of a verb of happening: "talks between … resumed", "riots continued".

    Args:
        clause: The clause of the verb.
        coder: The coder of the article.

    Returns:
        The noun's coding, undone where the verb ends it; None for other subjects and verbs.
    """
    subject, words = clause.subject, coder.lexicon.words
    if subject is None or (subject.pos_ != "NOUN" and subject.tag_ != "VBG") or clause.is_negated:
        return None
    if (brought := _brought_about(clause, coder)) is not None:
        return brought
    kind = nominal_type(subject, coder.lexicon, coder.nouns)
    phrases = {clause.lemma, *(f"{clause.lemma} {second}" for second in clause.seconds)}
    if clause.objects or not (phrases & words["happen.verbs"] or _is_in_force(clause)):
        return _spreading(clause, subject, kind) or _had_effect(clause, subject, coder)
    if phrases & words["happen.stop"]:
        rows = [(name, "stop") for name in sorted(coder.nouns.acts(subject))]
        kind = next((cell for row in rows if (cell := coder.lexicon.cells.get(row)) is not None), None)
    if clause.lemma in words["happen.positive"] and "observer" in coder.nouns.acts(subject):
        kind = EventType.RETREAT
    if kind is None:
        return None
    return Coding(type=kind, act=kind, clause=clause, trigger=subject, noun=subject, is_nominal=True)


def _spreading(clause: Predicate, subject: Token, kind: EventType | None) -> Coding | None:
    """Code "heavy shelling *rocked* Kampala", "a strike *entered* its second week"."""
    if kind is None or kind not in _GOING_ON or not clause.objects or clause.is_passive:
        return None
    if clause.lemma in _SPREADING:
        return Coding(type=kind, act=kind, clause=clause, trigger=clause.verb, noun=subject)
    if clause.lemma == "enter" and all(noun.lemma_ in _SPANS for noun in clause.objects):
        return Coding(type=kind, act=kind, clause=clause, trigger=subject, noun=subject, is_nominal=True)
    return None


def _is_in_force(clause: Predicate) -> bool:
    """Whether what the subject names holds: "a curfew was *in force*"."""
    return clause.lemma in {"be", "remain", "come", "go", "enter"} and any(
        name in {"in", "into"} and noun.lemma_ in {"force", "effect"} for name, noun in clause.preps
    )


def _brought_about(clause: Predicate, coder: Coder) -> Coding | None:
    """Code what something brings about: "the arrest sparked *protests* in Chad"."""
    if clause.lemma not in _CAUSING or clause.modal:
        return None
    for noun in clause.objects:
        kind = nominal_type(noun, coder.lexicon, coder.nouns)
        if kind in {EventType.PROTEST, EventType.ASSAULT}:
            return Coding(type=kind, act=kind, clause=clause, trigger=noun, noun=noun, is_nominal=True)
    return None


def _had_effect(clause: Predicate, subject: Token, coder: Coder) -> Coding | None:
    """Code violence that is told by what came of it: "bombing by Chad has left the town without power"."""
    doer = next((noun for name, noun in tree.prepositions(subject) if name == "by"), None)
    is_done = clause.verb.tag_ in {"VBD", "VBN"} and clause.modal == "" and not clause.is_passive
    if doer is None or not is_done or not coder.nouns.is_party(doer):
        return None
    kind = nominal_type(subject, coder.lexicon, coder.nouns)
    if kind not in {EventType.ASSAULT, EventType.COERCE} or kind is None:
        return None
    return Coding(type=kind, act=kind, clause=clause, trigger=subject, noun=subject, is_nominal=True)
