"""The verb of an event's line: in the present, with what its status asks for before it."""

from bot.model.plover import EventType
from bot.model.reading import Status
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.inflect import gerund, present
from bot.reading.events.lexicon import load_lexicon
from bot.reading.events.predicate import Predicate

_JOINT = frozenset({EventType.CONSULT, EventType.COOPERATE})
_EXPECTING = frozenset({"expect", "schedule", "plan", "slate", "project", "tip", "set"})
_INTENDING = frozenset({"hope", "want", "propose", "promise"})
_PASSIVE_HEDGES = {
    Status.PLANNED: ("is to be", "are to be"),
    Status.POSSIBLE: ("may be", "may be"),
}


def verb_group(clause: Predicate, coding: Coding, status: Status, *, is_plural: bool, is_agent: bool = True) -> str:
    """Return the verb of a line with what its status asks for.

    Args:
        clause: The clause that the line is made of.
        coding: Its coding.
        status: What is not told as done is hedged: "plans to", "may", "allegedly", "denies".
        is_plural: Whether the subject is plural.
        is_agent: Whether the subject can want something, and so plan and refuse; a law can't.

    Returns:
        "visits", "is due to visit", "may visit", "allegedly bombs", "denies bombing".
    """
    lemma = tree.lemma(clause.verb)
    be = "are" if is_plural else "is"
    if clause.modal == "future" and clause.is_negated and coding.is_whole and coding.type is EventType.THREATEN:
        return f"will not {lemma}"
    if clause.modal == "future" and clause.is_negated:
        refuse = present("refuse", is_plural=is_plural)
        return f"{refuse} to {lemma}" if is_agent and coding.type is EventType.REJECT else f"{be} not to {lemma}"
    if status is Status.PLANNED and not plans(clause):
        if is_agent and (own := _planning(clause, is_plural=is_plural)) is not None:
            return f"{own} to {lemma}"
        if not is_agent or not (clause.modal == "future" or tree.is_infinitive(clause.verb)):
            return f"{be} to {lemma}"
        if coding.act in _JOINT:
            return f"{be} due to {lemma}"
        return f"{present('plan', is_plural=is_plural)} to {lemma}"
    if status is Status.POSSIBLE and not (weighs(clause) and clause.modal != "possible"):
        return f"may {'not ' if clause.is_negated else ''}{lemma}"
    if status is Status.DENIED and "deny" not in load_lexicon().kinds("verbs", clause.lemma):
        return f"{present('deny', is_plural=is_plural)} {gerund(lemma)}"
    if clause.is_negated and not _says_no(clause):
        return f"{present('do', is_plural=is_plural)} not {lemma}"
    return hedge(coding, status) + present(lemma, is_plural=is_plural)


def _says_no(clause: Predicate) -> bool:
    """Whether the negation is a "no" on the object, which the line keeps: "has *no* plans"."""
    return any(child.lower_ == "no" for noun in clause.objects for child in noun.children)


def _planning(clause: Predicate, *, is_plural: bool) -> str | None:
    """The text's own words for a plan, over an infinitive: "intends" (to), "is expected" (to); None for none."""
    above = clause.verb.head
    if clause.verb.dep_ != "xcomp" or not tree.is_infinitive(clause.verb) or tree.first_child(above, "neg", "aux"):
        return None
    if tree.is_passive(above):
        is_planned = above.lemma_.lower() in _EXPECTING
        return f"{'are' if is_plural else 'is'} {above.lower_}" if is_planned else None
    lemma = above.lemma_.lower()
    is_planned = lemma in _INTENDING or "plan" in load_lexicon().kinds("verbs", lemma)
    return present(tree.lemma(above), is_plural=is_plural) if is_planned else None


def passive_group(coding: Coding, status: Status, *, is_plural: bool) -> str:
    """Return the auxiliary of a line in the passive: "is", "are to be", "may be", "is reportedly"."""
    if status in _PASSIVE_HEDGES and not (status is Status.PLANNED and plans(coding.clause)):
        return _PASSIVE_HEDGES[status][is_plural]
    return f"{'are' if is_plural else 'is'} {hedge(coding, status)}".rstrip()


def hedge(coding: Coding, status: Status) -> str:
    """Return the adverb of what is only reported, with a blank: the clause's own, else "allegedly"."""
    if status is not Status.REPORTED:
        return ""
    hedges = load_lexicon().words["adverbs.reported"]
    clauses = [coding.clause, *([coding.frame] if coding.frame is not None else [])]
    own = [child.lower_ for clause in clauses for child in clause.verb.children if child.lower_ in hedges]
    return f"{own[0] if own else 'allegedly'} "


def plans(clause: Predicate) -> bool:
    """Return whether a verb tells by itself that something is only planned: "plans to", "is due to"."""
    lexicon = load_lexicon()
    if clause.modal == "future" or tree.is_infinitive(clause.verb):
        return False
    words = [noun.lemma_.lower() for noun in clause.objects]
    return (
        "plan" in lexicon.kinds("verbs", clause.lemma)
        or any("plan" in lexicon.kinds("nouns", word) for word in words)
        or any("plan" in lexicon.kinds("adjectives", child.lower_) for child in clause.verb.children)
    )


def weighs(clause: Predicate) -> bool:
    """Return whether a verb tells by itself that something is only possible: "considers", "mulls"."""
    lexicon = load_lexicon()
    adjectives = (child.lower_ for child in clause.verb.children if child.dep_ == "acomp")
    return "consider" in lexicon.kinds("verbs", clause.lemma) or any(
        "consider" in lexicon.kinds("adjectives", word) for word in adjectives
    )
